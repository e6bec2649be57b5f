"""Both chats, and any briefing: what they show is within their limits, complete, and inert."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from itertools import cycle

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Change,
    Changes,
    Claim,
    Engine,
    Figure,
    Line,
    Reading,
    Span,
    Statement,
    Story,
    Uncertainty,
)
from summarizer.writing import chat, safe
from summarizer.writing.blocks import Bullets, Figures, Paragraph
from summarizer.writing.discord import to_discord
from summarizer.writing.outline import outline
from summarizer.writing.slack import to_slack

ADDRESS = "https://news.example/a_b?x=1&y=*2*"
PIECES = st.sampled_from(
    (
        *("*", "_", "~", "`", "```", "<", ">", "&", "|", "[", "](", ")", "\\", "#", "- ", "1. ", "-# ", ">>> ", "//"),
        *("<!channel>", "<@U123>", "<#C1>", "@here", "@everyone", ":smile:", "10:30:45", "a_b", "</article>"),
        *("https://evil.example", "<https://evil.example|click>", "www.evil.example", "ceo@evil.example"),
        *("[x](javascript:alert(1))", "discord.gg/evil", "<t:1>", "&lt;!here&gt;", "mailto:", "http:"),
        *(" ", "\n", "\x1b[31m", "\x00", "\u202e", "\u2066", "\u200b", "\ufe0f", "\u200d", "\U000e0041"),
        *("word", "港", "بيان", "הודעה", "😀", "👩🏽‍🚒", "é", "s", "ht", "tps:"),
    )
)
HOSTILE = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))
ADDRESSES = {
    "none": None,
    "web": ADDRESS,
    "script": "javascript:alert(1)",
    "escaped": f"https://news.example/{'&' * 300}",
    "long": f"{ADDRESS}{'x' * 4_000}",
}


def made(texts, addresses, stories, lists):
    """A briefing of so many stories with lists so long; each text is words and how often they are said, in turn."""
    words = cycle([(text * times)[:10_000] for text, times in texts])
    urls = cycle([ADDRESSES[name] for name in addresses])
    articles = [str(number) for number in range(1, 8)]

    def spans(place):
        article = articles[place % len(articles)]
        return (Span(article=article, start=0, end=1, text="x", sentence=place % 30 + 1),)

    def says(place, speaker=None, stance="asserts"):
        evidence = spans(place)
        return Statement(
            article=evidence[0].article, speaker=speaker, stance=stance, certainty="possible", evidence=evidence
        )

    def claim(number, place):
        stance = ("asserts", "denies")[place % 3 == 2]
        return Claim(
            id=f"c{number}-{place}",
            text=next(words),
            status=("single", "corroborated", "disputed")[place % 3],
            statements=(says(number + place), says(number + place + 1, "a", stance)),
            rivals=(f"c{number}-0",) if place == 4 else (),
        )

    def figure(number, place):
        evidence = spans(place)
        values = ((one, next(words)) for one in range(1, 3))
        return Figure(
            id=f"f{number}-{place}",
            of=next(words),
            scope=next(words),
            status=("single", "disputed")[place % 2],
            readings=tuple(
                Reading(
                    low=value,
                    high=value,
                    modifier="exact",
                    surface=surface,
                    article=evidence[0].article,
                    speaker="a",
                    evidence=evidence,
                )
                for value, surface in values
            ),
        )

    def story(number):
        claims = tuple(claim(number, place) for place in range(lists))
        return Story(
            id=f"s{number}",
            headline=next(words),
            headline_cites=tuple(one.id for one in claims[:5]),
            summary=tuple(Line(text=next(words), cites=(one.id,)) for one in claims[:2]),
            articles=(articles[number % len(articles)],),
            claims=claims,
            actors=(Actor(id="a", name=next(words), aliases=(next(words),), kind="person", role="r", articles=()),),
            figures=tuple(figure(number, place) for place in range(lists)),
            uncertainties=tuple(
                Uncertainty(id=f"u{number}-{n}", text=next(words), kind="unknown", cue=next(words), evidence=spans(n))
                for n in range(lists)
            ),
        )

    told = tuple(story(number) for number in range(stories))
    first = told[0].claims[:1] if told else ()
    return Briefing(
        title=next(words),
        date="2031-03-09",
        engine=Engine(model="extractive"),
        lead=tuple(Line(text=next(words), cites=(one.id,)) for one in first),
        stories=told,
        articles=tuple(
            ArticleRecord(id=one, title=next(words), text="x", publisher=next(words), url=next(urls), status="ok")
            for one in articles
        ),
        changes=Changes(
            since="2031-03-08",
            items=tuple(Change(kind="new_claim", story="s0", text=next(words), cites=(one.id,)) for one in first),
            ended=(next(words),),
        ),
    )


RECIPES = st.tuples(
    st.lists(st.tuples(HOSTILE, st.sampled_from([1, 1, 3, 30, 300])), min_size=1, max_size=7),
    st.lists(st.sampled_from(sorted(ADDRESSES)), min_size=1, max_size=3),
    st.sampled_from([0, 1, 2, 5, 64]),
    st.integers(0, 9),
)
LARGEST = ([("port 😀 & <b> ", 3_000), *(("הרציף ", 20), ("Vell", 1)) * 5], ["web"], 200, 2)
every = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def units(text):
    """The length that is the greatest of those a chat may count: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def marks(briefing):
    """Every source mark of the page, as '1.9, 2.3'."""
    for block in outline(briefing):
        match block:
            case Paragraph():
                lines = [block.runs]
            case Bullets():
                lines = [line for item in block.items for line in (item.runs, *item.notes)]
            case Figures():
                lines = [reading for row in block.rows for reading in row.readings]
            case _:
                lines = []
        yield from (run.text for line in lines for run in line if run.style == "mark")


