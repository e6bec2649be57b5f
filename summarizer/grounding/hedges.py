"""The words that show how sure a text is, and what it leaves open or disputes.

A cue is a word or phrase with a span, so that an uncertainty can be shown with the words that prove it. Of two cues
that overlap the first wins, or the longer of two that start together. Garbled wording ("fell short to report", "has
really not but seen") is met by letting an adverb stand between an auxiliary and its "not".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.models import Certainty, UncertaintyKind


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that hedge, doubt or leave open: `text` stands at `[start:end]` of what was searched.

    Attributes:
        text: The words as they are written.
        start: Offset of the first character.
        end: Offset after the last character.
        kind: What the cue makes of its sentence: unconfirmed, disputed or unknown.
        certainty: How certain the cue leaves its sentence; 'certain' for a flat denial.
    """

    text: str
    start: int
    end: int
    kind: UncertaintyKind
    certainty: Certainty


_BE = r"(?:is|are|was|were|be|been|being)"
_ADVERBS = r"(?:\s+(?!not\b)[a-z]+ly|\s+also|\s+still|\s+yet){0,2}"
_TOPICS = r"(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?|notions?|ideas?|rumou?rs?|findings?)"
_TELLING = (
    r"(?:say|said|state|specify|elaborate|comment|respond|reply|answer|disclose|reveal|mention|identify|name|explain|"
    r"address|confirm|give|provide|offer|report)"
)
_DETAILS = r"(?:details?|info|information|evidence|proof|explanations?|comments?|indications?|particulars|specifics)"
_OPENLY_TELLING = (
    r"(?:say|state|specify|elaborate|comment|respond|reply|disclose|reveal|mention|identify|explain|address)"
)

