"""The page on which administrators bring past results in."""

import io
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select
from werkzeug.test import TestResponse

from radar import queries, spreadsheets
from radar.models import Assessment, Organisation
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.past_sheets import csv_of, row, titles, xlsx_of
from tests.radar.views.trial import csrf_token

PAGE = "/administration/import"
PROOF = re.compile(r'name="proof" value="([^"]+)"')


@pytest.fixture
def desk(client: FlaskClient, connection: Connection) -> FlaskClient:
    """The browser of an administrator."""
    return members.sign_in(client, connection, members.add_account(connection, administrator=True))


def send(client: FlaskClient, content: bytes | None, path: str = PAGE, **fields: str) -> TestResponse:
    file = {} if content is None else {"file": (io.BytesIO(content), "passe.csv")}
    known = {"questionnaire": "radar-numeriqc@1.0.0", "sheet": "", "portfolio": ""}
    answer = client.post(path, data={"csrf_token": csrf_token(client), **known, **fields, **file})
    answer.request.environ["wsgi.input"].close()  # large ones are files, which the client leaves open
    return answer


def confirm(client: FlaskClient, content: bytes | None, checked: TestResponse) -> TestResponse:
    (proof,) = PROOF.findall(checked.text)
    return send(client, content, f"{PAGE}/enregistrement", proof=proof)


def stored(connection: Connection) -> int:
    found = connection.execute(select(func.count()).select_from(Assessment)).scalar_one()
    connection.rollback()
    return found


def plain(answer: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).replace("\u00a0", " ").split())


