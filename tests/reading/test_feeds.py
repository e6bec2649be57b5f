"""The entries of feeds of every kind, and of what is broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading import feeds

NOW = datetime(2024, 11, 1, 7, 0, tzinfo=UTC)
URL = "https://vell.example/news/feed"

RSS = """<?xml version="1.0" encoding="windows-1252"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Vell &amp; Orm News</title>
<item><title>Old boats</title><link>https://vell.example/1</link><guid>g1</guid><pubDate>Tue, 29 Oct 2024 10:00:00 +0200</pubDate>
<description>Short.</description></item>
<item><title><![CDATA[New <b>boats</b> &amp; caf&eacute;s]]></title><link>/2</link><pubDate>Thu, 31 Oct 2024 05:00:00 EST</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>All the words.</p><p>And more.</p>]]></content:encoded></item>
<item><title>Undated</title><link>../3</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Vell &amp;amp; Orm News</title>
<entry><id>g1</id><title>Old boats</title><link rel="alternate" href="https://vell.example/1"/><published>2024-10-29T08:00:00Z</published>
<updated>2024-11-01T00:00:00Z</updated><summary>Short.</summary></entry>
<entry><title type="html">New &lt;b&gt;boats&lt;/b&gt; &amp;amp; cafés</title><link href="/2"/><updated>2024-10-31T05:00:00-05:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>All the words.</p><p>And more.</p></div></content></entry>
<entry><id>g3</id><title>Undated</title><link href="../3"/></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://vell.example/"><title>Vell &amp; Orm News</title></channel>
<item rdf:about="g1"><title>Old boats</title><link>https://vell.example/1</link><dc:date>2024-10-29T08:00:00Z</dc:date></item>
<item rdf:about="g2"><title>New boats &amp; cafés</title><link>/2</link><dc:date>2024-10-31T10:00:00+00:00</dc:date>
<description>&lt;p&gt;All the words.&lt;/p&gt;&lt;p&gt;And more.&lt;/p&gt;</description></item>
<item rdf:about="g3"><title>Undated</title><link>../3</link></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "items": [
            {"id": 1, "title": "Old boats", "url": "https://vell.example/1", "date_published": "2024-10-29T10:00:00+02:00"},
            {"id": "g2", "title": "New boats & cafés", "external_url": "/2", "date_modified": "2024-10-31T10:00:00Z",
             "content_text": "All the words.\n\nAnd <more>."},
            {"id": "g3", "title": "Undated", "url": "../3", "content_html": None},
            {"id": "g4", "title": ["broken"]},
            "broken",
        ],
        "title": "Vell & Orm News",
        "version": "https://jsonfeed.org/version/1.1",
    }
)  # fmt: skip


def parse(text: str, most: int = feeds.MOST) -> feeds.Feed:
    return feeds.parse(text, URL, now=NOW, most=most)


def rss(*items: str) -> str:
    return "<rss><channel><title>Vell</title>" + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>"


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_every_kind_of_feed_gives_the_same(text):
    """Titles as plain text, absolute addresses, dates in UTC; newest first, and what has no date last."""
    assert feeds.looks_like_feed(text)
    feed = parse(text)
    assert (feed.title, feed.total >= 3) == ("Vell & Orm News", True)
    assert [(entry.title, entry.url, entry.published) for entry in feed.entries] == [
        ("New boats & cafés", "https://vell.example/2", "2024-10-31T10:00:00+00:00"),
        ("Old boats", "https://vell.example/1", "2024-10-29T08:00:00+00:00"),
        ("Undated", "https://vell.example/3", None),
    ]
    assert "<p>All the words.</p><p>And " in feed.entries[0].content
    assert len({entry.key for entry in feed.entries}) == 3


@pytest.mark.parametrize("text", ["", "words", "<html><body>", "<article>", '{"version": "1"}', "[]", "<!-- <rss> -->"])
def test_other_texts_are_no_feeds(text):
    """Pages, JSON of other kinds, and text that speaks of feeds."""
    assert not feeds.looks_like_feed(text)


