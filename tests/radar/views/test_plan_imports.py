"""A plan taken out as a file, edited, and brought back: its changes are shown first, and nobody's are lost."""

import json
import re
import uuid
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from radar import operations, spreadsheets
from radar.operations.plans import Owner, RowChange
from scoring.questionnaire import Questionnaire
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.plans import add_plan
from tests.radar.views.test_plan_files import plain, stored
from tests.radar.views.trial import csrf_token

PROOF = re.compile(r'name="proof" value="([^"]+)"')


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


def send(client: FlaskClient, path: str, content: bytes | None, **fields: str) -> TestResponse:
    file = {} if content is None else {"file": (BytesIO(content), "plan")}
    answer = client.post(path, data={"csrf_token": csrf_token(client), **fields, **file})
    answer.request.environ["wsgi.input"].close()  # large ones are files, which the client leaves open
    return answer


def check(client: FlaskClient, plan_id: uuid.UUID, content: bytes | None) -> TestResponse:
    return send(client, f"/ptn/{plan_id}/import", content)


def bring_in(client: FlaskClient, plan_id: uuid.UUID, content: bytes | None, checked: TestResponse) -> TestResponse:
    (proof,) = PROOF.findall(checked.text)
    return send(client, f"/ptn/{plan_id}/import/enregistrement", content, proof=proof)


def as_json(client: FlaskClient, plan_id: uuid.UUID, **changes: Any) -> bytes:
    """Return the exported plan with other fields."""
    return json.dumps({**json.loads(client.get(f"/ptn/{plan_id}.json").data), **changes}).encode()


def as_sheet(client: FlaskClient, plan_id: uuid.UUID, sheet: str, cell: str, value: str) -> bytes:
    """Return the exported workbook with another value in a cell."""
    book = openpyxl.load_workbook(BytesIO(client.get(f"/ptn/{plan_id}.xlsx").data))
    book[sheet][cell] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_what_was_exported_changes_nothing(desk: FlaskClient, plan_id: uuid.UUID, kind: str) -> None:
    answer = check(desk, plan_id, desk.get(f"/ptn/{plan_id}.{kind}").data)
    assert answer.status_code == 200
    assert "Le fichier dit la même chose que le plan : il n’y a rien à appliquer." in plain(answer.text)


def test_a_change_in_the_workbook_is_shown_and_then_saved(
    desk: FlaskClient, connection: Connection, plan_id: uuid.UUID
) -> None:
    before = stored(connection, plan_id)
    content = as_sheet(desk, plan_id, "Feuille de route", "E2", "Un nouveau <titre>")
    checked = check(desk, plan_id, content)
    page = plain(checked.text)
    assert checked.status_code == 200
    assert "Rien n’est encore enregistré. Le fichier apporterait : 1 modification." in page
    assert "(Initiative) Initiative Une initiative Un nouveau &lt;titre&gt;" in page
    assert stored(connection, plan_id) == before
    done = bring_in(desk, plan_id, content, checked)
    assert (done.status_code, done.location) == (303, f"/ptn/{plan_id}")
    assert [each.title for each in stored(connection, plan_id).initiatives] == ["Un nouveau <titre>"]


def test_what_comes_and_goes_is_named(desk: FlaskClient, connection: Connection, plan_id: uuid.UUID) -> None:
    rows = [{"id": "autre", "title": "Une autre"}]
    content = as_json(desk, plan_id, initiatives=rows, title="Le plan revu", years=5)
    checked = check(desk, plan_id, content)
    page = plain(checked.text)
    assert "Le fichier apporterait : 1 retrait, 1 ajout, 1 modification." in page
    assert "Ce qui serait retiré Initiative – Une initiative" in page
    assert "Ce qui serait ajouté Initiative – Une autre" in page
    assert bring_in(desk, plan_id, content, checked).status_code == 303
    plan = stored(connection, plan_id)
    assert (plan.title, plan.years, [each.id for each in plan.initiatives]) == ("Le plan revu", 5, ["autre"])


