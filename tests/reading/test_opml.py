"""Lists of feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading import opml

LIST = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- exported --><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Vell" title="Vell News" type="rss" xmlUrl="https://vell.example/rss" htmlUrl="https://vell.example/"/>
<outline text="Deeper"><outline text="Orm é" XMLURL=" https://orm.example/atom "/></outline></outline>
<outline text="Vell again" xmlUrl="https://vell.example/rss"/><outline text="A note"/></body></opml>"""


def test_feeds_come_in_order_whatever_folder_they_lie_in():
    """Nested outlines, attributes in any case; one that is given twice comes once; what names no feed is passed over."""
    assert opml.looks_like_opml(LIST)
    assert opml.subscriptions(LIST, "mine.opml") == [
        opml.Subscription("Vell News", "https://vell.example/rss"),
        opml.Subscription("Orm é", "https://orm.example/atom"),
    ]


def test_a_broken_list_is_read_as_far_as_it_goes():
    """A file that was cut off still names its first feeds."""
    assert len(opml.subscriptions(LIST[: LIST.index('<outline text="Vell again')], "mine.opml")) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opml><body><outline text='a'/></body></opml>", "names no feed"),
        ("", "is not XML"),
        ("<opml><body>" + "".join(f"<outline xmlUrl='http://a/{n}'/>" for n in range(1001)), "names 1,001 feeds"),
    ],
)
def test_a_list_without_feeds_says_so(text, words):
    """None, no XML, or more than anyone reads."""
    with pytest.raises(SourceError, match=rf"^The list of feeds 'mine\.opml' {words}"):
        opml.subscriptions(text, "mine.opml")


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a "ha"><!ENTITY b "'
        + "&a;" * 1000
        + '"><!ENTITY c "'
        + "&b;" * 1000
        + '"><!ENTITY x "'
        + "&c;" * 1000
        + '">',
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:1/">',
    ],
    ids=["bomb", "file", "address"],
)
def test_entities_are_refused(entity):
    """Neither do they grow, nor do they bring in a file."""
    text = f'<!DOCTYPE opml [{entity}]><opml><body><outline text="&x;" xmlUrl="http://vell.example/"/>&x;</body></opml>'
    with pytest.raises(SourceError, match="declares entities"):
        opml.subscriptions(text, "mine.opml")


@given(st.text())
def test_any_text_gives_feeds_or_one_sentence(text):
    """However broken."""
    for words in (text, f"<opml>{text}", f"<opml><outline xmlUrl='{text}'/>"):
        try:
            assert opml.subscriptions(words, "a")
        except SourceError:
            continue
