"""The parts of a sentence that say who says what: its quotations, the phrases before a cue, and what is said.

Rules read a text whose quotations are blanked, so that no rule looks into one; offsets stay true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.verbs import words_back

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANK = "\x01"
"""Stands for each character of a quotation, so that no rule looks into it."""
Span = tuple[int, int]
"""Offsets of the first character and after the last one."""
WINDOW = 300
"""Characters: how far from its cue a source is looked for."""


# ── Quotations ────────────────────────────────────────────────────────────────────────────────────

_MARK = re.compile(r"[“”\"]|''|``")
_ASIDE = re.compile(r"\([^()\n]{0,80}\)")


def quotations(text: str) -> list[Span]:
    """Return the offsets of the quotations of a text, marks included, in order.

    A quotation never outruns its paragraph: one that is left open ends there.
    """
    found: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            if opened is None or mark.group() == "“":
                opened = mark.start()
            else:
                found.append((opened, mark.end()))
                opened = None
        if opened is not None and text[opened] != "”":
            found.append((opened, paragraph.end()))
    return found


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with quotations replaced by blanks and parentheses by spaces; offsets stay true."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], BLANK * (end - start)]
        last = end
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), "".join((*parts, text[last:])))


# ── The phrases before a cue ──────────────────────────────────────────────────────────────────────

FRONTED = re.compile(
    r"\s*(?:in|on|at|for|from|with|by|of|to|during|after|before|since|under|over|speaking|asked|when|despite|as|like)\b",
    re.IGNORECASE,
)
_HARD = re.compile(rf"[{BLANK};:\[\]—–―]|\s-+\s")
_CONJUNCTION = re.compile(
    r"(?:^|(?<=\s))(?:that|because|while|whilst|when|after|before|but|though|although|if|whether|as|since|so|however|"
    r"nonetheless|then|where|once|with|and|or|meanwhile|also|still|yet|what|how|why|than|who|which)(?=\s|$)",
    re.IGNORECASE,
)
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
    starts = [low, *(low + comma.end() for comma in re.finditer(",", text[low:end]))]
    segments = list(zip(starts, [*(start - 1 for start in starts[1:]), end], strict=True))
    if not text[slice(*segments[-1])].strip():
        spans = [_after_conjunction(text, segment)[0] for segment in segments[:-1]]
        return [span for span in spans if not FRONTED.match(text[slice(*span)])], passed, bool(spans)
    span, conjunction = _after_conjunction(text, segments[-1])
    own = span[0] < span[1] and conjunction not in ("if", "whether")
    return [span] if own else [], passed, not own and conjunction in ("and", "but", "or", "also", "then", "")


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


def clause_end(text: str, edge: int) -> int:
    """Return where the clause before an edge ends, its last conjunction left out."""
    found = re.search(r"(?:\s(?:and|but|while|whereas|although|though|as|because))?\s*$", text[:edge])
    return found.start() if found else edge


def content_of(text: str, head: Span, after: int, word: str) -> Span | None:
    """Return what is said: the quotation or clause before the source, else what follows the cue."""
    if word.startswith(_TOLD) and (addressee := _ADDRESSEE.match(text, after)):
        after = addressee.end()
    tail = _tail(text, after, word)
    before = trim(text, head)
    quote_before = text[before[1] - 1 : before[1]] == BLANK and before[0] < before[1]
    if quote_before:
        if tail and FRONTED.match(text[slice(*before)]):
            return tail
        if tail and text[tail[0]] == BLANK and tail[1] - tail[0] > before[1] - before[0]:
            return tail
        return before
    clause = text[slice(*before)]
    comma = text[: head[1]].rstrip().endswith(",")
    if comma and _NO_CONTENT.match(text, after) and len(clause.split()) > 3 and not FRONTED.match(clause):  # noqa: PLR2004  (fewer words are no clause)
        return before
    return tail


def _tail(text: str, after: int, word: str) -> Span | None:
    """Return what follows a cue and its addressee, without time, place, "that" and the full stop."""
    start = after
    if setting := _SETTING.match(text, start):
        start = setting.end()
    lead = _TO_QUOTE.match(text, start) or _THAT.match(text, start)
    if lead and (not lead["lead"].strip() or FRONTED.match(lead["lead"]) or word.startswith(_TOLD)):
        start = lead.end()
    end = len(text)
    if source := re.search(r",?\saccording\sto\s", text[start:]):
        end = start + source.start()
    start, end = trim(text, (start, end))
    while end > start and text[end - 1] in " .":
        end -= 1
    return (start, end) if re.search(rf"[\w{BLANK}]", text[start:end]) else None


def quotes(text: str, content: Span, after: int) -> bool:
    """Return whether content is quoted, or a clause after "that"."""
    return BLANK in text[slice(*content)] or text[after:].startswith(" that ")
