"""What is seen of a portfolio's campaigns, and by whom."""

import csv
import io
import uuid

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, insert

from radar import paths
from radar.models import Membership
from scoring.loading import find, load
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import comparing, members
from tests.radar.comparing import Compared
from tests.radar.moments import NOON

# Who is signed in, the portfolio, its plans, its campaigns and how far this one has come; the named bodies with their
# targets; the named results of all campaigns; one's own.
READS = 9
NOTHING_PUBLISHED = "Les chiffres de groupes sont calculés une seule fois"
AXIS = "Expérience utilisateur"
UNKNOWN = uuid.UUID(int=1)


@pytest.fixture
def compared(connection: Connection, questionnaire: Questionnaire) -> Compared:
    """A portfolio of twenty bodies with groups and two campaigns, all of them named."""
    made = comparing.portfolio_of(connection, [f"Musée {n:02}" for n in range(20)])
    comparing.group(connection, made, "Taille", ["Petits", "Grands"])
    comparing.hold(connection, questionnaire, made, "Automne 2025")
    comparing.hold(connection, questionnaire, made, "Automne 2026")
    return made


@pytest.fixture
def weighted() -> Questionnaire:
    """Another questionnaire."""
    return load(find(paths.QUESTIONNAIRES, "radar-pondere@1.0.0"))


def as_(app: Flask, connection: Connection, compared: Compared, role: str) -> FlaskClient:
    """Return the browser of somebody with a role in the portfolio; a member works for its first body."""
    if role == "member":
        account_id = members.add_member(connection, next(iter(compared.organisations.values())), "reader")
    elif role == "administrator":
        account_id = members.add_account(connection, "admin@exemple.quebec", administrator=True)
    else:
        account_id = members.add_portfolio_member(connection, compared.portfolio_id, role)
    return members.sign_in(app.test_client(), connection, account_id)


def test_leads_see_bodies_by_their_names(app: Flask, connection: Connection, compared: Compared) -> None:
    page = as_(app, connection, compared, "lead").get(compared.path).text
    assert all(name in page for name in compared.organisations)
    assert "Les axes qui posent le plus grand défi" in page
    assert "Montrent leur nom" in page
    assert "Le changement depuis Automne 2025 porte sur les 20 organismes présents les deux fois." in page
    assert "Cadran Numérique et autres" in page
    assert "Taille" in page


@pytest.mark.parametrize("role", ["observer", "member"])
def test_others_see_no_body_but_their_own(app: Flask, connection: Connection, compared: Compared, role: str) -> None:
    client = as_(app, connection, compared, role)
    page = client.get(compared.path).text
    seen = [name for name in compared.organisations if name in page]
    assert seen == (["Musée 00"] if role == "member" else [])
    assert "médiane" in page
    assert "Scores par axe" not in page
    assert "Montrent leur nom" not in page
    assert "Changement" not in page
    for path in ("/carte.csv", "/carte.xlsx", "/cadran.svg"):
        assert client.get(compared.path + path).status_code == 404
    drawing = client.get(f"{compared.path}/distribution.svg").text
    assert [name for name in compared.organisations if name in drawing] == seen
    assert "Organismes nommés" not in drawing


def test_administrators_see_no_result(app: Flask, connection: Connection, compared: Compared) -> None:
    client = as_(app, connection, compared, "administrator")
    page = client.get(compared.path).text
    assert "vous pouvez le gérer, mais n’en voyez pas les résultats" in page
    assert f"{compared.path}/gestion" in page
    assert AXIS not in page
    assert client.get(f"{compared.path}/distribution.svg").status_code == 404
    assert client.get(f"{compared.path}/carte.csv").status_code == 404


