"""States that begin and end: a strike, a closure, a search, an arrest; that one has ended is no contradiction but news.

"Dock workers went on strike on Monday" and "Dock workers ended their strike on Wednesday" can both be so, and the second
takes the first for granted. Words of beginnings and ends come in kinds, each with what ends what began: closed and reopened, missing and
found, trapped and freed, arrested and released, cut and restored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.polarity import negated_at
from summarizer.merging import likeness, paraphrase, slots, wording

if TYPE_CHECKING:
    from summarizer.merging.likeness import Face

_OVER = (
    r"(?:end(?:s|ed)|finish(?:es|ed)|conclud(?:es|ed)|ceased|stopped|(?:was|were|is|are)\sover|came\sto\san\send|"
    r"(?:called|broke|broken)\soff|wrapped\sup|drew\sto\sa\sclose|(?:back|return(?:s|ed))\s(?:at|to)\swork|"
    r"(?:go(?:es)?|went)\sback\sto\swork|abandoned)"
)
_BEGUN = (
    r"(?:beg[au]n|begins?|start(?:s|ed)|launch(?:es|ed)|erupt(?:s|ed)|broke\sout|(?:went|are|is|were|go|going)\son\sstrike|"
    r"walked\sout|stopped\swork|downed\stools|under\s?way|ongoing|opened|call(?:s|ed)\sa\sstrike|in\sits\s\w+\sday|"
    r"continu(?:es|ed|ing))"
)
_SHUT = r"(?:clos(?:es|ed)|shut(?:s|\sdown)?|suspend(?:s|ed)|halt(?:s|ed)|cancel(?:s|l?ed)|grounded|sealed\soff)"
_OPEN = r"(?:re-?open(?:s|ed|ing)?|open(?:s|ed)?\sagain|resum(?:es?|ed|ption)|lifted|back\sin\s(?:service|operation))"
_GONE = r"(?:missing|disappeared|vanished|lost\scontact|unaccounted\sfor|search(?:es|ed|ing)?\sfor)"
_HAS_BEEN = r"(?:was|were|been|is|are|has|have|had|and)\s(?:\w+\s)?"
_FOUND = (
    rf"(?:{_HAS_BEEN}(?:found|located|recovered|rescued|discovered)|turned\sup|found\s(?:dead|alive|safe|unharmed))"
)
_HELD = (
    r"(?:trapped|stranded|stuck|kidnapp?ed|abducted|taken\shostage|held\s(?:hostage|captive)|captured|seized|cut\soff)"
)
_FREED = r"(?:freed|released|rescued|let\sgo|set\sfree|brought\sout|saved|escaped|discharged|bailed)"
_FREE = rf"(?:{_HAS_BEEN}{_FREED}|{_FREED}\s(?:on|from|by|after|unharmed|alive|early|late)|escaped)"
_ARRESTED = (
    r"(?:arrest(?:s|ed)?|detain(?:s|ed)?|jailed|imprisoned|in\s(?:police\s)?custody|taken\sinto\scustody|behind\sbars)"
)
_RELEASED = r"(?:releas(?:es|ed)|freed|set\sfree|let\sgo|(?:on|granted|posted)\sbail|pardoned)"
_SUPPLY = r"(?:power|electricity|water|gas)"
_CUT = rf"(?:cut(?:s|\soff)?|{_SUPPLY}\s(?:outage|failure)|blackout|(?:without|lost)\s{_SUPPLY}|knocked\sout)"
_BACK = r"(?:restored|reconnected|came\sback|(?:is|was|were|are)\sback|resum(?:es?|ed)|return(?:s|ed))"
_BLOCKED = r"(?:block(?:s|ed|ading|aded)?|barricaded|obstructed|impassable)"
_CLEARED = r"(?:clear(?:s|ed)|re-?open(?:s|ed)?|unblocked|passable\sagain|removed|lifted)"
_BURNING = r"(?:burn(?:s|ing|ed)?|raging|ablaze|out\sof\scontrol|on\sfire|broke\sout)"
_PUT_OUT = r"(?:extinguished|put\sout|under\scontrol|contained|doused|burned\sitself\sout)"
_IN_FORCE = r"(?:impos(?:es|ed)|declar(?:es|ed)|in\s(?:force|place|effect)|introduc(?:es|ed)|ban(?:s|ned)|evacuat(?:es|ed)|ordered)"
_LIFTED = (
    r"(?:lift(?:s|ed)|revok(?:es|ed)|repeal(?:s|ed)|end(?:s|ed)|scrapp?ed|return(?:s|ed)\s(?:home|to\stheir)|"
    r"allowed\s(?:back|home|to\sreturn))"
)
_OCCUPIED = r"(?:occup(?:y|ies|ied)|besieg(?:es|ed)|captur(?:es|ed)|seiz(?:es|ed)|took\s(?:control|over))"
_LEFT = r"(?:left|withdr[ae]wn?|retook|retaken|recaptur(?:es|ed)|retreat(?:s|ed)|pulled\sout)"
_STATES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b{begun}\b", re.IGNORECASE), re.compile(rf"\b{ended}\b", re.IGNORECASE))
    for kind, begun, ended in (
        ("under way", _BEGUN, _OVER),
        ("closed", _SHUT, _OPEN),
        ("missing", _GONE, _FOUND),
        ("held", _HELD, _FREE),
        ("arrested", _ARRESTED, _RELEASED),
        ("cut", _CUT, _BACK),
        ("blocked", _BLOCKED, _CLEARED),
        ("burning", _BURNING, _PUT_OUT),
        ("in force", _IN_FORCE, _LIFTED),
        ("occupied", _OCCUPIED, _LEFT),
    )
)
"""The kinds of states, each with the words for its beginning and for its end."""

_WORDS = re.compile("|".join(f"(?:{one.pattern})" for _, *both in _STATES for one in both), re.IGNORECASE)
_NOW = re.compile(r"\b(?:is|are|remains?|still|has\sbeen|have\sbeen)\b", re.IGNORECASE)
_GRANTED = re.compile(r"\b(?:who|which|that|after|since|once)\b[^,;]*$", re.IGNORECASE)
_REACH = 40  # characters before words of a state in which "who" and its like stand
_SHARED = 2  # terms, of what is in the state, that both texts have at the least
_ENOUGH = 0.6  # share of the terms of the shorter one that the other has


@dataclass(frozen=True, slots=True)
class _State:
    """What a text tells of states: which kinds have begun, and which have ended.

    Attributes:
        begun: The kinds of which it tells that they have begun or hold, what "who", "which" or "after" take for granted aside.
        ended: The kinds of which it tells that they have ended.
        holds: Whether it tells so of now: "is closed", "are still missing".
    """

    begun: frozenset[str]
    ended: frozenset[str]
    holds: bool


@lru_cache(maxsize=16384)
def _state(text: str) -> _State:
    core = wording.core(text)
    return _State(
        frozenset(kind for kind, begun, _ in _STATES if _told(begun, core, granted=False)),
        frozenset(kind for kind, _, ended in _STATES if _told(ended, core, granted=True)),
        bool(_NOW.search(core)),
    )


@lru_cache(maxsize=8192)
def _thing(text: str) -> frozenset[str]:
    """Return the terms of a text's first clause without its words of states: what is in them."""
    return paraphrase.clause(_WORDS.sub(" ", wording.core(text))).terms


