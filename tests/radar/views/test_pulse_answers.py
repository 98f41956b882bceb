"""Answering a pulse by its link: one question, without an account, until it is closed."""

import pytest
from flask import Flask
from sqlalchemy import Connection

from radar.views import pulse_answers
from tests.html import validate
from tests.radar.views.pulse_pages import Held, answer, choose, hold, link_of


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
