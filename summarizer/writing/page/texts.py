"""The articles' texts, cut where evidence begins and ends, so that every citation leads to its own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.writing import wording
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summarizer.models import ArticleRecord, Briefing, Span

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Words(str):
    """Text that is fit to be shown and whose spaces count; the template escapes it and changes nothing else."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Cite:
    """A mark as a link: '1.9', the id it leads to (None where the span is of no article), and where the span ends."""

    mark: str
    target: str | None
    end: int
    article: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text; `anchor` is its id, '' where nothing rests on it.

    `number` is that of the sentence whose evidence begins here, for readers who look a mark up on paper; else None.
    """

    anchor: str
    words: Words
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text as paragraphs of pieces; `anchor` is the article's own id, `language` a code or ''."""

    anchor: str
    language: str
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Where every article and every span stands on the page."""

    numbers: Mapping[str, int]
    starts: Mapping[str, list[int]]
    marks: Mapping[str, Span]

    @classmethod
    def of(cls, briefing: Briefing) -> tuple[Texts, tuple[Text, ...]]:
        """Return where the spans of `briefing` stand, and its articles' texts, in their order."""
        spans: dict[str, dict[tuple[int, int], Span]] = {}
        marks: dict[str, Span] = {}
        for span in evidence(briefing):
            spans.setdefault(span.article, {}).setdefault((span.start, span.end), span)
            marks.setdefault(wording.marks([span]).text, span)
        numbers = {record.id: number for number, record in enumerate(briefing.articles, 1)}
        starts: dict[str, list[int]] = {}
        texts = []
        for record in briefing.articles:
            text, found = _cut(record, numbers[record.id], spans.get(record.id, {}).values())
            starts[record.id] = found
            texts.append(text)
        return cls(numbers, starts, marks), tuple(texts)

    def anchor(self, article: str) -> str | None:
        """Return the id of an article's element; None where the briefing has none."""
        return f"t{self.numbers[article]}" if article in self.numbers else None

    def cite(self, span: Span) -> Cite:
        """Return the link from a span's mark to its words; to the article where the words show nothing."""
        target = self.anchor(span.article)
        if target:
            starts = self.starts[span.article]
            place = bisect_left(starts, span.start)
            if place < len(starts) and starts[place] < span.end:
                target = f"{target}-{starts[place]}"
        return Cite(wording.marks([span]).text, target, span.end, span.article)

    def cites(self, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """Return the links of several spans, each place once."""
        return tuple(self.cite(span) for span in {(one.article, one.start, one.end): one for one in spans}.values())

    def marked(self, marks: str) -> tuple[Cite, ...]:
        """Return the links of a run of marks, '1.9, 2.3'; what is no mark of the briefing leads nowhere."""
        found = []
        for mark in marks.split(", "):
            span = self.marks.get(mark)
            found.append(self.cite(span) if span else self.whole(mark))
        return tuple(found)

    def whole(self, article: str) -> Cite:
        """Return the link to an article as a whole."""
        return Cite(article, self.anchor(article), 0, article)


def evidence(briefing: Briefing) -> Iterator[Span]:
    """Yield every span of the briefing, story by story."""
    for tale in briefing.stories:
        for claim in tale.claims:
            for statement in claim.statements:
                yield from statement.evidence
        for figure in tale.figures:
            for reading in figure.readings:
                yield from reading.evidence
        for one in tale.uncertainties:
            yield from one.evidence


def _cut(record: ArticleRecord, number: int, spans: Iterable[Span]) -> tuple[Text, list[int]]:
    """Return a record's text in pieces, and where those begin that something rests on."""
    found = [span for span in spans if span.start < span.end]
    sentences = _first_places(found)
    depth = Counter[int]()
    for span in found:
        depth[span.start] += 1
        depth[span.end] -= 1
    bounds = [*sorted(depth), len(record.text) + 1]
    starts: list[int] = []
    paragraphs = []
    open_spans, next_bound = 0, 0
    for first, stop in _lines(record.text):
        at = first
        pieces = []
        while at < stop:
            while bounds[next_bound] <= at:
                open_spans += depth[bounds[next_bound]]
                next_bound += 1
            end = min(bounds[next_bound], stop)
            words = _shown(record.text[at:end])
            if open_spans > 0 and words.strip():
                starts.append(at)
                pieces.append(Piece(f"t{number}-{at}", words, sentences.get(at)))
            elif words:
                pieces.append(Piece("", words))
            at = end
        if any(piece.words.strip() for piece in pieces):
            paragraphs.append(tuple(pieces))
    language = record.language if record.language and _LANGUAGE.fullmatch(record.language) else ""
    return Text(f"t{number}", language, tuple(paragraphs)), starts


def _first_places(spans: Iterable[Span]) -> dict[int, int]:
    """Return the number of each sentence that a span begins in, by where the first of them begins."""
    places: dict[int, int] = {}
    for span in spans:
        if span.sentence is not None:
            places[span.sentence] = min(span.start, places.get(span.sentence, span.start))
    return {start: sentence for sentence, start in places.items()}


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line of a text begins, and where its words end."""
    place = 0
    for line in text.splitlines(keepends=True):
        yield place, place + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        place += len(line)


def _shown(words: str) -> Words:
    """Return a stretch of text as `plain` shows it, but with a space at an end that had one."""
    shown = plain(words)
    before = " " if words[:1].isspace() and shown else ""
    after = " " if words[-1:].isspace() else ""
    return Words(f"{before}{shown}{after}")
