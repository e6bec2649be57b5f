"""What an engine offers a run: one session, open from the first article to the last headline.

A session extracts, embeds, judges and composes with one connection, one set of limits, one count of what was used and one
cassette. `extract` is what a run cannot do without; the rest is help, and what fails of it is told and left to the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from summarizer.drafts import Draft, Judgement, Pair
    from summarizer.models import Article, Engine, Line, Rejected, Story, Usage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done: Parts of articles that are done with.
        total: Parts in all.
    """

    done: int
    total: int


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
