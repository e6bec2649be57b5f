"""A story's figures: what is counted, each value once with its marks, and how it moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.writing import wording
from summarizer.writing.blocks import Block, Figures, Paragraph, Row, Run, Runs, Section, Style
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.models import Figure, FigureStatus, Reading, Span, Story
    from summarizer.writing.wording import Cast

MAX_READINGS = 6
MAX_NAMES = 3

_STYLES: Mapping[FigureStatus, Style] = {"disputed": "bad", "updated": "warn", "agree": "good", "single": "quiet"}
_MOVING = ("disputed", "updated")


@dataclass(frozen=True, slots=True)
class Value:
    """All readings of a figure that say the same, in their order.

    `told` is the ISO 8601 day to tell with it, '' where none is: as of when it holds, or, of updates of several days,
    when it was reported. `latest` marks what an updated figure came to.
    """

    readings: tuple[Reading, ...]
    told: str = ""
    latest: bool = False

    @property
    def surface(self) -> str:
        """The words of the first reading."""
        return plain(self.readings[0].surface)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The spans of all readings."""
        return tuple(span for reading in self.readings for span in reading.evidence)

    def day(self, cast: Cast) -> str:
        """The ISO 8601 day it holds for, else that of the article; '' where neither is known."""
        first = self.readings[0]
        record = cast.articles.get(first.article)
        return first.as_of or (record.published if record else "") or ""


def table(tale: Story, cast: Cast, date: str, most: int) -> Iterator[Block]:
    """Yield the story's figures, disputed and updated ones first; `date` is the briefing's, whose year goes unsaid."""
    figures = ranked(tale)
    if not figures:
        return
    yield Section("Figures")
    yield Figures(tuple(row(figure, cast, date) for figure in figures[:most]))
    if len(figures) > most:
        yield Paragraph((wording.more(len(figures) - most),))


def ranked(tale: Story) -> list[Figure]:
    """Return the story's figures: disputed ones first, then updated ones, those that agree, and lone ones."""
    order = list(_STYLES)
    return sorted(tale.figures, key=lambda figure: order.index(figure.status))


def moves(figure: Figure) -> bool:
    """Whether the readings of a figure differ: it is disputed, or was updated."""
    return figure.status in _MOVING


def moving(tale: Story) -> Figure | None:
    """Return the first figure that is disputed, else the first that was updated; None where all stand still."""
    return next(filter(moves, ranked(tale)), None)


def row(figure: Figure, cast: Cast, date: str) -> Row:
    """Return one figure: the leading value first, or, of an updated one, last and after an arrow."""
    scope = plain(figure.scope or "")
    what = Run(f"{plain(figure.of)}, {scope}" if scope else figure.of)
    shown = values(figure, cast)
    updated = shown[-1].latest
    drawn = [_drawn(value, figure, cast, date) for value in shown]
    if (rest := len(drawn) - MAX_READINGS) > 0:
        cut = (wording.more(rest),)
        drawn = [drawn[0], cut, *drawn[rest + 1 :]] if updated else [*drawn[:MAX_READINGS], cut]
    status = Run("" if figure.status == "single" else figure.status, _STYLES[figure.status])
    return Row(what, tuple(drawn), status, "→" if updated else "·")


def values(figure: Figure, cast: Cast) -> list[Value]:
    """Return what a figure's readings say, the leading value first; of an updated figure it is last, after the older ones.

    Values of a figure that is disputed are told apart by the day they hold for as well.
    """
    found = _by_value(figure)
    if figure.status != "updated":
        return [replace(value, told=value.readings[0].as_of or "") for value in found]
    several = len({value.day(cast)[:10] for value in found}) > 1
    leading, *others = [
        replace(value, told=value.day(cast) if several else value.readings[0].as_of or "") for value in found
    ]
    if not others:
        return [leading]
    others.reverse()  # the leading value comes first, so the one before it is nearest in time where no day tells
    return [*sorted(others, key=lambda value: value.day(cast)), replace(leading, latest=True)]


def _by_value(figure: Figure) -> list[Value]:
    """Return the readings by value."""
    same: dict[tuple[object, ...], list[Reading]] = {}
    for reading in figure.readings:
        known = reading.low is not None or reading.high is not None
        value = (reading.low, reading.high, reading.modifier) if known else (plain(reading.surface),)
        same.setdefault((*value, reading.as_of if figure.status == "disputed" else None), []).append(reading)
    return [Value(tuple(group)) for group in same.values()]


def _drawn(value: Value, figure: Figure, cast: Cast, date: str) -> Runs:
    """The value as its first reading words it, who gives it and as of when, and all its marks.

    An article's own voice needs no name, but in a dispute; and where it speaks, nobody else is named for it.
    """
    names: list[str] = []
    if figure.status == "disputed" or all(reading.speaker is not None for reading in value.readings):
        names = list(dict.fromkeys(cast.name(reading.speaker, reading.article) for reading in value.readings))
    if len(names) > MAX_NAMES:
        names = [*names[:MAX_NAMES], f"{len(names) - MAX_NAMES} more"]
    about = ", ".join(filter(None, ("; ".join(names), wording.day(value.told, date))))
    runs = [Run(f"“{value.surface}”", "strong" if value.latest else "plain")]
    if about:
        runs.append(Run(f"({about})"))
    return (*runs, wording.marks(value.evidence))
