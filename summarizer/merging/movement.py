"""How the readings of one figure stand to each other: they agree, one brings others up to date, or they dispute."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from summarizer.grounding.quantities import find_quantities
from summarizer.merging.readings import agree, outright, rounds, vagueness, value

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


_FORMER = re.compile(
    r"\b(?:(?:earlier|initial(?:ly)?|preliminary|previous(?:ly)?|first|original(?:ly)?)\s(?:reports?|reported|said|put|counts?|tolls?|figures?|estimates?|believed|thought|feared)"
    r"|(?:had|was|were)\s(?:earlier|previously|initially|originally|first)\s(?:said|reported|put|listed|given|estimated|announced|believed|thought|feared)"
    r"|(?:up|down)\sfrom)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_HOUR = 3600.0


def standing(readings: Sequence[Reading], dates: Mapping[str, str], sources: Mapping[str, str]) -> FigureStatus:
    """Return how readings stand to each other.

    Those of one source that agree are 'single'. Two values that do not agree are 'updated' where a text gives one of
    them as a former value, or where every two that differ hold for different, known times; else they are 'disputed'.

    Args:
        readings: Of one figure.
        dates: When each article was published, by its id, where that is known.
        sources: For each article's id, the id of the first article of the same source.
    """
    apart = differing(readings)
    if not apart:
        return "single" if len({sources.get(one.article, one.article) for one in readings}) == 1 else "agree"
    return "updated" if all(moved(a, b, readings, dates) for a, b in apart) else "disputed"


def differing(readings: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """Return every two readings that cannot be of one value."""
    return [(a, b) for a, b in combinations(readings, 2) if not agree(a, b)]


def moved(a: Reading, b: Reading, readings: Sequence[Reading], dates: Mapping[str, str]) -> bool:
    """Whether one of two readings of a figure brings the other up to date."""
    old = {value(one) for one in readings if former(one)}
    return revised(a, b) or dated(a, b, dates) or (value(a) in old) != (value(b) in old)


def former(reading: Reading) -> bool:
    """Whether a reading's own sentence gives it as what was said before: "earlier reports had said 40"."""
    before, found, _ = reading.evidence[0].text.partition(reading.surface)
    return bool(found) and bool(_FORMER.search(before))


def later_died(killed: Sequence[Reading], injured: Sequence[Reading], dates: Mapping[str, str]) -> bool:
    """Whether later articles tell of the death of those whom earlier ones, which tell of no death, give as injured.

    It is so where every article that tells of the killed is later than all those that give injured alone, and the
    numbers add up: the injured of old are the killed and the injured of now.
    """
    telling = {one.article for one in killed}
    alone = [one for one in injured if one.article not in telling]
    days = [dates.get(article, "") for article in sorted(telling | {one.article for one in alone})]
    if (
        not alone
        or not all(days)
        or max(dates[one.article][:10] for one in alone) >= min(dates[one][:10] for one in telling)
    ):
        return False
    still = {value(one) for one in injured if one.article in telling} or {0.0}
    now = {value(one) + left for one in killed for left in still}
    return bool(now & {value(one) for one in alone})


def revised(a: Reading, b: Reading) -> bool:
    """Whether the evidence of one of two readings gives the other's value as what was said before."""
    return _revises(a, b) or _revises(b, a)


def dated(a: Reading, b: Reading, dates: Mapping[str, str]) -> bool:
    """Whether two readings hold for different, known times: on two days, or at least an hour apart."""
    one, other = day(a, dates), day(b, dates)
    if not (one and other) or a.article == b.article:
        return False
    if one != other:
        return True
    moments = [_moment(dates.get(each.article)) for each in (a, b) if not each.as_of]
    return len(moments) == 2 and all(moments) and abs(moments[0] - moments[1]) >= _HOUR  # noqa: PLR2004 (two readings)


def day(reading: Reading, dates: Mapping[str, str]) -> str | None:
    """Return the day a reading holds for: its own, else the day its article was published."""
    return reading.as_of[:10] if reading.as_of else dates.get(reading.article, "")[:10] or None


def _moment(published: str | None) -> float:
    """Return the seconds to when an article was published, UTC where it names no zone; 0 where the time is not known."""
    if not published or len(published) <= len("2024-11-01"):
        return 0.0
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return 0.0
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def led(
    readings: Sequence[Reading], status: FigureStatus, dates: Mapping[str, str], sources: Mapping[str, str]
) -> tuple[Reading, ...]:
    """Return readings with the leading one first, the others in their order.

    Of an updated figure the newest leads; else the one whose value most independent sources give, a number said
    outright before one that is counted; then the latest, the most precise. A round number speaks for the precise one
    that it stands for.
    """
    support: dict[tuple[float | None, float | None], set[str]] = defaultdict(set)
    counted: dict[tuple[float | None, float | None], set[str]] = defaultdict(set)
    for one in readings:
        (support if outright(one) else counted)[one.low, one.high].add(sources.get(one.article, one.article))
    for one, other in permutations({(each.low, each.high): each for each in readings}.values(), 2):
        if rounds(one, other):
            support[one.low, one.high] |= support[other.low, other.high]
    old = {value(one) for one in readings if former(one)}

    def weight(one: Reading) -> tuple[object, ...]:
        said = len(support[one.low, one.high]) + 0.6 * len(counted[one.low, one.high] - support[one.low, one.high])
        gone = value(one) in old or any(_revises(other, one) for other in readings)
        newest = day(one, dates) or "", 0.0 if one.as_of else _moment(dates.get(one.article))
        moved = newest if status == "updated" else ()
        span = one.evidence[0]
        return not gone, *moved, said, *newest, -vagueness(one), value(one), -span.start, one.surface, span.text

    first = max(range(len(readings)), key=lambda place: weight(readings[place]))
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
