"""Addresses in, articles out, against a site on loopback."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from summarizer.models import Article, ArticleRecord
from summarizer.reading.web import read_web

NOW = datetime(2024, 11, 1, 7, 0, tzinfo=UTC)
HEAD = (
    '<link rel="canonical" href="{}"><meta property="og:site_name" content="Vell News">'
    '<meta property="article:published_time" content="{}">'
)


def read(fetcher, *addresses, **options):
    async def go():
        async with fetcher:
            return await read_web(addresses, fetcher, now=NOW, **options)

    return asyncio.run(go())


def rss(*links: str, title: str = "Vell News", more: str = "") -> str:
    items = "".join(
        f"<item><title>Entry {n}</title><link>{link}</link><pubDate>Thu, 31 Oct 2024 0{9 - n}:00:00 GMT</pubDate>{more}</item>"
        for n, link in enumerate(links)
    )
    return f"<rss><channel><title>{title}</title>{items}</channel></rss>"


def test_a_page_is_an_article(site, fetcher, page, written):
    """Named after the address that was given, with what the page says of itself; sentences come later."""
    head = HEAD.format(site.url("/boats"), "2024-10-24T05:00:00Z")
    site.pages["/a"] = page(written(head=head))
    [article] = read(fetcher(), site.url("/a"))
    assert isinstance(article, Article)
    assert (article.name, article.url) == (site.url("/a"), site.url("/boats"))
    assert (article.title, article.publisher, article.published) == ("Boats sink off Vell", "Vell News", "2024-10-24")
    assert article.text.startswith("Boats sink off Vell\nThe harbour master")
    assert article.sentences == ()


@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("http://orm.example/boats", False),
        ("http://vell.example.orm.example/boats", False),
        ("{home}/", False),
        ("http://www.vell.example/boats", True),
        ("https://vell.example/boats?id=7", True),
        ("ftp://vell.example/boats", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_a_canonical_address_counts_on_its_own_site_only(site, fetcher, page, written, named, own):
    """No page may pass itself off as another site's; and a site's front page is no article's address."""
    address = site.url("/a", "vell.example")
    named = named.format(home=site.url("", "vell.example"))
    site.pages["/a"] = page(written(head=HEAD.format(named, "2024-10-24")))
    [article] = read(fetcher(), address)
    assert article.url == (named if own else address)


def test_a_page_s_date_in_the_future_is_none(site, fetcher, page, written):
    """A day ahead is a time zone, more is a mistake."""
    for day, published in (("2024-11-02", "2024-11-02"), ("2024-11-03", None), ("2101-01-01", None)):
        site.pages["/a"] = page(written(head=HEAD.format("", day)))
        assert read(fetcher(), site.url("/a"))[0].published == published


@pytest.mark.parametrize(
    ("encoding", "kind", "meta"),
    [
        ("windows-1251", "text/html; charset=windows-1251", ""),
        ("windows-1251", "text/html", '<meta charset="windows-1251">'),
        ("windows-1251", "text/html; charset=utf-8", '<meta charset="windows-1251">'),
        ("windows-1251", "text/html; charset=no-such", '<meta charset="windows-1251">'),
        ("utf-8", "text/html; charset=windows-1251", '<meta charset="windows-1251">'),
        ("utf-8-sig", "text/html", ""),
        ("utf-16", "text/html; charset=utf-8", ""),
    ],
)
def test_the_encoding_that_fits_is_taken(site, fetcher, page, written, encoding, kind, meta):
    """The server's word, the page's own, a byte order mark: some of them are wrong on many sites."""
    words = "<p>Президент заявил в понедельник, что ситуация в порту серьёзная.</p>"
    site.pages["/a"] = page(written(head=meta, more=words).encode(encoding), kind=kind)
    [article] = read(fetcher(), site.url("/a"))
    assert "что ситуация в порту серьёзная" in article.text


