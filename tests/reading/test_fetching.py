"""Fetching, against a site on loopback: what is asked, how often, how much is taken, and what is said where it fails."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import SourceError

if TYPE_CHECKING:
    from summarizer.reading.fetching import Fetcher


def fetch(fetcher: Fetcher, *addresses: str):
    """Fetch all addresses at once; return what came of each: Fetched, or the error's words."""

    async def one(address):
        try:
            return await fetcher.fetch(address)
        except SourceError as error:
            return str(error)

    async def go():
        async with fetcher:
            return await asyncio.gather(*map(one, addresses))

    return asyncio.run(go())


def test_a_page_is_fetched_under_our_name(site, fetcher, page):
    """Body, address, media type and encoding; the User-Agent names the tool, its version and who to ask; no cookie back."""
    site.pages["/a"] = page("words", kind='Text/HTML; charset="ISO-8859-1"', headers={"Set-Cookie": "id=1"})
    [found], [again] = (
        fetch(fetcher(contact="https://vell.example/bot"), site.url("/a#part")),
        fetch(fetcher(), site.url("/a")),
    )
    assert (found.address, found.url) == (site.url("/a#part"), site.url("/a"))
    assert (found.body, found.kind, found.charset, found.unchanged) == (b"words", "text/html", "ISO-8859-1", False)
    assert again.body == b"words"
    assert site.asked == ["/robots.txt", "/a"] * 2
    agent = site.headers[1]["user-agent"]
    assert agent.startswith("summarizer/")
    assert agent.endswith(" (+https://vell.example/bot)")
    assert not any("cookie" in headers for headers in site.headers)


def test_what_changed_only_is_sent_again(site, fetcher, page, memory):
    """ETag and Last-Modified come back with the next request; a 304 gives the kept page, a new page replaces it."""
    site.pages["/a"] = [page("old", etag='"1"', headers={"Last-Modified": "Mon, 06 Sep 2021 00:00:00 GMT"})] * 2 + [
        page("new", etag='"2"')
    ]
    runs = [fetch(fetcher(kept=memory), site.url("/a"))[0] for _ in range(4)]
    assert [(run.body, run.unchanged) for run in runs] == [
        (b"old", False),
        (b"old", True),
        (b"new", False),
        (b"new", True),
    ]
    asked = [headers for path, headers in zip(site.asked, site.headers, strict=True) if path == "/a"]
    assert asked[1]["if-none-match"] == '"1"'
    assert asked[1]["if-modified-since"] == "Mon, 06 Sep 2021 00:00:00 GMT"
    assert "if-modified-since" not in asked[3]


def test_of_what_was_pruned_it_is_asked_whether_it_changed(site, fetcher, page, memory):
    """A 304 says that there is nothing new; a page that did change is sent. Without ETag or Last-Modified none is kept."""
    site.pages |= {"/a": page("words", etag='"1"'), "/b": page("words")}
    fetch(fetcher(kept=memory), site.url("/a"), site.url("/b"))
    assert list(memory.pages) == [site.url("/a")]
    memory.pages[site.url("/a")] = replace(memory.pages[site.url("/a")], body=None)
    [reason] = fetch(fetcher(kept=memory), site.url("/a"))
    assert reason == f"'{site.url('/a')}' is as it was when it was read before."
    site.pages["/a"] = page("new words", etag='"2"')
    assert fetch(fetcher(kept=memory), site.url("/a"))[0].body == b"new words"


def test_rules_that_were_pruned_are_fetched_anew(site, fetcher, page, memory):
    """Without its body, an unchanged robots.txt would say nothing of what is allowed."""
    site.pages |= {"/robots.txt": page(ROBOTS, etag='"1"'), "/a": page("words"), "/private/a": page("words")}
    for _ in range(2):
        assert "by its site's robots.txt" in fetch(fetcher(kept=memory), site.url("/private/a"))[0]
        robots = site.url("/robots.txt")
        memory.pages[robots] = replace(memory.pages[robots], body=None)


