"""Bare numbers in text: finding them, what they are worth, and the keys by which two texts' numbers compare.

A cheap expression finds the places where a number may begin; at each, another reads the number, and its groups say how
it is written. In languages other than English only figures are read, with a comma before the decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.grounding.units import JOINT, unit_at

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_ABROAD = {  # the scales of German, Dutch, French, Italian, Spanish, Portuguese, Polish and Russian, after figures
    10**3: "tausend|duizend|mille|mila|mil|tys|тысяч[аи]?|тыс",
    10
    ** 6: "million(?:en|s)?|mill[oó]n(?:es)?|milion[ei]|milh(?:ão|ões)|miljoen|milion(?:y|ów)?|миллион(?:а|ов)?|mln|mio|млн",
    10
    ** 9: "milliarden?|milliards?|miliard[oi]|miliard(?:y|ów)?|miljard|mil{S}mill?ones|bilh(?:ão|ões)|миллиард(?:а|ов)?|mrd|mld|млрд",
    10**12: "billion(?:en|s)?|bill[oó]n(?:es)?|триллион(?:а|ов)?|трлн",
}

SPACE = r"[ \t\n\u00a0]"  # JOINT without its hyphens
_GAP = r"[\u00a0\u2009\u202f]"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{2,3}}){{0,5}},\d{{3}}(?!\d)|\d{{1,3}}(?:{_GAP}\d{{3}}){{1,5}}(?!\d)|\d{{1,24}}+)"
    r"(?:\.\d{1,9}+)?+[¼½¾]?"
)
_COMMA_DIGITS = r"(?:\d{1,3}(?:[ .’'\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)|\d{1,24}+)(?:,\d{1,9}+)?+"
SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:{JOINT}?(?:{'|'.join(UNITS)})\b)?|{'|'.join(TEENS)}|{'|'.join(UNITS)})\b"
_HUNDREDS = rf"(?:{SMALL}|an?|\d{{1,2}}){JOINT}hundred\b(?:{SPACE}(?:and{SPACE})?{SMALL})?"
_BIG = rf"(?:{'|'.join(_SCALES)})\b"
_HALF = rf"{SPACE}and{SPACE}a{SPACE}(?:half|quarter)\b"
_SUFFIX = rf"(?:{SPACE}?(?:bn|tn|trn|mln|mn)|[kmbt])\b"
_PARTS_OF = rf"(?:(?:half|third|quarter|fourth|fifth|tenth){SPACE}of\b|halves|(?:{'|'.join(_PARTS)})s\b)"
_PREFIX = rf"(?:us|au?|ca?|nz|hk|s|r){SPACE}?(?=\$)"
_CODE = rf"(?:(?:usd|eur|gbp|jpy|cny|inr|rub|chf|aud|cad)(?={SPACE}?[\d.])|(?:ps|rm)(?=\d\d|\d\.)|y=(?=\d))"
_SIGN = r"[$€£¥₹₽₩₺₴]"
_MONEY = rf"(?P<money>(?:{_PREFIX})?{_SIGN}|{_CODE}){SPACE}?(?P<minus>[-−]?)"
_OF_ALL = rf"(?:(?:in|out{SPACE}of){SPACE}(?:every{SPACE})?|of{SPACE}every{SPACE}|of{SPACE}(?=(?:10|ten|100)\b))"
_RATIO = (
    rf"(?:{SMALL}|\d{{1,3}}){SPACE}{_OF_ALL}"
    rf"(?:{SMALL}(?!{JOINT}(?:{_BIG}|hundred))|\d{{1,4}}\b(?![.,:%-]\w))"
    rf"(?!{JOINT}(?:(?:days?|weeks?|months?|years?|hours?|minutes?|games?|per{SPACE}?cent)\b|{_BIG})|%)"
)

_WORDS = re.compile(
    rf"""
    (?P<several>(?:several|a{SPACE}few){SPACE}(?:hundred|dozen|{_BIG}))\b
  | (?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands){SPACE}of{SPACE}){{0,2}}(?:{"|".join(_ROUGHLY)}))\b
  | (?P<part>(?:{SMALL}|an?){JOINT}{_PARTS_OF} | half{SPACE}(?:of|the|its|their)\b)
  | (?P<ordinal>(?:(?:{"|".join(_TENS)}){JOINT})?(?:{"|".join(_ORDINALS)}))\b
  | (?P<ratio>{_RATIO})
  | (?P<exact>(?:half{JOINT}an?|half|{SMALL}|an?){JOINT}dozen\b
      |(?:{_HUNDREDS}|half{JOINT}an?|half|{SMALL}|an?)(?:{_HALF})?{JOINT}{_BIG}
          (?:,?{SPACE}(?:and{SPACE})?(?:{_HUNDREDS}|{SMALL}){JOINT}{_BIG}){{0,3}}(?:{SPACE}(?:and{SPACE}{SMALL}|(?:and{SPACE})?{_HUNDREDS}))?
      |{_HUNDREDS}
      |{SMALL}(?:{_HALF})?{JOINT}(?:hundred|dozen)\b
      |{SMALL}(?:,\d{{3}}){{1,4}}(?!\d)
      |(?:{SMALL}|zero\b)(?:{_HALF}|{_SUFFIX})?)
    """,
    re.VERBOSE,
)
_FIGURES = re.compile(
    rf"""
    (?P<part>\d{{1,3}}{JOINT}{_PARTS_OF})
  | (?P<ratio>{_RATIO})
  | (?:{_MONEY})?
    (?P<exact>\d{{1,2}}{JOINT}hundred\b(?:{SPACE}(?:and{SPACE})?{SMALL})?(?:{JOINT}{_BIG})?
      |{_DIGITS}(?:{_HALF})?{JOINT}(?:hundred|dozen)\b
      |{_DIGITS}(?:{_HALF})?{JOINT}?{_BIG}
      |{_DIGITS}(?:{_HALF}|{_SUFFIX})?
      |(?<![\w.])\.\d{{1,6}}+(?!\w|\.\d)|[¼½¾])
    """,
    re.VERBOSE,
)
_ABROAD_WORTH = {re.compile(words.replace("{S}", SPACE)): worth for worth, words in _ABROAD.items()}
_SCALE_ABROAD = "|".join(words.replace("{S}", SPACE) for words in reversed(_ABROAD.values()))
_FIGURES_ABROAD = re.compile(
    rf"(?:{_MONEY})?(?P<exact>(?P<figures>{_COMMA_DIGITS})(?:{SPACE}?(?P<scale>{_SCALE_ABROAD})\b(?:\.(?={SPACE}\w))?)?)"
)


def _place(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for every place where a figure, a sign of money or one of `words` stands."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    starts = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    word = rf"(?P<word>(?:{starts})\b)|" if starts else ""
    return re.compile(rf"\d++|[¼½¾]|{_SIGN}|\b(?:{word}{_PREFIX}|{_CODE})")


_AFTER_A = rf"(?={JOINT}(?:few|dozen|hundred|half|quarter|fourth|tenth|{'|'.join([*_ORDINALS, *_SCALES])}))"
_PLACE = _place(
    ["several", "zero", "half", *UNITS, *TEENS, *_TENS, *_ROUGHLY, *_ORDINALS, f"a{_AFTER_A}", f"an{_AFTER_A}"]
)
_PLACE_ABROAD = _place([])
_TOKEN = re.compile(r",\d[\d,]*+|\d[\d,\u00a0\u2009\u202f]*+(?:\.\d++)?|\.\d++|[a-z]+|[¼½¾]")
_NOT_DIGITS = re.compile(r"[,\u00a0\u2009\u202f]")
_LIKE_ENGLISH = frozenset("en zh ja ko th he hi ar ur bn ta te ml sw".split())
_NOT_DIGITS_ABROAD = re.compile(r"[ .’'\u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number of a text: what it is worth, where, and how it is written.

    `words` are in small letters; `form` is a group of the expressions above, or "range"; `scale` is the "million" of "3
    million", else 1.
    """

    low: Decimal
    high: Decimal
    form: str
    start: int
    end: int
    words: str
    scale: Decimal = Decimal(1)
    money: str | None = None
    unit: str | None = None
    bound: Modifier = "exact"


