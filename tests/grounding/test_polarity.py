"""The words that turn a statement round, and those that only look as if they did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.polarity import negated_at, negations

WORDS = "not n't no one No. 2 never neither doubt only cannot with out but fail to denied , - ’ than fewer".split()


def words(text, *, implicit=False):
    return [text[start:end] for start, end in negations(text, implicit=implicit)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It did not rain.", ["not"]),
        ("It didn’t rain, and it won't.", ["n’t", "n't"]),
        ("IT NEVER RAINED.", ["NEVER"]),
        ("They cannot pay.", ["cannot"]),
        ("No ferry came.", ["No"]),
        ("No one came, and nobody called.", ["No one", "nobody"]),
        ("None of the ferries came.", ["None"]),
        ("Neither Falk nor Reyes came.", ["Neither", "nor"]),
        ("They left with out a word.", ["with out"]),
        ("Nothing was said of it without her.", ["Nothing", "without"]),
        ("The bridge no longer stands.", ["no"]),
        ("They came not to talk but to fish.", ["not"]),
    ],
)
def test_a_negation_is_found_where_it_stands(text, found):
    """In either case, with either apostrophe, and written apart."""
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Not only farmers came.",
        "It isn’t just the farmers.",
        "No doubt it rained.",
        "It rained without a doubt, without question.",
        "No fewer than 40 came, and no longer than an hour.",
        "It was nothing but rain.",
        "None other than Falk came.",
        "They cannot help but laugh.",
        "It is open whether or not she paid.",
        "Dozens, if not hundreds, came.",
        "He is late more often than not.",
        "She is the No. 2 of the bank, at No 10, under a no-fly zone.",
        "Nevertheless the not-for-profit noted a knot.",
        "It rained.",
    ],
)
def test_what_only_looks_like_a_negation_is_none(text):
    """Bounds, emphasis, labels and compounds turn nothing round."""
    assert words(text, implicit=True) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She denied it, and did not pay.", ["denied", "not"]),
        ("The bank refused to pay.", ["refused"]),
        ("The bank rejects the offer.", ["rejects"]),
        ("The pump failed to start.", ["failed to"]),
        ("He declined to say.", ["declined to"]),
        ("The wall prevented a flood.", ["prevented"]),
        ("They avoided a strike.", ["avoided"]),
        ("She stopped short of a promise.", ["stopped short"]),
        ("It fell for lack of money.", ["lack"]),
        ("It hardly rained.", ["hardly"]),
    ],
)
def test_words_that_deny_by_what_they_mean_are_told_apart(text, found):
    """They count where they are asked for, and otherwise only what negates by itself does."""
    assert words(text, implicit=True) == found
    assert words(text) == [word for word in found if word == "not"]


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("She did not deny it.", "deny", True),
        ("She has never really wanted it.", "wanted", True),
        ("It wasn’t ever wanted.", "wanted", True),
        ("She did not come, and denied it.", "denied", False),
        ("No doubt she wanted it.", "wanted", False),
        ("She wanted it.", "wanted", False),
    ],
)
def test_a_word_is_denied_by_a_negation_right_before_it(text, word, denied):
    """Auxiliaries and adverbs may stand between the two."""
    start = text.index(word)
    assert negated_at(text, [start]) == (frozenset({start}) if denied else frozenset())


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25).map(" ".join), st.booleans())
def test_spans_stand_in_the_text_and_do_not_overlap(text, implicit):
    """In order, none empty, whatever the text."""
    found = negations(text, implicit=implicit)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
