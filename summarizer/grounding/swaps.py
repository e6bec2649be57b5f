"""Who does what to whom, and what a number counts: the words of the evidence, put together in another way.

Two names change places where the same verb stands between them the other way round, in the same voice. A number counts
something else where what stands beside it in the sentence stands beside another number of the evidence's line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.counting import counted
from summarizer.grounding.lexicon import kinds
from summarizer.grounding.matching import content_words
from summarizer.grounding.presence import agree, item
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.grounding.aligning import Alignment, Index, Token
    from summarizer.grounding.proof import ProofItem
    from summarizer.models import Quantity

REACH = 6
"""Tokens between a verb and those who act, or are acted on, at the most."""
FROM_BACK = 32
"""Characters before a number or a name in which "from" is looked for."""
AFTER, WINDOW = 3, 60
"""Words after a number that tell what it counts, and the characters that they are looked for in."""

_STAND_INS = frozenset({"other", "ones"})  # stems of words that stand for what was counted before
_LEADS_AWAY = re.compile(r"[,.;:()—–]|\b(?:in|on|at|to|from|by|with|for|about|after|before|and|or|but|as|than|that)\b")
_BY = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)\b.*\bby\b", re.IGNORECASE | re.DOTALL)
_LOST_TO = re.compile(r"\b(?:lost|lose|loses|losing)\b.*\bto\b", re.IGNORECASE | re.DOTALL)
_BEATEN = frozenset("beat defeat los thrash trounc overcom".split())  # roots
_FROM = re.compile(
    r"\b(?:from|compared (?:with|to)|against)\s+(?:(?:about|around|some|at least|nearly|just|the)\s+)?[$€£]?$",
    re.IGNORECASE,
)
_MUTUAL = frozenset("met meet mar marry married talk spok speak spoke join play debat fac tie share split be".split())


def swapped_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield names that stand in each other's place about a verb of the evidence."""
    named = frozenset(token.word for one in laid for token in (*one.theirs, *one.ours) if token.kind == "name")
    for first, verb, second in _acts(laid[0].ours, named):
        flipped = straight = False
        deed = _deed(verb)
        for one in laid:
            source = index.line_text(one.line)
            for a, v, b in _acts(one.theirs, named):
                if _deed(v) != deed or {a.word, b.word} != {first.word, second.word}:
                    continue
                same_voice = _passive(source, a, b) == _passive(text, first, second)
                same_order = a.word == first.word
                straight |= same_voice == same_order
                flipped |= same_voice != same_order
        if flipped and not straight:
            words = text[first.start : second.end]
            reason = f"Names that have changed places: ‘{words}’."
            yield item("role", text, first.start, second.end, None, reason)


def _deed(verb: Token) -> str:
    """Return what a verb is compared by; "lost to" is "beat" in another voice."""
    return "beat" if verb.key in _BEATEN else verb.key


def _acts(line: Sequence[Token], named: frozenset[str]) -> Iterator[tuple[Token, Token, Token]]:
    """Yield each verb of a line with the nearest names before and after it; `named` are words that are names elsewhere."""
    who = [token.kind == "name" or token.word in named for token in line]
    for at, token in enumerate(line):
        if who[at] or token.kind != "word" or token.key in _MUTUAL or "v" not in kinds(token.word):
            continue
        before = next((line[n] for n in range(at - 1, max(-1, at - REACH - 1), -1) if who[n]), None)
        after = _whole(line, next((n for n in range(at + 1, min(at + REACH, len(line))) if who[n]), None))
        if before and after and before.word != after.word:
            yield before, token, after


