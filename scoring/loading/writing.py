"""Writing a questionnaire as a folder that `scoring.loading` reads: all of it, or nothing."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scoring.errors import Fault, Refused
from scoring.loading import check
from scoring.loading.folder import CATALOGUE, GLOSSARY, MAIN, VERSION
from scoring.loading.yaml_reader import plain_value
from scoring.questionnaire import Questionnaire, QuestionnaireFile

WIDTH = 120


class Dumper(yaml.SafeDumper):
    """Writes what the reader reads back: no aliases, and quotes around whatever is not plain text to it."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML's signature)
        """Write everything out in full."""
        return True


def _text(dumper: Dumper, text: str) -> yaml.Node:
    style = None if isinstance(plain_value(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, _text)


def write_questionnaire(questionnaire: Questionnaire, directory: Path) -> None:
    """Write a questionnaire into a folder that does not exist yet, or is empty; raises Refused, or OSError."""
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        raise Refused([Fault("folder_exists", str(directory))])
    _refuse_other_names(questionnaire, directory.absolute())
    directory.parent.mkdir(parents=True, exist_ok=True)
    draft = directory.with_name(f".{directory.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir()
        for name, data in _files(questionnaire).items():
            text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
            (draft / name).write_text(text, encoding="utf-8")
        if faults := check(draft):
            raise Refused(faults)
        draft.replace(directory)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refuse_other_names(questionnaire: Questionnaire, directory: Path) -> None:
    """Refuse a folder named after another questionnaire or version, in which nobody would find this one."""
    pairs = ((directory.name, questionnaire.version), (directory.parent.name, questionnaire.id))
    wrong = [pair for pair in pairs if pair[0] != pair[1]] if VERSION.fullmatch(directory.name) else []
    if wrong:
        raise Refused(
            Fault("folder_name", str(directory), params={"folder": folder, "value": value}) for folder, value in wrong
        )


def _files(questionnaire: Questionnaire) -> Mapping[str, Mapping[str, Any]]:
    """Return the content of each file; the companions only where there is something to hold."""
    data = questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    main = {
        "format": questionnaire.format,
        **{name: data[name] for name in QuestionnaireFile.model_fields if name in data},
    }
    files: dict[str, Mapping[str, Any]] = {MAIN: main}
    own = {"language": questionnaire.language}
    if questionnaire.glossary:
        files[GLOSSARY] = {**own, "terms": data["glossary"]}
    if questionnaire.catalogue.initiatives:
        files[CATALOGUE] = {**own, **data["catalogue"]}
    return files
