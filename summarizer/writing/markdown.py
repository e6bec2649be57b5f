"""The briefing as Markdown: CommonMark with GitHub's tables. Paragraphs are one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.writing import safe
from summarizer.writing.blocks import Block, Bullets, Figures, Heading, Item, Paragraph, Row, Run, Runs, Section, gap
from summarizer.writing.outline import outline

if TYPE_CHECKING:
    from summarizer.models import Briefing

_BOLD = ("strong", "warn", "bad")


def to_markdown(briefing: Briefing) -> str:
    """Return the briefing as Markdown, ending in a newline; text of articles and models cannot become markup."""
    return "\n\n".join(_drawn(block) for block in outline(briefing)) + "\n"


def _drawn(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {safe.markdown(block.text)}"
        case Section():
            return f"**{safe.markdown(block.text)}**"
        case Paragraph():
            return _line(block.runs)
        case Bullets():
            return "\n".join(_item(item) for item in block.items)
        case Figures():
            return _table(block)


def _item(item: Item) -> str:
    return "\n".join([f"- {_line(item.runs)}", *(f"  - {_line(note)}" for note in item.notes)])


def _table(figures: Figures) -> str:
    return "\n".join(["| what | readings | |", "| --- | --- | --- |", *map(_row, figures.rows)])


def _row(row: Row) -> str:
    readings = f" {row.link} ".join(_line(reading) for reading in row.readings)
    return f"| {_run(row.what)} | {readings} | {_run(row.status)} |"


def _line(runs: Runs) -> str:
    drawn = [_run(run) for run in runs if safe.plain(run.text)]
    return "".join(gap(text) + text for text in drawn).lstrip()


def _run(run: Run) -> str:
    if run.style == "mark":
        return f"[{safe.markdown(run.text)}]"
    text = safe.code(run.text) if run.style == "code" else safe.markdown(run.text)
    if run.style in _BOLD and text:
        text = f"**{text}**"
    return safe.link(text, run.url) if run.url else text
