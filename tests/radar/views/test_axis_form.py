"""The form of an axis, as browsers without script send it."""

import pytest

from radar.models import MAX_REASON
from scoring.questionnaire import Questionnaire
from tests.radar.views.trial import Trial, chosen

AXIS, LAST_AXIS = "experience-utilisateur", "evaluation-performance"
ONE_SENTENCE_A_LINE = "Énoncé 1</a> – "


def test_a_level_not_applicable_and_a_reason_are_kept(trial: Trial) -> None:
    trial.post(f"/axes/{AXIS}", {"e01": "0", "e02": "na", "e03-reason": "  Deux sur sept.\r\nVu.  "})
    page = trial.get(f"/axes/{AXIS}").text
    assert trial.codes() == {"e01": 0}
    assert "Deux sur sept.\nVu.</textarea>" in page
    assert chosen(page, "e02") == "na"


def test_buttons_lead_to_the_next_axis_to_the_overview_and_at_the_end_to_the_results(
    trial: Trial, questionnaire: Questionnaire
) -> None:
    second = questionnaire.axes[1].id
    assert trial.post(f"/axes/{AXIS}", {"then": "next"}).headers["Location"] == f"{trial.address}/axes/{second}"
    assert trial.post(f"/axes/{AXIS}", {"then": "overview"}).headers["Location"] == trial.address
    last = questionnaire.axes[-1].id
    assert trial.post(f"/axes/{last}", {"then": "next"}).headers["Location"] == f"{trial.address}/resultats"


@pytest.mark.parametrize("level", ["6", "-1", "2.5", "oui", "5", "٣", "nan", "NA", "0x1", "a" * 3000])
def test_a_forged_level_is_refused_in_one_sentence_and_the_rest_is_saved(trial: Trial, level: str) -> None:
    answer = trial.post(f"/axes/{AXIS}", {"e01": level, "e01-reason": "Parce que.", "e02": "3"})
    assert answer.status_code == 422
    assert f"Le niveau «\u00a0{level[:20]}\u00a0» n’existe pas; choisissez un niveau de 0 à 4." in answer.text
    assert ONE_SENTENCE_A_LINE in answer.text
    assert "Le reste est enregistré." in answer.text
    assert "Parce que.</textarea>" in answer.text
    assert trial.codes() == {"e02": 3}


@pytest.mark.parametrize("field", ["e48", "e99", "q1", "e01-motif", "assessment_id"])
def test_statements_of_another_axis_or_questionnaire_are_named_and_not_saved(trial: Trial, field: str) -> None:
    answer = trial.post(f"/axes/{AXIS}", {field: "3", "e02": "1"})
    assert answer.status_code == 422
    assert f"des champs qui ne sont pas de cet axe ({field}); ils n’ont pas été enregistrés" in answer.text
    assert trial.codes() == {"e02": 1}


def test_forged_names_of_fields_are_text(trial: Trial) -> None:
    answer = trial.post(f"/axes/{AXIS}", {"<b>gras</b>": "3"})
    assert answer.status_code == 422
    assert "&lt;b&gt;gras&lt;/b&gt;" in answer.text


def test_a_reason_too_long_stays_in_the_form_and_the_rest_is_saved(trial: Trial) -> None:
    too_long = "é" * (MAX_REASON + 1)
    answer = trial.post(f"/axes/{AXIS}", {"e01": "4", "e01-reason": too_long, "e02": "1"})
    assert answer.status_code == 422
    assert f"Le texte compte {MAX_REASON + 1} caractères; raccourcissez-le à {MAX_REASON}." in answer.text
    assert too_long in answer.text
    assert chosen(answer.text, "e01") == "4"
    assert trial.codes() == {"e02": 1}


def test_the_longest_reason_is_kept_whole(trial: Trial) -> None:
    assert trial.post(f"/axes/{AXIS}", {"e01-reason": "é" * MAX_REASON}).status_code == 303
    assert "é" * MAX_REASON in trial.get(f"/axes/{AXIS}").text


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_control_characters_are_refused_and_the_rest_is_saved(trial: Trial, character: str) -> None:
    answer = trial.post(f"/axes/{AXIS}", {"e01-reason": f"Vu{character}!", "e02": "1"})
    assert answer.status_code == 422
    assert "caractères de contrôle" in answer.text
    assert trial.codes() == {"e02": 1}


def test_a_reason_is_text_and_never_markup(trial: Trial) -> None:
    trial.post(f"/axes/{AXIS}", {"e01": "1", "e01-reason": "</textarea><script>alert(1)</script>"})
    for path in (f"/axes/{AXIS}", "/resultats"):
        page = trial.get(path).text
        assert "<script>alert" not in page
        assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_ten_megabytes_are_refused_in_one_sentence_and_what_was_saved_stays(trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    answer = trial.post(f"/axes/{AXIS}", {"e01": "0", "e01-reason": "a" * 10_000_000})
    assert answer.status_code == 413
    assert "raccourcissez le texte" in answer.text
    assert trial.codes() == {"e01": 3}


def test_a_stale_page_is_told_what_it_replaced_and_keeps_what_it_did_not_touch(trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    trial.put("e02", {"level": "4"})
    answer = trial.post(f"/axes/{AXIS}", {"e01": "1", "e01-seen": ".", "e02": "", "e02-seen": "."})
    assert answer.status_code == 200
    assert "avait enregistré le niveau 3 le" in answer.text
    assert "votre réponse l’a remplacé." in answer.text
    assert trial.codes() == {"e01": 1, "e02": 4}


def test_an_answer_can_be_taken_back(trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    trial.post(f"/axes/{AXIS}", {"e01": "", "e01-seen": "3."})
    assert trial.codes() == {}
