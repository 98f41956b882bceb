"""The tables of a plan's document."""

from collections import Counter
from collections.abc import Iterator, Sequence

from radar.exports.plan_changes import changes
from radar.exports.plan_report import Block, Head, PlanReport, TableBlock, paragraph, plain_table
from scoring.plan_sections import Section
from scoring.transformation import QUARTERS_A_YEAR, Ambition, Objective, Orientation, PlannedInitiative


def called(each: Ambition | Objective | Orientation) -> str:
    """Return what something of the plan is called, its code first."""
    return f"{each.code} {each.name}".strip()


def orientations(report: PlanReport, _: Section) -> Iterator[Block]:
    """Yield the objectives of the strategic plan with the number of their initiatives."""
    say, count = report.words, Counter(each.objective for each in report.kept)
    rows = [
        (called(one), called(each), str(count[each.id])) for one in report.plan.orientations for each in one.objectives
    ]
    rows += [(called(one), say["none"], "0") for one in report.plan.orientations if not one.objectives]
    titles = (say["orientation"], say["objectives"], say["count"])
    yield (
        plain_table(say["table.orientations"], titles, rows, (4, 5, 1.5)) if rows else paragraph(say["no_orientations"])
    )


def ambitions(report: PlanReport, _: Section) -> Iterator[Block]:
    """Yield the ambitions with the number of their initiatives."""
    say, count = report.words, Counter(each.ambition for each in report.kept)
    rows = [(called(each), str(count[each.id])) for each in report.plan.ambitions]
    titles = (say["ambition"], say["count"])
    yield plain_table(say["table.ambitions"], titles, rows, (8, 1.5)) if rows else paragraph(say["no_ambitions"])


def benefits(report: PlanReport, _: Section) -> Iterator[Block]:
    """Yield the benefits counted by ambition, financial ones first."""
    say, names = report.words, {each.code: each for each in report.questionnaire.catalogue.benefits}
    found = False
    for kind, letter in (("financial", "F"), ("service", "S")):
        codes = [code for code in names if names[code].kind == kind]
        told = {each.code for one in report.kept for each in one.benefits}
        codes += sorted(code for code in told - set(names) if code.startswith(letter))
        if rows := list(_benefit_rows(report, codes, {code: each.name for code, each in names.items()})):
            found = True
            titles = (say["ambition"], say["benefit"], say["count"], say["amount"], say["bodies"])
            yield plain_table(say[f"table.{kind}"], titles, rows, (3.4, 3.4, 1.3, 1.5, 1.8))
    if not found:
        yield paragraph(say["no_benefits"])


