"""The briefing's own lines by rule: headline, lead and summary, each of claims' texts, whole, cut or put side by side.

Nothing is written here but the words between two sides. Every line is proven by what it cites before it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.merging import wording
from summarizer.merging.headlines import (
    LONGEST_HEADLINE,
    cut,
    is_addressed,
    is_clause,
    is_furniture,
    is_title,
    shortened,
)
from summarizer.merging.overtaken import turned
from summarizer.merging.proving import is_told, named, speaker_of, undisputed, unproven
from summarizer.merging.sides import LONGEST_LINE, MARKS, differing, line
from summarizer.merging.titles import title
from summarizer.merging.weighing import ranked
from summarizer.models import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.merging.overtaken import Turned
    from summarizer.models import Article, Claim, Story
    from summarizer.settings import Length

LINES: Mapping[Length, int] = {"short": 2, "medium": 3, "long": 5}
"""Lines in the lead, and in each story's summary, at the most."""

_LEAD_LINES = 2  # of one story
_TRIED = 3  # claims of which a headline is taken whole before any other is
_SEARCHED = 30  # claims that are looked at for lines
_UNTITLED = "In brief"
_REPEATED = 0.6  # of the terms of the shorter of two lines


def compose(stories: Sequence[Story], length: Length = "medium") -> tuple[tuple[Story, ...], tuple[Line, ...]]:
    """Return the stories with headline and summary, and the lead on all of them."""
    return laid_out(by_rule(stories, wanted(len(stories), length)), length)


def wanted(stories: int, length: Length) -> int:
    """Return how many lines each of so many stories is to have, those that go to the lead included."""
    return LINES[length] + (_LEAD_LINES if stories == 1 else 1)


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its headline, and what may stand below and above it.

    Attributes:
        story: Its summary is still to come.
        lines: The best first; none says what the headline says.
        opening: The line that tells the whole story among others, where it is none of these.
    """

    story: Story
    lines: tuple[Line, ...]
    opening: Line | None = None


def by_rule(stories: Sequence[Story], most: int) -> list[Told]:
    """Return each story, which has its headline, with at most so many lines on it."""
    return [_told(story, most) for story in stories]


def _told(story: Story, most: int) -> Told:
    opening = next((line(claim, story) for claim in story.claims if claim.id in story.headline_cites), None)
    return Told(story, lines(story, most), opening)


def laid_out(told: Sequence[Told], length: Length) -> tuple[tuple[Story, ...], tuple[Line, ...]]:
    """Return stories with their lines as summaries, but for those that make the lead.

    One story shares its lines between lead and summary. Of several the lead has a line on each of the first ones, and
    their summaries go on from there; a line alone is for both.
    """
    if len(told) == 1:
        (only,) = told
        first = min(_LEAD_LINES, (len(only.lines) + 1) // 2)
        return (_with_summary(only.story, only.lines[first:] or only.lines),), only.lines[:first]
    lead: list[Line] = []
    stories = []
    for one in told:
        rest = one.lines
        if len(lead) < LINES[length] and (one.opening or rest):
            lead.append(one.opening or rest[0])
            rest = rest if one.opening else rest[1:] or rest
        stories.append(_with_summary(one.story, rest[: LINES[length]]))
    return tuple(stories), tuple(lead)


def _with_summary(story: Story, lines: tuple[Line, ...]) -> Story:
    return story.model_copy(update={"summary": lines})


# ── Headlines ─────────────────────────────────────────────────────────────────────────────────────


def titled(story: Story, articles: Sequence[Article]) -> Story:
    """Return a story with a headline by rule: the title of one of its articles that claims carry, else of a claim's text.

    Where something was taken back, settled or brought up to date since a title, a newer title stands, or what tells that.
    """
    since = turned(story, articles)
    best = title(story, articles, since) or _turn(story, since) or (title(story, articles) if since else None)
    text, cites = (best.text, best.cites) if best else _headline(story)
    return story.model_copy(update={"headline": text, "headline_cites": cites})


def _turn(story: Story, since: Sequence[Turned]) -> Line | None:
    """Return the newest of what turned that makes a headline without being cut; None where none does."""
    claims = {one.id: one for one in story.claims}
    for one in since:
        short = shortened(one.text) if len(wording.without_tail(one.text)) <= LONGEST_HEADLINE else None
        if short and is_title(short) and _carried(short, claims[one.claim], story):
            return Line(text=short, cites=(one.claim,))
    return None


def _headline(story: Story) -> tuple[str, tuple[str, ...]]:
    claims = [one for one in ranked(story)[:_SEARCHED] if printable(one)]
    for some, fit in ((claims[:_TRIED], shortened), (claims, shortened), (claims, cut)):
        for claim in some:
            for text in _titles(claim, fit(claim.text), story):
                if is_title(text) and _carried(text, claim, story):
                    return text, (claim.id,)
    return _untold(story)


def _titles(claim: Claim, short: str | None, story: Story) -> Iterator[str]:
    """Yield a claim's short text, and after whom says it: 'Ilse Tarn: “The pier has closed”'; not bare where it is hers."""
    name = speaker_of(claim, story)
    if short and (name is None or is_told(short) or named(short, [claim], story)):
        yield short
    quoted = wording.quotations(claim.text)
    if name and len(quoted) == 1 and quoted[0][0] == 0:
        words = claim.text[slice(*quoted[0])].strip(MARKS)
        short = f"“{words.rstrip(',.')}”"
    if name and short and len(name) + len(short) + 2 <= LONGEST_HEADLINE:
        yield f"{name[:1].upper()}{name[1:]}: {short}"


