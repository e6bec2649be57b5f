"""The vocabulary: every noun that passes between two stages, as a frozen Pydantic model.

Two groups, in the order data walks them (what engines propose in between is in `drafts`):

* what was read: `Article` and its `Sentence` and `Aside`;
* what was proven: `Claim`, `Actor`, `Figure` and `Uncertainty`. An `ArticleSummary` holds those of one
  article and a `Story` those of several, so merging takes and returns the same nouns.

Offsets count Unicode code points of `Article.text`. Sentence numbers start at 1.
"""

from summarizer.models.article import Article, Aside, AsideKind, Sentence, Span
from summarizer.models.base import Model, Text
from summarizer.models.briefing import (
    ArticleRecord,
    ArticleStatus,
    Briefing,
    Change,
    ChangeKind,
    Changes,
    Engine,
    LeftOut,
    Line,
    Story,
    Usage,
    Windows,
)
from summarizer.models.proven import (
    Actor,
    ActorKind,
    ArticleSummary,
    Certainty,
    Claim,
    ClaimStatus,
    Direction,
    Figure,
    FigureStatus,
    ItemKind,
    Modifier,
    Quantity,
    Reading,
    Rejected,
    Stance,
    Statement,
    Uncertainty,
    UncertaintyKind,
)

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "ArticleRecord",
    "ArticleStatus",
    "ArticleSummary",
    "Aside",
    "AsideKind",
    "Briefing",
    "Certainty",
    "Change",
    "ChangeKind",
    "Changes",
    "Claim",
    "ClaimStatus",
    "Direction",
    "Engine",
    "Figure",
    "FigureStatus",
    "ItemKind",
    "LeftOut",
    "Line",
    "Model",
    "Modifier",
    "Quantity",
    "Reading",
    "Rejected",
    "Sentence",
    "Span",
    "Stance",
    "Statement",
    "Story",
    "Text",
    "Uncertainty",
    "UncertaintyKind",
    "Usage",
    "Windows",
]
