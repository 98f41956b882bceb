"""Setting the groups of a portfolio on its page."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Connection, insert
from werkzeug.test import TestResponse

from radar import operations, queries
from radar.models import Organisation, PortfolioOrganisation
from radar.operations.groupings import MOST_GROUPINGS
from radar.operations.portfolio_campaigns import Opening
from radar.queries.groupings import GroupingRecord
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.trial import csrf_token


class Page:
    """The page of the groups of a portfolio of six bodies, as who leads it uses it."""

    def __init__(self, app: Flask, connection: Connection) -> None:
        self.connection = connection
        self.bodies = [members.add_organisation(connection, f"Organisme {number}") for number in range(6)]
        self.portfolio_id = members.add_portfolio(connection, self.bodies)
        lead = members.add_portfolio_member(connection, self.portfolio_id, "lead")
        self.client = members.sign_in(app.test_client(), connection, lead)
        self.path = f"/portefeuilles/{self.portfolio_id}"

    def text(self) -> str:
        """Return the page."""
        return self.client.get(f"{self.path}/groupes").text

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form of the page."""
        sent = {"csrf_token": csrf_token(self.client), **fields}
        return self.client.post(self.path + path, data=sent, follow_redirects=True)

    def divide(self, name: str = "Taille", groups: str = "Petits\nGrands") -> TestResponse:
        """Create a grouping."""
        return self.post("/groupements", name=name, groups=groups)

    def groupings(self) -> list[GroupingRecord]:
        """Return what is stored."""
        self.connection.rollback()
        return list(queries.groupings.groupings_in(self.connection, self.portfolio_id))

    def table(self, choose: Callable[[int], str]) -> dict[str, str]:
        """Return the table with a group chosen for each body by its number."""
        (grouping,) = self.groupings()
        ids = {group.name: group.id.hex for group in grouping.groups} | {"": ""}
        places = queries.groupings.places_in(self.connection, self.portfolio_id)
        chosen = {f"{grouping.id.hex}-{body.hex}": ids[choose(place)] for place, body in enumerate(self.bodies)}
        return {**chosen, "seen": queries.groupings.stamp(places)}


@pytest.fixture
def page(app: Flask, connection: Connection) -> Page:
    """Such a page."""
    return Page(app, connection)


def test_groups_are_created_filled_renamed_and_removed(page: Page) -> None:
    assert "Le regroupement est créé" in page.divide(groups=" Petits \r\n\r\nGrands\n").text
    saved = page.post("/groupes", **page.table(lambda place: "Grands" if place else "")).text
    assert "Les groupes sont enregistrés." in saved
    (grouping,) = page.groupings()
    assert [(group.name, group.organisations) for group in grouping.groups] == [("Petits", 0), ("Grands", 5)]
    names = {"name": "Envergure", **{group.id.hex: f"{group.name} organismes" for group in grouping.groups}}
    assert "Les noms sont enregistrés." in page.post(f"/groupements/{grouping.id}", **names).text
    (renamed,) = page.groupings()
    assert (renamed.name, renamed.groups[1].name, renamed.groups[1].organisations) == (
        "Envergure",
        "Grands organismes",
        5,
    )
    assert "Le regroupement est supprimé" in page.post(f"/groupements/{grouping.id}/suppression").text
    assert page.groupings() == []
    gone = page.post(f"/groupements/{grouping.id}", **names)
    assert (gone.status_code, "Ce regroupement n’existe plus" in gone.text) == (409, True)


def test_groups_that_are_too_small_may_exist_but_are_named(page: Page) -> None:
    page.divide(groups="Petits\nGrands\nAutres")
    saved = page.post("/groupes", **page.table(lambda place: "Grands" if place else "Petits")).text
    assert "Les chiffres d’un groupe de moins de 5 organismes ne seront pas montrés" in saved
    assert "«\u00a0Petits\u00a0» (Taille)\u00a0: 1 organisme<" in saved
    assert "«\u00a0Autres\u00a0» (Taille)\u00a0: 0 organisme<" in saved
    assert "«\u00a0Grands\u00a0» (Taille)" not in saved


@pytest.mark.parametrize(
    ("name", "groups", "sentence"),
    [
        (" ", "A\nB", "Donnez un nom au regroupement"),
        ("a" * 121, "A\nB", "Ce nom est trop long; raccourcissez-le à 120 caractères."),
        ("Taille", "", "Nommez au moins deux groupes, un par ligne."),
        ("Taille", "Petits\n \n", "Nommez au moins deux groupes, un par ligne."),
        ("Taille", "Petits\npetits ", "Deux groupes ont le même nom"),
        ("Taille", f"A\n{'b' * 121}", "Le nom d’un groupe est trop long"),
        ("Taille", "\n".join(map(str, range(13))), "Un regroupement compte au plus 12 groupes."),
        ("Taille", "A\x00\nB", "caractères de contrôle"),
    ],
)
def test_a_grouping_that_cannot_be_is_refused_beside_what_was_typed(
    page: Page, name: str, groups: str, sentence: str
) -> None:
    refused = page.divide(name, groups)
    assert (refused.status_code, sentence in refused.text) == (422, True)
    assert page.groupings() == []