def test_bodies_that_did_not_consent_to_it_are_not_named(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    made = comparing.portfolio_of(connection, [f"Musée {n}" for n in range(12)])
    comparing.hold(connection, questionnaire, made, consent="groups")
    client = as_(app, connection, made, "lead")
    page = client.get(made.path).text
    assert "Musée 1" not in page
    assert "Aucun organisme ne montre encore un résultat à son nom" in page
    assert "Tous les organismes" in page
    assert client.get(f"{made.path}/carte.csv").status_code == 404


@pytest.mark.parametrize("role", ["lead", "observer", "member"])
def test_an_open_campaign_has_no_figures_of_groups(
    app: Flask, connection: Connection, questionnaire: Questionnaire, role: str
) -> None:
    made = comparing.portfolio_of(connection, [f"Musée {n:02}" for n in range(12)])
    comparing.hold(connection, questionnaire, made, closed=False)
    page = as_(app, connection, made, role).get(made.path).text
    assert NOTHING_PUBLISHED in page
    assert "ouverte" in page
    assert "Taille" not in page
    assert ("Musée 01" in page) == (role == "lead")


def test_a_member_stands_in_the_published_distribution(app: Flask, connection: Connection, compared: Compared) -> None:
    page = as_(app, connection, compared, "member").get(compared.path).text
    assert '<th scope="col" class="number">Musée 00</th>' in " ".join(page.split())
    assert "dépasse la moyenne du groupe sur" in page


@pytest.mark.parametrize("role", ["lead", "observer", "member"])
def test_a_portfolio_without_campaigns_says_so(app: Flask, connection: Connection, role: str) -> None:
    made = comparing.portfolio_of(connection, ["Musée"])
    page = as_(app, connection, made, role).get(made.path).text
    assert "Ce portefeuille compte 1 organisme, mais encore aucune campagne" in page


def test_a_portfolio_without_bodies_says_so(app: Flask, connection: Connection) -> None:
    made = comparing.portfolio_of(connection, [])
    assert "ne compte encore aucun organisme" in as_(app, connection, made, "lead").get(made.path).text


def test_a_campaign_without_a_complete_result(app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
    made = comparing.portfolio_of(connection, ["Musée", "Théâtre"])
    half = [2, *[None] * (len(questionnaire.statements) - 1)]
    comparing.hold(connection, questionnaire, made, sheets=[half, half])
    page = as_(app, connection, made, "lead").get(made.path).text
    assert "trop peu d’organismes y ont un résultat complet pour en publier des chiffres" in page
    assert "Musée*" in page
    assert "Aucun de ces résultats n’est complet" in page


def test_a_group_of_one_looks_like_an_empty_one(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    made = comparing.portfolio_of(connection, [f"Musée {n}" for n in range(3)])
    comparing.group(connection, made, "Taille", ["Un", "Deux", "Trois", "Aucun"])
    comparing.hold(connection, questionnaire, made)
    client = as_(app, connection, made, "observer")
    taille = grouping_id(client.get(made.path).text, "Taille")
    page = " ".join(client.get(f"{made.path}?regroupement={taille}").text.split())
    for name in ("Un", "Aucun"):
        assert f'<li>{name} <span class="quiet">(n = —)</span></li>' in page
    assert client.get(f"{made.path}/groupes.svg?regroupement={taille}").status_code == 404


def grouping_id(page: str, name: str) -> str:
    """Return the id in the link to a grouping."""
    link = next(part for part in page.split("<a ") if name in part.split("</a>")[0])
    return link.split("regroupement=")[1].split("#")[0]


@pytest.mark.parametrize(
    "query", ["campagne=x", f"campagne={UNKNOWN}", "regroupement=autre", "campagne=", "regroupement="]
)
def test_what_is_not_there_is_not_found(app: Flask, connection: Connection, compared: Compared, query: str) -> None:
    client = as_(app, connection, compared, "lead")
    assert client.get(f"{compared.path}?{query}").status_code == 404
    assert client.get(f"{compared.path}/groupes.svg?{query}").status_code == 404


def test_a_campaign_of_another_portfolio_is_not_found(
    app: Flask, connection: Connection, questionnaire: Questionnaire, compared: Compared
) -> None:
    other = comparing.portfolio_of(connection, ["Théâtre"])
    comparing.hold(connection, questionnaire, other)
    client = as_(app, connection, compared, "lead")
    assert client.get(f"{compared.path}?campagne={other.campaigns[0]}").status_code == 404


def test_only_campaigns_with_the_same_questionnaire_are_compared(
    app: Flask, connection: Connection, compared: Compared, weighted: Questionnaire
) -> None:
    comparing.hold(connection, weighted, compared, "Automne 2027")
    client = as_(app, connection, compared, "lead")
    page = client.get(compared.path).text
    assert "Automne 2025 – questionnaire différent (radar-numeriqc@1.0.0)" in page
    assert "Changement" not in page
    assert client.get(f"{compared.path}/campagnes.svg").status_code == 404
    earlier = client.get(f"{compared.path}?campagne={compared.campaigns[1]}").text
    assert f"Automne 2027 – questionnaire différent ({weighted.reference})" in earlier
    assert "Changement" in earlier


def test_the_scores_of_named_bodies_as_files(app: Flask, connection: Connection, compared: Compared) -> None:
    client = as_(app, connection, compared, "lead")
    rows = list(
        csv.reader(io.StringIO(client.get(f"{compared.path}/carte.csv").data.decode("utf-8-sig")), delimiter=";")
    )
    assert rows[0][:4] == ["Organisme", "Cadran", "Réponses (%)", "Score global"]
    assert [row[0] for row in rows[1:]] == list(compared.organisations)
    assert rows[1][2] == "100,00"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{compared.path}/carte.xlsx").data)).worksheets[0]
    assert [cell.value for cell in sheet["A"]][3:] == list(compared.organisations)


@pytest.mark.parametrize("name", ["cadran", "groupes", "distribution", "campagnes"])
def test_charts_are_kept_by_browsers_until_they_change(
    app: Flask, connection: Connection, compared: Compared, name: str
) -> None:
    client = as_(app, connection, compared, "lead")
    drawn = client.get(f"{compared.path}/{name}.svg")
    assert drawn.mimetype == "image/svg+xml"
    again = client.get(f"{compared.path}/{name}.svg", headers={"If-None-Match": drawn.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"{compared.path}/{name}.png?theme=dark").data.startswith(b"\x89PNG")


def test_arrows_lead_to_the_targets(
    app: Flask, connection: Connection, questionnaire: Questionnaire, compared: Compared
) -> None:
    client = as_(app, connection, compared, "lead")
    assert "Cibles atteintes" not in client.get(compared.path).text
    for body in list(compared.organisations.values())[:3]:
        comparing.aim(connection, questionnaire, body, "numerique")
    assert "3 organismes ont une cible" in client.get(compared.path).text
    assert "Cible" in client.get(f"{compared.path}/cadran.svg").text


def test_two_bodies_of_one_name_are_two(app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
    made = comparing.portfolio_of(connection, ["Musée", "Musée"])
    comparing.hold(connection, questionnaire, made)
    page = as_(app, connection, made, "lead").get(made.path).text
    assert "Musée (2)" in page


def test_the_list_of_what_one_sees(app: Flask, connection: Connection, compared: Compared) -> None:
    page = as_(app, connection, compared, "member").get("/comparaisons").text
    assert "vous travaillez pour un de ses organismes" in page
    assert page.index("Automne 2026") < page.index("Automne 2025")
    assert f"{compared.path}?campagne={compared.campaigns[1]}" in page
    stranger = members.sign_in(app.test_client(), connection, members.add_account(connection))
    assert "Vous ne voyez encore aucun portefeuille." in stranger.get("/comparaisons").text


def test_the_number_of_statements_does_not_grow_with_bodies(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    counts = []
    for bodies in (3, 30):
        made = comparing.portfolio_of(connection, [f"Musée {bodies} {n}" for n in range(bodies)])
        for year in range(2023, 2023 + bodies // 3):
            comparing.hold(connection, questionnaire, made, f"Automne {year}")
        client = as_(app, connection, made, "lead")
        for path in (made.path, "/comparaisons", f"{made.path}/cadran.svg"):
            with count_queries(app.extensions["database"]) as statements:
                assert client.get(path).status_code == 200
            counts.append(len(statements))
    assert counts[:3] == counts[3:]
    assert counts[0] == READS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_are_valid_html(
    app: Flask, connection: Connection, questionnaire: Questionnaire, compared: Compared, language: str
) -> None:
    empty, still = comparing.portfolio_of(connection, []), comparing.portfolio_of(connection, ["A", "B"])
    comparing.hold(connection, questionnaire, still, closed=False)
    pages = {}
    for role in ("lead", "observer", "member"):
        client = as_(app, connection, compared, role)
        client.get(f"/?lang={language}")
        pages[f"{role} closed"] = client.get(compared.path).text
        pages[f"{role} list"] = client.get("/comparaisons").text
    for made in (empty, still):
        client = as_(app, connection, made, "lead")
        client.get(f"/?lang={language}")
        pages[f"{made.path}"] = client.get(made.path).text
    assert validate(pages) == []


def add_membership(connection: Connection, organisation_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Let a person work for an organisation."""
    values = {"organisation_id": organisation_id, "account_id": account_id, "role": "reader", "created_at": NOON}
    connection.execute(insert(Membership).values(**values))
    connection.commit()


def test_a_lead_who_works_for_a_body_sees_its_position(app: Flask, connection: Connection, compared: Compared) -> None:
    lead = members.add_portfolio_member(connection, compared.portfolio_id, "lead")
    add_membership(connection, compared.organisations["Musée 03"], lead)
    page = members.sign_in(app.test_client(), connection, lead).get(compared.path).text
    assert "dépasse la moyenne du groupe sur" in page
    assert '<th scope="col" class="number">Musée 03</th>' in " ".join(page.split())
