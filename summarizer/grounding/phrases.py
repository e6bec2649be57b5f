"""The parts of a sentence that say who says what: the phrases before a cue, and what is said.

The text of a sentence has its quotations blanked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.quotes import BLANK
from summarizer.grounding.verbs import CUE, words_back

if TYPE_CHECKING:
    from summarizer.grounding.quotes import Span

WINDOW = 300
"""Characters: how far from its cue a source is looked for."""


# ── The phrases before a cue ──────────────────────────────────────────────────────────────────────

FRONTED = re.compile(
    r"\s*(?!(?:at\s+(?:least|most)|over|under)\s+(?:[\d$€£]|an?\s|[a-z]+\s+(?:people|men|women|children)\b))"
    r"(?:in|on|at|for|from|with|by|of|to|during|after|before|since|under|over|speaking|asked|when|despite|as|like)\b",
    re.IGNORECASE,
)
_HARD = re.compile(rf"[{BLANK};:\[\]—–―]|\s-+\s")
_CONJUNCTION = re.compile(
    r"(?:^|(?<=\s))(?:that|because|while|whilst|when|after|before|but|though|although|if|whether|as|since|so|however|"
    r"nonetheless|then|where|once|with|and|or|meanwhile|also|still|yet|what|how|why|than|who|which)(?=\s|$)",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\s*(?P<who>(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+)\s(?:who|which|that)\s"
    r"(?:[a-z]+ed|is|are|was|were|has|had|found|made|ran|runs|owns|built|led|held|lost|won|took|saw|did|sent|wrote)\s\w"
)
_COMMA = re.compile(r",(?!\d{3}(?!\d))")
_NAMES = re.compile(r"\s*(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4}")


def trim(text: str, span: Span) -> Span:
    """Return a span without the spaces and commas at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] == ","):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _after_conjunction(text: str, span: Span) -> tuple[Span, str]:
    """Return what follows the last conjunction of a span, and that conjunction; two joined names stay together."""
    start, last = span[0], ""
    for found in _CONJUNCTION.finditer(text[slice(*span)]):
        before, after = text[start : span[0] + found.start()], text[span[0] + found.end() : span[1]]
        joins = found.group().casefold() in ("and", "or") and _NAMES.fullmatch(before) and after.strip()
        if not joins:
            start, last = span[0] + found.end(), found.group().casefold()
    return trim(text, (start, span[1])), last


def phrases_before(text: str, low: int, cue: int) -> tuple[list[Span], list[str], bool]:
    """Look for the subject of a cue.

    Returns:
        Where its noun phrase may stand, likeliest first; the auxiliaries and adverbs between the two; and whether
        the cue may share the subject of an earlier verb ("… and said").
    """
    end, passed = words_back(text, cue)
    low = max(low, end - WINDOW)
    low = max((hard.end() for hard in _HARD.finditer(text[:end], low)), default=low)
    starts = [low, *(comma.end() for comma in _COMMA.finditer(text, low, end))]
    segments = list(zip(starts, [*(start - 1 for start in starts[1:]), end], strict=True))
    if not text[slice(*segments[-1])].strip():
        spans = [_after_conjunction(text, segment)[0] for segment in segments[:-1]]
        return [span for span in spans if not FRONTED.match(text[slice(*span)])], passed, bool(spans)
    span, conjunction = _after_conjunction(text, segments[-1])
    own = span[0] < span[1] and conjunction not in ("if", "whether")
    whole = _QUALIFIED.match(text, segments[-1][0], end) if conjunction in ("who", "which", "that") else None
    found = [span, whole.span("who")] if whole else [span]  # "The laboratory that found it said": the laboratory
    return found if own else [], passed, not own and conjunction in ("and", "but", "or", "also", "then", "")


# ── What is said ──────────────────────────────────────────────────────────────────────────────────

_DAYS = r"(?:(?:on|late|early|last)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
_SETTING = re.compile(
    rf"\s*(?:{_DAYS}|in\s+an?\s+(?:\w+\s+){{0,2}}(?:statement|interview|speech|tweet|post|report|letter|email)(?:\s+{_DAYS})?),?(?=\s)"
)
_THAT = re.compile(rf"(?P<lead>[^{BLANK},;:]{{0,90}}?)\bthat\s")
_TO_QUOTE = re.compile(rf"(?P<lead>[^{BLANK}.;]{{0,90}}?)[,:]\s*(?={BLANK})")
_TOLD = ("told", "tell", "inform", "assur", "remind", "warn", "alert", "knowledgeable", "advis")
_ADDRESSEE = re.compile(
    r"\s+(?:(?:me|us|him|her|them|reporters|journalists|lawmakers)\b|(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,4})(?=[\s.,])"
)
_NO_CONTENT = re.compile(
    rf"\s*(?:(?:in|on|at|during|after|to|from|late|early|last|this)\b[^,.{BLANK}]*|{_DAYS}|yesterday|today)?\s*(?:[.,;]|$)"
)