def test_a_feed_may_begin_with_declarations():
    """A byte order mark's remains, a style sheet, comments, an old document type."""
    assert feeds.looks_like_feed(
        '\n<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><!-- <a> --><!DOCTYPE rss SYSTEM "rss.dtd">\n<rss>'
    )
    assert feeds.looks_like_feed('{"version" : "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}')


def test_an_entry_that_is_given_twice_comes_once():
    """By its id, else by its address, else by its title."""
    one, two = "<title>A</title><link>https://vell.example/1</link>", "<title>B</title><guid>g</guid>"
    assert [entry.title for entry in parse(rss(one, two, one, two)).entries] == ["A", "B"]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Fri, 01 Nov 2024 23:00:00 +0000", "2024-11-01T23:00:00+00:00"),
        ("Sun, 03 Nov 2024 07:00:00 +0000", None),
        ("Fri, 01 Jan 2100 00:00:00 +0000", None),
        ("Sun, 27 Oct 2024 02:30:00 +0200", "2024-10-27T00:30:00+00:00"),
        ("Sun, 27 Oct 2024 02:30:00 +0100", "2024-10-27T01:30:00+00:00"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00+00:00"),
        ("2024-10-31", "2024-10-31T00:00:00+00:00"),
        ("yesterday", None),
        ("0000-00-00T00:00:00Z", None),
        ("99999999999999999999", None),
        ("", None),
    ],
)
def test_dates_are_in_utc_or_there_are_none(date, published):
    """Zones and the hour that comes twice in autumn are told apart; a date over a day ahead is a mistake."""
    for text in (rss(f"<title>A</title><pubDate>{date}</pubDate>"), _json({"title": "A", "date_published": date})):
        assert parse(text).entries[0].published == published


def _json(*items: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1", "title": "Vell", "items": items})


@pytest.mark.parametrize("is_cut_off", [False, True])
def test_ten_thousand_entries_cost_little(is_cut_off):
    """The newest fifty are taken, wherever in the feed they stand; of a feed that breaks off, too."""
    items = [
        f"<title>Boat {n} &amp; more</title><link>/{n}</link><pubDate>{NOW - timedelta(minutes=(n * 7919) % 10_000):%a, %d %b %Y %H:%M:%S} "
        "+0000</pubDate><description>&lt;p&gt;Words.&lt;/p&gt;</description>"
        for n in range(10_000)
    ]
    text = rss(*items)[: -20 if is_cut_off else None]
    feed = parse(text)
    assert (len(feed.entries), feed.total) == (50, 10_000)
    assert feed.entries[0].published == "2024-11-01T07:00:00+00:00"
    assert feed.entries[-1].published == "2024-11-01T06:11:00+00:00"
    assert len(parse(text, most=3).entries) == 3


@pytest.mark.parametrize(
    "text",
    [
        rss("<title>A & B</title><description>Fish &nbsp; chips <br> here</description>"),
        rss("<title>A & B</title>")[:-20],
        rss("<title>A & B\x0b</title><x:y>"),
        "\x00".join(("", rss("<title>A & B</title>"))),
    ],
    ids=["entities", "cut off", "control characters", "null"],
)
def test_broken_xml_is_read_as_far_as_it_goes(text):
    """Stray ampersands and tags, a missing end, characters that XML does not know."""
    assert parse(text).entries[0].title.startswith("A")


@pytest.mark.parametrize(
    "bomb", ["<div>" * 200_000, "&" * 1_000_000, "&lt;" * 200_000], ids=["tags", "signs", "escaped"]
)
def test_long_broken_feeds_are_mended(bomb):
    """What would take feedparser minutes: tags in tags, never closed."""
    assert parse(f"<rss><channel><item><title>A</title><description>{bomb}").entries[0].title == "A"


def test_a_feed_of_tags_is_not_read():
    """Each element costs feedparser time, and no feed needs 200,000 of them for fifty entries."""
    with pytest.raises(SourceError, match="holds more markup than news"):
        parse("<rss><channel><item><title>A</title><description>" + "<a" * 300_000)


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
        '<!entity b SYSTEM "http://127.0.0.1:1/">',
        '<!ENTITY % b SYSTEM "http://127.0.0.1:1/"> %b;',
    ],
)
def test_entities_of_its_own_make_a_feed_unread(entity):
    """A bomb, or a way to read a file."""
    with pytest.raises(SourceError, match=r"^The feed '.*' declares entities of its own"):
        parse(f"<!DOCTYPE rss [{entity}]>{rss('<title>&b;</title>')}")
    assert parse(rss("<title>A</title><description><![CDATA[<!ENTITY a 'b'>]]></description>")).entries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (rss(), "has no entries"),
        ("<rss>", "has no entries"),
        (_json(), "has no entries"),
        ('{"version": "https://jsonfeed.org/version/1", ', "is no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "is no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, "is no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [' + "1," * 50_001 + "1]}", "holds 50,002 entries"),
        (
            '{"version": "https://jsonfeed.org/version/1", "items": [' + "1," * 1_000_001,
            "holds more than 1,000,000 values",
        ),
        ("<rss>" + "<item></item>" * 50_001, "holds 50,001 entries"),
        ("<rss " + " ".join(f"a{n}=''" for n in range(20_000)) + "><item></item>", "has a tag with more than 200"),
    ],
)
def test_a_feed_that_cannot_be_read_says_so(text, words):
    """Without entries, broken, or with too many of anything: with its address, in one sentence."""
    with pytest.raises(SourceError, match=rf"^The feed '{URL}' {words}"):
        parse(text)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,a", None),
        ("//orm.example/a", "https://orm.example/a"),
        ("http://[", None),
        ("", None),
    ],
)
def test_links_are_addresses_of_the_web_or_none(link, url):
    """In XML and in JSON."""
    for text in (rss(f"<title>A</title><link>{link}</link>"), _json({"title": "A", "url": link})):
        assert parse(text).entries[0].url == url


