"""Who was given what: "Lund was handed the report", "Lund received it", "nobody gave Lund any report".

Giving, sending and receiving a paper tell one thing from two sides. Where one text says that somebody got it and another
that the same person did not, they contradict each other, however each of them puts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.merging import wording

_GAVE = r"(?:gave|handed|sent|showed|passed)"
_GIVEN = r"(?:given|handed|sent|shown|passed)"
_THING = (
    r"(?P<thing>(?:(?:the|any|an?|no|that|this|such|his|her|its|their|[\w-]+['’]s)\s){1,3}(?:[a-z]+\s){0,2}?"
    r"(?P<noun>report|letter|memo|document|file|email|e-mail|warning|notice|order|summons|invoice|bribe|payment|invitation)s?)\b"
)
_WHO = r"(?P<who>(?:[A-Z][\w.’'-]+\s){0,2}[A-Z][\w’'-]+)"
_FORMS = tuple(
    re.compile(rf"^\W*{form}")
    for form in (
        rf"{_WHO}\s(?:was|had\sbeen|has\sbeen)\s(?P<not>not\s|never\s)?{_GIVEN}\s{_THING}",
        rf"{_WHO}\s(?P<not>(?:did|had|has)\snot\s|never\s|(?:had|has)\snever\s)?(?:received?|got|obtained)\s{_THING}",
        rf"(?P<not>[Nn]obody|[Nn]o\sone)\s(?:ever\s|had\s|has\s)?(?:{_GAVE}|{_GIVEN})\s{_WHO}\s{_THING}",
    )
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who was given what, or was not: the term of the surname, that of the thing, and whether it is denied."""

    who: str
    thing: str
    denied: bool


@lru_cache(maxsize=16384)
def receipt(text: str) -> Receipt | None:
    """Return who was given what, where a text tells that first; None for all others."""
    core = wording.core(text)
    found = next((match for form in _FORMS if (match := form.match(core))), None)
    if found is None:
        return None
    denied = bool(found["not"]) or found["thing"].startswith("no ")
    return Receipt(found["who"].split()[-1].casefold(), found["noun"], denied)


def same_receipt(text: str, other: str) -> bool:
    """Whether two texts of one story tell that somebody was given one thing, or that this was not so."""
    mine, theirs = receipt(text), receipt(other)
    return mine is not None and theirs is not None and (mine.who, mine.thing) == (theirs.who, theirs.thing)


def contradicts(text: str, other: str) -> bool:
    """Whether one of two texts says that somebody was given what the other says was not."""
    mine, theirs = receipt(text), receipt(other)
    return same_receipt(text, other) and bool(mine and theirs and mine.denied != theirs.denied)
