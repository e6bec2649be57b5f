"""Addresses in, articles out: pages, feeds and lists of feeds, told apart by what they hold.

What cannot be read becomes an `ArticleRecord` with the reason, in its place: one bad source costs only itself.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer.errors import SourceError
from summarizer.models import Article, ArticleRecord
from summarizer.reading import feeds, html, opml, walls
from summarizer.reading.asides import headline
from summarizer.reading.decoding import decode
from summarizer.reading.fetching import Unchanged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from summarizer.models import ArticleStatus
    from summarizer.reading.fetching import Fetched, Fetcher

Found = Article | ArticleRecord

_log = logging.getLogger(__name__)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{1,200}encoding=[\"']([\w.:-]{1,40})")
_SUBDOMAIN = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_FULL_TEXT = 150  # words: what a feed holds of an article is taken for all of it from here on …
_CUT = re.compile(  # … unless it ends like this
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read|continue|learn)\s(?:more|on|reading|the\sfull)\b[^.]{0,60})\W*$",
    re.IGNORECASE,
)
_END = 200  # characters in which it does
_SENTENCE_END = re.compile(r"[.!?。！？]++[\"'”’»)\]]*+(?=\s|$)|\n")
_NOTHING = "holds no article, and links no page"
_EARLY = timedelta(days=1)


async def read_web(
    addresses: Sequence[str], fetcher: Fetcher, *, now: datetime, most: int = feeds.MOST
) -> list[Article | ArticleRecord]:
    """Read every address: a page, a feed or an OPML list of feeds.

    Args:
        addresses: Of http or https.
        fetcher: What fetches them; open.
        now: Aware; what a page or an entry dates more than a day later counts as without date.
        most: How many entries are taken of one feed: the newest.

    Returns:
        For each address in order (one that is given twice is fetched once): its article, or the articles of a feed with the newest first, or those of each feed
        of a list. An `Article` has no sentences yet; its `name` is the address and its `url` the page's canonical one.
        An `ArticleRecord` says why there is none: 'failed' (not fetched, not readable), 'empty' (no article there) or
        'duplicate' (not changed since it was read, and no more kept). It follows on an `Article` of the same address
        where that is what a feed holds of a page that gives none.
    """
    reader = _Reader(fetcher, now, most)
    once = list(dict.fromkeys(addresses))
    found = dict(zip(once, await asyncio.gather(*map(reader.source, once)), strict=True))
    return [entry for address in addresses for entry in found[address]]


@dataclass
class _Reader:
    """What the addresses of one run share: each page is fetched once, however many feeds name it."""

    fetcher: Fetcher
    now: datetime
    most: int
    pages: dict[str, asyncio.Task[Found]] = field(default_factory=dict)

    async def source(self, address: str, *, is_listed: bool = False) -> list[Found]:
        """Return what lies at an address that was given, or that a list of feeds names."""
        try:
            return await self._source(address, is_listed=is_listed)
        except Exception as error:  # noqa: BLE001  (a parser's bug on one source must not cost the others)
            return [_failed(address, error)]

    async def _source(self, address: str, *, is_listed: bool) -> list[Found]:
        fetched = await self.fetcher.fetch(address)
        text = await asyncio.to_thread(_decoded, fetched)
        if opml.looks_like_opml(text):
            if is_listed:
                raise SourceError(f"'{address}' is a list of feeds inside a list; give it by itself.", source=address)
            urls = [one.url for one in opml.subscriptions(text, address)]
            found = await asyncio.gather(*(self.source(url, is_listed=True) for url in urls))
            return [entry for entries in found for entry in entries]
        if feeds.looks_like_feed(text):
            return await self._feed(address, fetched, text)
        page = await asyncio.to_thread(_page, address, fetched, text, self.now)
        is_empty = isinstance(page, ArticleRecord) and page.status == "empty"
        link = await asyncio.to_thread(feeds.linked, text, fetched.url) if is_empty else None
        return [page] if link is None else await self._linked(address, link)

    async def _linked(self, address: str, link: str) -> list[Found]:
        """Return the articles of the feed that a page without article links."""
        fetched = await self.fetcher.fetch(link)
        text = await asyncio.to_thread(_decoded, fetched)
        if not feeds.looks_like_feed(text):
            raise SourceError(
                f"'{address}' holds no article, and '{link}', which it links, is no feed.", source=address
            )
        return await self._feed(address, fetched, text)

    async def _feed(self, address: str, fetched: Fetched, text: str) -> list[Found]:
        """Return the articles of a feed, the newest first."""
        feed = await asyncio.to_thread(feeds.parse, text, fetched.url, now=self.now, most=self.most)
        if feed.total > len(feed.entries):
            _log.info("'%s' holds %d entries; the newest %d are read", address, feed.total, len(feed.entries))
        found = await asyncio.gather(*(self._entry(address, entry) for entry in feed.entries))
        return [
            one.model_copy(
                update={
                    "title": one.title or entry.title,
                    "published": entry.published or one.published,
                    "author": one.author or entry.author,
                    "publisher": one.publisher or feed.title or None,
                }
            )
            for entry, one in zip(feed.entries, found, strict=True)
        ]

    async def _entry(self, address: str, entry: feeds.Entry) -> Found:
        """Return the article of a feed's entry: its text where the feed holds all of it, else its page.

        Where the page gives none, it is what the feed holds of the article, with a note that says why.
        """
        name = entry.url or f"{address}#{entry.key}"
        held = await asyncio.to_thread(_held, name, entry)
        if held and (not entry.url or _is_whole(held.text)):
            return held
        page = await self._once(entry.url) if entry.url else _record(name, "empty", f"'{name}' {_NOTHING}.")
        if isinstance(page, Article) or page.status == "duplicate" or held is None:
            return page
        excerpt = await asyncio.to_thread(_excerpt, held)
        if excerpt is None:
            return page
        why = (page.reason or "").rstrip(".")
        used = f"{why}. What its feed holds of it is used: {len(excerpt.text.split())} words."
        return excerpt.model_copy(update={"note": used})

    async def _once(self, url: str) -> Found:
        """Return what an entry's page holds; it is fetched once, however many feeds name it."""
        if url not in self.pages:
            self.pages[url] = asyncio.create_task(self._linked_page(url))
        return await self.pages[url]

    async def _linked_page(self, url: str) -> Found:
        try:
            fetched = await self.fetcher.fetch(url)
            return await asyncio.to_thread(lambda: _page(url, fetched, _decoded(fetched), self.now))
        except Exception as error:  # noqa: BLE001  (as above)
            return _failed(url, error)


