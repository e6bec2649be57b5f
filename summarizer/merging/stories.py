"""Stories of all articles: the same nouns as each article's summary, each thing once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.merging import actors, claims, figures, prose, uncertainties, wording
from summarizer.models import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models import Article, ArticleSummary

_SHARED = 0.5  # of the shorter article's sentences: more in common, word for word, is a copy


def merge(articles: Sequence[Article], summaries: Sequence[ArticleSummary]) -> tuple[Story, ...]:
    """Return the stories that the articles tell: one for now, or none where no summary holds anything.

    Ids count from 1 in the order of weight: s1, c1, a1, f1, u1. The order of the articles breaks ties, and decides
    nothing else.

    Args:
        articles: All articles, in the order of the briefing, each with an id of its own.
        summaries: What is proven of some of them, at most one an article, in any order.

    Raises:
        KeyError: If a summary is of no article given, or a speaker is no actor of it.
    """
    place = {article.id: number for number, article in enumerate(articles)}
    found = sorted((one for one in summaries if _holds(one)), key=lambda one: place[one.article])
    if not found:
        return ()
    cast = actors.merge(found)
    sources = independent(articles)
    bare = Story(
        id="s1",
        headline="",
        articles=tuple(one.article for one in found),
        claims=claims.merge(found, cast, sources),
        actors=cast.actors,
        figures=figures.merge(articles, found, cast, sources),
        uncertainties=uncertainties.merge(found, sources),
    )
    return (bare.model_copy(update={"headline": prose.headline(bare), "summary": prose.summary(bare)}),)


def _holds(summary: ArticleSummary) -> bool:
    return bool(summary.claims or summary.actors or summary.figures or summary.uncertainties)


def independent(articles: Sequence[Article]) -> dict[str, str]:
    """Return for each article's id the id of the first article of the same source: itself where it is independent.

    Two articles are one source where they name one origin, where one's origin published the other, or where half of
    the shorter one's sentences stand in the other word for word.
    """
    order = [article.id for article in articles]
    first = {one: one for one in order}
    parts = {article.id: _parts(article) for article in articles}
    for a, b in combinations(articles, 2):
        if _reposted(a, b) or _copied(parts[a.id], parts[b.id]):
            new, old = sorted((first[a.id], first[b.id]), key=order.index)
            first = {of: new if source == old else source for of, source in first.items()}
    return first


def _reposted(a: Article, b: Article) -> bool:
    origins = {_outlet(a.origin), _outlet(b.origin)} - {""}
    mine, other = _outlet(a.origin) or _outlet(a.publisher), _outlet(b.origin) or _outlet(b.publisher)
    return bool(mine) and mine == other and mine in origins


def _outlet(name: str | None) -> str:
    """Return the letters of an outlet's name: 'Daily Post' and 'www.dailypost.example' are one."""
    plain = (name or "").strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    host = plain.split("/")[0]
    first = host.split(".")[0] if "." in host and " " not in host else plain
    return "".join(letter for letter in first if letter.isalnum()).removeprefix("the")


def _copied(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) >= _SHARED * min(len(a), len(b))


def _parts(article: Article) -> frozenset[str]:
    """Return the sentences of an article without marks; its text where it has none."""
    texts = [article.sentence(one.number) for one in article.sentences] or [article.text]
    return frozenset(part for text in texts if (part := wording.squeeze(text)))
