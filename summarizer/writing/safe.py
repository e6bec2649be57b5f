"""Article and model text made inert: no markup, no link and no terminal command can come out of it.

Escapes follow CommonMark 0.31 §2.4 (backslash escapes) and §2.5 (entities), with GitHub's tables and strikethrough.
"""

from __future__ import annotations

import re
from urllib.parse import quote

# Controls that are no white space, shown as what they are ("␛") or, where Unicode has no picture, as U+FFFD.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_C1 = range(0x80, 0xA0)
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_STAND_INS = _PICTURES | dict.fromkeys((*_C1, *_BIDI), 0xFFFD)

_INLINE = re.compile(r"[\\`*_\[\]|~#>]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NUMBERED = re.compile(r"^(\d+)(?=[.)](?:\s|$))")
_WEB_ADDRESS = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def plain(text: str) -> str:
    """Return `text` on one line, trimmed, with control characters and bidirectional overrides made visible."""
    return " ".join(text.split()).translate(_STAND_INS)


def markdown(text: str) -> str:
    """Return `text` so that a Markdown parser shows exactly `plain(text)`, wherever in a block it stands.

    A viewer that links bare addresses on its own account may still do so; such a link leads where it says.
    """
    escaped = _INLINE.sub(r"\\\g<0>", plain(text))
    escaped = _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")
    if escaped.startswith(("-", "+")):
        return "\\" + escaped
    return _NUMBERED.sub(r"\1\\", escaped)


def code(text: str) -> str:
    """Return `text` as a Markdown code span; it must not stand in a table.

    The fence is longer than any run of backticks inside, as CommonMark 0.31 §6.1 asks for.
    """
    words = plain(text)
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def link(text: str, address: str) -> str:
    """Return a Markdown link: `text` is Markdown already, `address` comes from `web_address`."""
    return f"[{text}]({_ENTITY.sub('&amp;', address)})"


def web_address(url: str | None) -> str | None:
    """Return `url` where it is an http or https address, percent-encoded so that it cannot end a link; else None."""
    if url is None or not _WEB_ADDRESS.match(url):
        return None
    return quote(url, safe=":/?#@!$&'*+,;=%~", errors="replace")
