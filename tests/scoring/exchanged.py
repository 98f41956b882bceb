"""The default questionnaire in the exchange format, sound or spoilt, and what reading it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.errors import Fault, Refused
from scoring.exchange import read_enonces, statements_as_dicts
from scoring.loading import find, load
from scoring.questionnaire import Questionnaire

DEFAULT = load(find(Path(__file__).parents[2] / "questionnaires", "radar-numeriqc"))
Records = list[dict[str, Any]]


def imported(records: object, template: Questionnaire = DEFAULT) -> Questionnaire:
    return read_enonces(json.dumps(records, ensure_ascii=False, indent=1).encode(), "autre", template, "autre.json")


def refusal(content: object) -> tuple[Fault, ...]:
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False, indent=1).encode()
    with pytest.raises(Refused) as caught:
        read_enonces(data, "autre", DEFAULT, "autre.json")
    return caught.value.faults


def spoilt(place: int, **changes: object) -> Records:
    records = statements_as_dicts(DEFAULT)
    records[place].update(changes)
    return records


def without(place: int, field: str) -> Records:
    records = statements_as_dicts(DEFAULT)
    del records[place][field]
    return records
