"""An agreed answer as forms, pages and the database pass it on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scoring.scores import NOT_APPLICABLE

CODES: Mapping[str, int | None] = {"": None, "0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "na": NOT_APPLICABLE}
VALUES = {code: value for value, code in CODES.items()}


@dataclass(frozen=True, slots=True)
class AgreedAnswer:
    """A level 0 to 4, 5 for not applicable or None for unanswered, with the reason given for it."""

    code: int | None = None
    reason: str = ""
    changed_at: datetime | None = None

    @property
    def value(self) -> str:
        """Return the answer as form fields write it: `0` to `4`, `na` or nothing."""
        return VALUES[self.code]

    @property
    def stamp(self) -> str:
        """Return a short mark of the content, by which a page tells whether the answer has moved since it was shown."""
        digest = hashlib.sha256(self.reason.encode()).hexdigest()[:12] if self.reason else ""
        return f"{self.value}.{digest}"


UNANSWERED = AgreedAnswer()
