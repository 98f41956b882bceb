"""The roadmap of a plan: what is wrong with it, a schedule that keeps needs and capacities, and its load by quarter."""

from scoring.roadmap.load import Load, in_roadmap, load_of
from scoring.roadmap.problems import Problem, ProblemKind, cycles, problems
from scoring.roadmap.scheduling import Schedule, schedule
from scoring.roadmap.waiting import Unplaced, UnplacedReason

__all__ = [
    "Load",
    "Problem",
    "ProblemKind",
    "Schedule",
    "Unplaced",
    "UnplacedReason",
    "cycles",
    "in_roadmap",
    "load_of",
    "problems",
    "schedule",
]
