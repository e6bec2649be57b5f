"""What numbers are measured in: the words and signs of units and currencies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Units of time: a number with one of them tells how long, and counts nothing."""

JOINT = r"[ \t\n\u00a0\-‐‑]"  # stands between a number and its unit, and between the words of either

_UNIT_WORDS = {unit: unit for unit in "mile yard acre second day week month decade".split()} | {
    "percentage_points": "percentage point|percent point|pp",
    "basis_points": "basis point|bps",
    "percent": "%|percent|per cent|pct|pc",
    "km/h": "km/h|kph|kmh|kilometres an hour|kilometers per hour|kilometres per hour",
    "mph": "mph|miles an hour|miles per hour",
    "square_km": "square kilometre|square kilometer|sq km|square km|km2|km²",
    "square_mile": "square mile|sq mile",
    "square_foot": "square feet|square foot|sq ft",
    "square_metre": "square metre|square meter|sq m|sq metre|sqm|m2|m²",
    "km": "km|kilometre|kilometer",
    "cm": "cm|centimetre|centimeter",
    "mm": "mm|millimetre|millimeter",
    "metre": "metre|meter",
    "foot": "feet|foot|ft",
    "inch": "inch|inches",
    "mg": "mg|milligram",
    "gram": "g|gram|gramme",
    "kg": "kg|kilo|kilogram",
    "ounce": "oz|ounce",
    "pound": "lb|pound",
    "gallon": "gallon",
    "barrel": "barrel|bbl",
    "tonne": "tonne|metric ton|ton",
    "litre": "l|litre|liter",
    "hectare": "hectare|ha",
    "celsius": "°c|degrees c|degc|deg c|degrees celsius|celsius|c degrees",
    "fahrenheit": "°f|degrees f|degf|deg f|degrees fahrenheit|fahrenheit",
    "degree": "degree|°",
    "minute": "minute|min",
    "hour": "hour|hr",
    "year": "year|yr",
    "gb": "gb|gigabyte",
    "kw": "kw|kilowatt",
    "mw": "mw|megawatt",
    "gw": "gw|gigawatt",
    "mb": "mb|megabyte",
    "tb": "tb|terabyte",
    "hz": "hz|hertz",
    "khz": "khz",
    "mhz": "mhz|megahertz",
    "ghz": "ghz|gigahertz",
    "kwh": "kwh|kilowatt hour",
    "mwh": "mwh|megawatt hour",
    "watt": "watt",
    "volt": "volt",
    "hp": "hp|bhp|horsepower",
    "nm": "nm|newton metre",
    "mpg": "mpg|miles per gallon",
    "fps": "fps",
    "psi": "psi",
    "mpa": "mpa",
    "cc": "cc",
    "ml": "ml|millilitre|milliliter",
    "USD": "dollar|us dollar|usd|buck",
    "cent": "cent",
    "pence": "p|pence",
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
    "SEK": "krona|kronor|sek",
    "PLN": "zloty|zlotys|pln",
    "TRY": "lira",
    "ILS": "shekel",
}
_UNIT_NAMES = {form + s: unit for unit, forms in _UNIT_WORDS.items() for form in forms.split("|") for s in ("", "s")}
_AFTER_SCALE = {"pound": "GBP", "pounds": "GBP", "won": "KRW", "rand": "ZAR", "pesos": "MXN"}  # else weight, verb, name
_ABROAD = {
    **dict.fromkeys("% percent prozent procent процент процента процентов".split(), "percent"),
    **dict.fromkeys(("pour cent", "por ciento", "per cento", "por cento"), "percent"),
    **dict.fromkeys("€ euro euros eur евро".split(), "EUR"),
    **dict.fromkeys("$ dollar dollars usd dólares dollari доллар доллара долларов".split(), "USD"),
    **dict.fromkeys(("£", "gbp"), "GBP"),
    **dict.fromkeys("₽ rub рублей рубля рубль".split(), "RUB"),
    **{unit: unit for unit in "km kg cm mm km/h kw mw gw gb".split()},
    "¥": "JPY", "₴": "UAH", "chf": "CHF", "zł": "PLN", "°c": "celsius", "км": "km", "кг": "kg", "км/ч": "km/h",
}  # fmt: skip
"""Units in languages other than English: signs, codes, and the words for percent and the large currencies."""
TIMES_OF = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_GLUED_ONLY = frozenset({"g", "l", "p", "nm", "pc"})  # elsewhere an initial or a word
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH"}
_SIGNS |= {"US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD"}
_SIGNS |= {
    "S$": "SGD",
    "R$": "BRL",
    "PS": "GBP",
    "Y=": "JPY",
    "RM": "MYR",
}  # "PS" and "Y=": £ and ¥ squeezed into ASCII
_LONGEST = max(map(len, _UNIT_NAMES)) + 2
_JOINT = re.compile(JOINT)


def _one_of(names: Iterable[str], joint: str = JOINT) -> re.Pattern[str]:
    """Return an expression for the longest of `names`, or its plural, after a number and a `joint`."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_letter.setdefault(re.escape(name[0]), []).append(re.escape(name[1:]).replace(r"\ ", JOINT))
    forms = "|".join(f"{letter}(?:{'|'.join(rest)})s?" for letter, rest in by_letter.items())
    return re.compile(rf"((?:{joint})?)({forms})(?![\w°]|-(?:half|hand|place|round))")


_UNIT = _one_of({form for forms in _UNIT_WORDS.values() for form in forms.split("|")} | _AFTER_SCALE.keys())
_UNIT_ABROAD = _one_of(_ABROAD, rf"{JOINT}(?:d[ei]{JOINT}|d['’])?")
_RATE = re.compile(
    r"(?:[\s-](?:per|an?|each|every)[\s-]|\s?/\s?)"
    r"(barrel|tonne|ton|ounce|gallon|litre|liter|kg|share|person|head|capita|household|second|minute|hour|day|week|month|year|night"
    r"|kwh|mwh|mmbtu|square (?:foot|metre|meter|mile)|sq m|sq ft|mile|km|unit)\b"
)


def currency(sign: str) -> str:
    """Return the ISO 4217 code of a sign such as "US$" or "US $"; a code is its own."""
    sign = _JOINT.sub("", sign).upper()
    return _SIGNS.get(sign, sign)


def unit_at(text: str, at: int, *, scaled: bool, abroad: bool = False) -> tuple[str, int] | None:
    """Return the unit of a number that ends at `at`, and where the unit ends; None where there is none.

    Args:
        text: The text that holds the number.
        at: Where the number ends.
        scaled: Whether the number ends in "million" or its like: then "pounds" and "won" are money.
        abroad: Whether the text is in another language than English: then signs and a few words are units.
    """
    after = text[at : at + _LONGEST].lower()
    match = (_UNIT_ABROAD if abroad else _UNIT).match(after)
    if match is None or (match[2] in _GLUED_ONLY and (match[1] or text[at].isupper())):
        return None
    name = _JOINT.sub(" ", match[2])
    unit = _ABROAD.get(name) if abroad else (_AFTER_SCALE.get(name) if scaled else None) or _UNIT_NAMES.get(name)
    return (unit, at + match.end()) if unit else None


def rate_at(text: str, at: int) -> tuple[str, int] | None:
    """Return what the amount of money or the share that ends at `at` is for each of ("barrel"), and where that ends."""
    match = _RATE.match(text[at : at + _LONGEST].lower())
    return (_JOINT.sub("_", match[1]), at + match.end()) if match else None
