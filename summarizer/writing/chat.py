"""What all chats share: the page in parts, its text in pieces that may not be cut, and both packed into messages.

What is shown is `outline`'s choice, as for every format: a chat shows all that Markdown shows. What does not fit one
message goes on in the next, so that nothing is cut short and no citation is lost. A message ends between two parts (the
head, a story, a list of stories, the sources) where it can, else between two blocks, lines or words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from summarizer.writing import safe, wording
from summarizer.writing.blocks import Bullets, Figures, Heading, Paragraph, Row, Run, Runs, Section, gap
from summarizer.writing.outline import outline

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from summarizer.models import Briefing

T = TypeVar("T")
Below: TypeAlias = Section | Paragraph | Bullets | Figures

CONTINUED = "… "
"""What a text begins with that goes on with the line before."""

LONGEST_PIECE = 1_500
"""Units of text that are never cut; every limit that a text is packed into must be greater."""
LONGEST_LABEL = 400
LONGEST_ADDRESS = 1_000
"""Units of a link's words and of its address. Longer words are several links, and a longer address is none."""

_BOLD = ("strong", "warn", "bad")


def size(text: str) -> int:
    """Return the length in UTF-16 units: what a chat counts, which never says how, is this or less."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


# ── The page in parts ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it."""

    heading: Heading
    body: list[Below]


def parts(briefing: Briefing) -> list[Part]:
    """Return the page in parts: the head first, then each story, the lists of further stories, and the sources."""
    found: list[Part] = []
    for block in outline(briefing):
        if isinstance(block, Heading):
            found.append(Part(block, []))
        else:
            found[-1].body.append(block)
    return found


