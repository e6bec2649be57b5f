"""Editions to a Discord webhook: a loopback server that holds Discord's limits takes all that is sent."""

from __future__ import annotations

import asyncio
import copy
import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from summarizer.delivery.discord import Discord
from summarizer.delivery.discord import _shortened as shortened
from summarizer.delivery.target import Dispatch
from summarizer.errors import DeliveryError
from summarizer.models import Briefing, Claim, Engine, Span, Statement, Story
from summarizer.writing import to_discord

LISTED = re.compile(r"^- ", re.MULTILINE)


def of(briefing):
    """An edition of a briefing."""
    return Dispatch(profile="morning", date=briefing.date, number=1, briefing=briefing, home=Path())


def deliver(server, target, messages, references=()):
    """Send messages, or put them in the place of those that have a reference, and return their references."""

    async def delivered():
        found = []
        async with target.opened({"DISCORD_WEBHOOK_URL": server.url}) as sender:
            for place, message in enumerate(messages):
                if place < len(references):
                    found.append(await sender.update(message, references[place]))
                else:
                    found.append(await sender.send(message, found))
        return found

    return asyncio.run(delivered())


def large(stories, claims=6):
    """A briefing of so many stories, told in full by so many claims."""
    span = Span(article="1", start=0, end=1, text="x", sentence=1)
    said = Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=(span,))
    told = [
        Story(
            id=f"s{number}",
            headline=f"Ferry {number} hits the *quay* at Vell {'again ' * (50 if number == 1 else 20)}",
            articles=("1",),
            claims=tuple(
                Claim(id=f"{number}-{one}", text=f"Ferry {number} – boat {one} {'sank ' * 400}", statements=(said,))
                for one in range(claims)
            ),
        )
        for number in range(stories)
    ]
    return Briefing(title="", date="2031-03-09", engine=Engine(model="extractive"), stories=tuple(told))


def test_an_edition_arrives(discord, harbour):
    """Message by message, in order, each known by its id; nobody is mentioned."""
    target = Discord(to="discord", username="Harbour desk")
    messages = target.messages(of(harbour))
    references = deliver(discord, target, messages)
    assert list(discord.messages) == references
    assert [message.body for message in messages] == list(to_discord(harbour))
    assert [message.name for message in messages] == [f"message {number}" for number in range(1, len(messages) + 1)]
    assert {body["username"] for body in discord.messages.values()} == {"Harbour desk"}
    assert all(asked.query == {"wait": "true"} for asked in discord.requests)


def test_an_edition_of_many_messages_keeps_to_the_limits(discord, naps):
    """The server refuses what breaks one; what it throttles arrives all the same, once."""
    discord.limit = 2
    target = Discord(to="discord", max_messages=100)
    messages = target.messages(of(large(5)))
    assert len(messages) > 6

    answer = discord.answer

    def answered(asked):
        reply = answer(asked)
        if reply.status == 429:
            discord.paused()
        return reply

    discord.answer = answered
    deliver(discord, target, messages)
    assert [body["embeds"] for body in discord.messages.values()] == [message.body["embeds"] for message in messages]
    assert discord.throttled > 1
    assert set(naps) >= {1.5}


def test_an_edition_that_changed_takes_the_place_of_the_one_sent(discord, harbour):
    """Where it stands: no message is added, and what cannot be replaced with is left out."""
    target = Discord(to="discord", username="Harbour desk", thread_id=discord.THREAD)
    references = deliver(discord, target, target.messages(of(large(2, 9))))
    before = copy.deepcopy(discord.messages)
    changed = target.messages(of(large(2, 10)))[: len(references)]
    assert deliver(discord, target, changed, references) == references
    assert list(discord.messages) == list(before)
    assert discord.messages != before
    assert [body["embeds"] for body in discord.messages.values()] == [message.body["embeds"] for message in changed]
    assert {asked.query.get("thread_id") for asked in discord.requests} == {discord.THREAD}


def test_a_message_that_somebody_deleted_is_told_as_gone(discord, harbour):
    """Nothing is sent in its place: whoever keeps the ledger decides that."""
    target = Discord(to="discord")
    (message, *_) = target.messages(of(harbour))
    (gone,) = deliver(discord, target, [message])
    discord.messages.clear()
    assert deliver(discord, target, [message], [gone]) == [""]
    assert not discord.messages


def test_a_message_without_an_id_was_sent(discord, harbour):
    """Then the ledger has no reference, by which it could be replaced."""
    target = Discord(to="discord")
    discord.then(discord.Reply(200, ["odd"]), discord.Reply(200, {"id": "../../x"}))
    assert deliver(discord, target, target.messages(of(harbour)) * 2) == ["", ""]


