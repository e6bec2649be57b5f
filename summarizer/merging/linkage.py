"""Complete linkage: items in groups in which every two fit together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summarizer.models import Span

T = TypeVar("T")


def groups(
    items: Sequence[T],
    closeness: Callable[[T, T], float],
    name: Callable[[T], Any],
    pairs: Iterable[tuple[int, int]] | None = None,
) -> list[list[T]]:
    """Return the items in groups, the closest pairs joined first.

    Two groups are joined only where each item of one fits each of the other, so an item that fits two that do
    not fit each other cannot tie them. Which items are joined does not depend on their order.

    Args:
        items: What to group; groups and their items keep this order.
        closeness: How close two items are; 0 or less where they do not fit. Symmetric.
        name: What sorts pairs that are equally close; comparable, and of its own for each item.
        pairs: The places of the items worth comparing, the smaller first; all pairs by default.

    Returns:
        The groups; each item is in one.
    """
    compared = combinations(range(len(items)), 2) if pairs is None else sorted(pairs)
    scores = {(a, b): closeness(items[a], items[b]) for a, b in compared}
    fitting = {pair: score for pair, score in scores.items() if score > 0}
    named = [name(item) for item in items]
    of = {number: [number] for number in range(len(items))}
    for a, b in sorted(fitting, key=lambda pair: (-fitting[pair], *sorted((named[pair[0]], named[pair[1]])))):
        left, right = of[a], of[b]
        if left is not right and all((min(x, y), max(x, y)) in fitting for x in left for y in right):
            left.extend(right)
            of.update(dict.fromkeys(right, left))
    unique = {id(group): sorted(group) for group in of.values()}
    return [[items[number] for number in group] for group in sorted(unique.values())]


def origin(spans: Sequence[Span], text: str) -> tuple[str, int, int, str]:
    """Return a name for an item by the words it stands in, whatever the order, and so the ids, of the articles."""
    first = min(spans, key=lambda span: (span.text, span.start, span.end))
    return first.text, first.start, first.end, f"{text} {first.article}"


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return each span once, in the order of first use."""
    return tuple({(span.article, span.start, span.end): span for span in spans}.values())
