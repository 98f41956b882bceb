"""Taking up initiatives from the results of a campaign, and what the evolution says of them."""

import re
import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from radar import operations, queries
from radar.i18n import today
from radar.models import AdoptedInitiative
from scoring.questionnaire import Questionnaire
from tests.radar.views.body import Body
from tests.radar.views.trial import csrf_token, start

NAME = re.compile(r'name="initiative" value="([^"]+)"')
WITHDRAWN = "L’initiative n’est plus retenue."


class Results:
    """The results of a campaign in the browser of a member."""

    def __init__(self, body: Body, client: FlaskClient, assessment_id: uuid.UUID) -> None:
        self.body, self.client, self.assessment_id = body, client, assessment_id

    def page(self) -> str:
        """Return the page as text."""
        page = self.client.get(f"/evaluations/{self.assessment_id}/resultats").text
        return " ".join(page.replace("\u00a0", " ").split())

    def post(self, action: str, **fields: str) -> str:
        """Send the form of the first proposed initiative; return the page it leads to."""
        answer = self.client.post(
            f"/organisations/{self.body.id}/initiatives",
            data={"csrf_token": csrf_token(self.client), "action": action, **self.fields(), **fields},
        )
        assert answer.status_code == 303, answer.status
        assert answer.headers["Location"].endswith(f"/resultats#initiative-{self.fields()['initiative']}")
        return self.page()

    def fields(self) -> dict[str, str]:
        """Return what the form names."""
        return {"assessment": str(self.assessment_id), "initiative": NAME.findall(self.page())[0]}


@pytest.fixture
def body(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Body:
    """An organisation without campaigns."""
    return Body(app, connection, questionnaire)


@pytest.fixture
def results(body: Body) -> Results:
    """The results of its only campaign, for whoever is responsible."""
    return Results(body, body.browser("responsable"), body.hold("Automne 2025", date(2025, 10, 20)))


def stored(connection: Connection) -> list[tuple[str, date, date | None]]:
    connection.rollback()
    rows = connection.execute(
        select(AdoptedInitiative.questionnaire_id, AdoptedInitiative.since, AdoptedInitiative.until)
    )
    return [(name, since, until) for name, since, until in rows]


class TestForm:
    def test_an_initiative_is_taken_up_ended_and_forgotten(self, results: Results, connection: Connection) -> None:
        assert "Retenue depuis le" in results.post("adopt")
        ((name, since, until),) = stored(connection)
        assert (name, until) == ("radar-numeriqc", None)
        assert "Retenue du" in results.post("end")
        assert stored(connection) == [(name, since, since)]
        page = results.post("withdraw")
        assert WITHDRAWN in page or "Retenir cette initiative" in page
        assert stored(connection) == []

    def test_doing_it_twice_changes_nothing(self, results: Results, connection: Connection) -> None:
        results.post("adopt")
        once = stored(connection)
        results.post("adopt")
        assert stored(connection) == once

    @pytest.mark.parametrize(
        ("fields", "status"),
        [
            ({"initiative": "pas-une-initiative"}, 404),
            ({"assessment": "pas-un-uuid"}, 404),
            ({"assessment": str(uuid.uuid4())}, 404),
            ({"action": "sell"}, 400),
            ({"action": ""}, 400),
        ],
    )
    def test_what_does_not_exist_is_refused(
        self, results: Results, connection: Connection, fields: dict[str, str], status: int
    ) -> None:
        data = {"csrf_token": csrf_token(results.client), "action": "adopt", **results.fields(), **fields}
        answer = results.client.post(f"/organisations/{results.body.id}/initiatives", data=data)
        assert answer.status_code == status
        assert stored(connection) == []

    def test_the_campaign_of_another_body_is_not_there(
        self, app: Flask, connection: Connection, questionnaire: Questionnaire, results: Results
    ) -> None:
        other = Body(app, connection, questionnaire)
        data = {**results.fields(), "action": "adopt", "assessment": str(other.hold("2025", date(2025, 1, 1)))}
        data["csrf_token"] = csrf_token(results.client)
        assert results.client.post(f"/organisations/{results.body.id}/initiatives", data=data).status_code == 404

    @pytest.mark.parametrize("role", ["reader", "facilitator"])
    def test_others_see_what_was_taken_up_without_the_form(self, results: Results, role: str) -> None:
        results.post("adopt")
        page = Results(results.body, results.body.browser(role), results.assessment_id).page()
        assert "Retenue depuis le" in page
        assert "Retenir cette initiative" not in page

    def test_a_trial_takes_nothing_up(self, client: FlaskClient) -> None:
        trial = start(client)
        trial.put("e01", {"level": "1"})
        assert "Retenir cette initiative" not in trial.get("/resultats").text


class TestInPlace:
    def test_between_two_campaigns_they_stand_beside_the_axes_they_serve(
        self, results: Results, connection: Connection, questionnaire: Questionnaire
    ) -> None:
        body = results.body
        body.hold("Automne 2026", date(2026, 10, 19), 2)
        (found,) = (one for one in questionnaire.catalogue.initiatives if one.id == "sondage-clientele")
        operations.initiatives.adopt(connection, body.id, questionnaire.id, found.id, date(2026, 1, 15))
        page = body.page()
        assert f'<strong>{found.title}</strong> <span class="quiet"> depuis le 15 janvier 2026 </span>' in page
        assert "Expérience utilisateur : +1,00" in page
        assert "rien ici ne dit qu’elles en sont la cause" in page

    @pytest.mark.parametrize(
        ("since", "until", "expected"),
        [
            (date(2025, 1, 1), None, True),
            (date(2025, 1, 1), date(2025, 10, 20), False),
            (date(2025, 1, 1), date(2025, 10, 21), True),
            (date(2026, 10, 18), None, True),
            (date(2026, 10, 19), None, False),
        ],
    )
    def test_only_what_was_in_place_for_a_part_of_the_time(
        self, results: Results, connection: Connection, since: date, until: date | None, *, expected: bool
    ) -> None:
        body = results.body
        body.hold("Automne 2026", date(2026, 10, 19), 2)
        key = (body.id, "radar-numeriqc", "sondage-clientele")
        operations.initiatives.adopt(connection, *key, since)
        if until:
            operations.initiatives.end(connection, *key, until)
        assert ("Aucune initiative retenue" not in body.page()) is expected

    def test_what_the_catalogue_no_longer_has_is_left_out(self, results: Results, connection: Connection) -> None:
        results.body.hold("Automne 2026", date(2026, 10, 19), 2)
        for questionnaire, initiative in (("radar-numeriqc", "disparue"), ("disparu", "sondage-clientele")):
            operations.initiatives.adopt(connection, results.body.id, questionnaire, initiative, date(2026, 1, 1))
        assert "Aucune initiative retenue" in results.body.page()


def test_an_end_stays_the_first_that_was_said(connection: Connection, body: Body, app: Flask) -> None:
    with app.test_request_context():
        day = today()
    key = (body.id, "radar-numeriqc", "sondage-clientele")
    operations.initiatives.adopt(connection, *key, day)
    operations.initiatives.end(connection, *key, day)
    operations.initiatives.end(connection, *key, day + timedelta(days=9))
    assert [one.until for one in queries.initiatives.adopted_by(connection, body.id)] == [day]
