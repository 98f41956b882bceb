"""The public exchange format: out, in, and what cannot come in."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import Refused
from scoring.exchange import statements_as_dicts
from scoring.exchange.names import matches, slug
from scoring.loading import check, load
from scoring.loading.writing import write_questionnaire
from scoring.results import assess
from tests.scoring.changed import changed
from tests.scoring.exchanged import DEFAULT, Records, imported, refusal
from tests.scoring.sound import SOUND

AXES = {axis.id: (axis.name, axis.id) for axis in DEFAULT.axes}
SPELLINGS = {
    "experience-utilisateur": [
        "Expérience utilisateur/client", "Expérience utilisateurs", "1. Expérience de l’utilisateur",
        "EXPERIENCE UTILISATEUR", "Axe 1 : Expérience utilisateur", "expérience  de l'utilisateur(s)",
    ],
    "qualite-services": ["Qualités des services numériques", "Qualité de services numériques", "qualite-services"],
    "integration-numerique": ["Intégration numérique", "3 - Intégration du numérique"],
    "experience-employe": [
        "Expérience des employés", "Expérience de l’employé", "Expérience employé(e)s", "7) Expérience employé·e·s",
    ],
    "gouvernance-numerique": ["Gouvernance du numérique", "VIII. Gouvernance numérique"],
}  # fmt: skip

DISGUISES: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    str.title,
    lambda name: name.translate(str.maketrans("éèêàçôûîÉ", "eeeacouiE")),
    lambda name: name.replace(" ", "\u00a0 "),
    lambda name: unicodedata.normalize("NFD", name),
]


@pytest.fixture
def records() -> Records:
    """Return the default statements as another tool would hand them over: its own words, its own identifiers."""
    found: Records = json.loads(json.dumps(statements_as_dicts(DEFAULT)))
    for record in found:
        record["texte"] = f"Énoncé {record['numero']} d’un autre outil."
        record["reponses"] = [f"Réponse {level}" for level in range(5)]
    return found


class TestOut:
    def test_holds_every_statement_in_the_order_of_numbers(self) -> None:
        out = statements_as_dicts(DEFAULT)
        assert [record["numero"] for record in out] == list(range(1, 49))
        assert set(out[0]) == {"id", "numero", "texte", "reponses", "pratique"}
        assert all(len(record["reponses"]) == 5 for record in out)
        assert out[3]["pratique"]["nom"] == DEFAULT.practices[1].name
        assert out[3]["pratique"]["axe"]["nom"] == "Expérience utilisateur"

    def test_identifiers_are_distinct_and_stay_what_they_were(self) -> None:
        out = statements_as_dicts(DEFAULT)
        assert len({record["id"] for record in out}) == 48
        assert len({record["pratique"]["id"] for record in out}) == 18
        assert len({record["pratique"]["axe"]["id"] for record in out}) == 8
        # Other tools hold on to these: they change with the id of the questionnaire only.
        assert out[0]["id"] == "ff2923be-c836-5184-8421-d56379d23c5b"
        later = statements_as_dicts(changed(DEFAULT, version="2.0.0", hash="other"))
        assert [record["id"] for record in later] == [record["id"] for record in out]


class TestRoundTrip:
    def test_gives_the_same_scores_for_the_same_answers(self, tmp_path: Path) -> None:
        write_questionnaire(imported(statements_as_dicts(DEFAULT)), tmp_path / "autre")
        assert check(tmp_path / "autre") == ()
        other = load(tmp_path / "autre")
        answers = {statement.id: statement.number * 7 % 6 for statement in DEFAULT.statements}
        ours, theirs = assess(DEFAULT, answers), assess(other, answers)
        assert theirs.axes == ours.axes
        assert theirs.practices == ours.practices
        assert theirs.statements == ours.statements
        assert theirs.dimensions == ours.dimensions
        assert (theirs.overall, theirs.quadrant, theirs.weakest_axes) == (
            ours.overall,
            ours.quadrant,
            ours.weakest_axes,
        )
        assert statements_as_dicts(other) == statements_as_dicts(DEFAULT)

    def test_keeps_foreign_words_and_identifiers(self, records: Records, tmp_path: Path) -> None:
        records.reverse()
        write_questionnaire(imported(records), tmp_path / "autre")
        other = load(tmp_path / "autre")
        assert other.statements[0].text == "Énoncé 1 d’un autre outil."
        assert other.statements[0].levels[4] == "Réponse 4"
        assert [statement.id for statement in other.statements][:2] == ["e01", "e02"]
        assert sorted(statements_as_dicts(other), key=lambda record: -record["numero"]) == records
        assert other.dimensions == DEFAULT.dimensions
        assert other.quadrants == DEFAULT.quadrants

    @settings(max_examples=50, deadline=None)  # each writes and checks a whole folder
    @given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1),
                    min_size=6, max_size=6))  # fmt: skip
    def test_keeps_any_text(self, tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
        if not all(text.strip() for text in texts):
            return
        small = load(SOUND)
        out = statements_as_dicts(small)
        out[0]["texte"], out[0]["reponses"] = texts[0], texts[1:]
        folder = tmp_path_factory.mktemp("texts") / "autre"
        write_questionnaire(imported(out, small), folder)
        first = load(folder).statements[0]
        assert [first.text, *first.levels] == [text.strip() for text in texts]

    def test_words_that_yaml_could_misread_stay_words(self, records: Records, tmp_path: Path) -> None:
        texts = ["null", "1e3", "- a", "yes: no", "&a *b"]
        records[0]["reponses"] = texts
        write_questionnaire(imported(records), tmp_path / "autre")
        assert list(load(tmp_path / "autre").statements[0].levels) == texts


class TestAxes:
    @pytest.mark.parametrize(("axis", "name"), [(axis, name) for axis, names in SPELLINGS.items() for name in names])
    def test_are_recognised_as_people_write_them(self, axis: str, name: str, records: Records) -> None:
        own = next(known.name for known in DEFAULT.axes if known.id == axis)
        for record in records:
            if record["pratique"]["axe"]["nom"] == own:
                record["pratique"]["axe"]["nom"] = name
        found = imported(records).axis_by_id[axis]
        assert found.name == name
        assert [statement.number for statement in found.statements] == [
            statement.number for statement in DEFAULT.axis_by_id[axis].statements
        ]

    @given(
        st.sampled_from(sorted(AXES)),
        st.sampled_from(["{}", "{}s", " {}. ", "4. {}", "AXE 4 : {}", "«{}»"]),
        st.lists(st.sampled_from(DISGUISES), unique=True),
    )
    def test_accents_case_spaces_and_numbering_do_not_count(
        self, axis: str, frame: str, disguises: list[Callable[[str], str]]
    ) -> None:
        name = frame.format(AXES[axis][0].removesuffix("s"))
        for disguise in disguises:
            name = disguise(name)
        assert matches(name, AXES) == [axis]

    @given(st.text())
    def test_other_names_match_one_axis_at_most_or_are_refused(self, name: str) -> None:
        assert len(matches(name, AXES)) <= 1

    def test_unknown_ones_are_each_named_once_with_the_known_names(self, records: Records) -> None:
        for record in records:
            axis = record["pratique"]["axe"]
            if axis["nom"] == "Gouvernance numérique":
                axis["nom"] = "Pilotage"
            if axis["nom"] == "Expérience employé":
                axis["nom"] = "Expérience employeur"
        faults = refusal(records)
        assert [fault.code for fault in faults] == ["exchange_unknown_axis"] * 2
        assert [fault.path for fault in faults] == ["enonces[37].pratique.axe.nom", "enonces[43].pratique.axe.nom"]
        assert faults[0].line is not None
        assert "L’axe «\u00a0Expérience employeur\u00a0» ne correspond à aucun axe connu" in faults[0].message("fr")
        assert "Qualité des services numériques" in faults[0].message("fr")

    def test_a_name_for_two_axes_is_refused(self, records: Records) -> None:
        records[0]["pratique"]["axe"]["nom"] = "Expérience utilisateur/employé"
        (fault,) = refusal(records)
        assert "peut correspondre à plusieurs axes" in fault.message("fr")

    def test_two_axes_of_one_name_are_refused(self, records: Records) -> None:
        records[40]["pratique"]["axe"] = {"id": "6f1c4f0e-5c1a-5d53-9d0b-6f2a6b1c0e48", "nom": "Expérience employés"}
        assert "exchange_axes_merged" in {fault.code for fault in refusal(records)}

    def test_one_axis_of_two_names_is_refused(self, records: Records) -> None:
        records[1]["pratique"]["axe"]["nom"] = "Gouvernance numérique"
        told = {fault.code: fault.message("fr") for fault in refusal(records)}
        assert "porte le nom d’un autre axe à la ligne 2 " in told["exchange_axis_renamed"]

    def test_missing_ones_are_named(self, records: Records) -> None:
        (fault,) = refusal(records[:43])
        assert "Ces axes n’ont aucun énoncé dans le fichier\u00a0: Gouvernance numérique" in fault.message("fr")


class TestPractices:
    def test_keep_their_ids_by_name_or_by_numbers(self, records: Records) -> None:
        rename(records, "Viser la cohérence et la constance", "Être cohérent")
        rename(records, "Offrir un service simple et accessible", "OFFRIR DES SERVICES SIMPLES ET ACCESSIBLES")
        other = imported(records)
        assert [practice.id for practice in other.practices] == [practice.id for practice in DEFAULT.practices]
        assert other.practices[2].name == "Être cohérent"
        assert other.catalogue == DEFAULT.catalogue

    def test_that_are_not_ours_get_their_own_ids_and_no_catalogue(self, records: Records, tmp_path: Path) -> None:
        records[7]["pratique"] = {"nom": "Joindre l’organisme", "axe": records[7]["pratique"]["axe"]}
        rename(records, "Viser la cohérence et la constance", "Être cohérent")
        other = imported(records)
        assert [practice.id for practice in other.axes[1].practices] == ["etre-coherent", "joindre-l-organisme", "4"]
        assert other.catalogue.initiatives == ()
        write_questionnaire(other, tmp_path / "autre")
        assert sorted(path.name for path in (tmp_path / "autre").iterdir()) == ["glossary.yaml", "questionnaire.yaml"]

    def test_in_two_axes_are_refused(self, records: Records) -> None:
        records[40]["pratique"] = {**records[0]["pratique"], "axe": records[40]["pratique"]["axe"]}
        faults = refusal(records)
        assert {fault.code for fault in faults} == {"exchange_practice_in_two_axes"}
        assert "est déjà dans un autre axe (ligne 2)" in faults[0].message("fr")

    def test_of_one_identifier_and_two_names_are_refused(self, records: Records) -> None:
        records[1]["pratique"]["nom"] = "Autre chose"
        assert "porte un autre nom à la ligne 2" in refusal(records)[0].message("fr")

    def test_need_no_identifiers(self, records: Records) -> None:
        for record in records:
            del record["id"], record["pratique"]["id"], record["pratique"]["axe"]["id"]
        other = imported(records)
        assert [practice.id for practice in other.practices] == [practice.id for practice in DEFAULT.practices]
        assert len({record["id"] for record in statements_as_dicts(other)}) == 48


def rename(records: Records, old: str, new: str) -> None:
    found = [record["pratique"] for record in records if record["pratique"]["nom"] == old]
    assert found
    for practice in found:
        practice["nom"] = new


class TestWriting:
    def test_leaves_nothing_behind_when_it_is_refused(self, records: Records, tmp_path: Path) -> None:
        with pytest.raises(Refused, match=r"named 2\.0\.0"):
            write_questionnaire(imported(records), tmp_path / "autre" / "2.0.0")
        with pytest.raises(Refused, match=r"brackets|catalogue|initiative"):
            write_questionnaire(changed(imported(records), axes=DEFAULT.axes[:7]), tmp_path / "incomplete")
        assert list(tmp_path.iterdir()) == []

    def test_fills_an_empty_folder_but_never_a_file(self, records: Records, tmp_path: Path) -> None:
        (tmp_path / "vide").mkdir()
        write_questionnaire(imported(records), tmp_path / "vide")
        assert check(tmp_path / "vide") == ()
        (tmp_path / "fichier").write_text("gardé", encoding="utf-8")
        with pytest.raises(Refused, match="already exists"):
            write_questionnaire(imported(records), tmp_path / "fichier")
        assert (tmp_path / "fichier").read_text(encoding="utf-8") == "gardé"


def test_slugs_are_plain() -> None:
    assert slug("Cœur de l’Été\u00a0: 2e partie") == "coeur-de-l-ete-2e-partie"
