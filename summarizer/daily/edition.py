"""The daily edition: what is new, told together with the stories that are still open, once for each date."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from summarizer import pipeline
from summarizer.daily import publishing
from summarizer.daily.gathering import gather
from summarizer.daily.owning import own
from summarizer.delivery.deliverer import Deliverer, Outcome
from summarizer.delivery.target import Dispatch
from summarizer.engines.local import opened
from summarizer.engines.session import Progress, Tape
from summarizer.errors import NothingToSummarize, OutputError, SummarizerError, UsageError
from summarizer.memory import database, lock
from summarizer.memory.deliveries import Deliveries
from summarizer.memory.editions import Editions, Kept
from summarizer.merging.changes import changes
from summarizer.models import Article, ArticleRecord, LeftOut
from summarizer.reading import files
from summarizer.writing.feed import LONGEST, Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from summarizer.daily.gathering import Gathered
    from summarizer.daily.profiles import Profile
    from summarizer.memory.editions import Row
    from summarizer.models import Briefing
    from summarizer.reading.fetching import Limits

_log = logging.getLogger(__name__)
_COMPARED = 7  # earlier editions that a new one is compared with, and those that had its articles last
_OVERDUE = 7  # days after which an edition whose run was killed before it was sent is not sent by itself any more


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that is complete.

    Attributes:
        profile: Whose it is.
        date: ISO 8601.
        number: Its place among its profile's, from 1.
        briefing: What it says.
        is_new: Whether this run completed it.
        written: The files that this run wrote.
        delivered: What became of each message to the profile's targets, those that were sent before included.
    """

    profile: str
    date: str
    number: int
    briefing: Briefing
    is_new: bool = True
    written: tuple[Path, ...] = ()
    delivered: tuple[Outcome, ...] = ()


