"""A sentence as a row of signs: one for each person, word of fate, auxiliary or mark.

K, D, k: killed; I, i, C: injured; S, s: shot; U: by their own hand; f: fatally; N, Z: not; L: left; T: to death; P: persons;
b: auxiliary; w: who; y: by; a: adverb; A: and; c: comma; e: end of a clause; x: any other word. Small letters of fate take
an object ("killing two"), capitals follow a subject or take one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.persons import Person, find_persons

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOW = r"(?:shot|stabbed|beaten|strangled|burned|burnt|crushed|trampled|bludgeoned|hacked|gunned|knifed|choked)"
_WOUND = r"(?:wounds?|injur(?:y|ies)|burns)"
_CARE = r"(?:hospitals?|medical\scent(?:er|re)s?|clinics?|trauma\scent(?:er|re)s?|health|infirmary)"
_SIGNS = re.compile(
    rf"""
    (?P<N>\b(?:not|never|n['’]t|un)\s?(?:been\s|be\s|seriously\s|badly\s)?(?:injured|hurt|wounded|harmed|killed|hit)\b|\bun(?:injured|hurt|harmed)\b|\bshots?\sat\b)
    |(?P<Z>\b(?:no\sone|nobody|none|no\sother\w*|no)\b)
    |(?P<T>\bto\sdeath\b)
    |(?P<U>\b(?:(?:kill(?:s|ed|ing)|(?:shot|shooting)\sand\skill(?:ed|ing)|fatally\sshot)\s(?:himself|herself|themselves)|(?:took|taken|takes|taking)\s(?:his|her|their)\sown\sli(?:fe|ves)
        |turn(?:ed|s|ing)\s(?:the|a|his|her)\s(?:gun|weapon|knife|rifle|pistol|shotgun|handgun)\son\s(?:himself|herself)|(?:committed|commits|committing)\ssuicide|(?:died|dead)\s(?:by|of|from)\s(?:[\w-]+\s){{0,3}}?(?:suicide|self-inflicted))\b)
    |(?P<D>\b(?:(?:shot|found|pronounced|declared|presumed|confirmed)\s(?:\w+\s)??dead|died|dies|dead|deceased|perish(?:ed|es)?|succumb(?:ed|s)?|drown(?:ed|s)
        |lost\s(?:his|her|their)\sli(?:fe|ves)|passed\saway|bled\sto\sdeath)\b)
    |(?P<k>\b(?:(?:fatal(?:ly)?\s)?(?:shooting\s|stabbing\s|beating\s)?(?:deaths?|murders?|slayings?|killings?|homicides?|executions?|bod(?:y|ies))\sof(?!\shis\b)|fatal(?:ly)?\s(?:shooting|stabbing|wounding|injuring|striking)s?(?:\sof)?
        |(?:shooting|stabbing)\s(?:and\s(?:fatally\s)?killing|to\sdeath)|killing|kills|fatally\sshoots?|murdering|murders|slaying|executing|(?:claim|tak)(?:ed|es|ing)\sthe\sli(?:fe|ves)\sof|took\sthe\sli(?:fe|ves)\sof)\b)
    |(?P<K>\b(?:{_HOW},\skilled|{_HOW}\s(?:and\s(?:\w+\s)?killed|dead|to\sdeath|down|&\skilled)|(?:shot|stabbed|beaten)\s\w+\stimes?\sand\skilled|fatally\s(?:shot|stabbed|wounded|injured|struck|beaten|hit|hurt|gunned\sdown)
        |mortally\swounded|killed|slain|slew|murdered|assassinated|executed|massacred|kill)\b)
    |(?P<i>\b(?:injuring|wounding|hurting|injures|wounds(?=\s(?:at|\d|an?|one|two|three|four|five|six|several)\b)|hurts|injuries\sto|wounding\sof|hospitali[sz]ing|injure|injured\s(?=and\skilled))\b)
    |(?P<I>\b(?:injured|wounded|hurt|hospitali[sz]ed|grazed|maimed)\b)
    |(?P<C>\b(?:(?:listed\s)?in\s(?:\w+\s)?(?:but\s)?(?:\w+\s)?(?:critical|serious|stable|fair|good|grave|guarded|satisfactory)(?:\s(?:but|and)\s\w+)?\scondition
        |(?:suffer|sustain|receiv)(?:ed|s|ing)?\s(?:[\w’'-]+\s){{0,6}}?{_WOUND}|with\s(?:[\w’'-]+\s){{0,5}}?{_WOUND}
        |(?:taken|rushed|transported|airlifted|flown|brought|admitted|driven|sent)\s(?:[\w’'.-]+\s){{0,8}}?{_CARE}|treated\s(?:for|at|in)\s(?:[\w’'.-]+\s){{0,5}}?(?:{_WOUND}|{_CARE})|hospitali[sz]ation|survived|recovering|fighting\sfor\s(?:his|her|their)\sli(?:fe|ves)|in\sthe\shospital)\b)
    |(?P<S>\b(?:shot|(?:struck|hit|wounded)\s(?:[\w’'-]+\s){{0,4}}?by\s(?:a\s|the\s|stray\s|an\s)*(?:gunfire|bullets?|gunshots?|shots?|shotgun\sblasts?|rounds?)|struck\sby|under\sfire)\b)
    |(?P<s>\b(?:shooting|shootings\sof|shoots)\b)
    |(?P<L>\b(?:left|leaves|leaving|leave)\b)
    |(?P<f>\bfatally\b)
    |(?P<y>\bby\b)
    |(?P<b>\b(?:was|were|is|are|been|being|be|has|have|had|got|remain(?:s|ed)?)\b)
    |(?P<w>\b(?:who|whom|that|which)\b)
    |(?P<a>\b(?:also|later|then|both|all|still|already|apparently|reportedly|allegedly|critically|seriously|severely|badly|slightly|lightly|gravely|accidentally|another|reported|confirmed|feared|believed|thought|known|each|either|now|soon|just|and-)\b)
    |(?P<A>(?:\band\b|&))
    |(?P<c>[,–—()-])
    |(?P<e>[.;:!?…"“”])
    |(?P<x>[\w’'$%/.@-]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_INCLUDING = frozenset("including among".split())
_ASIDE = 14
_DESCRIPTION = re.compile(r"Pc(?P<by>P)(?:[xPa]{0,7})(?P<mark>c|$|(?=[AbKDI]))")
_LIST = re.compile(r"P(?:cP){0,12}c?AP(?:c?AP)*")
_LIST_END = re.compile(r"[ca]*[bKDISCf]")
_ACTIVE = frozenset("KkIiSs")
_BACK = 8
_GOES_ON = re.compile(r"c?A?P")
_PASSIVE = re.compile(r"b[ab]*[KIS][xa]*$")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a row: its letter, where its words stand, and of 'P' the persons, of a list each."""

    sign: str
    start: int
    end: int
    persons: tuple[Person, ...] = ()


def find_signs(text: str) -> list[Sign]:
    """Return the row of signs of a sentence: lists of persons are one, and what only describes a person is left out."""
    return _folded(_described(text, _without_asides(text, list(_signs(text)))))


def _signs(text: str) -> Iterator[Sign]:
    """Yield the signs of persons and, between them, of words; a fate's words may run on over a person's."""
    at = 0
    for one in [*find_persons(text), None]:
        nearest = one.start if one else len(text)
        while at < nearest and (match := _SIGNS.search(text, at)) and match.start() < nearest:
            at = max(at + 1, nearest if match.end() > nearest and match.lastgroup in ("x", "a") else match.end())
            yield Sign(str(match.lastgroup), match.start(), at)
        if one and at <= nearest:
            yield Sign("P", one.start, one.end, (one,))
            at = one.end


def _without_asides(text: str, signs: list[Sign]) -> list[Sign]:
    """Return the signs with one mark for several and without what "including" adds: "three people, including a boy,"."""
    row = "".join(one.sign for one in signs)
    made: list[Sign] = []
    at = 0
    while at < len(signs):
        one = signs[at]
        word = signs[at + 1] if at + 1 < len(signs) else None
        if one.sign == "c" and word and text[word.start : word.end].casefold() in _INCLUDING:
            end = next((n for n in range(at + 2, min(len(signs), at + _ASIDE)) if row[n] in "ce"), None)
            at = end if end is not None else at + 1
            if end is not None and row[end] == "c" and row[end + 1 : end + 2] in "AbKDISCf":
                at = end + 1
            continue
        if not (one.sign == "c" and made and made[-1].sign == "c"):
            made.append(one)
        at += 1
    return made


def _described(text: str, signs: list[Sign]) -> list[Sign]:
    """Return the signs without the descriptions of a person: "Ada Vale, a mother of two," is one."""
    row = "".join(one.sign for one in signs)
    made: list[Sign] = []
    taken = 0
    for match in _DESCRIPTION.finditer(row):
        one, other = signs[match.start()], signs[match.start("by")]
        if one.start < (made[-1].end if made else 0) or not _is_same(text, one, other):
            continue
        if not (one.persons[0].name or other.persons[0].name) and _GOES_ON.match(row, match.end("by")):
            continue
        made += [*signs[taken : match.start()], one]
        taken = match.end() - (match["mark"] != "")
    return made + signs[taken:]


def _is_same(text: str, one: Sign, other: Sign) -> bool:
    """Whether two persons with a comma between are one: "Ada Vale, a nurse", "the victim, Ada Vale", "a man, a father"."""
    first, second = one.persons[0], other.persons[0]
    described = text[other.start : other.start + 4].casefold().startswith(("a ", "an ", "the ", "his ", "her "))
    if not (first.single and second.single):
        return False
    return described or (bool(second.name) and not first.name)


def _folded(signs: list[Sign]) -> list[Sign]:
    """Return the signs with each list of persons made one; "killed a man and two others were hurt" holds no list."""
    row = "".join(one.sign for one in signs)
    made: list[Sign] = []
    taken = 0
    for match in _LIST.finditer(row):
        first, last = match.span()
        before = row[max(0, first - _BACK) : first].rstrip("ax")[-1:]
        after = _LIST_END.match(row, last)
        passive = _PASSIVE.search(row[max(0, first - _BACK) : first])
        object_and_subject = after and not passive and before in _ACTIVE and row[last : last + 1] != "c"
        if object_and_subject or signs[last - 1].persons[-1].surface.casefold() in ("he", "she"):
            last = row.rfind("P", first, last - 1) + 1
        if last - first <= 1:
            continue
        members = [one for one in signs[first:last] if one.sign == "P"]
        persons = tuple(person for one in members for person in one.persons)
        if row[first + 1] == "c" and persons[0].low == sum(person.low or 0 for person in persons[1:]) > 1:
            persons = persons[:1]  # "two brothers, Ada Vale and Bo Vale,"
        made += signs[taken:first]
        made.append(Sign("P", members[0].start, members[-1].end, persons))
        taken = last
    return made + signs[taken:]