_COLON_QUOTE = re.compile(rf"[^{BLANK}]*:\s*(?P<quote>{BLANK}+)")
_AS = re.compile(rf"[,{BLANK}]\s+(?P<as>as)\s+$")
_AS_LENGTH = 8
_FINITE = re.compile(
    r"(?:\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|said|went|came|"
    r"took|made|got|gave|left|began|wants?|needs?)|(?<!\ba )(?<!\ban )(?<!\bthe )\b[a-z]+ed|['’](?:s|re|ve|ll)(?=\s(?:not|an?|the|going)\b)|n['’]t)\b"
)
_APPOSED = re.compile(
    r",\s+(?!(?:and|but|or|nor|so|yet|as|in|on|at|for|from|with|by|of|to|during|after|before|since|under|over|when|while|if)\b)"
)
_AND_QUOTE = re.compile(rf",\s+(?:and|but|or)\s[^{BLANK}.;]{{0,60}}{BLANK}")
_PARENTHETIC = re.compile(
    rf"(?:\s+{_DAYS})?,\s+(?!(?:who|which|whose|where|according|but|while|though|although|\w+ing)\b)"
)
_LEAVES = re.compile(
    r",?\saccording\sto\s|\s*(?:[–—]|--)\s*|;\s|"
    r",\s+(?:but|although|though|while|whereas|who|whose|where|so|because|since|after|when|as|if|until|before)\s"
)


def clause_end(text: str, edge: int) -> int:
    """Return where the clause before an edge ends, its last conjunction left out."""
    found = re.search(r"(?:\s(?:and|but|while|whereas|although|though|as|because))?\s*$", text[:edge])
    return found.start() if found else edge


def contents_of(text: str, head: Span, after: int, word: str) -> list[Span]:
    """Return what is said, in order: the quotation or clause before the source, what follows the cue, or both.

    Args:
        text: The sentence.
        head: Where the part before the source lies.
        after: Where the part after cue and source begins.
        word: The cue.
    """
    if word.startswith(_TOLD) and (addressee := _ADDRESSEE.match(text, after)):
        after = addressee.end()
    if found := _AS.search(text, max(head[0], head[1] - _AS_LENGTH), head[1]):
        head = head[0], found.start("as")
    tail = tail_of(text, after, word)
    before = trim(text, head)
    clause = text[slice(*before)]
    if clause.endswith(BLANK):
        if tail and FRONTED.match(clause):
            return [tail]
        if said := _COLON_QUOTE.fullmatch(clause):
            before = before[0] + said.start("quote"), before[1]
        goes_on = tail and (
            (text[tail[0]] == BLANK and not CUE.search(text, after, tail[0])) or _AND_QUOTE.match(text, after)
        )
        return [before, tail] if tail and goes_on else [before]
    if tail and text[tail[0]] == BLANK:
        return [tail]
    comma = text[: head[1]].rstrip().endswith(",")
    clausal = comma and len(clause.split()) > 3  # noqa: PLR2004  (fewer words are no clause)
    led = FRONTED.match(clause) is not None
    apposed = comma and not led and text.startswith(word, head[1]) and tail and _tells_who(text, after, tail)
    if clausal and tail and not apposed and _PARENTHETIC.match(text, after):
        return [before, tail]
    if apposed or (clausal and not led and _NO_CONTENT.match(text, after)):
        return [before]
    return [tail] if tail else []


def _tells_who(text: str, after: int, tail: Span) -> bool:
    """Whether what follows a name has no verb, and so tells who that is: "said Ann Lee, a farmer"."""
    return _APPOSED.match(text, after) is not None and not _FINITE.search(text, *tail)


def tail_of(text: str, after: int, word: str) -> Span | None:
    """Return what follows a cue and its addressee, without time, place, "that", the full stop and a change of matter."""
    start = after
    if setting := _SETTING.match(text, start):
        start = setting.end()
    lead = _TO_QUOTE.match(text, start) or _THAT.match(text, start)
    if lead and (not lead["lead"].strip() or FRONTED.match(lead["lead"]) or word.startswith(_TOLD)):
        start = lead.end()
    leaves = _LEAVES.search(text, start + 1)
    start, end = trim(text, (start, leaves.start() if leaves else len(text)))
    while end > start and text[end - 1] in " .":
        end -= 1
    return (start, end) if re.search(rf"[\w{BLANK}]", text[start:end]) else None


def quotes(text: str, content: Span, after: int) -> bool:
    """Return whether content is quoted, or a clause after "that"."""
    return BLANK in text[slice(*content)] or text[after:].startswith(" that ")
