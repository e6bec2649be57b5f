"""The vocabulary: every noun that passes between two stages, as a frozen Pydantic model.

Two groups, in the order data walks them (what engines propose in between is in `drafts`):

* what was read: `Article` and its `Sentence` and `Aside`;
* what was proven: `Claim`, `Actor`, `Figure` and `Uncertainty`. An `ArticleSummary` holds those of one
  article and a `Story` those of several, so merging takes and returns the same nouns.

Offsets count Unicode code points of `Article.text`. Sentence numbers start at 1.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Stance = Literal["asserts", "denies", "doubts", "expects", "demands"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
ActorKind = Literal["person", "organization", "country", "place", "group"]
Modifier = Literal["exact", "about", "at_least", "at_most", "range", "vague"]
Direction = Literal["up", "down"]
UncertaintyKind = Literal["unconfirmed", "disputed", "unknown", "source_text"]
ItemKind = Literal["claim", "speaker", "actor", "count", "uncertainty", "prose", "help"]
AsideKind = Literal["heading", "repost", "sign_off", "dateline"]
ArticleStatus = Literal["ok", "partial", "failed", "duplicate", "empty"]
ClaimStatus = Literal["single", "corroborated", "disputed"]
FigureStatus = Literal["single", "agree", "updated", "disputed"]


def _encodable(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, one for one: offsets stay true."""
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)


Text = Annotated[str, AfterValidator(_encodable)]


class Model(BaseModel):
    """Frozen, and strict about unknown fields: a typing error in a field's name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── What was read ─────────────────────────────────────────────────────────────────────────────────


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
    publisher: Text | None = None
    origin: Text | None = Field(None, description="Who first published it, where the text names a repost.")
    published: Text | None = Field(None, description="ISO 8601 date or date-time, as the source gives it.")
    language: str | None = Field(None, description="ISO 639-1 code, or None where it is not known.")
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


class Windows(Model):
    """How many parts of an article an engine was asked about, by outcome."""

    done: int = 0
    failed: int = 0


# ── What was proven ───────────────────────────────────────────────────────────────────────────────


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


# ── The briefing ──────────────────────────────────────────────────────────────────────────────────


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


class ArticleRecord(Model):
    """An article as the briefing accounts for it."""

    id: str
    name: Text = ""
    title: Text = ""
    text: Text
    url: Text | None = None
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


ChangeKind = Literal[
    "new_story", "new_claim", "corroborated", "disputed", "withdrawn", "figure_updated", "figure_disputed", "settled"
]


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
