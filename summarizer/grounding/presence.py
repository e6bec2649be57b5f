"""Whether evidence holds the numbers, names and dates of a text, in the same form or in another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal

from summarizer.grounding import names
from summarizer.grounding.countries import bare
from summarizer.grounding.dates import find_dates
from summarizer.grounding.matching import fold, stem, words_of
from summarizer.grounding.numbers import Number, find_numbers
from summarizer.grounding.passages import number_key, split_lines
from summarizer.grounding.proof import ProofItem, ProofKind, ProofVerdict
from summarizer.grounding.quantities import find_quantities
from summarizer.grounding.units import unit_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.grounding.dates import Date
    from summarizer.grounding.passages import Evidence
    from summarizer.grounding.proof import Place
    from summarizer.models import Quantity

ROUGHLY = 0.05
"""How far, as a share, a number may lie from one that it gives with "about"."""
BOUNDED = 0.2
"""How far, as a share, a number may lie beyond a bound that is set for it: "more than 9,000" for 9,870."""
NEARLY = 0.1
"""How far, as a share, a number may lie below one that it is said to be nearly."""

A_TENTH = 0.1
"""How near, in percent, two shares must lie to be one."""
MOST_NEAR = 100
"""Numbers of the evidence that are held against a rounded one."""

_NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|approaching)\b", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:s|n|an|ian|ans|ians|ese|ish|i|is|ite|ites|er|ers)")
_SAME_UNIT = {"AUD": "USD", "CAD": "USD", "NZD": "USD", "HKD": "USD", "SGD": "USD", "pound": "GBP", "degree": "celsius"}
_SAME_UNIT |= {"fahrenheit": "celsius", "fraction": "percent"}  # "degrees" may be either
_ROOT = 4  # letters of a place's name that its adjective keeps at least

Found = tuple[Literal["exact", "normalized"], tuple["Place", ...]]


def item(  # noqa: PLR0913, PLR0917  (the fields of an item, in their order)
    kind: ProofKind,
    text: str,
    start: int,
    end: int,
    found: Found | None,
    reason: str = "",
) -> ProofItem:
    """Return an item of a proof: `text[start:end]`, and where it was found, else the reason."""
    verdict: ProofVerdict = found[0] if found else "absent"
    places = found[1] if found else ()
    return ProofItem(
        kind=kind,
        text=text[start:end],
        start=start,
        end=end,
        verdict=verdict,
        evidence=places,
        reason=None if found else reason,
    )


# ── Numbers ───────────────────────────────────────────────────────────────────────────────────────


def number_items(text: str, evidence: Evidence) -> Iterator[ProofItem]:
    """Yield the numbers of a text; "about", "nearly" and "more than" may round what the evidence gives."""
    quantities = find_quantities(text)
    for number in find_numbers(text):
        if number.form == "exact" and number.words.casefold() == "one" and not unit_at(text, number.end, scaled=True):
            continue
        around = _around(quantities, number)
        yield item(
            "number",
            text,
            number.start,
            number.end,
            _number(number, around, evidence),
            f"A number that is not in its sentences: ‘{text[number.start : number.end]}’.",
        )
        places = evidence.numbers.get(number_key(number), ())[:MOST_NEAR]
        if around and places and not any(agree(around, evidence.quantity_at(place)) for place in places):
            reason = f"A number with another bound or unit than in its sentences: ‘{around.surface}’."
            yield item("number", text, number.start, number.end, None, reason)


def agree(said: Quantity | None, given: Quantity | None) -> bool:
    """Whether two quantities of the same value may be one: no unit but the same, no bound against another."""
    if said is None or given is None:
        return True
    opposed = {said.modifier, given.modifier} == {"at_least", "at_most"}
    return not opposed and not (said.unit and given.unit and _measure(said.unit) != _measure(given.unit))


def _measure(unit: str) -> str:
    """Return what a unit is compared by: dollars of any country are one, and what an amount is for each of is no matter."""
    unit = unit.split("/", maxsplit=1)[0]
    return _SAME_UNIT.get(unit, unit)


def _around(quantities: list[Quantity], number: Number) -> Quantity | None:
    """Return the quantity that a number is part of, of quantities in order."""
    at = bisect_right(quantities, number.start, key=lambda one: one.start) - 1
    return quantities[at] if at >= 0 and number.end <= quantities[at].end else None


def _number(number: Number, around: Quantity | None, evidence: Evidence) -> Found | None:
    if places := evidence.numbers.get(number_key(number)):
        written = fold(number.words)
        exact = [
            place
            for place in places[:MOST_NEAR]
            if written in fold(evidence.passages[place.passage][place.start : place.end])
        ]
        return ("exact", tuple(exact[:3])) if exact else ("normalized", tuple(places[:3]))
    allowed = _allowed(number, around)
    near = tuple(_within_bounds(number, allowed, around, evidence)) or _as_share(number, around, evidence)
    return ("normalized", near[:3]) if near else None


def _rounder(number: Number, value: float) -> bool:
    """Whether a number is rounder than the value that it stands for."""
    return number.form in ("vague", "several") or _figures(float(number.low)) < _figures(value)


def _figures(value: float) -> int:
    """Return how many figures of a number are not zeros at its end."""
    return len(f"{value:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0-"))


def _allowed(number: Number, around: Quantity | None) -> list[tuple[float, float]]:
    """Return the bounds between which the evidence's number may lie."""
    value = float(number.low)
    if number.form in ("vague", "several"):
        return [(value, float(number.high))]
    if around is None:
        return []
    if around.modifier == "about":
        least = NEARLY if _NEARLY.search(around.surface) else ROUGHLY
        return [(value * (1 - least), value if _NEARLY.search(around.surface) else value * (1 + ROUGHLY))]
    if around.modifier == "at_least":
        return [(value, value * (1 + BOUNDED))]
    if around.modifier == "at_most":
        return [(value * (1 - BOUNDED), value)]
    return []