def test_a_plain_text_is_an_article(site, fetcher, page):
    """As a .txt file is."""
    site.pages["/a"] = page(
        "Boats sink off Vell\n\nThe storm sank nine boats, the harbour master said.", kind="text/plain"
    )
    [article] = read(fetcher(), site.url("/a"))
    assert (article.title, article.url) == ("Boats sink off Vell", site.url("/a"))
    assert article.text.endswith("said.")


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        ("", "text/html", "empty", "is empty"),
        ("<html><body><p>Short.</p></body></html>", "text/html", "empty", "is a page without an article"),
        ("<html><title>Just a moment...</title><p>Wait.</p></html>", "text/html", "empty", "it is a check whether"),
        ("<html><title>404 Not Found</title><p>Sorry.</p></html>", "text/html", "empty", "it is an error message"),
        ('{"a": 1}', "application/json", "failed", "is neither a page nor a feed"),
        ("<a/>", "application/xml", "failed", "is neither a page nor a feed"),
        (b"%PDF-1.7", "text/html", "failed", "looks like a PDF"),
        (b"words \0 words", "text/plain", "failed", "looks like binary data"),
        ("words", "image/png", "failed", "is of the kind 'image/png'"),
        ("<rss><channel></channel></rss>", "application/rss+xml", "failed", "has no entries"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&a;</rss>", "text/xml", "failed", "declares entities"),
        ("<opml><body/></opml>", "text/x-opml", "failed", "names no feed"),
    ],
)
def test_what_holds_no_article_says_why(site, fetcher, page, written, body, kind, status, words):
    """In its own record, in its place; the other sources are read."""
    site.pages |= {"/a": page(body, kind=kind), "/b": page(written())}
    record, article = read(fetcher(), site.url("/a"), site.url("/b"))
    assert isinstance(article, Article)
    assert isinstance(record, ArticleRecord)
    assert (record.name, record.url, record.status, record.text) == (site.url("/a"), site.url("/a"), status, "")
    assert words in record.reason
    assert record.reason.endswith(".")


def test_a_feed_gives_its_articles_the_newest_first(site, fetcher, page, written):
    """Each from its page, with the feed's date; one that fails is a record with its title, and costs only itself."""
    site.pages |= {
        "/rss": page(rss("/1", "/gone", "/2"), kind="application/rss+xml"),
        "/1": page(written("First of Vell")),
        "/2": page(written("Second of Vell", count=8)),
    }
    first, gone, second = read(fetcher(), site.url("/rss"))
    assert [first.name, gone.name, second.name] == [site.url("/1"), site.url("/gone"), site.url("/2")]
    assert (first.title, first.published, first.publisher) == (
        "First of Vell",
        "2024-10-31T09:00:00+00:00",
        "Vell News",
    )
    assert (gone.title, gone.status, gone.published) == ("Entry 1", "failed", "2024-10-31T08:00:00+00:00")
    assert second.text.startswith("Second of Vell")


def test_a_feed_that_holds_the_whole_text_needs_no_page(site, fetcher, page):
    """Long enough, and not cut off at its end; of one that is cut off the page is asked for."""
    whole = " ".join(f"The harbour master said that boat {n} of the fleet had sunk in the storm." for n in range(15))
    body = "<description>{}</description>"
    for end, asked in (("", 0), (" …", 1), (" [&amp;#8230;]", 1), (" &lt;a href='/1'&gt;Read more&lt;/a&gt;", 1)):
        site.asked.clear()
        more = body.format(f"&lt;p&gt;{whole}{end}&lt;/p&gt;")
        site.pages["/rss"] = page(rss("/1", more=more), kind="application/rss+xml")
        [found] = read(fetcher(), site.url("/rss"))
        assert site.asked.count("/1") == bool(found.note) == asked
        assert (found.text, found.title, found.url) == (whole, "Entry 0", site.url("/1"))


