"""How often somebody has recently been wrong."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from radar.models import Attempt

_FAILURES = select(func.count(Attempt.id)).where(
    Attempt.key_hash == bindparam("key_hash"), Attempt.at >= bindparam("moment")
)
_LATEST = select(Attempt.at).where(Attempt.key_hash == bindparam("key_hash")).order_by(Attempt.at.desc())


def failures_since(connection: Connection, key_hash: bytes, moment: datetime) -> int:
    """Return how many wrong tries stand under a key since `moment`."""
    return connection.execute(_FAILURES, {"key_hash": key_hash, "moment": moment}).scalar_one()


def refused_until(
    connection: Connection, key_hash: bytes, most: int, window: timedelta, now: datetime
) -> datetime | None:
    """Return when the next try is let through, if `most` wrong ones stand under a key within `window`."""
    decisive = connection.execute(_LATEST.offset(most - 1).limit(1), {"key_hash": key_hash}).scalar_one_or_none()
    return decisive + window if decisive and decisive + window > now else None
