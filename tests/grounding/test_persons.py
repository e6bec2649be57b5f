"""Persons in a sentence: how many, and what tells one from another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.persons import find_persons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three people left.", [("Three", 3, 3)]),
        ("At least three people left.", [("At least three", 3, None)]),
        ("A 19-year-old man and his sister left.", [("A 19-year-old man", 1, 1), ("his sister", 1, 1)]),
        ("Ada Vale, 25, left.", [("Ada Vale, 25", 1, 1)]),
        ("One of the five victims left.", [("One of the five victims", 1, 1)]),
        ("Both men left.", [("Both men", 2, 2)]),
        ("The couple left.", [("The couple", 2, 2)]),
        ("The victims left.", [("The victims", None, None)]),
        ("Two dead, 3 hurt", [("Two", 2, 2), ("3", 3, 3)]),
        ("Two others died and another left.", [("Two", 2, 2), ("another", 1, 1)]),
        ("Children, ages 6 and 11, left.", [("Children", None, None)]),
        ("It stands at 300 Vale Street.", []),
        ("A San Tarn hospital is near.", []),
        ("They fired three more times.", []),
    ],
)
def test_persons_are_counted_as_written(text, expected):
    """Numbers keep their bounds, single persons are one, groups without a number have none."""
    assert [(one.surface, one.low, one.high) for one in find_persons(text)] == expected


def test_what_tells_persons_apart_is_kept():
    """Age, sex, name, and whether somebody new or known is meant."""
    girl, ada, other, man = find_persons("A 9-year-old girl saw Ada Vale, 25, with another woman and the man.")
    assert (girl.age, girl.sex, girl.definite) == ("9 year", "f", False)
    assert (ada.name, ada.age) == ("Ada Vale", "25 year")
    assert other.new
    assert (man.definite, man.sex) == (True, "m")


@given(
    st.text()
    | st.lists(st.sampled_from("two men , and Ada Vale 25 the other of a 3-year-old girl".split())).map(" ".join)
)
def test_any_text_is_survived(text):
    """Persons stand in the text, in order, and none overlaps another."""
    found = find_persons(text)
    assert all(one.surface in text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
