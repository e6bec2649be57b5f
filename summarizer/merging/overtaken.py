"""What became otherwise in a story from one day to a later one, and the titles that it overtook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.quantities import find_quantities
from summarizer.merging import wording
from summarizer.merging.doubts import AGAINST
from summarizer.merging.turns import TAKES_BACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarizer.models import Article, Claim, Statement, Story

_DAY = len("2024-11-01")
_OF_IT = 0.6  # share of a claim's terms that tell what it is that somebody takes back
_SAME_MATTER = 2  # terms that a title, or what carries it, shares with what turned


@dataclass(frozen=True, slots=True)
class Turned:
    """What became otherwise in a story: taken back, settled, or brought up to date in more than a number.

    Attributes:
        day: The ISO 8601 day it was first told.
        text: The sentence that tells it.
        claim: The claim that carries it, by id.
    """

    day: str
    text: str
    claim: str


def turned(story: Story, articles: Iterable[Article]) -> tuple[Turned, ...]:
    """Return what became otherwise from one day to a later one, the newest first; nothing of articles without a date."""
    days = {one.id: one.published[:_DAY] for one in articles if one.published}
    claims = {one.id: one for one in story.claims}
    found: list[Turned] = []
    for claim in story.claims:
        older = (claims[one] for one in claim.updates if one in claims and not _recounted(claims[one], claim))
        found += _since(claim, [one for old in older for one in old.statements], claim.statements, days)
        for one in claim.statements:
            back = _taken_back(one, claim, story)
            found += _since(claim, back, (one,), days, one.evidence[0].text)
    for question in story.uncertainties:
        if answer := claims.get(question.settled_by or ""):
            asked = min((days[one.article] for one in question.evidence if one.article in days), default="")
            told = _first(answer.statements, days)
            found += [Turned(told, answer.text, answer.id)] if "" < asked < told else []
    return tuple(dict.fromkeys(sorted(found, key=lambda one: one.day, reverse=True)))


def is_overtaken(text: str, day: str, said: Iterable[str], since: Iterable[Turned]) -> bool:
    """Whether a title is older than a turn of its matter.

    Args:
        text: The title.
        day: When it was published, as ISO 8601; '' where that is not known.
        said: The words that carry it.
        since: What became otherwise.
    """
    terms = wording.content(text).terms.union(*(wording.content(one).terms for one in said))
    return any("" < day < one.day and len(terms & wording.content(one.text).terms) >= _SAME_MATTER for one in since)


def _since(
    claim: Claim, old: Iterable[Statement], new: Iterable[Statement], days: Mapping[str, str], text: str = ""
) -> list[Turned]:
    """Return what new statements of a claim tell as turned, where the old ones are of an earlier day."""
    before, told = _first(old, days), _first(new, days)
    return [Turned(told, text or claim.text, claim.id)] if "" < before < told else []


def _first(statements: Iterable[Statement], days: Mapping[str, str]) -> str:
    return min((days[one.article] for one in statements if one.article in days), default="")


def _taken_back(one: Statement, claim: Claim, story: Story) -> list[Statement]:
    """Return what a statement takes back: its speaker's own words, or, where it says so, most of another claim's."""
    words = one.evidence[0].text
    back = bool(TAKES_BACK.search(words))
    own = one.stance in AGAINST and (back or one.speaker is not None)
    found = [
        said
        for said in claim.statements
        if own and said.stance not in AGAINST and (back or said.speaker == one.speaker)
    ]
    if back and not found:
        terms = frozenset(wording.sequence(words))
        others = (each for each in story.claims if each is not claim)
        found = [said for each in others if _share(each, terms) >= _OF_IT for said in each.statements]
    return found


def _share(claim: Claim, terms: frozenset[str]) -> float:
    own = wording.content(claim.text).terms
    return len(own & terms) / len(own) if own else 0.0


def _recounted(old: Claim, new: Claim) -> bool:
    """Whether a claim brings another up to date by a number."""
    now = {(one.low, one.high, one.unit) for one in find_quantities(new.text)}
    return any((one.low, one.high, one.unit) not in now for one in find_quantities(old.text))
