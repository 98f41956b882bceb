"""Reads: small frozen records, never lazy rows."""

from radar.queries import (
    assessments,
    attempts,
    ballots,
    comparisons,
    dots,
    journal,
    organisations,
    people,
    portfolios,
    pulses,
    surveys,
    targets,
    workshops,
)

__all__ = [
    "assessments",
    "attempts",
    "ballots",
    "comparisons",
    "dots",
    "journal",
    "organisations",
    "people",
    "portfolios",
    "pulses",
    "surveys",
    "targets",
    "workshops",
]
