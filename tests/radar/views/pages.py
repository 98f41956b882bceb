"""Every page in every state, for tests that read them all."""

from collections.abc import Mapping
from dataclasses import replace

from flask.testing import FlaskClient

from radar.app import create_app
from radar.config import Config
from scoring.questionnaire import Questionnaire
from tests.radar.views.comparison_pages import pages_of_comparisons
from tests.radar.views.evolution_pages import pages_of_an_evolution
from tests.radar.views.plan_pages import pages_of_a_plan
from tests.radar.views.portfolio_pages import pages_of_a_portfolio
from tests.radar.views.session_pages import pages_of_a_session
from tests.radar.views.target_pages import pages_of_targets
from tests.radar.views.team_pages import pages_of_a_team
from tests.radar.views.trial import Trial, csrf_token, start

AXIS = "experience-utilisateur"


def every_page(settings: Config, questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """Return the HTML of every page in every state, by name."""
    app = create_app(replace(settings, development=True, body="Régie de l’essai", contact="donnees@exemple.quebec"))
    client = app.test_client()
    client.get(f"/?lang={language}")
    empty, partial, complete = (start(client, organisation=name) for name in ("", "Ville", "Musée"))
    _answer(partial, questionnaire, every=3)
    _answer(complete, questionnaire, every=1)
    pages = {
        **_site(client),
        **_states("empty", empty, questionnaire),
        **_states("partial", partial, questionnaire),
        **_states("complete", complete, questionnaire),
        **_refusals(client, empty),
    }
    with app.extensions["database"].connect() as connection:
        pages |= pages_of_a_team(app, connection, questionnaire, language)
        pages |= pages_of_an_evolution(app, connection, questionnaire, language)
        pages |= pages_of_targets(app, connection, questionnaire, language)
        pages |= pages_of_a_portfolio(app, connection, questionnaire, language)
        pages |= pages_of_comparisons(app, connection, questionnaire, language)
        pages |= pages_of_a_plan(app, connection, questionnaire, language)
        pages |= pages_of_a_session(app, connection, questionnaire, language)
    app.extensions["database"].dispose()
    return pages


def _answer(trial: Trial, questionnaire: Questionnaire, every: int) -> None:
    """Answer every statement, or one in so many."""
    for axis in questionnaire.axes:
        for statement in axis.statements[::every]:
            value = "na" if statement.number % 11 == 0 else str(statement.number * 7 % 5)
            assert trial.put(statement.id, {"level": value, "reason": "Vu en atelier."}).status_code == 200


def _site(client: FlaskClient) -> Mapping[str, str]:
    paths = {"home": "/", "privacy": "/confidentialite", "method": "/methode", "patterns": "/patterns"}
    return {name: client.get(path).text for name, path in paths.items()}


def _states(state: str, trial: Trial, questionnaire: Questionnaire) -> Mapping[str, str]:
    paths = [
        "",
        "/suppression",
        "/resultats",
        "/chemin",
        "/chemin?cadran=numerique",
        *(f"/axes/{axis.id}" for axis in questionnaire.axes),
    ]
    return {f"{state}{path}": trial.get(path).text for path in paths}


def _refusals(client: FlaskClient, trial: Trial) -> Mapping[str, str]:
    stale = {"e01": "7", "e02-reason": "a" * 4001, "e99": "1", "e03": "1", "e03-seen": "4."}
    long_name = {"csrf_token": csrf_token(client), "organisation": "a" * 201}
    return {
        "refused answers": trial.post(f"/axes/{AXIS}", stale).text,
        "refused name": trial.post("/nom", {"organisation": "a" * 201}).text,
        "refused start": client.post("/essai", data=long_name).text,
        "not found": client.get("/nulle-part").text,
        "not so": client.get("/essai").text,
        "no token": client.post("/essai").text,
        "too large": trial.post("/nom", {"organisation": "a" * 1_000_000}).text,
        "renamed": trial.client.post(
            f"{trial.address}/nom", data={"csrf_token": trial.token, "organisation": ""}, follow_redirects=True
        ).text,
    }
