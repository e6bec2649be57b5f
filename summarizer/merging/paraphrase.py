"""Whether the first clauses of two texts tell the same in other words.

"The mayor was handed the report" and "She gave the mayor the report" share few words. What stands for the same is
paired: words of one stem or one meaning (WordNet), a part of a compound ("wildfire", "fire") and quantities that agree.
Nothing that is left over may be a verb, a name or a number, but for what only the longer clause has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.grounding.lexicon import kinds, relation, root
from summarizer.grounding.matching import carried_share, content_words, stem, words_of
from summarizer.grounding.quantities import find_quantities
from summarizer.merging import likeness, wording

if TYPE_CHECKING:
    from summarizer.merging.likeness import Face

_SURE = 2  # words that both have as they are, at the least
_FEWEST = 3  # things that both clauses tell, at the least
_BOUNDS = frozenset({"at_least", "at_most"})
_NEAR = 1.25  # how many times a bound the number may be that it is given for
_COMMON = 20  # a count up to this may be of something else
_LEFT = 4  # of how many things of the shorter clause one may be left over
_MOST_ENDS = 8  # places at which a first clause may end that are tried
_LONGEST = 30  # words of a clause that are looked at
_COMPOUND = 4  # letters that the part of a compound has at least
TIME = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december morning afternoon evening night midnight noon dawn dusk today yesterday tonight tomorrow
    day days week weeks month months year years hour hours minute minutes last next early earlier late later a.m p.m am
    pm o'clock time ago after before shortly then just now
    """.split()
)
_LIGHT = frozenset(
    "person people known called made make town city village area report reports number some set kept keep mr mrs ms measured recorded showed".split()
)
_EMPTY = frozenset(
    """
    make makes made report reports reported call called set keep kept no nobody none not minutes hours shortly soon moments
    """.split()
)
_HARMED = frozenset({"injure", "arrest", "kill"})
_EVENTS = frozenset("fire blaze crash shooting incident accident attack explosion collapse storm flood".split())
_CLAUSE_END = re.compile(
    r",?\s(?:(?:minutes|hours|shortly|just|soon|moments|days)\s)?(?:after|before|when|where|while|who|which|(?<!known\s)(?<!such\s)as|unless|if|"
    r"because(?!\sof\b)|until|but|so\sthat)\s|;\s|\s[–—-]+\s"
)
_ENDS = ("ed", "ing")
_AUXILIARY = re.compile(r"\b(?:will|would|can|could|may|might|must|shall|should|did|does|do|to)\s$", re.IGNORECASE)
_REACH = 12  # characters before a word in which an auxiliary verb stands
_FRACTION = re.compile(r"\b(?:half|third|quarter|fourth|fifth|most)s?\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:a\s)?part\sof\b", re.IGNORECASE)
_EMPTY_PLACE = re.compile(
    r"(?:nobody|no\s(?:one|people|person)|none)\s(?:was|were|had\sbeen)\s(?:on|in|inside|aboard)\s(?:the|this)\s(?P<at>\w+)\b|"
    r"(?:the|this)\s(?P<of>\w+)\s(?:was|were|had\sbeen|stood)\s(?:empty|unoccupied|deserted|vacant)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:nobody|no\s+one|no|there\s+(?:were|was|are|have\s+been)\s+no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, folded, its term, whether it stands as a verb, and whether it is of a name."""

    text: str
    term: str
    verb: bool
    name: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The first clause of a text: the words of it that tell something, each once, and whether it denies."""

    words: tuple[Word, ...]
    terms: frozenset[str]
    face: Face
    denies: bool


def told_alike(a: Face, b: Face) -> bool:
    """Whether the first clauses of two texts of one story tell the same in other words."""
    if a.furniture or b.furniture:
        return False
    if both_spared(a, b):
        return True
    if a.partial != b.partial or a.scope != b.scope or a.content.pronoun or b.content.pronoun:
        return False
    mine, theirs = clause(a.text), clause(b.text)
    sure, numbers = mine.terms & theirs.terms, _numbers(mine.face, theirs.face)
    if numbers is None or mine.denies or theirs.denies or len(sure) + numbers < _SURE + bool(numbers):
        return False
    clash = wording.clash(a.content, b.content, numbers=not likeness.numbers_clash(a, b))
    return not clash and _paired(mine.words, theirs.words, numbers)


@lru_cache(maxsize=16384)
def empty_place(text: str) -> str | None:
    """Return the place that nobody was at, where a text tells that first: "Nobody was on the bridge", "it was empty"."""
    found = _EMPTY_PLACE.match(wording.core(text))
    return wording.term(found["at"] or found["of"]) if found else None


def both_empty(a: Face, b: Face) -> bool:
    """Whether two texts tell first that nobody was at one place: "Nobody was on the bridge", "the bridge was empty"."""
    return (place := empty_place(a.text)) is not None and place == empty_place(b.text)


def both_of_nobody(a: Face, b: Face) -> bool:
    """Whether two texts tell the same of nobody, be it with a denial or without: it is none where they differ in it."""
    return both_spared(a, b) or both_empty(a, b)


def both_spared(a: Face, b: Face) -> bool:
    """Whether two texts tell nothing but that one thing has happened to nobody: "No one was hurt", "no injuries"."""
    fate = _spared(a)
    return fate is not None and fate == _spared(b)


def _numbers(a: Face, b: Face) -> int | None:
    """Return how much the quantities tell that two clauses share; None where either has one that the other lacks.

    One that no other thing of the story is likely to have ("96") tells as much as two words.
    """
    left, right = likeness.unmatched(a, b)
    if bounds_clash(a, b):
        return None
    apart = a.others - b.others and b.others - a.others
    telling = sum(max(it.reading.low or 0, it.reading.high or 0) > _COMMON for it in a.values)
    left, right = _not_parts(left, b), _not_parts(right, a)
    return None if left or right or apart else len(a.values) + telling


def _not_parts(values: list[likeness.Value], other: Face) -> list[likeness.Value]:
    """Return quantities without the fractions that another text calls a part: "half of the bridge"."""
    return [it for it in values if not (_FRACTION.search(it.words) and _PART.search(other.text))]


def bounds_clash(a: Face, b: Face) -> bool:
    """Whether one of two texts gives a bound that is far from all numbers of the other: "at least nine", seventeen."""
    return any(
        it.reading.modifier in _BOUNDS and not any(_near(it, one) for one in there)
        for here, there in ((a.values, b.values), (b.values, a.values))
        if there
        for it in here
    )


def _near(bound: likeness.Value, other: likeness.Value) -> bool:
    """Whether a number is one that people give the bound for: "over 40" of 42."""
    mine, theirs = ({one.reading.low, one.reading.high} - {None} for one in (bound, other))
    return any(x is not None and y is not None and max(x, y) <= _NEAR * min(x, y) for x in mine for y in theirs)


@lru_cache(maxsize=16384)
def clause(text: str) -> Clause:
    """Return the first clause of a text, without who reports it."""
    core = wording.core(text)
    ends = (one.start() for one in islice(_CLAUSE_END.finditer(core), _MOST_ENDS))
    first = core[: next((at for at in ends if len(wording.sequence(core[:at])) >= _FEWEST), len(core))]
    found: dict[str, Word] = {}
    for word in words_of(first):
        term = wording.term(word.text)
        if term and len(word.text) > 1 and word.text not in TIME | _LIGHT:
            verb, name = is_verb(word.text, first[: word.start]), _in_name(first, word.start)
            found.setdefault(term, Word(word.text, term, verb, name))
    face = likeness.face(first)
    words = tuple(found.values())[:_LONGEST]
    terms = frozenset(one.term for one in words)
    return Clause(words, terms, face, face.content.negated or bool(face.negations))


@lru_cache(maxsize=16384)
def parts(text: str) -> tuple[str, ...]:
    """Return the clauses of a text, the first one as `clause` has it, each of which tells something."""
    core, first = wording.core(text), clause(text).face.text
    found, start = [first], len(first)
    for end in (*(one.start() for one in islice(_CLAUSE_END.finditer(core, start + 1), _MOST_ENDS)), len(core)):
        found.append(core[start:end])
        start = end
    return tuple(one for one in found if len(wording.sequence(one)) >= _SURE) or (first,)


def _paired(mine: tuple[Word, ...], theirs: tuple[Word, ...], numbers: int) -> bool:
    """Whether all that the shorter clause tells, but for a word at the most, stands in the other one."""
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    left, open_to = list[Word](), list(theirs)
    verbs = 0
    for one in mine:
        other = next((it for it in open_to if it.term == one.term), None) or next(
            (it for it in open_to if not (one.name or it.name) and _means(one.text, it.text)), None
        )
        if other is None:
            left.append(one)
            continue
        open_to.remove(other)
        verbs += "v" in kinds(one.text) and "v" in kinds(other.text)
    told = len(mine) - len(left) + numbers
    if told < _FEWEST or not verbs or len(left) > (len(mine) >= _LEFT):
        return False
    apart = any(relation(one.text, other.text) == "opposite" for one in left for other in open_to)
    return (
        not apart
        and not any(one.verb or one.term in wording.TELLING for one in left)
        and not any(one.term in wording.TELLING or one.verb for one in open_to)
    )


@lru_cache(maxsize=16384)
def carried(text: str, evidence: str) -> float:
    """Return the share of what `text` tells that `evidence` has, from 0 to 1: words, or others of one meaning, and numbers.

    Who says it is left aside, and words that tell nothing by themselves ("made", "reports", "nobody"), where there are
    others.
    """
    core = wording.core(text)
    numbers = find_quantities(core)
    wanted = {
        word.text: set(content_words(word.text))
        for word in words_of(core)
        if word.text not in _EMPTY and not any(one.start <= word.start < one.end for one in numbers)
    }
    wanted = {word: stems for word, stems in wanted.items() if stems}
    if not wanted:
        return carried_share(text, evidence)
    lacking = len(likeness.unmatched(likeness.face(core), likeness.face(evidence))[0])
    found, theirs = set(content_words(evidence)), _plain(evidence)
    plain = set(_plain(core))
    same = sum(
        stems <= found or (word in plain and any(_means(word, one) for one in theirs)) for word, stems in wanted.items()
    )
    return max(0.0, (same + len(numbers) - lacking) / (len(wanted) + len(numbers)))


def _plain(text: str) -> list[str]:
    """Return the words of a text that are of no name, folded, each once."""
    return list(dict.fromkeys(word.text for word in words_of(text) if not _in_name(text, word.start)))


def _in_name(text: str, at: int) -> bool:
    """Whether the word at an offset is written as part of a name: "Hollow" is not empty."""
    return at > 0 and text[at].isupper()


@lru_cache(maxsize=32768)
def _means(word: str, other: str) -> bool:
    """Whether two words stand for the same: by meaning, or one is the main part of the other."""
    short, long = sorted((word, other), key=len)
    if len(short) >= _COMPOUND and long.endswith(short) and long != short:
        return True
    found = relation(word, other)
    return found == "same" or (found == "near" and "n" in kinds(word) & kinds(other))


def is_verb(word: str, before: str) -> bool:
    """Whether a word stands as a verb, by its form ("collapsed", "fell") or after "will", "could" and the like."""
    if "v" not in kinds(word):
        return False
    return word.endswith(_ENDS) or root(word) != stem(word) or bool(_AUXILIARY.search(before[-_REACH:]))


def _spared(one: Face) -> str | None:
    """Return what has happened to nobody, where the first clause of a text tells nothing else; None for all others."""
    if not _NOBODY.match(one.text) or one.values or one.others:
        return None
    end = _CLAUSE_END.search(one.text)
    own = clause(one.text[: end.start()] if end else one.text)
    told = {word.term for word in own.words if word.text not in _EVENTS}
    return next(iter(told)) if len(told) == 1 and told <= _HARMED else None
