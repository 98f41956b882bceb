"""Writes.  Each function is one transaction; whoever acts and the moment are arguments."""

from radar.operations import (
    assessments,
    attempts,
    ballots,
    campaigns,
    dots,
    invitations,
    journal,
    organisations,
    people,
    portfolios,
    pulses,
    results,
    surveys,
    targets,
    workshops,
)

__all__ = [
    "assessments",
    "attempts",
    "ballots",
    "campaigns",
    "dots",
    "invitations",
    "journal",
    "organisations",
    "people",
    "portfolios",
    "pulses",
    "results",
    "surveys",
    "targets",
    "workshops",
]
