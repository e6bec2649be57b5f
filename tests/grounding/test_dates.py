"""Dates in text, and the days they mean."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.dates import find_dates

FRIDAY = date(2024, 11, 1)
PIECES = st.sampled_from(
    "May March 3 31 2024 in on Friday last next week ago two 99 years 1990s ( ) - / . , 3rd of to yesterday Feb. 30 \n".split(
        " "
    )
)


@pytest.mark.parametrize(
    ("text", "surface", "low", "high"),
    [
        ("on 1 November 2024", "1 November 2024", "2024-11-01", None),
        ("on Nov. 1, 2023", "Nov. 1, 2023", "2023-11-01", None),
        ("the 3rd of May 2020", "3rd of May 2020", "2020-05-03", None),
        ("12-15 March 2020", "12-15 March 2020", "2020-03-12", "2020-03-15"),
        ("May 3 to 5", "May 3 to 5", "2024-05-03", "2024-05-05"),
        ("on 2024-02-28", "2024-02-28", "2024-02-28", None),
        ("on 13/11/2024", "13/11/2024", "2024-11-13", None),
        ("on 11/13/2024", "11/13/2024", "2024-11-13", None),
        ("on 12.11.2024", "12.11.2024", "2024-11-12", None),
        ("March 2017", "March 2017", "2017-03-01", "2017-03-31"),
        ("in March 2017", "March 2017", "2017-03-01", "2017-03-31"),
        ("since January 1st", "January 1st", "2024-01-01", None),
        ("last May 5", "May 5", "2024-05-05", None),
        ("in October", "October", "2024-10-01", "2024-10-31"),
        ("in November", "November", "2024-11-01", "2024-11-30"),
        ("since early March", "March", "2024-03-01", "2024-03-31"),
        ("by December", "December", "2024-12-01", "2024-12-31"),
        ("last October", "last October", "2024-10-01", "2024-10-31"),
        ("last December", "last December", "2023-12-01", "2023-12-31"),
        ("this March", "this March", "2024-03-01", "2024-03-31"),
        ("next March", "next March", "2025-03-01", "2025-03-31"),
        ("is due on December 12", "December 12", "2024-12-12", None),
        ("since December 12", "December 12", "2023-12-12", None),
        ("on October 23", "October 23", "2024-10-23", None),
        ("on Friday", "Friday", "2024-11-01", None),
        ("on Monday", "Monday", "2024-10-28", None),
        ("will meet on Monday", "Monday", "2024-11-04", None),
        ("It was hit by troops on Monday", "Monday", "2024-10-28", None),
        ("They will go, Lee said on Monday", "Monday", "2024-10-28", None),
        ("It fell due to rain on Monday", "Monday", "2024-10-28", None),
        ("due by Monday", "Monday", "2024-11-04", None),
        ("since December", "December", "2023-12-01", "2023-12-31"),
        ("last Friday", "last Friday", "2024-10-25", None),
        ("this Monday", "this Monday", "2024-10-28", None),
        ("next Friday", "next Friday", "2024-11-08", None),
        ("Yesterday", "Yesterday", "2024-10-31", None),
        ("TODAY", "TODAY", "2024-11-01", None),
        ("the day after tomorrow", "the day after tomorrow", "2024-11-03", None),
        ("last week", "last week", "2024-10-21", "2024-10-27"),
        ("this month", "this month", "2024-11-01", "2024-11-30"),
        ("next year", "next year", "2025-01-01", "2025-12-31"),
        ("two days ago", "two days ago", "2024-10-30", None),
        ("a decade ago", "a decade ago", "2014-01-01", "2014-12-31"),
        ("in 2016 people left", "2016", "2016-01-01", "2016-12-31"),
        ("the vote of 2016 was", "2016", "2016-01-01", "2016-12-31"),
        ("(1999)", "1999", "1999-01-01", "1999-12-31"),
        ("the 1990s", "1990s", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_date_and_its_days(text, surface, low, high):
    """A date has its words and the days they span, counted from a Friday, 1 November 2024."""
    (found,) = find_dates(text, FRIDAY)
    assert (found.surface, found.low, found.high) == (surface, low, high or low)


@pytest.mark.parametrize(
    "text",
    [
        "He may leave 5 men", "They march on 5 towns", "May said so", "Black Friday", "April Lee", "of 2,016 men",
        "of 2016 soldiers", "$2016", "in 2016-A", "version 3.11.2024.5", "the second of may", "12 Marches", "2016%",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    """Verbs, names, amounts and counts are no dates."""
    assert find_dates(text, FRIDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2024",
        "2024-02-30",
        "3/11/2024",
        "December 12",
        "999 decades ago",
        "a few days ago",
        "several weeks ago",
    ],
)
def test_a_date_that_cannot_be_told(text):
    """A day that does not exist, or could be two days, is found without days."""
    (found,) = find_dates(text, FRIDAY)
    assert (found.surface, found.low, found.high) == (text, None, None)


@pytest.mark.parametrize(
    "text",
    ["on Friday", "last Friday", "yesterday", "last week", "two days ago", "in October", "last May", "on May 3"],
)
def test_without_a_reference(text):
    """Words that lean on the day of writing are found, and have no days, where that day is not known."""
    (found,) = find_dates(text)
    assert (found.low, found.high) == (None, None)


@given(st.text() | st.lists(PIECES, max_size=15).map(" ".join), st.none() | st.dates())
def test_dates_lie_where_they_say(text, reference):
    """Surfaces stand at their offsets, in order and apart, and no span ends before it begins."""
    end = 0
    for found in find_dates(text, reference):
        assert text[found.start : found.end] == found.surface
        assert found.start >= end
        end = found.end
        assert (found.low is None) == (found.high is None)
        assert found.low is None or found.high is None or len(found.low) == 10


def test_dateutil_is_imported_only_where_it_is_needed():
    """Nobody pays for the calendar library who has no relative dates."""
    code = (
        "import sys; from summarizer.grounding.dates import find_dates; find_dates('on 1 May 2024');"
        "assert 'dateutil' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
