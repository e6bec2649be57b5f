"""Quoted words: found in a text, and held to the letter against what the evidence has inside quotation marks.

Numbers and countries may stand in another form, and a quotation may leave out what it marks with "…" or brackets, or
run on over "he said". Where a sentence is in words of its own, it may also fit the auxiliary verbs of a quotation to
itself ("did not get" for "haven't got"); words that only stand outside quotation marks are nobody's quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.matching import words_of
from summarizer.grounding.numbers import find_numbers
from summarizer.grounding.passages import number_key
from summarizer.grounding.polarity import negations
from summarizer.grounding.presence import item
from summarizer.grounding.proof import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.grounding.passages import Evidence
    from summarizer.grounding.presence import Found
    from summarizer.grounding.proof import ProofItem

Part = tuple[str, int, int]
"""A word in the form in which quotations are compared, and its offsets."""

FEWEST_FITTED = 3
"""Words of a quotation, auxiliary verbs aside, that must stand together: two do so by chance."""
MOST_OPEN = 20
"""Lines that a quotation runs on for, at the most, where none of them has a mark."""
LONGEST_TITLE = 6
"""Words of a name or a title that may stand in quotation marks where the evidence has it without them."""

_OMITTED = re.compile(r"…|\.\s?\.\s?\.|\[[^\[\]]{0,60}\]|\([^()]{0,60}\)")
_PAIRS = (("“", "”"), ("„", "“”"), ("«", "»"), ("»", "«"), ("‘", "’"))
_OPENS = dict(_PAIRS)
_MARK = re.compile(r"[“”„«»‘’\"]|''|``|(?<![\w.,!?])'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_ALWAYS_OPEN = frozenset("“„«‘")
_LIGHT = frozenset(
    "am is are was were be been being do does did have has had having get gets got gotten will would shall should can"
    " could may might must ve re s d ll m always ever".split()
)


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the offsets of what stands inside quotation marks, marks aside, in order.

    A mark that nothing closes quotes to the end of its line; one that nothing opens, from the beginning. Lines without
    marks between two such are quoted, too.
    """
    found: list[tuple[int, int]] = []
    open_lines: list[tuple[int, int]] | None = None  # those since a quotation was left open
    for line in re.finditer(r"[^\n]+", text):
        spans = list(_quoted_in(text, line.start(), line.end()))
        if not spans and open_lines is not None and len(open_lines) < MOST_OPEN:
            open_lines.append(line.span())
            continue
        if spans and open_lines and spans[0][0] == line.start():
            found += open_lines
        found += spans
        open_lines = [] if spans and spans[-1][1] == line.end() else None
    return found


