"""What the page of sharing says of an initiative and of who could join."""

from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.views.plan_sharers import Sharers
from scoring.sharing import Joiner, Shareable


def title(found: Sharers, shared: Shareable) -> str:
    """Return what an initiative is called: that of the catalogue, or those of the plan for the same practices."""
    if shared.initiative:
        return shared.initiative.title
    known = found.basis.plan.by_id if found.basis else {}
    own = [known[each].title for joiner in shared.joiners for each in joiner.planned if each in known]
    return ", ".join(dict.fromkeys(own))


def practices(found: Sharers, shared: Shareable) -> str:
    """Return the names of the practices that an initiative serves."""
    names = _names(found)
    return ", ".join(names.get(each, each) for each in shared.practices)


def amount(dollars: float) -> str:
    """Return an amount without cents, its thousands apart."""
    return f"{dollars:,.0f}".replace(",", "\u00a0" if current_language() == "fr" else ",")


def levels(found: Sharers, joiner: Joiner) -> str:
    """Return at which level a body is, practice by practice where there are several."""
    if len(joiner.levels) == 1:
        return _("niveau %(level)s", level=next(iter(joiner.levels.values())))
    names = _names(found)
    return "; ".join(
        _("niveau %(level)s (%(practice)s)", level=level, practice=names.get(each, each))
        for each, level in joiner.levels.items()
    )


def _names(found: Sharers) -> dict[str, str]:
    return {each.id: each.name for each in found.scene.questionnaire.practices}
