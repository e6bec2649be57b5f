"""A briefing, laid out so that each check finds what it needs: articles by id, read by rule once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from summarizer.grounding.context import Context, context
from summarizer.grounding.garbled import source_text
from summarizer.grounding.matching import content_words
from summarizer.merging.reference import References
from summarizer.models import Article
from summarizer.reading.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import ArticleRecord, Briefing, Sentence, Span, Story, Uncertainty

_GAP = 3  # characters between two passages that follow each other: white space, a line's end


class Index:
    """A briefing's articles by id, with what the rules know of each. Of two with one id the first counts."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.records: dict[str, ArticleRecord] = {}
        for record in briefing.articles:
            self.records.setdefault(record.id, record)
        self._contexts: dict[str, Context] = {}
        self._garbled: dict[str, Uncertainty | None] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._words: dict[str, list[frozenset[str]]] = {}
        self._references: dict[int, References] = {}

    def read(self, article: str) -> Context | None:
        """Return what the rules know of an article; None where the briefing has none of that id."""
        if article not in self._contexts and article in self.records:
            record = self.records[article]
            sentences, asides = split(record.text, title=record.title)
            shared = {name: getattr(record, name) for name in Article.model_fields if hasattr(record, name)}
            self._contexts[article] = context(Article(**shared, sentences=sentences, asides=asides))
        return self._contexts.get(article)

    def references(self, story: Story) -> References:
        """Return what the words of a story's articles stand for, as merging compares its claims."""
        if id(story) not in self._references:
            read = {of: found.article for of in story.articles if (found := self.read(of))}
            self._references[id(story)] = References(read, {actor.id: actor for actor in story.actors})
        return self._references[id(story)]

    def language(self, article: str) -> str | None:
        """Return an article's language as an ISO 639-1 code; None where it is not known."""
        record = self.records.get(article)
        return record.language if record else None

    def published(self, article: str) -> str:
        """Return when an article was published, as its source gives it; '' where that is not known."""
        record = self.records.get(article)
        return (record and record.published) or ""

    def day(self, spans: Iterable[Span]) -> date | None:
        """Return the day on which what spans stand in was published, where it is one day and known."""
        days = {self.published(span.article)[:10] for span in spans}
        try:
            return date.fromisoformat(days.pop()) if len(days) == 1 else None
        except ValueError:
            return None

    def sentences(self, span: Span) -> list[Sentence]:
        """Return the sentences of its article that a span touches."""
        read = self.read(span.article)
        return [one for one in read.article.sentences if one.start < span.end and span.start < one.end] if read else []

    def passages(self, spans: Iterable[Span]) -> list[str]:
        """Return the words of spans, each once, in the order of the text.

        Those of sentences that follow one another are one passage, as in grounding: a quotation may span them.
        """
        found: list[str] = []
        last: Span | None = None
        for span in sorted(spans, key=lambda span: (span.article, span.start, span.end)):
            if last is not None and self._follows(last, span):
                found[-1] = f"{found[-1]} {span.text}"
            elif last is None or span != last:
                found.append(span.text)
            last = span
        return list(dict.fromkeys(found))

    def _follows(self, one: Span, other: Span) -> bool:
        """Return whether a span goes on where another ends, or in the next sentence of its article."""
        if one.article != other.article or other.start < one.end:
            return False
        if other.start - one.end <= _GAP:
            return True
        before, after = self.sentences(one), self.sentences(other)
        return bool(before and after) and after[0].number - before[-1].number == 1

    def words(self, article: str) -> list[frozenset[str]]:
        """Return the content words of each sentence of an article."""
        if article not in self._words:
            read = self.read(article)
            numbers = [one.number for one in read.article.sentences] if read else []
            self._words[article] = [frozenset(content_words(read.article.sentence(n))) for n in numbers if read]
        return self._words[article]

    def garbled(self, article: str) -> Uncertainty | None:
        """Return the doubt that broken wording casts on an article's text; None where it has none."""
        if article not in self._garbled:
            read = self.read(article)
            self._garbled[article] = source_text(read.article, "u") if read else None
        return self._garbled[article]

    def names(self, story: Story) -> frozenset[str]:
        """Return every name that a story's actors bear and its articles hold."""
        if id(story) not in self._names:
            forms = {form for actor in story.actors for form in (actor.name, *actor.aliases)}
            reads = filter(None, map(self.read, story.articles))
            self._names[id(story)] = frozenset(forms.union(*(_forms(read) for read in reads)))
        return self._names[id(story)]


def _forms(read: Context) -> Iterator[str]:
    for entry in read.roster.entries:
        yield from (entry.name, *entry.aliases)
