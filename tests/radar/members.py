"""Organisations with members, made straight in the database, and browsers in which they are signed in."""

import secrets
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import Connection, insert

from radar.access import SIGN_IN
from radar.models import (
    Account,
    Answer,
    Assessment,
    Membership,
    Organisation,
    Portfolio,
    PortfolioMembership,
    PortfolioOrganisation,
    SignIn,
)
from radar.operations.assessments import link_hash
from scoring.questionnaire import Questionnaire
from tests.radar.moments import NOON


def add_organisation(connection: Connection, name: str = "Régie de l’essai") -> uuid.UUID:
    """Add an organisation without members."""
    organisation_id = uuid.uuid4()
    connection.execute(insert(Organisation).values(id=organisation_id, name=name, created_at=NOON))
    connection.commit()
    return organisation_id


def add_account(
    connection: Connection, email: str = "alix@exemple.quebec", *, administrator: bool = False
) -> uuid.UUID:
    """Add a person who cannot sign in by a password."""
    account_id = uuid.uuid4()
    connection.execute(
        insert(Account).values(
            id=account_id, email=email, name="", password_hash="!", administrator=administrator, created_at=NOON
        )
    )
    connection.commit()
    return account_id


def add_member(connection: Connection, organisation_id: uuid.UUID, role: str) -> uuid.UUID:
    """Add a person with a role in an organisation."""
    account_id = add_account(connection, f"{role}-{secrets.token_hex(4)}@exemple.quebec")
    connection.execute(
        insert(Membership).values(organisation_id=organisation_id, account_id=account_id, role=role, created_at=NOON)
    )
    connection.commit()
    return account_id


def add_portfolio(
    connection: Connection, organisation_ids: Iterable[uuid.UUID], name: str = "Portefeuille de l’essai"
) -> uuid.UUID:
    """Add a portfolio of organisations."""
    portfolio_id = uuid.uuid4()
    connection.execute(insert(Portfolio).values(id=portfolio_id, name=name, created_at=NOON))
    held = [{"portfolio_id": portfolio_id, "organisation_id": each} for each in organisation_ids]
    if held:
        connection.execute(insert(PortfolioOrganisation), held)
    connection.commit()
    return portfolio_id


def add_portfolio_member(connection: Connection, portfolio_id: uuid.UUID, role: str) -> uuid.UUID:
    """Add a person who leads or observes a portfolio."""
    account_id = add_account(connection, f"{role}-{secrets.token_hex(4)}@exemple.quebec")
    values = {"portfolio_id": portfolio_id, "account_id": account_id, "role": role, "created_at": NOON}
    connection.execute(insert(PortfolioMembership).values(**values))
    connection.commit()
    return account_id


def add_assessment(
    connection: Connection, questionnaire: Questionnaire, organisation_id: uuid.UUID, campaign: str = "Automne 2026"
) -> uuid.UUID:
    """Add an assessment of an organisation, without answers."""
    assessment_id = uuid.uuid4()
    connection.execute(
        insert(Assessment).values(
            id=assessment_id,
            questionnaire_id=questionnaire.id,
            questionnaire_version=questionnaire.version,
            questionnaire_hash=questionnaire.hash,
            organisation="",
            organisation_id=organisation_id,
            campaign=campaign,
            created_at=NOON,
            changed_at=NOON,
        )
    )
    connection.commit()
    return assessment_id


def sign_in(client: FlaskClient, connection: Connection, account_id: uuid.UUID) -> FlaskClient:
    """Sign a browser in."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    connection.execute(
        insert(SignIn).values(
            account_id=account_id, id=uuid.uuid4(), token_hash=link_hash(token), created_at=now, seen_at=now
        )
    )
    connection.commit()
    with client.session_transaction() as session:
        session[SIGN_IN] = token
    return client


def answer(connection: Connection, assessment_id: uuid.UUID, codes: Mapping[str, int | None]) -> None:
    """Store answers, with a reason for each."""
    rows = [
        {"assessment_id": assessment_id, "statement_id": key, "code": code, "reason": "Vu.", "changed_at": NOON}
        for key, code in codes.items()
    ]
    connection.execute(insert(Answer), rows)
    connection.commit()
