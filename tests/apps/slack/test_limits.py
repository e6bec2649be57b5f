"""How much is done, and nothing twice; and what is kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from summarizer.apps.slack import shelf, words
from summarizer.apps.slack.app import App, Setup
from summarizer.apps.slack.limits import Limits, Meter, Once
from summarizer.apps.slack.shelf import Shelf
from summarizer.delivery.slack_web import Web
from summarizer.engines.session import Progress
from summarizer.memory.editions import Editions
from summarizer.models import Briefing
from summarizer.settings import Settings


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def briefing():
    return Briefing.model_validate_json(
        (Path(__file__).parents[2] / "writing" / "golden" / "nothing.json").read_bytes()
    )


def test_a_meter_tells_how_long_to_wait(clock):
    """Until the oldest of the last hour is an hour old; others do not count."""
    meter = Meter(2, clock)
    meter.note("ada")
    clock.now = 600
    meter.note("ada")
    assert meter.wait("ada") == 3000
    assert meter.wait("bo") == 0
    clock.now = 3600
    assert meter.wait("ada") == 0
    meter.note("ada")
    assert meter.wait("ada") == 600


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (None, "fetched"),
        (Progress(2, 5), "2 of 5 parts read"),
        (Progress(0, 1, "merging"), "compared"),
        (Progress(1, 3, "writing"), "1 of 3 parts written"),
    ],
)
def test_it_is_told_how_far_a_briefing_is(now, said):
    """By what the run does."""
    assert said in words.progress(now)


def test_a_meter_forgets(clock):
    """Who did nothing for an hour is not kept."""
    meter = Meter(2, clock)
    for name in ("ada", "bo", "cleo"):
        meter.note(name)
    clock.now = 4000
    meter.note("dan")
    assert list(meter._done) == ["dan"]


def test_a_name_comes_once(clock):
    """For as long as it is remembered, and as there is room."""
    once = Once(60, most=2, clock=clock)
    assert once.is_new("a")
    assert not once.is_new("a")
    clock.now = 61
    assert once.is_new("a")
    assert once.is_new("b")
    assert once.is_new("c")
    assert once.is_new("a")


def test_the_newest_briefings_are_kept(monkeypatch):
    """Those made on request by a key that nobody guesses; the oldest goes first."""
    monkeypatch.setattr(shelf, "KEPT", 2)
    monkeypatch.setattr(shelf, "THREADS", 1)
    kept = Shelf()
    keys = [kept.keep(briefing()) for _ in range(3)]
    assert len(set(keys)) == 3
    assert [asyncio.run(kept.find(key)) is None for key in keys] == [True, False, False]
    kept.note("C1", "1.1", keys[0])
    kept.note("C1", "1.2", "")
    assert (kept.standing("C1", "1.1"), kept.standing("C1", "1.2")) == (None, "")


def test_editions_take_no_room_of_what_was_made_on_request(monkeypatch):
    """They are found again in the store; what was made on request is nowhere else."""
    monkeypatch.setattr(shelf, "KEPT", 1)
    monkeypatch.setattr(shelf, "EDITIONS", 1)
    days = [f"2031-05-0{day}" for day in range(1, 5)]
    with Editions() as editions:
        for day in days:
            editions.complete(editions.begin("morning", day, "x", []), briefing())
    kept = Shelf()
    key = kept.keep(briefing())
    for day in days * 2:
        assert asyncio.run(kept.find(f"e.morning.{day}")) == briefing()
    assert asyncio.run(kept.find(key)) == briefing()
    assert len(kept._editions) == 1


def test_what_people_say_to_one_another_is_not_kept():
    """A busy channel takes no room in which events that matter are known by."""
    app = App(Setup(Web("xoxb-1"), Settings(), Limits()), {"user_id": "U0BOT"})

    async def chatter():
        for number, said in enumerate(({"text": "Good morning?"}, {"text": "Fine.", "thread_ts": "1.1"})):
            await app._message({"event_id": f"Ev{number}"}, {"channel": "C1", "user": "U1", "ts": "1.2", **said})

    asyncio.run(chatter())
    assert not app._events._seen


def test_only_complete_editions_are_found():
    """One that is open is none yet."""
    with Editions() as editions:
        editions.complete(editions.begin("morning", "2031-05-04", "x", []), briefing())
        editions.begin("morning", "2031-05-05", "x", [])
        editions.begin("evening", "2031-05-05", "x", [])
    kept = Shelf()
    key, found = asyncio.run(kept.newest("morning"))
    assert key == "e.morning.2031-05-04"
    assert found == briefing()
    assert asyncio.run(kept.newest("evening")) is None
    assert asyncio.run(kept.find("e.morning.2031-05-05")) is None
    assert asyncio.run(kept.profiles()) == ["morning"]
