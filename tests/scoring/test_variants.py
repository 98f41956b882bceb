"""Questionnaires that build on a published one: what they inherit, what they say themselves, and what is refused."""

import shutil
from pathlib import Path

import pytest

from scoring.errors import Fault, Refused
from scoring.loading import check, content_hash, find, load
from tests.scoring.sound import MAIN, SOUND, edit

SHIPPED = Path(__file__).parents[2] / "questionnaires"
PINNED = "29ce52b35e8b58a7f9fdc10aa64a22b502b0c90195672fbe71700836d67cae35"

FRENCH = """\
id: variante
version: 1.0.0
extends: petit@1.0.0
title: Variante
description: Ce qui diffère.
perspectives:
  - {id: rive, name: Rive, weight: 3}
  - {id: large, name: Large}
"""
ENGLISH = """\
language: en
title: Variant
description: What differs.
perspectives:
  rive: {name: Shore}
  large: {name: Offing}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a sound variant, beside its base."""
    shutil.copytree(SOUND, tmp_path / "petit" / "1.0.0")
    folder = tmp_path / "variante" / "1.0.0"
    folder.mkdir(parents=True)
    (folder / MAIN).write_text(FRENCH, encoding="utf-8")
    (folder / "en.yaml").write_text(ENGLISH, encoding="utf-8")
    return folder


def only_fault(folder: Path, *bases: Path) -> Fault:
    (fault,) = check(folder, bases)
    return fault


class TestInheritance:
    def test_takes_what_is_not_said_from_the_base_in_every_language(self, folder: Path) -> None:
        assert check(folder) == ()
        for language in ("fr", "en"):
            variant, base = load(folder, language), load(SOUND, language)
            for field in ("axes", "dimensions", "quadrants", "levels", "assumptions", "glossary", "catalogue"):
                assert getattr(variant, field) == getattr(base, field), field
            assert variant.languages == ("fr", "en")
            assert variant.reference == "variante@1.0.0"
            assert variant.extends == "petit@1.0.0"

    def test_keeps_what_it_says_itself(self, folder: Path) -> None:
        french, english = load(folder, "fr"), load(folder, "en")
        assert (french.title, english.title) == ("Variante", "Variant")
        assert [(each.name, each.weight) for each in french.perspectives] == [("Rive", 3), ("Large", 1)]
        assert [each.name for each in english.perspectives] == ["Shore", "Offing"]

    def test_speaks_only_the_languages_it_is_written_in(self, folder: Path) -> None:
        (folder / "en.yaml").unlink()
        variant = load(folder, "en")
        assert variant.languages == ("fr",)
        assert variant.glossary == load(SOUND, "fr").glossary

    def test_may_bring_companions_of_its_own(self, folder: Path) -> None:
        for name in ("glossary.yaml", "glossary.en.yaml"):
            shutil.copy(SOUND / name, folder)
        edit(folder / "glossary.en.yaml", "Comment", "Remark")
        assert load(folder, "en").glossary[0].term == "Remark"
        assert load(folder, "fr").glossary == load(SOUND, "fr").glossary

    def test_base_is_found_in_the_other_folders_too(self, folder: Path, tmp_path: Path) -> None:
        elsewhere = tmp_path / "ailleurs" / "variante" / "1.0.0"
        shutil.copytree(folder, elsewhere)
        assert load(elsewhere, "fr", (tmp_path,)).axes == load(SOUND).axes
        with pytest.raises(Refused, match="not published here"):
            load(elsewhere)


class TestHash:
    def test_of_what_is_pinned_never_changes(self) -> None:
        assert content_hash(find(SHIPPED, "radar-numeriqc@1.0.0")) == PINNED

    def test_notices_a_change_of_the_base(self, folder: Path) -> None:
        before = content_hash(folder)
        assert load(folder, "fr").hash == load(folder, "en").hash == before
        edit(folder.parents[1] / "petit" / "1.0.0" / "glossary.en.yaml", "Comment", "Remark")
        assert content_hash(folder) != before


