"""Plans (PTN): started, changed row by row, adopted, and taken further as a new version.  No change is lost."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from radar import queries
from radar.database import begin_write
from radar.models import Plan, PlanChange, PlanRow
from radar.queries.plans import KINDS, TEXT, PlanRecord
from scoring.questionnaire import Questionnaire
from scoring.transformation import TransformationPlan

Key = tuple[str, str]
HEAD = ("title", "first_day", "years")
LONGEST_KEY = 80
NO_BODY = "-"


@dataclass(frozen=True, slots=True)
class Owner:
    """The organisation or the portfolio that a plan belongs to."""

    organisation_id: uuid.UUID | None = None
    portfolio_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as somebody wants it: its content (None removes it), and how often it had changed when they saw it.

    `seen` is 0 for a row that was not there; None overwrites whatever stands.
    """

    kind: str
    key: str
    content: object
    seen: int | None


class StaleRowError(Exception):
    """Somebody else has changed some rows since they were seen; nothing is saved."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(keys)
        self.keys = keys


class AdoptedPlanError(Exception):
    """An adopted plan does not change: it is taken further as a new version."""


def start(
    connection: Connection,
    owner: Owner,
    questionnaire: Questionnaire,
    content: TransformationPlan,
    account_id: uuid.UUID | None,
    now: datetime,
) -> uuid.UUID:
    """Create a plan with its rows and return its id; no account stands for a program whose maker has left."""
    plan_id = _add(connection, owner, questionnaire, content, 1, None, now)
    _record(connection, plan_id, account_id, now, [("plan", "", "", content.title)])
    connection.commit()
    return plan_id


def change(
    connection: Connection, plan_id: uuid.UUID, wanted: Sequence[RowChange], account_id: uuid.UUID, now: datetime
) -> None:
    """Save rows of a plan together; raises StaleRowError and AdoptedPlanError, and then saves nothing."""
    _hold(connection, plan_id)
    _change(connection, plan_id, wanted, account_id, now)
    connection.execute(update(Plan).where(Plan.id == plan_id).values(changed_at=now))
    connection.commit()


def _change(
    connection: Connection,
    plan_id: uuid.UUID,
    wanted: Sequence[RowChange],
    account_id: uuid.UUID | None,
    now: datetime,
) -> None:
    """Save rows of a plan that is held, as part of a transaction."""
    found = queries.plans.rows(connection, plan_id)
    stale = [
        (each.kind, each.key)
        for each in wanted
        if each.seen is not None and each.seen != found.changes.get((each.kind, each.key), 0)
    ]
    if stale:
        connection.rollback()
        raise StaleRowError(stale)
    texts = {(each.kind, each.key): None if each.content is None else _text(each.content) for each in wanted}
    moved = {key: text for key, text in texts.items() if text != found.content.get(key)}
    _put(connection, plan_id, moved, found.changes, {key: place for place, key in enumerate(found.content)})
    events = [(kind, key, found.content.get((kind, key), ""), text or "") for (kind, key), text in moved.items()]
    _record(connection, plan_id, account_id, now, events)


def _put_in_order(connection: Connection, plan_id: uuid.UUID, keys: Sequence[Key]) -> None:
    rows = [{"of": plan_id, "kind_": kind, "key_": key, "place": place} for place, (kind, key) in enumerate(keys)]
    if rows:
        connection.execute(_PLACE, rows)


def replace(
    connection: Connection,
    plan_id: uuid.UUID,
    seen: Mapping[Key, int],
    content: TransformationPlan,
    account_id: uuid.UUID | None,
    now: datetime,
) -> None:
    """Make a plan what a file says, row by row and in its order; raises StaleRowError if it has moved since `seen`."""
    wanted = {(kind, key): row for kind, key, row in _rows(content)}
    before = _hold(connection, plan_id)
    there = queries.plans.rows(connection, plan_id).changes
    if moved := [key for key in {**there, **seen} if there.get(key) != seen.get(key)]:
        connection.rollback()
        raise StaleRowError(moved)
    changes = [RowChange(*key, wanted.get(key), None) for key in {**there, **wanted}]
    _change(connection, plan_id, changes, account_id, now)
    _put_in_order(connection, plan_id, list(wanted))
    head = {field: getattr(content, field) for field in HEAD}
    events = [
        ("plan", field, str(getattr(before, field)), str(value))
        for field, value in head.items()
        if value != getattr(before, field)
    ]
    _record(connection, plan_id, account_id, now, events)
    connection.execute(update(Plan).where(Plan.id == plan_id).values(**head, changed_at=now))
    connection.commit()


def adopt(connection: Connection, plan_id: uuid.UUID, account_id: uuid.UUID, now: datetime) -> None:
    """Adopt a plan: from then on it does not change; raises AdoptedPlanError if it was adopted before."""
    _hold(connection, plan_id)
    connection.execute(update(Plan).where(Plan.id == plan_id).values(state="adopted", adopted_at=now, changed_at=now))
    _record(connection, plan_id, account_id, now, [("plan", "state", "draft", "adopted")])
    connection.commit()


def take_further(
    connection: Connection,
    previous: PlanRecord,
    questionnaire: Questionnaire,
    content: TransformationPlan,
    account_id: uuid.UUID,
    now: datetime,
) -> uuid.UUID:
    """Start the next version of an adopted plan from its content and return its id."""
    owner = Owner(previous.organisation_id, previous.portfolio_id)
    plan_id = _add(connection, owner, questionnaire, content, previous.version + 1, previous.id, now)
    _record(connection, plan_id, account_id, now, [("plan", "", "", content.title)])
    connection.commit()
    return plan_id


def _add(
    connection: Connection,
    owner: Owner,
    questionnaire: Questionnaire,
    content: TransformationPlan,
    version: int,
    previous_id: uuid.UUID | None,
    now: datetime,
) -> uuid.UUID:
    plan_id = uuid.uuid4()
    connection.execute(
        insert(Plan).values(
            id=plan_id,
            organisation_id=owner.organisation_id,
            portfolio_id=owner.portfolio_id,
            title=content.title,
            first_day=content.first_day,
            years=content.years,
            questionnaire_id=questionnaire.id,
            questionnaire_version=questionnaire.version,
            questionnaire_hash=questionnaire.hash,
            version=version,
            previous_id=previous_id,
            state="draft",
            created_at=now,
            changed_at=now,
        )
    )
    rows = {(kind, key): _text(row) for kind, key, row in _rows(content)}
    _put(connection, plan_id, rows, {}, {key: place for place, key in enumerate(rows)})
    return plan_id


def _hold(connection: Connection, plan_id: uuid.UUID) -> PlanRecord:
    begin_write(connection)
    found = queries.plans.plan(connection, plan_id, hold=True)
    if found is None or found.state == "adopted":
        connection.rollback()
        raise AdoptedPlanError
    return found


def _rows(content: TransformationPlan) -> Iterator[tuple[str, str, object]]:
    """Yield kind, key and content of each row of a plan."""
    data = content.model_dump(mode="json")
    for field, kind in KINDS.items():
        yield from ((kind, row["id"] if "id" in row else body_key(row["body"]), row) for row in data[field])
    yield from ((TEXT, section, text) for section, text in data["texts"].items())


def body_key(body: str) -> str:
    """Return the key of what belongs to a body, whose name may be longer than a key, or empty."""
    if len(body) > LONGEST_KEY or body == NO_BODY:
        return hashlib.sha256(body.encode()).hexdigest()
    return body or NO_BODY


def _text(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _put(
    connection: Connection,
    plan_id: uuid.UUID,
    wanted: Mapping[Key, str | None],
    changes: Mapping[Key, int],
    places: Mapping[Key, int],
) -> None:
    """Store rows in place of those before; new ones come last, removed ones go."""
    gone = [key for key, text in wanted.items() if text is None]
    for kind, key in gone:
        connection.execute(delete(PlanRow).where(PlanRow.plan_id == plan_id, PlanRow.kind == kind, PlanRow.key == key))
    rows = [
        {
            "plan_id": plan_id,
            "kind": kind,
            "key": key,
            "position": places.get((kind, key), len(places) + number),
            "content": text,
            "changes": changes.get((kind, key), 0) + 1,
        }
        for number, ((kind, key), text) in enumerate(wanted.items())
        if text is not None
    ]
    if rows:
        connection.execute(_UPSERTS[connection.dialect.name], rows)


def _record(
    connection: Connection,
    plan_id: uuid.UUID,
    account_id: uuid.UUID | None,
    now: datetime,
    events: Iterable[tuple[str, str, str, str]],
) -> None:
    rows = [
        {
            "plan_id": plan_id,
            "id": uuid.uuid4(),
            "at": now,
            "account_id": account_id,
            "kind": kind,
            "key": key,
            "before": before,
            "after": after,
        }
        for kind, key, before, after in events
    ]
    if rows:
        connection.execute(insert(PlanChange), rows)


def _upsert(insertion: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    return insertion.on_conflict_do_update(
        index_elements=["plan_id", "kind", "key"],
        set_={column: insertion.excluded[column] for column in ("content", "changes", "position")},
    )


_PLACE = (
    update(PlanRow)
    .where(PlanRow.plan_id == bindparam("of"), PlanRow.kind == bindparam("kind_"), PlanRow.key == bindparam("key_"))
    .values(position=bindparam("place"))
)
_UPSERTS = {"postgresql": _upsert(postgresql.insert(PlanRow)), "sqlite": _upsert(sqlite.insert(PlanRow))}
