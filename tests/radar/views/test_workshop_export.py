"""The votes of a session as a file."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection

from tests.radar import sessions
from tests.radar.sessions import Console, Place

VIEWS = ("", "/etat", "/ecran", "/ecran/etat")
E01, E02 = "/enonces/e01", "/enonces/e02"


def test_an_export_cannot_tell_whose_votes_they_are(connection: Connection, place: Place, console: Console) -> None:
    people = sessions.seat(connection, place.workshop_id, 6)
    for statement in ("e01", "e02"):
        console.post(f"/enonces/{statement}/ouverture")
        votes = dict(zip(people, [0, 1, 2, 3, 4, 5], strict=True))
        sessions.cast(connection, place.workshop_id, statement, votes)
        console.post(f"/enonces/{statement}/devoilement", round="1")
    console.post(f"{E02}/nouveau-tour", round="1")
    sessions.cast(connection, place.workshop_id, "e02", dict.fromkeys(people[:4], 2), number=2)
    console.post(f"{E02}/devoilement", round="2")
    console.post(f"{E02}/accord", round="2", level="2", reason="=SOMME(A1)")

    files = [json.loads(console.get("/export.json").data) for _ in range(2)]
    names = [voters(statement) for file in files for statement in file["statements"]]
    assert all(len(found) == 6 for found in names)
    assert not any(one & other for place, one in enumerate(names) for other in names[:place])
    first, second = files[0]["statements"]
    assert Counter(vote["level"] for vote in first["rounds"][0]["votes"]) == Counter(["0", "1", "2", "3", "4", "na"])
    assert second["rounds"][1] == {
        "number": 2,
        "state": "fewer than 5 votes",
        "counts": None,
        "consensus": None,
        "votes": [],
    }
    assert (first["agreed"], second["agreed"]) == (None, {"level": "2", "reason": "=SOMME(A1)"})

    sheet = console.get("/export.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet), delimiter=";"))
    assert Counter((row["statement"], row["round"], row["state"]) for row in rows) == {
        ("e01", "1", "revealed"): 6,
        ("e02", "1", "revealed"): 6,
        ("e02", "2", "fewer than 5 votes"): 1,
    }
    assert {row["reason"] for row in rows} == {"", "'=SOMME(A1)"}
    assert not any(str(person) in sheet or person.hex in sheet for person in people)


def voters(statement: Mapping[str, list[Mapping[str, list[Mapping[str, str]]]]]) -> set[str]:
    return {vote["voter"] for found in statement["rounds"] for vote in found["votes"]}
