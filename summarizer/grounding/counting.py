"""What a quantity counts: the noun phrase beside it, and the fate of those who are counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.numbers import is_abroad

if TYPE_CHECKING:
    from summarizer.models import Quantity

_STOPS = frozenset(
    (
        "a an the this that these those of in on at to from by with for about into over under near since until during after"
        " before between against through across as than per and or but nor so if when while where who whom whose which what"
        " is are was were be been being has have had do does did will would shall should can could may might must not no"
        " i you he she it we they them their his her its our your my there here also already later ago away out up down off"
        " said says claimed told died fled went came took made left fell rose won lost get got gets both each every just only"
        " because although including according toward towards behind beyond without within inside outside along around"
    ).split()
)
_FILLERS = frozenset("of the those its their his her more other additional further different separate new".split())
_PLURALS = frozenset(
    "people men women children troops personnel police staff cattle sheep aircraft feet teeth media data others".split()
)
_PARTICIPLES = (
    "killed injured wounded hurt dead missing arrested detained displaced hospitalised hospitalized homeless captured"
    " evacuated executed infected rescued died shot"
).split()
_WENT = r"(?:left|fled|lost|abandoned)\s(?:their|his|her)\shomes?|moved|stranded|trapped"
_FATE = re.compile(
    rf"\s(?:(?:were|was|are|is|have|has|had|been|being|also|now|still|reportedly|feared|confirmed)\s){{0,4}}({'|'.join(_PARTICIPLES)}|{_WENT})\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(kill|injur|wound|hurt|arrest|detain|displac|captur|evacuat|hospitali[sz])(?:ed|ing|s|es|e)?\s$", re.IGNORECASE
)
_FATES = {"kill": "killed", "injur": "injured", "wound": "wounded", "hurt": "hurt", "arrest": "arrested"}
_FATES |= {"detain": "detained", "displac": "displaced", "captur": "captured", "evacuat": "evacuated"}
_LEVEL = r"(?:to|at|of|past|above|was|is|stands|stood|reach(?:ed|es|ing)?|hits?|hitting|topp(?:ed|ing)|tops|pass(?:ed|es|ing)|exceed(?:ed|s|ing))"
_TALLY = re.compile(
    rf"""
    \b(?:(?:number|count|total)\sof\s(?:the\s)?(?P<of>[a-z][\w’'-]*(?:\s(?!{_LEVEL}\b|ha[sd]\b|have\b)[a-z][\w’'-]*){{0,2}}?)
      |(?P<toll>(?:death\s)?toll|(?:death|body)\scount)
      |(?P<cases>deaths|cases|infections|casualties|fatalities|injuries|arrests|victims))
    (?:\s(?:from|in|of|after|across)\s(?:the\s)?[\w’'-]+(?:\s[\w’'-]+)?)?
    \s(?:(?:ha[sd]|have|now|has\snow|had\sbeen|officially|reportedly|steadily|climb(?:ed|s|ing)?|rises?|rose|risen|rising
        |grew|grown|jumped|increased|fell|fallen|dropped|soared|surged|doubled|raised|revised|put|currently|standing|stands
        |stood|further|up|down|sharply|slightly|quickly|to|already|since)\s){{0,4}}{_LEVEL}\s(?:a\stotal\sof\s)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF = re.compile(r"\s(?:worth\s)?of\b")
_MEASURES = (
    r"(?:pay\s)?(?:raise|rise|increase|cut|share|stake|tax|tariffs?|levy|fine|penalty|bail|bond|loan|grant|deal|contract|budget|reward|discount|fee"
    r"|settlement|donation|payment|debt|deficit|surplus|profit|loss|turnout|support|majority|margin|rate|fund|investment|aid|package|damages?|cost|price|salary|wage|ransom)"
)
_SHARE_OF = re.compile(
    rf"\b(?P<of>{_MEASURES})\sof\s(?:just\s|only\s|up\sto\s|about\s|at\sleast\s)?(?:an?\s)?$", re.IGNORECASE
)
_MOVED_TO = re.compile(
    rf"\b(?P<of>{_MEASURES}(?:\sof\s(?:the\s|its\s|their\s)?[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)??)?)"
    r"\s(?:(?:be|been|was|were|is|are|ha[sd]|will|would|to)\s){0,3}(?:cut|raised|set|fell|fallen|rose|risen|reduced|increased|lowered|dropped|put|fixed|kept|climbed|grew)"
    r"\s(?:to|at|by)\s(?:just\s|only\s|about\s)?$",
    re.IGNORECASE,
)
_MEASURE = re.compile(rf"(?:\s|-)(?:[a-z]+\s)?(?P<of>{_MEASURES})\b", re.IGNORECASE)
_ACTS = "steal embezzl launder rais donat pay spend ow earn invest borrow lend award demand seiz recover los transferr mov tak"
_DONE_TO = (
    "stole stolen embezzled laundered raised donated paid spent owed cost costs earned invested borrowed lent awarded demanded"
    " seized recovered lost gone taken missing transferred moved"
)
_HANDLED = rf"(?:(?:{_ACTS.replace(' ', '|')})ing|{_DONE_TO.replace(' ', '|')})"
HANDLED = re.compile(_HANDLED, re.IGNORECASE)
"""Words for what becomes of money, where nothing says what it is: "stealing $380,000"."""

