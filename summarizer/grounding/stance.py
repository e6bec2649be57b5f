"""Stance: how a speaker takes what they say, and the words that show it.

A cue of a stance is a word or phrase with a span: of a denial or doubt, as `hedges` finds them, of a look ahead, or of
a demand. What may, might or could be is no look ahead but a hedge. A negation takes a cue's stance away ("did not
demand"); who does not expect something doubts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.hedges import UNTRUE, certainty_of, find_cues
from summarizer.grounding.polarity import negated_at
from summarizer.grounding.verbs import base_stance

if TYPE_CHECKING:
    from summarizer.models import Stance


@dataclass(frozen=True, slots=True)
class StanceCue:
    """Words that show a stance: `text` stands at `[start:end]` of what was searched."""

    stance: Stance
    start: int
    end: int
    text: str


_BE = r"(?:is|are|was|were|be|been|am|['’](?:s|re|m))"
_GOAL = r"(?=\s+(?:to|for|on|that|an?|the|more|new)\b|\s*$)"
_FORMS = "(?:s|ed|ing)?"
# After an article or a possessive, "will" and "plan" are nouns.
_NO_NOUN = "".join(rf"(?<!\b{word} )" for word in "the a this its their his her our".split())
_EXPECTED = (
    r"expect(?:s|ed|ing)?|predict(?:s|ed|ing|ions?)?|forecast(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)",
    r"foresees?|foresaw|foreseen|(?:un)?likely\s+to",
)
_AHEAD = (
    rf"(?-i:{_NO_NOUN}(?<!\bfree )(?<!\bat )will)(?!\s+of\b)|shall",
    r"would(?!\s+(?:not\s+)?(?:have|like)\b)",
    rf"{_BE}\s+(?:not\s+)?(?:going\s+to(?!\s+(?:the|an?|(?-i:[A-Z])))|(?:set|due|bound|poised|scheduled|slated|about)\s+to\b)",
    rf"{_NO_NOUN}(?:plan(?:s|ned|ning)?|intend{_FORMS}|aim{_FORMS}|hop(?:e|es|ed|ing)){_GOAL}",
    rf"(?:vow{_FORMS}|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|threaten{_FORMS}|swears?|swore|sworn)(?=\s+to\b|\s*$)",
)
_WANTED = (
    r"must(?!\s+have\b)|should(?!\s+have\b)|ought\s+to|(?:has|have|had|needs?|needed)\s+to\b",
    rf"demand{_FORMS}(?!\s+(?:for|rose|fell|is|was|has|growth|in)\b)|urg(?:es|ed|ing)|urge(?!\s+to\b)",
    rf"call{_FORMS}\s+(?:for|upon|on(?!\s+\w+day\b))|ask{_FORMS}\s+(?:for|(?:\w+\s+){{0,4}}?to)\b",
    rf"want{_FORMS}(?!\s+(?:by|in)\b)|insist{_FORMS}\s+on|appeal{_FORMS}\s+for|exhort{_FORMS}|implor(?:e|es|ed|ing)",
    rf"press(?:es|ed|ing)\s+(?:\w+\s+){{1,4}}?(?:to|for)\b|prompt{_FORMS}(?:\s+(?:\w+\s+){{1,4}}?to\b|\s*$)",
    r"(?<!\bin )order(?:s|ed|ing)?\s+(?:\w+\s+){1,4}?to\b|beg(?:s|ged|ging)?(?=\s+(?:for|\w+\s+to)\b|\s*$)",
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_EXPECTING = re.compile(rf"{_any(*_EXPECTED, *_AHEAD).pattern}|['’]ll\b", re.IGNORECASE)
_DEMANDING = _any(*_WANTED)
_BELIEVING = _any(*_EXPECTED)
_FALSE = re.compile(
    r"\b(?:is|are|was|were|as|be|been|being|call(?:s|ed|ing)?)\W+(?:(?!not\b|never\b)\w+\W+){0,3}?"
    rf"(?P<word>{UNTRUE}|false|lies?|fake|wrong)\b",
    re.IGNORECASE,
)
_FALSE_WORD = re.compile(rf"\b(?:{UNTRUE}|false|a\s+lie|lies|fake)\b", re.IGNORECASE)
_OWN = re.compile(r"\W*+(?:that\s+)?(?:(?:i|we|he|she|they|it)\b|there\s+(?:is|was|were|are)\b)", re.IGNORECASE)
_SOON = 60  # characters in which a speaker's own disbelief shows
_NAMING = ("call", "brand", "dismiss", "label", "describ", "denounc")
_WARNINGS = ("warn", "alert", "caution")
_VOWS = ("vow", "swear", "swore", "sworn", "pledg", "promis", "threat")
_REQUESTS = ("told", "ask", "suggest", "recommend")
_AGAINST = re.compile(r"\s(?:[^\s,]+\s+){0,4}(?:against|versus|not\s+to)\b")
_TO_DO = re.compile(r"\s(?:[^\s,]+\s+){1,5}to\s")
_TO = re.compile(r"\s*to\s")


def stance_cues(text: str) -> list[StanceCue]:
    """Return the words of a text that show a denial, a doubt, a look ahead or a demand, in order; cues may overlap."""
    disputed = [cue for cue in find_cues(text) if cue.kind == "disputed"]
    found = [_cue(text, "denies" if cue.certainty == "certain" else "doubts", cue.start, cue.end) for cue in disputed]
    found += [_cue(text, "denies", *match.span("word")) for match in _FALSE.finditer(text)]
    found += [_cue(text, "expects", *match.span()) for match in _EXPECTING.finditer(text)]
    found += [_cue(text, "demands", *match.span()) for match in _DEMANDING.finditer(text)]
    refused = negated_at(text, (cue.start for cue in found if cue.stance in ("expects", "demands")))
    kept = {_turned(cue) if cue.start in refused else cue for cue in found}
    return sorted(filter(None, kept), key=lambda cue: (cue.start, -cue.end, cue.stance))


def stance_of(cue: str, content: str, after: str) -> Stance:
    """Return how a speaker takes what they say.

    Args:
        cue: The cue as it is written: "said", "called for", "according to".
        content: What is said.
        after: The words that follow the cue.
    """
    base = base_stance(cue)
    if base == "asserts":
        base = next((found.stance for found in stance_cues(cue)), base)
    false = (_FALSE_WORD if cue.startswith(_NAMING) else _FALSE).search(content)
    if false:
        return "doubts" if certainty_of(content) in ("possible", "probable") else "denies"
    if base == "asserts" and _OWN.match(content) and _shows("doubts", content[:_SOON]):
        return "doubts"
    if cue.startswith(_WARNINGS):
        return "demands" if _AGAINST.match(after) else "expects" if _shows("expects", content) else base
    if cue.startswith(_VOWS):
        return "expects" if _TO.match(content) or _TO.match(after) or _shows("expects", content) else "asserts"
    if cue.startswith(_REQUESTS) and _TO_DO.match(after) and " that " not in after[:60]:
        return "demands"
    return base


def _shows(stance: Stance, text: str) -> bool:
    return any(cue.stance == stance for cue in stance_cues(text))


def _cue(text: str, stance: Stance, start: int, end: int) -> StanceCue:
    return StanceCue(stance, start, end, text[start:end])


def _turned(cue: StanceCue) -> StanceCue | None:
    """Return what a negation leaves of a cue: a doubt of "does not expect", nothing of "does not demand"."""
    if cue.stance == "expects" and _BELIEVING.fullmatch(cue.text):
        return StanceCue("doubts", cue.start, cue.end, cue.text)
    return None