_POSSIBLE = (
    # "may" in lower case is the verb, "May" the month; "might" is a noun after an article or before "of"
    r"(?-i:may)(?!\s+\d)(?:\s+or\s+may\s+not)?",
    r"(?<!the )(?<!its )(?<!military )(?<!economic )(?<!financial )might(?!\s+of\b)",
    # "could see", "could not sleep" tell of an ability; "could be", "could lead" of a possibility
    r"could(?!\s+not\b|\s+never\b|\s+(?:\w+ly\s+)?(?:see|hear|feel|smell|taste|remember|afford)\b)",
    r"possibly|perhaps|maybe|conceivably|potentially",
    r"reportedly|allegedly|purportedly|supposedly|ostensibly|apparently|evidently|seemingly",
    r"alleged|suspected|rumou?red|purported|putative|unconfirmed|unverified|tentative(?:ly)?",
    rf"(?:{_BE}{_ADVERBS}\s+)?(?:thought|believed|presumed|suspected|rumou?red|alleged)\s+(?:to|of)\b",
    rf"{_BE}{_ADVERBS}\s+(?:presumed|suspected|feared|(?:understood|said|reported|considered)\s+to\b)",
    r"(?:appear|seem)(?:s|ed)?\s+(?:to|that|as\s+if|as\s+though|likely)\b",
    r"it\s+(?:is|was)\s+possible|(?:a|the)\s+possibility|if\s+(?:confirmed|true|proven|verified)",
    r"speculat(?:es?|ed|ing|ion)",
)
_PROBABLE = (
    r"(?:(?:most|very|highly|more\s+than|almost\s+definitely|almost\s+certainly)\s+)?(?:likely|probabl[ey])(?!\s+voters?\b)",
    r"unlikely|improbable|presumably|almost\s+(?:definitely|certainly|surely)|in\s+all\s+likelihood",
    rf"{_BE}{_ADVERBS}\s+(?:expected|forecast|projected|predicted)(?:\s+to\b)?|expected\s+to\b",
)
_UNKNOWN = (
    r"unclear|unknown|uncertain|undetermined|undisclosed|unanswered|inconclusive|unspecified",
    r"(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:clear|known|certain|sure)",
    r"remain(?:s|ed)?\s+to\s+be\s+seen|questions?\s+remain(?:s|ed)?",
    rf"(?:has|have|had){_ADVERBS}\s+(?:not\s+(?:but|yet)|yet\s+to)\b(?:\s+been)?(?:\s+(?:\w+(?:ed|en)|said|made)\b)?",
    r"(?:has|have|had)(?:n['’]t)\s+yet|not\s+yet\b",
    rf"{_BE}{_ADVERBS}\s+(?:not|yet\s+to\s+be)\s+(?:\w+ly\s+)?(?:been\s+)?(?:confirmed|verified|disclosed|identified|named)",
    r"could\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:be\s+)?(?:\w+ly\s+)?(?:verif(?:y|ied)|confirm(?:ed)?|reached)",
    rf"(?:did|does|do|would|has|have|had)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:want\s+to\s+)?{_OPENLY_TELLING}\w*",
    r"(?:did|does|do|would)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:give|provide|offer|confirm|answer|report|identify)",
    rf"(?:declin|refus)(?:es?|ed|ing)\s+to\s+{_TELLING}",
    rf"(?:fail(?:s|ed|ing)?|f(?:alls?|ell|alling)\s+short)\s+to\s+{_TELLING}",
    rf"with\s?out\s+(?:(?:offering|providing|giving|citing|presenting)\s+(?:\w+\s+)?{_DETAILS}|elaborating|specifying|saying)",
    rf"no\s+(?:immediate\s+|further\s+|official\s+|clear\s+|independent\s+|other\s+)?(?:word|{_DETAILS})",
    r"(?:neither|none)\b[^.;:“”\"]{1,60}?\b(?:denied|rejected|confirmed|commented|responded|admitted|acknowledged)",
    r"under\s+investigation|(?:are|is|was|were)\s+(?:still\s+)?investigating",
)
_DENIED = (
    r"(?<!not )(?<!n't )(?<!n’t )(?<!never )(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|contradict(?:s|ed|ing)?|rebut(?:s|ted)?)",
    rf"(?:reject|dismiss)(?:s|es|ed|ing)?\s+(?:\w+\s+){{0,3}}?{_TOPICS}",
    r"rubbish|nonsense|fake\s+news|hoax|fabricat(?:ed|ions?)|baseless|unfounded|groundless|untrue",
    r"(?:is|are|was|were)\s+(?:simply\s+|completely\s+|entirely\s+)?(?:false|a\s+lie|lies)",
)
_DOUBTED = (
    r"(?<!no )doubt(?:s|ed|ing|ful)?|disput(?:ed|ing)|sceptic(?:al|ism)|skeptic(?:al|ism)|implausible|dubious",
    rf"question(?:s|ed|ing)\s+(?:whether|if|the\s+(?:\w+\s+)?{_TOPICS})|conflicting\s+(?:accounts|reports|claims)",
    r"(?:did|does|do)\s*(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:think|believe)",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_RULES: tuple[tuple[re.Pattern[str], UncertaintyKind, Certainty], ...] = (
    (_any(_UNKNOWN), "unknown", "unknown"),
    (_any(_DENIED), "disputed", "certain"),
    (_any(_DOUBTED), "disputed", "possible"),
    (_any(_POSSIBLE), "unconfirmed", "possible"),
    (_any(_PROBABLE), "unconfirmed", "probable"),
)
_ORDER: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
_NEGATION = re.compile(
    r"\b(?:not(?!\s+(?:only|just|merely)\b)|cannot|never|no(?!\s+(?:doubt|longer\s+than)\b)|none|nobody|nothing|"
    r"neither|nor|with\s?out(?!\s+(?:a\s+)?doubt\b)|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|"
    r"reject(?:s|ed|ing)?|fail(?:s|ed|ing)?\s+to)\b|n['’]t\b",
    re.IGNORECASE,
)


def find_cues(text: str) -> list[Cue]:
    """Return the hedging words of a text in order, none overlapping another."""
    found = [
        Cue(match.group(), match.start(), match.end(), kind, certainty)
        for pattern, kind, certainty in _RULES
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return kept


def certainty_of(text: str) -> Certainty:
    """Return how certain a text sounds: its least certain cue, or 'certain' where it says things flatly.

    "Will" is an expectation, not a hedge.
    """
    return min((cue.certainty for cue in find_cues(text)), key=_ORDER.index, default="certain")


def negated(text: str) -> bool:
    """Return whether a text holds a negation: not, never, no, neither, without, denied and their like."""
    return _NEGATION.search(text) is not None
