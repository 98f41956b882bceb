"""Everything people read in French they can read in English."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def committed() -> Catalog:
    with (catalogue.ROOT / catalogue.PO).open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A small project with a text in code, one in a partial template and one with a plural."""
    (tmp_path / catalogue.FOLDER).mkdir(parents=True)
    (tmp_path / "templates/_partials").mkdir(parents=True)
    shutil.copy(catalogue.ROOT / catalogue.FOLDER / "babel.cfg", tmp_path / catalogue.FOLDER)
    (tmp_path / "radar/code.py").write_text('_("Bonjour")\nngettext("%(num)s axe", "%(num)s axes", 2)\n')
    (tmp_path / "templates/_partials/page.html").write_text("{% trans %}Accueil{% endtrans %}{{ _('Bonjour') }}")
    return tmp_path


def test_the_catalogue_holds_the_texts_of_today_and_no_other() -> None:
    assert catalogue.as_po(catalogue.updated(catalogue.ROOT)) == (catalogue.ROOT / catalogue.PO).read_bytes(), (
        "run `make translations`"
    )


def test_every_text_is_translated_and_confirmed(committed: Catalog) -> None:
    assert catalogue.untranslated(committed) == []


def test_translations_fill_in_what_the_text_fills_in(committed: Catalog) -> None:
    """A placeholder that is misspelt breaks the page in English only."""
    wrong = []
    for message in catalogue.messages(committed):
        source, translation = _forms(message.id), _forms(message.string or "")
        expected = set(PLACEHOLDER.findall(source[-1]))
        if set(PLACEHOLDER.findall(translation[-1])) != expected or not _named(translation) <= expected:
            wrong.append(source[0])
    assert wrong == []


def test_the_application_reads_what_was_translated(committed: Catalog) -> None:
    assert catalogue.as_mo(committed) == (catalogue.ROOT / catalogue.MO).read_bytes(), "run `make translations`"


def test_texts_are_found_in_code_and_in_partial_templates(sample: Path) -> None:
    found = {message.id for message in catalogue.messages(catalogue.extracted(sample))}
    assert found == {"Accueil", "Bonjour", ("%(num)s axe", "%(num)s axes")}


def test_what_is_left_to_translate_is_listed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(sample) == 1
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "untranslated: Bonjour",
        "untranslated: %(num)s axe",
        "untranslated: Accueil",
    ]


def test_updating_keeps_translations_drops_old_texts_and_settles(sample: Path) -> None:
    catalogue.main(sample)
    path = sample / catalogue.PO
    translated = path.read_text().replace('msgid "Bonjour"\nmsgstr ""', 'msgid "Bonjour"\nmsgstr "Hello"')
    path.write_text(translated)
    (sample / "templates/_partials/page.html").write_text("{{ _('Accueil révisé') }}")
    catalogue.main(sample)
    once = path.read_bytes()
    catalogue.main(sample)
    assert path.read_bytes() == once
    assert 'msgstr "Hello"' in once.decode()
    assert '"Accueil"' not in once.decode()


def _forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _named(forms: list[str]) -> set[str]:
    return {name for form in forms for name in PLACEHOLDER.findall(form)}
