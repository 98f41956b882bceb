"""Reading questionnaires: what a sound folder gives, in each language, and where it is found."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scoring.errors import Refused
from scoring.loading import check, content_hash, find, load, published, schema
from scoring.questionnaire import Questionnaire, QuestionnaireFile
from tests.scoring.sound import MAIN, SOUND, edit, sound_copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_copy(tmp_path)


class TestLoad:
    def test_gives_the_texts_of_each_language(self) -> None:
        french, english = load(SOUND, "fr"), load(SOUND, "en")
        assert (french.title, english.title) == ("Petit questionnaire", "Small questionnaire")
        assert (french.language, english.language) == ("fr", "en")
        assert french.languages == english.languages == ("fr", "en")
        assert english.quadrants[0].next == "Begin with one service."
        assert english.perspectives[1].name == "Staff"
        assert english.axes[1].practices[0].name == "Equip"
        assert english.statements[0].help == "Look at the comments."
        assert english.glossary[1].forms == ("tool", "tools")
        assert english.catalogue.ambitions[0].name == "Clients first"
        assert english.catalogue.benefits[0].name == "Satisfaction"
        assert english.catalogue.initiatives[0].example is not None
        assert english.catalogue.initiatives[0].example.body == "City"
        assert english.catalogue.initiatives[1].prerequisites == ("ecoute",)

    def test_keeps_everything_but_the_texts(self) -> None:
        assert bones(load(SOUND, "fr")) == bones(load(SOUND, "en"))

    def test_falls_back_to_the_questionnaires_own_language(self) -> None:
        assert load(SOUND, "de").title == "Petit questionnaire"

    def test_needs_no_companion(self, tmp_path: Path) -> None:
        shutil.copy(SOUND / MAIN, tmp_path)
        bare = load(tmp_path, "en")
        assert bare.languages == ("fr",)
        assert (bare.glossary, bare.catalogue.initiatives) == ((), ())
        assert check(tmp_path) == ()

    def test_reads_once(self) -> None:
        assert load(SOUND) is load(SOUND)

    def test_is_frozen_and_can_key_a_cache(self) -> None:
        questionnaire = load(SOUND)
        with pytest.raises(ValueError, match="frozen"):
            questionnaire.title = "Autre"  # type: ignore[misc]
        assert {questionnaire: 1}[load(SOUND)] == 1

    def test_refuses_what_check_refuses_in_the_other_language(self, folder: Path) -> None:
        edit(folder / "en.yaml", "title: Small questionnaire\n", "")
        assert load(folder, "fr").title == "Petit questionnaire"
        with pytest.raises(Refused, match=r"en\.yaml:1:1: title: The field “title” is missing"):
            load(folder, "en")

    def test_reads_plain_words_as_text(self, folder: Path) -> None:
        edit(folder / MAIN, "title: Petit questionnaire", "title: no")
        edit(folder / MAIN, "name: Clientèle", "name: 2024-01-01")
        questionnaire = load(folder)
        assert questionnaire.title == "no"
        assert questionnaire.perspectives[0].name == "2024-01-01"


class TestHash:
    def test_is_the_same_in_both_languages_and_with_other_line_ends(self, folder: Path) -> None:
        before = content_hash(folder)
        for path in folder.iterdir():
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        assert content_hash(folder) == before
        assert load(folder, "fr").hash == load(folder, "en").hash == before == load(SOUND).hash

    def test_changes_with_any_file(self, folder: Path) -> None:
        before = content_hash(folder)
        edit(folder / "glossary.en.yaml", "Comment", "Remark")
        assert content_hash(folder) != before


class TestLibrary:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        for name in ("petit/1.0.0", "petit/1.10.0", "petit/1.9.0", "grand/2.0.0"):
            shutil.copytree(SOUND, tmp_path / name)
        (tmp_path / "petit" / "brouillon").mkdir()
        shutil.copy(SOUND / MAIN, tmp_path / "petit" / "brouillon")
        return tmp_path

    def test_lists_versions_in_their_order(self, root: Path) -> None:
        assert [(key, version) for key, version, _ in published(root)] == [
            ("grand", "2.0.0"),
            ("petit", "1.0.0"),
            ("petit", "1.9.0"),
            ("petit", "1.10.0"),
        ]

    def test_finds_the_newest_or_the_one_named(self, root: Path) -> None:
        assert find(root, "petit") == root / "petit" / "1.10.0"
        assert find(root, "petit@1.0.0") == root / "petit" / "1.0.0"

    @pytest.mark.parametrize("reference", ["", "moyen", "petit@", "petit@3.0.0", "../petit", "petit@../1.0.0", "@"])
    def test_names_what_there_is_when_asked_for_another(self, root: Path, reference: str) -> None:
        with pytest.raises(Refused) as caught:
            find(root, reference)
        assert f"«\u00a0{reference}\u00a0» n’existe pas" in caught.value.faults[0].message("fr")
        assert "petit@1.10.0" in caught.value.faults[0].message("fr")


class TestSchema:
    def test_describes_the_file_and_not_what_stands_beside_it(self) -> None:
        described = schema()
        assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert set(described["properties"]) == set(QuestionnaireFile.model_fields)
        assert not {"glossary", "catalogue", "hash"} & set(described["properties"])
        assert described["additionalProperties"] is False

    def test_asks_a_variant_only_for_what_it_says_itself(self) -> None:
        described = schema()
        assert set(described["required"]) == {"id", "version", "title"}
        assert described["if"] == {"not": {"required": ["extends"]}}
        assert {"language", "levels", "axes"} < set(described["then"]["required"])

    def test_every_reference_leads_somewhere_and_fields_are_those_of_the_sound_file(self) -> None:
        described = schema()
        sound = yaml.safe_load((SOUND / MAIN).read_text(encoding="utf-8"))
        assert not list(unknown_fields(sound, described, described))


def bones(questionnaire: Questionnaire) -> object:
    """Return what no translation may change."""
    words = {"title", "description", "levels", "name", "text", "topic", "help", "next", "term", "forms", "definition",
             "example", "language"}  # fmt: skip

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in words}
        return [bare(item) for item in value] if isinstance(value, (list, tuple)) else value

    return bare(questionnaire.model_dump())


def unknown_fields(data: object, described: dict[str, object], whole: dict[str, object]) -> Iterator[str]:
    """Yield the fields of the data that the schema does not know."""
    reference = described.get("$ref")
    if isinstance(reference, str):
        definitions = whole["$defs"]
        assert isinstance(definitions, dict)
        described = definitions[reference.removeprefix("#/$defs/")]
    properties = described.get("properties")
    if isinstance(data, dict) and isinstance(properties, dict):
        for name, value in data.items():
            if name in properties:
                yield from unknown_fields(value, properties[name], whole)
            else:
                yield name
    elif isinstance(data, list):
        items = described["items"]
        assert isinstance(items, dict)
        for item in data:
            yield from unknown_fields(item, items, whole)
