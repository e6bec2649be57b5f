"""Lines of a given width, in columns of a terminal: an ideograph or an emoji takes two, a combining mark none.

Lines end between words. Text without spaces ends where Unicode's line breaking (Standard Annex 14) has it in the main: before or
after an ideograph, but not before a closing mark or after an opening one. A word that is longer than a line, such as
an address, stands on lines of its own, and ends after one of its separators where that is to be had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

GLUE = "\N{NO-BREAK SPACE}"
"""A space at which no line ends, where the words that it joins fit on one; it is drawn as a space."""

_SEPARATORS = frozenset("/?&=#-_.,;:")
_CLOSING = frozenset(
    ".,;:!?)]}>%”’»›…、。，．：；！？）］｝」』】〉》〕ー々ゝゞヽヾ・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_OPENING = frozenset("([{<“‘«‹「『（［｛【〈《〔$£¥€#@")
_WIDE = 2


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which lines after the first begin, so that none is wider than `width` (2 at the least).

    Spaces at the end of a line do not count. A base and its marks, and the parts of one emoji, stay together.
    """
    from rich.cells import split_graphemes  # noqa: PLC0415  (slow to import)

    starts: list[int] = []
    column = 0
    good = glued = soft = (0, 0)  # where the line ends best, and where else: offset, and column there
    before, before_wide = " ", False
    for start, end, cells in split_graphemes(text, "latest")[0]:
        first = text[start]
        if first == " ":
            column += cells
            good = (end, column)
            before, before_wide = first, False
            continue
        is_wide = cells == _WIDE and not "\uac00" <= first <= "\ud7a3"  # Korean has spaces
        if (is_wide or before_wide) and before not in _OPENING and first not in _CLOSING and before != " ":
            good = (start, column)
        elif before == GLUE:
            glued = (start, column)
        elif before in _SEPARATORS and first not in _SEPARATORS:
            soft = (start, column)
        while column and column + cells > width:
            begun = starts[-1] if starts else 0
            offset, at = next((one for one in (good, glued, soft) if one[0] > begun), (start, column))
            starts.append(offset)
            column -= at
            good, glued, soft = ((place, there - at) for place, there in (good, glued, soft))
        column += cells
        before, before_wide = text[end - 1], is_wide
    return starts


def wrapped(text: Text, width: int) -> list[Text]:
    """Return `text` as lines of at most `width` columns, without spaces at their ends; one empty line where it is empty."""
    lines = list(text.divide(breaks(text.plain, width)))
    for line in lines:
        line.plain = line.plain.replace(GLUE, " ")
        line.rstrip()
    return lines
