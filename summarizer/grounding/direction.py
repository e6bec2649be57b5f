"""Words of rise and fall: which way a verb, a noun or a comparative moves what it speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.units import TIMES_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Direction

PARTICLES: dict[str, Direction] = {"up": "up", "down": "down"}
"""Tell a direction beside a number ("up 19 cents"), and none after a verb ("set up", "shut down")."""

# Regular verbs and their nouns; other forms are made from these. A trailing * doubles the last letter ("dipped").
_RISE = (
    "increase raise climb jump surge gain soar rally rebound advance improve spike skyrocket balloon boost"
    " escalate expand heighten intensify lengthen multiply quadruple rocket strengthen triple double treble"
    " appreciate accelerate enlarge widen upgrade accrue hike snowball mushroom recover"
)
_FALL = (
    "decrease lower decline drop* slip* plunge plummet tumble dip* slump slash reduce lessen"
    " diminish dwindle halve weaken ease depreciate curtail curb trim* deduct downgrade decelerate"
    " narrow shorten erode collapse crash retreat subside abate wane nosedive skid* discount axe crater ebb"
    " sag* recede shave prune"
)
_IRREGULAR: dict[str, Direction] = dict.fromkeys(
    (
        "rise rises rising rose risen grow grows growing grew grown growth swell swells swelling swelled swollen"
        " upswing uptick upturn upsurge"
        " higher expansion escalation recovery improvement appreciation acceleration enlargement multiplication upwards upward"
    ).split(),
    "up",
)
_IRREGULAR |= dict.fromkeys(
    (
        "fall falls falling fell fallen sank sunk sink sinks sinking shrink shrinks shrinking shrank shrunk shrinkage"
        " slide slides sliding slid cut cuts cutting lose loses losing lost loss losses"
        " dove downturn downswing cutback cutbacks reduction reductions shed sheds shedding shortfall setback"
        " depreciation deceleration contraction deduction deductions erosion downwards downward"
    ).split(),
    "down",
)


def _forms(word: str) -> Iterator[str]:
    """Yield the inflected forms of one regular verb of the lists above."""
    doubles, word = word.endswith("*"), word.rstrip("*")
    stem = word[:-1] if word[-1] == "e" else word + word[-1] if doubles else word
    yield word
    if word[-1] == "y" and word[-2] not in "aeiou":
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    elif word.endswith(("sh", "ss", "x", "ch")):
        yield from (f"{word}es", f"{stem}ed")
    else:
        yield from (f"{word}s", f"{stem}ed")
    yield f"{stem}ing"


def _verbs(words: str) -> list[str]:
    return [form for word in words.split() for form in _forms(word)]


_DIRECTIONS: dict[str, Direction] = dict.fromkeys(_verbs(_RISE), "up")
_DIRECTIONS |= dict.fromkeys(_verbs(_FALL), "down")
_DIRECTIONS |= _IRREGULAR


def direction(word: str) -> Direction | None:
    """Return which way `word` moves a value, in any inflection: "raised" gives "up", "cuts" gives "down"; else None.

    Verbs and nouns that mean both, and the particles "up" and "down", give None.
    """
    return _DIRECTIONS.get(word.casefold())


# ── How far a number rose or fell ────────────────────────────────────────────────────────────────────

_FILLERS = frozenset(
    "a an another further additional extra about around roughly nearly almost some just only its their the total of by"
    " sharply slightly steeply significantly dramatically only even still further again more less than as much".split()
)
_OF = frozenset(
    "rise fall increase decrease drop decline gain gains loss losses cut cuts reduction jump growth hike improvement surge"
    " slump dip increases decreases rises falls drops declines reductions jumps hikes boost slide plunge shortfall".split()
)
_SUMS = frozenset("gain gains loss losses shortfall".split())  # "a loss of $5m" is a sum, and no fall
_COUNTS = frozenset(
    "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing decrease decreases"
    " decreased decreasing decline declines declined declining fall falls fell fallen falling lose loses lost losing gain"
    " gains gained gaining cut cuts cutting slash slashes slashed slashing shed sheds shedding axe axed axing trim trimmed"
    " reduce reduces reduced reducing jump jumps jumped jumping climb climbs climbed climbing".split()
)
_LIFTED = frozenset("raise raises raised raising".split())  # "raised $5m" is no rise
_MADE_UP = frozenset("make makes made making set sets give gives gave take takes took pick picks buy put ends".split())
_CLAUSE = re.compile(r"[.;:!?()\n]")
_WORD = re.compile(r"[a-z’'-]+|[^\sa-z’'-]+")
_AFTER = re.compile(r"[\s-]+([a-z]+)")
_POINTS = re.compile(r"[\s-](?:points?|cents?|pence|pips)\b")
_SAME = re.compile(r"(?:\s[\w-]+){0,2},?\sor\s|\s?\(")
_AS_FAR_BACK = 64
_WORDS_TO_BY = 8


def restated(text: str, left: int, right: int) -> bool:
    """Whether a number that starts at `right` says the one that ends at `left` again: "5 km (3 miles)", "9 jobs, or 2%"."""
    return right - left <= _AS_FAR_BACK // 2 and bool(_SAME.fullmatch(text, left, right))


def moved(text: str, start: int, end: int, unit: str | None) -> Direction | None:
    """Return which way something moved by the number `text[start:end]`; None where it is a level or a count.

    Args:
        text: The text, in small letters.
        start: Where the number starts, with its bounds ("up nearly 5%" starts at "nearly").
        end: Where it ends, with its unit.
        unit: Its unit; lengths of time are never how far something moved.
    """
    if unit in TIMES_OF:
        return None
    points = _POINTS.match(text, end)
    measured = unit is not None or points is not None
    words = _WORD.findall(_CLAUSE.split(text[max(0, start - _AS_FAR_BACK) : start])[-1])
    return _moved_before(words, unit, measured=measured) or (
        _moved_after(text, points.end() if points else end) if measured else None
    )


def _moved_before(words: list[str], unit: str | None, *, measured: bool) -> Direction | None:
    """Return the direction of the word that governs a number after `words`."""
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i] not in _FILLERS), -1)
    if last < 0:
        return None
    word, between = words[last], words[last + 1 :]
    if word in PARTICLES:
        verb = words[last - 1] if last else ""
        return PARTICLES[word] if not between[1:] and measured and verb not in _MADE_UP else None
    if "by" in between:
        if word.endswith(("ed", "en")) and not direction(word):  # "killed by 5 men"
            return None
        return next(filter(None, map(direction, reversed(words[max(0, last - _WORDS_TO_BY) : last + 1]))), None)
    if "of" in between:
        is_sum = word in _SUMS and (unit or "").isupper()
        return direction(word) if word in _OF and not is_sum else None
    money_raised = word in _LIFTED and (not measured or (unit or "").isupper())
    return direction(word) if (measured or word in _COUNTS) and not money_raised else None


def _moved_after(text: str, end: int) -> Direction | None:
    """Return the direction of the word right after a number: "5% higher", "a 3 percent drop", "19 cents up"."""
    if match := _AFTER.match(text[end : end + 40]):
        return direction(match[1]) or PARTICLES.get(match[1])
    return None
