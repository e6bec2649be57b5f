"""Posting to a webhook: what is sent again and what never is, and what a person is told, without the address."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import traceback

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.delivery import webhook
from summarizer.delivery.webhook import opened
from summarizer.errors import DeliveryError

LABEL = "the quay's webhook in QUAY_URL"
BODY = {"text": "Ferry hits the quay – 港 🚢"}


def send(url, *, body=BODY, times=1, **options):
    """Send a message through the webhook at `url`, and return the last answer."""
    at_opening = {name: options.pop(name) for name in ("pause", "unsent", "told") if name in options}

    async def sent():
        async with opened({"QUAY_URL": url}, "QUAY_URL", LABEL, **at_opening) as hook:
            for _ in range(times):
                answer = await hook.send(body, **options)
        return answer

    return asyncio.run(sent())


def refused(url, **options):
    """Return the error that sending ends in."""
    with pytest.raises(DeliveryError) as caught:
        send(url, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_message_arrives_as_json(hooks):
    """With the query that is asked for; the answer's body can be looked into."""
    answer = send(f"{hooks.url}?a=1", query={"wait": "true"})
    (asked,) = hooks.requests
    assert (asked.method, asked.body, asked.query) == ("POST", BODY, {"a": "1", "wait": "true"})
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["user-agent"].startswith("summarizer/")
    assert (answer.status, answer.field("id"), answer.field("else")) == (200, "1", None)


def test_a_message_replaces_another(hooks):
    """By PATCH, at an address below the webhook's."""
    send(f"{hooks.url}/?a=1", replaces="messages/7", query={"thread": "8"})
    (asked,) = hooks.requests
    assert (asked.method, asked.query) == ("PATCH", {"a": "1", "thread": "8"})
    assert hooks.base + asked.path == f"{hooks.url}/messages/7"


@pytest.mark.parametrize("text", [b"", b"ok", b"[1]", b"[" * 500_000, b"\xff", b'{"id": 1'])
def test_an_answer_may_say_anything(hooks, text):
    """What is no JSON object has no fields, and a success is one all the same."""
    hooks.answer = lambda _: hooks.Reply(body=text)
    answer = send(hooks.url)
    assert (answer.field("id"), answer.text) == (None, text.decode(errors="replace"))


def test_of_a_huge_answer_little_is_read(hooks):
    """It is cut, and the rest is not waited for."""
    hooks.answer = lambda _: hooks.Reply(body=b"x" * 8_000_000)
    assert len(send(hooks.url).text) == webhook.LARGEST


def test_an_answer_that_breaks_off_is_an_answer(hooks):
    """Once its status is known, the message was taken."""
    hooks.answer = lambda _: hooks.Reply(body={"id": "1"}, breaks="within")
    assert send(hooks.url).status == 200
    assert len(hooks.requests) == 1


# ── What is sent again ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "headers", "waits"),
    [
        ({"retry_after": 1.25}, {"Retry-After": "2"}, [1.25, 1.25]),
        ({"retry_after": "soon"}, {"Retry-After": "2"}, [2.0, 2.0]),
        ({"retry_after": 1e400}, {"Retry-After": "2"}, [2.0, 2.0]),
        ({"retry_after": True}, {}, [1.0, 2.0]),
        ({}, {"Retry-After": "3"}, [3.0, 3.0]),
        (b"slow down", {}, [1.0, 2.0]),
        ({"retry_after": 0}, {}, [0.25, 0.5]),
    ],
)
def test_a_server_that_throttles_is_left_alone_for_as_long_as_it_asks(hooks, naps, body, headers, waits):
    """By the exact number in its JSON, else by its header, else for longer each time."""
    hooks.then(hooks.Reply(429, body, headers), hooks.Reply(429, body, headers))
    assert send(hooks.url).status == 200
    assert [nap for nap in naps if nap] == waits
    assert len(hooks.requests) == 3


