"""Patience over real HTTP: how long an attempt may take, and how a server that is silent is told from one that is slow."""

from __future__ import annotations

import time

import pytest

from summarizer import errors
from summarizer.extraction import patience
from summarizer.extraction.transport import ATTEMPTS

GOOD = '{"boats": 7}'


@pytest.fixture
def brief(monkeypatch):
    """Let nobody wait for longer than a test may take."""
    monkeypatch.setattr(patience, "FIRST_ANSWER", 0.3)
    monkeypatch.setattr(patience, "OF_TIMEOUT", 0)
    monkeypatch.setattr(patience, "PROBE", 1.0)
    monkeypatch.setattr(patience, "LEAST", 0.2)
    monkeypatch.setattr(patience, "ALONE", 0.2)
    monkeypatch.setattr(patience, "KNOWN", 1)


def lists_models(server):
    return server.Reply(body={"object": "list", "data": [{"id": "scripted"}]})


@pytest.mark.parametrize("reply", [{"hang": True}, {"content": GOOD, "drip": 0.05}])
def test_an_attempt_is_given_up_as_a_whole(server, ask, reply):
    """A server that hangs, and one that sends a byte now and then, are asked again, and only so often."""
    server.answer = lambda _: server.Reply(**reply)
    error, model = ask(timeout=0.2, deadline=9)
    assert isinstance(error, errors.UnreachableError)
    assert "had not answered after 0.2" in str(error)
    assert model.usage.requests == error.attempts == ATTEMPTS
    assert not model.answered


def test_a_question_has_a_deadline(server, ask):
    """All attempts together take no longer than the deadline, which is twice the time-out."""
    server.answer = lambda _: server.Reply(hang=True)
    begun = time.monotonic()
    error, _ = ask(timeout=0.3)
    assert isinstance(error, errors.UnreachableError)
    assert error.attempts < ATTEMPTS
    assert time.monotonic() - begun < 0.3 * 2 + 1


def test_a_request_that_hangs_among_good_answers_is_sent_again_soon(server, ask, brief):
    """What takes far longer than every answer so far is given up long before the time-out."""
    server.then(server.Reply(GOOD), server.Reply(hang=True))
    begun = time.monotonic()
    results, model = ask(times=6, concurrency=1, timeout=30)
    assert results == [7] * 6
    assert model.usage.retries == 1
    assert time.monotonic() - begun < 10


def test_a_request_that_hangs_before_the_first_answer_is_given_up_after_it(server, ask, brief):
    """What an answer teaches holds for those who wait already."""
    server.then(server.Reply(hang=True))
    begun = time.monotonic()
    results, model = ask(times=6, concurrency=2, timeout=30)
    assert results == [7] * 6
    assert model.usage.retries == 1
    assert time.monotonic() - begun < 10


def test_a_question_that_takes_long_is_given_more_each_time(server, ask, brief, monkeypatch):
    """An answer that is far slower than the others comes in the end: each attempt that is given up doubles the patience."""
    monkeypatch.setattr(patience, "FIRST_ANSWER", 30)
    slow = server.Reply(GOOD, drip=0.6 / len(server.Reply(GOOD).payload()))
    server.answer = lambda request: slow if request["messages"][0]["content"].endswith("  ") else server.Reply(GOOD)
    results, model = ask(times=3, concurrency=1, timeout=30)
    assert results == [7] * 3
    assert 1 <= model.usage.retries < ATTEMPTS


def test_a_server_that_is_silent_from_the_start_is_given_up(server, ask, brief):
    """It is asked once whether it lives, by all who wait together, and each of them gets the sentence that says so."""
    server.answer = lambda _: server.Reply(hang=True)
    server.models = server.Reply(hang=True)
    begun = time.monotonic()
    results, model = ask(times=6, concurrency=4, timeout=30)
    assert time.monotonic() - begun < 10
    assert all(isinstance(error, errors.UnreachableError) for error in results)
    assert "has not answered within 1.3 s" in str(results[0])
    assert "if it is slow, not down" in str(results[0])
    assert server.probes == 1
    assert len(server.requests) == model.usage.requests == 4
    assert isinstance(results[-1], errors.StoppedError)


@pytest.mark.parametrize("body", [[], {"data": None}, {"error": "no"}, "alive"])
def test_a_server_that_does_not_list_models_does_not_say_that_it_lives(server, ask, brief, body):
    """Anything may answer on a port; only a list of models is a model server's."""
    server.answer = lambda _: server.Reply(hang=True)
    server.models = server.Reply(body=body)
    assert isinstance(ask(timeout=30)[0], errors.UnreachableError)


def test_a_server_that_is_only_slow_is_waited_for(server, ask, brief):
    """One that says that it lives has the whole time-out for its first answer."""
    server.answer = lambda _: server.Reply(GOOD, drip=1.2 / len(server.Reply(GOOD).payload()))
    server.models = lists_models(server)
    answer, model = ask(timeout=30)
    assert answer == 7
    assert (server.probes, model.usage.requests) == (1, 1)


def test_a_server_that_falls_silent_later_is_given_up_too(server, ask, brief):
    """After its first answers it may not be silent for longer, either."""
    server.answer = lambda _: server.Reply(hang=True)
    server.then(server.Reply(GOOD), server.Reply(GOOD))
    begun = time.monotonic()
    results, model = ask(times=12, concurrency=2, timeout=30)
    assert results[:2] == [7, 7]
    assert all(isinstance(error, errors.UnreachableError) for error in results[2:])
    assert model.answered
    assert time.monotonic() - begun < 15


def slowly(server):
    """An answer that takes a second to come."""
    return server.Reply(GOOD, drip=1.0 / len(server.Reply(GOOD).payload()))


def test_one_quick_answer_does_not_make_others_slow(server, ask, brief, monkeypatch):
    """A server's cache may answer the first question at once: those that it has to think about are waited for."""
    monkeypatch.setattr(patience, "KNOWN", 8)
    monkeypatch.setattr(patience, "FIRST_ANSWER", 30)
    server.answer = lambda _: slowly(server)
    server.then(server.Reply(GOOD))
    results, model = ask(times=3, concurrency=1, timeout=30)
    assert results == [7] * 3
    assert model.usage.retries == 0


def test_the_last_attempt_has_the_whole_time_out(server, ask, brief, monkeypatch):
    """However quick others are, what is only slow is answered in the end."""
    monkeypatch.setattr(patience, "FIRST_ANSWER", 30)
    monkeypatch.setattr(patience, "LEAST", 0.05)
    monkeypatch.setattr(patience, "ALONE", 0.05)
    slow = server.Reply(GOOD, drip=3.0 / len(server.Reply(GOOD).payload()))
    server.answer = lambda request: slow if request["messages"][0]["content"].endswith("  ") else server.Reply(GOOD)
    results, model = ask(times=3, concurrency=1, timeout=30)
    assert results == [7] * 3
    assert model.usage.retries == ATTEMPTS - 1
