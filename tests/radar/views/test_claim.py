"""A trial that joins an organisation."""

import uuid
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from radar.models import Assessment, Event
from tests.radar import members
from tests.radar.views.trial import Trial, csrf_token

AXIS = "/axes/experience-utilisateur"
Join = Callable[[str], uuid.UUID]


@pytest.fixture
def join(trial: Trial, connection: Connection) -> Join:
    """Makes an organisation and gives whoever holds the trial a role in it."""

    def join(role: str) -> uuid.UUID:
        organisation_id = members.add_organisation(connection, "Musée fictif")
        members.sign_in(trial.client, connection, members.add_member(connection, organisation_id, role))
        trial.token = csrf_token(trial.client)
        return organisation_id

    return join


def test_a_trial_joins_an_organisation_with_its_answers(trial: Trial, connection: Connection, join: Join) -> None:
    trial.put("e01", {"level": "3", "reason": "Vu."})
    link = trial.link()
    organisation_id = join("responsable")
    assert "Rattacher à un organisme" in trial.get().text
    answer = trial.post(
        "/rattachement",
        {"organisation_id": str(organisation_id), "campaign": "Automne 2026", "campaign_on": "2026-11-02"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, trial.address)
    page = trial.get().text
    assert "L’évaluation appartient maintenant à l’organisme." in page
    assert "Automne 2026</h1>" in page
    assert "Musée fictif" in page
    assert trial.codes() == {"e01": 3}
    assert "Vu.</textarea>" in trial.get(AXIS).text
    row = connection.execute(select(Assessment.organisation, Assessment.organisation_id, Assessment.link_hash)).one()
    assert tuple(row) == ("", organisation_id, None)
    told = connection.execute(select(Event.kind, Event.before, Event.after)).one()
    assert tuple(told) == ("claimed", "Régie de l’essai", "Automne 2026")
    assert trial.client.get(link).status_code == 404


def test_the_link_opens_nothing_any_more_even_where_it_was_open(
    trial: Trial, outsider: FlaskClient, join: Join
) -> None:
    assert outsider.get(trial.link()).status_code == 303
    assert outsider.get(trial.address).status_code == 200
    organisation_id = join("responsable")
    trial.post("/rattachement", {"organisation_id": str(organisation_id), "campaign": "Automne"})
    assert outsider.get(trial.address).status_code == 404
    assert (
        outsider.put(
            f"{trial.address}/reponses/e01", json={"level": "0"}, headers={"X-CSRFToken": csrf_token(outsider)}
        ).status_code
        == 404
    )
    again = trial.post("/rattachement", {"organisation_id": str(organisation_id), "campaign": "Encore"})
    assert again.status_code == 404


@pytest.mark.parametrize("role", ["reader", "facilitator"])
def test_only_who_is_responsible_may_bring_it_in(trial: Trial, join: Join, role: str) -> None:
    organisation_id = join(role)
    assert "Rattacher" not in trial.get().text
    answer = trial.post("/rattachement", {"organisation_id": str(organisation_id), "campaign": "Automne"})
    assert answer.status_code == 403
    assert "Votre lien privé" in trial.get().text


def test_another_organisation_is_refused_and_what_was_typed_is_shown_again(
    trial: Trial, connection: Connection, join: Join
) -> None:
    join("responsable")
    foreign = members.add_organisation(connection, "Ailleurs")
    for organisation_id in (str(foreign), "", "n’importe quoi"):
        answer = trial.post("/rattachement", {"organisation_id": organisation_id, "campaign": "Automne 2026"})
        assert answer.status_code == 422
        assert "Choisissez un organisme dont vous êtes responsable." in answer.text
        assert 'value="Automne 2026"' in answer.text
    assert connection.execute(select(Assessment.organisation_id)).scalar_one() is None


def test_a_campaign_needs_a_name(trial: Trial, join: Join) -> None:
    organisation_id = join("responsable")
    answer = trial.post("/rattachement", {"organisation_id": str(organisation_id), "campaign": ""})
    assert answer.status_code == 422
    assert "Donnez un nom à la campagne" in answer.text


def test_whoever_is_not_signed_in_is_asked_to_sign_in(trial: Trial) -> None:
    answer = trial.post("/rattachement", {"organisation_id": str(uuid.uuid4()), "campaign": "Automne"})
    assert answer.status_code == 303
    assert "/evaluations/" in answer.headers["Location"]
