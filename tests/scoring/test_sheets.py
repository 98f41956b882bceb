"""Answer sheets: what they may look like, and that nothing but their content decides the result."""

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar import paths
from scoring.loading import find, load
from scoring.questionnaire import Perspective, Questionnaire
from scoring.results import assess, to_json
from scoring.sheets import read_sheet, score_sheet
from tests.scoring.changed import changed
from tests.scoring.sheet_lines import Repeated, axis_header, header, results, text

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
QUESTIONNAIRE = load(find(paths.QUESTIONNAIRES, "radar-numeriqc"))
TWO_SIDES = changed(
    QUESTIONNAIRE,
    perspectives=(Perspective(id="clients", name="Clients", weight=3), Perspective(id="employes", name="Employés")),
)


def row(organisation: str, *cells: str) -> list[str]:
    """Return a line of 48 answers: the cells given, then twos."""
    return [organisation, *cells, *["2"] * (48 - len(cells))]


def json_of(content: str | bytes, questionnaire: Questionnaire = QUESTIONNAIRE) -> list[dict[str, object]]:
    """Return the results as the contract's JSON."""
    return [to_json(result) for result in results(content, questionnaire)]


class TestAnswers:
    def test_a_line_scores_like_the_same_answers_on_a_form(self) -> None:
        levels = [str(number % 5) for number in range(46)]
        found = json_of(text(header(QUESTIONNAIRE), ["Musée", *levels, "na", ""]))
        answers = dict(zip(QUESTIONNAIRE.statement_index, [*map(int, levels), 5, None], strict=True))
        assert found == [to_json(assess(QUESTIONNAIRE, answers, "Musée"))]

    def test_0_not_applicable_and_unanswered_stay_three_things(self) -> None:
        zero, absent, empty = (
            json_of(text(header(QUESTIONNAIRE), row("Musée", cell)))[0]["axes"]["experience-utilisateur"]  # type: ignore[index]
            for cell in ("0", "na", "")
        )
        assert (zero["answered"], zero["not_applicable"], zero["score"]) == (6, 0, pytest.approx(10 / 6))
        assert (absent["answered"], absent["not_applicable"], absent["score"]) == (5, 1, 2)
        assert (empty["answered"], empty["not_applicable"], empty["score"]) == (5, 0, 2)

    def test_lines_of_one_organisation_are_its_ballots_wherever_they_stand(self) -> None:
        found = results(
            text(header(QUESTIONNAIRE), row("A", "0"), row("B", "4"), row("A", "3"), row("A", "na")), QUESTIONNAIRE
        )
        assert [(result.organisation, result.ballots) for result in found] == [("A", 3), ("B", 1)]
        assert found[0].statements["e01"].score == 1.5
        assert found[0].statements["e01"].ballots == 2

    def test_weights_count(self) -> None:
        lines = [["A", weight, *row("", answer)[1:]] for weight, answer in (("3", "0"), ("1", "4"), ("0", "4"))]
        assert results(text(header(QUESTIONNAIRE, "weight"), *lines), QUESTIONNAIRE)[0].statements["e01"].score == 1

    def test_perspectives_count_by_their_weight(self) -> None:
        lines = [["A", side, *row("", answer)[1:]] for side, answer in (("clients", "0"), ("EMPLOYES", "4"))]
        assert results(text(header(TWO_SIDES, "perspective"), *lines), TWO_SIDES)[0].statements["e01"].score == 1

    def test_a_group_said_once_holds_for_every_line(self) -> None:
        lines = [["A", "", *row("")[1:]], ["A", "Culture", *row("")[1:]], ["B", "", *row("")[1:]]]
        found = results(text(header(QUESTIONNAIRE, "group"), *lines), QUESTIONNAIRE)
        assert [result.group for result in found] == ["Culture", None]

    def test_columns_may_stand_in_any_order(self) -> None:
        lines = [header(QUESTIONNAIRE, "group"), ["A", "Culture", *row("", "4", "0", "na", "")[1:]]]
        assert json_of(text(*(reversed_ for line in lines if (reversed_ := line[::-1])))) == json_of(text(*lines))


PLAIN = text(header(QUESTIONNAIRE, "group"), ["École", "Nord", *row("", "na", "", "5")[1:]], ["B", "", *row("")[1:]])


