"""The public exchange format over HTTP."""

import pytest
from flask.testing import FlaskClient

from scoring.exchange import statements_as_dicts
from scoring.questionnaire import Questionnaire


def test_every_statement_is_given_in_order(client: FlaskClient, questionnaire: Questionnaire) -> None:
    answer = client.get("/v1/enonces")
    assert answer.mimetype == "application/json"
    found = answer.get_json()
    assert [record["numero"] for record in found] == list(range(1, 49))
    assert found == statements_as_dicts(questionnaire)


def test_one_statement_is_given_by_its_identifier(client: FlaskClient) -> None:
    for record in client.get("/v1/enonces").get_json()[:3]:
        assert client.get(f"/v1/enonces/{record['id']}").get_json() == record


def test_identifiers_are_the_same_in_both_languages_and_texts_are_not(client: FlaskClient) -> None:
    french, english = (client.get(f"/v1/enonces?lang={language}").get_json() for language in ("fr", "en"))
    assert [record["id"] for record in french] == [record["id"] for record in english]
    assert all(one["texte"] != other["texte"] for one, other in zip(french, english, strict=True))


@pytest.mark.parametrize("path", ["/v1/enonces/00000000-0000-4000-8000-000000000000", "/v1/enonces/42", "/v1/reponses"])
def test_what_does_not_exist_is_an_error_object(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert set(answer.get_json()) == {"message"}
    assert answer.get_json()["message"].endswith(".")


def test_statements_are_read_only(client: FlaskClient) -> None:
    answer = client.delete("/v1/enonces")
    assert answer.status_code in {400, 405}
    assert set(answer.get_json()) == {"message"}
