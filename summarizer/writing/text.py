"""The briefing as plain text, and in colour on a terminal: one drawing, with rich, for both.

rich is imported when something is drawn: it takes a tenth of a second, which other formats need not pay.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from summarizer.writing import safe
from summarizer.writing.blocks import Block, Bullets, Figures, Heading, Paragraph, Runs, Section, Style, gap
from summarizer.writing.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console, RenderableType
    from rich.text import Text

    from summarizer.models import Briefing

NARROWEST = 20
WIDEST = 100  # columns on a terminal: longer lines are hard to read

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
    from rich.console import Console  # noqa: PLC0415  (slow to import)

    paper = StringIO()
    console = Console(
        file=paper,
        width=max(width, NARROWEST),
        height=100,
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
        legacy_windows=False,
    )
    print_text(briefing, console)
    return "".join(line.rstrip() + "\n" for line in paper.getvalue().removesuffix("\n").split("\n"))


def print_text(briefing: Briefing, console: Console) -> None:
    """Print the briefing on `console`, in its colours and at most 100 columns wide."""
    wide = min(console.width, WIDEST)
    under_label = True
    for block in outline(briefing):
        if not under_label:
            console.line()
        for part in _drawn(block, console, wide):
            console.print(part, width=wide)
        under_label = isinstance(block, Section)


def _drawn(block: Block, console: Console, width: int) -> Iterator[RenderableType]:
    from rich.cells import cell_len  # noqa: PLC0415  (slow to import)
    from rich.text import Text  # noqa: PLC0415

    match block:
        case Heading():
            look, underline = _HEADINGS[block.level]
            title = Text(safe.plain(block.text), style=look)
            yield title
            widest = max(cell_len(line.plain.rstrip()) for line in title.wrap(console, width))
            yield Text(underline * min(widest, width), style="dim")
        case Section():
            yield Text(safe.plain(block.text).upper(), style=_LOOKS[block.style])
        case Paragraph():
            yield _line(block.runs)
        case Bullets():
            for item in block.items:
                yield _hanging(item.runs)
                for note in item.notes:
                    yield _hanging(note, indent=2)
        case Figures():
            yield _table(block)


def _line(runs: Runs) -> Text:
    from rich.text import Text  # noqa: PLC0415  (slow to import)

    line = Text()
    for run in runs:
        words = safe.plain(run.text)
        if not words:
            continue
        if run.style == "mark":
            words = f"[{words}]"
        if run.url and run.url != words:
            words += f" <{run.url}>"
        line.append(gap(words) if line else "")
        line.append(words, style=_LOOKS[run.style])
    return line


def _hanging(runs: Runs, indent: int = 0) -> RenderableType:
    """A list's line: what wraps stands under the text, not under the dash."""
    from rich.padding import Padding  # noqa: PLC0415  (slow to import)
    from rich.table import Table  # noqa: PLC0415

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row("-", _line(runs))
    return Padding(grid, (0, 0, 0, indent))


def _table(figures: Figures) -> RenderableType:
    """The figures, each reading on a line of its own."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  (slow to import)
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", expand=True)
    table.add_column("what", overflow="fold", ratio=2)
    table.add_column("readings", overflow="fold", ratio=4)
    table.add_column("", overflow="fold", min_width=len("disputed"))
    for row in figures.rows:
        turn = "" if row.link == "·" else f"{row.link} "
        readings = Text(f"\n{turn}").join(_line(reading) for reading in row.readings)
        table.add_row(_line((row.what,)), readings, _line((row.status,)))
    return table