def _worth(words: str) -> Decimal:
    """Return the value of one exact number, such as '3.4 trillion', 'ten,000' or 'two hundred and six'."""
    if words.isdecimal():
        return Decimal(words)
    total = group = Decimal(0)
    for word in _TOKEN.findall(words):
        if word[0] == ",":
            group = Decimal(f"{group}{_NOT_DIGITS.sub('', word)}")
        elif word[0].isdecimal() or word[0] == ".":
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
    tokens = _TOKEN.findall(words.replace("halves", "half").replace("fourth", "quarter"))
    at = max(i for i, token in enumerate(tokens) if token.removesuffix("s") in _PARTS)
    return _share(_worth(" ".join(tokens[:at])) or Decimal(1), Decimal(_PARTS[tokens[at].removesuffix("s")]))


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole).quantize(Decimal("0.0001"))


def _vague(words: str) -> tuple[Decimal, Decimal]:
    """Return the bounds of a vague plural, one to ten of its word: 'tens of thousands' is 10,000 to 100,000."""
    tokens = _TOKEN.findall(words.replace("of", ""))
    if tokens[-1] not in _ROUGHLY:
        return 2 * _TIMES[tokens[-1]], 10 * _TIMES[tokens[-1]]
    low = Decimal(1)
    for token in tokens:
        low *= _ROUGHLY[token]
    return low, 10 * low


_IN = re.compile(rf"{SPACE}{_OF_ALL}")


