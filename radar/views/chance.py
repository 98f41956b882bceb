"""How often chance alone would lead to each quadrant, from the votes of the closed sessions of an assessment."""

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radar import queries
from radar.exports import firmness
from radar.exports.report import Report
from radar.extensions import database
from radar.queries.assessments import AssessmentRecord
from radar.queries.revealed import ClosedRoom
from scoring.questionnaire import Questionnaire
from scoring.resampling import MOST_PEOPLE, Shares, quadrant_shares

Given = frozenset[tuple[str, int | None]]


def part(assessment: AssessmentRecord, report: Report) -> Mapping[str, Any] | None:
    """Return what the results say of chance; nothing where there is no quadrant, or where too few people voted.

    Only organisations hold sessions: nothing is asked of the database for others.
    """
    if assessment.organisation_id is None:
        return None
    rooms = queries.revealed.closed_rooms(database.connection, assessment.id)
    if not rooms or report.result.quadrant is None:
        return None
    if sum(room.people for room in rooms) > MOST_PEOPLE:
        return {"sentence": firmness.beyond_chance(report), "rows": []}
    given = frozenset((question, answer.code) for question, answer in report.answers.items())
    shares = _shares(report.result.questionnaire, given, assessment.id, rooms)
    return firmness.chance(report, shares) if shares else None


@lru_cache(maxsize=256)
def _shares(
    questionnaire: Questionnaire, given: Given, assessment_id: uuid.UUID, rooms: tuple[ClosedRoom, ...]
) -> Shares | None:
    """Return the shares of resamples, which change with what is agreed only."""
    return quadrant_shares(
        questionnaire, dict(given), _ballots(tuple(questionnaire.question_by_id), assessment_id, rooms)
    )


@lru_cache(maxsize=16)
def _ballots(questions: tuple[str, ...], assessment_id: uuid.UUID, rooms: tuple[ClosedRoom, ...]) -> NDArray[np.uint8]:
    """Return the ballots, a megabyte at most: what is closed does not change, and `rooms` names it."""
    del rooms
    columns = {question: column for column, question in enumerate(questions)}
    return queries.revealed.ballots(database.connection, assessment_id, columns)
