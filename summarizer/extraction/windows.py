"""Windows: the parts of an article that a model is asked about, with the context that makes them readable."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.extraction.prompts import inert
from summarizer.extraction.schema import LONGEST_NAME
from summarizer.grounding.hedges import find_cues
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.grounding.context import Context

NAMED_BEFORE = 8
"""How many of the actors named before a window are given with it, the latest ones."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of an article: those numbered `first` to `last`, both included.

    Attributes:
        first: The first sentence's number in the article, from 1.
        last: The last one's.
        sentences: The sentences, each on one line.
        before: The sentence before the first, or ''.
        named: Actors that the article names before the window, the latest last, so that "he" can be resolved.
        speaking: Who is quoted or reported last before the window, or ''.
        numbers: The quantities that stand in the sentences, as written, each once.
        hedges: The hedging words that stand in them, as written, each once.
    """

    first: int
    last: int
    sentences: tuple[str, ...]
    before: str
    named: tuple[str, ...]
    speaking: str
    numbers: tuple[str, ...]
    hedges: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.sentences)


def windows(context: Context, size: int) -> list[Window]:
    """Return the article's sentences in windows of at most `size`, none of them much smaller than the others."""
    return _cut(context, 1, len(context.article.sentences), size)


def halves(context: Context, window: Window) -> list[Window]:
    """Return a window of at least two sentences as two."""
    return _cut(context, window.first, window.last, (len(window) + 1) // 2)


def _cut(context: Context, first: int, last: int, size: int) -> list[Window]:
    count = last - first + 1
    parts = -(-count // size)
    edges = [first + count * part // parts for part in range(parts + 1)] if parts else []
    return [_window(context, a, b - 1) for a, b in pairwise(edges)]


def _window(context: Context, first: int, last: int) -> Window:
    article = context.article
    sentences = tuple(_one_line(article.sentence(number)) for number in range(first, last + 1))
    latest = {
        entry.name: number for entry in context.roster.entries for number, _, _ in entry.mentions if number < first
    }
    spoken = [one.speaker for one in context.attributions if one.sentence < first and one.speaker]
    named = sorted(latest, key=lambda name: latest[name])[-NAMED_BEFORE:]
    return Window(
        first=first,
        last=last,
        sentences=sentences,
        before=_one_line(article.sentence(first - 1)) if first > 1 else "",
        named=tuple(named),
        speaking=spoken[-1] if spoken else "",
        numbers=_each_once(
            found.surface for sentence in sentences for found in find_quantities(sentence, article.language)
        ),
        hedges=_each_once(found.text for sentence in sentences for found in find_cues(sentence)),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _each_once(items: Iterable[str]) -> tuple[str, ...]:
    """Return what a model can be offered to choose from: each once, as short as an answer, and shown to it as it is."""
    return tuple(dict.fromkeys(item for item in items if len(item) <= LONGEST_NAME and inert(item) == item))
