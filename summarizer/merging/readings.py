"""Values that readings stand for: whether two may be of one value, and which is said outright."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.fates import find_fates
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from summarizer.models import Reading

_ABOUT = 0.1  # "about 10,000" is within ten in a hundred of what is meant
_BOUND = 2.0  # "at least 7" is hardly said of more than 14, nor "up to 10,000" of fewer than 5,000
_DECADE = 10.0  # "hundreds", open upwards, is fewer than ten times the least of it
_ROUND = 1_000.0  # smaller numbers are seldom rounded without a word
_NEAR = 0.05
_TWO_DIGITS = 100  # a round number has one or two digits that are no zero
_LARGEST = 1e15
_BESIDE = 60
_PART = re.compile(
    r"\bof\s(?:them|those|whom|the\s(?:\w+\s)?(?:victims|wounded|injured|dead|people|men|women|children|suspects|survivors|shot))\b|\bidentit|\b(?:named|identified)\b|\bremain(?:s|ed)?\b|\bstill\b|\b(?:critical|serious|stable)\b"
    r"|\banother\b|\bwent\son\sto\b|\bmore\s(?:people|men|women)\b",
    re.IGNORECASE,
)
_PRECISION = ("exact", "about", "range", "at_least", "at_most", "vague")


def agree(a: Reading, b: Reading) -> bool:
    """Whether two readings may be of one value.

    A reading stands for a range: "exact" for its value, "about" for ten in a hundred either way, "at least" for its
    bound up to twice that, "at most" for half its bound up to it, "range" and "vague" for what they say. Two agree
    where the ranges meet, and a round number with the precise one it stands for; of two that both say "about", one's own value must lie in the other's range.
    """
    if rounds(a, b) or rounds(b, a):
        return True
    if a.modifier == b.modifier == "about":
        return _meet(_range(a), _plain(b)) or _meet(_plain(a), _range(b))
    return _meet(_range(a), _range(b))


def rounds(precise: Reading, round_: Reading) -> bool:
    """Whether one reading is a round number that stands for the other's precise one: 10,000 for 9,870.

    It is where it has four digits or more, two at most no zero, the precise one is within a twentieth of it and rounds
    to its last digit that is no zero; "about 10,000" stands for what it agrees with, too.
    """
    one, other = _plain(precise), _plain(round_)
    if precise.modifier != "exact" or round_.modifier not in ("exact", "about") or one[0] != one[1] or one == other:
        return False
    if round_.modifier == "about":
        return _meet(one, _range(round_))
    step = _step(other[0])
    return (
        _ROUND <= other[0] < _TWO_DIGITS * step
        and step > _step(one[0])
        and abs(one[0] - other[0]) <= min(step / 2, _NEAR * other[0])
    )


def _step(number: float) -> float:
    """Return what the last digit of a whole number that is no zero counts: 100 of 3,200; 1 of what is not whole."""
    if not number or not abs(number) < _LARGEST or number != int(number):
        return 1.0
    return float(10 ** (len(digits := str(int(abs(number)))) - len(digits.rstrip("0"))))


def value(reading: Reading) -> float:
    """Return the number a reading is known by: its lower bound, else its upper one, else 0."""
    low, high = _plain(reading)
    return 0.0 if math.isinf(low) else low if reading.low is not None else high


def vagueness(reading: Reading) -> int:
    """Return how far a reading is from a plain number: 0 for "12", more for "about 12", most for "dozens"."""
    return _PRECISION.index(reading.modifier)


def outright(reading: Reading) -> bool:
    """Whether a reading rests on a stated number: its own, or that of all of whom it is the rest ("five shot, one fatally").

    "A woman", and sums of persons told of one by one, do not.
    """
    return _gives(reading.surface, reading.low, reading.high)


def partial(reading: Reading) -> bool:
    """Whether the words of a stated toll may tell of a part of them: who is in hospital, who is named, who else was hurt."""
    if not outright(reading):
        return False
    text = reading.evidence[0].text
    at = text.find(reading.surface)
    here = [one for one in find_fates(text) if one.start <= at + len(reading.surface) and at <= one.end]
    weak = bool(here) and all(one.weak or one.part for one in here)
    return weak or bool(_PART.search(text, max(0, at - _BESIDE), at + len(reading.surface) + _BESIDE))


@lru_cache(maxsize=4096)
def _gives(surface: str, low: float | None, high: float | None) -> bool:
    stated = [one for one in find_quantities(surface) if one.unit is None]
    return any(
        (one.low, one.high) == (low, high) or (one.surface == surface and (one.low or 0) > (low or 0) > 0)
        for one in stated
    )


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    (low, high), (other_low, other_high) = a, b
    return (low <= other_high or math.isclose(low, other_high)) and (other_low <= high or math.isclose(other_low, high))


def _plain(reading: Reading) -> tuple[float, float]:
    """Return the bounds as they stand; one bound alone is both."""
    low = reading.low if reading.low is not None else reading.high
    high = reading.high if reading.high is not None else reading.low
    if low is None or high is None:
        return -math.inf, math.inf
    return min(low, high), max(low, high)


def _range(reading: Reading) -> tuple[float, float]:
    low, high = _plain(reading)
    if math.isinf(low):
        return low, high
    bounds = {
        "about": (low - _ABOUT * abs(low), high + _ABOUT * abs(high)),
        "at_least": (low, max(low * _BOUND, low)),
        "at_most": (min(high / _BOUND, high), high),
        "vague": (low, high if reading.high is not None else low * _DECADE),
    }
    return bounds.get(reading.modifier, (low, high))
