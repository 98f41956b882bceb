"""From recommendations, votes and the catalogue to rows of a plan: what put each of them there comes along."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from scoring.questionnaire import Initiative, Questionnaire
from scoring.recommendations import AxisAdvice, Reason, Recommendation, recommend
from scoring.results import Result
from scoring.targets import Targets, gaps
from scoring.transformation import BenefitExpected, Evidence, Origin, PlannedInitiative, Trace, TransformationPlan

LONGEST_REASON = 4000


@dataclass(frozen=True, slots=True)
class Source:
    """The assessment that initiatives come from: its result, what is aimed at, and the reasons given to answers."""

    assessment: str
    campaign: str
    result: Result
    targets: Targets
    reasons: Mapping[str, str]


def recommended(source: Source) -> tuple[PlannedInitiative, ...]:
    """Return what an assessment recommends, each with its trace."""
    advice = recommend(source.result, targets=_aims(source))
    return tuple(
        entry(
            source.result.questionnaire,
            found.initiative,
            "recommendation",
            axis=each.axis,
            trace=_trace(source, each, found),
        )
        for each in advice
        for found in each.initiatives
    )


def voted(source: Source, dots: Mapping[str, int]) -> tuple[PlannedInitiative, ...]:
    """Return the initiatives that a room gave dots to, most first, each with its trace."""
    known, questionnaire = {each.id: each for each in recommended(source)}, source.result.questionnaire
    unknown = Trace(assessment=source.assessment, campaign=source.campaign)
    return tuple(
        (
            known.get(name) or entry(questionnaire, questionnaire.catalogue.by_id[name], "dots", trace=unknown)
        ).model_copy(update={"origin": "dots", "trace": _counted(known.get(name), unknown, count)})
        for name, count in sorted(dots.items(), key=lambda given: -given[1])
        if name in questionnaire.catalogue.by_id
    )


def entry(
    questionnaire: Questionnaire,
    initiative: Initiative,
    origin: Origin,
    *,
    axis: str | None = None,
    trace: Trace | None = None,
) -> PlannedInitiative:
    """Return an initiative of the catalogue as the row of a plan; by default it serves the axis of its practices."""
    return PlannedInitiative(
        id=initiative.id,
        title=initiative.title[:200],
        definition=initiative.description,
        axis=axis or next(iter(axes_of(questionnaire, initiative)), None),
        practices=initiative.practices,
        ambition=initiative.ambition,
        themes=(initiative.theme,),
        benefits=tuple(BenefitExpected(code=code) for code in initiative.benefits),
        effort=initiative.effort,
        quarters=initiative.quarters,
        needs=initiative.prerequisites,
        stage="proposed",
        origin=origin,
        catalogue=initiative.id,
        trace=trace,
    )


def axes_of(questionnaire: Questionnaire, initiative: Initiative) -> Iterator[str]:
    """Yield the axes of the practices that an initiative serves."""
    for axis in questionnaire.axes:
        if any(practice.id in initiative.practices for practice in axis.practices):
            yield axis.id


def fitted(initiative: PlannedInitiative, plan: TransformationPlan, among: Collection[str] = ()) -> PlannedInitiative:
    """Return an initiative that names only ambitions, themes and needs that the plan has, or gets with `among`."""
    themes = {each.id for each in plan.themes}
    return initiative.model_copy(
        update={
            "ambition": initiative.ambition if initiative.ambition in {each.id for each in plan.ambitions} else None,
            "themes": tuple(each for each in initiative.themes if each in themes),
            "needs": tuple(each for each in initiative.needs if each in plan.by_id or each in among),
            "quarters": min(initiative.quarters, plan.quarters),
        }
    )


def _aims(source: Source) -> Mapping[str, float] | None:
    """Return the targets where one is not reached; else the weakest axes are advised on."""
    return source.targets.scores if any(gaps(source.result, source.targets).values()) else None


def _trace(source: Source, advice: AxisAdvice, found: Recommendation) -> Trace:
    target = source.targets.axes.get(advice.axis)
    return Trace(
        assessment=source.assessment,
        campaign=source.campaign,
        axis_score=advice.score,
        axis_target=target.score if target else None,
        evidence=tuple(_evidence(source, reason) for reason in found.reasons),
    )


def _evidence(source: Source, reason: Reason) -> Evidence:
    score = source.result.statements[reason.statement].score
    return Evidence(
        statement=reason.statement,
        level=reason.level if score is None else score,
        reason=_reason(source, reason.statement)[:LONGEST_REASON],
        next_level=reason.next_level,
    )


def _reason(source: Source, statement: str) -> str:
    """Return what was written to a statement; from several perspectives, each on a line."""
    questions = source.result.questionnaire.questions_to[statement]
    return "\n".join(given for each in questions if (given := source.reasons.get(each.id, "")))


def _counted(known: PlannedInitiative | None, unknown: Trace, count: int) -> Trace:
    return ((known and known.trace) or unknown).model_copy(update={"dots": count})
