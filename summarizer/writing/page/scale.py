"""The readings of a figure on one scale: places in per cent of its width, so that any screen can draw it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models import Reading

TICKS = 4  # at the most so many steps
_FROM_NOUGHT = 0.2
"""A scale begins at nought unless its values differ by less than this part of the greatest: then it shows them apart."""
_LEAST, _GREATEST = 1e-300, 1e300  # what lies nearer together or farther apart has no scale that a float can hold
_MARGIN, _WIDTH = 7.0, 86.0  # per cent
_ROOM = 38  # characters of all labels, on the narrowest scale that the style sheet draws
_SHORT = 6  # characters that fit around the first or the last line

_UNITS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_GROUPED = 1000  # from where on digits are grouped
_UNWRITTEN = 1e16  # from where on floats have no more whole numbers between them

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: where it stands (per cent), its number ('' where there is no room), and what stands there of it."""

    at: str
    label: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Drawn:
    """One reading: from where to where (per cent, equal for a plain number), which ends are open, and both in words."""

    low: str
    high: str
    point: bool
    open_low: bool
    open_high: bool
    about: bool
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale over the readings of one figure."""

    start: float
    step: float
    steps: int

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Scale | None:
        """Return a scale that holds all readings; None where they have fewer than two different numbers, or none fit."""
        values = sorted({bound for one in readings for bound in (one.low, one.high) if bound is not None})
        if len(values) < 2 or not all(abs(value) < _GREATEST for value in values):  # noqa: PLR2004  (one number needs no scale)
            return None
        least, most = values[0], values[-1]
        if least >= 0 and most - least >= _FROM_NOUGHT * most:
            least = 0.0
        if most - least <= max(abs(least), abs(most)) * 1e-9 + _LEAST:
            return None
        step = _round_step((most - least) / TICKS)
        start = math.floor(least / step)
        return cls(start * step, step, max(math.ceil(most / step) - start, 1))

    def at(self, value: float) -> str:
        """Return where a value stands, in per cent."""
        return f"{_MARGIN + _WIDTH * (value - self.start) / (self.step * self.steps):.2f}%"

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The lines of the scale, from its start to its end; the first and the last always have their number."""
        values = [self.start + place * self.step for place in range(self.steps + 1)]
        labels = [number(value) for value in values]
        even = [one for one in range(1, self.steps + 1) if not self.steps % one]
        every = next((one for one in even if sum(len(label) + 2 for label in labels[::one]) <= _ROOM), self.steps)
        ends: dict[int, Anchor] = {0: "start", self.steps: "end"}
        return tuple(
            Tick(
                self.at(value),
                "" if place % every else label,
                ends.get(place, "middle") if len(label) > _SHORT else "middle",
            )
            for place, (value, label) in enumerate(zip(values, labels, strict=True))
        )

    def drawn(self, reading: Reading) -> Drawn | None:
        """Return a reading's place; None where it has no number."""
        low, high = reading.low, reading.high
        known = [bound for bound in (low, high) if bound is not None]
        if not known:
            return None
        return Drawn(
            "0%" if low is None else self.at(low),
            "100%" if high is None else self.at(high),
            point=low == high,
            open_low=low is None,
            open_high=high is None,
            about=reading.modifier in ("about", "vague"),
            words=_words(low, high),
        )


def _words(low: float | None, high: float | None) -> str:
    """Return bounds in words, of which one is known: '12', '9 to 11', '100 or more', 'up to 10,000'."""
    if low is None or high is None:
        return f"{number(low)} or more" if low is not None else f"up to {number(high or 0)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def _round_step(step: float) -> float:
    """Return the least of 1, 2, 2.5 and 5 times a power of ten that is not below `step`."""
    power = 10.0 ** math.floor(math.log10(step))
    return next((times * power for times in (1, 2, 2.5, 5) if times * power >= step), 10 * power)


def number(value: float) -> str:
    """Return a number as a scale shows it: '12', '−2.5', '10,000', '1.2 million', '1,000,001'."""
    size = abs(value)
    sign = "−" if value < 0 else ""
    if size >= _UNWRITTEN:
        return f"{sign}{size:g}"
    for unit, name in _UNITS:
        short = f"{size / unit:.4g}"
        if size >= unit and math.isclose(float(short) * unit, size, rel_tol=1e-12):
            return f"{sign}{short} {name}"
    grouped = f"{size:,.2f}".rstrip("0").rstrip(".")
    return f"{sign}{grouped if size >= _GROUPED else format(size, 'g')}"
