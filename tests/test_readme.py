"""README.md and LISEZMOI.md keep their promises.

Each line `$ radar ...` of their `console` blocks is run, in the order of the page, and prints what stands under it;
where `…` ends the block's output, that much is left out. `$ curl` asks the application itself.
"""

import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from flask.testing import FlaskClient

from radar import config, formats, paths
from radar.app import create_app
from radar.cli import main
from radar.config import SETTINGS
from radar.exports.texts import WORDS
from scoring.loading import find, load
from scoring.results import Result
from scoring.sheets import score_sheet
from tests import catalogue
from tests.databases import SqliteDatabases
from tests.sources import ROOT

DOCUMENTS: Mapping[str, str] = {"en": "README.md", "fr": "LISEZMOI.md"}
MEIE = ROOT / "docs" / "examples" / "meie-2023.csv"
IMAGES = Path("docs", "images")
COLUMNS = "120"
LEFT_OUT = "…"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)]+)\)|src=\"([^\"]+)\"")

in_both_languages = pytest.mark.parametrize("language", DOCUMENTS)


@dataclass(frozen=True)
class Step:
    """A command of the tour and the lines that the page shows under it."""

    command: str
    shown: tuple[str, ...]


def text(language: str) -> str:
    return (ROOT / DOCUMENTS[language]).read_text(encoding="utf-8")


def prose(language: str) -> str:
    """Return a document in plain spaces, on one line, without its blocks of code."""
    return " ".join(FENCE.sub("", text(language)).split())


def steps(language: str) -> Iterator[Step]:
    for kind, block in FENCE.findall(text(language)):
        for part in block.split("$ ")[1:] if kind == "console" else ():
            command, *shown = part.splitlines()
            yield Step(command, tuple(shown))


