"""What earlier editions had: which words stood in their articles, and what they told of them.

Ids change from edition to edition, so an article is known again by its text or its address, and what was told of it by
where its evidence stands. Of a page that changed, and of a copy of an article that an earlier edition had, the
sentences are old that stood there, and the others are new.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from summarizer.merging import wording
from summarizer.merging.identity import Identities, by_id, sources
from summarizer.models import Claim, Figure, Reading, Statement, Uncertainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.merging.identity import Key
    from summarizer.models import Briefing, Span, Story

Item = Claim | Figure | Uncertainty
T = TypeVar("T", bound=Item)
S = TypeVar("S", Statement, Reading)

_STRETCH = 256  # characters: spans that overlap share a stretch of their text
_FEWEST = 3  # words of a sentence by which it is known again in another text
_VERSIONS = 8  # older texts of an article and its copies that a sentence is looked for in


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A claim, a figure or an uncertainty that an earlier edition told, and that edition's ISO 8601 date."""

    item: T
    date: str


class Earlier:
    """Earlier editions, laid out so that what a new briefing tells can be looked up in them.

    Of each article the newest edition that had it says what was told of it.
    """

    def __init__(self, before: Sequence[Briefing], now: Briefing) -> None:
        """Lay out the editions `before`, oldest first, for a look from `now`."""
        self._records = by_id(now)
        self._first = sources(self._records)
        same = Identities(record for edition in (*before, now) for record in edition.articles)
        self._identity = {name: same.of(record) for name, record in self._records.items()}
        self._here = frozenset(self._identity.values())
        self._texts: dict[Key, dict[str, None]] = {}  # the older texts of each article, the newest first
        self._places: dict[tuple[str, int], list[tuple[Span, Told[Item]]]] = defaultdict(list)
        self._words: dict[str, list[Told[Item]]] = defaultdict(list)
        self._gone: list[list[Claim]] = []  # by story, what was told of articles that are no more there
        self._tellers: dict[Key, list[int]] = defaultdict(list)  # for each article, the places of its stories there
        self.ended: tuple[str, ...] = ()
        """Headlines of the previous edition's stories of which the new briefing has no article."""
        for edition in reversed(before):
            self._lay(edition, same, last=edition is before[-1])
        self._versions = self._of_sources()
        self._squeezed: dict[str, str] = {}

    def _lay(self, edition: Briefing, same: Identities, *, last: bool) -> None:
        records = by_id(edition)
        identity = {name: same.of(record) for name, record in records.items()}
        fresh = {name for name, one in identity.items() if one not in self._texts}
        for name, record in records.items():
            self._texts.setdefault(identity[name], {})[record.text] = None
        for story in edition.stories:
            members = dict.fromkeys(identity[one] for one in story.articles if one in identity)
            if last and story.articles and self._here.isdisjoint(members):
                self.ended = (*self.ended, story.headline)
            if self._here.isdisjoint(members):
                continue
            for one in members:
                self._tellers[one].append(len(self._gone))
            self._gone.append([claim for claim in story.claims if self._is_gone(claim, identity)])
            items: tuple[Item, ...] = (*story.claims, *story.figures, *story.uncertainties)
            for item in items:
                told = Told(item, edition.date)
                for span in evidence(item):
                    if span.article in fresh:
                        self._index(span, told, records[span.article].text)

    def _is_gone(self, claim: Claim, identity: Mapping[str, Key]) -> bool:
        return self._here.isdisjoint(identity[one.article] for one in claim.statements if one.article in identity)

    def _index(self, span: Span, told: Told[Item], text: str) -> None:
        self._words[wording.squeeze(span.text)].append(told)
        for stretch in _stretches(span) if text else ():
            self._places[text, stretch].append((span, told))

    def _of_sources(self) -> dict[str, list[str]]:
        """Return the older texts of all articles of one source, by the first of them."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for name, identity in self._identity.items():
            found[self.source(name)].update(self._texts.get(identity, {}))
        return {name: list(texts) for name, texts in found.items()}

    # ── Lookups ───────────────────────────────────────────────────────────────────────────────────

    def source(self, article: str) -> str:
        """Return the id of the first article of the same source in the new briefing."""
        return self._first.get(article, article)

    def followed(self, story: Story) -> bool:
        """Whether an earlier edition had some article of a story, or one that it is a copy of."""
        return any(self._versions.get(self.source(one)) for one in story.articles)

    def stood(self, span: Span) -> bool:
        """Whether a span's words stood in an article that an earlier edition had: this one, or one it is a copy of."""
        record = self._records.get(span.article)
        if record is None:
            return False
        if record.text and record.text in self._texts.get(self._identity[span.article], {}):
            return True
        words = wording.squeeze(span.text)
        versions = self._versions[self.source(span.article)]
        if not versions or len(words.split()) < _FEWEST:
            return False
        return words in self._words or any(f" {words} " in self._squeeze(text) for text in versions[:_VERSIONS])

    def parted(self, sayings: Iterable[S]) -> tuple[tuple[S, ...], tuple[S, ...]]:
        """Return the statements or readings some of whose evidence stood in an earlier edition, and the others."""
        old: list[S] = []
        new: list[S] = []
        for one in sayings:
            (old if any(map(self.stood, one.evidence)) else new).append(one)
        return tuple(old), tuple(new)

    def _squeeze(self, text: str) -> str:
        if text not in self._squeezed:
            self._squeezed[text] = f" {wording.squeeze(text)} "
        return self._squeezed[text]

    def told(self, spans: Iterable[Span], kind: type[T]) -> list[Told[T]]:
        """Return what of a kind the earlier editions rested on some of these spans, the newest edition first."""
        found: dict[int, Told[T]] = {}
        for span in spans:
            for one in self._resting(span):
                if isinstance(one.item, kind):
                    found.setdefault(id(one), Told(one.item, one.date))
        return sorted(found.values(), key=lambda one: one.date, reverse=True)

    def _resting(self, span: Span) -> Iterator[Told[Item]]:
        record = self._records.get(span.article)
        text = record.text if record else ""
        for stretch in _stretches(span) if text else ():
            for other, told in self._places.get((text, stretch), ()):
                if other.start < span.end and span.start < other.end:
                    yield told
        if self.stood(span):
            yield from self._words.get(wording.squeeze(span.text), ())

    def gone(self, story: Story) -> list[Claim]:
        """Return the claims that earlier editions of a story told of articles that the new briefing has no more."""
        own = dict.fromkeys(self._identity[one] for one in story.articles if one in self._identity)
        places = dict.fromkeys(place for one in own for place in self._tellers.get(one, ()))
        found: dict[str, Claim] = {}
        for claim in (claim for place in places for claim in self._gone[place]):
            found.setdefault(wording.squeeze(claim.text), claim)
        return list(found.values())


def evidence(item: Item) -> Iterator[Span]:
    """Yield every span that a claim, a figure or an uncertainty rests on."""
    if isinstance(item, Uncertainty):
        yield from item.evidence
        return
    for one in item.statements if isinstance(item, Claim) else item.readings:
        yield from one.evidence


def _stretches(span: Span) -> range:
    return range(span.start // _STRETCH, max(span.start, span.end - 1) // _STRETCH + 1)
