"""What a story's dates tell: which day each value held for, and when each article came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summarizer.writing import wording
from summarizer.writing.page.parts import told
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.models import Span, Story
    from summarizer.writing.page.parts import Maker, Told


@dataclass(frozen=True, slots=True)
class Report:
    """An article that came on a day: where it stands on the page, its number, and who published it."""

    anchor: str
    id: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its ISO 8601 date and its name, the values that hold for it, what was first told, and by whom."""

    iso: str
    name: str
    values: tuple[Told, ...]
    first: tuple[Told, ...]
    reports: tuple[Report, ...]


def timeline(tale: Story, maker: Maker) -> tuple[Day, ...]:
    """Return the days of a story in their order; nothing where there are fewer than two."""
    articles = maker.view.cast.articles
    came = {one: day for one in tale.articles if one in articles and (day := _day(articles[one].published))}
    reports: dict[str, list[Report]] = {}
    for one, day in came.items():
        anchor = maker.texts.anchor(one) or ""
        reports.setdefault(day, []).append(Report(anchor, one, plain(articles[one].publisher or "")))
    values = _values(tale, maker)
    first = _first_told(tale, came, maker)
    days = sorted({*reports, *values})
    if len(days) < 2:  # noqa: PLR2004  (one day is no line)
        return ()
    return tuple(
        Day(
            day,
            wording.day(day, maker.date),
            tuple(values.get(day, ())),
            tuple(first.get(day, ())),
            tuple(reports.get(day, ())),
        )
        for day in days
    )


def _values(tale: Story, maker: Maker) -> dict[str, list[Told]]:
    """Return what figures are said to be, by the day it holds for; once for all who word it alike."""
    found: dict[tuple[str, str], list[Span]] = {}
    for figure in tale.figures:
        for reading in figure.readings:
            if day := _day(reading.as_of):
                words = f"{plain(figure.of)}: “{plain(reading.surface)}”"
                found.setdefault((day, words), []).extend(reading.evidence)
    values: dict[str, list[Told]] = {}
    for (day, words), spans in found.items():
        values.setdefault(day, []).append(told(words, spans, maker.texts))
    return values


def _first_told(tale: Story, came: Mapping[str, str], maker: Maker) -> dict[str, list[Told]]:
    """Return what matters most, by the day of the first article that tells it: what moved or is disputed, else one claim."""
    standing = maker.view.standing
    moved = [one for one in tale.claims if standing.disputed(one) or one.updates or one.id in standing.superseded]
    found: dict[str, list[Told]] = {}
    for claim in moved or tale.claims[:1]:
        if days := [came[one.article] for one in claim.statements if one.article in came]:
            spans = (span for one in claim.statements for span in one.evidence)
            found.setdefault(min(days), []).append(told(claim.text, spans, maker.texts))
    return found


def _day(iso: str | None) -> str:
    """Return the day of an ISO 8601 date or date-time; '' where it is none."""
    try:
        return date.fromisoformat((iso or "")[:10]).isoformat()
    except ValueError:
        return ""
