"""Which assessments a browser may open: those whose private link it came through."""

import uuid

import pytest
from flask import Flask

from radar import access
from tests.databases import SqliteDatabases

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough: what a browser holds is in its cookie."""
    return sqlite_databases


def test_links_are_remembered_by_assessment_and_forgotten(app: Flask) -> None:
    with app.test_request_context():
        access.remember_link(ONE, "first")
        access.remember_link(OTHER, "second")
        assert (access.link_token(ONE), access.link_token(OTHER)) == ("first", "second")
        assert access.known_assessments() == [ONE, OTHER]
        access.forget_link(ONE)
        assert access.link_token(ONE) is None
        assert access.known_assessments() == [OTHER]


def test_a_link_opened_again_becomes_the_newest_and_is_kept_once(app: Flask) -> None:
    with app.test_request_context():
        for assessment in (ONE, OTHER, ONE):
            access.remember_link(assessment, "token")
        assert access.known_assessments() == [OTHER, ONE]


def test_the_oldest_links_make_room(app: Flask) -> None:
    with app.test_request_context():
        for number in range(access.MOST_LINKS + 5):
            access.remember_link(uuid.UUID(int=number), "token")
        known = access.known_assessments()
        assert [link.int for link in known] == list(range(5, access.MOST_LINKS + 5))


def test_a_link_to_nothing_opens_nothing(app: Flask) -> None:
    client = app.test_client()
    with client.session_transaction() as browser:
        browser[access.LINKS] = [[ONE.hex, "forged"]]
    assert [client.get(f"/evaluations/{place}").status_code for place in (ONE, OTHER)] == [404, 404]
