"""The headings of a plan as rows of fields: what a form sends becomes rows, and what it must not be is refused."""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from radar.answer_form import CONTROL, plain_lines
from radar.forms import one_line
from radar.i18n import gettext as _
from radar.views.plan_basis import PlanBasis
from radar.views.plan_initiative_form import number, shown
from scoring.questionnaire import Model
from scoring.transformation import Ambition, Capacity, Objective, Orientation, Risk, Theme

SPARE = 2
KEY_FIELD = "key."
LONGEST_KEY = 80
MOST_CAPACITY = 100_000
CODED = re.compile(r"(?P<code>[0-9][0-9A-Za-z.]{0,19})[ .)–-]+(?P<name>.+)")
MOST = {"code": 20, "name": 200, "body": 80, "each_quarter": 20, "text": 2000, "mitigation": 2000, "initiative": 80}
MOST |= {"objectives": 10_000}

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of rows that one page edits: its fields, the one without which a row is not kept, and how it is read."""

    kind: str
    fields: tuple[str, ...]
    main: str
    long: frozenset[str]
    read: Callable[[str, Values, Model | None], Model]
    show: Callable[[Model], Values]
    rows: Callable[[PlanBasis], Sequence[Model]]


@dataclass(slots=True)
class HeadingRow:
    """A row as its fields hold it: how often it had changed when it was seen, and what is wrong with it."""

    key: str
    seen: int
    values: Values
    faults: dict[str, str] = field(default_factory=dict)


def key_of(row: Model) -> str:
    """Return the key under which a row is kept."""
    return str(getattr(row, "id", "") or getattr(row, "body", "") or "-")


def stored_rows(part: Part, basis: PlanBasis) -> list[HeadingRow]:
    """Return the rows of a part as they are stored, then empty ones to fill in."""
    found = [
        HeadingRow(key_of(each), basis.rows.changes.get((part.kind, key_of(each)), 0), part.show(each))
        for each in part.rows(basis)
    ]
    return [*found, *(HeadingRow(_new_key(), 0, dict.fromkeys(part.fields, "")) for _spare in range(SPARE))]


def sent_rows(part: Part, form: Mapping[str, str]) -> list[HeadingRow]:
    """Return the rows that a form sends; each field is named after its row's number."""
    numbers = [name.removeprefix(KEY_FIELD) for name in form if name.startswith(KEY_FIELD)]
    return [
        HeadingRow(
            form.get(KEY_FIELD + number, "")[:LONGEST_KEY],
            _count(form.get(f"seen.{number}")),
            {name: _sent(part, form, name, number) for name in part.fields},
        )
        for number in numbers
    ]


def read_rows(part: Part, rows: Sequence[HeadingRow], basis: PlanBasis) -> dict[str, Model | None]:
    """Return the rows by key, None for those left empty; what is wrong is told in the rows."""
    stored = {key_of(each): each for each in part.rows(basis)}
    found: dict[str, Model | None] = {}
    for row in rows:
        row.faults.update(_faults(row.values))
        if row.values.get("initiative") and row.values["initiative"] not in basis.plan.by_id:
            row.faults["initiative"] = _("Cette initiative n'est plus au plan; choisissez dans la liste.")
        if row.faults:
            continue
        if not row.values[part.main]:
            if any(row.values.values()):
                row.faults[part.main] = _("Remplissez ce champ, ou effacez toute la ligne.")
            found[row.key] = None
            continue
        try:
            content = part.read(row.key, row.values, stored.get(row.key))
        except ValueError:
            row.faults[part.main] = _("Cette ligne ne peut pas être enregistrée ainsi; corrigez ses champs.")
            continue
        if key_of(content) in {key_of(each) for each in found.values() if each}:
            row.faults[part.fields[0]] = _("Cette ligne y est déjà; corrigez l'une des deux.")
        found[row.key] = content
    return found


