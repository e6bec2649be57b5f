"""How one host is treated: how many requests at once, how long between two, and when it is left alone."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from summarizer.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from summarizer.reading.robots import Rules


class Host:
    """One host and port.

    Args:
        name: What to call it in an error.
        at_once: Requests at one time.
        patience: How many requests in a row may go without any answer until no more are sent.

    Attributes:
        rules: What its robots.txt allows; None before that was fetched.
        learning: Held while it is fetched, so that it is fetched once.
        pause: Seconds from the start of one request to the next.
    """

    def __init__(self, name: str, *, at_once: int, pause: float, patience: int) -> None:
        self.name = name
        self.pause = pause
        self.rules: Rules | None = None
        self.learning = asyncio.Lock()
        self._slots = asyncio.Semaphore(at_once)
        self._free_at = 0.0
        self._patience = patience
        self._silent = 0

    @asynccontextmanager
    async def turn(self, everywhere: asyncio.Semaphore) -> AsyncIterator[None]:
        """Wait for this host's turn and then for one of the slots of all hosts, and hold both.

        Raises:
            SourceError: The host is left alone, as it did not answer before.
        """
        async with self._slots:
            self._refuse_if_silent()
            now = asyncio.get_running_loop().time()
            starts = max(now, self._free_at)
            self._free_at = starts + self.pause
            await asyncio.sleep(starts - now)
            async with everywhere:
                self._refuse_if_silent()
                yield

    def answered(self) -> None:
        """Note that it answered, whatever it said."""
        self._silent = 0

    def stayed_silent(self) -> None:
        """Note that no answer came."""
        self._silent += 1

    def _refuse_if_silent(self) -> None:
        if self._silent >= self._patience:
            raise SourceError(
                f"'{self.name}' did not answer {self._silent} times, and is not asked any more in this run."
            )
