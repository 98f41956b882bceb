"""What bodies could do together (mutualisation): initiatives that several need because they share weak practices.

Only the bodies given are looked at; whom their names and levels may be shown is for the caller to know.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.questionnaire import TOP_LEVEL, Initiative, Questionnaire
from scoring.recommendations import practice_levels
from scoring.results import Result
from scoring.targets import Targets, gap
from scoring.transformation import PlannedInitiative, TransformationPlan

SEVERAL = 2

Planned = Mapping[str, Sequence[PlannedInitiative]]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that may share: its name, its plan and where it stands, as far as they are known."""

    name: str
    plan: TransformationPlan | None = None
    result: Result | None = None
    targets: Targets | None = None


@dataclass(frozen=True, slots=True)
class Joiner:
    """A body that could join: its level on the weak practices that the initiative serves, and its rows that hold it.

    `ready` tells whether it already stands where the initiative starts, on one of them at least; None without levels.
    """

    body: str
    levels: Mapping[str, int]
    planned: tuple[str, ...]
    ready: bool | None


@dataclass(frozen=True, slots=True)
class Shareable:
    """An initiative that several bodies could share: of the catalogue, or those of their own for the same practices.

    `done_by` are the bodies that have done it and could show how; `kept` tells whether some plan keeps it; `saving` is
    what the bodies with a cost save together, None unless two have one.
    """

    key: str
    initiative: Initiative | None
    practices: tuple[str, ...]
    joiners: tuple[Joiner, ...]
    done_by: tuple[str, ...]
    kept: bool
    saving: float | None


@dataclass(frozen=True, slots=True)
class Sharing:
    """What can be shared, and of all the initiatives found in the plans how many were kept, and how many of these can.

    The ministère de la Culture et des Communications publishes two such numbers: about 200 found, 90 kept.
    """

    shareable: tuple[Shareable, ...]
    found: int
    kept: int
    kept_and_shareable: int


@dataclass(frozen=True)
class _Idea:
    """An initiative of the catalogue, or a set of practices that initiatives of one's own serve."""

    key: str
    practices: tuple[str, ...]
    from_level: int = 0
    to_level: int = TOP_LEVEL
    initiative: Initiative | None = None
    planned: Planned = field(default_factory=dict)


def sharing(
    questionnaire: Questionnaire, bodies: Sequence[Body], costs: Mapping[str, Mapping[str, float]] | None = None
) -> Sharing:
    """Return what at least two bodies could share, most bodies first, then the widest need, then the catalogue's order.

    A body could join if it plans the initiative, or if a practice that it serves is weak there and below where it
    leads; not if it has done it.  A practice is weak if its axis is below its target, or for a body without targets
    among its weakest.  An initiative in a plan is that of the body that it names, or else of the plan's.  `costs` are
    those of each body alone, by key of the initiative and by name: together the bodies pay the highest of them, and
    save the rest.
    """
    planned = _planned(bodies)
    weak = {body.name: _weak_levels(body) for body in bodies}
    shareable = [
        found for idea in _ideas(questionnaire, planned) if (found := _shareable(idea, weak, costs or {})) is not None
    ]
    shareable.sort(key=lambda each: (-len(each.joiners), -sum(len(joiner.levels) for joiner in each.joiners)))
    rows = [(key, each) for key, mine in planned.items() for every in mine.values() for each in every]
    shared = {each.key for each in shareable}
    return Sharing(
        shareable=tuple(shareable),
        found=len(rows),
        kept=sum(each.stage == "kept" for _, each in rows),
        kept_and_shareable=sum(each.stage == "kept" and key in shared for key, each in rows),
    )


def key_of(initiative: PlannedInitiative) -> str:
    """Return what initiatives of several plans have in common: their catalogue entry, or else their practices.

    The sign in front keeps practices apart from entries; an initiative without either has nothing in common.
    """
    return initiative.catalogue or "".join(f"+{practice}" for practice in sorted(set(initiative.practices)))


def _planned(bodies: Sequence[Body]) -> dict[str, dict[str, list[PlannedInitiative]]]:
    """Return the initiatives of all plans by what they have in common, then by body."""
    names = {body.name for body in bodies}
    found: dict[str, dict[str, list[PlannedInitiative]]] = defaultdict(lambda: defaultdict(list))
    for body in bodies:
        for each in body.plan.initiatives if body.plan else ():
            found[key_of(each)][each.body if each.body in names else body.name].append(each)
    return found


def _weak_levels(body: Body) -> dict[str, int]:
    """Return the level of each practice of a body that is weak."""
    if body.result is None:
        return {}
    levels = practice_levels(body.result)
    return {
        practice.id: levels[practice.id]
        for axis in body.result.questionnaire.axes
        if _is_weak(body.result, body.targets, axis.id)
        for practice in axis.practices
        if practice.id in levels
    }


def _is_weak(result: Result, targets: Targets | None, axis: str) -> bool:
    if targets and targets.axes:
        return bool(gap(result.axes[axis].score, targets.scores.get(axis)))
    return axis in result.weakest_axes


def _ideas(questionnaire: Questionnaire, planned: Mapping[str, Planned]) -> Iterator[_Idea]:
    """Yield what could be shared: the catalogue, then what plans hold beside it."""
    catalogue = questionnaire.catalogue.by_id
    for name, entry in catalogue.items():
        yield _Idea(name, entry.practices, entry.from_level, entry.to_level, entry, planned.get(name, {}))
    for key, mine in planned.items():
        if key and key not in catalogue:
            practices = next(each.practices for every in mine.values() for each in every)
            yield _Idea(key, practices, planned=mine)


def _shareable(
    idea: _Idea, weak: Mapping[str, Mapping[str, int]], costs: Mapping[str, Mapping[str, float]]
) -> Shareable | None:
    found = {body: _joiner(idea, body, levels) for body, levels in weak.items()}
    joiners = tuple(joiner for joiner in found.values() if joiner is not None)
    if len(joiners) < SEVERAL:
        return None
    return Shareable(
        key=idea.key,
        initiative=idea.initiative,
        practices=idea.practices,
        joiners=joiners,
        done_by=tuple(body for body in weak if _is_done(idea, body)),
        kept=any(_is_open(each) and each.stage == "kept" for mine in idea.planned.values() for each in mine),
        saving=_saving([costs.get(idea.key, {}).get(joiner.body) for joiner in joiners]),
    )


def _joiner(idea: _Idea, body: str, weak: Mapping[str, int]) -> Joiner | None:
    levels = {name: weak[name] for name in idea.practices if weak.get(name, TOP_LEVEL) < idea.to_level}
    planned = tuple(each.id for each in idea.planned.get(body, ()) if _is_open(each))
    if _is_done(idea, body) or not (levels or planned):
        return None
    ready = any(level >= idea.from_level for level in levels.values()) if levels else None
    return Joiner(body, levels, planned, ready)


def _is_done(idea: _Idea, body: str) -> bool:
    return any(each.status == "done" for each in idea.planned.get(body, ()))


def _is_open(each: PlannedInitiative) -> bool:
    return each.status in {"not-started", "under-way"}


def _saving(costs: Sequence[float | None]) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return sum(known) - max(known) if len(known) >= SEVERAL else None
