"""Article and model text made inert: no markup, no link and no terminal command can come out of it.

Escapes follow CommonMark 0.31 §2.4 (backslash escapes) and §2.5 (entities), with GitHub's tables, strikethrough and
autolinks (GitHub Flavored Markdown 0.29 §6.9).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from summarizer import unseen

# Controls that are no white space, shown as what they are ("␛") or, where Unicode has no picture, as U+FFFD; so are
# characters that turn text round, and halves of a character, which no encoding can write.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_TURNED_OR_BROKEN = re.compile(f"[\x80-\x9f{unseen.BIDI}\ud800-\udfff]")

_INLINE = re.compile(r"[\\`*_\[\]|~#>]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NUMBERED = re.compile(r"^(\d+)(?=[.)](?:\s|$))")
_WEB_ADDRESS = re.compile(r"https?://[^/?#\s@]+(?:[/?#]|$)", re.IGNORECASE)

# What viewers make a link of on their own account: addresses, "//host", e-mail, "@name", "#1" and "GH-1"; where a word
# may be split into such parts; and what stands around one without being part of it.
_LINKED = re.compile(r"//|www\.|@|#\d|\bgh-\d", re.IGNORECASE)
_SEPARATORS = re.compile(r"([`|<>()\[\]]+)")
_AROUND = "\"'“”‘’«»‹›{}.,;:!?…*_~"
_DOMAIN = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")  # the full stop of "vell.example"


def plain(text: str) -> str:
    """Return `text` on one line, trimmed, with nothing in it that a terminal obeys or a reader does not see.

    Control characters and those that turn text round are made visible; invisible ones are dropped, but where a script
    or an emoji needs them (see `unseen.without`).
    """
    if text.isascii() and text.isprintable():  # most is, and has nothing of the kind
        return " ".join(text.split())
    line = " ".join(unseen.without(text).split()).translate(_PICTURES)
    return _TURNED_OR_BROKEN.sub("\N{REPLACEMENT CHARACTER}", line)


def markdown(text: str) -> str:
    """Return `text` so that a Markdown parser shows exactly `plain(text)`, wherever in a block it stands.

    What a viewer would make a link of on its own account (addresses, e-mail, "@name", "#1") is a code span, in which
    none does; the full stop in "vell.example" is escaped, which keeps those from it that take bare names for addresses.
    """
    escaped = " ".join(map(_word, plain(text).split(" ")))
    if escaped.startswith(("-", "+")):
        return "\\" + escaped
    return _NUMBERED.sub(r"\1\\", escaped)


def _word(word: str) -> str:
    """Return a word as Markdown."""
    if not _LINKED.search(word):
        return _escaped(word)
    return "".join(_escaped(part) if number % 2 else _part(part) for number, part in enumerate(_SEPARATORS.split(word)))


def _part(part: str) -> str:
    """Return a part of a word without brackets, backticks and pipes, as code where it could become a link."""
    if not _LINKED.search(part):
        return _escaped(part)
    start = len(part) - len(part.lstrip(_AROUND))
    end = max(len(part.rstrip(_AROUND)), start)
    if not _LINKED.search(part, start, end):
        start, end = 0, len(part)
    return f"{_escaped(part[:start])}`{part[start:end]}`{_escaped(part[end:])}"


def _escaped(words: str) -> str:
    escaped = _DOMAIN.sub(r"\.", _INLINE.sub(r"\\\g<0>", words))
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")


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
    """Return `url` where it is an http or https address, percent-encoded so that it cannot end a link; else None.

    An address with a user's name before its host ("https://bank.example@evil.example") is none: it is made to mislead.
    """
    if url is None or not _WEB_ADDRESS.match(url):
        return None
    return quote(url, safe=":/?#@!$&'*+,;=%~", errors="replace")
