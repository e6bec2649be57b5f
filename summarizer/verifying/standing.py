"""How claims stand: their independent sources, their status, their rivals and what they bring up to date.

Sources and status are counted again from a claim's statements, and rivals are held against each other by the rule that
merging finds them with. Where a model was asked, it may have found rivals that no rule can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.merging import rivals
from summarizer.merging.claims import ASSERTING
from summarizer.merging.doubts import AGAINST
from summarizer.merging.sources import independent
from summarizer.verifying.checks import fails, found, holds, numbered, unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.models import Claim, Story
    from summarizer.verifying.checks import Check
    from summarizer.verifying.index import Index


def check(index: Index) -> Iterator[Check]:
    """Yield checks for the sources, the status and the links of each claim."""
    for story in index.briefing.stories:
        sources = _sources(index, story)
        told = rivals.Told(story.actors, index.records)
        by_id = {claim.id: claim for claim in story.claims}
        for claim in story.claims:
            where = f"stories/{story.id}/claims/{claim.id}"
            yield from _claim(where, claim, sources)
            yield from _rivals(where, claim, by_id, told, ruled=index.briefing.engine.model == "extractive")
            yield from _updates(where, claim, by_id, told)
            yield from _beside(where, claim, by_id)


# ── Sources ───────────────────────────────────────────────────────────────────────────────────────


def _sources(index: Index, story: Story) -> dict[str, str]:
    """Return for each article of a story's claims the first article of the same source, as merging counts them."""
    stated = dict.fromkeys(one.article for claim in story.claims for one in claim.statements)
    first = {article: index.records[article].duplicate_of or article for article in stated if article in index.records}
    told = {*first.values(), *story.articles}
    reads = [read for article in index.records if article in told and (read := index.read(article))]
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
    if claim.rivals or (stances & ASSERTING and stances & AGAINST):
        status = "disputed"
    else:
        asserted = {sources[one.article] for one in known if one.stance not in AGAINST}
        status = "corroborated" if len(asserted) > 1 else "single"
    problem = (
        None if claim.status == status else f"By who asserts and who denies it, and by its rivals, it is ‘{status}’."
    )
    yield found("status", where, f"status: {claim.status}", problem)


# ── Links ─────────────────────────────────────────────────────────────────────────────────────────


def _rivals(where: str, claim: Claim, by_id: Mapping[str, Claim], told: rivals.Told, *, ruled: bool) -> Iterator[Check]:
    """Check that each rival of a claim is there, names it as its own, and cannot hold beside it.

    Args:
        where: The path to the claim.
        claim: The claim.
        by_id: The claims of its story.
        told: The story's actors and articles.
        ruled: Whether rules alone made the briefing, so that each rival must be one by them.
    """
    for number in claim.rivals:
        item, other = f"rival: {number}", by_id.get(number)
        if other is None:
            yield fails("reference", where, item, "Its story has no claim of that id.")
        elif other is claim or claim.id not in other.rivals:
            yield fails("status", where, item, "That claim does not name it as its rival.")
        elif _linked(claim, other, told) == "rivals":
            yield holds("status", where, item)
        else:
            judge = fails if ruled else unsure
            yield judge("status", where, item, "By rule nothing in the two keeps both from being so.")


def _updates(where: str, claim: Claim, by_id: Mapping[str, Claim], told: rivals.Told) -> Iterator[Check]:
    """Check that what a claim brings up to date is there, is not of a later day, and gives something else."""
    for number in claim.updates:
        item, other = f"updates: {number}", by_id.get(number)
        if other is None:
            yield fails("reference", where, item, "Its story has no claim of that id.")
        else:
            newer = _linked(claim, other, told) == "newer"
            yield found(
                "status", where, item, None if newer else "By their dates and words it is no update of that one."
            )


def _beside(where: str, claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[Check]:
    """Check that what leaves a claim open is there, and that the claim is disputed."""
    for number in claim.beside:
        item = f"beside: {number}"
        if number not in by_id or number == claim.id:
            yield fails("reference", where, item, "Its story has no other claim of that id.")
        else:
            disputed = claim.status == "disputed"
            yield found("status", where, item, None if disputed else "Nobody disputes the claim that it leaves open.")


def _linked(claim: Claim, other: Claim, told: rivals.Told) -> str | None:
    return rivals.linked(rivals.sides(claim, told), rivals.sides(other, told))
