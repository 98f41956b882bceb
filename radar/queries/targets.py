"""What organisations aim at: the newest target of each axis and of the quadrant, and those before."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Select, Uuid, any_, bindparam, exists, func, select

from radar.models import Answer, Assessment, Target
from scoring.scores import NOT_APPLICABLE
from scoring.targets import AxisTarget, QuadrantTarget, Targets


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A target as it was set: `axis_id` is empty for the quadrant; without score and quadrant it ends the last."""

    axis_id: str
    score: float | None
    quadrant: str | None
    due_on: date | None
    reason: str
    set_at: datetime

    @property
    def aim(self) -> AxisTarget | QuadrantTarget | None:
        """Return what is aimed at from then on, if anything."""
        if self.quadrant is not None:
            return QuadrantTarget(self.quadrant, self.due_on, self.reason)
        return None if self.score is None else AxisTarget(self.score, self.due_on, self.reason)


@dataclass(frozen=True, slots=True)
class ReplacedTarget:
    """A target that is no longer in force: until when it was, and whether another took its place."""

    record: TargetRecord
    until: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """The assessment whose scores the targets of a questionnaire are set against."""

    assessment_id: uuid.UUID
    questionnaire_id: str
    version: str
    questionnaire_hash: str
    campaign: str
    on: date | None
    created_at: datetime

    @property
    def questionnaire(self) -> str:
        """Return the questionnaire with its version."""
        return f"{self.questionnaire_id}@{self.version}"


_FIELDS = (Target.axis_id, Target.score, Target.quadrant, Target.due_on, Target.reason, Target.set_at)
_ASKED = Target.questionnaire_id == bindparam("questionnaire_id")
_HISTORY = (
    select(*_FIELDS)
    .where(Target.organisation_id == bindparam("organisation_id"), _ASKED)
    .order_by(Target.set_at.desc(), Target.id.desc())
)


def _newest(among: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    place = func.row_number().over(
        partition_by=(Target.organisation_id, Target.axis_id), order_by=(Target.set_at.desc(), Target.id.desc())
    )
    columns = (Target.organisation_id, *_FIELDS)
    rows = select(*columns, place.label("place")).where(among, _ASKED).subquery()
    return select(*(rows.c[column.key] for column in columns)).where(rows.c.place == 1)


# PostgreSQL takes a list as one value, so that the SQL need not be written anew for each list.
_IN_FORCE = {
    "postgresql": _newest(Target.organisation_id == any_(bindparam("organisation_ids", type_=ARRAY(Uuid)))),
    "sqlite": _newest(Target.organisation_id.in_(bindparam("organisation_ids", expanding=True))),
}


_HAS_LEVEL = exists().where(Answer.assessment_id == Assessment.id, Answer.code < NOT_APPLICABLE)
_DAY = func.coalesce(Assessment.campaign_on, func.date(Assessment.created_at))
_ASSESSMENTS = (
    select(
        Assessment.id,
        Assessment.questionnaire_id,
        Assessment.questionnaire_version,
        Assessment.questionnaire_hash,
        Assessment.campaign,
        Assessment.campaign_on,
        Assessment.created_at,
    )
    .where(Assessment.organisation_id == bindparam("organisation_id"))
    .order_by(_HAS_LEVEL.desc(), _DAY.desc(), Assessment.created_at.desc())
)


def bases(connection: Connection, organisation_id: uuid.UUID) -> Sequence[Basis]:
    """Return the newest assessment of each questionnaire, preferably one with a score; the newest of all first."""
    rows = connection.execute(_ASSESSMENTS, {"organisation_id": organisation_id})
    newest: dict[str, Basis] = {}
    for row in rows:
        newest.setdefault(row.questionnaire_id, Basis(*row))
    return list(newest.values())


def in_force(
    connection: Connection, organisation_ids: Sequence[uuid.UUID], questionnaire_id: str
) -> Mapping[uuid.UUID, Targets]:
    """Return what each organisation aims at with a questionnaire; one without targets has empty ones."""
    key = {"organisation_ids": list(organisation_ids), "questionnaire_id": questionnaire_id}
    found: dict[uuid.UUID, list[TargetRecord]] = {each: [] for each in organisation_ids}
    for organisation_id, *fields in connection.execute(_IN_FORCE[connection.dialect.name], key):
        found[organisation_id].append(TargetRecord(*fields))
    return {organisation_id: _targets(records) for organisation_id, records in found.items()}


def history(connection: Connection, organisation_id: uuid.UUID, questionnaire_id: str) -> Sequence[TargetRecord]:
    """Return every target that an organisation has set with a questionnaire, newest first."""
    key = {"organisation_id": organisation_id, "questionnaire_id": questionnaire_id}
    return [TargetRecord(*row) for row in connection.execute(_HISTORY, key)]


def as_of(records: Iterable[TargetRecord], moment: datetime | None = None) -> Targets:
    """Return what was in force at a moment, or is now, out of a history that has the newest first."""
    newest: dict[str, TargetRecord] = {}
    for record in records:
        if moment is None or record.set_at <= moment:
            newest.setdefault(record.axis_id, record)
    return _targets(newest.values())


def replaced(records: Iterable[TargetRecord]) -> Sequence[ReplacedTarget]:
    """Return the targets that others have followed, out of a history that has the newest first."""
    after: dict[str, TargetRecord] = {}
    found = []
    for record in records:
        following = after.get(record.axis_id)
        after[record.axis_id] = record
        if following is not None and record.aim is not None:
            found.append(ReplacedTarget(record, following.set_at, withdrawn=following.aim is None))
    return found


def _targets(records: Iterable[TargetRecord]) -> Targets:
    aims = {record.axis_id: record.aim for record in records}
    quadrant = next((aim for aim in aims.values() if isinstance(aim, QuadrantTarget)), None)
    return Targets({axis: aim for axis, aim in sorted(aims.items()) if isinstance(aim, AxisTarget)}, quadrant)
