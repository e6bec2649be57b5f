"""What keeps two texts apart however many words they share: each tells of another thing, frame, holder or time.

Sharing nearly all words is where a wrong merge looks most right: "The road was closed because of the ash" and "The airport
was closed because of the ash" would corroborate each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.merging import exchanges, framing, slots, states

if TYPE_CHECKING:
    from summarizer.merging.likeness import Face


def differ(a: Face, b: Face) -> bool:
    """Whether two texts that share most words tell of different things; texts of the same words do not.

    Where they quote the same words, what stands around the quotation is not compared.
    """
    if a.content.squeezed == b.content.squeezed:
        return False
    return told_otherwise(a, b) or (not _quoted(a, b) and _of_others(a, b))


def _of_others(a: Face, b: Face) -> bool:
    ways = (exchanges.turned_round, slots.other_deed, slots.substituted)
    return any(way(a.text, b.text) for way in ways)


def told_otherwise(a: Face, b: Face) -> bool:
    """Whether two texts have exchanged numbers, one tells what ended of what the other tells, or only one as so."""
    if exchanges.exchanged(a, b) or states.turned(a, b):
        return True
    return not _quoted(a, b) and framing.framed_otherwise(a.text, b.text)


def _quoted(a: Face, b: Face) -> bool:
    """Whether one of two texts quotes words that stand in the other, too."""
    return any(quote in other.content.squeezed for one, other in ((a, b), (b, a)) for quote in one.content.quotes)
