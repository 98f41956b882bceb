"""The advised initiatives in words: what each is, why it is proposed and what it would gain."""

from collections.abc import Iterator
from typing import Any

from radar.exports import sentences
from radar.exports.report import Report
from radar.exports.targets import target_sentence
from radar.formats import decimal
from scoring.questionnaire import Example, Initiative, Statement
from scoring.recommendations import AxisAdvice, Reason, Recommendation

Data = dict[str, Any]

FIRST_STEPS = 3


def first_steps(report: Report) -> list[Data]:
    """Return where to begin on each axis, for the axes most in need: preferably what waits for nothing else."""
    return [
        {"title": _first(advice.initiatives).initiative.title, "detail": axis_name(report, advice)}
        for advice in report.advice
        if advice.initiatives
    ][:FIRST_STEPS]


def _first(advised: tuple[Recommendation, ...]) -> Recommendation:
    return next((each for each in advised if not each.prerequisites_open), advised[0])


def axes_to_improve(report: Report) -> list[Data]:
    """Return each axis with its initiatives, every figure in words."""
    return [
        {
            "name": axis_name(report, advice),
            "score": sentences.score(report, advice.score),
            "lead": target_sentence(report, advice.axis),
            "initiatives": [_proposal(report, advised) for advised in advice.initiatives],
        }
        for advice in report.advice
    ]


def weakest_lead(report: Report) -> str:
    """Say which axes the advice is about: those below their target, or the weakest."""
    aimed = any(advice.target is not None for advice in report.advice)
    return sentences.words(report)["target_lead" if aimed else "weakest_lead"]


def axis_name(report: Report, advice: AxisAdvice) -> str:
    """Return the name of the axis that the advice is about."""
    return report.result.questionnaire.axis_by_id[advice.axis].name


def why(report: Report, advised: Recommendation) -> str:
    """Say which practices the initiative serves, and where they stand."""
    say, practices = sentences.words(report), report.result.practices
    named = (
        say["why_practice"].format(
            name=practice.name,
            score=sentences.score(report, practices[practice.id].score) if practices else say["no_detail"],
        )
        for practice in report.result.questionnaire.practices
        if practice.id in advised.practices
    )
    return say["why_sentence"].format(practices=", ".join(named))


def prerequisites(advised: Recommendation) -> str:
    """Name the initiatives to carry out before this one."""
    return "; ".join(initiative.title for initiative in advised.prerequisites_open)


def example(initiative: Initiative) -> str:
    """Say who did it and where it is written, empty where no public source says so."""
    return _cited(initiative.example) if initiative.example else ""


def effort(report: Report, initiative: Initiative) -> str:
    """Say how much effort an initiative takes."""
    return sentences.words(report)[f"effort_{initiative.effort}"]


def statement(report: Report, reason: Reason) -> Statement:
    """Return the statement that a reason is about."""
    asked = report.result.questionnaire
    return asked.statements[asked.statement_index[reason.statement]]


def _proposal(report: Report, advised: Recommendation) -> Data:
    return {
        "id": advised.initiative.id,
        "title": advised.initiative.title,
        "description": advised.initiative.description,
        "facts": list(_facts(report, advised)),
        "why": why(report, advised),
        "statements": [_reason(report, reason) for reason in advised.reasons],
    }


def _facts(report: Report, advised: Recommendation) -> Iterator[list[str]]:
    say, initiative = sentences.words(report), advised.initiative
    yield [say["effort"], effort(report, initiative)]
    key = "duration_one" if initiative.quarters == 1 else "duration_many"
    yield [say["duration"], say[key].format(quarters=initiative.quarters)]
    if advised.axis_gain is not None:
        yield [say["gain"], ", ".join(_gains(report, advised))]
    if advised.prerequisites_open:
        yield [say["prerequisites"], prerequisites(advised)]
    if initiative.example:
        yield [say["example"], example(initiative)]


def _gains(report: Report, advised: Recommendation) -> Iterator[str]:
    say = sentences.words(report)
    names = {dimension.id: dimension.name for dimension in report.result.questionnaire.dimensions}
    if advised.axis_gain is not None:
        yield say["gain_axis_sentence"].format(gain=decimal(advised.axis_gain, report.language))
    if advised.dimension is not None and advised.dimension_gain is not None:
        yield say["gain_dimension_sentence"].format(
            gain=decimal(advised.dimension_gain, report.language), name=names[advised.dimension]
        )


def _reason(report: Report, reason: Reason) -> Data:
    return {
        "text": statement(report, reason).topic,
        "now": sentences.named_level(report, reason.level),
        "then": f"{sentences.named_level(report, reason.next_level)}. {reason.next_descriptor}",
    }


def _cited(found: Example) -> str:
    cited = ", ".join(part for part in (found.body, found.document, found.detail) if part)
    return cited[0].upper() + cited[1:]
