"""The client over real HTTP: what is sent, what is sent again, what is refused, and what it all counts up to."""

from __future__ import annotations

import asyncio
import dataclasses
import io
import json
import logging
import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from summarizer import errors
from summarizer.extraction import client, providers
from summarizer.extraction.client import ATTEMPTS, REASKS, REASONING_ROOM, Client, Limits
from summarizer.models import Usage

QUESTION = [{"role": "user", "content": "How many boats lie at Vesk?"}]
GOOD = '{"boats": 7}'
BAD = '{"boats": "many"}'


class Harbour(BaseModel):
    boats: int


@pytest.fixture
def ask(server, naps):
    """Ask, so many times at once; return the number of boats or the error (a list of them), and the client."""

    async def boats(model):
        answer = await model.ask(QUESTION, Harbour, max_tokens=50)
        assert isinstance(answer, Harbour)
        return answer.boats

    async def run(endpoint, times, options):
        async with Client(endpoint, **options) as model:
            return await asyncio.gather(*(boats(model) for _ in range(times)), return_exceptions=True), model

    def ask(endpoint=None, times=1, **options):
        results, model = asyncio.run(run(endpoint or server.endpoint, times, options))
        return (results[0] if times == 1 else results), model

    server.answer = lambda _: server.Reply(GOOD)
    return ask


def test_an_answer_is_validated_and_counted(server, ask):
    """A good answer comes back as the schema's model; one request and its tokens are counted."""
    answer, model = ask()
    assert answer == 7
    assert model.answered
    assert model.usage == Usage(requests=1, input_tokens=100, output_tokens=10)


def test_a_request_holds_the_question_the_schema_and_a_bound(server, ask):
    """Any server gets the messages untouched, a JSON schema, a token limit and temperature 0."""
    ask()
    (request,) = server.requests
    assert request["model"] == "scripted"
    assert request["messages"] == QUESTION
    assert request["max_tokens"] == 50
    assert request["temperature"] == 0
    assert request["response_format"]["json_schema"]["schema"]["properties"].keys() == {"boats"}