def parts() -> Mapping[str, Part]:
    """Return the parts by their name in the address."""
    return {
        "ambitions": Part(
            "ambition",
            ("code", "name"),
            "name",
            frozenset(),
            lambda key, given, _old: Ambition(id=key, **given),
            _plain("code", "name"),
            lambda basis: basis.plan.ambitions,
        ),
        "orientations": Part(
            "orientation",
            ("code", "name", "objectives"),
            "name",
            frozenset({"objectives"}),
            _orientation,
            _shown_orientation,
            lambda basis: basis.plan.orientations,
        ),
        "themes": Part(
            "theme",
            ("name",),
            "name",
            frozenset(),
            lambda key, given, _old: Theme(id=key, **given),
            _plain("name"),
            lambda basis: basis.plan.themes,
        ),
        "capacites": _capacities(),
        "risques": _risks(),
    }


def _capacities() -> Part:
    return Part(
        "capacity",
        ("body", "each_quarter"),
        "each_quarter",
        frozenset(),
        lambda _key, given, _old: Capacity(body=given["body"], each_quarter=number(given["each_quarter"]) or 0.0),
        lambda row: {"body": getattr(row, "body", ""), "each_quarter": shown(getattr(row, "each_quarter", 0.0))},
        lambda basis: basis.plan.capacities,
    )


def _risks() -> Part:
    return Part(
        "risk",
        ("text", "mitigation", "initiative"),
        "text",
        frozenset({"text", "mitigation"}),
        lambda key, given, _old: Risk(id=key, **{**given, "initiative": given["initiative"] or None}),
        _plain("text", "mitigation", "initiative"),
        lambda basis: basis.plan.risks,
    )


def _plain(*names: str) -> Callable[[Model], Values]:
    return lambda row: {name: str(getattr(row, name) or "") for name in names}


def _orientation(key: str, given: Values, old: Model | None) -> Orientation:
    """Return an orientation; an objective whose number or name stays is the same as before."""
    before = old.objectives if isinstance(old, Orientation) else ()
    found: list[Objective] = []
    for line in filter(None, map(one_line, given["objectives"].splitlines())):
        match = CODED.fullmatch(line)
        code, name = (match["code"].rstrip("."), match["name"]) if match else ("", line)
        taken = {each.id for each in found}
        same = next(
            (each.id for each in before if each.id not in taken and (each.code == code != "" or each.name == name)),
            None,
        )
        found.append(Objective(id=same or _new_key(), code=code, name=name))
    return Orientation(id=key, code=given["code"], name=given["name"], objectives=tuple(found))


def _shown_orientation(row: Model) -> Values:
    objectives = row.objectives if isinstance(row, Orientation) else ()
    lines = [f"{each.code} {each.name}".strip() for each in objectives]
    return {**_plain("code", "name")(row), "objectives": "\n".join(lines)}


def _faults(values: Values) -> dict[str, str]:
    found = {}
    for name, text in values.items():
        if len(text) > MOST[name]:
            found[name] = _(
                "Le texte compte %(length)s caractères; raccourcissez-le à %(most)s.", length=len(text), most=MOST[name]
            )
        elif CONTROL.search(text):
            found[name] = _("Le texte contient des caractères de contrôle; retapez-le au lieu de le coller.")
        elif name == "each_quarter" and text and not _is_capacity(text):
            found[name] = _("Écrivez la capacité en nombre de 0 à 100000, par exemple 3 ou 2,5.")
    return found


def _is_capacity(text: str) -> bool:
    try:
        return 0 <= (number(text) or 0) <= MOST_CAPACITY
    except ValueError:
        return False


def _sent(part: Part, form: Mapping[str, str], name: str, number: str) -> str:
    text = form.get(f"{name}.{number}", "")
    return plain_lines(text) if name in part.long else one_line(text)


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < len("1000000") else 0


def _new_key() -> str:
    return uuid.uuid4().hex[:12]
