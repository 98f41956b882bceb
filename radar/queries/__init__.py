"""Reads: small frozen records, never lazy rows."""

from radar.queries import assessments, people, workshops

__all__ = ["assessments", "people", "workshops"]
