"""A plan from the rows of its spreadsheet: what was exported comes back, and what was changed by hand is found.

Columns are known by their titles, rows by an id in a hidden column; a row without one is new.  Initiatives are named
elsewhere by what they are called, so that a dependency can be written by hand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scoring.errors import Fault, Refused
from scoring.exchange.names import slug
from scoring.loading.documents import Document, Path_, written
from scoring.loading.structure import validated
from scoring.sheets.plan_cells import Line, Names, Raw, Table, listed, read_table
from scoring.sheets.plan_columns import BY_KEY, Column, labels, roadmap_columns, squeezed, theme_labels
from scoring.sheets.plan_rows import DETAILS, PLAIN, TRACE, ambition_labels, objective_labels
from scoring.transformation import KEY, MOST_YEARS, QUARTERS_A_YEAR, TransformationPlan

HEADS = ("ambitions", "themes", "capacities", "texts", "plan", "orientations")
IN_CELLS = {"number_expected": "plan_cell_number", "integer_expected": "plan_cell_whole"}


def read_plan_sheets(sheets: Mapping[str, Sequence[Raw]], file: str = "") -> TransformationPlan:
    """Return the plan of a workbook's sheets, by their titles; raises Refused with every fault."""
    return _Reader(sheets, file).plan()


@dataclass
class _Reader:
    sheets: Mapping[str, Sequence[Raw]]
    file: str
    faults: list[Fault] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, tuple[Line, str]] = field(default_factory=dict)

    def plan(self) -> TransformationPlan:
        """Read what the roadmap refers to, then the roadmap, then what refers to it."""
        heads = {key: self._table(key) for key in HEADS}
        self._refuse()
        self._heads(heads)
        head = self._validated()
        themes = _formerly(heads["themes"])
        columns = roadmap_columns(theme_labels(head.themes), head.first_day.year, head.quarters, themes)
        roadmap = self._table("roadmap", columns)
        others = {key: self._table(key) for key in ("details", "benefits", "risks", "evidence")}
        self._refuse()
        self._initiatives(roadmap, head, heads)
        self._further(others)
        self._refuse()
        return self._validated()

    def _table(self, key: str, columns: Sequence[Column] = ()) -> Table:
        sheet = BY_KEY[key]
        names = {squeezed(sheet.french), squeezed(sheet.english)}
        title = next((title for title in self.sheets if squeezed(title) in names), None)
        if title is None:
            self.faults.append(Fault("plan_sheet_missing", self.file, params={"value": sheet.french}))
            return Table(self.file, sheet.french, {})
        return read_table(sheet, columns or sheet.columns, self.sheets[title], title, self.file, self.faults)

    def _refuse(self) -> None:
        if self.faults:
            raise Refused(self.faults)

    def _put(self, path: Path_, line: Line, keys: Mapping[str, str], record: dict[str, Any]) -> None:
        """Move cells into a record, and remember where each field of it stands."""
        self.cells[written(path)] = line, next(iter(keys.values()), "")
        for name, key in keys.items():
            self.cells[written((*path, name))] = line, key
            if key in line.cells:
                record[name] = line.cells[key]

    def _records(self, key: str, table: Table, fields: Sequence[str], name: str) -> None:
        """Read a list of records, one for each row."""
        ids = _identities(table.lines, name)
        found: list[dict[str, Any]] = []
        for line, identity in zip(table.lines, ids, strict=True):
            record: dict[str, Any] = {"id": identity} if name else {}
            self._put((key, len(found)), line, {each: each for each in fields}, record)
            found.append(record)
        self.data[key] = found

    def _heads(self, tables: Mapping[str, Table]) -> None:
        self._records("ambitions", tables["ambitions"], ("name", "code"), "name")
        self._records("themes", tables["themes"], ("name",), "name")
        self._records("capacities", tables["capacities"], ("body", "each_quarter"), "")
        self._orientations(tables["orientations"])
        self.data["texts"] = {line.get("section"): line.get("text") for line in tables["texts"].lines}
        self.cells |= {written(("texts", line.get("section"))): (line, "section") for line in tables["texts"].lines}
        for line in tables["plan"].lines[:1]:
            self._put((), line, {each: each for each in ("title", "first_day", "years", "questionnaire")}, self.data)

    def _orientations(self, table: Table) -> None:
        """Read the orientations: rows of one id, or of one name where a row has none, are one orientation."""
        found: dict[str, dict[str, Any]] = {}
        known = {squeezed(line.get("name")): line.get("id") for line in table.lines if line.get("id")}
        objectives = _identities(table.lines, "objective_name", "objective_id")
        taken = {line.get("id") for line in table.lines}
        for line, objective in zip(table.lines, objectives, strict=True):
            name = squeezed(line.get("name"))
            key = line.get("id") or known.setdefault(name, _free(line.get("name"), taken))
            place = list(found).index(key) if key in found else len(found)
            orientation = found.setdefault(key, {"id": key, "objectives": []})
            if len(found) > place and "name" not in orientation:
                self._put(("orientations", place), line, {"name": "name", "code": "code"}, orientation)
            if line.get("objective_name") or line.get("objective_code"):
                path = ("orientations", place, "objectives", len(orientation["objectives"]))
                record: dict[str, Any] = {"id": objective}
                self._put(path, line, {"name": "objective_name", "code": "objective_code"}, record)
                orientation["objectives"].append(record)
        self.data["orientations"] = list(found.values())

    def _initiatives(self, table: Table, head: TransformationPlan, heads: Mapping[str, Table]) -> None:
        ambitions = Names(ambition_labels(head), _formerly(heads["ambitions"]))
        former = _formerly(heads["orientations"], "objective_id", "objective_reference")
        objectives = Names(objective_labels(head), former)
        found: list[dict[str, Any]] = []
        for line, identity in zip(table.lines, _identities(table.lines, "title"), strict=True):
            record: dict[str, Any] = {"id": identity}
            self._put(("initiatives", len(found)), line, {each: each for each in PLAIN}, record)
            record["ambition"] = self._named(line, "ambition", ambitions, "unknown_ambition")
            record["objective"] = self._named(line, "objective", objectives, "unknown_objective")
            record["themes"] = [each.id for each in head.themes if line.cells.get(f"theme:{each.id}")]
            self._quarters(line, record)
            found.append(record)
        self.data["initiatives"] = found

    def _named(self, line: Line, key: str, known: Names, code: str) -> str | None:
        """Return the id of what a cell names; an empty cell names nothing."""
        value = line.get(key)
        found = known.find(value)
        if value and found is None:
            params = {"known": known.labels or ["–"]} if code != "unknown_initiative" else {}
            self.faults.append(line.fault(code, key, value=value, **params))
        return found

    def _quarters(self, line: Line, record: dict[str, Any]) -> None:
        """Read the marks of the quarters: they say start and duration, save where they run over the last column."""
        columns = range(MOST_YEARS * QUARTERS_A_YEAR)
        marked = [number for number in columns if line.cells.get(f"quarter:{number}")]
        if not marked:
            return
        if marked != list(range(marked[0], marked[-1] + 1)):
            self.faults.append(line.fault("plan_marks_broken", f"quarter:{marked[0]}", value=line.get("title")))
        record["start"] = marked[0]
        last = max(number for number in columns if f"quarter:{number}" in line.table.places)
        told = record.get("quarters")
        if marked[-1] < last or not isinstance(told, int) or told < len(marked):
            record["quarters"] = len(marked)

    def _further(self, tables: Mapping[str, Table]) -> None:
        """Read the sheets that speak of initiatives; what they say of one that was taken out goes with it."""
        rows = self.data["initiatives"]
        names = labels([(each["id"], str(each.get("code", "")), str(each.get("title", ""))) for each in rows])
        known = Names(names, _formerly(tables["details"], reference="label"))
        places = {each["id"]: place for place, each in enumerate(rows)}
        for line in tables["details"].lines:
            if (place := self._place_of(line, known, places)) is not None:
                self._details(line, place, known)
        for key, inside in (("benefits", "benefits"), ("evidence", "evidence")):
            for line in tables[key].lines:
                if (place := self._place_of(line, known, places)) is not None:
                    self._inside(line, place, inside)
        self._risks(tables["risks"], known)

    def _place_of(self, line: Line, known: Names, places: Mapping[str, int]) -> int | None:
        """Return the place of the initiative of which a row speaks, None of one that was taken out."""
        key = line.get("id") or self._named(line, "label", known, "unknown_initiative")
        return places.get(key or "")

    def _details(self, line: Line, place: int, known: Names) -> None:
        record, path = self.data["initiatives"][place], ("initiatives", place)
        self._put(path, line, {each: each for each in DETAILS}, record)
        record["practices"] = list(listed(line, "practices", ","))
        needs = [(name, known.find(name)) for name in listed(line, "needs", "\n")]
        self.faults += [line.fault("unknown_initiative", "needs", value=name) for name, key in needs if key is None]
        record["needs"] = [key for _, key in needs if key is not None]
        if line.cells.get("traced"):
            self._put((*path, "trace"), line, {each: each for each in TRACE}, record.setdefault("trace", {}))

    def _inside(self, line: Line, place: int, kind: str) -> None:
        """Add a benefit or a finding to its initiative."""
        record, path = self.data["initiatives"][place], ("initiatives", place)
        if kind == "evidence":
            record, path = record.setdefault("trace", {}), (*path, "trace")  # type: ignore[assignment]
        found = record.setdefault(kind, [])
        made: dict[str, Any] = {}
        keys = [column.key for column in BY_KEY[kind].columns if column.key not in {"id", "label"}]
        self._put((*path, kind, len(found)), line, {each: each for each in keys}, made)
        found.append(made)

    def _risks(self, table: Table, known: Names) -> None:
        self._records("risks", table, ("text", "mitigation"), "text")
        for line, record in zip(table.lines, self.data["risks"], strict=True):
            record["initiative"] = self._named(line, "label", known, "unknown_initiative")

    def _validated(self) -> TransformationPlan:
        """Return the plan as far as it was read, its faults told of the cells they stand in."""
        document = Document(self.file, self.data)
        plan = validated(TransformationPlan, document)
        self.faults += [self._in_cells(fault) for fault in document.faults]
        self._refuse()
        if plan is None:
            raise Refused(self.faults)
        return plan

    def _in_cells(self, fault: Fault) -> Fault:
        line, key = self.cells.get(fault.path) or self.cells.get(fault.path.rpartition(".")[0]) or (None, "")
        if line is None:
            return replace(fault, line=None, column=None)
        number, column = line.place(key)
        about = {**fault.params, "field": line.table.titles.get(key, key)}
        code = IN_CELLS.get(fault.code, fault.code)
        return replace(fault, code=code, line=number, column=column, path=line.table.where(key), params=about)


def _formerly(table: Table, key: str = "id", reference: str = "reference") -> dict[str, str]:
    """Return what things were called when the plan went out, by id."""
    return {line.get(key): line.get(reference) for line in table.lines if line.get(key) and line.get(reference)}


def _identities(lines: Sequence[Line], name: str, key: str = "id") -> Iterator[str]:
    """Return the id of each row: a copied row and one without an id get one of their own, after their name."""
    taken = {line.get(key) for line in lines}
    seen: set[str] = set()
    for line in lines:
        identity = line.get(key)
        if identity in seen or not re.fullmatch(KEY, identity):
            identity = _free(line.get(name), taken)
        taken.add(identity)
        seen.add(identity)
        yield identity


def _free(name: str, taken: set[str]) -> str:
    """Return an id after a name that nothing has yet."""
    wanted = slug(name)[:60].strip("-") or "n"
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found
