"""Quantities in text: numbers with their units, how they are meant, and the ranges they make.

Three steps, each linear in the length of the text: what only looks like a quantity (dates, ages, scores, model
names) is blanked out; `numbers` finds the bare numbers; what stands directly before and after a number gives its
unit, its bounds and its range.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.counting import HARM
from summarizer.grounding.numbers import BETWEEN, SMALL, SPACE, TEENS, UNITS, Number, find_numbers, linked
from summarizer.grounding.units import JOINT, TIMES_OF, currency, unit_at
from summarizer.models import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import Modifier

# ── What only looks like a quantity ───────────────────────────────────────────────────────────────

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TILL = r"(?:\s?[-–—]\s?|\s(?:to|and|or)\s)"
_AGE = rf"(?:\d{{1,3}}|{SMALL})"
_LABELS = (
    "No Nos Number Article Section Chapter Rule Act Title Part Volume Page Route Highway Interstate Motorway Channel"
    " Flight Boeing Airbus Antonov Tupolev Embraer Cessna Falcon Apollo Soyuz Windows Android iPhone iPad Galaxy"
    " Model Type Class Phase Stage Level Tier Category Group Unit Room Row Gate Platform Terminal Block Building"
    " Pier Zone Area District Ward Division Battalion Resolution Proposition Amendment Order Schedule Annex Point"
    " Week Day Round Game Season Episode Formula Covid Fortune Radio Station World\\sWar Big Euro Super\\sBowl"
).replace(" ", "|")
_CUES = r"(?i:won|wins?|beat|beats|beating|lost|lose|defeat(?:ed|s)?|drew|draw|led|leads?|scored?|voted?|votes)"
_RESULTS = r"(?i:wins?|victory|defeat|loss|draw|lead|votes?|decision|record|triumph|majority|scoreline)"
_COUNTABLE = (
    r"(?i:people|persons|soldiers|troops|civilians|fighters|personnel|men|women|children|refugees|migrants|workers"
    r"|protesters|prisoners|hostages|houses|homes|deaths|cases|jobs|vehicles|drones|missiles|targets|employees"
    r"|miles|km|kilomet(?:er|re)s|met(?:er|re)s|feet|years|days|hours|tonnes|tons|dollars|euros|percent|per\scent)"
)
_LOOKALIKE = re.compile(
    rf"""
    \bhttps?://\S++ | \bwww\.\S++ | \d{{16,}}+
  | \+\d[\d()\s-]{{6,20}}\d | \b\d{{3}}[-–]\d{{4}}\b                                     # telephones
  | \d++([-–./:])\d++(?:\1\d++)+ | \d++/\d++                                        # dates, addresses, 24/7
  | \b\d{{1,2}}(?:[:.]\d{{2}})?\s?(?i:[ap]\.?m\b|o['’]clock) | \d{{1,2}}:\d{{2}}     # clock times
  | \b[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs\b) | (?<![\d.,\u00a0\u2009\u202f])0\d++
  | {SMALL}\s(?i:[ap]\.m\b|o['’]clock)
  | \b{_MONTH}\s{_DAY}\b(?!,\d{{3}})(?:{_TILL}{_DAY}\b)?(?:,?\s\d{{4}}\b)?             # dates
  | \b{_DAY}(?:{_TILL}{_DAY})?(?:\sof)?\s{_MONTH}\b(?:,?\s\d{{4}}\b)?
  | (?<![\d,.$€£¥₹-])\b(?:(?i:in|since|until|circa|before|after|year)\s1[0-8]\d\d|(?:19|20)\d\d)   # years
    (?:[-–/]\d{{2,4}})?\b(?![,.]\d|\s?%|-(?i:strong)|\s{_COUNTABLE}\b|\s(?i:[mb]illion|[A-Z][a-z]++\s{_COUNTABLE}\b))
  | \b\d++['’]?s\b | \b\d++(?:st|nd|rd|th)\b                                       # the 1990s, the 23rd
  | \b(?i:aged?|ages)\s(?:between\s)?{_AGE}\b(?:{_TILL}{_AGE}\b)?                    # ages
  | \b{_AGE}(?i:[\s-](?:year|month|week|day)s?[\s-](?:olds?\b|of\sage))
  | \b[A-Z][\w.’'-]{{0,30}}+,\s\d{{1,3}}(?=,\s[a-z])
  | \b(?:{_LABELS})\.?[\s-](?:\d[\w.,-]*+|(?i:{SMALL})) | (?i:\b(?:no\.\s|№\s?|\#)\d++)  # labels and names
  | (?i:\b(?:ground|patient|net|day|number|phase|stage|page|chapter|level|round|week|grade|article|section)\s
      (?:zero|{SMALL}|\d++)\b)
  | (?!(?:USD|EUR|GBP|JPY|CNY|INR|RUB|CHF|AUD|CAD|US|AU?|CA?|NZ|HK|S|R)\$?\d)\b[A-Za-z]++[-–]?\d(?:[\w-]|[.,](?=\d))*+
  | \b\d{{1,5}}\s(?:[A-Z][\w.’']*+\s){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Drive|Lane|Square)\b
  | (?m:^[ \t]*+\(?\d{{1,3}}[.)]\s)                                                # the numbers of a list
  | \b{_CUES}\b(?:\W{{1,3}}\w{{1,20}}){{0,4}}?\W{{1,3}}\d{{1,3}}[-–]\d{{1,3}}\b            # scores and votes
  | \b\d{{1,3}}[-–]\d{{1,3}}\s{_RESULTS}\b
  | \b[a-z]++\s(?:{"|".join(w.title() for w in (*UNITS, *TEENS))})\b                # the Group of Seven
    """,
    re.VERBOSE,
)


def _without_lookalikes(text: str) -> str:
    """Return `text`, as long as it was, with dates, clock times, ages, scores and names blanked out."""
    return _LOOKALIKE.sub(lambda match: "_" * len(match.group()), text)


# ── Bounds and ranges ────────────────────────────────────────────────────────────────────────────────

_BOUNDS: dict[str, Modifier] = dict.fromkeys(
    (
        "as much as|as many as|as a lot as|as high as|as large as|as big as|as great as|as long as|as far as|up to|at most"
        "|at the most|no more than|not more than|fewer than|less than|lower than|smaller than|under|below|a maximum of"
        "|just under|well under"
    ).split("|"),
    "at_most",
)
_BOUNDS |= dict.fromkeys(
    (
        "at least|at the least|more than|greater than|higher than|larger than|bigger than|over|above|upwards of|upward of"
        "|in excess of|no fewer than|no less than|not fewer than|not less than|a minimum of|as few as|as little as|as low as"
        "|just over|well over|>"
    ).split("|"),
    "at_least",
)
_BOUNDS |= dict.fromkeys(
    (
        "nearly|almost|close to|about|around|roughly|approximately|some|an estimated|estimated|circa|virtually|practically"
        "|~"
    ).split("|"),
    "about",
)
_BEFORE = re.compile(rf"(?<![\w-])(?=([a-z](?:[a-z]|{JOINT})*?){SPACE}$)|([~>]){SPACE}?$", re.IGNORECASE)
_JOINT = re.compile(JOINT)
_MORE = re.compile(rf"\+|[ -]plus\b|{SPACE}or{SPACE}(more|so|fewer|less)\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:\bminus\s|(?<![\w)])[-−])$", re.IGNORECASE)
_OR: dict[str, Modifier] = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}
_IN_A_WORD = re.compile(r"\w|[-‐‑](?!(?:strong|member|person|man|plus)\b)[A-Za-z]")
_ONE = re.compile(
    r"(?:person|man|woman|child|civilian|soldier|officer)\s(?:was|has|had|is|were)\b|dead\b|(?:others?\s)?(?:killed|injured)"
)
_HEAD = re.compile(
    r"(?<![A-Za-z’'.-])(?!(?:In|Of|The|At|With|And|But|For|From|By|To|All|Only|Just|[A-Z][a-z]*day)\s)[A-Z][\w’'-]*\s$"
)
_FROM = re.compile(rf"(?<!range )(?<!ranges )(?<!ranging )(?<!ranged )\bfrom{SPACE}$", re.IGNORECASE)
_PLURAL_NEXT = re.compile(rf"{SPACE}(?:[a-z-]+{SPACE})?(?:[a-z]{{3,}}s|{_COUNTABLE})\b")


def _measured(text: str, number: Number) -> Number | None:
    """Return `number` with the unit and the 'or more' after it; None where it is part of a word, as in '5G'."""
    if number.form in ("vague", "several", "part"):
        return replace(number, unit="fraction" if number.form == "part" else None)
    unit = currency(number.money) if number.money else None
    end, bound = number.end, None
    if more := _MORE.match(text, end):
        end, bound = more.end(), more
    if unit is None and (found := unit_at(text, end, scaled=number.scale > 1)):
        unit, end = found
    if bound is None and (more := _MORE.match(text, end)):
        end, bound = more.end(), more
    if end == number.end and _IN_A_WORD.match(text, end):
        return None
    return replace(number, unit=unit, end=end, bound=_OR[(bound.group(1) or "more").casefold()] if bound else "exact")


def _ranges(text: str, numbers: Iterable[Number]) -> Iterator[Number]:
    """Yield `numbers` with the ends of a range made one; '3-1' is a score, and neither a range nor two numbers."""
    left: Number | None = None
    for right in numbers:
        pair = left and left.form == right.form == "exact" and linked(text, left.start, left.end, right.start)
        if left is None or not pair or _FROM.search(text[max(0, left.start - 13) : left.start]):
            if left:
                yield left
            left = right
        elif left.low < right.low and left.unit in (None, right.unit, right.unit or left.unit):
            start = (
                between.start() if (between := BETWEEN.search(text, max(0, left.start - 9), left.start)) else left.start
            )
            left = replace(
                left, high=right.high, start=start, end=right.end, unit=right.unit or left.unit, form="range"
            )
        elif text[right.start - 1] in "-–—":
            left = None
        else:
            yield left
            left = right
    if left:
        yield left


def _bound_before(text: str, end: int) -> tuple[str, int] | None:
    """Return the longest of `_BOUNDS` that ends at `end`, and where it starts; None where there is none."""
    at = max(0, end - 24)
    for match in _BEFORE.finditer(text[at:end]):
        said = _JOINT.sub(" ", match.group(1) or match.group(2)).casefold()
        if said in _BOUNDS:
            return said, at + match.start()
    return None


def _quantity(text: str, number: Number) -> Quantity | None:
    """Return `number` with the bounds before it, or None where it is a name's, a pronoun or a verb."""
    start, modifier = number.start, number.bound
    while bound := _bound_before(text, start):
        said, at = bound
        if said in ("over", "under", "above") and number.unit in TIMES_OF:
            break
        start = at
        modifier = _BOUNDS[said] if modifier in ("exact", "about") else modifier
    if start == number.start and _is_other(text, number):
        return None
    low, high = float(number.low), float(number.high)
    if number.unit and (minus := _MINUS.search(text[max(0, start - 6) : start])):
        start, low, high = start - len(minus.group()), -high, -low
    if number.form in ("vague", "several"):
        modifier = "vague"
    elif number.form == "range":
        modifier = "range"
    return Quantity(
        low=None if modifier == "at_most" else low,
        high=None if modifier == "at_least" else high,
        modifier=modifier,
        unit=number.unit,
        surface=text[start : number.end],
        start=start,
        end=number.end,
    )


def _is_other(text: str, number: Number) -> bool:
    """Whether a number without bounds is a determiner ('one day'), a verb ('scores'), or part of a name ('Rossiya 1')."""
    words, before = number.words.casefold(), text[max(0, number.start - 30) : number.start]
    if words == "one" and number.form == "exact":
        after = text[number.end : number.end + 30].lstrip()
        counts = (number.unit and number.unit not in TIMES_OF) or HARM.search(before) or _ONE.match(after)
        return not counts
    if words in ("scores", "tens"):
        return not text.startswith(" of ", number.end) or bool(re.search(r"(?:test|exam|credit) $", before))
    bare = (words.isdecimal() or number.words.istitle()) and number.form == "exact" and not number.unit
    return bare and bool(_HEAD.search(before)) and not _PLURAL_NEXT.match(text, number.end)


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text`, left to right, none overlapping another.

    A quantity's `surface` holds its bounds and its unit ("as much as 10,000", "about 5 km"). Dates, clock times,
    ordinals, ages, scores and the numbers of names are none.
    """
    return list(_found(text))


@lru_cache(maxsize=1024)  # each stage asks about the same sentences again
def _found(text: str) -> tuple[Quantity, ...]:
    plain = _without_lookalikes(text)
    measured = (m for number in find_numbers(plain) if number.form != "ordinal" and (m := _measured(plain, number)))
    found: list[Quantity] = []
    for number in _ranges(plain, measured):
        quantity = _quantity(text, number)
        if quantity and (not found or quantity.start >= found[-1].end):  # "5 or more than 6" shares its "more"
            found.append(quantity)
    return tuple(found)
