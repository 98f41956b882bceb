"""What charts of several campaigns say: which axis moved most since the last one."""

from collections.abc import Iterator

from radar.charts.request import EARLIER, Request
from radar.charts.texts import enumeration, number, quoted, say
from scoring.results import Result

MINUS = "\u2212"


def signed(change: float, language: str) -> str:
    """Return a change with its sign.

    >>> signed(0.5, "fr"), signed(-0.25, "en") == f"{MINUS}0.25", signed(0.001, "en")
    ('+0,50', True, '0.00')
    """
    shown = number(abs(change), language)
    return shown if not any(digit in "123456789" for digit in shown) else ("+" if change > 0 else MINUS) + shown


def outlines(request: Request) -> Iterator[str]:
    """Say whose outlines stand beside the result's own."""
    names = [quoted(request.language, campaign.name) for campaign in request.campaigns[1 : 1 + EARLIER]]
    if names:
        key = "say.earlier" if len(names) > 1 else "say.earlier.one"
        yield say(request.language, key, names=enumeration(names, request.language))


def evolution_description(request: Request) -> str:
    """Say which axis moved most from the last campaign but one to the last, and how the whole moved."""
    language = request.language
    names = [quoted(language, campaign.name) for campaign in request.campaigns]
    if len(names) == 1:
        return say(language, "say.moved.one", name=names[0])
    new, old = request.results[:2]
    parts = [_most(new, old, names[1], names[0], language)]
    if old.overall is not None and new.overall is not None:
        scores = {"old": number(old.overall, language), "new": number(new.overall, language)}
        parts.append(say(language, "say.moved.overall", **scores))
    return "; ".join(parts) + "."


def changes(old: Result, new: Result) -> dict[str, float]:
    """Return how far each axis moved that has a score in both."""
    found = {}
    for axis, scored in new.axes.items():
        before = old.axes[axis].score if axis in old.axes else None
        if before is not None and scored.score is not None:
            found[axis] = scored.score - before
    return found


def _most(new: Result, old: Result, before: str, after: str, language: str) -> str:
    moves = changes(old, new)
    if not moves:
        return say(language, "say.moved.unknown", before=before, after=after)
    axis = max(moves, key=lambda slug: abs(moves[slug]))
    if not moves[axis]:
        return say(language, "say.moved.none", before=before, after=after)
    key = "say.moved.up" if moves[axis] > 0 else "say.moved.down"
    name = quoted(language, new.questionnaire.axis_by_id[axis].name)
    return say(language, key, before=before, after=after, axis=name, change=signed(moves[axis], language))
