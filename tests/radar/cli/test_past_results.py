"""`radar import`: what is said, and what is stored."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, func, select

from radar import queries
from radar.cli import main
from radar.models import Assessment
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.past_sheets import csv_of, row, titles, xlsx_of

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `radar import` on a file of this content."""
    for name in list(os.environ):
        if name.startswith("RADAR_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    settings = {"RADAR_INSTANCE": str(tmp_path / "instance"), "RADAR_DATABASE_URL": database_url}
    monkeypatch.chdir(tmp_path)

    def run(content: bytes, *arguments: str) -> Result:
        Path("passe.csv").write_bytes(content)
        return CliRunner().invoke(main, ["import", "passe.csv", *arguments], env=settings)

    return run


def stored(connection: Connection) -> int:
    found = connection.execute(select(func.count()).select_from(Assessment)).scalar_one()
    connection.rollback()
    return found


def test_nothing_is_stored_unless_that_is_asked_for(
    run: Run, connection: Connection, questionnaire: Questionnaire
) -> None:
    members.add_organisation(connection, "Régie")
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie"), row(questionnaire, "Ville"))
    done = run(content)
    assert (done.exit_code, done.stderr, stored(connection)) == (0, "", 0)
    assert done.stdout.replace("\u00a0", " ").splitlines() == [
        "Rien n’est enregistré. Évaluations à ajouter : 2; organismes déjà connus : 1; organismes à créer : 1.",
        "Nouveaux organismes : Ville.",
        "Pour enregistrer, recommencez avec --apply.",
    ]
    done = run(content, "--apply", "--lang", "en")
    assert (done.exit_code, done.stderr, stored(connection)) == (0, "", 2)
    assert done.stdout.splitlines() == [
        "The import is saved. Assessments added: 2; organizations already known: 1; organizations created: 1.",
        "New organizations: Ville.",
    ]


def test_a_refusal_names_file_line_and_column(run: Run, connection: Connection, questionnaire: Questionnaire) -> None:
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie", e02="7"), row(questionnaire, "Ville", on=""))
    for arguments in ([], ["--apply"]):
        done = run(content, *arguments)
        assert (done.exit_code, done.stdout, stored(connection)) == (1, "", 0)
        assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["passe.csv:2:5:", "passe.csv:3:3:"]


def test_many_new_organisations_are_counted(run: Run, questionnaire: Questionnaire) -> None:
    cells = row(questionnaire, "Régie", on="2025-10-20;Alix")
    rows = [[f"Organisme {place}", *cells[1:]] for place in range(25)]
    lines = run(csv_of(titles(questionnaire, "respondent"), *rows)).stdout.splitlines()
    assert lines[1].endswith(", Organisme 19, et 5 de plus.")
    assert lines[2] == "Colonnes qui ne sont pas reprises\u00a0: respondent."


def test_a_sheet_of_a_workbook_is_named(run: Run, connection: Connection, questionnaire: Questionnaire) -> None:
    content = xlsx_of(Notes=[["Lisez ceci"]], Passé=[titles(questionnaire), row(questionnaire, "Régie")])
    assert (run(content).exit_code, run(content, "--sheet", "Passe").exit_code) == (1, 1)
    assert (run(content, "--sheet", "Passé", "--apply").exit_code, stored(connection)) == (0, 1)


def test_the_organisations_go_into_a_portfolio(run: Run, connection: Connection, questionnaire: Questionnaire) -> None:
    content = csv_of(titles(questionnaire), row(questionnaire, "Régie"))
    done = run(content, "--portfolio", "Ministère")
    assert (done.exit_code, done.stderr.replace("\u00a0", " ")) == (
        1,
        "Aucun portefeuille ne s’appelle « Ministère »; créez-le d’abord à la page des portefeuilles.\n",
    )
    portfolio_id = members.add_portfolio(connection, [], "Portefeuille")
    assert "choisissez parmi\u00a0: Portefeuille." in run(content, "--portfolio", "Ministère").stderr
    assert run(content, "--portfolio", "Portefeuille", "--apply").exit_code == 0
    assert [body.name for body in queries.portfolios.bodies_in(connection, portfolio_id)] == ["Régie"]
    connection.rollback()
    members.add_portfolio(connection, [], "Portefeuille")
    assert run(content, "--portfolio", "Portefeuille").stderr.startswith("Plusieurs portefeuilles s’appellent")


def test_a_file_or_a_questionnaire_that_is_not_there_is_refused(run: Run) -> None:
    missing = run(b"", "--questionnaire", "inconnu")
    assert (missing.exit_code, "inconnu" in missing.stderr) == (1, True)
    done = CliRunner().invoke(main, ["import", "absent.csv"])
    assert (done.exit_code, done.stderr) == (1, "absent.csv: Ce fichier n’existe pas; vérifiez son nom.\n")
    assert CliRunner().invoke(main, ["import"]).exit_code == 2
