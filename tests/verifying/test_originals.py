"""`verify` finds an article that is not its source."""

from __future__ import annotations

from summarizer import Article, verify
from summarizer.verification import load


def test_a_changed_article_is_found_by_its_source(briefing, failures, articles):
    """An embedded text that is not the source's is found, even where every span in it is true."""
    briefing["articles"][1]["text"] += " The dam held."
    assert failures() == set()
    assert failures(articles) == {"text"}


def test_articles_are_matched_whatever_their_order_and_names(briefing, failures, articles):
    """A source is known by its text, its address or its name."""
    for article in briefing["articles"]:
        article["name"] = ""
    assert failures(reversed(articles)) == set()


def test_an_article_without_a_source_is_found_and_a_source_without_an_article_noted(content, articles):
    """Each article needs its source; a source more does no harm, and is told."""
    found = verify(load(content), [articles[0], Article(text="The lake froze.", name="lake.txt")])
    assert [check.reason for check in found.failures] == ["No source was given for article 2."]
    assert [check.item for check in found.checks if check.where == "sources"] == ["lake.txt"]


def test_a_source_that_cannot_be_read_is_told(content, tmp_path, articles):
    """A file that is not there is a failure with its reason."""
    found = verify(load(content), [*articles, str(tmp_path / "gone.txt")])
    assert ["There is no file" in (check.reason or "") for check in found.failures] == [True]
