"""Whether what a line of the briefing's own cites carries it: the one proof that every headline, lead and summary passes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.evidence import prove, stands_in
from summarizer.models import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models import Figure, Reading, Span, Statement, Story

_PLACED = ("role", "word")  # what is compared word by word with the evidence
_TOLD = re.compile(
    r"\b(?:says?|said|saying|tells?|told|calls?|called|claim(?:s|ed)?|stat(?:es|ed)|add(?:s|ed)|not(?:es|ed)|warn(?:s|ed)"
    r"|announc(?:es|ed)|report(?:s|ed)|reportedly|confirm(?:s|ed)|insist(?:s|ed)|argu(?:es|ed)|explain(?:s|ed)|declar(?:es|ed)"
    r"|believ(?:es|ed)|th(?:inks?|ought)|alleg(?:es|ed)|allegedly|accus(?:es|ed)|suggest(?:s|ed)|den(?:y|ies|ied)"
    r"|reject(?:s|ed)|disput(?:es|ed)|dismiss(?:es|ed)|doubt(?:s|ed)|accounts? differ|contradict(?:s|ed)?|conflicting"
    r"|according to|unconfirmed)\b",
    re.IGNORECASE,
)


def cited(story: Story, cites: Iterable[str]) -> list[Claim | Figure]:
    """Return the claims and figures of a story that are cited, in the order cited."""
    items: dict[str, Claim | Figure] = {one.id: one for one in story.claims}
    items |= {one.id: one for one in story.figures}
    return [items[cite] for cite in dict.fromkeys(cites) if cite in items]


def sayings(item: Claim | Figure) -> tuple[Statement, ...] | tuple[Reading, ...]:
    """Return a claim's statements, or a figure's readings."""
    return item.statements if isinstance(item, Claim) else item.readings


def passages(items: Iterable[Claim | Figure]) -> tuple[str, ...]:
    """Return the words that claims and figures rest on, each once, in the order of the text.

    Sentences that follow one another are one passage, as in grounding: a quotation may span them.
    """
    spans = {span for item in items for one in sayings(item) for span in one.evidence}
    found: list[str] = []
    last: Span | None = None
    for span in sorted(spans, key=lambda span: (span.article, span.start, span.end)):
        if last is not None and _follows(last, span):
            found[-1] = f"{found[-1]} {span.text}"
        else:
            found.append(span.text)
        last = span
    return tuple(dict.fromkeys(found))


def _follows(one: Span, other: Span) -> bool:
    numbered = one.sentence is not None and other.sentence is not None
    return one.article == other.article and numbered and (other.sentence or 0) - (one.sentence or 0) == 1


def names(story: Story) -> frozenset[str]:
    """Return every name that a story's actors bear."""
    return frozenset(name for actor in story.actors for name in (actor.name, *actor.aliases))


def also_called(story: Story, items: Iterable[Claim | Figure], words: Iterable[str]) -> tuple[str, ...]:
    """Return the names that a line may use though its evidence has a pronoun, or another name for the same actor.

    Args:
        story: Where the actors are.
        items: What the line cites: who says it may be named.
        words: Its evidence: whoever it names in one form may be named in any.
    """
    speakers = {one.speaker for item in items for one in sayings(item)}
    said = tuple(words)
    return tuple(
        form
        for actor in story.actors
        if actor.id in speakers or any(stands_in(form, one) for form in (actor.name, *actor.aliases) for one in said)
        for form in (actor.name, *actor.aliases)
    )


def unproven(text: str, story: Story, cites: Iterable[str]) -> str | None:
    """Return why what a line cites does not carry it, as a sentence for people; None where it does."""
    items = cited(story, cites)
    said = passages(items)
    called = also_called(story, items, said)
    for item in prove(text, (*said, *called), names(story)).items:
        if item.verdict == "absent" and not (item.kind in _PLACED and _is_name(item.text, called, said)):
            return f"‘{item.text}’: {item.reason}" if item.text != text else item.reason
    return None


def named(text: str, items: Iterable[Claim | Figure], story: Story) -> set[str | None]:
    """Return which speakers of claims and figures a text names, by their actors' ids."""
    speakers = {one.speaker for item in items for one in sayings(item)} - {None}
    return {
        actor.id
        for actor in story.actors
        if actor.id in speakers and any(stands_in(form, text) for form in (actor.name, *actor.aliases))
    }


def speaker_of(claim: Claim, story: Story) -> str | None:
    """Return who says a claim, by the name of its first speaker; None where an article says it in its own voice."""
    if any(one.speaker is None for one in claim.statements):
        return None
    return next((actor.name for actor in story.actors if actor.id == claim.statements[0].speaker), None)


def is_told(text: str) -> bool:
    """Whether a text says that it is said, believed or disputed, and by that is no bare fact."""
    return bool(_TOLD.search(text))


def undisputed(text: str, claim: Claim, story: Story) -> str | None:
    """Return why a text tells a disputed claim as a bare fact: it names nobody on either side, nor says that it is said."""
    if claim.status != "disputed" or is_told(text) or named(text, [claim], story):
        return None
    return "Others dispute it: say who says so."


def _is_name(words: str, called: Iterable[str], said: Iterable[str]) -> bool:
    """Whether words are of a name that stands for a pronoun: the evidence does not have them."""
    return any(stands_in(words, name) for name in called) and not any(stands_in(words, one) for one in said)
