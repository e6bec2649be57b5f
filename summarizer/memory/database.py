"""The one file that outlives a run: where it lies, how it is opened, and what its tables are.

SQLite in WAL mode: several processes may use it at once, and what is committed survives a process that is killed. Of a
machine that loses its power, the last commits may be lost, but no more (https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "summarizer.sqlite"
APPLICATION = 0x53554D4D
"""What SQLite's header says the file is: "SUMM" (https://sqlite.org/pragma.html#pragma_application_id)."""
WAIT = 5.0
"""Seconds to wait for another program that is writing."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE responses (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            body BLOB NOT NULL,
            created TEXT NOT NULL,
            requests INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            cost_usd REAL,
            settled INTEGER NOT NULL DEFAULT 0,
            reused INTEGER NOT NULL DEFAULT 0
        )
        """,
        "CREATE INDEX responses_created ON responses (created)",
    ),
    (
        """
        CREATE TABLE editions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            date TEXT NOT NULL,
            number INTEGER NOT NULL,
            state TEXT NOT NULL,
            created TEXT NOT NULL,
            completed TEXT,
            options TEXT NOT NULL,
            stories INTEGER,
            changes INTEGER,
            briefing BLOB,
            UNIQUE (profile, date)
        )
        """,
        """
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            first TEXT NOT NULL,
            hash TEXT NOT NULL,
            address TEXT NOT NULL,
            aside TEXT,
            status TEXT NOT NULL,
            about TEXT NOT NULL,
            text BLOB
        )
        """,
        "CREATE INDEX articles_hash ON articles (profile, hash)",
        "CREATE INDEX articles_address ON articles (profile, address)",
        "CREATE INDEX articles_first ON articles (profile, first)",
        """
        CREATE TABLE edition_articles (
            edition INTEGER NOT NULL REFERENCES editions (id),
            place INTEGER NOT NULL,
            article INTEGER NOT NULL REFERENCES articles (id),
            PRIMARY KEY (edition, place)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX edition_articles_article ON edition_articles (article)",
        """
        CREATE TABLE pages (
            address TEXT PRIMARY KEY,
            url TEXT NOT NULL,
            etag TEXT,
            last_modified TEXT,
            content_type TEXT NOT NULL,
            body BLOB NOT NULL,
            used TEXT NOT NULL
        )
        """,
        "CREATE INDEX pages_used ON pages (used)",
    ),
    (
        """
        CREATE TABLE deliveries (
            edition INTEGER NOT NULL REFERENCES editions (id),
            target TEXT NOT NULL,
            message TEXT NOT NULL,
            state TEXT NOT NULL,
            digest TEXT NOT NULL,
            reference TEXT NOT NULL,
            problem TEXT NOT NULL,
            changed TEXT NOT NULL,
            PRIMARY KEY (edition, target, message)
        )
        """,
        "ALTER TABLE editions ADD COLUMN delivered TEXT",
        # Editions that were made before there were deliveries are not sent any more.
        "UPDATE editions SET delivered = completed",
        "CREATE TABLE profiles (name TEXT PRIMARY KEY, file TEXT NOT NULL)",
    ),
)
"""The statements that lead from each version of the tables to the next; the version is how many were taken."""

Fault = Literal["damaged", "refused", "locked", "unwritable"]

_ELSEWHERE = "set SUMMARIZER_HOME to another folder"
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class StoreError(UsageError):
    """The store cannot be opened, read or written.

    Attributes:
        fault: 'damaged'; 'refused': of another version, or another program's; 'locked' by another program for too
            long; 'unwritable': no permission, no space or no such place, but what is there may still be read.
    """

    def __init__(self, message: str, *, fault: Fault = "unwritable") -> None:
        super().__init__(message)
        self.fault = fault


def where(environ: Mapping[str, str]) -> Path:
    """Return the path of the store: below SUMMARIZER_HOME, else in the platform's folder for the user's data."""
    home = environ.get("SUMMARIZER_HOME")
    if home:
        return Path(os.path.expanduser(home), FILE)  # noqa: PTH111  (Path's raises where there is no home)
    return platformdirs.user_data_path("summarizer", appauthor=False) / FILE


def connect(path: Path, *, wait: float = WAIT) -> sqlite3.Connection:
    """Return a connection for any thread, in autocommit mode; the file is made, or brought up to date, where need be.

    Args:
        path: The file. It, and its folder, are made for the user's eyes only where they do not exist.
        wait: Seconds to wait for another program, now and in every statement.

    Raises:
        StoreError: The file cannot be opened and written.
    """
    with explained(path, wait):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
        connection = _open(path, "mode=rw", wait)
        try:
            _prepare(connection, wait, new=_check(connection, path) == 0)
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def reach(path: Path, *, wait: float = WAIT) -> tuple[sqlite3.Connection, StoreError | None]:
    """Return a connection as `connect` does, or one that only reads, and why it does.

    Where not even the files that WAL keeps beside the store can be written, what lies in the store alone is read.

    Raises:
        StoreError: The file cannot be read, either.
    """
    try:
        return connect(path, wait=wait), None
    except StoreError as error:
        if error.fault != "unwritable":
            raise
        for query in ("mode=ro", "mode=ro&immutable=1"):
            with suppress(StoreError):
                return _reading(path, query, wait), error
        raise


@contextmanager
def explained(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Turn what SQLite and the system say of the store at `path` into a `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path, wait) from error
    except (OSError, ValueError) as error:  # (ValueError: the path holds a NUL)
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        why = "its folder is a file" if in_the_way else getattr(error, "strerror", None) or error
        raise _unwritable(path, why) from error


def size(path: Path) -> int:
    """Return how many bytes the store takes, with what SQLite keeps beside it; 0 where there is none."""
    total = 0
    for file in _files(path):
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def set_aside(path: Path) -> Path:
    """Rename a damaged store to a name that is free, with what SQLite keeps beside it, and return that name.

    Raises:
        StoreError: It cannot be renamed.
    """
    names = (path.with_name(f"{path.name}{number}.broken") for number in chain([""], (f".{n}" for n in count(2))))
    aside = next(name for name in names if not name.exists())
    with explained(path):
        for file, name in zip(_files(path), _files(aside), strict=True):
            if file.exists():
                file.rename(name)
    return aside


def inspect(connection: sqlite3.Connection, path: Path) -> None:
    """Read the whole store once, which takes a second or more for each gigabyte.

    Raises:
        StoreError: It is damaged.
    """
    with explained(path):
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)


def _files(path: Path) -> tuple[Path, Path, Path]:
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


# ── Opening ───────────────────────────────────────────────────────────────────────────────────────


def _make(path: Path) -> None:
    """Make an empty file, which SQLite takes for an empty database, so that nobody else can read it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return


def _open(path: Path, query: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}", uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = lambda raw: raw.decode(errors="replace")
    return connection


def _reading(path: Path, query: str, wait: float) -> sqlite3.Connection:
    with explained(path, wait):
        connection = _open(path, query, wait)
        try:
            _check(connection, path, oldest=len(MIGRATIONS))
        except BaseException:
            connection.close()
            raise
    return connection


def _check(connection: sqlite3.Connection, path: Path, *, oldest: int = 0) -> int:
    """Return the version of the tables; StoreError where it is not one we can use. Nothing is written."""
    application, version, tables = (
        connection.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if application != APPLICATION and (application or version or tables):
        problem = f"The file '{path}' is a database of another program; move it elsewhere, or {_ELSEWHERE}."
        raise StoreError(problem, fault="refused")
    if version > len(MIGRATIONS):
        problem = f"The store '{path}' was made by a newer version of summarize; update this one, or {_ELSEWHERE}."
        raise StoreError(problem, fault="refused")
    if version < oldest:
        problem = f"The store '{path}' has to be brought up to date first; make it and its folder writable."
        raise StoreError(problem, fault="refused")
    return int(version)


def _prepare(connection: sqlite3.Connection, wait: float, *, new: bool) -> None:
    """Set what a connection needs, and what a new file has to be told before its first table."""
    if new:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    deadline = time.monotonic() + wait
    while True:
        try:
            # A file system that cannot do WAL stays with a rollback journal, which is slower and as safe.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as error:  # SQLite itself does not wait here where two make the file at once
            if _code(error) not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous = NORMAL")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps that are missing, all or none; where there are none, too, wait until nobody else is writing."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        version = _check(connection, path)
        if version == len(MIGRATIONS):
            return
        for statement in (statement for step in MIGRATIONS[version:] for statement in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


# ── What went wrong ───────────────────────────────────────────────────────────────────────────────


def _damaged(path: Path) -> StoreError:
    """Return the error of a store whose content is not what was written."""
    mend = "'summarize cache clear' sets it aside, and the next run begins a new one"
    return StoreError(f"The store '{path}' is damaged; {mend}.", fault="damaged")


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code (https://sqlite.org/rescode.html); 0 where Python raised the error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _explain(error: sqlite3.Error, path: Path, wait: float) -> StoreError:
    code = _code(error)
    if code in _DAMAGED:
        return _damaged(path)
    if code in _BUSY:
        problem = f"The store '{path}' has been locked by another program for {wait:g} seconds"
        return StoreError(f"{problem}; wait for that one to end, or {_ELSEWHERE}.", fault="locked")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk of the store '{path}' is full; free some space, or {_ELSEWHERE}.")
    if code == sqlite3.SQLITE_IOERR:
        return _unwritable(path, f"{error}: the disk may be full or failing")
    return _unwritable(path, error)


def _unwritable(path: Path, why: object) -> StoreError:
    return StoreError(
        f"The store '{path}' cannot be opened and written ({why}); make it and its folder writable, or {_ELSEWHERE}."
    )
