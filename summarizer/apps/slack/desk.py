"""The desk: it takes what is asked, makes the briefing in the background, and posts it.

Whoever asks is told at once that it is at work, then at a growing distance how far it is, and in the end what went wrong
where something did. How much is done at once, and for whom, is limited.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer import pipeline
from summarizer.apps.slack import words
from summarizer.apps.slack.limits import Meter
from summarizer.delivery.slack import shown
from summarizer.delivery.slack_buttons import with_buttons
from summarizer.delivery.slack_web import SlackError
from summarizer.errors import SummarizerError
from summarizer.writing.slack import to_slack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from summarizer.apps.slack.asking import Ask
    from summarizer.apps.slack.limits import Limits
    from summarizer.apps.slack.shelf import Shelf
    from summarizer.apps.slack.talk import Place, Talk
    from summarizer.engines.session import Progress
    from summarizer.models import Briefing
    from summarizer.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _State:
    """How far a briefing is."""

    has_turn: bool = False
    newest: Progress | None = None

    def note(self, now: Progress) -> None:
        self.newest = now


class Desk:
    """Serves requests, each in a task of its own.

    Args:
        talk: How people are spoken to.
        shelf: Where briefings are kept.
        settings: What briefings are made with.
        limits: How much is done.
    """

    def __init__(self, talk: Talk, shelf: Shelf, settings: Settings, limits: Limits) -> None:
        self._talk = talk
        self._shelf = shelf
        self._settings = settings
        self._limits = limits
        self._users = Meter(limits.per_user)
        self._channels = Meter(limits.per_channel)
        self._turns = asyncio.Semaphore(limits.at_once)
        self._threads = ThreadPoolExecutor(limits.at_once, thread_name_prefix="briefing")
        self._open: set[tuple[str, str, Ask]] = set()
        """What is being made or waits: the channel, the person and the request."""

    async def serve(self, ask: Ask, place: Place) -> None:
        """Do what is asked; whatever comes of it, whoever asks is told."""
        try:
            if refusal := self._refusal(ask, place):
                await self._talk.tell(place, refusal)
            else:
                await self._served(ask, place)
        except SummarizerError as error:
            if isinstance(error, SlackError) and error.is_outside:
                await self._talk.tell(place, words.OUTSIDE)
            else:
                await self._talk.fail(place, error)
        except TimeoutError:
            _log.warning(
                "a briefing took too long", extra={"data": {"channel": place.channel, "links": len(ask.links)}}
            )
            await self._talk.tell(place, words.too_long(self._limits.longest))
        except asyncio.CancelledError:
            await self._stopped(place)
            raise
        except Exception:  # noqa: BLE001  (whatever it is, whoever asked is told, and the log has it)
            _log.exception("a request failed")
            await self._talk.tell(place, words.BROKEN)

    def _refusal(self, ask: Ask, place: Place) -> str:
        """Return why nothing is done, '' where it is; what is done counts from now on."""
        if ask.kind == "help":
            return words.HELP
        if len(ask.links) > self._limits.links:
            return words.too_many(len(ask.links), self._limits.links)
        if (place.channel, place.user, ask) in self._open:
            return words.TWICE
        for meter, who, of, most in (
            (self._users, place.user, "You have", self._limits.per_user),
            (self._channels, place.channel, "This channel has", self._limits.per_channel),
        ):
            if seconds := meter.wait(who):
                return words.wait(seconds, of, most)
        if len(self._open) >= self._limits.at_once + self._limits.queue:
            return words.BUSY
        self._users.note(place.user)
        self._channels.note(place.channel)
        return ""

    async def _served(self, ask: Ask, place: Place) -> None:
        name = (place.channel, place.user, ask)
        before = max(0, len(self._open) - self._limits.at_once + 1)
        self._open.add(name)
        try:
            if ask.kind == "profile":
                await self._edition(ask, place)
            else:
                await self._made(ask, place, before)
        finally:
            self._open.remove(name)

    async def _edition(self, ask: Ask, place: Place) -> None:
        """Post the newest edition of a profile."""
        found = await self._shelf.newest(ask.profile)
        if found is None:
            await self._talk.tell(place, words.no_edition(ask.profile, await self._shelf.profiles()))
            return
        await self._post(place, *found)

    async def _made(self, ask: Ask, place: Place, before: int) -> None:
        """Make a briefing, and post it; so many requests are served before."""
        await self._talk.note(place, words.started(ask, before))  # where the app may not post, nothing is read
        briefing = await self._briefing(ask, place)
        if not briefing.stories:
            await self._talk.tell(place, words.EMPTY)
            return
        await self._post(place, self._shelf.keep(briefing), briefing)

    async def _briefing(self, ask: Ask, place: Place) -> Briefing:
        """Make a briefing in its turn, and tell from time to time how far it is."""
        state = _State()
        notes = asyncio.create_task(self._notes(place, state))
        try:
            async with self._turns:
                state.has_turn = True
                async with asyncio.timeout(self._limits.longest):
                    return await self._apart(
                        pipeline.asummarize(ask.sources, settings=self._settings, on_progress=state.note)
                    )
        finally:
            notes.cancel()
            with suppress(asyncio.CancelledError):
                await notes

    async def _apart(self, work: Coroutine[Any, Any, Briefing]) -> Briefing:
        """Do work in a thread with an event loop of its own, so that what computes in it keeps no answer waiting."""
        inner: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Briefing]]] = []

        async def noted() -> Briefing:
            task = asyncio.ensure_future(work)
            inner.append((asyncio.get_running_loop(), task))
            return await task

        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, asyncio.run, noted())
        except asyncio.CancelledError:
            for loop, task in inner:
                with suppress(RuntimeError):  # it has ended meanwhile
                    loop.call_soon_threadsafe(task.cancel)
            raise

    async def _notes(self, place: Place, state: _State) -> None:
        """Tell how far a briefing is, at the limits' times."""
        async for _ in _moments(self._limits.notes):
            await self._talk.tell(place, words.progress(state.newest) if state.has_turn else words.WAITING)

    async def _post(self, place: Place, key: str, briefing: Briefing) -> None:
        drawn = await asyncio.to_thread(self._drawn, key, briefing)
        thread = await self._talk.post(place, drawn)
        self._shelf.note(place.channel, thread, key)

    def _drawn(self, key: str, briefing: Briefing) -> tuple[dict[str, Any], ...]:
        return shown(with_buttons(to_slack(briefing), briefing, key), briefing, self._limits.messages)

    async def _stopped(self, place: Place) -> None:
        """Tell whoever waits that the app ends, as far as there is time."""
        with suppress(TimeoutError, asyncio.CancelledError):
            async with asyncio.timeout(1):
                await self._talk.tell(place, words.STOPPED)


async def _moments(seconds: tuple[float, ...]) -> AsyncIterator[None]:
    """Yield at each of so many seconds from now."""
    begin = asyncio.get_running_loop().time()
    for one in seconds:
        await asyncio.sleep(max(0.0, begin + one - asyncio.get_running_loop().time()))
        yield