def _benefit_rows(report: PlanReport, codes: Sequence[str], names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    say = report.words
    named = [(each.id, called(each)) for each in report.plan.ambitions]
    for key, ambition in (*named, (None, say["none"])):
        inside = [each for each in report.kept if each.ambition == key]
        for code in codes:
            counted = [each for each in inside if code in {benefit.code for benefit in each.benefits}]
            if counted:
                amounts = [one.amount for each in counted for one in each.benefits if one.code == code and one.amount]
                bodies = sorted({each.body for each in counted if each.body})
                shown = dollars(report, sum(amounts)) if amounts else say["none"]
                name = f"{code} {names.get(code, '')}".strip()
                yield ambition, name, str(len(counted)), shown, ", ".join(bodies) or say["none"]


def dollars(report: PlanReport, amount: float) -> str:
    """Return an amount in words."""
    grouped = f"{amount:,.0f}".replace(",", "\u00a0" if report.language == "fr" else ",")
    return report.words["dollars"].format(amount=grouped)


def roadmap(report: PlanReport) -> Block:
    """Return the roadmap in the columns of the government's template."""
    say, plan = report.words, report.plan
    bodies = any(each.body for each in report.kept)
    themes = {each.id: each.name for each in plan.themes}
    before = [say["objective"], say["ambition"], say["initiative"], say["themes"], say["priority"]]
    before += [say["body"]] if bodies else []
    years = [plan.year_and_quarter(number)[0] for number in range(0, plan.quarters, QUARTERS_A_YEAR)]
    quarters = [say["quarter"].format(n=number % QUARTERS_A_YEAR + 1) for number in range(plan.quarters)]
    top = [*(Head(title, rows=2) for title in before), *(Head(str(year), columns=QUARTERS_A_YEAR) for year in years)]
    head = [[*top, Head(say["status"], rows=2)], [Head(quarter) for quarter in quarters]]
    objectives = {key: f"{called(one)} › {called(each)}" for key, (one, each) in plan.objectives.items()}
    ambitions = {each.id: called(each) for each in plan.ambitions}
    rows = [
        (
            objectives.get(each.objective or "", say["none"]),
            ambitions.get(each.ambition or "", say["none"]),
            report.name(each),
            ", ".join(themes[key] for key in themes if key in each.themes) or say["none"],
            "X" if each.government_priority else "",
            *([each.body] if bodies else []),
            *_marks(report, each),
            report.choice("status", each.status),
        )
        for each in report.kept
    ]
    widths = [3.2, 2.9, 3.6, 1.9, 1.1, *([1.8] if bodies else []), *[0.48] * plan.quarters, 1.5]
    return TableBlock(say["table.roadmap"], head, rows, widths, range(len(before), len(before) + plan.quarters)).block()


def _marks(report: PlanReport, initiative: PlannedInitiative) -> list[str]:
    held = range(initiative.start or 0, initiative.end or 0) if initiative.start is not None else range(0)
    return ["X" if number in held else "" for number in range(report.plan.quarters)]


def initiatives(report: PlanReport, section: Section) -> Iterator[Block]:
    """Yield the initiatives that serve a section, by their practices or by words that they hold."""
    say = report.words
    found = [each for each in report.kept if _serves(each, section)]
    rows = [(report.name(each), report.period(each), report.choice("status", each.status)) for each in found]
    titles = (say["initiative"], say["period"], say["status"])
    yield plain_table(say["table.initiatives"], titles, rows, (6, 3, 1.6)) if rows else paragraph(say["no_initiatives"])


def _serves(initiative: PlannedInitiative, section: Section) -> bool:
    text = f"{initiative.title} {initiative.definition}".casefold()
    return bool(set(section.practices) & set(initiative.practices)) or any(
        word.casefold() in text for word in section.words
    )


def steps(report: PlanReport, section: Section) -> Iterator[Block]:
    """Yield the steps of a section, with the initiatives that serve each where its practices are known."""
    say, tied = report.words, any(each.practices for each in section.steps)
    rows = []
    for number, each in enumerate(section.steps, start=1):
        served = [f"– {report.name(one)}" for one in report.kept if set(one.practices) & set(each.practices)]
        served_cell = ["\n".join(served) or say["none"]] if tied else []
        rows.append((f"{number}. {each.name[report.language]}", each.text[report.language], *served_cell))
    titles = (say["step"], say["activities"], *([say["step_initiatives"]] if tied else []))
    yield plain_table(say["table.steps"], titles, rows, (2.5, 4.5, 3.5) if tied else (3, 7))


def risks(report: PlanReport, _: Section) -> Iterator[Block]:
    """Yield the risks with their mitigation."""
    say = report.words
    rows = [
        (
            each.text,
            report.name(report.plan.by_id[each.initiative])
            if each.initiative in report.plan.by_id and each.initiative
            else say["whole_plan"],
            each.mitigation or say["none"],
        )
        for each in report.plan.risks
    ]
    titles = (say["risk"], say["initiative"], say["mitigation"])
    yield plain_table(say["table.risks"], titles, rows, (4, 2.5, 5)) if rows else paragraph(say["no_risks"])


def priorities(report: PlanReport, _: Section) -> Iterator[Block]:
    """Yield the initiatives of the government's portfolio."""
    say = report.words
    rows = [
        (report.name(each), report.period(each), report.choice("status", each.status))
        for each in report.kept
        if each.government_priority
    ]
    titles = (say["initiative"], say["period"], say["status"])
    yield plain_table(say["table.priorities"], titles, rows, (6, 3, 1.6)) if rows else paragraph(say["no_priorities"])


def definitions(report: PlanReport, _: Section) -> Iterator[Block]:
    """Yield what each initiative means."""
    say, axes = report.words, report.questionnaire.axis_by_id
    rows = [
        (
            report.name(each),
            "\n".join(
                text
                for text in (each.definition, say["partners"].format(names=each.partners) if each.partners else "")
                if text
            )
            or say["none"],
            axes[each.axis].name if each.axis in axes and each.axis else say["none"],
        )
        for each in report.kept
    ]
    titles = (say["initiative"], say["definition"], say["axis"])
    yield plain_table(say["table.definitions"], titles, rows, (3, 6, 2.2)) if rows else paragraph(say["no_roadmap"])


def evidence(report: PlanReport) -> Iterator[Block]:
    """Yield the statements that put initiatives into the plan, each with its level and its reason."""
    say = report.words
    statements = {each.id: each for each in report.questionnaire.statements}
    rows = []
    for each in report.kept:
        for found in each.trace.evidence if each.trace else ():
            known = statements.get(found.statement)
            topic = f"{known.number} {known.topic}" if known else found.statement
            level = f"{found.level:g}".replace(".", "," if report.language == "fr" else ".")
            rows.append((report.name(each), topic, f"{level} → {found.next_level}", found.reason or say["none"]))
    if rows:
        titles = (say["initiative"], say["statement"], say["from_to"], say["reason"])
        yield plain_table(say["table.evidence"], titles, rows, (3, 3, 1.6, 4))


def updates(report: PlanReport) -> Iterator[Block]:
    """Yield what changed since the version before, where there is one."""
    if report.previous is None:
        return
    say = report.words
    rows = [
        (
            f"{each.kind}{say['colon']} {each.name}" if each.name else each.kind,
            each.change,
            "\n".join(f"{one.field}{say['colon']} {one.before} → {one.after}" for one in each.fields) or say["none"],
        )
        for each in changes(report.previous, report.plan, report.language)
    ]
    titles = (say["change_of"], say["change"], say["change_how"])
    yield plain_table(say["table.changes"], titles, rows, (4, 1.6, 5)) if rows else paragraph(say["no_changes"])
