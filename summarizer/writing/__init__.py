"""A briefing in, a string out: pure functions of the briefing, without clock, network or global state.

`outline` decides what is shown and in which order; each format only draws it. What articles and models wrote is
made inert in `safe`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.writing.discord import to_discord
from summarizer.writing.html import to_html
from summarizer.writing.json import messages, to_json
from summarizer.writing.markdown import to_markdown
from summarizer.writing.slack import to_slack
from summarizer.writing.text import print_text, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from summarizer.models import Briefing

__all__ = ["FORMATS", "print_text", "to_discord", "to_html", "to_json", "to_markdown", "to_slack", "to_text"]

FORMATS: Mapping[str, Callable[[Briefing], str]] = {
    "markdown": to_markdown,
    "text": to_text,
    "html": to_html,
    "json": to_json,
    "slack": lambda briefing: messages(to_slack(briefing)),
    "discord": lambda briefing: messages(to_discord(briefing)),
}
"""What a briefing can be written as, by the name of the format; those of chats as a JSON list of their messages."""
