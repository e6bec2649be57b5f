"""How claims stand: their independent sources and their status, counted again from their statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.merging.claims import ASSERTING
from summarizer.merging.doubts import AGAINST
from summarizer.merging.stories import independent
from summarizer.verifying.checks import found, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.models import Claim
    from summarizer.verifying.checks import Check
    from summarizer.verifying.index import Index


def check(index: Index) -> Iterator[Check]:
    """Yield checks for the sources and status of each claim."""
    sources = _sources(index)
    for story in index.briefing.stories:
        for claim in story.claims:
            yield from _claim(f"stories/{story.id}/claims/{claim.id}", claim, sources)


# ── Sources ───────────────────────────────────────────────────────────────────────────────────────


def _sources(index: Index) -> dict[str, str]:
    """Return for each article of a claim the first article of the same source, as merging counts them."""
    stated = {one.article for story in index.briefing.stories for claim in story.claims for one in claim.statements}
    first = {article: index.records[article].duplicate_of or article for article in stated if article in index.records}
    reads = [read for article in index.records if article in first.values() and (read := index.read(article))]
    origins = independent([read.article for read in reads])
    return {article: origins.get(original, original) for article, original in first.items()}


def _claim(where: str, claim: Claim, sources: Mapping[str, str]) -> Iterator[Check]:
    """Check the number of sources of a claim and its status, which follow from its statements."""
    known = [one for one in claim.statements if one.article in sources]
    if len(known) < len(claim.statements):
        return  # told as a reference that fails
    count = len({sources[one.article] for one in known})
    problem = None if claim.sources == count else f"Its statements are of {numbered(count, 'independent source')}."
    yield found("sources", where, f"sources: {claim.sources}", problem)
    stances = {one.stance for one in known}
    if stances & ASSERTING and stances & AGAINST:
        status = "disputed"
    else:
        asserted = {sources[one.article] for one in known if one.stance not in AGAINST}
        status = "corroborated" if len(asserted) > 1 else "single"
    problem = None if claim.status == status else f"By who asserts and who denies it, it is ‘{status}’."
    yield found("status", where, f"status: {claim.status}", problem)
