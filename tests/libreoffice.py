"""Whether LibreOffice opens the documents of plans and turns them into PDF: `make libreoffice`.

It is no part of `make test`, since LibreOffice is large.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from radar.exports.plan_docx import plan_to_docx
from radar.exports.plan_report import PlanReport
from tests.radar.exports import plan_samples

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 300
PLANS: Mapping[str, Callable[[], PlanReport]] = {
    "published": plan_samples.culture,
    "whole": plan_samples.full,
    "empty": plan_samples.empty,
    "english": lambda: plan_samples.full("en"),
    "long": lambda: plan_samples.large(150),
}


def main() -> int:
    """Turn each document into PDF and return 0; say what went wrong and return 1."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        click.echo(
            "LibreOffice is missing: neither soffice nor libreoffice is on PATH. Install it (on Debian: "
            "apt install libreoffice-writer-nogui), then run make libreoffice again.",
            err=True,
        )
        return 1
    with TemporaryDirectory() as folder:
        return max(_turned(program, Path(folder), name, report()) for name, report in PLANS.items())


def _turned(program: str, folder: Path, name: str, report: PlanReport) -> int:
    source = folder / f"{name}.docx"
    source.write_bytes(plan_to_docx(report))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    made = source.with_suffix(".pdf")
    content = made.read_bytes() if made.exists() else b""
    if done.returncode or not content.startswith(b"%PDF-"):
        click.echo(f"{name}: LibreOffice made no PDF. {done.stdout}{done.stderr}".strip(), err=True)
        return 1
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    click.echo(f"{name}: PDF, pages: {pages or 'not counted'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
