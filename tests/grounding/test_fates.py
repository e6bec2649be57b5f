"""Who is killed, injured or shot in a sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.fates import find_fates

WORDS = st.sampled_from(
    "two men a woman Ada Vale , 25 and were was killed shot dead injuring three others by who later died himself . left".split()
)


def told(text):
    """What a sentence tells, as (fate, how many)."""
    return [(one.fate, sum(person.low or 0 for person in one.persons)) for one in find_fates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two dead, three hurt in Tarn flood", [("killed", 2), ("injured", 3)]),
        ("One man is dead and another injured.", [("killed", 1), ("injured", 1)]),
        ("A 19-year-old man was shot and killed.", [("killed", 1)]),
        ("The gunman opened fire, killing a woman and wounding her son.", [("killed", 1), ("injured", 1)]),
        ("Ada Vale, 25, and Bo Stern, 31, were killed.", [("killed", 2)]),
        ("The flood killed three people, including a deputy, and injured 7 others.", [("killed", 3), ("injured", 7)]),
        ("Five people were shot, one fatally.", [("shot", 5), ("killed", 1)]),
        ("The crash left a driver dead and nine passengers hurt.", [("killed", 1), ("injured", 9)]),
        ("Ada Vale, a mother of a 7-year-old boy, was killed.", [("killed", 1)]),
        ("Two brothers, Ada Vale and Bo Vale, were killed.", [("killed", 2)]),
        ("Two men were killed while two officers and a woman were hurt.", [("killed", 2), ("injured", 3)]),
        ("Bo Stern was taken to a hospital, where he later died.", [("injured", 1), ("killed", 1)]),
        ("He shot four people before killing himself.", [("killed", 1), ("shot", 4)]),
        ("The triple homicide shook Tarn.", [("killed", 3)]),
        ("Officers found the bodies of two women.", [("killed", 2)]),
        ("Two wounded men fled.", [("injured", 2)]),
        ("A woman was shot in Tarn and died on Friday.", [("killed", 1)]),
    ],
)
def test_persons_meet_their_fate(text, expected):
    """Subjects and objects, lists, gaps and nouns tell who was killed, injured or shot."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He tried to kill two officers.",
        "Nobody was injured.",
        "Two people were not injured.",
        "Two people could have been killed.",
        "Police shot at two men.",
        "The news hurt.",
        "Three people were arrested.",
    ],
)
def test_what_did_not_happen_is_not_told(text):
    """Attempts, denials and what might have been are no casualties."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("The number of people killed by floods in the Vesk valley rose to 14 on Friday.", 14),
        ("The death toll climbed to at least 9 overnight.", 9),
        ("The death toll stands at 30.", 30),
        ("Seventeen people are now known to have died.", 17),
    ],
)
def test_a_toll_that_moved_is_read(text, many):
    """What a toll rose to is how many were killed."""
    assert [(one.fate, one.persons[0].low) for one in find_fates(text)] == [("killed", many)]


@given(st.text() | st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_is_survived(text):
    """A mention stands in its text."""
    assert all(0 <= one.start < one.end <= len(text) for one in find_fates(text))


@pytest.mark.parametrize("piece", ["killed two men, ", "Ada Vale, 25, ", "of the other ", "a man and "])
def test_a_sentence_without_end_is_read_at_once(piece):
    """Text that lost its full stops costs no more than a long sentence."""
    began = time.perf_counter()
    find_fates(piece * 20_000)
    assert time.perf_counter() - began < 5
