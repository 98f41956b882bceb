"""The votes of a session as a file."""

from collections.abc import Iterator

from radar import queries
from radar.exports.votes import Outcome, Round, to_csv, to_json
from radar.extensions import database
from radar.i18n import current_language
from radar.views.workshop_state import AGREED, Session

MIMETYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def file(session: Session, kind: str) -> bytes:
    """Return the session as `csv` or `json`."""
    outcomes = list(_outcomes(session))
    if kind == "csv":
        return to_csv(outcomes, current_language())
    workshop = session.workshop
    about = {
        "title": workshop.title,
        "questionnaire": session.questionnaire.reference,
        "state": workshop.state,
        "opened": workshop.created_at.isoformat(),
        "closed": workshop.closed_at.isoformat() if workshop.closed_at else None,
    }
    return to_json(outcomes, about)


def _outcomes(session: Session) -> Iterator[Outcome]:
    votes = queries.workshops.votes_of(database.connection, session.workshop.id)
    for topic in session.topics:
        if topic.rounds:
            rounds = [
                Round(
                    vote.round.number,
                    vote.round.revealed_at is not None,
                    votes.get((topic.statement.id, vote.round.number), {}),
                )
                for vote in topic.rounds
            ]
            yield Outcome(topic.statement, rounds, topic.answer if topic.state == AGREED else None)
