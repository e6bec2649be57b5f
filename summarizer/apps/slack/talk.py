"""How the app speaks: to one person where only that person sees it, and to a channel."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.apps.slack import words
from summarizer.delivery.slack_web import SlackError
from summarizer.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.delivery.slack_web import Web
    from summarizer.errors import SummarizerError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was asked, and by whom.

    Attributes:
        channel: Its id.
        user: The person's id.
        thread: The message below which the answer goes; None where it begins a thread of its own.
        note: The thread that notes for the person go to; None where they stand in the channel.
        response_url: Where the person can be told something also where the app is no member; None where Slack gave none.
    """

    channel: str
    user: str
    thread: str | None = None
    note: str | None = None
    response_url: str | None = None

    @property
    def label(self) -> str:
        """What a person calls it, at the end of a sentence."""
        return "this channel" if not self.channel.startswith("D") else "this conversation"


class Talk:
    """Speaks with the Web API."""

    def __init__(self, web: Web) -> None:
        self._web = web

    async def tell(self, place: Place, text: str) -> None:
        """Tell one person something, which is mrkdwn; where nobody can be told, that is logged."""
        try:
            await self.note(place, text)
        except SlackError as error:
            if place.response_url is None:
                _log.warning("nobody was told", extra={"data": {"channel": place.channel, "reason": str(error)}})
                return
            try:
                await self._web.respond(place.response_url, text)
            except SlackError as again:
                _log.warning("nobody was told", extra={"data": {"channel": place.channel, "reason": str(again)}})

    async def fail(self, place: Place, error: SummarizerError) -> None:
        """Tell one person what went wrong; the log has it in full, as a warning where it is not what was asked for."""
        level = logging.INFO if isinstance(error, SourceError) else logging.WARNING
        _log.log(level, "a request failed", extra={"data": {"channel": place.channel, "reason": str(error)}})
        await self.tell(place, words.failed(error))

    async def note(self, place: Place, text: str) -> None:
        """Tell one person something in the channel.

        Raises:
            SlackError: The app is no member of it, or Slack refuses.
        """
        await self._web.call(
            "chat.postEphemeral",
            place.label,
            channel=place.channel,
            user=place.user,
            text=text,
            thread_ts=place.note,
        )

    async def post(self, place: Place, messages: Sequence[dict[str, Any]]) -> str:
        """Post messages, the first and the others in its thread, and return the thread they stand in.

        Raises:
            SlackError: One was refused; those before it stand.
        """
        thread = place.thread
        for message in messages:
            answer = await self._web.call(
                "chat.postMessage", place.label, **message, channel=place.channel, thread_ts=thread
            )
            thread = thread or str(answer["ts"])
        return thread or ""

    async def root(self, channel: str, thread: str) -> dict[str, Any]:
        """Return the message that a thread hangs on.

        Raises:
            SlackError: It cannot be read.
        """
        answer = await self._web.read("conversations.replies", "this channel", channel=channel, ts=thread, limit=1)
        (message, *_) = answer.get("messages") or [{}]
        return dict(message)

    async def open(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a view for who clicked; the trigger is good for three seconds.

        Raises:
            SlackError: It was refused.
        """
        await self._web.call("views.open", "the view", trigger_id=trigger, view=view)

    async def push(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a view on top of the one that is open.

        Raises:
            SlackError: It was refused.
        """
        await self._web.call("views.push", "the view", trigger_id=trigger, view=view)

    async def turn(self, found: dict[str, Any], view: dict[str, Any]) -> None:
        """Put a view in the place of one that is open.

        Raises:
            SlackError: It was refused.
        """
        await self._web.call("views.update", "the view", view_id=found["id"], hash=found.get("hash"), view=view)
