"""What several articles leave open, each thing once, with every place that shows it, and the claim that settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.merging import likeness, linkage, matters, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import Article, ArticleSummary, Claim, Span, Uncertainty

_SAME_MATTER = 0.5  # how close two are that only their matter ties: they are joined after those alike in words
_OPEN = frozenset({"unknown", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class _Item:
    uncertainty: Uncertainty
    place: tuple[int, int]
    content: wording.Content
    matter: str | None


def merge(
    summaries: Sequence[ArticleSummary],
    sources: Mapping[str, str],
    claims: Sequence[Claim] = (),
    articles: Sequence[Article] = (),
) -> tuple[Uncertainty, ...]:
    """Return the uncertainties of all summaries, those of most sources and those that stand earliest first.

    Two are one where their texts say the same with one polarity, where they leave open the same matter of different
    articles, or where one text stands with one cue at one place. The first one's text, kind and cue are kept. A doubt
    about an article's own text stays that article's.

    Args:
        summaries: In the order of the articles.
        sources: For each article's id, the id of the first article of the same source.
        claims: The story's claims, the weightiest first: the first that settles an uncertainty of other articles is
            named by it.
        articles: For their dates: an article does not settle what a later one leaves open.
    """
    items = [
        _Item(one, (at, number), wording.content(one.text), matters.matter(one.text, one.cue))
        for at, summary in enumerate(summaries)
        for number, one in enumerate(summary.uncertainties)
    ]
    terms = [item.content.terms | {item.content.squeezed, f"matter {item.matter}"} for item in items]
    pairs = likeness.partners(terms, [_name(item) for item in items])
    days = {article.id: (article.published or "")[:10] for article in articles}
    settling = matters.Settling(claims)
    made = [
        (_united(group, settling, days), group[0].place) for group in linkage.groups(items, _closeness, _name, pairs)
    ]
    made.sort(key=lambda one: (*_weight(one[0], sources), one[1]))
    return tuple(one.model_copy(update={"id": f"u{number}"}) for number, (one, _) in enumerate(made, 1))


def _closeness(a: _Item, b: _Item) -> float:
    same_place = a.uncertainty.evidence == b.uncertainty.evidence
    if same_place and (a.content.squeezed, a.uncertainty.cue) == (b.content.squeezed, b.uncertainty.cue):
        return 1.0
    if "source_text" in (a.uncertainty.kind, b.uncertainty.kind):
        return 0.0
    if a.content.negated == b.content.negated and wording.alike(a.content, b.content):
        return max(wording.similarity(a.content, b.content), wording.ALIKE)
    return _SAME_MATTER if _one_matter(a, b) else 0.0


def _one_matter(a: _Item, b: _Item) -> bool:
    """Whether two articles leave the same matter open, neither of them for somebody whom the other does not name."""
    apart = a.uncertainty.evidence[0].article != b.uncertainty.evidence[0].article
    same = a.matter is not None and a.matter == b.matter and a.uncertainty.kind == b.uncertainty.kind
    return apart and same and not wording.names_clash(a.content, b.content)


def _name(item: _Item) -> tuple[str, int, int, str]:
    return linkage.origin(item.uncertainty.evidence, f"{item.uncertainty.text} {item.uncertainty.id}")


def _united(group: Sequence[_Item], settling: matters.Settling, days: Mapping[str, str]) -> Uncertainty:
    spans = linkage.united(span for item in group for span in item.uncertainty.evidence)
    first = group[0]
    by = None if first.uncertainty.kind == "source_text" else _settled(first, spans, settling, days)
    return first.uncertainty.model_copy(update={"evidence": spans, "settled_by": by})


def _settled(item: _Item, spans: Sequence[Span], settling: matters.Settling, days: Mapping[str, str]) -> str | None:
    """Return the first claim, made by none of the articles that leave something open nor before them, that settles it."""
    if item.uncertainty.kind not in _OPEN:
        return None
    open_in = {span.article for span in spans}
    latest = max((days.get(article, "") for article in open_in), default="")
    for claim in settling.settling(item.uncertainty.text, item.matter):
        told = {one.article for one in claim.statements}
        day = max((days.get(article, "") for article in told), default="")
        if not open_in & told and not (latest and day and day < latest):
            return claim.id
    return None


def _weight(one: Uncertainty, sources: Mapping[str, str]) -> tuple[int, int]:
    return -len({sources[span.article] for span in one.evidence}), min(span.start for span in one.evidence)
