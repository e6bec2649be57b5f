"""Embedding over real HTTP: which texts are sent, in which batches, and what becomes of any answer but vectors."""

from __future__ import annotations

import asyncio
import json
import threading

import pytest

from summarizer import errors
from summarizer.extraction import embedding
from summarizer.extraction.client import Client, Limits
from summarizer.extraction.transport import ATTEMPTS
from summarizer.models import Article, Usage

MODEL = "acme-embed"
TWO = (Article(id="1", text="Boats left Vesk."), Article(id="2", text="The wall at Korrdam cracked."))


def meant(text):
    """A vector by which a text can be told from others; floats of all lengths, and an integer."""
    return [len(text) / 7, -1e-7 * ord(text[-2]), 1]


def answered(request, vectors=None, tokens=7):
    """The body of an answer: the vectors of a request's texts, in another order than theirs."""
    found = vectors if vectors is not None else [meant(text) for text in request["input"]]
    data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(found)]
    counted = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data[::-1], "model": MODEL, "usage": counted}


@pytest.fixture
def embed(server, naps):
    """Embed articles over HTTP; return the vectors, what was missed and the client."""

    def embed(articles=TWO, **options):
        async def run():
            async with Client(server.endpoint, **options) as client:
                return *(await embedding.embed(articles, client, MODEL)), client

        return asyncio.run(run())

    server.answer = lambda request: server.Reply(body=answered(request))
    return embed


def boats(count):
    """So many articles, no two alike."""
    return [Article(id=str(n), text=f"Boat {n} left the harbour of Vesk.") for n in range(1, count + 1)]


# ── What is sent ──────────────────────────────────────────────────────────────────────────────────


def test_each_article_gets_the_vector_of_its_text(server, embed):
    """One request asks the embedding model for plain floats; vectors come back in the articles' order, unrounded."""
    vectors, missed, client = embed()
    (request,) = server.requests
    assert request == {"input": [one.text for one in TWO], "model": MODEL, "encoding_format": "float"}
    assert vectors == [meant(one.text) for one in TWO]
    assert missed == ()
    assert client.usage == Usage(requests=1, input_tokens=7)
    assert set(server.keys) == {f"Bearer {server.endpoint.api_key}"}


def test_a_title_and_the_beginning_are_embedded(server, embed):
    """The title comes first, on one line with the text, and what is beyond the bound is not sent."""
    long = Article(id="3", title="Flood at\nKorrdam", text="The dam\n\nbroke. " + "It rained. " * 1000)
    embed([*TWO, long])
    (sent,) = [text for text in server.requests[0]["input"] if text.startswith("Flood")]
    assert sent.startswith("Flood at Korrdam The dam broke. It rained.")
    assert len(sent) == embedding.BEGINNING


def test_requests_are_bounded_and_go_out_at_once(server, embed):
    """No request holds more texts than a small server takes; several are under way together."""
    together = threading.Barrier(2)

    def wait(request):
        together.wait(30)
        return server.Reply(body=answered(request))

    server.answer = wait
    given = boats(2 * embedding.BATCH)
    vectors, _, client = embed(given, concurrency=2)
    assert [len(request["input"]) for request in server.requests] == [embedding.BATCH] * 2
    assert vectors == [meant(one.text) for one in given]
    assert (server.most_at_once, client.usage.requests, client.usage.retries) == (2, 2, 0)


def test_the_order_of_the_articles_changes_no_request(server, embed):
    """Articles in another order are asked about in the same words, and equal ones once."""
    given = boats(5)
    vectors, _, _ = embed(given)
    other, _, _ = embed([*reversed(given), given[0]])
    assert other == [*reversed(vectors), vectors[0]]
    assert server.requests[0] == server.requests[1]


@pytest.mark.parametrize("given", [(), TWO[:1]])
def test_one_article_is_not_asked_about(server, embed, given):
    """There is nothing to tell it apart from."""
    assert embed(given)[:2] == (None, ())
    assert server.requests == []


# ── What fails ────────────────────────────────────────────────────────────────────────────────────


def test_a_passing_failure_is_sent_again(server, embed, naps):
    """The client's own retries hold for embeddings, too, and are counted."""
    server.then(server.Reply(status=503), server.Reply(hang_up=True))
    vectors, missed, client = embed()
    assert vectors
    assert missed == ()
    assert (client.usage.requests, client.usage.retries, len(naps)) == (3, 2, 2)


