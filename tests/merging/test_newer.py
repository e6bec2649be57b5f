"""Which of two statements is later, and what has come to pass since."""

from __future__ import annotations

import pytest

from summarizer.merging import newer
from summarizer.merging.likeness import face


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2031-03-02", "2031-03-03", True),
        ("2031-03-03", "2031-03-02", False),
        ("2031-03-02T08:00:00", "2031-03-02T09:00:00", True),
        ("2031-03-02", "2031-03-02T09:00:00", False),
        ("2031-03-02T09:00:00", "2031-03-02T09:00:00", False),
        ("", "2031-03-02", False),
        ("", "", False),
    ],
)
def test_times_count_where_both_are_given(before, after, expected):
    """A day without a time is no earlier than a time of that day, and no date is neither earlier nor later."""
    assert newer.later(before, after) is expected


def test_what_had_not_happened_has():
    """It takes a denial on the earlier day, and none on the later one."""
    denied, affirmed = face("No arrests have been made in Tarn."), face("Arrests have been made in Tarn.")
    assert newer.happened(denied, "2031-03-02", affirmed, "2031-03-03")
    assert not newer.happened(affirmed, "2031-03-02", denied, "2031-03-03")
    assert not newer.happened(denied, "2031-03-03", affirmed, "2031-03-02")
    assert not newer.happened(denied, "", affirmed, "2031-03-03")
