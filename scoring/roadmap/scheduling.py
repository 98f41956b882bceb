"""A schedule that keeps needs and capacities: the shortest, or how far from the shortest it may be at most."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scoring.roadmap import generation
from scoring.roadmap.bounds import lower_bound
from scoring.roadmap.exact import Patience, Undecided
from scoring.roadmap.tasks import Tasks, Unplaced, due_by, standing, tasks_of
from scoring.transformation import TransformationPlan


@dataclass(frozen=True, slots=True)
class Schedule:
    """The first quarter of each initiative that has a place, and what is known of it.

    All have ended before quarter `makespan`, and it is proven that they cannot before `lower_bound`.  `certain` tells
    whether it is proven that what found no room could not have had it beside all the others.
    """

    starts: Mapping[str, int]
    makespan: int
    lower_bound: int
    unplaced: tuple[Unplaced, ...] = ()
    certain: bool = True

    @property
    def gap(self) -> int:
        """Return by how many quarters a shorter schedule is not ruled out."""
        return self.makespan - self.lower_bound

    @property
    def optimal(self) -> bool:
        """Tell whether it is proven that no schedule is shorter."""
        return self.gap == 0


@dataclass(frozen=True, slots=True)
class _Part:
    """Tasks that nothing ties to the others, with their places, and from which quarter on they may have ended."""

    tasks: Tasks
    starts: list[int]
    bound: int
    left: tuple[str, ...] = ()
    certain: bool = True


def schedule(
    plan: TransformationPlan,
    *,
    fixed: Collection[str] = (),
    priorities: Mapping[str, float] | None = None,
    not_before: int = 0,
) -> Schedule:
    """Return the roadmap in the fewest quarters, and in it higher priorities earlier.

    The same plan gives the same schedule, unless the solver runs out of its seconds: the gap then says so.

    What is done, under way or in `fixed` keeps its place if it has one; nothing else starts before quarter
    `not_before`.  Without a priority an initiative has 0, and among equals the order of the plan stands.  What the
    plan's years have no room for is left out, the lowest priorities first.  An initiative that is cancelled or not kept
    has no place and holds back nothing.
    """
    fast = standing(plan, fixed)
    tasks, impossible = tasks_of(plan, fast, priorities or {}, not_before)
    ended = max((start + plan.by_id[name].quarters for name, start in fast.items()), default=0)
    parts = _solved(tasks, ended)
    end = max([ended, *(_ended(part.tasks, part.starts) for part in parts)])
    starts = {name: start for part in parts for name, start in _settled(part, end).items()} | fast
    left = {name for part in parts for name in part.left}
    return Schedule(
        starts={each.id: starts[each.id] for each in plan.initiatives if each.id in starts},
        makespan=end,
        lower_bound=max([ended, *(part.bound for part in parts)]),
        unplaced=(*impossible, *_without_room(plan, fast, left)),
        certain=all(part.certain for part in parts),
    )


def _solved(tasks: Tasks, end: int) -> list[_Part]:
    """Return the parts with their places, the longest first: a shorter one need not end before it."""
    solved, patience = [], Patience()
    for bound, part in sorted(((lower_bound(part), part) for part in tasks.parts()), key=lambda each: -each[0]):
        found = _solve(part, bound, end, patience)
        end = max(end, _ended(found.tasks, found.starts))
        solved.append(found)
    return solved


def _solve(tasks: Tasks, bound: int, end: int, patience: Patience) -> _Part:
    """Return places for the tasks of a part, in as few quarters as can be found, but not in fewer than `end`."""
    last = tasks.room.shape[1]
    target = max(bound, end)
    quick = (starts for at in range(target, last + 1) if (starts := generation.within(tasks, at)) is not None)
    starts = next(quick, None)
    try:
        if starts is None:
            starts = patience.decided(tasks, last) if bound <= last else None
        if starts is None:
            return _chosen(tasks, certain=True)
        for at in range(target, _ended(tasks, starts)):
            shorter = patience.decided(tasks, at)
            if shorter is not None:
                return _Part(tasks, shorter, bound)
            bound = at + 1
    except Undecided:
        pass
    return _Part(tasks, starts, bound) if starts is not None else _chosen(tasks, certain=False)


def _chosen(tasks: Tasks, *, certain: bool) -> _Part:
    """Return places for those that there is room for, by priority."""
    places = generation.most(tasks)
    placed = tasks.only(task for task, start in enumerate(places) if start is not None)
    starts = [start for start in places if start is not None]
    left = tuple(name for name, start in zip(tasks.ids, places, strict=True) if start is None)
    return _Part(placed, starts, lower_bound(placed), left, certain)


def _settled(part: _Part, end: int) -> dict[str, int]:
    """Return the places of a part by id, with higher priorities as early as its end allows."""
    starts = part.starts
    if not part.left:
        starts = generation.ranked(part.tasks, end) or starts
    return dict(zip(part.tasks.ids, generation.advanced(part.tasks, starts), strict=True))


def _without_room(plan: TransformationPlan, fast: Mapping[str, int], left: Collection[str]) -> list[Unplaced]:
    """Return why each that found no place has none: it waits for others, or the years are full."""
    due, found = due_by(plan, fast), []
    for name in (each.id for each in plan.initiatives if each.id in left):
        waits = tuple(need for need in plan.by_id[name].needs if need in left)
        before = tuple(other for other, _ in due.get(name, ()))
        found.append(Unplaced(name, "waits", waits) if waits else Unplaced(name, "no-room", before))
    return found


def _ended(tasks: Tasks, starts: list[int]) -> int:
    return max((start + length for start, length in zip(starts, tasks.lengths, strict=True)), default=0)
