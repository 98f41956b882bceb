"""Who may open what: an assessment is open to the browsers that came through its private link."""

import uuid
from collections.abc import Callable

from flask import abort, g, session
from sqlalchemy import Connection

from radar import queries
from radar.extensions import database
from radar.operations.assessments import link_hash
from radar.queries.assessments import AssessmentRecord

LINKS = "links"
MOST_LINKS = 20  # a cookie holds 4 kB; the oldest link makes room for the newest


def remember_link(assessment_id: uuid.UUID, token: str) -> None:
    """Let this browser open the assessment from now on."""
    links = [link for link in session.get(LINKS, []) if link[0] != assessment_id.hex]
    session[LINKS] = [*links, [assessment_id.hex, token]][-MOST_LINKS:]
    session.permanent = True


def forget_link(assessment_id: uuid.UUID) -> None:
    """Close the assessment in this browser."""
    session[LINKS] = [link for link in session.get(LINKS, []) if link[0] != assessment_id.hex]


def link_token(assessment_id: uuid.UUID) -> str | None:
    """Return the token through which this browser came to the assessment."""
    return dict(session.get(LINKS, [])).get(assessment_id.hex)


def get_assessment_or_404(assessment_id: uuid.UUID) -> AssessmentRecord:
    """Return the assessment if this browser holds its private link; otherwise it does not exist."""
    return _found_or_404(queries.assessments.assessment_with_link, assessment_id)


def hold_assessment_or_404(assessment_id: uuid.UUID) -> AssessmentRecord:
    """Return the same, and let nobody else change it or its answers before they are saved."""
    return _found_or_404(queries.assessments.hold_assessment_with_link, assessment_id)


def _found_or_404(
    find: Callable[[Connection, uuid.UUID, bytes], AssessmentRecord | None], assessment_id: uuid.UUID
) -> AssessmentRecord:
    token = link_token(assessment_id)
    found = token and find(database.connection, assessment_id, link_hash(token))
    if not found:
        abort(404)
    g.assessment = found
    return found


def known_assessments() -> list[uuid.UUID]:
    """Return the assessments whose links this browser holds, newest last."""
    return [uuid.UUID(link[0]) for link in session.get(LINKS, [])]
