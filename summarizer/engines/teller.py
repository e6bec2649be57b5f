"""Who counts what a run has done, and tells it: a part of an article or a story at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.engines.session import Progress
from summarizer.models import Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.engines.session import Stage


class Teller:
    """Tells how far one run is.

    Args:
        tell: Called with each step.
        parts: Of each article, in their order.
        usage: Gives what was used so far.
    """

    def __init__(
        self,
        tell: Callable[[Progress], None] = lambda _: None,
        parts: Sequence[int] = (),
        usage: Callable[[], Usage] = Usage,
    ) -> None:
        self._tell = tell
        self._left = list(parts)
        self._usage = usage
        self._now = Progress(0, 1, articles_done=self._left.count(0), articles=len(parts))

    def part(self, article: int | None = None) -> None:
        """Tell that a part of the stage is done with; of the article of that index, from 0, where it is of one."""
        read = self._now.articles_done
        if article is not None:
            self._left[article] -= 1
            read += not self._left[article]
        self._told(replace(self._now, done=self._now.done + 1, articles_done=read))

    def begin(self, stage: Stage, total: int = 1) -> None:
        """Tell that a stage of so many parts begins; one that has none counts as one part."""
        self._told(replace(self._now, stage=stage, done=0, total=max(1, total)))

    def _told(self, now: Progress) -> None:
        self._now = replace(now, usage=self._usage())
        self._tell(self._now)
