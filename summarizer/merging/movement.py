"""How the readings of one figure stand to each other: they agree, one brings others up to date, or they dispute."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.grounding.quantities import find_quantities
from summarizer.merging.readings import agree, outright, vagueness, value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import FigureStatus, Reading

_REVISED = re.compile(
    r"\b(?:up\sfrom|down\sfrom|ris(?:e|en|es|ing)\s(?:from|to)|rose\s(?:from|to)|climb(?:ed|s|ing)\s(?:from|to)|grew\s(?:from|to)|increased\s(?:from|to)"
    r"|revis(?:ed|ing)|earlier\s(?:reports?|put|said|count|toll|figures?)|previous(?:ly)?\s(?:reports?|reported|said|put|count|toll|figures?)"
    r"|(?:had|were|was)\s(?:earlier|previously|initially|originally|first)|initial(?:ly)?\s(?:reports?|reported|said|put|count|toll)"
    r"|(?:originally|initially)\s\w+|correct(?:ed|ion|s)|no\slonger|now\sstands?|updated?)\b",
    re.IGNORECASE,
)


def standing(readings: Sequence[Reading], dates: Mapping[str, str]) -> FigureStatus:
    """Return how readings stand to each other.

    Two values that do not agree are 'updated' where one's text gives the other as its former value, or where every two
    that differ hold for different, known days; else they are 'disputed'.

    Args:
        readings: Of one figure.
        dates: The day each article was published, by its id, where that is known.
    """
    if len(readings) == 1:
        return "single"
    apart = [(a, b) for a, b in combinations(readings, 2) if not agree(a, b)]
    if not apart:
        return "agree"
    return "updated" if all(revised(a, b) or dated(a, b, dates) for a, b in apart) else "disputed"


def later_died(killed: Sequence[Reading], injured: Sequence[Reading], dates: Mapping[str, str]) -> bool:
    """Whether later articles tell of the death of those whom earlier ones, which tell of no death, give as injured.

    It is so where every article that tells of the killed is later than all those that give injured alone, and the
    numbers add up: the injured of old are the killed and the injured of now.
    """
    telling = {one.article for one in killed}
    alone = [one for one in injured if one.article not in telling]
    days = [dates.get(article, "") for article in sorted(telling | {one.article for one in alone})]
    if not alone or not all(days) or max(dates[one.article] for one in alone) >= min(dates[one] for one in telling):
        return False
    still = {value(one) for one in injured if one.article in telling} or {0.0}
    now = {value(one) + left for one in killed for left in still}
    return bool(now & {value(one) for one in alone})


def revised(a: Reading, b: Reading) -> bool:
    """Whether the evidence of one of two readings gives the other's value as what was said before."""
    return _revises(a, b) or _revises(b, a)


def dated(a: Reading, b: Reading, dates: Mapping[str, str]) -> bool:
    """Whether two readings hold for different, known days."""
    one, other = day(a, dates), day(b, dates)
    return bool(one and other) and one != other


def day(reading: Reading, dates: Mapping[str, str]) -> str | None:
    """Return the day a reading holds for: its own, else the day its article was published."""
    return reading.as_of[:10] if reading.as_of else dates.get(reading.article)


def led(
    readings: Sequence[Reading], status: FigureStatus, dates: Mapping[str, str], sources: Mapping[str, str]
) -> tuple[Reading, ...]:
    """Return readings with the leading one first, the others in their order.

    Of an updated figure the newest leads; else the one whose value most independent sources give, a number said
    outright before one that is counted; then the latest, the most precise, the first.
    """
    support: dict[tuple[float | None, float | None], set[str]] = defaultdict(set)
    counted: dict[tuple[float | None, float | None], set[str]] = defaultdict(set)
    for one in readings:
        (support if outright(one) else counted)[one.low, one.high].add(sources.get(one.article, one.article))

    def weight(place: int) -> tuple[object, ...]:
        one = readings[place]
        said = len(support[one.low, one.high]) + 0.6 * len(counted[one.low, one.high] - support[one.low, one.high])
        former = sum(_revises(other, one) for other in readings)
        newest = day(one, dates) or ""
        moved = (newest,) if status == "updated" else ("",)
        return former == 0, *moved, said, newest, -vagueness(one), -place

    first = max(range(len(readings)), key=weight)
    return (readings[first], *readings[:first], *readings[first + 1 :])


def _revises(new: Reading, old: Reading) -> bool:
    """Whether the evidence of `new` gives the value of `old`, beside its own, as a former one."""
    if new is old or value(new) == value(old):
        return False
    text = " ".join(span.text for span in new.evidence)
    cue = _REVISED.search(text)
    if cue is None:
        return False
    return any(
        one.low == old.low and one.high == old.high and one.surface != new.surface for one in find_quantities(text)
    )
