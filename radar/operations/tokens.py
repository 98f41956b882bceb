"""Tokens of the programming interface, and what programs write with them; the journal says which token it was."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, update

from radar.models import ApiToken, Assessment
from radar.operations import assessments, campaigns, journal
from radar.operations.assessments import LINK_BYTES, Change, link_hash
from radar.operations.campaigns import Campaign
from radar.operations.journal import Entry
from scoring.questionnaire import Questionnaire

MARK = "rnq_"  # by which people and scanners of leaked secrets tell what it is


@dataclass(frozen=True, slots=True)
class NewToken:
    """What a token is to be called, what it may do, and until when."""

    name: str
    scope: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """The program that writes: its organisation, the name of its token, and who made that if still a member."""

    organisation_id: uuid.UUID
    account_id: uuid.UUID | None
    token_name: str


def create(
    connection: Connection, organisation_id: uuid.UUID, wanted: NewToken, account_id: uuid.UUID, now: datetime
) -> str:
    """Make a token and return it: it is not stored, so that nobody can show it again."""
    token = MARK + secrets.token_urlsafe(LINK_BYTES)
    connection.execute(
        insert(ApiToken).values(
            organisation_id=organisation_id,
            id=uuid.uuid4(),
            token_hash=link_hash(token),
            name=wanted.name,
            scope=wanted.scope,
            created_at=now,
            created_by=account_id,
            expires_at=wanted.expires_at,
        )
    )
    connection.commit()
    return token


def revoke(connection: Connection, organisation_id: uuid.UUID, token_id: uuid.UUID, now: datetime) -> None:
    """Make a token useless for good."""
    mine = (ApiToken.organisation_id == organisation_id) & (ApiToken.id == token_id)
    connection.execute(update(ApiToken).where(mine, ApiToken.revoked_at.is_(None)).values(revoked_at=now))
    connection.commit()


def start_assessment(
    connection: Connection,
    questionnaire: Questionnaire,
    campaign: Campaign,
    answers: Sequence[Change],
    sender: Sender,
    now: datetime,
) -> uuid.UUID:
    """Create an assessment as a draft with its answers, and return its id."""
    started = Entry("created-by-program", before=sender.token_name, after=campaign.name)
    assessment_id = campaigns.add(connection, questionnaire, sender.organisation_id, campaign, now)
    journal.record(connection, assessment_id, sender.account_id, now, [started])
    assessments.put_answers(connection, assessment_id, answers, now, sender.account_id, in_journal=True)
    connection.commit()
    return assessment_id


def put_answers(
    connection: Connection, assessment_id: uuid.UUID, answers: Sequence[Change], sender: Sender, now: datetime
) -> None:
    """Store answers; the caller holds the assessment."""
    came = Entry("sent-by-program", before=sender.token_name, after=str(len(answers)))
    journal.record(connection, assessment_id, sender.account_id, now, [came])
    assessments.put_answers(connection, assessment_id, answers, now, sender.account_id, in_journal=True)
    connection.execute(update(Assessment).where(Assessment.id == assessment_id).values(changed_at=now))
    connection.commit()
