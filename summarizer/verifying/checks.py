"""What `verify` finds: one check for each thing a briefing says, and whether it holds."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from summarizer.models import Model, Text

Verdict = Literal["holds", "fails", "not_judged"]
CheckKind = Literal[
    "span",
    "number",
    "name",
    "date",
    "quote",
    "polarity",
    "direction",
    "role",
    "word",
    "support",
    "speaker",
    "stance",
    "certainty",
    "actor",
    "reading",
    "figure",
    "sources",
    "status",
    "cue",
    "cite",
    "reference",
    "id",
    "text",
]
"""What is checked, in the order in which counts are shown; `summarize verify --help` says what each means."""

LONGEST = 200
"""Characters of an item that are kept: enough to find it by."""


class Check(Model):
    """One thing that a briefing says, and whether it holds.

    `where` is the path to it by ids, such as 'stories/s1/claims/c3/statements/1' (statements, readings, spans and lines
    count from 1); `reason` is a sentence for people, and None where it holds.
    """

    kind: CheckKind
    where: Text
    item: Text
    verdict: Verdict
    reason: Text | None = None


class Verification(Model):
    """Everything that was checked of a briefing, in its order."""

    checks: tuple[Check, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing fails; what cannot be judged by rule does not count against a briefing."""
        return not self.failures

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that fail."""
        return tuple(check for check in self.checks if check.verdict == "fails")

    def counts(self) -> dict[CheckKind, Counter[Verdict]]:
        """Return how many checks there are of each kind by verdict, kinds that were not met left out."""
        found: dict[CheckKind, Counter[Verdict]] = {}
        for check in self.checks:
            found.setdefault(check.kind, Counter())[check.verdict] += 1
        return {kind: found[kind] for kind in CheckKind.__args__ if kind in found}  # type: ignore[attr-defined]


def holds(kind: CheckKind, where: str, item: str) -> Check:
    """Return the check of something that is so."""
    return Check(kind=kind, where=where, item=clipped(item), verdict="holds")


def fails(kind: CheckKind, where: str, item: str, reason: str) -> Check:
    """Return the check of something that is not so, and why."""
    return Check(kind=kind, where=where, item=clipped(item), verdict="fails", reason=reason)


def unsure(kind: CheckKind, where: str, item: str, reason: str) -> Check:
    """Return the check of something that no rule can tell, and why."""
    return Check(kind=kind, where=where, item=clipped(item), verdict="not_judged", reason=reason)


def found(kind: CheckKind, where: str, item: str, problem: str | None) -> Check:
    """Return a check that fails with `problem`, or holds where that is None."""
    return holds(kind, where, item) if problem is None else fails(kind, where, item, problem)


def numbered(count: int, what: str) -> str:
    """Return a count and what it counts: '1 reading', '2 readings'."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def clipped(text: str) -> str:
    """Return `text` on one line and cut to `LONGEST` characters."""
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
