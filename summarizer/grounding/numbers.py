"""Bare numbers in text: finding them, what they are worth, and the keys by which two texts' numbers compare.

One regular expression finds the numbers, in figures and in words; its groups say how each is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.grounding.units import JOINT, unit_at

if TYPE_CHECKING:
    from summarizer.models import Modifier

UNITS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9}
_SUFFIXES |= {"t": 10**12, "tn": 10**12, "trn": 10**12}
_WORTH = {word: Decimal(value) for value, word in enumerate(["zero", *UNITS, *TEENS])}
_WORTH |= {word: Decimal(value) for value, word in enumerate(_ORDINALS, start=3)}
_WORTH |= {word: Decimal(value * 10) for value, word in enumerate(_TENS, start=2)}
_WORTH |= {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_WORTH |= {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_TIMES = {word: Decimal(value) for word, value in {**_SCALES, **_SUFFIXES, "hundred": 100, "dozen": 12}.items()}
_PARTS = {"half": 2, "third": 3, "quarter": 4, **{word: value for value, word in enumerate(_ORDINALS, start=3)}}
_ROUGHLY = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, **{f"{w}s": v for w, v in _SCALES.items()}}

SPACE = r"[ \t\n\u00a0]"  # JOINT without its hyphens
_DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){0,5},\d{3}(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)|\d{1,24}+)(?:\.\d{1,9}+)?+[¼½¾]?"
SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:{JOINT}?(?:{'|'.join(UNITS)})\b)?|{'|'.join(TEENS)}|{'|'.join(UNITS)})\b"
_HUNDREDS = rf"(?:{SMALL}|an?|\d{{1,2}}){JOINT}hundred\b(?:{SPACE}(?:and{SPACE})?{SMALL})?"
_BIG = rf"(?:{'|'.join(_SCALES)})\b"
_HALF = rf"{SPACE}and{SPACE}a{SPACE}(?:half|quarter)\b"
_MONEY = r"(?:US|AU?|CA?|NZ|HK|S|R)?\$|[€£¥₹₽₩₺₴]|\b(?:USD|EUR|GBP|JPY|CNY|INR|RUB|CHF|AUD|CAD)"

_NUMBER = re.compile(
    rf"""
    (?=\b\w|[$€£¥₹₽₩₺₴¼½¾\d]) (?:                     # a quick no at every other place
    (?P<several>\b(?:several|a{SPACE}few){SPACE}(?:hundred|dozen|{_BIG}))\b
  | (?P<vague>\b(?:(?:tens|dozens|scores|hundreds|thousands){SPACE}of{SPACE}){{0,2}}(?:{"|".join(_ROUGHLY)}))\b
  | (?P<part>\b(?:{SMALL}|an?|\d{{1,3}}){JOINT}(?:(?:half|third|quarter|fifth|tenth){SPACE}of\b
        |halves|(?:{"|".join(_PARTS)})s)\b|\bhalf{SPACE}(?:of|the|its|their)\b)
  | (?P<ordinal>\b(?:(?:{"|".join(_TENS)}){JOINT})?(?:{"|".join(_ORDINALS)}))\b
  | (?:(?P<money>{_MONEY}){SPACE}?)?
    (?P<exact>\b(?:half{JOINT}an?|half|{SMALL}|an?){JOINT}dozen\b
      |\b(?:{_HUNDREDS}|half{JOINT}an?|half|{SMALL}|an?)(?:{_HALF})?{JOINT}{_BIG}
          (?:,?{SPACE}(?:and{SPACE})?(?:{_HUNDREDS}|{SMALL}){JOINT}{_BIG}){{0,3}}(?:{SPACE}(?:and{SPACE}{SMALL}|(?:and{SPACE})?{_HUNDREDS}))?
      |\b{_HUNDREDS}
      |(?:{_DIGITS}|\b{SMALL})(?:{_HALF})?{JOINT}(?:hundred\b|dozen\b|{_BIG})
      |\b{SMALL}(?:,\d{{3}}){{1,4}}(?!\d)
      |(?:{_DIGITS}|\b(?:{SMALL}|zero\b))(?:{_HALF}|(?:{SPACE}?(?:bn|tn|trn|mln|mn)|[kmbt])\b)?
      |[¼½¾]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TOKEN = re.compile(r",\d[\d,]*+|\d[\d,\u00a0\u2009\u202f]*+(?:\.\d++)?|[a-z]+|[¼½¾]")
_NOT_DIGITS = re.compile(r"[,\u00a0\u2009\u202f]")


def _worth(words: str) -> Decimal:
    """Return the value of one exact number, such as '3.4 trillion', 'ten,000' or 'two hundred and six'."""
    total = group = Decimal(0)
    for word in _TOKEN.findall(words.casefold()):
        if word[0] == ",":
            group = Decimal(f"{group}{_NOT_DIGITS.sub('', word)}")
        elif word[0].isdecimal():
            group = Decimal(_NOT_DIGITS.sub("", word))
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word in _TIMES:
            total += (group or Decimal(1)) * _TIMES[word]
            group = Decimal(0)
        else:
            group += _WORTH.get(word, 0)
    return total + group


def _part(words: str) -> Decimal:
    """Return the value of a fraction, such as 'two-thirds' or 'half of', to four places."""
    tokens = _TOKEN.findall(words.casefold().replace("halves", "half"))
    at = max(i for i, token in enumerate(tokens) if token.removesuffix("s") in _PARTS)
    of = _PARTS[tokens[at].removesuffix("s")]
    return ((_worth(" ".join(tokens[:at])) or Decimal(1)) / of).quantize(Decimal("0.0001"))


def _vague(words: str) -> tuple[Decimal, Decimal]:
    """Return the bounds of a vague plural: 'tens of thousands' is 10,000 to 100,000."""
    tokens = _TOKEN.findall(words.casefold().replace("of", ""))
    if tokens[-1] not in _ROUGHLY:
        return 2 * _TIMES[tokens[-1]], 10 * _TIMES[tokens[-1]]
    low = Decimal(1)
    for token in tokens:
        low *= _ROUGHLY[token]
    return (2 * low, Decimal(100)) if tokens[0] in ("dozens", "scores") and len(tokens) == 1 else (low, 10 * low)


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number of a text: what it is worth, where, and how it is written (`form`: a group of `_NUMBER`, or "range")."""

    low: Decimal
    high: Decimal
    form: str
    start: int
    end: int
    words: str
    money: str | None = None
    unit: str | None = None
    bound: Modifier = "exact"

    @property
    def scale(self) -> Decimal:
        """The 'million' of '3 million'; 1 for a number without such a word."""
        last = _TOKEN.findall(self.words.casefold())[-1]
        return _TIMES.get(last, Decimal(1)) if self.form == "exact" else Decimal(1)


_TO = re.compile(rf"{SPACE}?(?:[-–—]|to|or){SPACE}?", re.IGNORECASE)
_AND = re.compile(rf"{SPACE}and{SPACE}", re.IGNORECASE)
BETWEEN = re.compile(rf"\bbetween{SPACE}$", re.IGNORECASE)


def linked(text: str, left: int, end: int, right: int) -> bool:
    """Whether a number from `left` to `end` and one that starts at `right` are the two ends of a range."""
    gap = text[end:right] if right - end <= 6 else ""  # noqa: PLR2004  (the longest link, ' and ', is shorter)
    between = BETWEEN.search(text[max(0, left - 10) : left])
    return bool(_TO.fullmatch(gap) or (between and _AND.fullmatch(gap)))


def _shares_scale(text: str, left: Number, right: Number) -> bool:
    """Whether the 'million' of `right` is meant for `left` too, as in '2 to 3 million'."""
    unscaled = left.form == right.form == "exact" and right.scale > left.scale == 1
    return unscaled and left.low < right.low / right.scale and linked(text, left.start, left.end, right.start)


def find_numbers(text: str) -> list[Number]:
    """Return every number of `text`; in '2 to 3 million' both are millions."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        form = str(match.lastgroup)
        words = match.group(form)
        low = _part(words) if form == "part" else _worth(words)
        low, high = _vague(words) if form in ("vague", "several") else (low, low)
        start, end, money = match.start(form), match.end(form), match.group("money")
        if money:
            start = match.start("money")
        if form == "part" and words.casefold().split()[-1] in ("of", "the", "its", "their"):
            end -= len(words.split()[-1]) + 1
        number = Number(low, high, form, start, end, words, money)
        if found and _shares_scale(text, found[-1], number):
            found[-1] = replace(found[-1], low=found[-1].low * number.scale, high=found[-1].high * number.scale)
        found.append(number)
    return found


def number_keys(text: str) -> frozenset[str]:
    """Return every number of `text`, in any form, as a canonical decimal string.

    "10k", "10,000" and "ten,000" all give "10000"; years, ordinals, ages and times are in ("23rd" gives "23"), a bare
    "one", "first" and "second" are not; a vague plural gives its words ("~tens of thousands").
    """
    keys = set()
    for number in find_numbers(text):
        if number.form in ("vague", "several"):
            keys.add("~" + " ".join(number.words.casefold().split()))
        elif number.words.casefold() != "one" or unit_at(text, number.end, scaled=True):
            keys.add(f"{number.low.normalize():f}")
    return frozenset(keys)
