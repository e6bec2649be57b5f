"""The briefing as JSON: everything there is, nothing cut, and what could mislead a terminal or its reader escaped."""

from __future__ import annotations

import re
from json import dumps
from typing import TYPE_CHECKING, Any

from summarizer import unseen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import Briefing

# JSON may hold these raw, but a terminal or an editor would obey them, and a reader not see them. Inside a string, and
# they stand nowhere else, an escape means the same (RFC 8259 §7).
_UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{unseen.BIDI}{unseen.IGNORED}]")


def to_json(briefing: Briefing) -> str:
    """Return the briefing as indented JSON, ending in a newline; the same briefing gives the same bytes."""
    return shown(briefing.model_dump_json(indent=2)) + "\n"


def shown(text: str) -> str:
    """Return a JSON text of the same value in which everything that stands raw is what its reader sees."""
    return _UNSEEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    """Return a character as its escape; those past U+FFFF have two, for the halves that UTF-16 writes them in."""
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True))


def messages(told: Sequence[Mapping[str, Any]]) -> str:
    """Return a chat's messages as a JSON list, indented, ending in a newline; safe on a terminal, as `to_json` is."""
    return f"{shown(dumps(told, ensure_ascii=False, indent=2))}\n"
