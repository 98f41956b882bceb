"""A pulse from its link to its result: one question, answered without an account, never tallied before its time."""

import csv
import io
import re
import uuid
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, update
from werkzeug.test import TestResponse

from radar.models import Pulse
from radar.views import pulse_answers
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.views.trial import csrf_token

PLAN = {"title": "Pouls de février", "target_stage": "3", "target_on": "2099-03-31", "target_reason": "Le plan."}


@dataclass
class Held:
    """A pulse and the browser of its facilitator."""

    client: FlaskClient
    token: str
    home: str
    address: str
    link: str

    def page(self, path: str = "", **query: str) -> str:
        """Return a page of the pulse."""
        return self.client.get(self.address + path, query_string=query).text

    def post(self, path: str) -> str:
        """Press a button of the facilitator's page and return the page that follows."""
        answer = self.client.post(self.address + path, data={"csrf_token": self.token}, follow_redirects=True)
        return str(answer.text)


def link_of(page: str) -> str:
    (found,) = re.findall(r'value="http://localhost(/p/[^"]+)"', page)
    return str(found)


def hold(app: Flask, connection: Connection, role: str = "facilitator", **more: str) -> Held:
    """Open a pulse in an organisation of its own."""
    organisation_id = members.add_organisation(connection)
    client = members.sign_in(app.test_client(), connection, members.add_member(connection, organisation_id, role))
    token, home = csrf_token(client), f"/organisations/{organisation_id}"
    return open_pulse(client, token, home, **more)


def open_pulse(client: FlaskClient, token: str, home: str, **more: str) -> Held:
    opened = client.post(f"{home}/pouls/nouveau", data={"csrf_token": token, **PLAN, **question(client, home), **more})
    assert opened.status_code == 303
    return Held(client, token, home, opened.location, link_of(client.get(opened.location).text))


def question(client: FlaskClient, home: str) -> dict[str, str]:
    (reference,) = re.findall(r'name="question" value="([^"]+)"', client.get(f"{home}/pouls/nouveau").text)
    return {"question": str(reference)}


def choose(client: FlaskClient, link: str, stage: object) -> TestResponse:
    return client.post(link, data={"csrf_token": csrf_token(client), "stage": str(stage)}, follow_redirects=True)


def answer(app: Flask, held: Held, *stages: int) -> None:
    """Let as many people answer, each on a device of their own."""
    for stage in stages:
        assert choose(app.test_client(), held.link, stage).status_code == 200


@pytest.fixture
def pulse(app: Flask, connection: Connection) -> Held:
    """An open pulse."""
    return hold(app, connection)


def test_a_pulse_is_answered_on_a_phone_and_a_change_of_mind_counts_once(app: Flask, pulse: Held) -> None:
    phone = app.test_client()
    first = phone.get(pulse.link)
    assert validate({"answer": first.text}) == []
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert "Quelle phrase décrit le mieux notre organisme aujourd’hui?" in first.text
    assert first.text.count('class="vote-level"') == 4
    thanks = choose(phone, pulse.link, 2).text
    assert "Merci. Votre réponse est enregistrée\u00a0: stade 2." in thanks
    changed = choose(phone, pulse.link, 3).text
    assert validate({"thanks": thanks}) == []
    assert "stade 3" in changed
    assert changed.count('aria-pressed="true"') == 1
    assert "1 personne a répondu." in pulse.page()


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
    found = pulse.client.get(f"{pulse.address}/resultats.json").json
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


def test_a_closed_pulse_takes_no_answer_and_says_so(app: Flask, pulse: Held) -> None:
    phone = app.test_client()
    choose(phone, pulse.link, 2)
    pulse.post("/fermeture")
    late = choose(app.test_client(), pulse.link, 3)
    assert late.status_code == 410
    assert "Le pouls vient d’être fermé; votre réponse n’a pas pu être comptée." in late.text
    ended = phone.get(pulse.link)
    assert (ended.status_code, validate({"ended": ended.text})) == (410, [])
    assert "Votre réponse, le stade 2, a été comptée. Merci." in ended.text
    assert pulse.post("/fermeture") == pulse.post("/lien")


def test_a_new_link_replaces_the_old_one(app: Flask, pulse: Held) -> None:
    phone = app.test_client()
    choose(phone, pulse.link, 2)
    renewed = link_of(pulse.post("/lien"))
    old = phone.get(pulse.link)
    assert old.status_code == 404
    assert "Ce lien de pouls est inexact ou a été remplacé" in old.text
    assert choose(app.test_client(), pulse.link, 2).status_code == 404
    assert "stade 2" in phone.get(renewed).text
    assert "http://localhost/p/" not in pulse.page()


@pytest.mark.parametrize("stage", ["", "0", "5", "2.0", "deux"])
def test_what_is_no_stage_is_refused(app: Flask, pulse: Held, stage: str) -> None:
    refused = choose(app.test_client(), pulse.link, stage)
    assert refused.status_code == 422
    assert "Touchez un des stades" in refused.text
    assert "0 personne a répondu." in pulse.page()


def test_answers_in_series_from_one_address_are_slowed_down(
    app: Flask, pulse: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse_answers, "MOST_NEW", 2)
    phone = app.test_client()
    choose(phone, pulse.link, 1)
    answer(app, pulse, 2)
    third = choose(app.test_client(), pulse.link, 2)
    assert third.status_code == 429
    assert "réessayez dans dix minutes" in third.text
    assert choose(phone, pulse.link, 4).status_code == 200
    assert "2 personnes ont répondu." in pulse.page()


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
