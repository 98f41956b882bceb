from pathlib import Path

import pytest
from hypothesis import given, settings

from scoring.errors import Refused
from scoring.loading.plan_files import plan_from_json, plan_from_yaml, plan_to_json
from scoring.plan_difference import FieldChange, difference
from scoring.transformation import TransformationPlan
from tests.scoring.plans import plans, whole

FAULTY = """{"title": "Plan", "first_day": "hier",
 "questionnaire": "radar-numeriqc@1.0.0",
 "initiatives": [{"id": "é", "title": "", "ambition": "zz", "government_priority": "peut-être", "needs": ["k"],
  "strat": 3}],
 "title": "Encore",
 "risks": [{"id": "a", "text": "b", "initiative": "k"}, {"id": "a", "text": "b\\u200b"}]}
"""


def faults(content: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        plan_from_json(content.encode(), "plan.json")
    return [fault.line_of_text().replace("\u00a0", " ") for fault in refused.value.faults]


def test_what_goes_out_comes_back_byte_by_byte() -> None:
    content = plan_to_json(whole())
    assert plan_from_json(content) == whole()
    assert plan_to_json(plan_from_json(content)) == content


@given(plans())
@settings(max_examples=60, deadline=None)
def test_every_plan_comes_back(plan: TransformationPlan) -> None:
    content = plan_to_json(plan)
    assert plan_from_json(content) == plan
    assert plan_to_json(plan_from_json(content)) == content


def test_every_fault_has_its_place_and_its_sentence() -> None:
    assert faults(FAULTY) == [
        (
            "plan.json:1:32: first_day: Le champ « first_day » doit être une date, pas « hier »; écrivez-la "
            "année-mois-jour, par exemple 2027-04-01."
        ),
        (
            "plan.json:3:25: initiatives[0].id: « é » n’est pas un identifiant accepté; n’employez que des "
            "lettres sans "
            "accent, des chiffres, des points et des traits (80 caractères au plus)."
        ),
        "plan.json:3:39: initiatives[0].title: Le texte du champ « title » est vide; écrivez-le.",
        (
            "plan.json:3:55: initiatives[0].ambition: L’ambition « zz » n’est pas définie dans ce fichier; choisissez "
            "parmi : –."
        ),
        (
            "plan.json:3:84: initiatives[0].government_priority: Le champ « government_priority » doit être true "
            "ou false, "
            "pas « peut-être »."
        ),
        (
            "plan.json:3:107: initiatives[0].needs[0]: L’initiative « k » n’est pas dans ce plan; corrigez son nom ou "
            "retirez-la d’ici."
        ),
        "plan.json:4:3: initiatives[0].strat: Le champ « strat » n’est pas connu ici; écrivez plutôt « start ».",
        "plan.json:5:2: title: Ce champ figure déjà à la ligne 1; gardez-en un seul.",
        (
            "plan.json:6:51: risks[0].initiative: L’initiative « k » n’est pas dans ce plan; corrigez son nom ou "
            "retirez-la d’ici."
        ),
        "plan.json:6:64: risks[1].id: « a » est déjà pris à la ligne 6; donnez à chacun son propre « id ».",
        "plan.json:6:77: risks[1].text: Le texte contient le caractère invisible U+200B; retirez-le.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", ("plan.json:1:1: Le fichier doit contenir un plan, en un seul objet JSON entre accolades { }; "
         "exportez-le de nouveau.")),
        ('{"title":\n oui}', ("plan.json:2:2: Ce n’est pas du JSON valide à cet endroit; exportez de nouveau le "
         "fichier ou corrigez-le.")),
        ("[" * 9000, ("plan.json:1:1: Ce n’est pas du JSON valide à cet endroit; exportez de nouveau le fichier ou "
         "corrigez-le.")),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(content: str, sentence: str) -> None:
    assert faults(content) == [sentence]


def test_json_that_is_nested_beyond_reason_is_refused() -> None:
    content = '{"a":' * 20 + "1" + "}" * 20
    assert "1:" in faults(content)[0]


def test_a_plan_may_be_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("title: PTN\nfirst_day: 2026-04-01\nquestionnaire: a@1.0.0\n", encoding="utf-8")
    assert plan_from_yaml(path).title == "PTN"


def test_the_same_plans_do_not_differ() -> None:
    assert difference(whole(), whole()) == ()


def test_what_changed_is_named_field_by_field() -> None:
    old = whole()
    first, second, third = old.initiatives
    new = old.model_copy(
        update={
            "title": "PTN, mise à jour",
            "ambitions": old.ambitions[::-1],
            "initiatives": (first.model_copy(update={"status": "done", "start": 3}), third),
            "texts": {**old.texts, "ai": "Essais."},
        }
    )
    found = difference(old, new)
    assert [(each.kind, each.change, each.id, each.name) for each in found] == [
        ("plan", "changed", "", "PTN, mise à jour"),
        ("ambition", "moved", "", ""),
        ("initiative", "removed", "i2", "Bâtir un entrepôt"),
        ("initiative", "changed", "i1", "Sonder la clientèle"),
        ("text", "added", "ai", "ai"),
    ]
    assert found[3].fields == (FieldChange("status", "under-way", "done"), FieldChange("start", 2, 3))
    assert second.id == "i2"


def test_a_plan_with_many_reasons_comes_back() -> None:
    rich = whole().initiatives[0].model_dump()
    rich["trace"]["evidence"] = [{**rich["trace"]["evidence"][0], "reason": "Parce que. " * 350}] * 2
    plan = whole(initiatives=[{**rich, "id": f"i{n}"} for n in range(500)], risks=[])
    content = plan_to_json(plan)
    assert len(content) > 2_000_000
    assert plan_from_json(content) == plan
