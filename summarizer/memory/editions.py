"""The editions of each profile, and the articles they were made of.

An edition is kept in two steps, each in one transaction: first what was gathered for it ('open'), then the briefing
('complete'). A process that is killed leaves one or the other, and the next goes on from there.

An article's text is kept once, however many editions had it; the briefings are kept without texts, and get them back as
they are read. So the texts can be pruned: claims, the words of their evidence, and the texts' hashes stay.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Self

from summarizer.memory import database
from summarizer.models import Article, ArticleRecord, Briefing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

State = Literal["open", "complete"]

_EDITION = """
    SELECT editions.id, profile, date, number, state, created, completed, options,
           (SELECT count(*) FROM edition_articles WHERE edition = editions.id), stories, changes
    FROM editions
"""
_KEPT = "SELECT hash, address, first, aside, articles.id, status, about, text FROM articles"


@dataclass(frozen=True, slots=True)
class Row:
    """An edition without its briefing.

    Attributes:
        id: Its key in the store.
        profile: Whose it is.
        date: ISO 8601.
        number: Its place among its profile's, from 1.
        state: 'open' while there is no briefing yet.
        created: When its articles were gathered, in ISO 8601 (UTC).
        completed: When its briefing was kept.
        options: A hash of the profile and the settings that it is made with.
        articles: How many it is made of, sources that gave none counted.
        stories: How many it tells; None while it is open.
        changes: How many it tells; None of a profile's first.
    """

    id: int
    profile: str
    date: str
    number: int
    state: State
    created: str
    completed: str | None
    options: str
    articles: int
    stories: int | None
    changes: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as an edition has it, or the record of a source that gave none.

    Attributes:
        found: The article, not yet divided into sentences; or the record.
        hash: Of its text; '' of a record.
        address: Where it is to be found, as one page is known by one address; '' where it is not known.
        first: The ISO 8601 date of the first edition that had it.
        aside: Why it is left out of its edition, in one sentence; None where it is not.
        id: Its key in the store; None where it is new.
    """

    found: Article | ArticleRecord
    hash: str
    address: str
    first: str
    aside: str | None = None
    id: int | None = None


def _now() -> datetime:
    return datetime.now(UTC)


