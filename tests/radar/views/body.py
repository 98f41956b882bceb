"""An organisation with campaigns of the past, for tests of what moved between them."""

import uuid
from collections.abc import Mapping
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, update

from radar.models import Assessment
from scoring.questionnaire import Questionnaire
from tests.radar import members


class Body:
    """An organisation with campaigns, and the browser of a member."""

    def __init__(self, app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
        self._app = app
        self._connection = connection
        self._questionnaire = questionnaire
        self.id = members.add_organisation(connection)
        self.client = self.browser("reader")

    def browser(self, role: str) -> FlaskClient:
        """Return the browser of a member."""
        return members.sign_in(
            self._app.test_client(), self._connection, members.add_member(self._connection, self.id, role)
        )

    def hold(
        self,
        name: str,
        on: date | None,
        levels: int | Mapping[str, int] = 1,
        questionnaire: Questionnaire | None = None,
    ) -> uuid.UUID:
        """Hold a campaign in which every statement has a level, or some have theirs."""
        asked = questionnaire or self._questionnaire
        assessment_id = members.add_assessment(self._connection, asked, self.id, name)
        self._connection.execute(update(Assessment).where(Assessment.id == assessment_id).values(campaign_on=on))
        codes = dict.fromkeys(asked.question_by_id, levels) if isinstance(levels, int) else levels
        if codes:
            members.answer(self._connection, assessment_id, codes)
        self._connection.commit()
        return assessment_id

    def page(self, query: str = "") -> str:
        """Return the page of the evolution."""
        answer = self.client.get(f"/organisations/{self.id}/evolution{query}")
        assert answer.status_code == 200
        return " ".join(answer.text.replace("\u00a0", " ").split())
