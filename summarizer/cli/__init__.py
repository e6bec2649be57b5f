"""The command. `summarize SOURCE...` briefs; a first word that names a sub-command runs that instead.

Only what a call needs is imported, so that `--help` costs little more than click itself.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

SUBCOMMANDS = {
    "schema": "Print the JSON Schema of a briefing.",
    "verify": "Prove a briefing by its articles, or by its sources.",
}
"""A file a sub-command in this folder; a source of such a name is given as ./NAME."""

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with the contract's code; no input ends in a stack trace."""
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
        code = _complain("Interrupted; nothing was written.", INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has had enough, and Python would complain at exit
        code = 0
    except Exception as error:  # noqa: BLE001  (the one place where every error ends in one sentence)
        code = _fail(error)
    sys.exit(code if isinstance(code, int) else 0)


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
    click.echo(f"summarize: {message}", err=True)
    return code
