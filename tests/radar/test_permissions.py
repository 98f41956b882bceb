"""Every route says what it needs, and members may do what their role grants."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar.access import Permission
from scoring.questionnaire import Questionnaire
from tests.radar import members


def test_every_route_names_what_it_needs(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    assert all(isinstance(getattr(app.view_functions[rule.endpoint], "permission", None), Permission) for rule in rules)


@pytest.mark.parametrize(("role", "status"), [("reader", 200), ("facilitator", 200), ("responsable", 200)])
def test_members_read_the_assessments_of_their_organisation(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire, role: str, status: int
) -> None:
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.sign_in(client, connection, members.add_member(connection, organisation_id, role))
    page = client.get(f"/evaluations/{assessment_id}")
    assert page.status_code == status
    assert "Régie de l’essai" in page.text


def test_others_are_told_that_it_does_not_exist(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    assessment_id = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    assert client.get(f"/evaluations/{assessment_id}").status_code == 404
    outsider = members.add_member(connection, members.add_organisation(connection, "Autre"), "responsable")
    members.sign_in(client, connection, outsider)
    assert client.get(f"/evaluations/{assessment_id}").status_code == 404
    assert client.get(f"/evaluations/{uuid.uuid4()}").status_code == 404


def test_a_reader_changes_nothing(client: FlaskClient, connection: Connection, questionnaire: Questionnaire) -> None:
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.sign_in(client, connection, members.add_member(connection, organisation_id, "reader"))
    assert client.get(f"/evaluations/{assessment_id}/suppression").status_code == 403
