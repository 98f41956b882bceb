"""A session as its facilitator holds it by plain forms, and what the room may see of it at each moment."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import queries
from radar.operations import workshops
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar import members, sessions
from tests.radar.moments import NOON
from tests.radar.sessions import Console, Place
from tests.radar.views.trial import csrf_token

VIEWS = ("", "/etat", "/ecran", "/ecran/etat")
E01, E02 = "/enonces/e01", "/enonces/e02"


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A led session that has just been opened."""
    return sessions.hold(connection, questionnaire)


@pytest.fixture
def console(client: FlaskClient, connection: Connection, place: Place) -> Console:
    """The facilitator's browser, whose code is still valid."""
    sessions.renew(connection)
    return sessions.console(client, connection, place)


def vote(connection: Connection, place: Place, codes: list[int], number: int = 1, statement: str = "e01") -> None:
    people = sessions.seat(connection, place.workshop_id, len(codes))
    sessions.cast(connection, place.workshop_id, statement, dict(zip(people, codes, strict=True)), number)


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_a_session_from_the_overview_to_the_agreed_level_by_plain_forms(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.sign_in(client, connection, members.add_member(connection, organisation_id, "facilitator"))
    overview = client.get(f"/evaluations/{assessment_id}").text
    address = f"/evaluations/{assessment_id}/seances/nouvelle"
    assert f'href="{address}"' in overview
    form = client.get(address).text
    defaults = re.findall(r'name="(?:title|axes|pace|dots)"\s+value="[^"]*"', form)
    assert len(defaults) >= 2 + len(questionnaire.axes)
    fields = {"csrf_token": csrf_token(client), "title": "Séance", "pace": "led", "units": "", "dots": ""}
    answer = client.post(address, data={**fields, "axes": [axis.id for axis in questionnaire.axes]})
    assert answer.status_code == 303
    console = Console(client, answer.headers["Location"], fields["csrf_token"])
    workshop = queries.workshops.workshops_of(connection, assessment_id)[0]
    connection.rollback()
    assert workshop.code is not None
    assert workshop.code in console.get().text
    screen = console.get("/ecran").text
    assert workshop.code in screen
    assert "<svg" in screen

    console.post(f"{E01}/ouverture")
    place = Place(organisation_id, assessment_id, organisation_id, workshop.id)
    vote(connection, place, [1, 2, 2])
    assert "3 votes sur 3" in words(console.get("/etat").text)
    console.post(f"{E01}/devoilement", round="1")
    assert "Accord fort" in words(console.get("/ecran").text)
    page = console.post(f"{E01}/accord", round="1", level="2", reason="Deux directions le font.").text
    assert "Convenu : Niveau 2" in words(page)
    assert "Énoncé suivant" in page
    assert "Deux directions le font." in client.get(f"/evaluations/{assessment_id}/axes/{sessions.AXIS}").text
    assert "Séance" in client.get(f"/evaluations/{assessment_id}").text


def test_nobody_is_sent_a_tally_before_the_reveal(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    before = {view: console.get(view).text for view in VIEWS}
    vote(connection, place, [1, 1, 1, 4, 4])
    for view in VIEWS:
        page = console.get(view).text
        assert "5 votes sur 5" in words(page), view
        # But for how many have voted, the page is the one that was sent before anybody had.
        assert same(page) == same(before[view]), view
    export = console.get("/export.json").get_json()
    assert export["statements"][0]["rounds"][0]["votes"] == []
    assert export["statements"][0]["rounds"][0]["counts"] is None
    console.post(f"{E01}/devoilement", round="1")
    for view in VIEWS:
        assert "3 votes 60 %" in words(console.get(view).text)


def same(page: str) -> str:
    """Return what a page says apart from how many joined and voted."""
    plain = re.sub(r'data-seen="[^"]*"|name="csrf_token" value="[^"]*"', "", page)
    plain = re.sub(r"\d+ votes? sur \d+|(\d+ personnes? (a|ont)|Personne n’a encore) rejoint", "…", words(plain))
    return re.sub(r"C’est plus.*témoins\.", "", plain)


def test_a_room_sees_its_votes_from_three_on(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    vote(connection, place, [1, 4])
    console.post(f"{E01}/devoilement", round="1")
    for view in VIEWS:
        page = words(console.get(view).text)
        assert "Moins de 3 votes : répartition masquée." in page
        assert "Accord" not in page
        assert "50 %" not in page
    assert "checked" not in console.get("/etat").text


def test_a_record_shows_five_votes_and_hides_four(connection: Connection, place: Place, console: Console) -> None:
    for statement, codes in {"e01": [1, 1, 1, 1], "e02": [2, 2, 2, 2, 2]}.items():
        console.post(f"/enonces/{statement}/ouverture")
        vote(connection, place, codes, statement=statement)
        console.post(f"/enonces/{statement}/devoilement", round="1")
    record = words(console.post("/fermeture").text)
    assert record.count("Moins de 5 votes : répartition masquée.") == 1
    assert record.count("Tous les votes sont au niveau 2.") == 1
    assert "au niveau 1" not in record
    assert "9 personnes y ont pris part" in record
    assert "Voir les résultats" in record
    assert words(console.get().text).endswith(record[-200:])


def test_the_second_of_two_reveals_shows_what_the_first_revealed(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    vote(connection, place, [3, 3, 3])
    pages = [console.post(f"{E01}/devoilement", round="1") for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert all("Tous les votes sont au niveau 3." in words(page.text) for page in pages)


def test_a_reveal_that_arrives_after_a_new_round_leaves_it_alone(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    vote(connection, place, [3, 3, 3])
    console.post(f"{E01}/devoilement", round="1")
    console.post(f"{E01}/nouveau-tour", round="1")
    assert "Dévoiler les votes" in console.post(f"{E01}/devoilement", round="1").text
    late = console.post(f"{E01}/accord", round="1", level="3").text
    assert "La séance avait changé entre-temps" in words(late)
    assert not queries.assessments.answers_of(connection, place.assessment_id)


def test_voting_again_keeps_both_rounds(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    for number, level in ((1, 0), (2, 4)):
        vote(connection, place, [level] * 5, number)
        console.post(f"{E01}/devoilement", round=str(number))
        if number == 1:
            assert "tour 2" in words(console.post(f"{E01}/nouveau-tour", round="1").text)
    record = words(console.post("/fermeture").text)
    assert "Tous les votes sont au niveau 0." in record
    assert "Tous les votes sont au niveau 4." in record


def test_the_median_is_proposed_and_a_person_decides(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    vote(connection, place, [1, 3, 3])
    console.post(f"{E01}/devoilement", round="1")
    page = console.get().text
    assert re.findall(r'value="(\w+)" checked', " ".join(page.split())) == ["3"]
    assert not queries.assessments.answers_of(connection, place.assessment_id)
    connection.rollback()
    assert "pas de noms de personnes" in page
    refused = console.post(f"{E01}/accord", round="1", reason="Sans niveau")
    assert refused.status_code == 422
    assert "Choisissez le niveau convenu" in refused.text
    assert "Sans niveau" in refused.text
    assert console.post(f"{E01}/accord", round="1", level="3", reason="a" * 4001).status_code == 422
    console.post(f"{E01}/accord", round="1", level="na", reason="Hors mandat")
    answer = queries.assessments.answers_of(connection, place.assessment_id)["e01"]
    assert (answer.value, answer.reason) == ("na", "Hors mandat")


def test_an_unchanged_poll_is_empty_and_cheap(
    app: Flask, connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    for view in ("/etat", "/ecran/etat"):
        first = console.get(view)
        assert first.status_code == 200
        seen = first.headers["X-Seen"]
        with count_queries(app.extensions["database"]) as statements:
            again = console.get(view, seen=seen)
        assert (again.status_code, again.data) == (204, b"")
        assert len(statements) == 5  # who asks, the session, its assessment, the role; and what has moved
    vote(connection, place, [1])
    assert console.get("/etat", seen=seen).headers["X-Seen"] != seen


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_takes_the_same_statements_for_one_round_and_for_many(
    app: Flask, connection: Connection, place: Place, console: Console, questionnaire: Questionnaire, view: str
) -> None:
    console.post(f"{E01}/ouverture")
    counts = []
    for statement in questionnaire.axis_by_id[sessions.AXIS].statements:
        console.post(f"/enonces/{statement.id}/ouverture")
        vote(connection, place, [1, 2, 3], statement=statement.id)
        with count_queries(app.extensions["database"]) as statements:
            console.get(view)
        counts.append(len(statements))
    assert len(set(counts)) == 1


def test_a_pause_keeps_everything_and_ends_with_a_new_code(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    vote(connection, place, [1, 2])
    code = re.findall(r"<strong>([A-Z0-9]{6})</strong>", console.get().text)
    paused = console.post("/pause").text
    assert "La séance est en pause" in paused
    assert "La séance est en pause" in console.get("/ecran").text
    assert code[0] not in paused
    resumed = console.post("/reprise").text
    assert "2 votes sur 2" in words(resumed)
    assert re.findall(r"<strong>([A-Z0-9]{6})</strong>", resumed) != code


def test_an_expired_code_is_said_and_renewed(connection: Connection, place: Place, client: FlaskClient) -> None:
    console = sessions.console(client, connection, place)
    assert "Le code n’est plus valide" in console.get().text
    assert "Reprendre la séance" in console.get().text
    assert "Ouvrir le premier énoncé" in console.post("/reprise").text


def test_closing_lists_what_is_left_undone_and_asks(connection: Connection, place: Place, console: Console) -> None:
    for statement in ("e01", "e02", "e03"):
        console.post(f"/enonces/{statement}/ouverture")
    vote(connection, place, [1, 2, 3], statement="e02")
    vote(connection, place, [1, 2, 3], statement="e03")
    console.post(f"{E02}/devoilement", round="1")
    console.post("/enonces/e03/devoilement", round="1")
    console.post("/enonces/e03/accord", round="1", level="2")
    page = words(console.get("/fermeture").text)
    assert "Ouverts, mais pas dévoilés (1) 1." in page
    assert "Dévoilés, mais sans niveau convenu (1) 2." in page
    assert "Jamais ouverts (3)" in page
    closed = words(console.post("/fermeture").text)
    assert "La séance est fermée" in closed
    assert "Pas dévoilé." in closed
    late = words(console.post(f"{E01}/devoilement", round="1").text)
    assert "Pas dévoilé." in late
    assert "La séance avait changé" in words(console.post("/reprise").text)


def test_answers_typed_in_count_like_others(console: Console) -> None:
    console.post(f"{E01}/ouverture")
    for level in ("1", "1", "na"):
        page = console.post(f"{E01}/saisie", round="1", person="", answer=level).text
    assert "3 votes sur 3" in words(page)
    assert "Personne 3" in words(page)
    refused = console.post(f"{E01}/saisie", round="1", person="", answer="")
    assert refused.status_code == 422
    assert "Choisissez le niveau que la personne a donné" in refused.text


def test_more_people_than_the_room_holds_are_remarked_on(
    connection: Connection, place: Place, console: Console
) -> None:
    sessions.seat(connection, place.workshop_id, 4)
    sentence = "C’est plus que le nombre de personnes présentes (3)"
    assert sentence in words(console.post("/presences", people="3").text)
    assert sentence not in words(console.post("/presences", people="4").text)
    assert console.post("/presences", people="beaucoup").status_code == 422
    assert sentence not in words(console.post("/presences", people="").text)


def test_the_timer_tells_what_is_left_by_the_clock_of_the_server(console: Console) -> None:
    console.post(f"{E01}/ouverture")
    page = console.post("/minuterie", minutes="2").text
    (left,) = re.findall(r'data-countdown="(\d+)"', page)
    assert 100 < int(left) <= 120
    assert re.findall(r'data-countdown="(\d+)"', console.get("/ecran").text)
    assert "data-countdown" not in console.post("/minuterie", minutes="0").text
    assert console.post("/minuterie", minutes="600").status_code == 400


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


def test_a_facilitator_removed_in_mid_session_can_do_no_more(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    connection.execute(sa.text("UPDATE memberships SET role = 'reader'"))
    connection.commit()
    assert console.post(f"{E01}/devoilement", round="1").status_code == 403
    connection.execute(sa.text("DELETE FROM memberships"))
    connection.commit()
    assert console.post(f"{E01}/devoilement", round="1").status_code == 404
    assert [console.get(view).status_code for view in VIEWS] == [404] * len(VIEWS)
    (found,) = queries.workshops.rounds_of(connection, place.workshop_id)["e01"]
    assert found.revealed_at is None


def test_another_browser_of_the_same_account_goes_on(
    app: Flask, connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    other = sessions.console(app.test_client(), connection, place)
    assert "Dévoiler les votes" in other.get().text


@pytest.mark.parametrize(
    "path",
    [f"{E01}/devoilement", "/enonces/e48/ouverture", "/enonces/rien/ouverture", f"{E01}/saisie"],
)
def test_forms_that_no_page_sends_are_refused(console: Console, path: str) -> None:
    assert console.post(path, round="x", answer="1").status_code in {400, 404}


def test_only_an_organisation_that_is_not_done_opens_sessions(
    connection: Connection, place: Place, console: Console
) -> None:
    address = f"/evaluations/{place.assessment_id}/seances/nouvelle"
    fields = {"csrf_token": console.token, "title": "", "pace": "led", "dots": "99", "units": "x" * 81}
    refused = console.client.post(address, data=fields)
    assert refused.status_code == 422
    for sentence in ("Donnez un titre", "Choisissez au moins un axe", "de 0 à 20", "40 lignes de 80"):
        assert sentence in words(refused.text)
    connection.execute(sa.text("UPDATE assessments SET state = 'closed'"))
    connection.commit()
    closed = console.client.post(address, data={**fields, "title": "Séance", "axes": [sessions.AXIS]})
    assert closed.status_code == 409
    assert "rouvrez-la d’abord" in closed.text
    console.post(f"{E01}/ouverture")
    workshops.reveal(connection, place.workshop_id, "e01", 1, NOON)
    late = console.post(f"{E01}/accord", round="1", level="2")
    assert late.status_code == 422
    assert "L’évaluation est fermée" in late.text
