"""What commands share: the language option, refusals, and output that is whole or not there."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from scoring.errors import Fault, Refused

UNWRITABLE = {
    errno.ENOENT: "output_no_folder",
    errno.EACCES: "output_forbidden",
    errno.EPERM: "output_forbidden",
    errno.EROFS: "output_forbidden",
    errno.EISDIR: "output_forbidden",
    errno.ENOSPC: "output_disk_full",
    errno.EDQUOT: "output_disk_full",
}

language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["fr", "en"]),
    default="fr",
    envvar="RADAR_LANGUAGE",
    show_default=True,
    is_eager=True,  # the other options are refused in this language
    help="Langue des messages et du résultat.",
)


@contextmanager
def refusals(language: str) -> Iterator[None]:
    """Turn a refusal into its sentences on standard error and exit status 1."""
    try:
        yield
    except Refused as refused:
        for fault in refused.faults:
            click.echo(fault.line_of_text(language), err=True)
        sys.exit(1)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either complete or as it was before; raises Refused when it cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise unwritable(str(path), error) from error


def unwritable(name: str, error: OSError) -> Refused:
    """Return the refusal for an output that cannot be written."""
    code = UNWRITABLE.get(error.errno or 0, "output_unwritable")
    return Refused([Fault(code, name, params={"reason": error.strerror or str(error)})])
