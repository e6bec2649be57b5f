"""What the model is asked for: an `Answer` about one window, judgements of pairs, prose; every string and list bounded.

Bounds are what keeps a small model from running away: a server that enforces the schema cannot write an
endless answer, and one that does not is caught by validation. They come from the window itself: `asked` allows
as many claims as there are sentences, and a number or a hedge only where the rules have found one, so that a
model labels the numbers that stand there and cannot make one up. Sentence numbers are the window's own, from 1.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from summarizer.drafts import Judgement
from summarizer.models import ActorKind, Certainty, Stance

LARGEST_WINDOW = 60
"""Sentences in a window at the most: what a large model answers in full within `tokens(LARGEST_WINDOW)`."""

Number = Annotated[int, Field(ge=1, le=LARGEST_WINDOW)]
LONGEST_NAME = 80
"""Characters of a name, a number's words or a hedge."""

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class _Answered(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class AnsweredClaim(_Answered):
    """Who says what. `speaker` is "article" where nobody is named."""

    sentences: Annotated[list[Number], Field(min_length=1, max_length=3)]
    speaker: Name
    stance: Stance
    certainty: Certainty
    statement: Annotated[str, Field(min_length=8, max_length=280)]


class AnsweredActor(_Answered):
    """Somebody named, and what the article says they are; `role` is empty where it does not say."""

    name: Name
    kind: ActorKind
    role: Annotated[str, Field(max_length=100)]


class AnsweredCount(_Answered):
    """A number in its own words, and what is counted."""

    sentence: Number
    number: Name
    of: Name


class AnsweredUncertainty(_Answered):
    """The hedging words, and what they leave open."""

    sentence: Number
    words: Name
    about: Annotated[str, Field(min_length=8, max_length=200)]


class Answer(_Answered):
    """What one window says."""

    claims: list[AnsweredClaim]
    actors: list[AnsweredActor]
    counts: list[AnsweredCount] = []
    uncertainties: list[AnsweredUncertainty] = []


@lru_cache(maxsize=256)
def asked(sentences: int, numbers: tuple[str, ...], hedges: tuple[str, ...]) -> type[BaseModel]:
    """Return the schema for one window; what fits it fits `Answer`.

    Args:
        sentences: How many sentences the window has.
        numbers: The numbers that stand in it, as written.
        hedges: The hedging words that stand in it, as written.
    """
    most = sentences + 2
    fields: dict[str, Any] = {
        "claims": (Annotated[list[AnsweredClaim], Field(max_length=most)], ...),
        "actors": (Annotated[list[AnsweredActor], Field(max_length=most)], ...),
    }
    if numbers:
        fields["counts"] = _choosing(AnsweredCount, "number", numbers)
    if hedges:
        fields["uncertainties"] = _choosing(AnsweredUncertainty, "words", hedges)
    return create_model("Answer", __base__=_Answered, **fields)


def _choosing(item: type[BaseModel], name: str, choices: tuple[str, ...]) -> tuple[Any, Any]:
    """Return a field: a list of `item` whose field `name` is one of `choices`."""
    choice: Any = Literal[choices]
    fields: dict[str, Any] = {name: (choice, ...)}
    narrowed: Any = create_model(item.__name__, __base__=item, **fields)
    return (Annotated[list[narrowed], Field(max_length=len(choices))], ...)


def tokens(sentences: int) -> int:
    """Return the room an answer about `sentences` sentences is given, in tokens.

    A full answer about one sentence was measured at about 90 tokens; twice that is a runaway.
    """
    return 300 + 180 * sentences


# ── Pairs of claims ───────────────────────────────────────────────────────────────────────────────


class AnsweredJudgement(_Answered):
    """Whether the two claims of a pair say the same."""

    pair: str
    judgement: Judgement


class Judgements(_Answered):
    """What was judged of a list of pairs."""

    judgements: list[AnsweredJudgement]


@lru_cache(maxsize=64)
def judgements_of(pairs: tuple[str, ...]) -> type[BaseModel]:
    """Return the schema for judging pairs by id; what fits it fits `Judgements`."""
    fields: dict[str, Any] = {"judgements": _choosing(AnsweredJudgement, "pair", pairs)}
    return create_model("Judgements", __base__=_Answered, **fields)


def judging_tokens(pairs: int) -> int:
    """Return the room for judging `pairs` pairs, in tokens: one judgement takes about 20."""
    return 60 + 40 * pairs


# ── Prose ─────────────────────────────────────────────────────────────────────────────────────────

LONGEST_HEADLINE = 140
"""Characters a headline may be answered in; what is printed is shorter, and asking for less cuts sentences in two."""
LONGEST_LINE = 320
"""Characters of a sentence above a story."""
MOST_CITES = 4


class AnsweredLine(_Answered):
    """The points a sentence rests on, and the sentence: in this order, so that a model chooses before it writes."""

    cites: list[str]
    text: Annotated[str, Field(min_length=8, max_length=LONGEST_LINE)]


class AnsweredProse(_Answered):
    """What is written above a story."""

    headline: AnsweredLine
    summary: list[AnsweredLine]


class AnsweredLines(_Answered):
    """Sentences that were asked for again."""

    sentences: list[AnsweredLine]


@lru_cache(maxsize=64)
def prose_of(points: tuple[str, ...], lines: int) -> type[BaseModel]:
    """Return the schema for a headline and at most `lines` sentences on points; what fits it fits `AnsweredProse`."""
    line, headline = _citing(points, LONGEST_LINE), _citing(points, LONGEST_HEADLINE)
    fields: dict[str, Any] = {
        "headline": (headline, ...),
        "summary": (Annotated[list[line], Field(min_length=1, max_length=lines)], ...),  # type: ignore[valid-type]
    }
    return create_model("Prose", __base__=_Answered, **fields)


@lru_cache(maxsize=64)
def lines_of(points: tuple[str, ...], lines: int) -> type[BaseModel]:
    """Return the schema for `lines` sentences on points; what fits it fits `AnsweredLines`."""
    line = _citing(points, LONGEST_LINE)
    fields: dict[str, Any] = {
        "sentences": (Annotated[list[line], Field(min_length=1, max_length=lines)], ...)  # type: ignore[valid-type]
    }
    return create_model("Lines", __base__=_Answered, **fields)


def _citing(points: tuple[str, ...], longest: int) -> Any:
    """Return the schema of one sentence that cites some of the points."""
    cite: Any = Literal[points]
    fields: dict[str, Any] = {
        "cites": (Annotated[list[cite], Field(min_length=1, max_length=MOST_CITES)], ...),
        "text": (Annotated[str, Field(min_length=8, max_length=longest)], ...),
    }
    return create_model("Sentence", __base__=_Answered, **fields)


def prose_tokens(lines: int) -> int:
    """Return the room for a headline and `lines` sentences, in tokens: a long sentence takes about 90."""
    return 140 + 130 * lines


def typical() -> str:
    """Return the schemas of typical questions as one text, by which a change of any of them can be told."""
    kinds = (asked(1, ("2",), ("may",)), judgements_of(("p1",)), prose_of(("c1",), 3), lines_of(("c1",), 1))
    return json.dumps([kind.model_json_schema() for kind in kinds], sort_keys=True)
