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
    ("No one was hurt.", "Nobody was injured in the blaze, which began before dawn."),
    ("About ten thousand people were evacuated on Sunday.", "Officials have evacuated 10,000 people around Tarn."),
]
APART = [
    ("Six people were arrested in Tarn harbour.", "Six people were shot in Tarn harbour."),
    ("Twelve homes burned in Tarn harbour.", "Sixteen houses burned in Tarn harbour."),
    ("Lund could get the highest fine in Tarn.", "Prosecutors will seek the highest fine for Lund in Tarn."),
    ("Nobody was hurt.", "Nobody was arrested."),
    ("Floods in Tarn killed at least nine people.", "Seventeen people have died in the floods in Tarn."),
    ("The bridge had been empty when it fell.", "A bridge fell into a canal in Tarn Hollow."),
    ("Lifeboats rescued six people.", "Six people were saved."),
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


@pytest.mark.parametrize(
    ("text", "evidence", "share"),
    [
        ("No arrests have been made.", "Nobody has been arrested.", 1.0),
        ("The quay of Tarn burned, Ida Lund said.", "The quay of Tarn burned.", 1.0),
        ("9,870 people fled.", "About ten thousand people fled.", 1.0),
        ("The hall was empty.", "Tarn Hollow has a hall.", 0.5),
        ("Nobody.", "Somebody.", 0.0),
    ],
)
def test_evidence_carries_what_it_has_in_words_of_its_own(text, evidence, share):
    """Empty verbs and who says it do not count, numbers count by what they stand for, and a name has no other meaning."""
    assert paraphrase.carried(text, evidence) == share


@pytest.mark.parametrize(("one", "other", "apart"), [("over 40", "42", False), ("at least 9", "17", True)])
def test_a_bound_is_given_for_a_number_near_it(one, other, apart):
    """People say "over 40" of 42; nobody says "at least nine" of seventeen."""
    a, b = face(f"Tarn counted {one} boats."), face(f"Tarn counted {other} boats.")
    assert paraphrase.bounds_clash(a, b) == paraphrase.bounds_clash(b, a) == apart


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_share_is_one(text, evidence):
    """Any two texts are survived, and a share is between nothing and all."""
    assert 0 <= paraphrase.carried(text, evidence) <= 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_does_not_matter_which_is_asked_about(one, other):
    """Any two texts are survived, and are alike both ways or neither."""
    a, b = face(one), face(other)
    assert paraphrase.told_alike(a, b) == paraphrase.told_alike(b, a)