def test_who_changed_the_plan_meanwhile_loses_nothing(
    desk: FlaskClient, connection: Connection, plan_id: uuid.UUID
) -> None:
    content = as_json(desk, plan_id, title="Le mien")
    checked = check(desk, plan_id, content)
    account_id = members.add_account(connection, "autre@exemple.quebec")
    theirs = RowChange("text", "principles", "Le leur.", 0)
    operations.plans.change(connection, plan_id, [theirs], account_id, NOON)
    answer = bring_in(desk, plan_id, content, checked)
    assert answer.status_code == 409
    assert "Quelqu’un d’autre a modifié le plan depuis la vérification et rien n’est enregistré" in plain(answer.text)
    assert "Texte – principles" in plain(answer.text)  # what would now go is shown
    assert (stored(connection, plan_id).title, len(stored(connection, plan_id).texts)) == ("PTN de l’essai", 1)
    assert bring_in(desk, plan_id, content, answer).status_code == 303
    assert stored(connection, plan_id).title == "Le mien"


def test_another_file_or_none_or_no_proof_is_refused(
    desk: FlaskClient, connection: Connection, plan_id: uuid.UUID
) -> None:
    content = as_json(desk, plan_id, title="Le mien")
    checked = check(desk, plan_id, content)
    for other in (content + b"\n", None):
        answer = bring_in(desk, plan_id, other, checked)
        assert answer.status_code == 422
        assert "Ce fichier n’est pas celui qui a été vérifié, et rien n’est enregistré" in plain(answer.text)
    answer = send(desk, f"/ptn/{plan_id}/import/enregistrement", content, proof="faux")
    assert answer.status_code == 422
    assert "Ce fichier n’a pas été vérifié depuis hier" in plain(answer.text)
    assert stored(connection, plan_id).title == "PTN de l’essai"


def test_a_proof_is_good_for_its_plan_only(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire, home: uuid.UUID, plan_id: uuid.UUID
) -> None:
    other = add_plan(connection, questionnaire, Owner(home))
    content = as_json(desk, plan_id, title="Le mien")
    assert bring_in(desk, other, content, check(desk, plan_id, content)).status_code == 422
    assert stored(connection, other).title == "PTN de l’essai"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Choisissez un fichier .xlsx ou .json."),
        (b"", "JSON"),
        (b"[]", "un seul objet JSON"),
        (b"PK\x03\x04rien", "classeur"),
        (b"\xd0\xcf\x11\xe0vieux", "xls"),
    ],
)
def test_what_is_no_plan_is_refused(
    desk: FlaskClient, plan_id: uuid.UUID, content: bytes | None, sentence: str
) -> None:
    answer = check(desk, plan_id, content)
    assert answer.status_code == 422
    assert sentence in plain(answer.text)


def test_faults_have_their_sheet_and_their_row(desk: FlaskClient, plan_id: uuid.UUID) -> None:
    renamed = check(desk, plan_id, as_sheet(desk, plan_id, "Feuille de route", "E1", "Initiatives"))
    assert renamed.status_code == 422
    assert "La colonne « Initiative » manque dans la feuille « Feuille de route »" in plain(renamed.text)
    wrong = check(desk, plan_id, as_sheet(desk, plan_id, "Définitions", "I2", "beaucoup"))
    assert wrong.status_code == 422
    assert re.search(r"2 Définitions, Charge par trimestre ", plain(wrong.text))


def test_what_the_questionnaire_does_not_have_is_refused(desk: FlaskClient, plan_id: uuid.UUID) -> None:
    rows = [{"id": "a", "title": "Une autre", "axis": "nulle-part"}]
    answer = check(desk, plan_id, as_json(desk, plan_id, initiatives=rows))
    assert answer.status_code == 422
    assert "– Une autre L’axe « nulle-part » n’existe pas dans ce questionnaire" in plain(answer.text)
    far = check(desk, plan_id, as_json(desk, plan_id, first_day="9999-04-01"))
    assert "Le plan du fichier commence en 9999; donnez-lui un premier jour entre 2015 et 2100." in plain(far.text)
    other = check(desk, plan_id, as_json(desk, plan_id, questionnaire="autre@1.0.0"))
    assert "Le fichier est celui d’un plan du questionnaire « autre@1.0.0 »" in plain(other.text)


