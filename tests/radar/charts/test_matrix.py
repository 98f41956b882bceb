import pytest

from radar.charts.matrix import MatrixPicture, MatrixPoint, matrix_chart, matrix_description
from radar.charts.matrix_points import compose
from radar.charts.style import LIGHT
from tests.radar.charts.pictures import assert_sheet_legible, boxes

LONG = "Initiative dont le titre est aussi long que permis et qui ne tient pas sur une ligne " * 2


def picture(count: int, title: str = "Initiative", **changes: object) -> MatrixPicture:
    points = tuple(MatrixPoint(n + 1, f"{title} {n}", "SML"[n % 3], n * 7 % 17 / 4) for n in range(count))  # type: ignore[arg-type]
    return MatrixPicture(points=points, name="Plan", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, 1, 22, 90, 240])
@pytest.mark.parametrize("title", ["Initiative", LONG, "W" * 120])
def test_no_text_overlaps_another(count: int, title: str) -> None:
    assert_sheet_legible(compose(picture(count, title)))


def test_each_initiative_has_a_mark_or_is_named_without_one() -> None:
    same = MatrixPicture(points=tuple(MatrixPoint(n, f"I{n}", "S", 2.0) for n in range(1, 91)), name="Plan")
    sheet = compose(same)
    shown = [text for text, _ in boxes(sheet)]
    marks = [each for each in sheet.texts if each.get_color() == LIGHT.background]
    assert "Sans place ici, faute d’espace" in " ".join(shown).replace("\u00a0", " ")
    assert any("–90." in text for text in shown)
    assert len(marks) == 15


def test_no_number_is_too_small_to_read() -> None:
    assert min(float(text.get_fontsize()) for text in compose(picture(240)).texts) * 360 / 480 >= 11


def test_it_says_what_it_shows() -> None:
    points = (MatrixPoint(1, "Sonder", "S", 3.5), MatrixPoint(2, "Bâtir", "L", 2.0), MatrixPoint(3, "Trier", "S", 1.0))
    said = matrix_description(MatrixPicture(points=points, name="Plan")).replace("\u00a0", " ")
    assert said == (
        "3 initiatives selon leur effort et leur impact sur une échelle de 0 à 4; la plus forte est « Sonder » (3,50). "
        "Petit effort et impact d’au moins 2 : Sonder."
    )
    assert matrix_description(MatrixPicture(points=(), name="Plan", language="en")) == (
        "No initiative has a known impact."
    )


def test_the_svg_has_title_and_description() -> None:
    svg = matrix_chart(picture(3)).decode()
    assert '<title id="matrix-title">' in svg
    assert "style=" not in svg
    assert matrix_chart(picture(3, format="png")).startswith(b"\x89PNG")
