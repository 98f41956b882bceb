"""`radar chart`: draws answer sheets."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

import click

from radar.charts import groups_chart, quadrant_chart, radar_chart
from radar.cli.answer_sheets import questionnaire_option, read, sheet_argument
from radar.cli.options import language_option, refusals, write_whole
from scoring.errors import Fault, Refused
from scoring.results import Result
from scoring.sheets import Sheet

NAMED = 20


def _picture(ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    """Return the path of a picture; its suffix says how it is drawn, and another suffix is wrong usage."""
    if value.suffix.lower() not in {".svg", ".png"}:
        raise click.BadParameter(Fault("output_suffix", params={"name": value.name}).message(ctx.params["language"]))
    return value


@click.command(short_help="Dessine le radar, le cadran ou les groupes d’une feuille.")
@sheet_argument
@click.option(
    "--kind", type=click.Choice(["radar", "quadrant", "groups"]), required=True, help="Radar, cadran ou groupes."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=_picture,
    metavar="IMAGE.svg|.png",
    required=True,
    help="Image à écrire.",
)
@click.option("--organisation", help="Organisation du radar, si la feuille en contient plusieurs.")
@questionnaire_option
@language_option
def chart(*, sheet: Path, kind: str, output: Path, organisation: str | None, reference: str, language: str) -> None:
    """Dessine une feuille de réponses\u00a0: le radar d’une organisation, le cadran ou les groupes de toutes."""
    with refusals(language):
        content = read(sheet, reference, language)
        results = [_one(content, organisation, str(sheet), language)] if kind == "radar" else list(content.results())
        write_whole(output, _draw(kind, results, language, output))


def _draw(kind: str, results: Sequence[Result], language: str, output: Path) -> bytes:
    image: Literal["svg", "png"] = "png" if output.suffix.lower() == ".png" else "svg"
    if kind == "radar":
        return radar_chart(results[0], language=language, format=image)
    if kind == "quadrant":
        return quadrant_chart(results, language=language, format=image)
    return groups_chart(results, language=language, format=image)


def _one(content: Sheet, organisation: str | None, file: str, language: str) -> Result:
    """Return the organisation that was asked for, or the only one."""
    names = content.organisations
    if organisation in names or (organisation is None and len(names) == 1):
        row = names.index(organisation) if organisation is not None else 0
        return next(islice(content.results(), row, None))
    code = "sheet_choose_organisation" if organisation is None else "sheet_unknown_organisation"
    quoted = "«\u00a0{}\u00a0»" if language == "fr" else "“{}”"
    shown = [quoted.format(name) for name in names[:NAMED]] + ["…"] * (len(names) > NAMED)
    raise Refused([Fault(code, file, params={"value": organisation, "names": shown})])