def _failed(address: str, error: Exception) -> ArticleRecord:
    """Return the record of an address that cannot be read."""
    if isinstance(error, SourceError):
        return _record(address, "duplicate" if isinstance(error, Unchanged) else "failed", str(error))
    _log.debug("'%s' cannot be read", address, exc_info=error)
    why = f"'{address}' cannot be read ({type(error).__name__}); save the page and give the file."
    return _record(address, "failed", why)


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────


def _decoded(fetched: Fetched) -> str:
    """Return the text of what was fetched: the encoding is the server's word or the file's own, whichever fits."""
    named = _XML_CHARSET.match(fetched.body)
    for charset in (fetched.charset, html.charset(fetched.body), named and named[1].decode("ascii")):
        try:
            fetched.body.decode(charset or "")
        except (UnicodeError, LookupError):
            continue
        return decode(fetched.body, fetched.address, declared=charset)
    return decode(fetched.body, fetched.address)


def _page(address: str, fetched: Fetched, text: str, now: datetime) -> Found:
    """Return the article of a page or of a plain text, or the record of what it is instead.

    Raises:
        SourceError: It is of a kind that holds no article, or could not be parsed.
    """
    if not text.strip():
        return _record(address, "empty", f"'{address}' is empty; check it in a browser.")
    if not ("html" in fetched.kind or html.looks_like_html(text)):
        if fetched.kind.endswith(("xml", "json")):
            raise SourceError(f"'{address}' is neither a page nor a feed; give the page's own address.", source=address)
        return Article(text=text, name=address, title=headline(text), url=fetched.url)
    article = html.extract(text, address)
    if instead := walls.wall(text, article.text if article else None):
        return _record(address, "empty", f"'{address}' holds no article: it is {instead}.")
    if article is None:
        return _record(address, "empty", f"'{address}' is a page without an article; give the article's own page.")
    is_early = bool(article.published and article.published[:10] > (now + _EARLY).date().isoformat())
    url = _canonical(article.url, fetched.url)
    return article.model_copy(update={"url": url, "published": None if is_early else article.published})


def _canonical(named: str | None, url: str) -> str:
    """Return the address that a page names as its own, where that lies on the same site and is a page's; else its own."""
    try:
        own, canonical = urlsplit(url), urlsplit(named or "")
        is_same_site = _site(own.hostname) == _site(canonical.hostname)
    except ValueError:
        return url
    is_home = canonical.path in ("", "/") and not canonical.query and own.path not in ("", "/")
    return named if named and canonical.scheme in ("http", "https") and is_same_site and not is_home else url


def _site(host: str | None) -> str:
    return _SUBDOMAIN.sub("", (host or "").lower())


def _held(name: str, entry: feeds.Entry) -> Article | None:
    """Return what a feed itself holds of an article, or None where that is too little for one."""
    if not entry.content.strip():
        return None
    article = html.extract(f"<html><body><article>{entry.content}</article></body></html>", name)
    if article is None:
        return None
    return Article(text=article.text, name=name, title=entry.title, url=entry.url, published=entry.published)


def _is_whole(text: str) -> bool:
    """Tell whether a feed holds all of an article that also has a page."""
    return len(text.split()) >= _FULL_TEXT and not _CUT.search(text[-_END:])


def _excerpt(held: Article) -> Article | None:
    """Return the part of an article that a feed holds, up to its last whole sentence; None where too little is left."""
    text = held.text
    if cut := _CUT.search(text, max(len(text) - _END, 0)):
        ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, cut.start())]
        text = text[: ends[-1]].rstrip() if ends else ""
    return held.model_copy(update={"text": text}) if html.is_article(text) else None


def _record(address: str, status: ArticleStatus, reason: str) -> ArticleRecord:
    return ArticleRecord(id="", name=address, text="", url=address, status=status, reason=reason)
