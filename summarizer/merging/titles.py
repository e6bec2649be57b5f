"""A headline out of the articles' own titles: an editor wrote it, and the story's claims must carry it like any line."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.grounding.context import context
from summarizer.grounding.evidence import misfit, prove
from summarizer.merging import wording
from summarizer.merging.headlines import LONGEST_HEADLINE, is_title
from summarizer.merging.overtaken import Turned, is_overtaken
from summarizer.merging.proving import also_called, cited, passages, undisputed, unproven
from summarizer.merging.weighing import ranked
from summarizer.models import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import Article, Claim, Story

_MOST_CITES = 2  # claims that a title may rest on: with more, much is carried by chance
_SEARCHED = 30  # claims that are looked at for what carries a title
_OUTLET_WORDS = 9
_TITLE_WORDS = 4
_DAY = len("2024-11-01")
_OUTLET = re.compile(r"(?P<title>.*\S)\s+(?:[–—|•»-]|::)\s+(?P<outlet>\S.*)$")


def title(story: Story, articles: Sequence[Article], since: Sequence[Turned] = ()) -> Line | None:
    """Return the title that tells most of what all its articles tell, with the claims that carry it; None where none is carried.

    Args:
        story: With its claims.
        articles: Those of the story; what stands behind a bar or a dash is the outlet's name, and taken off.
        since: What became otherwise in the story: titles that are older, and of the same matter, are none.
    """
    titles = sorted({bare for article in articles if (bare := without_outlet(article.title))})
    usable = [one for one in titles if len(one) <= LONGEST_HEADLINE and is_title(one)]
    if not usable:
        return None
    told = Counter(term for article in articles for term in wording.content(f"{article.title}. {article.text}").terms)
    terms = {one: wording.content(one).terms for one in usable}
    usable.sort(key=lambda one: (-sum(told[term] for term in terms[one]) / max(1, len(terms[one])), len(one), one))
    claims = ranked(story)[:_SEARCHED]
    known = frozenset(
        form for article in articles for one in context(article).roster.entries for form in (one.name, *one.aliases)
    )
    days = {one: _day(one, articles) for one in usable} if since else {}
    for one in usable:
        line = _carried(one, claims, story, known)
        if line and not (since and is_overtaken(one, days[one], passages(cited(story, line.cites)), since)):
            return line
    return None


def _day(text: str, articles: Sequence[Article]) -> str:
    """Return the last day on which a title was published, as ISO 8601; '' where none is known."""
    return max(
        (one.published[:_DAY] for one in articles if one.published and without_outlet(one.title) == text), default=""
    )


def without_outlet(text: str) -> str:
    """Return a title without the names of outlets and sections at its end: 'Ferry sinks - Post - News' is 'Ferry sinks'."""
    bare = " ".join(text.split())
    while (found := _OUTLET.match(bare)) and len(found["outlet"].split()) <= _OUTLET_WORDS:
        if len(found["title"].split()) < _TITLE_WORDS:
            break
        bare = found["title"]
    return bare


def _carried(text: str, claims: Sequence[Claim], story: Story, known: frozenset[str]) -> Line | None:
    """Return a title with the fewest claims that carry it: those that share most words with it.

    It must hold with and without the names that the articles know: what stands first in a title may be one or none.
    """
    for cites in _choices(text, claims):
        items = cited(story, cites)
        said = passages(items)
        named = (*said, *also_called(story, items, said))
        if misfit(text, " ".join(said)) or unproven(text, story, cites) or not prove(text, named, known).holds:
            continue
        if not any(undisputed(text, one, story) for one in claims if one.id in cites):
            return Line(text=text, cites=cites)
    return None


def _choices(text: str, claims: Sequence[Claim]) -> Iterator[tuple[str, ...]]:
    terms = wording.content(text).terms
    shared = {claim.id: len(terms & _terms(claim)) for claim in claims}
    best = sorted(claims, key=lambda claim: -shared[claim.id])
    for count in range(1, _MOST_CITES + 1):
        yield tuple(claim.id for claim in best[:count])


def _terms(claim: Claim) -> frozenset[str]:
    return frozenset(term for words in passages([claim]) for term in wording.sequence(words))
