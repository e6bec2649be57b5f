"""Single persons told of in several sentences, each of them once: "a man", "the victim" and "Ada Vale, 25" may be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grounding.fates import Mention
    from summarizer.grounding.persons import Person

Harm = Literal["killed", "injured"]

TITLE = 3.0
"""What a mention in the title, or in the first sentence, weighs."""

_FADES = 5  # sentences after which a mention weighs half
_LEAD = 12  # sentences; whoever is first told of after them is of another event
_STAND_INS = frozenset(("", "man", "woman"))


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, the text it stands in, and the number of that sentence; 0 is the title."""

    number: int
    mention: Mention
    text: str

    @property
    def weight(self) -> float:
        """How much a mention there speaks for: the earlier the more."""
        return TITLE / (1 + max(0, self.number - 1) / _FADES)


class Victim:
    """One person told of, in one or several sentences."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.persons: list[Person] = []

    @property
    def harm(self) -> Harm:
        """What became of them in the end."""
        return "killed" if any(one.mention.fate == "killed" for one in self.told) else "injured"

    @property
    def open(self) -> bool:
        """Whether no sentence so far says whether they lived."""
        return all(one.mention.fate == "shot" for one in self.told)

    @property
    def best(self) -> tuple[Told, Person]:
        """The first sentence that tells what became of them, and the words for the person there."""
        pairs = list(zip(self.told, self.persons, strict=True))
        inside = [pair for pair in pairs if pair[0].number] or pairs
        return next((pair for pair in inside if pair[0].mention.fate == self.harm), inside[0])

    def named(self, person: Person) -> bool:
        """Whether a person bears a name that this one bears."""
        return bool(person.name) and any(_same_name(mine.name, person.name) for mine in self.persons if mine.name)

    def counted(self) -> bool:
        """Whether a number or a word like "another" sets them beside those told of before."""
        return any(mine.new or mine.stated for mine in self.persons)

    def fits(self, one: Told, person: Person) -> bool:
        """Whether a person of a mention may be this one: nothing known of them differs, and no sentence tells of both."""
        pairs = zip(self.told, self.persons, strict=True)
        return all(not _apart(told, one, person) and _alike(mine, person) for told, mine in pairs)


def victims(told: Sequence[Told]) -> list[Victim]:
    """Return the single persons that mentions tell of, in the order of first telling."""
    people: list[Victim] = []
    for one in told:
        for person in one.mention.persons:
            if not person.single:
                continue
            known = _known(people, one, person)
            stand_in = person.definite and person.head in _STAND_INS
            if known is None and (one.number > _LEAD or (stand_in and people)):
                continue
            if known is None:
                known = Victim()
                people.append(known)
            known.told.append(one)
            known.persons.append(person)
    return people


def _known(people: Sequence[Victim], one: Told, person: Person) -> Victim | None:
    """Return who of those told of before a person is: of one name, else of one fate, else of none yet; None if nobody."""
    fitting = [known for known in people if known.fits(one, person)]
    same_fate = [known for known in fitting if known.harm == one.mention.fate]
    named = [known for known in fitting if known.named(person)]
    if person.new:
        chosen = named or [known for known in same_fate if known.counted()]
    else:
        vague = one.mention.fate == "shot" or one.mention.weak or person.definite
        chosen = named or same_fate or [known for known in fitting if known.open] or (fitting if vague else [])
    return chosen[0] if chosen else None


def _apart(told: Told, one: Told, person: Person) -> bool:
    """Whether two mentions tell of two people: of one list, or of two fates in one sentence."""
    if told.mention is one.mention:
        return True
    together = told.number == one.number != 0
    return together and told.mention.fate != one.mention.fate and not person.definite


def _alike(mine: Person, person: Person) -> bool:
    """Whether nothing that both tell of a person differs."""
    known = ((mine.sex, person.sex), (mine.age, person.age))
    if any(a and b and a != b for a, b in known):
        return False
    return not (mine.name and person.name) or _same_name(mine.name, person.name)


def _same_name(a: str, b: str) -> bool:
    return bool(frozenset(a.casefold().split()) & frozenset(b.casefold().split()))
