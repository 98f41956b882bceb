"""A pulse as its organisation holds it: opened with a target, never tallied before its time, then shown as a whole."""

import csv
import io
import json
import re
import shutil
import uuid

import pytest
from flask import Flask
from sqlalchemy import Connection, update

from radar import paths
from radar.models import Pulse
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.views.pulse_pages import PLAN, Held, answer, hold, open_pulse, question


@pytest.fixture
def pulse(app: Flask, connection: Connection) -> Held:
    """An open pulse."""
    return hold(app, connection)


def test_an_open_pulse_shows_how_many_have_answered_and_no_tally(app: Flask, pulse: Held) -> None:
    answer(app, pulse, 1, 2, 2, 3, 3, 3)
    page = pulse.page()
    assert "6 personnes ont répondu." in page
    assert "<figure" not in page
    assert pulse.client.get(f"{pulse.address}/resultats.json").status_code == 404
    assert pulse.client.get(f"{pulse.address}/pouls.svg").status_code == 404
    assert "<td>Ouvert</td>" in pulse.client.get(pulse.home).text


def test_a_closed_pulse_shows_its_distribution_mean_and_target(app: Flask, pulse: Held) -> None:
    answer(app, pulse, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3)
    page = pulse.post("/fermeture")
    assert validate({"closed": page}) == []
    assert "<strong>2,3</strong>" in page
    assert "sur une échelle de 1 à 4" in page
    assert "<strong>0,7</strong>" in page
    assert "La cible est le stade 3, «\u00a0Devient numérique\u00a0», d’ici le 31\u00a0mars 2099" in page
    assert "Raison de la cible\u00a0: Le plan." in page
    assert "50,0\u00a0%" in page
    assert "Hypothèse\u00a0: Les sources publiques" in page
    assert "D’un pouls à l’autre" not in page
    assert "The mean is 2.3 on a scale from 1 to 4, from 10 responses" in pulse.page(lang="en")
    assert "<td>Fermé</td>" in pulse.client.get(pulse.home, query_string={"lang": "fr"}).text


def test_the_picture_and_the_files_say_the_same(app: Flask, pulse: Held) -> None:
    answer(app, pulse, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3)
    pulse.post("/fermeture")
    picture = pulse.client.get(f"{pulse.address}/pouls.svg?theme=dark")
    assert "Moyenne\u00a0: 2,3" in picture.text
    assert "Cible\u00a0: 3, d’ici le 31\u00a0mars 2099" in picture.text
    again = pulse.client.get(
        f"{pulse.address}/pouls.svg?theme=dark", headers={"If-None-Match": picture.headers["ETag"]}
    )
    assert again.status_code == 304
    assert pulse.client.get(f"{pulse.address}/pouls.png").data.startswith(b"\x89PNG")
    found = json.loads(pulse.page("/resultats.json"))
    assert found["counts"] == [1, 5, 4, 0]
    assert (found["mean"], found["median"], found["respondents"]) == (2.3, 2, 10)
    assert (found["target_stage"], found["target_on"], found["share_at_target"]) == (3, "2099-03-31", 0.4)
    sheet = pulse.client.get(f"{pulse.address}/resultats.csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet), delimiter=";")
    assert [row[f"stage_{number}"] for number in range(1, 5)] == ["1", "5", "4", "0"]


@pytest.mark.parametrize("stages", [(), (1, 4, 4, 4)])
def test_under_five_answers_a_closed_pulse_shows_nothing_else(app: Flask, pulse: Held, stages: tuple[int, ...]) -> None:
    answer(app, pulse, *stages)
    page = pulse.post("/fermeture")
    assert "Moins de 5 personnes ont répondu\u00a0: aucun résultat n’est montré." in page
    assert "<table" not in page
    assert "<figure" not in page
    for file in ("resultats.csv", "resultats.json", "pouls.svg"):
        assert pulse.client.get(f"{pulse.address}/{file}").status_code == 404


def test_pulses_of_the_same_question_form_a_trend(app: Flask, pulse: Held) -> None:
    answer(app, pulse, 1, 1, 2, 2, 2)
    pulse.post("/fermeture")
    few = open_pulse(pulse.client, pulse.token, pulse.home, title="Pouls de mai")
    answer(app, few, 4)
    few.post("/fermeture")
    last = open_pulse(pulse.client, pulse.token, pulse.home, title="Pouls de juin")
    answer(app, last, 2, 2, 3, 3, 3)
    page = last.post("/fermeture")
    rows = re.sub(r"\s+", " ", page[page.index('id="trend"') :])
    assert re.search(r"Pouls de juin.*?>5<.*?>2,6<", rows.replace("> ", ">").replace(" <", "<"))
    assert "moins de 5" in rows
    assert "1,6" in rows


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"title": " "}, "Donnez un titre au pouls"),
        ({"title": "x" * 121}, "Le titre est trop long; raccourcissez-le à 120 caractères."),
        ({"question": "autre@1.0.0"}, "Choisissez une question de la liste."),
        ({"target_stage": "5"}, "Cette question va du stade 1 au stade 4."),
        ({"target_stage": ""}, "Choisissez le stade visé, ou videz la date et la raison."),
        ({"target_on": "bientôt"}, "«\u00a0bientôt\u00a0» n’est pas une date"),
        ({"target_on": "2023-02-01"}, "Cette date est passée; choisissez-en une à venir."),
        ({"target_reason": "x" * 501}, "La raison est trop longue"),
    ],
)
def test_a_plan_with_a_fault_is_refused_and_kept(pulse: Held, entered: dict[str, str], sentence: str) -> None:
    given = {"csrf_token": pulse.token, **PLAN, **question(pulse.client, pulse.home), **entered}
    refused = pulse.client.post(f"{pulse.home}/pouls/nouveau", data=given)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert validate({"refused": refused.text}) == []
    if "title" not in entered:
        assert "Pouls de février" in refused.text


