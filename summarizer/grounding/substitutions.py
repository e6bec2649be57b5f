"""What a sentence puts in the place of something that its evidence has: another number, name, or word.

A word is looked at where the words beside it are the evidence's. One that means the same, or that the evidence has in
such a place elsewhere, changes nothing; an opposite, and another of the same kind, do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.aligning import SIDES, neighbours
from summarizer.grounding.lexicon import covers, is_thing, kinds, relation
from summarizer.grounding.presence import item, rounds, same_name, same_share
from summarizer.grounding.swaps import in_other_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.grounding.aligning import Alignment, Change, Index, Token
    from summarizer.grounding.proof import ProofItem

LONGEST = 4
"""Tokens on each side of a change at the most; more are another way to say it, not a change."""
LONGEST_NAME = 10
"""So many in a copied sentence: a name may be long."""
MOST_WORDS = 6000
"""Words of the evidence, inflection aside, beyond which it is not asked whether it has a word for a thing."""
BOTH = 2
"""Sides of a change on which the sentence and the line have the same token."""

_VERBAL = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|shall|should|not|\w+ly|he|she|it|they|we|you|who)\s$", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"\s(?:(?:at|in|of|on|near)\s|[A-Z])")
_NO_NOUN = ("ed", "ing", "ly")
_ROOT = 6  # letters that words of one family begin with


def changed_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield what stands in another's place, of a sentence laid beside its nearest lines."""
    for change in laid[0].changes:
        theirs = laid[0].theirs[slice(*change.theirs)]
        ours = laid[0].ours[slice(*change.ours)]
        longest = LONGEST_NAME if laid[0].copied else LONGEST
        if not theirs or not ours or len(theirs) > longest or len(ours) > longest:
            continue
        for token, other in _odd(change, laid[0], text, index.line_text(laid[0].line)):
            if not _elsewhere(token, change, laid, index):
                yield _found(text, token, other)


def strange_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield things that can be touched, of which the evidence has no word: neither the same, a near one nor one of the kind."""
    if len(index.holding) > MOST_WORDS:
        return
    for token in _of("word", laid[0].ours):
        if index.holds(token) or not is_thing(token.word) or not _stands_as_noun(token.word, text[: token.start]):
            continue
        if not any(
            relation(token.word, other) in ("same", "near") or covers(token.word, other) for other in index.words
        ):
            reason = f"A thing that is not in its sentences: ‘{text[token.start : token.end]}’."
            yield item("word", text, token.start, token.end, None, reason)


def _odd(change: Change, alignment: Alignment, text: str, source: str) -> Iterator[tuple[Token, Token]]:
    """Yield the tokens of a change that stand for another number, name or word, each with that other."""
    ours, theirs = alignment.ours[slice(*change.ours)], alignment.theirs[slice(*change.theirs)]
    if change.held:
        yield from _odd_numbers(ours, theirs, text, source)
    if change.held and alignment.copied and not in_other_voice(text, source):
        said, given = _of("name", ours), _of("name", theirs)
        if said and given and not same_name(_joined(said), _joined(given)):
            yield from ((token, given[0]) for token in said if token.key not in {one.key for one in given})
    yield from _odd_words(change, alignment, text)


def _odd_numbers(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], text: str, source: str
) -> Iterator[tuple[Token, Token]]:
    given = _of("number", theirs)
    for token in _of("number", ours) if given else ():
        if token.key in {one.key for one in given}:
            continue
        if any(same_share((text, token.start), (source, one.start)) for one in given):
            continue
        if not any(rounds(text, token.start, one.key) for one in given):
            yield token, given[0]


def _odd_words(change: Change, alignment: Alignment, text: str) -> Iterator[tuple[Token, Token]]:
    ours, theirs = alignment.ours[slice(*change.ours)], alignment.theirs[slice(*change.theirs)]
    others = _of("word", theirs)
    for token in _of("word", ours):
        related = {relation(other.word, token.word): other for other in reversed(others)}
        if "same" in related or "near" in related:
            continue
        if "opposite" in related:
            if change.held == BOTH or token.key not in {one.key for one in alignment.theirs}:
                yield token, related["opposite"]
        elif alignment.copied and len(ours) == len(theirs) == 1 and others and _is_held(change, ours[0], text):
            before = text[: token.start]
            if _are_nouns(token.word, others[0].word, before) and not _akin(token.word, others[0].word):
                yield token, others[0]


def _is_held(change: Change, token: Token, text: str) -> bool:
    """Whether a change lies between tokens that both have; a noun may also begin both, with its attribute right after it."""
    if change.held == BOTH:
        return True
    begins = change.held == 1 and change.ours[0] == change.theirs[0] == 0
    return begins and "n" in kinds(token.word) and token.word not in SIDES and bool(_ATTRIBUTE.match(text, token.end))


def _of(kind: str, line: tuple[Token, ...]) -> list[Token]:
    return [one for one in line if one.kind == kind]


def _are_nouns(word: str, other: str, before: str) -> bool:
    """Whether a word is a noun where it stands, and the one that it stands for may be one."""
    nouns = all("n" in kinds(one) or not kinds(one) for one in (word, other))
    return nouns and _stands_as_noun(word, before) and not other.endswith(_NO_NOUN)


def _stands_as_noun(word: str, before: str) -> bool:
    """Whether nothing shows a word to be a verb, an adverb or an adjective: its ending, or the word before it."""
    return not _VERBAL.search(before[-20:]) and not word.endswith(_NO_NOUN)


def _akin(word: str, other: str) -> bool:
    """Whether two words begin alike, as those of one family do: "connection", "connectivity"."""
    return word[:_ROOT] == other[:_ROOT]


def _joined(tokens: list[Token]) -> str:
    return " ".join(one.word.title() for one in tokens)


def _elsewhere(token: Token, change: Change, laid: list[Alignment], index: Index) -> bool:
    """Whether the evidence has a token in such a place elsewhere; of a copied sentence, in another line like it."""
    if laid[0].copied:
        at = laid[0].ours.index(token)
        return any(_beside_a_pair(at, other.pairs) for other in laid[1:])
    return index.beside(token.key, neighbours(laid[0].ours, *change.ours))


def _beside_a_pair(at: int, pairs: dict[int, int]) -> bool:
    """Whether a line has a token, and right beside it the one that the sentence has beside it."""
    there = pairs.get(at)
    return there is not None and (pairs.get(at - 1) == there - 1 or pairs.get(at + 1) == there + 1)


def _found(text: str, token: Token, other: Token) -> ProofItem:
    words = text[token.start : token.end]
    if token.kind == "word":
        return item(
            "word", text, token.start, token.end, None, f"A word in another's place: ‘{words}’ for ‘{other.word}’."
        )
    what = "number" if token.kind == "number" else "name"
    reason = f"A {what} in another's place: ‘{words}’ for ‘{other.word}’."
    return item("role", text, token.start, token.end, None, reason)
