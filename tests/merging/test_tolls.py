"""What became of how many: when two clauses of a story tell the same of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import tolls
from summarizer.merging.likeness import face

SAME = [
    (
        "Two men were shot dead at a car wash on Dock Street in Tarn Ferry on Sunday, police said.",
        "Two brothers in their twenties were killed on Sunday in a shooting at a car wash in Tarn Ferry.",
    ),
    (
        "A man suspected of setting fire to the chapel of Vesk is in custody, Ann Lee said.",
        "Police have arrested a man over the fire that gutted the chapel in Vesk.",
    ),
]
APART = [
    ("Two men were killed at a car wash in Tarn.", "Three men were killed at a car wash in Tarn."),
    ("Two men were killed at a car wash in Tarn.", "Two women were killed at a car wash in Tarn."),
    ("Two men were killed at a car wash in Tarn.", "Two men were injured at a car wash in Tarn."),
    ("Two men were killed at a car wash in Tarn.", "Two men were killed at a car wash in Vesk."),
    ("Two men were killed at a car wash in Tarn on Sunday.", "Two men were killed at a car wash in Tarn on Monday."),
    ("Two men were killed at a car wash in Tarn.", "Two men were killed at a car wash in Tarn in 2019."),
    ("Two men were killed at a car wash in Tarn.", "Two men died in Tarn."),
    ("At least two people were killed at a car wash in Tarn.", "Four people were killed at a car wash in Tarn."),
    (
        "Police arrested a man over the chapel fire in Vesk.",
        "Police arrested a second man over the chapel fire in Vesk.",
    ),
    ("Police arrested a man over the chapel fire in Vesk.", "Police arrested two men over the chapel fire in Vesk."),
    ("Police arrested a man over the chapel fire in Vesk.", "Nobody was arrested over the chapel fire in Vesk."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_fate_number_and_place_is_one_thing(one, other):
    """However the rest is worded, whichever comes first."""
    assert tolls.same(face(one), face(other))
    assert tolls.same(face(other), face(one))


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_number_fate_place_or_time_is_something_else(one, other):
    """One thing that differs keeps two tolls apart, and so do too few words in common."""
    assert not tolls.same(face(one), face(other))


@given(st.text(max_size=200))
def test_any_text_may_be_asked_about(text):
    """No text is too odd."""
    assert tolls.toll(face(text)) is None or tolls.same(face(text), face(text)) in (True, False)


def test_only_the_dead_and_the_missing_are_counted():
    """A number of arrests, or of nobody in particular, is no toll that grows."""
    counted = tolls.counted(face("Nine people were killed in the floods of Vesk."))
    assert counted is not None
    assert counted[1].low == 9
    assert tolls.counted(face("Nine people were arrested in Vesk.")) is None
    assert tolls.counted(face("A man was killed in Vesk.")) is None
