import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from radar.exports import Language, Report
from radar.exports.as_csv import to_csv
from scoring.results import Result, to_json
from scoring.sheets import score_sheet
from tests.radar.exports import samples


def read_again(report: Report, folder: Path) -> Result:
    file = folder / "feuille.csv"
    file.write_bytes(to_csv(report))
    return next(score_sheet(file, report.result.questionnaire))


def cells(report: Report) -> dict[str, str]:
    text = to_csv(report).decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("sample", [samples.full, samples.partial, samples.published])
def test_the_sheet_scores_the_same_when_read_again(
    sample: Callable[[Language], Report], language: Language, tmp_path: Path
) -> None:
    report = sample(language)
    assert to_json(read_again(report, tmp_path)) == to_json(report.result)


def test_the_three_states_are_told_apart() -> None:
    row = cells(samples.partial())
    assert (row["e01"], row["e02"], row["e03"], row["e48"]) == ("1", "na", "", "")


def test_spreadsheets_are_told_that_it_is_utf_8() -> None:
    assert to_csv(samples.full()).startswith(b"\xef\xbb\xbforganisation;group;e01;")


def test_english_spreadsheets_get_commas() -> None:
    assert to_csv(samples.full("en")).startswith(b"\xef\xbb\xbforganisation,group,e01,")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_name_cannot_be_a_formula(name: str) -> None:
    report = samples.full(organisation=name, group=name)
    assert cells(report)["organisation"] == cells(report)["group"] == f"'{name.strip()}"


def test_a_name_with_separators_and_quotes_stays_one_cell() -> None:
    assert cells(samples.full(organisation='A;B,"C"\nD'))["organisation"] == 'A;B,"C" D'


def test_an_organisation_without_a_name_has_one_in_the_sheet() -> None:
    assert cells(samples.empty())["organisation"] == "Organisation sans nom"
