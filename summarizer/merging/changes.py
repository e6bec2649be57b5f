"""What changed since the earlier editions: story by story, each thing once, the more telling way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.grounding.matching import stands_in
from summarizer.merging import turns, updates
from summarizer.merging.earlier import Earlier
from summarizer.merging.turns import Scene, Turn
from summarizer.models import Change, Changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import Briefing, ChangeKind, Story

_ORDER: tuple[ChangeKind, ...] = (
    "new_story",
    "withdrawn",
    "disputed",
    "settled",
    "figure_disputed",
    "figure_updated",
    "corroborated",
    "new_claim",
)
"""From the most telling kind to the least: a claim of which two could be told is told as the first."""
_BY_CLAIM = ("withdrawn", "disputed", "corroborated", "new_claim")


def changes(before: Sequence[Briefing], now: Briefing) -> Changes | None:
    """Return what changed since the earlier editions, in the order of the stories; None where there is no such edition.

    Within a story withdrawals stand first, then disputes, what is settled, figures, what is corroborated and what is
    new, each kind in the order of the story. A story of which no edition had an article is one change, whole.

    Args:
        before: The earlier editions, oldest first.
        now: The new briefing, made of the articles that are new and of those of the stories that are still followed.
    """
    if not before:
        return None
    earlier = Earlier(before, now)
    items: list[Change] = []
    repeated: list[str] = []
    still_open: list[str] = []
    quiet: list[str] = []
    for story in now.stories:
        if not earlier.followed(story):
            items.append(_new(story))
            continue
        scene = Scene.of(story, earlier)
        settled, still = updates.settled(scene)
        found = list(_once(scene, settled))
        told = {claim for turn in found for claim in turn.claims}
        items += (turn.change for turn in found)
        repeated += (claim.id for claim in story.claims if claim.id not in told)
        still_open += still
        quiet += [] if found else [story.id]
    return Changes(
        since=before[-1].date,
        items=tuple(items),
        repeated=tuple(repeated),
        still_open=tuple(still_open),
        quiet=tuple(quiet),
        ended=earlier.ended,
    )


def _new(story: Story) -> Change:
    """Return the change that a whole story is."""
    return Change(kind="new_story", story=story.id, text=story.headline, cites=story.headline_cites)


def _once(scene: Scene, settled: Iterable[Turn]) -> Iterator[Turn]:
    """Yield the changes of a story in order, those left out that tell of a claim which an earlier one told of."""
    claims = [*turns.withdrawn(scene), *turns.disputed(scene)]
    found = [
        *_united(claims, list(updates.figures(scene))),
        *settled,
        *turns.corroborated(scene),
        *turns.new(scene),
    ]
    told: set[str] = set()
    for turn in sorted(found, key=lambda one: (_ORDER.index(one.change.kind), one.place)):
        if turn.change.kind in _BY_CLAIM and turn.claims[0] in told:
            continue
        told.update(turn.claims)
        yield turn


def _united(claims: Sequence[Turn], figures: Sequence[Turn]) -> Iterator[Turn]:
    """Yield what changed about claims and figures, once where a claim's change has both numbers of a figure's.

    Two claims of one figure that holds for another time now are no dispute: the figure tells of them. Else they do.
    """
    gone: set[str | None] = set()
    for figure in figures:
        same = [one for one in claims if all(stands_in(number, one.change.text) for number in figure.numbers)]
        if not same:
            yield figure
        elif figure.change.kind == "figure_updated" and all(one.change.kind == "disputed" for one in same):
            gone.update(one.change.item for one in same)
            yield replace(figure, claims=(*figure.claims, *(claim for one in same for claim in one.claims)))
    yield from (one for one in claims if one.change.item not in gone)
