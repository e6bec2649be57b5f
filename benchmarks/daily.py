"""Five daily editions of a site on loopback: what they tell as changed, what they fetch, and what a kill costs them.

    python -m benchmarks.daily [--kills N]

The changes are held against a list that was written by hand from the articles. A run is killed (SIGKILL) at moments
spread over its whole length, over the second in which it briefs, and over the time in which it delivers, and run again:
the edition must then be complete, once, and like one that was never killed. Each message of it must have arrived once, or
be told as one of which nobody knows; none may have arrived twice.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Self

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
    from types import TracebackType

    from summarizer.models import Change

AT_ONCE = Limits(pause=0.0)
"""A site on loopback needs no rest between two requests."""
PAUSE = 0.1
"""Seconds from the arrival of a message to the answer: in between, whoever sent it cannot know."""
PARTIAL = 3
"""The exit code of a run whose delivery nobody can tell the end of."""


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


class Inbox:
    """A webhook on loopback, as Discord's: it keeps each message as it comes, and answers a moment later.

    Attributes:
        messages: What arrived, in order: each message's body.
    """

    def __init__(self) -> None:
        inbox = self
        self.messages: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                inbox.messages.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                time.sleep(PAUSE)
                answer = json.dumps({"id": str(len(inbox.messages))}).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except ConnectionError:  # who sent it was killed
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/hook"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def most(self) -> int:
        """How often the message arrived that arrived most often."""
        return max(Counter(self.messages).values(), default=0)


@dataclass(frozen=True)
class Kill:
    """What a killed run left, and what the next one made of it.

    Attributes:
        left: The state of the edition after the kill.
        fetched_again: Requests to the site after it.
        whole: Whether the edition is complete, once, and as it should be.
        arrived: How many messages arrived in all.
        most: How often the one did that arrived most often.
        is_told: Whether the second run said that it does not know whether a message arrived.
    """

    left: str
    fetched_again: int
    whole: bool
    arrived: int = 0
    most: int = 0
    is_told: bool = False


def configured(site: NewsSite, home: Path, feeds: int) -> Path:
    """Write the settings file of a profile that reads the first feeds of the site."""
    path = home / "summarizer.toml"
    path.write_text(
        f"[profiles.morning]\nsources = {json.dumps(site.feeds[:feeds])}\nallow_hosts = {json.dumps([site.host])}\n"
        'time_zone = "UTC"\nmodel = "extractive"\nformats = { json = "{date}.json" }\n'
        '[[profiles.morning.deliver]]\nto = "discord"\n'
    )
    return path


def start(config: Path, inbox: Inbox) -> subprocess.Popen[str]:
    """Start the command for the first day, in a process of its own."""
    command = [sys.executable, "-m", "summarizer", "daily", "--config", str(config), "--date", FIRST.isoformat()]
    environ = {**os.environ, "SUMMARIZER_HOME": str(config.parent), "DISCORD_WEBHOOK_URL": inbox.address}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([*command, "--quiet", "--log-json"], text=True, env=environ, **pipes)  # type: ignore[call-overload,no-any-return]


def killed(
    site: NewsSite, expected: str, until: Callable[[subprocess.Popen[str]], None], feeds: int = len(FEEDS)
) -> Kill:
    """Kill a run when `until` returns, run again, and return what came of it; `expected` is the edition as JSON."""
    with newsroom() as home, Inbox() as inbox:
        config = configured(site, home, feeds)
        with start(config, inbox) as process:
            until(process)
            process.kill()
        left = _state(home)
        before = len(site.requests)
        with start(config, inbox) as process:
            _, log = process.communicate()
        is_told = process.returncode == PARTIAL and '"event": "message unknown"' in log
        once = _state(home) == "complete" and (process.returncode == 0 or is_told)
        whole = once and (home / f"{FIRST.isoformat()}.json").read_text() == expected
        return Kill(left, len(site.requests) - before, whole, len(inbox.messages), inbox.most, is_told)


def _state(home: Path) -> str:
    """Return the states of the editions in a store, 'nothing' where there are none."""
    if not (home / "summarizer.sqlite").exists():
        return "nothing"
    with Editions(home / "summarizer.sqlite") as editions:
        return ", ".join(row.state for row in editions.listed()) or "nothing"


def undisturbed(site: NewsSite, feeds: int = len(FEEDS)) -> tuple[str, float]:
    """Return the first day's edition as JSON, and how long its run took, in seconds."""
    with newsroom() as home, Inbox() as inbox:
        began = time.monotonic()
        with start(configured(site, home, feeds), inbox) as process:
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
    found, messages = _kills(kills)
    whole = sum(kill.whole and (kill.left == "nothing" or not kill.fetched_again) for kill in found)
    states = dict(Counter(kill.left for kill in found))
    twice = sum(kill.most > 1 for kill in found)
    told = sum(kill.is_told for kill in found)
    silent = sum(kill.arrived < messages and not kill.is_told for kill in found)
    print(f"killed {kills} times: {whole} editions whole; left behind: {states}")
    print(
        f"messages: {twice} editions with one twice, {silent} with one lost in silence, {told} with one told as unknown"
    )
    expected = sum(map(len, CHANGES.values()))
    figures = {"changes": expected, "met": expected - missed, "beside": beside, "kills": kills, "whole": whole}
    figures |= {"sent_twice": twice, "lost_in_silence": silent, "told": told}
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


def _moment(number: int, kills: int, seconds: float, messages: int) -> Callable[[subprocess.Popen[str]], None]:
    """Return what waits for the moment of a kill: anywhere, in the second after all was fetched, or as it is delivered."""

    def wait(process: subprocess.Popen[str]) -> None:
        share = (number + 0.5) / kills
        kind = number % 3
        if kind:
            event("gathered" if kind == 1 else "edition complete")(process)
        time.sleep(share * (seconds, 1.0, (messages + 1) * PAUSE)[kind])

    return wait


def _kills(kills: int) -> tuple[list[Kill], int]:
    """Kill so many runs; return what came of each, and how many messages an edition has."""
    with NewsSite() as site:
        expected, seconds = undisturbed(site)
        messages = killed(site, expected, event("message sent")).arrived
        moments = (_moment(number, kills, seconds, messages) for number in range(kills))
        return [killed(site, expected, moment) for moment in moments], messages


if __name__ == "__main__":
    main()
