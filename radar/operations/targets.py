"""Setting what an organisation aims at.  Rows are only added, so that nobody's targets are lost."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select

from radar import queries
from radar.database import begin_write
from radar.models import Organisation, Target
from radar.queries.targets import TargetRecord, as_of
from scoring.targets import AxisTarget, QuadrantTarget, Targets

QUADRANT = ""
TICK = timedelta(microseconds=1)

Aim = AxisTarget | QuadrantTarget | None
Change = tuple[str, Aim]


def changes(seen: Targets, wanted: Targets) -> tuple[Change, ...]:
    """Return what somebody wants otherwise than they saw it: the quadrant under an empty axis, None where it ends."""
    before, after = _aims(seen), _aims(wanted)
    return tuple((key, after.get(key)) for key in (before | after) if before.get(key) != after.get(key))


def save(
    connection: Connection,
    organisation_id: uuid.UUID,
    questionnaire_id: str,
    wanted: Sequence[Change],
    account_id: uuid.UUID,
    now: datetime,
) -> int:
    """Set and end targets and return how many there were to change: what already stands so is not set again."""
    records = _hold(connection, organisation_id, questionnaire_id)
    # Two clocks may differ: what is set later is later.
    moment = max(now, records[0].set_at + TICK) if records else now
    owner = {"organisation_id": organisation_id, "questionnaire_id": questionnaire_id}
    stamp = {"set_at": moment, "set_by": account_id}
    rows = [{**owner, **stamp, **columns} for columns in _rows(as_of(records), wanted)]
    if rows:
        connection.execute(insert(Target), rows)
    connection.commit()
    return len(rows)


def _hold(connection: Connection, organisation_id: uuid.UUID, questionnaire_id: str) -> Sequence[TargetRecord]:
    """Return every target of an organisation, newest first; nobody else sets one before the transaction ends."""
    begin_write(connection)
    connection.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
    return queries.targets.history(connection, organisation_id, questionnaire_id)


def _aims(targets: Targets) -> dict[str, AxisTarget | QuadrantTarget]:
    quadrant = {QUADRANT: targets.quadrant} if targets.quadrant else {}
    return {**quadrant, **targets.axes}


def _rows(current: Targets, wanted: Sequence[Change]) -> Iterator[dict[str, object]]:
    standing = _aims(current)
    for axis_id, aim in wanted:
        if standing.get(axis_id) != aim:
            yield {
                "id": uuid.uuid4(),
                "axis_id": axis_id,
                "score": aim.score if isinstance(aim, AxisTarget) else None,
                "quadrant": aim.id if isinstance(aim, QuadrantTarget) else None,
                "due_on": aim.due_on if aim else None,
                "reason": aim.reason if aim else "",
            }
