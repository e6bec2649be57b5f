"""What somebody asks for, read from what Slack sends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.apps.slack.asking import LONG, Ask, asked, asked_of, links, mentioned, words
from summarizer.models import Article


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<https://a.example/1>", ["https://a.example/1"]),
        (
            "<https://a.example/?a=1&amp;b=2|the dam> and <http://b.example>",
            ["https://a.example/?a=1&b=2", "http://b.example"],
        ),
        (
            "https://a.example/1, https://a.example/1. (https://b.example/x)",
            ["https://a.example/1", "https://b.example/x"],
        ),
        ("https://c.example <https://a.example|x>", ["https://c.example", "https://a.example"]),
        ("<mailto:a@b.example|a@b.example> <@U1> <#C1|news> file:///etc/passwd /etc/passwd", []),
        ("<https://a.example|https://b.example>", ["https://a.example"]),
        ("", []),
    ],
)
def test_links_are_found(text, found):
    """With or without Slack's marks, in order, each once; nothing else is taken for one."""
    assert links(text) == found


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("<https://a.example>", Ask("links", links=("https://a.example",))),
        ("morning", Ask("profile", profile="morning")),
        ("<@U0BOT> morning", Ask("profile", profile="morning")),
        ("help", Ask("help")),
        ("", Ask("help")),
        ("what is this", Ask("help")),
        ("../../etc/passwd", Ask("help")),
        ("x" * 41, Ask("help")),
    ],
)
def test_a_request_is_links_a_profile_or_help(text, ask):
    """A path is none of them."""
    assert asked(text, "U0BOT") == ask


def test_a_message_gives_its_links_or_its_text():
    """Links of its text, its blocks and its attachments; its own words where they are long."""
    rich = [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": "https://a.example"}]}],
        }
    ]
    assert asked_of({"text": "x", "blocks": rich}) == Ask("links", links=("https://a.example",))
    assert asked_of({"text": "", "attachments": [{"title_link": "https://b.example"}]}) == Ask(
        "links", links=("https://b.example",)
    )
    long = "Eleven people were hurt &amp; saved. " * 20
    text = asked_of({"text": long})
    assert text == Ask("text", text=long.replace("&amp;", "&").strip())
    assert isinstance(text.sources[0], Article)
    assert asked_of({"text": "x" * (LONG - 1)}) is None
    assert asked_of({}) is None


def test_markup_is_read_as_words():
    """Links by their words, mentions by their names, the app's own as nothing."""
    assert words("<@U0BOT> see <https://a.example|the dam>, <#C1|news> &lt;3", "U0BOT") == "see the dam, news <3"
    assert mentioned("<@U1> and <@W2|bo>") == ["U1", "W2"]


@settings(max_examples=30)
@given(
    st.recursive(
        st.none() | st.text(max_size=20) | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "url", "blocks", "elements"]), inner),
    )
)
def test_any_message_is_survived(blocks):
    """Whatever stands in its blocks."""
    asked_of({"text": "x", "blocks": blocks, "attachments": blocks})


@given(st.text())
def test_a_link_is_an_address_of_the_web(text):
    """Nothing else ever becomes a source."""
    ask = asked(text)
    assert all(link.lower().startswith(("http://", "https://")) for link in ask.links)
