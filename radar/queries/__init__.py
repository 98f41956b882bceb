"""Reads: small frozen records, never lazy rows."""

from radar.queries import assessments

__all__ = ["assessments"]
