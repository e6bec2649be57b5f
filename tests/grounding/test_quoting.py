"""What stands inside quotation marks, in every style of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.quoting import quoted

MARKS = st.lists(st.sampled_from(list("“”„«»‘’\"'` \nab.,")), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “yes” and “no”.", ["yes", "no"]),
        ('She said "yes" and "no".', ["yes", "no"]),
        ("Sie sagte: „Ja“.", ["Ja"]),
        ("Elle dit «oui».", ["oui"]),
        ("Falk calls it ‘old’ and it’s hers.", ["old"]),
        ("It was 'a risk' in the '80s.", ["a risk"]),
        ('In the \'80s she said "yes".', ["yes"]),
        ("“It is ‘old’, yes.”", ["It is ‘old’, yes."]),
        ("it will hold,” she said.", ["it will hold,"]),
        ('it will hold," she said.', ["it will hold,"]),
        ("She said: “It will.\nShe left.", ["It will."]),
        ("Nobody’s boats sank.", []),
    ],
)
def test_what_stands_inside_quotation_marks(text, inside):
    """Curly, straight, single and foreign marks; apostrophes are none; an open one ends with its paragraph."""
    assert [text[start:end] for start, end in quoted(text)] == inside


@given(MARKS)
def test_quotations_never_overlap(text):
    """However marks are strewn, spans are true, in order, and within one paragraph."""
    last = 0
    for start, end in quoted(text):
        assert last <= start <= end <= len(text)
        assert "\n" not in text[start:end]
        last = end
