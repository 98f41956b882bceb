"""How firm a quadrant is, in words: one sentence, then what it rests on."""

from collections.abc import Iterator
from typing import Any

from radar.exports import sentences
from radar.exports.report import Report
from radar.formats import NO_BREAK_SPACE, decimal
from scoring.distribution import RECORD
from scoring.firmness import Bounds, Firmness, Grip, Margin, firmness
from scoring.flips import Change, Flip
from scoring.questionnaire import TOP_LEVEL
from scoring.resampling import CHANCE_LEFT, MOST_PEOPLE, RESAMPLES, Shares
from scoring.results import Result

MOST_CHANGES = 12
MINUS = "\u2212"

Data = dict[str, Any]


def part(report: Report) -> Data | None:
    """Return what the report says of how firm its quadrant is; nothing where it has none, or no answers are known."""
    found = firmness(report.result.questionnaire, {question: each.code for question, each in report.answers.items()})
    if found.grip is None:
        return None
    return {
        "sentence": sentence(report, found),
        "margins": [_margin(report, margin) for margin in found.margins],
        "flip": _flip(report, found.flip) if found.flip else None,
        "cases": list(_cases(report, found)) if found.unanswered or found.not_applicable else [],
        "notes": list(_notes(report, found)),
    }


def sentence(report: Report, found: Firmness) -> str:
    """Say in one sentence how firm the quadrant is."""
    say, flip = sentences.words(report), found.flip
    if found.grip is Grip.OPEN and found.unanswered:
        return say["firm_open"].format(count=found.unanswered.count)
    if flip is None:
        return say["firm_fast"]
    key = "firm_fragile_one" if flip.count == 1 else f"firm_{found.grip}"
    return say[key].format(count=flip.count, quadrant=_quadrant(report, flip.quadrant))


def chance(report: Report, shares: Shares) -> Data:
    """Say how often chance alone would lead to each quadrant."""
    say, own = sentences.words(report), report.result.quadrant or ""
    told = {key: sentences.share(report, share * 100) for key, share in shares.quadrants.items()}
    return {
        "sentence": say["firm_chance"].format(
            people=whole(shares.people, report.language),
            quadrant=_quadrant(report, own),
            share=told.get(own, sentences.share(report, 0)),
            resamples=whole(RESAMPLES, report.language),
            least=RECORD,
        ),
        "rows": [[_quadrant(report, key), share] for key, share in told.items()],
    }


def beyond_chance(report: Report) -> str:
    """Say that too many people voted for chance to matter."""
    return sentences.words(report)["firm_chance_none"].format(
        people=whole(MOST_PEOPLE, report.language), margin=decimal(CHANCE_LEFT, report.language)
    )


def whole(count: int, language: str) -> str:
    """Return a whole number, its thousands apart."""
    return f"{count:,}".replace(",", NO_BREAK_SPACE if language == "fr" else ",")


def _quadrant(report: Report, key: str | None) -> str:
    found = (each.name for each in report.result.questionnaire.quadrants if each.id == key)
    return next(found, sentences.words(report)["no_score"])


def _dimension(report: Report, key: str) -> str:
    return next(each.name for each in report.result.questionnaire.dimensions if each.id == key)


def _margin(report: Report, margin: Margin) -> list[str]:
    flips = sentences.words(report)["firm_none"] if margin.flip is None else str(margin.flip.count)
    return [
        _dimension(report, margin.dimension),
        sentences.score(report, margin.score),
        decimal(margin.threshold, report.language),
        "" if margin.distance is None else _signed(report, margin.distance),
        flips,
    ]


def _signed(report: Report, value: float) -> str:
    """Return a distance with its sign; what is written as zero has none."""
    written = decimal(abs(value), report.language)
    if not any(digit in "123456789" for digit in written):
        return written
    return ("+" if value > 0 else MINUS) + written


def _flip(report: Report, flip: Flip) -> Data:
    say, changes = sentences.words(report), [_change(report, change) for change in flip.changes]
    more, others = len(changes) - MOST_CHANGES, flip.others
    return {
        "lead": say["firm_up" if flip.high else "firm_down"].format(
            dimension=_dimension(report, flip.dimension), quadrant=_quadrant(report, flip.quadrant)
        ),
        "changes": changes[:MOST_CHANGES],
        "more": say["firm_more"].format(count=more) if more > 0 else "",
        "others": say["firm_others_one" if others == 1 else "firm_others"].format(count=others) if others else "",
    }


def _change(report: Report, change: Change) -> str:
    say, question = sentences.words(report), report.result.questionnaire.question_by_id[change.question]
    topic = question.statement.topic
    if question.perspective:
        topic = say["firm_view"].format(topic=topic, perspective=question.perspective.name)
    move = f"{change.level}{NO_BREAK_SPACE}→{NO_BREAK_SPACE}{change.to}"
    return say["firm_change"].format(number=question.statement.number, topic=topic, move=move)


def _cases(report: Report, found: Firmness) -> Iterator[list[str]]:
    """Yield the result as it is, then with what is open at its worst and at its best."""
    say = sentences.words(report)
    yield _case(report, say["firm_today"], report.result)
    for key, bounds in _open(found):
        for level, result in ((0, bounds.worst), (TOP_LEVEL, bounds.best)):
            yield _case(report, say[f"firm_{key}"].format(count=bounds.count, level=level), result)


def _open(found: Firmness) -> Iterator[tuple[str, Bounds]]:
    if found.unanswered:
        yield "unanswered", found.unanswered
    if found.not_applicable:
        yield "inapplicable", found.not_applicable


def _case(report: Report, name: str, result: Result) -> list[str]:
    scores = (result.overall, *(dimension.score for dimension in result.dimensions.values()))
    return [name, *(sentences.score(report, score) for score in scores), _quadrant(report, result.quadrant)]


def _notes(report: Report, found: Firmness) -> Iterator[str]:
    for key, bounds in _open(found):
        yield sentences.words(report)[f"firm_{key}_{'settled' if bounds.settled else 'open'}"]
