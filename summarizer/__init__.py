"""A pile of news articles in, one briefing out, in which every line can be checked.

>>> from summarizer import Article, summarize
>>> briefing = summarize([Article(text="The mayor said 40 people were hurt.")], model="extractive")
>>> briefing.stories[0].figures[0].readings[0].surface
'40'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.errors import (
        ModelError as ModelError,
    )
    from summarizer.errors import (
        NothingToSummarize as NothingToSummarize,
    )
    from summarizer.errors import (
        SourceError as SourceError,
    )
    from summarizer.errors import (
        SummarizerError as SummarizerError,
    )
    from summarizer.errors import (
        UsageError as UsageError,
    )
    from summarizer.grounding.evidence import prove as prove
    from summarizer.grounding.proof import Proof as Proof
    from summarizer.models import Article as Article
    from summarizer.models import Briefing as Briefing
    from summarizer.pipeline import Progress as Progress
    from summarizer.pipeline import asummarize as asummarize
    from summarizer.pipeline import summarize as summarize
    from summarizer.verification import Verification as Verification
    from summarizer.verification import verify as verify

# Loaded when first asked for, so that `summarize --help` costs no more than its own text.
_HOMES = {
    "Article": "models",
    "Briefing": "models",
    "ModelError": "errors",
    "NothingToSummarize": "errors",
    "Progress": "pipeline",
    "Proof": "grounding.proof",
    "SourceError": "errors",
    "SummarizerError": "errors",
    "UsageError": "errors",
    "Verification": "verification",
    "asummarize": "pipeline",
    "prove": "grounding.evidence",
    "summarize": "pipeline",
    "verify": "verification",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (a test holds it equal to the names above)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(f"summarizer.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return list(__all__)
