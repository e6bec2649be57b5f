"""JSON Feed 1.1 (jsonfeed.org/version/1.1), tolerant: an item that is broken costs only itself."""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import SourceError
from summarizer.reading import limits

_VERSION = re.compile(r'"version"\s*+:\s*+"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_HEAD = 4_096  # characters in which the version is named, wherever a program sorts its keys …
_BLANK_LINES = re.compile(r"\n\s*\n")


MOST_HELD = 50_000
"""Entries that a feed may hold, of any kind: five times the longest that were seen, and a few seconds."""


class _Lenient(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class _Item(_Lenient):
    """An item; the format asks for its id and one of the contents."""

    id: str | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: Any = None  # of version 1.1; 1.0 has one author
    author: Any = None


class _Feed(_Lenient):
    title: str = ""
    items: list[Any] = []


class Item(NamedTuple):
    """An item of a JSON feed: `content` is HTML, `date` as it was written, and `author` all names with commas between."""

    key: str
    title: str
    url: str | None
    date: str | None
    content: str
    author: str


def looks_like_one(text: str) -> bool:
    """Tell whether `text` is JSON that names itself a JSON feed near its beginning or its end."""
    return text.lstrip()[:1] == "{" and bool(_VERSION.search(text[:_HEAD]) or _VERSION.search(text[-_HEAD:]))


def parse(text: str, name: str) -> tuple[str, list[Item]]:
    """Return a feed's title and its items in its order.

    Raises:
        SourceError: It is not JSON, not of this format, or too much of it.
    """
    if sum(map(text.count, ",[{")) > limits.MOST_VALUES:
        raise SourceError(
            f"The feed '{name}' holds more than {limits.MOST_VALUES:,} values; tell its maker.", source=name
        )
    try:
        feed = _Feed.model_validate_json(text)
    except ValidationError as error:
        what = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise SourceError(f"The feed '{name}' is no JSON Feed ({what}); check its address.", source=name) from None
    if len(feed.items) > MOST_HELD:
        raise too_many(name, len(feed.items))
    found = []
    for raw in feed.items:
        try:
            found.append(_item(_Item.model_validate(raw)))
        except ValidationError:
            continue
    return feed.title, found


def too_many(name: str, count: int) -> SourceError:
    """Return the error of a feed with more than `MOST_HELD` entries."""
    return SourceError(
        f"The feed '{name}' holds {count:,} entries, more than the {MOST_HELD:,} that are looked through; "
        "give one of fewer.",
        source=name,
    )


def paragraphs(text: str) -> str:
    """Return plain text as HTML: a paragraph for each that a blank line ends."""
    return "".join(f"<p>{html.escape(part.strip())}</p>" for part in _BLANK_LINES.split(text))


def _item(item: _Item) -> Item:
    url = item.url or item.external_url
    title = item.title or ""
    content = item.content_html or paragraphs(item.content_text or item.summary or "")
    given = item.authors if isinstance(item.authors, list) else []
    authors = [one.get("name") for one in (*given, item.author) if isinstance(one, dict)]
    author = ", ".join(dict.fromkeys(name for name in authors if isinstance(name, str)))
    return Item(item.id or url or title, title, url, item.date_published or item.date_modified, content, author)
