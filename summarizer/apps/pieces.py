"""What a briefing holds, in pieces that a question may ask for, and the words that tell which.

A piece is a claim, a figure or an open question with the sentences that carry it. It is about a question only where every
word of the question that says something stands in it: as a form of the word, as a word that news puts for it ("troops",
"soldiers"), or as another name of the same actor.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.lexicon import root
from summarizer.grounding.matching import FUNCTION_WORDS, words_of
from summarizer.merging.wording import sequence, term
from summarizer.models import Claim, Figure, Uncertainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from summarizer.models import Actor, Span, Story

LONGEST = 2_000
"""Characters of a text that are looked at for words."""
_COUNTRY = 3  # words of a country's name at the most: "United Arab Emirates"
_SURNAME = 3  # letters that a surname has at least which stands for a person
SILENT = FUNCTION_WORDS | frozenset(
    """
    a s t d ll re ve who whom whose which what when where why how many much few tell told say says said saying claim claims claimed
    think thinks thought believe believes believed according exactly please anybody anyone anything somebody someone
    something else ever still now yet happen happens happened happening article articles briefing story stories news
    people person persons am me my we us our i not no yes there here been get got just really know known total number
    altogether did does done
    """.split()
)
"""Words of a question that say nothing of what is asked for."""

Need = frozenset[str]
"""Terms of which one has to stand in a piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A claim, a figure or an open question.

    Attributes:
        item: It.
        story: Its story.
        own: The terms of its own words.
        terms: Those, and the terms of the sentences that carry it and of who says it.
    """

    item: Claim | Figure | Uncertainty
    story: Story
    own: frozenset[str]
    terms: frozenset[str]

    @property
    def words(self) -> str:
        """What it says."""
        return self.item.of if isinstance(self.item, Figure) else self.item.text

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, and the sentences that carry it."""
        return (self.words, *(span.text for span in self.spans))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The sentences that carry it, each once."""
        if isinstance(self.item, Uncertainty):
            return self.item.evidence
        said = self.item.statements if isinstance(self.item, Claim) else self.item.readings
        return tuple(dict.fromkeys(span for one in said for span in one.evidence))

    def meets(self, needs: Iterable[Need]) -> bool:
        """Whether every need is met, if only by the sentences that carry it."""
        return all(need & self.terms for need in needs)

    def says(self, needs: Iterable[Need]) -> bool:
        """Whether its own words meet every need."""
        return all(need & self.own for need in needs)

    def closeness(self, needs: Iterable[Need]) -> int:
        """Return how many needs its own words meet."""
        return sum(bool(need & self.own) for need in needs)


class Index:
    """The pieces of stories, and the names of their actors."""

    def __init__(self, stories: Collection[Story]) -> None:
        self.actors = [actor for tale in stories for actor in tale.actors]
        self._by_term: dict[str, list[Actor]] = defaultdict(list)
        self._names: dict[str, dict[tuple[tuple[str, ...], str], None]] = defaultdict(dict)
        for actor in self.actors:
            self._by_term[actor_term(actor)].append(actor)
            for name in _names_of(actor):
                self._names[name[0]][name, actor_term(actor)] = None
        self.pieces = [piece for tale in stories for piece in self._pieces(tale)]

    def named(self, text: str) -> list[Actor]:
        """Return the actors that a text names, in any case, in the order of the text."""
        terms = dict.fromkeys(one for _, _, one in self._places([word.text for word in words_of(text[:LONGEST])]))
        return [actor for one in terms for actor in self._by_term[one]]

    def by_role(self, text: str) -> list[Actor]:
        """Return the actors whose role, or own words, a text gives: "the mayor", "police in Vell"."""
        wanted = self.terms(text) - {"th"}
        found = [actor for actor in self.actors if wanted and wanted <= self.terms(f"{actor.name} {actor.role or ''}")]
        return found if len({actor.name for actor in found}) == 1 else []

    def order(self, text: str) -> list[str]:
        """Return the terms of the actors and countries that a text names, in the order of their first places."""
        words = list(words_of(text[:LONGEST]))
        found = [(start, named) for start, _, named in self._places([word.text for word in words])]
        found += [(start, country) for start, _, country in _countries([text[word.start : word.end] for word in words])]
        return list(dict.fromkeys(named for _, named in sorted(found)))

    def needs(self, question: str, silent: Collection[str] = ()) -> list[Need]:
        """Return what a question asks for: for each word that says something, the terms that may stand for it.

        Args:
            question: English.
            silent: Words, folded, that say nothing in this question, beside those that never do.
        """
        text = question[:LONGEST]
        words = list(words_of(text))
        folded = [word.text for word in words]
        others: dict[int, set[str]] = defaultdict(set)
        for start, end, named in self._places(folded):
            for at in range(start, end):
                others[at].add(named)
        for start, end, country in _countries([text[word.start : word.end] for word in words]):
            for at in range(start, end):
                others[at].add(country)
        return [
            frozenset(_forms(word) | others[at])
            for at, word in enumerate(folded)
            if _forms(word) and word not in silent
        ]

    def _pieces(self, tale: Story) -> Iterator[Piece]:
        cast = {actor.id: actor for actor in tale.actors}
        items: tuple[Claim | Figure | Uncertainty, ...] = (*tale.claims, *tale.figures, *tale.uncertainties)
        for item in items:
            if isinstance(item, Claim):
                words, said = item.text, [one.speaker for one in item.statements]
            elif isinstance(item, Figure):
                words, said = f"{item.of} {item.scope or ''}", [one.speaker for one in item.readings]
            else:
                words, said = item.text, []
            own = self.terms(words)
            speakers = (cast[one] for one in said if one in cast)
            bare = Piece(item, tale, own, own)
            more = [f"{actor.name} {actor.role or ''}" for actor in speakers] + [span.text for span in bare.spans]
            yield replace(bare, terms=own.union(*map(self.terms, dict.fromkeys(more))))

    def terms(self, text: str) -> frozenset[str]:
        """Return the terms of a text: its words' forms, the countries and the actors that it names."""
        folded = [word.text for word in words_of(text[:LONGEST])]
        countries = (one.casefold() for one in sequence(text[:LONGEST]))
        return frozenset().union(*map(_forms, folded), countries, (named for _, _, named in self._places(folded)))

    def _places(self, folded: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yield where actors are named among folded words: the first word, the one after the last, and the actor's term."""
        for at, word in enumerate(folded):
            for name, named in self._names.get(word, ()):
                if tuple(folded[at : at + len(name)]) == name:
                    yield at, at + len(name), named


def _names_of(actor: Actor) -> Iterator[tuple[str, ...]]:
    """Yield the names of an actor as folded words; of a person also the surname."""
    for name in (actor.name, *actor.aliases):
        words = tuple(word.text for word in words_of(name))
        if words:
            yield words
            if actor.kind == "person" and len(words[-1]) >= _SURNAME:
                yield words[-1:]


def actor_term(actor: Actor) -> str:
    """Return the term that stands for an actor by whatever name; the same actor has one name in all stories."""
    return f"= {actor.name}"


@lru_cache(maxsize=32_768)
def _forms(word: str) -> frozenset[str]:
    """Return the terms of a folded word: what its forms share, and what news puts for it; none of one that is silent."""
    if word in SILENT:
        return frozenset()
    normal = term(word)
    return frozenset({root(word), normal.casefold()}) if normal else frozenset({root(word)})


def _countries(written: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where a question names countries, also in small letters, and the term of each."""
    for at in range(len(written)):
        for size in range(1, _COUNTRY + 1):
            phrase = " ".join(written[at : at + size])
            found = names.country(phrase) or (names.country(phrase.title()) if size > 1 else None)
            if found and at + size <= len(written):
                yield at, at + size, found.casefold()
