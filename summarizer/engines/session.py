"""What an engine offers a run: one session, open from the first article to the last headline.

A session extracts, embeds, judges and composes with one connection, one set of limits, one count of what was used and one
cassette. `extract` is what a run cannot do without; the rest is help, and what fails of it is told and left to the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from summarizer.models import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from summarizer.drafts import Draft, Judgement, Pair
    from summarizer.models import Article, Engine, Line, Rejected, Story


Stage = Literal["reading", "merging", "writing"]
"""What a run is doing: an engine reads the articles, stories are made of what it found, and their lines are written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. It is told at the beginning of each stage, and as parts of it are done with.

    Attributes:
        done: Parts of the stage that are done with, whatever came of them.
        total: Parts of it in all, at least 1. Of 'reading' they are windows of articles, or whole articles where no
            model is asked; of 'writing' the stories that a model writes; else the stage is one part.
        stage: Stages come in the order of `Stage`, each once.
        articles_done: Articles that are read to their end.
        articles: Articles in all.
        usage: What was asked of a model and used so far, as the briefing will say it; its cost is None where prices
            are not known.
    """

    done: int
    total: int
    stage: Stage = "reading"
    articles_done: int = 0
    articles: int = 0
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Tape:
    """Where responses are recorded to or replayed from; at most one of the two."""

    record: Path | None = None
    replay: Path | None = None


@dataclass(frozen=True, slots=True)
class Embedded:
    """What articles mean, as vectors.

    Attributes:
        vectors: One an article, in their order and of one length; None where there are none.
        missed: What could not be asked, with its reason.
    """

    vectors: Sequence[Sequence[float]] | None = None
    missed: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of pairs of claims.

    Attributes:
        pairs: By the ids of the two claims, as in `Pair`.
        missed: What could not be asked, with its reason.
    """

    pairs: Mapping[tuple[str, str], Judgement]
    missed: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """The stories with their headlines and summaries, and the lead above them.

    Attributes:
        stories: In the order given.
        lead: Lines on all of them.
        rejected: What was written and not proven, or could not be asked for, with its reason.
    """

    stories: tuple[Story, ...]
    lead: tuple[Line, ...]
    rejected: tuple[Rejected, ...] = ()


class Session(Protocol):
    """An open engine."""

    @property
    def engine(self) -> Engine:
        """What is making the briefing."""

    @property
    def judges(self) -> bool:
        """Whether pairs of claims are worth looking for: `judge` can tell of some."""

    @property
    def usage(self) -> Usage:
        """What was asked and used so far."""

    async def extract(self, articles: Sequence[Article], on_progress: Callable[[Progress], None]) -> list[Draft]:
        """Return a draft of each article, in their order.

        Args:
            articles: With their sentences.
            on_progress: Told in the event loop's thread how far the session is, then and until its end.

        Raises:
            ModelError: The model could not be reached, or answered nothing that can be used.
        """

    async def embed(self, articles: Sequence[Article]) -> Embedded:
        """Return the articles' embeddings, where they are asked for and can be had.

        Raises:
            ModelError: The run cannot go on: a replayed cassette lacks the request.
        """

    async def judge(self, pairs: Sequence[Pair]) -> Judged:
        """Return whether two claims say the same, for as many of the pairs as can be told.

        Raises:
            ModelError: The run cannot go on: a replayed cassette lacks the request.
        """

    async def compose(self, stories: Sequence[Story], articles: Sequence[Article]) -> Composed:
        """Return the stories with a headline and a summary each, and the briefing's lead, every line proven.

        Raises:
            ModelError: The run cannot go on: a replayed cassette lacks the request.
        """
