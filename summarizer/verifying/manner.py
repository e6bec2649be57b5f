"""How a statement is made: its stance and its certainty, against the words that show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.hedges import find_cues, negated, overstated
from summarizer.grounding.matching import stands_in
from summarizer.grounding.stance import stance_cues
from summarizer.merging.doubts import AGAINST
from summarizer.verifying.checks import fails, found, holds, unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.grounding.attribution import Attribution
    from summarizer.models import Certainty, Stance, Statement
    from summarizer.verifying.checks import Check

_IF = re.compile(r"\b(?:if|whether)\b", re.IGNORECASE)
_SURENESS: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")


# ── Stance ────────────────────────────────────────────────────────────────────────────────────────


def stance_check(where: str, one: Statement, text: str, said: Sequence[Attribution], words: str) -> Check:
    """Check a stance by the attribution, else by the words that show it; and that no denial is given as an assertion.

    Args:
        where: The path to the statement.
        one: The statement.
        text: Its claim.
        said: The attributions of its article that the claim is part of.
        words: The words of its evidence.
    """
    stance, rules = one.stance, {each.stance for each in said}
    shown = {cue.stance for cue in stance_cues(words)}
    if stance in rules:
        return holds("stance", where, stance)
    if stance in AGAINST:
        against = bool((rules | shown) & AGAINST) or _is_against(stance, text, words)
        return found("stance", where, stance, None if against else "No word of the evidence denies or doubts it.")
    if stance == "asserts":
        denied = rules and rules <= AGAINST and not _turned(text, said)
        return found("stance", where, stance, "The article says that they deny or doubt it." if denied else None)
    if stance not in shown and rules and not find_cues(words):
        return fails("stance", where, stance, f"By the evidence the speaker {min(rules)} it.")
    return holds("stance", where, stance) if stance in shown else unsure("stance", where, stance, "No rule tells it.")


def _is_against(stance: Stance, text: str, words: str) -> bool:
    """Return whether words dispute a claim; a "not" in them does not where the claim has it, too, word for word."""
    cues = find_cues(words)
    if any(cue.kind == "disputed" for cue in cues) or (stance == "doubts" and (cues or _IF.search(words))):
        return True
    return (negated(words) or negated(text)) and not stands_in(text.rstrip(' .”"'), words)


def _turned(text: str, said: Sequence[Attribution]) -> bool:
    """Return whether a text says in words of its own what is denied: "the wall held" for "denied that it cracked"."""
    return negated(text) and not any(stands_in(each.cue, text) for each in said)


# ── Certainty ─────────────────────────────────────────────────────────────────────────────────────


def certainty_check(where: str, one: Statement, text: str, said: Sequence[Attribution], words: str) -> Check:
    """Check that a statement is given as no surer than its words; that it is given as less sure is for people to judge.

    Args:
        where: The path to the statement.
        one: The statement.
        text: Its claim.
        said: The attributions of its article that the claim is part of.
        words: The words of its evidence that the claim comes from: the others may only spell out a name.
    """
    shown, why = _shown(text, said, words)
    if one.certainty == shown:
        return holds("certainty", where, one.certainty)
    if one.certainty == "certain":
        return fails("certainty", where, one.certainty, f"{why} leave it ‘{shown}’.")
    return unsure("certainty", where, one.certainty, f"By rule it is ‘{shown}’.")


def _shown(text: str, said: Sequence[Attribution], words: str) -> tuple[Certainty, str]:
    """Return how certain the words make a claim, the surest of what is said in it, and the words that do."""
    told = [each for each in said if each.stance != "demands"]
    cue = None
    if told:
        shown = max((each.certainty for each in told), key=_SURENESS.index)
    else:
        hedges = [one for one in find_cues(text) if stands_in(one.text, words)]
        cue = min(hedges, key=lambda one: _SURENESS.index(one.certainty), default=None)
        shown = cue.certainty if cue else "certain"
    dropped = overstated(text, words, attributed=bool(said))
    if dropped and find_cues(dropped.text) and _SURENESS.index(dropped.certainty) < _SURENESS.index(shown):
        shown, cue = dropped.certainty, dropped
    return shown, f"The words ‘{cue.text}’" if cue else "The words of who says it"
