"""The briefing: what was proven in all articles, the articles themselves, and what was left out."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from summarizer.models.base import Model, Text
from summarizer.models.proven import Actor, Claim, Figure, Rejected, Uncertainty

ArticleStatus = Literal["ok", "partial", "failed", "duplicate", "empty"]
ChangeKind = Literal[
    "new_story", "new_claim", "corroborated", "disputed", "withdrawn", "figure_updated", "figure_disputed", "settled"
]


class Line(Model):
    """A sentence of the briefing's own, and the ids of the claims and figures that carry it."""

    text: Text
    cites: tuple[str, ...] = Field(min_length=1)


class Story(Model):
    """One event or matter, as all its articles tell it."""

    id: str
    headline: Text
    headline_cites: tuple[str, ...] = Field((), description="The claims and figures that carry the headline.")
    summary: tuple[Line, ...] = ()
    articles: tuple[str, ...]
    sources: int = Field(1, ge=1, description="Independent articles, as in `Claim.sources`.")
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    uncertainties: tuple[Uncertainty, ...] = ()


class Engine(Model):
    """What made the briefing: the model's name, and hashes of its rendered prompt and schema."""

    model: str
    prompt: str | None = None
    answer_schema: str | None = Field(None, alias="schema")

    model_config = ConfigDict(serialize_by_alias=True)


class Windows(Model):
    """How many parts of an article an engine was asked about, by outcome."""

    done: int = 0
    failed: int = 0


class ArticleRecord(Model):
    """An article as the briefing accounts for it."""

    id: str
    name: Text = ""
    title: Text = ""
    text: Text
    url: Text | None = None
    author: Text | None = None
    publisher: Text | None = None
    origin: Text | None = None
    published: Text | None = None
    language: str | None = None
    status: ArticleStatus
    duplicate_of: str | None = None
    same_source_as: str | None = Field(
        None, description="The first article of the same source, where it is a near copy or a repost of that one's."
    )
    reason: Text | None = Field(None, description="Why the status is not 'ok', in one sentence.")
    windows: Windows = Windows()
    by_rule: bool = Field(False, description="Whether rules did what the model could not be asked about.")  # noqa: FBT003


class Usage(Model):
    """What the model's server was asked and charged for; every attempt counts, failed ones too."""

    requests: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    retries: int = 0
    cost_usd: float | None = None


class Change(Model):
    """One thing that differs from the editions before."""

    kind: ChangeKind
    story: str = Field(description="The id of its story in this briefing.")
    item: str | None = Field(None, description="The id of the claim, figure or uncertainty; null for a whole story.")
    text: Text = Field(description="What is so now, in words that the cited evidence carries.")
    was: Text | None = Field(None, description="What an earlier edition said of it, such as a figure's reading.")
    since: str | None = Field(None, description="The ISO 8601 date of the edition that said so last.")
    cites: tuple[str, ...] = ()


class Changes(Model):
    """What is new, updated and settled since the previous edition, and what only stands in it again."""

    since: str = Field(description="The ISO 8601 date of the previous edition.")
    items: tuple[Change, ...] = ()
    repeated: tuple[str, ...] = Field(
        (), description="The ids of claims that an earlier edition told, and no more is said of."
    )
    still_open: tuple[str, ...] = Field(
        (), description="The ids of uncertainties that an earlier edition left open, too."
    )
    quiet: tuple[str, ...] = Field((), description="The ids of stories in which nothing changed.")
    ended: tuple[Text, ...] = Field(
        (), description="Headlines of the previous edition's stories that are no more followed."
    )


class LeftOut(Model):
    """A new article that a daily edition leaves out, as the topics and languages of its profile ask."""

    title: Text
    url: Text | None = None
    reason: Text = Field(description="Why, in one sentence.")


class Briefing(Model):
    """One briefing: stories, the articles they rest on, and what was left out.

    `summarize schema` prints this model's JSON Schema.
    """

    schema_version: Literal[1] = 1
    title: Text
    date: str = Field(description="ISO 8601 date.")
    engine: Engine
    lead: tuple[Line, ...] = ()
    stories: tuple[Story, ...] = ()
    articles: tuple[ArticleRecord, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[LeftOut, ...] = Field(
        (), description="New articles that the topics and languages of a profile keep out."
    )
    changes: Changes | None = Field(None, description="What changed since the previous edition, or null.")
    usage: Usage = Usage()

    @model_validator(mode="after")
    def _cites_exist(self) -> Self:
        known = {claim.id for story in self.stories for claim in story.claims}
        known |= {figure.id for story in self.stories for figure in story.figures}
        cited = {cite for line in self.lead for cite in line.cites}
        cited |= {cite for story in self.stories for line in story.summary for cite in line.cites}
        if missing := sorted(cited - known):
            raise ValueError(f"cited but not in the briefing: {', '.join(missing)}")
        return self

    @property
    def complete(self) -> bool:
        """Whether every article was read and every window of it answered."""
        return all(article.status in ("ok", "duplicate") for article in self.articles)

    def to_json(self) -> str:
        """Return the briefing as JSON, indented, ending in a newline; the same briefing gives the same bytes."""
        from summarizer import writing  # noqa: PLC0415  (a renderer knows the models, not the other way round)

        return writing.to_json(self)

    def to_markdown(self) -> str:
        """Return the briefing as Markdown (CommonMark with tables)."""
        from summarizer import writing  # noqa: PLC0415

        return writing.to_markdown(self)

    def to_html(self) -> str:
        """Return the briefing as one self-contained HTML page."""
        from summarizer import writing  # noqa: PLC0415

        return writing.to_html(self)

    def to_slack(self) -> tuple[dict[str, Any], ...]:
        """Return the briefing as arguments of Slack's chat.postMessage: the first message, then its thread's replies."""
        from summarizer import writing  # noqa: PLC0415

        return writing.to_slack(self)

    def to_discord(self) -> tuple[dict[str, Any], ...]:
        """Return the briefing as bodies of a Discord webhook's requests, in order."""
        from summarizer import writing  # noqa: PLC0415

        return writing.to_discord(self)

    def to_text(self, width: int = 80) -> str:
        """Return the briefing as plain text, wrapped at `width` columns."""
        from summarizer import writing  # noqa: PLC0415

        return writing.to_text(self, width)