@pytest.mark.parametrize(
    "variant",
    [
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace(",", ";"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.rstrip("\n"),
        PLAIN.replace("na", "NA"),
        PLAIN.replace(",2", ", 2 "),
        PLAIN.replace(",2", ',"2"'),
        PLAIN.replace("École", "  École\u00a0"),
        PLAIN.replace("École", "E\u0301cole"),
        PLAIN.replace("organisation", "Organisation").replace("e01", "E01"),
        PLAIN.replace("\nB", "\n\n\nB") + "," * 49 + "\n",
        "\n" + PLAIN,
    ],
    ids=[
        "byte-order mark",
        "semicolons",
        "Windows line ends",
        "no last line end",
        "capital NA",
        "spaces",
        "quotes",
        "names padded",
        "accents apart",
        "titles in capitals",
        "blank lines",
        "blank first line",
    ],
)
def test_what_spreadsheets_do_differently_changes_nothing(variant: str | bytes) -> None:
    assert json_of(variant) == json_of(PLAIN)


def test_a_quoted_name_may_hold_the_separator_quotes_and_a_line_feed() -> None:
    content = text(header(QUESTIONNAIRE), row('"Ministère, dit ""le nôtre""\nde la mer"'), row("B"))
    assert [result.organisation for result in results(content, QUESTIONNAIRE)] == [
        'Ministère, dit "le nôtre" de la mer',
        "B",
    ]


CELLS = st.sampled_from(["0", "1", "2", "3", "4", "5", "na", "Na", ""])
NAMES = st.sampled_from(["A", "Bé", "C c", " D", "=E"])
ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from(["", "1", "0.5"]), st.lists(CELLS, min_size=48, max_size=48)), min_size=1
)


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_quoting_every_cell_changes_nothing(rows: list[tuple[str, str, list[str]]]) -> None:
    lines = [header(QUESTIONNAIRE, "weight"), *([name, weight, *cells] for name, weight, cells in rows)]
    quoted = text(*([f'"{cell}"' for cell in line] for line in lines))
    assert json_of(quoted) == json_of(text(*lines))


def test_blocks_with_and_without_quotes_join_without_a_seam() -> None:
    lines = [row(f"Organisme {number % 7}", str(number % 5)) for number in range(4000)]
    quoted = [[f'"{line[0]}\n"', *line[1:]] if number > 3000 else line for number, line in enumerate(lines)]
    assert json_of(text(header(QUESTIONNAIRE), *quoted)) == json_of(text(header(QUESTIONNAIRE), *lines))


class TestAxisScores:
    def test_the_published_case_of_the_ministry_of_the_economy(self) -> None:
        (found,) = score_sheet(EXAMPLES / "meie-2023.csv", QUESTIONNAIRE)
        assert found.overall == pytest.approx(1.75125)
        assert found.dimensions["adaptabilite"].score == pytest.approx(1.9175)
        assert found.dimensions["performance"].score == pytest.approx(1.585)
        assert found.quadrant == "novice"
        assert found.statements == {}
        assert not found.provisional

    def test_points_and_commas_mean_the_same(self) -> None:
        line = ["A", "1,25", *["2"] * 7]
        content = text(axis_header(QUESTIONNAIRE), line, separator=";")
        assert json_of(content) == json_of(content.replace(",", ".").replace(";", ","))

    def test_an_empty_cell_is_no_score(self) -> None:
        (found,) = results(text(axis_header(QUESTIONNAIRE), ["A", "", *["3"] * 7]), QUESTIONNAIRE)
        assert found.axes["experience-utilisateur"].score is None
        assert (found.overall, found.provisional) == (3, True)


def test_lists_of_figures_are_those_of_the_results() -> None:
    for name in ("feuille-exemple.csv", "meie-2023.csv"):
        sheet = read_sheet(EXAMPLES / name, QUESTIONNAIRE)
        scores, found = sheet.scores(), list(sheet.results())
        quadrants = [quadrant.id for quadrant in QUESTIONNAIRE.quadrants]
        assert scores.overall.tolist() == pytest.approx([result.overall for result in found])
        assert scores.coverage.tolist() == pytest.approx([result.coverage for result in found])
        assert scores.provisional.tolist() == [result.provisional for result in found]
        assert [quadrants[place] for place in scores.quadrants] == [result.quadrant for result in found]
        assert scores.axes[0].tolist() == pytest.approx([group.score for group in found[0].axes.values()])
        assert scores.dimensions[0].tolist() == pytest.approx([each.score for each in found[0].dimensions.values()])


def test_the_example_shows_groups_ballots_and_all_four_quadrants() -> None:
    found = list(score_sheet(EXAMPLES / "feuille-exemple.csv", QUESTIONNAIRE))
    assert {result.quadrant for result in found} == {"novice", "ouverte", "productive", "numerique"}
    assert {result.group for result in found} == {"Culture", "Territoire"}
    assert max(result.ballots for result in found) == 3
    assert any(result.provisional for result in found)


def test_memory_does_not_grow_with_lines() -> None:
    head = text(header(QUESTIONNAIRE)).encode()
    lines = text(*(row(f"Organisme {number}", str(number % 5)) for number in range(100))).encode()

    def peak(times: int) -> int:
        tracemalloc.start()
        (first, *_) = score_sheet(io.BufferedReader(Repeated(head, lines, times)), QUESTIONNAIRE)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert first.ballots == times
        return found

    peak(10)
    assert peak(3000) < 1.3 * peak(1500)
