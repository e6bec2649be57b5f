"""The quotations of a text: where they begin and end, and which a signature line puts down to somebody.

Rules read a text whose quotations are blanked, so that no rule looks into one; offsets stay true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLANK = "\x01"
"""Stands for each character of a quotation, so that no rule looks into it."""
Span = tuple[int, int]
"""Offsets of the first character and after the last one."""

_INDENT = 8
"""Characters: how far a signed quotation may be indented."""
_MARK = re.compile(r"[“”\"]|''|``")
_ASIDE = re.compile(r"\([^()\n]{0,80}\)")
_SIGNATURE = re.compile(
    r"[^\S\n]*\n?[^\S\n]*(?P<dash>[―—–-]{1,2})[^\S\n]*(?P<name>[^\W\d_a-z][\w.’'-]*"
    r"(?:[^\S\n]+(?:[^\W\d_a-z][\w.’'-]*|d[ei]|del|der|v[ao]n|la|al|el|bin|of|the)){0,5})(?:,[^\n]{0,120})?[^\S\n]*(?=\n|$)"
)


def quotations(text: str) -> list[Span]:
    """Return the offsets of the quotations of a text, marks included, in order.

    A quotation never outruns its paragraph: one that is left open ends there. A quotation within one is part of it,
    where it stands in curly marks and the paragraph closes as many as it opens, or in curly ones within straight ones.
    """
    found: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        words = paragraph.group()
        paired = words.count("“") == words.count("”")
        opened: int | None = None
        depth = 0
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            curly = mark.group() in "“”"
            nests = opened is not None and curly and (paired or text[opened] not in "“”")
            if nests and (mark.group() == "“" or depth):
                depth += 1 if mark.group() == "“" else -1
            elif opened is None or mark.group() == "“":
                opened = mark.start()
            elif not (paired and curly is False and text[opened] == "“"):
                found.append((opened, mark.end()))
                opened, depth = None, 0
        if opened is not None and text[opened] != "”":
            found.append((opened, paragraph.end()))
    return found


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with quotations replaced by blanks and parentheses by spaces; offsets stay true."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], BLANK * (end - start)]
        last = end
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), "".join((*parts, text[last:])))


def signatures(plain: str, spans: Iterable[Span]) -> Iterator[tuple[Span, Span, Span]]:
    """Yield quotation, dash and name of each quotation that has a line for itself and is signed: `“…” — Ann Lee`."""
    for start, end in spans:
        opens = not plain[max(0, start - _INDENT) : start].rpartition("\n")[2].strip() and _opens_line(plain, start)
        if opens and (signed := _SIGNATURE.match(plain, end)) and signed["name"][0].isupper():
            first, last = signed.span("name")
            yield (start, end), signed.span("dash"), (first, last - plain.endswith(".", first, last))


def _opens_line(plain: str, start: int) -> bool:
    return start <= _INDENT or "\n" in plain[start - _INDENT : start]
