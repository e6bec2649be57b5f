"""Whether what a text tells is told as so: asked, taken back, somebody is accused of it, or it was only tried or wanted.

"Reporters asked whether the bridge was safe" does not say that it was; nor does "Lund apologised for saying that the
bridge was safe", "Lund is accused of burning the bridge" or "Lund tried to burn the bridge". Each frames what stands after
it, so that another text which says the same with no frame, or in another one, says something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.merging import wording

_SHARE = 0.6  # of the terms that two texts share, which stand within a frame for the frame to be of what they tell
_LONGEST = 240  # characters that a frame reaches
_END = re.compile(
    r"[;“”\"]|\s[–—-]+\s|,\s(?:and|but|while|although|though|which|who)\s|[.!?]\s|\sand\s(?:then\s|also\s|later\s)?\w+ed\b"
)
_THEN = re.compile(rf"{_END.pattern}|\s(?:after|when|before|while)\s")
_FINITE = re.compile(r",\s(?=(?:the|an?|he|she|it|they|[A-Z]\w+)\s)")
_ASKING = (
    r"(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|decid\w+|determin\w+|investigat\w+|examin\w+|establish\w*|question(?:s|ed|ing)?|"
    r"look(?:s|ed|ing)?\s(?:into|at)|find(?:ing)?\sout|know(?:s|n|ing)?|knew|see|say|learn|unclear|clear|unknown|uncertain|"
    r"unsure|mystery|explain\w*|disclos\w+|reveal\w*|releas\w+|sure|idea)"
)
_ASKED_OF = r"(?:to|of|about|on|in|yet|is|was|him|her|them|me|us|police|officials|exactly|immediately)"
_QUESTION = r"(?:if|what|who|whom|whose|why|how|when|where|which)"
_SAYING = r"(?:say|claim|suggest|stat|report|writ|alleg|assert|announc|tell|imply|publish|call)ing"
_FALSE = (
    r"(?:(?:false|fake|wrong|erroneous|baseless)\s(?:\w+\s)?(?:reports?|claims?|stor(?:y|ies)|posts?|alerts?|alarms?)|"
    r"rumou?rs?|hoax(?:es)?|myths?|conspiracy\stheor(?:y|ies))"
)
_WANTING = (
    r"(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|threaten(?:s|ed|ing)?|"
    r"offer(?:s|ed|ing)?|want(?:s|ed|ing)?|wish(?:es|ed)?|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|intend(?:s|ed)?|agree[sd]?|"
    r"promis(?:es?|ed|ing)|vow(?:s|ed)?|pledg(?:es?|ed)|order(?:s|ed)?|ask(?:s|ed)?|urg(?:es?|ed)|invit(?:es?|ed)|"
    r"call(?:s|ed|ing)?\s(?:on|for)|persuad\w+|decid(?:es?|ed)|vot(?:es?|ed)|propos(?:es?|ed)|consider(?:s|ed)?|"
    r"allow(?:s|ed)?|unable|willing|ready|told|warn(?:s|ed)?)"
)
_NOT_YET = (
    r"(?:almost|nearly|narrowly|all\sbut)\s(?=(?:\w+ed|burst|fell|died|lost|hit|sank|broke|won|ran|went)\b)|close\sto\s(?=\w+ing\b)|"
    r"on\sthe\s(?:verge|brink|point)\sof\s|consider(?:s|ed|ing)?\s(?=\w+ing\b)|"
    r"(?:prevent|avert|avoid|escap|thwart|foil)(?:s|ed|ing)?\s(?:(?:the|an?)\s)?|would\shave\s"
)
_REGRETTING = r"(?:apologi[sz]\w*|regret\w*|sorry|(?:was|were)\swrong|critici[sz]\w+)"
_HAVING_SAID = rf"(?:{_SAYING}|said|claimed|to\s(?:say|claim|suggest))"
_CHARGED = (
    r"(?:accus\w+\s(?:\w+\s){0,4}?of|(?:suspected|suspicion)\sof|charg(?:ed|es|ing)\s(?:\w+\s){0,4}?(?:with|over)|charges?\sof|"
    r"indict\w+\s(?:\w+\s){0,3}?(?:on|for|over)|(?:on|stands?|stood)\strial\s(?:\w+\s){0,2}?(?:for|over)|"
    r"blam(?:ed|es|ing)\s(?:\w+\s){0,4}?for)"
)
_FRAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("asked", r"\bwhether\b(?:\sor\snot\b)?"),
        ("asked", rf"\b{_ASKING}(?:\s{_ASKED_OF}){{0,3}}\s{_QUESTION}\b"),
        ("asked", r"^\W*(?:if|unless|in\scase|should)\b"),
        ("asked", rf"^\W*(?:{_QUESTION}|did|does|do|was|were|is|are)\b(?=[^?]*\?\W*$)"),
        ("rumoured", rf"\b{_FALSE}\b[^.;,]{{0,40}}?\bthat\b"),
        ("taken back", rf"\b{_REGRETTING}\s(?:for\s|in\s)?(?:having\s)?{_HAVING_SAID}\b(?:\sthat)?"),
        ("taken back", r"\b(?:pretend\w*|falsely\s(?:said|claimed|reported|stated|told\s\w+))\b(?:\sthat)?"),
        ("taken back", r"\b(?:no\slonger\s(?:says?|claims?|believes?)|used\sto\s(?:say|claim|believe))\b(?:\sthat)?"),
        ("taken back", r"\b(?:wrongly|mistakenly)\s\w+ed\b(?:\sthat)?"),
        ("accused", rf"\b{_CHARGED}\b"),
        ("accused", r"\bfac(?:es?|ed|ing)\b(?=[^.;]{0,80}\b(?:counts?|charges?)\b)"),
        ("cleared", r"\b(?:acquitt\w+|cleared|exonerat\w+|not\sguilty)\s(?:\w+\s){0,3}?of\b"),
        ("convicted", r"\b(?:convict\w+|(?<!not\s)guilty|sentenced|jailed|fined)\s(?:\w+\s){0,4}?(?:of|to|for)\b"),
        ("not done", rf"\b{_WANTING}(?:\s[\w’'-]+){{0,4}}?\s(?:not\s)?to\s(?=\w)"),
        ("not done", rf"\b(?:{_NOT_YET})"),
    )
)
_OF_CRIMES = frozenset({"accused", "cleared", "convicted"})
_OF_DEEDS = _OF_CRIMES | {"not done"}
"""Frames of a deed, which its first word names; the others are of all that is told in them."""
_TOLD_OF = re.compile(r"\b(?:is|are|was|were|be|been|being|on|over|faces?|faced|facing)\s(?:\w+\s)?$", re.IGNORECASE)
_BEFORE = 24  # characters before a frame in which the verb stands that makes it what is told
_CRIME = 2  # terms that two texts share by which they tell of one crime


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame of a text: its kind, the first term in it, and all terms up to where its clause ends.

    `told` is whether it is what the clause tells, and no more than a description: "a man suspected of arson is in custody".
    """

    kind: str
    first: str
    terms: frozenset[str]
    told: bool


