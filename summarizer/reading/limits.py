"""What is read at the most, so that no source takes more than its share of memory and time.

Each limit is far above any article, page or list that people publish, and low enough that what passes it takes seconds
and a few hundred megabytes. What goes beyond is told in one sentence; it is never cut in silence.
"""

from __future__ import annotations

from summarizer.errors import SourceError

LONGEST_TEXT = 200_000
"""Characters of one article: about 33,000 words, as many as the longest magazine pieces have."""
MOST_SENTENCES = 1_500
"""Sentences of one article; one of 33,000 words has about 1,400. A model is asked about every few of them."""

LONGEST_PAGE = 5_000_000
"""Characters of one page: pages with all their scripts and data inside stay below 4 million."""
MOST_TAGS = 50_000
"""Tags of one page; extraction takes 0.1 ms for each. News pages have 1,000 to 10,000."""
MOST_IN_TAGS = 2_000_000
"""Characters inside the tags of one page, attributes and the pictures in them: the tree takes up to 200 bytes for each."""
MOST_ATTRIBUTES = 200
"""Attributes of one tag: libxml2 compares each with each."""

MOST_VALUES = 1_000_000
"""Commas and opening brackets of one JSON text, in its strings too: Python's objects are 20 times their text."""

MOST_ARTICLES = 10_000
"""Articles of one run, the failed ones too."""
MOST_CHARACTERS = 50_000_000
"""Characters of all articles of one run: 10,000 of the usual length."""


def fitting(text: str, name: str) -> str:
    """Return the text of an article.

    Raises:
        SourceError: It is longer than `LONGEST_TEXT`.
    """
    if len(text) > LONGEST_TEXT:
        raise SourceError(
            f"'{name}' is longer than {LONGEST_TEXT:,} characters, more than any article; give its parts as files.",
            source=name,
        )
    return text
