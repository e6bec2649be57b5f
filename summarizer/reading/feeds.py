"""The entries of a feed: RSS, Atom and RDF by feedparser, and JSON Feed 1.1 (jsonfeed.org).

feedparser takes about half a millisecond an entry, so a long feed is cut to its newest entries before it is parsed.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from lxml import etree
from lxml import html as markup

from summarizer.errors import SourceError
from summarizer.reading import jsonfeed, xml
from summarizer.reading.authors import author

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 50
"""Entries that are taken of one feed: the newest."""

_HEAD = 16_384  # characters in which a feed has begun
_PROLOG = r"\s*(?:<\?[^>]*+>\s*|<!--(?:(?!-->).)*+-->\s*|<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*)?+>\s*)*+"
_ROOT = re.compile(rf"{_PROLOG}<(?:rss|feed|(?:\w{{1,20}}:)?RDF|\w{{1,20}}:feed)\b", re.IGNORECASE | re.DOTALL)
_LARGE = 200_000  # characters: feedparser's own mending of broken XML takes up to 18 s a million, libxml2's none
_LONGEST = 8_000_000  # characters of the entries that are taken: about 10 s
_MOST_TAGS = 200_000  # 25 µs each
_NAMED = re.compile(r"&(\w{1,31};)")  # &nbsp; and its like are of HTML, and make XML invalid
_OPENS = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_DATES = ("pubdate", "published", "date", "updated", "modified", "issued", "created")
_EARLY = timedelta(days=1)  # clocks and time zones differ by less; a date further ahead is a mistake
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_LONGEST_TITLE = 1_000
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        key: What tells it from the feed's other entries: its id, else its address, else its title.
        title: Plain text; '' where it has none.
        url: Its page, or None.
        published: ISO 8601 in UTC; None where the feed gives no date or one more than a day in the future.
        content: All that the feed holds of it, as HTML; '' where it holds nothing.
        author: The people who wrote it, or None.
    """

    key: str
    title: str
    url: str | None
    published: str | None
    content: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title, its newest entries with the newest first, and how many it holds in all."""

    title: str
    entries: tuple[Entry, ...]
    total: int


def looks_like_feed(text: str) -> bool:
    """Tell whether `text` begins as a feed does."""
    return bool(_ROOT.match(text[:_HEAD])) or jsonfeed.looks_like_one(text)


def parse(text: str, url: str, *, now: datetime, most: int = MOST) -> Feed:
    """Return a feed's newest entries; what is broken is read as far as it goes.

    Entries without a date follow those with one, in the feed's order.

    Args:
        text: The feed.
        url: Where it came from: links in it are relative to it.
        now: Aware. What lies more than a day ahead of it counts as without date.
        most: How many entries are taken.

    Raises:
        SourceError: It is no feed, has no entry, or is more than can be parsed in seconds; see `xml.checked`.
    """
    if jsonfeed.looks_like_one(text):
        title, found = jsonfeed.parse(text, url)
        total = len(found)
        entries: Iterable[Entry] = (
            Entry(
                item.key,
                item.title,
                _absolute(url, item.url),
                _shown(_moment(item.date), now),
                item.content,
                author(item.author, title),
            )
            for item in found
        )
    else:
        title, entries, total = _from_xml(text, url, now=now, most=most)
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(entry.key, entry)
    ordered = sorted(once.values(), key=lambda entry: entry.published or "", reverse=True)
    if not ordered:
        raise SourceError(f"The feed '{url}' has no entries; try again later, or check its address.", source=url)
    return Feed(title, tuple(ordered[:most]), total)


def linked(page: str, url: str) -> str | None:
    """Return the first feed that a page links in its head (`<link rel="alternate">`), or None."""
    try:
        root = markup.document_fromstring(page.encode(), parser=markup.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None
    for link in root.iter("link"):
        rels = (link.get("rel") or "").lower().split()
        if "alternate" in rels and (link.get("type") or "").strip().lower() in _FEEDS and link.get("href"):
            return _absolute(url, link.get("href"))
    return None


# ── XML ───────────────────────────────────────────────────────────────────────────────────────────


def _from_xml(text: str, url: str, *, now: datetime, most: int) -> tuple[str, list[Entry], int]:
    """Return the title of an XML feed, at least its `most` newest entries, and how many it holds."""
    text = _NAMED.sub(_character, xml.checked(text, f"The feed '{url}'"))
    total = sum(1 for _ in _OPENS.finditer(text))
    if not total:
        return "", [], 0
    if total > jsonfeed.MOST_HELD:
        raise jsonfeed.too_many(url, total)
    if total > most or len(text) > _LARGE:
        text = _thinned(text, url, now=now, most=most)
    if text.count("<") > _MOST_TAGS or len(text) > _LONGEST:
        raise SourceError(f"The feed '{url}' holds more markup than news, and is not read; tell its maker.", source=url)
    import feedparser  # noqa: PLC0415  (0.1 s that only XML feeds cost)

    # As a stream: a string could be taken for a file's name or an address.
    parsed = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,  # only the text is taken; both cost minutes on tags in tags
        resolve_relative_uris=False,
    )
    entries = [_entry(found, url, now) for found in parsed.entries]
    return plain(parsed.feed.get("title", "")), entries, max(total, len(entries))


def _character(named: re.Match[str]) -> str:
    """Return the character that HTML means by an entity, but for those that XML knows, too."""
    found = html5.get(named[1], named[0])
    return named[0] if found in "<>&\"'" else found


def _thinned(text: str, url: str, *, now: datetime, most: int) -> str:
    """Return an XML feed, mended, with no more than its newest `most` entries by the dates that stand in them."""
    root = xml.tree(text)
    if root is None:
        raise SourceError(f"The feed '{url}' is not XML; check its address.", source=url)
    items = list(root.iter("{*}item", "{*}entry"))
    ordered = sorted(items, key=lambda item: _shown(_dated(item), now) or "", reverse=True)
    for item in ordered[most:]:
        item.getparent().remove(item)
    return str(etree.tostring(root, encoding="unicode"))


def _dated(item: Any) -> datetime | None:
    """Return the date of an XML entry, as the kinds of feed name it."""
    named = {etree.QName(child).localname.lower(): child.text for child in item if isinstance(child.tag, str)}
    return next((when for name in _DATES if (when := _moment(named.get(name)))), None)


def _entry(found: Any, url: str, now: datetime) -> Entry:
    """Return an entry as feedparser gives it."""
    link = _absolute(url, dict.get(found, "link"))
    title = plain(dict.get(found, "title", ""))
    bodies = [*dict.get(found, "content", ()), dict.get(found, "summary_detail", {})]
    content = max((_as_html(body) for body in bodies), key=len)
    # (feedparser's own `get` warns where it takes one date for the other)
    parts = dict.get(found, "published_parsed") or dict.get(found, "updated_parsed")
    key = dict.get(found, "id") or link or title
    authors = ", ".join(one["name"] for one in dict.get(found, "authors", ()) if one.get("name"))
    return Entry(key, title, link, _shown(_from_parts(parts), now), content, author(authors))


def _as_html(body: Any) -> str:
    value = body.get("value") or ""
    return jsonfeed.paragraphs(value) if body.get("type") == "text/plain" else value


# ── Dates, links and titles ───────────────────────────────────────────────────────────────────────


def _from_parts(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, OSError):
        return None


def _moment(words: str | None) -> datetime | None:
    """Return a date as e-mail (RSS) or ISO 8601 (Atom, JSON) writes it; one without zone is taken for UTC."""
    words = (words or "").strip()
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(words)
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _shown(when: datetime | None, now: datetime) -> str | None:
    """Return a date in UTC, or None where it lies in the future."""
    return when.isoformat(timespec="seconds") if when and when <= now + _EARLY else None


def _absolute(url: str, link: str | None) -> str | None:
    """Return a link as an address of the web, or None where it is none."""
    try:
        found = urljoin(url, (link or "").strip())
    except ValueError:
        return None
    return found if link and found.lower().startswith(("http://", "https://")) else None


def plain(title: str) -> str:
    """Return a title without markup, in one line."""
    title = title[:_LONGEST_TITLE]
    if "<" in title or "&" in title:
        root = markup.fragment_fromstring(title, create_parent="p")
        title = root.text_content()
    return _SPACES.sub(" ", title).strip()
