"""Traits of an article: what its event is told by, read from any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import traits
from summarizer.models import Article


def test_traits_of_an_article():
    """Words are stems without those that tell nothing; names stand within sentences; counts are digits."""
    text = (
        "Police said three workers, one a 31-year-old, were hurt in Skarn on Friday. Ilse Tarn, 44, paid 9,500 crowns."
    )
    found = traits.read(Article(title="Three hurt at Skarn's pier", text=text))
    assert found.words["skarn"] == 2
    assert found.words["worker"] == 1
    assert "the" not in found.words
    assert found.names == {"skarn": 1, "friday": 1, "tarn": 1}
    assert found.phrases["ilse tarn"] == 1
    assert "friday ilse" not in found.phrases
    assert found.figures["31-year-old"] == 1
    assert found.title == {"three", "hurt", "skarn", "pier"}
    assert found.title_counts == {"3"}
    assert found.days == {"friday"}
    assert found.ages == {"31", "44"}


def test_lines_of_the_page_tell_nothing():
    """A line that asks to subscribe is left out, and what stands around it stays."""
    found = traits.read(Article(text="Fog closed the port.\nSubscribe to the Ostby Courier today!\nShips had to wait."))
    assert {"fog", "port", "ship"} <= found.words.keys()
    assert not {"ostby", "courier"} & found.words.keys()


def test_names_are_rarer_than_words_and_those_than_common_ones():
    """Without a corpus a made-up name tells most, a word of every newspaper least."""
    assert traits.commonness("skarn") < traits.commonness("trawler") < traits.commonness("police")
    assert traits.commonness("skarn pier") < traits.commonness("police chief")
    assert traits.commonness("48712") < traits.commonness("12") == traits.commonness("2017")


@given(title=st.text(max_size=30), text=st.text(max_size=200))
def test_any_text_has_traits(title, text):
    """No text breaks the reading, and the title's words are among the article's."""
    found = traits.read(Article(title=title, text=text))
    assert found.title <= found.words.keys()
    assert all(word and not word[0].isdigit() for word in found.words)


def test_an_opening_without_end_is_cut():
    """A first sentence of very many words tells by those it is looked at for, all of which the article has."""
    found = traits.read(Article(text="reputation " * 200))
    assert found.opening == {"reputation"}


def test_asides_hold_what_only_they_say():
    """What an article says of another event is told from what it says of its own, and from where both were."""
    text = (
        "A nurse was shot at a kiosk near Cape Lind on Thursday night, police said. She is 34.\n\nNothing linked the shooting"
        " to the killing of a baker in Skarn."
    )
    found = traits.read(Article(title="Nurse shot", text=text))
    assert {"nurse", "kiosk", "thursday"} <= found.opening
    assert not {"cape", "lind", "baker"} & found.opening
    assert {"baker", "skarn"} <= found.aside
    assert not {"nurse", "34"} & found.aside