def test_a_file_is_looked_at_and_then_stored(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    members.add_organisation(connection, "Régie <b>")
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie <b>"), row(questionnaire, "=Ville"))
    checked = send(desk, content)
    assert (checked.status_code, stored(connection)) == (200, 0)
    assert "Évaluations à ajouter 2 Organismes déjà connus 1 Organismes à créer 1" in plain(checked)
    assert "Régie &lt;b&gt;" in checked.text
    done = confirm(desk, content, checked)
    assert (done.status_code, done.location, stored(connection)) == (303, PAGE, 2)
    assert "2 évaluations sont importées." in plain(desk.get(PAGE))
    again = confirm(desk, content, checked)
    assert (again.status_code, stored(connection)) == (422, 2)
    assert "a déjà la campagne « Automne 2025 »" in plain(again)


def test_another_file_than_the_one_looked_at_is_refused(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie"))
    checked = send(desk, content)
    for other in (content + b"\n", None):
        answer = confirm(desk, other, checked)
        assert (answer.status_code, stored(connection)) == (422, 0)
        assert "Ce fichier n’est pas celui qui a été vérifié, et rien n’est enregistré" in plain(answer)


def test_a_proof_is_good_for_who_was_given_it_only(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie"))
    checked = send(desk, content)
    other = members.add_account(connection, "nour@exemple.quebec", administrator=True)
    stranger = members.sign_in(desk.application.test_client(), connection, other)
    answers = [confirm(stranger, content, checked), send(desk, content, f"{PAGE}/enregistrement", proof="vrai")]
    for answer in answers:
        assert (answer.status_code, stored(connection)) == (422, 0)
        assert "Ce fichier n’a pas été vérifié depuis hier; vérifiez-le d’abord." in plain(answer)


def test_faults_are_shown_with_line_and_column(desk: FlaskClient, questionnaire: Questionnaire) -> None:
    rows = [row(questionnaire, f"Organisme {place}", e02="x") for place in range(103)]
    answer = send(desk, csv_of(titles(questionnaire), *rows))
    assert (answer.status_code, PROOF.findall(answer.text)) == (422, [])
    assert "103 erreurs à corriger" in plain(answer)
    assert "2 5 e02 « x » n’est pas une réponse" in plain(answer)
    assert answer.text.count("n’est pas une réponse") == 100
    assert "… et 3 autres." in plain(answer)


def test_a_sheet_and_a_portfolio_are_chosen(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    portfolio_id = members.add_portfolio(connection, [], "Ministère")
    content = xlsx_of(Notes=[["Lisez ceci"]], Passé=[titles(questionnaire), row(questionnaire, "Régie")])
    assert send(desk, content).status_code == 422
    checked = send(desk, content, sheet="Passé", portfolio=portfolio_id.hex)
    assert confirm(desk, content, checked).status_code == 303
    assert [body.name for body in queries.portfolios.bodies_in(connection, portfolio_id)] == ["Régie"]


@pytest.mark.parametrize("fields", [{"questionnaire": "x"}, {"portfolio": "x"}, {"questionnaire": "../../secret"}])
def test_what_was_not_offered_is_refused(
    desk: FlaskClient, questionnaire: Questionnaire, fields: dict[str, str]
) -> None:
    answer = send(desk, csv_of(titles(questionnaire), row(questionnaire, "Régie")), **fields)
    assert answer.status_code == 422
    assert "Choisissez un questionnaire et un portefeuille de la liste." in plain(answer)


def test_no_file_is_asked_for_again(desk: FlaskClient) -> None:
    answer = send(desk, None)
    assert (answer.status_code, "Choisissez un fichier .csv ou .xlsx." in plain(answer)) == (422, True)


def test_only_administrators_may(client: FlaskClient, connection: Connection) -> None:
    for path in ("", "/modele.csv", "/modele.xlsx"):
        assert client.get(PAGE + path).status_code == 303
    members.sign_in(client, connection, members.add_account(connection))
    for path in ("", "/modele.csv", "/modele.xlsx"):
        assert client.get(PAGE + path).status_code == 404
    for path in (PAGE, f"{PAGE}/enregistrement"):
        assert send(client, b"x", path).status_code == 404
    assert connection.execute(select(func.count()).select_from(Organisation)).scalar_one() == 0


def test_only_this_page_takes_large_files_and_only_of_who_signed_in(
    desk: FlaskClient, questionnaire: Questionnaire
) -> None:
    large = csv_of(titles(questionnaire), row(questionnaire, "Régie")) + b"\n" * 600_000
    assert send(desk, large).status_code == 200
    assert send(desk, large, "/portefeuilles").status_code == 413
    assert send(desk.application.test_client(), large).status_code == 413
    answer = send(desk, b"x" * (spreadsheets.LARGEST_FILE + 1))
    assert (answer.status_code, "Ce fichier dépasse 20 Mo" in plain(answer)) == (422, True)
    answer = send(desk, b"x" * (spreadsheets.LARGEST_FILE + 2 * spreadsheets.MEGABYTE))
    assert (answer.status_code, "répartissez le fichier en plusieurs" in plain(answer)) == (413, True)


def test_templates_are_for_the_questionnaire_that_is_named(desk: FlaskClient) -> None:
    sheet = desk.get(f"{PAGE}/modele.csv?questionnaire=radar-perspectives@1.0.0")
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="import.csv"'
    assert sheet.text.startswith("\ufefforganisation;campaign;date;official;perspective;e01;")
    assert desk.get(f"{PAGE}/modele.csv").text.startswith("\ufefforganisation;campaign;date;official;e01;")
    assert desk.get(f"{PAGE}/modele.xlsx").data.startswith(b"PK")


def test_the_page_takes_as_many_queries_for_many_rows(desk: FlaskClient, questionnaire: Questionnaire) -> None:
    taken = []
    for many in (1, 150):
        content = csv_of(titles(questionnaire), *[row(questionnaire, f"Organisme {place}") for place in range(many)])
        with count_queries(desk.application.extensions["database"]) as counted:
            assert send(desk, content).status_code == 200
        taken.append(len(counted))
    assert taken[0] == taken[1]


def test_the_journal_says_that_it_was_imported(
    desk: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie"))
    confirm(desk, content, send(desk, content))
    assessment_id, organisation_id = connection.execute(
        select(Assessment.id, Organisation.id).join(Organisation, Organisation.id == Assessment.organisation_id)
    ).one()
    connection.rollback()
    reader = desk.application.test_client()
    members.sign_in(reader, connection, members.add_member(connection, organisation_id, "reader"))
    journal = plain(reader.get(f"/evaluations/{assessment_id}/journal"))
    assert "alix@exemple.quebec Résultat passé importé, campagne « Automne 2025 »" in journal
    assert reader.get(f"/evaluations/{assessment_id}/resultats").status_code == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_valid_in_every_state(desk: FlaskClient, questionnaire: Questionnaire, language: str) -> None:
    desk.get(f"/?lang={language}")
    rows = [row(questionnaire, f"Régie « {place} » & <fils>") for place in range(102)]
    good = csv_of(
        titles(questionnaire, "respondent", "official"), *[[*cells[:3], "", "oui", *cells[3:]] for cells in rows]
    )
    checked = send(desk, good)
    confirm(desk, good, checked)
    pages = {
        "imported": desk.get(PAGE).text,
        "checked": checked.text,
        "there already": send(desk, good).text,
        "nothing": send(desk, None).text,
        "no sheet": send(desk, b"PK\x03\x04").text,
        "unknown column": send(desk, csv_of([*titles(questionnaire), "<b>&amp;"], [*rows[0], ""])).text,
    }
    assert validate(pages) == []
    assert all("style=" not in page for page in pages.values())
