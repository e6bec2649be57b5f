"""The views that buttons open: a story's evidence sentence by sentence, what changed, and the list of stories.

A view takes 100 blocks (https://docs.slack.dev/reference/views/modal-views); what is more stands on further pages. Text of
articles and models is inert, as in the messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.delivery.slack_buttons import Value, button
from summarizer.writing import chat, mrkdwn, wording
from summarizer.writing.blocks import Block, Bullets, Paragraph, Run, Runs, Section
from summarizer.writing.changes import changed
from summarizer.writing.safe import plain
from summarizer.writing.slack import HEADER, SECTION
from summarizer.writing.sources import called
from summarizer.writing.stories import Page, headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import ArticleRecord, Briefing, Claim, Figure, Reading, Span, Statement, Story
    from summarizer.writing.chat import Markup
    from summarizer.writing.wording import Cast

ROOM = chat.Room(count=40, size=30_000, first=30_000)
"""How much stands on one page: less than a view holds, as what is longer nobody scrolls through."""
MOST_STORIES = 90
"""Stories that the list shows on one page; each is a block."""
LONGEST_QUOTE = 1_200
"""Characters of a sentence that are quoted in one line."""

View = dict[str, Any]
Line = tuple[Runs, str]
"""Running text, and the mrkdwn that its line starts with."""
QUOTE = "> "
"""What makes a line a quotation."""


def evidence(briefing: Briefing, value: Value) -> View | None:
    """Return a page of a story's evidence: each claim, figure and open question, who says it, and the sentences.

    None where the briefing has no such story.
    """
    tale = next((one for one in briefing.stories if one.id == value.story), None)
    if tale is None:
        return None
    markup = mrkdwn.markup(briefing)
    records = {record.id: record for record in briefing.articles}
    texts = (
        text
        for lines in _items(tale, wording.Cast.of(tale, records), records)
        for text in chat.texts([chat.line(runs, markup, start) for runs, start in lines], SECTION)
    )
    blocks = [
        *_heading(headline(tale), markup),
        *({"type": "section", "text": _text(text), "expand": True} for text in texts),
    ]
    return _paged("Evidence", blocks, value)


def changes(briefing: Briefing, value: Value) -> View:
    """Return a page of what changed since the edition before."""
    markup = mrkdwn.markup(briefing)
    blocks = list(changed(briefing, Page.of(briefing)))
    if not blocks:
        return notice("What changed", "This is a first briefing: there is none before it to compare it with.")
    texts = chat.texts([chat.line(runs, markup) for block in blocks for runs in _lines(block)], SECTION)
    return _paged("What changed", [{"type": "section", "text": _text(text), "expand": True} for text in texts], value)


def stories(briefing: Briefing, value: Value) -> View:
    """Return a page of the list of stories, each with a button that leads to its evidence."""
    markup = mrkdwn.markup(briefing)
    blocks = []
    for tale in briefing.stories:
        (text, *_) = chat.texts([chat.line((Run(headline(tale)), Run(f"({wording.sources(tale)})")), markup)], SECTION)
        accessory = button("evidence", "Evidence", Value(value.key, tale.id))
        blocks.append({"type": "section", "text": _text(text), "accessory": accessory})
    pages = [blocks[start : start + MOST_STORIES] for start in range(0, len(blocks), MOST_STORIES)] or [[]]
    return _page("Stories", pages, value)


def notice(title: str, words: str) -> View:
    """Return a view that says one thing; `words` are the app's own."""
    return _view(title, [{"type": "section", "text": _text(words)}])


# ── What stands in them ───────────────────────────────────────────────────────────────────────────


def _items(tale: Story, cast: Cast, records: dict[str, ArticleRecord]) -> Iterator[list[Line]]:
    """Yield the lines of each item: what it says, then who says so with the sentences that carry it."""
    for claim in tale.claims:
        head = (Run(claim.text, "strong"), Run(_status(claim)))
        yield [(head, ""), *_statements(claim.statements, cast, records)]
    for figure in tale.figures:
        head = (Run(plain(figure.of), "strong"), Run(f"({_standing(figure)})"))
        yield [(head, ""), *_readings(figure.readings, cast, records)]
    for one in tale.uncertainties:
        yield [((Run("Not certain:", "strong"), Run(one.text)), ""), *_quotes(one.evidence, records)]