_DONE = re.compile(
    rf"\b(?P<of>{_HANDLED})\s(?:an?\s|the\s|about\s|some\s|nearly\s|more\sthan\s|at\sleast\s|an?\sestimated\s|up\sto\s)?$",
    re.IGNORECASE,
)
_GONE = re.compile(rf"\s(?:(?:had|has|have|was|were|been|being|is|are)\s){{1,2}}(?P<of>{_HANDLED})\b", re.IGNORECASE)
_CURRENCY = 3  # letters of a currency's code
_MONEY = 1_000
_RATIO = re.compile(r"\s(?:in|out\sof)\s", re.IGNORECASE)
_TALLY_BEFORE = 110
_WORD = re.compile(r"[ \t\n\u00a0]([^\W\d_][\w’'.-]*)")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.")  # "five U.S. soldiers"
_NO_NOUN = re.compile(
    r"[a-z]+ed|[A-Z]{2,}|(?:[A-Z]\.)+[A-Z]?"
)  # a verb ("the two played") or a name ("1010 WINS") by itself
_ENDS_PLURAL = re.compile(r"\w\w[^\Wsui]s$")
_MOST_WORDS = 5
_FEW = 20
_NARRATED = 4
_TOLD_OF = frozenset(
    "suspects arrests deaths people homes houses villages towns states countries attacks explosions crashes".split()
)
_LABEL_BEFORE = 30
_LABEL = re.compile(
    r"\b(?:image|photo|picture|page|slide|chapter|part|no|number|nos|route|highway|channel|section|room|apt|apartment|unit|district"
    r"|precinct|ward|exit|interstate|news|team|studio|floor|grade|week|day|game|figure|step|item|level|version|count|counts|gate|pier"
    r"|line|flight|article|title|proposition|psalm|class|zone|area|block|lot|suite|dial|call|called|calling|age|aged|ages)\.?\s(?:\d+\sof\s)?$"
    r"|#$|\d\sof\s$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|all|both|his|her|their|its|our|my|your|other)\s(?:other\s|first\s|last\s|next\s)?$",
    re.IGNORECASE,
)
_NOT_NEWS = frozenset(
    "block blocks times time counts count shots rounds pages words minutes hours feet inches blocks sides lanes seconds weekdays"
    " mornings evenings nights weekends ways things reasons parts points steps levels sections stories floors bedrooms caliber"
    " calibre street avenue road boulevard volleys shell casings bullets gunshots cases".split()
)
_TALLIES = frozenset("toll count dead".split())


def counted(text: str, quantity: Quantity, language: str | None = None) -> str | None:
    """Return the noun phrase that `quantity`, found in `text`, counts; None where it counts nothing.

    "hundreds of soldiers to Russia" gives "soldiers"; "killed 12 people" and "12 people were killed" give "people
    killed"; "the death toll rose to 12" gives "death toll" and "the number of dead rose to 12" gives "dead". A quantity
    with a unit counts what follows "of", as in "20 percent of voters"; a ratio what follows it, as in "one in five
    voters". In another language than English (`language` is an ISO 639-1 code) it is the word after the number.
    """
    if is_abroad(language):
        word = _WORD.match(text, quantity.end) if quantity.unit is None else None
        return word.group(1).rstrip(".-’'") if word else None
    if quantity.unit is None and quantity.change is None and (tally := _tally(text, quantity.start)):
        return tally
    harm = HARM.search(text[max(0, quantity.start - 14) : quantity.start])
    if quantity.unit is not None:
        of = _OF.match(text, quantity.end)
        ratio = quantity.unit == "fraction" and _RATIO.search(quantity.surface)
        return _noun_phrase(text, of.end() if of else quantity.end)[0] if of or ratio else _measured(text, quantity)
    phrase, end = _noun_phrase(text, quantity.end)
    fate = _FATES.get(harm.group(1).casefold(), "hospitalised") if harm else None
    if not fate and (after := _FATE.match(text, end if phrase else quantity.end)):
        fate = after.group(1)
    if phrase and _NO_NOUN.fullmatch(phrase) and phrase not in _PARTICIPLES and not text.isupper():
        phrase = None
    if quantity.surface.casefold() == "one" and not fate:  # "one man said" tells of a man, not how many there were
        return None
    return f"{phrase} {fate}" if phrase and fate else phrase or fate


