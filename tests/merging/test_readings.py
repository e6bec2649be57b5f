"""Values of readings; how they agree is held in `test_figures`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.readings import agree, outright, vagueness, value
from summarizer.models import Reading, Span

NUMBERS = st.none() | st.floats(allow_nan=False)


def reading(low, high, modifier="exact", surface="12"):
    """A reading of an article that says "12"."""
    span = Span(article="1", start=0, end=2, text="12")
    return Reading(
        low=low, high=high, modifier=modifier, surface=surface, article="1", speaker=None, as_of=None, evidence=(span,)
    )


@pytest.mark.parametrize(
    ("low", "high", "surface", "expected"),
    [
        (12, 12, "12", True),
        (12, 12, "twelve", True),
        (1, 1, "a woman", False),
        (4, 4, "Five", True),
        (1, 1, "One of five men", False),
    ],
)
def test_a_number_is_outright_where_its_words_give_it(low, high, surface, expected):
    """The rest of a stated number is, too; persons, parts and sums are not."""
    assert outright(reading(low, high, surface=surface)) is expected


def test_a_bound_is_known_by_its_number():
    """The lower bound first, then the upper; a plain number is the most precise."""
    assert [value(reading(*bounds)) for bounds in ((7, None), (None, 9), (None, None))] == [7, 9, 0]
    assert vagueness(reading(7, 7)) < vagueness(reading(7, None, "at_least")) < vagueness(reading(1, 9, "vague"))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(("exact", "about", "at_least", "at_most", "vague", "range")))
def test_agreement_has_no_direction(low, high, other_low, other_high, modifier):
    """Whichever of two readings comes first, they agree or do not."""
    one, other = reading(low, high), reading(other_low, other_high, modifier)
    assert agree(one, other) == agree(other, one)
