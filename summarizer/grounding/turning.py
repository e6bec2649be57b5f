"""Statements turned into their opposite: a "not" put in or taken out, and an opposite where no place shows whose it takes.

A negation goes with the word it denies, the first that says something after it. It is held against the lines of the
evidence that have that word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.grounding.aligning import SIDES
from summarizer.grounding.direction import direction
from summarizer.grounding.lexicon import kinds, relation
from summarizer.grounding.polarity import negations
from summarizer.grounding.presence import item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.grounding.aligning import Alignment, Index, Token
    from summarizer.grounding.presence import Found
    from summarizer.grounding.proof import ProofItem, ProofKind

REACH = 3
"""Tokens before a word in which a negation is looked for that denies it."""
SHARED = 0.5
"""The share of a sentence's tokens in one line from which the line's own negations count."""
WINDOW = 4
"""Tokens on each side in which two words count as beside each other."""


def _denied(line: Sequence[Token], at: int, text: str) -> bool:
    """Whether a negation stands shortly before a token, or shortly before what means one: "failed to", "denied"."""
    first = max(0, at - REACH)
    if any(token.kind == "not" for token in line[first:at]):
        return True
    start = line[first].start
    return bool(negations(text[start : line[at].start], implicit=True))


def _target(line: Sequence[Token], at: int) -> int | None:
    """Return the place of the word that the negation at `at` denies."""
    return next((place for place in range(at + 1, min(at + 3, len(line))) if line[place].kind != "not"), None)


def polarity_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield the negations of a sentence, and the words that have lost one."""
    ours = laid[0].ours
    for at, token in enumerate(ours):
        if token.kind == "not" and (target := _target(ours, at)) is not None:
            added = laid[0].copied and _put_in(at, laid[0])
            found = None if added else _carried(ours, at, target, laid, index)
            reason = "A statement turned into its opposite: a negation was added."
            yield item("polarity", text, token.start, ours[target].end, found, reason)
    for place in _lost(text, ours, laid, index):
        reason = "A statement turned into its opposite: a negation was dropped."
        yield item("polarity", text, ours[place].start, ours[place].end, None, reason)


def _put_in(at: int, one: Alignment) -> bool:
    """Whether a negation is all that a copied sentence has more than its line where it stands."""
    return any(change.ours == (at, at + 1) and change.theirs[0] == change.theirs[1] for change in one.changes)


def _carried(ours: tuple[Token, ...], at: int, target: int, laid: list[Alignment], index: Index) -> Found | None:
    """Return where the evidence denies what a negation of the sentence denies; None where it affirms it."""
    if kept := next((one for one in laid if at in one.pairs), None):
        other = kept.theirs[kept.pairs[at]]
        return "exact", (index.place(kept.line, other.start, other.end),)
    affirmed = False
    beside = {token.key for token in ours[max(0, at - REACH) : target + WINDOW + 1] if token.kind != "not"}
    for one in laid:
        source = index.line_text(one.line)
        for place, token in enumerate(one.theirs):
            told = relation(token.word, ours[target].word)
            if told == "opposite" and token.kind == "word" and target not in one.pairs:
                return "normalized", (index.place(one.line, token.start, token.end),)
            if token.kind == "not" or told not in ("same", "near"):
                continue
            if _denied(one.theirs, place, source):
                return "normalized", (index.place(one.line, token.start, token.end),)
            near = {other.key for other in one.theirs[max(0, place - WINDOW) : place + WINDOW + 1]} - {token.key}
            affirmed |= bool(near & beside) or one.share >= SHARED
    if affirmed:
        return None
    denying = [one for one in laid[:2] if negations(index.line_text(one.line), implicit=True)]
    if not denying and laid and laid[0].share > 0:
        return None
    return "normalized", ()


def _lost(text: str, ours: tuple[Token, ...], laid: list[Alignment], index: Index) -> Iterator[int]:
    """Yield the places of words that a line denies and the sentence does not."""
    for one in laid[:1]:
        places = {theirs: ours_at for ours_at, theirs in one.pairs.items()}
        for at, token in enumerate(one.theirs):
            if token.kind != "not" or (target := _target(one.theirs, at)) is None:
                continue
            place = places.get(target, _again(one, target))
            if place is None:
                continue
            beside = (place - 1 in one.pairs) + (place + 1 in one.pairs)
            moved = target not in places
            enough = moved or one.share >= SHARED or beside == 2 or (place + 1 in one.pairs and place + 2 in one.pairs)  # noqa: PLR2004
            if enough and not _denied(ours, place, text) and not _affirmed(ours, place, laid, index):
                yield place


def _again(one: Alignment, target: int) -> int | None:
    """Return where a sentence has a verb of the line elsewhere, beside the word that it has beside it there."""
    token = one.theirs[target]
    if "v" not in kinds(token.word):
        return None
    beside = {other.key for other in one.theirs[target + 1 : target + 2] if other.kind != "not"}
    for at, other in enumerate(one.ours):
        if other.key == token.key and beside & {each.key for each in one.ours[at + 1 : at + 2]}:
            return at
    return None


def _affirmed(ours: tuple[Token, ...], place: int, laid: list[Alignment], index: Index) -> bool:
    """Whether some line has the word undenied, beside what the sentence has beside it."""
    beside = {token.key for token in ours[max(0, place - 2) : place + 3]} - {ours[place].key}
    for one in laid:
        for at, token in enumerate(one.theirs):
            if token.key == ours[place].key and not _denied(one.theirs, at, index.line_text(one.line)):
                near = {other.key for other in one.theirs[max(0, at - WINDOW) : at + WINDOW + 1]}
                if beside & near:
                    return True
    return False


def opposite_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield words of rise and fall, and words whose opposite the evidence has beside the same words."""
    ours = laid[0].ours
    for at, token in enumerate(ours):
        if token.kind != "word" or token.word in SIDES or (index.holds(token) and not direction(token.word)):
            continue
        way = direction(token.word)
        reach = WINDOW if way else 2
        beside = {other.key for other in ours[max(0, at - reach) : at + reach + 1]} - {token.key}
        same = opposite = None
        for one in laid:
            for place, other in enumerate(one.theirs):
                if other.kind != "word" or other.word in SIDES:
                    continue
                told = relation(token.word, other.word)
                near = {each.key for each in one.theirs[max(0, place - reach) : place + reach + 1]} - {other.key}
                shared = len(beside & near)
                if told in ("same", "near") and (shared or (told == "same" and not way)):
                    same = same or index.place(one.line, other.start, other.end)
                elif told == "opposite" and shared and not _denied(one.theirs, place, index.line_text(one.line)):
                    opposite = opposite or other.word
        if opposite and not same:
            kind: ProofKind = "direction" if direction(token.word) else "word"
            reason = f"The opposite of what its sentences say: ‘{text[token.start : token.end]}’ for ‘{opposite}’."
            yield item(kind, text, token.start, token.end, None, reason)
        elif direction(token.word) and same:
            yield item("direction", text, token.start, token.end, ("normalized", (same,)))
