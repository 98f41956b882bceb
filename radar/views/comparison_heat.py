"""The scores of the bodies that show their names, as files for spreadsheets."""

from collections.abc import Callable, Iterator, Mapping

from radar.exports.as_csv import table_to_csv
from radar.exports.as_xlsx import table_to_xlsx
from radar.exports.tables import Cell, Table
from radar.formats import decimal
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.views.comparison_pictures import label
from radar.views.comparison_scene import Scene
from radar.views.comparison_tables import names
from scoring.measures import columns

NAME, SCORE = 48, 14


def heat_csv(scene: Scene) -> bytes:
    """Return the table as a sheet of text, numbers as the language writes them."""
    language = current_language()
    rows = ([decimal(cell, language) if isinstance(cell, float) else str(cell) for cell in row] for row in _rows(scene))
    return table_to_csv([_columns(scene), *rows], language)


def heat_xlsx(scene: Scene) -> bytes:
    """Return the table as a workbook."""
    rows = tuple(tuple(row) for row in _rows(scene))
    widths = {name: SCORE if place > 1 else NAME for place, name in enumerate(_columns(scene))}
    return table_to_xlsx(Table("bodies", _("Organismes"), label(scene), widths, rows), current_language(), today())


DOWNLOADS: Mapping[str, tuple[str, Callable[[Scene], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", heat_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", heat_xlsx),
}


def _columns(scene: Scene) -> list[str]:
    return [_("Organisme"), _("Cadran"), _("Réponses (%)"), *names(scene.questionnaire).values()]


def _rows(scene: Scene) -> Iterator[list[Cell]]:
    """Yield a body's name, quadrant and coverage, and its scores; what it has no score for stays empty."""
    quadrants = {one.id: one.name for one in scene.questionnaire.quadrants}
    where = [columns(scene.questionnaire)[key] for key in names(scene.questionnaire)]
    for body in scene.bodies:
        scores = body.scores[where].tolist()
        known: list[Cell] = [score if score == score else "" for score in scores]  # noqa: PLR0124 (NaN)
        yield [body.name, quadrants.get(body.quadrant or "", ""), body.coverage * 100, *known]
