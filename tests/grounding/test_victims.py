"""Single persons told of in several sentences."""

from __future__ import annotations

import pytest

from summarizer.grounding.fates import find_fates
from summarizer.grounding.victims import Told, victims


@pytest.mark.parametrize(
    ("sentences", "harms"),
    [
        (("A man was shot.", "The victim, Bo Stern, died."), ["killed"]),
        (("A man was killed.", "A woman was killed."), ["killed", "killed"]),
        (("Ada Vale was killed.", "Ida Stern was killed."), ["killed", "killed"]),
        (("Ada Vale, 25, was shot.", "Vale died on Friday."), ["killed"]),
        (("A 9-year-old girl was hurt.", "A 7-year-old girl was hurt."), ["injured", "injured"]),
        (("A man was killed and a man was hurt.",), ["killed", "injured"]),
        (("Two people were killed.",), []),
    ],
)
def test_each_person_is_one(sentences, harms):
    """Names, ages, sexes and lists keep persons apart; the last fate told is theirs."""
    told = [Told(number, one, text) for number, text in enumerate(sentences, 1) for one in find_fates(text)]
    assert [one.harm for one in victims(told)] == harms
