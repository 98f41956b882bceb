"""The page on which an organisation sets its targets, and what it refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, func, select

from radar import operations, paths, queries
from radar.models import Target
from radar.operations.targets import Change
from scoring import loading
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget, QuadrantTarget, Targets
from tests.databases import count_queries
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial, start, texts_of

AXIS = "experience-employe"
Form = dict[str, str]


@pytest.fixture
def team(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Team:
    """An organisation at level 1 on everything, and at 3 on one axis."""
    team = Team(app, connection, questionnaire)
    high = questionnaire.axis_by_id["responsabilite-sociale"].statements
    codes = dict.fromkeys(questionnaire.statement_index, 1) | {each.id: 3 for each in high}
    members.answer(connection, team.assessment_id, codes)
    return team


@pytest.fixture
def page(team: Team) -> Trial:
    """The page as somebody responsible has it open."""
    found = team.as_("responsable")
    return Trial(found.client, f"/organisations/{team.organisation_id}/cibles")


def in_force(connection: Connection, team: Team) -> Targets:
    connection.rollback()
    return queries.targets.in_force(connection, [team.organisation_id], "radar-numeriqc")[team.organisation_id]


def words(answer: str) -> str:
    return " ".join(" ".join(texts_of(answer)).split()).replace("\u00a0", " ").replace("’", "'")


def test_targets_are_set_and_shown_beside_the_score(page: Trial, team: Team, connection: Connection) -> None:
    form = {f"target.{AXIS}": "2,5", f"due.{AXIS}": "2030-03-31", f"reason.{AXIS}": "La mission.", "target": "ouverte"}
    assert page.post("", form).status_code == 303
    targets = in_force(connection, team)
    assert targets.axes[AXIS].score == 2.5
    assert targets.axes[AXIS].reason == "La mission."
    assert targets.quadrant == QuadrantTarget("ouverte")
    shown = page.get()
    assert "Score actuel : 1,00 · Écart : 1,50" in words(shown.text)
    assert 'value="2030-03-31"' in shown.text
    assert "ne mènent pas encore au cadran visé" in words(shown.text)
    reader = team.as_("reader").client.get(page.address)
    assert "1,50" in words(reader.text)
    assert "31 mars 2030" in words(reader.text)
    assert "<form class" not in reader.text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"target.responsabilite-sociale": "2,99"}, "(2,99) est sous le score actuel (3,00)"),
        ({f"target.{AXIS}": "4,01"}, "La cible est de 4,01; un score va de 0 à 4."),
        ({f"target.{AXIS}": "beaucoup"}, "« beaucoup » n'est pas un score; écrivez un nombre de 0 à 4"),
        ({f"target.{AXIS}": "-1"}, "« -1 » n'est pas un score"),
        ({f"target.{AXIS}": "2,5,1"}, "« 2,5,1 » n'est pas un score"),
        ({f"target.{AXIS}": "nan"}, "« nan » n'est pas un score"),
        ({f"due.{AXIS}": "2030-03-31"}, "Indiquez la cible, ou effacez sa date et sa raison."),
        ({f"target.{AXIS}": "2", f"due.{AXIS}": "31 mars"}, "« 31 mars » n'est pas une date"),
        ({f"target.{AXIS}": "2", f"due.{AXIS}": "2001-01-01"}, "Cette date est passée; choisissez une date à venir."),
        ({f"target.{AXIS}": "2", f"reason.{AXIS}": "x" * 1001}, "La raison compte 1001 caractères"),
        ({"target": "magique"}, "Choisissez un cadran de la liste, ou aucun."),
        ({"target": "novice"}, "Le cadran « Novice » est déjà celui de l'organisme"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_saved(
    page: Trial, connection: Connection, form: Form, sentence: str
) -> None:
    refused = page.post("", {"target.qualite-services": "3", **form})
    assert refused.status_code == 422
    assert words(refused.text).count(sentence) == 2
    assert 'value="3"' in refused.text
    assert connection.execute(select(func.count(Target.id))).scalar_one() == 0


def test_a_quadrant_that_asks_less_is_refused(page: Trial, team: Team, connection: Connection) -> None:
    everything = queries.assessments.answers_of(connection, team.assessment_id)
    changes = [operations.assessments.Change(each, 4, "", "") for each in everything]
    operations.assessments.save_answers(connection, team.assessment_id, changes, NOON)
    refused = page.post("", {"target": "ouverte"})
    assert refused.status_code == 422
    assert "demande moins que le cadran actuel, où la dimension « Performance organisationnelle » est élevée" in words(
        refused.text
    )


def test_two_people_who_save_keep_what_the_other_set(page: Trial, team: Team, connection: Connection) -> None:
    other = Trial(team.as_("responsable").client, page.address)
    assert 'name="seen" value=""' in page.get().text
    assert other.post("", {f"target.{AXIS}": "2"}).status_code == 303
    assert page.post("", {"target.qualite-services": "3"}).status_code == 303
    assert in_force(connection, team).scores == {AXIS: 2, "qualite-services": 3}


def test_an_emptied_target_ends_and_is_remembered_without_names(
    page: Trial, connection: Connection, team: Team
) -> None:
    page.post("", {f"target.{AXIS}": "2,5", f"due.{AXIS}": "2030-03-31"})

    def seen() -> str:
        return page.get().text.partition('name="seen" value="')[2].partition('"')[0]

    page.post("", {f"target.{AXIS}": "3", "seen": seen()})
    assert page.post("", {"seen": seen()}).status_code == 303
    assert not in_force(connection, team)
    shown = page.get()
    assert "ancienne cible 2,50 d'ici le 31 mars 2030, remplacée le" in words(shown.text)
    assert "ancienne cible 3,00, retirée le" in words(shown.text)
    assert "@" not in shown.text.partition("target-history")[2].partition("</details>")[0]
    again = page.post("", {"seen": seen()}, follow_redirects=True)
    assert "Rien n'a changé" in words(again.text)


def test_a_target_that_has_been_passed_since_may_stay(page: Trial, connection: Connection, team: Team) -> None:
    somebody = members.add_member(connection, team.organisation_id, "responsable")
    wanted = [("responsabilite-sociale", AxisTarget(2))]
    operations.targets.save(connection, team.organisation_id, "radar-numeriqc", wanted, somebody, NOON)
    shown = page.get().text
    assert "Score actuel : 3,00 · Cible atteinte" in words(shown)
    form = {"target.responsabilite-sociale": "2", f"target.{AXIS}": "2", "seen": NOON.isoformat()}
    assert page.post("", form).status_code == 303
    assert in_force(connection, team).scores == {"responsabilite-sociale": 2, AXIS: 2}


def test_only_who_is_responsible_sets_targets(team: Team, page: Trial, connection: Connection, app: Flask) -> None:
    for role in ("reader", "facilitator"):
        assert Trial(team.as_(role).client, page.address).post("", {f"target.{AXIS}": "2"}).status_code == 403
    stranger = members.add_account(connection, "ailleurs@exemple.quebec")
    assert members.sign_in(app.test_client(), connection, stranger).get(page.address).status_code == 404
    boss = members.sign_in(
        app.test_client(), connection, members.add_account(connection, "site@exemple.quebec", administrator=True)
    )
    assert boss.get(page.address).status_code == 303


def test_an_organisation_without_assessment_is_told_so(app: Flask, connection: Connection) -> None:
    home = members.add_organisation(connection)
    client = members.sign_in(app.test_client(), connection, members.add_member(connection, home, "responsable"))
    answer = client.get(f"/organisations/{home}/cibles")
    assert "cet organisme n'a encore aucune évaluation" in words(answer.text)


def test_the_newest_assessment_with_a_score_counts_by_questionnaire(
    page: Trial, team: Team, connection: Connection, questionnaire: Questionnaire
) -> None:
    members.add_assessment(connection, questionnaire, team.organisation_id, "Printemps 2027")
    other = questionnaire.model_copy(update={"id": "autre"})
    members.add_assessment(connection, other, team.organisation_id, "Ailleurs")
    found = queries.targets.bases(connection, team.organisation_id)
    assert [(each.questionnaire_id, each.campaign) for each in found] == [
        ("radar-numeriqc", "Automne 2026"),
        ("autre", "Ailleurs"),
    ]
    assert page.get("?questionnaire=magie").status_code == 404


def test_targets_are_set_by_questionnaire(page: Trial, team: Team, connection: Connection) -> None:
    other = loading.load(loading.find(paths.QUESTIONNAIRES, "radar-perspectives"))
    gone = other.model_copy(update={"id": "parti"})
    for each in (other, gone):
        members.add_assessment(connection, each, team.organisation_id, each.id)
    shown = page.get().text
    assert "« Automne 2026 »" in words(shown)
    assert "?questionnaire=radar-perspectives" in shown
    assert ">parti</a>" in shown
    saved = page.post("?questionnaire=radar-perspectives", {f"target.{AXIS}": "2"})
    assert saved.headers["Location"].endswith("?questionnaire=radar-perspectives")
    assert queries.targets.in_force(connection, [team.organisation_id], other.id)[team.organisation_id].scores == {
        AXIS: 2
    }
    assert not in_force(connection, team)


def test_the_page_costs_the_same_whatever_was_set(
    page: Trial, team: Team, connection: Connection, app: Flask, questionnaire: Questionnaire
) -> None:
    def cost() -> int:
        engine: Engine = app.extensions["database"]
        with count_queries(engine) as statements:
            assert page.get().status_code == 200
        return len(statements)

    before = cost()
    somebody = members.add_member(connection, team.organisation_id, "responsable")
    save: Callable[..., int] = operations.targets.save
    for turn in range(5):
        wanted = [(axis.id, AxisTarget(turn / 2)) for axis in questionnaire.axes]
        save(connection, team.organisation_id, "radar-numeriqc", wanted, somebody, NOON + timedelta(days=turn))
    assert cost() == before


def test_results_show_the_gap_the_arrow_and_what_helps_most(
    page: Trial, team: Team, connection: Connection, questionnaire: Questionnaire
) -> None:
    results = Trial(page.client, f"/evaluations/{team.assessment_id}")
    before = results.get("/resultats").text
    assert ">Écart<" not in before
    assert "Fixer des cibles" in before
    plain = results.get("/radar.svg").data
    somebody = members.add_member(connection, team.organisation_id, "responsable")
    wanted: list[Change] = [(AXIS, AxisTarget(2)), ("qualite-services", AxisTarget(3)), ("", QuadrantTarget("ouverte"))]
    operations.targets.save(connection, team.organisation_id, questionnaire.id, wanted, somebody, NOON)
    shown = words(results.get("/resultats").text)
    assert "Cadran visé : Ouverte. Axes dont la cible est atteinte : 0 sur 2." in shown
    assert "Des losanges montrent la cible des axes qui en ont une." in shown
    assert "Une flèche mène à la cible" in shown
    assert "Ces axes sont sous leur cible, du plus grand écart au plus petit." in shown
    assert shown.index("Cible : 3,00, écart : 2,00.") < shown.index("Cible : 2,00, écart : 1,00.")
    assert results.get("/radar.svg").data != plain
    assert results.get("/resultats.json").get_json()["targets"]["axes"][AXIS]["gap"] == 1


def test_a_trial_has_no_targets(client: FlaskClient) -> None:
    trial = start(client)
    trial.put("e01", {"level": "2", "reason": ""})
    assert "Fixer des cibles" not in trial.get("/resultats").text
    assert "targets" not in trial.get("/resultats.json").get_json()
