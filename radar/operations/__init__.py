"""Writes.  Each function is one transaction; whoever acts and the moment are arguments."""

from radar.operations import assessments

__all__ = ["assessments"]