def _measured(text: str, quantity: Quantity) -> str | None:
    """Return what money or a share is, where no "of" follows: "a share of 12 percent", "cut to 12 percent", "a 7 percent raise".

    Of money it may be what became of it: "stealing $380,000".
    """
    before = text[max(0, quantity.start - _TALLY_BEFORE) : quantity.start]
    if found := _SHARE_OF.search(before) or _MOVED_TO.search(before):
        return found["of"]
    if (found := _MEASURE.match(text, quantity.end)) and found["of"].casefold() not in _STOPS:
        return found["of"]
    if len(quantity.unit or "") == _CURRENCY and (quantity.low or 0) >= _MONEY:
        done = _DONE.search(before) or _GONE.match(text, quantity.end)
        return done["of"] if done else None
    return None


def telling(text: str, quantity: Quantity, of: str) -> bool:
    """Return whether a count, read by `counted` without a reader's eye, is one that a briefing may list.

    It is not where the number labels something ("the 300 block", "Image 2 of 11"), points back at those told of before
    ("the two men"), counts shots, times or lines of a charge, or where the words after it are no plural noun.
    """
    before = text[max(0, quantity.start - _LABEL_BEFORE) : quantity.start]
    words = of.split()
    if quantity.unit is not None:
        return words[0].casefold() not in _STOPS
    small = quantity.modifier == "exact" and quantity.low is not None and quantity.low <= _FEW
    tolled = (quantity.low or 0) > _NARRATED and any(word.casefold() in _PARTICIPLES for word in words)
    if _LABEL.search(before) or (small and not tolled and _DEFINITE.search(before)):
        return False
    nouns = [word for word in words if word.casefold() not in _PARTICIPLES]
    if not nouns:
        return of.casefold() in _PARTICIPLES
    last = nouns[-1]
    if small and (quantity.low or 0) <= _NARRATED and len(nouns) == len(words) and last.casefold() not in _TOLD_OF:
        return False
    if last.casefold() in _NOT_NEWS or (nouns[0].casefold().endswith("ed") and small):
        return False
    named = (
        all(word[:1].isupper() for word in nouns) and not text.isupper() and len(nouns) > 1 and not last.endswith("s")
    )
    return not named and (_is_plural(last) or last.casefold() in _TALLIES)


def _tally(text: str, start: int) -> str | None:
    """Return what a number at `start` is the tally of, by the words before it; None where it is none."""
    match = _TALLY.search(text[max(0, start - _TALLY_BEFORE) : start])
    return match[str(match.lastgroup)] if match else None


def _noun_phrase(text: str, at: int) -> tuple[str | None, int]:
    """Return the noun phrase at `at` and its end: up to the first plural, a stop word, a verb or punctuation."""
    words: list[re.Match[str]] = []
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, at)):
        word = match.group(1)
        word = word if _ABBREVIATION.fullmatch(word) else word.rstrip(".-’'")
        at = match.start(1) + len(word)
        if word.casefold() in _FILLERS and not words:
            continue
        if word.casefold() in _STOPS or (words and word.endswith(("ed", "ly", "’s", "'s")) and word.islower()):
            break
        if words and _is_plural(words[-1].group(1)) and not _is_plural(word):
            break
        words.append(match)
        if at != match.end():
            break
    if not words:
        return None, at
    end = words[-1].end() - (len(words[-1].group(1)) - len(words[-1].group(1).rstrip(".-’'")))
    return text[words[0].start(1) : end], end


def _is_plural(word: str) -> bool:
    return word.casefold() in _PLURALS or bool(_ENDS_PLURAL.search(word))
