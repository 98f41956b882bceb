"""Plans (PTN) as their rows make them, and what has changed in them."""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from radar.models import Account, Organisation, Plan, PlanChange, PlanRow, Portfolio
from scoring.transformation import TransformationPlan

# The kind of a row, by the field of the plan that holds such rows.
KINDS = {
    "ambitions": "ambition",
    "orientations": "orientation",
    "themes": "theme",
    "initiatives": "initiative",
    "risks": "risk",
    "capacities": "capacity",
}
TEXT = "text"


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan without its rows, under the name of its organisation or portfolio."""

    id: uuid.UUID
    organisation_id: uuid.UUID | None
    portfolio_id: uuid.UUID | None
    owner: str
    title: str
    first_day: date
    years: int
    questionnaire: str
    questionnaire_hash: str
    version: int
    previous_id: uuid.UUID | None
    state: str
    created_at: datetime
    changed_at: datetime
    adopted_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The rows of a plan: their content as JSON, and how often each has changed, by kind and key."""

    content: Mapping[tuple[str, str], str]
    changes: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What somebody changed in a plan."""

    at: datetime
    account_id: uuid.UUID | None
    kind: str
    key: str
    before: str
    after: str


_PLAN: Select[*tuple[Any, ...]] = (
    select(
        Plan.id,
        Plan.organisation_id,
        Plan.portfolio_id,
        func.coalesce(Organisation.name, Portfolio.name),
        Plan.title,
        Plan.first_day,
        Plan.years,
        (Plan.questionnaire_id + "@" + Plan.questionnaire_version).label("questionnaire"),
        Plan.questionnaire_hash,
        Plan.version,
        Plan.previous_id,
        Plan.state,
        Plan.created_at,
        Plan.changed_at,
        Plan.adopted_at,
    )
    .outerjoin(Organisation, Organisation.id == Plan.organisation_id)
    .outerjoin(Portfolio, Portfolio.id == Plan.portfolio_id)
)
_NEWEST = (Plan.created_at.desc(), Plan.id)
_ONE = _PLAN.where(Plan.id == bindparam("plan_id"))
_HELD = _ONE.with_for_update(of=Plan)
_OF_ORGANISATION = _PLAN.where(Plan.organisation_id == bindparam("owner_id")).order_by(*_NEWEST)
_OF_PORTFOLIO = _PLAN.where(Plan.portfolio_id == bindparam("owner_id")).order_by(*_NEWEST)
_ROWS = (
    select(PlanRow.kind, PlanRow.key, PlanRow.content, PlanRow.changes)
    .where(PlanRow.plan_id == bindparam("plan_id"))
    .order_by(PlanRow.kind, PlanRow.position, PlanRow.key)
)


def plan(connection: Connection, plan_id: uuid.UUID, *, hold: bool = False) -> PlanRecord | None:
    """Return a plan; hold it, and nobody else changes it before the end of the transaction."""
    row = connection.execute(_HELD if hold else _ONE, {"plan_id": plan_id}).one_or_none()
    return PlanRecord(*row) if row else None


def plans_of_organisation(connection: Connection, organisation_id: uuid.UUID) -> Sequence[PlanRecord]:
    """Return the plans of an organisation, the newest first."""
    return [PlanRecord(*row) for row in connection.execute(_OF_ORGANISATION, {"owner_id": organisation_id})]


def plans_of_portfolio(connection: Connection, portfolio_id: uuid.UUID) -> Sequence[PlanRecord]:
    """Return the plans of a portfolio, the newest first."""
    return [PlanRecord(*row) for row in connection.execute(_OF_PORTFOLIO, {"owner_id": portfolio_id})]


def rows(connection: Connection, plan_id: uuid.UUID) -> PlanRows:
    """Return the rows of a plan in their order."""
    content, changes = {}, {}
    for kind, key, text, count in connection.execute(_ROWS, {"plan_id": plan_id}):
        content[kind, key] = text
        changes[kind, key] = count
    return PlanRows(content, changes)


def assembled(record: PlanRecord, found: PlanRows) -> TransformationPlan:
    """Return the plan that its rows make."""
    parts = {field: [_json(t) for (k, _), t in found.content.items() if k == kind] for field, kind in KINDS.items()}
    texts = {key: _json(text) for (kind, key), text in found.content.items() if kind == TEXT}
    return TransformationPlan.model_validate(
        {
            "title": record.title,
            "first_day": record.first_day,
            "years": record.years,
            "questionnaire": record.questionnaire,
            **parts,
            "texts": texts,
        }
    )


def changes_of(connection: Connection, plan_id: uuid.UUID, most: int = 200) -> Sequence[ChangeRecord]:
    """Return the latest changes of a plan, the newest first."""
    found = (
        select(
            PlanChange.at, PlanChange.account_id, PlanChange.kind, PlanChange.key, PlanChange.before, PlanChange.after
        )
        .where(PlanChange.plan_id == plan_id)
        .order_by(PlanChange.at.desc(), PlanChange.id)
        .limit(most)
    )
    return [ChangeRecord(*row) for row in connection.execute(found)]


def names_of(connection: Connection, account_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Return what accounts are called, by id."""
    asked = select(Account.id, Account.name, Account.email).where(Account.id.in_(sorted(account_ids)))
    return {key: name or email for key, name, email in connection.execute(asked)} if account_ids else {}


def _json(text: str) -> object:
    content: object = json.loads(text)
    return content
