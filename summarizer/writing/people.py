"""Who is who in a story: those with a role or a voice, each once, with the country they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.writing.blocks import Block, Paragraph, Run, Section
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Actor, Story

MAX_ALIASES = 2


def who(tale: Story, most: int) -> Iterator[Block]:
    """Yield who is who, at most `most` of them; those who only occur are counted.

    A country that is named beside its capital or government, and has no role of its own, is not named again.
    """
    speakers = {statement.speaker for claim in tale.claims for statement in claim.statements}
    speakers |= {reading.speaker for figure in tale.figures for reading in figure.readings}
    by_id = {actor.id: actor for actor in tale.actors}
    known = [actor for actor in tale.actors if role(actor) or (actor.id in speakers and actor.kind != "group")]
    known.sort(key=lambda actor: actor.kind in ("country", "place"))  # what a country is needs no telling
    shown = known[:most]
    if not shown:
        return
    homes = (by_id.get(actor.belongs_to or "") for actor in shown)
    named = {home.id for home in homes if home and not home.belongs_to}
    shown = [actor for actor in shown if actor.id not in named or role(actor)]
    runs: list[Run] = []
    for actor in shown:
        home = by_id.get(actor.belongs_to or "")
        told = [f", {role(actor)}" if role(actor) else "", f"({home.name})" if home and home is not actor else ""]
        runs += [Run(";" if runs else ""), Run(actor.name, "strong"), *(Run(words) for words in told)]
        if aliases := _aliases(actor):
            runs.append(Run(f"(also {', '.join(aliases)})"))
    here = {actor.id for actor in shown} | named
    # A group that each article names has no one id.
    if rest := len({plain(actor.name).casefold() for actor in tale.actors if actor.id not in here}):
        runs.append(Run(f"; and {rest} more in the JSON", "quiet"))
    yield Section("Who is who")
    yield Paragraph(tuple(runs))


def role(actor: Actor) -> str:
    """Return what an actor is; '' where it is no more than its kind, as of a country."""
    told = plain(actor.role or "")
    return "" if told.casefold() == actor.kind else told


def _aliases(actor: Actor) -> list[str]:
    """Other names that a reader could not guess from the name itself."""
    name = actor.name.casefold()
    other = [alias for alias in actor.aliases if alias.casefold() not in name and name not in alias.casefold()]
    return [f"“{alias}”" for alias in other[:MAX_ALIASES]]
