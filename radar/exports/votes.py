"""The votes of a session, statement by statement and round by round, without a way to tell whose they are.

A voter has another name for each statement, drawn anew for each file, so that nobody's answers can be put together.
"""

import codecs
import csv
import io
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from radar.answers import VALUES, AgreedAnswer
from radar.exports.as_csv import SEPARATORS, harmless
from scoring.distribution import RECORD, Distribution, distribution
from scoring.questionnaire import Statement

NAME_BYTES = 4
COLUMNS = ("statement", "round", "state", "voter", "level", "agreed", "reason")
REVEALED, HIDDEN, FEW = "revealed", "not revealed", f"fewer than {RECORD} votes"


@dataclass(frozen=True, slots=True)
class Round:
    """A round: whether it is revealed, and the code that each voter gave."""

    number: int
    revealed: bool
    votes: Mapping[UUID, int]

    @property
    def distribution(self) -> Distribution | None:
        """Return the distribution, if there are votes enough to show it."""
        codes = list(self.votes.values())
        return distribution({code: codes.count(code) for code in codes}, RECORD) if self.revealed else None

    @property
    def state(self) -> str:
        """Return whether the votes are shown, and why not."""
        if not self.revealed:
            return HIDDEN
        return REVEALED if self.distribution else FEW


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a session came to for a statement; no answer where the room has not agreed."""

    statement: Statement
    rounds: Sequence[Round]
    agreed: AgreedAnswer | None


def to_csv(outcomes: Iterable[Outcome], language: str) -> bytes:
    """Return a row for every vote that is shown, and one for every round whose votes are not."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=SEPARATORS[language], lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for outcome in outcomes:
        agreed = [outcome.agreed.value, harmless(outcome.agreed.reason)] if outcome.agreed else ["", ""]
        for round_, votes in _named(outcome):
            for voter, level in votes or [("", "")]:
                writer.writerow([outcome.statement.id, round_.number, round_.state, voter, level, *agreed])
    return codecs.BOM_UTF8 + sheet.getvalue().encode()


def to_json(outcomes: Iterable[Outcome], about: Mapping[str, object]) -> bytes:
    """Return the session with its statements, their rounds and the votes of each."""
    statements = [
        {
            "id": outcome.statement.id,
            "number": outcome.statement.number,
            "text": outcome.statement.text,
            "rounds": [_round(round_, votes) for round_, votes in _named(outcome)],
            "agreed": {"level": outcome.agreed.value, "reason": outcome.agreed.reason} if outcome.agreed else None,
        }
        for outcome in outcomes
    ]
    return json.dumps({**about, "statements": statements}, ensure_ascii=False, indent=2).encode()


def _round(round_: Round, votes: Sequence[tuple[str, str]]) -> dict[str, object]:
    shown = round_.distribution
    return {
        "number": round_.number,
        "state": round_.state,
        "counts": {VALUES[code]: count for code, count in enumerate(shown.counts)} if shown else None,
        "consensus": shown.consensus if shown else None,
        "votes": [{"voter": voter, "level": level} for voter, level in votes],
    }


def _named(outcome: Outcome) -> Iterable[tuple[Round, Sequence[tuple[str, str]]]]:
    """Yield each round with the votes that are shown of it, in the order of names that mean nothing."""
    names: dict[UUID, str] = {}
    for round_ in outcome.rounds:
        shown = round_.votes if round_.distribution else {}
        for voter in shown:
            names.setdefault(voter, secrets.token_hex(NAME_BYTES))
        yield round_, sorted((names[voter], VALUES[code]) for voter, code in shown.items())
