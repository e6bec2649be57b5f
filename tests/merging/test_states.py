"""States that begin and end: what has ended is news, and no contradiction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import states
from summarizer.merging.likeness import face

ENDED = [
    ("Dock workers in Tarn went on strike on Monday.", "Dock workers in Tarn ended their strike on Wednesday."),
    ("The bridge in Tarn was closed because of the flood.", "The bridge in Tarn was reopened on Wednesday."),
    ("Two hikers are missing on Mount Vesk.", "Two hikers who were missing on Mount Vesk were found."),
    ("Six miners are trapped in the mine at Tarn.", "Six miners who were trapped in the mine at Tarn were freed."),
    ("Power was cut in the town of Tarn on Monday.", "Power was restored in the town of Tarn."),
    ("Police arrested editor Bo Lund in Tarn.", "Police released editor Bo Lund in Tarn."),
    ("The road from Tarn to Vesk is blocked.", "The road from Tarn to Vesk was cleared."),
    ("The fire at the mill in Tarn is still burning.", "The fire at the mill in Tarn was put out."),
    ("The talks in Tarn harbour began on Monday.", "The talks in Tarn harbour ended without a deal."),
    ("Tarn imposed a ban on fishing in the lake.", "Tarn lifted its ban on fishing in the lake."),
]


@pytest.mark.parametrize(("old", "new"), ENDED)
def test_the_end_takes_the_beginning_for_granted(old, new):
    """It is told as newer of the same thing, and the other way round nothing is."""
    assert states.ended_since(face(old), face(new))
    assert states.turned(face(old), face(new))
    assert not states.ended_since(face(new), face(old))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The bridge in Tarn was closed.", "The road in Tarn was reopened."),
        ("The bridge in Tarn was closed.", "The bridge in Vesk was reopened."),
        ("The bridge in Tarn was closed.", "The bridge in Tarn will be reopened."),
        ("The bridge in Tarn was closed.", "The bridge in Tarn has not reopened."),
        ("Two hikers are missing on Mount Vesk.", "Three hikers were found on Mount Vesk."),
        ("It was closed on Monday.", "It was reopened on Wednesday."),
        ("Bread rose in Tarn in April.", "Bread fell in Tarn in April."),
    ],
)
def test_of_something_else_nothing_has_ended(old, new):
    """Another thing, place or number, what is to come, what has not, and what no name tells."""
    assert not states.ended_since(face(old), face(new))


def test_who_tells_of_both_corroborates_the_beginning():
    """An article that tells of an arrest and of the release says that there was an arrest."""
    both = face("Police arrested Bo Lund in Tarn and later released him.")
    assert not states.turned(face("Police arrested Bo Lund in Tarn."), both)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_survived(one, other):
    """No text ends what it tells itself."""
    a, b = face(one), face(other)
    assert states.turned(a, b) == states.turned(b, a)
    assert not states.turned(a, a)
    assert states.is_over(a) in (True, False)
