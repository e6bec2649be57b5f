"""Articles whose text was given before."""

from __future__ import annotations

from summarizer.models import Article
from summarizer.reading.duplicates import duplicates


def test_the_same_words_are_a_duplicate_of_the_first():
    """Case and white space do not count; one other word does."""
    texts = ["Nine boats sank.", "Ten boats sank.", " nine\nBOATS  sank. ", "Nine boats sank."]
    articles = [Article(id=str(place), text=text) for place, text in enumerate(texts, 1)]
    assert duplicates(articles) == {"3": "1", "4": "1"}


def test_no_articles_have_no_duplicates():
    """Nothing in, nothing out."""
    assert duplicates([]) == {}
