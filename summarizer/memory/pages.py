"""Pages and feeds as they were fetched, so that a server need not send again what did not change.

A page's body holds an article's text, so it is kept no longer than texts are. What stays is by what its server knows it
again (ETag, Last-Modified): where the article itself is known, "not changed" says all there is to say.
"""

from __future__ import annotations

import os
import warnings
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from summarizer.errors import SummarizerWarning
from summarizer.memory import database
from summarizer.memory.database import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

OLDEST = 30
"""Days for which a body is kept after it was fetched, at the most, and what is left of a page after it was asked for."""
LARGEST = 200_000_000
"""Bytes of all bodies, compressed; beyond it, those go first that were fetched first."""

_AHEAD = 2  # days: what is dated later was fetched under a clock that was wrong, and would stay for too long

_GET = "SELECT url, etag, last_modified, content_type, body FROM pages WHERE address = ?"
_PUT = """
    INSERT OR REPLACE INTO pages (address, url, etag, last_modified, content_type, body, used) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
# `used` is when the body was fetched; of a page without one (an empty blob) when it went, or was asked for since.
_EMPTY = "UPDATE pages SET body = x'', used = ? WHERE length(body) > 0 AND (used < ? OR used > ?)"
_ASKED = "UPDATE pages SET used = ? WHERE length(body) = 0 AND address = ?"
_BEYOND = """
    UPDATE pages SET body = x'' WHERE length(body) > 0 AND address IN (
        SELECT address FROM (
            SELECT address, sum(length(body)) OVER (ORDER BY used DESC, address) AS total FROM pages
        ) WHERE total > ?
    )
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its server sent it.

    Attributes:
        url: Where it came from, redirects followed.
        etag: The server's ETag, as it is.
        last_modified: The server's Last-Modified, as it is.
        content_type: The server's Content-Type, as it is.
        body: Decompressed; None where it is not kept any more.
    """

    url: str
    etag: str | None
    last_modified: str | None
    content_type: str
    body: bytes | None


_T = TypeVar("_T")


def _now() -> datetime:
    return datetime.now(UTC)


class Pages:
    """The pages in the store; a context manager, for one thread.

    Nothing here raises. What fails first is told by one `SummarizerWarning`, and from then on every page is fetched whole.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        days: int | None = None,
        largest: int = LARGEST,
        wait: float = database.WAIT,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """Open the store, and make it where there is none.

        Args:
            path: The file; None is the one that `database.where` names.
            days: For how many a body is kept after the day on which it was fetched; None: `OLDEST`, which is the most.
            largest: See `LARGEST`.
            wait: Seconds to wait for another program that is writing.
            now: The clock, which tells when a page was fetched or asked for.
        """
        self.path = path or database.where(os.environ)
        self._days = min(days or OLDEST, OLDEST)
        self._largest = largest
        self._wait = wait
        self._now = now
        self._used: dict[str, None] = {}
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = database.connect(self.path, wait=wait)
        except StoreError as error:
            self._lose(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of bodies that are too old or too much, and of pages that nobody asks for, and close the store."""
        self._do(self._tidy)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, address: str) -> Page | None:
        """Return what was put under an address, or None."""

        def find(connection: sqlite3.Connection) -> Page | None:
            row = connection.execute(_GET, (_storable(address),)).fetchone()
            try:
                if row is None:
                    return None
                url, etag, modified, kind, body = row
                return Page(url, etag, modified, kind, zlib.decompress(body) if body else None)
            except zlib.error:
                return None

        found = self._do(find)
        if found:
            self._used[address] = None
        return found

    def put(self, address: str, page: Page) -> None:
        """Keep a page under the address that was asked for, in place of any other."""
        row = (
            *map(_storable, (address, page.url)),
            page.etag,
            page.last_modified,
            page.content_type,
            zlib.compress(page.body) if page.body is not None else b"",
            self._stamp(),
        )
        self._do(lambda connection: connection.execute(_PUT, row))

    def _tidy(self, connection: sqlite3.Connection) -> None:
        now = self._stamp()
        last, oldest, ahead = (
            (self._now().astimezone(UTC) - timedelta(days=days)).date().isoformat()
            for days in (self._days, OLDEST, -_AHEAD)
        )
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_EMPTY, (now, last, ahead))
            connection.execute(_BEYOND, (self._largest,))
            connection.executemany(_ASKED, [(now, _storable(one)) for one in self._used])
            connection.execute("DELETE FROM pages WHERE used < ?", (oldest,))
        # As a script: `execute` would take one step, which frees one page.
        connection.executescript("PRAGMA incremental_vacuum")

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")

    def _do(self, action: Callable[[sqlite3.Connection], _T]) -> _T | None:
        if self._connection is None:
            return None
        try:
            with database.explained(self.path, self._wait):
                return action(self._connection)
        except StoreError as error:
            self._lose(error)
            return None

    def _lose(self, error: StoreError) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        problem = str(error)
        warnings.warn(
            f"Pages are fetched whole, and not kept: {problem[0].lower()}{problem[1:]}", SummarizerWarning, stacklevel=2
        )


def _storable(address: str) -> str:
    """Return an address that SQLite can hold: lone surrogates, which no encoding can write, are spelt out."""
    return address.encode("utf-8", "backslashreplace").decode()
