"""The briefing as the HTML of a mail: what `outline` shows, in tags and inline styles that mail readers keep.

Mail readers drop scripts and forms, most drop style sheets, and Gmail shows no more than the first 102 kB. So the page of
`html` is no mail: here each source mark leads to its article, at the sentence where the browser can find it (Text
Fragments, https://wicg.github.io/scroll-to-text-fragment/), and the sentences themselves stand at the end. No colour is
set, neither for text nor for ground, so that the reader's own light or dark scheme holds.
"""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from summarizer.writing import chat, safe, wording
from summarizer.writing.blocks import Bullets, Figures, Item, Paragraph, Row, Run, Runs, Section, gap
from summarizer.writing.outline import FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.models import Briefing, Span
    from summarizer.writing.chat import Below, Part

LARGEST = 90_000
"""Bytes. Gmail clips at 102 kB, and counts what servers on the way add."""
LONGEST_TITLE = 300
LONGEST_NAME = 120
LONGEST_QUOTE = 400
LONGEST_ADDRESS = 1_000
"""Characters of the title, of the name of what is left out, of a quoted sentence, and of an address that is linked."""

_FIRST_WORDS, _FIRST_LETTERS = 5, 60
"""By how much of its beginning a sentence is found in its article."""

_BODY = "margin:0 auto;padding:16px;max-width:640px;font:16px/1.5 sans-serif;overflow-wrap:anywhere"
_TITLE = "margin:0 0 8px;font-size:26px;line-height:1.25"
_STORY = "border-top:1px solid #888;margin:32px 0 8px;padding-top:16px;font-size:20px;line-height:1.3"
_LABEL = "margin:16px 0 4px;font-size:16px"
_CELL = "border-bottom:1px solid #888;padding:4px 8px 4px 0;text-align:left;vertical-align:top"
_SHORT = f"{_CELL};white-space:nowrap"
_LIST = "margin:4px 0 16px;padding-left:24px"
_NOTES = "margin:0;padding-left:20px"
_TAGS = {"strong": "strong", "warn": "strong", "bad": "strong", "quiet": "small", "code": "code"}
_OVERVIEW = "A part of the overview"


def to_mail(briefing: Briefing, *, largest: int = LARGEST, whole: str = "the text part of this mail") -> str:
    """Return the briefing as a mail's HTML, ending in a newline.

    Args:
        briefing: What it says.
        largest: Bytes that it takes at the most, as UTF-8; `LARGEST` holds the names of all that could be left out.
            What does not fit is named: stories by their headlines.
        whole: Where all of it stands, at the end of a sentence.
    """
    page = chat.parts(briefing)
    sentences = _sentences(briefing)
    places = _places(briefing, sentences)
    title = wording.shortened(safe.plain(page[0].heading.text), LONGEST_TITLE)
    places_cited = _cited(chain.from_iterable(part.body for part in page))
    cited = [(place, sentences[place]) for place in places_cited if place in sentences]
    always = [_heading(title, 1), _left_out([_OVERVIEW], whole), _more(len(cited))]
    full = min(FULL, len(briefing.stories))
    drawn, names, left = _fitting(page, places, full, largest - _size(_framed(title, always)))
    cut = [_left_out(names, whole)] if names else []
    quotes = _quotes(cited, left)
    return _framed(title, [_heading(title, 1), *drawn, *cut, *quotes])


# ── What fits ─────────────────────────────────────────────────────────────────────────────────────


def _fitting(page: Sequence[Part], places: Mapping[str, str], full: int, left: int) -> tuple[list[str], list[str], int]:
    """Return the parts that fit, the names of those that do not, and the bytes that are left.

    Room for all names is kept from the start, so that a part can always be named if it cannot be shown.
    """
    head, *parts = page
    named = [_names(part, is_story=place < full) for place, part in enumerate(parts)]
    left -= sum(map(_named_size, chain.from_iterable(named)))
    drawn, names = [], []
    for group in _grouped(head.body):
        text = "\n".join(_block(block, places) for block in group)
        if _size(text) <= left:
            drawn.append(text)
            left -= _size(text)
        else:
            names = [_OVERVIEW]
    for part, its in zip(parts, named, strict=True):
        blocks = [_block(block, places) for block in part.body]
        text = "\n".join([_heading(part.heading.text, 2), *blocks])
        gained = sum(map(_named_size, its))
        if _size(text) <= left + gained:
            drawn.append(text)
            left += gained - _size(text)
        else:
            names += its
    return drawn, names, left


