"""From statements to a form and from a form to changes."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from radar.answer_form import AnswerForm, answer_form
from radar.answers import UNANSWERED, AgreedAnswer
from radar.models import MAX_REASON
from tests.databases import SqliteDatabases

STORED = {"e01": AgreedAnswer(3, "Vu."), "e02": AgreedAnswer(5)}


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough: a form asks no database."""
    return sqlite_databases


def filled(**fields: str) -> AnswerForm:
    """Return the form of two statements as a browser sent it, validated."""
    form = answer_form("e01", "e02")(MultiDict(fields))
    form.validate()
    return form


def test_the_form_shows_what_is_stored_with_its_stamps() -> None:
    form = answer_form("e01", "e02", "e03")()
    form.show(STORED)
    assert [form[name].data for name in ("e01", "e01-reason", "e02", "e03")] == ["3", "Vu.", "na", ""]
    assert [form[f"{name}-seen"].data for name in ("e01", "e03")] == [STORED["e01"].stamp, UNANSWERED.stamp]


def test_changes_are_codes_and_reasons_with_what_was_seen(app: Flask) -> None:
    with app.test_request_context():
        form = filled(**{"e01": "na", "e01-reason": " a\r\nb\rc ", "e01-seen": "3.", "e02": "0"})
    first, second = form.valid_changes()
    assert (first.code, first.reason, first.seen) == (5, "a\nb\nc", "3.")
    assert (second.code, second.reason, second.seen) == (0, "", UNANSWERED.stamp)


def test_only_what_is_in_error_is_kept_as_it_was_typed(app: Flask) -> None:
    with app.test_request_context():
        form = filled(**{"e01": "4", "e01-reason": "a" * (MAX_REASON + 1), "e02": "1"})
        assert [change.statement_id for change in form.valid_changes()] == ["e02"]
        form.show(STORED)
        assert [form[name].data for name in ("e01", "e02")] == ["4", "na"]
        assert len(form["e01-reason"].data) == MAX_REASON + 1
        assert [len(form.errors_of(question)) for question in ("e01", "e02")] == [1, 0]


def test_names_that_are_no_field_are_told() -> None:
    form = answer_form("e01", "e02")()
    assert form.unknown_fields(["e01", "e01-reason", "e01-seen", "e03", "errors"]) == ["e03", "errors"]


@pytest.mark.parametrize("text", ["tab\tet fin\nde ligne", "œuvre – « 42 % » 👩🏽‍💻", "a\u2028b"])
def test_ordinary_texts_of_any_script_are_accepted(app: Flask, text: str) -> None:
    with app.test_request_context():
        assert not filled(**{"e01-reason": text}).errors


def test_the_form_of_the_same_questions_is_made_once() -> None:
    assert answer_form("e01.clients", "e01.interne") is answer_form("e01.clients", "e01.interne")
