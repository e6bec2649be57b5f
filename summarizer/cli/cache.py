"""`summarize cache info|clear|prune`: the answers that are kept for later runs."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.memory.responses import Held

_AGE = re.compile(r"([0-9]{1,5})d")


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look after the stored answers of models, which spare a later run from paying for them again.

    They lie in one file below SUMMARIZER_HOME, else in the platform's folder for data.
    """


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info(*, as_json: bool) -> int:
    """Say where the store is, what it holds and what that took."""
    from summarizer.memory import database, responses

    path = database.where(os.environ)
    kept = responses.Held()
    if _exists(path):
        connection, _ = database.reach(path)
        with database.explained(path), closing(connection):
            kept = responses.held(connection)
    elif not as_json:
        return _nothing(path)
    size = database.size(path)
    if as_json:
        fields = {name: getattr(kept, name) for name in kept.__slots__}
        click.echo(json.dumps({"path": str(path), "size_bytes": size, **fields}, indent=2))
    else:
        click.echo("\n".join(_lines(path, size, kept)))
    return 0


@command.command()
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
def clear(*, yes: bool) -> int:
    """Delete every stored answer; a damaged store is set aside."""
    from summarizer.memory import database, responses

    path = database.where(os.environ)
    if not _exists(path):
        return _nothing(path)
    try:
        with _open(path) as connection:
            database.inspect(connection, path)
            answers = responses.held(connection).answers
            wanted = yes or not sys.stdin.isatty() or click.confirm(f"Delete {_count(answers)}?", err=True)
            deleted = responses.forget(connection) if wanted else 0
    except database.StoreError as error:
        if error.fault != "damaged":
            raise
        aside = _shown(database.set_aside(path))
        click.echo(f"The store was damaged: it is set aside as '{aside}', and the next run begins a new one.")
        return 0
    click.echo(f"Deleted {_count(deleted)}." if wanted else "Nothing was deleted.")
    return 0


@command.command()
@click.option(
    "--older-than", "days", default="90d", metavar="DAYS", callback=lambda *given: _days(given[-1]),
    help="Such as 30d. Default: 90d.",
)  # fmt: skip
def prune(*, days: int) -> int:
    """Delete the stored answers that came more than some days ago."""
    from datetime import UTC, datetime, timedelta

    from summarizer.memory import database, responses

    path = database.where(os.environ)
    if not _exists(path):
        return _nothing(path)
    with _open(path) as connection:
        deleted = responses.forget(connection, before=datetime.now(UTC) - timedelta(days=days))
        left = responses.held(connection).answers
    click.echo(
        f"Deleted {_count(deleted)} older than {days} {'day' if days == 1 else 'days'}; {left:,} {'is' if left == 1 else 'are'} kept."
    )
    return 0


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store to write; whatever goes wrong is a `StoreError`."""
    from summarizer.memory import database

    with database.explained(path), closing(database.connect(path)) as connection:
        yield connection


def _exists(path: Path) -> bool:
    from summarizer.memory import database

    with database.explained(path):
        return path.exists()


def _days(given: str) -> int:
    found = _AGE.fullmatch(given)
    if not found:
        raise click.BadParameter(f"'{given}' is not a number of days, such as 30d.")
    return int(found[1])


def _nothing(path: Path) -> int:
    click.echo(f"No answers are stored yet: there is no file '{_shown(path)}'.")
    return 0


def _lines(path: Path, size: int, kept: Held) -> Iterator[str]:
    """Yield what the store holds, for people."""
    yield f"Store    {_shown(path)}, {size / 1e6:,.1f} MB"
    if not kept.oldest or not kept.newest:
        yield "Answers  none"
        return
    yield f"Answers  {kept.answers:,}, from {kept.oldest[:10]} to {kept.newest[:10]} (UTC)"
    requests = "1 request" if kept.requests == 1 else f"{kept.requests:,} requests"
    yield f"Took     {requests}, {kept.input_tokens:,} tokens in, {kept.output_tokens:,} out"
    unpriced = f"{_count(kept.unpriced)} without a known price" if kept.unpriced else ""
    priced = f"${kept.cost_usd:,.4f}" if kept.cost_usd is not None else ""
    yield f"Cost     {', and '.join(filter(None, (priced, unpriced)))}"
    yield f"Reused   {'once' if kept.reused == 1 else f'{kept.reused:,} times'} by finished runs, instead of asking the model"


def _count(answers: int) -> str:
    return "1 stored answer" if answers == 1 else f"{answers:,} stored answers"


def _shown(path: Path) -> str:
    """Return a path as a terminal can show it, whatever its bytes are."""
    from summarizer.writing.safe import plain

    return plain(click.format_filename(path))
