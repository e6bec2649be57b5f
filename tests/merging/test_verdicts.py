"""What somebody calls something in a word of theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.verdicts import same_verdict, verdict

CALLED = 'Tarn called the threat "reckless".'


@pytest.mark.parametrize(
    "other",
    [
        'The ministry described the move as "reckless" and asked for talks.',
        'Lund said Vell\'s threat to shut the quay was "reckless among friends".',
    ],
)
def test_one_word_of_one_thing_is_one_verdict(other):
    """However it is framed, a quoted word of one thing is the same; "the move" may be "the threat"."""
    assert same_verdict(CALLED, other)
    assert same_verdict(other, CALLED)


@pytest.mark.parametrize(
    "other",
    [
        'Tarn called the threat "welcome".',
        'Tarn called the mayor "reckless".',
        'Tarn never called the threat "reckless".',
        "Tarn called the threat reckless.",
        'Lund said: "The threat was reckless, and all of Vell knows that it was."',
    ],
)
def test_another_word_another_thing_or_none_is_no_verdict(other):
    """Another word, another thing, a denial, and words that nobody is quoted with are kept apart."""
    assert not same_verdict(CALLED, other)


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    """Whatever stands in a text, it has a verdict or none."""
    assert same_verdict(text, text) is (verdict(text) is not None)
