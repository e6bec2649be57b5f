"""A claim or a figure as a line of the briefing's own: with whose it is, who denies it, and what else is said.

Nothing is written but the words between two sides, and no line is returned that what it cites does not carry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.grounding.evidence import missing_names, missing_numbers, stands_in
from summarizer.merging import wording
from summarizer.merging.doubts import AGAINST
from summarizer.merging.proving import cited, is_told, named, passages, speaker_of, unproven
from summarizer.models import Claim, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Figure, Statement, Story

LONGEST_LINE = 260
"""Characters of a claim that is put beside another, or printed where a shorter one can be had instead."""
MARKS = ' “”"«»‘’'
"""What stands around quoted words."""

_LONGEST_NAME = 60
_LONGEST_QUOTE = 80
_MOST_READINGS = 3
_MOST_WORDS = 5  # of a number, with what modifies it


def line(claim: Claim, story: Story) -> Line:
    """Return a claim as a line: with who denies it or what contradicts it, where that can be proven side by side."""
    sides = (*_denied(claim, story), *_contradicted(claim, story)) if claim.status == "disputed" else ()
    return next((one for one in sides if _holds(one, story)), None) or _attributed(claim, story)


def _attributed(claim: Claim, story: Story) -> Line:
    """Return a claim as a line, with whose it is where its text does not tell."""
    told = Line(text=claim.text, cites=(claim.id,))
    name = speaker_of(claim, story)
    if name is None or is_told(claim.text) or named(claim.text, [claim], story):
        return told
    said = Line(text=f"{_bare(claim.text)}, according to {name}.", cites=(claim.id,))
    return said if _holds(said, story) else told


def _holds(one: Line, story: Story) -> bool:
    """Whether a line that was put together is proven: what it names stands in its evidence itself."""
    said = " ".join(passages(cited(story, one.cites)))
    absent = missing_numbers(one.text, said) or missing_names(one.text, said)
    return not absent and unproven(one.text, story, one.cites) is None


def _denied(claim: Claim, story: Story) -> Iterator[Line]:
    """Yield a claim with the first who denies or doubts it, in words of theirs where there are short ones."""
    names = {actor.id: actor.name for actor in story.actors if len(actor.name) <= _LONGEST_NAME}
    against = [one for one in claim.statements if one.stance in AGAINST]
    if len(against) in (0, len(claim.statements)) or len(claim.text) > LONGEST_LINE:
        return
    for one in sorted(against, key=lambda one: one.speaker not in names):
        verb = "denies" if one.stance == "denies" else "doubts"
        opened = f"{_bare(claim.text)}; {names.get(one.speaker or '', 'another account')} {verb} it"
        if quote := _quote(one, claim.text):
            yield Line(text=f"{opened}: “{quote}”.", cites=(claim.id,))
        yield Line(text=f"{opened}.", cites=(claim.id,))


def _contradicted(claim: Claim, story: Story) -> Iterator[Line]:
    """Yield a claim beside each that cannot hold with it."""
    for other in cited(story, claim.rivals):
        if isinstance(other, Claim):
            text = f"Accounts differ: {_bare(claim.text)}; {_bare(other.text)}."
            if len(text) <= LONGEST_LINE + len("Accounts differ: "):
                yield Line(text=text, cites=(claim.id, other.id))


def differing(figure: Figure, story: Story) -> Line | None:
    """Return a line with the readings of a figure that articles do not agree on; None where it cannot be proven."""
    names = {actor.id: actor.name for actor in story.actors if len(actor.name) <= _LONGEST_NAME}
    short = [one for one in figure.readings if len(one.surface.split()) <= _MOST_WORDS]
    readings = {_lowered(one.surface): names.get(one.speaker or "", "") for one in reversed(short)}
    told = [(surface, f" ({name})" if name else "") for surface, name in reversed(readings.items())][:_MOST_READINGS]
    of = f"{figure.of}, {figure.scope}" if figure.scope else figure.of
    texts = [f"Accounts differ on {of}: {', '.join(surface + whose for surface, whose in told)}."]
    if all(surface[-1:].isdigit() for surface, _ in told):
        each = (f"{surface} {figure.of}{whose}" for surface, whose in told)
        texts.append(f"Accounts differ: {', '.join(each)}.")
    found = (Line(text=text, cites=(figure.id,)) for text in texts if len(told) > 1)
    return next((one for one in found if _holds(one, story)), None)


def _lowered(surface: str) -> str:
    """Return a number's words as they stand within a sentence: 'about 90' for 'About 90'."""
    return surface[:1].lower() + surface[1:] if surface[1:2].islower() else surface


def _bare(text: str) -> str:
    return text.strip().rstrip(".").rstrip()


def _quote(statement: Statement, text: str) -> str:
    """Return the first short quotation of a statement that a text lacks; '' where there is none."""
    for span in statement.evidence:
        for start, end in wording.quotations(span.text):
            quote = span.text[start:end].strip(MARKS).strip(" .,;!")
            if quote and len(quote) <= _LONGEST_QUOTE and not stands_in(quote, text):
                return quote
    return ""
