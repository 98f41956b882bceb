"""The questionnaires and pulses of this installation: those that ship with the application and those it was given."""

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from flask import current_app

from radar import paths
from radar.config import Config
from scoring import loading
from scoring.crosswalk import Crosswalk
from scoring.errors import Refused
from scoring.loading import pulses
from scoring.loading.crosswalks import read_crosswalks
from scoring.pulse import PulseQuestion
from scoring.questionnaire import Questionnaire

LOGGER = logging.getLogger(__name__)


class ChangedQuestionnaireError(Exception):
    """A published questionnaire has been edited: an assessment that pins it can no longer be shown as it was."""


def questionnaire(reference: str, language: str) -> Questionnaire:
    """Return the questionnaire `id` or `id@version` with its texts in `language`; raises Refused when there is none."""
    config: Config = current_app.config["RADAR"]
    return _load(config.questionnaires, reference, language)


def questionnaires(language: str) -> list[Questionnaire]:
    """Return the newest version of each questionnaire of this installation, by its title."""
    newest = {name: f"{name}@{version}" for root in reversed(_roots()) for name, version, _ in loading.published(root)}
    return sorted(_sound(newest.values(), language), key=lambda each: (each.title, each.id))


def offered(language: str) -> list[Questionnaire]:
    """Return what a campaign may ask: the questionnaire of this installation's setting, then every other."""
    config: Config = current_app.config["RADAR"]
    first = questionnaire(config.questionnaire, language)
    return [first, *(each for each in questionnaires(language) if each.id != first.id)]


def _sound(references: Iterable[str], language: str) -> Iterator[Questionnaire]:
    """Yield the questionnaires without faults: one that somebody is still writing must not close a page."""
    for reference in references:
        try:
            yield questionnaire(reference, language)
        except Refused as refused:
            LOGGER.warning("The questionnaire %s is left out: %s", reference, refused.faults[0].line_of_text("en"))


def pinned_questionnaire(reference: str, content_hash: str, language: str) -> Questionnaire:
    """Return the very questionnaire that an assessment was started with."""
    found = questionnaire(reference, language)
    if found.hash != content_hash:
        raise ChangedQuestionnaireError(reference)
    return found


@lru_cache(maxsize=256)
def _load(own: Path, reference: str, language: str) -> Questionnaire:
    """Return a questionnaire, kept: a new version of an id is seen when the server starts again."""
    try:
        directory = loading.find(own, reference)
    except Refused:
        directory = loading.find(paths.QUESTIONNAIRES, reference)
    return loading.load(directory, language, (paths.QUESTIONNAIRES,))


def crosswalks() -> tuple[Crosswalk, ...]:
    """Return which statements of some questionnaires are the same; a faulty file is left out and logged."""
    return _crosswalks(_roots())


@lru_cache(maxsize=8)
def _crosswalks(roots: tuple[Path, Path]) -> tuple[Crosswalk, ...]:
    found, faults = read_crosswalks(roots, partial(_load, roots[0], language="fr"))
    for fault in faults:
        LOGGER.warning(fault.line_of_text("en"))
    return found


def pulse_questions(language: str) -> list[PulseQuestion]:
    """Return the newest version of each pulse here, by its title; faulty ones are left out and logged."""
    newest = {name: folder for root in reversed(_roots()) for name, _, folder in pulses.published_pulses(root)}
    found = []
    for folder in newest.values():
        try:
            found.append(pulses.load_pulse(folder, language))
        except Refused as refused:
            LOGGER.warning("%s", refused)
    return sorted(found, key=lambda question: (question.title, question.id))


def pinned_pulse(reference: str, content_hash: str, language: str) -> PulseQuestion:
    """Return the very question that a pulse was opened with."""
    found = pulses.load_pulse(_pulse_folder(reference, _roots()), language)
    if found.hash != content_hash:
        raise ChangedQuestionnaireError(reference)
    return found


def _roots() -> tuple[Path, Path]:
    config: Config = current_app.config["RADAR"]
    return config.questionnaires, paths.QUESTIONNAIRES


@lru_cache(maxsize=256)
def _pulse_folder(reference: str, roots: tuple[Path, Path]) -> Path:
    return pulses.find_pulse(reference, *roots)