# ── What goes wrong ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (404, 10015, "is not known to Discord (404): it was deleted, or its address is not whole; make one in the"),
        (401, 50027, "is not known to Discord (401)"),
        (404, 10003, "has no such channel or thread (404); check thread_id."),
        (400, 220001, "belongs to a forum, which takes messages in its threads only; name one with thread_id."),
        (403, 0, "refused the message (403, ‘Said so’): make a new webhook"),
        (400, 50035, "refused the message (400, ‘Said so’)."),
    ],
)
def test_discords_own_reasons_are_told(discord, harbour, status, code, told):
    """In a sentence that names the variable and what to do."""
    target = Discord(to="discord")
    discord.answer = lambda _: discord.Reply(status, {"code": code, "message": "Said so"})
    with pytest.raises(DeliveryError) as caught:
        deliver(discord, target, target.messages(of(harbour)))
    assert str(caught.value).startswith(f"The Discord webhook in DISCORD_WEBHOOK_URL {told}")
    assert not caught.value.is_unknown
    assert len(discord.requests) == 1


def test_a_thread_that_is_unknown(discord, harbour):
    """Is told by its number."""
    target = Discord(to="discord", thread_id="778")
    with pytest.raises(DeliveryError, match=r"^Thread 778 of the Discord webhook in DISCORD_WEBHOOK_URL has no such"):
        deliver(discord, target, target.messages(of(harbour)))


def test_nobody_took_it(discord, harbour, naps):
    """Discord says by 502 that a request went nowhere; it is sent again."""
    target = Discord(to="discord")
    discord.then(discord.Reply(502))
    assert len(deliver(discord, target, target.messages(of(harbour)))) == len(discord.messages)
    assert naps == [1.0]


# ── What is too long ──────────────────────────────────────────────────────────────────────────────


def listed(bodies):
    """How many stories the bodies begin: each in full has 'Ferry N' as its heading, each in a list a line of its own."""
    found, section = 0, ""
    for embed in (embed for body in bodies for embed in body["embeds"]):
        section = embed.get("title", section)
        text = embed.get("description", "")
        found += embed.get("title", "").startswith("Ferry ") or text.startswith("**Ferry 1 hits")
        found += len(LISTED.findall(text)) if section in ("More stories", "In one line") else 0
    return found


@pytest.mark.parametrize(("stories", "claims"), [(70, 1), (12, 2), (2, 9), (1, 9)])
@pytest.mark.parametrize("most", [1, 2, 4, 6])
def test_what_is_left_out_is_told(discord, stories, claims, most):
    """The last message says how many stories are not shown, and is within the limits, too."""
    briefing = large(stories, claims)
    whole = to_discord(briefing)
    messages = Discord(to="discord", max_messages=most).messages(of(briefing))
    bodies = [message.body for message in messages]
    if len(whole) <= most:
        assert bodies == list(whole)
        return
    assert len(bodies) == most
    assert bodies[:-1] == list(whole[: most - 1])
    *kept, note = bodies[-1]["embeds"]
    assert kept == whole[most - 1]["embeds"][: len(kept)]
    hidden = stories - listed(bodies)
    what = f"{hidden} of {stories} stor" if hidden else "the end is not shown"
    assert note["description"].startswith(f"**Cut short:** {what}")
    deliver(discord, Discord(to="discord"), messages)
    assert len(discord.messages) == most


def test_the_note_makes_room_for_itself(harbour):
    """In a message that is full by number or by size, it takes the place of the last part."""
    for embeds in ([{"description": "x"}] * 10, [{"description": "x" * 2_990}] * 2):
        ((body),) = shortened([{"embeds": embeds}], harbour)
        *kept, note = body["embeds"]
        assert kept == embeds[:-1]
        assert note["description"].startswith("**Cut short:** 2 of 2 stories and the sources are not shown")


def test_nothing_is_said_to_be_cut_that_is_not(harbour):
    """An edition that fits is as `to_discord` makes it."""
    (message,) = Discord(to="discord", max_messages=1).messages(of(harbour))
    assert "Cut short" not in json.dumps(message.body)


# ── The target ────────────────────────────────────────────────────────────────────────────────────


def test_the_ledger_knows_it_without_its_secret():
    """By the variable's name and the thread; what is sent there, or how much, changes nothing."""
    first, other = Discord(to="discord"), Discord(to="discord", max_messages=3, username="Desk")
    assert first.key == other.key == "discord DISCORD_WEBHOOK_URL"
    threads = {Discord(to="discord", webhook_env="QUAY", thread_id=thread).key for thread in ("1", "2")}
    assert threads == {"discord QUAY 1", "discord QUAY 2"}
    assert first.can_update


def test_what_changed_has_another_digest(harbour):
    """And what did not has the same."""
    one, same, other = (
        Discord(to="discord").messages(of(briefing))[0].digest
        for briefing in (harbour, harbour.model_copy(), harbour.model_copy(update={"title": "Quay"}))
    )
    assert one == same != other


@pytest.mark.parametrize(
    "fields",
    [
        {"webhook_env": "https://discord.com/api/webhooks/1/secret"},
        {"webhook_env": ""},
        {"thread_id": "general"},
        {"username": "Discord news"},
        {"username": "clyde"},
        {"username": "\u200b"},
        {"username": "x" * 81},
        {"max_messages": 0},
        {"webhook": "https://discord.com/api/webhooks/1/secret"},
    ],
)
def test_fields_that_cannot_be(fields):
    """Are refused before anything is sent; an address in the wrong place is not repeated."""
    with pytest.raises(ValidationError) as caught:
        Discord(to="discord", **fields)
    assert "secret" not in caught.value.errors()[0]["msg"]
