"""Persons in a sentence, as news counts them: "three people", "a 19-year-old man", "Ada Vale, 25", "another", "2"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from summarizer.grounding import names
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Modifier, Quantity

Sex = Literal["m", "f", ""]

_MEN = "man boy father son brother husband boyfriend grandfather uncle nephew grandson stepfather stepson fiancé stepbrother"
_WOMEN = (
    "woman girl mother daughter sister wife girlfriend grandmother aunt niece mom mum granddaughter stepmother stepdaughter"
    " fiancée waitress stepsister"
)
_EITHER = (
    "person child kid baby infant toddler teen teenager youth youngster adult victim officer deputy trooper cop policeman"
    " student pupil teacher soldier marine sailor airman resident passenger worker employee customer bystander pedestrian"
    " driver motorist cyclist motorcyclist civilian protester demonstrator guard clerk migrant villager fan sibling relative"
    " neighbor neighbour guest partygoer tourist hostage individual male female cousin friend firefighter journalist"
    " reporter doctor nurse patient inmate prisoner fighter militant rebel shopper worshipper worshiper parishioner churchgoer"
    " hiker camper hunter skier climber crewman miner farmer fisherman rider athlete player pilot sergeant detective"
    " member student-athlete subject parent roommate coworker co-worker occupant juvenile minor attendee spectator runner concertgoer"
)
_SUSPECTS = "suspect gunman shooter attacker assailant perpetrator bomber intruder robber burglar"
_MANY = "people persons men women children policemen firefighters troops police crew staff others folks kids passers-by bodies"
_SEXES: dict[str, Sex] = {**dict.fromkeys(_MEN.split(), "m"), **dict.fromkeys(_WOMEN.split(), "f")}
_SEXES |= {"male": "m", "female": "f", "men": "m", "women": "f", "males": "m", "females": "f"}
_GROUPS = {"couple": 2, "pair": 2, "twins": 2, "duo": 2, "trio": 3}
_DEFINITE = ("the", "this", "that", "these", "those", "both", "all", "the same")


def _plural(word: str) -> str:
    irregular = {
        "man": "men",
        "woman": "women",
        "person": "persons",
        "child": "children",
        "wife": "wives",
        "baby": "babies",
    }
    for end, many in irregular.items():
        if word.endswith(end):
            return word.removesuffix(end) + many
    return word.removesuffix("y") + "ies" if word.endswith("ty") else f"{word}s"


_ONE_WORDS = f"{_MEN} {_WOMEN} {_EITHER} {_SUSPECTS}".split()
_MANY_WORDS = [*_MANY.split(), *map(_plural, _ONE_WORDS)]
_SUSPECT_WORDS = frozenset([*_SUSPECTS.split(), *map(_plural, _SUSPECTS.split())])
_AGE = r"\d{1,3}[-\s](?:year|month|week|day)s?[-\s]olds?"
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty"
).split()
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}(?![\d.,:%/-]*\d|[-–]|%)|(?:{'|'.join(_SMALL)})(?!-)|a\sdozen|half[-\s]a[-\s]dozen|dozens|hundreds|thousands|scores|several)"
_BOUND = (
    r"(?:at\sleast|at\smost|as\smany\sas|up\sto|no\sfewer\sthan|more\sthan|fewer\sthan|less\sthan|nearly|almost|about|around"
    r"|approximately|roughly|some|over|an\sestimated|a\stotal\sof)"
)
_STOPS = (
    "of in on at to from by with for about into over under near since until during after before between against through"
    " as than per and or but nor so if when while where who whom whose which what that is are was were be been being has"
    " have had do does did will would shall should can could may might must not no i you he she it we they them also later"
    " said says told killed injured wounded hurt shot dead died dies found left leaves leaving killing injuring wounding"
    " his her their its my our your this these those fatally critically allegedly reportedly the a an and-a then fired opened accused charged arrested remaining"
).split()
_VERBS = r"(?:kill|injur|wound|hurt|shot|shoot|murder|slay|stab|hospital|leav|caus|nam|identif|sa[yi]|tell|includ|charg|arrest)\w*"
_WORD = rf"(?!(?:{'|'.join(_STOPS)}|{_VERBS})\b|\d{{1,3}}(?!\w|-\w))[\w’'./-]+"
_ADJECTIVES = r"(?:dead|deceased|slain|murdered|lifeless|injured|wounded|gunshot|shooting)\s"
_HEADS = sorted({*_ONE_WORDS, *_MANY_WORDS, *_GROUPS}, key=lambda word: (-len(word), word))
_DETERMINER = (
    r"(?:the\sother|the\ssame|the|an?other|one\sof\s(?:the|his|her|their|those|them)"
    r"|all|both|an?|his|her|their|its|these|those|this|that|every|each)"
)
_PHRASE = re.compile(
    rf"""
    \b(?:(?P<det>{_DETERMINER})\s)?(?:(?:(?P<bound>{_BOUND})\s)?(?P<number>{_NUMBER})\s(?:of\s(?:the|his|her|their)\s)?)?
    (?P<adjective>{_ADJECTIVES})?(?:{_WORD}\s){{0,4}}?(?P<inner>{_ADJECTIVES})?
    (?:(?P<head>{"|".join(_HEADS)})(?!['’]s|\w|-)|(?P<old>{_AGE})(?!\s(?:{"|".join(_HEADS)})\b|\s\w+\s(?:{"|".join(_HEADS)})\b|['’]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEXT = (
    r"(?:was|were|is|are|had|have|has|been|being|dead|dies?|died|killed|injured|wounded|hurt|shot|fatally|critically|seriously|also|later"
    r"|hospitali[sz]ed|slain|in|at|near|on|during|after|before|and|when|while|as|with|by|from|outside|inside|found|remain(?:s|ed)?"
    r"|reported|reportedly|missing|arrested|who|suffered|sustained|taken|including|badly|severely|gunned|stabbed)"
)
_BARE = re.compile(
    rf"\b(?:(?P<bound>{_BOUND})\s)?(?P<number>{_NUMBER})(?:\s(?P<more>others?|more))?(?:\sof\s(?:them|those|whom|the\s(?!{_NUMBER}\b)\w+))?(?:$|(?=[,.;:–—-])|(?=\s(?:{_NEXT})\b))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:(?:the|a)\s(?:second|third|fourth|fifth|sixth|other)|another|one)(?:\sof\s(?:them|whom|those))?(?![\w’'-])(?!\s(?:shot|round|bullet|time|day|week)\b)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",\s(?:aged?\s)?(?P<age>\d{1,2})(?=[,;.)\s]|$)(?!\s?[a-z]{3,}\s(?:years?|people|were))|,\sa(?P<old>\d{1,2})-year-old\b|\s\((?P<bracket>\d{1,2})\)"
)
_OF_TOWN = re.compile(
    r",?\s(?:of|from)\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}(?:,\s[A-Z][\w.]+)?(?=,|;|\s(?:and|was|were|died|who)\b)"
)
_PRONOUN = re.compile(r"\b(?:s?he|him|her(?=[.,;]|\s(?:and|in|at|on|to|as|with|by)\b))(?![\w’'])", re.IGNORECASE)
_ACTS = re.compile(r",?\s(?:\d\d?,\s)?(?:was|were|is|had|has|later|also|died|dies|who|succumbed|suffered|sustained)\b")
_PLACED = re.compile(r"(?:\b(?:in|at|near|of|from|to|on|for|outside)|,)\s$")
_AGES = re.compile(r"\d{1,2}(?=[,;.]|$|\sand\b)")
_THERE = re.compile(r"\b(?:in|at|near|on|outside|inside|around|off|to)\s(?:the\s)?$")
_BEFORE = 16
_PLACE_AFTER = re.compile(
    r"\s(?:hospitals?|police|homes?|houses?|apartments?|schools?|streets?|county|park|sheriff|officers?|officials?|area|neighborhood"
    r"|news|fire|university|college|medical|shootings?|residents?|cops?|authorities|department)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{1,3})[-\s](year|month|week|day)", re.IGNORECASE)
_NEW = re.compile(
    r"^(?:another|a\s(?:second|third|fourth|fifth|sixth)|the\s(?:other|second|third)|one\sother)\b|\bothers?\b|\bmore\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """One or several persons, as a phrase of a sentence gives them: `text[start:end]`.

    Attributes:
        start: Offset of the phrase.
        end: Offset after it.
        surface: The words that give the number: the quantity's, or the whole phrase of a single person.
        low: How many at the least; None where the phrase does not say ("the victims").
        high: How many at the most; None where that is open.
        modifier: How the number is meant.
        head: The noun, in lower case; '' where there is none ("two others" have "others", "three" has none).
        name: The proper name of one person; '' otherwise.
        age: As written with its unit, such as '19 year'; '' where none is given.
        sex: 'm', 'f' or ''.
        definite: Whether the phrase tells of somebody told of before: "the man", "the victim".
        new: Whether it tells of somebody not yet counted: "another", "three others".
        stated: Whether a number word or digits give the number.
        state: What the phrase itself says became of them, in lower case: "two wounded men", "the bodies of three".
    """

    start: int
    end: int
    surface: str
    low: float | None
    high: float | None
    modifier: Modifier
    head: str = ""
    name: str = ""
    age: str = ""
    sex: Sex = ""
    definite: bool = False
    new: bool = False
    stated: bool = False
    state: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one person."""
        return self.low == self.high == 1

    @property
    def suspect(self) -> bool:
        """Whether it is called the one who did it."""
        return self.head in _SUSPECT_WORDS


def find_persons(text: str) -> list[Person]:
    """Return the persons that a sentence names or counts, left to right, none overlapping another."""
    quantities = find_quantities(text)
    found: list[Person] = []
    taken = 0
    for one in sorted(_all(text, quantities), key=lambda one: (one.start, -one.end)):
        if one.start >= taken:
            found.append(one)
            taken = one.end
    return found


def _all(text: str, quantities: list[Quantity]) -> Iterator[Person]:
    for match in _PHRASE.finditer(text):
        if (found := _phrase(text, match, quantities)) is not None:
            yield found
    for match in _BARE.finditer(text):
        if (one := _bare(text, match, quantities)) is not None:
            yield one
    for match in _ALONE.finditer(text):
        yield Person(match.start(), match.end(), match.group(), 1, 1, "exact", new=match.group().casefold() != "one")
    for match in _PRONOUN.finditer(text):
        sex: Sex = "f" if match.group().casefold() in ("she", "her") else "m"
        yield Person(match.start(), match.end(), match.group(), 1, 1, "exact", sex=sex, definite=True)
    for name in names.find_names(text):
        alone = " " not in name.text and not (
            name.title
            or (_ACTS.match(text, name.end) and not _PLACED.search(text[max(0, name.start - _BEFORE) : name.start]))
        )
        if not alone and not _is_place(text, name) and names.kind(name.text, name.title) == "person":
            yield _named(text, name)


def _phrase(text: str, match: re.Match[str], quantities: list[Quantity]) -> Person | None:
    """Return the persons of a noun phrase; None of ages ("both 23-year-olds") and of what leads on ("the bodies of")."""
    head, det = (match["head"] or "").casefold(), (match["det"] or "").casefold()
    end, age = match.end(), ""
    if head == "bodies" and text.startswith(" of", end):
        return None
    if years := _YEARS.search(match.group()):
        age = f"{years.group(1)} {years.group(2).casefold()}"
    elif after := _AFTER.match(text, end):
        age, end = _age(after), after.end()
    new = bool(_NEW.search(match.group()))
    found = Person(
        match.start(),
        end,
        text[match.start() : end],
        1,
        1,
        "exact",
        head=head,
        age=age,
        sex=next((_SEXES[word] for word in (head, *match.group().casefold().split()) if word in _SEXES), ""),
        definite=det in _DEFINITE and not new,
        new=new,
        state=_state(match, head),
    )
    is_part = det.startswith("one of")
    if match["number"] and not is_part and not (match["old"] and match.start("number") >= match.start("old")):
        quantity = _at(quantities, match.start("number"))
        if quantity is not None:
            return _counted(found, quantity)
    if match["old"] and (det == "both" or (match["old"].endswith("s") and not match["number"])):
        return None
    many = 2 if det == "both" else _GROUPS.get(head)
    if many:
        return replace(found, low=many, high=many)
    if head in _MANY_WORDS and not is_part:
        return replace(found, low=None, high=None, modifier="vague")
    return found


def _state(match: re.Match[str], head: str) -> str:
    """Return what a phrase says became of its persons; '' where it says nothing."""
    if head == "bodies":
        return "dead"
    state = (match["adjective"] or match["inner"] or "").strip().casefold()
    return "" if state in ("gunshot", "shooting") and head not in ("victim", "victims") else state


def _at(quantities: list[Quantity], start: int) -> Quantity | None:
    """Return the plain quantity that covers an offset."""
    found = next((one for one in quantities if one.start <= start < one.end), None)
    return found if found and found.unit is None else None


def _counted(found: Person, quantity: Quantity) -> Person:
    """Return persons as many as a quantity says, in its words."""
    return replace(
        found,
        surface=quantity.surface,
        low=quantity.low,
        high=quantity.high,
        modifier=quantity.modifier,
        stated=True,
    )


def _age(after: re.Match[str]) -> str:
    return f"{after['age'] or after['old'] or after['bracket']} year"


def _bare(text: str, match: re.Match[str], quantities: list[Quantity]) -> Person | None:
    """Return the persons of a number without a noun: "two dead"; None where it is an age or has a unit."""
    quantity = _at(quantities, match.start("number"))
    if quantity is None or _aged(text, match.start()):
        return None
    bare = Person(match.start(), match.end(), match.group(), 1, 1, "exact", new=bool(match["more"]))
    return _counted(bare, quantity)


def _is_place(text: str, name: names.Name) -> bool:
    """Whether a name that could be a person's stands as a place's: "in San Pedro", "a San Pedro hospital"."""
    return bool(_THERE.search(text[max(0, name.start - _BEFORE) : name.start]) or _PLACE_AFTER.match(text, name.end))


def _aged(text: str, start: int) -> bool:
    """Whether a number is an age: "Ada Vale, 25," or "children, ages 6 and 11,"."""
    before = text[max(0, start - 20) : start]
    return bool(
        (_AGES.match(text, start) and before.endswith((", ", ",")))
        or re.search(r"\bage[sd]?\s(?:\d+,?\s(?:and\s)?)*$", before)
    )


def _named(text: str, name: names.Name) -> Person:
    end, age = name.end, ""
    if after := _AFTER.match(text, end):
        age, end = _age(after), after.end()
    if town := _OF_TOWN.match(text, end):
        end = town.end()
    return Person(name.start, end, text[name.start : end], 1, 1, "exact", name=name.text, age=age)