def test_conditions_go_only_to_the_page_they_are_of(site, fetcher, page, memory):
    """Behind a redirect, the ETag of the final page is shown to the final page."""
    site.pages |= {"/a": page(status=301, headers={"Location": "/b"}), "/b": page("words", etag='"1"')}
    first, second = (fetch(fetcher(kept=memory), site.url("/a"))[0] for _ in range(2))
    assert (first.url, second.url, second.unchanged, second.body) == (site.url("/b"), site.url("/b"), True, b"words")
    shown = [path for path, headers in zip(site.asked, site.headers, strict=True) if "if-none-match" in headers]
    assert shown == ["/b"]


# ── Redirects ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "location",
    "http://127.0.0.1:1/ http://localhost:{port}/b http://[::1]:{port}/b http://169.254.169.254/ http://10.0.0.1/ //0.0.0.0/ "
    "http://2130706433:{port}/b file:///etc/passwd http://user:secret@vell.example/ http://[ http://inside.example/".split(),
)
def test_redirects_that_lead_inside_are_refused(site, fetcher, page, location):
    """Each step is checked like the first; nothing is asked of where it leads."""
    site.pages |= {"/a": page(status=302, headers={"Location": location.format(port=site.port)}), "/b": page("secret")}
    [reason] = fetch(fetcher(), site.url("/a"))
    assert isinstance(reason, str)
    assert reason.endswith(".")
    assert site.asked == ["/robots.txt", "/a"]


def test_redirects_are_followed_five_times(site, fetcher, page):
    """A sixth is refused, and so is a circle."""
    site.pages |= {f"/{n}": page(status=307, headers={"Location": f"{n + 1}"}) for n in range(6)} | {
        "/6": page("words")
    }
    found, reason = fetch(fetcher(), site.url("/1"), site.url("/0"))
    assert (found.body, found.url) == (b"words", site.url("/6"))
    assert (
        reason
        == f"'{site.url('/0')}' leads from one address to the next more than 5 times; give the page's final address."
    )


def test_a_redirect_to_nowhere_is_no_page(site, fetcher, page):
    """A status of 302 without an address."""
    site.pages["/a"] = page(status=302)
    assert "answers with 302" in fetch(fetcher(), site.url("/a"))[0]


# ── Limits ────────────────────────────────────────────────────────────────────────────────────────

BOMB = b"\0" * 30_000_000


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(BOMB), "gzip"),
        (zlib.compress(BOMB), "deflate"),
        (zlib.compress(BOMB)[2:-4], "deflate"),
        ([b"a" * 1_000_000] * 7, "identity"),
    ],
    ids=["gzip", "deflate", "raw deflate", "plain"],
)
def test_bombs_are_cut(site, fetcher, page, body, encoding):
    """At 5 MB as sent, and at 20 MB unpacked."""
    site.pages["/a"] = page(body, headers={"Content-Encoding": encoding})
    [reason] = fetch(fetcher(), site.url("/a"))
    most = 5 if encoding == "identity" else 20
    assert (
        reason == f"'{site.url('/a')}' is larger than {most} MB, and is not read; give an address of the article alone."
    )


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "gzip;q=1", "compress"])
def test_other_packings_are_refused(site, fetcher, page, encoding):
    """Two in one, and those that were not asked for."""
    site.pages["/a"] = page(gzip.compress(gzip.compress(b"words")), headers={"Content-Encoding": encoding})
    assert f"is packed as '{encoding}'" in fetch(fetcher(), site.url("/a"))[0]


def test_packed_pages_are_unpacked(site, fetcher, page):
    """The usual case, and one whose packing is broken."""
    site.pages["/a"] = page(gzip.compress(b"words"), headers={"Content-Encoding": "GZip"})
    site.pages["/b"] = page(b"words", headers={"Content-Encoding": "gzip"})
    found, reason = fetch(fetcher(), site.url("/a"), site.url("/b"))
    assert found.body == b"words"
    assert reason == f"'{site.url('/b')}' arrived damaged; try again later."


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/octet-stream", "video/mp4", "x" * 999])
def test_other_kinds_are_refused_before_they_are_read(site, fetcher, page, kind):
    """A film is not loaded to find out that it is no article."""
    site.pages["/a"] = page([b"a" * 1_000] * 50, kind=kind, pause=0.05)
    [reason] = fetch(fetcher(), site.url("/a"))
    assert f"is of the kind '{kind[:80]}'" in reason


