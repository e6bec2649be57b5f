"""Polarity: the words that turn a statement round.

Explicit negations deny by themselves: not, never, no, none, nobody, without. Implicit ones say in other words that
something is not so or was not done: denied, refused, failed to, lack of, hardly. What only looks like a negation is
left out: "not only", "no doubt", "no fewer than", "nothing but", "whether or not", "No. 2", "a no-fly zone".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONLY = r"(?:only|just|merely|simply|solely|help\s+but)\b"
_BOUNDS = r"(?:longer|less|fewer|more|later|earlier|sooner|other|higher|lower|bigger|smaller|greater)\s+than"
_EXPLICIT = (
    rf"(?<!\bor )(?<!\bif )(?<!\bthan )not(?!\s+(?:{_ONLY}|least\b|to\s+mention\b|unlike\b))",
    rf"cannot(?!\s+{_ONLY})",
    r"never(?!\s+(?:mind|the\s?less)\b)",
    r"no[-\s]one",
    rf"no(?!\s+(?:doubt|matter|wonder|sooner|{_BOUNDS})\b)(?!\.?\s?\d)",
    r"none(?!\s+(?:other\s+than|the\s+less)\b)",
    r"nothing(?!\s+(?:but|short\s+of)\b)",
    r"with\s?out(?!\s+(?:a\s+|any\s+)?(?:doubt|question)\b)",
    r"nobody|nowhere|neither|nor",
)
_IMPLICIT = (
    r"den(?:y|ies|ied|ying|ials?)",
    r"refus(?:e|es|ed|ing|als?)|reject(?:s|ed|ing|ions?)?|rebut(?:s|ted|ting)?|refut(?:e|es|ed|ing)",
    r"fail(?:s|ed|ing|ures?)?\s+to|declin(?:e|es|ed|ing)\s+to|unable\s+to|inability\s+to|refrain(?:s|ed|ing)?\s+from",
    r"prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|avert(?:s|ed|ing)?|rul(?:e|es|ed|ing)\s+out",
    r"(?:stop(?:s|ped|ping)?|f(?:all|alls|ell|alling))\s+short",
    r"lack(?:s|ed|ing)?|absence\s+of|devoid\s+of",
    r"hardly|barely|scarcely|rarely|seldom",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])|n['’]t\b(?!\s+{_ONLY})", re.IGNORECASE)


_NEGATION = _any(_EXPLICIT)
_ANY_NEGATION = _any((*_EXPLICIT, *_IMPLICIT))
_BETWEEN = re.compile(r"\s+(?:(?:ever|yet|even|been|has|have|had|be|\w+ly)\s+){0,3}", re.IGNORECASE)
_REACH = 48  # characters from a negation to the verb that it denies, at the most


def negations(text: str, *, implicit: bool = False) -> list[tuple[int, int]]:
    """Return the spans of a text's negations in order, none overlapping another.

    Args:
        text: Any text, as written or folded; curly and straight apostrophes are the same.
        implicit: Whether words count too that deny by what they mean: denied, refused, failed to, lack of, hardly.
    """
    return [match.span() for match in (_ANY_NEGATION if implicit else _NEGATION).finditer(text)]


def negated_at(text: str, starts: Iterable[int]) -> frozenset[int]:
    """Return those of the offsets `starts` whose word a negation denies: "did not deny", "has never really wanted".

    The negation stands right before the word, auxiliaries and adverbs between aside.
    """
    ends = [end for _, end in negations(text)]
    found = []
    for start in starts:
        before = bisect_right(ends, start)
        if before and start - ends[before - 1] <= _REACH and _BETWEEN.fullmatch(text, ends[before - 1], start):
            found.append(start)
    return frozenset(found)
