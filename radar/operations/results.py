"""Keeping the scores of closed assessments, so that portfolios need not read answers."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert

from radar.models import KeptResult
from scoring import measures
from scoring.questionnaire import Questionnaire
from scoring.results import Result
from scoring.scores import Scores

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


def keep_scores(
    connection: Connection, questionnaire: Questionnaire, assessment_ids: Sequence[uuid.UUID], scores: Scores
) -> None:
    """Keep the scores of new assessments, many at once, as part of a transaction."""
    quadrants = [*(quadrant.id for quadrant in questionnaire.quadrants), None]
    columns = (assessment_ids, scores.coverage.tolist(), scores.quadrants.tolist(), measures.rows_of(scores))
    rows = [
        {"assessment_id": key, "coverage": coverage, "quadrant": quadrants[quadrant], "scores": measures.kept(row)}
        for key, coverage, quadrant, row in zip(*columns, strict=True)
    ]
    connection.execute(insert(KeptResult), rows)


def forget_result(connection: Connection, assessment_id: uuid.UUID) -> None:
    """Forget the result of an assessment that may change again, as part of a transaction."""
    connection.execute(_FORGET, {"assessment_id": assessment_id})
