"""What several articles leave open, each thing once, with every place that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.merging import linkage, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import ArticleSummary, Uncertainty


@dataclass(frozen=True, slots=True)
class _Item:
    uncertainty: Uncertainty
    place: tuple[int, int]
    content: wording.Content


def merge(summaries: Sequence[ArticleSummary], sources: Mapping[str, str]) -> tuple[Uncertainty, ...]:
    """Return the uncertainties of all summaries, those of most sources and those that stand earliest first.

    Two are one where their texts say the same with one polarity, or where one text stands with one cue at one place.
    The first one's text, kind and cue are kept. A doubt about an article's own text stays that article's.

    Args:
        summaries: In the order of the articles.
        sources: For each article's id, the id of the first article of the same source.
    """
    items = [
        _Item(one, (at, number), wording.content(one.text))
        for at, summary in enumerate(summaries)
        for number, one in enumerate(summary.uncertainties)
    ]
    made = [(_united(group), group[0].place) for group in linkage.groups(items, _closeness, _name)]
    made.sort(key=lambda one: (*_weight(one[0], sources), one[1]))
    return tuple(one.model_copy(update={"id": f"u{number}"}) for number, (one, _) in enumerate(made, 1))


def _closeness(a: _Item, b: _Item) -> float:
    same_place = a.uncertainty.evidence == b.uncertainty.evidence
    if same_place and (a.content.squeezed, a.uncertainty.cue) == (b.content.squeezed, b.uncertainty.cue):
        return 1.0
    if "source_text" in (a.uncertainty.kind, b.uncertainty.kind):
        return 0.0
    if a.content.negated != b.content.negated or not wording.alike(a.content, b.content):
        return 0.0
    return max(wording.similarity(a.content, b.content), wording.ALIKE)


def _name(item: _Item) -> tuple[str, int, int, str]:
    return linkage.origin(item.uncertainty.evidence, f"{item.uncertainty.text} {item.uncertainty.id}")


def _united(group: Sequence[_Item]) -> Uncertainty:
    spans = linkage.united(span for item in group for span in item.uncertainty.evidence)
    return group[0].uncertainty.model_copy(update={"evidence": spans})


def _weight(one: Uncertainty, sources: Mapping[str, str]) -> tuple[int, int]:
    return -len({sources[span.article] for span in one.evidence}), min(span.start for span in one.evidence)