def _within_bounds(
    number: Number, allowed: list[tuple[float, float]], around: Quantity | None, evidence: Evidence
) -> Iterator[Place]:
    """Yield the places of numbers that lie within the bounds, some of each kind."""
    for least, most in allowed:
        first = bisect_left(evidence.values, least, key=lambda one: one[0])
        for value, place in evidence.values[first : first + MOST_NEAR]:
            if value <= most and _rounder(number, value) and agree(around, evidence.quantity_at(place)):
                yield place


def _as_share(number: Number, around: Quantity | None, evidence: Evidence) -> tuple[Place, ...]:
    """Return where evidence has a share in the other form: "two-thirds" for 66 percent, and the other way round."""
    if share := share_of(number, around):
        pairs = evidence.shares[share[1] == "percent"]
        return tuple(place for value, place in pairs if _are_one_share(value, share[0]))
    return ()


def share_of(number: Number, around: Quantity | None) -> tuple[float, str] | None:
    """Return the share that a number gives, in percent, and how it is written: "fraction" or "percent"; else None."""
    if number.form in ("part", "ratio"):
        return float(number.low) * 100, "fraction"
    if around and around.unit == "percent":
        return float(number.low), "percent"
    return None


def _are_one_share(first: float, second: float) -> bool:
    """Whether a share is the other one without its decimals, or rounded: 66 or 67 percent for two-thirds."""
    return any(
        abs(one - form) < A_TENTH
        for one, other in ((first, second), (second, first))
        for form in (other, int(other), round(other))
    )


def same_share(ours: tuple[str, int], theirs: tuple[str, int]) -> bool:
    """Whether two numbers, each given by a text and where it starts in it, are one share in two forms."""
    values = []
    for text, start in (ours, theirs):
        number = next((one for one in find_numbers(text) if one.start <= start < one.end), None)
        values.append(number and share_of(number, _around(find_quantities(text), number)))
    first, second = values
    return bool(first and second and first[1] != second[1] and _are_one_share(first[0], second[0]))


def rounds(text: str, start: int, key: str) -> bool:
    """Whether the number of `text` at `start` is given with "about" and its like, and may stand for the number `key`."""
    if key.startswith("~"):
        return False
    value = float(key)
    around = next((one for one in find_quantities(text) if one.start <= start < one.end), None)
    number = next((one for one in find_numbers(text) if one.start <= start < one.end), None)
    within = number and any(least <= value <= most for least, most in _allowed(number, around))
    return bool(number and within and _rounder(number, value))


# ── Names ─────────────────────────────────────────────────────────────────────────────────────────


