"""Whether two texts say the same: the checks that claims are merged by, beyond the share of words they have in common.

A text is laid out as a `Face`: its terms without the words of its quantities, the quantities themselves, the numbers
that count nothing (ages, dates, addresses), and the words that it denies. Numbers are the same where the ranges that
they stand for meet ("10,000" and "about ten thousand", "10%" and "10 percent").
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.grounding.evidence import prove
from summarizer.grounding.lexicon import relation
from summarizer.grounding.matching import words_of
from summarizer.grounding.numbers import number_keys
from summarizer.grounding.polarity import negations
from summarizer.grounding.quantities import find_quantities
from summarizer.merging import wording
from summarizer.merging.readings import agree
from summarizer.models import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models import Quantity

CONTAINED = 0.85
"""The share of a text's terms that another must have, for it to say all that the first one does."""
SURELY_ALIKE = 0.85
"""The share of terms in common from which two texts may be one though neither proves the other word by word."""
QUOTED_ALIKE = 0.7
"""The same, of two texts that quote the same words."""
_FEWEST = 5  # terms of a text that another contains; four where one of them is a name or a number
_SHARED = 3  # terms in common, without which nothing else is looked at
_LACKING = 0.4  # of a text's terms: where another lacks more, no synonyms make up for it
_REACH = 60  # characters after a negation in which the word stands that it denies
_SCOPE = re.compile(
    r"\b(?:(?:this|last|each|every|per|a|past|previous) (?:year|month|week)|since \w+|annual(?:ly)?|"
    r"(?:not )?(?:in|ex)cluding|(?:not )?counting|besides|apart from|so far|in total|overall|nationwide|"
    r"worldwide|citywide|statewide|another|additional|other|more|initially|originally)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:one|two|three|some|most|part|half) of\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"\b(?:click (?:here|to)|copyright|all rights reserved|follow (?:us|@)|like us on|stay with|sign up|subscribe|mailto:|"
    r"read more|image \d+ of \d+|\d+ of \d+ back to|back to gallery|caption close|buy (?:this )?photo|photo by|"
    r"file photo|getty images|download (?:the|our)|may not be (?:published|reproduced)|news tips?|newsletter|"
    r"download on|watch live|this is a developing story|check back|view comments|report a typo|crime ?stoppers|"
    r"(?:anyone|those|people|witnesses) with (?:any |more |further )?(?:information|tips?))\b|©|\(?\b\d{3}\)?[-. ]\d{3}-\d{4}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Face:
    """What of a text is compared.

    Attributes:
        text: The text.
        content: What it says, as `wording.content` has it.
        bare: What it says in terms, without those of its quantities.
        whole: The same, with who says it.
        frame: Its words in lower case without quantities and negations.
        negations: How many of these it has.
        values: Its quantities in order, each with the term that follows it.
        others: Its other numbers, as canonical decimal strings: ages, dates, times, addresses.
        denied: The terms that its negations deny.
        scope: The words that widen or narrow what it counts.
        partial: Whether it tells of some of a number: "one of the four".
        furniture: Whether it is part of a page rather than of its story: a caption, "Click here", whom to call.
    """

    text: str
    content: wording.Content
    bare: frozenset[str]
    whole: frozenset[str]
    frame: str
    negations: int
    values: tuple[Value, ...]
    others: frozenset[str]
    denied: frozenset[str]
    scope: frozenset[str]
    partial: bool
    furniture: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity of a text: its reading, its unit, and the term that stands right after it ('' where none does)."""

    reading: Reading
    unit: str | None
    after: str
    words: str


@lru_cache(maxsize=16384)
def face(text: str, known: frozenset[str] = frozenset()) -> Face:
    """Return what of a text is compared; `known` names confirm a name that stands as its first word."""
    found = find_quantities(text)
    rest = _without(text, [(one.start, one.end) for one in found])
    content, denials = wording.content(text, known), negations(rest)
    return Face(
        text=text,
        content=content,
        bare=wording.reported(rest) if found else content.terms,
        whole=frozenset(wording.sequence(rest)),
        frame=wording.squeeze(_without(rest, denials)),
        negations=len(denials),
        values=tuple(_value(text, one) for one in found),
        others=number_keys(rest),
        denied=_denied(text),
        scope=frozenset(one.casefold() for one in _SCOPE.findall(text)),
        partial=bool(_ONE_OF.search(text)),
        furniture=bool(_FURNITURE.search(text)),
    )


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        last = end
    return " ".join((*parts, text[last:]))


def _value(text: str, one: Quantity) -> Value:
    fields: dict[str, Any] = one.model_dump(include={"low", "high", "modifier", "surface"})
    reading = Reading.model_construct(**fields)  # nobody's reading yet: only its value is compared
    after = wording.sequence(text[one.end : one.end + _REACH])
    return Value(reading, one.unit, after[0] if after else "", one.surface)


def _denied(text: str) -> frozenset[str]:
    """Return the terms that stand after a negation wherever they stand: "no deal", but not beside "the best deal"."""
    after = (wording.sequence(text[end : end + _REACH]) for _, end in negations(text, implicit=True))
    denied = Counter(terms[0] for terms in after if terms)
    told = Counter(wording.sequence(text)) if denied else Counter[str]()
    return frozenset(term for term, count in denied.items() if count >= told[term])


# ── Parts that must fit ───────────────────────────────────────────────────────────────────────────


def unmatched(a: Face, b: Face) -> tuple[list[Value], list[Value]]:
    """Return the quantities of each of two texts that the other has in no form."""
    left, right = list(a.values), list(b.values)
    for one in a.values:
        for other in right:
            if one.unit == other.unit and agree(one.reading, other.reading):
                left.remove(one)
                right.remove(other)
                break
    return (
        [one for one in left if not number_keys(one.words) & (b.others - a.others)],
        [one for one in right if not number_keys(one.words) & (a.others - b.others)],
    )


def numbers_clash(a: Face, b: Face) -> bool:
    """Whether each of two texts has a number that the other lacks."""
    left, right = unmatched(a, b)
    mine = a.others - b.others - _keys(b)
    theirs = b.others - a.others - _keys(a)
    return bool((left or mine) and (right or theirs))


def _keys(one: Face) -> frozenset[str]:
    return frozenset(key for value in one.values for key in number_keys(value.words))


def opposed(a: Face, b: Face) -> bool:
    """Whether one of two texts denies what the other affirms, of what both speak of."""
    if a.frame == b.frame:
        return a.negations != b.negations
    apart = a.denied ^ b.denied
    return any(one in a.whole and one in b.whole for one in apart)


def unclear(a: Face, b: Face) -> bool:
    """Whether one of two texts is a denial and the other is none, though no word shows what is denied in it."""
    return a.content.negated != b.content.negated and a.denied != b.denied and not opposed(a, b)


def resemblance(a: Face, b: Face) -> tuple[float, int]:
    """Return the share of terms that two texts have in common, and how many those are.

    Their quantities are left aside, and words that exclude one another: what two texts may differ in.
    """
    apart = frozenset[str]().union(*wording.exclusive(a.content, b.content))
    return max(_shared(a.bare - apart, b.bare - apart), _shared(a.whole - apart, b.whole - apart))


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> tuple[float, int]:
    both = len(mine & theirs)
    return (both / len(mine | theirs) if both else 0.0), both


# ── The same ──────────────────────────────────────────────────────────────────────────────────────


def same(a: Face, b: Face, passages: tuple[str, ...], others: tuple[str, ...], *, contained: bool = True) -> float:
    """Return how close two texts are that say the same, or of which one denies the other; 0 where they do not.

    Args:
        a: One text.
        b: The other one.
        passages: The evidence of `a`.
        others: The evidence of `b`.
        contained: Whether it is enough that one says all that the other does, and more: two articles then bear out the
            smaller one, but in one article the larger one is a claim of its own.
    """
    if a.content.squeezed == b.content.squeezed and not a.content.pronoun:
        return 1.0
    if len(a.content.terms & b.content.terms) < _SHARED or a.furniture or b.furniture:
        return 0.0
    if a.partial != b.partial:
        return 0.0
    close = wording.similarity(a.content, b.content)
    if _alike(a, b) and (_surely(a, b, close) or _proven(b, a, passages) or _proven(a, b, others)):
        return close
    if contained and (_contained(a, b, others) or _contained(b, a, passages)):
        return max(close, 0.1)
    return 0.0


def _alike(a: Face, b: Face) -> bool:
    """Whether two texts are alike in words, of one polarity or with opposite ones in their first clauses."""
    if unclear(a, b) or (opposed(a, b) and a.content.negated == b.content.negated):
        return False
    return wording.alike(a.content, b.content, numbers=not numbers_clash(a, b))


def _surely(a: Face, b: Face, close: float) -> bool:
    """Whether two texts that are alike are so in nearly all their words, or quote the same ones."""
    if a.content.quotes & b.content.quotes:
        return close >= QUOTED_ALIKE
    return close >= SURELY_ALIKE and not (a.bare ^ b.bare) & wording.TELLING


def _proven(small: Face, large: Face, passages: tuple[str, ...]) -> bool:
    """Whether the evidence of a text proves a smaller one, and neither tells what the other does not of anybody's fate."""
    lacking = _lacking(small, large)
    apart = lacking | (large.content.terms - small.whole)
    return not (lacking and apart & wording.TELLING) and proves(passages, small.text)


def _contained(small: Face, large: Face, passages: tuple[str, ...]) -> bool:
    """Whether the evidence of a text says all that a smaller one does, and has nothing against it."""
    terms = small.content.terms
    anchored = bool(small.content.names or small.others or small.values)
    if len(terms) < _FEWEST - anchored or small.content.pronoun or small.content.modal != large.content.modal:
        return False
    if (
        len(terms - large.content.terms) > _LACKING * len(terms)
        or small.scope - large.scope
        or opposed(small, large)
        or unclear(small, large)
    ):
        return False
    share = 1 - len(_lacking(small, large)) / len(terms)
    return share >= (CONTAINED if len(terms) >= _FEWEST else 1.0) and _proven(small, large, passages)


def _lacking(small: Face, large: Face) -> frozenset[str]:
    """Return the terms of a text that another has neither in the same nor in other words."""
    lacking = small.content.terms - large.whole
    theirs = _words(large, large.whole - small.content.terms) if lacking else []
    return frozenset(
        one for one in lacking if not any(_synonym(word, theirs) for word in _words(small, frozenset((one,))))
    )


def _words(one: Face, terms: frozenset[str]) -> list[str]:
    """Return the words of a text that stand for some of its terms, folded."""
    return [word.text for word in words_of(one.text) if wording.term(word.text) in terms]


def _synonym(word: str, others: Sequence[str]) -> bool:
    return any(relation(word, other) == "same" for other in others)


@lru_cache(maxsize=32768)
def proves(passages: tuple[str, ...], text: str) -> bool:
    """Whether passages carry a text, item by item."""
    return prove(text, passages).holds


# ── Candidates ────────────────────────────────────────────────────────────────────────────────────

_RAREST = 8
"""Terms of a text that others are looked up by: with 0.6 of up to 18 terms in common, one of them is shared."""
_MOST_SHARING = 400
"""Texts that a term is looked up in, at the most: one that more have tells nothing."""
_MOST_PARTNERS = 40
"""Texts that one is compared with, those that share most terms with it."""


def partners(
    terms: Sequence[frozenset[str]], names: Sequence[tuple[str, int, int, str]], of: Iterable[int] | None = None
) -> set[tuple[int, int]]:
    """Return the pairs of texts worth comparing, by place, the smaller first; near-linear in the number of texts.

    Args:
        terms: What each text is looked up by.
        names: What orders texts that share as much; of its own for each.
        of: The places of the texts that partners are looked up for; all by default.
    """
    found_in: dict[str, list[int]] = {}
    for at, own in enumerate(terms):
        for term in own:
            found_in.setdefault(term, []).append(at)
    pairs = set()
    for at in range(len(terms)) if of is None else of:
        rarest = sorted(terms[at], key=lambda term: (len(found_in[term]), term))[:_RAREST]
        shared = Counter(
            other for term in rarest if len(found_in[term]) <= _MOST_SHARING for other in found_in[term] if other != at
        )
        best = sorted(shared, key=lambda other: (-shared[other], names[other]))[:_MOST_PARTNERS]
        pairs |= {(min(at, other), max(at, other)) for other in best}
    return pairs
