"""The ledger of deliveries: which message of which edition went to which place.

Each message is written down before it is sent, and again after it, each time in a transaction of its own that is on the
disk when the method returns. A process that is killed in between leaves a message 'sending': nobody can tell any more
whether it arrived, so that it is not sent again by itself. Where the ledger cannot be written, nothing is sent.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Self

from summarizer.memory import database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

State = Literal["sending", "sent", "failed", "unknown"]

_ENTRIES = "SELECT message, state, digest, reference, problem FROM deliveries WHERE edition = ? AND target = ?"
_BEGIN = """
    INSERT OR REPLACE INTO deliveries (edition, target, message, state, digest, reference, problem, changed)
    VALUES (?, ?, ?, 'sending', ?, ?, '', ?)
"""
_FINISH = """
    UPDATE deliveries SET state = ?, reference = ?, problem = ?, changed = ?
    WHERE edition = ? AND target = ? AND message = ?
"""
_LISTED = """
    SELECT profile, date, target, message, deliveries.state, changed, problem, reference
    FROM deliveries JOIN editions ON edition = editions.id
    WHERE ? IS NULL OR profile = ? ORDER BY profile, date, target, deliveries.rowid
"""
_PENDING = """
    SELECT date FROM editions
    WHERE profile = ? AND state = 'complete' AND delivered IS NULL AND date >= ? ORDER BY date
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one message.

    Attributes:
        state: 'sending' while it is under way, and for ever where its process was killed; 'sent'; 'failed': it surely did
            not arrive; 'unknown': nobody can tell.
        digest: Of what was sent, or tried to.
        reference: What the place knows it by; '' where it never arrived, or the place gives none. A message that has
            one and is not 'sent' was being replaced where it stands.
        problem: Why it is not sent, in a sentence; '' where it is.
    """

    state: State
    digest: str
    reference: str
    problem: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line of the ledger as people read it.

    Attributes:
        profile: Whose edition it is.
        date: The edition's, ISO 8601.
        target: The place's key.
        message: The message's name.
        state: See `Entry`.
        changed: When it came to be so, in ISO 8601 (UTC).
        problem: See `Entry`.
        reference: See `Entry`.
    """

    profile: str
    date: str
    target: str
    message: str
    state: State
    changed: str
    problem: str
    reference: str


def _now() -> datetime:
    return datetime.now(UTC)


class Deliveries:
    """The ledger in the store; a context manager, for one thread.

    Every method raises `StoreError` where the store cannot be read or written.
    """

    def __init__(
        self, path: Path | None = None, *, wait: float = database.WAIT, now: Callable[[], datetime] = _now
    ) -> None:
        """Open the store, and make it where there is none.

        Args:
            path: The file; None is the one that `database.where` names.
            wait: Seconds to wait for another program that is writing.
            now: The clock, which tells when something was sent; nothing is decided by it.
        """
        self.path = path or database.where(os.environ)
        self._wait = wait
        self._now = now
        self._connection = database.connect(self.path, wait=wait)
        # Of a machine that loses its power, too, no message may be forgotten that was sent
        # (https://sqlite.org/pragma.html#pragma_synchronous).
        self._connection.execute("PRAGMA synchronous = FULL")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    # ── Messages ──────────────────────────────────────────────────────────────────────────────────

    def account(self, edition: int, target: str) -> Account:
        """Return the part of the ledger that is about an edition, by its key in the store, and a place, by its key."""
        return Account(self, edition, target)

    def listed(self, profile: str | None = None) -> list[Delivery]:
        """Return every line, of one profile or of all: by profile, date and target, in the order of sending."""
        return [Delivery(*row) for row in self.read(_LISTED, profile, profile)]

    # ── Editions ──────────────────────────────────────────────────────────────────────────────────

    def pending(self, profile: str, since: str) -> list[str]:
        """Return the dates, from `since` on, of a profile's complete editions that no run has gone through delivering."""
        return [date for (date,) in self.read(_PENDING, profile, since)]

    def settle(self, edition: int) -> None:
        """Write down that a run has gone through delivering an edition, whatever came of it; once."""
        if self.read("SELECT 1 FROM editions WHERE id = ? AND delivered IS NULL", edition):
            self.write("UPDATE editions SET delivered = ? WHERE id = ?", self.stamp(), edition)

    # ── Rows ──────────────────────────────────────────────────────────────────────────────────────

    def write(self, statement: str, *values: object) -> None:
        """Execute one statement in a transaction of its own."""
        with database.explained(self.path, self._wait), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(statement, values)

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with database.explained(self.path, self._wait):
            return self._connection.execute(query, values).fetchall()

    def stamp(self) -> str:
        """Return the time by the clock, in ISO 8601 (UTC)."""
        return self._now().astimezone(UTC).isoformat(timespec="seconds")


class Account:
    """What the ledger has of one edition and one place; every method raises `StoreError` as the ledger's do."""

    def __init__(self, ledger: Deliveries, edition: int, target: str) -> None:
        self._ledger = ledger
        self._of = (edition, target)

    def entries(self) -> dict[str, Entry]:
        """Return what is known of each message, by its name."""
        return {name: Entry(*rest) for name, *rest in self._ledger.read(_ENTRIES, *self._of)}

    def begin(self, message: str, digest: str, reference: str = "") -> None:
        """Write down that a message is about to be sent; nothing may be sent where this raises.

        Args:
            message: The message's name.
            digest: Of what is sent.
            reference: Of the message that it takes the place of; '' where it is sent anew.
        """
        self._ledger.write(_BEGIN, *self._of, message, digest, _storable(reference), self._ledger.stamp())

    def finish(self, message: str, state: State, *, reference: str = "", problem: str = "") -> None:
        """Write down what became of a message that was begun."""
        told = (state, _storable(reference), _storable(problem), self._ledger.stamp())
        self._ledger.write(_FINISH, *told, *self._of, message)


def _storable(text: str) -> str:
    """Return a text that SQLite can hold: lone surrogates, which no encoding can write, are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode()
