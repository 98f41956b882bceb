"""Closing an assessment, and opening it again."""

import pytest
from sqlalchemy import Connection, select

from radar import queries
from radar.models import Assessment, Event
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial

AXIS = "/axes/experience-utilisateur"
CLOSED = "Rien n’a été changé\u00a0: une évaluation fermée ne change plus."


def test_a_facilitator_moves_between_draft_and_workshop_and_closes(team: Team, facilitator: Trial) -> None:
    for state, words in (("workshop", "En séance"), ("draft", "Brouillon"), ("closed", "Fermée")):
        assert facilitator.post("/etat", {"state": state}).status_code == 303
        assert team.state() == state
        assert words in facilitator.get().text
    assert sorted(team.told()) == sorted([("draft", "workshop"), ("workshop", "draft"), ("draft", "closed")])


def test_only_who_is_responsible_opens_it_again_and_it_is_recorded(team: Team, facilitator: Trial) -> None:
    facilitator.post("/etat", {"state": "closed"})
    assert "Rouvrir" not in facilitator.get().text
    for state in ("draft", "workshop"):
        assert facilitator.post("/etat", {"state": state}).status_code == 403
    assert team.state() == "closed"
    responsable = team.as_("responsable")
    assert "Rouvrir l’évaluation" in responsable.get().text
    assert responsable.post("/etat", {"state": "draft"}).status_code == 303
    assert ("closed", "draft") in team.told()
    assert "Évaluation rouverte" in responsable.get("/journal").text
    assert facilitator.put("e01", {"level": "3"}).status_code == 200


def test_the_same_state_again_is_no_change(team: Team, facilitator: Trial) -> None:
    for _ in range(2):
        facilitator.post("/etat", {"state": "closed"})
    assert team.told() == [("draft", "closed")]


def test_a_closed_assessment_without_sessions_does_not_speak_of_them(facilitator: Trial) -> None:
    assert "Réunissez les gens concernés" in facilitator.get().text
    facilitator.post("/etat", {"state": "closed"})
    assert "Séances" not in facilitator.get().text


@pytest.mark.parametrize("state", ["", "open", "CLOSED"])
def test_a_state_that_does_not_exist_is_not_taken(team: Team, facilitator: Trial, state: str) -> None:
    assert facilitator.post("/etat", {"state": state}).status_code == 400
    assert team.state() == "draft"


def test_a_reader_reads_the_answers_and_changes_nothing(team: Team, facilitator: Trial) -> None:
    facilitator.put("e01", {"level": "3", "reason": "Vu en comité."})
    reader = team.as_("reader")
    page = reader.get(AXIS).text
    assert "Vu en comité.</textarea>" in page
    assert page.count(" disabled") == page.count("<fieldset") > 0
    assert "questionnaire.js" not in page
    assert "Enregistrer" not in page
    assert "les changer demande le rôle d’animation" in page
    overview = reader.get().text
    assert "Supprimer" not in overview
    assert "<form" not in overview.partition("<main")[2]
    assert reader.post("/etat", {"state": "closed"}).status_code == 403
    assert reader.put("e01", {"level": "1"}).status_code == 403
    assert facilitator.codes() == {"e01": 3}


def test_a_closed_assessment_takes_no_answer_and_loses_none_that_was_typed(facilitator: Trial) -> None:
    facilitator.put("e01", {"level": "3"})
    facilitator.post("/etat", {"state": "closed"})
    refused = facilitator.put("e01", {"level": "1", "seen": "3."})
    assert (refused.status_code, refused.get_json()) == (
        409,
        {"message": f"{CLOSED} Une personne responsable peut la rouvrir à partir de son aperçu."},
    )
    form = facilitator.post(AXIS, {"e01": "0", "e01-reason": "Tapé <trop> tard.", "e01-seen": "3."})
    assert form.status_code == 409
    assert "L’évaluation a été fermée. Vos réponses sont toujours dans ce formulaire" in form.text
    assert "Tapé &lt;trop&gt; tard.</textarea>" in form.text
    assert "Enregistrer et continuer" in form.text
    assert facilitator.codes() == {"e01": 3}
    assert "les réponses se lisent, mais ne changent plus" in facilitator.get(AXIS).text


def test_what_was_refused_is_saved_by_the_same_form_once_it_is_open_again(team: Team, facilitator: Trial) -> None:
    facilitator.post("/etat", {"state": "closed"})
    typed = {"e01": "2", "e01-reason": "Tapé trop tard."}
    assert facilitator.post(AXIS, typed).status_code == 409
    team.as_("responsable").post("/etat", {"state": "draft"})
    assert facilitator.post(AXIS, typed).status_code == 303
    assert facilitator.codes() == {"e01": 2}


def test_a_closed_assessment_is_not_renamed(team: Team, connection: Connection) -> None:
    responsable = team.as_("responsable")
    assert "Enregistrer la campagne" in responsable.get().text
    responsable.post("/etat", {"state": "closed"})
    assert "Enregistrer la campagne" not in responsable.get().text
    answer = responsable.post("/campagne", {"campaign": "Autre"})
    assert (answer.status_code, CLOSED in answer.text) == (409, True)
    found = queries.assessments.assessment_of_an_organisation(connection, team.assessment_id)
    assert found is not None
    assert found.campaign == "Automne 2026"


def test_a_campaign_is_changed_by_who_is_responsible_only(
    team: Team, facilitator: Trial, connection: Connection
) -> None:
    fields = {"campaign": "Hiver 2027", "campaign_on": "2027-01-15", "official": "y"}
    assert facilitator.post("/campagne", fields).status_code == 403
    responsable = team.as_("responsable")
    assert responsable.post("/campagne", fields).status_code == 303
    page = responsable.get().text
    assert "Hiver 2027</h1>" in page
    assert "15\u00a0janvier 2027" in page
    assert "Évaluation officielle" in page
    rows = connection.execute(select(Event.kind, Event.before, Event.after)).all()
    assert sorted(tuple(row) for row in rows) == [
        ("dated", "", "2027-01-15"),
        ("official", "", "official"),
        ("renamed", "Automne 2026", "Hiver 2027"),
    ]
    refused = responsable.post("/campagne", {**fields, "campaign": ""})
    assert refused.status_code == 422
    assert "Donnez un nom à la campagne" in refused.text


def test_the_name_of_an_organisation_is_not_changed_through_its_assessment(team: Team) -> None:
    responsable = team.as_("responsable")
    assert responsable.post("/nom", {"organisation": "Autre"}).status_code == 404
    assert "Votre lien privé" not in responsable.get().text


def test_a_trial_has_neither_state_nor_campaign_nor_journal(trial: Trial) -> None:
    assert trial.post("/etat", {"state": "closed"}).status_code == 404
    assert trial.post("/campagne", {"campaign": "Automne"}).status_code == 404
    assert [trial.get(path).status_code for path in ("/journal", "/journal.csv")] == [404, 404]
    assert "Rattacher" not in trial.get().text


def test_it_is_removed_by_who_is_responsible_only(team: Team, facilitator: Trial, connection: Connection) -> None:
    facilitator.put("e01", {"level": "3"})
    assert facilitator.post("/suppression", {}).status_code == 403
    assert team.as_("responsable").post("/suppression", {}).status_code == 303
    connection.rollback()
    assert connection.execute(select(Assessment.id)).all() == []
    assert facilitator.get().status_code == 404