@pytest.mark.parametrize(
    "kind", ["text/html", "application/xhtml+xml", "application/rss+xml", "application/feed+json", "text/plain", None]
)
def test_kinds_that_can_be_read_are(site, fetcher, page, kind):
    """Pages, feeds, texts, and what names no kind."""
    site.pages["/a"] = page("words", kind=kind)
    assert fetch(fetcher(), site.url("/a"))[0].kind == (kind or "")


def test_a_slow_drip_is_cut(site, fetcher, page):
    """A server that sends a byte now and then keeps within each read's time, but not within the whole's."""
    site.pages["/a"] = page([b"a"] * 100, pause=0.05)
    [reason] = fetch(fetcher(whole=0.3), site.url("/a"))
    assert reason == f"'{site.url('/a')}' cannot be fetched: its server did not answer in time; try again later."


def test_redirects_share_the_time_of_one_page(site, fetcher, page):
    """Each step may take its time, and all together no more than the whole."""
    site.pages |= {f"/{n}": page([b""], 302, headers={"Location": f"/{n + 1}"}, pause=0.0) for n in range(3)}
    site.pages["/3"] = page([b"a"] * 100, pause=0.1)
    assert "did not answer in time" in fetch(fetcher(whole=0.3), site.url("/0"))[0]


# ── Faults ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", [{"hang_up": True}, {"status": 500}, {"status": 502}, {"status": 429}])
def test_a_fault_is_asked_again_once(site, fetcher, page, fault):
    """A broken connection, a server out of order or busy."""
    site.pages |= {"/a": [page(**fault), page("words")], "/b": page(**fault)}
    found, reason = fetch(fetcher(), site.url("/a"), site.url("/b"))
    assert found.body == b"words"
    assert isinstance(reason, str)
    assert (site.asked.count("/a"), site.asked.count("/b")) == (2, 2)


@pytest.mark.parametrize(
    ("wait", "asked"),
    [
        ("0", 2),
        ("120", 1),
        ("soon", 2),
        ("-1", 2),
        ("9" * 400, 1),
        ("Mon, 06 Sep 2021 00:00:00 GMT", 2),
        ("tomorrow", 1),
    ],
)
def test_a_server_says_how_long_to_wait(site, fetcher, page, wait, asked):
    """A short time is waited, a long one is reported; a number or a date, and nonsense is none."""
    wait = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True) if wait == "tomorrow" else wait
    site.pages["/a"] = page(status=503, headers={"Retry-After": wait})
    [reason] = fetch(fetcher(), site.url("/a"))
    assert reason == f"'{site.url('/a')}' belongs to a server that is busy (503); try again later."
    assert site.asked.count("/a") == asked


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "does not exist"),
        (410, "does not exist"),
        (401, "wants a login"),
        (403, "closed to programs"),
        (418, "answers with 418"),
    ],
)
def test_a_refusal_is_not_asked_again(site, fetcher, page, status, words):
    """It is told in words that say what to do."""
    site.pages["/a"] = page("a page of words", status)
    [reason] = fetch(fetcher(), site.url("/a"))
    assert words in reason
    assert site.asked.count("/a") == 1


def test_a_dead_server_costs_one_attempt(fetcher):
    """No connection: the second page of the host is not even tried."""
    with socket.socket() as unheard:  # (bound, and not listening)
        unheard.bind(("127.0.0.1", 0))
        home = f"http://vell.example:{unheard.getsockname()[1]}"
        reasons = fetch(fetcher(), *(f"{home}/{n}" for n in range(20)))
    assert set(reasons) == {f"'{home}/robots.txt' cannot be fetched: its server cannot be reached; try again later."}


def test_a_server_that_falls_silent_is_left_alone(site, fetcher, page):
    """After three requests in a row without an answer; other hosts are not concerned."""
    site.pages |= {f"/{n}": page(hang_up=True) for n in range(9)} | {"/b": page("words")}
    quiet = [site.url(f"/{n}", "vell.example") for n in range(9)]
    *reasons, found = fetch(fetcher(per_host=1), *quiet, site.url("/b"))
    assert found.body == b"words"
    assert sum(site.asked.count(f"/{n}") for n in range(9)) == 3
    assert any("is not asked any more in this run" in reason for reason in reasons)


