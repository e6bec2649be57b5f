"""The glossary: how names are written in the briefing's own lines, where the articles write them otherwise.

A name is changed where it is an actor's, and the actor then bears both: the glossary's name, and the articles' as an alias.
So a reader sees what stood there, and a line that names the actor is still proven. Evidence, claims and quotations keep
the articles' words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.merging import wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import Actor, Line, Story


def spelt(
    stories: Sequence[Story], lead: Sequence[Line], glossary: Mapping[str, str]
) -> tuple[tuple[Story, ...], tuple[Line, ...]]:
    """Return the stories and the lead with names written as a glossary asks.

    Args:
        stories: With their headlines and summaries.
        lead: The lines above them.
        glossary: How a name is to be written, by how articles write it; capitals count.
    """
    if not glossary:
        return tuple(stories), tuple(lead)
    changed = []
    used: dict[str, str] = {}
    for story in stories:
        forms = {form for actor in story.actors for form in (actor.name, *actor.aliases)}
        own = {old: new for old, new in glossary.items() if old in forms and old != new}
        used |= own
        changed.append(_story(story, own))
    return tuple(changed), tuple(_line(one, used) for one in lead)


def _story(story: Story, names: Mapping[str, str]) -> Story:
    return story.model_copy(
        update={
            "headline": _written(story.headline, names),
            "summary": tuple(_line(one, names) for one in story.summary),
            "actors": tuple(_actor(one, names) for one in story.actors),
        }
    )


def _actor(actor: Actor, names: Mapping[str, str]) -> Actor:
    forms = (actor.name, *actor.aliases)
    new = next((names[form] for form in forms if form in names), None)
    if new is None:
        return actor
    aliases = tuple(form for form in dict.fromkeys(forms) if form != new)
    return actor.model_copy(update={"name": new, "aliases": aliases})


def _line(line: Line, names: Mapping[str, str]) -> Line:
    return line.model_copy(update={"text": _written(line.text, names)})


def _written(text: str, names: Mapping[str, str]) -> str:
    """Return a text with names changed, whole words only and the longest first, and none inside a quotation."""
    if not names:
        return text
    some = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    quoted = wording.quotations(text)

    def change(found: re.Match[str]) -> str:
        inside = any(start < found.start() < end for start, end in quoted)
        return found.group() if inside else names[found.group()]

    return re.sub(rf"(?<!\w)(?:{some})(?!\w)", change, text)
