"""Every trick that leads a fetch inside, tried against a server that listens there: it is never asked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

import pytest

from summarizer.errors import SourceError
from summarizer.models import ArticleRecord
from summarizer.reading.addresses import by_system
from summarizer.reading.fetching import Fetcher, Limits
from summarizer.reading.web import read_web

NOW = datetime(2024, 11, 1, 7, 0, tzinfo=UTC)
QUICK = Limits(pause=0.0, retry_pause=0.01, connect=1.0, read=1.0, whole=2.0)
PUBLIC = "93.184.215.14"
NAMES = {
    "inside.example": ["127.0.0.1"],
    "both.example": [PUBLIC, "127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "sixtofour.example": ["2002:7f00:1::"],
    "zone.example": ["fe80::1%lo"],
    "nowhere.example": [],
}
TRICKS = (
    "http://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "http://127.127.127.127:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://2130706433:{port}/",  # decimal
    "http://0x7f000001:{port}/",  # hexadecimal
    "http://0x7f.0x0.0x0.0x1:{port}/",
    "http://017700000001:{port}/",  # octal
    "http://0177.0.0.1:{port}/",
    "http://00000177.0.0.01:{port}/",
    "http://127.1:{port}/",  # short
    "http://127.0.1:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",  # IPv4 inside IPv6
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:7f00:0001]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",  # NAT64
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",  # 6to4
    "http://[2001:0:7f00:1::]:{port}/",  # Teredo
    "http://[::1%25lo]:{port}/",  # zone ids
    "http://[fe80::1%25lo]:{port}/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",  # a full stop at the end
    "http://127.0.0.1.:{port}/",
    "http://127。0。0。1:{port}/",  # what IDNA takes for a full stop, or a digit
    "http://127．0．0．1:{port}/",
    "http://127｡0｡0｡1:{port}/",
    "http://localhost。:{port}/",
    "http://ⓛocalhost:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://%6c%6f%63alhost:{port}/",
    "http://127.0.0.1%00.vell.example:{port}/",
    "http://user@127.0.0.1:{port}/",  # what looks like another host
    "http://vell.example@127.0.0.1:{port}/",
    "http://vell.example:80@127.0.0.1:{port}/",
    "http://vell.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@vell.example/",
    "http://127.0.0.1:{port}#@vell.example/",
    "http://127.0.0.1:{port}?@vell.example/",
    "http:///127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http://127.0.0.\t1:{port}/",
    "http://inside.example:{port}/",  # what a name leads to
    "http://both.example:{port}/",
    "http://metadata.example/",
    "http://mapped.example:{port}/",
    "http://sixtofour.example:{port}/",
    "http://zone.example:{port}/",
    "http://nowhere.example:{port}/",
    "https://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "file:///etc/passwd",
)


RELATIVE = ("http:///127.0.0.1:{port}/", "http:127.0.0.1:{port}/")  # seen from a page, these are paths of its own host


def sent(trick, port):
    """Return a trick as a server sends it in a header."""
    return trick.format(port=port).replace("\t", "%09").encode().decode("latin-1")


async def resolve(host, port):
    """Resolve the names of this file, and all else as the system does; nothing that is public."""
    found = NAMES.get(host.rstrip("."))
    if found is None and host.rstrip(".").endswith("vell.example"):
        found = ["127.0.0.1"]
    return await by_system(host, port) if found is None else found


def fetcher(*allowed):
    return Fetcher(allow_hosts=allowed, resolve=resolve, limits=QUICK)


def fetched(address, *allowed):
    """Return why an address is not fetched."""

    async def go():
        async with fetcher(*allowed) as made:
            await made.fetch(address)

    with pytest.raises(SourceError) as refused:
        asyncio.run(go())
    return str(refused.value)


def read(address, *allowed):
    async def go():
        async with fetcher(*allowed) as made:
            return await read_web([address], made, now=NOW)

    return asyncio.run(go())


@pytest.mark.parametrize("trick", TRICKS)
def test_no_address_leads_inside(site, trick):
    """One sentence says why, and the server that listens there is not asked."""
    assert fetched(trick.format(port=site.port)).endswith(".")
    assert site.asked == []


@pytest.mark.parametrize("trick", [trick for trick in TRICKS if trick not in RELATIVE])
def test_no_redirect_leads_inside(site, page, trick):
    """At the end of a chain, from a host that may be asked."""
    location = sent(trick, site.port)
    site.pages |= {"/a": page(status=302, headers={"Location": "/b"})}
    site.pages |= {"/b": page(status=307, headers={"Location": location}), "/": page("secret")}
    assert fetched(site.url("/a", "vell.example"), "vell.example").endswith(".")
    assert site.asked == ["/robots.txt", "/a", "/b"]


def test_no_feed_leads_inside(site, page):
    """None of its entries' addresses is asked."""
    links = "".join(f"<item><link>{quoteattr(trick.format(port=site.port))[1:-1]}</link></item>" for trick in TRICKS)
    site.pages |= {"/rss": page(f"<rss><channel>{links}</channel></rss>"), "/": page("secret")}
    found = read(site.url("/rss", "vell.example"), "vell.example")
    assert len(found) > 30
    assert all(isinstance(one, ArticleRecord) and not one.text for one in found)
    assert site.asked == ["/robots.txt", "/rss"]


