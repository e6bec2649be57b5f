"""`summarize history list|show|diff|deliver|deliveries|export|discard|prune`: the editions that were made."""

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
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from summarizer.memory.editions import Editions, Row
    from summarizer.models import Briefing, Change, Changes

_AGE = re.compile(r"([0-9]{1,5})d")
_DATE = click.DateTime(["%Y-%m-%d"])
_HEADS = ("profile", "date", "no.", "state", "stories", "articles", "changes")


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look at the daily editions that were made, compare and send them, and prune their articles' texts."""


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
        _print(_table(_HEADS, found))
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


# ── Deliveries ────────────────────────────────────────────────────────────────────────────────────


def _kind(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """Return what --to means."""
    from summarizer.delivery.targets import KINDS

    if given is not None and given not in KINDS:
        raise click.BadParameter(f"'{given}' is none of {', '.join(KINDS)}.")
    return given


@command.command(epilog="Exit code 3: something did not arrive, or nobody can tell.")
@click.argument("date", type=_DATE)
@click.option("--profile", "name", metavar="NAME", help="Of summarizer.toml. Default: its only one.")
@click.option("--to", "kind", metavar="KIND", callback=_kind, help="Only to places of this kind, such as email.")
@click.option("--again", is_flag=True, help="Also what was sent, or may have arrived; replaced where that can be.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Default: the nearest summarizer.toml.")
@_form
def deliver(*, date: datetime, name: str | None, kind: str | None, again: bool, config: Path | None, form: str) -> int:
    """Send the edition of DATE to the places of its profile that lack it."""
    import asyncio
    import os
    from dataclasses import asdict

    from summarizer.cli import telling
    from summarizer.daily import edition
    from summarizer.daily.profiles import load_profile
    from summarizer.errors import UsageError
    from summarizer.writing.safe import plain

    telling.log()
    profile = load_profile(name, environ=os.environ, config=config)
    chosen = tuple(target for target in profile.deliver if kind in (None, target.to))
    if kind and not chosen:
        raise UsageError(f"The profile '{profile.name}' has no delivery to '{kind}'.")
    profile = profile.model_copy(update={"deliver": chosen})
    found = asyncio.run(edition.deliver(profile, date.date(), again=again))
    is_taken = any(
        target.to == "stdout" for target in chosen
    )  # then standard output holds the edition and nothing else
    if form == "json":
        _print(json.dumps([asdict(outcome) for outcome in found], indent=2), err=is_taken)
    else:
        for outcome in found:
            is_problem = outcome.fate in ("failed", "unknown", "held")
            _print(f"{'summarize: ' * is_problem}{plain(outcome.told)}", err=is_taken or is_problem)
    return telling.PARTIAL if any(outcome.is_problem for outcome in found) else 0


@command.command()
@click.option("--profile", metavar="NAME", help="Whose. Default: all.")
@_form
def deliveries(*, profile: str | None, form: str) -> int:
    """List what was sent of which edition, where to, when, and what became of it."""
    from dataclasses import asdict

    from summarizer.memory.deliveries import Deliveries
    from summarizer.writing.safe import plain

    with Deliveries() as ledger:
        found = ledger.listed(profile)
    if form == "json":
        _print(json.dumps([asdict(one) for one in found], indent=2))
    elif not found:
        _print("Nothing was delivered yet; docs/delivery.md says how to name a place.")
    else:
        rows = [(one.profile, one.date, one.target, one.message, one.state, one.changed) for one in found]
        heads = ("profile", "date", "target", "message", "state", "since", "problem")
        _print(_table(heads, [(*row, plain(one.problem)) for row, one in zip(rows, found, strict=True)]))
    return 0


@command.command()
@click.argument("date", type=_DATE)
@_profile
def discard(*, date: datetime, profile: str | None) -> int:
    """Throw away the edition of DATE where it is open and cannot be completed.

    Its articles are new again: the next edition has them. One that is complete is never thrown away.
    """
    from summarizer.errors import UsageError
    from summarizer.memory import lock

    with _opened() as editions:
        row = _row(editions, profile, date)
        with lock.held(editions.path, row.profile):
            if row.state == "complete" or not editions.discard(row):
                raise UsageError(f"The edition of {row.date} is complete, and is kept.")
    _print(f"The edition of {row.date} of the profile '{row.profile}' is thrown away.")
    return 0


# ── What they share ───────────────────────────────────────────────────────────────────────────────


@contextmanager
def _opened() -> Iterator[Editions]:
    from summarizer.memory.editions import Editions

    with Editions() as editions:
        yield editions


def _edition(editions: Editions, profile: str | None, date: datetime) -> Briefing:
    """Return the briefing of a date, or say in one sentence why there is none."""
    from summarizer.errors import UsageError

    row = _row(editions, profile, date)
    briefing = editions.briefing(row)
    if briefing is None:
        raise UsageError(f"The edition of {row.date} is not complete; 'summarize daily' completes it.")
    return briefing


def _row(editions: Editions, profile: str | None, date: datetime) -> Row:
    """Return the edition of a date, or say in one sentence why there is none."""
    from summarizer.errors import UsageError

    rows = editions.listed(profile)
    known = list(dict.fromkeys(row.profile for row in rows))
    if len(known) > 1:
        raise UsageError(f"There are editions of {len(known)} profiles; name one with --profile: {', '.join(known)}.")
    day = date.date().isoformat()
    row = next((row for row in rows if row.date == day), None)
    if row:
        return row
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


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as lines with their cells one below another."""
    cells = [list(heads), *([str("" if cell is None else cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in cells)


def _print(text: str, *, err: bool = False) -> None:
    """Print in UTF-8, whatever the terminal's encoding."""
    click.echo(f"{text}\n".encode(), nl=False, err=err)
