"""Prose over real HTTP: what the model is shown of a story, what it may cite, and how it is asked again."""

from __future__ import annotations

import asyncio
import json

import pytest

from summarizer.drafts import LineDraft
from summarizer.errors import InvalidError, TruncatedError
from summarizer.extraction.client import Client
from summarizer.extraction.composing import Style, Writer, messages
from summarizer.models import Actor, Claim, Figure, Reading, Span, Statement, Story


def said(text, speaker=None, stance="asserts"):
    """A statement with its evidence."""
    span = Span(article="1", start=0, end=len(text), text=text, sentence=1)
    return Statement(article="1", speaker=speaker, stance=stance, certainty="certain", evidence=(span,))


def reading(surface, speaker=None):
    """A reading with its evidence."""
    span = Span(article="1", start=0, end=len(surface), text=surface, sentence=1)
    return Reading(low=1, high=1, modifier="exact", surface=surface, article="1", speaker=speaker, evidence=(span,))


STORY = Story(
    id="s4",
    headline="",
    articles=("1",),
    claims=(
        Claim(
            id="c17",
            text="The dam of Korr cracked.",
            status="disputed",
            statements=(
                said("The dam of Korr cracked.", "a8"),
                said("Tom Reyes denied it: “rumours”.", "a9", "denies"),
            ),
        ),
        Claim(id="c18", text="Schools\nwill stay <shut>. " + "x" * 400, statements=(said("Schools will stay shut."),)),
    ),
    figures=(
        Figure(
            id="f3", of="homes", scope="in the valley", status="disputed", readings=(reading("40", "a8"), reading("90"))
        ),
    ),
    actors=(
        Actor(id="a8", name="Ilse Brandt", kind="person", articles=("1",)),
        Actor(id="a9", name="Tom Reyes", kind="person", articles=("1",)),
    ),
)
HEADLINE = {"text": "The dam of Korr cracked", "cites": ["c1"]}
PROSE = {"headline": HEADLINE, "summary": [{"text": "Schools  will\nstay shut.", "cites": ["c2", "f1", "c2"]}]}


@pytest.fixture
def talk(server, naps):
    """Have `work` done by a writer of the story over HTTP."""

    def talk(work, style=None):
        async def run():
            async with Client(server.endpoint) as client:
                return await work(Writer(STORY, client, style or Style(lines=3)))

        return asyncio.run(run())

    server.answer = lambda _: server.Reply(json.dumps(PROSE))
    return talk


def test_the_model_is_shown_points_and_never_an_article(server, talk):
    """Claims with who says them in which stance, figures with their readings; each on a line, bounded, unfenced."""
    talk(lambda writer: writer.write())
    content = server.requests[0]["messages"][-1]["content"]
    shown = [row for row in content.splitlines() if row.startswith("[")]
    assert shown[0] == "[c1] The dam of Korr cracked. (asserted by Ilse Brandt; denied by Tom Reyes: “rumours”)"
    assert shown[1].startswith("[c2] Schools will stay ‹shut›. x")
    assert len(shown[1]) < 320
    assert shown[2] == "[f1] homes, in the valley: 40 (Ilse Brandt), 90; disputed"
    assert content.startswith("Write a headline and 3 sentences.\n")


def test_cites_come_back_as_the_storys_own_ids(talk):
    """The request counts from 1 in each story; the draft has the ids of the briefing, each once, and one line a text."""
    draft = talk(lambda writer: writer.write())
    assert draft.headline == LineDraft(text="The dam of Korr cracked", cites=("c17",))
    assert draft.summary == (LineDraft(text="Schools will stay shut.", cites=("c18", "f3")),)


def test_only_the_points_can_be_cited(server, talk):
    """The schema lists them; another id is no answer."""
    wrong = PROSE | {"headline": {"text": "The dam of Korr cracked", "cites": ["c17"]}}
    server.answer = lambda _: server.Reply(json.dumps(wrong))
    with pytest.raises(InvalidError):
        talk(lambda writer: writer.write())
    schema = json.dumps(server.requests[0]["response_format"])
    assert '"enum": ["c1", "c2", "f1"]' in schema


def test_an_answer_is_bounded(server, talk):
    """In tokens, in sentences, in characters; one that is cut off is not asked for again."""
    server.answer = lambda _: server.Reply('{"headline"', finish_reason="length")
    with pytest.raises(TruncatedError):
        talk(lambda writer: writer.write())
    (request,) = server.requests
    assert request["max_tokens"] < 800
    assert '"maxItems": 3' in json.dumps(request["response_format"])
    assert '"maxLength"' in json.dumps(request["response_format"])


def test_what_is_refused_is_asked_for_again_with_its_reason(server, talk):
    """The conversation goes on from the first answer, names each sentence and why, and asks for as many."""

    async def twice(writer):
        await writer.write()
        anew = {"sentences": [{"text": "Schools stay shut.", "cites": ["c2"]}]}
        server.answer = lambda _: server.Reply(json.dumps(anew))
        return await writer.again([("Schools are shut.", "It drops the doubt.")])

    assert talk(twice) == (LineDraft(text="Schools stay shut.", cites=("c18",)),)
    first, second = (request["messages"] for request in server.requests)
    assert second[: len(first)] == first
    assert json.loads(second[-2]["content"])["headline"] == HEADLINE
    assert '1. "Schools are shut." It drops the doubt.' in second[-1]["content"]


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (Style(lines=1), "Write a headline and 1 sentence.\n"),
        (Style(lines=2, tone="plain"), "Write a headline and 2 sentences. Tone: plain.\n"),
        (Style(lines=2, language="fr"), "Write a headline and 2 sentences. Language: fr.\n"),
    ],
)
def test_length_tone_and_language_are_asked_for(style, words):
    """They stand in the last message only, so that what comes before is the same for every story."""
    asked = messages(STORY, style)
    assert asked[-1]["content"].startswith(words)
    assert asked[:-1] == messages(STORY, Style(lines=9))[:-1]


def test_a_request_is_the_same_for_the_same_story():
    """Whatever ids the briefing gave, so that a recording answers it."""
    renamed = STORY.model_copy(
        update={"claims": tuple(one.model_copy(update={"id": f"x{one.id}"}) for one in STORY.claims), "id": "s1"}
    )
    assert messages(renamed, Style(lines=3)) == messages(STORY, Style(lines=3))
