"""A lock that one process holds, and that ends with it, however it ends."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from summarizer.errors import UsageError
from summarizer.memory import database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BusyError(UsageError):
    """Another process holds the lock."""


@contextmanager
def held(store: Path, name: str) -> Iterator[None]:
    """Hold the lock of a name beside a store, as long as this lasts.

    It is an exclusive transaction on a file of its own, in which nothing is written: the system ends it with its process
    (https://sqlite.org/lockingv3.html).

    Args:
        store: The file that outlives a run.
        name: What only one process may do at a time, such as to run a profile.

    Raises:
        BusyError: Another process, or another thread, holds it.
        StoreError: The lock's file cannot be made.
    """
    path = store.with_name(f"{store.stem}-{sha256(name.encode()).hexdigest()[:12]}.lock")
    with database.explained(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    with closing(connection):
        with database.explained(path):
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                raise BusyError(
                    f"Another run of '{name}' is under way; wait for it to end, and it will have done the work."
                ) from None
        yield
