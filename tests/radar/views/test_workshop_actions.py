"""What the facilitator does in a session, by plain forms."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import queries
from tests.radar import sessions
from tests.radar.sessions import Console, Place

VIEWS = ("", "/etat", "/ecran", "/ecran/etat")
E01, E02 = "/enonces/e01", "/enonces/e02"


def test_the_second_of_two_reveals_shows_what_the_first_revealed(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    sessions.vote(connection, place, [3, 3, 3])
    pages = [console.post(f"{E01}/devoilement", round="1") for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert all("Tous les votes sont au niveau 3." in sessions.words(page.text) for page in pages)


def test_a_reveal_that_arrives_after_a_new_round_leaves_it_alone(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    sessions.vote(connection, place, [3, 3, 3])
    console.post(f"{E01}/devoilement", round="1")
    console.post(f"{E01}/nouveau-tour", round="1")
    assert "Dévoiler les votes" in console.post(f"{E01}/devoilement", round="1").text
    late = console.post(f"{E01}/accord", round="1", level="3").text
    assert "La séance avait changé entre-temps" in sessions.words(late)
    assert not queries.assessments.answers_of(connection, place.assessment_id)


def test_voting_again_keeps_both_rounds(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    for number, level in ((1, 0), (2, 4)):
        sessions.vote(connection, place, [level] * 5, number)
        console.post(f"{E01}/devoilement", round=str(number))
        if number == 1:
            assert "tour 2" in sessions.words(console.post(f"{E01}/nouveau-tour", round="1").text)
    record = sessions.words(console.post("/fermeture").text)
    assert "Tous les votes sont au niveau 0." in record
    assert "Tous les votes sont au niveau 4." in record


def test_the_median_is_proposed_and_a_person_decides(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    sessions.vote(connection, place, [1, 3, 3])
    console.post(f"{E01}/devoilement", round="1")
    page = console.get().text
    assert re.findall(r'value="(\w+)" checked', " ".join(page.split())) == ["3"]
    assert not queries.assessments.answers_of(connection, place.assessment_id)
    connection.rollback()
    assert "pas de noms de personnes" in page
    refused = console.post(f"{E01}/accord", round="1", reason="Sans niveau")
    assert refused.status_code == 422
    assert "Choisissez le niveau convenu" in refused.text
    assert "Sans niveau" in refused.text
    assert console.post(f"{E01}/accord", round="1", level="3", reason="a" * 4001).status_code == 422
    console.post(f"{E01}/accord", round="1", level="na", reason="Hors mandat")
    answer = queries.assessments.answers_of(connection, place.assessment_id)["e01"]
    assert (answer.value, answer.reason) == ("na", "Hors mandat")


def test_a_pause_keeps_everything_and_ends_with_a_new_code(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    sessions.vote(connection, place, [1, 2])
    code = re.findall(r"<strong>([A-Z0-9]{6})</strong>", console.get().text)
    paused = console.post("/pause").text
    assert "La séance est en pause" in paused
    assert "La séance est en pause" in console.get("/ecran").text
    assert code[0] not in paused
    resumed = console.post("/reprise").text
    assert "2 votes sur 2" in sessions.words(resumed)
    assert re.findall(r"<strong>([A-Z0-9]{6})</strong>", resumed) != code


def test_an_expired_code_is_said_and_renewed(connection: Connection, place: Place, client: FlaskClient) -> None:
    console = sessions.console(client, connection, place)
    assert "Le code n’est plus valide" in console.get().text
    assert "Reprendre la séance" in console.get().text
    assert "Ouvrir le premier énoncé" in console.post("/reprise").text


def test_closing_lists_what_is_left_undone_and_asks(connection: Connection, place: Place, console: Console) -> None:
    for statement in ("e01", "e02", "e03"):
        console.post(f"/enonces/{statement}/ouverture")
    sessions.vote(connection, place, [1, 2, 3], statement="e02")
    sessions.vote(connection, place, [1, 2, 3], statement="e03")
    console.post(f"{E02}/devoilement", round="1")
    console.post("/enonces/e03/devoilement", round="1")
    console.post("/enonces/e03/accord", round="1", level="2")
    page = sessions.words(console.get("/fermeture").text)
    assert "Ouverts, mais pas dévoilés (1) 1." in page
    assert "Dévoilés, mais sans niveau convenu (1) 2." in page
    assert "Jamais ouverts (3)" in page
    closed = sessions.words(console.post("/fermeture").text)
    assert "La séance est fermée" in closed
    assert "Pas dévoilé." in closed
    late = sessions.words(console.post(f"{E01}/devoilement", round="1").text)
    assert "Pas dévoilé." in late
    assert "La séance avait changé" in sessions.words(console.post("/reprise").text)


def test_answers_typed_in_count_like_others(console: Console) -> None:
    console.post(f"{E01}/ouverture")
    for level in ("1", "1", "na"):
        page = console.post(f"{E01}/saisie", round="1", person="", answer=level).text
    assert "3 votes sur 3" in sessions.words(page)
    assert "Personne 3" in sessions.words(page)
    refused = console.post(f"{E01}/saisie", round="1", person="", answer="")
    assert refused.status_code == 422
    assert "Choisissez le niveau que la personne a donné" in refused.text


def test_more_people_than_the_room_holds_are_remarked_on(
    connection: Connection, place: Place, console: Console
) -> None:
    sessions.seat(connection, place.workshop_id, 4)
    sentence = "C’est plus que le nombre de personnes présentes (3)"
    assert sentence in sessions.words(console.post("/presences", people="3").text)
    assert sentence not in sessions.words(console.post("/presences", people="4").text)
    assert console.post("/presences", people="beaucoup").status_code == 422
    assert sentence not in sessions.words(console.post("/presences", people="").text)


def test_the_timer_tells_what_is_left_by_the_clock_of_the_server(console: Console) -> None:
    console.post(f"{E01}/ouverture")
    page = console.post("/minuterie", minutes="2").text
    (left,) = re.findall(r'data-countdown="(\d+)"', page)
    assert 100 < int(left) <= 120
    assert re.findall(r'data-countdown="(\d+)"', console.get("/ecran").text)
    assert "data-countdown" not in console.post("/minuterie", minutes="0").text
    assert console.post("/minuterie", minutes="600").status_code == 400


def test_a_facilitator_removed_in_mid_session_can_do_no_more(
    connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    connection.execute(sa.text("UPDATE memberships SET role = 'reader'"))
    connection.commit()
    assert console.post(f"{E01}/devoilement", round="1").status_code == 403
    connection.execute(sa.text("DELETE FROM memberships"))
    connection.commit()
    assert console.post(f"{E01}/devoilement", round="1").status_code == 404
    assert [console.get(view).status_code for view in VIEWS] == [404] * len(VIEWS)
    (found,) = queries.workshops.rounds_of(connection, place.workshop_id)["e01"]
    assert found.revealed_at is None


@pytest.mark.parametrize(
    "path",
    [f"{E01}/devoilement", "/enonces/e48/ouverture", "/enonces/rien/ouverture", f"{E01}/saisie"],
)
def test_forms_that_no_page_sends_are_refused(console: Console, path: str) -> None:
    assert console.post(path, round="x", answer="1").status_code in {400, 404}
