"""Which of two statements is the newer one: a toll that grew, a number that replaces another, what has happened since.

A later day alone makes nothing newer: what is told must be something that grows, ends or comes to pass, or the article
itself says that its number replaces the other's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from summarizer.grounding import names
from summarizer.grounding.numbers import number_keys
from summarizer.merging import likeness, states, tolls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.merging.likeness import Face, Value
    from summarizer.merging.rivals import Contrast, Side

_DAY = len("2024-11-01")
_NEAR = 60  # characters around what tells that a number is new in which the number stands
_NAMED = 2  # terms of names that two tolls of one event share
_PARAGRAPH = "\n"
_TOLL = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|dead|died?|deaths?|fatal(?:ly|ities)?|injur(?:ed|ies|ing|e)|wound(?:ed|s|ing)?|hurt|shot|"
    r"shootings?|stabbed|struck|hospitali[sz]ed|victims?|casualt(?:y|ies)|arrest(?:ed|s)?|detained|charged|custody|"
    r"missing|displaced|evacuat(?:ed|ion)|rescued|infected|cases|trapped|homeless|survivors)\b",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"\b(?:(?:earlier|initial|previous|first|preliminary)\s+(?:reports?|figures?|counts?|numbers?|toll|estimates?|"
    r"accounts?)|(?:had\s+)?(?:earlier|previously|initially|originally|first|at\s+first)\s+(?:been\s+)?(?:put|said|"
    r"reported|given|estimated|announced|told|counted|believed|thought)|(?:had|were|was)\s+(?:put|said|reported)\s+"
    r"(?:the|that|this)\s+(?:figure|number|count|toll)|had\s+(?:put|given)\s+(?:the|that)\s+(?:\w+\s+)?(?:figure|number|count|toll)|"
    r"revis(?:ed|es|ing)|corrected|(?:up|down)\s+from|(?:rose|risen|climbed|grew|grown|increased|raised)\s+(?:to|from))\b",
    re.IGNORECASE,
)


def order(a: Side, b: Side, kind: Contrast) -> Literal["newer", "older"] | None:
    """Return which of two statements that differ brings the other up to date; None where neither does."""
    if kind in ("speaker", "word"):
        return None
    if kind == "number" and (_says_so(a, b) or _grew(b, a)):
        return "newer"
    if kind == "number" and (_says_so(b, a) or _grew(a, b)):
        return "older"
    if kind == "polarity" and _happened(b, a):
        return "newer"
    if kind == "polarity" and _happened(a, b):
        return "older"
    return None


def _says_so(new: Side, old: Side) -> bool:
    """Whether an article says that its number replaces another, which it names or leaves unnamed."""
    mine, theirs = likeness.unmatched(new.face, old.face)
    if _gives_up(new, old, theirs):
        return True
    given = _revised(f"{new.face.text} {new.beside.partition(_PARAGRAPH)[0]}")
    if given is None or (new.day and old.day and new.day < old.day):
        return False
    return not given - {key for one in mine for key in number_keys(one.words)}


def _gives_up(new: Side, old: Side, theirs: Sequence[Value]) -> bool:
    """Whether an article names one of some values of another's as what was said before."""
    given = _revised(f"{new.face.text} {new.beside}")
    late = not (new.day and old.day and new.day < old.day)
    return late and given is not None and any(number_keys(one.words) & given for one in theirs)


def _revised(words: str) -> frozenset[str] | None:
    """Return the numbers near what tells that a number is new; None where nothing does."""
    found = _REVISED.search(words)
    return number_keys(words[max(0, found.start() - _NEAR) : found.end() + _NEAR]) if found else None


def _grew(old: Side, new: Side) -> bool:
    """Whether a toll is higher on a later day, and not by the word of somebody else."""
    if not (old.day and new.day and old.day < new.day) or not _one_voice(old, new):
        return False
    less, more = likeness.unmatched(old.face, new.face)
    if any(one.unit for one in (*less, *more)) or not _TOLL.search(new.face.text):
        return False
    return all((one.reading.low or 0) < (other.reading.low or 0) for one, other in zip(less, more, strict=False))


def replaces(new: Side, old: Side) -> bool:
    """Whether an article tells what became of what another tells of, however the two word it.

    A newer toll of the same event is later and higher, or its article names the other one as what was said before. That a
    state has ended takes for granted that it was there: it is newer, unless it was told before.
    """
    if {new.statement.stance, old.statement.stance} != {"asserts"}:
        return False
    if not later(new.when, old.when) and states.ended_since(old.face, new.face):
        return True
    return _higher(new, old)


def _higher(new: Side, old: Side) -> bool:
    """Whether an article gives a newer toll of the same event."""
    ours, theirs = tolls.counted(new.face), tolls.counted(old.face)
    if ours is None or theirs is None or ours[0].fate != theirs[0].fate:
        return False
    (told, more), (other, less) = ours, theirs
    named = frozenset(new.face.content.naming) & frozenset(old.face.content.naming)
    if named and more.low != less.low and _gives_up(new, old, old.face.values):
        return True
    if not later(old.when, new.when) or len(named) < _NAMED or not told.terms & other.terms - named - {told.fate}:
        return False
    bounded = {more.modifier, less.modifier} <= {"exact", "at_least"}
    return bounded and more.low is not None and less.low is not None and more.low > less.low


def later(before: str, after: str) -> bool:
    """Whether a date, or date and time, as ISO 8601, is after another; times count where both are given."""
    if before[:_DAY] != after[:_DAY]:
        return bool(before and after) and before[:_DAY] < after[:_DAY]
    return min(len(before), len(after)) > _DAY and before < after


def _happened(old: Side, new: Side) -> bool:
    """Whether what an article says has not happened has by a later day, as in "No arrests have been made"."""
    return happened(old.face, old.day, new.face, new.day)


def happened(old: Face, day: str, new: Face, later: str) -> bool:
    """Whether a text denies what a text of a later day affirms; days as ISO 8601, '' where they are not known."""
    earlier = bool(day and later and day < later)
    return earlier and bool(old.denied - new.denied) and not new.denied - old.denied


def _one_voice(a: Side, b: Side) -> bool:
    return not (a.voice and b.voice) or names.same(a.voice, b.voice)
