"""Writing results to standard output, however many there are."""

import os
import sys
from collections.abc import Iterator
from itertools import islice

from radar.cli.options import unwritable

LINES = 1000
STANDARD_OUTPUT = 1


def print_texts(texts: Iterator[str]) -> None:
    """Write to standard output as UTF-8, whatever the terminal, many lines at a time."""
    output = sys.stdout.buffer
    try:
        while some := "".join(islice(texts, LINES)):
            output.write(some.encode())
        output.flush()
    except BrokenPipeError:
        raise  # click ends quietly when the reader has gone, as `head` does
    except OSError as error:
        # What is still buffered can go nowhere; without this the interpreter would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)
        raise unwritable("stdout", error) from error
