"""Sayings at second hand: somebody's words that an agency, a report or another person relays.

"TASS cited Lee as saying it rained", "Lee was quoted by TASS as saying it rained", "Lee said it rained, TASS reported"
and "TASS reported, citing Lee, that it rained" are all Lee's words, via TASS.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.grounding.phrases import contents_of, phrases_before, trim
from summarizer.grounding.quotes import BLANK
from summarizer.grounding.roles import is_source
from summarizer.grounding.sources import Saying

if TYPE_CHECKING:
    from summarizer.grounding.quotes import Span
    from summarizer.grounding.sources import Source, Sources
    from summarizer.models import Sentence

_CITED = re.compile(
    rf"(?<![\w’'-])(?P<verb>cit(?:ed|es|ing)|quot(?:ed|es|ing))\s+(?P<who>[^,;:{BLANK}]{{2,80}}?)\s+as\s+"
    r"(?P<cue>saying|telling)(?![\w-])"
)
_QUOTED = re.compile(
    rf"(?<![\w’'-])(?P<verb>(?:was|were|is|are|been)\s+(?:also\s+)?(?:quoted|cited))(?:\s+by\s+(?P<by>[^,;:{BLANK}]{{2,60}}?))?"
    r"\s+as\s+(?P<cue>saying|telling)(?![\w-])"
)
_BY = re.compile(rf"\s+by\s+(?P<by>[^,.;:{BLANK}]{{2,60}}?)(?=\s+that\s|[,.;:{BLANK}]|$)")
_CITING = re.compile(
    rf"(?:\s+(?:on\s+)?(?:\w+day|yesterday|today))?,?\s*\b(?:citing|quoting)\s+(?P<who>[^,.;:{BLANK}]{{2,80}}),?"
)
_SAID_SO = re.compile(
    rf"(?:\s+(?:on\s+)?(?:\w+day|yesterday|today))?(?:\s+(?:in|on|at|late|early)\s[^,.;{BLANK}]{{0,40}})?\s*\.?\s*$"
)


def relays(text: str) -> list[re.Match[str]]:
    """Return where a sentence relays what somebody is cited or quoted as saying, in order."""
    return sorted(chain(_QUOTED.finditer(text), _CITED.finditer(text)), key=lambda found: found.start())


def relayed(
    sources: Sources, sentence: Sentence, text: str, found: re.Match[str], last: Saying | None
) -> Saying | None:
    """Return the saying of a relay, after the `last` one of its sentence: who is cited says it, who cites relays it."""
    low = last.cue[1] if last else 0
    spans, _, _ = phrases_before(text, low, found.start("verb"))
    subject = next(filter(None, (sources.denoted(sentence, text, span) for span in spans)), None)
    after, by = found.end("cue"), None
    if found.re is _CITED:
        source = sources.denoted(sentence, text, found.span("who"))
        relay = subject or (last.source if last else None)
    else:
        source, relay = subject, None
        by = found if found["by"] else _BY.match(text, after)
    if by:
        relay = sources.denoted(sentence, text, by.span("by"))
        after = max(after, by.end("by"))
    if not source:
        return None
    edge = (subject or source).start
    contents = contents_of(text, (low, edge), after, "saying")
    via = relay.speaker if relay else by["by"] if by else None
    return Saying(source, found.span("cue"), contents, via) if contents else None


def only_says_so(text: str, edge: int, after: int) -> bool:
    """Whether a source at `edge` and its cue, which ends at `after`, only follow what was said: "…, TASS reported."."""
    return text[:edge].rstrip().endswith(",") and _SAID_SO.match(text, after) is not None


def cited_from(sources: Sources, sentence: Sentence, text: str, start: int) -> tuple[Source, int] | None:
    """Return who is cited at an offset, as in "citing police, that", and where the words end; None for a reason."""
    found = _CITING.match(text, start)
    source = sources.denoted(sentence, text, found.span("who")) if found else None
    if not found or not source or not source.speaker or not (source.sure or is_source(found["who"].split()[-1])):
        return None
    return source, found.end()


def credited(sources: Sources, sentence: Sentence, text: str, cue: re.Match[str], last: Saying) -> bool:
    """Put the last saying down to whom it cites, and its source down as who relays it: "It rained, TASS said, citing Lee".

    Returns:
        Whether the cue is used up by that.
    """
    at = cue.start()
    if cue.group() not in ("citing", "quoting"):
        return False
    if last.via:
        return True
    cited = cited_from(sources, sentence, text, at)
    if cited:
        first, end = last.contents[-1]
        last.contents[-1] = trim(text, (first, at if first < at < end else end))
        last.source, last.via = cited[0], last.source.speaker
    return cited is not None


def holds(contents: list[Span], at: int) -> bool:
    """Whether an offset lies in something that is said."""
    return any(first <= at < last for first, last in contents)
