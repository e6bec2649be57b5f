"""Which words before a name are its title."""

from __future__ import annotations

import pytest

from summarizer.grounding.titles import is_title


@pytest.mark.parametrize(
    ("words", "rest", "expected"),
    [
        (("President",), ("Lee",), True),
        (("Lt.", "Gen."), ("Ann", "Lee"), True),
        (("prime", "minister"), ("Lee",), True),
        (("Farm",), ("Lee",), False),
        (("General",), ("Motors",), False),
        (("Premier",), ("League",), False),
    ],
)
def test_a_title_is_told_from_a_name(words, rest, expected):
    """Stops and case do not matter; the first word of an organization's name is no title."""
    assert is_title(words, rest) is expected
