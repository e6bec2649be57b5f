"""`summarize history list|show|diff|export|prune`: the editions that were made."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.cli import output
from summarizer.cli.brief import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from summarizer.memory.editions import Editions
    from summarizer.models import Briefing, Change, Changes

_AGE = re.compile(r"([0-9]{1,5})d")
_DATE = click.DateTime(["%Y-%m-%d"])
_HEADS = ("profile", "date", "no.", "state", "stories", "articles", "changes")


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look at the daily editions that were made, compare them, and prune their articles' texts."""


def _profile(function: Callable[..., int]) -> Callable[..., int]:
    return click.option("--profile", metavar="NAME", help="Whose. Default: the only one.")(function)


def _form(function: Callable[..., int]) -> Callable[..., int]:
    option = click.option(
        "--format", "form", type=click.Choice(("text", "json")), default="text", help="Default: text."
    )
    return option(function)


@command.command("list")
@click.option("--profile", metavar="NAME", help="Whose. Default: all.")
@_form
def listing(*, profile: str | None, form: str) -> int:
    """List the editions, by profile and date."""
    with _opened() as editions:
        rows = editions.listed(profile)
    found = [(row.profile, row.date, row.number, row.state, row.stories, row.articles, row.changes) for row in rows]
    if form == "json":
        _print(json.dumps([dict(zip(_HEADS, one, strict=True)) for one in found], indent=2))
    elif not found:
        _print("There are no editions yet; 'summarize daily' makes one.")
    else:
        cells = [_HEADS, *([str("" if cell is None else cell) for cell in one] for one in found)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        _print("\n".join("  ".join(map(str.ljust, one, widths)).rstrip() for one in cells))
    return 0


@command.command()
@click.argument("date", type=_DATE)
@_profile
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: markdown.")
@click.option("--output", "-o", "path", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file.")
def show(*, date: datetime, profile: str | None, form: str | None, path: Path | None) -> int:
    """Print the edition of DATE again."""
    output.check(path)
    with _opened() as editions:
        briefing = _edition(editions, profile, date)
    output.write(briefing, form, path)
    return 0


@command.command()
@click.argument("earlier", type=_DATE, metavar="A")
@click.argument("later", type=_DATE, metavar="B")
@_profile
@_form
def diff(*, earlier: datetime, later: datetime, profile: str | None, form: str) -> int:
    """Say what changed from the edition of date A to that of date B."""
    from summarizer.merging.changes import changes

    with _opened() as editions:
        before, now = (_edition(editions, profile, date) for date in (earlier, later))
    found = changes([before], now)
    if found is None:
        return 0
    _print(found.model_dump_json(indent=2) if form == "json" else "\n".join(_told(found, now)))
    return 0


@command.command()
@click.option("--profile", metavar="NAME", help="Whose. Default: all.")
@click.option("--output", "-o", "path", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file.")
def export(*, profile: str | None, path: Path | None) -> int:
    """Write every complete edition as JSON, one a line: its profile, date and number, and the briefing."""
    from summarizer import atomic

    output.check(path)
    lines = []
    with _opened() as editions:
        for row in editions.listed(profile):
            briefing = editions.briefing(row)
            if briefing:
                kept = {"profile": row.profile, "date": row.date, "number": row.number}
                lines.append(json.dumps(kept | {"briefing": briefing.model_dump(mode="json")}, ensure_ascii=False))
    content = "".join(f"{line}\n" for line in lines)
    if path:
        atomic.replace(path, content)
    else:
        click.echo(content.encode(), nl=False)
    return 0


@command.command()
@click.option("--older-than", "days", default="90d", metavar="DAYS", callback=lambda *given: _days(given[-1]),
              help="Such as 30d. Default: 90d.")  # fmt: skip
@click.option("--profile", metavar="NAME", help="Whose. Default: all.")
def prune(*, days: int, profile: str | None) -> int:
    """Empty the texts of articles that were first read more than some days ago.

    Titles, addresses, hashes, claims and the words of their evidence stay: editions can still be shown and compared.
    """
    from datetime import UTC, datetime, timedelta

    before = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
    with _opened() as editions:
        pruned = editions.prune(before, profile)
    _print(f"Emptied the texts of {pruned:,} {'article' if pruned == 1 else 'articles'} first read before {before}.")
    return 0


@contextmanager
def _opened() -> Iterator[Editions]:
    from summarizer.memory.editions import Editions

    with Editions() as editions:
        yield editions


def _edition(editions: Editions, profile: str | None, date: datetime) -> Briefing:
    """Return the briefing of a date, or say in one sentence why there is none."""
    from summarizer.errors import UsageError

    rows = editions.listed(profile)
    known = list(dict.fromkeys(row.profile for row in rows))
    if len(known) > 1:
        raise UsageError(f"There are editions of {len(known)} profiles; name one with --profile: {', '.join(known)}.")
    day = date.date().isoformat()
    row = next((row for row in rows if row.date == day), None)
    briefing = editions.briefing(row) if row else None
    if briefing:
        return briefing
    if row:
        raise UsageError(f"The edition of {day} is not complete; 'summarize daily' completes it.")
    dates = f"there are {len(rows):,}, from {rows[0].date} to {rows[-1].date}" if rows else "there are none"
    whose = f" of the profile '{profile}'" if profile else ""
    raise UsageError(f"There is no edition of {day}{whose}; {dates}.")


def _told(found: Changes, now: Briefing) -> Iterator[str]:
    """Yield what changed, a line each, below its story's headline."""
    from summarizer.writing.safe import plain

    by_story: dict[str, list[Change]] = {}
    for one in found.items:
        by_story.setdefault(one.story, []).append(one)
    for story in now.stories:
        if story.id in by_story:
            yield plain(story.headline)
            yield from (f"  {_line(one)}" for one in by_story[story.id])
    for headline in found.ended:
        yield f"no more followed: {plain(headline)}"
    if not found.items:
        yield f"Nothing changed since {found.since}."


def _line(change: Change) -> str:
    from summarizer.writing.safe import plain

    was = f" (was: {plain(change.was)})" if change.was else ""
    return f"{change.kind.replace('_', ' ')}: {plain(change.text)}{was}"


def _days(given: str) -> int:
    found = _AGE.fullmatch(given)
    if not found:
        raise click.BadParameter(f"'{given}' is not a number of days, such as 30d.")
    return int(found[1])


def _print(text: str) -> None:
    """Print in UTF-8, whatever the terminal's encoding."""
    click.echo(f"{text}\n".encode(), nl=False)
