"""What numbers are measured in: the words and signs of units and currencies."""

from __future__ import annotations

import re

DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Units of time: a number with one of them tells how long, and counts nothing."""

JOINT = r"[ \t\n\u00a0\-‐‑]"  # stands between a number and its unit, and between the words of either

_UNIT_WORDS = {unit: unit for unit in "mile yard acre second day week month decade".split()} | {
    "percentage_points": "percentage point|pp|basis point",
    "percent": "%|percent|per cent|pct",
    "km/h": "km/h|kph|kmh|kilometres an hour|kilometers per hour|kilometres per hour",
    "mph": "mph|miles an hour|miles per hour",
    "square_km": "square kilometre|square kilometer|sq km|square km|km2|km²",
    "square_mile": "square mile|sq mile",
    "square_foot": "square feet|square foot|sq ft",
    "km": "km|kilometre|kilometer",
    "cm": "cm|centimetre|centimeter",
    "mm": "mm|millimetre|millimeter",
    "metre": "metre|meter",
    "foot": "feet|foot|ft",
    "inch": "inch|inches",
    "kg": "kg|kilo|kilogram",
    "tonne": "tonne|metric ton|ton",
    "litre": "litre|liter",
    "hectare": "hectare|ha",
    "celsius": "°c|degrees c|degrees celsius|celsius|c degrees",
    "fahrenheit": "°f|degrees f|degrees fahrenheit|fahrenheit",
    "degree": "degree|°",
    "minute": "minute|min",
    "hour": "hour|hr",
    "year": "year|yr",
    "gb": "gb|gigabyte",
    "kw": "kw|kilowatt",
    "mw": "mw|megawatt",
    "gw": "gw|gigawatt",
    "ml": "ml|millilitre|milliliter",
    "USD": "dollar|us dollar|usd|buck",
    "AUD": "australian dollar|aud",
    "CAD": "canadian dollar|cad",
    "EUR": "euro|eur|€",
    "GBP": "pounds sterling|gbp",
    "JPY": "yen|jpy",
    "CNY": "yuan|renminbi|cny",
    "RUB": "rouble|ruble|rub",
    "INR": "rupee|inr",
    "UAH": "hryvnia|hryvnya|uah",
    "CHF": "swiss franc|franc|chf",
}
_UNIT_NAMES = {f + s: unit for unit, forms in _UNIT_WORDS.items() for f in forms.split("|") for s in ("", "s")}
_AFTER_SCALE = {"pound": "GBP", "pounds": "GBP", "won": "KRW", "rand": "ZAR", "pesos": "MXN"}  # else weight, verb, name
TIMES_OF = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH"}
_SIGNS |= {"US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD"}
_SIGNS |= {"S$": "SGD", "R$": "BRL"}
_LONGEST = max(map(len, _UNIT_NAMES))
_JOINT = re.compile(JOINT)
_GOES_ON = re.compile(r"[\w°]|-(?:half|hand|place|round)", re.IGNORECASE)


def currency(sign: str) -> str:
    """Return the ISO 4217 code of a sign such as "US$"; a code is its own."""
    return _SIGNS.get(sign.upper(), sign.upper())


def unit_at(text: str, at: int, *, scaled: bool) -> tuple[str, int] | None:
    """Return the unit of a number that ends at `at`, and where the unit ends; None where there is none.

    Args:
        text: The text that holds the number.
        at: Where the number ends.
        scaled: Whether the number ends in "million" or its like: then "pounds" and "won" are money.
    """
    start = at + bool(_JOINT.match(text, at))
    words = _JOINT.sub(" ", text[start : start + _LONGEST]).lower()
    for size in range(len(words), 0, -1):
        unit = _UNIT_NAMES.get(words[:size]) or (_AFTER_SCALE.get(words[:size]) if scaled else None)
        if unit and not _GOES_ON.match(text, start + size):
            return unit, start + size
    return None
