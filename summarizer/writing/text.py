"""The briefing as plain text, and in colour on a terminal: one drawing, with rich, for both.

rich is imported when something is drawn: it takes a tenth of a second, which other formats need not pay.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from summarizer.writing import safe
from summarizer.writing.blocks import (
    Block,
    Bullets,
    Figures,
    Heading,
    Item,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Style,
    gap,
)
from summarizer.writing.outline import outline
from summarizer.writing.wrapping import GLUE, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console
    from rich.text import Text

    from summarizer.models import Briefing

NARROWEST = 20
WIDEST = 100  # columns on a terminal: longer lines are hard to read
TABLE = 60
"""Columns from which figures are a table; where there are less, they are a list."""

_BETWEEN = 2  # columns between two of a table
_LOOKS: Mapping[Style, str] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "mark": "dim",
    "code": "",
    "good": "green",
    "warn": "bold yellow",
    "bad": "bold red",
}
_HEADINGS = {1: ("bold cyan", "="), 2: ("bold", "-")}


def to_text(briefing: Briefing, width: int = 80) -> str:
    """Return the briefing as plain text, at most `width` columns wide (20 at the least), ending in a newline.

    Columns are those of a terminal: an ideograph or an emoji takes two.
    """
    return "".join(f"{line.plain}\n" for line in _lines(briefing, max(width, NARROWEST)))


def print_text(briefing: Briefing, console: Console) -> None:
    """Print the briefing on `console`, in its colours and at most 100 columns wide."""
    for line in _lines(briefing, max(min(console.width, WIDEST), NARROWEST)):
        console.print(line, soft_wrap=True)


def _lines(briefing: Briefing, width: int) -> Iterator[Text]:
    """Yield every line of a briefing, without spaces at its end."""
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    under_label = True
    for block in outline(briefing):
        if not under_label:
            yield Text()
        yield from _drawn(block, width)
        under_label = isinstance(block, Section)


def _drawn(block: Block, width: int) -> Iterator[Text]:
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    match block:
        case Heading():
            look, underline = _HEADINGS[block.level]
            title = wrapped(Text(safe.plain(block.text), style=look), width)
            yield from title
            yield Text(underline * max(line.cell_len for line in title), style="dim")
        case Section():
            yield from wrapped(Text(safe.plain(block.text).upper(), style=_LOOKS[block.style]), width)
        case Paragraph():
            yield from wrapped(_text(block.runs), width)
        case Bullets():
            yield from _list(block.items, width)
        case Figures() if width >= TABLE:
            yield from _table(block, width)
        case Figures():
            yield from _list(tuple(map(_item, block.rows)), width)


def _text(runs: Runs) -> Text:
    """Return runs as one line of any length; no line is to end inside a mark."""
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    line = Text()
    for run in runs:
        words = safe.plain(run.text)
        if not words:
            continue
        if run.style == "mark":
            words = f"[{words}]".replace(" ", GLUE)
        if run.url and run.url != words:
            words += f" <{run.url}>"
        line.append(gap(words) if line else "")
        line.append(words, style=_LOOKS[run.style])
    return line


def _list(items: tuple[Item, ...], width: int) -> Iterator[Text]:
    for item in items:
        yield from _hanging(item.runs, "- ", width)
        for note in item.notes:
            yield from _hanging(note, "  - ", width)


def _hanging(runs: Runs, dash: str, width: int) -> Iterator[Text]:
    """Yield a list's line: what wraps stands under the text, not under the dash."""
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    for number, line in enumerate(wrapped(_text(runs), width - len(dash))):
        yield Text.assemble(" " * len(dash) if number else dash, line)


def _readings(row: Row) -> Iterator[Runs]:
    """Yield a figure's readings; where one follows from another, an arrow says so."""
    for number, reading in enumerate(row.readings):
        yield (Run(row.link), *reading) if number and row.link != "·" else reading


def _item(row: Row) -> Item:
    """Return a figure as an item of a list, with its readings below it."""
    status = (Run(f"({row.status.text})", row.status.style),) if row.status.text else ()
    return Item((row.what, *status), tuple(_readings(row)))


def _table(figures: Figures, width: int) -> Iterator[Text]:
    """Yield figures in columns no wider than need be: what is counted, a reading a line, and whether they agree."""
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    rows = [
        (_text((row.what,)), [_text(reading) for reading in _readings(row)], _text((row.status,)))
        for row in figures.rows
    ]
    right = max(status.cell_len for _, _, status in rows)
    left = min(max(what.cell_len for what, _, _ in rows), width // 3)
    room = width - left - right - 2 * _BETWEEN
    middle = min(max((one.cell_len for _, readings, _ in rows for one in readings), default=0), room)
    for what, readings, status in rows:
        told = [line for reading in readings for line in wrapped(reading, middle)]
        for first, second, third in zip_longest(wrapped(what, left), told, [status], fillvalue=Text()):
            line = Text.assemble(
                first,
                " " * (left + _BETWEEN - first.cell_len),
                second,
                " " * (middle + _BETWEEN - second.cell_len),
                third,
            )
            line.rstrip()
            yield line
