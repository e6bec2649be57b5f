"""What engines propose: drafts of an article's items, which point at sentences by number, and of a story's prose.

Nothing in a draft is trusted until `grounding` or `merging` has proven it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from summarizer.models import ActorKind, Certainty, Model, Stance, Text, UncertaintyKind, Windows

Judgement = Literal["same", "contradicts", "neither"]

# ── About one article ─────────────────────────────────────────────────────────────────────────────


class ClaimDraft(Model):
    """A claim as an engine proposes it; nothing in it is trusted."""

    sentences: tuple[int, ...]
    text: str
    speaker: str | None = Field(None, description="A name, or None where the article speaks for itself.")
    stance: Stance = "asserts"
    certainty: Certainty = "unknown"


class ActorDraft(Model):
    """Somebody or something that acts or speaks, as an engine proposes it."""

    name: str
    kind: ActorKind | None = Field(None, description="Taken where the article gives no proper name to tell by.")
    role: str | None = None


class CountDraft(Model):
    """A number and what it counts, as an engine proposes it."""

    sentence: int
    surface: str = Field(description="The number as it is written, such as 'as much as 10,000'.")
    of: str = Field(description="What is counted, such as 'North Korean soldiers'.")


class UncertaintyDraft(Model):
    """Something the article leaves open, as an engine proposes it."""

    sentence: int
    text: str
    cue: str = Field(description="The hedging words, as they are written.")
    kind: UncertaintyKind = "unconfirmed"


class Draft(Model):
    """Everything an engine proposes about one article, and what it could not do."""

    claims: tuple[ClaimDraft, ...] = ()
    actors: tuple[ActorDraft, ...] = ()
    counts: tuple[CountDraft, ...] = ()
    uncertainties: tuple[UncertaintyDraft, ...] = ()
    windows: Windows = Windows()
    reason: str | None = Field(None, description="Why windows failed, in one sentence; None where none did.")
    missing: tuple[int, ...] = Field((), description="The numbers of the sentences that no answer covers.")
    by_rule: bool = Field(False, description="Whether rules did what no answer covers.")  # noqa: FBT003


class Answered(Model):
    """A model server's answer to one request, and what it took to get it."""

    body: str = Field(description="The answer as JSON.")
    requests: int = Field(1, description="How often the request was sent until this answer came.")
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    settled: bool = Field(False, description="Whether a finished briefing has accounted for it.")  # noqa: FBT003


# ── About claims, by id ───────────────────────────────────────────────────────────────────────────


class Pair(Model):
    """Two claims of which the rules cannot tell whether they say the same.

    `a` and `b` name claims of articles as "ARTICLE:CLAIM", such as "1:c3".
    """

    a: str
    b: str
    a_text: Text
    b_text: Text
    far: bool = Field(False, description="Whether they share few words: only a large model tells such pairs well.")  # noqa: FBT003


class LineDraft(Model):
    """A sentence of the briefing's own as a model proposes it; nothing in it is trusted."""

    text: str
    cites: tuple[str, ...]


class ProseDraft(Model):
    """What a model proposes to print above a story."""

    headline: LineDraft
    summary: tuple[LineDraft, ...] = ()
