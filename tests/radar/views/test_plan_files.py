"""The files of a plan and its document, section by section."""

import re
import uuid
import zipfile
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from radar import operations, queries
from radar.operations.plans import Owner, RowChange
from radar.spreadsheets import read_plan
from scoring.loading.plan_files import plan_from_json
from scoring.questionnaire import Questionnaire
from scoring.transformation import PlannedInitiative, TransformationPlan
from tests.databases import count_queries
from tests.radar import comparing, members
from tests.radar.moments import NOON
from tests.radar.plans import add_plan
from tests.radar.views.trial import csrf_token


@pytest.fixture
def home(connection: Connection) -> uuid.UUID:
    return members.add_organisation(connection)


@pytest.fixture
def plan_id(connection: Connection, questionnaire: Questionnaire, home: uuid.UUID) -> uuid.UUID:
    return add_plan(connection, questionnaire, Owner(home))


@pytest.fixture
def desk(client: FlaskClient, connection: Connection, home: uuid.UUID) -> FlaskClient:
    """The browser of somebody who edits the plan."""
    return members.sign_in(client, connection, members.add_member(connection, home, "facilitator"))


def stored(connection: Connection, plan_id: uuid.UUID) -> TransformationPlan:
    record = queries.plans.plan(connection, plan_id)
    assert record
    found = queries.plans.assembled(record, queries.plans.rows(connection, plan_id))
    connection.rollback()
    return found


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").split())


def test_each_file_is_whole_and_named_by_its_day(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire, home: uuid.UUID, plan_id: uuid.UUID
) -> None:
    assessment = members.add_assessment(connection, questionnaire, home)
    members.answer(connection, assessment, {each.id: 2 for each in questionnaire.statements})
    found = {kind: desk.get(f"/ptn/{plan_id}.{kind}") for kind in ("json", "xlsx", "docx", "pdf")}
    for kind, answer in found.items():
        assert answer.status_code == 200
        assert re.fullmatch(
            rf'attachment; filename="ptn-\d{{4}}-\d\d-\d\d\.{kind}"', answer.headers["Content-Disposition"]
        )
        assert answer.headers["Cache-Control"] == "private, no-cache"
    plan = stored(connection, plan_id)
    assert plan_from_json(found["json"].data) == plan
    assert read_plan(BytesIO(found["xlsx"].data)) == plan
    assert found["pdf"].data.startswith(b"%PDF-")
    with zipfile.ZipFile(BytesIO(found["docx"].data)) as archive:
        assert sum(name.startswith("word/media/") for name in archive.namelist()) == 2  # radar and quadrant
    assert desk.get(f"/ptn/{plan_id}.csv").status_code == 404


def test_the_portrait_has_the_groups_that_the_portfolio_last_published_and_no_body_of_it(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    compared = comparing.portfolio_of(connection, [f"Organisme {number:02}" for number in range(12)])
    comparing.group(connection, compared, "Taille", ["Petits", "Grands"])
    lead = members.add_portfolio_member(connection, compared.portfolio_id, "lead")
    plan_id = add_plan(connection, questionnaire, Owner(portfolio_id=compared.portfolio_id))
    members.sign_in(client, connection, lead)
    comparing.hold(connection, questionnaire, compared, closed=False)
    assert pictures(client, plan_id) == []
    comparing.hold(connection, questionnaire, compared, name="Automne 2027")
    (described,) = pictures(client, plan_id)
    assert "Petits" in described
    assert "Organisme" not in described
    body = compared.organisations["Organisme 03"]
    own = add_plan(connection, questionnaire, Owner(body))
    members.sign_in(client, connection, members.add_member(connection, body, "reader"))
    assert described in pictures(client, own)


def pictures(client: FlaskClient, plan_id: uuid.UUID) -> list[str]:
    """Return the alternative texts of the pictures in a plan's document."""
    with zipfile.ZipFile(BytesIO(client.get(f"/ptn/{plan_id}.docx").data)) as archive:
        return re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', archive.read("word/document.xml").decode())


def test_a_file_is_in_the_language_of_the_reader(desk: FlaskClient, plan_id: uuid.UUID) -> None:
    desk.get("/?lang=en")
    with zipfile.ZipFile(BytesIO(desk.get(f"/ptn/{plan_id}.docx").data)) as archive:
        assert "Guiding principles" in archive.read("word/document.xml").decode()


def test_nobody_else_takes_them_away(client: FlaskClient, connection: Connection, plan_id: uuid.UUID) -> None:
    assert client.get(f"/ptn/{plan_id}.pdf").status_code == 303
    stranger = members.add_member(connection, members.add_organisation(connection, "Ailleurs"), "responsable")
    members.sign_in(client, connection, stranger)
    for path in (".pdf", "/document", "/document/principles", "/import"):
        assert client.get(f"/ptn/{plan_id}{path}").status_code == 404


def test_the_document_says_what_is_missing_and_where_it_is_written(desk: FlaskClient, plan_id: uuid.UUID) -> None:
    page = plain(desk.get(f"/ptn/{plan_id}/document").text)
    assert "Il manque encore ceci : " in page
    assert "aucune ambition n’est nommée" in page
    assert "1 initiative est sans trimestre" in page
    assert "Le plan n’a encore rien pour les risques et leur atténuation." in page
    assert "L’outil remplit les initiatives qui servent la section." in page


def test_a_section_is_written_and_taken_back(desk: FlaskClient, connection: Connection, plan_id: uuid.UUID) -> None:
    path = f"/ptn/{plan_id}/document/principles"
    before = plain(desk.get(f"/ptn/{plan_id}/document").text)
    done = write(desk, path, "Servir d’abord.\r\n\r\n<b>Mesurer</b>.", seen="0")
    assert (done.status_code, done.location) == (303, f"/ptn/{plan_id}/document#principles")
    assert stored(connection, plan_id).texts == {"principles": "Servir d’abord.\n\n<b>Mesurer</b>."}
    after = desk.get(f"/ptn/{plan_id}/document").text
    assert "&lt;b&gt;Mesurer&lt;/b&gt;" in after
    assert to_write(plain(after)) == to_write(before) - 1
    write(desk, path, " ", seen="1")
    assert not stored(connection, plan_id).texts


def to_write(page: str) -> int:
    found = re.search(r"(\d+) sections sont à écrire", page)
    assert found
    return int(found[1])


def write(client: FlaskClient, path: str, text: str, seen: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), "text": text, "seen": seen})


