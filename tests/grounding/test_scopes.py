"""Words that widen or narrow what a number counts."""

from __future__ import annotations

import pytest

from summarizer.grounding.scopes import scope_of


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
