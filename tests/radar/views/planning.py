"""A plan at work, and the browsers of the members of its organisation."""

import uuid

from flask import Flask
from sqlalchemy import Connection

from radar import queries
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from scoring.transformation import PlannedInitiative, TransformationPlan
from tests.radar import members
from tests.radar.plans import add_plan, planned
from tests.radar.views.trial import Trial, texts_of


def words(answer: str) -> str:
    return " ".join(" ".join(texts_of(answer)).split()).replace("\u00a0", " ").replace("’", "'")


class Planning:
    """A plan, and the browsers of the members of its organisation."""

    def __init__(self, app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
        self.app, self.connection, self.questionnaire = app, connection, questionnaire
        self.organisation_id = members.add_organisation(connection)

    def plan(self, *initiatives: PlannedInitiative, **more: object) -> uuid.UUID:
        """Add a plan."""
        content = planned(self.questionnaire, *initiatives).model_copy(update=more)
        return add_plan(self.connection, self.questionnaire, Owner(self.organisation_id), content)

    def as_(self, role: str, plan_id: uuid.UUID) -> Trial:
        """Return a plan as somebody with a role has it open."""
        account_id = members.add_member(self.connection, self.organisation_id, role)
        return Trial(members.sign_in(self.app.test_client(), self.connection, account_id), f"/ptn/{plan_id}")

    def stored(self, plan_id: uuid.UUID) -> TransformationPlan:
        """Return a plan as it is stored."""
        self.connection.rollback()
        record = queries.plans.plan(self.connection, plan_id)
        assert record
        return queries.plans.assembled(record, queries.plans.rows(self.connection, plan_id))


def one(name: str, **more: object) -> PlannedInitiative:
    return PlannedInitiative(id=name, title=name.upper(), **{"quarters": 2, **more})