@pytest.mark.parametrize(("asked", "waits"), [("61", []), ("40", [40.0]), ("1e99", []), ("inf", [])])
def test_nobody_waits_for_long(hooks, naps, asked, waits):
    """A minute in all is the most; the error says what the server wants."""
    hooks.answer = lambda _: hooks.Reply(429, {}, {"Retry-After": asked})
    error = refused(hooks.url)
    assert naps == waits
    assert not error.is_unknown
    assert str(error).startswith("The quay's webhook in QUAY_URL is used too often (429), and asks for a pause of ")


def test_a_server_that_throttles_for_ever_is_given_up(hooks, naps):
    """Also where it says that no pause is needed."""
    hooks.answer = lambda _: hooks.Reply(429, {"retry_after": 0})
    refused(hooks.url)
    assert sum(naps) <= webhook.LONGEST_WAIT
    assert len(hooks.requests) < 12


def test_the_next_message_waits_where_the_last_answer_says_so(hooks, naps):
    """Before it is refused: by the headers of Discord's answers."""
    hooks.then(hooks.Reply(200, {}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "1.5"}))
    send(hooks.url, times=2)
    assert naps == [pytest.approx(1.5, abs=0.5)]
    hooks.then(hooks.Reply(200, {}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "90"}))
    assert "asks for a pause of 90 seconds" in str(refused(hooks.url, times=2))


def test_messages_are_kept_apart(hooks, naps):
    """Where the place asks for it at all times."""
    send(hooks.url, times=3, pause=1.0)
    assert naps == [pytest.approx(1.0, abs=0.5)] * 2


def test_a_server_that_takes_nothing_is_asked_again(hooks, naps):
    """503 says that nothing was taken; so does 502 where the place says so."""
    hooks.then(hooks.Reply(503), hooks.Reply(502, {}, {"Retry-After": "4"}))
    assert send(hooks.url, unsent=frozenset({502})).status == 200
    assert naps == [1.0, 4.0]


def test_nothing_listens(hooks, naps):
    """Then nothing was sent, and a few more attempts are made."""
    hooks.close()
    error = refused(hooks.url)
    assert "cannot be reached" in str(error)
    assert not error.is_unknown
    assert naps == [1.0, 2.0, 4.0, 8.0, 16.0]


@pytest.mark.parametrize("breaks", ["before", "reset"])
def test_a_message_that_may_have_arrived_is_not_sent_again(hooks, naps, breaks):
    """Where the connection ends without an answer, nobody can tell."""
    hooks.answer = lambda _: hooks.Reply(breaks=breaks)
    error = refused(hooks.url)
    assert error.is_unknown
    assert str(error) == "The quay's webhook in QUAY_URL did not answer after it was sent."
    assert len(hooks.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 504, 520])
def test_a_servers_own_error_leaves_it_open(hooks, naps, status):
    """It may have come after the message was taken."""
    hooks.answer = lambda _: hooks.Reply(status)
    error = refused(hooks.url)
    assert error.is_unknown
    assert str(status) in str(error)
    assert len(hooks.requests) == 1


def test_a_server_that_is_silent_is_given_up(hooks, monkeypatch):
    """An attempt takes so long and no longer."""
    monkeypatch.setattr(webhook, "LONGEST_ATTEMPT", 0.05)
    hooks.answer = lambda _: time.sleep(0.3) or hooks.Reply()
    assert refused(hooks.url).is_unknown


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 504}, {"breaks": "before"}, {"breaks": "reset"}])
def test_what_replaces_a_message_is_sent_again(hooks, naps, fault):
    """As it says the same again; and where it fails for good, that is known."""
    hooks.then(hooks.Reply(**fault))
    assert send(hooks.url, replaces="7").status == 200
    hooks.answer = lambda _: hooks.Reply(**fault)
    assert not refused(hooks.url, replaces="7").is_unknown


# ── What is refused ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_webhook_that_is_gone(hooks, status):
    """Says which variable to put the new address into; it is asked once."""
    hooks.answer = lambda _: hooks.Reply(status, {"message": "No such thing."})
    error = refused(hooks.url)
    assert str(error) == (
        f"The quay's webhook in QUAY_URL refused the message ({status}, ‘No such thing’): "
        "make a new webhook, and put its address into QUAY_URL."
    )
    assert len(hooks.requests) == 1
    assert not error.is_unknown