VECTORS = [[0.5, 1.0], [1.0, 0.5]]
OTHER = [
    answered({}, vectors=[]),
    answered({}, vectors=VECTORS[:1]),
    answered({}, vectors=[*VECTORS, [1.0, 1.0]]),
    answered({}, vectors=[[0.5, 1.0], []]),
    answered({}, vectors=[[0.5, 1.0], [1.0]]),
    answered({}, vectors=[[0.5, 1.0], ["0.5", None]]),
    answered({}, vectors=[[0.5, 1.0], "AACAPw=="]),
    answered({}, vectors=[[0.5, 1.0], [float("nan"), 1.0]]),
    answered({}, vectors=[[0.5, 1.0], [1e39, 1.0]]),
    answered({}, vectors=[[0.5, 1.0], [10**400, 1.0]]),
    {"data": [{"index": 1, "embedding": vector} for vector in VECTORS]},
    {"data": [{"embedding": vector} for vector in VECTORS]},
    {"data": [None, None]},
    {"data": None},
    {"error": {"message": "no"}},
    VECTORS,
    [],
    None,
    "vectors",
]


@pytest.mark.parametrize(
    ("raw", "sent"),
    [*((json.dumps(body).encode(), 1) for body in OTHER), *((raw, ATTEMPTS) for raw in (b"{", b"\xff\xfe", b""))],
)
def test_anything_but_a_vector_for_each_text_is_left_to_the_rules(server, embed, raw, sent):
    """Too few, too many, none, or numbers that are none: no vectors, one reason; only what is no JSON is sent again."""
    server.answer = lambda _: server.Reply(raw=raw)
    vectors, (missed,), client = embed()
    assert vectors is None
    assert missed.item == "Embeddings of 2 articles"
    assert missed.reason.startswith("Left to the rules, as the model gave no answer: The server at ")
    assert "--embeddings" in missed.reason
    assert client.usage.requests == len(server.requests) == sent


def test_a_web_page_is_no_vector(server, embed):
    """A server that answers with a web page gives no embeddings, either."""
    server.answer = lambda _: server.Reply(raw=b"<h1>Welcome</h1>", headers={"content-type": "text/html"})
    assert embed()[0] is None


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({"status": 400}, "status 400"),
        ({"status": 503}, f"{ATTEMPTS} attempts"),
        ({"status": 400, "body": {"error": {"message": "maximum context length is 512"}}}, "too long"),
    ],
)
def test_a_server_that_fails_costs_nothing_but_the_vectors(server, embed, reply, words):
    """A refusal and a server that stays broken are one note that says why."""
    server.answer = lambda _: server.Reply(**reply)
    vectors, (missed,), _ = embed()
    assert vectors is None
    assert words in missed.reason


def test_the_first_failure_ends_the_asking(server, embed):
    """Vectors of some articles are of no use: what is not sent yet is not sent any more, nor counted as a retry."""
    server.answer = lambda _: server.Reply(status=400)
    vectors, missed, client = embed(boats(20 * embedding.BATCH), concurrency=1)
    assert (vectors, len(missed)) == (None, 1)
    assert len(server.requests) <= client.usage.requests < 5
    assert client.usage.retries == 0


@pytest.mark.parametrize(("limits", "words"), [(Limits(requests=1), "1 requests"), (Limits(tokens=800), "800 tokens")])
def test_limits_hold_before_a_request_is_sent(server, embed, limits, words):
    """What would pass a limit on requests or tokens is not sent, and the limit is in the reason."""
    server.answer = lambda request: server.Reply(body=answered(request, tokens=300))
    vectors, (missed,), client = embed(boats(2 * embedding.BATCH), concurrency=1, limits=limits)
    assert vectors is None
    assert f"limit of {words}" in missed.reason
    assert client.exhausted
    assert len(server.requests) == client.usage.requests == 1
    assert client.usage.retries == 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, errors.AuthenticationError), (403, errors.AuthenticationError), (404, errors.UnknownModelError)],
)
def test_what_is_set_wrongly_ends_the_run(server, embed, status, kind):
    """A wrong key and an unknown model are the user's to mend; the message names the model and the option."""
    server.answer = lambda _: server.Reply(status=status)
    with pytest.raises(kind, match="check it" if status != 404 else f"'{MODEL}' .*--embeddings"):
        embed()
