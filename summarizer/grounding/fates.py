"""Who is killed, injured or shot in a sentence: persons tied to the words for what became of them.

A sentence is read as a string of signs, one for each person, word of fate, auxiliary or mark, and patterns over these
signs tell subject and object: "P b K" is "two men were killed", "K P & P" is "killed a man and a woman".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from summarizer.grounding.persons import Person
from summarizer.grounding.quantities import find_quantities
from summarizer.grounding.signs import find_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.grounding.signs import Sign

Fate = Literal["killed", "injured", "shot"]

TOLD = re.compile(
    r"kill|dead|death|d(?:ie[ds]?|ying)\b|fatal|murder|homicid|slay|slain|shot|shoot|injur|wound|hurt|hospital|condition"
    r"|gunn|perish|succumb|drown|deceased|li(?:fe|ves)\b|executed|massacre|assassinat|graze|struck|hit\b|mortal|surviv"
    r"|recover|stab|treated",
    re.IGNORECASE,
)
"""A sentence without any of these tells of no casualties."""

_UNREAL = re.compile(
    r"\b(?:attempt(?:ed|ing|s)?|tr(?:y|ied|ying)|threat(?:s|en\w*)?|plan(?:s|ned|ning)?|plot(?:s|ted|ting)?|want(?:s|ed)?|could|would|should|should[’']ve"
    r"|might|may|intend(?:s|ed)?|nearly|almost|if|conspir\w+|going|hoping|vow\w*|afraid|feared|risk|intent|ability|able|likely|to\sbe|about\sto)"
    r"(?:\s(?!who\b|after\b|when\b|and\b|left\b|people\b)[\w’'-]+){0,3}\s?$",
    re.IGNORECASE,
)
_PART = frozenset("critically seriously severely badly slightly lightly gravely".split())
_FAR = 9
_UNREAL_BEFORE = 40
_OFFICERS = frozenset("police officer officers deputy deputies".split())
_LONGEST = 1_000
"""Characters of a sentence that are read: what is longer is a table, or text that lost its full stops."""
_FATES: dict[str, Fate] = {"K": "killed", "D": "killed", "k": "killed", "I": "injured", "i": "injured", "C": "injured"}
_FATES |= {"S": "shot", "s": "shot", "f": "killed", "U": "killed"}
_EVENTS = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_EVENT = re.compile(
    rf"\b(?P<many>{'|'.join(_EVENTS)})[-\s](?:(?P<fatal>fatal|deadly)\s)?(?P<what>homicide|murder|slaying|killing|fatality|shooting|stabbing)s?\b(?![-\s](?:suicide|attempt))",
    re.IGNORECASE,
)


_TALLY = re.compile(
    r"""
    \b(?:(?P<dead>(?:death|fatality)\stoll|number\sof\s(?:(?:people|those|persons)\s)?(?:killed|dead|deaths|fatalities|victims))
      |number\sof\s(?:(?:people|those|persons)\s)?(?:injured|wounded|hurt|injuries))
    (?:\s(?!from\b|than\b|to\b|at\b)[\w’'-]+){0,10}?
    \s(?:(?:rose|risen|rises?|rising|climb(?:ed|s|ing)?|gr(?:ew|own|ows)|jump(?:ed|s)?|increased?|went\sup|raised|revised|up|down|lowered|now|has)\s(?:sharply\s|further\s)?to
      |(?:stands|stood|standing|remains|remained|put)\sat|reach(?:ed|es|ing)?|(?:is|was)\s(?:now\s)?(?:at\s)?)
    \s*(?:at\sleast\s|more\sthan\s|nearly\s|about\s)?(?=[\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words up to the number of a toll: "the number of people killed by floods in the valley rose to"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Persons of a sentence and what became of them.

    Attributes:
        fate: What became of them; 'shot' where the sentence doesn't say whether they lived.
        persons: Those told of; of a list, each.
        start: Offset of the first of them.
        end: Offset after the last of them.
        part: Whether the words set them apart from the others ("one critically").
        weak: Whether only a hospital or a condition tells that they were hurt.
        active: Whether somebody did it to them, in this clause ("he killed two").
        suicide: Whether they did it themselves.
    """

    fate: Fate
    persons: tuple[Person, ...]
    start: int
    end: int
    part: bool = False
    weak: bool = False
    active: bool = False
    suicide: bool = False


@lru_cache(maxsize=2048)
def find_fates(text: str) -> tuple[Mention, ...]:
    """Return who is told to be killed, injured or shot in a sentence, left to right."""
    text = text[:_LONGEST]
    if not TOLD.search(text):
        return ()
    signs = find_signs(text)
    row = "".join(one.sign for one in signs)
    found: dict[int, Mention] = {}
    for at, one in enumerate(signs):
        if one.sign == "P" and (mention := _told(text, signs, row, at)) is not None:
            found[at] = mention
    found |= _suicides(text, signs, found)
    tallies = tuple(_tallies(text))
    told = [one for one in found.values() if not any(_overlap(one, other) for other in tallies)]
    return (*sorted((*told, *tallies), key=lambda one: (one.start, one.end)), *_events(text))


def _overlap(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def _suicides(text: str, signs: Sequence[Sign], found: Mapping[int, Mention]) -> dict[int, Mention]:
    """Return who takes their own life, where that is not told right after them: "he shot four before killing himself"."""
    made = {}
    for number, one in enumerate(signs):
        if one.sign != "U" or _unreal(text, one.start):
            continue
        before = [
            at
            for at in range(number)
            if signs[at].sign == "P" and len(signs[at].persons) == 1 and signs[at].persons[0].single
        ]
        before.sort(key=lambda at: (signs[at].persons[0].suspect, at not in found, at))
        if before and not (before[-1] in found and found[before[-1]].suicide):
            who = signs[before[-1]]
            made[before[-1]] = Mention("killed", who.persons, who.start, who.end, suicide=True)
    return made


_SUBJECT = re.compile(rf"(?:w|c?w)?[xcaw]{{0,{_FAR}}}?b[ba]*x?[ba]*(?P<fate>[KDISCU])")
_RELATIVE = re.compile(r"(?:c?w)[ba]*(?P<fate>[KDISCU])")
_BARE_FATE = re.compile(r"[ca]*(?P<fate>[KDISCU])(?![ax]{0,2}P)")
_DIED = re.compile(r"[xcaA]{0,9}?(?P<fate>[DUC])")
_FATALLY = re.compile(r"x?(?P<fate>f)")
_GRAVE = re.compile(r"critical|serious|grave", re.IGNORECASE)
_ALIVE = re.compile(r"surviv|life[- ]threatening|stable|recover|\bminor\b|released", re.IGNORECASE)
_PREDICATES = (_FATALLY, _BARE_FATE, _SUBJECT, _RELATIVE, _DIED)
_LEFT = re.compile(r"L[xa]?$")
_LEFT_SO = re.compile(r"[xa]{0,2}(?P<fate>[DKIC])")
_ACTIVE = re.compile(r"(?P<fate>[KkIiSs])(?:A[kKiI])?a?$")
_AUXILIARY = re.compile(r"b[ab]*$")
_BY = re.compile(r"x{0,4}yx?P")
_LATER = re.compile(r"(?:[^PeD]|yP){0,18}?(?P<fate>[KDU])")


def _told(text: str, signs: Sequence[Sign], row: str, at: int) -> Mention | None:
    """Return what became of the persons at a sign; None where the sentence does not say."""
    one = signs[at]
    if row[at - 1 : at] == "Z":
        return None
    fate_at = _object(row, at)
    active = fate_at is not None
    if fate_at is None and not row[:at].endswith(("y", "yx")):
        fate_at = _predicate(row, at + 1)
        if fate_at is not None and _is_agent(one, row, at, fate_at):
            return None
    if fate_at is None:
        return _partly(text, signs, row, at) or _stateful(one)
    if any(_unreal(text, begin) for begin in (signs[fate_at].start, one.start)):
        return None
    fate = _fate(text, signs, row, (at, fate_at), active=active)
    active = active or _has_agent(signs, row, fate_at)
    part = _is_part(text, signs, row, (at, fate_at))
    return Mention(fate, one.persons, one.start, one.end, part, row[fate_at] == "C", active, row[fate_at] == "U")


def _unreal(text: str, at: int) -> bool:
    """Whether words before an offset say that it did not happen: "tried to", "nearly"."""
    return bool(_UNREAL.search(text[max(0, at - _UNREAL_BEFORE) : at]))


def _predicate(row: str, after: int) -> int | None:
    """Return the sign of the fate that follows a subject; None where none does."""
    matches = (pattern.match(row, after) for pattern in _PREDICATES)
    return next((match.start("fate") for match in matches if match), None)


def _is_agent(one: Sign, row: str, at: int, fate_at: int) -> bool:
    """Whether those before a fate did it rather than met it: "police shot", "the gunman wounded"."""
    agents = all(person.suspect or person.head in _OFFICERS for person in one.persons)
    return agents and row[fate_at] in "SIK" and "b" not in row[at:fate_at]


def _has_agent(signs: Sequence[Sign], row: str, fate_at: int) -> bool:
    """Whether one person is told to have done it: "killed by a man"."""
    after = signs[fate_at + 1 : fate_at + _FAR]
    return bool(_BY.match(row, fate_at + 1)) and any(person.single for sign in after for person in sign.persons)


def _fate(text: str, signs: Sequence[Sign], row: str, places: tuple[int, int], *, active: bool) -> Fate:
    """Return the fate that a sign stands for, and death where the clause goes on to it: "was shot and later died"."""
    at, fate_at = places
    fate = _FATES[row[fate_at]]
    if row[fate_at] == "C" and not _ALIVE.search(text) and "gunshot" in text[signs[fate_at].start : signs[fate_at].end]:
        fate = "shot"
    if active:
        return "killed" if fate == "shot" and row[at + 1 : at + 2] in ("T", "D") else fate
    later = _LATER.match(row, fate_at + 1)
    return "killed" if later and not _unreal(text, signs[later.start("fate")].start) else fate


def _is_part(text: str, signs: Sequence[Sign], row: str, places: tuple[int, int]) -> bool:
    """Whether those told of are set apart from others who were hurt, too: "critically", "in serious condition"."""
    at, fate_at = places
    words = {text[sign.start : sign.end].casefold() for sign in signs[at + 1 : fate_at]}
    word = signs[fate_at]
    return bool(_PART & words) or (row[fate_at] == "C" and bool(_GRAVE.search(text, word.start, word.end)))


def _object(row: str, at: int) -> int | None:
    """Return the sign of the fate whose object stands at `at`; None where it is no object of any."""
    begin = max(0, at - _FAR)
    before = row[begin:at]
    if _LEFT.search(before):
        match = _LEFT_SO.match(row, at + 1)
        return match.start("fate") if match else None
    match = _ACTIVE.search(before)
    if match is None:
        return None
    fate_at = begin + match.start("fate")
    passive = row[fate_at] in "KIS" and _AUXILIARY.search(row[begin:fate_at])
    return None if passive else fate_at


def _partly(text: str, signs: Sequence[Sign], row: str, at: int) -> Mention | None:
    """Return "one critically" as one injured; None where no such word follows."""
    follower = signs[at + 1] if at + 1 < len(signs) else None
    if (
        follower
        and text[follower.start : follower.end].casefold() in _PART
        and row[at + 2 : at + 3] in ("", "e", "c", "A")
    ):
        one = signs[at]
        return Mention("injured", one.persons, one.start, one.end, part=True)
    return None


_STATES: dict[str, Fate] = {
    "dead": "killed",
    "deceased": "killed",
    "slain": "killed",
    "murdered": "killed",
    "lifeless": "killed",
}
_STATES |= {"injured": "injured", "wounded": "injured", "gunshot": "shot", "shooting": "shot"}


def _stateful(one: Sign) -> Mention | None:
    """Return "two wounded men" and "the bodies of three" as the casualties they are by their own words."""
    states = {person.state for person in one.persons}
    fates = {_STATES[state] for state in states if state}
    if len(fates) != 1 or "" in states:
        return None
    return Mention(fates.pop(), one.persons, one.start, one.end)


def _events(text: str) -> Iterator[Mention]:
    """Yield what "double homicide" and "quadruple shooting" count."""
    for match in _EVENT.finditer(text):
        many = _EVENTS[match["many"].casefold()]
        what = match["what"].casefold()
        fate: Fate = "shot" if what in ("shooting", "stabbing") and not match["fatal"] else "killed"
        person = Person(match.start(), match.end(), match.group(), many, many, "exact", stated=True)
        yield Mention(fate, (person,), match.start(), match.end())


def _tallies(text: str) -> Iterator[Mention]:
    """Yield what a toll that a sentence gives counts: "the death toll rose to 14"."""
    for match in _TALLY.finditer(text):
        near = (one for one in find_quantities(text) if one.unit is None and one.start <= match.end() < one.end)
        for one in near:
            person = Person(one.start, one.end, one.surface, one.low, one.high, one.modifier, stated=True)
            yield Mention("killed" if match["dead"] else "injured", (person,), match.start(), one.end)
