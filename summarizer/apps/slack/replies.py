"""An answer as a message in a thread: what was found, who says it, and the sentences that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.apps.slack.modals import QUOTE, Line
from summarizer.writing import chat, mrkdwn, wording
from summarizer.writing.blocks import Run
from summarizer.writing.safe import plain
from summarizer.writing.slack import NOTICE, SECTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.apps.questions import Answer, Found
    from summarizer.models import Briefing

MOST_QUOTES = 3
"""Sentences below one thing that was found."""
LONGEST_QUOTE = 500
"""Characters of a sentence."""


def message(answer: Answer, briefing: Briefing) -> dict[str, Any]:
    """Return an answer as arguments of `chat.postMessage`, without channel and thread."""
    markup = mrkdwn.markup(briefing)
    lines: list[Line] = [((Run(answer.text),), ""), *(line for one in answer.found for line in _lines(one))]
    texts = chat.texts([chat.line(runs, markup, start) for runs, start in lines], SECTION)
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}, "expand": True}
        for text in texts
    ]
    words = f"{plain(answer.text)} {'; '.join(plain(one.text) for one in answer.found)}".strip()
    return {
        "text": mrkdwn.notice(wording.shortened(words, NOTICE)),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _lines(found: Found) -> Iterator[Line]:
    said = (Run(f"— {found.said}"),) if found.said else ()
    yield (Run(found.text, "strong"), *said, wording.marks(found.spans)), "• "
    for span in found.spans[:MOST_QUOTES]:
        yield (Run(wording.shortened(plain(span.text), LONGEST_QUOTE)), wording.marks((span,))), QUOTE