def _quoted_in(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the quotations of a line; single marks count only outside double ones."""
    opened: tuple[str, int] | None = None
    free = first  # where the last quotation ended: two never overlap
    for mark in _MARK.finditer(text, first, last):
        sign, at = mark.group(), mark.start()
        if opened is None:
            if sign in ("”", '"') and not _leads(text, at, mark.end(), first):
                yield free, at
                free = mark.end()
            elif sign in _ALWAYS_OPEN or (sign != "’" and _leads(text, at, mark.end(), first)):
                opened = sign, mark.end()
        elif _closes(opened[0], sign, text, at):
            yield opened[1], at
            opened, free = None, mark.end()
        elif sign in ("“", '"') and opened[0] in ("‘", "'"):
            opened = sign, mark.end()
    if opened and opened[0] not in ("‘", "'"):
        yield opened[1], last


def _leads(text: str, at: int, end: int, first: int) -> bool:
    """Whether a mark stands before a word and after none, as one that opens does."""
    before, after = text[at - 1] if at > first else " ", text[end : end + 1]
    return not (before.isalnum() or before in ".,!?…") and (after.isalnum() or after in "“‘'.…[($€£")


def _opens(text: str, at: int) -> bool:
    return at + 1 < len(text) and text[at + 1].isalnum() and (at == 0 or not text[at - 1].isalnum())


def _closes(opening: str, sign: str, text: str, at: int) -> bool:
    if opening == "‘":
        return sign == "’" and not (at + 1 < len(text) and text[at + 1].isalnum())
    if opening == "'":
        return sign == "'" and not _opens(text, at)
    if opening in _OPENS:
        return sign in _OPENS[opening] or (opening == "“" and sign == '"')
    return sign in ('"', "''", "”") if opening in ('"', "``") else sign == opening


def quotation_items(text: str, evidence: Evidence, copied: Sequence[tuple[int, int]]) -> Iterator[ProofItem]:
    """Yield the quoted words of a text.

    Args:
        text: The text to prove.
        evidence: What it rests on.
        copied: Offsets of the sentences that are the evidence's but for a few words, in order: no auxiliary may differ there.
    """
    for start, end in quoted(text):
        words = text[start:end].rstrip(" .,;!?…")
        if not any(True for _ in words_of(words)):
            continue
        at = bisect_left(copied, end, key=lambda span: span[0]) - 1  # the last sentence that begins before its end
        strict = at >= 0 and copied[at][1] > start
        reason = f"A quotation that is not in its sentences: ‘{text[start:end]}’."
        yield item("quotation", text, start, end, _quotation(words, evidence, strict=strict), reason)


def _quotation(words: str, evidence: Evidence, *, strict: bool) -> Found | None:
    if _is_title(words, evidence):
        return "exact", evidence.find(words)
    pieces = [[part[0] for part in parts] for piece in _OMITTED.split(words) if (parts := parts_of(piece))]
    for said in spoken_of(evidence):
        if places := said.find(pieces):
            return "exact" if evidence.find(words) else "normalized", places
    if not strict and len(pieces) == 1 and len(wanted := [part[0] for part in _telling(words)]) >= FEWEST_FITTED:
        for said in _told(evidence):
            if places := said.find([wanted]):
                return "normalized", places
    return None


def _is_title(words: str, evidence: Evidence) -> bool:
    """Whether words are a name or a title that the evidence has, however it is marked there."""
    found = words.split()
    named = all(word[:1].isupper() or word[:1].isdigit() or len(word) <= 3 for word in found) and found[0][:1].isupper()  # noqa: PLR2004  (of, the)
    return named and len(found) <= LONGEST_TITLE and bool(evidence.find(words)) and len(found) > 1


def parts_of(text: str, offset: int = 0) -> list[Part]:
    """Return the words of a text in the form in which quotations are compared.

    Numbers are compared by value, countries by name, and people by their last name.
    """
    found: list[Part] = [(number_key(one), one.start, one.end) for one in find_numbers(text)]
    for one in names.find_names(text):
        last = one.end - len(one.text.split()[-1])
        if land := names.country(one.text):
            found.append((land, one.start, one.end))
        elif last > one.start and names.kind(one.text) == "person":
            found.append((text[last : one.end].casefold(), one.start, one.end))
    taken = {at for _, start, end in found for at in range(start, end)}
    found += [(one.text, one.start, one.end) for one in words_of(text) if taken.isdisjoint(range(one.start, one.end))]
    return [(word, offset + start, offset + end) for word, start, end in sorted(found, key=lambda part: part[1])]


class Spoken:
    """The words of a passage's quotations, one after the other, ready to be searched."""

    def __init__(self, passage: int, parts: list[Part]) -> None:
        self.passage, self.parts = passage, parts
        self.keys = [part[0] for part in parts]
        self.starts: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            self.starts.setdefault(key, []).append(at)

    def find(self, pieces: list[list[str]]) -> tuple[Place, ...]:
        """Return where pieces of a quotation stand, one after the other; empty where they do not."""
        places, start = [], 0
        for wanted in pieces:
            at = self._find(wanted, start)
            if at is None:
                return ()
            start = at + len(wanted)
            places.append(Place(passage=self.passage, start=self.parts[at][1], end=self.parts[start - 1][2]))
        return tuple(places)

    def _find(self, wanted: list[str], start: int) -> int | None:
        """Return where a run of words begins, from `start`; its rarest word is looked for."""
        rarest = min(range(len(wanted)), key=lambda at: len(self.starts.get(wanted[at], ())))
        found = self.starts.get(wanted[rarest], [])
        for at in found[bisect_left(found, start + rarest) :]:
            if self.keys[at - rarest : at - rarest + len(wanted)] == wanted:
                return at - rarest
        return None


@lru_cache(maxsize=16)
def spoken_of(evidence: Evidence) -> tuple[Spoken, ...]:
    """Return the quotations of each passage, word by word."""
    return tuple(
        Spoken(number, [part for start, end in quoted(passage) for part in parts_of(passage[start:end], start)])
        for number, passage in enumerate(evidence.passages)
    )


@lru_cache(maxsize=16)
def _told(evidence: Evidence) -> tuple[Spoken, ...]:
    """Return the quotations of each passage without auxiliary verbs, each ended by a mark."""
    found = []
    for number, passage in enumerate(evidence.passages):
        parts: list[Part] = []
        for start, end in quoted(passage):
            parts += [(word, start + first, start + last) for word, first, last in _telling(passage[start:end])]
            parts.append(("", end, end))
        found.append(Spoken(number, parts))
    return tuple(found)


def _telling(words: str) -> list[Part]:
    """Return the words of a quotation without auxiliary verbs and adverbs of time, its negations as "not"."""
    denied = negations(words)
    taken = {at for start, end in denied for at in range(start, end)}
    found: list[Part] = [("not", start, end) for start, end in denied]
    found += [
        (one.text, one.start, one.end)
        for one in words_of(words)
        if one.text not in _LIGHT and taken.isdisjoint(range(one.start, one.end))
    ]
    return sorted(found, key=lambda part: part[1])
