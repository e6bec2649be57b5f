"""What became of how many: clauses that tell of the killed, the missing or the arrested of one event.

"Two men were shot dead at a car wash in Vell" and "two brothers were killed in a shooting at the car wash" differ in most
words, but an event has one such number at a time. In one story two clauses of one fate, one number and one place tell
the same, whatever else they say of those concerned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.merging import paraphrase, wording
from summarizer.merging.readings import agree

if TYPE_CHECKING:
    from summarizer.merging.likeness import Face
    from summarizer.models import Reading

_TOLLS = frozenset(wording.sequence("killed missing"))
_FATES = _TOLLS | frozenset(wording.sequence("arrested"))
_SHARED = 3  # terms beside the fate that both tell, at the least
_NOUNS = 1  # of these that are of no name
_SOMEBODY = re.compile(
    r"\b(?:a|one)\s(?:[\w-]+\s){0,2}?(?:man|woman|person|suspect|teenager|boy|girl|gunman|driver|officer)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:second|third|fourth|fifth|another|other|further|also)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Toll:
    """What a clause tells of people: the term of their fate, how many they are (None of "a man"), and its terms.

    Attributes:
        fate: The term of what became of them, such as 'kill'.
        number: How many; None of somebody who is not named.
        terms: All terms of the clause.
        named: Those of them that are of names.
    """

    fate: str
    number: Reading | None
    terms: frozenset[str]
    named: frozenset[str]


def toll(face: Face) -> Toll | None:
    """Return what the first clause of a text tells of people; None where it denies, or tells more than one such thing."""
    clause = paraphrase.clause(face.text)
    terms = frozenset(one.term for one in clause.words)
    fate, values = terms & _FATES, clause.face.values
    if clause.denies or face.partial or len(fate) != 1 or clause.face.scope or face.content.modal:
        return None
    if len(values) > 1 or (values and values[0].unit) or not (values or _SOMEBODY.search(clause.face.text)):
        return None
    named = frozenset(one.term for one in clause.words if one.name)
    return Toll(next(iter(fate)), values[0].reading if values else None, terms, named)


def counted(face: Face) -> tuple[Toll, Reading] | None:
    """Return the number of killed or missing that the first clause of a text tells; None where it is no such clause."""
    found = toll(face)
    return (found, found.number) if found and found.number and found.fate in _TOLLS else None


def same(a: Face, b: Face) -> bool:
    """Whether two texts of one story tell that the same became of as many people at one place."""
    mine, theirs = toll(a), toll(b)
    if mine is None or theirs is None or mine.fate != theirs.fate or paraphrase.bounds_clash(a, b):
        return False
    if mine.number is None or theirs.number is None:
        if mine.number != theirs.number or _ANOTHER.search(a.text) or _ANOTHER.search(b.text):
            return False
    elif not agree(mine.number, theirs.number):
        return False
    years = {one for one in a.others ^ b.others if _YEAR.fullmatch(one)}
    if years or wording.exclusive(a.content, b.content) or wording.names_clash(a.content, b.content):
        return False
    shared = (mine.terms & theirs.terms) - {mine.fate}
    return len(shared) >= _SHARED and bool(shared & mine.named) and len(shared - mine.named - theirs.named) >= _NOUNS
