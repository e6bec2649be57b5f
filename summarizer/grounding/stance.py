"""Stance: how a speaker takes what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.hedges import certainty_of
from summarizer.grounding.verbs import base_stance

if TYPE_CHECKING:
    from summarizer.models import Stance

_RUBBISH = re.compile(
    r"\b(?:is|are|was|were|as|be|being|called?|calling)\W+(?:\w+\W+){0,3}?(?:rubbish|nonsense|false|untrue|lies?|fake|hoax|"
    r"baseless|unfounded|fabricated|fabrications?|wrong)\b",
    re.IGNORECASE,
)
_DISBELIEF = re.compile(
    r"\b(?:(?:did|does|do)(?:\s+not|n['’]t)|never)\s+(?:\w+ly\s+)?(?:think|believe)|\bdoubt(?:s|ed)?\b", re.IGNORECASE
)
_FUTURE = re.compile(r"\b(?:will|would|could|going\s+to|is\s+set\s+to)\b")
_WARNINGS = ("warn", "alert", "caution")
_REQUESTS = ("told", "ask", "suggest", "recommend")
_AGAINST = re.compile(r"\s(?:[^\s,]+\s+){0,4}(?:against|versus|not\s+to)\b")
_TO_DO = re.compile(r"\s(?:[^\s,]+\s+){1,5}to\s")


def stance_of(cue: str, content: str, after: str) -> Stance:
    """Return how a speaker takes what they say.

    Args:
        cue: The cue as it is written: "said", "called for", "according to".
        content: What is said.
        after: The words that follow the cue.
    """
    base = base_stance(cue)
    if _RUBBISH.search(content):
        return "doubts" if certainty_of(content) in ("possible", "probable") else "denies"
    if base == "asserts" and _DISBELIEF.search(content[:60]):
        return "doubts"
    if cue.startswith(_WARNINGS):
        return "demands" if _AGAINST.match(after) else "expects" if _FUTURE.search(content) else base
    if cue.startswith(_REQUESTS) and _TO_DO.match(after) and " that " not in after[:60]:
        return "demands"
    return base
