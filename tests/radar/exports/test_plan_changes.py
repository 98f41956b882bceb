from radar.exports.plan_changes import ChangeSaid, FieldSaid, changes
from scoring.transformation import BenefitExpected, TransformationPlan
from tests.scoring.plans import whole


def updated() -> TransformationPlan:
    old = whole()
    first, _, third = old.initiatives
    changed = {
        "status": "done",
        "start": 3,
        "ambition": "a2",
        "themes": ("t2",),
        "government_priority": False,
        "load": 2.0,
        "benefits": (BenefitExpected(code="S1", amount=1500.5, horizon="2029"),),
        "needs": ("i3",),
        "definition": "mot " * 100,
    }
    return old.model_copy(
        update={"initiatives": (first.model_copy(update=changed), third), "ambitions": old.ambitions[::-1]}
    )


def test_equal_plans_say_nothing() -> None:
    assert changes(whole(), whole()) == ()


def test_changes_are_said_in_the_words_of_the_plan() -> None:
    moved, removed, changed = changes(whole(), updated())
    assert moved == ChangeSaid("Ambition d’affaires", "", "Nouvel ordre")
    assert removed == ChangeSaid("Initiative", "Bâtir un entrepôt", "Retrait")
    assert (changed.kind, changed.name, changed.change) == ("Initiative", "1.1.1 Sonder la clientèle", "Changement")
    told = {each.field: each for each in changed.fields}
    assert told["Statut"] == FieldSaid("Statut", "En cours", "Terminé")
    assert told["Premier trimestre"] == FieldSaid("Premier trimestre", "T3 2026", "T4 2026")
    assert told["Ambition d’affaires"].before == "1.1 Associer la clientèle"
    assert told["Thèmes"] == FieldSaid("Thèmes", "Parcours, Données", "Données")
    assert told["3PGTN"] == FieldSaid("3PGTN", "oui", "non")
    assert told["Charge par trimestre"] == FieldSaid("Charge par trimestre", "1,5", "2")
    assert told["Bénéfices"].before == "S1 (2028), F3 (12500,5), F3 (0)"
    assert told["Dépend de"] == FieldSaid("Dépend de", "–", "Au bout du plan")
    assert len(told["Définition"].after) <= 160


def test_it_speaks_english() -> None:
    found = changes(whole(), updated(), "en")[-1]
    assert FieldSaid("First quarter", "Q3 2026", "Q4 2026") in found.fields
    assert FieldSaid("Status", "Under way", "Done") in found.fields


def test_every_field_of_an_initiative_has_a_name() -> None:
    bare = whole(initiatives=[{"id": "i1", "title": "Autre"}], risks=[])
    named = {each.field for change in changes(bare, whole()) for each in change.fields}
    assert not [name for name in named if name.islower() or "_" in name]