def test_openai_itself_is_asked_in_its_own_way(server, ask, monkeypatch):
    """OpenAI's own server gets a tool to call, room for reasoning, and no temperature, which its models refuse."""
    official = dataclasses.replace(providers._PROVIDERS["openai"], base_url=server.url)
    monkeypatch.setitem(providers._PROVIDERS, "openai", official)
    call = {"id": "c", "type": "function", "function": {"name": "Harbour", "arguments": GOOD}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    server.then(server.Reply(body={"choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}]}))
    answer, _ = ask()
    (request,) = server.requests
    assert answer == 7
    assert request["max_completion_tokens"] == 50 + REASONING_ROOM
    assert not request.keys() & {"max_tokens", "temperature", "response_format"}
    assert [tool["function"]["name"] for tool in request["tools"]] == ["Harbour"]


@pytest.mark.parametrize("reply", [*({"status": n} for n in (408, 409, 429, 500, 502, 503, 529)), {"hang_up": True}])
def test_a_passing_failure_is_sent_again(server, ask, naps, reply):
    """A server that is busy, broken or gone for a moment is asked again, after a pause."""
    server.then(server.Reply(**reply), server.Reply(**reply))
    answer, model = ask()
    assert answer == 7
    assert len(server.requests) == model.usage.requests == 3
    assert model.usage.retries == len(naps) == 2
    assert all(0 <= nap <= 20 for nap in naps)


@pytest.mark.parametrize("reply", [{"status": 503}, {"status": 429}, {"hang_up": True}])
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


def test_a_slow_server_is_given_up(server, ask):
    """An answer that does not come in time counts as none, and is asked for only so often."""
    released = threading.Event()

    def stall(_):
        released.wait(30)
        return server.Reply(GOOD)

    server.answer = stall
    error, model = ask(timeout=0.2)
    released.set()
    assert isinstance(error, errors.UnreachableError)
    assert model.usage.requests == error.attempts == ATTEMPTS
    assert not model.answered


def test_no_server_at_all(ask, server):
    """Where nobody listens, the error names the address that was tried."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        error, _ = ask(dataclasses.replace(server.endpoint, base_url=address))
    assert isinstance(error, errors.UnreachableError)
    assert address in str(error)


@pytest.mark.parametrize(("header", "pause"), [("7", 7), ("0", 0), ("0.5", 0.5), ("9999", client.LONGEST_WAIT)])
def test_a_server_sets_the_pause_in_seconds(server, ask, naps, header, pause):
    """Retry-After is waited for as long as the server asks, up to a bound."""
    server.then(server.Reply(status=429, headers={"retry-after": header}))
    answer, _ = ask()
    assert answer == 7
    assert naps == [pause]


@pytest.mark.parametrize(("ahead", "least"), [(3600, 1800), (-40, 0)])
def test_a_server_sets_the_pause_as_a_date(server, ask, naps, monkeypatch, ahead, least):
    """Retry-After may be a date: the pause ends then, and where it is past there is none."""
    monkeypatch.setattr(client, "LONGEST_WAIT", 3600)
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    server.then(server.Reply(status=503, headers={"retry-after": until}))
    ask()
    (nap,) = naps
    assert least <= nap <= max(0, ahead)


@given(st.text(max_size=40) | st.floats().map(str) | st.datetimes().map(format_datetime))
@settings(deadline=None)
def test_any_retry_after_gives_a_pause(header):
    """Whatever a server sends as Retry-After, there is a pause that ends."""
    assert 0 <= min(client.LONGEST_WAIT, client._seconds(header)) <= client.LONGEST_WAIT


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        *((status, errors.RefusedError, "no such thing") for status in (400, 413, 422)),
        *((status, errors.AuthenticationError, "check it") for status in (401, 403)),
        (404, errors.UnknownModelError, "--model"),
    ],
)
def test_a_refusal_is_final(server, ask, naps, status, kind, words):
    """A request that is wrong, a key that is wrong, a model that is unknown: one request, and what to do next."""
    body = {"error": {"message": "no such\n thing", "code": "c"}}
    server.answer = lambda _: server.Reply(status=status, body=body)
    error, model = ask()
    assert type(error) is kind
    assert (error.status, error.attempts, error.provider) == (status, 1, "openai")
    assert words in str(error)
    assert "\n" not in str(error)
    assert server.url in str(error)
    assert len(server.requests) == model.usage.requests == 1
    assert naps == []


@pytest.mark.parametrize(
    "body", [b"<html>\n<b>Not here</b>", b'["Not here"]', b'{"detail": "Not here"}', b'{"error": "Not here"}']
)
def test_a_refusal_in_any_form_is_quoted(server, ask, body):
    """Servers and the proxies before them say what is wrong in many forms; each is shown on one line."""
    server.answer = lambda _: server.Reply(status=400, raw=body)
    error, _ = ask()
    assert isinstance(error, errors.RefusedError)
    assert "Not here" in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    "error",
    [
        {"message": "too long", "code": "context_length_exceeded"},
        {"message": "the request exceeds the available context size, try increasing it", "code": 400},
        {"message": "This model's maximum context length is 4096 tokens.", "type": "BadRequestError"},
    ],
)
def test_a_window_too_long_for_the_model_is_to_be_split(server, ask, error):
    """A context that is exceeded, in the words of OpenAI, llama.cpp or vLLM, counts as cut off."""
    server.answer = lambda _: server.Reply(status=400, body={"error": error})
    assert isinstance(ask()[0], errors.TruncatedError)
    assert len(server.requests) == 1


def test_an_answer_cut_off_is_to_be_split(server, ask):
    """An answer that ran into its limit is not asked for again as it was."""
    server.answer = lambda _: server.Reply('{"boats": 7', finish_reason="length")
    error, model = ask()
    assert isinstance(error, errors.TruncatedError)
    assert "50 tokens" in str(error)
    assert model.usage.requests == 1


@pytest.mark.parametrize("reply", [{"refusal": "I would rather not."}, {"finish_reason": "content_filter"}])
def test_a_model_that_will_not_answer_is_not_asked_again(server, ask, reply):
    """A refusal and a content filter are final, and count as an answer of the server."""
    server.answer = lambda _: server.Reply(GOOD, **reply)
    error, model = ask()
    assert isinstance(error, errors.RefusedError)
    assert len(server.requests) == 1
    assert model.answered


@pytest.mark.parametrize("content", [BAD, "", "Seven boats, I think.", '{"boats": 7', "[]", "null"])
def test_a_broken_answer_is_asked_for_again_a_few_times(server, ask, content):
    """An answer that breaks the schema is asked for again twice, and then it is an error."""
    server.answer = lambda _: server.Reply(content)
    error, model = ask()
    assert isinstance(error, errors.InvalidError)
    assert len(server.requests) == model.usage.requests == error.attempts == 1 + REASKS
    assert model.usage.retries == REASKS
    assert model.usage.input_tokens == 100 * (1 + REASKS)


def test_a_broken_answer_is_mended_by_the_model(server, ask):
    """Who breaks the schema is told how, and may answer again."""
    server.then(server.Reply(BAD))
    answer, model = ask()
    assert answer == 7
    assert model.usage.retries == 1
    again = server.requests[1]["messages"]
    assert again[: len(QUESTION)] == QUESTION
    assert BAD.replace(" ", "") in json.dumps(again).replace("\\", "").replace(" ", "")
    assert "integer" in again[-1]["content"]


def test_a_server_that_fails_between_two_asks_is_asked_again(server, ask):
    """Each ask has its own attempts: a failure of the transport costs a re-ask nothing."""
    server.then(server.Reply(BAD), server.Reply(status=503), server.Reply(hang_up=True))
    answer, model = ask()
    assert answer == 7
    assert (model.usage.requests, model.usage.retries) == (4, 3)


NO_COMPLETION = (
    b'{"choices":[]} {"choices":null} {"choices":[null]} {"choices":[{}]} {"choices":[{"message":null}]} {"choices":"a"} '
    b'{"error":{"message":"no"}} [1] null "text" { \xff\xfe'
)


@pytest.mark.parametrize("raw", NO_COMPLETION.split())
def test_what_is_no_chat_completion_is_invalid(server, ask, raw):
    """Any JSON, or what claims to be JSON, that is not a chat completion is an error of ours."""
    server.answer = lambda _: server.Reply(raw=raw)
    assert isinstance(ask()[0], errors.InvalidError)


def test_a_web_page_points_to_the_address(server, ask):
    """A server that answers with a web page is likely the wrong address, and the error says so."""
    server.answer = lambda _: server.Reply(raw=b"<h1>Welcome</h1>", headers={"content-type": "text/html"})
    error, _ = ask()
    assert isinstance(error, errors.InvalidError)
    assert server.url in str(error)
    assert "--base-url" in str(error)
    assert len(server.requests) == 1


@pytest.mark.parametrize("usage", [None, {}, {"total_tokens": 3}, {"prompt_tokens": None, "completion_tokens": None}])
def test_a_server_need_not_count(server, ask, usage):
    """Servers that give no token counts, or half of them, are as good as others."""
    choice = {"index": 0, "message": {"role": "assistant", "content": GOOD}, "finish_reason": "stop"}
    server.answer = lambda _: server.Reply(body={"choices": [choice], "usage": usage})
    answer, model = ask()
    assert answer == 7
    assert (model.usage.requests, model.usage.input_tokens) == (1, 0)


def test_a_defect_of_ours_is_not_taken_for_a_bad_answer(server, ask, monkeypatch):
    """What is neither the server's nor the model's fault comes out as it is."""
    monkeypatch.setattr(client, "LONGEST_WAIT", "a minute")
    server.answer = lambda _: server.Reply(status=500, headers={"retry-after": "1"})
    assert isinstance(ask()[0], TypeError)


@pytest.mark.parametrize("most", [1, 5])
def test_the_limit_on_requests_is_exact(server, ask, most):
    """However many ask at once, the server sees as many requests as are allowed, and no more."""
    results, model = ask(times=12, concurrency=8, limits=Limits(requests=most))
    assert len(server.requests) == model.usage.requests == most
    assert results.count(7) == most
    assert sum(isinstance(result, errors.BudgetError) for result in results) == 12 - most
    assert model.usage.retries == 0


def test_the_limit_on_requests_holds_for_retries(server, ask):
    """A request that is sent again counts again, and what was never sent is no retry."""
    server.answer = lambda _: server.Reply(status=503)
    results, model = ask(times=3, concurrency=1, limits=Limits(requests=3))
    assert all(isinstance(result, errors.BudgetError) for result in results)
    assert [result.attempts for result in results] == [3, 0, 0]
    assert len(server.requests) == 3
    assert model.usage.retries == 2


def test_the_limit_on_requests_holds_for_asking_again(server, ask):
    """An answer that breaks the schema is not asked for again past the limit."""
    server.answer = lambda _: server.Reply(BAD)
    error, model = ask(limits=Limits(requests=2))
    assert isinstance(error, errors.BudgetError)
    assert "2 requests" in str(error)
    assert (model.usage.requests, model.usage.retries) == (2, 1)


def test_the_limit_on_tokens_holds_before_sending(server, ask):
    """A request that might pass the limit is not sent, and the limit is in the error."""
    error, model = ask(limits=Limits(tokens=50))
    assert isinstance(error, errors.BudgetError)
    assert "50 tokens" in str(error)
    assert server.requests == []
    assert model.usage.requests == 0


def test_the_limit_on_tokens_holds_under_concurrency(server, ask):
    """What requests under way may still use is counted, so that together they keep the limit."""
    server.answer = lambda _: server.Reply(GOOD, usage=(10, 49))  # as much as is set aside for the question
    results, model = ask(times=12, concurrency=8, limits=Limits(tokens=300))
    assert len(server.requests) == results.count(7) == 300 // 59
    assert model.usage.input_tokens + model.usage.output_tokens <= 300


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


def test_the_key_is_sent_and_shown_nowhere(server, ask, caplog, capfd):
    """The key goes to the server as a bearer token, and into no error, log or output."""
    caplog.set_level(logging.DEBUG)
    server.then(server.Reply(status=503), server.Reply(BAD))
    answers = [ask(), ask(dataclasses.replace(server.endpoint))]
    server.answer = lambda _: server.Reply(status=401)
    answers.append(ask())
    key = server.endpoint.api_key
    assert set(server.keys) == {f"Bearer {key}"}
    assert isinstance(answers[-1][0], errors.AuthenticationError)
    assert key not in repr(answers)
    assert key not in caplog.text
    assert key not in "".join(capfd.readouterr())


@pytest.mark.parametrize("reply", [{"content": BAD}, {"status": 400}, {"status": 500}, {"hang_up": True}])
def test_the_libraries_keep_quiet(server, ask, capfd, monkeypatch, reply):
    """What instructor logs as errors reaches neither standard error nor a program's log: it is answered for."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(logging.Formatter("%(name)s"))
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    server.answer = lambda _: server.Reply(**reply)
    ask()
    assert "instructor" not in log.getvalue()
    assert capfd.readouterr() == ("", "")