def _status(claim: Claim) -> str:
    told = {"disputed": "disputed", "corroborated": wording.count(claim.sources, "source")}.get(claim.status, "")
    return f"({told})" if told else ""


def _standing(figure: Figure) -> str:
    status = {"single": "one reading", "agree": "readings agree"}.get(figure.status, figure.status)
    return "; ".join(filter(None, (plain(figure.scope or ""), status)))


def _statements(said: Iterable[Statement], cast: Cast, records: dict[str, ArticleRecord]) -> Iterator[Line]:
    for one in said:
        who = f"{wording.by(one.stance, article_speaks=one.speaker is None)} {cast.name(one.speaker, one.article)}"
        hedge = wording.certainty((one,))
        yield (Run(", ".join(filter(None, (who, f"via {one.via}" if one.via else "", hedge))) + ":"),), ""
        yield from _quotes(one.evidence, records)


def _readings(readings: Iterable[Reading], cast: Cast, records: dict[str, ArticleRecord]) -> Iterator[Line]:
    for one in readings:
        day = f", as of {wording.day(one.as_of)}" if one.as_of else ""
        yield (Run(f"“{plain(one.surface)}”", "strong"), Run(f"{cast.name(one.speaker, one.article)}{day}:")), ""
        yield from _quotes(one.evidence, records)


def _quotes(spans: Iterable[Span], records: dict[str, ArticleRecord]) -> Iterator[Line]:
    """Yield each sentence with its mark and the article that it stands in."""
    for span in spans:
        record = records.get(span.article)
        source = (record.publisher and f"({plain(record.publisher)})") or called(record).strip() if record else ""
        words = Run(wording.shortened(plain(span.text), LONGEST_QUOTE))
        yield (words, wording.marks((span,)), Run(wording.shortened(source, HEADER), "quiet")), QUOTE


def _lines(block: Block) -> Iterator[Runs]:
    match block:
        case Section():
            yield (Run(block.text, "strong"),)
        case Paragraph():
            yield block.runs
        case Bullets():
            for item in block.items:
                yield item.runs
                yield from ((Run("•"), *note) for note in item.notes)


# ── How they are drawn ────────────────────────────────────────────────────────────────────────────


def _heading(words: str, markup: Markup) -> list[dict[str, Any]]:
    drawn = mrkdwn.header(words)
    if chat.size(drawn) <= HEADER:
        return [{"type": "header", "text": {"type": "plain_text", "text": drawn, "emoji": False}}]
    return [
        {"type": "section", "text": _text(text)}
        for text in chat.texts([chat.line((Run(words, "strong"),), markup)], SECTION)
    ]


def _paged(title: str, blocks: Sequence[dict[str, Any]], value: Value) -> View:
    pages = chat.packed([[block] for block in blocks], ROOM, lambda block: chat.size(block["text"]["text"]))
    return _page(title, [page.things for page in pages], value)


def _page(title: str, pages: Sequence[list[dict[str, Any]]], value: Value) -> View:
    """Return a page with the buttons that lead to the ones beside it."""
    number = min(value.page, len(pages) - 1)
    blocks = list(pages[number])
    places = ((number - 1, "Previous"), (number + 1, "Next"))
    beside = [
        button("page", words, Value(value.key, value.story, to)) | {"action_id": f"page.{words.lower()}"}
        for to, words in places
        if 0 <= to < len(pages)
    ]
    if beside:
        told = {"type": "context", "elements": [_text(f"Page {number + 1} of {len(pages)}")]}
        blocks += [told, {"type": "actions", "elements": beside}]
    return _view(title, blocks) | {"private_metadata": title}


def _view(title: str, blocks: list[dict[str, Any]]) -> View:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": blocks,
    }


def _text(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
