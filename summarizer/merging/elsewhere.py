"""What an article says of other events than its own: "nothing linked the attack to last week's killings at a car wash".

An article's own event stands in its title and its opening sentence. Where a sentence further down tells it apart from
another event (nothing links the two, it was the second fire in a week, a separate shooting), what only that sentence
names is of the other one. An article on that other event opens with just those words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = 600  # characters in which the opening sentence ends
_HEADING = 40  # characters up to which a first sentence is a heading, with the opening sentence after it

_END = re.compile(r"(?<=[a-z0-9’'\"”)]{2}[.!?])[\"”’')]*+\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]ff|[Oo]utside|[Aa]round|from|to)\s+(?:the\s+)?((?:[A-Z][^\W\d_'’]*+[-\s]?){1,4})"
    r"|^([A-Z][A-Z .,]{2,40})(?:\([^)]{1,20}\))?\s*[—–-]"
)

_GAP = r"[^.!?;\n]{0,80}?"
_EVENTS = "(?:incident|case|attack|shooting|killing|stabbing|robbery|fire|blaze|crash|accident|event|strike|trial)s?"
_SPAN = r"(?:a|many|one|two|three|four|five|six|\d{1,3})\s+(?:hours|days?|weeks?|months?|years?)"
_OTHER = re.compile(
    rf"\b(?:nothing|no|not|never|whether|any|\w{{1,9}}n['’]t)\b{_GAP}\b(?:link(?:s|ed|ing)?|connect(?:s|ions?|ed|ing)?|related)\b"
    rf"|\bunrelated\b"
    rf"|\b(?:separate|different|similar)\s+{_EVENTS}\b"
    rf"|\b(?:second|third|fourth|fifth|sixth|seventh|another)\s+(?!time|day|straight|consecutive){_GAP}"
    rf"\b(?:in|within)\s+(?:just\s+|less\s+than\s+|under\s+|as\s+)?{_SPAN}\b",
    re.IGNORECASE,
)
_ANCHORS = (
    *("link", "connect", "related", "separate", "different", "similar"),
    *("second", "third", "fourth", "fifth", "sixth", "seventh", "another"),
)
"""One of them stands in whatever `_OTHER` finds; looked for first, as that is much quicker."""


def opening(text: str) -> str:
    """Return the first sentence of a text, and the one after it where the first is a heading."""
    head = text[:_OPENING].lstrip()
    ends = (match.start() for match in _END.finditer(head))
    return head[: next((end for end in ends if end > _HEADING), len(head))]


def places(text: str) -> str:
    """Return the names of places in a sentence: what follows "in" or "near", and the place that it is dated from."""
    return " ".join(match[1] or match[2] for match in _PLACE.finditer(text))


def asides(text: str) -> Iterator[str]:
    """Yield the sentences after the opening that tell its event from another, each with the sentence after it."""
    start = len(opening(text))
    small = text.lower()
    if len(small) != len(text):  # a few letters are two in lower case
        small = text
    until = start
    for at in sorted(_anchors(small, start)):
        if at < until:
            continue
        begin = max(start, small.rfind("\n", start, at), small.rfind(". ", start, at) + 1)
        end = _after(text, at)
        until = end
        if _OTHER.search(text, begin, end):
            until = _after(text, end)
            yield text[begin:until]


def _anchors(small: str, start: int) -> Iterator[int]:
    for anchor in _ANCHORS:
        at = small.find(anchor, start)
        while at >= 0:
            yield at
            at = small.find(anchor, at + len(anchor))


def _after(text: str, at: int) -> int:
    """Return where the sentence ends that stands at an offset, with the space after it."""
    end = _END.search(text, at)
    return end.end() if end else len(text)