def _grouped(blocks: Sequence[Below]) -> Iterator[list[Below]]:
    """Yield blocks, a label together with what it stands over."""
    label: list[Below] = []
    for block in blocks:
        if isinstance(block, Section):
            label = [*label, block]
        else:
            yield [*label, block]
            label = []


def _names(part: Part, *, is_story: bool) -> list[str]:
    """Return what a part is called where it is left out: a list of stories by their headlines."""
    items = [item for block in part.body if isinstance(block, Bullets) for item in block.items]
    if is_story or any(item.runs[0].style == "mark" for item in items):  # a list of articles begins with their marks
        return [part.heading.text]
    return [item.runs[0].text for item in items]


def _left_out(names: Iterable[str], whole: str) -> str:
    told = f"<p><strong>Cut to fit a mail.</strong> These stand only in {escape(whole)}:</p>"
    return "\n".join([told, f'<ul style="{_LIST}">', *map(_named, names), "</ul>"])


def _named(name: str) -> str:
    return f'<li dir="auto">{_text(wording.shortened(safe.plain(name), LONGEST_NAME))}</li>'


def _named_size(name: str) -> int:
    return _size(_named(name))


def _size(text: str) -> int:
    """Return the bytes of a text and of its line's end."""
    return len(text.encode()) + 1


# ── Evidence ──────────────────────────────────────────────────────────────────────────────────────


def _sentences(briefing: Briefing) -> dict[str, str]:
    """Return the words of each sentence that is cited, by its place: '1.9'."""
    found: dict[str, str] = {}
    for span in _spans(briefing):
        place = f"{span.article}.{span.sentence}"
        if span.sentence is not None and len(span.text) > len(found.get(place, "")):
            found[place] = span.text
    return found


def _spans(briefing: Briefing) -> Iterator[Span]:
    for story in briefing.stories:
        evidence = chain(
            (statement.evidence for claim in story.claims for statement in claim.statements),
            (reading.evidence for figure in story.figures for reading in figure.readings),
            (question.evidence for question in story.uncertainties),
        )
        yield from chain.from_iterable(evidence)


def _places(briefing: Briefing, sentences: Mapping[str, str]) -> dict[str, str]:
    """Return where marks lead: an article's own address, and one of its sentences there."""
    found = {one: address for one, address in chat.addresses(briefing).items() if len(address) <= LONGEST_ADDRESS}
    return found | {
        place: _at(found[article], words)
        for place, words in sentences.items()
        if (article := place.rpartition(".")[0]) in found
    }


def _at(address: str, words: str) -> str:
    """Return an address at the place where some words begin."""
    start = " ".join(words.split()[:_FIRST_WORDS])[:_FIRST_LETTERS]
    fragment = quote(start, safe="", errors="replace").replace("-", "%2D")  # a hyphen has a meaning there
    return f"{address}{':~:' if '#' in address else '#:~:'}text={fragment}"


def _cited(blocks: Iterable[Below]) -> list[str]:
    """Return the places of all marks, each once, by article and sentence."""
    marks = (run.text for line in _lines(blocks) for run in line if run.style == "mark")
    places = dict.fromkeys(place for mark in marks for place in mark.split(", "))
    return sorted(places, key=lambda place: [int(part) if part.isdecimal() else -1 for part in place.split(".")])


def _lines(blocks: Iterable[Below]) -> Iterator[Runs]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.runs
            case Bullets():
                yield from chain.from_iterable((item.runs, *item.notes) for item in block.items)
            case Figures():
                yield from chain.from_iterable(row.readings for row in block.rows)