class Editions:
    """The editions in the store; a context manager.

    Every method raises `StoreError` where the store cannot be read or written.
    """

    def __init__(
        self, path: Path | None = None, *, wait: float = database.WAIT, now: Callable[[], datetime] = _now
    ) -> None:
        """Open the store, and make it where there is none.

        Args:
            path: The file; None is the one that `database.where` names.
            wait: Seconds to wait for another program that is writing.
            now: The clock, which tells when an edition was gathered and completed.
        """
        self.path = path or database.where(os.environ)
        self._wait = wait
        self._now = now
        self._connection = database.connect(self.path, wait=wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    # ── Editions ──────────────────────────────────────────────────────────────────────────────────

    def find(self, profile: str, date: str) -> Row | None:
        """Return a profile's edition of a date, or None."""
        found = self._rows("WHERE profile = ? AND date = ?", profile, date)
        return found[0] if found else None

    def listed(self, profile: str | None = None) -> list[Row]:
        """Return the editions of one profile, or of all, by profile and date."""
        if profile is None:
            return self._rows("ORDER BY profile, date")
        return self._rows("WHERE profile = ? ORDER BY date", profile)

    def briefing(self, row: Row) -> Briefing | None:
        """Return an edition's briefing; its articles have the texts that were not pruned. None while it is open."""
        found = self._all("SELECT briefing FROM editions WHERE id = ?", row.id)
        if not found or found[0][0] is None:
            return None
        with self._explained():
            briefing = Briefing.model_validate_json(zlib.decompress(found[0][0]))
        texts = self._texts(row)
        whole = tuple(one.model_copy(update={"text": texts.get(one.id, "")}) for one in briefing.articles)
        return briefing.model_copy(update={"articles": whole})

    def begin(self, profile: str, date: str, options: str, entries: Sequence[Kept], aside: Iterable[Kept] = ()) -> Row:
        """Open an edition with what was gathered for it, in one transaction.

        Args:
            profile: Whose it is.
            date: ISO 8601.
            options: See `Row`.
            entries: The articles and records that it is made of, in order; their places from 1 are the briefing's ids.
            aside: Articles that are left out of it and count as seen.
        """
        with self._written():
            latest = self._connection.execute(
                "SELECT max(number) FROM editions WHERE profile = ?", (profile,)
            ).fetchone()
            edition = self._connection.execute(
                "INSERT INTO editions (profile, date, number, state, created, options) VALUES (?, ?, ?, 'open', ?, ?)",
                (profile, date, (latest[0] or 0) + 1, self._stamp(), options),
            ).lastrowid
            for place, entry in enumerate(entries, 1):
                article = entry.id or self._insert(profile, entry)
                self._connection.execute(
                    "INSERT INTO edition_articles (edition, place, article) VALUES (?, ?, ?)", (edition, place, article)
                )
            for entry in aside:
                self._insert(profile, entry)
        return self._rows("WHERE id = ?", edition)[0]

    def complete(self, row: Row, briefing: Briefing) -> Row:
        """Keep the briefing of an open edition, in one transaction; one that is complete stays as it is."""
        bare = tuple(one.model_copy(update={"text": ""}) for one in briefing.articles)
        body = zlib.compress(briefing.model_copy(update={"articles": bare}).model_dump_json().encode())
        changes = len(briefing.changes.items) if briefing.changes else None
        with self._written():
            self._connection.execute(
                """
                UPDATE editions SET state = 'complete', completed = ?, stories = ?, changes = ?, briefing = ?
                WHERE id = ? AND state = 'open'
                """,
                (self._stamp(), len(briefing.stories), changes, body, row.id),
            )
        return self._rows("WHERE id = ?", row.id)[0]

    def discard(self, row: Row) -> bool:
        """Throw away an open edition and what was gathered for it, in one transaction; whether it was there to be.

        The articles that came with it are new again; those of open stories stay. One that is complete stays as it is.
        """
        with self._written():
            open_now = "SELECT 1 FROM editions WHERE id = ? AND state = 'open'"
            if not self._connection.execute(open_now, (row.id,)).fetchone():
                return False
            self._connection.execute(
                """
                DELETE FROM articles WHERE profile = ? AND first = ?
                AND id NOT IN (SELECT article FROM edition_articles WHERE edition <> ?)
                """,
                (row.profile, row.date, row.id),
            )
            self._connection.execute("DELETE FROM edition_articles WHERE edition = ?", (row.id,))
            self._connection.execute("DELETE FROM editions WHERE id = ?", (row.id,))
        return True

    # ── Profiles ──────────────────────────────────────────────────────────────────────────────────

    def owner(self, profile: str) -> str | None:
        """Return the path of the settings file that a profile's editions were made by last; None: not known."""
        found = self._all("SELECT file FROM profiles WHERE name = ?", profile)
        return str(found[0][0]) if found else None

    def settle(self, profile: str, file: str) -> None:
        """Keep the path of the settings file that a profile's editions are made by."""
        with self._written():
            self._connection.execute("INSERT OR REPLACE INTO profiles (name, file) VALUES (?, ?)", (profile, file))

    # ── Articles ──────────────────────────────────────────────────────────────────────────────────

    def entries(self, row: Row) -> list[Kept]:
        """Return what an edition is made of, in order; articles whose texts were pruned have none."""
        return self._kept("JOIN edition_articles ON article = articles.id WHERE edition = ? ORDER BY place", row.id)

    def aside(self, row: Row) -> list[Kept]:
        """Return what was left out of an edition."""
        return self._kept("WHERE profile = ? AND first = ? AND aside IS NOT NULL ORDER BY id", row.profile, row.date)

    def has_text(self, profile: str, text: str) -> bool:
        """Whether an edition had, or left out, an article whose text has this hash."""
        return bool(self._all("SELECT 1 FROM articles WHERE profile = ? AND hash = ? LIMIT 1", profile, text))

    def known_at(self, profile: str, address: str) -> bool:
        """Whether an edition had the article at an address, or said that there is none."""
        query = "SELECT 1 FROM articles WHERE profile = ? AND address = ? AND status <> 'failed' LIMIT 1"
        return bool(self._all(query, profile, address))

    def since(self, profile: str, date: str) -> list[Kept]:
        """Return a profile's articles that were new in its editions from a date on, oldest first, but for pruned ones."""
        rest = "WHERE profile = ? AND first >= ? AND status = 'ok' AND text IS NOT NULL ORDER BY first, id"
        return self._kept(rest, profile, date)

    def last_with(self, article: int) -> Row | None:
        """Return the newest complete edition that had an article."""
        rest = """
            JOIN edition_articles ON edition = editions.id WHERE article = ? AND state = 'complete' ORDER BY date DESC LIMIT 1
        """
        found = self._rows(rest, article)
        return found[0] if found else None

    def prune(self, before: str, profile: str | None = None) -> int:
        """Empty the texts of articles that were new before a date, and give the space back; return how many.

        Titles, addresses, hashes and briefings stay. Articles of an open edition keep theirs until it is complete. The
        bodies of pages that were fetched before that date are emptied, whichever profile they were fetched for.
        """
        with self._written():
            pruned = self._connection.execute(
                """
                UPDATE articles SET text = NULL WHERE text IS NOT NULL AND first < ? AND (? IS NULL OR profile = ?)
                AND id NOT IN (
                    SELECT article FROM edition_articles JOIN editions ON edition = editions.id WHERE state = 'open'
                )
                """,
                (before, profile, profile),
            ).rowcount
            self._connection.execute("UPDATE pages SET body = x'' WHERE used < ?", (before,))
        with self._explained():
            # As a script: `execute` would take one step, which frees one page.
            self._connection.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)")
        return pruned

    # ── Rows ──────────────────────────────────────────────────────────────────────────────────────

    def _insert(self, profile: str, entry: Kept) -> int | None:
        found = entry.found
        text = zlib.compress(found.text.encode()) if found.text and entry.aside is None else None
        about = found.model_dump_json(exclude={"id", "text", "sentences", "asides"}, exclude_defaults=True)
        status = found.status if isinstance(found, ArticleRecord) else "ok"
        return self._connection.execute(
            "INSERT INTO articles (profile, first, hash, address, aside, status, about, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (profile, entry.first, entry.hash, entry.address, entry.aside, status, about, text),
        ).lastrowid

    def _rows(self, rest: str, *values: object) -> list[Row]:
        return [Row(*found) for found in self._all(f"{_EDITION} {rest}", *values)]

    def _kept(self, rest: str, *values: object) -> list[Kept]:
        with self._explained():
            return [_kept(found) for found in self._all(f"{_KEPT} {rest}", *values)]

    def _texts(self, row: Row) -> dict[str, str]:
        query = "SELECT place, text FROM edition_articles JOIN articles ON article = id WHERE edition = ?"
        with self._explained():
            return {str(place): _text(text) for place, text in self._all(query, row.id)}

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._explained():
            return self._connection.execute(query, values).fetchall()

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")

    @contextmanager
    def _written(self) -> Iterator[None]:
        """One transaction: all of it, or nothing."""
        with self._explained(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with database.explained(self.path, self._wait):
            try:
                yield
            except (zlib.error, ValueError) as error:  # (ValueError: not what a model expects)
                damaged = sqlite3.DatabaseError(str(error))
                damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise damaged from error


def _text(packed: bytes | None) -> str:
    return zlib.decompress(packed).decode() if packed else ""


def _kept(row: tuple[Any, ...]) -> Kept:
    """Return a row as an article or a record."""
    *own, status, about, packed = row
    fields = json.loads(about) | {"text": _text(packed)}
    return Kept(Article(**fields) if status == "ok" else ArticleRecord(id="", **fields), *own)
