"""The changes of the journal in words."""

from dataclasses import dataclass
from datetime import date, datetime

from radar.i18n import day
from radar.i18n import gettext as _
from radar.queries.journal import EventRecord
from scoring.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal: when, who, and what."""

    at: datetime
    who: str
    what: str


def line(event: EventRecord, questionnaire: Questionnaire) -> Line:
    """Return a change as people read it."""
    nobody = _("Administration du site") if event.kind == "imported" else _("Une personne qui a quitté")
    who = event.name or event.email or nobody
    return Line(event.at, who, _what(event, questionnaire))


def _what(event: EventRecord, questionnaire: Questionnaire) -> str:
    kinds = {
        "created": _created,
        "created-by-program": _created_by_program,
        "sent-by-program": _sent_by_program,
        "claimed": _claimed,
        "imported": _imported,
        "renamed": _renamed,
        "dated": _dated,
        "official": _official,
        "state": _state,
        "sharing": _sharing,
    }
    if event.kind == "answer":
        return _answer(event, questionnaire)
    return kinds[event.kind](event) if event.kind in kinds else event.kind


def _answer(event: EventRecord, questionnaire: Questionnaire) -> str:
    number = _number(questionnaire.question_by_id.get(event.statement_id)) or event.statement_id
    if event.before == event.after:
        return _("Énoncé %(number)s : raison modifiée", number=number)
    if not event.before:
        return _("Énoncé %(number)s : %(after)s", number=number, after=_level(event.after))
    if not event.after:
        return _("Énoncé %(number)s : %(before)s effacé", number=number, before=_level(event.before))
    return _(
        "Énoncé %(number)s : %(before)s remplacé par %(after)s",
        number=number,
        before=_level(event.before),
        after=_("« Ne s'applique pas »") if event.after == "na" else _("le niveau %(level)s", level=event.after),
    )


def _number(question: Question | None) -> str:
    """Return the number of a statement, with the perspective from which it was answered."""
    if question is None:
        return ""
    number = str(question.statement.number)
    return f"{number}, {question.perspective.name}" if question.perspective else number


def _level(value: str) -> str:
    return _("« Ne s'applique pas »") if value == "na" else _("niveau %(level)s", level=value)


def _created(event: EventRecord) -> str:
    return _("Campagne « %(name)s » commencée", name=event.after)


def _created_by_program(event: EventRecord) -> str:
    return _(
        "Campagne « %(name)s » commencée par un programme, avec le jeton « %(token)s »",
        name=event.after,
        token=event.before,
    )


def _sent_by_program(event: EventRecord) -> str:
    return _("Réponses envoyées par un programme, avec le jeton « %(token)s »", token=event.before)


def _claimed(event: EventRecord) -> str:
    return _("Essai rattaché à l'organisme, campagne « %(name)s »", name=event.after)


def _imported(event: EventRecord) -> str:
    return _("Résultat passé importé, campagne « %(name)s »", name=event.after)


def _renamed(event: EventRecord) -> str:
    return _("Nom « %(before)s » remplacé par « %(after)s »", before=event.before, after=event.after)


def _dated(event: EventRecord) -> str:
    if not event.after:
        return _("Date du %(before)s effacée", before=_day(event.before))
    if not event.before:
        return _("Date fixée au %(after)s", after=_day(event.after))
    return _("Date du %(before)s remplacée par le %(after)s", before=_day(event.before), after=_day(event.after))


def _day(written: str) -> str:
    return day(date.fromisoformat(written))


def _official(event: EventRecord) -> str:
    return _("Déclarée officielle") if event.after else _("N'est plus officielle")


def _state(event: EventRecord) -> str:
    if event.before == "closed":
        return _("Évaluation rouverte")
    return {
        "draft": _("Évaluation remise en brouillon"),
        "workshop": _("Évaluation mise en séance"),
        "closed": _("Évaluation fermée"),
    }[event.after]


def _sharing(event: EventRecord) -> str:
    """Return what an organisation shares from then on; nothing at all once it is out of the portfolio."""
    return {
        "": _("N'est plus dans le portefeuille, avec lequel rien n'est partagé"),
        "none": _("Participation à la campagne du portefeuille, sans rien partager"),
        "groups": _("Partage : le résultat compte dans les chiffres de groupes"),
        "named": _("Partage : le résultat compte dans les groupes et paraît avec le nom de l'organisme"),
    }[event.after]
