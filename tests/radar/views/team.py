"""An organisation at work on an assessment."""

from flask import Flask
from sqlalchemy import Connection, select

from radar.models import Assessment, Event
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.views.trial import Trial


class Team:
    """An organisation with an assessment, and the browsers of its members."""

    def __init__(self, app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
        self._app = app
        self._connection = connection
        self.organisation_id = members.add_organisation(connection)
        self.assessment_id = members.add_assessment(connection, questionnaire, self.organisation_id)

    def as_(self, role: str) -> Trial:
        """Return the assessment as somebody with a role holds it."""
        account_id = members.add_member(self._connection, self.organisation_id, role)
        client = members.sign_in(self._app.test_client(), self._connection, account_id)
        return Trial(client, f"/evaluations/{self.assessment_id}")

    def state(self) -> str:
        """Return the state as it is stored."""
        self._connection.rollback()
        return str(self._connection.execute(select(Assessment.state)).scalar_one())

    def told(self) -> list[tuple[str, str]]:
        """Return the changes of state in the journal."""
        self._connection.rollback()
        rows = self._connection.execute(select(Event.before, Event.after).where(Event.kind == "state"))
        return [(before, after) for before, after in rows]
