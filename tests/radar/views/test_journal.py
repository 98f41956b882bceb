"""The journal: who changed what, and when."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, delete, insert, update

from radar.models import Account, Event
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial

AXIS = "/axes/experience-utilisateur"


def record(connection: Connection, team: Team, account_id: uuid.UUID | None, *kinds: tuple[str, str, str, str]) -> None:
    """Put changes down, a minute apart, the first one first."""
    for minute, (kind, statement_id, before, after) in enumerate(kinds):
        connection.execute(
            insert(Event).values(
                assessment_id=team.assessment_id,
                id=uuid.uuid4(),
                at=NOON + timedelta(minutes=minute),
                account_id=account_id,
                kind=kind,
                statement_id=statement_id,
                before=before,
                after=after,
            )
        )
    connection.commit()


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("created", "", "Automne", "Campagne «\u00a0Automne\u00a0» commencée"),
        ("claimed", "Essai", "Automne", "Essai rattaché à l’organisme, campagne «\u00a0Automne\u00a0»"),
        ("renamed", "Un", "Deux", "Nom «\u00a0Un\u00a0» remplacé par «\u00a0Deux\u00a0»"),
        ("dated", "", "2026-11-01", "Date fixée au 1er\u00a0novembre 2026"),
        ("dated", "2026-11-01", "", "Date du 1er\u00a0novembre 2026 effacée"),
        ("dated", "2026-11-01", "2026-11-02", "Date du 1er\u00a0novembre 2026 remplacée par le 2\u00a0novembre 2026"),
        ("official", "", "official", "Déclarée officielle"),
        ("official", "official", "", "N’est plus officielle"),
        ("state", "draft", "workshop", "Évaluation mise en séance"),
        ("state", "workshop", "draft", "Évaluation remise en brouillon"),
        ("state", "draft", "closed", "Évaluation fermée"),
        ("state", "closed", "workshop", "Évaluation rouverte"),
        ("answer", "2", "3", "Énoncé 12\u00a0: niveau 2 remplacé par le niveau 3"),
        ("answer", "", "na", "Énoncé 12\u00a0: «\u00a0Ne s’applique pas\u00a0»"),
        ("answer", "4", "", "Énoncé 12\u00a0: niveau 4 effacé"),
        ("answer", "4", "4", "Énoncé 12\u00a0: raison modifiée"),
        ("answer", "", "", "Énoncé 12\u00a0: raison modifiée"),
    ],
)
def test_every_change_is_told_in_words(
    team: Team, connection: Connection, kind: str, before: str, after: str, words: str
) -> None:
    reader = team.as_("reader")
    record(connection, team, None, (kind, "e12" if kind == "answer" else "", before, after))
    page = reader.get("/journal").text
    assert f"<td>{words}</td>" in page
    assert "Une personne qui a quitté" in page
    assert "20\u00a0novembre 2026, 12\u00a0h\u00a000" in page


def test_what_people_do_is_put_down_under_their_name_or_address(app: Flask, team: Team, connection: Connection) -> None:
    account_id = members.add_member(connection, team.organisation_id, "facilitator")
    connection.execute(update(Account).where(Account.id == account_id).values(name="Alix <Roy>"))
    connection.commit()
    alix = Trial(members.sign_in(app.test_client(), connection, account_id), f"/evaluations/{team.assessment_id}")
    alix.post(AXIS, {"e01": "2", "e02": "na"})
    alix.put("e01", {"level": "3", "seen": "2."})
    page = alix.get("/journal").text
    assert page.count("<td>Alix &lt;Roy&gt;</td>") == 3
    places = [page.index(words) for words in ("Énoncé 1\u00a0: niveau 2 remplacé", "Énoncé 1\u00a0: niveau 2<")]
    assert places == sorted(places)
    connection.execute(update(Account).where(Account.id == account_id).values(name=""))
    connection.commit()
    assert "facilitator-" in alix.get("/journal").text
    connection.execute(delete(Account).where(Account.id == account_id))
    connection.commit()
    assert team.as_("reader").get("/journal").text.count("Une personne qui a quitté") == 3


def test_a_hundred_are_on_a_page_and_the_sheet_has_them_all(team: Team, connection: Connection) -> None:
    reader = team.as_("reader")
    record(connection, team, None, *[("answer", "e01", str(number % 5), "na") for number in range(205)])
    pages = [reader.get(f"/journal?page={number}").text for number in (1, 2, 3, 4)]
    assert [page.count("<time ") for page in pages] == [100, 100, 5, 0]
    assert ["Plus anciens" in page for page in pages] == [True, True, False, False]
    assert ["Plus récents" in page for page in pages] == [False, True, True, True]
    assert "s’arrête avant cette page" in pages[3]
    for odd in ("0", "-3", "x", "9" * 30):
        assert reader.get(f"/journal?page={odd}").status_code == 200
    sheet = reader.get("/journal.csv")
    assert sheet.content_type == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(sheet.data.decode("utf-8-sig")), delimiter=";"))
    assert (len(rows), rows[0]) == (206, ["Moment", "Personne", "Changement"])
    assert rows[-1][0] == "2026-11-20T12:00:00-05:00"


def test_a_sheet_holds_no_formula(team: Team, connection: Connection) -> None:
    record(connection, team, members.add_account(connection, "=cmd@exemple.quebec"), ("state", "", "draft", "closed"))
    assert ";'=cmd@exemple.quebec;" in team.as_("reader").get("/journal.csv").text


def test_it_is_for_members_only(team: Team, connection: Connection, outsider: FlaskClient) -> None:
    members.sign_in(outsider, connection, members.add_account(connection))
    for path in ("journal", "journal.csv"):
        assert outsider.get(f"/evaluations/{team.assessment_id}/{path}").status_code == 404
    assert "Rien n’a encore été changé." in team.as_("reader").get("/journal").text
