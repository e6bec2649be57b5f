"""The Slack app itself: what Slack sends is acknowledged at once, and seen to in the background.

The only file that imports bolt. Requests by HTTP are signed (https://docs.slack.dev/authentication/verifying-requests-from-slack):
bolt refuses a wrong signature, or one that is more than five minutes old, with 401.
"""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from summarizer.apps.slack import words
from summarizer.apps.slack.asking import asked, asked_of, links
from summarizer.apps.slack.desk import Desk
from summarizer.apps.slack.limits import Once
from summarizer.apps.slack.shelf import Shelf
from summarizer.apps.slack.talk import Place, Talk
from summarizer.apps.slack.threads import Threads, is_question

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Coroutine
    from pathlib import Path

    from summarizer.apps.slack.limits import Limits
    from summarizer.delivery.slack_web import Web
    from summarizer.settings import Settings

COMMAND = "/brief"
SHORTCUT = "brief_this"
PATH = "/slack/events"
"""Where Slack sends to: what happens, commands, and clicks."""
LARGEST = 1_000_000
"""Bytes of a request that are read; a larger one is answered with 413."""
REMEMBERED = 3600.0
"""Seconds that an event is known by its id: Slack sends one again for up to an hour (https://docs.slack.dev/apis/events-api)."""
DOUBLE = 2.0
"""Seconds within which two clicks on one button are one."""

_ACTIONS = re.compile(r"evidence|changes|stories|page\.(?:previous|next)")
_log = logging.getLogger(__name__)
_bolt = _log.getChild("bolt")
_bolt.setLevel(logging.ERROR)  # below that it logs what people write, and that it was given no token


@dataclass(frozen=True, slots=True)
class Setup:
    """What an app is made of.

    Attributes:
        web: Slack's Web API, with the bot's token.
        settings: What briefings are made with.
        limits: How much is done for whom.
        secret: The signing secret; '' where Socket Mode is used.
        store: The file that editions lie in; None is the usual one.
        profiles: Whose editions `/brief` shows; none: all.
    """

    web: Web
    settings: Settings
    limits: Limits
    secret: str = field(default="", repr=False)
    store: Path | None = None
    profiles: Collection[str] = ()


class App:
    """What Slack sends, handed on to who sees to it.

    Args:
        setup: What it is made of.
        who: Slack's answer to `auth.test`: whom the token belongs to.
    """

    def __init__(self, setup: Setup, who: dict[str, Any]) -> None:
        talk, shelf = Talk(setup.web), Shelf(setup.store, setup.profiles)
        self._talk = talk
        self._bot = str(who["user_id"])
        self._desk = Desk(talk, shelf, setup.settings, setup.limits)
        self._threads = Threads(talk, shelf, self._bot, setup.limits.questions)
        self._events = Once(REMEMBERED)
        self._clicks = Once(DOUBLE)
        self._tasks: set[asyncio.Task[None]] = set()

        async def authorized() -> AuthorizeResult:  # no method, as bolt would look for its `self`
            return AuthorizeResult(
                enterprise_id=who.get("enterprise_id"),
                team_id=who.get("team_id"),
                bot_user_id=self._bot,
                bot_id=who.get("bot_id"),
                bot_token="xoxb-unused",  # noqa: S106  (bolt's own client is not used)
            )

        self.bolt = AsyncApp(signing_secret=setup.secret, authorize=authorized, logger=_bolt)
        self.bolt.command(COMMAND)(self._command)
        self.bolt.message_shortcut(SHORTCUT)(self._shortcut)
        self.bolt.action(_ACTIONS)(self._action)
        self.bolt.event("app_mention")(self._mention)
        self.bolt.event("message")(self._message)

    async def close(self) -> None:
        """End what is under way; who waits is told."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("an error inside the app", exc_info=error)

    # ── What people do ────────────────────────────────────────────────────────────────────────────

    async def _command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        place = Place(body["channel_id"], body["user_id"], response_url=body.get("response_url"))
        self._spawn(self._desk.serve(asked(body.get("text") or "", self._bot), place))

    async def _shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        message = body["message"]
        ts, thread = str(message["ts"]), message.get("thread_ts")
        channel, user = body["channel"]["id"], body["user"]["id"]
        if not self._clicks.is_new(f"{user} {channel} {ts}"):
            return
        place = Place(channel, user, str(thread or ts), thread, body.get("response_url"))
        ask = asked_of(message)
        self._spawn(self._desk.serve(ask, place) if ask else self._talk.tell(place, words.NO_LINK))

    async def _action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        (action, *_) = body["actions"]
        view = body.get("view")
        name, value, user = str(action["action_id"]), str(action.get("value", "")), body["user"]["id"]
        if self._clicks.is_new(f"{user} {name} {value}"):
            channel = (body.get("channel") or {}).get("id", "")
            thread = (body.get("message") or {}).get("thread_ts")
            place = Place(channel, user, None, thread, body.get("response_url"))
            self._spawn(self._threads.click(place, name, value, str(body["trigger_id"]), view))

    async def _mention(self, body: dict[str, Any], event: dict[str, Any]) -> None:
        if not event.get("bot_id") and not event.get("edited") and self._events.is_new(str(body["event_id"])):
            self._spawn(self._spoken(event, is_addressed=True))

    async def _message(self, body: dict[str, Any], event: dict[str, Any]) -> None:
        """See to what is written in a conversation with the app, and to questions in threads.

        In a channel, what mentions the app comes as an event of its own.
        """
        is_direct = event.get("channel_type") == "im"
        theirs = not event.get("bot_id") and event.get("user") not in (None, self._bot)
        plain = event.get("subtype") in (None, "thread_broadcast") and not event.get("edited")
        text = str(event.get("text") or "")
        asks = bool(event.get("thread_ts")) and f"<@{self._bot}" not in text and is_question(text, self._bot)
        if theirs and plain and (is_direct or asks) and self._events.is_new(str(body["event_id"])):
            self._spawn(self._spoken(event, is_addressed=is_direct))

    async def _spoken(self, event: dict[str, Any], *, is_addressed: bool) -> None:
        """Answer a question in a briefing's thread, or see to what else is asked of the app."""
        text, channel, thread = str(event.get("text") or ""), str(event["channel"]), event.get("thread_ts")
        place = Place(channel, str(event["user"]), str(thread or event["ts"]), thread)
        key = ""
        if thread and not (is_addressed and links(text)):
            key = await self._threads.briefing_in(channel, str(thread), event.get("parent_user_id"))
        if key:
            await self._threads.answer(place, key, text)
        elif is_addressed and thread and is_question(text, self._bot) and not links(text):
            await self._talk.tell(place, words.NO_BRIEFING)
        elif is_addressed:
            await self._desk.serve(asked(text, self._bot), place)


# ── How it is reached ─────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def by_http(app: App, host: str, port: int) -> AsyncIterator[str]:
    """Serve an app by HTTP, and give the address that Slack is to send to.

    Raises:
        OSError: The host or port cannot be used.
    """

    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.bolt.async_dispatch(await to_bolt_request(request)))

    server = web.Application(client_max_size=LARGEST)
    server.add_routes([web.post(PATH, handle)])
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        (address, *_) = runner.addresses
        yield f"http://{host}:{address[1]}{PATH}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def by_socket(app: App, token: str, slack: Web) -> AsyncIterator[str]:
    """Serve an app by Socket Mode: it connects to Slack, and needs no address of its own."""
    handler = AsyncSocketModeHandler(app.bolt, token, logger=_bolt, web_client=slack.client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield "Socket Mode"
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
