import json

from radar.exports.as_json import to_json
from scoring.results import to_json as contract
from tests.radar.exports import samples


def test_it_is_the_contracts_object_at_full_precision() -> None:
    report = samples.published()
    found = json.loads(to_json(report))
    assert found == contract(report.result)
    assert found["overall"] == 1.75125


def test_accents_are_written_as_they_are() -> None:
    assert "Musée de la rivière".encode() in to_json(samples.full())


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    assert json.loads(to_json(samples.full(organisation="Mus\ud800ée")))["organisation"] == "Mus?ée"
