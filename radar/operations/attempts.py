"""Putting down wrong passwords and codes, and forgetting them after a day."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert

from radar.models import Attempt

KEPT = timedelta(days=1)


def note_failure(connection: Connection, key_hash: bytes, now: datetime) -> None:
    """Put a wrong try down under the key that stands for where it came from, and forget the old ones."""
    note_failures(connection, [key_hash], now)


def note_failures(connection: Connection, key_hashes: list[bytes], now: datetime) -> None:
    """Put one wrong try down under several keys, and forget the old ones."""
    connection.execute(delete(Attempt).where(Attempt.at < now - KEPT))
    connection.execute(insert(Attempt), [{"id": uuid.uuid4(), "key_hash": key, "at": now} for key in key_hashes])
    connection.commit()


def forgive(connection: Connection, key_hash: bytes) -> None:
    """Remove what stands under a key whose holder has since been right."""
    connection.execute(delete(Attempt).where(Attempt.key_hash == key_hash))
    connection.commit()


def forget_old(connection: Connection, now: datetime) -> None:
    """Remove the tries older than a day."""
    connection.execute(delete(Attempt).where(Attempt.at < now - KEPT))
    connection.commit()
