"""Evidence made ready to be searched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.numbers import find_numbers
from summarizer.grounding.passages import LONGEST_LINE, evidence_of, number_key, split_lines

NONE = frozenset()


def lines(text):
    return [text[start:end].strip() for start, end in split_lines(text)]


def test_a_text_is_split_at_sentences_and_paragraphs():
    """Not after an initial, nor where a line is only wrapped."""
    assert lines("Boats sank. Gen. A. Berg left.\nThe dam\nheld.") == [
        "Boats sank.",
        "Gen. A. Berg left.",
        "The dam\nheld.",
    ]


@given(st.text(max_size=200))
def test_the_lines_of_any_text_follow_each_other(text):
    """None overlaps another, and what is between them is blank."""
    at = 0
    for start, end in split_lines(text):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


def test_no_line_is_longer_than_the_limit():
    """A very long sentence is looked at in parts."""
    assert [len(line.split()) for line in lines("boat " * (LONGEST_LINE + 1))] == [LONGEST_LINE, 1]


def test_the_key_of_a_number_is_its_value_or_its_words():
    """Two forms of one number share it."""
    assert [number_key(one) for one in find_numbers("10k, ten thousand, dozens")] == ["10000", "10000", "~dozens"]


def test_evidence_is_searched_by_words_numbers_and_shares():
    """Each is found with its passage and its offsets."""
    evidence = evidence_of(("Boats sank.", "Two-thirds of 12 km of the old dam held."), NONE, None)
    (place,) = evidence.find("OLD DAM")
    assert (place.passage, evidence.passages[1][place.start : place.end]) == (1, "old dam")
    assert evidence.holds("boats")
    assert not evidence.holds("ships")
    assert evidence.quantity_at(evidence.numbers["12"][0]).unit == "km"
    percent, fractions = evidence.shares
    assert not percent
    assert round(fractions[0][0], 1) == 66.7