def lowered(text: str) -> str:
    """Return `text` in small letters, as long as it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _read(match: re.Match[str]) -> Number:
    """Return the number of one match in English."""
    form = str(match.lastgroup)
    words, start, end, money = match[form], match.start(form), match.end(form), None
    low = high = scale = Decimal(1)
    if form in ("several", "vague"):
        low, high = _vague(words)
    elif form == "part":
        low = high = _part(words)
        if words.split()[-1] in ("of", "the", "its", "their"):
            end -= len(words.split()[-1]) + 1
    elif form == "ratio":
        left = _IN.split(words)[0]
        part, whole = (_worth(side) for side in _IN.split(words))
        if not 0 < part < whole:  # "5 in 3" is a 5, and another number
            return Number(part, part, "exact", start, start + len(left), left)
        low = high = _share(part, whole)
    else:
        low = high = _worth(words)
        if words[-1].isalpha():
            scale = _TIMES.get(_TOKEN.findall(words)[-1], scale)
    if form == "exact" and match.re is _FIGURES and (money := match["money"]):
        start, low, high = match.start("money"), -low if match["minus"] else low, -low if match["minus"] else high
    return Number(low, high, form, start, end, words, scale, money)


def _read_abroad(match: re.Match[str]) -> Number:
    """Return the number of one match in a language other than English."""
    words, money, scale = match["exact"], match["money"], Decimal(1)
    if said := match["scale"]:
        scale = next(Decimal(worth) for form, worth in _ABROAD_WORTH.items() if form.fullmatch(said))
    figures = _NOT_DIGITS_ABROAD.sub("", match["figures"]).replace(",", ".")
    low = Decimal(figures) * (-scale if match["minus"] else scale)
    return Number(low, low, "exact", match.start(), match.end(), words, scale, money)


def is_abroad(language: str | None) -> bool:
    """Whether `language`, an ISO 639-1 code or None, is read by the rules of other languages than English."""
    return language is not None and language[:2].casefold() not in _LIKE_ENGLISH


def find_numbers(text: str, language: str | None = None) -> list[Number]:
    """Return every number of `text`; in '2 to 3 million' both are millions."""
    abroad, text = is_abroad(language), lowered(text)
    found: list[Number] = []
    end = 0
    for place in (_PLACE_ABROAD if abroad else _PLACE).finditer(text):
        if place.start() < end:
            continue
        pattern = _FIGURES_ABROAD if abroad else _WORDS if place.lastgroup else _FIGURES
        match = pattern.match(text, place.start() - (text[place.start() - 1 : place.start()] == ".")) or pattern.match(
            text, place.start()
        )
        if match is None:
            continue
        number = _read_abroad(match) if abroad else _read(match)
        end = number.end
        if found and _shares_scale(text, found[-1], number):
            found[-1] = replace(found[-1], low=found[-1].low * number.scale, high=found[-1].high * number.scale)
        found.append(number)
    return found


_TO = re.compile(rf"{SPACE}?(?:[-–—]|to|or){SPACE}?|-to-")
_AND = re.compile(rf"{SPACE}and{SPACE}")
BETWEEN = re.compile(rf"\bbetween{SPACE}$")


def linked(text: str, left: int, end: int, right: int) -> bool:
    """Whether, in small letters, a number from `left` to `end` and one that starts at `right` are the ends of a range."""
    gap = text[end:right] if right - end <= 6 else ""  # noqa: PLR2004  (the longest link, ' and ', is shorter)
    if not gap:
        return False
    return bool(_TO.fullmatch(gap) or (_AND.fullmatch(gap) and BETWEEN.search(text[max(0, left - 10) : left])))


def _shares_scale(text: str, left: Number, right: Number) -> bool:
    """Whether the 'million' of `right` is meant for `left` too, as in '2 to 3 million'."""
    unscaled = left.form == right.form == "exact" and right.scale > left.scale == 1
    return unscaled and left.low < right.low / right.scale and linked(text, left.start, left.end, right.start)


def number_keys(text: str) -> frozenset[str]:
    """Return every number of `text`, in any form, as a canonical decimal string.

    "10k", "10,000" and "ten,000" all give "10000"; years, ordinals, ages and times are in ("23rd" gives "23"), a bare
    "one", "first" and "second" are not; a vague plural gives its words ("~tens of thousands").
    """
    keys = set()
    for number in find_numbers(text):
        if number.form in ("vague", "several"):
            keys.add("~" + " ".join(number.words.split()))
        elif number.words != "one" or unit_at(text, number.end, scaled=True):
            keys.add(f"{abs(number.low).normalize():f}")
    return frozenset(keys)


def small_worth(words: str) -> int:
    """Return the value of 'a', 'an' or a number word below a hundred; 0 for other words."""
    return 1 if words in ("a", "an") else int(_worth(words.lower()))
