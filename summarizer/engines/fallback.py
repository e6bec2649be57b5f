"""What the model could not be asked about, done by rule in its place; the briefing says of which articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.drafts import Draft
from summarizer.extraction import extractive
from summarizer.models import Windows

if TYPE_CHECKING:
    from summarizer.models import Article


def unasked(article: Article, windows: int, reason: str) -> Draft:
    """Return the draft of an article that the model answered nothing about.

    Args:
        article: With its sentences.
        windows: In how many parts it would have been asked about.
        reason: Why it was not, in one sentence.
    """
    everything = tuple(range(1, len(article.sentences) + 1))
    return Draft(windows=Windows(done=0, failed=windows), reason=reason, missing=everything)


def filled(article: Article, draft: Draft) -> Draft:
    """Return a model's draft with what the rules find in the sentences that no answer covers; itself where none is."""
    if not draft.missing:
        return draft
    missing = set(draft.missing)
    ruled = extractive.extract(article)
    text = "\n".join(article.sentence(number) for number in draft.missing)
    return draft.model_copy(
        update={
            "claims": (*draft.claims, *(one for one in ruled.claims if missing.issuperset(one.sentences))),
            "actors": (*draft.actors, *(one for one in ruled.actors if one.name in text)),
            "counts": (*draft.counts, *(one for one in ruled.counts if one.sentence in missing)),
            "uncertainties": (
                *draft.uncertainties,
                *(one for one in ruled.uncertainties if one.sentence in missing),
            ),
            "reason": f"{'In part done' if draft.windows.done else 'Done'} by rule: {draft.reason}",
            "by_rule": True,
        }
    )
