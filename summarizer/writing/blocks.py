"""The shared view of a briefing: what is shown and in which order, before anybody decides how it is drawn.

Texts in a view are raw: whoever draws them makes them inert (see `safe`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Style = Literal["plain", "strong", "quiet", "mark", "code", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. Runs are set apart by a space; see `gap`."""

    text: str
    style: Style = "plain"
    url: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The briefing's title (level 1) or a story's headline (level 2)."""

    text: str
    level: Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Section:
    """The label over a list, a table or a paragraph."""

    text: str
    style: Style = "strong"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, and the lines that belong under it."""

    runs: Runs
    notes: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what is counted, its readings, whether they agree, and what stands between two of them."""

    what: Run
    readings: tuple[Runs, ...]
    status: Run
    link: Literal["·", "→"] = "·"


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of figures."""

    rows: tuple[Row, ...]


Block: TypeAlias = Heading | Section | Paragraph | Bullets | Figures


def gap(text: str) -> str:
    """Return what stands before a run that is not the first: nothing before punctuation, else a space."""
    return "" if text == "." or text.startswith((",", ";", ")")) else " "
