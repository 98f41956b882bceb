"""Reads: small frozen records, never lazy rows."""

from radar.queries import assessments, attempts, people, workshops

__all__ = ["assessments", "attempts", "people", "workshops"]
