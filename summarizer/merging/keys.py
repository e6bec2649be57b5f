"""What a figure counts, so that figures of several articles that count the same thing meet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.counting import HANDLED
from summarizer.grounding.scopes import leaves_out
from summarizer.merging import wording

if TYPE_CHECKING:
    from summarizer.models import Figure

TOLLS = ("people killed", "people injured")
"""What the tolls of an event count, as `grounding` words it."""

_WORDS_AFTER = 5
_WORDS_BEFORE = 3
_GENERAL = frozenset(
    term
    for term in wording.sequence(
        "people man woman child year month week day hour minute time times dollar euro pound mile kilometre kilometer "
        "metre meter foot point vote case degree ton tonne part member official place thing "
        "victim suspect block"
    )
)
_FATES = frozenset(
    wording.sequence(
        "killed injured arrested shot missing displaced evacuated homeless rescued captured infected executed"
    )
)
_SAME = {
    wording.sequence(word)[0]: wording.sequence(head)[0]
    for head, words in {
        "home": "household house residence dwelling",
        "worker": "striker employee",
        "people": "person resident",
        "rescued": "saved",
    }.items()
    for word in words.split()
}
"""Terms that news puts for one another of those counted."""

_SCOPE = re.compile(
    r"\b(?:(?:this|last|each|every|per|a) (?:year|month|week|day)|since \w+|in (?:19|20)\d\d|annual(?:ly)?|"
    r"(?:not )?(?:in|ex)?cluding|(?:not )?counting|so far|in total|overall|nationwide|worldwide|another|additional|"
    r"other|more(?! than))\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:year|month|week|day|season|decade|annual\w*|since|(?:19|20)\d\d)\b", re.IGNORECASE)
_DISTINCT = 10  # from which two counts of one noun that give the same number are hardly of two things
_PLAIN_SCOPE = re.compile(r"\b(?:the|a|an|so far|calendar)\s", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"\b(?:of|in|on|at|from|to|for|with|who|that|which|near|by|under|over)\b")


WITHOUT_KILLER = frozenset({"without killer"})
WITH_KILLER = frozenset({"with killer"})
"""Scopes of a toll, in whatever words an article says them."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure counts. Figures with equal keys may be one.

    Attributes:
        unit: 'percent', 'USD', …; None for a plain count.
        head: The noun, normalised; None where only a nationality or a fate is named.
        about: The other words: nationality and what else tells these from others.
        fate: What became of those counted, or None.
        scope: The words that widen or narrow what is counted.
        toll: Whether it is the killed or the injured of the story's event.
    """

    unit: str | None
    head: str | None
    about: frozenset[str]
    fate: str | None
    scope: frozenset[str]
    toll: bool = False

    @property
    def general(self) -> bool:
        """Whether much else in the same articles may be counted by these words."""
        return self.unit is not None or (self.fate is None and not self.about and (self.head or "") in {"", *_GENERAL})

    @property
    def telling(self) -> bool:
        """Whether the words suffice to call two values of it a dispute: those killed, or soldiers of one country."""
        toll = self.fate is not None and (self.head in (None, "people") or bool(self.countries))
        return self.unit is None and (toll or bool(self.head and self.countries))

    @property
    def countries(self) -> frozenset[str]:
        """The countries among the words."""
        return frozenset(term for term in self.about if names.country(term))

    def may_be(self, other: Key) -> bool:
        """Whether figures of one value and noun may be one, though the words of one tell more or tell it otherwise.

        Fates, nationalities, other words and scopes may be left unsaid in one of them; times may be worded in two ways.
        """
        fates = self.fate is None or other.fate is None or self.fate == other.fate
        scopes = not (self.scope and other.scope) or self.scope == other.scope or (self._timed and other._timed)
        same = self._measures(other) if self.unit else self.about <= other.about or other.about <= self.about
        return not self.toll and not other.toll and fates and same and (scopes or self._within(other))

    def _measures(self, other: Key) -> bool:
        """Whether two figures with a unit share a word for what they are of; money may be without ("stealing $380,000")."""
        return None in (self.head, other.head) or bool({self.head, *self.about} & {other.head, *other.about})

    @property
    def _timed(self) -> bool:
        return all(_TIME.search(one) for one in self.scope)

    def _within(self, other: Key) -> bool:
        """Whether of two scopes one names the area that the other calls by its kind: "Ferrand County", "the county"."""
        mine, theirs = ({word for one in key.scope for word in wording.sequence(one)} for key in (self, other))
        return bool(mine & theirs) and (mine <= theirs or theirs <= mine)

    def with_country(self, explicit: frozenset[str], before: str) -> Key:
        """Return the key with the one country that the words before the number name, of those others count."""
        if self.countries or self.head is None or not explicit:
            return self
        fitting = explicit.intersection(wording.sequence(before))
        return replace(self, about=self.about | fitting) if len(fitting) == 1 else self


def key(figure: Figure) -> Key:
    """Return what a figure counts, by its words and those of the first sentence that gives it."""
    first = figure.readings[0]
    text = first.evidence[0].text
    if figure.of in TOLLS and figure.unit is None:
        return Key(None, "people", frozenset(), figure.of.split()[-1], _scope(figure), toll=True)
    phrase = _AFTER_HEAD.split(figure.of, maxsplit=1)[0]
    terms = _terms(phrase) or _terms(figure.of)
    fates = [term for term in _terms(figure.of) if term in _FATES]
    nouns = [term for term in terms if term not in _FATES and not names.country(term)]
    if figure.unit is not None:
        nouns = [] if HANDLED.fullmatch(figure.of) else nouns
        terms = _terms(figure.of) if nouns else ()
    elif not nouns and fates and terms == tuple(fates):
        nouns = ["people"]  # "40 were missing"
    return Key(
        unit=figure.unit,
        head=nouns[-1] if nouns else None,
        about=frozenset(term for term in terms if term not in _FATES) - set(nouns[-1:]),
        fate=fates[-1] if fates else _fate(text, first.surface),
        scope=_scope(figure) or frozenset(found.casefold() for found in _SCOPE.findall(text)),
    )


def _terms(text: str) -> tuple[str, ...]:
    return tuple(_SAME.get(term, term) for term in wording.sequence(text))


def distinct(figure: Figure) -> tuple[float | None, float | None] | None:
    """Return the bounds that a figure's one value is known by; None of several, and of numbers that count many things."""
    values = {(one.low, one.high if one.high is not None else one.low) for one in figure.readings}
    low, high = next(iter(values))
    return (low, high) if len(values) == 1 and (low or 0) >= _DISTINCT else None


def _scope(figure: Figure) -> frozenset[str]:
    """Return a figure's own scope without the words that do not tell: "so far this year" is "this year"."""
    plain = _PLAIN_SCOPE.sub("", (figure.scope or "").casefold()).strip()
    if who := leaves_out(plain):
        return WITHOUT_KILLER if who == "without" else WITH_KILLER
    return frozenset({plain} - {""})


def _fate(text: str, surface: str) -> str | None:
    """Return what a sentence says became of those counted: after the number within its clause, else just before it."""
    before, _, after = text.partition(surface)
    clause = re.split(r"[,;:.]|\band\b|\bbut\b", after, maxsplit=1)[0]
    near = [*_terms(" ".join(clause.split()[:_WORDS_AFTER]))]
    near += reversed(_terms(" ".join(before.split()[-_WORDS_BEFORE:])))
    return next((term for term in near if term in _FATES), None)
