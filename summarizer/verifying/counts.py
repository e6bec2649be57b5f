"""What a briefing counts: figures and their readings against the words they are read from."""

from __future__ import annotations

import math
import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.grounding.casualties import proves, readings
from summarizer.grounding.counting import counted
from summarizer.grounding.evidence import prove
from summarizer.grounding.matching import content_words, stands_in
from summarizer.grounding.quantities import find_quantities
from summarizer.merging.keys import TOLLS
from summarizer.merging.movement import differing, later_died, moved, standing
from summarizer.verifying.checks import fails, found, holds, numbered, unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import Figure, Quantity, Reading, Story
    from summarizer.verifying.checks import Check
    from summarizer.verifying.index import Index

_BESIDE = 8  # words after a number within which it is said what it counts; half as many before it
_STEM = 4  # letters that "killed" and "killing" share
_FATES = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "killed": "kill|dead|die[ds]?\\b|dying|death|fatal|lives|slain|slay|murder|massacre|casualt|toll|perish|martyr|victim",
        "injured": "injur|wound|hurt|casualt|harm|hospital|maim|victim|critical",
        "arrested": "arrest|detain|custody|jail|held|captur|charged|apprehend",
        "missing": "missing|disappear|unaccounted|vanish|lost",
        "displaced": "displac|evacuat|homeless|fled|flee|refugee|uproot",
        "rescued": "rescue|saved|pulled",
    }.items()
}
_NEAR = 14  # days from when an article was written in which it names a day by weekday
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_RELATIVE = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|now|so far|(?:this|last|next) \w+|overnight|as of|by)\b", re.IGNORECASE
)


def check(index: Index) -> Iterator[Check]:
    """Yield checks for each figure and reading."""
    for story in index.briefing.stories:
        for figure in story.figures:
            here = f"stories/{story.id}/figures/{figure.id}"
            yield _of(index, here, figure)
            for number, reading in enumerate(figure.readings, 1):
                yield from _reading(index, f"{here}/readings/{number}", figure, reading)
            yield _figure(index, here, figure, story)


# ── Readings ──────────────────────────────────────────────────────────────────────────────────────


def _of(index: Index, where: str, figure: Figure) -> Check:
    """Check that what is counted stands in the evidence, beside the number of a reading, with the same fate."""
    if any(_tolled(figure, reading) for reading in figure.readings):
        return holds("figure", where, figure.of)
    passages = [text for reading in figure.readings for text in index.passages(reading.evidence)]
    items = prove(figure.of.casefold() if figure.of.isupper() else figure.of, passages).items
    absent = any(item.verdict == "absent" for item in items if item.kind in ("number", "name"))
    beside = [
        _beside(text, reading.surface) for reading in figure.readings for text in index.passages(reading.evidence)
    ]
    read = figure.of in _counted_by_rule(figure, passages)
    if absent or not (read or any(_shared(figure.of, words) for words in beside)):
        return fails("figure", where, figure.of, f"Its evidence does not count ‘{figure.of}’.")
    if other := _other_fate(figure, passages):
        return fails("figure", where, figure.of, f"Its evidence does not tell of ‘{other}’ with this number.")
    return holds("figure", where, figure.of)


def _tolled(figure: Figure, reading: Reading) -> bool:
    """Return whether a reading of those killed or injured is what its evidence, read again by rule, tells."""
    if figure.of not in TOLLS or figure.unit is not None:
        return False
    return proves(reading, _sentences(reading), "killed" if figure.of == TOLLS[0] else "injured")


def _sentences(reading: Reading) -> list[str]:
    return [span.text for span in reading.evidence]


def _other_fate(figure: Figure, passages: Sequence[str]) -> str | None:
    """Return the word for what became of those counted that is not the evidence's, such as "killed" of the injured.

    Where a rule reads what a number counts, it tells the fate; else the word must stand in the evidence.
    """
    for name, fate in _FATES.items():
        claimed = fate.search(figure.of)
        if not claimed:
            continue
        told = " ".join(_counted_by_rule(figure, passages))
        here = told if any(one.search(told) for one in _FATES.values()) else " ".join(passages)
        if not fate.search(here):
            return claimed.group() or name
    return None


def _counted_by_rule(figure: Figure, passages: Iterable[str]) -> Iterator[str]:
    """Yield what the rules read as counted by the numbers of a figure."""
    for text in passages:
        for one in find_quantities(text):
            if any(_overlap(one, reading) for reading in figure.readings) and (of := counted(text, one)):
                yield of