def is_count(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no more than marks and a count, as below a headline or a list: a chat draws it small."""
    styles = [run.style for run in paragraph.runs]
    return styles[-1:] == ["quiet"] and "strong" not in styles


def news(page: Sequence[Part], briefing: Briefing, most: int) -> str:
    """Return what a notification of the first message tells: the title, the first story, and how many more there are.

    It is plain text of at most `most` characters.
    """
    title = safe.plain(page[0].heading.text)
    if not briefing.stories:
        return wording.shortened(title, most)
    more = len(briefing.stories) - 1
    rest = f", and {wording.count(more, 'more story', 'more stories')}" if more else ""
    return wording.shortened(f"{title}: {safe.plain(page[1].heading.text)}", most - len(rest)) + rest


# ── Text in pieces ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Markup:
    """How a chat writes text.

    Attributes:
        inert: Text as markup that reads as the text.
        label: Text as the words of a link.
        code: Text as the inside of a code span.
        link: A link of words and an address, both as markup.
        bold: What stands before and after bold text.
        brackets: What stands before and after a source mark.
        unit: What is not cut in inert text, such as an escape, a space or a short stretch of letters: matches at any place.
        addresses: Where the marks of an article lead, by its id; see `addresses`.
    """

    inert: Callable[[str], str]
    label: Callable[[str], str]
    code: Callable[[str], str]
    link: Callable[[str, str], str]
    bold: str
    brackets: tuple[str, str]
    unit: re.Pattern[str]
    addresses: Mapping[str, str]


def addresses(briefing: Briefing) -> dict[str, str]:
    """Return the web addresses of the articles that have one, by the article's id."""
    found = ((article.id, safe.web_address(article.url)) for article in briefing.articles)
    return {number: address for number, address in found if address}


def line(runs: Runs, markup: Markup, start: str = "") -> tuple[str, ...]:
    """Return a line, after the markup `start`, as pieces: joined they are the line, and it may be cut between any two."""
    pieces: list[str] = []
    for run in runs:
        if safe.plain(run.text):
            first, *rest = _run(run, markup)
            pieces += [f"{gap(first) if pieces else start}{first}", *rest]
    return tuple(pieces)


def readings(row: Row) -> Runs:
    """Return the readings of a figure as running text."""
    runs: list[Run] = []
    for number, reading in enumerate(row.readings):
        runs += [*([Run(row.link)] if number else []), *reading]
    return tuple(runs)


def _run(run: Run, markup: Markup) -> list[str]:
    if run.style == "mark":
        return _mark(run.text, markup)
    url = run.url
    if url and size(markup.link("", url)) <= LONGEST_ADDRESS:
        return _wrapped(cut(markup.label(run.text), LONGEST_LABEL, markup.unit), lambda words: markup.link(words, url))
    if run.style == "code":
        return _wrapped(cut(markup.code(run.text), LONGEST_PIECE - 2, markup.unit), lambda words: f"`{words}`")
    bold = markup.bold if run.style in _BOLD else ""
    chunks = cut(markup.inert(run.text), LONGEST_PIECE - 2 * len(bold), markup.unit)
    return _wrapped(chunks, lambda words: f"{bold}{words}{bold}") if bold else chunks


def _wrapped(chunks: Iterable[str], wrap: Callable[[str], str]) -> list[str]:
    """Return chunks each in its own marks, and apart, because marks that touch are read as others."""
    words = [chunk.strip(" ") for chunk in chunks]
    return [f"{' ' if number else ''}{wrap(chunk)}" for number, chunk in enumerate(words)]


def _mark(text: str, markup: Markup) -> list[str]:
    """Return a source mark in one piece, each of its places linked to the article's own address."""
    before, after = markup.brackets
    places = ", ".join(_place(place, markup) for place in text.split(", "))
    if size(linked := f"{before}{places}{after}") <= LONGEST_PIECE:
        return [linked]
    return cut(f"{before}{markup.inert(text)}{after}", LONGEST_PIECE, markup.unit)


def _place(place: str, markup: Markup) -> str:
    """Return '1.9' as a link, where article 1 has an address."""
    address = markup.addresses.get(place) or markup.addresses.get(place.rpartition(".")[0])
    return markup.link(markup.label(place), address) if address else markup.inert(place)


def cut(drawn: str, most: int, unit: re.Pattern[str]) -> list[str]:
    """Return markup in chunks of at most `most` units, cut before a space where there is one, else between two `unit`s."""
    if size(drawn) <= most:
        return [drawn]
    chunks: list[str] = []
    begin = space = length = 0
    for one in unit.finditer(drawn):
        here, its = one.start(), size(one[0])
        for end in (space, here):
            if length + its > most and begin < end:
                chunks.append(drawn[begin:end])
                begin, length = end, size(drawn[end:here])
        if one[0] == " ":
            space = here
        length += its
    return [*chunks, drawn[begin:]]


# ── Pieces packed ─────────────────────────────────────────────────────────────────────────────────


def texts(lines: Iterable[Sequence[str]], most: int) -> Iterator[str]:
    """Yield lines of pieces as texts of at most `most` units; a line that is longer goes on in the next text."""
    text = ""
    for pieces in lines:
        whole = "".join(pieces)
        if text and size(text) + 1 + size(whole) <= most:
            text += f"\n{whole}"
            continue
        if text:
            yield text
        *full, text = _broken(pieces, most)
        yield from full
    if text:
        yield text


def _broken(pieces: Sequence[str], most: int) -> Iterator[str]:
    text = ""
    for piece in pieces:
        if text and size(text) + size(piece) > most:
            yield text
            text = CONTINUED + piece.lstrip(" ")
        else:
            text += piece
    yield text


@dataclass(frozen=True, slots=True)
class Room:
    """How much a message holds: how many things, how large together, and how large the first one grows of free will."""

    count: int
    size: int
    first: int


@dataclass(slots=True)
class Message(Generic[T]):
    """The things of one message, their size together, and the numbers of the parts they belong to."""

    things: list[T]
    parts: list[int]
    size: int = 0


def packed(page: Iterable[Sequence[T]], room: Room, cost: Callable[[T], int]) -> list[Message[T]]:
    """Return the things of all parts in messages.

    A part that a message has no room left for begins the next one; only what is larger than a message is divided. The
    first message takes no further part once it is as large as `room.first`: it is what a channel shows, and the rest
    follows below it.
    """
    messages: list[Message[T]] = [Message([], [])]
    for number, part in enumerate(page):
        costs = [cost(thing) for thing in part]
        last = messages[-1]
        full = len(last.things) + len(part) > room.count or last.size + sum(costs) > room.size
        if last.things and (full or (len(messages) == 1 and last.size >= room.first)):
            messages.append(Message([], []))
        for thing, its in zip(part, costs, strict=True):
            if len(messages[-1].things) == room.count or messages[-1].size + its > room.size:
                messages.append(Message([], []))
            last = messages[-1]
            last.things.append(thing)
            last.parts += [] if number in last.parts else [number]
            last.size += its
    return messages
