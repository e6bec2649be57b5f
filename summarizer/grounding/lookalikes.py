"""What only looks like a quantity: dates, clock times, ages, scores, addresses, and the numbers of names.

Each number is judged where it stands, by what it is glued to, what follows it and the word before it, so that text
without numbers costs nothing.
"""

from __future__ import annotations

import re

from summarizer.grounding.numbers import SMALL, TEENS, UNITS

COUNTABLE = (
    r"(?i:people|persons|soldiers|troops|civilians|fighters|personnel|men|women|children|refugees|migrants|workers"
    r"|protesters|prisoners|hostages|houses|homes|deaths|cases|jobs|vehicles|drones|missiles|targets|employees|voters"
    r"|students|pupils|police|passengers|patients|residents|villages|buildings|cars|ships|boats|tickets|votes|seats"
    r"|miles|km|kilomet(?:er|re)s|met(?:er|re)s|feet|years|days|hours|tonnes|tons|dollars|euros|percent|per\scent)"
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_ABROAD = (
    r"(?i:jan|ene|gen|янв|feb|fév|févr|фев|mär|mar|maa|мар|avr|apr|abr|апр|mai|may|mag|mei|ма[йя]|jun|juin|giu|июн|jul|juil"
    r"|lug|июл|aug|août|ago|авг|sep|set|сен|okt|oct|ott|out|окт|nov|ноя|dez|dec|déc|dic|дек)\w*+"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TILL = r"(?:\s?[-–—]\s?|\s(?:to|and|or)\s)"
_AGE = rf"(?:\d{{1,3}}|(?i:{SMALL}))"
_RESULTS = r"(?i:wins?|victory|defeat|loss|draw|lead|votes?|decision|record|triumph|majority|scoreline)"
_SHAPE = re.compile(
    rf"""
    \d{{16,}}+ | \d{{3}}[-–]\d{{4}}\b
  | \d++([-–./:])\d++(?:\1\d++)+ | \d++[/⁄]\d++                                     # dates, addresses, 24/7
  | \d++(?:\.\d++)?\s?[×x]\s?10(?:\^|[-−]|\s)?[-−]?\d*+                             # 3 × 10^8
  | \d{{1,2}}(?:[:.]\d{{2}})?\s?(?i:[ap]\.?m\b|o['’]clock) | \d{{1,2}}:\d{{2}}       # clock times
  | [0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs\b) | 0\d++
  | {_DAY}(?:{_TILL}{_DAY})?(?:\sof)?\s{_MONTH}\b(?:,?\s\d{{4}}\b)?                   # dates
  | (?:19|20|21)\d\d(?:[-–/]\d{{2,4}})?\b(?![,.]\d|\s?%|-(?i:strong)|\s{COUNTABLE}\b  # years
      |\s?[-–]\s?(?:2[2-9]|[3-9]\d)\d\d\b
      |\s(?i:[mb]illion|[A-Z][a-z]++\s{COUNTABLE}\b))
  | \d++['’]?s\b | \d++(?:st|nd|rd|th)\b                                           # the 1990s, the 23rd
  | {_AGE}(?i:[\s-](?:year|month|week|day)s?[\s-](?:olds?\b|of\sage))                # ages
  | \d{{1,5}}(?:[-–]\d{{1,5}})?\s(?:[A-Z][\w.’']{{0,20}}+\s){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Drive|Lane|Square)\b
  | \d{{5}}\s(?:ZIP|zip)\b | \d{{1,3}}[-–]\d{{1,3}}\s{_RESULTS}\b
  | (?i:{SMALL})\s(?i:[ap]\.m\b|o['’]clock)
  | (?:911|999|112)\s(?:calls?|callers?|dispatch\w*+|lines?|operators?|recordings?|tapes?)\b
  | \.\d{{2,3}}[\s-]?(?:cal\w*+|magnum|guns?|handguns?|pistols?|revolvers?|rifles?|bullets?|rounds?|ammunition)\b
  | \d++[A-Za-z]++\d
    """,
    re.VERBOSE,
)
_SHAPE_ABROAD = re.compile(
    rf"""
    \d{{16,}}+ | \d++([-–./:])\d++(?:\1\d++)+(?<!\.\d\d\d) | \d++/\d++ | \d{{1,2}}:\d{{2}} | \d{{1,2}}[.h]\d\d\s?(?:Uhr|h)\b
  | \d{{1,2}}\s?(?:h\b|Uhr|heures|horas|часов\b)(?:\s?\d\d\b)? | 0\d++
  | \d{{1,2}}(?:er|[.º°])?(?:\s?[-–]\s?\d{{1,2}}\.?)?\s(?:de\s)?{_MONTH_ABROAD}(?:\s(?:de\s)?\d{{4}}\b)?
  | (?:1[5-9]|20|21)\d\d(?:[-–/]\d{{2,4}})?\b(?![,.]\d|\s?%|\s?[€$])
  | \d++\.(?=\s) | \d++(?:er|ère|ème|e|º|ª|°|-[йяеог]\w?)\b | \d++[A-Za-z]++\d
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d(?:[-–/]\d{2,4})?\b(?![,.]\d|\s?%)")
_YEAR_AFTER = frozenset("in since until circa during year early late mid spring summer autumn winter".split())
_PERHAPS_YEAR = re.compile(rf"(?:1[89]|20)\d\d\b(?![,.]\d|\s?%|[-–]\d|\s(?:\w{{1,20}}\s)?{COUNTABLE}\b)")
_PERHAPS_YEAR_AFTER = frozenset("before after by from of".split())
_PHONE = re.compile(r"\+\d[\d()\s-]{6,20}\d")
_DAY_AFTER_MONTH = re.compile(rf"{_DAY}\b(?!,\d{{3}})(?:{_TILL}{_DAY}\b)?(?:,?\s\d{{4}}\b)?")
_LISTED = re.compile(r"\d{1,3}[.)]\s")
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}\b")
_BEFORE_SCORE = re.compile(
    r"\b(?:won|wins?|beat|beats|beating|lost|lose|defeat(?:ed|s)?|drew|draw|led|leads?|scored?|voted?|votes)"
    r"(?:\W{1,3}\w{1,20}){0,4}?\W{1,3}$",
    re.IGNORECASE,
)
_AGES = re.compile(rf"{_AGE}\b(?:{_TILL}{_AGE}\b)?")
_MONTHS = frozenset(
    "Jan January Feb February Mar March Apr April May Jun June Jul July Aug August Sep Sept September Oct October Nov November"
    " Dec December".split()
)
_LABELS = frozenset(
    (
        "No Nos Number Article Section Chapter Rule Act Title Part Volume Page Route Highway Interstate Motorway Channel"
        " Flight Boeing Airbus Antonov Tupolev Embraer Cessna Falcon Apollo Soyuz Windows Android iPhone iPad Galaxy"
        " Model Type Class Phase Stage Level Tier Category Group Unit Room Row Gate Platform Terminal Block Building"
        " Pier Zone Area District Ward Division Battalion Resolution Proposition Amendment Order Schedule Annex Point"
        " Week Day Round Game Season Episode Formula Covid COVID Fortune Radio Station War Big Euro Bowl Agenda Vision"
        " no nos № ZIP Pixel Xbox PlayStation Windows Mark Version Stoxx FTSE Nikkei Russell Nasdaq TA"
    ).split()
)
_SMALL_LABELS = frozenset(
    "ground patient net day number phase stage page chapter level round week grade article section category".split()
)
_TITLED = frozenset(word.title() for word in (*UNITS, *TEENS))
_PREFIXES = frozenset("minus sub to a or and over under than about nearly".split())
_NAMED = re.compile(r"\b[A-Z][\w.’'-]{0,30}+$")
_NEAR = 60
_LONGEST_AGE = 3
_WORD_STARTS = ' \t\n\u00a0(“"'
_WORD_ENDS = " \t\n\u00a0-–—(\"“'‘"


def lookalike(text: str, start: int, end: int, *, abroad: bool = False) -> int:
    """Return where a date, an age, a score, a name or the like ends that the number `text[start:end]` is part of.

    Returns 0 where the number is a quantity.

    Args:
        text: The text.
        start: Where the bare number starts, without a sign of money.
        end: Where it ends.
        abroad: Whether the text is in another language than English.
    """
    before = text[max(0, start - _NEAR) : start]
    if glued := _glued(text, before, start, end):
        return glued
    shape = (_SHAPE_ABROAD if abroad else _SHAPE).match(text, start)
    if shape:
        return max(end, shape.end())
    return 0 if abroad or not before else _after_word(text, before, start, end)


def _glued(text: str, before: str, start: int, end: int) -> int:
    """Return the end of the word, telephone number, address or list mark that a number stands in; else 0."""
    last, inside = before[-1:], False
    if not last or last in " \t\n(":
        inside = before.rstrip(" \t(")[-1:] in ("", "\n") and bool(_LISTED.match(text, start))
    elif last == "+" and (phone := _PHONE.match(text, start - 1)):
        return phone.end()
    elif last in "-–‐‑":
        word = before[:-1].replace("-", " ").rpartition(" ")[2]
        inside = word[-1:].isalpha() and word.lower() not in _PREFIXES
    else:
        inside = last.isalpha() or last in "#@_=&%/\\⁄" or (last in ".:," and before[-2:-1].isdigit())
    return end if inside else 0


def _after_word(text: str, before: str, start: int, end: int) -> int:
    """Return the end of a date, age, score or name that the words before a number make it part of; else 0."""
    head = before.rstrip(_WORD_ENDS)
    word = head[max(map(head.rfind, _WORD_STARTS)) + 1 :]
    if text[start].isdigit() and (dated := _dated(text, word.rstrip("."), start)):
        return max(end, dated)
    if _labelled(text, before, word, start, end):
        return end
    if word.lower() in ("aged", "age", "ages") or head.lower().endswith("aged between"):
        ages = _AGES.match(text, start)
        return max(end, ages.end() if ages else 0)
    if _aside(text, before, start, end):
        return end
    score = _SCORE.match(text, start)
    return score.end() if score and _BEFORE_SCORE.search(before) else 0


def _dated(text: str, word: str, start: int) -> int:
    """Return the end of the day or year that `word` before a number in figures makes it; else 0."""
    found = None
    if word in _MONTHS:
        found = _DAY_AFTER_MONTH.match(text, start)
    elif word.lower() in _YEAR_AFTER:
        found = _YEAR.match(text, start)
    elif word.lower() in _PERHAPS_YEAR_AFTER:
        found = _PERHAPS_YEAR.match(text, start)
    return found.end() if found else 0


def _labelled(text: str, before: str, word: str, start: int, end: int) -> bool:
    """Whether a number is a name's: 'Route 66', 'stage four', 'the Group of Seven'."""
    if word.lower() == "covid":
        return True
    if text[end : end + 1] == "%" or "." in text[start:end] or before[-2:-1].isspace():
        return False
    if word.rstrip(".") in _LABELS or word.lower() in _SMALL_LABELS:
        return True
    return text[start:end] in _TITLED and word[:1].islower() and text[end : end + 1] != " "


def _aside(text: str, before: str, start: int, end: int) -> bool:
    """Whether a number set off after a name is an age or a shirt's number: 'Ann Lee, 45, said', 'Lee (7)'."""
    if not text[start:end].isdecimal() or end - start > _LONGEST_AGE:
        return False
    commas = before.endswith(", ") and text[end : end + 2] == ", " and text[end + 2 : end + 3].islower()
    brackets = before.endswith(" (") and text[end : end + 1] == ")" and end - start < _LONGEST_AGE
    return (commas or brackets) and bool(_NAMED.search(before[:-2]))
