"""What is asked once: stored answers, equal questions, and when a server is not asked any more; over real HTTP."""

from __future__ import annotations

import json
import re
import threading
import time

import pytest

from summarizer import errors
from summarizer.drafts import Answered
from summarizer.extraction import stored
from summarizer.extraction.prices import Prices
from summarizer.extraction.transport import ATTEMPTS

GOOD = '{"boats": 7}'
BAD = '{"boats": "many"}'


class Shelf(dict):
    """A store in memory, as `memory` keeps one on disk."""

    def put(self, key, answered):
        self[key] = answered

    def settle(self):
        for key, answered in self.items():
            self[key] = answered.model_copy(update={"settled": True})


# ── Stored answers ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "reply",
    [
        {"content": GOOD},
        {"content": GOOD[:-1], "finish_reason": "length"},
        {"content": GOOD, "refusal": "I would rather not."},
        {"content": BAD},
    ],
)
def test_an_answer_that_was_paid_is_not_asked_for_again(server, ask, reply):
    """Good, cut off, refused or breaking the schema: the next run gets what this one got, and sends nothing."""
    server.answer = lambda _: server.Reply(**reply)
    shelf = Shelf()
    first, model = ask(responses=shelf)
    sent = len(server.requests)
    shelf.settle()
    second, again = ask(responses=shelf)
    assert (type(second), str(second)) == (type(first), str(first))
    assert len(server.requests) == sent == model.usage.requests
    assert (again.usage.requests, again.usage.cached, again.usage.input_tokens) == (0, sent, 0)
    assert again.answered


def test_an_answer_that_no_briefing_accounts_for_is_counted(server, ask):
    """A run that goes on where one was killed counts as that would have: what was sent, sent again, used and paid."""
    server.then(server.Reply(status=500), server.Reply(BAD))
    shelf = Shelf()
    _, model = ask(responses=shelf, prices=Prices(1.0, 2.0))
    _, again = ask(responses=shelf, prices=Prices(1.0, 2.0))
    assert again.usage == model.usage
    assert (again.usage.requests, again.usage.retries, again.usage.cached) == (3, 2, 0)
    assert again.usage.cost_usd > 0
    assert len(server.requests) == 3


def test_an_answer_is_counted_once_in_a_run(server, ask):
    """Where a stored answer serves two questions of one run, the second costs nothing."""
    shelf = Shelf()
    ask(responses=shelf)
    _, model = ask(times=3, alike=True, responses=shelf)
    assert (model.usage.requests, model.usage.cached) == (1, 2)


def test_what_is_no_answer_is_not_stored(server, ask):
    """Errors, and what no model said, are asked for again by the next run."""
    shelf = Shelf()
    for reply in (
        {"status": 500},
        {"status": 400},
        {"raw": b"{"},
        {"body": {"choices": []}},
        {"body": {"error": "no"}},
    ):
        server.answer = lambda _, reply=reply: server.Reply(**reply)
        ask(responses=shelf)
    assert shelf == {}


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"choices": []}', '{"choices": [{"message": 7}]}'])
def test_a_stored_body_that_is_none_is_a_miss(server, ask, body):
    """What a store gives is believed no more than what a server gives."""
    shelf = Shelf()
    ask(responses=shelf)
    for key in shelf:
        shelf[key] = Answered(body=body)
    assert ask(responses=shelf)[0] == 7
    assert len(server.requests) == 2
    assert ask(responses=shelf)[0] == 7
    assert len(server.requests) == 2


def test_neither_key_nor_header_is_stored(server, ask):
    """Also where the server repeats the key in its answer."""
    said = json.dumps({"boats": 7, "note": server.endpoint.api_key})
    server.answer = lambda _: server.Reply(said, headers={"x-request-id": "abc-123"})
    shelf = Shelf()
    assert ask(responses=shelf)[0] == 7
    kept = repr(list(shelf.items()))
    assert server.endpoint.api_key not in kept
    assert "abc-123" not in kept
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in shelf)


