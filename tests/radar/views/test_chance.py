"""What the results page says of chance, once sessions are closed."""

import pytest
from sqlalchemy import Connection, update

from radar.models import Answer
from radar.operations import workshops
from radar.views import chance
from scoring.questionnaire import Questionnaire
from tests.html import validate
from tests.radar import members, sessions
from tests.radar.moments import LATER, NOON
from tests.radar.sessions import Place, words
from tests.radar.views.trial import Trial


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A session of six people who all said 2 to e01, in an assessment that stands on both thresholds."""
    place = sessions.hold(connection, questionnaire)
    members.answer(connection, place.assessment_id, dict.fromkeys(questionnaire.statement_index, 2))
    workshops.open_statement(connection, place.workshop_id, "e01", NOON)
    sessions.vote(connection, place, [2] * 6)
    workshops.reveal(connection, place.workshop_id, "e01", 1, NOON)
    return place


def page(trial: Trial) -> str:
    return words(trial.get("/resultats").text)


@pytest.fixture
def reader(client: object, connection: Connection, place: Place) -> Trial:
    """The assessment in the browser of its facilitator."""
    return Trial(members.sign_in(client, connection, place.account_id), f"/evaluations/{place.assessment_id}")  # type: ignore[arg-type]


def test_an_open_session_says_nothing_of_chance(reader: Trial) -> None:
    assert "Part des tirages" not in page(reader)


def test_a_closed_session_says_how_often_each_quadrant_came(
    reader: Trial, connection: Connection, place: Place
) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    said = page(reader)
    assert "semblables à celles qui ont voté (6), le cadran serait « Numérique » dans 100,0 % des cas" in said
    assert "Part des tirages dans chaque cadran" in said
    assert "Cadran fragile : un seul changement d’un niveau suffirait pour passer au cadran" in said
    assert validate({"results": reader.get("/resultats").text}) == []


def test_what_is_agreed_afterwards_counts(reader: Trial, connection: Connection, place: Place) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    page(reader)
    connection.execute(update(Answer).where(Answer.statement_id == "e02").values(code=1))
    connection.commit()
    assert "dans 100,0 % des cas" in page(reader)
    assert "le cadran serait « Productive »" in page(reader)


def test_too_few_votes_say_nothing(reader: Trial, connection: Connection, place: Place) -> None:
    with connection.begin():
        connection.exec_driver_sql("DELETE FROM ballots")
    workshops.close(connection, place.workshop_id, LATER)
    assert "Part des tirages" not in page(reader)


def test_more_people_than_chance_moves_are_said_to_be_so(
    reader: Trial, connection: Connection, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    monkeypatch.setattr(chance, "MOST_PEOPLE", 5)
    assert "Plus de 20 000 personnes ont voté : le hasard ne déplace plus une dimension que de moins de 0,03." in page(
        reader
    )
