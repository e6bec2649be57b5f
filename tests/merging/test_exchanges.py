"""Numbers and names that have changed places between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import exchanges
from summarizer.merging.likeness import face


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berg got 412 votes and Lund got 388 votes in Tarn.", "Lund got 412 votes and Berg got 388 votes in Tarn."),
        ("In Tarn 12 people died and 30 were hurt.", "In Tarn 30 people died and 12 were hurt."),
        ("It lent 40 million dollars to Vane and 90 million to Moll.", "It lent 90 million dollars to Vane and 40 million to Moll."),
        ("The council voted 7 to 4 for the bridge.", "The council voted 4 to 7 for the bridge."),
    ],
)  # fmt: skip
def test_each_number_with_what_the_other_had(one, other):
    """The same numbers and words, in other pairs."""
    assert exchanges.exchanged(face(one), face(other))
    assert exchanges.exchanged(face(other), face(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berg got 412 votes and Lund got 388 votes.", "Lund got 388 votes and Berg got 412 votes."),
        ("12 people died and 30 were hurt.", "30 people were hurt and 12 died."),
        ("The council voted 7 to 4.", "The council voted seven to four."),
        ("Twelve people died in Tarn.", "12 people died in Tarn."),
    ],
)
def test_another_order_is_no_exchange(one, other):
    """Each number still stands by its own words."""
    assert not exchanges.exchanged(face(one), face(other))


def test_names_that_change_places():
    """Who did it to whom, where nothing else differs; but not one place within another."""
    assert exchanges.turned_round("Tarn beat Vesk in the cup final.", "Vesk beat Tarn in the cup final.")
    assert exchanges.turned_round(
        "Bo Lund was born in Tarn and died in Vesk.", "Bo Lund was born in Vesk and died in Tarn."
    )
    assert not exchanges.turned_round("The quay in Tarn, Norland, burned.", "The quay in Norland’s Tarn burned.")
    assert not exchanges.turned_round("Lund met Berg in Tarn.", "In Tarn, Lund met Berg.")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_survived(one, other):
    """Both ways alike, and nothing is exchanged with itself."""
    a, b = face(one), face(other)
    assert exchanges.exchanged(a, b) == exchanges.exchanged(b, a)
    assert exchanges.turned_round(one, other) == exchanges.turned_round(other, one)
    assert not exchanges.exchanged(a, a)
    assert not exchanges.turned_round(one, one)
