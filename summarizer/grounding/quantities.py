"""Quantities in text: numbers with their units, how they are meant, and the ranges they make.

`numbers` finds the bare numbers; `lookalikes` tells those that are part of a date, a score or a name; what stands
directly before and after a number gives its unit, its bounds, its range and the way something moved by it. Each step
looks at a few words around a number, so that text without numbers costs next to nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.counting import HARM
from summarizer.grounding.direction import direction, moved, restated
from summarizer.grounding.lookalikes import COUNTABLE, lookalike
from summarizer.grounding.numbers import BETWEEN, SPACE, Number, find_numbers, is_abroad, linked, lowered
from summarizer.grounding.units import TIMES_OF, currency, rate_at, unit_at
from summarizer.models import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import Modifier

# ── Bounds ───────────────────────────────────────────────────────────────────────────────────────────

_BOUNDS: dict[str, Modifier] = dict.fromkeys(
    (
        "as much as|as many as|as a lot as|as high as|as large as|as big as|as great as|as long as|as far as|up to|at most"
        "|at the most|no more than|not more than|fewer than|less than|lower than|smaller than|under|below|a maximum of"
        "|just under|well under|slightly under|a little under|slightly less than|just below|sub-|<|≤|not exceeding"
    ).split("|"),
    "at_most",
)
_BOUNDS |= dict.fromkeys(
    (
        "at least|at the least|more than|greater than|higher than|larger than|bigger than|over|above|upwards of|upward of"
        "|in excess of|no fewer than|no less than|not fewer than|not less than|a minimum of|as few as|as little as|as low as"
        "|just over|well over|slightly over|a little over|over than|slightly more than|just above|exceeding|>|≥"
    ).split("|"),
    "at_least",
)
_BOUNDS |= dict.fromkeys(
    (
        "nearly|almost|close to|about|around|roughly|approximately|some|an estimated|estimated|circa|virtually|practically"
        "|barely|approaching|in the region of|approx|approx.|ca.|~|≈"
    ).split("|"),
    "about",
)
_BOUNDS |= {"sub": "at_most"}  # "sub-300"
_BOUNDS |= dict.fromkeys(
    (
        "mindestens|wenigstens|über|mehr als|au moins|plus de|al menos|por lo menos|más de|almeno|oltre|più di|не менее"
        "|по меньшей мере|более|свыше"
    ).split("|"),
    "at_least",
)
_BOUNDS |= dict.fromkeys(
    "bis zu|höchstens|weniger als|au plus|moins de|hasta|menos de|fino a|meno di|не более|менее".split("|"), "at_most"
)
_BOUNDS |= dict.fromkeys(
    "rund|etwa|ungefähr|knapp|environ|près de|quelque|unos|unas|cerca de|alrededor de|quasi|около|примерно|почти".split(
        "|"
    ),
    "about",
)
_LAST_WORDS = frozenset(bound.split()[-1] for bound in _BOUNDS)
_MOST_WORDS = max(len(bound.split()) for bound in _BOUNDS)
_FAR = 32  # characters; the longest bound is shorter
_SIGNS = "~<>≤≥≈"
_WORD = re.compile(rf"[^\s{_SIGNS}\-‐‑]+|[{_SIGNS}]")
_MORE = re.compile(rf"\+|[ -]plus\b|{SPACE}or{SPACE}(more|so|fewer|less)\b")
_OR: dict[str, Modifier] = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}


def _bound_before(low: str, end: int) -> tuple[str, int] | None:
    """Return the longest of `_BOUNDS` that ends at `end`, and where it starts; None where there is none."""
    at = max(0, end - _FAR)
    before = low[at:end]
    if before[-1:] not in _SIGNS or not before:
        last = before.replace("-", " ").split()
        if not last or last[-1] not in _LAST_WORDS or before[-1].isalnum():
            return None
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    for first in words:
        said = " ".join(word.group() for word in words[words.index(first) :])
        if said in _BOUNDS and (at + first.start() == 0 or low[at + first.start() - 1] != "-"):
            return said, at + first.start()
    return None


# ── Units and ranges ─────────────────────────────────────────────────────────────────────────────────

_IN_A_WORD = re.compile(r"\w|[,.:]\d|[-‐‑](?!(?:strong|member|person|man|plus|to-\d+)\b)[a-z]")
_FROM = re.compile(rf"\bfrom{SPACE}$")
_CHANGED = frozenset(
    "go goes went going gone change changes changed changing move moves moved moving shift shifts shifted revise revised"
    " bring brings brought take takes took taken push pushed cut up down adjusted extended amended updated".split()
)
_SPREAD = frozenset("range ranges ranging ranged vary varies varying".split())
_BACK = 60  # characters before "from" that are looked at for a verb of change
_RATED = frozenset({"percent", "cent", "pence"})


def _measured(text: str, low: str, number: Number, *, abroad: bool) -> Number | None:
    """Return `number` with the unit and the 'or more' after it; None where it is part of a word, as in '5G'."""
    if number.form in ("vague", "several", "part", "ratio"):
        return replace(number, unit="fraction" if number.form in ("part", "ratio") else None)
    unit = currency(number.money) if number.money else None
    end, bound = number.end, None
    if more := _MORE.match(low, end):
        end, bound = more.end(), more
    if unit is None and (found := unit_at(text, end, scaled=number.scale > 1, abroad=abroad)):
        unit, end = found
    if bound is None and (more := _MORE.match(low, end)):
        end, bound = more.end(), more
    if unit and (unit.isupper() or unit in _RATED) and not abroad and (rate := rate_at(low, end)):
        unit, end = f"{unit}/{rate[0]}", rate[1]
    if end == number.end and _IN_A_WORD.match(low, end):
        return None
    return replace(number, unit=unit, end=end, bound=_OR[bound.group(1) or "more"] if bound else "exact")


def _is_change(low: str, start: int) -> bool:
    """Whether a number at `start` is where something moved from: 'rose from 3 to 5', but 'fines from 3 to 5 euros'."""
    if not _FROM.search(low[max(0, start - 6) : start]):
        return False
    words = re.split(r"[.;:!?(]", low[max(0, start - _BACK) : start])[-1].split()[:-1]
    return (not words or words[-1] not in _SPREAD) and any(
        direction(word.strip(",’'\"")) or word in _CHANGED for word in words
    )


def _ranges(low: str, numbers: Iterable[Number]) -> Iterator[Number]:
    """Yield `numbers` with the ends of a range made one; '3-1' is a score, and neither a range nor two numbers."""
    left: Number | None = None
    for right in numbers:
        pair = left and left.form == right.form == "exact" and linked(low, left.start, left.end, right.start)
        if left is None or not pair or _is_change(low, left.start):
            if left:
                yield left
            left = right
        elif left.low < right.low and (not left.unit or not right.unit or right.unit.split("/")[0] == left.unit):
            between = BETWEEN.search(low, max(0, left.start - 9), left.start)
            start, unit = between.start() if between else left.start, right.unit or left.unit
            left = replace(left, high=right.high, start=start, end=right.end, unit=unit, form="range")
        elif low[right.start - 1] in "-–—":
            left = None
        else:
            yield left
            left = right
    if left:
        yield left


# ── Quantities ───────────────────────────────────────────────────────────────────────────────────────

_MINUS = re.compile(r"(?:(?<!plus or )\bminus[\s-]|(?<![\w)])[-−])$")
_ONE = re.compile(
    r"\s(?!(?:of|in|on|at|to|from|by|with|for|about|as|than|and|or|but|nor|if|i|he|she|it|we|you|they|not|never|always|also"
    r"|just|only|else|more|less|another|that|who|whom|which|what|when|where|while|because|after|before|since|until|though"
    r"|is|was|are|were|be|being|has|had|have|can|could|will|would|should|may|might|must|shall|do|does|did|said|such|off|out"
    r"|up|down|over|away|day|time|thing|way|side|hand|point|end|step|reason|moment|bit|like|too|among|soon|then|now|yet|still|already|saying|having|on)\b|[a-z]+[^suia\W]s\b)[a-z]{2}"
)
_NO_ONE = re.compile(
    r"\b(?:the|this|that|each|every|no|any|which|another|same|last|first|next|new|old|good|bad|big|best|right|wrong|other|by|for)\s$|-$"
)
_HEAD = re.compile(
    r"(?<![A-Za-z’'.-])(?!(?:In|Of|The|At|With|And|But|For|From|By|To|All|Only|Just|[A-Z][a-z]*day)\s)[A-Z][\w’'-]*\s$"
)
_PLURAL_NEXT = re.compile(rf"{SPACE}(?:[a-z-]+{SPACE})?(?:[a-z]{{3,}}s|{COUNTABLE})\b")
_NOUN_NEXT = re.compile(
    r"\s(?!(?:in|on|at|to|from|by|with|for|as|than|and|or|but|if|is|was|when|because|so|since|after)\b)[a-z]{3}"
)
_NO_HALF = re.compile(r"\b(?:first|second|other|latter|better|back|top|bottom)\s$")
_NO_COUNT = re.compile(r"(?:test|exam|credit) $")


def _is_other(text: str, low: str, number: Number) -> bool:
    """Whether a number without bounds is a determiner ('one day'), a verb ('scores'), or part of a name ('Rossiya 1')."""
    words, before = number.words, low[max(0, number.start - 30) : number.start]
    if words == "one" and number.form == "exact" and not HARM.search(before):
        counts = (
            number.unit not in TIMES_OF if number.unit else _ONE.match(low, number.end) and not _NO_ONE.search(before)
        )
        if not counts:
            return True
    if words == "zero" and not number.unit and not _NOUN_NEXT.match(low, number.end):
        return True
    if words in ("scores", "tens"):
        return not low.startswith(" of ", number.end) or bool(_NO_COUNT.search(before))
    if number.form == "part":
        return words.startswith("half") and bool(_NO_HALF.search(before))
    if number.form != "exact" or number.unit or not (words.isdecimal() or text[number.start].isupper()):
        return False
    head = _HEAD.search(text[max(0, number.start - 30) : number.start])
    return bool(head) and not _PLURAL_NEXT.match(text, number.end)


def _quantity(text: str, low: str, number: Number, last: Quantity | None) -> Quantity | None:
    """Return `number` with the bounds before it, or None where it is a name's, a pronoun or a verb."""
    start, modifier = number.start, number.bound
    while bound := _bound_before(low, start):
        said, at = bound
        if said in ("over", "under", "above") and number.unit in TIMES_OF:
            break
        start = at
        modifier = _BOUNDS[said] if modifier in ("exact", "about") else modifier
    if start == number.start and _is_other(text, low, number):
        return None
    least, most = float(number.low), float(number.high)
    if number.unit and least >= 0 and (minus := _MINUS.search(low[max(0, start - 15) : start])):
        start, least, most = start - len(minus.group()), -most, -least
    change = moved(low, start, number.end, number.unit)
    if last and restated(low, last.end, start):
        change = change or last.change
        in_brackets = low[start - 1] == "(" and number.unit and last.unit
        modifier = last.modifier if in_brackets and modifier == "exact" and last.modifier in _SAME else modifier
    if change is None and number.unit == "percent" and (least < 0 or low[start - 1 : start] == "+"):
        change = "down" if least < 0 else "up"
    if number.form in ("vague", "several"):
        modifier = "vague"
    elif number.form == "range":
        modifier = "range"
    return Quantity(
        low=None if modifier == "at_most" else least,
        high=None if modifier == "at_least" else most,
        modifier=modifier,
        unit=number.unit,
        change=change,
        surface=text[start : number.end],
        start=start,
        end=number.end,
    )


