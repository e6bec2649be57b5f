"""Evidence made ready to be searched: its passages, their words, numbers, names, dates and quotations.

Everything is found once for the same evidence, and only when it is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.dates import Date, find_dates
from summarizer.grounding.matching import Word, words_of
from summarizer.grounding.numbers import Number, find_numbers
from summarizer.grounding.proof import Place
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from summarizer.models import Quantity

LONGEST_LINE = 160
"""Words in a line at the most; a longer sentence is looked at in parts, so that no comparison grows too large."""

_LINE_END = re.compile(r"[.!?…][\"”’»)\]]*+\s++(?=[\"“‘«'(\[]?[^\Wa-z_])|\n(?![a-z])")
_NO_END = re.compile(
    r"(?:^|[\s(.“\"])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the evidence, or a part of a very long one: `passages[passage][start:end]`."""

    passage: int
    start: int
    end: int


class Evidence:
    """Passages that a text is proven against.

    Attributes:
        passages: As they were given.
        known: Names that are known to be names.
        reference: The day the evidence was written, where it is known.
    """

    def __init__(self, passages: tuple[str, ...], known: frozenset[str], reference: date | None) -> None:
        self.passages, self.known, self.reference = passages, known, reference

    @cached_property
    def words(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each passage."""
        return tuple(tuple(words_of(passage)) for passage in self.passages)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences of all passages, in order."""
        return tuple(
            Line(number, start, end)
            for number, passage in enumerate(self.passages)
            for start, end in split_lines(passage)
        )

    @cached_property
    def numbers(self) -> dict[str, list[Place]]:
        """Where each number stands, by its key."""
        found = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for one in find_numbers(passage):
                found[number_key(one)].append(Place(passage=number, start=one.start, end=one.end))
        return found

    @cached_property
    def values(self) -> list[tuple[float, Place]]:
        """The value of each number that has one, and where it stands; the smallest first."""
        return sorted(
            ((float(key), place) for key, places in self.numbers.items() if key[0] != "~" for place in places),
            key=lambda one: one[0],
        )

    @cached_property
    def quantities(self) -> tuple[tuple[Quantity, ...], ...]:
        """The quantities of each passage, in order."""
        return tuple(tuple(find_quantities(passage)) for passage in self.passages)

    def quantity_at(self, place: Place) -> Quantity | None:
        """Return the quantity that a number of the evidence is part of."""
        found = self.quantities[place.passage]
        at = bisect_right(found, place.start, key=lambda one: one.start) - 1
        return found[at] if at >= 0 and place.end <= found[at].end else None

    @cached_property
    def shares(self) -> tuple[list[tuple[float, Place]], list[tuple[float, Place]]]:
        """Shares in percent with their places: those in percent, and those that are fractions ("two-thirds")."""
        percent: list[tuple[float, Place]] = []
        fractions: list[tuple[float, Place]] = []
        for number, quantities in enumerate(self.quantities):
            for one in quantities:
                place = Place(passage=number, start=one.start, end=one.end)
                if one.unit == "percent" and one.low is not None and one.low == one.high:
                    percent.append((one.low, place))
                elif one.unit == "fraction" and one.low is not None:
                    fractions.append((one.low * 100, place))
        return percent, fractions

    @cached_property
    def names(self) -> dict[str, Place]:
        """The names of the evidence as they are written, each with the first place where it stands."""
        found: dict[str, Place] = {}
        for line in self.lines:
            sentence = self.passages[line.passage][line.start : line.end]
            for name in names.find_names(sentence, self.known):
                place = Place(passage=line.passage, start=line.start + name.start, end=line.start + name.end)
                found.setdefault(name.text, place)
        return found

    @cached_property
    def countries(self) -> dict[str, Place]:
        """The countries that the evidence names in any form, each with the first place."""
        found: dict[str, Place] = {}
        for name, place in self.names.items():
            words = name.split()
            for size in {1, 2, len(words)}:
                if land := names.country(" ".join(words[:size])):
                    found.setdefault(land, place)
        return found

    @cached_property
    def dates(self) -> list[tuple[Date, Place]]:
        """The dates of the evidence, with their places."""
        return [
            (one, Place(passage=number, start=one.start, end=one.end))
            for number, passage in enumerate(self.passages)
            for one in find_dates(passage, self.reference)
        ]

    @cached_property
    def _starts(self) -> dict[str, list[tuple[int, int]]]:
        starts = defaultdict(list)
        for number, words in enumerate(self.words):
            for at, word in enumerate(words):
                starts[word.text].append((number, at))
        return starts

    def find(self, text: str, most: int = 3) -> tuple[Place, ...]:
        """Return the first places, at most so many, where the words of `text` stand one after the other."""
        wanted = [word.text for word in words_of(text)]
        return tuple(place for place, _ in zip(self._runs(wanted), range(most), strict=False)) if wanted else ()

    def _runs(self, wanted: list[str]) -> Iterator[Place]:
        rarest = min(range(len(wanted)), key=lambda at: len(self._starts.get(wanted[at], ())))
        for number, at in self._starts.get(wanted[rarest], ()):
            first, last = at - rarest, at - rarest + len(wanted)
            words = self.words[number]
            if first >= 0 and [word.text for word in words[first:last]] == wanted:
                yield Place(passage=number, start=words[first].start, end=words[last - 1].end)

    def holds(self, word: str) -> bool:
        """Whether a folded word stands anywhere."""
        return word in self._starts


@lru_cache(maxsize=16)
def evidence_of(passages: tuple[str, ...], known: frozenset[str], reference: date | None) -> Evidence:
    """Return evidence made ready; the same one again for the same passages."""
    return Evidence(passages, known, reference)


def number_key(number: Number) -> str:
    """Return what two forms of one number share: its value, or the words of a vague one."""
    if number.form in ("vague", "several"):
        return "~" + " ".join(number.words.casefold().split())
    return f"{number.low.normalize():f}"


def split_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of a text, none longer than `LONGEST_LINE` words.

    The split is coarse: it only bounds what is compared with what.
    """
    start = 0
    for end in _line_ends(text):
        yield from _parts(text, start, end)
        start = end


def _line_ends(text: str) -> Iterator[int]:
    for match in _LINE_END.finditer(text):
        if text[match.start()] == "." and _NO_END.search(text[max(0, match.start() - 6) : match.start() + 1]):
            continue
        yield match.end()
    yield len(text)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    count, first = 0, start
    for match in re.compile(r"\S++\s*+").finditer(text, start, end):
        count += 1
        if count == LONGEST_LINE:
            yield first, match.end()
            count, first = 0, match.end()
    if text[first:end].strip():
        yield first, end
