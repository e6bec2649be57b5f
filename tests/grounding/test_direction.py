"""Words of rise and fall, and how far a number says something moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.direction import direction, moved, restated


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("raise raised raises raising Raised rise rose risen grew growth jumped climbs tripled hiking higher", "up"),
        (
            "lower lowered lowering fall fell fallen drops dropped slipped cut cuts lost reduced reduction declining",
            "down",
        ),
        ("up down set house extend top worsen raiser cutlery", None),
    ],
)
def test_direction_of_a_word(words, way):
    """Every inflection has the direction of its word; particles and words that mean both have none."""
    assert {direction(word) for word in words.split()} == {way}


@given(st.text())
def test_any_word_has_at_most_one_direction(word):
    """Whatever the word, the answer is up, down or none."""
    assert direction(word) in ("up", "down", None)


@pytest.mark.parametrize(
    ("before", "after", "unit", "way"),
    [
        ("it rose ", "", "percent", "up"),
        ("it rose by a further ", "", None, "up"),
        ("it reduced its workforce by ", "", None, "down"),
        ("prices rose and a man was chased by ", "", None, None),
        ("prices are up ", "", "percent", "up"),
        ("a cut of ", "", "USD", "down"),
        ("a loss of ", "", "USD", None),
        ("a loss of ", "", "percent", "down"),
        ("the rally of ", " people", None, None),
        ("they made up ", "", "percent", None),
        ("it raised ", "", "USD", None),
        ("it raised rates ", "", None, None),
        ("it rose. then ", "", "percent", None),
        ("it grew for ", "", "year", None),
        ("it is ", " higher", "percent", "up"),
        ("it is ", " down", "percent", "down"),
        ("a ", " point drop", "percent", "down"),
        ("lost ", " points", None, "down"),
        ("", "", "percent", None),
    ],
)
def test_how_far_something_moved(before, after, unit, way):
    """A direction governs a number from right before it, through 'by' and 'of', or from right after it."""
    text = f"{before}5{after}"
    assert moved(text, len(before), len(before) + 1, unit) == way


@pytest.mark.parametrize(
    ("gap", "again"),
    [(" (", True), (", or ", True), (" jobs or ", True), (" and ", False), (" in the end, or so they said, ", False)],
)
def test_what_is_said_again(gap, again):
    """Brackets and 'or' say a number in other words; 'and' brings another."""
    assert restated(f"5{gap}6", 1, 1 + len(gap)) == again
