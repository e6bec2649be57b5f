"""The briefing as messages for Slack: Block Kit blocks, with the limits that Slack's own pages give (read in 2026).

* 50 blocks a message: https://docs.slack.dev/reference/block-kit/blocks
* a header's text, 150 characters: https://docs.slack.dev/reference/block-kit/blocks/header-block
* a section's text, 3,000; ten fields of 2,000 each: https://docs.slack.dev/reference/block-kit/blocks/section-block
* ten elements of a context, 3,000 each: https://docs.slack.dev/reference/block-kit/blocks/context-block
* all blocks together: no page tells; messages of about 13,200 are refused with `msg_blocks_too_long`
  (https://github.com/slackapi/bolt-js/issues/2509), and some with 11,341 of text alone (issue 2867 there). Counted here
  is the blocks' JSON, containers and all, up to 12,000.
* `text` beside blocks is what notifications and screen readers give, at best within 4,000 characters:
  https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.writing import chat, mrkdwn, safe, wording
from summarizer.writing.blocks import Bullets, Figures, Heading, Paragraph, Row, Run, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import Briefing
    from summarizer.writing.chat import Below, Markup, Message, Part

HEADER = 150
SECTION = 3_000
FIELD = 2_000
FIELDS = 10
FIELDS_TOGETHER = 5_000
"""Units of all fields of a section, so that their JSON fits a message."""
ROOM = chat.Room(count=50, size=12_000, first=4_000)
NOTICE = 300
"""Characters of a message's `text`; a notification shows fewer."""

_BULLETS = ("• ", "    ◦ ")


def to_slack(briefing: Briefing) -> tuple[dict[str, Any], ...]:
    """Return the briefing as arguments of `chat.postMessage`: the first message, then the replies in its thread.

    Whoever sends them adds the channel and, to the replies, `thread_ts`. Text of articles and models is inert (see
    `mrkdwn`), links lead to the articles' own addresses and are not unfurled.
    """
    page = chat.parts(briefing)
    markup = mrkdwn.markup(briefing)
    messages = chat.packed([list(_part(part, markup)) for part in page], ROOM, _cost)
    return tuple(
        {
            "text": _notice(message, page, briefing),
            "blocks": message.things,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        for message in messages
    )


def _cost(block: dict[str, Any]) -> int:
    return chat.size(json.dumps(block, ensure_ascii=False)) + 2  # the comma and space between two


def _notice(message: Message[dict[str, Any]], page: Sequence[Part], briefing: Briefing) -> str:
    """Return what a notification shows: of the first message the title and the first story, of others their headings."""
    if message.parts[0] == 0:
        return mrkdwn.notice(chat.news(page, briefing, NOTICE))
    headings = "; ".join(safe.plain(page[number].heading.text) for number in message.parts)
    return mrkdwn.notice(wording.shortened(headings, NOTICE))


def _part(part: Part, markup: Markup) -> Iterator[dict[str, Any]]:
    yield from _heading(part.heading, markup)
    label: list[tuple[str, ...]] = []
    for block in part.body:
        if isinstance(block, Section):
            label = [chat.line((Run(block.text, "strong"),), markup)]
        else:
            yield from _drawn(block, label, markup)
            label = []


def _heading(heading: Heading, markup: Markup) -> Iterator[dict[str, Any]]:
    """Yield a header, or, of more words than it holds, bold text."""
    words = mrkdwn.header(heading.text)
    if chat.size(words) <= HEADER:
        yield {"type": "header", "text": {"type": "plain_text", "text": words, "emoji": False}}
    else:
        yield from _sections([chat.line((Run(heading.text, "strong"),), markup)])


def _drawn(block: Below, label: list[tuple[str, ...]], markup: Markup) -> Iterator[dict[str, Any]]:
    """Yield the Slack blocks of a block, below its label."""
    match block:
        case Paragraph() if chat.is_count(block) and not label:
            for text in chat.texts([chat.line(block.runs, markup)], FIELD):
                yield {"type": "context", "elements": [_text(text)]}
        case Paragraph():
            yield from _sections([*label, chat.line(block.runs, markup)])
        case Bullets():
            lines = [
                (runs, bool(number)) for item in block.items for number, runs in enumerate((item.runs, *item.notes))
            ]
            yield from _sections([*label, *(chat.line(runs, markup, _BULLETS[below]) for runs, below in lines)])
        case Figures():
            yield from _figures(block, label, markup)


def _figures(figures: Figures, label: list[tuple[str, ...]], markup: Markup) -> Iterator[dict[str, Any]]:
    """Yield the figures as fields, two beside one another; one that no field holds is a section of its own."""
    fields: list[str] = []
    for row in figures.rows:
        lines = _row(row, markup)
        drawn = list(chat.texts(lines, FIELD))
        together = sum(map(chat.size, (*fields, *drawn)))
        if fields and (len(drawn) > 1 or len(fields) == FIELDS or together > FIELDS_TOGETHER):
            yield _fields(fields, label)
            fields, label = [], []
        if len(drawn) > 1:
            yield from _sections([*label, *lines])
            label = []
        else:
            fields += drawn
    if fields:
        yield _fields(fields, label)


def _row(row: Row, markup: Markup) -> list[tuple[str, ...]]:
    status = (Run(f"({row.status.text})", row.status.style),) if row.status.text else ()
    return [chat.line((Run(row.what.text, "strong"), *status), markup), chat.line(chat.readings(row), markup)]


def _fields(fields: list[str], label: Sequence[Sequence[str]]) -> dict[str, Any]:
    heading = {"text": _text(next(chat.texts(label, SECTION)))} if label else {}
    return {"type": "section", **heading, "fields": [_text(text) for text in fields]}


def _sections(lines: Iterable[Sequence[str]]) -> Iterator[dict[str, Any]]:
    for text in chat.texts(lines, SECTION):
        yield {"type": "section", "text": _text(text), "expand": True}


def _text(text: str) -> dict[str, Any]:
    """Return a text object; `verbatim` keeps Slack from making links and mentions of words."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
