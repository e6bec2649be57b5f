"""Questions in the thread of a briefing, answered from the briefing alone; and what its buttons open."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from summarizer.apps import questions
from summarizer.apps.slack import asking, modals, replies, words
from summarizer.apps.slack.limits import Meter
from summarizer.delivery.slack_buttons import Value
from summarizer.delivery.slack_web import SlackError
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.apps.slack.shelf import Shelf
    from summarizer.apps.slack.talk import Place, Talk
    from summarizer.models import Briefing

_log = logging.getLogger(__name__)

REMEMBERED = 1_000
"""Threads whose last answer is known, so that "who said that?" has something to point to."""
LONGEST = 1_000
"""Characters of a question that are read."""


class Threads:
    """Answers in threads, and opens views.

    Args:
        talk: How people are spoken to.
        shelf: Where briefings are kept.
        bot: The app's own user id.
        most: Answers an hour for one person.
    """

    def __init__(self, talk: Talk, shelf: Shelf, bot: str, most: int) -> None:
        self._talk = talk
        self._shelf = shelf
        self._bot = bot
        self._most = most
        self._answered = Meter(most)
        self._last: OrderedDict[tuple[str, str], tuple[str, ...]] = OrderedDict()

    async def briefing_in(self, channel: str, thread: str, parent: str | None) -> str:
        """Return the key of the briefing that stands in a thread; '' where none does.

        Args:
            channel: The channel's id.
            thread: The time stamp of the message that the thread hangs on.
            parent: Who wrote that message; None where Slack does not say. Only the app's own are looked at.
        """
        known = self._shelf.standing(channel, thread)
        if known is None and parent == self._bot:
            try:
                known = _key(await self._talk.root(channel, thread))
            except SlackError as error:
                _log.warning("a thread was not read", extra={"data": {"channel": channel, "reason": str(error)}})
                return ""
            self._shelf.note(channel, thread, known)
        return known or ""

    async def answer(self, place: Place, key: str, text: str) -> None:
        """Answer a question in a thread."""
        thread = place.thread or ""
        if seconds := self._answered.wait(place.user):
            await self._talk.tell(place, words.wait(seconds, "You have", self._most, "answer"))
            return
        self._answered.note(place.user)
        briefing = await self._found(key, place)
        if briefing is None:
            return
        last = self._last.get((place.channel, thread), ())
        asked = asking.words(text[:LONGEST], self._bot)
        found = await asyncio.to_thread(questions.answer, briefing, asked, last=last)
        try:
            await self._talk.post(place, [replies.message(found, briefing)])
        except SlackError as error:
            await self._talk.fail(place, error)
            return
        if found.found:
            self._last[place.channel, thread] = tuple(one.id for one in found.found)
            while len(self._last) > REMEMBERED:
                self._last.popitem(last=False)

    async def _found(self, key: str, place: Place) -> Briefing | None:
        try:
            briefing = await self._shelf.find(key)
        except SummarizerError as error:
            await self._talk.fail(place, error)
            return None
        if briefing is None:
            await self._talk.tell(place, words.GONE)
        return briefing

    async def click(self, place: Place, action: str, text: str, trigger: str, view: dict[str, Any] | None) -> None:
        """Open what a button leads to, or turn the page of a view that is open."""
        try:
            drawn = await self._view(action, text, str((view or {}).get("private_metadata", "")))
            if view and action.startswith("page"):
                await self._talk.turn(view, drawn)
            elif view:
                await self._talk.push(trigger, drawn)
            else:
                await self._talk.open(trigger, drawn)
        except SummarizerError as error:
            if place.channel:
                await self._talk.fail(place, error)
            else:
                _log.warning("a view was not opened", extra={"data": {"action": action, "reason": str(error)}})

    async def _view(self, action: str, text: str, title: str) -> dict[str, Any]:
        value = Value.of(text)
        briefing = await self._shelf.find(value.key) if value else None
        kind = (
            {"Evidence": "evidence", "What changed": "changes", "Stories": "stories"}.get(title, "")
            if action.startswith("page")
            else action
        )
        drawn = await asyncio.to_thread(_drawn, kind, briefing, value) if value and briefing else None
        return drawn or modals.notice("No longer kept", words.GONE)


def _drawn(kind: str, briefing: Briefing, value: Value) -> dict[str, Any] | None:
    if kind == "evidence":
        return modals.evidence(briefing, value)
    return modals.changes(briefing, value) if kind == "changes" else modals.stories(briefing, value)


def is_question(text: str, bot: str) -> bool:
    """Whether a message in a briefing's thread asks the app something: it ends a sentence with '?', and names nobody else."""
    return bool(re.search(r"\?(?:\s|[\"'”’)]|$)", text)) and not set(asking.mentioned(text)) - {bot}


def _key(root: dict[str, Any]) -> str:
    """Return the key that the buttons of a briefing's first message know; '' where it has none."""
    accessories = (block.get("accessory") or {} for block in root.get("blocks") or ())
    values = (Value.of(str(one.get("value", ""))) for one in accessories)
    return next((value.key for value in values if value), "")
