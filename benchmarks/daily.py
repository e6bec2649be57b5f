"""Five daily editions of a site on loopback: what they tell as changed, what they fetch, and what a kill costs them.

    python -m benchmarks.daily [--kills N]

The changes are held against a list that was written by hand from the articles. A run is killed (SIGKILL) at moments
spread over its whole length and over the second in which it briefs, and run again: the edition must then be complete, once, and like one that was never killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.news_site import CHANGES, FEEDS, FIRST, NewsSite
from summarizer.daily.edition import Edition, daily
from summarizer.daily.profiles import Profile
from summarizer.errors import NothingToSummarize
from summarizer.memory.editions import Editions
from summarizer.reading.fetching import Limits
from summarizer.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.models import Change

AT_ONCE = Limits(pause=0.0)
"""A site on loopback needs no rest between two requests."""


@contextmanager
def newsroom() -> Iterator[Path]:
    """A folder for a settings file, a store and what is written."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def edition(site: NewsSite, home: Path, day: int) -> Edition:
    """Make the edition of a day, from 1, of the site as it is."""
    profile = Profile(
        name="morning",
        home=home,
        sources=site.feeds,
        settings=Settings(time_zone="UTC", fallback="extractive", allow_hosts=(site.host,)),
    )
    date = FIRST + timedelta(days=day - 1)
    return asyncio.run(daily(profile, date=date, store=home / "summarizer.sqlite", limits=AT_ONCE))


def five_days(site: NewsSite, home: Path) -> list[Edition]:
    """Make the editions of all five days, each of the site as it was then."""
    made = []
    for day in range(1, 6):
        site.day = day
        made.append(edition(site, home, day))
    return made


def compared(made: Edition, day: int) -> tuple[list[str], list[Change]]:
    """Return which changes of the list a day's edition lacks, and which it tells beside the list."""
    left = list(made.briefing.changes.items if made.briefing.changes else ())
    missing = []
    for told in CHANGES.get(day, ()):
        found = next((change for change in left if told.meets(change)), None)
        if found is None:
            missing.append(f"{told.kind}: {told.now}")
        else:
            left.remove(found)
    return missing, left


# ── Kills ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Kill:
    """What a killed run left, and what the next one made of it."""

    left: str
    fetched_again: int
    whole: bool


def configured(site: NewsSite, home: Path, feeds: int) -> Path:
    """Write the settings file of a profile that reads the first feeds of the site."""
    path = home / "summarizer.toml"
    path.write_text(
        f"[profiles.morning]\nsources = {json.dumps(site.feeds[:feeds])}\nallow_hosts = {json.dumps([site.host])}\n"
        'time_zone = "UTC"\nmodel = "extractive"\nformats = { json = "{date}.json" }\n'
    )
    return path


def start(config: Path) -> subprocess.Popen[str]:
    """Start the command for the first day, in a process of its own."""
    command = [sys.executable, "-m", "summarizer", "daily", "--config", str(config), "--date", FIRST.isoformat()]
    environ = {**os.environ, "SUMMARIZER_HOME": str(config.parent)}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([*command, "--quiet", "--log-json"], text=True, env=environ, **pipes)  # type: ignore[call-overload,no-any-return]


def killed(
    site: NewsSite, expected: str, until: Callable[[subprocess.Popen[str]], None], feeds: int = len(FEEDS)
) -> Kill:
    """Kill a run when `until` returns, run again, and return what came of it; `expected` is the edition as JSON."""
    with newsroom() as home:
        config = configured(site, home, feeds)
        with start(config) as process:
            until(process)
            process.kill()
        left = _state(home)
        before = len(site.requests)
        with start(config) as process:
            process.communicate()
        written = home / f"{FIRST.isoformat()}.json"
        once = _state(home) == "complete" and process.returncode == 0
        return Kill(left, len(site.requests) - before, once and written.read_text() == expected)


def _state(home: Path) -> str:
    """Return the states of the editions in a store, 'nothing' where there are none."""
    if not (home / "summarizer.sqlite").exists():
        return "nothing"
    with Editions(home / "summarizer.sqlite") as editions:
        return ", ".join(row.state for row in editions.listed()) or "nothing"


def undisturbed(site: NewsSite, feeds: int = len(FEEDS)) -> tuple[str, float]:
    """Return the first day's edition as JSON, and how long its run took, in seconds."""
    with newsroom() as home:
        began = time.monotonic()
        with start(configured(site, home, feeds)) as process:
            process.communicate()
        return (home / f"{FIRST.isoformat()}.json").read_text(), time.monotonic() - began


# ── The benchmark ─────────────────────────────────────────────────────────────────────────────────


@click.command()
@click.option("--kills", default=20, help="How many runs are killed. Default: 20.")
def main(kills: int) -> None:
    """Measure the daily edition, and end with one line of JSON."""
    missed, beside = 0, 0
    with NewsSite() as site, newsroom() as home:
        for day, made in enumerate(five_days(site, home), 1):
            missing, left = compared(made, day)
            missed, beside = missed + len(missing), beside + len(left)
            print(f"day {day}: {len(CHANGES.get(day, ())) - len(missing)} of {len(CHANGES.get(day, ()))} changes")
            print("".join(f"  missing  {one}\n" for one in missing), end="")
            print("".join(f"  beside   {one.kind}: {one.text}\n" for one in left), end="")
        before = len(site.requests)
        edition(site, home, 3)
        again = len(site.requests) - before
    first, second = transferred()
    print(
        f"bytes: {first:,}, and {second:,} where nothing changed ({second / first:.1%}); day 3 again: {again} requests"
    )
    whole, states = _kills(kills)
    print(f"killed {kills} times: {whole} editions whole; left behind: {states}")
    expected = sum(map(len, CHANGES.values()))
    figures = {"changes": expected, "met": expected - missed, "beside": beside, "kills": kills, "whole": whole}
    print(json.dumps({"benchmark": "daily", **figures, "second_share": round(second / first, 4), "again": again}))


def transferred() -> tuple[int, int]:
    """Return the bytes that the first run fetched, and those of the next where nothing changed."""
    with NewsSite() as site, newsroom() as home:
        edition(site, home, 1)
        first, site.sent = site.sent, 0
        try:
            edition(site, home, 2)
        except NothingToSummarize:
            return first, site.sent
        raise AssertionError("nothing changed, and there is an edition")


def event(name: str) -> Callable[[subprocess.Popen[str]], None]:
    """Return what waits until a run logs an event."""

    def wait(process: subprocess.Popen[str]) -> None:
        for line in process.stderr or ():
            if json.loads(line)["event"] == name:
                return
        raise AssertionError(f"it ended without '{name}'")

    return wait


def _moment(number: int, kills: int, seconds: float) -> Callable[[subprocess.Popen[str]], None]:
    """Return what waits for the moment of a kill: every other one falls into the second after all was fetched."""

    def wait(process: subprocess.Popen[str]) -> None:
        share = (number + 0.5) / kills
        if number % 2:
            event("gathered")(process)
        time.sleep(share if number % 2 else share * seconds)

    return wait


def _kills(kills: int) -> tuple[int, dict[str, int]]:
    states: dict[str, int] = {}
    whole = 0
    with NewsSite() as site:
        expected, seconds = undisturbed(site)
        for number in range(kills):
            found = killed(site, expected, _moment(number, kills, seconds))
            states[found.left] = states.get(found.left, 0) + 1
            whole += found.whole and (found.left == "nothing" or not found.fetched_again)
    return whole, states


if __name__ == "__main__":
    main()
