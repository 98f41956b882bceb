"""Keeping the scores of closed assessments, so that portfolios need not read answers."""

import uuid
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert

from radar.models import KeptResult
from scoring import measures
from scoring.results import Result

_FORGET = delete(KeptResult).where(KeptResult.assessment_id == bindparam("assessment_id"))


def keep_results(connection: Connection, results: Mapping[uuid.UUID, Result]) -> None:
    """Keep the results of assessments in place of those before, as part of a transaction."""
    rows = [
        {
            "assessment_id": assessment_id,
            "coverage": result.coverage,
            "quadrant": result.quadrant,
            "scores": measures.kept(measures.row_of(result)),
        }
        for assessment_id, result in results.items()
    ]
    if rows:
        connection.execute(_FORGET, rows)
        connection.execute(insert(KeptResult), rows)


def forget_result(connection: Connection, assessment_id: uuid.UUID) -> None:
    """Forget the result of an assessment that may change again, as part of a transaction."""
    connection.execute(_FORGET, {"assessment_id": assessment_id})
