"""The command. `summarize SOURCE...` briefs; a first word that names a sub-command runs that instead.

Only what a call needs is imported, so that `--help` costs little more than click itself.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

SUBCOMMANDS = {
    "cache": "Show, clear or prune the stored responses of models.",
    "daily": "Make the daily edition of a profile.",
    "doctor": "Check key, server, model, store and settings.",
    "history": "List, show, compare, send, export or prune the editions.",
    "init": "Write a settings file to start from.",
    "mcp": "Serve briefings to assistants over the Model Context Protocol.",
    "schema": "Print the JSON Schema of a briefing.",
    "slack": "Run the Slack app.",
    "verify": "Prove a briefing by its articles, or by its sources.",
}
"""A file a sub-command in this folder; a source of such a name is given as ./NAME."""

INTERRUPTED = 130
GRACE = 1.5
"""Seconds after Ctrl-C or SIGTERM in which work under way may end in order; then the process ends as it is."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with the contract's code; no input ends in a stack trace."""
    if arguments is None:  # the process is this command's own
        _on_stop(_stop)
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given.pop(0) if given and given[0] in SUBCOMMANDS else "brief"
    command: click.Command = import_module(f"summarizer.cli.{name}").command
    program = "summarize" if name == "brief" else f"summarize {name}"
    try:
        code = command.main(given, prog_name=program, standalone_mode=False)
    except click.UsageError as error:
        code = _complain(f"{error.format_message()} See '{program} --help'.", error.exit_code)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        _leave()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            _leave()
        code = 0  # click's own end where whoever read the output has had enough
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has had enough, and Python would complain at exit
        code = 0
    except Exception as error:  # noqa: BLE001  (the one place where every error ends in one sentence)
        code = _fail(error)
    sys.exit(code if isinstance(code, int) else 0)


_STOPPED = "Interrupted: no briefing was written. What a model has answered is kept for the next run."


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End the run in order, or after `GRACE` where something does not let go, such as a long piece of computing."""
    _on_stop(signal.SIG_IGN)
    hard = threading.Timer(GRACE, _leave)
    hard.daemon = True
    hard.start()
    raise SystemExit(INTERRUPTED)  # of a KeyboardInterrupt click would make an empty line


def _on_stop(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _leave() -> NoReturn:
    """Say that the run was interrupted, and end the process without waiting for its threads."""
    _complain(_STOPPED, INTERRUPTED)
    os._exit(INTERRUPTED)


def _fail(error: Exception) -> int:
    """Say what ended the run and return the exit code."""
    import logging

    from summarizer.errors import SummarizerError

    logging.getLogger("summarizer").debug("The run ended", exc_info=error)
    if isinstance(error, SummarizerError):
        return _complain(str(error), error.exit_code)
    return _complain(
        f"An error inside the program ended the run ({type(error).__name__}: {error}); please report it, with the log "
        "that --verbose writes.",
        SummarizerError.exit_code,
    )


def _complain(message: str, code: int) -> int:
    from summarizer.writing import safe

    click.echo(f"summarize: {safe.plain(message)}", err=True)
    return code
