"""Reads: small frozen records, never lazy rows."""

from radar.queries import assessments, attempts, organisations, people, workshops

__all__ = ["assessments", "attempts", "organisations", "people", "workshops"]
