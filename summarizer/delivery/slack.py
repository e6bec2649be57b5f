"""Slack: an edition as a message in a channel and replies in its thread, or through an incoming webhook.

A message is put in the place of the one that was sent (`chat.update`), so that a channel never has an edition twice. A
webhook gives no reference of what was sent: its messages stand one below another, and are not replaced.
"""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from summarizer.delivery import slack_buttons, webhook
from summarizer.delivery.slack_web import TOKEN, SlackError, Web
from summarizer.delivery.target import Dispatch, Message, Target, Variable, digest
from summarizer.errors import DeliveryError
from summarizer.writing import chat, mrkdwn
from summarizer.writing.slack import ROOM, to_slack
from summarizer.writing.stories import headline

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from summarizer.delivery.target import Sender
    from summarizer.delivery.webhook import Answer, Webhook
    from summarizer.models import Briefing

MOST = 10
"""Messages of one briefing, unless it is said otherwise."""
PAUSE = 1.0
"""Seconds between two messages of a webhook: one a second (https://docs.slack.dev/apis/web-api/rate-limits)."""


def _channel(name: str) -> str:
    if not re.fullmatch(r"#?[\w.-]{1,80}", name):
        raise ValueError(f"'{name}' is not a Slack channel, such as 'C0123ABCDEF' or '#news'")
    return name


class Slack(Target):
    """A channel that the app with the token is a member of, or what a webhook leads to."""

    to: Literal["slack"]
    channel: Annotated[str, AfterValidator(_channel)] | None = Field(None, description="Its id, or '#' and its name.")
    token_env: Variable = Field(TOKEN, description="The environment variable that holds the bot's token.")
    webhook_env: Variable | None = Field(
        None, description="The environment variable that holds an incoming webhook's address, instead of a channel."
    )
    max_messages: int = Field(MOST, ge=1, le=100, description="Messages that an edition may take.")
    buttons: bool = Field(False, description="Whether 'summarize slack' runs, which answers them.")  # noqa: FBT003  (pydantic's default)

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.channel is None) == (self.webhook_env is None):
            raise ValueError("give it either a 'channel' or a 'webhook_env'")
        return self

    @property
    def key(self) -> str:
        """What the ledger knows it by."""
        return f"slack:{self.channel}" if self.channel else f"slack:webhook:{self.webhook_env}"

    @property
    def label(self) -> str:
        """What a person calls it."""
        return f"the Slack channel {self.channel}" if self.channel else f"the Slack webhook in {self.webhook_env}"

    @property
    def can_update(self) -> bool:
        """Whether a message that was sent can be replaced: not a webhook's."""
        return self.channel is not None

    def messages(self, dispatch: Dispatch) -> list[Message]:
        """Return the first message and the replies in its thread."""
        drawn = to_slack(dispatch.briefing)
        if self.buttons:
            key = slack_buttons.edition_key(dispatch.profile, dispatch.date)
            drawn = slack_buttons.with_buttons(drawn, dispatch.briefing, key)
        kept = shown(drawn, dispatch.briefing, self.max_messages)
        return [
            Message(f"message {number}", body, digest(json.dumps(body, sort_keys=True)))
            for number, body in enumerate(kept, 1)
        ]

    def opened(self, environ: Mapping[str, str]) -> AbstractAsyncContextManager[Sender]:
        """Return a sender, open in its block; see `Target.opened`."""
        if self.webhook_env:
            return _hooked(environ, self.webhook_env, self.label)
        return _connected(environ, self.token_env, self.channel or "", self.label)


def shown(messages: Sequence[dict[str, Any]], briefing: Briefing, most: int) -> tuple[dict[str, Any], ...]:
    """Return at most `most` messages of `to_slack(briefing)`; where there are more, the last says what is not shown."""
    if len(messages) <= most:
        return tuple(messages)
    *kept, last = messages[:most]
    last = {**last, "blocks": last["blocks"][: ROOM.count - 1]}
    left = _left_out([*kept, last], briefing)
    what = f"{left:,} {'story is' if left == 1 else 'stories are'}" if left else "The end is"
    words = f"… {what} not shown here: the whole briefing takes {len(messages):,} messages."
    note = {"type": "context", "elements": [{"type": "mrkdwn", "text": words, "verbatim": True}]}
    return (*kept, {**last, "blocks": [*last["blocks"], note]})