def framed_otherwise(text: str, other: str) -> bool:
    """Whether what two texts share is told in other frames, or as so by only one of them; symmetric."""
    shared = frozenset(wording.sequence(wording.core(text))) & frozenset(wording.sequence(wording.core(other)))
    return bool(shared) and _around(text, shared) != _around(other, shared)


def _around(text: str, shared: frozenset[str]) -> frozenset[str]:
    """Return the kinds of frames of a text that hold what it shares with another: the deed, or most of the terms."""
    return frozenset(one.kind for one in _frames(text) if _holds(one, shared))


def _holds(one: _Frame, shared: frozenset[str]) -> bool:
    if one.kind in _OF_DEEDS and one.first in shared:
        return True
    if one.kind in _OF_CRIMES:
        return one.told and len(one.terms & shared) >= _CRIME
    return len(one.terms & shared) >= _SHARE * len(shared)


@lru_cache(maxsize=16384)
def _frames(text: str) -> tuple[_Frame, ...]:
    """Return the frames of a text."""
    found = []
    for kind, pattern in _FRAMES:
        for one in pattern.finditer(text):
            rest = text[one.end() : one.end() + _LONGEST]
            until = _THEN if kind in _OF_CRIMES else _FINITE if one.start() < len("If") else _END
            end = until.search(rest) or _END.search(rest)
            terms = wording.sequence(rest[: end.start()] if end else rest)
            if terms:
                told = one.group().count(" ") > 1 or bool(
                    _TOLD_OF.search(text[max(0, one.start() - _BEFORE) : one.start()])
                )
                found.append(_Frame(kind, terms[0], frozenset(terms), told))
    return tuple(found)
