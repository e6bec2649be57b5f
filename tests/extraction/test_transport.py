"""Sending again: what is sent again, after which pause, how often, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import errors
from summarizer.extraction import transport
from summarizer.extraction.transport import ATTEMPTS


@pytest.mark.parametrize(
    "reply", [*({"status": n} for n in (408, 409, 429, 500, 502, 503, 529)), {"hang_up": True}, {"reset": True}]
)
def test_a_passing_failure_is_sent_again(server, ask, naps, reply):
    """A server that is busy, broken or gone for a moment is asked again, after a pause."""
    server.then(server.Reply(**reply), server.Reply(**reply))
    answer, model = ask()
    assert answer == 7
    assert len(server.requests) == model.usage.requests == 3
    assert model.usage.retries == len(naps) == 2
    assert all(0 <= nap <= 20 for nap in naps)


@pytest.mark.parametrize("reply", [{"status": 503}, {"status": 429}, {"reset": True}])
def test_it_is_sent_only_so_often(server, ask, reply):
    """A server that stays broken ends in one error that names it, and says how often it was asked."""
    server.answer = lambda _: server.Reply(**reply)
    error, model = ask()
    assert isinstance(error, errors.UnreachableError)
    assert server.url in str(error)
    assert (error.provider, error.status) == ("openai", reply.get("status"))
    assert error.attempts == len(server.requests) == model.usage.requests == ATTEMPTS
    assert model.usage.retries == ATTEMPTS - 1
    assert not model.answered


def test_a_server_that_says_why_is_quoted(server, ask):
    """What a server says of its refusal, such as a quota that is used up, is in the error."""
    server.answer = lambda _: server.Reply(status=429, body={"error": {"message": "Your quota\nis used up."}})
    assert "(it answered 429: Your quota is used up.)" in str(ask()[0])


@pytest.mark.parametrize(("header", "pause"), [("7", 7), ("0", 0), ("0.5", 0.5)])
def test_a_server_sets_the_pause_in_seconds(server, ask, naps, header, pause):
    """Retry-After is waited for as long as the server asks."""
    server.then(server.Reply(status=429, headers={"retry-after": header}))
    answer, _ = ask()
    assert answer == 7
    assert naps == [pause]


@pytest.mark.parametrize(("ahead", "least"), [(50, 20), (-40, 0)])
def test_a_server_sets_the_pause_as_a_date(server, ask, naps, ahead, least):
    """Retry-After may be a date: the pause ends then, and where it is past there is none."""
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    server.then(server.Reply(status=503, headers={"retry-after": until}))
    ask()
    (nap,) = naps
    assert least <= nap <= max(0, ahead)


@pytest.mark.parametrize(("header", "deadline"), [("3600", None), ("40", 30)])
def test_a_pause_longer_than_a_question_may_take_ends_it(server, ask, naps, header, deadline):
    """A server that wants to be left alone for too long is left alone, and the error says for how long."""
    server.answer = lambda _: server.Reply(status=429, headers={"retry-after": header})
    error, _ = ask(deadline=deadline)
    assert isinstance(error, errors.UnreachableError)
    assert f"asks to wait {header} s" in str(error)
    assert (len(server.requests), error.attempts, naps) == (1, 1, [])


@given(st.text(max_size=40) | st.floats().map(str) | st.datetimes().map(format_datetime))
def test_any_retry_after_gives_a_pause(header):
    """Whatever a server sends as Retry-After, it is a number of seconds, and none is below zero."""
    assert transport.seconds(header) >= 0


@pytest.mark.parametrize("status", [501, 505])
def test_what_no_second_try_mends_is_not_sent_again(server, ask, naps, status):
    """A server that lacks what is asked of it lacks it a second later, too."""
    server.answer = lambda _: server.Reply(status=status)
    error, _ = ask()
    assert isinstance(error, errors.RefusedError)
    assert (len(server.requests), naps) == (1, [])


@pytest.mark.parametrize("raw", [b"", b"{", b'{"choices": [{"index"', b"[" * 100_000, b"\xff\xfe"])
def test_an_answer_that_is_no_json_is_sent_for_again(server, ask, raw):
    """An answer that broke on its way is no answer: the next may be whole, and a server that gives none is told of."""
    server.then(server.Reply(raw=raw))
    assert ask()[0] == 7
    server.answer = lambda _: server.Reply(raw=raw)
    error, model = ask()
    assert isinstance(error, errors.InvalidError)
    assert error.attempts == model.usage.requests == ATTEMPTS


def test_the_pause_grows_and_is_drawn_at_random(server, ask, naps):
    """Where the server says nothing of a pause, each may be twice as long as the one before, and none is like another."""
    server.answer = lambda _: server.Reply(status=500)
    ask(times=3, concurrency=3)
    assert len(set(naps)) == len(naps) == 3 * (ATTEMPTS - 1)
    assert all(nap <= 0.5 * 2 ** (ATTEMPTS - 2) for nap in naps)


def test_nobody_waits_with_a_place_in_hand(server, ask):
    """A question that waits before it is sent again lets another go first."""
    server.then(server.Reply(status=503, headers={"retry-after": "9"}))
    results, _ = ask(times=2, concurrency=1)
    assert results == [7, 7]
    first, second, third = (request["messages"][0]["content"] for request in server.requests)
    assert first != second
    assert third == first
