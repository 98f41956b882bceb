"""Dots on initiatives: as many as the facilitator gave, and a ranking once the vote is closed."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, insert

from radar import queries
from radar.models import Answer
from radar.operations.assessments import link_hash
from radar.operations.ballots import join
from radar.operations.dots import DotsRefusedError, WhyNot, place_dots
from scoring.questionnaire import Questionnaire
from tests.html import validate
from tests.radar import members, rooms
from tests.radar.moments import NOON
from tests.radar.views.trial import csrf_token

DOTS = 3


@dataclass
class Vote:
    """A workshop with dots and its facilitator's browser."""

    workshop_id: uuid.UUID
    client: FlaskClient
    token: str

    def switch(self, action: str) -> str:
        """Open or close the vote and return the page that follows."""
        fields = {"csrf_token": self.token, "action": action}
        return str(self.client.post(f"/seances/{self.workshop_id}/points", data=fields, follow_redirects=True).text)


@pytest.fixture
def dots(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Vote:
    """A workshop whose assessment is answered, so that there is something to propose."""
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    rows = [
        {"assessment_id": assessment_id, "statement_id": statement.id, "code": 1, "changed_at": NOON}
        for statement in questionnaire.statements
    ]
    connection.execute(insert(Answer), rows)
    workshop_id = rooms.add_workshop(connection, questionnaire, assessment_id=assessment_id, dots=DOTS)
    facilitator = members.add_member(connection, organisation_id, "facilitator")
    client = members.sign_in(app.test_client(), connection, facilitator)
    return Vote(workshop_id, client, csrf_token(client))


def initiatives(page: str) -> list[str]:
    return re.findall(r'id="dots-([a-z0-9-]+)"', page)


def test_dots_are_given_moved_and_ranked(app: Flask, connection: Connection, dots: Vote) -> None:
    phones = [rooms.join(app) for _ in range(2)]
    opened = dots.switch("open")
    page = phones[0].get().text
    first, second, *_ = initiatives(page)
    assert phones[0].post("/points", **{first: "3"}).status_code == 303
    assert phones[1].post("/points", **{first: "1", second: "2"}).status_code == 303
    assert phones[0].post("/points", **{second: "2"}).status_code == 303
    assert "Vos points sont enregistrés" in phones[0].get().text
    assert "2 personnes ont donné des points" in dots.client.get(f"/seances/{dots.workshop_id}/points").text.replace(
        "\u00a0", " "
    )
    closed = dots.switch("close")
    assert re.findall(r'<td class="number">(\d+)</td>', closed) == ["4", "1"]
    assert [rank.initiative_id for rank in queries.dots.ranking(connection, dots.workshop_id)] == [second, first]
    assert "Quelles initiatives d’abord" not in phones[0].get().text
    assert validate({"opened": opened, "phone": page, "closed": closed}) == []


def test_nobody_has_more_dots_than_were_given(app: Flask, connection: Connection, dots: Vote) -> None:
    phone = rooms.join(app)
    dots.switch("open")
    first, second, *_ = initiatives(phone.get().text)
    phone.post("/points", **{first: "3", second: "1"})
    assert "Vous avez 3 points en tout" in phone.get().text.replace("\u00a0", " ")
    assert queries.dots.ranking(connection, dots.workshop_id) == []


def test_dots_at_the_wrong_time_are_refused_in_a_sentence(app: Flask, connection: Connection, dots: Vote) -> None:
    phone = rooms.join(app)
    phone.post("/points", x="1")
    assert "Le vote par points est fermé" in phone.get().text
    rooms.change(connection, dots.workshop_id, state="closed")
    assert "dans une séance en cours" in dots.switch("open")


def test_many_tabs_of_one_person_never_give_more_together(engine: Engine, connection: Connection, dots: Vote) -> None:
    dots.switch("open")
    token = link_hash(join(connection, dots.workshop_id, "", bytes(32), NOON)[1])

    def tab(number: int) -> None:
        with engine.connect() as own:
            place_dots(own, dots.workshop_id, token, {f"i{number}": DOTS})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tab, range(8)))
    (rank,) = queries.dots.ranking(connection, dots.workshop_id)
    assert (rank.dots, rank.voters) == (DOTS, 1)
    connection.rollback()
    with pytest.raises(DotsRefusedError) as refused:
        place_dots(connection, dots.workshop_id, bytes(32), {})
    assert refused.value.why is WhyNot.NOT_JOINED
