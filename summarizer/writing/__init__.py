"""A briefing in, a string out: pure functions of the briefing, without clock, network or global state.

`outline` decides what is shown and in which order; each format only draws it. What articles and models wrote is
made inert in `safe`.
"""

from __future__ import annotations

from summarizer.writing.json import to_json
from summarizer.writing.markdown import to_markdown
from summarizer.writing.text import print_text, to_text

__all__ = ["print_text", "to_json", "to_markdown", "to_text"]