def test_a_reader_sees_the_result_and_opens_nothing(app: Flask, connection: Connection, pulse: Held) -> None:
    answer(app, pulse, 2, 2, 2, 3, 3)
    pulse.post("/fermeture")
    organisation_id = pulse.home.rpartition("/")[2]
    reader = members.add_member(connection, uuid.UUID(organisation_id), "reader")
    client = members.sign_in(app.test_client(), connection, reader)
    assert "<strong>2,4</strong>" in client.get(pulse.address).text
    assert "Ouvrir un pouls" not in client.get(pulse.home).text


def test_a_pulse_belongs_to_its_organisation(app: Flask, connection: Connection, pulse: Held) -> None:
    other = hold(app, connection)
    assert other.client.get(f"{other.home}/pouls/{pulse.address.rpartition('/')[2]}").status_code == 404


def test_who_only_administers_the_site_sees_no_pulse(app: Flask, connection: Connection, pulse: Held) -> None:
    administrator = members.add_account(connection, administrator=True)
    client = members.sign_in(app.test_client(), connection, administrator)
    assert client.get(pulse.address).status_code == 404
    assert "Pouls de février" not in client.get(pulse.home).text


def test_a_page_costs_as_many_queries_with_many_pulses(app: Flask, pulse: Held) -> None:
    answer(app, pulse, 1, 1, 2, 2, 2)
    pulse.post("/fermeture")
    with count_queries(app.extensions["database"]) as before:
        pulse.page()
    for month in range(4):
        another = open_pulse(pulse.client, pulse.token, pulse.home, title=f"Pouls {month}")
        answer(app, another, 1, 2, 3, 4, 4)
        another.post("/fermeture")
    with count_queries(app.extensions["database"]) as after:
        pulse.page()
    assert len(after) == len(before)


def test_a_question_that_was_edited_since_is_not_shown_as_if_it_were_the_same(
    connection: Connection, pulse: Held
) -> None:
    connection.execute(update(Pulse).values(question_hash="0" * 64))
    connection.commit()
    assert pulse.client.get(pulse.address).status_code == 500


def test_an_installation_may_bring_questions_of_its_own(app: Flask, pulse: Held) -> None:
    shipped = paths.QUESTIONNAIRES / "pulses" / "pouls-numerique" / "1.0.0"
    own = app.config["RADAR"].questionnaires / "pulses"
    for name in ("autre", "fautif"):
        shutil.copytree(shipped, own / name / "1.0.0")
        file = own / name / "1.0.0" / "pulse.yaml"
        file.write_text(file.read_text("utf-8").replace("id: pouls-numerique", "id: autre"), encoding="utf-8")
    page = pulse.client.get(f"{pulse.home}/pouls/nouveau").text
    assert validate({"new": page}) == []
    assert re.findall(r'<option value="(\w[^"]+@[^"]+)"', page) == ["autre@1.0.0", "pouls-numerique@1.0.0"]
    given = {"csrf_token": pulse.token, **PLAN, "question": "autre@1.0.0"}
    opened = pulse.client.post(f"{pulse.home}/pouls/nouveau", data=given)
    assert opened.status_code == 303
    assert validate({"open": pulse.client.get(opened.location).text}) == []


def test_long_titles_and_marks_up_are_shown_as_they_are(app: Flask, connection: Connection) -> None:
    title = "<b>Pouls</b> & " + "W" * 100
    held = hold(app, connection, title=title, target_reason="</p><script>")
    answer(app, held, 1, 2, 3, 4, 4)
    page = held.post("/fermeture")
    assert validate({"closed": page}) == []
    assert "&lt;b&gt;Pouls&lt;/b&gt; &amp; WWW" in page
    assert "<script>" not in page
    assert b"&lt;b&gt;Pouls" in held.client.get(f"{held.address}/pouls.svg").data
