"""Where a briefing goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from summarizer import atomic
from summarizer.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.models import Briefing

WIDTH = 80
"""Columns of text where nobody says how many."""
LONGEST_WIDTH = 4
"""Digits of a width that is meant."""


def check(path: Path | None) -> None:
    """Fail before any work is done where `path` could not be written at the end.

    Raises:
        OutputError: The path is a folder, or its folder is missing or not writable.
    """
    if path is None:
        return
    if path.is_dir():
        raise OutputError(f"The output '{path}' is a folder: give a file's name in it.")
    if not path.parent.is_dir():
        raise OutputError(f"The output '{path}' cannot be written: there is no folder '{path.parent}'.")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"The output '{path}' cannot be written: the folder '{path.parent}' is not writable.")


def write(briefing: Briefing, form: str | None, path: Path | None) -> None:
    """Write a briefing as `form`; None is Markdown, or a drawing on a terminal.

    Text is as wide as the terminal it goes to, at most 100 columns; elsewhere as COLUMNS says, else 80. Colour is for
    terminals that know it, and not where NO_COLOR is set (https://no-color.org); FORCE_COLOR gives it to text that goes
    to a pipe, too (https://force-color.org).

    Raises:
        OutputError: The file cannot be written.
    """
    from summarizer.writing import FORMATS, to_text

    if path is None and _is_drawn(form):
        _print(_drawn(briefing), sys.stdout.encoding)
        return
    content = to_text(briefing, _columns()) if form == "text" else FORMATS[form or "markdown"](briefing)
    if path is None:
        _print(content)
    else:
        atomic.replace(path, content)


def _is_drawn(form: str | None) -> bool:
    """Return whether standard output is for eyes, and not for a program or a file."""
    return (form in (None, "text") and sys.stdout.isatty()) or (form == "text" and bool(os.environ.get("FORCE_COLOR")))


def _drawn(briefing: Briefing) -> str:
    from rich.console import Console

    from summarizer.writing import print_text

    console = Console()
    with console.capture() as drawn:
        print_text(briefing, console)
    return drawn.get()


def _columns() -> int:
    """Return how wide text is where no terminal says."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_WIDTH else WIDTH


def _print(content: str, encoding: str = "utf-8") -> None:
    """Print as UTF-8, or as a terminal understands it."""
    left = memoryview(content.encode(encoding, "replace"))
    try:
        while left:  # with PYTHONUNBUFFERED, less may be written than was asked for
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stderr.flush()
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from None
