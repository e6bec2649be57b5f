"""Whether two sentences tell the same in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import paraphrase
from summarizer.merging.likeness import face

SAME = [
    (
        "The ship struck Gull Rock in the Tarn Sound.",
        "The vessel hit Gull Rock in the Tarn Sound, the coastguard said.",
    ),
    ("Twelve homes burned in Tarn on Sunday.", "Twelve houses in Tarn burned, said Ida Lund, who leads the brigade."),
    ("Nobody was hurt.", "There were no reports of injuries."),
    ("No arrests have been made.", "Nobody has been arrested."),
]
APART = [
    ("Six people were arrested in Tarn harbour.", "Six people were shot in Tarn harbour."),
    ("Twelve homes burned in Tarn harbour.", "Sixteen houses burned in Tarn harbour."),
    ("Lund could get the highest fine in Tarn.", "Prosecutors will seek the highest fine for Lund in Tarn."),
    ("Nobody was hurt.", "Nobody was arrested."),
    ("No one was hurt.", "Four people were hurt."),
    ("He opened the quay of Tarn.", "She opened the quay of Tarn."),
    ("Lund opened the quay of Tarn.", "Lund closed the quay of Tarn."),
    ("The mayor of Tarn fired Lund.", "Lund fired the mayor of Tarn."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_words_is_told_alike(one, other):
    """Words of one meaning stand for each other, whoever says it."""
    assert paraphrase.told_alike(face(one), face(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_verb_number_or_fate_is_something_else(one, other):
    """One thing that differs keeps two sentences apart."""
    assert not paraphrase.told_alike(face(one), face(other))


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_does_not_matter_which_is_asked_about(one, other):
    """Any two texts are survived, and are alike both ways or neither."""
    a, b = face(one), face(other)
    assert paraphrase.told_alike(a, b) == paraphrase.told_alike(b, a)
