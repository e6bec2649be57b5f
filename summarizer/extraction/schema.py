"""What the model is asked for: an `Answer` about one window, every string and list of it bounded.

Bounds are what keeps a small model from running away: a server that enforces the schema cannot write an
endless answer, and one that does not is caught by validation. They come from the window itself: `asked` allows
as many claims as there are sentences, and a number or a hedge only where the rules have found one, so that a
model labels the numbers that stand there and cannot make one up. Sentence numbers are the window's own, from 1.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

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
