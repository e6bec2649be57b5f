"""What the rules know of an article before anybody proposes anything: who is in it, and who says what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding.attribution import Attribution, attribute
from summarizer.grounding.roster import Roster, roster

if TYPE_CHECKING:
    from summarizer.models import Article


@dataclass(frozen=True, slots=True)
class Context:
    """An article, and what the rules know of it.

    Attributes:
        article: With its sentences.
        roster: Everybody and everything it names.
        attributions: Who says what, in the order of the text.
    """

    article: Article
    roster: Roster
    attributions: tuple[Attribution, ...]


@lru_cache(maxsize=64)
def context(article: Article) -> Context:
    """Read an article by rule. Engines and grounding ask for the same articles, one after the other."""
    named = roster(article)
    return Context(article, named, attribute(article, named))