def test_names_that_cannot_be_are_refused_and_kept_on_the_page(page: Page) -> None:
    page.divide()
    (grouping,) = page.groupings()
    first, second = (group.id.hex for group in grouping.groups)
    for fields, sentence in (
        ({"name": "Taille", first: "Petits", second: ""}, "Donnez un nom à chaque groupe."),
        ({"name": "Taille", first: "Tous", second: "tous"}, "Deux groupes ont le même nom"),
        ({"name": "", first: "Tous", second: "Aucun"}, "Donnez un nom au regroupement"),
    ):
        refused = page.post(f"/groupements/{grouping.id}", **fields)
        assert (refused.status_code, sentence in refused.text) == (422, True)
        assert f'value="{fields[first]}"' in refused.text
    assert page.groupings() == [grouping]


def test_there_are_only_so_many_groupings(page: Page) -> None:
    for number in range(MOST_GROUPINGS):
        page.divide(f"Regroupement {number}")
    refused = page.divide("Un de trop")
    assert (refused.status_code, "compte au plus 6 regroupements" in refused.text) == (409, True)
    assert 'value="Un de trop"' in refused.text


def test_the_groups_of_two_leads_do_not_overwrite_each_other(page: Page) -> None:
    page.divide()
    mine, theirs = page.table(lambda _: "Petits"), page.table(lambda _: "Grands")
    page.post("/groupes", **theirs)
    refused = page.post("/groupes", **mine)
    assert (refused.status_code, "Quelqu’un a changé les groupes entre-temps" in refused.text) == (409, True)
    assert refused.text.count("selected>Petits") == len(page.bodies)
    assert [group.organisations for group in page.groupings()[0].groups] == [0, 6]


def test_a_table_of_300_bodies_and_as_many_groupings_as_there_may_be_is_saved(page: Page) -> None:
    rows = [{"id": uuid.uuid4(), "name": f"Organisme {number}", "created_at": NOON} for number in range(294)]
    held = [{"portfolio_id": page.portfolio_id, "organisation_id": row["id"]} for row in rows]
    page.connection.execute(insert(Organisation), rows)
    page.connection.execute(insert(PortfolioOrganisation), held)
    page.connection.commit()
    for number in range(MOST_GROUPINGS):
        page.divide(f"Regroupement {number}")
    groupings = page.groupings()
    bodies = queries.portfolios.bodies_in(page.connection, page.portfolio_id)
    table = {f"{one.id.hex}-{body.id.hex}": one.groups[0].id.hex for one in groupings for body in bodies}
    saved = page.post("/groupes", **table, seen=queries.groupings.stamp({}))
    assert "Les groupes sont enregistrés." in saved.text
    assert {group.organisations for one in page.groupings() for group in one.groups[:1]} == {300}


def test_a_table_of_another_day_is_refused(page: Page) -> None:
    page.divide()
    table = page.table(lambda _: "Petits")
    wrong = next(key for key in table if key != "seen")
    for bad in ({**table, wrong: uuid.uuid4().hex}, {key: value for key, value in table.items() if key != wrong}):
        refused = page.post("/groupes", **bad)
        assert (refused.status_code, "Le tableau ne correspond plus" in refused.text) == (409, True)
    assert [group.organisations for group in page.groupings()[0].groups] == [0, 0]


def test_while_a_campaign_is_open_every_form_is_greyed_and_refused(page: Page, questionnaire: Questionnaire) -> None:
    page.divide()
    table, (grouping,) = page.table(lambda _: "Petits"), page.groupings()
    operations.portfolio_campaigns.begin(page.connection, questionnaire, page.portfolio_id, Opening("Automne"), NOON)
    names = {"name": "Autre", **{group.id.hex: group.name for group in grouping.groups}}
    assert page.text().count("disabled>") == 3
    for refused in (
        page.post("/groupes", **table),
        page.divide("Mission"),
        page.post(f"/groupements/{grouping.id}", **names),
        page.post(f"/groupements/{grouping.id}/suppression"),
    ):
        assert refused.status_code == 409
        assert refused.text.count("ses groupes ont été définis d’avance et ne changent pas") == 1
    assert page.groupings() == [grouping]


def test_observers_set_no_groups(app: Flask, page: Page) -> None:
    observer = members.add_portfolio_member(page.connection, page.portfolio_id, "observer")
    page.client = members.sign_in(app.test_client(), page.connection, observer)
    assert page.divide().status_code == 403
