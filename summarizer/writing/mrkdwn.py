"""Article and model text made inert for Slack.

Slack reads `&`, `<` and `>` as control characters unless they are entities
(https://docs.slack.dev/messaging/formatting-message-text). Its mrkdwn has no escape for `*`, `~`, `_` and backticks, nor
for `:names:` of emoji: where one could format, a character that looks like it stands in its place. What Slack makes a
link or a mention of on its own account is a code span, and every text is sent `verbatim`, which keeps Slack from looking
for any (https://docs.slack.dev/reference/block-kit/composition-objects/text-object).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.writing import chat, safe

if TYPE_CHECKING:
    from summarizer.models import Briefing

LONGEST_CODE = 200
"""Characters of an address that stand in its code span, which is never cut; the rest follows as words."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ANGLES = str.maketrans({"<": "‹", ">": "›"})
_ALIKE = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ", "@": "＠"})
_EDGE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # an underscore inside a word formats nothing
_EMOJI = re.compile(r"(?:(?<!\d):|:(?!\d))(?=[\w+'-]{1,100}:)")  # but "10:30:45" is a time
_QUOTE = re.compile(r"^>+")

_WORD = re.compile(r"[!#-'*-;=?-Z\\^_a-z~]+")  # of ASCII, without what stands around an address: "()<>[]`{|}
_LINKED = re.compile(r"//|www\.|@|mailto:", re.IGNORECASE)
_AROUND = "'.,;:!?*_~"

_UNIT = re.compile(r"&(?:amp|lt|gt);|`[^`]*+`| |[^&` ]{1,60}|.")


def markup(briefing: Briefing) -> chat.Markup:
    """Return how Slack writes text, with links to the articles of `briefing`."""
    return chat.Markup(
        inert=inert,
        label=label,
        code=_code,
        link=link,
        bold="*",
        brackets=("[", "]"),
        unit=_UNIT,
        addresses=chat.addresses(briefing),
    )


def inert(text: str) -> str:
    """Return `plain(text)` as mrkdwn that formats, links and mentions nothing, wherever in a text it stands."""
    words = _unquoted(safe.plain(text))
    drawn: list[str] = []
    end = 0
    for found in _WORD.finditer(words):
        if _LINKED.search(found[0]):
            drawn += [_escaped(words[end : found.start()]), _linked(found[0])]
            end = found.end()
    return "".join((*drawn, _escaped(words[end:])))


def label(text: str) -> str:
    """Return `plain(text)` as the words of a link, in which there are no code spans."""
    return _escaped(_unquoted(safe.plain(text))).replace("|", "∣")


def header(text: str) -> str:
    """Return `plain(text)` for a header, which is plain text: nothing in it is read as markup, entities neither."""
    return _unlinked(_unformatted(safe.plain(text)).translate(_ANGLES))


def notice(words: str) -> str:
    """Return plain text for a notification."""
    return _unlinked(label(words))


def link(words: str, address: str) -> str:
    """Return a link: `words` are mrkdwn already, `address` comes from `safe.web_address`."""
    return f"<{address.replace('&', '&amp;')}|{words}>"


def _escaped(words: str) -> str:
    return _unformatted(words).translate(_ENTITIES)


def _unquoted(words: str) -> str:
    """Return words with other angles at their start: Slack takes even an entity there for the sign of a quotation."""
    return _QUOTE.sub(lambda found: "›" * len(found[0]), words)


def _unformatted(words: str) -> str:
    return _EMOJI.sub("∶", _EDGE.sub("ˍ", words)).translate(_ALIKE)


def _linked(word: str) -> str:
    """Return a word that could become a link as code, without the marks around it."""
    start = len(word) - len(word.lstrip(_AROUND))
    end = max(len(word.rstrip(_AROUND)), start)
    if not _LINKED.search(word, start, end):
        start, end = 0, len(word)
    end = min(end, start + LONGEST_CODE)
    return f"{_escaped(word[:start])}`{_code(word[start:end])}`{_unlinked(_escaped(word[end:]))}"


def _unlinked(words: str) -> str:
    """Return words in which an address has other slashes, which make no link."""
    return words.replace("//", "∕∕")


def _code(text: str) -> str:
    return safe.plain(text).replace("`", "ˋ").translate(_ENTITIES)
