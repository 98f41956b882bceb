"""The sentences that say a result in words: what it is, how firm it is and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from radar.exports.printable import clean, shorten
from radar.exports.report import Report
from radar.exports.texts import WORDS
from radar.formats import decimal, percent
from scoring.questionnaire import TOP_LEVEL, Dimension, Quadrant, Statement
from scoring.results import GroupScore
from scoring.scores import NOT_APPLICABLE

STRONGEST = 3
NAME_LENGTH = 100
ROUNDING = 1e-9  # two means that are equal on paper may differ by this much


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements were answered, do not apply, and are still open."""

    answered: int
    not_applicable: int
    total: int

    @property
    def applicable(self) -> int:
        """Return the number of statements that apply."""
        return self.total - self.not_applicable

    @property
    def unanswered(self) -> int:
        """Return the number of statements still open."""
        return self.applicable - self.answered


def words(report: Report) -> Mapping[str, str]:
    """Return the words of the report's language."""
    return WORDS[report.language]


def organisation(report: Report) -> str:
    """Return the organisation's name on one line, or the words for an organisation without a name."""
    return " ".join(clean(report.result.organisation).split()) or words(report)["unnamed"]


def tally(report: Report) -> Tally:
    """Return the tally over every axis."""
    groups = tuple(report.result.axes.values())
    return Tally(
        sum(group.answered for group in groups),
        sum(group.not_applicable for group in groups),
        sum(group.total for group in groups),
    )


def score(report: Report, value: float | None) -> str:
    """Return a score as read, or the words for no score."""
    return words(report)["no_score"] if value is None else decimal(value, report.language)


def share(report: Report, value: float | None) -> str:
    """Return a percentage as read, or the words for no score."""
    return words(report)["no_score"] if value is None else percent(value, report.language)


def quadrant(report: Report) -> Quadrant | None:
    """Return the quadrant of the result, if it has one."""
    return next((each for each in report.result.questionnaire.quadrants if each.id == report.result.quadrant), None)


def overall(report: Report) -> str:
    """Say the overall score, or that there is none yet."""
    result, say = report.result, words(report)
    if result.overall is None:
        return say["nothing_yet"]
    return say["overall"].format(
        score=score(report, result.overall), top=TOP_LEVEL, percent=share(report, result.percent)
    )


def position(report: Report) -> str:
    """Say in which quadrant the organisation stands, or why none can be named."""
    found, say = quadrant(report), words(report)
    if found is not None:
        return say["in_quadrant"].format(
            organisation=shorten(organisation(report), NAME_LENGTH), quadrant=found.name, description=found.description
        )
    return say["no_quadrant"] if report.result.questionnaire.dimensions else ""


def state(report: Report) -> str:
    """Say in a word or two how firm the result is."""
    if report.result.overall is None:
        return words(report)["state_none"]
    return words(report)["state_provisional" if report.result.provisional else "state_complete"]


def firmness(report: Report) -> str:
    """Say how many statements the result rests on, and whether it is provisional."""
    count, say = tally(report), words(report)
    if not count.total:
        scored = sum(group.score is not None for group in report.result.axes.values())
        return say["published_scores"].format(scored=scored, axes=len(report.result.axes))
    if report.result.overall is None:
        return say["unanswered_yet"].format(total=count.total)
    key = "provisional" if report.result.provisional else "complete"
    return say[key].format(
        answered=count.answered, applicable=count.applicable, coverage=share(report, report.result.coverage * 100)
    )


def extremes(report: Report) -> str:
    """Say which axes score highest and lowest."""
    scored = [
        (axis.name, value)
        for axis in report.result.questionnaire.axes
        if (value := report.result.axes[axis.id].score) is not None
    ]
    if not scored:
        return words(report)["nothing_to_draw"]
    (high, best), (low, worst) = max(scored, key=lambda each: each[1]), min(scored, key=lambda each: each[1])
    if best == worst:
        return words(report)["all_alike"].format(score=score(report, best))
    return words(report)["extremes"].format(high=high, best=score(report, best), low=low, worst=score(report, worst))


def standing(report: Report, dimension: Dimension) -> str:
    """Say whether a dimension is high or low."""
    value = report.result.dimensions[dimension.id].score
    if value is None:
        return words(report)["no_score"]
    return words(report)["high" if value >= dimension.threshold - ROUNDING else "low"]


def rule(report: Report, dimension: Dimension) -> str:
    """Say how a dimension is made of axes and from which score it is high."""
    names = report.result.questionnaire.axis_by_id
    weights = {axis: weight for axis, weight in dimension.weights.items() if weight}
    equal = len(set(weights.values())) == 1
    listed = (
        names[axis].name if equal else f"{names[axis].name} ({decimal(weight, report.language, places=1)})"
        for axis, weight in weights.items()
    )
    return words(report)["dimension_rule" if equal else "dimension_rule_weighted"].format(
        dimension=dimension.name, axes=", ".join(listed), threshold=decimal(dimension.threshold, report.language)
    )


def method(report: Report) -> tuple[str, ...]:
    """Say the method, one rule a line."""
    asked, say = report.result.questionnaire, words(report)
    counts = {"axes": len(asked.axes), "practices": len(asked.practices), "statements": len(asked.statements)}
    rules = tuple(say[f"method_{number}"] for number in range(2, 9))
    weights = [weighing(report)] if asked.perspectives else []
    return say["method_1"].format(**counts), *rules, *weights, *(rule(report, each) for each in asked.dimensions)


def weighing(report: Report) -> str:
    """Say how much each perspective weighs."""
    places = {each.id: 0 if each.weight == int(each.weight) else 2 for each in report.result.questionnaire.perspectives}
    weights = (
        f"{each.name}, {decimal(each.weight, report.language, places[each.id])}"
        for each in report.result.questionnaire.perspectives
    )
    return words(report)["perspectives_rule"].format(weights="; ".join(weights))


def level(report: Report, statement: Statement) -> str:
    """Say the answer to a statement: the level and its name, not applicable, unanswered, or the mean of the votes."""
    found = report.level(statement.id)
    if found is not None and found != int(found):
        key = "mean_of_perspectives" if report.perspectives else "mean_of_ballots"
        return words(report)[key].format(score=score(report, found))
    return named_code(report, None if found is None else int(found))


def named_code(report: Report, code: int | None) -> str:
    """Say an answer by its code: the level and its name, not applicable, or unanswered."""
    if code is None:
        return words(report)["unanswered"]
    return words(report)["not_applicable"] if code == NOT_APPLICABLE else named_level(report, code)


def named_level(report: Report, found: int) -> str:
    """Say a level and its name."""
    return words(report)["level"].format(level=found, name=report.result.questionnaire.levels[found])


def descriptor(report: Report, statement: Statement) -> str:
    """Return the description of the level answered, empty where there is none."""
    found = report.level(statement.id)
    if found is None or found == NOT_APPLICABLE or found != int(found):
        return ""
    return statement.levels[int(found)]


def strongest(report: Report, scores: Mapping[str, GroupScore]) -> tuple[str, ...]:
    """Return the ids of the groups that stand clear above the overall score, best first, ties in their order."""
    bar = report.result.overall
    if bar is None:
        return ()
    scored = {key: group.score for key, group in scores.items() if group.score is not None}
    clear = [key for key, value in scored.items() if value > bar + ROUNDING]
    return tuple(sorted(clear, key=lambda key: -scored[key])[:STRONGEST])
