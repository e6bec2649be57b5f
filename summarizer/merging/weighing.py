"""How much a claim weighs among those of its story: what an editor would print first.

Three things that hold for news of any kind: articles tell the most important first (the inverted pyramid); what a story is
about comes up again and again in all of its articles, and details do not; and what several sources say or dispute matters
more than what one says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from summarizer.merging import wording
from summarizer.merging.doubts import AGAINST

if TYPE_CHECKING:
    from summarizer.models import Claim, Story

_OFTEN = 3  # claims of one article that have a term: more says nothing more
_FLOOR = 4  # terms added to a claim's own, so that a claim of two words is not about the story for these alone
_PLACES = (0.35, 0.2, 0.12, 0.06)  # for the first, second, … sentence of an article
_STATUSES = {"disputed": 0.25, "corroborated": 0.2, "single": 0.0}
_SOURCE = 0.05  # for each source beyond the second, up to four
_MOST_SOURCES = 6
_POINTING = frozenset(
    "but and or so also then however meanwhile this these those that such there here yet instead still it another".split()
)
_KNOWN = re.compile(
    r"\W*(?:the|his|her|its|their|both|two of the) (?:\w+ )?(?:shootings?|victims?|incidents?|suspects?|m[ae]n|wom[ae]n|boys?|girls?|"
    r"attack(?:s|ers?)?|announcements?|lines?|moves?|decisions?|statements?|comments?|remarks?|pair|couple|group|others?|"
    r"driver|officers?|child(?:ren)?|move|news|deal|measure|bill|case|ruling|speech|video|report|scene)\b",
    re.IGNORECASE,
)  # what an earlier sentence has told of: "The victim was 20"
_LONG = 240  # characters: a sentence with more is hard to read


def ranked(story: Story) -> list[Claim]:
    """Return a story's claims, the weightiest first: affirmed ones, then denials alone; a pronoun at the start goes last.

    What weighs the same stays in the story's order.
    """
    heard = _heard(story)
    weights = {claim.id: _weight(claim, heard) for claim in story.claims}
    return sorted(
        story.claims,
        key=lambda claim: (
            all(one.stance in AGAINST for one in claim.statements),
            wording.content(claim.text).pronoun,
            -weights[claim.id],
        ),
    )


def _heard(story: Story) -> dict[str, float]:
    """Return for each term how much the story is about it, from 0 to 1: 1 where every article comes back to it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in story.claims:
        for article in {one.article for one in claim.statements}:
            counts[article].update(wording.content(claim.text).terms)
    heard: dict[str, float] = defaultdict(float)
    for told in counts.values():
        for term, count in told.items():
            heard[term] += min(1.0, count / _OFTEN) / len(counts)
    return heard


def _weight(claim: Claim, heard: dict[str, float]) -> float:
    terms = wording.content(claim.text).terms
    central = sum(heard[term] for term in sorted(terms)) / (len(terms) + _FLOOR)
    first = min(one.evidence[0].sentence or len(_PLACES) + 1 for one in claim.statements)
    placed = _PLACES[first - 1] if first <= len(_PLACES) else 0.0
    backed = _STATUSES[claim.status] + _SOURCE * max(0, min(claim.sources, _MOST_SOURCES) - 2)
    opening = claim.text.split(maxsplit=1)[0].casefold().strip(',“”"') if claim.text.strip() else ""
    hard = 0.15 * (opening in _POINTING) + 0.12 * bool(_KNOWN.match(claim.text)) + 0.15 * (len(claim.text) > _LONG)
    return central + placed + backed - hard
