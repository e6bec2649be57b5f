"""The Atom feed: read back by a feed reader, whatever the briefings hold."""

from __future__ import annotations

import re
from dataclasses import replace

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from summarizer.models import Briefing, Change, Changes, Claim, Engine, Line, Span, Statement, Story
from summarizer.writing.feed import LONGEST, Issue, to_feed

ATOM = "{http://www.w3.org/2005/Atom}"
LINK = "https://news.example/briefings"
PIECES = st.sampled_from(
    (
        *("]]>", "<![CDATA[", "<!--", "-->", "<?xml ?>", "<!DOCTYPE x [<!ENTITY y 'z'>]>", "&y;", "&amp;", "&#0;"),
        *(
            "<",
            ">",
            "&",
            '"',
            "'",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "</content>",
            "</feed>",
        ),
        *("javascript:alert(1)", "https://evil.example", "<a href='javascript:x'>", "[x](https://evil.example)"),
        *(" ", "\n", "\r", "\t", "\x00", "\x0b", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff"),
        *("\ufffe", "\uffff", "\U0001ffff", "word", "港", "بيان", "😀", "👩🏽‍🚒", "é"),
    )
)
HOSTILE = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=10).map("".join))
SPAN = Span(article="1", start=0, end=1, text="x")
CLAIM = Claim(
    id="c1", text="x", statements=(Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=(SPAN,)),)
)  # fmt: skip


def issue(date="2024-05-06", title="Briefing for 6 May 2024", lead=(), told=(), profile="morning"):
    """An edition; `told` are headlines with a line below each."""
    stories = tuple(
        Story(
            id=f"s{number}",
            headline=headline,
            summary=(Line(text=line, cites=("c1",)),),
            articles=("1",),
            claims=(CLAIM,),
        )
        for number, (headline, line) in enumerate(told, 1)
    )
    lines = tuple(Line(text=line, cites=("c1",)) for line in lead) if stories else ()
    briefing = Briefing(title=title, date=date, engine=Engine(model="extractive"), lead=lines, stories=stories)
    return Issue(profile, date, f"{date}T05:00:00+00:00", briefing)


def read(feed):
    """What a feed reader makes of it; nothing in it may be wrong."""
    found = feedparser.parse(feed.encode())
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


TOLD = (("Flood at Belmar", "The river Osk killed at least 12 people."), ("Dock strike", "Dock strike."))


def test_a_feed_reader_reads_the_editions():
    """Newest first, each with its lead, headlines, date and the way to the whole."""
    first = issue(lead=("At least 12 people died.", "Some 400 fled."), told=TOLD)
    found = read(to_feed([issue("2024-05-07", "Briefing for 7 May 2024"), first], link=LINK))
    assert (found.feed.title, found.feed.updated) == ("morning", "2024-05-07T05:00:00+00:00")
    assert found.feed.links[0].href == f"{LINK}/feed.xml"
    later, entry = found.entries
    assert (later.title, later.link) == ("Briefing for 7 May 2024", f"{LINK}/2024-05-07.html")
    assert (entry.title, entry.link) == ("Briefing for 6 May 2024", f"{LINK}/2024-05-06.html")
    assert entry.summary == "At least 12 people died. Some 400 fled."
    (content,) = entry.content
    assert content.type == "text/html"
    assert content.value == (
        "<p>At least 12 people died.</p><p>Some 400 fled.</p><ul><li><b>Flood at Belmar</b><br />The river Osk killed at "
        "least 12 people.</li><li><b>Dock strike</b></li></ul>"
        f'<p><a href="{LINK}/2024-05-06.html">The whole briefing, with its evidence</a></p>'
    )


