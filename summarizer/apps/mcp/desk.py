"""What the tools do, without a word of the protocol: make a briefing, find an edition, a claim, its evidence."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import OrderedDict
from datetime import date as Date  # noqa: N812  (the name `date` is an argument's)
from typing import TYPE_CHECKING

from summarizer.apps.mcp import evidence, given, pages, store
from summarizer.apps.search import Index, Query
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from summarizer.apps.mcp import asked
    from summarizer.apps.search import Found, Hit
    from summarizer.engines.session import Progress, Stage
    from summarizer.models import Briefing
    from summarizer.settings import Settings

    OnProgress = Callable[[float, float, str], None]

KEPT = 50
"""Briefings made on request that `evidence` and later pages find again; an older one has to be made anew."""
AT_ONCE = 2
"""Briefings that are made at once; each asks the model for as much at once as the settings allow."""

_SHARES: Mapping[Stage, tuple[int, int]] = {"reading": (0, 80), "merging": (80, 10), "writing": (90, 10)}
"""Where in a hundred a stage of a run begins, and how many it takes."""

_PAGE = re.compile(r"(.+):([0-9]{1,9})")
_EDITION = re.compile(r"(.+)/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_PLACE = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9}))?")


class Desk:
    """What one server remembers, and what it is set up with."""

    def __init__(
        self, settings: Settings, *, replay: Path | None = None, flags: Mapping[str, Any] | None = None
    ) -> None:
        """Set up a desk.

        Args:
            settings: Of every briefing that is made.
            replay: A cassette that answers instead of the model.
            flags: Settings by name, which win; None among them means not given.
        """
        self._settings = settings
        self._replay = replay
        self._flags = {name: value for name, value in (flags or {}).items() if value is not None}
        self._made: OrderedDict[str, Briefing] = OrderedDict()
        self._index = Index()
        self._running = asyncio.Semaphore(1 if replay else AT_ONCE)  # a cassette is played by one run at a time

    # ── Briefings ─────────────────────────────────────────────────────────────────────────────────

    async def brief(self, request: asked.Brief, on_progress: OnProgress) -> given.BriefingPage:
        """Make a briefing and return its first page, or return another page."""
        if request.cursor:
            return await self._continued(request.cursor)
        async with self._running:
            briefing = await self._briefed(request, on_progress)
        name = hashlib.sha256(briefing.model_dump_json(exclude={"usage"}).encode()).hexdigest()[:12]
        self._made[name] = briefing
        self._made.move_to_end(name)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        return await self._page(name, 0)

    async def get_edition(self, request: asked.Edition, _on_progress: OnProgress) -> given.BriefingPage:
        """Return a page of a daily edition."""
        if request.cursor:
            return await self._continued(request.cursor)
        row = await asyncio.to_thread(store.chosen, request.profile, request.date)
        return await self._page(f"{row.profile}/{row.date}", 0)

    async def evidence(self, request: asked.Evidence, _on_progress: OnProgress) -> given.EvidencePage:
        """Return where the articles of a briefing say a claim, a figure or what is left open."""
        start, _ = _place(request.cursor)
        briefing, _ = await self._found(request.briefing)
        return await asyncio.to_thread(evidence.page, briefing, request.briefing, request.item, start)

    async def _briefed(self, request: asked.Brief, on_progress: OnProgress) -> Briefing:
        from summarizer.models import Article  # noqa: PLC0415  (the pipeline takes long to import)
        from summarizer.pipeline import asummarize  # noqa: PLC0415

        texts = request.texts or ()
        articles = [Article(text=one.text, title=one.title, url=one.url, publisher=one.publisher) for one in texts]
        own = {"length": request.length, "one_story": request.one_story}
        return await asummarize(
            [*articles, *(request.urls or ())],
            date=Date.fromisoformat(request.date) if request.date else None,
            replay=self._replay,
            settings=self._settings,
            on_progress=lambda now: on_progress(*_step(now)),
            **self._flags | {name: value for name, value in own.items() if value is not None},
        )

    async def _continued(self, cursor: str) -> given.BriefingPage:
        parts = _PAGE.fullmatch(cursor)
        if not parts:
            raise _no_page(cursor)
        return await self._page(parts[1], int(parts[2]))

    async def _page(self, name: str, start: int) -> given.BriefingPage:
        briefing, profile = await self._found(name)
        return await asyncio.to_thread(pages.page, briefing, name, start, profile=profile)

    async def _found(self, name: str) -> tuple[Briefing, str | None]:
        """Return the briefing of a name, and whose daily edition it is."""
        edition = _EDITION.fullmatch(name)
        if edition:
            return await asyncio.to_thread(store.edition, edition[1], edition[2]), edition[1]
        if name not in self._made:
            raise UsageError(
                f"There is no briefing '{name}': the server keeps the last {KEPT} that brief made, until it ends. Call "
                "brief again with the texts or urls; daily editions are named as in 'morning/2026-11-22'."
            )
        self._made.move_to_end(name)
        return self._made[name], None

    # ── Claims ────────────────────────────────────────────────────────────────────────────────────

    async def search_claims(self, request: asked.Search, on_progress: OnProgress) -> given.SearchPage:
        """Return a page of the claims of the daily editions that a query finds."""
        loop = asyncio.get_running_loop()

        def on_read(done: int, total: int) -> None:
            loop.call_soon_threadsafe(on_progress, done, total, "reading editions")

        return await asyncio.to_thread(self._searched, request, on_read)

    def _searched(self, request: asked.Search, on_read: Callable[[int, int], None]) -> given.SearchPage:
        start, newest = _place(request.cursor)
        query = Query(
            words=request.words or "",
            actor=request.actor or "",
            since=request.since,
            until=request.until,
            profile=request.profile,
            newest=newest,
        )
        with store.library() as library:
            store.check(library.listed(), request.profile)
            found = self._index.search(query, library, on_read)
        pages.check(start, len(found.hits))
        hits, _ = pages.fitting([_hit(one) for one in found.hits[start : start + request.limit]])
        following = start + len(hits)
        return given.SearchPage(
            total=len(found.hits),
            editions=found.editions,
            hits=hits,
            note=None if found.hits else _note(found, query),
            next=f"{following}:{newest or found.newest}" if following < len(found.hits) else None,
        )


def _step(now: Progress) -> tuple[float, float, str]:
    """Return how far a run is in all its stages together, of what, and what it is doing."""
    begins, share = _SHARES[now.stage]
    parts = f": {now.done:,} of {now.total:,}" if now.total > 1 else ""
    return begins + share * now.done / now.total, 100, f"{now.stage}{parts}"


def _place(cursor: str | None) -> tuple[int, int | None]:
    """Return where a page begins, and which edition was the newest when its search began."""
    if not cursor:
        return 0, None
    parts = _PLACE.fullmatch(cursor)
    if not parts:
        raise _no_page(cursor)
    return int(parts[1]), int(parts[2]) if parts[2] else None


def _no_page(cursor: str) -> UsageError:
    return UsageError(
        f"'{cursor}' is no cursor: take `next` of the page before as `cursor`, or leave `cursor` out for the first page."
    )


def _hit(hit: Hit) -> given.ClaimHit:
    return given.ClaimHit(
        claim=hit.claim.id,
        briefing=f"{hit.row.profile}/{hit.row.date}",
        date=hit.row.date,
        profile=hit.row.profile,
        text=hit.claim.text,
        status=hit.claim.status,
        sources=hit.claim.sources,
        story=hit.headline,
        speakers=list(hit.claim.speakers[: given.MOST]),
        first=hit.first if hit.first != hit.row.date else None,
        editions=hit.editions,
    )


def _note(found: Found, query: Query) -> str:
    """Return what to try where nothing was found."""
    if not found.editions:
        return "There is no edition between these dates: search with others, or without since and until."
    alone = ", ".join(f"'{word}' {number:,}" for word, number in found.alone.items())
    if alone and not query.actor:
        return f"No claim has all of the words; claims with each alone: {alone}. Search with fewer or other words."
    return "No claim was found: search with fewer words, another spelling of the name, or other dates."
