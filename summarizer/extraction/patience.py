"""Patience: how long one attempt may take as a whole, learned from how long the server's answers take.

Until a server's speed is known, an attempt has the whole time-out, and a server that is silent from the start is asked once
whether it lives. After that an attempt that takes far longer than any answer so far is given up, so that a few requests
that hang do not cost minutes; but the last attempt has the whole time-out again, so that no slow answer is lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from summarizer.extraction.transport import Failed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from summarizer.extraction.transport import Sending

FIRST_ANSWER = 40.0
"""Seconds of silence after which the server is asked whether it lives; twice as long once it has answered."""
OF_TIMEOUT = 2 / 15
"""The same as a share of the time-out, where that is longer: who allows an answer more time, allows the first more."""
PROBE = 5.0
"""Seconds in which it has to say so."""
LEAST = 5.0
"""Seconds that an attempt is given at the least: a network's worst second is no reason to pay twice."""
SLOWNESS = 4
"""An attempt is given this many times what the slowest of the latest answers took."""
LATEST = 32
"""How many answers back that is."""
KNOWN = 8
"""Answers from which a server's speed is known: the first may come from its cache, and be far quicker than others."""
OTHERS = 3
"""Answers to others, since an attempt began, that show that it hangs and not the server is slow …"""
ALONE = 30.0
"""… and the seconds that it is given at the least where there are fewer; twice as much of `SLOWNESS`, too."""

STALL = 0.25
"""Seconds by which a clock may be late before it is this program that was held up, and not the server."""


class _Answer(Protocol):
    @property
    def good(self) -> bool: ...


A = TypeVar("A", bound=_Answer)


@dataclass(eq=False, slots=True)
class _Waiting:
    clock: asyncio.Timeout
    begun: float
    sending: Sending
    passed: int = 0  # answers to others since it began
    until: float = 0.0
    alarm: asyncio.TimerHandle | None = None


class Patience:
    """What is known of one server's speed, and who waits for it.

    Attributes:
        dead: Whether the server was silent, and did not say that it lives.
    """

    def __init__(self, timeout: float, alive: Callable[[], Awaitable[bool]]) -> None:
        """Begin to wait for nobody.

        Args:
            timeout: Seconds that one attempt may take as a whole at the most.
            alive: Asks the server whether it lives.
        """
        self.dead = False
        self._timeout = timeout
        self._alive = alive
        self._took: deque[float] = deque(maxlen=LATEST)  # seconds
        self._heard = 0.0  # when anything came, or somebody began to wait
        self._waiting: set[_Waiting] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._probe: asyncio.Task[None] | None = None

    async def within(self, work: Awaitable[A], sending: Sending) -> A:
        """Return what `work` gives, in time.

        Raises:
            Failed: It took too long.
        """
        begun = asyncio.get_running_loop().time()
        if not self._waiting:
            self._heard = begun
        waiting = None
        try:
            async with asyncio.timeout(None) as clock:
                waiting = _Waiting(clock, begun, sending)
                self._waiting.add(waiting)
                self._reschedule(waiting)
                self._listen()
                reply = await work
        except TimeoutError:
            if self.dead:
                raise self._silent() from None
            sending.timeouts += 1
            took = asyncio.get_running_loop().time() - begun
            raise Failed(f"it had not answered after {took:.3g} s") from None
        finally:
            if waiting:
                self._waiting.discard(waiting)
                if waiting.alarm:
                    waiting.alarm.cancel()
        self._learn(begun, good=reply.good)
        return reply

    def stop(self) -> None:
        """Wait no longer, for anything."""
        for one in self._waiting:
            self._end(one)

    def close(self) -> None:
        """Forget the server."""
        if self._alarm:
            self._alarm.cancel()
        if self._probe:
            self._probe.cancel()

    def _learn(self, begun: float, *, good: bool) -> None:
        now = asyncio.get_running_loop().time()
        self._heard = now
        if good:
            self._took.append(now - begun)
            for one in self._waiting:
                one.passed += 1
                self._reschedule(one)

    def _reschedule(self, waiting: _Waiting) -> None:
        """Set when an attempt is given up; what is known has changed."""
        sending, now = waiting.sending, asyncio.get_running_loop().time()
        latest = min(waiting.begun + self._timeout, now + sending.left)
        if len(self._took) >= KNOWN and not sending.last:  # the last attempt has the whole time-out
            slow = SLOWNESS * max(self._took)
            patience = max(LEAST, slow) if waiting.passed >= OTHERS else max(ALONE, 2 * slow)
            latest = min(latest, waiting.begun + patience * 2**sending.timeouts)
        self._set(waiting, latest)

    def _set(self, waiting: _Waiting, until: float) -> None:
        if waiting.alarm:
            waiting.alarm.cancel()
        waiting.until = until
        waiting.alarm = asyncio.get_running_loop().call_at(until, self._over, waiting)

    def _over(self, waiting: _Waiting) -> None:
        late = asyncio.get_running_loop().time() - waiting.until
        if late > STALL:  # the answer may lie here, unread
            self._set(waiting, waiting.until + 2 * late)
        else:
            self._end(waiting)

    def _end(self, waiting: _Waiting) -> None:
        if not waiting.clock.expired():
            waiting.clock.reschedule(0.0)

    def _listen(self) -> None:
        """Look again when the server has been silent for too long."""
        if self._alarm is None and self._probe is None:
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_at(self._heard + self._quiet, self._check)

    @property
    def _quiet(self) -> float:
        """Seconds of silence that are too long; one that has answered before may have been given a long question."""
        first = max(FIRST_ANSWER, OF_TIMEOUT * self._timeout)
        return max(2 * first, 2 * SLOWNESS * max(self._took)) if self._took else first

    def _check(self) -> None:
        self._alarm = None
        if not self._waiting:
            return
        if self._heard + self._quiet > asyncio.get_running_loop().time():
            self._listen()
        else:
            self._probe = asyncio.get_running_loop().create_task(self._ask())

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(PROBE):
                lives = await self._alive()
        except TimeoutError:
            lives = False
        if not lives:
            self.dead = True
            self.stop()

    def _silent(self) -> Failed:
        return Failed(
            f"it has not answered within {self._quiet + PROBE:.3g} s",
            passing=False,
            advice="check --base-url, or that it runs; if it is slow, not down, allow more with --timeout, or ask for "
            "less at once with --window and --concurrency",
        )
