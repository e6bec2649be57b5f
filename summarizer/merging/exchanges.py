"""Numbers and names that have changed places between two texts: "Berg got 412 votes and Lund 388", "Lund got 412 and Berg 388".

Both texts have the same words and say the opposite. Each number is held against the words
that only one of the numbers stands by; without such words, as in "voted 7 to 4", against its place among the numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from summarizer.grounding.lexicon import kinds
from summarizer.grounding.quantities import find_quantities
from summarizer.merging import paraphrase, wording
from summarizer.merging.readings import agree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.merging.likeness import Face, Value

_MOST = 6  # numbers, or names, of a text that are looked at
_SCORE = re.compile(r"\b(?P<one>\d{1,4})\s?(?:[-–:]|to)\s?(?P<other>\d{1,4})\b")
_BREAK = re.compile(r"[,;]|\b(?:and|while|but|whereas|against|versus)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Held:
    """The terms that stand before a number and after it, in its part of the sentence; `called` are those of names before it."""

    before: frozenset[str]
    after: frozenset[str]
    called: frozenset[str]


def exchanged(a: Face, b: Face) -> bool:
    """Whether two texts give the same numbers, each to whom or what the other gives another one; symmetric."""
    if _scores(a.text, b.text):
        return True
    if not 1 < len(a.values) <= _MOST or not 1 < len(b.values) <= _MOST:
        return False
    mine, theirs = _held(a.text), _held(b.text)
    if len(mine) != len(a.values) or len(theirs) != len(b.values):
        return False
    return any(
        _crossed(mine[i], mine[j], theirs[k], theirs[m])
        for i, j in combinations(range(len(mine)), 2)
        for k, m in combinations(range(len(theirs)), 2)
        for k, m in ((k, m), (m, k))
        if _one(a.values[i], b.values[k]) and _one(a.values[j], b.values[m]) and not _one(a.values[i], a.values[j])
    )


def _one(value: Value, other: Value) -> bool:
    return (value.unit == other.unit or None in (value.unit, other.unit)) and agree(value.reading, other.reading)


def _crossed(one: _Held, two: _Held, other: _Held, another: _Held) -> bool:
    """Whether what tells two numbers apart in one text, before or after them, stands by the other one each in the other."""
    return (
        _turned(one.called, two.called, other.called, another.called)
        or _turned(one.before, two.before, other.before, another.before)
        or _turned(one.after, two.after, other.after, another.after)
    )


def _turned(one: frozenset[str], two: frozenset[str], other: frozenset[str], another: frozenset[str]) -> bool:
    first, second, third, fourth = one - two, two - one, other - another, another - other
    return bool(first & fourth and second & third) and not (first & third or second & fourth)


@lru_cache(maxsize=8192)
def _held(text: str) -> tuple[_Held, ...]:
    """Return what stands by each number of a text: what stands between two is split at a break, else after the first."""
    found = find_quantities(text)
    ends = [
        one.end + (cut.start() if (cut := _BREAK.search(text[one.end : other.start])) else other.start - one.end)
        for one, other in pairwise(found)
    ]
    return tuple(
        _Held(
            _terms(_WORD.findall(before := text[start : one.start])),
            _terms(_WORD.findall(text[one.end : end])),
            _terms(word for word in _WORD.findall(before) if word[0].isupper()),
        )
        for one, start, end in zip(found, (0, *ends), (*ends, len(text)), strict=False)
    )


def _terms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(wording.sequence(" ".join(words)))


def _scores(text: str, other: str) -> bool:
    """Whether two texts of the same words in the same order give a score or a vote the other way round."""
    mine, theirs = _SCORE.search(text), _SCORE.search(other)
    if not mine or not theirs or mine["one"] == mine["other"]:
        return False
    rest, their_rest = (
        wording.sequence(words[: found.start()]) + wording.sequence(words[found.end() :])
        for words, found in ((text, mine), (other, theirs))
    )
    turned = (mine["one"], mine["other"]) == (theirs["other"], theirs["one"])
    shared = [term for term in rest if term in their_rest]
    return turned and shared == [term for term in their_rest if term in rest]


# ── Names ─────────────────────────────────────────────────────────────────────────────────────────


def turned_round(text: str, other: str) -> bool:
    """Whether two texts have the same words in the same order, but for two names: "Vell beat Ardel", "Ardel beat Vell".

    Another word that both have stands between the names in each of them: "in Marn in Norland" may be told either way.
    """
    mine, theirs = _marked(text), _marked(other)
    shared = mine.keys() & theirs.keys()
    order, their_order = ([term for term in laid if term in shared] for laid in (mine, theirs))
    called = frozenset(term for term in order if mine[term] or theirs[term])
    if [term for term in order if term not in called] != [term for term in their_order if term not in called]:
        return False
    at, there = ({term: place for place, term in enumerate(laid)} for laid in (order, their_order))
    return any(
        there[one] > there[two]
        and not called.issuperset(order[at[one] : at[two]])
        and not called.issuperset(their_order[there[two] : there[one]])
        for one, two in combinations([term for term in order if term in called][:_MOST], 2)
    )


@lru_cache(maxsize=8192)
def _marked(text: str) -> dict[str, bool]:
    """Return the terms of a text in order, each with whether it is written as a name; a first word is where it is no other."""
    found: dict[str, bool] = {}
    core = wording.core(text)
    for word in _WORD.finditer(core):
        term = wording.term(word.group())
        if term and word.group().casefold() not in paraphrase.TIME:
            called = word.group()[0].isupper() and (word.start() > 0 or not kinds(word.group().casefold()))
            found.setdefault(term, called)
    return found
