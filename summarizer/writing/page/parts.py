"""A story's claims, figures and questions as the page shows them: all of them, each with every place it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.writing import wording
from summarizer.writing.blocks import Run, gap
from summarizer.writing.figures import Value, _in_time, _shown_day, _values
from summarizer.writing.page.scale import Drawn, Scale
from summarizer.writing.parties import Party, _parties, carrying
from summarizer.writing.safe import plain
from summarizer.writing.unknown import doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.models import Claim, Figure, Span, Uncertainty
    from summarizer.writing.blocks import Runs, Style
    from summarizer.writing.page.filters import Filters
    from summarizer.writing.page.texts import Cite, Texts
    from summarizer.writing.stories import View


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
    """A claim with all its sides; `actors`, `sources` and `status` are what the filters look at."""

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

    told: Told
    answer: Told | None
    actors: str
    sources: str


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the parts of one story."""

    texts: Texts
    filters: Filters
    view: View
    date: str

    def stretches(self, runs: Runs) -> tuple[Stretch, ...]:
        """Return runs with their spaces and links."""
        return stretches(runs, self.texts)

    def claim(self, claim: Claim) -> ClaimPart:
        """Return a claim with everybody who says or disputes it, and what it brings up to date."""
        cites = self.texts.cites(carrying(claim))
        parties = _parties(claim)
        disputed = self.view.standing.disputed(claim)
        return ClaimPart(
            Told(claim.text, cites[0] if cites else None, self.stretches(self.view.standing.note(claim))),
            _together(self._side(claim, party) for party in parties),
            wording.count(claim.sources, "source") if claim.sources > 1 else "",
            "disputed" if disputed else claim.status,
            self.filters.actors(self.view.cast, (party.speaker for party in parties)),
            self.filters.sources(self.view.cast, (one.article for one in claim.statements)),
        )

    def figure(self, figure: Figure) -> FigurePart:
        """Return a figure, its leading value first, or, of an updated one, last."""
        cast = self.view.cast
        values = _values(figure)
        updated = figure.status == "updated" and len(values) > 1
        if updated:
            values = _in_time(values, cast)
        moving = figure.status in ("disputed", "updated")
        scale = Scale.of(figure.readings) if moving else None
        return FigurePart(
            figure.of,
            figure.scope or "",
            figure.status,
            tuple(
                Point(
                    value.surface,
                    self._giver(value, wording.day(_shown_day(value, values, figure, cast), self.date)),
                    scale.drawn(value.readings[0]) if scale else None,
                    updated and value is values[-1],
                )
                for value in values
            ),
            scale,
            self.filters.actors(cast, (one.speaker for one in figure.readings)),
            self.filters.sources(cast, (one.article for one in figure.readings)),
        )

    def question(self, one: Uncertainty, settled: Claim | None = None) -> Question:
        """Return what is open, or was until a claim settled it."""
        answer = None
        if settled:
            found = self.texts.cites(carrying(settled))
            answer = Told(settled.text, found[0] if found else None, cites=found)
        return Question(
            asked(one, self.texts),
            answer,
            "",
            self.filters.sources(self.view.cast, (span.article for span in one.evidence)),
        )

    def _side(self, claim: Claim, party: Party) -> Side:
        quote = wording.quotation(party.evidence)
        hedge = "" if party.stance in ("denies", "doubts") else wording.certainty(party.statements)
        return Side(
            wording.by(party.stance, article_speaks=party.speaker is None),
            party.name(self.view.cast),
            ", ".join(filter(None, (party.relayed(claim.text), hedge))),
            "" if wording.contains(claim.text, quote) else quote,
            self._sources(party.speaker, party.evidence),
            self.texts.cites(party.evidence),
        )

    def _giver(self, value: Value, day: str) -> Side:
        cast = self.view.cast
        names = dict.fromkeys(plain(cast.name(one.speaker, one.article)) for one in value.readings)
        speakers = [one.speaker for one in value.readings if one.speaker is not None]
        where = self._sources(speakers[0] if speakers else None, value.evidence)
        return Side("", "; ".join(names), day, "", where, self.texts.cites(value.evidence))

    def _sources(self, speaker: str | None, spans: Iterable[Span]) -> str:
        """Return the publishers, where somebody else speaks: 'Vell Post, Moor News'."""
        records = (self.view.cast.articles.get(span.article) for span in spans)
        names = dict.fromkeys(plain(record.publisher) for record in records if record and record.publisher)
        return ", ".join(names) if speaker is not None else ""


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


def asked(one: Uncertainty, texts: Texts) -> Told:
    """Return what is open, or what is wrong with a source's text, and the words that show it."""
    words, *rest = [run for run in doubt(one) if run.style != "mark"]
    return told(words.text, one.evidence, texts, rest)


def told(text: str, spans: Iterable[Span], texts: Texts, rest: Sequence[Run] = ()) -> Told:
    """Return a line of the briefing's own, with all it rests on."""
    cites = texts.cites(spans)
    return Told(text, cites[0] if cites else None, stretches(rest, texts), cites)
