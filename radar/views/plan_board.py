"""The board of a plan: its initiatives as proposed, kept or planned, and the one thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from radar.access import Permission, may
from radar.i18n import decimal, ngettext
from radar.i18n import gettext as _
from radar.views.plan_basis import PlanBasis
from radar.views.plan_words import NOTHING, efforts, quarter, statuses, value
from scoring.transformation import PlannedInitiative


@dataclass(frozen=True, slots=True)
class Card:
    """An initiative on the board: its facts by name, and why it is there."""

    initiative: PlannedInitiative
    facts: Sequence[tuple[str, str]]
    why: str
    seen: int


@dataclass(frozen=True, slots=True)
class Column:
    """The initiatives that are as far as each other."""

    id: str
    title: str
    empty: str
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: why, and where."""

    why: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Board:
    """The columns, and what to do next, unless the reader can do nothing."""

    columns: Sequence[Column]
    next: NextStep | None


def board(basis: PlanBasis) -> Board:
    """Return the board of a plan."""
    cards = [card(basis, each) for each in basis.plan.initiatives]
    proposed = [each for each in cards if each.initiative.stage == "proposed"]
    kept = [each for each in cards if each.initiative.stage == "kept" and each.initiative.start is None]
    planned = [each for each in cards if each.initiative.stage == "kept" and each.initiative.start is not None]
    columns = (
        Column("proposees", _("Proposées"), _("Aucune proposition en attente."), proposed),
        Column("retenues", _("Retenues"), _("Aucune initiative retenue n'attend son trimestre."), kept),
        Column("planifiees", _("Planifiées"), _("Aucune initiative n'a encore de trimestre."), planned),
    )
    return Board(columns, _next(basis, [_to_place(each) for each in kept], bool(planned), bool(proposed)))


def card(basis: PlanBasis, initiative: PlannedInitiative) -> Card:
    """Return an initiative as the board shows it."""
    place = NOTHING if initiative.start is None else quarter(basis.plan, initiative.start)
    facts = [
        (_("Axe"), value("axis", initiative.axis, basis)),
        (_("Organisme"), initiative.body),
        (_("Effort"), efforts()[initiative.effort]),
        (_("Début"), place),
        (_("Durée"), ngettext("%(num)s trimestre", "%(num)s trimestres", initiative.quarters)),
        (_("Statut"), statuses()[initiative.status]),
    ]
    return Card(
        initiative,
        [(name, fact) for name, fact in facts if fact not in {"", NOTHING}],
        why(basis, initiative),
        basis.seen(initiative.id),
    )


def why(basis: PlanBasis, initiative: PlannedInitiative) -> str:
    """Return why an initiative is in the plan, as far as it was recorded."""
    trace, campaign = initiative.trace, _("une évaluation")
    if trace and trace.campaign:
        campaign = _("« %(campaign)s »", campaign=trace.campaign)
    if trace and trace.dots is not None:
        return ngettext("%(num)s point reçu en séance.", "%(num)s points reçus en séance.", trace.dots)
    if trace and trace.axis_score is not None:
        return _recommended(basis, initiative, campaign)
    return {
        "recommendation": _("Retenue depuis les résultats."),
        "dots": _("Choisie par un vote par points."),
        "catalogue": _("Choisie au catalogue."),
        "own": _("Ajoutée par l'organisme."),
        "file": _("Venue d'un fichier."),
    }[initiative.origin]


def is_gone(basis: PlanBasis, initiative: PlannedInitiative) -> bool:
    """Return whether an initiative comes from an entry that the catalogue does not have any more."""
    return initiative.catalogue is not None and initiative.catalogue not in basis.questionnaire.catalogue.by_id


def _recommended(basis: PlanBasis, initiative: PlannedInitiative, campaign: str) -> str:
    trace = initiative.trace
    if trace is None:
        return ""
    score, axis = decimal(trace.axis_score), value("axis", initiative.axis, basis)
    if trace.axis_target is None:
        return _(
            "Recommandée par %(campaign)s : score de %(score)s à l'axe « %(axis)s ».",
            campaign=campaign,
            score=score,
            axis=axis,
        )
    return _(
        "Recommandée par %(campaign)s : score de %(score)s à l'axe « %(axis)s », pour une cible de %(target)s.",
        campaign=campaign,
        score=score,
        axis=axis,
        target=decimal(trace.axis_target),
    )


def _to_place(each: Card) -> bool:
    return each.initiative.status in {"not-started", "under-way"}


def _next(basis: PlanBasis, kept: Sequence[bool], planned: bool, proposed: bool) -> NextStep | None:
    """Return the step that brings the plan on, if the reader may take it."""
    if not basis.open or (planned and not proposed and not any(kept)):
        return _decision(basis) if may(Permission.MANAGE) else None
    return _work(basis, kept) if may(Permission.FACILITATE) else None


def _work(basis: PlanBasis, kept: Sequence[bool]) -> NextStep:
    """Return what brings a draft on: initiatives, a choice among them, their quarters."""
    plan_id = basis.record.id
    if not basis.plan.initiatives:
        start = _("Le plan n'a pas encore d'initiative.")
        return NextStep(start, _("Ajouter des initiatives"), url_for("plan_additions.page", plan_id=plan_id))
    if not any(kept):
        choose = _("Lisez les propositions et retenez celles que l'organisme veut faire.")
        return NextStep(choose, _("Choisir parmi les propositions"), "#proposees")
    place = ngettext(
        "%(num)s initiative retenue n'a pas encore de trimestre.",
        "%(num)s initiatives retenues n'ont pas encore de trimestre.",
        sum(kept),
    )
    return NextStep(place, _("Placer dans la feuille de route"), url_for("roadmap.page", plan_id=plan_id))


def _decision(basis: PlanBasis) -> NextStep:
    """Return what closes a version, or opens the next."""
    plan_id = basis.record.id
    if not basis.open:
        further = _("Le plan est adopté. Une fois l'an, mettez-le à jour par une nouvelle version.")
        return NextStep(further, _("Commencer la mise à jour"), url_for("plans.take_further", plan_id=plan_id))
    return NextStep(_("Tout est placé."), _("Adopter le plan"), url_for("plans.adopt", plan_id=plan_id))
