"""What was read: an article, its sentences, and the spans of it that serve as evidence.

Offsets count Unicode code points of `Article.text`. Sentence numbers start at 1.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from summarizer.models.base import Model, Text

AsideKind = Literal["heading", "repost", "sign_off", "dateline"]


class Sentence(Model):
    """One sentence of an article, offered to the engines: `text[start:end]` of the article."""

    number: int = Field(ge=1, description="Its place among the article's sentences, from 1.")
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Aside(Model):
    """A line that is part of the text but not of the story: a heading, a repost line, a sign-off, a dateline."""

    kind: AsideKind
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Article(Model):
    """One article. Only `text` is needed; reading fills in what it can find.

    `text` is kept as it was given, and every offset counts its code points. Lone surrogates become U+FFFD.
    """

    text: Text
    id: str = Field("", description="Given by the pipeline: '1', '2', … in the order of the sources.")
    name: Text = Field("", description="What to call the source: a file's name below the given folder, '-', or ''.")
    title: Text = ""
    url: Text | None = None
    author: Text | None = Field(None, description="The people who wrote it, such as 'Ada Moor, Ida Falk'.")
    publisher: Text | None = None
    origin: Text | None = Field(None, description="Who first published it, where the text names a repost.")
    published: Text | None = Field(None, description="ISO 8601 date or date-time, as the source gives it.")
    language: str | None = Field(None, description="ISO 639-1 code, or None where it is not known.")
    note: Text | None = Field(None, description="Why it is not the whole article, in one sentence, where it is not.")
    sentences: tuple[Sentence, ...] = ()
    asides: tuple[Aside, ...] = ()

    def sentence(self, number: int) -> str:
        """Return the words of sentence `number` (from 1); IndexError where there is none."""
        if number < 1:
            raise IndexError(number)
        found = self.sentences[number - 1]
        return self.text[found.start : found.end]

    def span(self, number: int) -> Span:
        """Return sentence `number` (from 1) as evidence; IndexError where there is none."""
        words = self.sentence(number)
        found = self.sentences[number - 1]
        return Span(article=self.id, start=found.start, end=found.end, text=words, sentence=number)


class Span(Model):
    """Evidence: `articles[article].text[start:end] == text`, always."""

    article: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: Text
    sentence: int | None = Field(None, description="The number of the sentence the span begins in, from 1.")