async def daily(  # noqa: PLR0913  (what a caller may say, each by name and with a default)
    profile: Profile,
    *,
    date: date | None = None,
    store: Path | None = None,
    limits: Limits | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    delivers: bool = True,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> Edition:
    """Return a profile's edition of a date: the one that is there, or a new one.

    An edition that is complete is returned as it is: nothing is fetched, and only files that are missing are written and
    messages that were not sent are sent. One that an earlier run left open is completed of what that run gathered, and
    one whose run ended before it was delivered is delivered, both before another is made. Runs of one profile do not
    overlap.

    Args:
        profile: What it is made of, how, and where to.
        date: Its date; today in the profile's time zone where it is None.
        store: The file that outlives a run; None is the one that `database.where` names.
        limits: How much is asked of servers.
        on_progress: Called as parts of articles are done.
        delivers: Whether it is sent to the profile's targets; a later run does, otherwise.
        on_outcome: Called with what became of each message, of an earlier edition too. A message that could not be sent
            raises nothing.

    Raises:
        UsageError: Another run of the profile is under way, the date lies in the future or before the newest edition,
            or the store or a file cannot be written.
        NothingToSummarize: No source holds an article that is new.
        ModelError: The model could not be reached; what was gathered is kept for the next run.
    """
    path = store or database.where(os.environ)
    on = date or profile.settings.today()
    if on > profile.settings.today() + timedelta(days=1):
        raise UsageError(f"The date {on.isoformat()} lies in the future: an edition is made when its day has come.")
    with lock.held(path, profile.name), Editions(path) as editions, Deliveries(path) as ledger:
        own(profile, editions)
        deliverer = Deliverer(ledger, os.environ, on_outcome) if delivers else None
        run = _Run(profile, editions, deliverer, limits, on_progress)
        return await run.edition(on)


async def deliver(
    profile: Profile,
    on: date,
    *,
    store: Path | None = None,
    again: bool = False,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Send a profile's edition of a date to its targets, and return what became of each message.

    Args:
        profile: Whose, and where to.
        on: The edition's date.
        store: The file that outlives a run; None is the one that `database.where` names.
        again: Send also what was sent, or may have arrived; replaced in its place where that can be.
        on_outcome: Called with each outcome as it is known.

    Raises:
        UsageError: There is no such edition, it is not complete, the profile has no target, another run of it is under
            way, or the store cannot be written.
    """
    path = store or database.where(os.environ)
    if not profile.deliver:
        raise UsageError(f"The profile '{profile.name}' delivers nowhere; docs/delivery.md says how to name a place.")
    with lock.held(path, profile.name), Editions(path) as editions, Deliveries(path) as ledger:
        own(profile, editions)
        row = editions.find(profile.name, on.isoformat())
        if row is None:
            raise UsageError(f"There is no edition of {on.isoformat()} of the profile '{profile.name}'.")
        deliverer = Deliverer(ledger, os.environ, on_outcome)
        return await deliverer.deliver(_dispatch(profile, editions, row), profile.deliver, again=again)


class _Run:
    """One run of a profile, which holds its lock."""

    def __init__(
        self,
        profile: Profile,
        editions: Editions,
        deliverer: Deliverer | None,
        limits: Limits | None,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._profile = profile
        self._editions = editions
        self._deliverer = deliverer
        self._limits = limits
        self._on_progress = on_progress
        self._unwritten: OutputError | None = None

    async def edition(self, on: date) -> Edition:
        """Return the edition of a date; what could not be written of an earlier one is raised at the end."""
        done = await self._edition(on)
        if self._unwritten:
            raise self._unwritten
        return done

    async def _edition(self, on: date) -> Edition:
        name, day = self._profile.name, on.isoformat()
        await self._overdue(on)
        found = self._editions.find(name, day)
        if found and found.state == "complete":
            same = found.options == _options(self._profile)
            data = {"profile": name, "date": day, "number": found.number, "same_settings": same}
            _log.info("edition is there", extra={"data": data})
            return await self._published(found, is_new=False)
        newest = next(iter(self._editions.listed(name)[::-1]), None)
        if newest and newest.date > day:
            raise UsageError(
                f"The profile '{name}' has an edition of {newest.date} already, and none is made for an earlier day, "
                f"{day}; check the clock, or give --date."
            )
        for left in self._editions.listed(name):  # one at the most, but for a store that was changed by hand
            if left.state == "open" and left.date != day:
                await self._made_good(await self._continued(left), is_new=True)
        done = await self._continued(found) if found else await self._completed(await self._opened(on))
        return await self._published(done, is_new=True)

    async def _overdue(self, on: date) -> None:
        """Publish earlier editions whose run ended before it had: each tells what was new then, and no other does."""
        if self._deliverer:
            since = (on - timedelta(days=_OVERDUE)).isoformat()
            for day in self._deliverer.ledger.pending(self._profile.name, since):
                row = self._editions.find(self._profile.name, day)
                if row and day < on.isoformat():
                    await self._made_good(row, is_new=False)

    async def _made_good(self, row: Row, *, is_new: bool) -> None:
        """Publish an earlier edition: a file of it that cannot be written does not cost the reader today's."""
        try:
            await self._published(row, is_new=is_new)
        except OutputError as error:
            _log.warning("file not written", extra={"data": {"date": row.date, "reason": str(error)}})
            self._unwritten = self._unwritten or error

    async def _opened(self, on: date) -> Row:
        """Gather what is new, and keep it: from here on, a run that is killed is continued by the next."""
        now = self._profile.settings.now()
        found = await gather(self._profile, on, self._editions, now=now, limits=self._limits)
        ready = await asyncio.to_thread(files.read, [one.found for one in found.new if isinstance(one.found, Article)])
        if not any(isinstance(entry, Article) for entry in ready):
            raise self._nothing(found)
        row = self._editions.begin(
            self._profile.name, on.isoformat(), _options(self._profile), found.entries, found.aside
        )
        _log.info("edition opened", extra={"data": {"profile": row.profile, "date": row.date, "number": row.number}})
        return row

    async def _continued(self, row: Row) -> Row:
        """Complete an edition that an earlier run left open; no other is made before it, so say how to be rid of it."""
        try:
            return await self._completed(row)
        except SummarizerError:
            raise
        except Exception as error:
            raise UsageError(
                f"The edition of {row.date}, which an earlier run left open, cannot be completed "
                f"({type(error).__name__}: {error}). 'summarize history discard {row.date} --profile {row.profile}' "
                "throws it away, and its articles are new again; please report it, with the log that --verbose writes."
            ) from error

    async def _completed(self, row: Row) -> Row:
        """Brief what was gathered for an open edition, and keep the briefing."""
        entries = self._editions.entries(row)
        read = await asyncio.to_thread(_ready, entries)
        on = date.fromisoformat(row.date)
        async with opened(self._profile.settings, Tape()) as session:
            briefing = await pipeline.brief(read, session, self._profile.settings, on, self._on_progress)
        before = self._before(row, entries)
        told = await asyncio.to_thread(changes, before, briefing)
        left_out = tuple(
            LeftOut(title=one.found.title or one.found.name, url=one.found.url, reason=one.aside or "")
            for one in self._editions.aside(row)
        )
        done = self._editions.complete(row, briefing.model_copy(update={"changes": told, "left_out": left_out}))
        _log.info(
            "edition complete",
            extra={"data": {"profile": row.profile, "date": row.date, "number": row.number, "stories": len(briefing.stories), "changes": len(told.items) if told else None}},
        )  # fmt: skip
        if self._profile.keep_text:
            self._editions.prune((on - timedelta(days=self._profile.keep_text)).isoformat(), self._profile.name)
        return done

    def _before(self, row: Row, entries: Sequence[Kept]) -> list[Briefing]:
        """Return the earlier editions that a new one is compared with, oldest first."""
        complete = [
            one for one in self._editions.listed(row.profile) if one.state == "complete" and one.date < row.date
        ]
        chosen = {one.id: one for one in complete[-_COMPARED:]}
        for last in (self._editions.last_with(one.id) for one in entries if one.id and one.first < row.date):
            if last:
                chosen[last.id] = last
        rows = sorted(chosen.values(), key=lambda one: one.date)
        return [briefing for one in rows if (briefing := self._editions.briefing(one))]

    async def _published(self, row: Row, *, is_new: bool) -> Edition:
        """Return a complete edition, its files written and its messages sent; what fails of the one stops not the other."""
        dispatch = _dispatch(self._profile, self._editions, row)
        outputs, home = self._profile.formats, self._profile.home
        written: list[Path] = []
        failed: OutputError | None = None
        try:
            written = publishing.publish(dispatch.briefing, outputs, home, row.profile, is_newest=dispatch.is_newest)
        except OutputError as error:
            failed = error
        for path in written:
            _log.info("file written", extra={"data": {"path": str(path)}})
        delivered: list[Outcome] = []
        if self._deliverer:
            delivered = await self._deliverer.deliver(dispatch, self._profile.deliver)
            self._deliverer.ledger.settle(row.id)
        if failed:
            raise failed
        return Edition(row.profile, row.date, row.number, dispatch.briefing, is_new, tuple(written), tuple(delivered))

    def _nothing(self, found: Gathered) -> NothingToSummarize:
        """Return the error that says why there is no edition."""
        complete = [row for row in self._editions.listed(self._profile.name) if row.state == "complete"]
        since = f" since the edition of {complete[-1].date}" if complete else ""
        reasons = [
            one.found.reason for one in found.records if isinstance(one.found, ArticleRecord) and one.found.reason
        ]
        failed = f" Sources without an article: {len(reasons)}. The first: {reasons[0]}" if reasons else ""
        return NothingToSummarize(f"There is nothing new for the profile '{self._profile.name}'{since}.{failed}")


def _ready(entries: Sequence[Kept]) -> list[Article | ArticleRecord]:
    """Return what an edition is made of as the pipeline wants it; ids are the places, from 1."""
    numbered = [one.found.model_copy(update={"id": str(place)}) for place, one in enumerate(entries, 1)]
    articles = iter(files.read([one for one in numbered if isinstance(one, Article)]))
    return [next(articles) if isinstance(one, Article) else one for one in numbered]


def _dispatch(profile: Profile, editions: Editions, row: Row) -> Dispatch:
    """Return a complete edition, ready to be sent."""
    briefing = editions.briefing(row)
    if briefing is None:
        raise UsageError(f"The edition of {row.date} is not complete; 'summarize daily' completes it.")
    recent = partial(_recent, editions.path, row.profile)
    is_newest = editions.listed(row.profile)[-1].id == row.id
    home = profile.home
    return Dispatch(row.profile, row.date, row.number, briefing, home, row.id, is_newest, recent)


def _recent(path: Path, profile: str) -> list[Issue]:
    """Return a profile's newest editions for a feed; on a connection of its own, as another thread asks."""
    with Editions(path) as editions:
        rows = [row for row in editions.listed(profile) if row.state == "complete"][-LONGEST:]
        found = [(row, editions.briefing(row)) for row in reversed(rows)]
    return [Issue(row.profile, row.date, row.completed or row.created, briefing) for row, briefing in found if briefing]


def _options(profile: Profile) -> str:
    """Return a hash of what shapes an edition."""
    shaping = profile.model_dump(mode="json", exclude={"home", "file", "formats", "deliver", "keep_text"})
    return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()[:16]
