"""A trial as a browser without script holds it: what tests of pages do and read."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
INPUT = re.compile(r"<input[^>]*>")
VALUE = re.compile(r'value="([^"]*)"')
PROGRAM = {"Accept": "application/json"}
READ_ALOUD = {"alt", "aria-label", "title", "placeholder", "data-copied"}


class Trial:
    """An assessment that one browser has open."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client = client
        self.address = address
        self.token = csrf_token(client)

    def get(self, path: str = "", **options: Any) -> TestResponse:
        """Open a page of the assessment."""
        return self.client.get(self.address + path, **options)

    def post(self, path: str, fields: Mapping[str, str], **options: Any) -> TestResponse:
        """Send a form of the assessment."""
        return self.client.post(self.address + path, data={"csrf_token": self.token, **fields}, **options)

    def put(self, statement: str, answer: object, **options: Any) -> TestResponse:
        """Send one answer as the page's script does."""
        headers = {**PROGRAM, "X-CSRFToken": self.token}
        return self.client.put(f"{self.address}/reponses/{statement}", json=answer, headers=headers, **options)

    def codes(self) -> dict[str, Any]:
        """Return the score of every statement that has one."""
        statements = self.get("/resultats.json").get_json()["statements"]
        return {key: value["score"] for key, value in statements.items() if value["score"] is not None}

    def link(self) -> str:
        """Return the path of the private link."""
        (found,) = re.findall(r'value="http://localhost(/lien/[^"]+)"', self.get().text)
        return str(found)


def start(client: FlaskClient, organisation: str = "Régie de l’essai") -> Trial:
    """Start a trial in a browser."""
    answer = client.post("/essai", data={"csrf_token": csrf_token(client), "organisation": organisation})
    assert answer.status_code == 303, answer.text
    return Trial(client, answer.headers["Location"])


def csrf_token(client: FlaskClient) -> str:
    """Return the token that forms of this browser carry."""
    found: str = TOKEN.findall(client.get("/").text)[0]
    return found


def chosen(page: str, statement: str) -> str:
    """Return the answer to a statement that a page shows."""
    tags = [tag for tag in INPUT.findall(page) if f'name="{statement}"' in tag and " checked" in " ".join(tag.split())]
    (found,) = (VALUE.findall(tag)[0] for tag in tags)
    return str(found)


def texts_of(page: str) -> list[str]:
    """Return every text that people see or hear on a page."""
    reader = _Texts()
    reader.feed(page)
    return reader.texts


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.texts += [text for name, text in attrs if text and (name in READ_ALOUD or name.startswith("data-text"))]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data)
