"""A story's prose between a model and the proof: asked for, proven, asked for once more, and replaced where it fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import AnswerError, BudgetError, UnreachableError
from summarizer.merging import composition, prose
from summarizer.merging.prose import Told
from summarizer.models import Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.drafts import ProseDraft
    from summarizer.extraction.client import Client
    from summarizer.extraction.composing import Style, Writer
    from summarizer.merging.composition import Refused
    from summarizer.models import Article, Story


@dataclass(frozen=True, slots=True)
class Written:
    """A story as it is told, and what was written of it and not printed."""

    told: Told
    rejected: tuple[Rejected, ...] = ()


async def write(story: Story, articles: Sequence[Article], client: Client, style: Style) -> Written:
    """Return a story's headline and lines by a model, by rule where it gives none.

    Raises:
        ModelError: The run cannot go on: a wrong key, an unknown model, a miss in a cassette.
    """
    from summarizer.extraction.composing import Writer

    offered = composition.narrowed(story, articles, style.language or None)
    if offered is None:
        return _left(
            story, style, f"Left to the rules: nothing in it is told in ‘{style.language}’, and could be proven."
        )
    writer = Writer(offered, client, style)
    try:
        draft = composition.mended(await writer.write(), {})
    except (AnswerError, BudgetError, UnreachableError) as error:
        return _left(story, style, f"Left to the rules, as the model gave no answer: {error}")
    draft, failed, rejected = await _proven(draft, writer)
    headline, lines = composition.printed(draft, offered, failed)
    named = story
    if headline:
        named = story.model_copy(update={"headline": headline.text, "headline_cites": headline.cites})
    return Written(Told(named, lines or prose.lines(named, style.lines)), rejected)


async def _proven(draft: ProseDraft, writer: Writer) -> tuple[ProseDraft, list[Refused], tuple[Rejected, ...]]:
    """Return the prose with what failed written anew, what of it still fails, and everything that was refused."""
    first = composition.refused(draft, writer.story)
    if not first:
        return draft, [], ()
    rejected = [one.rejected for one in first]
    try:
        again = await writer.again([(one.line.text, one.reason) for one in first])
    except (AnswerError, BudgetError, UnreachableError):
        return draft, first, tuple(rejected)
    places = [one.place for one in first]
    mended = composition.mended(draft, dict(zip(places, again, strict=False)))
    still = composition.refused(mended, writer.story)
    rejected += [one.rejected for one in still if one.rejected not in rejected]
    return mended, still, tuple(rejected)


def _left(story: Story, style: Style, reason: str) -> Written:
    """Return a story composed by rule, with why the model did not."""
    (told,) = prose.by_rule([story], style.lines)
    item = Rejected(article=None, kind="help", item=f"Headline and summary of story {story.id}", reason=reason)
    return Written(told, (item,))
