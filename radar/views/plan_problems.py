"""What is wrong with the roadmap of a plan, in words, and what to do about it."""

from radar.i18n import decimal, ngettext
from radar.i18n import gettext as _
from radar.views.plan_words import called, quarter
from scoring.roadmap import Problem, problems
from scoring.transformation import TransformationPlan


def problem_sentences(plan: TransformationPlan) -> list[str]:
    """Return a sentence for everything that is wrong with the roadmap of a plan."""
    return [sentence(plan, each) for each in problems(plan)]


def sentence(plan: TransformationPlan, problem: Problem) -> str:
    """Return what is wrong, where, and what to do."""
    if problem.kind == "cycle":
        return cycle_sentence(plan, problem.initiatives)
    if problem.kind == "over-capacity":
        return _over_capacity(plan, problem)
    first = called(plan.by_id[problem.initiatives[0]])
    needed = plan.by_id.get(problem.need)
    name = called(needed) if needed else problem.need
    return {
        "unknown-need": _unknown_need,
        "need-left-out": _need_left_out,
        "too-long": _too_long,
        "out-of-plan": _out_of_plan,
        "before-need": _before_need,
    }[problem.kind](plan, problem, first, name)


def cycle_sentence(plan: TransformationPlan, cycle: tuple[str, ...]) -> str:
    """Return who waits for whom in a cycle."""
    names = [called(plan.by_id[each]) for each in cycle]
    if len(names) == 1:
        return _("« %(name)s » dépend d'elle-même; retirez cette dépendance.", name=names[0])
    chain = _(", qui dépend de ").join(_("« %(name)s »", name=name) for name in [*names[1:], names[0]])
    return _(
        "« %(name)s » dépend de %(chain)s : aucune ne pourrait commencer; retirez une de ces dépendances.",
        name=names[0],
        chain=chain,
    )


def _unknown_need(_plan: TransformationPlan, _problem: Problem, first: str, name: str) -> str:
    return _(
        "« %(first)s » dépend de « %(name)s », qui n'est plus au plan; retirez cette dépendance.",
        first=first,
        name=name,
    )


def _need_left_out(_plan: TransformationPlan, _problem: Problem, first: str, name: str) -> str:
    return _(
        "« %(first)s » dépend de « %(name)s », qui n'est pas retenue ou est annulée; retenez-la, ou retirez cette "
        "dépendance.",
        first=first,
        name=name,
    )


def _too_long(plan: TransformationPlan, problem: Problem, first: str, _name: str) -> str:
    return too_long(first, int(problem.value or 0), plan.quarters)


def too_long(name: str, quarters: int, most: int) -> str:
    """Return that an initiative is longer than its plan."""
    return _(
        "« %(name)s » dure %(quarters)s trimestres et le plan n'en compte que %(most)s; raccourcissez l'initiative ou "
        "partagez-la en phases.",
        name=name,
        quarters=quarters,
        most=most,
    )


def _out_of_plan(_plan: TransformationPlan, problem: Problem, first: str, _name: str) -> str:
    over = int((problem.value or 0) - (problem.limit or 0))
    return ngettext(
        "« %(name)s » finit %(num)s trimestre après la fin du plan; avancez son début ou raccourcissez-la.",
        "« %(name)s » finit %(num)s trimestres après la fin du plan; avancez son début ou raccourcissez-la.",
        over,
        name=first,
    )


def _before_need(plan: TransformationPlan, problem: Problem, first: str, name: str) -> str:
    return _(
        "« %(first)s » commence au %(quarter)s, avant la fin de « %(name)s », dont elle dépend; déplacez l'une ou "
        "l'autre.",
        first=first,
        quarter=quarter(plan, int(problem.value or 0)),
        name=name,
    )


def _over_capacity(plan: TransformationPlan, problem: Problem) -> str:
    return _(
        "Au %(quarter)s, les initiatives de %(body)s demandent %(load)s pour une capacité de %(limit)s; déplacez-en "
        "une.",
        quarter=quarter(plan, problem.quarter or 0),
        body=problem.body or _("l'organisme"),
        load=decimal(problem.value),
        limit=decimal(problem.limit),
    )
