"""A story's claims, figures and questions as the page shows them: all of them, each with every place it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.writing import figures, wording
from summarizer.writing.blocks import Run, gap
from summarizer.writing.page.scale import Drawn, Scale
from summarizer.writing.parties import carrying, parties
from summarizer.writing.safe import plain
from summarizer.writing.unknown import doubt, question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models import Claim, Figure, Span, Uncertainty
    from summarizer.writing.blocks import Runs, Style
    from summarizer.writing.figures import Value
    from summarizer.writing.page.filters import Filters
    from summarizer.writing.page.texts import Cite, Texts
    from summarizer.writing.parties import Party
    from summarizer.writing.stories import View

_ID = re.compile(r"[cfu][0-9]{1,9}")  # as merging gives them out: none is a story's ("s1") or an article's ("t1")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run with the space before it, and, where it is a mark, where it leads."""

    gap: str
    text: str
    style: Style
    url: str | None
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that leads to what it rests on: its words, the first place, and what is said of it after."""

    text: str
    first: Cite | None
    rest: tuple[Stretch, ...] = ()
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """Who says a claim, or gives a reading, and where: 'denied by', 'Port Norl', 'said to be possible', a quotation."""

    how: str
    who: str
    more: str
    quote: str
    sources: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """A claim with all its sides; `actors`, `sources` and `status` are what the filters look at.

    Of this and of every item below `anchor` is the id on the page, '' where it has none.
    """

    anchor: str
    told: Told
    sides: tuple[Side, ...]
    count: str
    status: str
    actors: str
    sources: str


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a figure, who gives it, and its place on the scale; `latest` marks the one that holds now."""

    surface: str
    side: Side
    drawn: Drawn | None
    latest: bool


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A figure with its readings; on a `scale` where they differ."""

    anchor: str
    of: str
    scope: str
    status: str
    points: tuple[Point, ...]
    scale: Scale | None
    actors: str
    sources: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is left open, the words that show it, and what settles it."""

    anchor: str
    told: Told
    answer: Told | None
    actors: str
    sources: str


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the parts of one story; `taken` holds the ids that items of the page have already."""

    texts: Texts
    filters: Filters
    view: View
    date: str
    taken: set[str]

    def anchor(self, item: str) -> str:
        """Return an item's own id where it can be one on the page, and the item stands there for the first time; else ''."""
        if item in self.taken or not _ID.fullmatch(item):
            return ""
        self.taken.add(item)
        return item

    def stretches(self, runs: Runs) -> tuple[Stretch, ...]:
        """Return runs with their spaces and links."""
        return stretches(runs, self.texts)

    def claim(self, claim: Claim) -> ClaimPart:
        """Return a claim with everybody who says or disputes it, and what it brings up to date."""
        cites = self.texts.cites(carrying(claim))
        found = parties(claim)
        disputed = self.view.standing.disputed(claim)
        return ClaimPart(
            self.anchor(claim.id),
            Told(
                claim.text, cites[0] if cites else None, self.stretches(self.view.standing.note(claim, self.view.cast))
            ),
            _together(self._side(claim, party) for party in found),
            wording.count(claim.sources, "source") if claim.sources > 1 else "",
            "disputed" if disputed else claim.status,
            self.filters.actors(self.view.cast, (party.speaker for party in found)),
            self.filters.sources(self.view.cast, (one.article for one in claim.statements)),
        )

    def figure(self, figure: Figure) -> FigurePart:
        """Return a figure, its leading value first, or, of an updated one, last."""
        cast = self.view.cast
        scale = Scale.of(figure.readings) if figures.moves(figure) else None
        return FigurePart(
            self.anchor(figure.id),
            figure.of,
            figure.scope or "",
            figure.status,
            tuple(
                Point(
                    value.surface,
                    self._giver(value),
                    scale.drawn(value.readings[0]) if scale else None,
                    value.latest,
                )
                for value in figures.values(figure, cast)
            ),
            scale,
            self.filters.actors(cast, (one.speaker for one in figure.readings)),
            self.filters.sources(cast, (one.article for one in figure.readings)),
        )

    def question(self, one: Uncertainty, claim: Claim | None, settled: Claim | None = None) -> Question:
        """Return what is open, or was until it was `settled`; where it is a `claim` word for word, with who says it."""
        answer = None
        if settled:
            found = self.texts.cites(carrying(settled))
            answer = Told(settled.text, found[0] if found else None, cites=found)
        return Question(
            self.anchor(one.id),
            _asked(one, question(one, claim, self.view.cast), self.texts),
            answer,
            self.filters.actors(self.view.cast, (said.speaker for said in claim.statements) if claim else ()),
            self.filters.sources(self.view.cast, (span.article for span in one.evidence)),
        )

    def _side(self, claim: Claim, party: Party) -> Side:
        return Side(
            wording.by(party.stance, article_speaks=party.speaker is None),
            party.name(self.view.cast),
            party.manner(claim.text),
            party.quote(claim.text),
            self._sources(party.speaker, party.evidence),
            self.texts.cites(party.evidence),
        )

    def _giver(self, value: Value) -> Side:
        cast = self.view.cast
        names = dict.fromkeys(plain(cast.name(one.speaker, one.article)) for one in value.readings)
        speakers = [one.speaker for one in value.readings if one.speaker is not None]
        where = self._sources(speakers[0] if speakers else None, value.evidence)
        day = wording.day(value.told, self.date)
        return Side("", "; ".join(names), day, "", where, self.texts.cites(value.evidence))

    def _sources(self, speaker: str | None, spans: Iterable[Span]) -> str:
        """Return the publishers, where somebody else than they speaks: 'Vell Post, Moor News'."""
        records = (self.view.cast.articles.get(span.article) for span in spans)
        names = dict.fromkeys(plain(record.publisher) for record in records if record and record.publisher)
        actor = self.view.cast.actors.get(speaker or "")
        return "" if speaker is None or (actor and [*names] == [plain(actor.name)]) else ", ".join(names)


def _together(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return sides with those as one that read the same, as of speakers whom only their articles tell apart."""
    found: dict[tuple[str, str, str], Side] = {}
    for one in sides:
        key = (one.how, one.who, one.more)
        first = found.get(key)
        if first:
            sources = ", ".join(dict.fromkeys(filter(None, (first.sources, one.sources))))
            found[key] = replace(
                first, quote=first.quote or one.quote, sources=sources, cites=(*first.cites, *one.cites)
            )
        else:
            found[key] = one
    return tuple(found.values())


def stretches(runs: Iterable[Run], texts: Texts) -> tuple[Stretch, ...]:
    """Return runs with their spaces and links; empty ones are left out."""
    shown = [run for run in runs if plain(run.text)]
    return tuple(
        Stretch(
            gap(run.text) if place else "",
            run.text,
            run.style,
            run.url,
            texts.marked(run.text) if run.style == "mark" else (),
        )
        for place, run in enumerate(shown)
    )


def doubted(one: Uncertainty, texts: Texts) -> Told:
    """Return what is wrong with a source's text, and the words that show it."""
    return _asked(one, doubt(one), texts)


def _asked(one: Uncertainty, runs: Runs, texts: Texts) -> Told:
    words, *rest = [run for run in runs if run.style != "mark"]
    return told(words.text, one.evidence, texts, rest)


def told(text: str, spans: Iterable[Span], texts: Texts, rest: Sequence[Run] = ()) -> Told:
    """Return a line of the briefing's own, with all it rests on."""
    cites = texts.cites(spans)
    return Told(text, cites[0] if cites else None, stretches(rest, texts), cites)
