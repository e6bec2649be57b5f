"""Where a button, or a question in a thread, finds its briefing.

Editions lie in the store, and are found there after the app was started anew. Briefings that were made on request are kept
as long as the app runs, the newest ones.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from typing import TYPE_CHECKING

from summarizer.delivery import slack_buttons
from summarizer.memory.editions import Editions

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from summarizer.models import Briefing

KEPT = 100
"""Briefings that were made on request."""
EDITIONS = 10
"""Editions that are kept in memory, too: they are large, and are read again from the store."""
THREADS = 5_000
"""Threads whose briefing is known."""


class Shelf:
    """Briefings by key, and the threads in which they stand.

    Args:
        store: The file that editions lie in; None is the usual one.
        profiles: Whose editions are shown to who asks for them by name; none: all.
    """

    def __init__(self, store: Path | None = None, profiles: Collection[str] = ()) -> None:
        self._store = store
        self._shown = frozenset(profiles)
        self._editions: OrderedDict[str, Briefing] = OrderedDict()
        self._kept: OrderedDict[str, Briefing] = OrderedDict()
        self._threads: OrderedDict[tuple[str, str], str] = OrderedDict()

    def keep(self, briefing: Briefing) -> str:
        """Keep a briefing that was made on request, and return its key."""
        key = f"b.{secrets.token_hex(8)}"
        _put(self._kept, key, briefing, KEPT)
        return key

    async def find(self, key: str) -> Briefing | None:
        """Return a briefing; None where it is no longer kept.

        Raises:
            StoreError: The store cannot be read.
        """
        for kept in (self._kept, self._editions):
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        edition = slack_buttons.edition_of(key)
        found = await asyncio.to_thread(self._edition, *edition) if edition else None
        if found:
            _put(self._editions, key, found, EDITIONS)
        return found

    async def newest(self, profile: str) -> tuple[str, Briefing] | None:
        """Return the key and the briefing of a profile's newest edition; None where there is none that is shown.

        Raises:
            StoreError: The store cannot be read.
        """
        if not self._is_shown(profile):
            return None
        date = await asyncio.to_thread(self._newest, profile)
        key = slack_buttons.edition_key(profile, date)
        found = await self.find(key) if date else None
        return (key, found) if found else None

    async def profiles(self) -> list[str]:
        """Return the names of the profiles that have an edition which is shown.

        Raises:
            StoreError: The store cannot be read.
        """
        return await asyncio.to_thread(self._profiles)

    def note(self, channel: str, thread: str, key: str) -> None:
        """Note the briefing that stands in a thread; '' where none does."""
        self._threads[channel, thread] = key
        while len(self._threads) > THREADS:
            self._threads.popitem(last=False)

    def standing(self, channel: str, thread: str) -> str | None:
        """Return the key of the briefing that stands in a thread, '' where none does; None where that is not known."""
        return self._threads.get((channel, thread))

    def _is_shown(self, profile: str) -> bool:
        return not self._shown or profile in self._shown

    def _edition(self, profile: str, date: str) -> Briefing | None:
        with Editions(self._store) as editions:
            row = editions.find(profile, date)
            return editions.briefing(row) if row else None

    def _newest(self, profile: str) -> str:
        with Editions(self._store) as editions:
            complete = [row.date for row in editions.listed(profile) if row.state == "complete"]
        return complete[-1] if complete else ""

    def _profiles(self) -> list[str]:
        with Editions(self._store) as editions:
            names = dict.fromkeys(row.profile for row in editions.listed() if row.state == "complete")
        return list(filter(self._is_shown, names))


def _put(kept: OrderedDict[str, Briefing], key: str, briefing: Briefing, most: int) -> None:
    """Keep a briefing, and let go of those that were looked at the longest ago where there are too many."""
    kept[key] = briefing
    while len(kept) > most:
        kept.popitem(last=False)
