"""Writes.  Each function is one transaction; whoever acts and the moment are arguments."""

from radar.operations import assessments, attempts, campaigns, invitations, journal, organisations, people, workshops

__all__ = ["assessments", "attempts", "campaigns", "invitations", "journal", "organisations", "people", "workshops"]
