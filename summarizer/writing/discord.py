"""The briefing as messages for Discord: bodies of "Execute Webhook", with the limits of Discord's own pages (read in 2026).

* content 2,000 characters, 10 embeds: https://discord.com/developers/docs/resources/webhook#execute-webhook
* an embed's title 256, description 4,096, and 6,000 over all embeds of a message:
  https://discord.com/developers/docs/resources/message#embed-object-embed-limits
* `allowed_mentions` without any: https://discord.com/developers/docs/resources/message#allowed-mentions-object

A part of the page is an embed, or several. Links in embeds are never unfurled; SUPPRESS_EMBEDS, which would hide the
page itself, is not set. Messages after the first are silent (SUPPRESS_NOTIFICATIONS), so that a briefing calls once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from summarizer.writing import chat, safe
from summarizer.writing.blocks import Bullets, Figures, Paragraph, Run, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import Briefing
    from summarizer.writing.chat import Below, Markup, Part

TITLE = 256
DESCRIPTION = 4_096
ROOM = chat.Room(count=10, size=6_000, first=3_000)
NOTICE = 300
"""Characters of the first message's content, before they are escaped."""
SUPPRESS_NOTIFICATIONS = 1 << 12

_BULLETS = ("- ", "  - ")
_SMALL = "-# "

# Discord reads a backslash before any mark as that mark; a slash, too, since "://" and "discord.gg/" make links.
_MARKS = re.compile(r"[\\*_~`|<>@#/\[\]]|:(?=[\w+-])")
_LIST = re.compile(r"^(?=[-+](?:\s|$))|^(\d++)(?=[.)](?:\s|$))")
_UNIT = re.compile(r"\\.| |[^\\ ]{1,60}|.")


def to_discord(briefing: Briefing) -> tuple[dict[str, Any], ...]:
    """Return the briefing as bodies of a webhook's requests, to be sent in this order.

    Text of articles and models is inert and mentions nobody; links lead to the articles' own addresses.
    """
    page = chat.parts(briefing)
    markup = _markup(briefing)
    messages = chat.packed([list(_part(part, markup)) for part in page], ROOM, _cost)
    return tuple(
        {
            **({"flags": SUPPRESS_NOTIFICATIONS} if number else {"content": inert(chat.news(page, briefing, NOTICE))}),
            "embeds": message.things,
            "allowed_mentions": {"parse": []},
        }
        for number, message in enumerate(messages)
    )


def inert(text: str) -> str:
    """Return `plain(text)` as Discord's Markdown that formats, links and mentions nothing."""
    return _LIST.sub(r"\1\\", _MARKS.sub(r"\\\g<0>", safe.plain(text)))


def _markup(briefing: Briefing) -> Markup:
    return chat.Markup(
        inert=inert,
        label=inert,
        code=lambda text: safe.plain(text).replace("`", "ˋ"),
        link=lambda words, address: f"[{words}]({address})",
        bold="**",
        brackets=("\\[", "\\]"),
        unit=_UNIT,
        addresses=chat.addresses(briefing),
    )


def _cost(embed: dict[str, Any]) -> int:
    return chat.size(embed.get("title", "")) + chat.size(embed.get("description", ""))


def _part(part: Part, markup: Markup) -> Iterator[dict[str, Any]]:
    """Yield the embeds of a part; the first has its heading, as bold text where a title does not hold it."""
    title = inert(part.heading.text)
    is_short = chat.size(title) <= TITLE
    lines = [line for block in part.body for line in _lines(block, markup)]
    if not is_short:
        lines.insert(0, chat.line((Run(part.heading.text, "strong"),), markup))
    heading = {"title": title} if is_short else {}
    for text in chat.texts(lines, DESCRIPTION):
        yield {**heading, "description": text.strip("\n")}
        heading = {}
    if heading:  # nothing stands below it
        yield dict(heading)


def _lines(block: Below, markup: Markup) -> Iterator[tuple[str, ...]]:
    match block:
        case Section():
            yield chat.line((Run(block.text, "strong"),), markup, "\n")
        case Paragraph():
            yield chat.line(block.runs, markup, _SMALL if chat.is_count(block) else "")
        case Bullets():
            for item in block.items:
                for number, runs in enumerate((item.runs, *item.notes)):
                    yield chat.line(runs, markup, _BULLETS[bool(number)])
        case Figures():
            for row in block.rows:
                status = (Run(f"({row.status.text})", row.status.style),) if row.status.text else ()
                what = Run(f"{safe.plain(row.what.text)}:", "strong")
                yield chat.line((what, *chat.readings(row), *status), markup, _BULLETS[0])
