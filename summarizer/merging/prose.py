"""The briefing's own lines: headline, lead and summary, each a claim's text as it stands, or the beginning of one.

Nothing is written here. A line is a claim's text, so its numbers and names stand in the claim's evidence; a headline is
such a text, cut where a clause ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.merging import wording
from summarizer.models import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import Claim, Story

LONGEST_HEADLINE = 110
"""Characters. Search results and messengers cut longer ones."""

_LINES = 3
_LEAD_LINES = 2  # of one story
_FEWEST_WORDS = 5  # of a headline that was cut: fewer are rarely a sentence
_UNTITLED = "In brief"
_STATUSES = ("disputed", "corroborated", "single")
_TURNS = re.compile(
    r"[\s,;:–—-]*(?:and |or )?(?:if|unless|but|except|though|although|without|not|nor|denied|than|until)\b"
)
_CLAUSE = re.compile(
    r"[,;:–—-]\s+(?:and|which|who|whose|with|where|when|while|as|after|before|because|since|including|according|in|\w+ing)\b"
    r"|[;:–—-]\s|\s(?:because|while|after|before|when|amid|in an? \w+ that)\b"
)


def headline(story: Story) -> str:
    """Return a headline of at most 110 characters: the best claim's text, shortened where a clause ends.

    A story without claims takes an uncertainty's text, a sentence with a figure in it, or its actors' names.
    """
    texts = [claim.text for claim in _ranked(story)] + [
        one.text for one in story.uncertainties if one.kind != "source_text"
    ]
    texts += [figure.readings[0].evidence[0].text for figure in story.figures]
    whole = (short for text in texts[:_LINES] if (short := _shortened(text)))
    cut = (short for text in texts if (short := _shortened(text) or _cut(text)))
    named = (actor.name for actor in story.actors if len(actor.name) <= LONGEST_HEADLINE)
    return next(whole, None) or next(cut, None) or next(named, _UNTITLED)


def lead(stories: Sequence[Story]) -> tuple[Line, ...]:
    """Return up to three lines on all stories: of one story its best two claims, of several the best of each first."""
    picked = [_split(story)[0] for story in stories]
    turns = [claims[turn] for turn in range(_LEAD_LINES) for claims in picked if turn < len(claims)]
    return tuple(_line(claim) for claim in turns[:_LINES])


def summary(story: Story) -> tuple[Line, ...]:
    """Return up to three lines on a story: the best claims that the lead leaves, else those of the lead."""
    first, rest = _split(story)
    return tuple(_line(claim) for claim in rest or first)


def _line(claim: Claim) -> Line:
    return Line(text=claim.text, cites=(claim.id,))


# ── Which claims ──────────────────────────────────────────────────────────────────────────────────


def _split(story: Story) -> tuple[list[Claim], list[Claim]]:
    """Return the claims for the lead, and those for the summary; one claim alone is for both."""
    best = _varied(_ranked(story))[: _LEAD_LINES + _LINES]
    first = min(_LEAD_LINES, (len(best) + 1) // 2)
    return best[:first], best[first:]


def _ranked(story: Story) -> list[Claim]:
    """Return the claims, best first: affirmed, with a named subject, disputed or corroborated, of most sources.

    What is equal stays in the story's order, which is by weight.
    """
    return sorted(
        story.claims,
        key=lambda claim: (
            all(one.stance in ("denies", "doubts") for one in claim.statements),
            wording.content(claim.text).pronoun,
            _STATUSES.index(claim.status),
            -claim.sources,
        ),
    )


def _varied(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with one of each set of speakers first, so that a line each goes to different voices."""
    heard: set[frozenset[str | None]] = set()
    new: list[Claim] = []
    again: list[Claim] = []
    for claim in claims:
        voices = frozenset(one.speaker for one in claim.statements)
        (again if voices in heard else new).append(claim)
        heard.add(voices)
    return new + again


# ── A headline's length ───────────────────────────────────────────────────────────────────────────


def _shortened(text: str) -> str | None:
    """Return a text that fits, whole or cut where a clause ends; None where no such cut fits."""
    bare = wording.without_tail(text)
    if bare and len(bare) <= LONGEST_HEADLINE:
        return bare
    return next(_cuts(bare, [found.start() for found in _CLAUSE.finditer(bare)]), None)


def _cut(text: str) -> str | None:
    """Return a text cut after a word, with an ellipsis; None where it is one quotation."""
    bare = wording.without_tail(text)
    spaces = [found.start() for found in re.finditer(r"(?<![\d.,])\s(?!\d)", bare)]
    return next((f"{short}…" for short in _cuts(bare, spaces) if len(short) < LONGEST_HEADLINE), None)


def _cuts(text: str, places: Sequence[int]) -> Iterator[str]:
    """Yield what stands before each place, the longest first, where it fits, quotes nothing in part and turns nothing."""
    quoted = wording.quotations(text)
    for at in reversed(places):
        short = text[:at].rstrip(" ,;:–—-")
        inside = any(start < at < end for start, end in quoted)
        if at <= LONGEST_HEADLINE and len(short.split()) >= _FEWEST_WORDS and not inside and not _TURNS.match(text, at):
            yield short
