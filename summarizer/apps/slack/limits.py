"""How much is done for whom: requests an hour, requests at once, and nothing twice."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What the app does at the most.

    Attributes:
        per_user: Briefings an hour for one person.
        per_channel: Briefings an hour in one channel.
        questions: Answers an hour for one person.
        at_once: Briefings that are made at the same time.
        queue: Requests that wait for their turn.
        links: Links of one request.
        messages: Messages that a briefing takes in Slack.
        longest: Seconds that a briefing is made for; what a model answered until then is kept for the next try.
        notes: Seconds after which somebody who waits is told how far it is, each once.
    """

    per_user: int = 5
    per_channel: int = 20
    questions: int = 60
    at_once: int = 2
    queue: int = 10
    links: int = 20
    messages: int = 10
    longest: float = 1800.0
    notes: tuple[float, ...] = (5.0, 30.0, 120.0, 600.0)


class Meter:
    """Counts what each did within the last hour.

    Args:
        most: How often something may be done an hour.
        clock: Seconds, from any beginning.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._done: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Return how many seconds `who` has to wait until it may be done again; 0 where it may now."""
        done = self._recent(who)
        return max(0.0, done[-self._most] + HOUR - self._clock()) if len(done) >= self._most else 0.0

    def note(self, who: str) -> None:
        """Note that it is done now, and forget who did nothing for an hour."""
        done = self._done.setdefault(who, deque())
        done.append(self._clock())
        self._done.move_to_end(who)
        for other in list(self._done):
            if self._recent(other):
                break
            del self._done[other]

    def _recent(self, who: str) -> deque[float]:
        done = self._done.get(who, deque())
        while done and done[0] <= self._clock() - HOUR:
            done.popleft()
        return done


class Once:
    """Tells what came before, by a name: a request that is sent again, a second click.

    Args:
        seconds: How long a name is remembered.
        most: How many names are.
        clock: Seconds, from any beginning.
    """

    def __init__(self, seconds: float, most: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._seen: OrderedDict[str, float] = OrderedDict()

    def is_new(self, name: str) -> bool:
        """Whether a name did not come before, and note that it came."""
        now = self._clock()
        while self._seen and (len(self._seen) >= self._most or next(iter(self._seen.values())) <= now - self._seconds):
            self._seen.popitem(last=False)
        if name in self._seen:
            return False
        self._seen[name] = now
        return True
