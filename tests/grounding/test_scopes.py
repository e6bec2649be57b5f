"""Words that widen or narrow what a number counts."""

from __future__ import annotations

import pytest

from summarizer.grounding.scopes import leaves_out, place_of, scope_of


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("4 people, not counting the gunman, were killed.", "4", "not counting the gunman"),
        ("5 people, including the suspect, died.", "5", "including the suspect"),
        ("So far this year, 31 people have been shot in Tarn.", "31", "So far this year"),
        ("31 people have died citywide.", "31", "citywide"),
        ("3 people died; 90 died last year.", "3", None),
        ("3 people died, including a boy.", "3", None),
    ],
)
def test_scope_is_in_the_words_of_the_clause(text, surface, expected):
    """A time, an area or the one who did it narrows a number; those among the counted do not."""
    start = text.index(surface)
    assert scope_of(text, start, start + len(surface)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Vesk Bay, 40 homes were destroyed.", "In Vesk Bay"),
        ("The fire destroyed 40 homes in the town of Vesk Bay.", "in the town of Vesk Bay"),
        ("At the Tarn yard alone, 40 workers walked out.", "At the Tarn yard alone"),
        ("It destroyed 40 homes across Vesk County.", "across Vesk County"),
        ("The fire in Vesk destroyed 40 homes.", None),
    ],
)
def test_a_place_set_apart_narrows_a_number(text, expected):
    """Words first in the sentence, with "alone", "across" or "the town of" say which place a number is of."""
    start = text.index("40")
    assert place_of(text, start, start + 2) == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [("not counting the gunman", "without"), ("including the attacker", "with"), ("this year", None)],
)
def test_a_scope_tells_whether_who_did_it_is_counted(scope, expected):
    """Counted, not counted, or not said."""
    assert leaves_out(scope) == expected
