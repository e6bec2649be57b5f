"""The briefing as JSON: everything there is, nothing cut and nothing escaped away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.models import Briefing

# JSON may hold these raw, but a terminal or an editor would obey them. Inside a string, and they stand nowhere
# else, an escape means the same (RFC 8259 §7).
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def to_json(briefing: Briefing) -> str:
    """Return the briefing as indented JSON, ending in a newline; the same briefing gives the same bytes."""
    text = briefing.model_dump_json(indent=2)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
