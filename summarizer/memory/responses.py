"""The response store: the model's answers by the hash of their requests, so that none is paid for twice.

Each answer is written as it arrives: a run that is killed is continued by the next. A store that fails costs the run
what it holds, and a warning, never the briefing.
"""

from __future__ import annotations

import os
import threading
import warnings
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from summarizer.drafts import Answered
from summarizer.errors import SummarizerWarning
from summarizer.memory import database
from summarizer.memory.database import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

_MOST = 10**12
"""What is counted of one answer at the most, whatever a server claims: no sum leaves SQLite's 64 bits."""

_GET = """
    SELECT id, body, requests, input_tokens, output_tokens, cost_usd, settled FROM responses WHERE key = ?
"""
# A replaced answer gets a new id, so that who has the old one settles nothing of the new one.
_PUT = """
    INSERT OR REPLACE INTO responses (key, body, created, requests, input_tokens, output_tokens, cost_usd)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SETTLE = "UPDATE responses SET settled = 1, reused = reused + ? WHERE id = ?"
_HELD = """
    SELECT count(*), min(created), max(created),
           coalesce(sum(requests), 0), coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0),
           sum(cost_usd), count(*) - count(cost_usd), coalesce(sum(reused), 0)
    FROM responses
"""


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The answers of earlier runs, and a place for those of this one; for any number of threads and processes.

    Nothing here raises. What fails first is told by one `SummarizerWarning`; from then on nothing more is kept, and
    nothing more is given out where the store cannot be read either.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        reuse: bool = True,
        wait: float = database.WAIT,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """Open the store, and make it where there is none.

        Args:
            path: The file; None is the one that `database.where` names.
            reuse: Whether `get` gives answers out. `put` keeps them in any case.
            wait: Seconds to wait for another program that is writing.
            now: The clock, which tells when an answer came.
        """
        self.path = path or database.where(os.environ)
        self._reuse = reuse
        self._wait = wait
        self._now = now
        self._lock = threading.Lock()
        self._warned = False
        self._keeps = True
        self._reused: dict[int, int] = {}  # how often this run was given an answer, by the answer's id
        self._connection = self._opened()

    def get(self, key: str) -> Answered | None:
        """Return the answer that is kept under `key`, or None.

        It is `settled` where a finished briefing has accounted for it, and where this run does already: this run kept it,
        or was given it before.
        """
        with self._lock:
            if self._connection is None or not self._reuse:
                return None
            try:
                with database.explained(self.path, self._wait):
                    row = self._connection.execute(_GET, (_storable(key),)).fetchone()
            except StoreError as error:
                self._close()
                self._warn("Stored answers are not used any more in this run", error)
                return None
            answered = _answered(row, known=self._reused) if row else None
            if answered:
                self._reused[row[0]] = self._reused.get(row[0], 0) + 1
            return answered

    def put(self, key: str, answered: Answered) -> None:
        """Keep an answer under `key`, in place of any other. It is committed when this returns: a kill loses nothing."""
        counts = (answered.requests, answered.input_tokens, answered.output_tokens)
        row = (
            _storable(key),
            zlib.compress(answered.body.encode("utf-8", "surrogatepass")),
            self._now().astimezone(UTC).isoformat(timespec="seconds"),
            *(min(max(count, 0), _MOST) for count in counts),
            answered.cost_usd,
        )
        self._write(partial(self._insert, row))

    def settle(self) -> None:
        """Say that a finished briefing has accounted for every answer that was kept or given out since the opening."""
        self._write(self._mark)

    def close(self) -> None:
        """Close the file; after it, nothing is kept or given out."""
        with self._lock:
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> sqlite3.Connection | None:
        """Return a connection, if only to read; None where there is none."""
        try:
            connection, trouble = database.reach(self.path, wait=self._wait)
        except StoreError as error:
            self._warn("Answers are neither kept nor reused in this run", error)
            return None
        if trouble:
            self._keeps = False
            self._warn("The answers of this run are not kept", trouble)
        return connection

    def _write(self, action: Callable[[sqlite3.Connection], None]) -> None:
        with self._lock:
            if self._connection is None or not self._keeps:
                return
            try:
                with database.explained(self.path, self._wait):
                    action(self._connection)
            except StoreError as error:
                self._keeps = False
                self._warn("The answers of this run are not kept any more", error)

    def _insert(self, row: tuple[Any, ...], connection: sqlite3.Connection) -> None:
        identity = connection.execute(_PUT, row).lastrowid
        if identity is not None:
            self._reused[identity] = 0

    def _mark(self, connection: sqlite3.Connection) -> None:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_SETTLE, [(times, identity) for identity, times in self._reused.items()])
        self._reused.clear()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _warn(self, what: str, error: StoreError) -> None:
        if not self._warned:
            self._warned = True
            problem = str(error)
            warnings.warn(f"{what}: {problem[0].lower()}{problem[1:]}", SummarizerWarning, stacklevel=2)


def _storable(key: str) -> str:
    """Return a key that SQLite can hold: lone surrogates, which no encoding can write, are spelt out."""
    return key.encode("utf-8", "backslashreplace").decode()


def _answered(row: tuple[Any, ...], *, known: dict[int, int]) -> Answered | None:
    """Return a row as an answer; None where it is damaged, so that the model is asked again."""
    identity, body, requests, read, written, cost, settled = row
    try:
        return Answered(
            body=zlib.decompress(body).decode("utf-8", "surrogatepass"),
            requests=requests,
            input_tokens=read,
            output_tokens=written,
            cost_usd=cost,
            settled=bool(settled) or identity in known,
        )
    except (zlib.error, TypeError, ValueError):  # (ValueError: not UTF-8, or not what Pydantic expects)
        return None


# ── For whoever looks after the store ─────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds.

    Attributes:
        answers: How many.
        oldest: When the first of them came, in ISO 8601 (UTC); None where there are none.
        newest: When the last of them came.
        requests: How many requests they took.
        input_tokens: Tokens that were sent for them.
        output_tokens: Tokens that came back.
        cost_usd: US$ that they took, as far as their prices are known; None where no price is.
        unpriced: How many of them have no known price.
        reused: How often finished runs were given one of them, instead of asking the model.
    """

    answers: int = 0
    oldest: str | None = None
    newest: str | None = None
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    unpriced: int = 0
    reused: int = 0


def held(connection: sqlite3.Connection) -> Held:
    """Return what a store holds; sqlite3.Error where it cannot be read."""
    return Held(*connection.execute(_HELD).fetchone())


def forget(connection: sqlite3.Connection, *, before: datetime | None = None) -> int:
    """Delete the answers that came before a moment, or all of them, and give their space back to the disk.

    Other tables stay as they are. Returns how many were deleted.

    Raises:
        sqlite3.Error: The store cannot be written.
    """
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if before is None:
            deleted = connection.execute("DELETE FROM responses").rowcount
        else:
            moment = before.astimezone(UTC).isoformat(timespec="seconds")
            deleted = connection.execute("DELETE FROM responses WHERE created < ?", (moment,)).rowcount
    # As a script: `execute` would take one step, which frees one page.
    connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")
    return deleted
