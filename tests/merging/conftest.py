"""A desk that makes articles and what is proven of them, by sentence number."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.merging import stories
from summarizer.models import (
    Actor,
    Article,
    ArticleSummary,
    Claim,
    Figure,
    Reading,
    Sentence,
    Statement,
    Uncertainty,
)


@dataclass(frozen=True)
class Desk:
    """Makes articles and summaries; ids within an article are its own."""

    def article(self, number, *sentences, **fields):
        """An article of the sentences given, one a line."""
        places, at = [], 0
        for place, words in enumerate(sentences, 1):
            places.append(Sentence(number=place, start=at, end=at + len(words)))
            at += len(words) + 1
        return Article(id=number, text="\n".join(sentences), sentences=tuple(places), **fields)

    def claim(self, article, sentence, speaker=None, *, stance="asserts", certainty="certain", text=None, name="c"):
        """A claim with the sentence as its text and evidence."""
        said = Statement(
            article=article.id,
            speaker=speaker,
            stance=stance,
            certainty=certainty,
            evidence=(article.span(sentence),),
        )
        return Claim(id=f"{name}{sentence}", text=text or article.sentence(sentence), statements=(said,))

    def actor(self, article, number, name, *aliases, kind="person", role=None):
        """An actor of one article."""
        return Actor(id=number, name=name, aliases=aliases, kind=kind, role=role, articles=(article.id,))

    def figure(self, article, sentence, of, value, surface, *, modifier="exact", unit=None, speaker=None, as_of=None):
        """A figure with one reading; `value` is a number, or a pair of bounds."""
        low, high = value if isinstance(value, tuple) else (value, value)
        reading = Reading(
            low=low,
            high=high,
            modifier=modifier,
            surface=surface,
            article=article.id,
            speaker=speaker,
            as_of=as_of,
            evidence=(article.span(sentence),),
        )
        return Figure(id=f"f{sentence}-{surface}", of=of, unit=unit, readings=(reading,))

    def uncertainty(self, article, sentence, cue, *, kind="unconfirmed", text=None):
        """An uncertainty with the sentence as its text and evidence."""
        words = text or article.sentence(sentence)
        return Uncertainty(id=f"u{sentence}-{cue}", text=words, kind=kind, cue=cue, evidence=(article.span(sentence),))

    def summary(self, article, *items):
        """What is proven of an article."""
        of_kind = {kind: tuple(item for item in items if isinstance(item, kind)) for kind in (Claim, Actor, Figure)}
        return ArticleSummary(
            article=article.id,
            claims=of_kind[Claim],
            actors=of_kind[Actor],
            figures=of_kind[Figure],
            uncertainties=tuple(item for item in items if isinstance(item, Uncertainty)),
        )

    def story(self, *pairs):
        """The one story of pairs of an article and its items."""
        summaries = [self.summary(article, *items) for article, items in pairs]
        (story,) = stories.merge([article for article, _ in pairs], summaries)
        return story

    def story_of_claims(self, *texts, **fields):
        """The story of articles with one sentence each, which is its claim."""
        articles = [self.article(str(number), text, **fields) for number, text in enumerate(texts, 1)]
        return self.story(*((article, [self.claim(article, 1)]) for article in articles))


@pytest.fixture(scope="session")
def desk():
    """Where articles and summaries are made."""
    return Desk()
