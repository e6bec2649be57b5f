"""How far a run is: one line at the foot of a terminal, drawn anew in place, and erased at the end.

A step costs the run next to nothing: it is only kept, and a thread draws four times a second. The cursor is never hidden, so
that a run that is killed leaves the terminal as it was.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from summarizer.pipeline import Progress

EVERY = 0.25
"""Seconds between two drawings."""
FIRST = 0.5
"""Seconds that a run takes at the least before anything is drawn."""
KNOWN = 3
"""Parts that must be done with, and seconds that must have passed, before a rate means anything."""
SAMPLES = 60
"""Seconds with progress that a rate is taken over: it follows a server that slows down, and does not jump."""

_STAGES = {"reading": "Reading", "merging": "Putting stories together", "writing": "Writing"}
_GATHERING = "Gathering articles"
_BAR = (8, 30)  # columns at the least and at the most
_PLAIN = str.maketrans("━─·", "#-|")  # for a terminal that knows nothing but ASCII
_ERASE = "\r\x1b[2K"


@dataclass(frozen=True, slots=True)
class _Sample:
    when: float
    parts: int
    articles: int


class Meter:
    """What is known of a run: its last step, how quick it was of late, and so how long it will take.

    Args:
        now: Seconds on any clock; those of later calls are on the same one.
    """

    def __init__(self, now: float) -> None:
        self._begun = now
        self._lock = threading.Lock()
        self._step: Progress | None = None
        self._samples: deque[_Sample] = deque(maxlen=SAMPLES)

    def told(self, step: Progress, now: float) -> None:
        """Take note of a step."""
        with self._lock:
            if self._step and self._step.stage != step.stage:
                self._samples.clear()
            if not self._samples or now - self._samples[-1].when >= 1:
                self._samples.append(_Sample(now, _asked(step), step.articles_done))
            self._step = step

    def line(self, now: float, width: int) -> str:
        """Return how far the run is in at most `width` columns: on a narrow terminal less is told."""
        with self._lock:
            step, pieces = self._step, self._pieces(now)
        for name in ("parts", "rate", "cost", "left"):
            if sum(map(len, pieces.values())) + 3 * (len(pieces) - 1) <= width:
                break
            pieces.pop(name, None)
        first, *others = pieces.values()
        room = min(_BAR[1], width - len(" · ".join((first, *others))) - 1)
        if step and step.stage != "merging" and room >= _BAR[0]:
            stage, _, count = first.partition(" ")
            filled = room * step.done // step.total
            first = f"{stage} {'━' * filled}{'─' * (room - filled)} {count}".rstrip()
        return " · ".join((first, *others))[:width]

    def _pieces(self, now: float) -> dict[str, str]:
        """Return what there is to tell by name, in the order in which it stands."""
        step = self._step
        if step is None:
            return {"stage": _GATHERING, "left": _elapsed(now - self._begun)}
        pieces = {"stage": _STAGES[step.stage]}
        if step.stage == "reading":
            pieces["stage"] += f" {step.articles_done:,}/{step.articles:,} articles"
            pieces["rate"] = self._rate(now)
            pieces["parts"] = f"{step.done:,}/{step.total:,} parts" if step.total != step.articles else ""
        elif step.total > 1:
            pieces["stage"] += f" {step.done:,}/{step.total:,} stories"
        pieces["cost"] = _cost(step)
        pieces["left"] = self._left(now) or _elapsed(now - self._begun)
        return {name: words for name, words in pieces.items() if words}

    def _since(self, now: float) -> tuple[_Sample, float] | None:
        """Return what rates are taken from, and the seconds since; None where it is too early."""
        first = self._samples[0] if self._samples else None
        return (first, now - first.when) if first and now - first.when >= KNOWN else None

    def _rate(self, now: float) -> str:
        known = self._since(now)
        if known is None or self._step is None or self._step.articles_done == known[0].articles:
            return ""
        rate = 60 * (self._step.articles_done - known[0].articles) / known[1]
        return f"{rate:,.{0 if rate >= 10 else 1}f} a minute"  # noqa: PLR2004  (two digits are enough)

    def _left(self, now: float) -> str:
        """Return how long the stage will take; '' where nobody knows yet."""
        known = self._since(now)
        if known is None or self._step is None or _asked(self._step) - known[0].parts < KNOWN:
            return ""
        rate = (_asked(self._step) - known[0].parts) / known[1]
        return _duration((self._step.total - self._step.done) / rate)


def _asked(step: Progress) -> int:
    """Return the parts that took their time: what was stored by an earlier run says nothing of what is to come."""
    return step.done - step.usage.cached if step.stage == "reading" else step.done


def _cost(step: Progress) -> str:
    usage = step.usage
    tokens = usage.input_tokens + usage.output_tokens
    if usage.cost_usd:
        return f"${usage.cost_usd:,.{4 if usage.cost_usd < 1 else 2}f}"
    if tokens < 10_000:  # noqa: PLR2004  (which is still easy to read)
        return f"{tokens:,} tokens" if tokens else ""
    return f"{tokens / 1e6:,.1f}M tokens" if tokens >= 1e6 else f"{tokens / 1e3:.0f}k tokens"  # noqa: PLR2004


def _elapsed(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _duration(seconds: float) -> str:
    """Return a time that nobody knows to the second."""
    minutes = ceil(seconds / 60)
    if seconds < 55:  # noqa: PLR2004  (what is more is a minute)
        return f"{max(5, 5 * ceil(seconds / 5))} s left"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min left" if hours else f"{minutes} min left"


class Bar:
    """Draws a meter's line on standard error while its block runs; whatever else is written there comes above it."""

    def __init__(self) -> None:
        self._meter = Meter(time.monotonic())
        self._lock = threading.RLock()  # of the terminal
        self._stop = threading.Event()
        self._there = False  # whether the line stands on the terminal
        self._midway = False  # whether somebody else's line is not at its end
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._terminal: TextIO = sys.stderr
        sys.stderr = cast("TextIO", _Above(self, self._terminal))
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        sys.stderr = self._terminal
        self._erase()

    def told(self, step: Progress) -> None:
        """Take note of a step."""
        self._meter.told(step, time.monotonic())

    def write(self, text: str) -> int:
        """Write what is not the bar's in its place; it is drawn again below."""
        with self._lock:
            self._erase()
            self._midway = not text.endswith("\n") if text else self._midway
            return self._terminal.write(text)

    def _run(self) -> None:
        wait = FIRST
        while not self._stop.wait(wait):
            wait = EVERY
            with self._lock, suppress(OSError, ValueError):  # the terminal may be gone
                self._draw()

    def _draw(self) -> None:
        if self._midway:
            return
        line = self._meter.line(time.monotonic(), _columns(self._terminal) - 1)
        self._terminal.write(_ERASE + _coloured(_encodable(line, self._terminal)))
        self._terminal.flush()
        self._there = True

    def _erase(self) -> None:
        with self._lock, suppress(OSError, ValueError):
            if self._there:
                self._terminal.write(_ERASE)
                self._terminal.flush()
            self._there = False


class _Above:
    """Standard error while a bar stands below what is written there."""

    def __init__(self, bar: Bar, terminal: TextIO) -> None:
        self._bar = bar
        self._terminal = terminal

    def write(self, text: str) -> int:
        return self._bar.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)


def can_draw() -> bool:
    """Return whether standard error is a terminal on which a line can be drawn anew."""
    return sys.stderr.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


def _columns(terminal: TextIO) -> int:
    """Return how wide a terminal is now; 80 where it does not say."""
    with suppress(OSError, ValueError):
        return os.get_terminal_size(terminal.fileno()).columns or 80
    return 80


def _encodable(line: str, terminal: TextIO) -> str:
    try:
        line.encode(terminal.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return line.translate(_PLAIN)
    return line


def _coloured(line: str) -> str:
    if os.environ.get("NO_COLOR"):
        return line
    return re.sub("━+", "\x1b[36m\\g<0>\x1b[0m", re.sub("─+", "\x1b[2m\\g<0>\x1b[0m", line))
