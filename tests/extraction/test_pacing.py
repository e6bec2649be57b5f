"""Pacing over real HTTP and alone: how many at once, how it follows the server, and limits by the minute."""

from __future__ import annotations

import asyncio
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.extraction.pacing import CALM, OFTEN, Pace, Slots

GOOD = '{"boats": 7}'


def test_requests_under_way_are_bounded(server, ask):
    """No more than `concurrency` requests are under way at once, and that many are."""
    together = threading.Barrier(3)

    def wait(_):
        together.wait(30)
        return server.Reply(GOOD)

    server.answer = wait
    ask(times=9, concurrency=3)
    assert server.most_at_once == 3
    assert len(server.requests) == 9


async def answers(slots, outcomes, wait=0.0):
    """Send one request after the other, answered as told: True is a 429. Return the limit after each."""
    limits = []
    for throttled in outcomes:
        async with slots.one(urgent=False) as ticket:
            slots.heard(ticket, throttled=throttled, wait=wait)
        limits.append(slots.limit)
    return limits


def test_it_falls_by_half_where_429s_come_often_and_climbs_back_by_one():
    """From its start at the most, down to one, and back to the most and no further."""

    async def run():
        slots = Slots(8, Pace())
        down = await answers(slots, [True] * OFTEN)
        lower = await answers(slots, [True] * 5)
        back = await answers(slots, [False] * 100)
        return down, lower, back

    down, lower, back = asyncio.run(run())
    assert down == [8] * (OFTEN - 1) + [4]
    assert lower == [2, 1, 1, 1, 1]
    assert back[0] == 2
    assert sorted(back) == back
    assert back[-1] == 8


def test_a_429_now_and_then_is_no_reason_to_fall():
    """A server that says it to one in ten, at any load, is used as before."""
    assert set(asyncio.run(answers(Slots(8, Pace()), ([True] + [False] * 9) * 5))) == {8}


def test_one_burst_is_one_fall():
    """Requests that were under way when the limit fell say nothing new."""

    async def run():
        slots = Slots(16, Pace())
        for ticket in [0] * 16:
            slots.heard(ticket, throttled=True, wait=0.0)
        return slots.limit

    assert asyncio.run(run()) == 8


def test_nothing_is_sent_until_a_throttling_server_wants_to_be_asked_again():
    """Where one at a time is too many, the pause it asks for holds for all; after some good answers it is over."""

    async def run():
        slots = Slots(1, Pace())
        await answers(slots, [True] * OFTEN, wait=0.2)
        assert slots.throttled
        begun = time.monotonic()
        await answers(slots, [False] * CALM)
        return slots, time.monotonic() - begun

    slots, waited = asyncio.run(run())
    assert waited >= 0.19
    assert not slots.throttled


def test_a_pause_ends_where_nothing_is_asked_any_more():
    """Whoever waits for the end of a pause goes on at once, to hear that it is over."""

    async def run():
        slots = Slots(1, Pace())
        await answers(slots, [True] * OFTEN, wait=float("inf"))
        waiting = asyncio.create_task(answers(slots, [False]))
        await asyncio.sleep(0)
        slots.open()
        await asyncio.wait_for(waiting, 5)

    asyncio.run(run())


def test_what_was_begun_goes_first():
    """A place that comes free goes to a question that was begun, then to the one that came first."""

    async def run():
        slots, order = Slots(1, Pace()), []

        async def work(name, *, urgent):
            async with slots.one(urgent=urgent):
                order.append(name)
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group:
            for name in ("first", "second", "third"):
                group.create_task(work(name, urgent=False))
            group.create_task(work("begun", urgent=True))
        return order

    assert asyncio.run(run()) == ["first", "begun", "second", "third"]


def test_who_is_cancelled_takes_no_place():
    """A question that is cancelled while it waits, or just as it is let in, leaves its place to the next."""

    async def run():
        slots = Slots(1, Pace())

        async def work():
            async with slots.one(urgent=False):
                await asyncio.sleep(0.01)

        tasks = [asyncio.create_task(work()) for _ in range(4)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await tasks[0]
        tasks[2].cancel()
        await asyncio.wait_for(tasks[3], 5)

    asyncio.run(run())


@given(st.lists(st.booleans(), max_size=200), st.integers(1, 20))
def test_the_limit_stays_within_bounds(outcomes, concurrency):
    """Whatever a server answers, there is a place, and no more than were asked for."""

    async def run():
        return await answers(Slots(concurrency, Pace()), outcomes)

    assert all(1 <= limit <= concurrency for limit in asyncio.run(run()))


def test_requests_by_the_minute_keep_their_distance(server, ask):
    """A limit by the minute is kept by the second, too."""
    begun = time.monotonic()
    results, _ = ask(times=5, pace=Pace(requests=1200))  # one in 50 ms
    assert results == [7] * 5
    assert time.monotonic() - begun >= 4 * 0.05


@pytest.mark.parametrize("tokens", [1, 100_000])
def test_tokens_by_the_minute_never_stop_a_request_for_good(server, ask, tokens):
    """A request that may use more than a minute's tokens is sent all the same."""
    assert ask(pace=Pace(tokens=tokens))[0] == 7


def test_tokens_by_the_minute_hold_requests_back():
    """What would pass the limit waits until enough of the minute has gone by."""

    async def run():
        slots = Slots(4, Pace(tokens=12_000))  # 6,000 at once, then 200 in a second
        await slots.turn(6_000)
        begun = time.monotonic()
        await slots.turn(40)
        return time.monotonic() - begun

    assert asyncio.run(run()) >= 0.19


def test_who_sets_no_limit_imports_no_limiter(server, ask, monkeypatch):
    """Only a run with a limit by the minute pays for the library."""
    monkeypatch.setitem(sys.modules, "aiolimiter", None)
    assert ask()[0] == 7
