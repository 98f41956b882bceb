"""The results: one truth on the page, in the files, in the charts and on the command line."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from radar.answers import CODES
from radar.cli import main
from scoring.questionnaire import Questionnaire
from scoring.results import assess, to_json
from tests.radar.views.trial import Trial

CHARTS = [f"/{name}.{kind}" for name in ("radar", "cadran", "pratiques") for kind in ("svg", "png")]
FIRST_BYTES = {"svg": b"<?xml", "png": b"\x89PNG"}
FILES = {
    "json": ("application/json", b"{"),
    "csv": ("text/csv", "\ufeff".encode()),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "pdf": ("application/pdf", b"%PDF-"),
}


def test_page_files_and_command_line_say_the_same(
    complete: Trial,
    answers: Mapping[str, str],
    questionnaire: Questionnaire,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = assess(questionnaire, {key: CODES[value] for key, value in answers.items()}, "Régie de l’essai")
    assert complete.get("/resultats.json").get_json() == to_json(result)

    sheet = tmp_path / "feuille.csv"
    sheet.write_bytes(complete.get("/resultats.csv").data)
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path / "other"))
    scored = CliRunner().invoke(main, ["score", str(sheet), "--format", "json"])
    assert json.loads(scored.stdout) == [to_json(result)], scored.stderr

    page = complete.get("/resultats").text
    assert result.overall is not None
    assert f"{result.overall:.2f}".replace(".", ",") in page
    for group in result.axes.values():
        assert f'<td class="number">{group.score:.2f}</td>'.replace(".", ",") in page
    quadrant = next(quadrant for quadrant in questionnaire.quadrants if quadrant.id == result.quadrant)
    assert quadrant.name in page


@pytest.mark.parametrize("kind", FILES)
def test_files_are_downloads_with_their_type_and_date(complete: Trial, kind: str) -> None:
    mimetype, start = FILES[kind]
    answer = complete.get(f"/resultats.{kind}")
    assert answer.status_code == 200
    assert answer.mimetype == mimetype
    assert answer.data.startswith(start)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="radar-20')
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("kind", FILES)
def test_files_are_ready_before_the_first_answer(trial: Trial, kind: str) -> None:
    assert trial.get(f"/resultats.{kind}").data.startswith(FILES[kind][1])


def test_files_are_in_the_language_of_the_page(complete: Trial) -> None:
    def sheets(language: str) -> list[str]:
        workbook = openpyxl.load_workbook(io.BytesIO(complete.get(f"/resultats.xlsx?lang={language}").data))
        return list(workbook.sheetnames)

    assert sheets("fr") != sheets("en")
    assert b";e01;" in complete.get("/resultats.csv?lang=fr").data
    assert b",e01," in complete.get("/resultats.csv?lang=en").data


def test_an_empty_assessment_says_what_to_do(trial: Trial) -> None:
    page = trial.get("/resultats").text
    assert "Pas encore de résultat" in page
    assert "Répondre aux énoncés" in page
    assert "radar.svg" not in page


def test_a_partial_result_is_said_to_be_provisional(trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    page = trial.get("/resultats").text
    assert "provisoire" in page
    assert "Compléter les réponses" in page


def test_reasons_stand_beside_the_levels_they_explain(complete: Trial) -> None:
    complete.put("e01", {"level": "3", "reason": "Deux services\nsur sept.", "seen": "0."})
    assert "Deux services\nsur sept." in complete.get("/resultats").text


@pytest.mark.parametrize("path", CHARTS)
def test_a_browser_that_holds_the_chart_is_told_to_keep_it(complete: Trial, path: str) -> None:
    answer = complete.get(path)
    assert answer.status_code == 200
    assert answer.data.startswith(FIRST_BYTES[path[-3:]])
    assert answer.headers["Cache-Control"] == "private, no-cache"
    again = complete.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    squeezed = complete.get(path, headers={"Accept-Encoding": "gzip"})
    mark = squeezed.headers["ETag"]
    again = complete.get(path, headers={"If-None-Match": mark, "Accept-Encoding": "gzip"})
    assert again.status_code == 304


def test_a_new_answer_a_theme_or_a_language_makes_another_drawing(complete: Trial) -> None:
    marks = {complete.get(f"/radar.svg{query}").headers["ETag"] for query in ("", "?theme=dark", "?lang=en")}
    complete.put("e01", {"level": "4", "seen": "0."})
    marks.add(complete.get("/radar.svg?lang=fr").headers["ETag"])
    assert len(marks) == 4


def test_an_organisation_without_answers_has_charts_too(trial: Trial) -> None:
    for path in CHARTS:
        assert trial.get(path).status_code == 200
