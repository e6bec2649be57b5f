"""What two words are to each other, by the lexicon and by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.lexicon import covers, is_thing, kinds, relation, root


@pytest.mark.parametrize(
    ("word", "other", "told"),
    [
        ("dam", "dam", "same"),
        ("raised", "raises", "same"),
        ("climbed", "rose", "same"),
        ("danger", "threat", "near"),
        ("audacious", "bold", "near"),
        ("raised", "lowered", "opposite"),
        ("guilty", "innocent", "opposite"),
        ("won", "lost", "opposite"),
        ("ally", "enemy", "opposite"),
        ("before", "after", "opposite"),
        ("known", "unknown", "opposite"),
        ("cleared", "charged", "opposite"),
        ("supports", "opposed", "opposite"),
        ("pizza", "burger", "other"),
        ("dam", "qwrtz", "unknown"),
    ],
)
def test_what_two_words_are_to_each_other(word, other, told):
    """Whichever comes first, and in any inflection."""
    assert relation(word, other) == relation(other, word) == told


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_words_are_something_to_each_other(word, other):
    """Any text is survived, and the answer is the same both ways round."""
    assert relation(word, other) == relation(other, word)
    assert relation(word, word) == "same"


def test_things_can_be_touched_and_broader_terms_cover_them():
    """A lorry is a thing, and a vehicle; a hope is no thing."""
    assert is_thing("lorry")
    assert is_thing("lorries")
    assert not is_thing("hope")
    assert not is_thing("qwrtz")
    assert covers("vehicle", "lorry")
    assert not covers("lorry", "vehicle")


def test_the_kinds_of_a_word():
    """A word may be a noun and a verb; one that is not in the lexicon is neither."""
    assert kinds("cut") >= {"n", "v"}
    assert kinds("qwrtz") == frozenset()


def test_the_root_of_a_word_is_that_of_its_irregular_forms():
    """Verbs and nouns; other words have their stem."""
    assert root("fled") == root("flee")
    assert root("went") == root("goes") == root("go")
    assert root("children") == root("child")
    assert root("qwrtz") == "qwrtz"
