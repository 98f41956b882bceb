"""Moments that tests speak of."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 20, 17, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
