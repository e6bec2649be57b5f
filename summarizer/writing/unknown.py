"""What the articles leave open, and what one of them settles; doubts about a source's text stand with the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.writing import claims, wording
from summarizer.writing.blocks import Block, Item, Run, Runs, Section
from summarizer.writing.parties import AGAINST, carrying
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from summarizer.models import Claim, Story, Uncertainty
    from summarizer.writing.wording import Cast


def left_open(tale: Story, told: Collection[str]) -> list[Uncertainty]:
    """Return what nobody settles and no text in `told` (each bare) says already, in its order.

    Nor is the sentence of a denial among them: it stands with what is denied.
    """
    known = {claim.id for claim in tale.claims}
    said = (one for claim in tale.claims if claim.status == "disputed" for one in claim.statements)
    denials = {wording.bare(span.text) for one in said if one.stance in AGAINST for span in one.evidence}
    return [
        one
        for one in tale.uncertainties
        if one.kind != "source_text"
        and one.settled_by not in known
        and wording.bare(one.text) not in told
        and not (one.kind == "disputed" and wording.bare(one.text) in denials)
    ]


def unknown(
    tale: Story, left: Sequence[Uncertainty], cast: Cast, printed: Collection[str], most: int
) -> Iterator[Block]:
    """Yield what is `left` open, then what was settled since: at most `most` of each.

    What settles it is not told again where it is a claim that was `printed`, by id.
    """
    if left:
        words = by_words(tale)
        items = [Item(question(one, words.get(wording.bare(one.text)), cast)) for one in left[:most]]
        yield Section("Not known", "warn")
        yield wording.bullets(items, len(left) - most)
    if answered := settled(tale):
        yield Section("Settled since", "good")
        items = [Item(doubt(one), (_answer(claim, cast, printed),)) for one, claim in answered[:most]]
        yield wording.bullets(items, len(answered) - most)


def settled(tale: Story) -> list[tuple[Uncertainty, Claim]]:
    """Return what was open until a claim of the story settled it, each with that claim."""
    known = {claim.id: claim for claim in tale.claims}
    return [(one, known[one.settled_by]) for one in tale.uncertainties if one.settled_by in known]


def doubt(uncertainty: Uncertainty, *said: Run) -> Runs:
    """Return what is open, who has `said` so, the words that show it unless it quotes them, and where they stand."""
    told = uncertainty.kind == "source_text" and f"“{plain(uncertainty.cue)}”" in plain(uncertainty.text)
    cue = (Run(f"— “{uncertainty.cue}”"),) if plain(uncertainty.cue) and not told else ()
    text = uncertainty.text[:1].upper() + uncertainty.text[1:]
    return (Run(text), *said, *cue, wording.marks(uncertainty.evidence))


def by_words(tale: Story) -> dict[str, Claim]:
    """Return the story's claims of one article by their words, bare."""
    return {wording.bare(claim.text): claim for claim in tale.claims if claim.status == "single"}


def question(uncertainty: Uncertainty, claim: Claim | None, cast: Cast) -> Runs:
    """Return what is open; where that is a `claim`, word for word, also who says it."""
    return doubt(uncertainty, *(claims.aside(claim, cast) if claim else ()))


def _answer(claim: Claim, cast: Cast, printed: Collection[str]) -> Runs:
    words = () if claim.id in printed else (Run(claim.text), *claims.aside(claim, cast))
    return (Run("settled:" if words else "settled by", "good"), *words, wording.marks(carrying(claim)))
