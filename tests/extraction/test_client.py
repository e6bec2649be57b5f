"""The client over real HTTP: what is sent, what is sent again, what is refused, and what it all counts up to."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import logging
import socket
import tracemalloc

import pytest

from summarizer import errors
from summarizer.extraction import http, providers, transport
from summarizer.extraction.client import REASKS, REASONING_ROOM
from summarizer.models import Usage

GOOD = '{"boats": 7}'
BAD = '{"boats": "many"}'


def test_an_answer_is_validated_and_counted(server, ask):
    """A good answer comes back as the schema's model; one request and its tokens are counted."""
    answer, model = ask()
    assert answer == 7
    assert model.answered
    assert model.usage == Usage(requests=1, input_tokens=100, output_tokens=10)


def test_a_request_holds_the_question_the_schema_and_a_bound(server, ask, question):
    """Any server gets the messages untouched, a JSON schema, a token limit and temperature 0."""
    ask()
    (request,) = server.requests
    assert request["model"] == "scripted"
    assert request["messages"] == question
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


def test_no_server_at_all(ask, server):
    """Where nobody listens, the error names the address that was tried."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        error, _ = ask(dataclasses.replace(server.endpoint, base_url=address))
    assert isinstance(error, errors.UnreachableError)
    assert address in str(error)


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


def test_a_broken_answer_is_mended_by_the_model(server, ask, question):
    """Who breaks the schema is told how, and may answer again."""
    server.then(server.Reply(BAD))
    answer, model = ask()
    assert answer == 7
    assert model.usage.retries == 1
    again = server.requests[1]["messages"]
    assert again[: len(question)] == question
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
    monkeypatch.setattr(transport, "LONGEST_WAIT", "a minute")
    server.answer = lambda _: server.Reply(status=500, headers={"retry-after": "1"})
    assert isinstance(ask()[0], TypeError)


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


# ── What a server may do besides ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(server, ask, status):
    """The key and the articles go where the user said, and the error names where they were to go."""
    server.answer = lambda _: server.Reply(status=status, headers={"location": f"{server.url}/elsewhere"})
    error, _ = ask()
    assert isinstance(error, errors.UnknownModelError)
    assert f"{server.url}/elsewhere" in str(error)
    assert "--base-url" in str(error)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(402, None), (429, "insufficient_quota"), (429, "billing_hard_limit_reached")]
)
def test_a_quota_that_is_used_up_ends_the_run(server, ask, naps, status, code):
    """Waiting brings no money: the error says what does, in the server's words, too."""
    server.answer = lambda _: server.Reply(status=status, body={"error": {"message": "Top up.", "code": code}})
    error, _ = ask()
    assert isinstance(error, errors.AuthenticationError)
    assert "used up" in str(error)
    assert "Top up." in str(error)
    assert (len(server.requests), naps) == (1, [])


def test_a_model_that_is_unknown_by_code_ends_the_run(server, ask):
    """Servers say so with 400, too."""
    server.answer = lambda _: server.Reply(status=400, body={"error": {"message": "no", "code": "model_not_found"}})
    assert isinstance(ask()[0], errors.UnknownModelError)


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_too_large_is_not_read(server, ask, monkeypatch, status, packed):
    """Plain or packed, good or an error: reading stops at a bound, and it is not asked for again."""
    monkeypatch.setattr(http, "LARGEST", 2_000_000)
    body = b" " * 50_000_000
    headers = {"content-encoding": "gzip"} if packed else {}
    reply = server.Reply(status=status, raw=gzip.compress(body, 1) if packed else body, headers=headers)
    server.answer = lambda _: reply
    tracemalloc.start()
    error, _ = ask()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(error, errors.InvalidError)
    assert "2 MB" in str(error)
    assert len(server.requests) == 1
    assert peak < 150_000_000  # the server's own copies among them


def test_a_packed_answer_is_read(server, ask):
    """A server may pack its answers."""
    good = server.Reply(GOOD).payload()
    server.answer = lambda _: server.Reply(raw=gzip.compress(good), headers={"content-encoding": "gzip"})
    assert ask()[0] == 7


@pytest.mark.parametrize("status", [400, 500])
def test_a_key_that_the_server_repeats_is_hidden(server, ask, status):
    """A server that quotes the key makes no error show it."""
    words = f"Bad request by {server.endpoint.api_key}"
    server.answer = lambda _: server.Reply(status=status, body={"error": {"message": words}})
    error, _ = ask()
    assert "Bad request by [key]" in str(error)
