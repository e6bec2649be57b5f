"""A briefing and the id of one of its items in, a page of the item's evidence out. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from summarizer.apps.mcp import given
from summarizer.apps.mcp.pages import fitting, title
from summarizer.errors import UsageError
from summarizer.models import Claim, Figure, Uncertainty
from summarizer.writing import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summarizer.models import Actor, ArticleRecord, Briefing, Reading, Span, Statement, Story

_Item = Claim | Figure | Uncertainty
_KINDS: Mapping[type, Literal["claim", "figure", "uncertainty"]] = {
    Claim: "claim",
    Figure: "figure",
    Uncertainty: "uncertainty",
}


def page(briefing: Briefing, name: str, item: str, start: int = 0) -> given.EvidencePage:
    """Return where the articles say a claim, a figure or what is left open, from a statement or reading on.

    Args:
        briefing: The briefing.
        name: By what it is found again.
        item: The id of a claim, figure or uncertainty.
        start: The place of the page's first statement or reading, from 0.

    Raises:
        UsageError: The briefing holds no such item, or no statement there.
    """
    for story in briefing.stories:
        items: tuple[_Item, ...] = (*story.claims, *story.figures, *story.uncertainties)
        for held in items:
            if held.id == item:
                lines = list(_lines(held, story, {article.id: article for article in briefing.articles}))
                taken, following = fitting(lines, start)
                return given.EvidencePage(
                    briefing=name,
                    item=item,
                    kind=_KINDS[type(held)],
                    text=held.of if isinstance(held, Figure) else held.text,
                    status=None if isinstance(held, Uncertainty) else held.status,
                    story=story.headline,
                    total=len(lines),
                    evidence=taken,
                    next=None if following is None else str(following),
                )
    raise UsageError(
        f"There is no claim, figure or uncertainty '{item}' in the briefing '{name}', {_known(briefing)}. Take the id as "
        "brief, get_edition or search_claims gave it, with the briefing of the same result."
    )


def _known(briefing: Briefing) -> str:
    known = [claim.id for story in briefing.stories for claim in story.claims]
    return f"whose claims are {known[0]} to {known[-1]}" if known else "which has no claims"


def _lines(held: _Item, story: Story, articles: Mapping[str, ArticleRecord]) -> Iterator[given.EvidenceLine]:
    """Yield an item's statements, its readings, or what shows it."""
    actors = {actor.id: actor for actor in story.actors}
    if isinstance(held, Claim):
        yield from (_statement(one, actors, articles) for one in held.statements)
    elif isinstance(held, Figure):
        yield from (_reading(one, actors, articles) for one in held.readings)
    else:
        yield given.EvidenceLine(quotations=_quotations(held.evidence, articles))


def _statement(
    statement: Statement, actors: Mapping[str, Actor], articles: Mapping[str, ArticleRecord]
) -> given.EvidenceLine:
    speaker = actors.get(statement.speaker or "")
    return given.EvidenceLine(
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        via=statement.via,
        stance=statement.stance,
        certainty=statement.certainty,
        quotations=_quotations(statement.evidence, articles),
    )


def _reading(
    reading: Reading, actors: Mapping[str, Actor], articles: Mapping[str, ArticleRecord]
) -> given.EvidenceLine:
    speaker = actors.get(reading.speaker or "")
    return given.EvidenceLine(
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        reading=reading.surface,
        as_of=reading.as_of,
        quotations=_quotations(reading.evidence, articles),
    )


def _quotations(spans: Iterable[Span], articles: Mapping[str, ArticleRecord]) -> list[given.Quotation]:
    return [_quotation(span, articles[span.article]) for span in spans]


def _quotation(span: Span, article: ArticleRecord) -> given.Quotation:
    return given.Quotation(
        words=span.text,
        article=title(article),
        publisher=article.publisher,
        origin=article.origin,
        url=safe.web_address(article.url),
        published=article.published,
        start=span.start,
        end=span.end,
    )