_SAME = frozenset({"about", "at_least", "at_most"})


def find_quantities(text: str, language: str | None = None) -> list[Quantity]:
    """Return the quantities of `text`, left to right, none overlapping another.

    A quantity's `surface` holds its bounds and its unit ("as much as 10,000", "about 5 km"). Dates, clock times,
    ordinals, ages, scores and the numbers of names are none.

    Args:
        text: The text.
        language: ISO 639-1 code; None is English. In the languages that write "1.000,5", "1 000,5" or "1'000,5" only
            figures are read, with signs of money, percent and a few units.
    """
    return list(_found(text, language))


def _numbers(text: str, low: str, language: str | None) -> Iterator[Number]:
    """Yield the numbers of `text` that are not part of a date, a score, a name or the like, with their units."""
    abroad = is_abroad(language)
    past = 0
    for number in find_numbers(text, language):
        if number.form == "ordinal" or number.start < past:
            continue
        if number.form in ("exact", "ratio") and not number.money:
            past = lookalike(text, number.start, number.end, abroad=abroad)
            if past:
                continue
        if measured := _measured(text, low, number, abroad=abroad):
            yield measured


@lru_cache(maxsize=1024)  # each stage asks about the same sentences again
def _found(text: str, language: str | None) -> tuple[Quantity, ...]:
    low = lowered(text)
    found: list[Quantity] = []
    for number in _ranges(low, _numbers(text, low, language)):
        quantity = _quantity(text, low, number, found[-1] if found else None)
        if quantity and (not found or quantity.start >= found[-1].end):  # "5 or more than 6" shares its "more"
            found.append(quantity)
    return tuple(found)
