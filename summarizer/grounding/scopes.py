"""Words that widen or narrow what a number counts: "not counting the gunman", "so far this year", "citywide"."""

from __future__ import annotations

import re

_WHO = r"(?:gun(?:man|men)|suspects?|shooters?|attackers?|assailants?|bombers?|perpetrators?|killers?|drivers?|pilots?|crew|hijackers?)"
_AREA = r"(?:city|town|county|state|country|nation|region|world|province|district)"
_TIME = (
    r"(?:so\sfar\s)?(?:this|last|each|every|per)\s(?:calendar\s)?(?:year|month|week|season|decade)|so\sfar\sin\s(?:19|20)\d\d|since\s(?:19|20)\d\d"
    r"|in\s(?:19|20)\d\d|(?:in|over|during|for)\sthe\s(?:past|last)\s(?:[\w-]+\s)?(?:years?|months?|weeks?|decades?)|a\s(?:year|month|week|day)\b(?!\s(?:ago|after|later|before|earlier))"
    r"|annually|year-to-date|during\sthe\ssame\speriod"
)
_SCOPE = re.compile(
    rf"""
    (?P<count>\b(?:not\s|without\s|excluding\s|including\s|counting\s|plus\s)+(?:the\s|a\s|an\s)?(?:[\w-]+\s)?{_WHO}\b)
    |\b(?P<place>(?:city|county|state|nation|country|world)wide|across\sthe\s{_AREA}|in\sthe\swhole\s{_AREA}|in\sthe\s(?:city|state|county|country)\s(?:this|last)\syear)\b
    |\b(?P<time>{_TIME})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FAR = 110
_STOP = re.compile(r"[.;:!?]\s|\b(?:while|whereas|but)\b")


_LEFT_OUT = re.compile(
    rf"\b(?P<not>not|without|excluding)\b.*\b{_WHO}\b|\b(?:including|counting|plus)\b.*\b{_WHO}\b", re.IGNORECASE
)
_NAMED = r"(?-i:[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})"
_KIND = (
    r"(?:town|city|village|district|province|region|county|state|suburb|island|port|neighbou?rhood|municipality|valley)"
)
_PLACE_BEFORE = re.compile(
    rf"""(?:^|[.;:“"]\s*|\band\s)(?P<all>(?:(?:in|at|across)\s(?:the\s)?(?:{_KIND}\sof\s)?{_NAMED}(?:\s[a-z]+)?(?:\salone)?
    |across\sthe\s{_KIND}))\s?,\s(?:[a-z]+\s){{0,3}}$""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACE_AFTER = re.compile(
    rf"""^\s(?:[a-z][\w-]*\s){{1,4}}?(?P<all>(?:in|at)\s(?:the\s)?{_KIND}\sof\s{_NAMED}|(?:in|at)\s{_NAMED}(?:\s[a-z]+)?\salone
    |across\s(?:the\s)?{_NAMED}|across\sthe\s{_KIND})\b""",
    re.VERBOSE | re.IGNORECASE,
)


def leaves_out(scope: str) -> str | None:
    """Return 'without' or 'with' where a scope tells whether who did it is counted; None where it tells something else."""
    found = _LEFT_OUT.search(scope)
    return None if found is None else "without" if found["not"] else "with"


def place_of(text: str, start: int, end: int) -> str | None:
    """Return the words that say of which place a number at `text[start:end]` is: "In Harlow Bay", "at Port Kessel alone".

    Only words that set the place apart from others: first in the sentence, with "alone", "across" or "the town of".
    """
    found = _PLACE_BEFORE.search(text[max(0, start - _FAR) : start]) or _PLACE_AFTER.search(text[end : end + _FAR])
    return " ".join(found["all"].split()) if found else None


def scope_of(text: str, start: int, end: int) -> str | None:
    """Return the words that say which part, time or area a number at `text[start:end]` is of; None where none do.

    Words of a time or an area count within the number's clause: "31 people have been shot in the city this year".
    """
    after = _STOP.split(text[end : end + _FAR], maxsplit=1)[0]
    before = _STOP.split(text[max(0, start - _FAR) : start])[-1]
    found = [match for words in (after, before) for match in _SCOPE.finditer(words)]
    counted = next((match for match in found if match["count"]), None)
    chosen = counted or next(iter(found), None)
    return " ".join(chosen.group().split()) if chosen else None