def _untold(story: Story) -> tuple[str, tuple[str, ...]]:
    """Return a headline for a story whose claims give none."""
    sources = [(one.text, (one.id,)) for one in ranked(story)[:_SEARCHED] if not is_furniture(one.text)]
    left_open: list[tuple[str, tuple[str, ...]]] = [
        (one.text, ()) for one in story.uncertainties if one.kind != "source_text"
    ]
    counted = [(one.readings[0].evidence[0].text, (one.id,)) for one in story.figures]
    for text, cites in (*sources, *left_open, *counted):
        if short := shortened(text) or cut(text):
            return short, cites
    named = (actor.name for actor in story.actors if len(actor.name) <= LONGEST_HEADLINE)
    return next(named, _UNTITLED), ()


def _carried(text: str, claim: Claim, story: Story) -> bool:
    return undisputed(text, claim, story) is None and unproven(text, story, [claim.id]) is None


# ── Which claims ──────────────────────────────────────────────────────────────────────────────────


def printable(claim: Claim) -> bool:
    """Whether an editor would print a claim among the first lines: no furniture of the page, nothing said to the reader."""
    first = next((letter for letter in claim.text if letter.isalpha()), "")
    return not (first.islower() or is_furniture(claim.text) or is_addressed(claim.text))


def _is_sentence(claim: Claim) -> bool:
    """Whether a claim is a sentence and ends as one; a heading, a caption or a broken line does not."""
    return claim.text.rstrip(' ”"’»)')[-1:] in tuple(".!?。！？") and is_clause(claim.text)


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


# ── Lines ─────────────────────────────────────────────────────────────────────────────────────────


def lines(story: Story, most: int) -> tuple[Line, ...]:
    """Return at most so many lines on a story, the best first, none of which says what another or the headline says.

    A figure that articles do not agree on is the second line. Where only the headline's claim is left, it is the line.
    """
    claims = [one for one in ranked(story)[:_SEARCHED] if printable(one)] or list(story.claims[:1])
    claims.sort(key=lambda one: (not _is_sentence(one), len(one.text) > LONGEST_LINE))
    found: list[Line] = []
    for one in _varied(claims):
        if len(found) == most:
            break
        told = line(one, story)
        if not _is_told(told.text, [story.headline, *(other.text for other in found)]):
            found.append(told)
    counted = next(filter(None, (differing(one, story) for one in story.figures if one.status == "disputed")), None)
    if counted:
        found = [*found[:1], counted, *found[1 : most - 1]]
    return tuple(found) or tuple(line(one, story) for one in claims[:1])


def _is_told(text: str, others: Sequence[str]) -> bool:
    """Whether a text says little that one of the others does not say."""
    mine = wording.content(text).terms
    return any(len(mine & wording.content(other).terms) >= _REPEATED * max(1, len(mine)) for other in others if other)
