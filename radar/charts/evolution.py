"""How scores moved: a small plot over time for the whole and one for each axis, all on the same scale."""

from collections.abc import Sequence

from radar.charts import furniture, measure, style
from radar.charts.furniture import Entry
from radar.charts.request import Campaign, Request
from radar.charts.sheet import Box, Point, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.texts import clean, known, number, say
from radar.formats import day
from scoring.questionnaire import TOP_LEVEL
from scoring.results import Result

GUTTER = 20.0
TALL, LOW = 92.0, 68.0
SCALE, VALUE = 16.0, 42.0
MARKER = 8.0

# The scores of one line, oldest first, each with whether it is provisional.
Line = Sequence[tuple[float | None, bool]]


def compose(request: Request) -> Sheet:
    """Return the plot of the overall score and those of the axes, two side by side."""
    sheet = Sheet(style.THEMES[request.theme])
    top = furniture.heading(sheet, request, [say(request.language, "scale")])
    results, campaigns = request.results[::-1], request.campaigns[::-1]
    whole = [(result.overall, result.provisional) for result in results]
    plot = _Plot(sheet, request, campaigns, Box(MARGIN, top, sheet.width - MARGIN, top))
    bottom = _numbers(sheet, plot, plot.draw(say(request.language, "overall.name"), whole, TALL))
    half = (sheet.width - 2 * MARGIN - GUTTER) / 2
    axes = request.questionnaire.axes
    for first in range(0, len(axes), 2):
        pair = axes[first : first + 2]
        lefts = [MARGIN + place * (half + GUTTER) for place in range(len(pair))]
        plots = [_Plot(sheet, request, campaigns, Box(left, bottom, left + half, bottom)) for left in lefts]
        lines = max(len(one.wrapped(clean(axis.name))) for one, axis in zip(plots, pair, strict=True))
        bottom = max(
            one.draw(clean(axis.name), _line(axis.id, results), LOW, lines)
            for one, axis in zip(plots, pair, strict=True)
        )
    return sheet.finish(_foot(sheet, request, campaigns, bottom) + MARGIN)


def _line(axis: str, results: Sequence[Result]) -> Line:
    return [(result.axes[axis].score if axis in result.axes else None, result.provisional) for result in results]


def _foot(sheet: Sheet, request: Request, campaigns: Sequence[Campaign], top: float) -> float:
    """List the campaigns that the numbers stand for, and say what a hollow point is."""
    language = known(request.language)
    names = [say(language, "campaign", name=clean(one.name), day=day(one.on, language)) for one in campaigns]
    bottom = furniture.key(sheet, top + 8, names)
    if any(result.provisional for result in request.results):
        stroke = style.own(sheet.theme)
        bottom = furniture.legend(sheet, bottom, [Entry(say(language, "open_point"), stroke, line=False, hollow=True)])
    return bottom


def _numbers(sheet: Sheet, plot: "_Plot", top: float) -> float:
    """Write the number of each campaign under its day; those of one day, or nearly, share a place."""
    groups: list[list[int]] = []
    for place in range(len(plot.xs)):
        groups.append([place])
        while len(groups) > 1 and _meet(plot.xs, *groups[-2:]):
            last = groups.pop()
            groups[-1] += last
    for group in groups:
        sheet.text((_middle(plot.xs, group), top + LINE - 2), _range(group), bold=True, anchor="center")
    return top + LINE + 4


def _meet(xs: Sequence[float], first: Sequence[int], second: Sequence[int]) -> bool:
    """Tell whether the numbers of two groups of campaigns would stand too near each other."""
    widths = sum(measure.width(_range(group), TEXT, bold=True) for group in (first, second))
    return _middle(xs, second) - _middle(xs, first) < widths / 2 + 5


def _middle(xs: Sequence[float], places: Sequence[int]) -> float:
    return (xs[places[0]] + xs[places[-1]]) / 2


def _range(places: Sequence[int]) -> str:
    first, last = places[0] + 1, places[-1] + 1
    return str(first) if first == last else f"{first}–{last}"