# ── Manners ───────────────────────────────────────────────────────────────────────────────────────

ROBOTS = "User-agent: *\nDisallow: /\n\nUser-agent: summarizer\nDisallow: /private\nCrawl-delay: 0.1\n"


def test_robots_txt_is_heard(site, fetcher, page):
    """Our own rules in it win over those for all; it is fetched once a host."""
    site.pages |= {
        "/robots.txt": page(ROBOTS, kind="application/octet-stream"),
        "/a": page("words"),
        "/private/a": page("words"),
    }
    found, reason, _ = fetch(fetcher(), site.url("/a"), site.url("/private/a"), site.url("/a"))
    assert found.body == b"words"
    assert reason.endswith("may not be fetched by programs, by its site's robots.txt; save the page and give the file.")
    assert sorted(site.asked) == ["/a", "/a", "/robots.txt"]


def test_robots_txt_is_heard_behind_a_redirect(site, fetcher, page):
    """A host that forbids a page forbids it to those who are sent there, too."""
    site.pages |= {"/robots.txt": page(ROBOTS), "/a": page(status=302, headers={"Location": "/private/a"})}
    assert "robots.txt" in fetch(fetcher(), site.url("/a"))[0]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_robots_txt_that_fails(site, fetcher, page, status, allowed):
    """One that is missing allows everything, one that is out of reach nothing (RFC 9309)."""
    site.pages |= {"/robots.txt": page("User-agent: *\nDisallow: /", status), "/a": page("words")}
    [found] = fetch(fetcher(), site.url("/a"))
    assert isinstance(found, str) is not allowed


def test_robots_txt_is_asked_with_conditions(site, fetcher, page, memory):
    """An unchanged one is not sent again."""
    site.pages |= {"/robots.txt": page(ROBOTS, etag='"1"'), "/a": page("words"), "/private/a": page("words")}
    for _ in range(2):
        sent = site.sent
        assert "by its site's robots.txt" in fetch(fetcher(kept=memory), site.url("/private/a"))[0]
    assert site.sent == sent
    assert fetch(fetcher(kept=memory), site.url("/a"))[0].body == b"words"


def test_a_crawl_delay_is_kept_within_bounds(site, fetcher, page):
    """What the site wants from request to request, but no more than our own limit."""
    site.pages |= {"/robots.txt": page("User-agent: *\nCrawl-delay: 3600"), "/a": page("words"), "/b": page("words")}
    started = time.monotonic()
    fetch(fetcher(longest_crawl_delay=0.2), site.url("/a"), site.url("/b"))
    assert time.monotonic() - started >= 0.2


def test_a_host_is_asked_twice_at_once_and_no_more(site, fetcher, page):
    """However many pages of it are wanted; and all hosts together no more than the limit."""
    site.pages |= {f"/{n}": page([b"words"], pause=0.02) for n in range(12)}
    fetch(fetcher(), *(site.url(f"/{n}") for n in range(12)))
    assert site.most_at_once == 2
    hosts = ("127.0.0.1", "vell.example", "orm.example")
    fetch(fetcher(concurrency=3), *(site.url(f"/{n}", host) for n in range(8) for host in hosts))
    assert site.most_at_once == 3


def test_a_slow_host_does_not_hold_up_the_others(site, fetcher, page):
    """The slots of all hosts are taken only by requests under way, not by those that wait for their host's turn."""
    site.pages |= {f"/{n}": page([b"words"], pause=0.2) for n in range(6)} | {"/quick": page("words")}

    async def go():
        async with fetcher(concurrency=3) as shared:
            slow = [asyncio.create_task(shared.fetch(site.url(f"/{n}"))) for n in range(6)]
            await asyncio.sleep(0.05)
            await shared.fetch(site.url("/quick", "vell.example"))
            left = sum(not task.done() for task in slow)
            await asyncio.gather(*slow)
            return left

    assert asyncio.run(go()) >= 4
