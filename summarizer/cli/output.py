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

    Raises:
        OutputError: The file cannot be written.
    """
    if path is None and sys.stdout.isatty() and form in (None, "text"):
        from rich.console import Console

        from summarizer.writing import print_text

        print_text(briefing, Console())
        return
    from summarizer.writing import FORMATS

    content = FORMATS[form or "markdown"](briefing)
    if path is None:
        _print(content)
    else:
        atomic.replace(path, content)


def _print(content: str) -> None:
    try:
        sys.stdout.buffer.write(content.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stderr.flush()
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from None