def _told(pattern: re.Pattern[str], text: str, *, granted: bool) -> bool:
    """Whether a text has words of a state that nothing denies; `granted` ones count that are told of by the way."""
    starts = [one.start() for one in pattern.finditer(text)]
    denied = negated_at(text, starts) if starts else frozenset[int]()
    return any(at not in denied and (granted or not _GRANTED.search(text[max(0, at - _REACH) : at])) for at in starts)


def ended(old: Face, new: Face) -> bool:
    """Whether a text tells that a state has ended of which another tells that it holds; nothing is asked of whose it is."""
    before, after = _state(old.text), _state(new.text)
    over = before.begun & after.ended - before.ended
    return bool(over) and not new.content.modal and (before.holds or not over <= after.begun)


def is_over(face: Face) -> bool:
    """Whether a text tells that some state has ended."""
    return bool(_state(face.text).ended) and not face.content.modal


def turned(a: Face, b: Face) -> bool:
    """Whether one of two texts tells that what the other tells of has ended: both may be so, each in its time."""
    return ended(a, b) or ended(b, a)


def ended_since(old: Face, new: Face) -> bool:
    """Whether a text tells that a state has ended which another tells of, of the same thing as far as both say."""
    if not ended(old, new) or old.content.modal or old.content.pronoun or new.content.pronoun:
        return False
    if likeness.numbers_clash(old, new) or wording.names_clash(old.content, new.content):
        return False
    mine, theirs = _thing(old.text), _thing(new.text)
    shared = len(mine & theirs)
    enough = shared >= _SHARED and shared >= _ENOUGH * min(len(mine), len(theirs))
    return enough and not slots.substituted(old.text, new.text)
