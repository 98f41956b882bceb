"""Editing a plan row by row: what is refused, what two people do at once, and what is removed."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine
from werkzeug.datastructures import MultiDict

from radar import operations, queries
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from scoring.transformation import BenefitExpected, PlannedInitiative, Risk, TransformationPlan
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members, plans
from tests.radar.moments import LATER
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial, texts_of

FORM = {"seen": "1", "title": "Premier", "effort": "M", "status": "not-started", "stage": "kept", "quarters": "4"}
FORM |= {"load": "1"}


class Desk:
    """A plan of an organisation, with two initiatives and a risk, and its browsers."""

    def __init__(self, app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
        self.team = Team(app, connection, questionnaire)
        self.connection = connection
        first = PlannedInitiative(id="a", code="1.1", title="Premier")
        second = PlannedInitiative(id="b", code="1.2", title="Second", needs=("a",))
        content = plans.planned(questionnaire, first, second)
        risk = Risk(id="r", initiative="a", text="Manque de personnel")
        whole = TransformationPlan.model_validate(dict(content) | {"risks": (risk,)})
        self.plan_id = plans.add_plan(connection, questionnaire, Owner(self.team.organisation_id), whole)

    def as_(self, role: str) -> Trial:
        return Trial(self.team.as_(role).client, f"/ptn/{self.plan_id}")

    def plan(self) -> TransformationPlan:
        self.connection.rollback()
        record = queries.plans.plan(self.connection, self.plan_id)
        assert record is not None
        return queries.plans.assembled(record, queries.plans.rows(self.connection, self.plan_id))


@pytest.fixture
def desk(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Desk:
    return Desk(app, connection, questionnaire)


def words(page: str) -> str:
    return " ".join(" ".join(texts_of(page)).split()).replace("\u00a0", " ").replace("’", "'")


def test_an_initiative_is_saved_with_everything_said_of_it(desk: Desk, questionnaire: Questionnaire) -> None:
    axis = questionnaire.axes[0]
    more = {"code": "3.1", "definition": "Deux phrases.\r\nVoilà.", "body": "La Régie", "partners": "Tous"}
    more |= {"axis": axis.id, "practices": axis.practices[0].id, "government_priority": "y", "effort": "L"}
    more |= {"status": "under-way", "start": "4", "quarters": "8", "load": "0,5", "scope": "3", "ease": "0"}
    more |= {"impact": "3,5", "impact_reason": "La mission.", "sharing_level": "Service commun"}
    more |= {"benefit_code": "F3", "benefit_amount": "25 000,50", "benefit_horizon": "2 ans"}
    page = desk.as_("facilitator")
    assert page.post("/initiatives/a", FORM | more).status_code == 303
    found = desk.plan().by_id["a"]
    assert found.definition == "Deux phrases.\nVoilà."
    assert (found.axis, found.practices, found.government_priority) == (axis.id, (axis.practices[0].id,), True)
    assert (found.start, found.end, found.load, found.scope, found.ease, found.impact) == (4, 12, 0.5, 3, 0, 3.5)
    assert found.benefits == (BenefitExpected(code="F3", amount=25000.5, horizon="2 ans"),)
    shown = page.get("/initiatives/a").text
    assert 'value="25000,5"' in shown
    assert 'value="0,5"' in shown
    reader = words(desk.as_("reader").get("/initiatives/a").text)
    assert "Premier trimestre T1 de 2028-2029" in reader
    assert "F3 25000,50 2 ans" in reader


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Donnez un titre à l'initiative."),
        ({"title": "x" * 201}, "Le texte compte 201 caractères; raccourcissez-le à 200."),
        ({"code": "1.2"}, "Le code 1.2 est déjà celui de « Second »; donnez-en un autre."),
        ({"needs": "a"}, "Choisissez dans la liste; ce choix n'existe plus."),
        ({"needs": "b"}, "« 1.1 Premier » dépend de « 1.2 Second », qui dépend de « 1.1 Premier » : aucune"),
        ({"quarters": "17"}, "« Premier » dure 17 trimestres et le plan n'en compte que 16"),
        ({"quarters": "0"}, "Écrivez la durée en trimestres"),
        ({"quarters": "٤"}, "Écrivez la durée en trimestres"),
        ({"start": "14"}, "L'initiative finirait après le plan (trimestres en trop : 2)"),
        ({"start": "99"}, "Choisissez dans la liste"),
        ({"load": "beaucoup"}, "Écrivez la charge en nombre de 0 à 1000"),
        ({"impact": "5", "impact_reason": "x"}, "Écrivez l'impact en nombre de 0 à 4"),
        ({"impact": "3"}, "Dites pourquoi l'impact est fixé plutôt que calculé."),
        ({"axis": "disparu"}, "Choisissez dans la liste"),
        ({"effort": "XL"}, "Choisissez dans la liste"),
        ({"benefit_code": "F3", "benefit_amount": "peu", "benefit_horizon": ""}, "« peu » n'est pas un montant"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(desk: Desk, fields: dict[str, str], sentence: str) -> None:
    answer = desk.as_("responsable").post("/initiatives/a", FORM | {"partners": "La Ville"} | fields)
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert 'value="La Ville"' in answer.text
    assert desk.plan().by_id["a"].partners == ""


def test_of_two_people_the_second_sees_both_versions_and_chooses(desk: Desk) -> None:
    first, second = desk.as_("responsable"), desk.as_("facilitator")
    first.post("/initiatives/a", FORM | {"status": "under-way"})
    refused = second.post("/initiatives/a", FORM | {"partners": "La Ville"})
    assert refused.status_code == 409
    shown = words(refused.text)
    assert "Quelqu'un d'autre a modifié ceci entre-temps" in shown
    assert "Statut Non débuté En cours" in shown
    assert "Partenaires La Ville —" in shown
    assert 'value="La Ville"' in refused.text
    assert 'name="seen" value="2"' in " ".join(refused.text.split())
    assert desk.plan().by_id["a"].status == "under-way"
    assert second.post("/initiatives/a", FORM | {"partners": "La Ville", "seen": "2"}).status_code == 303
    assert desk.plan().by_id["a"].partners == "La Ville"
    journal = words(first.get("/journal").text)
    assert "Statut : En cours remplacé par Non débuté" in journal
    assert "Partenaires : — remplacé par La Ville" in journal


def test_what_was_removed_meanwhile_may_come_back(desk: Desk) -> None:
    page = desk.as_("responsable")
    assert "1.2 Second" in words(page.get("/initiatives/a/retrait").text)
    assert page.post("/initiatives/a/retrait", {"seen": "1"}).status_code == 303
    plan = desk.plan()
    assert list(plan.by_id) == ["b"]
    assert plan.by_id["b"].needs == ()
    assert plan.risks[0].initiative is None
    refused = page.post("/initiatives/a", FORM)
    assert refused.status_code == 409
    assert "L'autre personne a retiré cette initiative" in words(refused.text)
    assert page.post("/initiatives/a", FORM | {"seen": "0"}).status_code == 303
    assert desk.plan().by_id["a"].title == "Premier"
    assert "Initiative « Premier » : retrait" in words(page.get("/journal").text)


def test_an_initiative_of_ones_own_is_added(desk: Desk) -> None:
    page = desk.as_("facilitator")
    assert page.get("/nouvelle-initiative").status_code == 200
    assert page.post("/nouvelle-initiative", FORM | {"seen": "0", "title": "La nôtre"}).status_code == 303
    (own,) = (each for each in desk.plan().initiatives if each.title == "La nôtre")
    assert own.origin == "own"


def test_headings_are_changed_and_emptied_rows_go(desk: Desk) -> None:
    page = desk.as_("facilitator")
    rows = {"key.1": "x1", "seen.1": "0", "code.1": "1", "name.1": "Servir", "key.2": "x2", "seen.2": "0", "name.2": ""}
    assert page.post("/cadre/ambitions", rows).status_code == 303
    assert [(each.id, each.code, each.name) for each in desk.plan().ambitions] == [("x1", "1", "Servir")]
    assert 'value="Servir"' in page.get("/cadre/ambitions").text
    assert page.post("/cadre/ambitions", {"key.1": "x1", "seen.1": "1", "name.1": ""}).status_code == 303
    assert desk.plan().ambitions == ()


def test_objectives_keep_their_identity(desk: Desk) -> None:
    page = desk.as_("facilitator")
    rows = {
        "key.1": "o1",
        "seen.1": "0",
        "code.1": "1",
        "name.1": "Expérience",
        "objectives.1": "1.1 Impliquer\n1.2 Servir",
    }
    assert page.post("/cadre/orientations", rows).status_code == 303
    before = desk.plan().orientations[0].objectives
    assert [(each.code, each.name) for each in before] == [("1.1", "Impliquer"), ("1.2", "Servir")]
    rows |= {"seen.1": "1", "objectives.1": "1.2 Mieux servir\n1.3 Connaître"}
    page.post("/cadre/orientations", rows)
    after = desk.plan().orientations[0].objectives
    assert after[0].id == before[1].id
    assert after[0].name == "Mieux servir"
    assert after[1].id not in {each.id for each in before}


@pytest.mark.parametrize(
    ("part", "fields", "sentence"),
    [
        ("ambitions", {"code.1": "1", "name.1": ""}, "Remplissez ce champ, ou effacez toute la ligne."),
        ("themes", {"name.1": "x" * 201}, "Le texte compte 201 caractères; raccourcissez-le à 200."),
        ("capacites", {"body.1": "A", "each_quarter.1": "x"}, "Écrivez la capacité en nombre de 0 à 100000"),
        ("risques", {"text.1": "x", "initiative.1": "partie"}, "Cette initiative n'est plus au plan"),
        ("ambitions", {"name.1": "A\x00"}, "caractères de contrôle"),
    ],
)
def test_headings_that_cannot_be_are_refused(desk: Desk, part: str, fields: dict[str, str], sentence: str) -> None:
    answer = desk.as_("facilitator").post(f"/cadre/{part}", {"key.1": "x", "seen.1": "0"} | fields)
    assert answer.status_code == 422
    assert sentence in words(answer.text)


def test_two_capacities_of_a_body_are_refused(desk: Desk) -> None:
    rows = {"key.1": "x", "seen.1": "0", "body.1": "A", "each_quarter.1": "2"}
    rows |= {"key.2": "y", "seen.2": "0", "body.2": "A", "each_quarter.2": "3"}
    answer = desk.as_("facilitator").post("/cadre/capacites", rows)
    assert answer.status_code == 422
    assert "Cette ligne y est déjà" in words(answer.text)


def test_headings_changed_by_somebody_else_show_both_versions(desk: Desk) -> None:
    page = desk.as_("facilitator")
    risk = {"key.1": "r", "seen.1": "1", "text.1": "Manque de personnel", "initiative.1": "a"}
    assert page.post("/cadre/risques", risk | {"mitigation.1": "Former"}).status_code == 303
    refused = page.post("/cadre/risques", risk | {"mitigation.1": "Recruter"})
    assert refused.status_code == 409
    assert "Mesure d'atténuation Recruter Former" in words(refused.text)
    assert desk.plan().risks[0].mitigation == "Former"
    assert page.post("/cadre/risques", risk | {"seen.1": "2", "mitigation.1": "Recruter"}).status_code == 303
    assert desk.plan().risks[0].mitigation == "Recruter"


def test_a_reader_reads_and_changes_nothing(desk: Desk) -> None:
    reader = desk.as_("reader")
    for path in ("", "/initiatives/a", "/cadre/risques", "/journal"):
        shown = reader.get(path)
        assert shown.status_code == 200
        assert 'type="submit" class="button' not in shown.text
    assert reader.post("/initiatives/a", FORM).status_code == 403
    assert reader.get(f"/initiatives/{uuid.uuid4()}").status_code == 404


def test_the_pages_of_a_plan_are_valid(desk: Desk, connection: Connection) -> None:
    page = desk.as_("responsable")
    connection.rollback()
    desk.as_("facilitator").post("/initiatives/a", FORM | {"status": "under-way"})
    pages = {
        path or "board": page.get(path).text
        for path in ("", "/initiatives/a", "/ajout", "/ajout?source=catalogue", "/ajout?source=points", "/journal")
    }
    pages |= {path: page.get(path).text for path in ("/cadre/orientations", "/cadre/risques", "/adoption")}
    pages |= {
        "new": page.client.get(f"/organisations/{desk.team.organisation_id}/ptn/nouveau").text,
        "remove": page.get("/initiatives/a/retrait").text,
        "conflict": page.post("/initiatives/a", FORM | {"partners": "La Ville"}).text,
        "faults": page.post("/initiatives/a", FORM | {"title": "", "needs": "a", "impact": "9"}).text,
        "faulty headings": page.post("/cadre/themes", {"key.1": "x", "seen.1": "0", "name.1": "x" * 201}).text,
        "organisation": page.client.get(f"/organisations/{desk.team.organisation_id}").text,
        "reader": desk.as_("reader").get("/initiatives/a").text,
        "english": page.get("/initiatives/a?lang=en").text,
    }
    assert validate(pages) == []


def test_the_board_asks_as_many_questions_for_many_initiatives(
    desk: Desk, app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    many = [PlannedInitiative(id=f"i{each}", title=f"Initiative {each}") for each in range(40)]
    owner = Owner(desk.team.organisation_id)
    other = plans.add_plan(connection, questionnaire, owner, plans.planned(questionnaire, *many))
    client = desk.as_("responsable").client
    engine: Engine = app.extensions["database"]
    counts = []
    for plan_id in (desk.plan_id, other):
        client.get(f"/ptn/{plan_id}")
        with count_queries(engine) as counted:
            client.get(f"/ptn/{plan_id}")
        counts.append(len(counted))
    assert 0 < counts[0] == counts[1] <= 8


def test_saving_without_a_change_changes_nothing(
    desk: Desk, connection: Connection, questionnaire: Questionnaire
) -> None:
    practices = tuple(each.id for each in reversed(questionnaire.axes[0].practices))
    first = PlannedInitiative(id="a", title="Premier", practices=practices)
    plan_id = plans.add_plan(
        connection, questionnaire, Owner(desk.team.organisation_id), plans.planned(questionnaire, first)
    )
    page = Trial(desk.team.as_("responsable").client, f"/ptn/{plan_id}")
    sent = MultiDict(
        [*FORM.items(), *(("practices", each) for each in reversed(practices)), ("csrf_token", page.token)]
    )
    assert page.client.post(f"{page.address}/initiatives/a", data=sent).status_code == 303
    assert "changement" not in words(page.get("/journal").text)


def test_the_journal_names_sections_and_what_a_file_changed(desk: Desk) -> None:
    page, plan = desk.as_("responsable"), desk.plan()
    more = {"title": "Autre titre", "texts": {"vision": "Servir."}}
    content = TransformationPlan.model_validate(plan.model_dump() | more)
    seen = queries.plans.rows(desk.connection, desk.plan_id).changes
    account_id = members.add_account(desk.connection, "fichier@exemple.quebec")
    operations.plans.replace(desk.connection, desk.plan_id, seen, content, account_id, LATER)
    journal = words(page.get("/journal").text)
    assert "Texte de section « Vision de la transformation numérique » : ajout" in journal
    assert "Titre : PTN de l'essai remplacé par Autre titre" in journal
