"""Mail through the server of the settings; without one, or when it fails, the caller shows what it would have sent."""

import logging
import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

WAIT_SECONDS = 10

logger = logging.getLogger(__name__)


def send(server: str, sender: str, recipient: str, subject: str, text: str) -> bool:
    """Send a message and return whether the server took it; a failure is logged without the message."""
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = sender, recipient, subject
        message.set_content(text)
        address = urlsplit(server)
        with _connection(address) as connection:
            _introduce(connection, address)
            connection.send_message(message)
    except (OSError, ValueError) as error:  # an error of SMTP is an OSError; a ValueError is an address it cannot hold
        logger.warning("The mail server did not take a message: %s", type(error).__name__)
        return False
    return True


def _connection(address: SplitResult) -> smtplib.SMTP:
    host = address.hostname or ""
    if address.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, address.port or 465, timeout=WAIT_SECONDS, context=context)
    return smtplib.SMTP(host, address.port or 587, timeout=WAIT_SECONDS)


def _introduce(connection: smtplib.SMTP, address: SplitResult) -> None:
    """Encrypt what follows where the server can, and always before a password is said."""
    connection.ehlo()
    if address.scheme == "smtp" and (address.username or connection.has_extn("starttls")):
        connection.starttls(context=ssl.create_default_context())
    if address.username:
        connection.login(unquote(address.username), unquote(address.password or ""))