def test_no_list_of_feeds_leads_inside(site, page):
    """None of its feeds is asked."""
    outlines = "".join(f"<outline text='A' xmlUrl={quoteattr(trick.format(port=site.port))}/>" for trick in TRICKS)
    site.pages |= {"/opml": page(f"<opml><body>{outlines}</body></opml>", kind="text/x-opml"), "/": page("secret")}
    found = read(site.url("/opml", "vell.example"), "vell.example")
    assert len(found) > 30
    assert all(isinstance(one, ArticleRecord) and one.status == "failed" for one in found)
    assert site.asked == ["/robots.txt", "/opml"]


@pytest.mark.parametrize("link", ["canonical", "amphtml", "alternate"])
def test_no_link_of_a_page_leads_inside(site, page, written, link):
    """A canonical address is only written down; a feed that a page without article links is checked like any other."""
    head = "".join(
        f"<link rel='{link}' type='application/rss+xml' href={quoteattr(trick.format(port=site.port))}>"
        for trick in TRICKS
    )
    site.pages |= {"/a": page(written(head=head)), "/b": page(f"<html><head>{head}</head><p>Welcome.</p></html>")}
    [article] = read(site.url("/a", "vell.example"), "vell.example")
    assert article.url == site.url("/a", "vell.example")
    [record] = read(site.url("/b", "vell.example"), "vell.example")
    assert isinstance(record, ArticleRecord)
    assert set(site.asked) == {"/robots.txt", "/a", "/b"}


@pytest.mark.parametrize("trick", TRICKS[::6])
def test_no_robots_txt_leads_inside(site, page, trick):
    """Where it is redirected; then nothing of its host is fetched."""
    location = sent(trick, site.port)
    site.pages |= {"/robots.txt": page(status=302, headers={"Location": location}), "/a": page("words")}
    assert fetched(site.url("/a", "vell.example"), "vell.example").endswith(".")
    assert site.asked == ["/robots.txt"]


def test_no_other_service_is_offered(site, page):
    """A server may name another one for its pages (Alt-Svc, RFC 7838): it is not heard."""
    other = {"Alt-Svc": f'h2="127.0.0.1:{site.port}"; ma=3600, http/1.1="inside.example:{site.port}"'}
    site.pages |= {"/a": page("words", headers=other), "/b": page("words", headers=other)}

    async def go():
        async with fetcher("vell.example") as made:
            for path in ("/a", "/b", "/a"):
                await made.fetch(site.url(path, "vell.example"))

    asyncio.run(go())
    assert {headers["host"] for headers in site.headers} == {f"vell.example:{site.port}"}


def test_no_proxy_is_asked(site, page, monkeypatch):
    """One that the environment names would resolve the name again, and could ask what we may not."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{site.port}")
    site.pages["/a"] = page("words")
    fetched("http://inside.example:8000/a")
    assert site.asked == []


def test_no_name_leads_elsewhere_the_second_time(site, page):
    """It is resolved anew for each request, and each answer is checked: here the page's, after its robots.txt's."""
    answers = iter([["127.0.0.1"], ["10.0.0.1", "127.0.0.1"]])
    site.pages["/a"] = page("secret")

    async def rebinding(host, port):
        return next(answers)

    async def go():
        async with Fetcher(allow_hosts=(f"vell.example:{site.port + 1}",), resolve=rebinding, limits=QUICK) as made:
            await made.fetch(site.url("/a", "vell.example"))

    with pytest.raises(SourceError, match="lies in a private or reserved network"):
        asyncio.run(go())
    assert site.asked == []