def test_a_file_s_name_is_not_opened(tmp_path):
    """A feed whose text is a path or an address is text."""
    secret = tmp_path / "a.rss"
    secret.write_text(rss("<title>Secret</title>"))
    for text in (str(secret), secret.as_uri()):
        with pytest.raises(SourceError, match="has no entries"):
            parse(text)


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "https://vell.example/rss"),
        ('<link rel="Alternate home" type="application/atom+xml" href="atom">', "https://vell.example/news/atom"),
        ('<link rel="alternate" type="application/feed+json" href="https://orm.example/f">', "https://orm.example/f"),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:a">', None),
        ('<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/a.css">', None),
        ('<link rel="alternate" type="application/rss+xml">', None),
        ("", None),
    ],
)
def test_a_page_links_its_feed(head, link):
    """The first of RSS, Atom or JSON; other alternates are other languages."""
    assert feeds.linked(f"<html><head>{head}</head><body>A</body></html>", URL) == link
    assert feeds.linked("", URL) is None


@given(st.text(), st.sampled_from(["rss", "feed", "rdf:RDF"]))
def test_any_text_gives_entries_or_one_sentence(text, root):
    """However broken."""
    for words in (
        f"<{root}>{text}",
        f"<{root}><item>{text}</item></{root}>",
        _json({"title": text, "url": text}),
        _json(text),
    ):
        try:
            assert parse(words).entries
        except SourceError:
            continue


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><item><guid>1</guid><author>ada@example.org (Ada Moor)</author></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><author><name>Ada Moor</name></author></entry></feed>',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "authors": [{"name": "Ada Moor"}]}]}',
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "author": {"name": "Ada Moor"}, "authors": 7}]}',
    ],
)
def test_an_entry_names_its_author(feed):
    """As each kind of feed does, and without an address for e-mail."""
    (entry,) = feeds.parse(feed, "https://news.example/feed", now=datetime(2026, 11, 22, tzinfo=UTC), most=5).entries
    assert entry.author == "Ada Moor"
