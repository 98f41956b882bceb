"""The strip of practices: a bar from 0 to 4 for each, under the axis it belongs to."""

from collections.abc import Sequence

from radar.charts import furniture, measure, style
from radar.charts.descriptions import absence, provisional
from radar.charts.request import Request
from radar.charts.sheet import Anchor, Box, Sheet
from radar.charts.style import HEADING, LINE, MARGIN, TEXT, WIDTH
from radar.charts.texts import clean, number, say
from scoring.questionnaire import TOP_LEVEL, Axis
from scoring.results import GroupScore

BAR, VALUE = 11.0, 66.0
GUTTER = 20.0
MARK = "*"


def compose(request: Request) -> Sheet:
    """Return the strip of a result in one column or two."""
    if not request.result.practices:
        raise ValueError(say(request.language, "fault.practices"))
    columns = max(1, min(2, request.columns))
    sheet = Sheet(style.THEMES[request.theme], WIDTH * columns + GUTTER * (columns - 1))
    top = furniture.heading(sheet, request, [furniture.overall(request)])
    bottom = top
    for index, axes in enumerate(_columns(request, columns)):
        strip = _Strip(sheet, request, index * (WIDTH + GUTTER) + MARGIN)
        bottom = max(bottom, strip.draw(axes, top))
    return sheet.finish(furniture.notes(sheet, bottom, _notes(request)) + MARGIN)


def _columns(request: Request, count: int) -> list[tuple[Axis, ...]]:
    """Part the axes where both columns come out nearly as long."""
    axes = request.questionnaire.axes
    if count == 1:
        return [axes]
    sizes = [len(axis.practices) + 1 for axis in axes]
    cut = min(range(1, len(axes) + 1), key=lambda cut: abs(sum(sizes[:cut]) - sum(sizes[cut:])))
    return [axes[:cut], axes[cut:]]


def _notes(request: Request) -> list[str]:
    partial = any(is_partial(score) for score in request.result.practices.values())
    marked = [say(request.language, "provisional.some")] if partial else []
    return [*marked, *provisional(request.result, request.language)]


def is_partial(scored: GroupScore | None) -> bool:
    """Tell whether a score rests on a part of the statements that apply."""
    return scored is not None and scored.score is not None and scored.answered < scored.total - scored.not_applicable


def _end(level: int) -> Anchor:
    return "center" if level else "left"


class _Strip:
    """One column of axes and their practices."""

    def __init__(self, sheet: Sheet, request: Request, left: float) -> None:
        self.sheet = sheet
        self.request = request
        self.left = left
        self.right = left + WIDTH - 2 * MARGIN
        self.end = self.right - VALUE

    def draw(self, axes: Sequence[Axis], top: float) -> float:
        """Draw the axes one under the other; return the bottom."""
        for level in range(TOP_LEVEL + 1):
            self.sheet.text((self._x(level), top + 16), str(level), colour=self.sheet.theme.muted, anchor=_end(level))
        bottom = top + LINE
        for axis in axes:
            bottom = self._axis(axis, bottom)
        return bottom

    def _x(self, score: float) -> float:
        return self.left + (self.end - self.left) * score / TOP_LEVEL

    def _axis(self, axis: Axis, top: float) -> float:
        scored = self.request.result.axes.get(axis.id)
        bottom = top + 6
        figure = self._figure(scored)
        most = self.right - self.left - measure.width(figure, HEADING, bold=True) - 12
        for line in measure.wrap(clean(axis.name), most, TEXT + 1, bold=True):
            bottom += LINE + 1
            self.sheet.text((self.left, bottom - 5), line, size=TEXT + 1, bold=True)
        missing = scored is None or scored.score is None
        colour = self.sheet.theme.muted if missing else self.sheet.theme.own
        end = (self.right, bottom - 5)
        self.sheet.text(end, figure, size=TEXT + 1, bold=not missing, colour=colour, anchor="right")
        self.sheet.line([(self.left, bottom), (self.right, bottom)], self.sheet.theme.frame)
        for practice in axis.practices:
            bottom = self._practice(clean(practice.name), self.request.result.practices.get(practice.id), bottom + 3)
        return bottom + 4

    def _figure(self, scored: GroupScore | None) -> str:
        if scored is None or scored.score is None:
            return say(self.request.language, absence(scored))
        return number(scored.score, self.request.language) + (MARK if is_partial(scored) else "")

    def _practice(self, name: str, scored: GroupScore | None, top: float) -> float:
        for line in measure.paragraph(name, self.right - self.left, TEXT):
            top += LINE
            self.sheet.text((self.left, top - 5), line)
        self._bar(scored, top + 2)
        return top + BAR + 7

    def _bar(self, scored: GroupScore | None, top: float) -> None:
        theme = self.sheet.theme
        track = Box(self._x(0), top, self._x(TOP_LEVEL), top + BAR)
        if scored is None or scored.score is None:
            self.sheet.rectangle(track, theme.background, hatch="////", lines=theme.grid)
            words = say(self.request.language, absence(scored))
            self._over(words, (track.left + track.right) / 2, top)
            return
        self.sheet.rectangle(track, theme.track)
        bar = Box(track.left, top, self._x(scored.score), top + BAR)
        if is_partial(scored):
            self.sheet.rectangle(bar, theme.background, hatch="////", lines=theme.own)
        else:
            self.sheet.rectangle(bar, theme.own)
        ticks = [[(self._x(level), top), (self._x(level), top + BAR)] for level in range(1, TOP_LEVEL)]
        self.sheet.lines(ticks, theme.background, width=1.4)
        self.sheet.text((self.right, top + BAR), self._figure(scored), bold=True, colour=theme.own, anchor="right")

    def _over(self, words: str, middle: float, top: float) -> None:
        """Write words over the hatching, on a plate that keeps them legible."""
        half = measure.width(words, TEXT) / 2 + 6
        plate = Box(middle - half, top - 3, middle + half, top + BAR + 3)
        self.sheet.rectangle(plate, self.sheet.theme.background)
        self.sheet.text((middle, top + BAR), words, colour=self.sheet.theme.muted, anchor="center")
