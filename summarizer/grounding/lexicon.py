"""What two words are to each other: the same, near, or opposites.

`lexicon.txt.gz`, beside this file, is derived from WordNet (Princeton University; its licence stands in it) by
`tools/make_lexicon.py`, and is read when a word is first asked about. Negative prefixes and words of rise and fall are
told by rule.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from summarizer.grounding.direction import direction
from summarizer.grounding.matching import stem

Relation = Literal["same", "near", "opposite", "other", "unknown"]
"""Of two words: one meaning; one above the other, or a shade of it; opposites; none of these; not in the lexicon."""

COMMON = 4
"""Meanings of each word that are looked at, the most common first."""
LEVELS = 2
"""How far above a word another may stand to be near it."""

_ENDINGS = {
    "n": (("s", ""), ("es", ""), ("ies", "y"), ("men", "man")),
    "v": (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "r": (),
}
_TIES = ("above", "similar", "opposite")
_DOUBLED = re.compile(r"(?:([bdfgklmnprtvz])\1)(?:ed|ing|er|est)$")
_NEGATIVE = re.compile(r"(?:un|in|im|il|ir|dis|non|mis)(?=\w{4})")
_ROOTS = (("artifact", 0), ("food", 0), ("food", 1), ("animal", 0), ("plant", 1), ("substance", 0), ("illness", 0))
"""Nouns, and which of their meanings: under these stand things that can be touched, and illnesses."""
_SIDES = (
    ("before", "after"), ("above", "below"), ("over", "under"), ("inside", "outside"), ("with", "without"),
    ("for", "against"), ("from", "to"), ("because", "despite"), ("more", "less"), ("more", "fewer"), ("most", "least"),
    ("first", "last"), ("all", "none"), ("always", "never"), ("ahead", "behind"), ("forward", "back"),
)  # fmt: skip


_CONTRARY = (
    "clear/charge clear/convict clear/accuse acquit/charge acquit/sentence acquit/jail support/oppose back/oppose"
    " favour/oppose favor/oppose endorse/oppose live/die survive/die pass/fail ban/allow ban/permit ban/legalise ban/legalize"
    " arrest/release arrest/free detain/release detain/free jail/release jail/free capture/release confirm/deny confess/deny"
    " lose/keep lose/retain kill/save kill/rescue kill/spare send/withdraw deploy/withdraw praise/condemn praise/denounce"
    " appoint/dismiss appoint/sack hire/dismiss hire/sack elect/oust build/demolish build/destroy beat/lose join/leave"
    " join/quit impose/lift accept/decline approve/veto approve/block allow/block agree/refuse win/forfeit attack/protect"
    " help/hinder promote/demote reopen/close reopen/shut close/open resume/halt resume/suspend start/halt begin/halt"
    " continue/halt continue/stop lend/borrow import/export arrive/depart enter/exit enter/leave"
).split()
"""Verbs that contradict each other of the same subject and object, most of which WordNet does not tie as opposites."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The file as read: irregular forms and meanings by kind and word ("v flee"), and the ties of each meaning.

    Numbers are parsed when they are asked for, so that reading it takes a moment.
    """

    forms: dict[str, str]
    words: dict[str, str]
    ties: list[str]

    def senses(self, kind: str, word: str) -> list[int]:
        """Return the meanings of a word, the most common first."""
        return [int(number) for number in self.words[f"{kind} {word}"].split()]

    def tied(self, sense: int, tie: Literal["above", "similar", "opposite"]) -> list[int]:
        """Return the meanings above, like or opposite one."""
        return [int(number) for number in self.ties[sense].split("|")[_TIES.index(tie)].split()]


@cache
def _lexicon() -> _Lexicon:
    """Read the file: its notice, irregular forms, words and ties, with an empty line between."""
    packed = resources.files(__package__).joinpath("lexicon.txt.gz").read_bytes()
    _, forms, words, ties = gzip.decompress(packed).decode().rstrip("\n").split("\n\n")
    return _Lexicon(_table(forms), _table(words), ties.split("\n"))


def _table(lines: str) -> dict[str, str]:
    return dict(line.split("\t") for line in lines.split("\n"))


@lru_cache(maxsize=8192)
def _bases(word: str) -> tuple[tuple[str, str], ...]:
    """Return the words of the lexicon, with their kinds, that a folded word may be a form of."""
    lexicon = _lexicon()
    found = []
    for kind, endings in _ENDINGS.items():
        forms = [word, lexicon.forms.get(f"{kind} {word}", "")]
        forms += [word.removesuffix(end) + new for end, new in endings if word.endswith(end)]
        if kind in "va" and (doubled := _DOUBLED.search(word)):
            forms.append(word[: doubled.start() + 1])
        found += [(kind, form) for form in dict.fromkeys(forms) if f"{kind} {form}" in lexicon.words]
    return tuple(found)


@lru_cache(maxsize=8192)
def _senses(word: str) -> dict[str, frozenset[int]]:
    """Return the common meanings of a word, by kind."""
    lexicon, found = _lexicon(), defaultdict(set)
    for base in _bases(word):
        found[base[0]].update(lexicon.senses(*base)[:COMMON])
    return {kind: frozenset(senses) for kind, senses in found.items()}


@lru_cache(maxsize=16384)
def relation(word: str, other: str) -> Relation:  # noqa: PLR0911  (one return for each answer, in their order)
    """Return what two folded words are to each other; symmetric.

    Opposites are told first, then what they share: of "sharp" and "steep" one meaning in common is enough.
    """
    if word == other:
        return "same"
    if _opposite(word, other):
        return "opposite"
    if stem(word) == stem(other):
        return "same"
    ways = direction(word), direction(other)
    if ways[0] and ways[1]:
        return "same" if ways[0] == ways[1] else "opposite"
    ours, theirs = _senses(word), _senses(other)
    if not ours or not theirs:
        return "unknown"
    shared = [kind for kind in ours if kind in theirs]
    if any(ours[kind] & theirs[kind] for kind in shared):
        return "same"
    if any(_near(ours[kind], theirs[kind]) for kind in shared):
        return "near"
    return "other"


@cache
def _contrary() -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for pair in _CONTRARY for a, b in (pair.split("/"), pair.split("/")[::-1]))


def _verbs(word: str) -> tuple[str, ...]:
    return tuple(base for kind, base in _bases(word) if kind == "v")


def _opposite(word: str, other: str) -> bool:
    if any({word, other} == set(sides) for sides in _SIDES):
        return True
    if any((a, b) in _contrary() for a in _verbs(word) for b in _verbs(other)):
        return True
    short, long = sorted((word, other), key=len)
    prefix = _NEGATIVE.match(long)
    if prefix and stem(long[prefix.end() :]) == stem(short):
        return True
    ours, theirs, lexicon = _senses(word), _senses(other), _lexicon()
    for kind in ours.keys() & theirs.keys():
        if ours[kind] & theirs[kind]:
            continue
        against = {number for sense in _heads(ours[kind]) for number in lexicon.tied(sense, "opposite")}
        if against & _heads(theirs[kind]):
            return True
    return False


def _heads(senses: frozenset[int]) -> set[int]:
    """Return meanings with those that they are a shade of: "audacious" with "bold"."""
    lexicon = _lexicon()
    return set(senses) | {other for sense in senses for other in lexicon.tied(sense, "similar")}


def _near(ours: frozenset[int], theirs: frozenset[int]) -> bool:
    """Whether a meaning of one word is above, or a shade of, one of the other."""
    return bool(_heads(ours) & _heads(theirs) or _above(ours) & theirs or _above(theirs) & ours)


def _above(senses: frozenset[int]) -> set[int]:
    lexicon, found, level = _lexicon(), set[int](), set(senses)
    for _ in range(LEVELS):
        level = {other for sense in level for other in lexicon.tied(sense, "above")}
        found |= level
    return found


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """Return what all forms of a folded word share: its stem, or that of the verb or noun it is an irregular form of."""
    forms = _lexicon().forms
    return stem(forms.get(f"v {word}") or forms.get(f"n {word}") or word)


def kinds(word: str) -> frozenset[str]:
    """Return what kinds of word a folded word may be: "n", "v", "a" (adjective) and "r" (adverb)."""
    return frozenset(_senses(word))


@cache
def _tangible() -> frozenset[int]:
    """Return the meanings under which things stand that `_ROOTS` leads to: goods, food, animals, illnesses."""
    lexicon = _lexicon()
    return frozenset(lexicon.senses("n", word)[rank] for word, rank in _ROOTS)


@lru_cache(maxsize=8192)
def is_thing(word: str) -> bool:
    """Whether a folded word names things that can be touched, or illnesses, in both of its most common meanings as a noun."""
    lexicon = _lexicon()
    senses = [sense for base in _bases(word) if base[0] == "n" for sense in lexicon.senses(*base)[:2]]
    return bool(senses) and all(_all_above(sense) & _tangible() for sense in senses)


@lru_cache(maxsize=8192)
def _all_above(sense: int) -> frozenset[int]:
    lexicon, found, level = _lexicon(), {sense}, {sense}
    while level:
        level = {other for one in level for other in lexicon.tied(one, "above")} - found
        found |= level
    return frozenset(found)


@lru_cache(maxsize=16384)
def covers(word: str, other: str) -> bool:
    """Whether a noun is a broader term for another, however far above it: "vehicle" for "truck"."""
    ours = _senses(word).get("n", frozenset())
    return any(ours & _all_above(sense) for sense in _senses(other).get("n", ()))
