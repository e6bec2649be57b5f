"""Throwing away an edition that cannot be completed."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from summarizer.memory import database

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.memory.editions import Row

_ARTICLES = """
    DELETE FROM articles WHERE profile = ? AND first = ? AND id NOT IN (
        SELECT article FROM edition_articles WHERE edition <> ?
    )
"""


def discard(path: Path, row: Row) -> bool:
    """Throw away an open edition and what was gathered for it, in one transaction; whether it was there to be.

    The articles that came with it are new again; those of open stories stay. One that is complete stays as it is.

    Raises:
        StoreError: The store cannot be written.
    """
    with database.explained(path), closing(database.connect(path)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        open_now = "SELECT 1 FROM editions WHERE id = ? AND state = 'open'"
        if not connection.execute(open_now, (row.id,)).fetchone():
            return False
        connection.execute(_ARTICLES, (row.profile, row.date, row.id))
        connection.execute("DELETE FROM edition_articles WHERE edition = ?", (row.id,))
        connection.execute("DELETE FROM editions WHERE id = ?", (row.id,))
    return True