HELD = (
    "The storm has sunk nine boats off Vell, the harbour master said on Monday. All of their crews were safe by night. "
    "The lifeboat of Orm took forty people from the water within an hour."
)


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (403, "", "is closed to programs or wants a login (403); save the page and give the file"),
        (500, "", "belongs to a server that is out of order (500); try again later"),
        (200, "<html><title>Just a moment...</title><p>Wait.</p></html>", "holds no article: it is a check whether a person asks"),
        (200, "<html><p>Soon.</p></html>", "is a page without an article; give the article's own page"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", " But the … Read more", " And of the fifty who were […]"])
def test_where_a_page_gives_no_article_what_its_feed_holds_is_used(site, fetcher, page, status, body, why, end):
    """Up to its last whole sentence; its note says so."""
    site.pages["/rss"] = page(rss("/1", more=f"<description>{HELD}{end}</description>"), kind="application/rss+xml")
    site.pages["/1"] = page(body, status)
    [article] = read(fetcher(), site.url("/rss"))
    assert (article.text, article.url, article.published) == (HELD, site.url("/1"), "2024-10-31T09:00:00+00:00")
    assert (article.name, article.title) == (site.url("/1"), "Entry 0")
    assert article.note == f"'{site.url('/1')}' {why}. What its feed holds of it is used: 35 words."


@pytest.mark.parametrize("held", ["Nine boats sank off Vell on Monday.", "word " * 40 + "…", ""])
def test_a_line_of_a_feed_is_no_article(site, fetcher, page, held):
    """Nor is one that has no whole sentence; the record alone tells of it."""
    site.pages["/rss"] = page(rss("/1", more=f"<description>{held}</description>"), kind="application/rss+xml")
    [record] = read(fetcher(), site.url("/rss"))
    assert record.reason == f"'{site.url('/1')}' does not exist (404); check the address."


def test_a_page_that_is_known_and_not_kept_is_a_duplicate(site, fetcher, page, written, memory):
    """Its server says that it did not change: that is all that is wanted, and its feed's summary stands for nothing."""
    site.pages["/rss"] = page(rss("/1", more=f"<description>{HELD}</description>"), kind="application/rss+xml")
    site.pages["/1"] = page(written(), etag='"1"')
    assert isinstance(read(fetcher(kept=memory), site.url("/rss"))[0], Article)
    memory.pages[site.url("/1")] = replace(memory.pages[site.url("/1")], body=None)
    [record] = read(fetcher(kept=memory), site.url("/rss"))
    assert (record.status, record.reason) == ("duplicate", f"'{site.url('/1')}' is as it was when it was read before.")


def test_an_entry_without_a_page_is_what_the_feed_holds(site, fetcher, page):
    """However short, if it is an article at all; else it is empty."""
    text = (
        "The storm has sunk nine boats off Vell, the harbour master said on Monday, and all of their crews were safe by night. "
        * 2
    )
    items = [
        {"id": "a", "title": "Boats", "content_text": text},
        {"id": "b", "title": "Nothing", "content_text": "Soon."},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Vell", "items": items}
    site.pages["/feed"] = page(json.dumps(feed), kind="application/feed+json")
    boats, nothing = read(fetcher(), site.url("/feed"))
    assert (boats.name, boats.text, boats.publisher) == (site.url("/feed#a"), text.strip(), "Vell")
    assert (nothing.name, nothing.title, nothing.status) == (site.url("/feed#b"), "Nothing", "empty")


def test_a_feed_of_many_entries_gives_the_newest(site, fetcher, page, written):
    """As many as are wanted; the others are not fetched."""
    site.pages |= {"/rss": page(rss(*(f"/{n}" for n in range(9)))), "/0": page(written()), "/1": page(written())}
    assert [found.name for found in read(fetcher(), site.url("/rss"), most=2)] == [site.url("/0"), site.url("/1")]
    assert sorted(site.asked) == ["/0", "/1", "/robots.txt", "/rss"]


def test_a_page_that_links_its_feed_stands_for_it(site, fetcher, page, written):
    """Where it holds no article of its own; once, so that pages cannot send us round."""
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    site.pages |= {
        "/home": page(f"<html><head>{link.format('/rss')}</head><body><p>Welcome.</p></body></html>"),
        "/rss": page(rss("/1")),
        "/1": page(written(head=link.format("/rss"))),
        "/round": page(f"<html><head>{link.format('/home')}</head><body><p>Welcome.</p></body></html>"),
    }
    [first] = read(fetcher(), site.url("/home"))
    assert first.name == site.url("/1")
    [own] = read(fetcher(), site.url("/1"))
    assert own.name == site.url("/1")
    [record] = read(fetcher(), site.url("/round"))
    assert (
        record.reason
        == f"'{site.url('/round')}' holds no article, and '{site.url('/home')}', which it links, is no feed."
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<html><title>Sign in | Vell</title><p>Sign in to your account to continue.</p></html>", "it is a stub before a paywall"),
        ("<html><title>Error 500</title><p>Oops.</p></html>", "it is an error message"),
        ("<html><title>Vell</title>{teasers}</html>", "it is a list of articles"),
        ("<?xml version='1.0'?><html><p>No feed here.</p></html>", "is a page without an article"),
        ("plain words where a feed was", "is neither a page nor a feed"),
    ],
)  # fmt: skip
def test_a_feed_that_is_a_page_says_so(site, fetcher, page, body, why):
    """Whatever media type its server names; it gives no article, and its other feeds are read."""
    teasers = "".join(
        f"<div><h2><a href='/{n}'>Headline number {n} of the day</a></h2><p>Fishers of Orm told us story {n} of theirs.</p></div>"
        for n in range(9)
    )
    for kind in ("application/rss+xml", "text/xml"):
        site.pages["/rss"] = page(body.format(teasers=teasers), kind=kind)
        [record] = read(fetcher(), site.url("/rss"))
        assert isinstance(record, ArticleRecord)
        assert why in record.reason


def test_a_list_of_feeds_gives_the_articles_of_each(site, fetcher, page, written):
    """In its order; a dead feed and a list in the list are records; an article of two feeds is fetched once."""
    urls = [site.url("/rss"), site.url("/dead"), site.url("/list"), site.url("/other")]
    outlines = "".join(f'<outline text="A" xmlUrl="{url}"/>' for url in urls)
    site.pages |= {
        "/list": page(f"<opml><body>{outlines}</body></opml>", kind="text/x-opml"),
        "/rss": page(rss("/1")),
        "/other": page(rss("/1", title="Other")),
        "/1": page(written()),
    }
    first, dead, nested, other = read(fetcher(), site.url("/list"))
    assert (first.name, other.name, first.text) == (site.url("/1"), site.url("/1"), other.text)
    assert (first.publisher, other.publisher) == ("Vell News", "Other")
    assert "does not exist (404)" in dead.reason
    assert "is a list of feeds inside a list" in nested.reason
    assert site.asked.count("/1") == 1


def test_a_feed_cannot_lead_inside(site, fetcher, page):
    """Its entries' addresses are a stranger's word; nor is a feed read where an article should be."""
    links = ("http://inside.example/1", "http://169.254.169.254/latest", "/rss")
    site.pages["/rss"] = page(rss(*links))
    inside, metadata, feed = read(fetcher(), site.url("/rss"))
    assert "lies in a private or reserved network" in inside.reason
    assert "lies in a private or reserved network" in metadata.reason
    assert "is neither a page nor a feed" in feed.reason or "without an article" in feed.reason


def test_a_page_that_changes_is_read_anew(site, fetcher, page, written, memory):
    """Between two runs; one that did not change is not sent again, and reads the same."""
    site.pages["/a"] = [
        page(written("Boats sink off Vell"), etag='"1"'),
        page(written("Boats sink off Vell"), etag='"1"'),
        page(written("Boats saved off Vell"), etag='"2"'),
    ]
    first, second, third = (read(fetcher(kept=memory), site.url("/a"))[0] for _ in range(3))
    assert first == second
    assert third.title == "Boats saved off Vell"


def test_an_unchanged_site_sends_nothing_again(site, fetcher, page, written, memory):
    """Feed, pages and robots.txt of a second run are 304s, and its articles are the same."""
    links = [f"/{n}" for n in range(5)]
    site.pages |= {link: page(written(f"Boats sink off Vell {link}"), etag=f'"{link}"') for link in links}
    site.pages |= {"/rss": page(rss(*links), etag='"rss"'), "/robots.txt": page("User-agent: *\n", etag='"robots"')}
    first = read(fetcher(kept=memory), site.url("/rss"))
    sent = site.sent
    assert read(fetcher(kept=memory), site.url("/rss")) == first
    assert (len(first), site.sent) == (5, sent)


def test_an_address_that_is_given_twice_is_fetched_once(site, fetcher, page, written):
    """Each of them has its entry, as each file has."""
    site.pages["/a"] = page(written())
    first, second = read(fetcher(), site.url("/a"), site.url("/a"))
    assert first == second
    assert site.asked == ["/robots.txt", "/a"]


def test_nothing_is_asked_for_no_addresses(fetcher):
    """No sources, no articles."""
    assert read(fetcher()) == []


def test_a_parser_s_bug_costs_its_source_only(site, fetcher, page, written, monkeypatch):
    """No feed is known that makes the library fail; if one does, its record says so and the rest is read."""

    def fail(*_, **__):
        raise KeyError("surprise")

    monkeypatch.setattr("feedparser.parse", fail)
    site.pages |= {"/rss": page(rss("/1")), "/a": page(written())}
    record, article = read(fetcher(), site.url("/rss"), site.url("/a"))
    assert record.reason == f"'{site.url('/rss')}' cannot be read (KeyError); save the page and give the file."
    assert isinstance(article, Article)
