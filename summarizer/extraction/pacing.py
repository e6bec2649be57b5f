"""Pacing: how many requests are under way at once, and how many may be sent in a minute.

Concurrency follows the server: it falls where the server says "too many" (429) again and again, and climbs back by one as
it answers well, as TCP does (additive increase, multiplicative decrease: RFC 5681). A 429 now and then is no reason to
fall; where one request at a time is still too many, nothing is sent until the server wants to be asked again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiolimiter import AsyncLimiter

LATEST = 16
"""How many answers back the server's mood is told from."""
OFTEN = 5
"""How many of them are 429 where it is throttling: one in ten, as a server under load gives at random, is not."""
CALM = 16
"""Good answers in a row after which it throttles no more."""
PAUSE = 1.0
"""Seconds in which nothing new is sent to a server that throttles and does not say for how long."""
LONGEST_PAUSE = 60.0
"""Seconds of such a pause at the most, whatever the server says."""
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Pace:
    """What a server allows in a minute; None is no limit.

    Attributes:
        requests: Requests, sent at even distances.
        tokens: Tokens, by what a request may use at the most. A request that may use more than half of it counts half.
    """

    requests: int | None = None
    tokens: int | None = None


class Slots:
    """Places for requests under way.

    Attributes:
        limit: How many there are at present, between 1 and what was asked for.
        throttled: Whether the server throttles: each 429 now halves the limit.
    """

    def __init__(self, concurrency: int, pace: Pace) -> None:
        self.limit = concurrency
        self._most = concurrency
        self._under_way = 0
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._order = count()
        self._good = 0
        self._falls = 0
        self._latest = deque([False] * LATEST, maxlen=LATEST)  # which answers were 429
        self.throttled = False
        self._closed = 0.0  # until when nothing is let in, by the loop's clock
        self._requests, self._tokens = _limiters(pace)

    @asynccontextmanager
    async def one(self, *, urgent: bool) -> AsyncIterator[int]:
        """Hold a place; gives what `heard` is to be told with the answer.

        Args:
            urgent: Whether it goes before others: what was begun is finished first.
        """
        await self._enter(urgent)
        try:
            yield self._falls
        finally:
            self._under_way -= 1
            self._admit()

    async def turn(self, tokens: int) -> None:
        """Wait until a request that may use so many tokens may be sent."""
        if self._tokens:
            await self._tokens.acquire(min(tokens, self._tokens.max_rate))
        if self._requests:
            await self._requests.acquire()

    def heard(self, ticket: int, *, throttled: bool, wait: float | None = None) -> None:
        """Take note of an answer.

        Args:
            ticket: What `one` gave for its request.
            throttled: Whether it is a 429.
            wait: Seconds after which a server that throttles wants to be asked again; None where it does not say.
        """
        if throttled:
            if ticket == self._falls:  # else it was under way when the limit fell, and says nothing new
                self._good = 0
                self._latest.append(True)
                if self.throttled or sum(self._latest) >= OFTEN:
                    self._fall(PAUSE if wait is None else min(wait, LONGEST_PAUSE))
            return
        self._latest.append(False)
        self._good += 1
        self.throttled = self.throttled and self._good < CALM
        if self._good % self.limit == 0 and self.limit < self._most:
            self.limit += 1
            self._admit()

    def open(self) -> None:
        """End the pause that a server asked for."""
        self._closed = 0.0
        self._admit()

    def _fall(self, wait: float) -> None:
        self._falls += 1
        self.throttled = True
        self._latest.extend([False] * LATEST)
        if self.limit == 1:  # it is not how many at once, but how many in a while: only a pause helps
            loop = asyncio.get_running_loop()
            self._closed = loop.time() + wait
            loop.call_at(self._closed, self._admit)
        self.limit = max(1, self.limit // 2)

    async def _enter(self, urgent: bool) -> None:  # noqa: FBT001  (of `one`)
        place = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (not urgent, next(self._order), place))
        self._admit()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # it had just been let in
                self._under_way -= 1
                self._admit()
            raise

    def _admit(self) -> None:
        while self._waiting and self._under_way < self.limit and asyncio.get_running_loop().time() >= self._closed:
            place = heappop(self._waiting)[-1]
            if not place.done():
                self._under_way += 1
                place.set_result(None)


def _limiters(pace: Pace) -> tuple[AsyncLimiter | None, AsyncLimiter | None]:
    if pace.requests is None and pace.tokens is None:
        return None, None
    from aiolimiter import AsyncLimiter  # noqa: PLC0415  (only runs with such a limit pay)

    # A bucket of one is no burst. Half of the tokens may come at once: estimates are about twice what is used.
    requests = AsyncLimiter(1, _MINUTE / pace.requests) if pace.requests else None
    tokens = AsyncLimiter(pace.tokens / 2, _MINUTE / 2) if pace.tokens else None
    return requests, tokens
