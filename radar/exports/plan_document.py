"""A plan's document as plain data: what the DOCX and the PDF lay out, so that they cannot differ."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from radar.exports import plan_tables, sentences
from radar.exports.plan_report import (
    Block,
    Figure,
    PlanReport,
    bullets,
    figure,
    heading,
    paragraph,
    plain_table,
    prompt,
    turned,
)
from radar.exports.printable import shorten
from radar.exports.report import Report
from radar.formats import day, decimal, percent
from scoring.plan_sections import Section

HEADER_LENGTH = 70
Figures = Mapping[str, Figure]


def plan_document(report: PlanReport, figures: Figures) -> Block:
    """Return the whole document as data that JSON can carry; pictures are named and come apart."""
    date = day(report.date, report.language)
    return {
        "language": report.language,
        "title": report.plan.title,
        "organisation": report.organisation,
        "header": shorten(report.plan.title, HEADER_LENGTH),
        "date": report.words["made_on"].format(day=date),
        "day": [report.date.year, report.date.month, report.date.day],
        "words": dict(report.words),
        "blocks": _kept_together(
            [block for section in report.sections.sections for block in _section(report, figures, section, level=1)]
        ),
    }


def _kept_together(blocks: list[Block]) -> list[Block]:
    """Let a paragraph stay on the page of the table or the picture that it introduces."""
    after = [*(block["kind"] for block in blocks[1:]), ""]
    return [
        {**block, "keep": True} if block["kind"] == "paragraph" and kind in {"table", "figure"} else block
        for block, kind in zip(blocks, after, strict=True)
    ]


def _section(report: PlanReport, figures: Figures, section: Section, level: int) -> Iterator[Block]:
    """Yield a section: what it is for, what the tool knows, then the organisation's own text or what to write."""
    if "roadmap" in section.fills and report.kept:
        yield turned(wide=True)
    yield heading(level, section.title[report.language])
    yield paragraph(section.purpose[report.language])
    for fill in section.fills:
        yield from _filled(report, figures, section, fill)
    if written := report.plan.texts.get(section.id):
        yield from (paragraph(part.strip()) for part in written.split("\n\n") if part.strip())
    else:
        yield from (prompt(each[report.language]) for each in section.prompts)
    for each in section.sections:
        yield from _section(report, figures, each, level + 1)


def _filled(report: PlanReport, figures: Figures, section: Section, fill: str) -> Iterator[Block]:
    if fill == "portrait":
        return _portrait(report, figures)
    if fill == "roadmap":
        return _roadmap(report)
    if fill == "gantt":
        return _pictures(figures, "gantt")
    if fill == "approach":
        return _approach(report)
    return TABLES[fill](report, section)


def _pictures(figures: Figures, kind: str) -> Iterator[Block]:
    return (figure(name, found) for name, found in figures.items() if name.startswith(kind))


def _portrait(report: PlanReport, figures: Figures) -> Iterator[Block]:
    """Yield what the assessment says: position, scores, radar, quadrant and the groups of a portfolio."""
    found, say, language = report.result, report.words, report.language
    if found is None:
        yield paragraph(say["no_portrait"])
    else:
        lead = say["portrait_lead"].format(day=day(found.date, language))
        told = (sentences.position(found), sentences.overall(found), sentences.firmness(found))
        yield paragraph(" ".join(each for each in (lead, *told) if each))
        yield _scores(report, found)
    for name in ("radar", "quadrant", "groups"):
        yield from _pictures(figures, name)


def _scores(report: PlanReport, found: Report) -> Block:
    """Return the score of each axis, beside its target where there are targets."""
    say, language, aims = report.words, report.language, found.targets.scores
    rows = [
        (
            axis.name,
            decimal(group.score, language) if group.score is not None else say["none"],
            percent(group.percent, language) if group.percent is not None else say["none"],
            *([decimal(aims[axis.id], language) if axis.id in aims else say["none"]] if aims else []),
        )
        for axis in found.result.questionnaire.axes
        for group in (found.result.axes[axis.id],)
    ]
    titles = (say["axis"], say["score"], say["percent"], *([say["target"]] if aims else []))
    return plain_table(say["table.axes"], titles, rows, (5, 1.3, 1.7, 1.3)[: len(titles)])


def _roadmap(report: PlanReport) -> Iterator[Block]:
    say, plan = report.words, report.plan
    if not report.kept:
        yield paragraph(say["no_roadmap"])
        return
    unplaced = sum(each.start is None for each in report.kept)
    first, last = report.quarter(0), report.quarter(plan.quarters - 1)
    yield paragraph(say["roadmap_lead"].format(kept=len(report.kept), first=first, last=last, unplaced=unplaced))
    yield plan_tables.roadmap(report)
    yield turned(wide=False)


def _approach(report: PlanReport) -> Iterator[Block]:
    say, plan, asked = report.words, report.plan, report.questionnaire
    origins = Counter(each.origin for each in report.kept)
    told = ", ".join(f"{report.choice('origin', key).lower()} ({count})" for key, count in origins.most_common())
    facts = [
        say["approach_plan"].format(years=plan.years, day=day(plan.first_day, report.language)),
        say["approach_questionnaire"].format(title=asked.title, version=asked.version),
        say["approach_origin"].format(origins=told) if told else "",
        say["approach_proposed"].format(n=len(plan.initiatives) - len(report.kept)),
        say["approach_update"],
    ]
    yield bullets([fact for fact in facts if fact])
    yield from plan_tables.updates(report)
    yield from plan_tables.evidence(report)


TABLES: Mapping[str, Callable[[PlanReport, Section], Iterator[Block]]] = {
    "orientations": plan_tables.orientations,
    "ambitions": plan_tables.ambitions,
    "benefits": plan_tables.benefits,
    "initiatives": plan_tables.initiatives,
    "steps": plan_tables.steps,
    "risks": plan_tables.risks,
    "government-priorities": plan_tables.priorities,
    "definitions": plan_tables.definitions,
}
