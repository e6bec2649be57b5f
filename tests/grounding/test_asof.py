"""The day a number holds for."""

from __future__ import annotations

import pytest

from summarizer.grounding.asof import as_of
from summarizer.models import Article
from summarizer.reading.sentences import split


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The toll stood at 19 by Thursday.", "2024-10-25", "2024-10-24"),
        ("As of 3 March 2024, 12 people were missing.", None, "2024-03-03"),
        ("The toll stood at 19 by Thursday.", None, None),
        ("19 people died on Thursday.", "2024-10-25", None),
        ("19 people must leave by 3 March 2030.", "2024-10-25", None),
    ],
)
def test_a_day_is_told_by_its_words(text, published, expected):
    """Only "by" and "as of" date a value; a weekday needs the day of the article, and a day to come dates nothing."""
    sentences, asides = split(text)
    told = Article(id="1", text=text, published=published, sentences=sentences, asides=asides)
    assert as_of(told, 1, text.index("1")) == expected