def test_a_section_that_somebody_else_wrote_meanwhile_is_not_overwritten(
    desk: FlaskClient, connection: Connection, plan_id: uuid.UUID
) -> None:
    account_id = members.add_account(connection, "autre@exemple.quebec")
    theirs = RowChange("text", "principles", "Le leur.", 0)
    operations.plans.change(connection, plan_id, [theirs], account_id, NOON)
    answer = write(desk, f"/ptn/{plan_id}/document/principles", "Le mien.", seen="0")
    assert answer.status_code == 409
    assert "Quelqu’un d’autre a écrit dans cette section entre-temps et rien n’est enregistré" in plain(answer.text)
    assert "Le leur." in answer.text
    assert "Le mien.</textarea>" in answer.text
    assert 'name="seen" value="1"' in answer.text
    assert stored(connection, plan_id).texts == {"principles": "Le leur."}


@pytest.mark.parametrize(
    ("text", "seen", "status", "sentence"),
    [
        ("x" * 20_001, "0", 422, "raccourcissez-le à 20000 caractères"),
        ("a\x00b", "0", 422, "caractères de contrôle"),
        ("a", "hier", 400, ""),
    ],
)
def test_what_cannot_be_kept_is_refused(
    desk: FlaskClient, connection: Connection, plan_id: uuid.UUID, text: str, seen: str, status: int, sentence: str
) -> None:
    answer = write(desk, f"/ptn/{plan_id}/document/principles", text, seen)
    assert answer.status_code == status
    assert sentence in plain(answer.text)
    assert not stored(connection, plan_id).texts


def test_an_adopted_plan_is_not_written_in(desk: FlaskClient, connection: Connection, plan_id: uuid.UUID) -> None:
    operations.plans.adopt(connection, plan_id, members.add_account(connection, "chef@exemple.quebec"), NOON)
    answer = write(desk, f"/ptn/{plan_id}/document/principles", "Trop tard", "0")
    assert answer.status_code == 409
    assert "Ce plan est adopté et ne change plus" in plain(answer.text)
    assert "Écrire" not in plain(desk.get(f"/ptn/{plan_id}/document").text)


def test_a_section_that_is_none_is_not_found(desk: FlaskClient, plan_id: uuid.UUID) -> None:
    assert desk.get(f"/ptn/{plan_id}/document/rien").status_code == 404


def test_readers_see_the_document_and_write_nothing(
    client: FlaskClient, connection: Connection, home: uuid.UUID, plan_id: uuid.UUID
) -> None:
    members.sign_in(client, connection, members.add_member(connection, home, "reader"))
    page = client.get(f"/ptn/{plan_id}/document")
    assert page.status_code == 200
    assert "Ramener un fichier modifié" not in page.text
    assert write(client, f"/ptn/{plan_id}/document/principles", "Non", "0").status_code == 403


@pytest.mark.parametrize(("path", "count"), [(".json", 4), (".xlsx", 4), (".docx", 9), ("/document", 9)])
def test_queries_do_not_grow_with_the_plan(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire, home: uuid.UUID, plan_id: uuid.UUID,
    path: str, count: int,
) -> None:  # fmt: skip
    members.answer(connection, members.add_assessment(connection, questionnaire, home), {"e01": 2})
    counts = [statements_of(desk, f"/ptn/{plan_id}{path}")]
    rows = [PlannedInitiative(id=f"i{number}", title=f"Initiative {number}") for number in range(9)]
    changes = [RowChange("initiative", each.id, each.model_dump(mode="json"), 0) for each in rows]
    account_id = members.add_account(connection, "autre@exemple.quebec")
    operations.plans.change(connection, plan_id, changes, account_id, NOON)
    counts.append(statements_of(desk, f"/ptn/{plan_id}{path}"))
    assert counts == [count] * 2


def statements_of(client: FlaskClient, path: str) -> int:
    with count_queries(client.application.extensions["database"]) as statements:
        assert client.get(path).status_code == 200
    return len(statements)