def test_a_refusal_in_the_servers_words(hooks):
    """They are one line, cut, and inert."""
    hooks.answer = lambda _: hooks.Reply(400, ("no\n\x1b[31m" + "o" * 500).encode())
    assert str(refused(hooks.url)).startswith("The quay's webhook in QUAY_URL refused the message (400, ‘no ␛[31moo")
    hooks.answer = lambda _: hooks.Reply(413, b"<html>x</html>")
    assert str(refused(hooks.url)) == "The quay's webhook in QUAY_URL refused the message (413)."


def test_a_place_has_words_of_its_own(hooks):
    """They win; and what it takes is no refusal."""
    hooks.answer = lambda _: hooks.Reply(404, {"code": 5})
    told = lambda answer: "is full; wait" if answer.field("code") == 5 else None  # noqa: E731
    assert str(refused(hooks.url, told=told)) == "The quay's webhook in QUAY_URL is full; wait."
    assert send(hooks.url, takes=lambda answer: answer.field("code") == 5).status == 404


def test_a_redirect_is_not_followed(hooks):
    """The address is a secret: it is not carried elsewhere."""
    hooks.answer = lambda _: hooks.Reply(307, b"", {"Location": f"{hooks.base}/else"})
    assert "leads elsewhere (307)" in str(refused(hooks.url))
    assert len(hooks.requests) == 1


# ── The address ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "There is no address of the quay's webhook in QUAY_URL: the environment variable QUAY_URL is not set."),
        ("  ", "is not set"),
        ("secret-0123456789", "What QUAY_URL holds is not an address of the web; copy the webhook's again."),
        ("ftp://quay.example/secret-0123456789", "not an address of the web"),
        ("https://user:secret-0123456789@quay.example/", "not an address of the web"),
        ("https://2130706433/secret-0123456789", "not an address of the web"),
        ("http://quay.example/secret-0123456789", "The address in QUAY_URL is not of https"),
        ("http://10.0.0.1/secret-0123456789", "not of https"),
        ("https://10.0.0.1/secret-0123456789", "a private network; check the address in QUAY_URL"),
        ("https://169.254.169.254/secret-0123456789", "a private network"),
        ("https://[fd00::1]/secret-0123456789", "a private network"),
    ],
)
def test_an_address_that_cannot_be(no_certificates, address, told):
    """Is told by the variable's name."""
    error = refused(address)
    assert told in str(error)
    assert "secret" not in "".join(traceback.format_exception(error))


def test_a_certificate_that_does_not_hold(hooks, certificate):
    """Nothing is sent to who shows it, and it is not asked again."""
    server = type(hooks)(certificate.served)
    try:
        error = refused(server.url)
    finally:
        server.close()
    assert str(error) == ("The quay's webhook in QUAY_URL shows a certificate that does not hold, and was not sent to.")
    assert not server.requests


@pytest.mark.parametrize("status", [200, 307, 400, 404, 500])
def test_the_address_is_told_to_nobody(hooks, caplog, status):
    """Not where the server repeats it, nor in a log, nor in what is printed of an error or the webhook."""
    caplog.set_level(logging.DEBUG)
    token = hooks.url.rpartition("/")[2]
    words = f"{token} and {hooks.url} and /api/webhooks/1234/{token}"
    hooks.answer = lambda _: hooks.Reply(status, {"message": words})
    said = ""
    if status != 200:
        said = "".join(traceback.format_exception(refused(hooks.url)))
    else:
        send(hooks.url)
    hook = webhook.Webhook(httpx2.URL(hooks.url), variable="X", label="x", transport=httpx2.AsyncHTTPTransport())
    assert token not in said + caplog.text + repr(hook)


@given(st.text())
def test_any_text_is_an_address_or_is_refused(text):
    """In one of our errors, before anything is sent."""
    with contextlib.suppress(DeliveryError):
        webhook._address({"X": text}, "X", "it")
