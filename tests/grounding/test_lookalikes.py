"""What only looks like a quantity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.lookalikes import lookalike
from summarizer.grounding.numbers import find_numbers

PIECES = st.sampled_from(
    "12 1999 -19 No. May ( ) , Lee aged at 7:30 p.m. # € + 555-1234 ten o'clock \n 3-1 won .5 /".split(" ")
)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("on May 3-5, 2024, it", "2024"),
        ("on 12 to 15 March it", "March"),
        ("in 1999 soldiers", "1999"),
        ("the 2019-20 season", "2019-20"),
        ("aged 25 to 54 in", "54"),
        ("a 13-year-old boy", "old"),
        ("call +1 555-123-4567 now", "4567"),
        ("won it 3-1 at home", "3-1"),
        ("at 7:30 p.m. sharp", "p.m"),
        ("at 12 Garden Street now", "Street"),
        ("open 24/7 here", "24/7"),
        ("Route 66 is", "66"),
    ],
)
def test_a_lookalike_ends_with_its_words(text, ends):
    """What is no quantity is skipped as a whole, with every number in it."""
    number = find_numbers(text)[0]
    assert lookalike(text, number.start, number.end) == text.index(ends) + len(ends)


@pytest.mark.parametrize(
    "text",
    [
        "10,000 men",
        "by 2019 soldiers",
        "May 5,000 men come",
        "minus-5 yards",
        "some (12) men",
        "a group of seven men",
        "FTSE -0.6%",
    ],
)
def test_a_quantity_is_none(text):
    """A number that counts is left alone."""
    number = find_numbers(text)[0]
    assert lookalike(text, number.start, number.end) == 0


@given(
    st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join) | st.text(), st.booleans()
)
def test_it_ends_after_its_number(text, abroad):
    """Whatever the text, a lookalike ends in the text and not before its number does."""
    for number in find_numbers(text):
        end = lookalike(text, number.start, number.end, abroad=abroad)
        assert end == 0 or number.end <= end <= len(text)