def _quotes(cited: Sequence[tuple[str, str]], left: int) -> list[str]:
    """Return the sentences that are cited, as many as there is room for beside a count of the rest."""
    start = [_heading("The sentences", 2), "<p>What the marks name, in the articles' own words.</p>"]
    left -= sum(map(_size, start))
    shown: list[str] = []
    for place, words in cited:
        line = f'<p dir="auto">[{_text(place)}] {_text(wording.shortened(safe.plain(words), LONGEST_QUOTE))}</p>'
        if _size(line) > left:
            break
        shown.append(line)
        left -= _size(line)
    rest = len(cited) - len(shown)
    return [*(start if shown else []), *shown, *([_more(rest)] if rest else [])]


def _more(number: int) -> str:
    return f"<p><small>… and {wording.count(number, 'more sentence')} in the JSON</small></p>"


# ── How it is drawn ───────────────────────────────────────────────────────────────────────────────


def _framed(title: str, drawn: Iterable[str]) -> str:
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<title>{_text(title)}</title>\n</head>\n<body>\n<div style="{_BODY}">',
            *drawn,
            "</div>\n</body>\n</html>\n",
        ]
    )


def _heading(words: str, level: int) -> str:
    return f'<h{level} dir="auto" style="{_STORY if level > 1 else _TITLE}">{_text(words)}</h{level}>'


def _block(block: Below, places: Mapping[str, str]) -> str:
    match block:
        case Section():
            return f'<h3 style="{_LABEL}">{_text(block.text)}</h3>'
        case Paragraph():
            return f'<p dir="auto">{_line(block.runs, places)}</p>'
        case Bullets():
            return "\n".join([f'<ul style="{_LIST}">', *(_item(item, places) for item in block.items), "</ul>"])
        case Figures():
            head = "".join(f'<th scope="col" style="{_SHORT}">{name}</th>' for name in ("What", "Readings", "Status"))
            rows = [_row(row, places) for row in block.rows]
            return "\n".join(
                ['<table style="border-collapse:collapse;width:100%">', f"<tr>{head}</tr>", *rows, "</table>"]
            )


def _item(item: Item, places: Mapping[str, str]) -> str:
    notes = "".join(f'<li dir="auto">{_line(note, places)}</li>' for note in item.notes)
    below = f'<ul style="{_NOTES}">{notes}</ul>' if notes else ""
    return f'<li dir="auto">{_line(item.runs, places)}{below}</li>'


def _row(row: Row, places: Mapping[str, str]) -> str:
    turn = "<br>" if row.link == "·" else f"<br>{row.link} "
    readings = turn.join(_line(reading, places) for reading in row.readings)
    cells = ((_run(row.what, places), _CELL), (readings, _CELL), (_run(row.status, places), _SHORT))
    drawn = "".join(f'<td dir="auto" style="{style}">{cell}</td>' for cell, style in cells)
    return f"<tr>{drawn}</tr>"


def _line(runs: Runs, places: Mapping[str, str]) -> str:
    drawn = [(safe.plain(run.text), _run(run, places)) for run in runs]
    return "".join(gap(words) + text for words, text in drawn if words).lstrip()


def _run(run: Run, places: Mapping[str, str]) -> str:
    if run.style == "mark":
        return f"[{', '.join(_place(place, places) for place in run.text.split(', '))}]"
    text = _text(run.text)
    if tag := _TAGS.get(run.style):
        text = f"<{tag}>{text}</{tag}>"
    return _link(text, run.url) if run.url and len(run.url) <= LONGEST_ADDRESS else text


def _place(place: str, places: Mapping[str, str]) -> str:
    address = places.get(place) or places.get(place.rpartition(".")[0])
    return _link(_text(place), address) if address else _text(place)


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{text}</a>'


def _text(words: str) -> str:
    """Return plain text as HTML; what is written from the right is kept from turning what stands beside it."""
    shown = safe.plain(words)
    text = escape(shown)
    if not shown.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in shown):
        return f"<bdi>{text}</bdi>"
    return text
