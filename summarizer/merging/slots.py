"""Who and what a clause tells of, and whether another one has somebody or something else in that place.

"The road from Pell was closed because of the ash" and "The airport of Pell was closed because of the ash" share nearly
all their words, and tell of two things. A clause is laid out in slots: who or what is in it, subject or object alike, what
stands after each preposition, and why. Two clauses tell of different things where each has, in one slot, a noun that the
other has nowhere, neither itself nor by a word for the same or a broader one ("blaze", "fire"; "official", "minister").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from summarizer.grounding.lexicon import covers, kinds, relation
from summarizer.grounding.matching import words_of
from summarizer.merging import paraphrase, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.grounding.matching import Word

_IN_IT = "it"
_PLACE = "place"
_PREPOSITIONS = {
    **{one: one for one in "of from to into for with over under after before during against between among".split()},
    **{one: one for one in "through about as despite until since like than off onto upon".split()},
    **dict.fromkeys("in at on near outside inside around across within along beside behind".split(), _PLACE),
    "by": _IN_IT,
}
"""The slot that each preposition opens; who did it ("by") and what it was done to are one, as voices differ."""

_DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no each every".split())
_AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would shall should can could may might must who which".split()
)
_VAGUE = frozenset(
    """
    number people person man men woman women member members group area place scene time case part way incident event thing
    things statement state report reports home town city village county others one ones anything something anyone residents
    authorities officials kind end top side line use lot set total majority rest front back
    """.split()
)
"""Nouns that tell nothing apart: what they stand for is called otherwise elsewhere."""
_WORDS = 60  # words of a clause that are looked at
_COMPOUND = 4  # letters that the part of a compound has at least
_WHY = re.compile(
    r"\b(?:because(?:\sof)?|due\sto|owing\sto|as\sa\sresult\sof|caused\sby)\s(?P<why>[^,;.:]{3,160})", re.IGNORECASE
)
_PRIVATIVE = frozenset(
    "former deputy acting vice assistant retired attempted alleged suspected ex late would-be".split()
)
"""Words that make what follows them something else: a former mayor is not the mayor."""
_EITHER = tuple(
    frozenset(line.split())
    for line in (
        "first second third fourth fifth sixth seventh eighth ninth tenth last",
        "red blue green yellow black white grey gray brown orange purple pink",
        "northern southern eastern western north south east west",
        "spring summer autumn winter",
    )
)
"""Words of which a thing is one or another."""
_LIGHT_VERBS = frozenset(
    "happened occurred took taken made given gave went came held seen set began begun started had called known based led".split()
)
_HOURS = {"morning": "morning", "dawn": "morning", "afternoon": "afternoon", "evening": "night", "night": "night"}
_HOUR = re.compile(rf"\b(?:{'|'.join(_HOURS)})\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\band\b|,|;", re.IGNORECASE)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_PAST = frozenset("hit put cut set beat shut hurt cost quit split spread burst".split())
"""Verbs whose past is their first form: after a noun one of them is a verb."""
_ALL = re.compile(r"\b(?:all|every|each|whole|entire|both|none)\b", re.IGNORECASE)
_SOME = re.compile(r"\b(?:some|only|part|parts|most|half|few|several|many|a\squarter|a\sthird)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A noun of a clause in its slot.

    Attributes:
        role: The preposition that it follows, or "it".
        head: The noun, folded.
        before: The nouns and adjectives right before it.
        after: How many verbs stand before it.
    """

    role: str
    head: str
    before: tuple[str, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a clause tells of.

    Attributes:
        slots: Its nouns, but for names and vague ones.
        verbs: Its verbs, but for those that tell nothing by themselves.
        words: All its words.
        reach: 'all' or 'some', where it says that it holds for these; '' else.
        voice: 'passive' where it tells by whom; 'mixed' where it has several parts, which may be told in any order; else ''.
        hours: 'morning', 'afternoon' or 'night', where it tells one of these; '' else.
    """

    slots: tuple[Slot, ...]
    verbs: tuple[str, ...]
    words: tuple[str, ...]
    reach: str
    voice: str
    hours: str


def substituted(text: str, other: str) -> bool:
    """Whether each of two texts tells of something, or gives a reason, where the other has another one; symmetric."""
    ours, theirs = _reason(text), _reason(other)
    if ours and theirs and not any(_related(one, another) for one, another in product(ours, theirs)):
        return True
    a, b = _both(text, other)
    if any(one and another and one != another for one, another in ((a.reach, b.reach), (a.hours, b.hours))):
        return True
    if _crossed(a, b):
        return True
    return any(_other(one, another, a, b) for one, another in product(a.slots, b.slots) if one.role == another.role)


def _crossed(a: Layout, b: Layout) -> bool:
    """Whether two nouns have changed places: "the driver hit the cyclist" and "the cyclist hit the driver"."""
    mine, theirs = _placed(a), _placed(b)
    for one, two in combinations([head for head in mine if head in theirs], 2):
        roles = mine[one].role, mine[two].role
        if (theirs[two].role, theirs[one].role) != roles:
            continue
        if roles[0] != roles[1]:
            if _IN_IT in roles:
                return True
            continue
        turned = (mine[one].after < mine[two].after) and (theirs[one].after > theirs[two].after)
        if turned and a.voice == b.voice != "mixed":
            return True
    return False


def _placed(one: Layout) -> dict[str, Slot]:
    """Return the nouns of a clause that stand in it once, by their terms."""
    found: dict[str, list[Slot]] = {}
    for slot in one.slots:
        found.setdefault(wording.term(slot.head) or slot.head, []).append(slot)
    return {head: slots[0] for head, slots in found.items() if len(slots) == 1}


def other_deed(text: str, other: str) -> bool:
    """Whether each of two texts has a verb that the other has no word for: "approved" and "discussed"; symmetric."""
    a, b = _both(text, other)
    return _undone(a, b) and _undone(b, a)


def _undone(one: Layout, other: Layout) -> bool:
    return any(not any(_same_deed(verb, word, near=word in other.verbs) for word in other.words) for verb in one.verbs)


@lru_cache(maxsize=32768)
def _same_deed(verb: str, word: str, *, near: bool) -> bool:
    told = relation(verb, word)
    return _one_term(verb, word) or told == "same" or (near and told == "near")


def _one_term(word: str, other: str) -> bool:
    return (term := wording.term(word)) is not None and term == wording.term(other)


def _other(one: Slot, another: Slot, a: Layout, b: Layout) -> bool:
    """Whether two nouns in one slot are of two things: "road" and "airport", "bus driver" and "truck driver"."""
    if _lacks(one.head, b) and _lacks(another.head, a):
        return True
    if not _related(one.head, another.head):
        return False
    mine, theirs = frozenset(one.before), frozenset(another.before)
    if (mine ^ theirs) & _PRIVATIVE and _one_term(one.head, another.head):
        return True
    if any((mine - theirs) & group and (theirs - mine) & group for group in _EITHER):
        return True
    return any(_lacks(word, b) for word in _nouns(mine)) and any(_lacks(word, a) for word in _nouns(theirs))


def _nouns(words: frozenset[str]) -> list[str]:
    """Return the words that can only be nouns: adjectives are chosen more freely."""
    return [word for word in words if "a" not in kinds(word)]


def _lacks(word: str, other: Layout) -> bool:
    return not any(_related(word, one) for one in other.words)


@lru_cache(maxsize=32768)
def _related(word: str, other: str) -> bool:
    """Whether two words may stand for one thing: of one meaning, one broader than the other, or part of a compound."""
    if _one_term(word, other) or relation(word, other) in ("same", "near"):
        return True
    short, long = sorted((word, other), key=len)
    if len(short) >= _COMPOUND and long.endswith(short):
        return True
    return covers(word, other) or covers(other, word)


def _both(text: str, other: str) -> tuple[Layout, Layout]:
    """Return of each of two texts the clause that has most of the other's terms, the first one of several."""
    chosen = []
    for one, another in ((text, other), (other, text)):
        terms = frozenset(wording.sequence(wording.core(another)))
        chosen.append(max(paraphrase.parts(one), key=lambda part: len(terms & frozenset(wording.sequence(part)))))
    return layout(chosen[0]), layout(chosen[1])


@lru_cache(maxsize=16384)
def _reason(text: str) -> tuple[str, ...]:
    """Return the nouns of the reason that a text gives."""
    why = _WHY.search(wording.core(text))
    return tuple(dict.fromkeys(one.text for one in words_of(why["why"]) if _is_noun(one.text))) if why else ()


@lru_cache(maxsize=16384)
def layout(clause: str) -> Layout:
    """Return what a clause tells of, by its first words where it has very many."""
    words = list(islice(words_of(clause), _WORDS))
    clause = clause[: words[-1].end] if words else ""
    why = _WHY.search(clause)
    laid = list(_laid(clause[: why.start()] if why else clause))
    hours = {_HOURS[one.group().casefold()] for one in _HOUR.finditer(clause)}
    return Layout(
        slots=tuple(one for one in laid if isinstance(one, Slot)),
        verbs=tuple(dict.fromkeys(one for one in laid if isinstance(one, str))),
        words=tuple(dict.fromkeys(one.text for one in words)),
        reach="all" if _ALL.search(clause) else "some" if _SOME.search(clause) else "",
        voice="mixed" if _SEVERAL.search(clause) else "passive" if _BY.search(clause) else "",
        hours=hours.pop() if len(hours) == 1 else "",
    )


def _laid(clause: str) -> Iterator[Slot | str]:
    """Yield the nouns of a clause with their slots, and its verbs, in order."""
    role, last, end, verbs = _IN_IT, "", 0, 0
    phrase: list[Word] = []
    for word in words_of(clause):
        joined = clause[end : word.start].strip(" -'’") == ""
        opened = _PREPOSITIONS.get(word.text)
        closed = bool(opened) or word.text in _DETERMINERS or word.text in _AUXILIARIES
        verb = not closed and _is_verb(word, clause, last, free=bool(phrase) or role == _IN_IT)
        held = not closed and not verb and (_is_noun(word.text) or "a" in kinds(word.text) or word.text == "s")
        if not (joined and held):
            yield from _slot(role, phrase, clause, verbs)
            phrase = []
        if opened or verb or word.text in _AUXILIARIES:
            role = opened or _IN_IT
        verbs += verb
        if verb and word.text not in _LIGHT_VERBS:
            yield word.text
        if held and word.text != "s":
            phrase.append(word)
        last, end = word.text, word.end
    yield from _slot(role, phrase, clause, verbs)


def _slot(role: str, phrase: list[Word], clause: str, after: int) -> Iterator[Slot]:
    """Yield the slot that a phrase fills, its last noun being what it is of; none of a name or a vague noun."""
    at = max((place for place, one in enumerate(phrase) if _is_noun(one.text)), default=None)
    if at is None or _is_name(phrase[at], clause) or phrase[at].text in _VAGUE:
        return
    yield Slot(role, phrase[at].text, tuple(one.text for one in phrase[:at] if not _is_name(one, clause)), after)


@lru_cache(maxsize=16384)
def _is_noun(word: str) -> bool:
    """Whether a word may be a noun that tells one thing from another: no time, no number, no function word."""
    if word in paraphrase.TIME or wording.term(word) is None or any(letter.isdigit() for letter in word):
        return False
    return "n" in kinds(word) or not kinds(word)


def _is_name(word: Word, clause: str) -> bool:
    """Whether a word is written as a name; the first one is, where nothing is called so."""
    return clause[word.start].isupper() and (word.start > 0 or not kinds(word.text))


def _is_verb(word: Word, clause: str, last: str, *, free: bool) -> bool:
    """Whether a word stands as a verb: not right after "the", nor before the noun that a preposition needs."""
    if not free or last in _DETERMINERS:
        return False
    return (word.text in _PAST and bool(last)) or paraphrase.is_verb(word.text, clause[: word.start])
