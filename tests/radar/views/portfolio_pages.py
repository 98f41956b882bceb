"""The pages by which a portfolio is run and by which an organisation takes part, for tests that read them all."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import operations, queries
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.moments import LATER
from tests.radar.views.trial import csrf_token

WRONG = {"name": "a" * 300, "groups": "A", "campaign": "", "questionnaire": "?", "ends_on": "?", "email": "?"}


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A portfolio of two bodies, and the browsers of those who lead and administer it."""

    id: uuid.UUID
    bodies: tuple[uuid.UUID, uuid.UUID]
    person: uuid.UUID
    lead: FlaskClient
    desk: FlaskClient

    @property
    def path(self) -> str:
        """Return its address."""
        return f"/portefeuilles/{self.id}"


def pages_of_a_portfolio(
    app: Flask, connection: Connection, questionnaire: Questionnaire, language: str
) -> dict[str, str]:
    """Return the HTML of these pages by name."""
    portfolio = _portfolio(app, connection, language)
    pages = {**_management(portfolio), **_groups(connection, portfolio)}
    pages["campaign"] = _post(
        portfolio.lead, f"{portfolio.path}/campagnes", campaign="2026", questionnaire=questionnaire.reference
    )
    pages["frozen groups"] = portfolio.lead.get(f"{portfolio.path}/groupes").text
    (campaign,) = queries.comparisons.campaigns_of(connection, portfolio.id)
    connection.rollback()
    first, second = (_responsable(app, connection, body, language) for body in portfolio.bodies)
    pages["joining"] = second.get(f"/organisations/{portfolio.bodies[1]}/campagnes/nouvelle").text
    pages |= _participation(first, portfolio.bodies[0], campaign.id)
    closing = f"{portfolio.path}/campagnes/{campaign.id}/fermeture"
    pages["closing"] = portfolio.lead.get(closing).text
    pages |= {name: _post(portfolio.lead, closing) for name in ("closed", "closed twice")}
    operations.portfolios.take_out_of_portfolio(connection, portfolio.id, portfolio.bodies[0], portfolio.person, LATER)
    return pages


def _portfolio(app: Flask, connection: Connection, language: str) -> Portfolio:
    bodies = (members.add_organisation(connection, "Régie A & fils"), members.add_organisation(connection, "Régie B"))
    portfolio_id = members.add_portfolio(connection, bodies, "Ministère <des> essais")
    person = members.add_portfolio_member(connection, portfolio_id, "lead")
    administrator = members.add_account(connection, "administration@exemple.quebec", administrator=True)
    lead, desk = (members.sign_in(app.test_client(), connection, one) for one in (person, administrator))
    for client in (lead, desk):
        client.get(f"/?lang={language}")
    return Portfolio(portfolio_id, bodies, person, lead, desk)


def _responsable(app: Flask, connection: Connection, organisation_id: uuid.UUID, language: str) -> FlaskClient:
    somebody = members.add_member(connection, organisation_id, "responsable")
    client = members.sign_in(app.test_client(), connection, somebody)
    client.get(f"/?lang={language}")
    return client


def _management(portfolio: Portfolio) -> Mapping[str, str]:
    lead, path = portfolio.lead, portfolio.path
    return {
        "portfolios": lead.get("/portefeuilles").text,
        "every portfolio": _post(portfolio.desk, "/portefeuilles", name=""),
        "portfolio without campaigns": lead.get(path).text,
        "management": lead.get(f"{path}/gestion").text,
        "management by an administrator": portfolio.desk.get(f"{path}/gestion").text,
        "person, refused": _post(lead, f"{path}/personnes", **WRONG),
        "unknown person": _post(lead, f"{path}/personnes", email="inconnu@exemple.quebec", role="lead"),
        "campaign, refused": _post(lead, f"{path}/campagnes", **WRONG),
    }


def _groups(connection: Connection, portfolio: Portfolio) -> Mapping[str, str]:
    lead, path = portfolio.lead, portfolio.path
    pages = {
        "no groups": lead.get(f"{path}/groupes").text,
        "grouping, refused": _post(lead, f"{path}/groupements", **WRONG),
        "grouping": _post(lead, f"{path}/groupements", name="A <1>", groups="P & M\nG"),
    }
    (grouping,) = queries.groupings.groupings_in(connection, portfolio.id)
    connection.rollback()
    same = {group.id.hex: "A" for group in grouping.groups}
    pages["names, refused"] = _post(lead, f"{path}/groupements/{grouping.id}", **WRONG, **same)
    pages["table of yesterday"] = _post(lead, f"{path}/groupes")
    return pages


def _participation(client: FlaskClient, organisation_id: uuid.UUID, campaign_id: uuid.UUID) -> Mapping[str, str]:
    new, chosen = f"/organisations/{organisation_id}/campagnes/nouvelle", {"campaign": "2026", "joins": campaign_id.hex}
    pages = {"joining, refused": _post(client, new, **chosen)}
    started = client.post(new, data={"csrf_token": csrf_token(client), **chosen, "consent": "named"})
    path = started.headers["Location"]
    return pages | {
        "joined": client.get(path).text,
        "joining again": _post(client, new, **chosen),
        "reduced": _post(client, f"{path}/partage", consent="groups"),
        "widened": _post(client, f"{path}/partage", consent="named"),
        "journal of sharing": client.get(f"{path}/journal").text,
    }


def _post(client: FlaskClient, path: str, **fields: str) -> str:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True).text