def test_an_edition_tells_what_changed_and_nothing_of_the_day_before():
    """Lines that an earlier edition told are left out; changes stand above the stories, without marks."""
    first = issue(lead=("It rained.",), told=(("Rain in Belmar", "It rained."), ("Dock strike", "Docks are shut.")))
    changes = Changes(
        since="2024-05-05",
        items=(Change(kind="new_claim", story="s2", item="c1", text="Docks <shut>.", cites=("c1",)),),
        repeated=("c1",),
        quiet=("s1",),
    )
    later = replace(first, briefing=first.briefing.model_copy(update={"changes": changes}))
    (entry,) = read(to_feed([later])).entries
    assert "summary" not in entry or entry.summary == entry.content[0].value
    assert entry.content[0].value == (
        "<p><b>What changed since 5 May</b></p><ul><li>New<ul><li>Docks &lt;shut&gt;.</li></ul></li>"
        "<li>Nothing new in 1 of 2 stories</li></ul>"
        "<p><b>All stories</b></p><ul><li><b>Dock strike</b></li><li><b>Rain in Belmar</b></li></ul>"
    )


def test_without_an_address_there_are_no_links():
    """The entry stands for itself, as Atom allows where it has content."""
    feed = to_feed([issue(told=TOLD)])
    assert "href" not in read(feed).entries[0].content[0].value
    assert "<link" not in feed


def test_it_has_what_atom_asks_for():
    """RFC 4287, §4.1: a feed and an entry have one id, one title and one date each; the feed has an author."""
    feed = etree.fromstring(to_feed([issue(told=TOLD), issue("2024-05-05", title="")], link=LINK).encode())
    for element in (feed, *feed.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.findtext(f"{ATOM}{name}")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [one.findtext(f"{ATOM}title") for one in feed.iterfind(f"{ATOM}entry")][1] == "Briefing for 5 May 2024"


def test_ids_stay_and_no_two_are_alike():
    """A reader tells by them what it has shown: they follow from address, profile and date alone."""

    def ids(*issues, link=LINK):
        found = read(to_feed(issues, link=link))
        return [found.feed.id, *(entry.id for entry in found.entries)]

    before = ids(issue(told=TOLD))
    assert ids(issue("2024-05-07"), issue(title="Other", lead=("x",), told=TOLD[1:]))[::2] == before
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in before)
    others = [*ids(issue("2024-05-08")), *ids(issue(profile="evening")), *ids(issue(), link=None)]
    assert len({*before, *others[1:]}) == 2 + 5


def test_a_feed_stays_short():
    """The newest editions, and of each the first stories; how many more there are is said."""
    many = tuple((f"Story {number}", "It goes on.") for number in range(200))
    found = read(to_feed([issue(f"2024-05-{day:02}", told=many) for day in range(31, 0, -1)]))
    assert len(found.entries) == LONGEST
    assert found.entries[0].content[0].value.count("<li>") == LONGEST
    assert found.entries[0].content[0].value.endswith("<p>… and 170 more stories.</p>")


def test_an_edition_of_nothing_says_so():
    """An entry is never blank."""
    assert read(to_feed([issue()])).entries[0].content[0].value == "<p>Nothing in the articles could be proven.</p>"


@given(st.lists(HOSTILE, min_size=4, max_size=4), st.sampled_from((None, LINK)))
def test_nothing_that_an_article_holds_is_more_than_text(words, link):
    """Any text: the XML is whole, and the HTML in it has no element, attribute or link but the feed's own."""
    title, lead, headline, line = words
    feed = to_feed([issue(title=title, lead=(lead,), told=((headline, line),))], link=link)
    read(feed)
    root = etree.fromstring(feed.encode())
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} <= {
        *("feed", "id", "title", "updated", "author", "name", "link", "entry", "summary", "content")
    }
    content = etree.fromstring(f"<x>{root.findtext(f'{ATOM}entry/{ATOM}content')}</x>".replace("<br>", "<br/>"))
    assert {element.tag for element in content.iter()} <= {"x", "p", "ul", "li", "b", "br", "a"}
    attributes = [(name, value) for element in content.iter() for name, value in element.attrib.items()]
    assert attributes == ([("href", f"{LINK}/2024-05-06.html")] if link else [])


@pytest.mark.parametrize("link", ["https://news.example/a&b", "https://news.example/'\"<x>"])
def test_the_address_is_text_too(link):
    """Whoever set it up may have written anything."""
    found = read(to_feed([issue()], link=link))
    assert found.feed.links[0].href == f"{link}/feed.xml"
