"""Writes.  Each function is one transaction; whoever acts and the moment are arguments."""

from radar.operations import assessments, campaigns, journal

__all__ = ["assessments", "campaigns", "journal"]
