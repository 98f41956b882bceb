"""A schedule that keeps needs and capacities: the shortest, or how far from the shortest it may be at most."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from scoring.roadmap import generation
from scoring.roadmap.bounds import lower_bound
from scoring.roadmap.exact import Patience, Undecided
from scoring.roadmap.tasks import Tasks
from scoring.roadmap.waiting import Unplaced, due_by, standing, tasks_of
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
    starts = _quick(tasks, max(bound, end))
    if starts is None:
        try:
            starts = patience.decided(tasks, last) if bound <= last else None
        except Undecided:
            return _chosen(tasks, end, patience, certain=False)
        if starts is None:
            return _chosen(tasks, end, patience, certain=True)
    return _shortened(tasks, starts, bound, end, patience)


def _quick(tasks: Tasks, end: int) -> list[int] | None:
    """Return the first schedule found that has ended before `end` or, failing that, a quarter later and so on."""
    ends = range(end, tasks.room.shape[1] + 1)
    return next((starts for at in ends if (starts := generation.within(tasks, at)) is not None), None)


def _shortened(tasks: Tasks, starts: list[int], bound: int, end: int, patience: Patience) -> _Part:
    """Return the tasks with a shorter schedule if there is one, as far as that can be decided."""
    for at in range(max(bound, end), _ended(tasks, starts)):
        try:
            shorter = patience.decided(tasks, at)
        except Undecided:
            break
        if shorter is not None:
            return _Part(tasks, shorter, bound)
        bound = at + 1
    return _Part(tasks, starts, bound)


def _chosen(tasks: Tasks, end: int, patience: Patience, *, certain: bool) -> _Part:
    """Return places for those that there is room for, by priority: closer together they may leave room for more."""
    known = generation.most(tasks, {})
    while True:
        part = _closer(tasks, known, end, patience)
        more = generation.most(tasks, _settled(part, _ended(part.tasks, part.starts)))
        if len(more) == len(known):
            return replace(part, left=tuple(name for name in tasks.ids if name not in known), certain=certain)
        known = more


def _closer(tasks: Tasks, known: Mapping[str, int], end: int, patience: Patience) -> _Part:
    """Return the tasks that have places, in fewer quarters if that can be."""
    placed = tasks.only(task for task, name in enumerate(tasks.ids) if name in known)
    bound = lower_bound(placed)
    starts = _quick(placed, max(bound, end)) or [known[name] for name in placed.ids]
    return _shortened(placed, starts, bound, end, patience)


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
