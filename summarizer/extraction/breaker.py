"""The breaker: a server that answers nothing, or nothing that can be used, is not asked any more."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from summarizer.errors import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.errors import ModelError


class Breaker:
    """Counts what goes wrong in a row.

    Two kinds: questions in a row that were answered by nothing at all; and questions from the start of which none got
    an answer that can be used. Once it is open it stays open: a run is short.
    """

    def __init__(self, concurrency: int, on_open: Callable[[], None]) -> None:
        """Begin closed.

        Args:
            concurrency: Requests under way at once; as many fail together.
            on_open: Called once, as it opens.
        """
        self._why: StoppedError | None = None
        self._on_open = on_open
        self._silent = 0
        self._most_silent = max(8, 2 * concurrency)
        self._unused = 0
        self._most_unused = max(12, 3 * concurrency)
        self._used = False
        self._naps: set[asyncio.Future[None]] = set()

    def check(self) -> None:
        """Raise StoppedError where nothing is to be sent any more."""
        if self._why:
            raise StoppedError(str(self._why), provider=self._why.provider, status=self._why.status, attempts=0)

    def answered(self) -> None:
        """Take note that the server answered, whatever the answer is worth."""
        self._silent = 0

    def unreachable(self, error: ModelError, *, for_good: bool = False) -> None:
        """Take note of a question that got no answer; `for_good` where none can be expected any more."""
        self._silent += 1
        if for_good or self._silent >= self._most_silent:
            self._open(f"The server stopped answering, and is not asked any more. The last reason: {error}", error)
        self.unused(error)

    def used(self) -> None:
        """Take note of an answer that can be used."""
        self._used = True

    def unused(self, error: ModelError) -> None:
        """Take note of a question that was given up, whether the server answered it or not."""
        self._unused += not self._used
        if not self._used and self._unused >= self._most_unused:
            self._open(
                f"None of {self._unused} questions got an answer that can be used, and no more are asked. "
                f"The last reason: {error}",
                error,
            )

    async def rest(self, seconds: float) -> None:
        """Sleep, but no longer than there is something to wake up for."""
        if self._why:
            return
        nap = asyncio.ensure_future(asyncio.sleep(seconds))
        self._naps.add(nap)
        try:
            await nap
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._why is None or (task and task.cancelling()):
                raise
        finally:
            self._naps.discard(nap)

    def _open(self, sentence: str, error: ModelError) -> None:
        if self._why is None:
            self._why = StoppedError(sentence, provider=error.provider, status=error.status)
            self._on_open()
            for nap in self._naps:
                nap.cancel()
