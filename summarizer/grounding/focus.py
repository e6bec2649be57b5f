"""Focus: who was spoken of last, and whether they are a he or a she, so that a pronoun finds whom it means."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.grounding.given import gender_of_name
from summarizer.grounding.roles import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.grounding.roster import Entry, Roster
    from summarizer.models import ActorKind

_FOCUS_LENGTH = 12
_FOCUS_SENTENCES = 6
_OPENING = 12
"""Characters: a pronoun this close to a sentence's start goes on about the one person of the sentence before."""
_GENDERS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_GENDERED = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)
_HONORIFIC = re.compile(r"\b(?:(?P<he>Mr|Sir|Lord)|(?P<she>Mrs|Ms|Miss|Lady|Dame))\b\.?\s+$")
_KINDS: dict[str, tuple[ActorKind, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "they": ("group", "organization"),
    "it": ("organization", "country"),
}


@dataclass(slots=True)
class Focus:
    """Who was spoken of last, so that a pronoun can be resolved; `genders` are 'he' or 'she' by name."""

    genders: dict[str, str]
    _seen: deque[tuple[int, str, ActorKind]] = field(default_factory=lambda: deque(maxlen=_FOCUS_LENGTH))

    def saw(self, sentence: int, name: str, kind: ActorKind) -> None:
        """Put a speaker or subject of a sentence into focus."""
        self._seen.append((sentence, name, kind))

    def fits(self, pronoun: str, name: str | None) -> bool:
        """Whether a person may be meant by "he" or "she": nothing shows another gender."""
        gender = _GENDERS.get(pronoun.casefold())
        return name is not None and self.genders.get(name, gender) == gender

    def meant(self, pronoun: str, sentence: int) -> str | None:
        """Return whom a pronoun in a sentence means; None where nobody in focus fits."""
        gender = _GENDERS.get(pronoun.casefold())
        kinds = _KINDS.get(pronoun.casefold(), ())
        for seen, name, kind in reversed(self._seen):
            if sentence - seen > _FOCUS_SENTENCES:
                return None
            if kind in kinds and (gender is None or self.genders.get(name, gender) == gender):
                return name
        return None


def genders(sentences: Iterable[tuple[int, str]], known: Roster) -> dict[str, str]:
    """Return 'he' or 'she' for the people whose gender pronouns, given names, titles or roles show, by name.

    `sentences` are offsets and words of an article's sentences, with what is quoted blanked out.
    """
    votes: dict[str, Counter[str]] = {}
    titled: dict[str, str] = {}
    alone: Entry | None = None
    for offset, text in sentences:
        people = [m for m in known.within(offset, offset + len(text)) if m[2].kind == "person"]
        for start, _, entry in people:
            if honorific := _HONORIFIC.search(text, max(0, start - offset - _OPENING), start - offset):
                titled[entry.name] = honorific.lastgroup or ""
        pronoun = _GENDERED.search(text)
        if pronoun:
            before = {entry.name: entry for _, end, entry in people if end <= offset + pronoun.start()}
            first = next(iter(before.values())) if len(before) == 1 else None
            owner = first or (alone if not before and pronoun.start() < _OPENING else None)
            if owner:
                votes.setdefault(owner.name, Counter())[_GENDERS[pronoun.group().casefold()]] += 1
        everyone = {entry.name: entry for _, _, entry in people}
        alone = next(iter(everyone.values())) if len(everyone) == 1 else alone if not everyone else None
    shown = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    given = {entry.name: gender for entry in known.entries if (gender := gender_of_name(entry.name))}
    return shown | given | titled | {entry.name: gender for entry in known.entries if (gender := gender_of(entry.role))}
