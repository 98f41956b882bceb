"""Mail goes out, or the caller is told that it did not."""

import pytest

from radar import mail
from tests.radar.mail_server import MailServer

MESSAGE = ("radar@exemple.quebec", "alix@exemple.quebec", "Invitation : régie", "Voici un lien.\n.\nÀ bientôt\n")


def test_a_message_arrives_as_it_was_written() -> None:
    with MailServer() as server:
        assert mail.send(server.url, *MESSAGE)
    (message,) = server.messages
    assert (message["From"], message["To"], message["Subject"]) == MESSAGE[:3]
    assert message.get_content() == MESSAGE[3]


def test_a_server_that_refuses_or_is_away_is_no_more_than_a_no(caplog: pytest.LogCaptureFixture) -> None:
    with MailServer(refuses=True) as server:
        assert not mail.send(server.url, *MESSAGE)
    assert not mail.send(server.url, *MESSAGE)  # nobody listens there any more
    assert "Voici un lien" not in caplog.text


def test_a_password_is_never_said_in_clear() -> None:
    with MailServer() as server:
        assert not mail.send(server.url.replace("//", "//alix:secret@"), *MESSAGE)
    assert server.messages == []