def _left_out(messages: Sequence[Mapping[str, Any]], briefing: Briefing) -> int:
    """Return how many stories have no line of their own; the table of contents in the first part is none."""
    blocks = [block for message in messages for block in message["blocks"]]
    first = slack_buttons.headings(chat.parts(briefing)[1:2], briefing)
    start = next((place for place, block in enumerate(blocks) if [slack_buttons.text_of(block)] == first), len(blocks))
    told = [slack_buttons.text_of(block) for block in blocks[start:]]
    lines = ((mrkdwn.header(headline(tale)), mrkdwn.inert(headline(tale))) for tale in briefing.stories)
    return sum(not any(words in text for words in line for text in told) for line in lines)


# ── Through the app's token ───────────────────────────────────────────────────────────────────────


class Channel:
    """A channel, written to with a bot's token. A message's reference is the channel's id and its time stamp."""

    def __init__(self, web: Web, channel: str, label: str) -> None:
        self._web = web
        self._channel = channel
        self._label = label

    async def send(self, message: Message, before: Sequence[str]) -> str:
        """Post a message, in the first one's thread where that was sent; see `Sender.send`."""
        channel, _, thread = before[0].partition(":") if before else (self._channel, "", "")
        arguments = {**message.body, "channel": channel, "thread_ts": thread or None}
        answer = await self._web.call("chat.postMessage", self._label, **arguments)
        return f"{answer['channel']}:{answer['ts']}"

    async def update(self, message: Message, reference: str) -> str:
        """Put a message in the place of one that was sent, '' where that is gone; see `Sender.update`."""
        channel, _, ts = reference.partition(":")
        body = {"text": message.body["text"], "blocks": message.body["blocks"]}
        try:
            await self._web.call("chat.update", self._label, channel=channel, ts=ts, **body)
        except SlackError as error:
            if error.is_gone:
                return ""
            raise
        return reference


@asynccontextmanager
async def _connected(environ: Mapping[str, str], variable: str, channel: str, label: str) -> AsyncIterator[Sender]:
    yield Channel(Web.of(environ, variable), channel, label)


# ── Through an incoming webhook ───────────────────────────────────────────────────────────────────

_TOLD: Mapping[str, str] = {
    "channel_is_archived": "leads to a channel that is archived: make a new webhook for another",
    "action_prohibited": "may not post there: ask who administers the workspace",
    "posting_to_general_channel_denied": "may not post to #general: make a new webhook for another channel",
    **dict.fromkeys(("no_service", "no_service_id", "no_team", "invalid_token"), "is no longer valid: make a new one"),
}
"""What https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks says of each error."""


class Hook:
    """An incoming webhook."""

    def __init__(self, hook: Webhook) -> None:
        self._hook = hook

    async def send(self, message: Message, before: Sequence[str]) -> str:  # noqa: ARG002  (a webhook knows no threads)
        """Post a message; see `Sender.send`."""
        await self._hook.send(message.body)
        return ""

    async def update(self, message: Message, reference: str) -> str:  # noqa: ARG002  (nothing can be replaced)
        """Raise DeliveryError: what a webhook has posted cannot be replaced."""
        raise DeliveryError("What was posted through a Slack webhook cannot be replaced.")


@asynccontextmanager
async def _hooked(environ: Mapping[str, str], variable: str, label: str) -> AsyncIterator[Sender]:
    async with webhook.opened(environ, variable, label, pause=PAUSE, told=_told) as hook:
        yield Hook(hook)


def _told(answer: Answer) -> str | None:
    """Return what became of a message, by Slack's own word for it, which is the whole body."""
    known = _TOLD.get(answer.text.strip()) if answer.status >= HTTPStatus.BAD_REQUEST else None
    return f"{known} ({answer.text.strip()})" if known else None
