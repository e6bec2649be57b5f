"""What somebody calls something in a word of theirs: 'called the threat "unfriendly"', 'said the move was "unfriendly"'.

A word that two articles quote of one thing is one verdict, however each of them frames it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grounding import hedges
from summarizer.merging import wording

_LONGEST = 4  # words that are quoted
_SHORTEST = 6  # letters of a word that nobody else is likely to use of it
_THING = r"(?:the|this|that|(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*['’]s?)\s(?P<thing>[^“”\",.;:]{3,60}?)"
_QUOTE = r"\s(?:as\s)?(?:an?\s)?[“\"](?P<said>[^“”\"]{3,60})[”\"]"
_CALLED = re.compile(
    rf"\b(?:call(?:ed|s|ing)|brand(?:ed|s|ing)|label(?:l?ed|s)|describ(?:ed|es|ing)|condemn(?:ed|s)|denounc(?:ed|es))\s{_THING}{_QUOTE}"
)
_WAS = re.compile(rf"\b{_THING}\s(?:was|were|is|are|had\sbeen){_QUOTE}")
_END = re.compile(r"\s(?:to|of|in|on|at|for|by|from|with|against|over|that|which|as)\b.*", re.DOTALL)
_ACTS = frozenset(
    "announcement attack ban charge claim decree law order proposal ruling strike tariff threat warning".split()
)
"""Nouns for what somebody has done or said by, which a text may go on to call by one of `_BROAD`."""
_BROAD = frozenset("act action decision measure move step".split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is judged, by its noun in lower case, and the terms of the words that are quoted of it."""

    thing: str
    terms: frozenset[str]


@lru_cache(maxsize=16384)
def verdict(text: str) -> Verdict | None:
    """Return what a text has somebody call something in a few quoted words; None where it has nobody do so."""
    found = _CALLED.search(text) or _WAS.search(text)
    if not found or len(found["said"].split()) > _LONGEST or hedges.negated(text[: found.end()]):
        return None
    thing = _END.sub("", found["thing"]).split()
    terms = frozenset(
        term for word in found["said"].split() if len(word) >= _SHORTEST and (term := wording.term(word.strip(".,!?")))
    )
    return Verdict(thing[-1].casefold(), terms) if thing and terms else None


def same_verdict(text: str, other: str) -> bool:
    """Whether two texts of one story quote one word of one thing; "the move" may be "the threat"."""
    mine, theirs = verdict(text), verdict(other)
    if mine is None or theirs is None or not mine.terms & theirs.terms:
        return False
    things = {mine.thing, theirs.thing}
    return len(things) == 1 or bool(things & _ACTS and things & _BROAD)