def test_a_key_is_of_all_that_was_asked_and_of_where():
    """Another origin, kind, model, message or parameter is another answer; a path or the order of fields is not."""
    asked = {"model": "m", "messages": [{"role": "user", "content": "A\ud800"}], "temperature": 0}
    key = stored.key("http://vesk.example/v1", "chat", asked)
    assert key == stored.key("http://vesk.example:80/v2", "chat", dict(reversed(asked.items())))
    others = [
        stored.key("https://vesk.example/v1", "chat", asked),
        stored.key("http://korrdam.example/v1", "chat", asked),
        stored.key("http://vesk.example:81/v1", "chat", asked),
        stored.key("http://vesk.example/v1", "embeddings", asked),
        *(stored.key("http://vesk.example/v1", "chat", asked | {name: "x"}) for name in (*asked, "response_format")),
    ]
    assert len({key, *others}) == len(others) + 1


@pytest.mark.parametrize("kept", [True, False])
def test_equal_questions_at_once_are_sent_once(server, ask, kept):
    """Whoever asks the same while it is under way waits for that answer, with a store or without."""
    results, model = ask(times=9, alike=True, concurrency=8, responses=Shelf() if kept else None)
    assert results == [7] * 9
    assert len(server.requests) == 1
    assert (model.usage.requests, model.usage.cached, model.usage.retries) == (1, 8, 0)


def test_a_question_whose_twin_failed_is_sent_itself(server, ask):
    """Only answers are shared: what failed for one may go well for the next."""
    server.then(*[server.Reply(status=500)] * ATTEMPTS)
    results, _ = ask(times=2, alike=True)
    assert isinstance(results[0], errors.UnreachableError)
    assert results[1] == 7


# ── When it is not asked any more ─────────────────────────────────────────────────────────────────


def test_a_server_that_stopped_answering_is_left_alone(server, ask):
    """After some failures in a row no more is sent; what was answered before stays."""
    server.answer = lambda _: server.Reply(status=503)
    server.then(server.Reply(GOOD))
    results, model = ask(times=100, concurrency=1)
    stopped = [error for error in results if isinstance(error, errors.StoppedError)]
    assert results[0] == 7
    assert len(stopped) > 80
    assert "stopped answering" in str(stopped[-1])
    assert "503" in str(stopped[-1])
    assert stopped[-1].attempts == 0
    assert model.usage.requests == len(server.requests) < 60


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ({"content": BAD}, errors.InvalidError),
        ({"refusal": "No."}, errors.RefusedError),
        ({"status": 400}, errors.RefusedError),
    ],
)
def test_a_model_that_answers_nothing_useful_is_left_alone(server, ask, reply, kind):
    """Where none of the first questions gets an answer that can be used, no more are asked, and the reason is told."""
    server.answer = lambda _: server.Reply(**reply)
    results, _ = ask(times=100, concurrency=4)
    assert type(results[0]) is kind
    assert sum(type(error) is kind for error in results) < 20
    assert isinstance(results[-1], errors.StoppedError)
    assert "None of 12 questions" in str(results[-1])
    assert len(server.requests) < 60


def test_one_useful_answer_keeps_a_model_in_use(server, ask):
    """Questions that cannot be answered are no reason to leave those that can."""
    server.answer = lambda request: server.Reply(GOOD if len(str(request["messages"])) % 20 == 0 else BAD)
    server.then(server.Reply(GOOD))
    results, _ = ask(times=60, concurrency=1)
    assert not any(isinstance(error, errors.StoppedError) for error in results)
    assert results.count(7) > 2


def test_whoever_waits_hears_of_the_end(server, ask, monkeypatch):
    """A question that hangs or rests when the server is given up ends with the others."""
    hanging = threading.Event()

    def answer(request):
        if not hanging.is_set():
            hanging.set()
            return server.Reply(hang=True)
        return server.Reply(refusal="No.")

    server.answer = answer
    begun = time.monotonic()
    results, _ = ask(times=40, concurrency=2, timeout=30)
    assert time.monotonic() - begun < 10
    assert isinstance(results[-1], errors.StoppedError)
    assert sum(isinstance(error, errors.StoppedError) for error in results) >= 40 - 14
