"""Stories of all articles: the same nouns as each article's summary, each thing once, the weightiest story first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.merging import actors, candidates, claims, figures, prose, uncertainties
from summarizer.merging.sources import independent
from summarizer.models import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.drafts import Judgement, Pair
    from summarizer.models import Article, ArticleSummary, Claim, Figure, Statement, Uncertainty

_DAY = len("2024-11-01")


def merge(
    articles: Sequence[Article],
    summaries: Sequence[ArticleSummary],
    *,
    groups: Sequence[Sequence[str]] | None = None,
    judged: Mapping[tuple[str, str], Judgement] | None = None,
) -> tuple[Story, ...]:
    """Return the stories that the articles tell, the weightiest first; a group of which nothing is proven is none.

    Weight is, in this order: the number of independent sources, the day of the latest article (none is the earliest),
    the number of claims that are corroborated or disputed, the number of claims, and the place of the first article.
    Ids count through the whole briefing: s1, c1, a1, f1, u1. The order of the articles breaks ties, and decides
    nothing else.

    Args:
        articles: All articles, in the order of the briefing, each with an id of its own.
        summaries: What is proven of some of them, at most one an article, in any order.
        groups: The ids of the articles of each story, no id twice; None where all articles are one story.
        judged: What a model says of pairs that `doubtful` named, by `(Pair.a, Pair.b)`.

    Raises:
        KeyError: If a summary or a group is of no article given, or a speaker is no actor of its article.
    """
    told = [
        (_rank(story, members), story)
        for members, found in _groups(articles, summaries, groups)
        if (story := _story(members, found, judged))
    ]
    place = {article.id: at for at, article in enumerate(articles)}
    told.sort(key=lambda one: (one[0], place[one[1].articles[0]]))
    return tuple(_numbered(story for _, story in told))


def doubtful(
    articles: Sequence[Article], summaries: Sequence[ArticleSummary], groups: Sequence[Sequence[str]] | None
) -> tuple[Pair, ...]:
    """Return the pairs of claims that a model may judge, the most promising pairs of each story first, the far ones last.

    The first pairs of all stories stand before the second ones, so that a limit on requests leaves no story out for the
    sake of another.

    Args:
        articles: As for `merge`.
        summaries: As for `merge`.
        groups: As for `merge`.
    """
    found = [
        candidates.doubtful(told, actors.merge(told), members)
        for members, told in _groups(articles, summaries, groups)
        if len(told) > 1
    ]
    ranked = sorted((pair.far, rank, at) for at, pairs in enumerate(found) for rank, pair in enumerate(pairs))
    return tuple(found[at][rank] for _, rank, at in ranked)


def _groups(
    articles: Sequence[Article], summaries: Sequence[ArticleSummary], groups: Sequence[Sequence[str]] | None
) -> Iterator[tuple[list[Article], list[ArticleSummary]]]:
    """Yield the articles of each group, and the summaries of those of which something is proven, in their order."""
    by_id = {article.id: article for article in articles}
    place = {name: at for at, name in enumerate(by_id)}
    found = {by_id[summary.article].id: summary for summary in summaries if _holds(summary)}
    for group in [list(by_id)] if groups is None else groups:
        members = [by_id[name] for name in sorted(group, key=place.__getitem__)]
        yield members, [found[article.id] for article in members if article.id in found]


def _holds(summary: ArticleSummary) -> bool:
    return bool(summary.claims or summary.actors or summary.figures or summary.uncertainties)


# ── One story ─────────────────────────────────────────────────────────────────────────────────────


def _story(
    articles: Sequence[Article], summaries: Sequence[ArticleSummary], judged: Mapping[tuple[str, str], Judgement] | None
) -> Story | None:
    """Return the story of a group, its ids counted from 1; None where nothing is proven of its articles."""
    if not summaries:
        return None
    cast = actors.merge(summaries)
    sources = independent(articles)
    said = claims.merge(summaries, cast, sources, judged, articles)
    bare = Story(
        id="s",
        headline="",
        articles=tuple(article.id for article in articles),
        sources=len(set(sources.values())),
        claims=said,
        actors=cast.actors,
        figures=figures.merge(articles, summaries, cast, sources),
        uncertainties=uncertainties.merge(summaries, sources, said, articles),
    )
    return prose.titled(bare, articles)


def _rank(story: Story, articles: Iterable[Article]) -> tuple[int, int, int, int]:
    """Return what stories are ranked by, the weightiest least, but for the place of the first article."""
    latest = max((article.published or "")[:_DAY] for article in articles)
    settled = sum(claim.status != "single" for claim in story.claims)
    return -story.sources, -int("".join(filter(str.isdecimal, latest)) or 0), -settled, -len(story.claims)


# ── Ids ───────────────────────────────────────────────────────────────────────────────────────────


def _numbered(stories: Iterable[Story]) -> Iterator[Story]:
    """Yield the stories with ids that run on from one to the next, wherever they are referred to."""
    passed = dict.fromkeys("cafu", 0)
    for number, story in enumerate(stories, 1):
        ids = {}
        for name in _identified(story):
            passed[name[0]] += 1
            ids[name] = f"{name[0]}{passed[name[0]]}"
        yield _renamed(story, f"s{number}", ids)


def _identified(story: Story) -> Iterator[str]:
    yield from (claim.id for claim in story.claims)
    yield from (actor.id for actor in story.actors)
    yield from (figure.id for figure in story.figures)
    yield from (one.id for one in story.uncertainties)


def _renamed(story: Story, name: str, ids: Mapping[str, str]) -> Story:
    """Return a story with another id, and its items and all references to them with theirs."""
    return story.model_copy(
        update={
            "id": name,
            "headline_cites": _each(story.headline_cites, ids),
            "summary": tuple(line.model_copy(update={"cites": _each(line.cites, ids)}) for line in story.summary),
            "claims": tuple(_claim(claim, ids) for claim in story.claims),
            "actors": tuple(
                one.model_copy(
                    update={"id": ids[one.id], "belongs_to": ids[one.belongs_to] if one.belongs_to else None}
                )
                for one in story.actors
            ),
            "figures": tuple(_figure(figure, ids) for figure in story.figures),
            "uncertainties": tuple(_open(one, ids) for one in story.uncertainties),
        }
    )


def _each(names: Iterable[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ids[name] for name in names)


def _claim(claim: Claim, ids: Mapping[str, str]) -> Claim:
    said: tuple[Statement, ...] = tuple(
        one.model_copy(update={"speaker": ids[one.speaker] if one.speaker else None}) for one in claim.statements
    )
    linked = {
        "rivals": _each(claim.rivals, ids),
        "updates": _each(claim.updates, ids),
        "beside": _each(claim.beside, ids),
    }
    return claim.model_copy(update={"id": ids[claim.id], "statements": said, **linked})


def _figure(figure: Figure, ids: Mapping[str, str]) -> Figure:
    readings = tuple(
        one.model_copy(update={"speaker": ids[one.speaker] if one.speaker else None}) for one in figure.readings
    )
    return figure.model_copy(update={"id": ids[figure.id], "readings": readings})


def _open(one: Uncertainty, ids: Mapping[str, str]) -> Uncertainty:
    return one.model_copy(update={"id": ids[one.id], "settled_by": ids[one.settled_by] if one.settled_by else None})
