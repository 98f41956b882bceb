"""What is chosen to bring past results in, and the proof that a file was looked at."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import cast

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from radar.forms import one_line

PROVED_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Choice:
    """The questionnaire that a file answers, the sheet of the workbook, and the portfolio for the organisations."""

    questionnaire: str = ""
    sheet: str = ""
    portfolio: str = ""

    @property
    def portfolio_id(self) -> uuid.UUID | None:
        """Return the portfolio, if one was chosen."""
        return uuid.UUID(self.portfolio) if self.portfolio else None


def chosen(fields: Mapping[str, str]) -> Choice:
    """Return what a form says."""
    return Choice(fields.get("questionnaire", ""), one_line(fields.get("sheet")), fields.get("portfolio", ""))


def proof(choice: Choice, file: FileStorage, account_id: uuid.UUID) -> str:
    """Return a signed note that a person had this very file looked at, with this choice."""
    return _signer().dumps({**asdict(choice), "digest": digest(file), "account": account_id.hex})


def proved(note: str, account_id: uuid.UUID) -> tuple[Choice, str] | None:
    """Return what a note says was chosen, and the digest of the file, if the person was given it in the last day."""
    try:
        said = _signer().loads(note, max_age=PROVED_SECONDS)
    except BadData:
        return None
    if said.pop("account") != account_id.hex:
        return None
    found = said.pop("digest")
    return Choice(**said), found


def digest(file: FileStorage) -> str:
    """Return the SHA-256 of a file."""
    stream = stream_of(file)
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()


def stream_of(file: FileStorage) -> BytesIO:
    """Return the content of a file; werkzeug's types say less of it than it is."""
    return cast("BytesIO", file.stream)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="import")
