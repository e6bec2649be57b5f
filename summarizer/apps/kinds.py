"""What kind of question a question is, by how it is worded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "changes",
    "uncertain",
    "against",
    "says",
    "said_by",
    "many",
    "who_is",
    "who",
    "when",
    "where",
    "why",
    "measure",
    "other",
]

_SAY = (
    r"(?:sa(?:id|ys?|ying)|tells?|told|claim(?:s|ed)?|thinks?|thought|believe[sd]?|warn(?:s|ed)?|announce[sd]?|report(?:s|ed)?"
    r"|add(?:s|ed)?|state[sd]?|insist(?:s|ed)?|respond(?:s|ed)?|comment(?:s|ed)?)"
)
_AGAINST = r"(?:den(?:y|ies|ied)|doubt(?:s|ed)?|dispute[sd]?|reject(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?)"
_WHO = r"^who\s(?:has\s|have\s|is\s|else\s|also\s)*+"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "changes",
        r"\bwhat(?:'s|\sis|\shas|\shave)?\s(?:changed|new|different|(?:been\s)?updated|changes)\b|\bany(?:thing|\sother)?\s?(?:new|news|changes|changed)\b",
    ),
    (
        "uncertain",
        r"\b(?:uncertain\w*|unclear|unknown|unconfirmed|disputed|contested|unsettled|doubtful|in\sdoubt|not\s(?:yet\s)?(?:certain|clear|known|sure|confirmed|settled)|(?:still|left|remains?)\sopen|open\squestions?)\b",
    ),
    ("against", rf"{_WHO}{_AGAINST}\b(?P<rest>.*)$"),
    ("says", rf"{_WHO}{_SAY}\b(?P<rest>.*)$"),
    (
        "said_by",
        rf"^what\s(?:else\s)?(?:did|does|do|has|have|had)\s(?P<who>.{{1,120}}?)\s{_SAY}\b(?P<rest>.*)$",
    ),
    ("many", r"\bhow\s(?:many|much|few)\b(?P<rest>.*)$"),
    ("measure", r"^how\s(?:long|far|big|large|high|deep|tall|fast|often)\b(?P<rest>.*)$"),
    ("who_is", r"^who(?:'s|\s(?:is|was|are|were))\s(?P<who>(?:the\s)?(?:[\w'’.-]+\s?){1,4})$"),
    ("who", r"^(?:by\s|to\s|with\s)?whom?\b(?P<rest>.*)$"),
    ("when", r"^(?:when|(?:on\s)?what\s(?:day|date|time))\b(?P<rest>.*)$"),
    ("where", r"^where\b(?P<rest>.*)$"),
    ("why", r"^(?:why|what\scaused)\b(?P<rest>.*)$"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
SILENT: dict[Kind, frozenset[str]] = {
    "uncertain": frozenset(
        "uncertain uncertainty uncertainties unclear unknown unconfirmed disputed contested unsettled doubtful doubt certain"
        " clear sure confirmed settled open remains remain left question questions".split()
    ),
    "when": frozenset("day date time".split()),
    "why": frozenset({"caused"}),
    "measure": frozenset("long far big large high deep tall fast often".split()),
}
"""Words that say what kind of question it is, and nothing more."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is worded.

    Attributes:
        kind: What it asks for: what changed, what is uncertain, who speaks against or for something, what somebody says,
            how many, who somebody is, who did something, when, where, why, how long, or anything else.
        text: Its words, without the marks around them.
        who: Whom it names as the speaker, or asks about; '' where it names nobody so.
        rest: What follows the words that tell its kind.
    """

    kind: Kind
    text: str
    who: str = ""
    rest: str = ""


def read(text: str) -> Question:
    """Return what kind of question a text on one line is; 'other' where nothing tells."""
    words = text.replace("’", "'").strip(" ?!.\"'“”")
    for kind, pattern in _KINDS:
        if found := pattern.search(words):
            parts = found.groupdict()
            return Question(kind, words, (parts.get("who") or "").strip(), parts.get("rest") or "")
    return Question("other", words)
