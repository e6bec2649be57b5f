"""What somebody asks of the app, read from a slash command, a mention or a message.

Slack writes links as `<https://…|words>`, with `&`, `<` and `>` as entities
(https://docs.slack.dev/messaging/formatting-message-text). Only http and https addresses are taken for links: no word of a
message is ever taken for a file.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from summarizer.models import Article
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONG = 400
"""Characters from which a message is an article of its own."""
DEEP = 12
"""How deep a message's blocks are looked into."""

_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>", re.IGNORECASE)
_BARE = re.compile(r"(?<![<\w])https?://[^\s<>|]+", re.IGNORECASE)
_MARKUP = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_AFTER = ".,;:!?'\"”’»)]}"
_PROFILE = re.compile(r"[A-Za-z0-9_-]{1,40}")

Kind = Literal["links", "profile", "text", "help"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a briefing.

    Attributes:
        kind: Whether links, a profile's newest edition, a message's own text, or help is asked for.
        links: Addresses, each once, in order.
        profile: The profile's name.
        text: The message's own text.
    """

    kind: Kind
    links: tuple[str, ...] = ()
    profile: str = ""
    text: str = ""

    @property
    def sources(self) -> list[str | Article]:
        """What is briefed: the links, or the text as an article."""
        return [Article(text=self.text, title="A message in Slack")] if self.kind == "text" else list(self.links)


def links(text: str) -> list[str]:
    """Return the web addresses in a message's text, each once, in order, with or without Slack's marks around them."""
    marked = [(found.start(), found[1]) for found in _LINK.finditer(text)]
    rest = _LINK.sub(lambda found: " " * len(found[0]), text)
    bare = [(found.start(), found[0].rstrip(_AFTER)) for found in _BARE.finditer(rest)]
    return list(dict.fromkeys(html.unescape(address) for _, address in sorted(marked + bare)))


def words(text: str, bot: str = "") -> str:
    """Return a message's text without Slack's marks: links and mentions as what is read of them, those of `bot` as nothing."""
    others = _MENTION.sub(lambda found: "" if found[1] == bot else found[0], text)
    return html.unescape(_MARKUP.sub(lambda found: found[2] or found[1].lstrip("@#!"), others)).strip()


def mentioned(text: str) -> list[str]:
    """Return the ids of whom a message mentions."""
    return _MENTION.findall(text)


def asked(text: str, bot: str = "") -> Ask:
    """Return what a slash command's text, or a message that mentions the app, asks for.

    Args:
        text: As Slack gives it.
        bot: The app's own user id.
    """
    if found := links(text):
        return Ask("links", links=tuple(found))
    left = words(text, bot)
    if left.casefold() != "help" and _PROFILE.fullmatch(left):
        return Ask("profile", profile=left)
    return Ask("help")


def asked_of(message: Mapping[str, Any]) -> Ask | None:
    """Return what the shortcut on a message asks for: its links, or its own text where it has none and is long.

    None where there is neither.
    """
    text = str(message.get("text") or "")
    parts = [text, *_inside([message.get("blocks"), message.get("attachments")])]
    if found := list(dict.fromkeys(link for part in parts for link in links(part))):
        return Ask("links", links=tuple(found))
    longest = max((words(part) for part in parts), key=len)
    return Ask("text", text=longest) if len(plain(longest)) >= LONG else None


def _inside(parts: Iterable[Any], depth: int = 0) -> Iterator[str]:
    """Yield the texts and addresses in a message's blocks and attachments, in order."""
    for part in parts:
        if isinstance(part, list) and depth < DEEP:
            yield from _inside(part, depth + 1)
        elif isinstance(part, dict) and depth < DEEP:
            for name, value in part.items():
                if name in ("text", "url", "title_link", "from_url", "original_url", "fallback") and isinstance(
                    value, str
                ):
                    yield value
                elif isinstance(value, dict | list):
                    yield from _inside([value], depth + 1)
