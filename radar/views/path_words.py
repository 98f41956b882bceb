"""A shortest path in words: what it takes, where it leads, or why there is none."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from radar.i18n import decimal, ngettext
from radar.i18n import gettext as _
from scoring.path_program import ALONE
from scoring.results import Result
from scoring.shortest_path import NoPath, Obstacle, Path

Row = tuple[str, float | None, float | None]


def found(result: Result, path: Path) -> Mapping[str, Any]:
    """Return what the page says of a path from a result."""
    asked = result.questionnaire
    now, then = result.dimensions, path.result.dimensions
    overall: Row = (_("Score global"), result.overall, path.result.overall)
    return {
        "lead": _lead(path),
        "arrival": _arrival(result, path),
        "effort": _effort(path),
        "axes": [(each.name, result.axes[each.id].score, path.result.axes[each.id].score) for each in asked.axes],
        "dimensions": [*((each.name, now[each.id].score, then[each.id].score) for each in asked.dimensions), overall],
    }


def refused(refusal: NoPath) -> str:
    """Say why there is no path, and what to do."""
    asked, best = refusal.best.questionnaire, refusal.best
    names = {dimension.id: dimension.name for dimension in asked.dimensions}
    names |= {axis.id: axis.name for axis in asked.axes}
    about = ", ".join(_("« %(name)s »", name=names[name]) for name in refusal.names)
    scores = [(best.dimensions.get(name) or best.axes[name]).score for name in refusal.names]
    match refusal.obstacle:
        case Obstacle.NOTHING_ASKED:
            return _("Choisissez un cadran, ou donnez une cible à au moins un axe.")
        case Obstacle.BELOW:
            return _("La cible est sous le score actuel pour %(names)s; visez plus haut ou videz la case.", names=about)
        case Obstacle.REACHED:
            return _("Tout cela est déjà atteint; visez un autre cadran ou des cibles plus hautes.")
        case Obstacle.UNREACHABLE if None in scores:
            return _(
                "Il n'y a pas encore de score pour %(names)s; donnez d'abord un niveau à ses énoncés.", names=about
            )
        case Obstacle.UNREACHABLE:
            return _(
                "C'est hors d'atteinte pour %(names)s : au mieux, le score serait de %(best)s; visez moins haut.",
                names=about,
                best=", ".join(decimal(score) for score in scores if score is not None),
            )
    return _("Ce chemin est trop long à calculer; visez moins d'axes à la fois.")


def _lead(path: Path) -> str:
    initiatives, steps = len(path.initiatives), len(path.steps)
    return _(
        "Le chemin le plus court : %(initiatives)s et %(steps)s.",
        initiatives=ngettext("%(num)s initiative", "%(num)s initiatives", initiatives),
        steps=ngettext("%(num)s hausse d'un niveau", "%(num)s hausses d'un niveau", steps),
    )


def _arrival(result: Result, path: Path) -> str:
    names = {quadrant.id: quadrant.name for quadrant in result.questionnaire.quadrants}
    now, then = names.get(result.quadrant or ""), names.get(path.result.quadrant or "")
    if then is None:
        return ""
    if now is None or now == then:
        return _("Le cadran serait « %(then)s ».", then=then)
    return _("Le cadran passerait de « %(now)s » à « %(then)s ».", now=now, then=then)


def _effort(path: Path) -> str:
    return _("Effort total : %(total)s (%(parts)s).", total=path.effort, parts=", ".join(_parts(path)))


def _parts(path: Path) -> Iterator[str]:
    """Yield how many initiatives of each effort there are, and how many steps stand alone, with what each costs."""
    costs = path.result.questionnaire.catalogue.costs
    names = {"S": _("effort faible"), "M": _("effort moyen"), "L": _("effort élevé")}
    counts = Counter(initiative.effort for initiative in path.initiatives)
    yield from (f"{names[effort]} {counts[effort]} × {cost}" for effort, cost in costs.items() if counts[effort])
    if alone := len(path.steps_of(None)):
        yield f"{_('sans initiative au catalogue')} {alone} × {costs[ALONE]}"