# ── Slack ─────────────────────────────────────────────────────────────────────────────────────────


def slack_texts(message):
    """Every text object of a message's blocks, and how long it may be."""
    for block in message["blocks"]:
        match block["type"]:
            case "header":
                yield block["text"], 150
            case "context":
                assert 1 <= len(block["elements"]) <= 10
                yield from ((one, 3_000) for one in block["elements"])
            case "section":
                assert "text" in block or block["fields"]
                assert len(block.get("fields", ())) <= 10
                yield from ((block[name], 3_000) for name in ("text",) if name in block)
                yield from ((one, 2_000) for one in block.get("fields", ()))
            case other:
                raise AssertionError(other)


def without_slack_links(text, addresses):
    """The text with the words of its links for them; each leads to one of `addresses`."""
    for address in re.findall(r"<([^<>|]*)\|[^<>]*>", text):
        assert address.replace("&amp;", "&") in addresses
    return re.sub(r"<[^<>|]*\|([^<>]*)>", r"\1", text)


def is_inert_mrkdwn(text, addresses):
    """Nothing in a text is a link, a mention, an entity or a format but the renderer's own."""
    labels = re.sub(r"<[^<>|]*\|[^<>]*>", "link", text)
    words = re.sub(r"`[^`\n]*`", "code", labels)
    assert not re.search(r"[<>`~@]|//|&(?!(?:amp|lt|gt);)", words)
    assert not re.search(r"^\s*&gt;", words, re.MULTILINE)
    assert not re.search(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", words)
    assert not re.search(r"(?<!\d):[\w+'-]{1,100}:", words)
    assert "*" not in re.sub(r"(?<![\w*])\*[^*\s](?:[^*\n]*[^*\s])?\*(?![\w*])", "", words)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\U000e0000-\U000e007f]", text)
    return without_slack_links(text, addresses)


@every
@given(RECIPES)
@example(LARGEST)
@example(([('"', 10_000)], ["none"], 3, 12))
def test_slack_takes_any_briefing(recipe):
    """Every message is within every limit of Slack, inert, and together they hold every citation."""
    briefing = made(*recipe)
    addresses = set(chat.addresses(briefing).values())
    page = []
    for message in to_slack(briefing):
        assert set(message) == {"text", "blocks", "unfurl_links", "unfurl_media"}
        assert message["unfurl_links"] is message["unfurl_media"] is False
        assert 1 <= units(message["text"]) <= 4_000
        assert without_slack_links(message["text"], set()) == message["text"]
        assert not re.search(r"[<>@*~`]|//|&(?!(?:amp|lt|gt);)", message["text"])
        assert 1 <= len(message["blocks"]) <= 50
        assert units(json.dumps(message["blocks"], ensure_ascii=False)) <= 13_000
        for text, most in slack_texts(message):
            assert 1 <= units(text["text"]) <= most
            if text["type"] == "mrkdwn":
                assert text["verbatim"] is True
                page.append(is_inert_mrkdwn(text["text"], addresses))
            else:
                assert not re.search(r"[<>@*~`]|//|\n", text["text"])
    whole = "\n".join(page)
    assert not [mark for mark in marks(briefing) if f"[{mark}]" not in whole]


@pytest.mark.skipif(not find_spec("slack_sdk"), reason="slack_sdk is an extra of its own")
@settings(every, max_examples=10)
@given(RECIPES)
@example(LARGEST)
def test_slack_s_own_validators_agree(recipe):
    """slack_sdk reads every block as one it knows, and finds nothing against it."""
    briefing = made(*recipe)
    from slack_sdk.models.blocks import Block

    for message in to_slack(briefing):
        parsed = Block.parse_all(message["blocks"])
        assert [block.to_dict() for block in parsed] == message["blocks"]
        for block in parsed:
            block.validate_json()


