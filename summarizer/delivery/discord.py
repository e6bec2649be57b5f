"""Editions as messages of a Discord webhook (https://docs.discord.com/developers/resources/webhook, read in 2026).

Discord answers with a message's id where it is asked to (`wait=true`), by which the message is replaced later. It counts
messages of one webhook, and says when it takes the next one. Code 502 means that nobody took the request
(https://docs.discord.com/developers/topics/opcodes-and-status-codes), so that the message is sent again.
"""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field

from summarizer.delivery.target import Message, Target, Variable, digest
from summarizer.delivery.webhook import opened
from summarizer.writing import chat, safe, to_discord, wording
from summarizer.writing.discord import ROOM, TITLE, inert
from summarizer.writing.outline import FULL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

    from summarizer.delivery.target import Dispatch
    from summarizer.delivery.webhook import Answer, Webhook
    from summarizer.models import Briefing

_UNTAKEN = frozenset({502})
_LISTS = ("More stories", "In one line")
_FIRST_ONLY = "flags"  # what a message is sent with, and cannot be replaced with

# Discord's codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_UNKNOWN_CHANNEL = 10003
_UNKNOWN_MESSAGE = 10008
_NO_WEBHOOK = (10015, 50027)  # an unknown webhook, an invalid token
_NEEDS_THREAD = 220001


def _username(name: str) -> str:
    """Check a name by Discord's rules for webhooks' names."""
    shown = safe.plain(name)
    if not 1 <= len(shown) <= 80 or any(word in shown.lower() for word in ("clyde", "discord")):  # noqa: PLR2004  (Discord's limit)
        raise ValueError(f"'{shown[:80]}' is no name for a webhook: 1 to 80 letters, without 'clyde' or 'discord'")
    return shown


class Discord(Target):
    """A webhook of a Discord channel.

    Attributes:
        webhook_env: The environment variable that holds the webhook's address, which is its password, too.
        thread_id: A thread of the channel; needed where the channel is a forum.
        username: What the sender is called there; None: what the webhook is.
        max_messages: How many messages an edition takes at the most; what is left out then is counted in the last.
    """

    to: Literal["discord"]
    webhook_env: Variable = "DISCORD_WEBHOOK_URL"
    thread_id: Annotated[str, Field(pattern=r"^[0-9]{1,20}$")] | None = None
    username: Annotated[str, AfterValidator(_username)] | None = None
    max_messages: Annotated[int, Field(ge=1, le=100)] = 10

    @property
    def key(self) -> str:
        """The variable's name and the thread: nothing of the address, which is a secret."""
        return " ".join(["discord", self.webhook_env, *([self.thread_id] if self.thread_id else [])])

    @property
    def label(self) -> str:
        """What a person calls it."""
        thread = f"thread {self.thread_id} of " if self.thread_id else ""
        return f"{thread}the Discord webhook in {self.webhook_env}"

    @property
    def can_update(self) -> bool:
        """A webhook may edit its own messages."""
        return True

    def messages(self, dispatch: Dispatch) -> list[Message]:
        """Return the bodies that `to_discord` makes, at most `max_messages` of them."""
        bodies = list(to_discord(dispatch.briefing))
        if len(bodies) > self.max_messages:
            bodies = _shortened(bodies[: self.max_messages], dispatch.briefing)
        return [
            Message(f"message {number}", body, digest(json.dumps(body, sort_keys=True)))
            for number, body in enumerate(bodies, 1)
        ]

    @asynccontextmanager
    async def opened(self, environ: Mapping[str, str]) -> AsyncIterator[DiscordSender]:
        """Return a sender; see `Target`."""
        async with opened(environ, self.webhook_env, self.label, unsent=_UNTAKEN, told=self._told) as webhook:
            yield DiscordSender(webhook, self.thread_id, self.username)

    def _told(self, answer: Answer) -> str | None:
        """Return what Discord's own codes mean, as the end of a sentence."""
        code = answer.field("code")
        if code in _NO_WEBHOOK:
            return (
                f"is not known to Discord ({answer.status}): it was deleted, or its address is not whole; make one in the "
                f"channel's settings, and put its address into {self.webhook_env}"
            )
        if code == _UNKNOWN_CHANNEL:
            return f"has no such channel or thread ({answer.status}); check thread_id"
        if code == _NEEDS_THREAD:
            return "belongs to a forum, which takes messages in its threads only; name one with thread_id"
        return None


