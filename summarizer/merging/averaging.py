"""Average linkage over scores that are known of a few pairs only: each item has so many that were compared.

Takes time in proportion to the known pairs, and does not chain: one pair that fits is not enough to tie two groups.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAST, _MOST = -3.0, 5.0  # what a score is held to; a pair that is not known has the least
_DENIED = -12.0  # what a score of -inf is held to: two fitting pairs do not outweigh it
_JOINED = -1.25  # the mean score from which two items are joined
_WHOLE = 4  # items from which a group is as whole as can be


@dataclass(frozen=True, slots=True)
class _Tie:
    """What is known between two groups: how far the scores of their pairs lie above the least; how many count as known."""

    above: float
    known: int


@dataclass(slots=True)
class _Forest:
    """Groups by the number of one of their items, and what ties them.

    Attributes:
        members: The items of each group.
        closed: How many of them have pairs left that are not known, and so have the least score.
        ties: By group and other group, both ways.
        heap: Groups that may be joined, the best first: with the numbers of their items, to tell those of the past.
    """

    members: dict[int, list[int]]
    closed: dict[int, int]
    ties: list[dict[int, _Tie]]
    heap: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def offer(self, a: int, b: int) -> None:
        """Put two groups on the heap, where they may be joined.

        The mean that they need grows with the logarithm of the smaller one's items: what is told of by several articles
        has shown by then what it is.
        """
        a, b = min(a, b), max(a, b)
        sizes = len(self.members[a]), len(self.members[b])
        tie = self.ties[a][b]
        mean = tie.above / (tie.known + self.closed[a] * self.closed[b]) + _LEAST
        score = mean - math.log(min(*sizes, _WHOLE))
        if score >= _JOINED:
            heapq.heappush(self.heap, (-score, a, b, *sizes))

    def join(self, a: int, b: int) -> None:
        """Make two groups one, and offer it to all that are tied to it."""
        self.members[a] += self.members.pop(b)
        self.closed[a] += self.closed[b]
        del self.ties[a][b], self.ties[b][a]
        for other, tie in self.ties[b].items():
            del self.ties[other][b]
            mine = self.ties[a].get(other, _Tie(0.0, 0))
            both = _Tie(tie.above + mine.above, tie.known + mine.known)
            self.ties[a][other] = self.ties[other][a] = both
        self.ties[b] = {}
        for other in self.ties[a]:
            self.offer(a, other)


def groups(number: int, scores: Mapping[tuple[int, int], float], compared: int) -> list[list[int]]:
    """Return the items from 0 in groups, the closest joined first; ties are broken by the items' numbers.

    A pair that is not known has the least score. But where an item was compared with as many as it may be, and fits all
    of them, the rest was left out for want of room: of its pairs only those that are known count.

    Args:
        number: How many items there are.
        scores: Log-odds that two items belong together, by their numbers, the lower one first; -inf where one of them
            says that they don't.
        compared: With how many others an item is compared at the most.
    """
    fitting = Counter(at for pair, score in scores.items() if score > 0 for at in pair)
    full = {at for at, others in fitting.items() if others >= compared}
    forest = _Forest(
        members={at: [at] for at in range(number)},
        closed={at: int(at not in full) for at in range(number)},
        ties=[{} for _ in range(number)],
    )
    for (a, b), score in sorted(scores.items()):
        known = a in full or b in full
        denied = score == -math.inf
        if score > _LEAST or known or denied:
            held = _DENIED if denied else min(max(score, _LEAST), _MOST)
            tie = _Tie(held - _LEAST, int(known))
            forest.ties[a][b] = forest.ties[b][a] = tie
            forest.offer(a, b)
    while forest.heap:
        _, a, b, *sizes = heapq.heappop(forest.heap)
        if a in forest.members and b in forest.members and sizes == [len(forest.members[a]), len(forest.members[b])]:
            forest.join(a, b)
    return list(forest.members.values())