# ── Discord ───────────────────────────────────────────────────────────────────────────────────────

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(([^()\s]*)\)")


def is_inert_discord(text, addresses):
    """Nothing in a text is a link or a format but the renderer's own; returns what is read."""
    assert all(link[2] in addresses for link in LINK.finditer(text))
    words = re.sub(r"(?<!\\)`[^`\n]*`", "code", LINK.sub("link", text))
    words = re.sub(r"^(?:-# |  - |- )", "", words, flags=re.MULTILINE)
    words = ESCAPE.sub("•", words)
    assert not re.search(r"[\\_~`|<>@#/\[\]]|:[\w+-]+:|^\s*(?:[-+]|\d+[.)])\s", words, re.MULTILINE)
    assert "*" not in re.sub(r"\*\*[^*]+\*\*", "", words)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\U000e0000-\U000e007f]", text)
    return ESCAPE.sub(r"\1", LINK.sub(r"\1", text))


@every
@given(RECIPES)
@example(LARGEST)
@example(([("*", 10_000)], ["none"], 3, 12))
def test_discord_takes_any_briefing(recipe):
    """Every message is within every limit of Discord, inert, and together they hold every citation."""
    briefing = made(*recipe)
    addresses = set(chat.addresses(briefing).values())
    page = []
    for number, message in enumerate(to_discord(briefing)):
        assert message["allowed_mentions"] == {"parse": []}
        assert ("content" in message) == (number == 0)
        assert message.get("flags", 0) == (4096 if number else 0)
        assert 1 <= units(message.get("content", "x")) <= 2_000
        is_inert_discord(message.get("content", ""), set())
        assert 1 <= len(message["embeds"]) <= 10
        together = 0
        for embed in message["embeds"]:
            assert set(embed) <= {"title", "description"}
            assert 1 <= units(embed.get("title", "x")) <= 256
            assert 1 <= units(embed.get("description", "x")) <= 4_096
            together += sum(map(units, embed.values()))
            is_inert_discord(embed.get("title", ""), set())
            page.append(is_inert_discord(embed.get("description", ""), addresses))
        assert together <= 6_000
    whole = "\n".join(page)
    assert not [mark for mark in marks(briefing) if f"[{mark}]" not in whole]


# ── Both ──────────────────────────────────────────────────────────────────────────────────────────


def slack_page(briefing):
    """All that a reader of the channel sees, in order."""
    return "\n".join(text["text"] for message in to_slack(briefing) for text, _ in slack_texts(message))


def discord_page(briefing):
    """All that a reader of the channel sees, in order."""
    embeds = (embed for message in to_discord(briefing) for embed in message["embeds"])
    return "\n".join(text for embed in embeds for text in embed.values())


@pytest.mark.parametrize("drawn", [slack_page, discord_page])
def test_a_text_that_fits_no_message_is_told_whole(drawn):
    """A claim of 10,000 characters goes on where it was cut, word for word."""
    claim = " ".join(f"Berth {number} is closed." for number in range(450))
    page = drawn(made([(claim, 1)], ["none"], 1, 1)).replace("\n… ", " ").replace("\n", " ")
    assert page.count(claim.rstrip(".")) >= 2


@pytest.mark.parametrize("drawn", [to_slack, to_discord])
def test_a_message_is_the_same_each_time(drawn):
    """And JSON can hold it."""
    briefing = made([("Quay", 1)], ["web"], 5, 3)
    assert json.dumps(drawn(briefing)) == json.dumps(drawn(briefing.model_copy(deep=True)))


@pytest.mark.parametrize("drawn", [to_slack, to_discord])
def test_messages_end_between_stories(drawn):
    """No part that fits one message is divided: every message begins with a heading."""
    for message in drawn(made([("The quay at Vell is closed, police said on Monday.", 1)], ["web"], 12, 7)):
        first = message.get("blocks", message.get("embeds"))[0]
        assert first.get("type", "header") == "header"
        assert "title" in first or "text" in first


@given(HOSTILE)
@example("")
@example("😀" * 30)
@example("a" * 100)
@example("a &amp; `b` " * 9)
@example("a " + "b" * 30)
def test_cut_text_is_whole(text):
    """Chunks joined are the text, none is too long, and no entity is cut."""
    drawn = safe.plain(text).replace("&", "&amp;")
    chunks = chat.cut(drawn, 12, re.compile("&amp;|.", re.DOTALL))
    assert "".join(chunks) == drawn
    assert all(units(chunk) <= 12 for chunk in chunks)
    assert all(chunk.count("&") == chunk.count("&amp;") for chunk in chunks)
