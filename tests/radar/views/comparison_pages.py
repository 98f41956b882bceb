"""The pages that compare the bodies of a portfolio, in every state and to every reader, for tests that read them."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import paths
from scoring.loading import find, load
from scoring.questionnaire import Questionnaire
from tests.radar import comparing, members
from tests.radar.comparing import Compared


def pages_of_comparisons(
    app: Flask, connection: Connection, questionnaire: Questionnaire, language: str
) -> dict[str, str]:
    """Return the HTML of these pages by name."""
    other = load(find(paths.QUESTIONNAIRES, "radar-pondere@1.0.0"))
    names = [f"Musée <{n:02}>" for n in range(30)]
    full, two = comparing.portfolio_of(connection, names), comparing.portfolio_of(connection, ["Musée", "Musée"])
    comparing.group(connection, full, "Type", ["P & M", "G", "0"])
    comparing.hold(connection, other, full, "2024")
    for year in ("2025", "2026"):
        comparing.hold(connection, questionnaire, full, year)
    for body in list(full.organisations.values())[:2]:
        comparing.aim(connection, questionnaire, body, "numerique")
    comparing.hold(connection, questionnaire, two, "2026", sheets=[[2, *[None] * (len(questionnaire.statements) - 1)]])
    comparing.hold(connection, questionnaire, two, "2027", closed=False)
    pages = {}
    for role in ("lead", "observer", "member"):
        client = _reader(app, connection, full, role, language)
        pages[f"comparison to a {role}"] = client.get(full.path).text
        pages[f"other campaign to a {role}"] = client.get(f"{full.path}?campagne={full.campaigns[0]}").text
        pages[f"quadrants to a {role}"] = client.get(f"{full.path}?regroupement=quadrants").text
        pages[f"comparisons to a {role}"] = client.get("/comparaisons").text
    for role in ("lead", "observer"):
        client = _reader(app, connection, two, role, language)
        pages[f"open campaign to a {role}"] = client.get(two.path).text
        pages[f"incomplete campaign to a {role}"] = client.get(f"{two.path}?campagne={two.campaigns[0]}").text
    return pages


def _reader(app: Flask, connection: Connection, compared: Compared, role: str, language: str) -> FlaskClient:
    if role == "member":
        account_id = members.add_member(connection, next(iter(compared.organisations.values())), "reader")
    else:
        account_id = members.add_portfolio_member(connection, compared.portfolio_id, role)
    client = members.sign_in(app.test_client(), connection, account_id)
    client.get(f"/?lang={language}")
    return client