def origin_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield numbers and names that something came from in a sentence, and to which it came in the line."""
    ours = laid[0].ours
    ours_from = _origins(ours, text)
    for token in ours:
        if token.kind not in ("number", "name") or token.key not in ours_from:
            continue
        flipped = straight = False
        for one in laid:
            theirs_from = _origins(one.theirs, index.line_text(one.line))
            straight |= token.key in theirs_from
            others = {each.key for each in ours if each.kind == token.kind} - ours_from
            has = any(each.key == token.key for each in one.theirs)
            flipped |= has and token.key not in theirs_from and bool(theirs_from & others)
        if flipped and not straight:
            reason = f"What it came from and what it came to have changed places: ‘{text[token.start : token.end]}’."
            yield item("role", text, token.start, token.end, None, reason)


def _origins(line: Sequence[Token], text: str) -> set[str]:
    """Return the keys of the numbers and names that "from" and its like stand before; a name may have several words."""
    found: set[str] = set()
    for at, token in enumerate(line):
        if token.kind not in ("number", "name"):
            continue
        last = line[at - 1] if at else None
        inner = bool(last and last.kind == token.kind == "name" and token.start - last.end == 1 and last.key in found)
        if inner or _FROM.search(text[max(0, token.start - FROM_BACK) : token.start]):
            found.add(token.key)
    return found


def _whole(line: Sequence[Token], at: int | None) -> Token | None:
    """Return the last word of the name that begins at `at`: people are told by it."""
    if at is None:
        return None
    while at + 1 < len(line) and line[at + 1].kind == "name" and line[at + 1].start - line[at].end == 1:
        at += 1
    return line[at]


def _passive(text: str, first: Token, second: Token) -> bool:
    between = text[first.end : second.start]
    return bool(_BY.search(between) or _LOST_TO.search(between))


def in_other_voice(text: str, source: str) -> bool:
    """Whether one of two sentences has "was … by" and the other has not, so that names stand elsewhere in it."""
    return bool(_BY.search(text)) != bool(_BY.search(source))


def unit_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield numbers of a sentence that have another unit, or an opposed bound, where the lines have the same number."""
    for quantity, _ in _counts(text):
        agreed, other = False, None
        for one in laid:
            keys = _keys_in(one.ours, quantity)
            for found, _ in _counts(index.line_text(one.line)):
                if keys & _keys_in(one.theirs, found):
                    agreed |= agree(quantity, found)
                    other = other or (None if agree(quantity, found) else found)
        if other and not agreed:
            reason = f"A number with another bound or unit: ‘{quantity.surface}’ for ‘{other.surface}’."
            yield item("number", text, quantity.start, quantity.end, None, reason)


def _keys_in(line: Sequence[Token], quantity: Quantity) -> set[str]:
    """Return the keys of the numbers that a quantity of a line is made of."""
    return {one.key for one in line if one.kind == "number" and quantity.start <= one.start < quantity.end}


def regrouped_items(text: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield quantities of a sentence that count what another one counts in the line they come from."""
    for quantity, ours in _counts(text):
        kept, rival = False, None
        for one in laid:
            there = _counts(index.line_text(one.line))
            for found, theirs in there:
                if (found.low, found.high) != (quantity.low, quantity.high):
                    continue
                apart = ours and theirs and not ours & theirs
                other = next((each for each, words in there if each is not found and ours & words), None)
                if apart and other:
                    rival = other
                else:
                    kept = True
        if rival and not kept:
            reason = f"A number for something else: ‘{quantity.surface}’, where the sentence has ‘{rival.surface}’."
            yield item("role", text, quantity.start, quantity.end, None, reason)


@lru_cache(maxsize=512)
def _counts(text: str) -> tuple[tuple[Quantity, frozenset[str]], ...]:
    """Return the quantities of a text, each with the words that tell what it counts."""
    found: list[tuple[Quantity, frozenset[str]]] = []
    for quantity in find_quantities(text):
        words = _beside(text, quantity)
        if found and words & _STAND_INS:
            words |= found[-1][1]
        found.append((quantity, words))
    return tuple(found)


def _beside(text: str, quantity: Quantity) -> frozenset[str]:
    """Return the content words that tell what a quantity counts: by rule, and those right after it."""
    after = _LEADS_AWAY.split(text[quantity.end : quantity.end + WINDOW], maxsplit=1)[0]
    return frozenset(content_words(f"{counted(text, quantity) or ''} {' '.join(after.split()[:AFTER])}"))
