"""Where each sentence of a text begins and ends.

Lines come first: a line end ends a sentence, unless the text is wrapped to a width, and what is no prose is set aside.
Then nupunkt splits each block, and its splits are mended where news needs it. Every step is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from nupunkt import sent_spans

from summarizer.models import Aside, Sentence
from summarizer.reading.asides import TERMINATED, dateline_end, looks_like_heading, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import AsideKind

_LONGEST = 1_000  # characters of one sentence, so that windows stay bounded
_WIDEST_WRAP = 100  # characters a line of hard-wrapped text
_TORN_SHARE = 1 / 3  # of the lines of a wrapped text; of others hardly any
_AROUND = 60  # characters either side of a full stop that tell an address from two glued sentences

_BULLETS = re.compile(r"(?:(?:[-–—*+>]|\d{1,2}[.)])(?:\s+|$)|[•●▪‣◦·►○]\s*)+")
_TITLES = "Adm Capt Cmdr Col Cpl Det Dr Gen Gov Insp Lt Maj Mr Mrs Ms Prof Rep Rev Sen Sgt"
_ENDS_IN_TITLE = re.compile(rf"(?<!\w)(?:{_TITLES.replace(' ', '|')})\.$")
_ENDS_IN_NUMBERING = re.compile(r"(?:^|:\s)\(?\d{1,2}[.)]$")
_CLOSING = re.compile(r"(?<=\S)[”’»\"')\]]+")
_GLUED = re.compile(r"(?<=[a-z]{2})[.!?](?:[”’»](?=[“‘«\"']?[A-Z])|\"(?=[A-Z])|(?=[“‘«]?[A-Z]))")
# nupunkt knows as abbreviations what in news are words: "by the car. Police", "in the hall. She", "last month. The".
_PLAIN_WORD = re.compile(r"(?<=\s)([a-z]{3,})[.][”’»\"')\]]*\s+(?=[“‘«\"'(]?[A-Z])")
_SHORTENED = frozenset(
    "apt approx assn ave bldg blvd bros corp dept esp est etc ext fig govt inc incl ltd misc tel univ viz vol vols".split()
)
_ADDRESS = re.compile(r"[@/]|www\.|\.(?:com|docx?|gov|html?|jpe?g|js|net|org|pdf|php|png|txt|zip)\b", re.IGNORECASE)
_NEVER_LAST = frozenset((*_TITLES.split(), "vs"))


@dataclass(frozen=True)
class _Block:
    """A line, or a wrapped paragraph: `outer` is before its list mark, `start` after it."""

    outer: int
    start: int
    end: int


def split(
    text: str, *, title: str = "", headings: Iterable[str] = ()
) -> tuple[tuple[Sentence, ...], tuple[Aside, ...]]:
    """Return the sentences of `text` and what is set aside, each in order and with offsets into `text`.

    Spans do not overlap, and neither begin nor end with white space. Each letter of the text is in one of them. A
    sentence holds a letter or a digit and at most 1,000 characters; list marks are outside. Where nothing else would
    be left (a text of one line, say) what would be set aside is sentences.

    Args:
        text: The text, untouched.
        title: The article's title: a line that repeats it is a heading.
        headings: Other lines that are known to be headings.
    """
    blocks = _blocks(text)
    known = {_plain(line) for line in (title, *headings)}
    spans: list[tuple[int, int]] = []
    asides: list[Aside] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        first_letter = text[following.start] if following else ""
        if kind := _kind(text, block, first_letter, known):
            asides.append(Aside(kind=kind, start=block.outer, end=block.end))
            continue
        opening = dateline_end(text, block.start, block.end)
        if opening > block.start:
            asides.append(Aside(kind="dateline", start=block.start, end=opening - 1))
        for start, end in _prose(text, _Block(block.outer, opening, block.end)):
            if kind := marked(text[start:end]):
                asides.append(Aside(kind=kind, start=start, end=end))
            else:
                spans.append((start, end))
    if not spans:
        spans = [span for block in blocks for span in _prose(text, block)]
        asides = []
    sentences = (Sentence(number=number, start=start, end=end) for number, (start, end) in enumerate(spans, 1))
    return tuple(sentences), tuple(asides)


# ── Lines and blocks ──────────────────────────────────────────────────────────────────────────────


def _blocks(text: str) -> list[_Block]:
    """Return the lines that hold a letter or a digit, those of a wrapped paragraph as one block."""
    paragraphs = list(_paragraphs(text))
    if not _is_hard_wrapped(text, paragraphs):
        return [line for paragraph in paragraphs for line in paragraph]
    return [_Block(paragraph[0].outer, paragraph[0].start, paragraph[-1].end) for paragraph in paragraphs]


def _paragraphs(text: str) -> Iterator[list[_Block]]:
    """Yield runs of lines; a blank line, a list mark and a Markdown heading begin a new one."""
    paragraph: list[_Block] = []
    offset = 0
    apart = False
    for line in text.splitlines(keepends=True):
        outer, end = offset + len(line) - len(line.lstrip()), offset + len(line.rstrip())
        offset += len(line)
        mark = _BULLETS.match(text, outer, end)
        start = mark.end() if mark else outer
        has_words = any(map(str.isalnum, text[start:end]))
        is_heading = text.startswith("#", outer)
        if paragraph and (apart or mark or is_heading or not has_words):
            yield paragraph
            paragraph = []
        if has_words:
            paragraph.append(_Block(outer, start, end))
        apart = is_heading
    if paragraph:
        yield paragraph


def _is_hard_wrapped(text: str, paragraphs: list[list[_Block]]) -> bool:
    """Tell whether lines end where the next word did not fit, in the middle of a sentence."""
    pairs = [pair for paragraph in paragraphs for pair in pairwise(paragraph)]
    widths = sorted(line.end - line.outer for pair in pairs for line in pair)
    if not widths:
        return False
    width = widths[int(0.95 * len(widths))]  # all but the odd line that could not be broken
    return width <= _WIDEST_WRAP and sum(_is_torn(text, *pair, width) for pair in pairs) > _TORN_SHARE * len(pairs)


def _is_torn(text: str, line: _Block, following: _Block, width: int) -> bool:
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    is_full = line.end - line.outer + 1 + len(next_word) > 0.9 * width
    return is_full and not next_word[0].isupper() and not TERMINATED.search(text[line.start : line.end])


def _kind(text: str, block: _Block, following: str, headings: set[str]) -> AsideKind | None:
    """Return what kind of aside a whole block is, or None where it is prose."""
    words = " ".join(text[block.start : block.end].split())
    if kind := marked(" ".join(text[block.outer : block.end].split())) or marked(words):
        return kind
    is_listed = block.start > block.outer
    is_heading = _plain(words) in headings or (not is_listed and looks_like_heading(words, following))
    return "heading" if is_heading else None


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


# ── Sentences ─────────────────────────────────────────────────────────────────────────────────────


def _prose(text: str, block: _Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a block, stripped."""
    found = ((block.start + start, block.start + end) for start, end in sent_spans(text[block.start : block.end]))
    for whole in _mended(text, found):
        for part in (part for plain in _parted(text, *whole) for part in _unglued(text, *plain)):
            for start, end in _cut(text, *part):
                words = text[start:end]
                if any(map(str.isalnum, words)):
                    yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _mended(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give closing quotes, and what is no sentence of its own, to the sentence before; `spans` touch each other."""
    mended: list[tuple[int, int]] = []
    for begin, end in spans:
        if not mended:
            mended.append((begin, end))
            continue
        start, _ = mended.pop()
        closing = _CLOSING.match(text, begin, end)
        middle = closing.end() if closing else begin
        mended += [(start, end)] if _continues(text, start, middle, end) else [(start, middle), (middle, end)]
    return mended


def _continues(text: str, start: int, middle: int, end: int) -> bool:
    """Tell whether the split at `middle` is false: after a title or a list number, or before a small letter."""
    before = text[max(start, middle - _AROUND) : middle].rstrip()
    after = text[middle:end].lstrip()
    return (
        after[:1].islower()
        or not any(map(str.isalnum, after))
        or bool(_ENDS_IN_TITLE.search(before))
        or bool(_ENDS_IN_NUMBERING.search(before))
    )


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split after a plain word that was taken for an abbreviation."""
    for found in _PLAIN_WORD.finditer(text, start, end):
        if found[1] not in _SHORTENED and found[1] not in _NEVER_LAST:
            yield start, found.end()
            start = found.end()
    yield start, end


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split where the space after a full stop is missing ("the war.The"), but not inside addresses and abbreviations."""
    for found in _GLUED.finditer(text, start, end):
        stop = found.start()
        left = text[max(start, stop - _AROUND) : stop].rsplit(maxsplit=1)[-1]
        right = text[stop : min(end, stop + _AROUND)].split(maxsplit=1)[0]
        if _ADDRESS.search(left + right) or left.lstrip("“‘\"'([") in _NEVER_LAST:
            continue
        yield start, found.end()
        start = found.end()
    yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long at a space in the second half of its first 1,000 characters, else right there."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        space = max(text.rfind(mark, start + _LONGEST // 2, limit) for mark in " \n")
        cut = space if space > start else limit
        yield start, cut
        start = cut
    yield start, end
