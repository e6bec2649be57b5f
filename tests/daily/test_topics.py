"""Which articles a reader wants."""

from __future__ import annotations

import pytest

from summarizer.daily.topics import unwanted
from summarizer.models import Article

PORT = Article(title="Strike at the port", text="Dock workers in Marn stopped work. Shipping is at a standstill.")


@pytest.mark.parametrize(
    "keep", [(), ("port",), ("PORT",), ("shipping",), ("dock   workers",), ("ship*",), ("x", "marn")]
)
def test_an_article_with_a_topic_to_keep_is_wanted(keep):
    """In its title or its text, in any case of letters, by whole words or their beginnings."""
    assert unwanted(PORT, keep, ()) is None


@pytest.mark.parametrize("keep", [("ship",), ("ports",), ("dock strike",), ("m.rn",)])
def test_an_article_without_any_is_left_out(keep):
    """A part of a word is not the word, and a topic is words, not a pattern."""
    assert "none of the topics" in unwanted(PORT, keep, ())


def test_a_topic_to_drop_counts_where_the_article_is_about_it():
    """In the title, or often in the text; named once in passing it does not."""
    assert "'strike' in its title" in unwanted(PORT, (), ("strike",))
    assert unwanted(PORT, (), ("shipping",)) is None
    cup = Article(title="Evening in Marn", text="The cup final. The cup was won by Marn. The cup stays there.")
    assert "mostly about 'cup'" in unwanted(cup, (), ("cup",))
    long = Article(title="Marn", text="The cup. " * 3 + "Other words follow here. " * 200)
    assert unwanted(long, (), ("cup",)) is None


def test_what_is_dropped_wins_over_what_is_kept():
    """A reader who drops strikes does not want one at a port that he follows."""
    assert unwanted(PORT, ("port",), ("strike",))