def links(language: str) -> list[str]:
    found = (link or source for link, source in LINK.findall(text(language)))
    return [target for target in found if not urlsplit(target).scheme]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which nobody has run anything yet, without its pictures."""
    for name in ("RADAR_LANGUAGE", "RADAR_QUESTIONNAIRE", "RADAR_QUESTIONNAIRES", "RADAR_INSTANCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", COLUMNS)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "docs" / "examples", "docs/examples")
    shutil.copytree(ROOT / "questionnaires", "questionnaires")
    IMAGES.mkdir()
    Path("instance").mkdir()
    return tmp_path


@pytest.fixture
def site(desk: Path, sqlite_databases: SqliteDatabases) -> Iterator[FlaskClient]:
    """The application as `make run` serves it."""
    settings = {"RADAR_INSTANCE": str(desk / "instance"), "RADAR_DATABASE_URL": sqlite_databases.new()}
    app = create_app(config.read(settings))
    yield app.test_client()
    app.extensions["database"].dispose()


@pytest.fixture(scope="module")
def published() -> Result:
    """The public case."""
    (result,) = score_sheet(MEIE, load(find(paths.QUESTIONNAIRES, "radar-numeriqc")))
    return result


def run(command: str, site: FlaskClient) -> list[str]:
    """Return the lines that a command prints."""
    program, *arguments = shlex.split(command)
    if program == "curl":
        _, address, _, target = arguments
        Path(target).write_bytes(site.get(urlsplit(address).path).data)
        return []
    assert program == "radar", command
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stderr) == (0, ""), command
    return done.stdout.splitlines()


def as_shown(printed: list[str], shown: tuple[str, ...]) -> list[str]:
    """Return what was printed as far as the page shows it."""
    return [*printed[: len(shown) - 1], LEFT_OUT] if shown[-1:] == (LEFT_OUT,) else printed


@in_both_languages
def test_commands_print_what_is_shown_and_draw_the_pictures(language: str, desk: Path, site: FlaskClient) -> None:
    for step in steps(language):
        assert [step.command, *step.shown] == [step.command, *as_shown(run(step.command, site), step.shown)]
    drawn = {path.relative_to(desk) for path in (desk / IMAGES).iterdir()}
    assert drawn == {Path(link) for link in links(language) if link.startswith(IMAGES.as_posix())}
    changed = [path for path in drawn if (ROOT / path).read_bytes() != (desk / path).read_bytes()]
    assert changed == [], "the pictures are not what `radar chart` draws now: run the commands again"


def test_every_picture_is_shown() -> None:
    shown = {Path(link) for language in DOCUMENTS for link in links(language)}
    assert [path.name for path in (ROOT / IMAGES).iterdir() if path.relative_to(ROOT) not in shown] == []


@in_both_languages
def test_links_lead_somewhere(language: str) -> None:
    assert len(links(language)) > 5
    assert [link for link in links(language) if not (ROOT / link).exists()] == []


@in_both_languages
def test_make_and_python_do_what_is_promised(language: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split())
    assert set(re.findall(r"(?:^|`|=\w+ )make ([a-z]+)", text(language), re.MULTILINE)) <= targets
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    assert f"Python {parser['options']['python_requires'].removeprefix('>=')} " in prose(language)


@in_both_languages
def test_settings_are_spelt_as_the_application_reads_them(language: str) -> None:
    named = set(re.findall(r"\bRADAR_([A-Z_]+)", text(language)))
    assert named <= {setting.name for setting in SETTINGS}
    (days,) = (setting.default for setting in SETTINGS if setting.name == "TRIAL_DAYS")
    assert f" {days} " in prose(language)


@in_both_languages
def test_buttons_and_headings_are_called_as_on_the_pages(language: str) -> None:
    with (ROOT / catalogue.PO).open("rb") as file:
        catalog = read_po(file)
    pages = {message.id if language == "fr" else message.string for message in catalog if isinstance(message.id, str)}
    called = {str(name).replace("'", "’") for name in pages} | set(WORDS[language].values())
    tour = re.findall(r"\*\*(.+?)\*\*", prose(language))
    assert len(tour) > 5
    assert [name for name in tour if name not in called] == []


@in_both_languages
def test_figures_of_the_public_case_are_those_of_the_engine(language: str, published: Result) -> None:
    assert published.overall is not None
    assert published.percent is not None
    exact = [published.overall, *(dimension.score for dimension in published.dimensions.values())]
    figures = [f"{figure:.10g}" for figure in exact]
    assert figures == ["1.75125", "1.9175", "1.585"]
    axes = sorted(axis.score for axis in published.axes.values() if axis.score is not None)
    rounded = [formats.decimal(score, language) for score in (published.overall, axes[0], axes[-3], *axes[-2:])]
    comma = [figure.replace(".", ",") if language == "fr" else figure for figure in figures]
    told = [*comma, *rounded, " ".join(formats.percent(published.percent, language).split())]
    assert [figure for figure in told if figure not in prose(language)] == []
    assert published.quadrant == "novice"
    assert prose(language).count("Novice") >= 3


@in_both_languages
def test_the_method_is_that_of_the_questionnaire(language: str) -> None:
    questionnaire = load(find(paths.QUESTIONNAIRES, "radar-numeriqc"), language)
    counts = map(len, (questionnaire.axes, questionnaire.practices, questionnaire.statements))
    assert tuple(map(int, re.findall(r"\d+", prose(language).partition(": ")[2])[:3])) == tuple(counts)
    (rule,) = re.findall(r" 6\. (.+?) 7\. ", prose(language))
    first, second = rule.split("; ")
    for dimension, told in zip(questionnaire.dimensions, (first, second), strict=True):
        assert [axis.id for axis in questionnaire.axes if axis.name in told] == list(dimension.weights)
        assert dimension.name.lower() in told.lower()
        assert formats.decimal(dimension.threshold, language, places=1) in prose(language)
    names = re.findall(r" 7\. [^:]+: (.+?)\. ", prose(language))[0]
    assert [quadrant.name for quadrant in questionnaire.quadrants if quadrant.name not in names] == []
    known_then_assumed = next(one.text for one in questionnaire.assumptions if one.id == "dimension-axes")
    assumed = known_then_assumed.split(". ")[1]
    told = re.findall(r" 9\. (.+?) 10\. ", prose(language))[0]
    assert [axis.id for axis in questionnaire.axes if (axis.name in told) is not (axis.name in assumed)] == []


def test_both_documents_hold_the_same() -> None:
    assert _shape("en") == _shape("fr")
    assert [step.command.replace(" --lang en", "").replace(".en.svg", ".svg") for step in steps("en")] == [
        step.command for step in steps("fr")
    ]
    assert [link.replace(".en.svg", ".svg") for link in links("en")[1:]] == links("fr")[1:]
    assert (links("en")[0], links("fr")[0]) == (DOCUMENTS["fr"], DOCUMENTS["en"])


def _shape(language: str) -> list[str]:
    """Return the headings by level, the blocks by kind and the items of a document."""
    return re.findall(r"^(#+ |```\w+|- |\d+\. |<img )", text(language), re.MULTILINE)


def test_french_is_typeset_as_in_quebec() -> None:
    spoken = re.sub(r"`[^`]+`|<http[^>]+>|\]\([^)]+\)", "x", FENCE.sub("", text("fr")))
    assert re.findall(r"\w'\w|«[^\u00a0]|[^\u00a0]»|[^\u00a0]:\s|[\s\u00a0][;!?]|[^\u00a0]%", spoken) == []
