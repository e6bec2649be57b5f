"""A settings file, and on which line of it a key stands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Key = str | int


@dataclass(frozen=True, slots=True)
class Located:
    """A TOML file: what it holds, and its text."""

    path: Path
    values: dict[str, Any]
    text: str

    def line(self, keys: Sequence[Key]) -> int | None:
        """Return the line, from 1, on which a key or a table begins; None where the file holds no such key.

        Args:
            keys: The names of the tables that it lies in and its own; in a list, the place, from 0.
        """
        table: tuple[Key, ...] = ()
        tables: dict[tuple[Key, ...], int] = {}  # how many of each list of tables came
        for line, values, opens in _statements(self.text):
            if opens:
                table = _opened(values, tables)
                found = table[: len(keys)] == tuple(keys)
            else:
                found = table == tuple(keys[: len(table)]) and _holds(values, keys[len(table) :])
            if found:
                return line
        return None


def read(path: Path) -> Located:
    """Return a settings file.

    Raises:
        UsageError: It cannot be read, or is not TOML; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Located(path, tomllib.loads(text), text)
    except OSError as error:
        raise UsageError(f"The settings file '{path.name}' cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings file '{path.name}' is not valid TOML: {error}.") from None


def _statements(text: str) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Yield each statement of a valid TOML text: its first line, what it says alone, and whether it opens a table.

    A statement ends where what began with its first line can be read.
    """
    begun: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        begun.append(line)
        try:
            values = tomllib.loads("\n".join(begun))
        except tomllib.TOMLDecodeError:
            continue
        if values:
            yield number - len(begun) + 1, values, begun[0].lstrip().startswith("[")
        begun.clear()


def _opened(values: Any, tables: dict[tuple[Key, ...], int]) -> tuple[Key, ...]:
    """Return the path of the table that a header opens; of a list of tables, with its place."""
    path: tuple[Key, ...] = ()
    while values:
        if isinstance(values, list):
            tables[path] = tables.get(path, -1) + 1
            path, values = (*path, tables[path]), values[0]
        else:
            ((name, values),) = values.items()
            path = (*path, name)
            if not isinstance(values, list) and path in tables:  # a table inside the last of a list
                path = (*path, tables[path])
    return path


def _holds(values: Any, keys: Sequence[Key]) -> bool:
    """Tell whether a value lies at a path of names and places; below a value that is no table, everything does."""
    for key in keys:
        if isinstance(values, dict):
            if key not in values:
                return False
            values = values[key]
        else:
            return True
    return True
