"""Sending again: which failures pass, how long to wait before the next attempt, and when to leave it.

The only place where anything is sent twice. A server's own words on when to come back (Retry-After) come first, else
exponential back-off with full jitter (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

ATTEMPTS = 4
"""How often one request is sent at the most."""
LONGEST_WAIT = 60.0
"""Seconds; a server that asks for a longer pause is not waited for."""
_back_off = wait_random_exponential(multiplier=0.5, max=20)

_TRANSIENT = frozenset({408, 409, 429})
_NEVER = frozenset({501, 505})  # not implemented, and an HTTP version that is not supported: no second try mends them


class Failed(Exception):  # noqa: N818  (it never leaves `extraction`: an attempt that failed, not an error of the run)
    """An attempt that brought no answer.

    Attributes:
        reason: Why, in a few words.
        status: HTTP status, or None where nothing came.
        wait: Seconds that the server asks to be left alone for; None where it asks for nothing.
        passing: Whether the next attempt may go better.
        garbled: Whether an answer came, and is none that can be read.
        advice: What the user can do where no attempt goes better.
    """

    def __init__(  # noqa: PLR0913  (each by name)
        self,
        reason: str,
        *,
        status: int | None = None,
        wait: float | None = None,
        passing: bool = True,
        garbled: bool = False,
        advice: str = "check --base-url, or that it runs",
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.wait = wait
        self.passing = passing
        self.garbled = garbled
        self.advice = advice


@dataclass(slots=True)
class Sending:
    """One request, and what became of its attempts so far.

    Attributes:
        attempts: How often it was sent.
        timeouts: How many of them were given up waiting.
        ends: When its question's time is over, by the event loop's clock; None until the first attempt.
    """

    attempts: int = 0
    timeouts: int = 0
    ends: float | None = None

    @property
    def last(self) -> bool:
        """Whether there will be no further attempt."""
        return self.attempts >= ATTEMPTS

    @property
    def left(self) -> float:
        """Seconds that are left of its question's time."""
        return float("inf") if self.ends is None else self.ends - asyncio.get_running_loop().time()


async def persist(
    attempt: Callable[[], Awaitable[T]],
    sending: Sending,
    rest: Callable[[float], Awaitable[None]],
    again: Callable[[], bool],
) -> T:
    """Return what an attempt returns, made again where it failed in passing.

    Args:
        attempt: Sends the request once, and counts itself.
        sending: What is known of the attempts.
        rest: Waits so many seconds.
        again: Whether the run can spare one more request.

    Raises:
        Failed: That of the last attempt.
    """
    enough = stop_after_attempt(ATTEMPTS)

    def leave(state: RetryCallState) -> bool:
        asked, pause = _failure(state).wait or 0.0, state.upcoming_sleep
        return enough(state) or asked > LONGEST_WAIT or pause >= sending.left or not again()

    retrying = AsyncRetrying(
        sleep=rest,
        stop=leave,
        wait=_pause,
        retry=retry_if_exception(lambda error: isinstance(error, Failed) and error.passing),
        reraise=True,
    )
    return await retrying(attempt)


def is_passing(status: int) -> bool:
    """Return whether a request that was answered with this HTTP status may go better the next time."""
    return status in _TRANSIENT or (status >= 500 and status not in _NEVER)  # noqa: PLR2004  (HTTP's own number)


def seconds(retry_after: str) -> float:
    """Return a Retry-After header's pause: seconds, or a date (RFC 9110, 10.2.3); 1 where it is neither."""
    try:
        asked = float(retry_after)
    except ValueError:
        pass
    else:
        return max(0.0, asked) if asked == asked else 1.0  # noqa: PLR0124  (NaN is no number)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 1.0
    return max(0.0, until.timestamp() - datetime.now(UTC).timestamp())


def _failure(state: RetryCallState) -> Failed:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Failed) else Failed("")


def _pause(state: RetryCallState) -> float:
    """Return the seconds to wait: what the server asks for, else exponential back-off with full jitter."""
    asked = _failure(state).wait
    return _back_off(state) if asked is None else asked
