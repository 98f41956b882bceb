"""The document of a plan section by section, and what it lacks before it can be handed in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from radar.exports.plan_report import PlanReport
from radar.i18n import gettext as _
from radar.i18n import ngettext
from scoring.plan_sections import Section


@dataclass(frozen=True, slots=True)
class Part:
    """What the tool fills in, and whether the plan has anything for it yet."""

    name: str
    ready: bool


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section of the document: what the tool fills in, what is asked of the organisation, what it has written."""

    id: str
    level: int
    title: str
    purpose: str
    parts: tuple[Part, ...]
    prompts: tuple[str, ...]
    text: str

    @property
    def to_write(self) -> bool:
        """Tell whether the organisation still has to write."""
        return bool(self.prompts) and not self.text


def outline(report: PlanReport) -> tuple[OutlineSection, ...]:
    """Return every section in order."""
    return tuple(_sections(report, report.sections.sections, 2))


def missing(report: PlanReport) -> tuple[str, ...]:
    """Return what the document lacks before it can be handed in; nothing if it is whole."""
    plan = report.plan
    unwritten = sum(each.to_write for each in outline(report))
    unplaced = sum(each.start is None and each.status != "cancelled" for each in report.kept)
    undefined = sum(not each.definition for each in report.kept)
    found = {
        _("aucune initiative n'est retenue"): not report.kept,
        _("aucune ambition n'est nommée"): not plan.ambitions,
        _("aucun risque n'est nommé"): not plan.risks,
        ngettext("%(num)s section est à écrire", "%(num)s sections sont à écrire", unwritten): unwritten,
        ngettext(
            "%(num)s initiative est sans trimestre", "%(num)s initiatives sont sans trimestre", unplaced
        ): unplaced,
        ngettext(
            "%(num)s initiative est sans définition", "%(num)s initiatives sont sans définition", undefined
        ): undefined,
    }
    return tuple(sentence for sentence, lacks in found.items() if lacks)


def _sections(report: PlanReport, sections: tuple[Section, ...], level: int) -> Iterator[OutlineSection]:
    for each in sections:
        yield OutlineSection(
            id=each.id,
            level=level,
            title=each.title[report.language],
            purpose=each.purpose[report.language],
            parts=tuple(Part(_names()[fill], READY[fill](report)) for fill in each.fills),
            prompts=tuple(prompt[report.language] for prompt in each.prompts),
            text=report.plan.texts.get(each.id, ""),
        )
        yield from _sections(report, each.sections, level + 1)


def _names() -> Mapping[str, str]:
    return {
        "portrait": _("le portrait de la maturité numérique"),
        "orientations": _("les orientations et les objectifs"),
        "ambitions": _("les ambitions d'affaires"),
        "benefits": _("les bénéfices par ambition"),
        "roadmap": _("la feuille de route par trimestre"),
        "gantt": _("le dessin de la feuille de route"),
        "initiatives": _("les initiatives qui servent la section"),
        "steps": _("les étapes avec leurs initiatives"),
        "risks": _("les risques et leur atténuation"),
        "government-priorities": _("les initiatives inscrites au 3PGTN"),
        "definitions": _("les définitions des initiatives"),
        "approach": _("l'approche suivie"),
    }


def _always(_report: PlanReport) -> bool:
    return True


def _kept(report: PlanReport) -> bool:
    return bool(report.kept)


def _placed(report: PlanReport) -> bool:
    return any(each.start is not None for each in report.kept)


READY: Mapping[str, Callable[[PlanReport], bool]] = {
    "portrait": lambda report: report.result is not None or report.comparison is not None,
    "orientations": lambda report: bool(report.plan.orientations),
    "ambitions": lambda report: bool(report.plan.ambitions),
    "benefits": lambda report: any(each.benefits for each in report.kept),
    "roadmap": _placed,
    "gantt": _placed,
    "initiatives": _kept,
    "steps": _always,
    "risks": lambda report: bool(report.plan.risks),
    "government-priorities": _kept,
    "definitions": lambda report: any(each.definition for each in report.kept),
    "approach": _always,
}
