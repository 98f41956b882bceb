"""What the page of a plan's priorities says: where each value comes from, and which weights would change the first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from radar.i18n import decimal, ngettext
from radar.i18n import gettext as _
from scoring.priorities import Criterion, CriterionName, Ranked
from scoring.sensitivity import FIRST, Crossing, sensitivity


def source(criterion: Criterion) -> str:
    """Say where the value of a criterion comes from, or why there is none."""
    if criterion.source == "missing":
        return _lack(criterion)
    if criterion.source == "given":
        return _("donnée par l'équipe")
    if criterion.source == "overridden":
        computed = _("aucun") if criterion.computed is None else decimal(criterion.computed)
        return _("remplacé (calculé : %(computed)s). Raison : %(reason)s", computed=computed, reason=criterion.reason)
    if criterion.name == "dependency":
        count = int(criterion.measure or 0)
        if not count:
            return _("aucune initiative n'en dépend")
        return ngettext("%(num)s initiative en dépend", "%(num)s initiatives en dépendent", count)
    return _("l'écart aux cibles diminuerait de %(points)s", points=decimal(criterion.measure))


def _lack(criterion: Criterion) -> str:
    return {
        "no-result": _("pas connu : l'organisme n'a pas de résultat avec ce questionnaire"),
        "no-statements": _("pas connu : les résultats n'ont pas d'énoncés"),
        "no-practices": _("pas connu : l'initiative ne nomme aucune pratique qui a un niveau"),
        "not-given": _("à préciser ci-dessous"),
    }.get(criterion.lack, _("pas connu"))


def sensitivities(ranked: Sequence[Ranked], titles: Mapping[str, str]) -> list[str]:
    """Say which weights would change the first initiative, and which the first five."""
    sizes = [size for size in (1, FIRST) if size < len(ranked)]
    return [_sentence(each, size, titles) for size in sizes for each in sensitivity(ranked, size)]


def _sentence(crossing: Crossing, size: int, titles: Mapping[str, str]) -> str:
    who = _("La première initiative change") if size == 1 else _("Les cinq premières initiatives changent")
    enters = ", ".join(f"« {titles[each]} »" for each in crossing.enters)
    leaves = ", ".join(f"« {titles[each]} »" for each in crossing.leaves)
    return _(
        "%(who)s si le poids %(criterion)s %(passes)s : %(enters)s à la place de %(leaves)s.",
        who=who,
        criterion=_of(crossing.criterion),
        passes=_passes(crossing),
        enters=enters,
        leaves=leaves,
    )


def _of(criterion: CriterionName) -> str:
    return {
        "impact": _("de l'impact"),
        "dependency": _("de la dépendance"),
        "scope": _("de la portée"),
        "ease": _("de la facilité"),
    }[criterion]


def _passes(crossing: Crossing) -> str:
    if crossing.up:
        return _("dépasse %(at)s", at=decimal(crossing.at))
    return _("passe sous %(at)s", at=decimal(crossing.at)) if crossing.at else _("tombe à 0")


def gaps_in_knowledge(ranked: Sequence[Ranked]) -> Iterator[str]:
    """Yield what was missing or replaced in the ranking, in words."""
    sources = Counter(f"{each.name} {each.source}" for one in ranked for each in one.criteria)
    for name, label in (("scope", _("la portée")), ("ease", _("la facilité")), ("impact", _("l'impact"))):
        missing = sources[f"{name} missing"]
        if missing:
            yield ngettext(
                "Il manque %(what)s de %(num)s initiative : ce critère n'entre pas dans sa moyenne.",
                "Il manque %(what)s de %(num)s initiatives : ce critère n'entre pas dans leur moyenne.",
                missing,
                what=label,
            )
    replaced = sources["impact overridden"]
    if replaced:
        yield ngettext(
            "L'impact de %(num)s initiative a été remplacé, avec sa raison.",
            "L'impact de %(num)s initiatives a été remplacé, avec sa raison.",
            replaced,
        )