def _beside(text: str, surface: str) -> str:
    """Return the words of a passage around a number, wherever it stands; all of it where it stands in another form."""
    parts = text.split(surface) if surface else [text]
    if len(parts) == 1:
        return text
    before = (part.split()[-_BESIDE // 2 :] for part in parts[:-1])
    after = (part.split()[:_BESIDE] for part in parts[1:])
    return " ".join(chain(*before, *after))


def _shared(text: str, words: str) -> bool:
    """Return whether two texts share a content word in any inflection: "killed" and "killing"."""
    theirs = {word[:_STEM] for word in content_words(words)}
    return any(word[:_STEM] in theirs for word in content_words(text))


def _reading(index: Index, where: str, figure: Figure, reading: Reading) -> Iterator[Check]:
    """Check a reading's words, its bounds and its date."""
    item = f"{reading.surface} [{reading.low}, {reading.high}, {reading.modifier}]"
    passages = [text for text in index.passages(reading.evidence) if stands_in(reading.surface, text)]
    if not passages:
        yield fails("reading", where, item, f"‘{reading.surface}’ does not stand in its evidence.")
        return
    if _tolled(figure, reading):
        yield holds("reading", where, item)
    else:
        yield _bounds(index, where, figure, reading, passages)
    if reading.as_of is not None:
        yield _date(index, where, reading, reading.as_of)


def _bounds(index: Index, where: str, figure: Figure, reading: Reading, passages: Sequence[str]) -> Check:
    """Check that a reading's bounds and modifier are what its words mean."""
    item = f"{reading.surface} [{reading.low}, {reading.high}, {reading.modifier}]"
    language = index.language(reading.article)
    quantities = [one for text in passages for one in find_quantities(text, language) if _overlap(one, reading)]
    quantities = quantities or find_quantities(reading.surface, language)
    if any(_equal(one, reading) and _counts(one, figure.unit, passages) for one in quantities):
        return holds("reading", where, item)
    if quantities:
        one = quantities[0]
        unit = f", {one.unit}" if one.unit else ""
        return fails("reading", where, item, f"The words say [{one.low}, {one.high}, {one.modifier}{unit}].")
    if told := [one for one in readings(_sentences(reading)) if one.surface == reading.surface]:
        return fails("reading", where, item, f"The words say [{told[0].low}, {told[0].high}, {told[0].modifier}].")
    return unsure("reading", where, item, "No rule reads a quantity in these words.")


def _overlap(quantity: Quantity, reading: Reading) -> bool:
    return stands_in(quantity.surface, reading.surface) or stands_in(reading.surface, quantity.surface)


def _equal(quantity: Quantity, reading: Reading) -> bool:
    return (
        _close(quantity.low, reading.low)
        and _close(quantity.high, reading.high)
        and quantity.modifier == reading.modifier
    )


def _counts(quantity: Quantity, unit: str | None, passages: Sequence[str]) -> bool:
    """Return whether a unit is the quantity's, or a word of its evidence; who gives none may have it in `of`."""
    return unit is None or unit == quantity.unit or any(stands_in(unit, text) for text in passages)


def _close(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else math.isclose(a, b)


def _date(index: Index, where: str, reading: Reading, as_of: str) -> Check:
    """Check that a reading's date is one that its evidence, or else its article, can mean."""
    try:
        day = date.fromisoformat(as_of[:10])
    except ValueError:
        return fails("date", where, as_of, f"‘{as_of}’ is no date of the form 2024-11-01.")
    record = index.records.get(reading.article)
    written = index.day(reading.evidence)
    if record is None or written == day:
        return holds("date", where, as_of)
    words = " ".join(index.passages(reading.evidence))
    near = (
        abs((day - written).days) <= _NEAR if written else as_of[:4] in (index.briefing.date[:4], *_years(record.text))
    )
    if (said := _gives(words, day, near=near)) is not None:
        return found("date", where, as_of, None if said else "Its evidence gives another day.")
    if near and (_RELATIVE.search(words) or _gives(record.text, day, near=near)):
        return unsure("date", where, as_of, "No rule tells which day its article means.")
    return fails("date", where, as_of, "Its article gives no such date.")


def _years(text: str) -> list[str]:
    return re.findall(r"\b(?:19|20)\d\d\b", text)


def _gives(text: str, day: date, *, near: bool) -> bool | None:
    """Return whether a text names a day, by month or, where that is near, by weekday; None where it names none."""
    words = frozenset(re.findall(r"\w+", text.casefold()))
    if _MONTHS[day.month - 1] in words and {str(day.day), str(day.year)} & words:
        return True
    return near and _DAYS[day.weekday()] in words if words.intersection(_DAYS) else None


# ── Status of figures ─────────────────────────────────────────────────────────────────────────────


def _figure(index: Index, where: str, figure: Figure, story: Story) -> Check:
    """Check a figure's status, where the values, dates and words of its readings decide it."""
    item = f"{figure.of}: {figure.status}"
    dates = _published(index, (one.article for one in figure.readings))
    apart = differing(figure.readings)
    if figure.status == "updated" and not apart:
        return found(
            "status", where, item, None if _outlived(index, figure, story) else "Nothing brings it up to date."
        )
    single = standing(figure.readings, dates, _sources(index)) == "single"
    if figure.status == "single" or single:
        alone = figure.status == "single" and single
        reason = f"It has {numbered(len(figure.readings), 'reading')}."
        return found("status", where, item, None if alone else reason)
    if figure.status == "agree":
        return found("status", where, item, f"{_both(apart[0])} are not one value." if apart else None)
    unmoved = [(a, b) for a, b in apart if not moved(a, b, figure.readings, dates)]
    if figure.status == "updated":
        return found("status", where, item, f"{_both(unmoved[0])} have no different dates." if unmoved else None)
    if not apart:
        same = len({(one.low, one.high) for one in figure.readings}) == 1
        reason = "Its readings may be of one value."
        return fails("status", where, item, reason) if same else unsure("status", where, item, reason)
    return (
        holds("status", where, item) if unmoved else unsure("status", where, item, "The dates of its readings differ.")
    )


def _published(index: Index, articles: Iterable[str]) -> dict[str, str]:
    return {one: when for one in articles if (when := index.published(one))}


def _sources(index: Index) -> dict[str, str]:
    """Return for each article the first of the same source."""
    return {one: record.same_source_as or record.duplicate_of or one for one, record in index.records.items()}


def _outlived(index: Index, figure: Figure, story: Story) -> bool:
    """Return whether a later article tells of the death of those whom earlier ones of the story give as injured."""
    dates = _published(index, story.articles)
    injured = [one for one in story.figures if one.of == TOLLS[1] and one.scope == figure.scope]
    return figure.of == TOLLS[0] and any(later_died(figure.readings, one.readings, dates) for one in injured)


def _both(pair: Sequence[Reading]) -> str:
    return f"‘{pair[0].surface}’ and ‘{pair[1].surface}’"
