"""Answers sent one by one, as the page's script sends them."""

import re

import pytest

from radar.models import MAX_REASON
from tests.radar.views.trial import PROGRAM, Trial


def test_an_answer_is_saved_and_the_hour_is_told(trial: Trial) -> None:
    answer = trial.put("e01", {"level": "3", "reason": "Vu.", "seen": "."})
    assert answer.status_code == 200
    told = answer.get_json()
    assert re.fullmatch(r"Enregistré à \d{1,2}\u00a0h\u00a0\d\d", told["saved"])
    assert (told["level"], told["replaced"]) == ("3", None)
    assert trial.codes() == {"e01": 3}


def test_the_stamp_that_is_told_lets_the_page_change_its_mind(trial: Trial) -> None:
    stamp = trial.put("e01", {"level": "3", "reason": "Vu.", "seen": "."}).get_json()["stamp"]
    assert trial.put("e01", {"level": "1", "reason": "Revu.", "seen": stamp}).get_json()["replaced"] is None


def test_a_stale_page_is_told_what_it_replaced(trial: Trial) -> None:
    trial.put("e01", {"level": "na", "seen": "."})
    told = trial.put("e01", {"level": "2", "seen": "."}).get_json()
    assert "avait enregistré «\u00a0Ne s’applique pas\u00a0» le" in told["replaced"]
    assert trial.codes() == {"e01": 2}


@pytest.mark.parametrize("level", ["6", "-1", "2.5", "oui"])
def test_a_forged_level_is_refused_and_what_was_saved_stays(trial: Trial, level: str) -> None:
    trial.put("e01", {"level": "3"})
    answer = trial.put("e01", {"level": level})
    assert answer.status_code == 422
    assert answer.get_json()["message"] == (
        f"Le niveau «\u00a0{level}\u00a0» n’existe pas; choisissez un niveau de 0 à 4."
    )
    assert trial.codes() == {"e01": 3}


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("a" * (MAX_REASON + 1), f"raccourcissez-le à {MAX_REASON}"),
        ("\x00", "caractères de contrôle"),
        ("\ud800", "caractères de contrôle"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused(trial: Trial, reason: str, words: str) -> None:
    answer = trial.put("e01", {"level": "3", "reason": reason})
    assert answer.status_code == 422
    assert words in answer.get_json()["message"]
    assert trial.codes() == {}


@pytest.mark.parametrize("seen", ["\ud800", "\x00", "a" * 100_000, "' OR 1=1"])
def test_a_forged_stamp_is_only_a_stamp_that_nothing_has(trial: Trial, seen: str) -> None:
    assert trial.put("e01", {"level": "3", "seen": seen}).status_code == 200
    assert trial.codes() == {"e01": 3}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"3"', b'{"level": 3}', b'{"level": null}', b'{"level": ["3"]}', b"\xff"]
)
def test_what_is_not_an_answer_is_refused(trial: Trial, body: bytes) -> None:
    answer = trial.client.put(
        f"{trial.address}/reponses/e01",
        data=body,
        headers={**PROGRAM, "X-CSRFToken": trial.token, "Content-Type": "application/json"},
    )
    assert answer.status_code == 400
    assert answer.get_json()["message"].startswith("La demande envoyée n’est pas celle")
    assert trial.codes() == {}


@pytest.mark.parametrize("statement", ["e49", "E01", "e1", "q1", "e01-reason"])
def test_a_statement_of_another_questionnaire_is_not_found(trial: Trial, statement: str) -> None:
    assert trial.put(statement, {"level": "3"}).status_code == 404


def test_ten_megabytes_are_refused_in_one_sentence(trial: Trial) -> None:
    answer = trial.put("e01", {"level": "3", "reason": "a" * 10_000_000})
    assert answer.status_code == 413
    assert answer.get_json()["message"].startswith("Ce qui a été envoyé dépasse")


def test_an_answer_without_the_token_of_the_page_is_refused(trial: Trial) -> None:
    answer = trial.client.put(f"{trial.address}/reponses/e01", json={"level": "3"}, headers=PROGRAM)
    assert answer.status_code == 400
    assert "rechargez la page et recommencez" in answer.get_json()["message"]
    assert trial.codes() == {}


def test_refusals_are_in_the_language_of_the_page(trial: Trial) -> None:
    trial.get("?lang=en")
    message = trial.put("e01", {"level": "9"}).get_json()["message"]
    assert message.isascii() or "“" in message
    assert "level" in message
