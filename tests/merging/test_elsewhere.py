"""What an article opens with, and what it says of other events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import elsewhere

OPENING = "A woman was hurt in a shooting at a kiosk on Quarry Road in Ostby on Thursday, police said."


def test_the_opening_is_the_first_sentence():
    """A short first line is a heading, and belongs to the opening with the sentence after it."""
    assert elsewhere.opening(f"{OPENING} She is 34.") == OPENING
    assert elsewhere.opening(f"Woman hurt\n{OPENING} She is 34.") == f"Woman hurt\n{OPENING}"
    assert elsewhere.opening("") == ""


def test_places_are_names_after_a_preposition_and_before_a_dash():
    """What is at, in or near a name, and the place that an article is dated from, says where, not what."""
    assert elsewhere.places("SKARN (ONA) — A ferry ran aground near Cape Lind on Monday.").split() == [
        "SKARN",
        "Cape",
        "Lind",
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "Nothing linked the attack to last week's killings at a car wash, she said.",
        "Police don't believe the two are connected.",
        "It was the third fire in as many weeks.",
        "In a separate shooting, a man was hurt in a yard.",
        "The fire at the mill is unrelated.",
    ],
)
def test_sentences_that_tell_events_apart(aside):
    """Such a sentence is found with the one after it, and not those around them."""
    text = f"{OPENING} She is 34. {aside} A baker died there. It rained."
    assert [found.strip() for found in elsewhere.asides(text)] == [f"{aside} A baker died there."]


@pytest.mark.parametrize(
    "plain", ["It was the second time in a week.", "The link road was closed.", "She fired again."]
)
def test_other_sentences_tell_nothing_apart(plain):
    """A word such as "second" or "link" alone does not."""
    assert list(elsewhere.asides(f"{OPENING} {plain} A baker died.")) == []


@given(
    text=st.text(max_size=300)
    | st.lists(st.sampled_from(["no ", "link ", "unrelated", ". ", "A", "\n", "İ"])).map("".join)
)
def test_any_text_can_be_read(text):
    """Openings and asides are parts of the text, and asides do not overlap."""
    found = list(elsewhere.asides(text))
    assert elsewhere.opening(text) in text
    assert all(aside in text for aside in found)
    assert sum(map(len, found)) <= len(text)