def name_items(text: str, evidence: Evidence) -> Iterator[ProofItem]:
    """Yield the proper names of a text."""
    for start, end in split_lines(text):
        sentence = text[start:end]
        for name in names.find_names(sentence, evidence.known):
            if _is_number(sentence, name.start, name.end):
                continue
            yield item(
                "name",
                text,
                start + name.start,
                start + name.end,
                find_name(name.text, evidence),
                f"A name that is not in its sentences: ‘{name.text}’.",
            )


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether what looks like a name is a number, with its bounds, that begins a sentence: "Twelve", "Nearly 8"."""
    return any(one.start <= start and end <= one.end for one in find_numbers(text)) or any(
        one.start <= start and end <= one.end for one in find_quantities(text)
    )


def find_name(name: str, evidence: Evidence) -> Found | None:
    """Return where evidence has a name: as it is, or another form of it; a fuller name is no form of a shorter."""
    if places := evidence.find(name):
        return "exact", places
    if not any(True for _ in words_of(name)):
        return "exact", ()
    if land := names.country(name):
        place = evidence.countries.get(land)
        return ("normalized", (place,)) if place else None
    if "&" in name and (places := evidence.find(name.replace("&", "and"))):
        return "normalized", places
    for other, place in evidence.names.items():
        if same_name(name, other):
            return "normalized", (place,)
    return _in_parts(name, evidence)


def same_name(name: str, other: str) -> bool:
    """Whether `name` is another form of the name `other`, or a part of it; not where it adds to it."""
    if names.key(name) == names.key(other):
        return True
    if names.country(name) or names.country(other):
        return names.country(name) == names.country(other)
    ours, theirs = bare(name).casefold().split(), bare(other).casefold().split()
    if " ".join(ours).replace("&", "and") == " ".join(theirs).replace("&", "and"):
        return True
    if len(ours) == 1 and len(theirs) == 1:
        return _inflected(ours[0], theirs[0])
    shorter = len(ours) <= len(theirs) or (len(ours) > 1 and len(theirs) == 1 and bare(other).isupper())
    return shorter and names.same(name, other)


def _inflected(word: str, other: str) -> bool:
    """Whether one of two words is the other with a plural's or an adjective's ending: "Paris", "Parisian"."""
    short, long = sorted((word, other), key=len)
    root = short.rstrip("aeyo")
    return len(root) >= _ROOT and long.startswith(root) and bool(_ADJECTIVE.fullmatch(long[len(root) :].lstrip("aeyo")))


def _in_parts(name: str, evidence: Evidence) -> Found | None:
    """Return where a nationality and the rest of a name stand, which the evidence has apart."""
    words = name.split()
    for size in range(1, min(3, len(words))):
        land, rest = names.country(" ".join(words[:size])), " ".join(words[size:])
        if land in evidence.countries and land and (places := evidence.find(rest)):
            return "normalized", (evidence.countries[land], *places)
    return None


# ── Dates ─────────────────────────────────────────────────────────────────────────────────────────


def date_items(text: str, evidence: Evidence) -> Iterator[ProofItem]:
    """Yield the dates of a text."""
    for one in find_dates(text, evidence.reference):
        yield item(
            "date",
            text,
            one.start,
            one.end,
            _date(one, evidence),
            f"A date that is not in its sentences: ‘{one.surface}’.",
        )


def _date(wanted: Date, evidence: Evidence) -> Found | None:
    if places := evidence.find(wanted.surface):
        return "exact", places
    parts = _date_parts(wanted.surface)
    for other, place in evidence.dates:
        same_days = wanted.low is not None and (wanted.low, wanted.high) == (other.low, other.high)
        if same_days or (parts and parts <= _date_parts(other.surface)):
            return "normalized", (place,)
    rest = {part for part in parts if not (_YEAR.fullmatch(part) and part in evidence.numbers)}
    if len(rest) < len(parts):
        for other, place in evidence.dates:
            if rest <= _date_parts(other.surface):
                return "normalized", (place,)
        month = next(iter(rest), "")
        if len(rest) == 1 and (found := [one for name in _LONG.get(month, ()) for one in evidence.find(name)]):
            return "normalized", tuple(found)
    return None


def _date_parts(surface: str) -> frozenset[str]:
    """Return what a date says, in any form: "Nov. 1st" and "1 November" give the same."""
    numbers = {number_key(number) for number in find_numbers(surface)}
    ordinals = set(re.findall(r"\d+", surface))
    words = {word.text for word in words_of(surface) if word.text.isalpha()} - _DATE_FILLERS
    return frozenset(ordinals or numbers) | {_MONTHS.get(word[:3], stem(word)) for word in words}


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LONG = {
    name[:3]: (name, name[:3])
    for name in "january february march april may june july august september october november december".split()
}
_MONTHS = {name: name for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_DATE_FILLERS = frozenset("of the in on st nd rd th since until by from early late mid".split())
