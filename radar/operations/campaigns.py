"""Campaigns: the assessments of an organisation, from their start to their closing.

Whoever calls holds the assessment as it is passed, so that it cannot move before the end of the transaction.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, update

from radar.models import Assessment
from radar.operations import journal, results, sharings
from radar.operations.assessments import pinned
from radar.operations.journal import Entry
from radar.operations.sharings import Participation
from radar.queries.assessments import AssessmentRecord
from scoring.questionnaire import Questionnaire
from scoring.results import Result

OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Campaign:
    """What an organisation calls an assessment, when it takes place, and whether it counts as official."""

    name: str
    on: date | None = None
    official: bool = False


def start(
    connection: Connection,
    questionnaire: Questionnaire,
    organisation_id: uuid.UUID,
    campaign: Campaign,
    account_id: uuid.UUID,
    now: datetime,
    participation: Participation | None = None,
) -> uuid.UUID:
    """Create an assessment of an organisation and return its id.

    It may take part in a campaign of a portfolio, whose questionnaire it then has; raises NotOfferedError.
    """
    if participation:
        sharings.hold_offer(connection, participation, organisation_id, questionnaire.hash)
    assessment_id = add(connection, questionnaire, organisation_id, campaign, now)
    journal.record(connection, assessment_id, account_id, now, [Entry("created", after=campaign.name)])
    if participation:
        sharings.record(connection, participation, organisation_id, assessment_id, account_id, now)
    connection.commit()
    return assessment_id


def add(
    connection: Connection,
    questionnaire: Questionnaire,
    organisation_id: uuid.UUID,
    campaign: Campaign,
    now: datetime,
) -> uuid.UUID:
    """Add an assessment of an organisation as part of a transaction, and return its id."""
    assessment_id = uuid.uuid4()
    connection.execute(
        insert(Assessment).values(
            id=assessment_id, organisation_id=organisation_id, **_columns(campaign), **pinned(questionnaire, now)
        )
    )
    return assessment_id


def change(
    connection: Connection, assessment: AssessmentRecord, campaign: Campaign, account_id: uuid.UUID, now: datetime
) -> None:
    """Change the name and the date of a campaign, and whether it is official."""
    before = Campaign(assessment.campaign, assessment.campaign_on, assessment.official)
    _update(connection, assessment.id, now, **_columns(campaign))
    journal.record(connection, assessment.id, account_id, now, _differences(before, campaign))
    connection.commit()


def change_state(
    connection: Connection, assessment: AssessmentRecord, state: str, account_id: uuid.UUID, now: datetime
) -> None:
    """Move an assessment to draft or workshop: it may change, so that no result is kept of it."""
    _put_state(connection, assessment, state, account_id, now)
    results.forget_result(connection, assessment.id)
    connection.commit()


def close(
    connection: Connection, assessment: AssessmentRecord, result: Result, account_id: uuid.UUID, now: datetime
) -> None:
    """Close an assessment, and keep the result to which its answers come under its pinned questionnaire."""
    _put_state(connection, assessment, "closed", account_id, now)
    results.keep_results(connection, {assessment.id: result})
    connection.commit()


def _put_state(
    connection: Connection, assessment: AssessmentRecord, state: str, account_id: uuid.UUID, now: datetime
) -> None:
    if state != assessment.state:
        _update(connection, assessment.id, now, state=state)
        journal.record(connection, assessment.id, account_id, now, [Entry("state", "", assessment.state, state)])


def claim(
    connection: Connection,
    assessment: AssessmentRecord,
    organisation_id: uuid.UUID,
    campaign: Campaign,
    account_id: uuid.UUID,
    now: datetime,
) -> None:
    """Make a trial an assessment of an organisation, answers and all; its private link opens nothing any more."""
    owner = {"organisation_id": organisation_id, "organisation": "", "link_hash": None}
    _update(connection, assessment.id, now, **owner, **_columns(campaign))
    claimed = Entry("claimed", before=assessment.organisation, after=campaign.name)
    journal.record(connection, assessment.id, account_id, now, [claimed])
    connection.commit()


def _columns(campaign: Campaign) -> dict[str, object]:
    return {"campaign": campaign.name, "campaign_on": campaign.on, "official": campaign.official}


def _update(connection: Connection, assessment_id: uuid.UUID, now: datetime, **columns: object) -> None:
    connection.execute(update(Assessment).where(Assessment.id == assessment_id).values(changed_at=now, **columns))


def _differences(before: Campaign, after: Campaign) -> list[Entry]:
    pairs = {
        "renamed": (before.name, after.name),
        "dated": (_written(before.on), _written(after.on)),
        OFFICIAL: (OFFICIAL if before.official else "", OFFICIAL if after.official else ""),
    }
    return [Entry(kind, "", old, new) for kind, (old, new) in pairs.items() if old != new]


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
