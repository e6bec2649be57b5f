"""The article in a page."""

from __future__ import annotations

import subprocess
import sys

import pytest

from summarizer.errors import SourceError
from summarizer.reading import html

WORDS = "The harbour master of Vell said on Monday that the storm had sunk boat number {} and that its crew was safe."
BODY = "".join(f"<p>{WORDS.format(number)}</p>" for number in range(6))
PAGE = f"""<!-- saved --><!doctype html><html><head><title>Boats sink | Vell News</title>
<link rel="canonical" href="https://vell.example/boats"><meta property="og:site_name" content="Vell News">
<meta property="og:title" content="Boats sink off Vell">
<meta property="article:published_time" content="2024-10-24T05:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Boats sink off Vell</h1>{BODY}<!-- end --></article>
<div class="comments" id="comments"><p>I like storms, says a reader of this page.</p></div></body></html>"""


def test_the_article_is_found_with_its_metadata():
    """Text without navigation and comments, one paragraph a line; title, address, publisher and date beside it."""
    article = html.extract(PAGE, "boats.html")
    assert article is not None
    assert article.text.splitlines() == ["Boats sink off Vell", *(WORDS.format(number) for number in range(6))]
    assert (article.name, article.title, article.publisher) == ("boats.html", "Boats sink off Vell", "Vell News")
    assert (article.url, article.published) == ("https://vell.example/boats", "2024-10-24")


@pytest.mark.parametrize(
    ("declared", "published"),
    [
        ("", None),
        ('<meta name="copyright" content="2024">', None),
        (
            '<meta property="article:published_time" content="2023-03-04"><meta name="date" content="2023-05-06">',
            "2023-03-04",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-03-04"}</script>',
            "2023-03-04",
        ),
    ],
    ids=["no date", "copyright", "metadata", "linked data"],
)
def test_a_date_is_the_page_s_own_or_none(declared, published):
    """Neither a footer's year nor a day that the article tells of is when it was published."""
    words = "<p>The storm of 5 May 2019 was worse, and so was that of 12/06/2018.</p>"
    footer = "<footer><p>© 2024 Vell News. All rights reserved.</p></footer>"
    page = f"<html><head>{declared}</head><body><article>{BODY}{words}</article>{footer}</body></html>"
    article = html.extract(page, "a.html")
    assert article is not None
    assert article.published == published


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<html><body><article><p>Too short.</p></article></body></html>",
        "<html><body>" + "<div>" * 100_000 + WORDS,
        "<blockquote>" * 100_000 + WORDS,
        "<!--" * 100_000,
        "<" * 100_000,
        "<table><tr><td>" * 30_000 + WORDS,
    ],
    ids=["nothing", "no body", "short", "nested", "quoted", "comments", "brackets", "tables"],
)
def test_pages_without_an_article_give_none(page):
    """However broken, without a crash."""
    assert html.extract(page, "a.html") is None


def test_unclosed_tags_do_not_matter():
    """Malformed paragraphs are still paragraphs."""
    article = html.extract(PAGE.replace("</p>", ""), "a.html")
    assert article is not None
    assert WORDS.format(5) in article.text


def test_a_failure_of_the_parser_is_one_sentence(monkeypatch):
    """No page is known that makes the library fail; if one does, the error names it and says what to do."""

    def fail(*_, **__):
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(SourceError, match=r"^The HTML of 'a\.html' could not be parsed \(RecursionError\); give"):
        html.extract(PAGE, "a.html")


def test_what_begins_as_a_page_looks_like_one():
    """A declaration or comments may come first; text about tags is text."""
    assert html.looks_like_html(PAGE)
    assert html.looks_like_html(' <?xml version="1.0"?> <HTML>')
    assert not html.looks_like_html("He wrote <html> on the board.")
    assert not html.looks_like_html("<headline>")


def test_the_declared_encoding_is_read():
    """Old and new ways to name it; None where the head names none."""
    assert html.charset(b"<html><meta charset='windows-1251'>") == "windows-1251"
    assert html.charset(b'<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">') == "ISO-8859-2"
    assert html.charset(b"<html>") is None


def test_the_parser_says_nothing_on_standard_error():
    """What is wrong with a page stands in its record only."""
    code = "from summarizer.reading import html; print(html.extract('', 'a.html'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("None\n", "")