class TestRefusals:
    @pytest.mark.parametrize("reference", ["absent@1.0.0", "petit", "petit@2.0.0", "variante@1.0.0/..", "[petit]"])
    def test_of_an_unknown_base_names_the_known_ones(self, folder: Path, reference: str) -> None:
        edit(folder / MAIN, "petit@1.0.0", reference)
        fault = only_fault(folder)
        assert (fault.line, fault.column, fault.path) == (3, 10, "extends")
        assert fault.message("fr").endswith("écrivez «\u00a0id@version\u00a0», parmi\u00a0: petit@1.0.0.")

    def test_of_a_base_that_is_a_variant(self, folder: Path) -> None:
        other = folder.parents[1] / "autre" / "1.0.0"
        shutil.copytree(folder, other)
        edit(other / MAIN, "id: variante", "id: autre")
        edit(other / MAIN, "petit@1.0.0", "variante@1.0.0")
        assert only_fault(other).message("fr") == (
            "«\u00a0variante@1.0.0\u00a0» s’appuie lui-même sur «\u00a0petit@1.0.0\u00a0»; "
            "appuyez-vous plutôt sur un questionnaire complet."
        )

    def test_of_itself_as_base(self, folder: Path) -> None:
        edit(folder / MAIN, "petit@1.0.0", "variante@1.0.0")
        assert only_fault(folder).code == "base_is_variant"

    def test_of_a_base_with_faults_tells_them(self, folder: Path) -> None:
        base = folder.parents[1] / "petit" / "1.0.0" / MAIN
        edit(base, "threshold: 2.5", "threshold: 4.5")
        first, second = check(folder)
        assert (first.code, Path(first.file)) == ("unsound_base", folder / MAIN)
        assert (second.code, Path(second.file)) == ("threshold_out_of_range", base)

    def test_of_another_language_than_that_of_the_base(self, folder: Path) -> None:
        edit(folder / MAIN, "title:", "language: en\ntitle:")
        fault = only_fault(folder)
        assert (fault.line, fault.code) == (4, "base_language")

    def test_of_a_title_that_is_not_its_own(self, folder: Path) -> None:
        edit(folder / MAIN, "title: Variante\n", "")
        assert "Le champ «\u00a0title\u00a0» manque" in only_fault(folder).message("fr")

    def test_of_texts_that_neither_holds(self, folder: Path) -> None:
        edit(folder / "en.yaml", "large: {name: Offing}", "large: {name: Offing}\n  haut: {name: High}")
        fault = only_fault(folder)
        assert (Path(fault.file).name, fault.line, fault.code) == ("en.yaml", 7, "translation_without_original")

    def test_of_a_translation_that_leaves_out_what_it_says(self, folder: Path) -> None:
        edit(folder / "en.yaml", "  large: {name: Offing}\n", "")
        assert only_fault(folder).code == "missing_translation"

    def test_of_weights_for_axes_that_the_base_has_not(self, folder: Path) -> None:
        text = (
            "dimensions:\n"
            "  - {id: ecoute, name: É, direction: vertical, threshold: 2, weights: {ailleurs: 1}}\n"
            "quadrants: []\n"
        )
        (folder / MAIN).write_text(FRENCH + text, encoding="utf-8")
        codes = {fault.code: (Path(fault.file).name, fault.line) for fault in check(folder)}
        assert codes["unknown_axis"] == (MAIN, 10)


class TestShipped:
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_ask_the_same_statements(self, language: str) -> None:
        default = load(find(SHIPPED, "radar-numeriqc@1.0.0"), language)
        for identifier in ("radar-perspectives@1.0.0", "radar-pondere@1.0.0"):
            variant = load(find(SHIPPED, identifier), language)
            assert variant.axes == default.axes
            assert variant.title != default.title

    def test_external_clients_weigh_more_and_it_is_said(self) -> None:
        variant = load(find(SHIPPED, "radar-perspectives@1.0.0"))
        external, internal = variant.perspectives
        assert external.weight > internal.weight > 0
        assert "supposé" in variant.assumptions[0].text

    def test_axes_weigh_unequally_and_it_is_said(self) -> None:
        variant = load(find(SHIPPED, "radar-pondere@1.0.0"))
        assert all(len(set(dimension.weights.values())) > 1 for dimension in variant.dimensions)
        assert "supposé" in variant.assumptions[0].text