def test_a_file_too_large_is_refused(desk: FlaskClient, plan_id: uuid.UUID) -> None:
    answer = check(desk, plan_id, b"{" + b" " * (spreadsheets.LARGEST_FILE + 10))
    assert answer.status_code == 422
    assert "20 Mo" in plain(answer.text)


def test_an_adopted_plan_takes_no_file(desk: FlaskClient, connection: Connection, plan_id: uuid.UUID) -> None:
    content = as_json(desk, plan_id, title="Le mien")
    checked = check(desk, plan_id, content)
    operations.plans.adopt(connection, plan_id, members.add_account(connection, "chef@exemple.quebec"), NOON)
    assert "Voir les changements" not in desk.get(f"/ptn/{plan_id}/import").text
    answer = bring_in(desk, plan_id, content, checked)
    assert answer.status_code == 409
    assert stored(connection, plan_id).title == "PTN de l’essai"


def test_readers_bring_nothing_in(
    client: FlaskClient, connection: Connection, home: uuid.UUID, plan_id: uuid.UUID
) -> None:
    members.sign_in(client, connection, members.add_member(connection, home, "reader"))
    assert client.get(f"/ptn/{plan_id}/import").status_code == 403
    assert check(client, plan_id, b"{}").status_code == 403


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_plan_starts_from_the_file_of_another(
    client: FlaskClient, connection: Connection, plan_id: uuid.UUID, home: uuid.UUID, kind: str
) -> None:
    members.sign_in(client, connection, members.add_member(connection, home, "responsable"))
    content = client.get(f"/ptn/{plan_id}.{kind}").data
    path = f"/organisations/{home}/ptn/fichier"
    assert path in client.get(f"/organisations/{home}/ptn/nouveau").text
    done = send(client, path, content)
    assert done.status_code == 303
    assert stored(connection, uuid.UUID(done.location.rpartition("/")[2])) == stored(connection, plan_id)
    refused = send(client, path, b"{}")
    assert refused.status_code == 422
    assert "à corriger" in plain(refused.text)
    other = json.dumps({**json.loads(client.get(f"/ptn/{plan_id}.json").data), "questionnaire": "nul@1.0.0"})
    assert send(client, path, other.encode()).status_code == 422
    assert send(client, path, None).status_code == 422


def test_facilitators_start_no_plan_from_a_file(desk: FlaskClient, home: uuid.UUID) -> None:
    assert desk.get(f"/organisations/{home}/ptn/fichier").status_code == 403


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_pages_are_sound(
    client: FlaskClient, connection: Connection, plan_id: uuid.UUID, home: uuid.UUID, language: str
) -> None:
    members.sign_in(client, connection, members.add_member(connection, home, "responsable"))
    client.get(f"/?lang={language}")
    wrong = as_sheet(client, plan_id, "Feuille de route" if language == "fr" else "Roadmap", "E1", "?")
    rows = [{"id": "autre", "title": "Une autre"}]
    pages = {
        "document": client.get(f"/ptn/{plan_id}/document"),
        "section": client.get(f"/ptn/{plan_id}/document/principles"),
        "stale section": client.post(
            f"/ptn/{plan_id}/document/principles", data={"csrf_token": csrf_token(client), "text": "A", "seen": "4"}
        ),
        "import": client.get(f"/ptn/{plan_id}/import"),
        "faults": check(client, plan_id, wrong),
        "difference": check(client, plan_id, as_json(client, plan_id, initiatives=rows, title="<b>")),
        "nothing": check(client, plan_id, as_json(client, plan_id)),
        "from a file": client.get(f"/organisations/{home}/ptn/fichier"),
    }
    assert validate({name: page.text for name, page in pages.items()}) == []
