"""Given names that tell whether somebody is a he or a she."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.given import gender_of_name


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Tom Reyes", "he"),
        ("TOM REYES", "he"),
        ("Ida Falk", "she"),
        ("Alex Falk", None),
        ("Tom", None),
        ("Reyes Tom", None),
        ("", None),
    ],
)
def test_only_a_first_name_of_one_sex_tells(name, gender):
    """A last name alone may be anybody's, and so may a name that both bear."""
    assert gender_of_name(name) == gender


@given(st.text(max_size=40))
def test_any_name_is_survived(name):
    """Whatever stands for a name tells one of three things."""
    assert gender_of_name(name) in ("he", "she", None)