class DiscordSender:
    """Sends messages through a webhook that is open."""

    def __init__(self, webhook: Webhook, thread: str | None, username: str | None) -> None:
        self._webhook = webhook
        self._thread = {"thread_id": thread} if thread else {}
        self._name = {"username": username} if username else {}

    async def send(self, message: Message, before: Sequence[str]) -> str:  # noqa: ARG002  (no message is a reply)
        """Send a message, and return its id; see `Sender`."""
        answer = await self._webhook.send({**message.body, **self._name}, query={"wait": "true", **self._thread})
        return _id(answer)

    async def update(self, message: Message, reference: str) -> str:
        """Put a message in the place of one, and return its id, '' where that is gone; see `Sender`."""
        body = {name: value for name, value in message.body.items() if name != _FIRST_ONLY}
        answer = await self._webhook.send(
            body, query=self._thread, replaces=f"messages/{reference}", takes=_is_message_gone
        )
        return "" if _is_message_gone(answer) else reference


def _id(answer: Answer) -> str:
    """Return the id of the message in an answer, '' where there is none."""
    number = answer.field("id")
    return number if isinstance(number, str) and number.isdecimal() else ""


def _is_message_gone(answer: Answer) -> bool:
    return bool(answer.field("code") == _UNKNOWN_MESSAGE)


# ── Too many messages ─────────────────────────────────────────────────────────────────────────────


def _shortened(bodies: list[dict[str, Any]], briefing: Briefing) -> list[dict[str, Any]]:
    """Return the first bodies with a note at their end that says what is not shown."""
    *others, last = bodies
    embeds = last["embeds"]
    while True:
        note = {"description": _note([*others, {**last, "embeds": embeds}], briefing)}
        if len(embeds) < ROOM.count and sum(map(_size, [*embeds, note])) <= ROOM.size:
            return [*others, {**last, "embeds": [*embeds, note]}]
        embeds = embeds[:-1]


def _note(bodies: list[dict[str, Any]], briefing: Briefing) -> str:
    stories = len(briefing.stories)
    hidden = stories - sum(1 for _ in _begun(bodies, briefing))
    what = f"{hidden:,} of {wording.count(stories, 'story', 'stories')} and the sources are" if hidden else "the end is"
    return f"**Cut short:** {what} not shown here, as this is all that max\\_messages allows."


def _begun(bodies: list[dict[str, Any]], briefing: Briefing) -> Iterator[str]:
    """Yield the first line of each story that is shown, if only in part: a title, or a line of a list of stories."""
    page = chat.parts(briefing)
    headings = [inert(part.heading.text) for part in page[1 : 1 + min(FULL, len(briefing.stories))]]
    place = section = ""
    for embed in (embed for body in bodies for embed in body["embeds"]):
        lines = embed.get("description", "").split("\n")
        place = embed.get("title", "")
        section = place or section
        if headings and _is_headed(place, lines[0], headings[0]):
            yield headings.pop(0)
        elif section in _LISTS:
            yield from (line for line in lines if line.startswith("- "))


def _is_headed(title: str, line: str, heading: str) -> bool:
    """Whether an embed has a heading: as its title, or in bold where that does not hold it."""
    return title == heading if chat.size(heading) <= TITLE else line.startswith(f"**{heading[:TITLE]}")


def _size(embed: dict[str, Any]) -> int:
    return sum(map(chat.size, embed.values()))
