"""What was proven: claims, actors, figures and uncertainties, each with its evidence.

An `ArticleSummary` holds those of one article and a `Story` those of several, so merging takes and returns the same
nouns.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from summarizer.models.article import Span
from summarizer.models.base import Model, Text

Stance = Literal["asserts", "denies", "doubts", "expects", "demands"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
ActorKind = Literal["person", "organization", "country", "place", "group"]
Modifier = Literal["exact", "about", "at_least", "at_most", "range", "vague"]
Direction = Literal["up", "down"]
UncertaintyKind = Literal["unconfirmed", "disputed", "unknown", "source_text"]
ItemKind = Literal["claim", "speaker", "actor", "count", "uncertainty", "prose", "help"]
ClaimStatus = Literal["single", "corroborated", "disputed"]
FigureStatus = Literal["single", "agree", "updated", "disputed"]


class Statement(Model):
    """Who says a claim, how, and where."""

    article: str
    speaker: str | None = Field(description="An actor's id, or None for the article's own voice.")
    via: Text | None = Field(None, description="Who relays it, where the article has it at second hand: 'TASS'.")
    stance: Stance
    certainty: Certainty
    evidence: tuple[Span, ...] = Field(min_length=1)


class Claim(Model):
    """One thing that is said, with everybody who says or disputes it."""

    id: str
    text: Text
    status: ClaimStatus = "single"
    sources: int = Field(1, ge=1, description="Independent articles; duplicates and reposts of one origin are one.")
    statements: tuple[Statement, ...] = Field(min_length=1)
    rivals: tuple[str, ...] = Field((), description="Claims of the same story that cannot hold beside it; mutual.")
    updates: tuple[str, ...] = Field((), description="Earlier claims of the same story that it brings up to date.")
    beside: tuple[str, ...] = Field(
        (),
        description="Claims of the same story that speak to it and take no side, such as an answer that leaves it open.",
    )


class Actor(Model):
    """A person, organization, country, place or group that acts or speaks."""

    id: str
    name: Text
    aliases: tuple[Text, ...] = ()
    kind: ActorKind
    role: Text | None = None
    articles: tuple[str, ...]
    belongs_to: str | None = Field(None, description="The country whose government, capital or part it is, by id.")


class Quantity(Model):
    """A number as text gives it: bounds, how they are meant, and the words.

    `low` and `high` are equal for a plain number; None is an open bound ("at least 7" has no high).
    `start` and `end` are offsets into the text that was parsed.
    """

    low: float | None
    high: float | None
    modifier: Modifier
    unit: str | None = Field(None, description="'percent', 'USD', 'km', …; None for a plain count.")
    change: Direction | None = Field(None, description="Where the number is how far something rose or fell.")
    surface: str
    start: int
    end: int


class Reading(Model):
    """One value that one article, or one speaker in it, gives for a figure."""

    low: float | None
    high: float | None
    modifier: Modifier
    surface: Text
    article: str
    speaker: str | None = Field(description="An actor's id, or None for the article's own voice.")
    as_of: str | None = Field(None, description="ISO 8601 date the value holds for, where it is known.")
    evidence: tuple[Span, ...] = Field(min_length=1)


class Figure(Model):
    """What is counted, and every reading of it."""

    id: str
    of: Text
    unit: str | None = None
    scope: Text | None = Field(None, description="What of it is counted, in the article's words: 'not counting …'.")
    status: FigureStatus = "single"
    readings: tuple[Reading, ...] = Field(min_length=1, description="The leading reading first.")


class Uncertainty(Model):
    """Something that is left open, and the words that show it."""

    id: str
    text: Text
    kind: UncertaintyKind
    cue: Text
    evidence: tuple[Span, ...] = Field(min_length=1)
    settled_by: str | None = Field(None, description="The claim of another article that settles it, by id.")


class Rejected(Model):
    """An item that was proposed and not printed, because the article does not carry it.

    Of kind 'speaker' is who was proposed to say a claim that is printed under whom the article names; of kind 'help'
    what the model was asked for beyond the articles' items and did not give, so that the rules did it.
    """

    article: str | None
    kind: ItemKind
    item: Text
    reason: Text


class ArticleSummary(Model):
    """What is proven of one article; ids are unique within it, and speakers are ids of its actors."""

    article: str
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    uncertainties: tuple[Uncertainty, ...] = ()
    rejected: tuple[Rejected, ...] = ()
