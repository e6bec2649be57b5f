"""Who was given what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.receipts import contradicts, receipt, same_receipt

GIVEN = "Lund was handed the laboratory's report on 14 January, Vell said."


@pytest.mark.parametrize("other", ["Ida Lund received the report.", "Ada Vell said Lund had been sent the report."])
def test_giving_and_receiving_are_one_thing(other):
    """The same person and the same paper, from whichever side it is told."""
    assert same_receipt(GIVEN, other)
    assert not contradicts(GIVEN, other)


@pytest.mark.parametrize(
    "other",
    [
        '"Nobody gave Ida Lund any report in January," Lund told reporters.',
        "Mr. Lund says Lund never received the report.",
        "Lund did not receive any report.",
        "Lund received no report.",
    ],
)
def test_who_says_that_it_was_not_so_contradicts(other):
    """A denial is one whether it denies the giving, the giver or the paper."""
    assert contradicts(GIVEN, other)
    assert contradicts(other, GIVEN)


@pytest.mark.parametrize(
    "other",
    [
        "Moor received the report.",
        "Lund received the letter.",
        "Lund received treatment.",
        "Lund gave Vell the report.",
        "The report was published on Monday.",
    ],
)
def test_another_person_or_thing_is_kept_apart(other):
    """Who gave it is not who got it, and a cure is no paper."""
    assert not same_receipt(GIVEN, other)


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    """Whatever stands in a text, somebody was given something in it or not."""
    assert same_receipt(text, text) is (receipt(text) is not None)
    assert not contradicts(text, text)