class _Plot:
    """One line over time, from 0 to 4, in a column of the sheet."""

    def __init__(self, sheet: Sheet, request: Request, campaigns: Sequence[Campaign], column: Box) -> None:
        self.sheet = sheet
        self.language = request.language
        self.column = column
        self.left = column.left + SCALE
        self.xs = self._places([campaign.on.toordinal() for campaign in campaigns])

    def _places(self, days: Sequence[int]) -> list[float]:
        """Return where days lie: in proportion to time, and in the middle if there is only one."""
        first, last = self.left + VALUE + 4, self.column.right - VALUE - 4
        span = days[-1] - days[0]
        return [first + (last - first) * ((one - days[0]) / span if span else 0.5) for one in days]

    def wrapped(self, name: str) -> tuple[str, ...]:
        """Return the lines of a name as wide as the plot."""
        return measure.paragraph(name, self.column.right - self.column.left, TEXT, bold=True)

    def draw(self, name: str, line: Line, height: float, lines: int = 1) -> float:
        """Draw a line under its name, which has so many lines beside it; return the bottom."""
        wrapped = self.wrapped(name)
        top = self.column.top + 8 + LINE * max(lines, len(wrapped))
        for row, words in enumerate(reversed(wrapped)):
            self.sheet.text((self.column.left, top - 5 - LINE * row), words, bold=True)
        self.top, self.height = top + 6, height
        self._grid()
        self._points(line)
        return top + 6 + height + 8

    def _y(self, score: float) -> float:
        return self.top + self.height * (1 - score / TOP_LEVEL)

    def _grid(self) -> None:
        theme = self.sheet.theme
        rules = [[(self.left, self._y(level)), (self.column.right, self._y(level))] for level in range(TOP_LEVEL + 1)]
        self.sheet.lines(rules, theme.grid)
        for level in (0, TOP_LEVEL):
            at = (self.left - 5, self._y(level) + 5)
            self.sheet.text(at, str(level), colour=theme.muted, anchor="right")

    def _points(self, line: Line) -> None:
        theme, stroke = self.sheet.theme, style.own(self.sheet.theme)
        points = [None if score is None else (x, self._y(score)) for x, (score, _) in zip(self.xs, line, strict=True)]
        runs = [run for run in _runs(points) if len(run) > 1]
        if runs:
            self.sheet.lines(runs, stroke.colour, width=stroke.width)
        for hollow in (False, True):
            marks = [point for point, (_, each) in zip(points, line, strict=True) if point and each is hollow]
            if marks:
                face = theme.background if hollow else stroke.colour
                self.sheet.markers(marks, stroke.shape, MARKER, face=face, edge=stroke.colour)
        self._values([(x, score) for x, (score, _) in zip(self.xs, line, strict=True) if score is not None])

    def _values(self, scored: Sequence[tuple[float, float]]) -> None:
        """Write the first score left of its point and the last one right of its."""
        if not scored:
            self._absent(say(self.language, "unanswered"))
            return
        x, last = scored[-1]
        self._value((x + 9, self._y(last) + 5), last, bold=True)
        if len(scored) > 1:
            x, first = scored[0]
            self._value((x - 9, self._y(first) + 5), first, bold=False)

    def _value(self, at: Point, score: float, *, bold: bool) -> None:
        """Write a score on a plate, clear of the lines of the grid."""
        words = number(score, self.language)
        wide = measure.width(words, TEXT, bold=bold)
        left = at[0] if bold else at[0] - wide
        self.sheet.rectangle(Box(left - 1, at[1] - 13, left + wide + 1, at[1] + 2), self.sheet.theme.background)
        self.sheet.text((left, at[1]), words, bold=bold)

    def _absent(self, words: str) -> None:
        x, y = (self.left + self.column.right) / 2, self._y(TOP_LEVEL / 2) + 5
        half = measure.width(words, TEXT) / 2 + 4
        self.sheet.rectangle(Box(x - half, y - 14, x + half, y + 5), self.sheet.theme.background)
        self.sheet.text((x, y), words, colour=self.sheet.theme.muted, anchor="center")


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Return the unbroken stretches of points."""
    stretches: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return stretches
