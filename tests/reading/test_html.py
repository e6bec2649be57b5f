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
        "<html><body>" + "<div>" * 40_000 + WORDS,
        "<blockquote>" * 40_000 + WORDS,
        "<!--" * 40_000,
        "<" * 40_000,
        "<table><tr><td>" * 10_000 + WORDS,
    ],
    ids=["nothing", "no body", "short", "nested", "quoted", "comments", "brackets", "tables"],
)
def test_pages_without_an_article_give_none(page):
    """However broken, without a crash."""
    assert html.extract(page, "a.html") is None


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<div>" * 100_000, "has more than 50,000 tags"),
        ("<p>" + "x" * 5_000_000, "is longer than 5,000,000 characters"),
        ("<p " + " ".join(f"a{n}=1" for n in range(201)) + ">", "has a tag with more than 200 attributes"),
        ("<p " + "x" * 2_000_000 + ">", "has more than 2,000,000 characters inside its tags"),
        ('<p x" title=">"' + "/a" * 200 + ">", "has a tag with more than 200 attributes"),
    ],
    ids=["tags", "length", "attributes", "inside", "bare attributes"],
)
def test_a_page_larger_than_pages_are_is_not_parsed(page, why):
    """Parsing it would take more time or memory than an article is worth; one sentence says so."""
    with pytest.raises(SourceError, match=rf"^The page 'a\.html' {why}; give the article's text as \.txt\.$"):
        html.extract(page, "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{n}='>' " for n in range(200)) + ">",
        "a < b " * 40_000,
        "<p>" + "a b " * 9_000,
    ],
    ids=["attributes", "no tags", "words"],
)
def test_at_the_limits_a_page_is_parsed(page):
    """Quoted brackets, words after a tag and signs that begin no tag are no attributes."""
    html.extract(page, "a.html")


HIDDEN = "The harbour master of Vell told nobody at all that the lighthouse of Moor is to be sold for nine crowns."


@pytest.mark.parametrize(
    "hiding",
    [
        *("hidden", "hidden=''", "style='display:none'", "style='DISPLAY : none !important; color: red'"),
        *("style='visibility:hidden'", "style='opacity:0.0'", "style='font-size:0'", "style='font-size:0px'"),
        *("style='color:white'", "style='color:#FEFEFE'", "style='color: rgb(255, 255, 255)'", "color=white"),
        *(
            "style='background:#000;color:black'",
            "style='position:absolute;left:-9999px'",
            "style='text-indent:-999em'",
        ),
        *("style='color:transparent'", "style='display:/* x */none'"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_what_a_page_hides_is_no_part_of_its_article(hiding, tag):
    """Words that no reader of the page sees are not briefed; what follows the hidden element is."""
    article = html.extract(
        PAGE.replace("<!-- end -->", f"<{tag} {hiding}><b>{HIDDEN}</b></{tag}><p>{HIDDEN[:40]}.</p>"), "a"
    )
    assert article is not None
    assert HIDDEN not in article.text
    assert article.text.endswith(f"{HIDDEN[:40]}.")


@pytest.mark.parametrize(
    "shown",
    [
        *("", "hidden=until-found", "style='display:block'", "style='opacity:.5'", "style='font-size:0.9em'"),
        *("style='color:white;background:navy'", "style='color:white;background-color:#123'", "style='left:-10px'"),
        *("style='color:#ffd'", "style='color:red'", "style", "style='display'", "color='#12'"),
        *("style='font-size:small'", "style='font-size:inherit'", "style='font-size:1px'", "style='opacity:inherit'"),
    ],
)
def test_what_a_page_shows_is_kept(shown):
    """Styles that only look like hiding drop nothing."""
    article = html.extract(PAGE.replace("<!-- end -->", f"<p {shown}>{HIDDEN}</p>"), "a.html")
    assert article is not None
    assert HIDDEN in article.text


def test_where_a_style_sheet_may_set_the_background_white_letters_are_kept():
    """On a page with style sheets nobody knows what is behind them; nor is a page hidden until its scripts have run."""
    page = PAGE.replace("<!-- end -->", f"<p style='color:white'>{HIDDEN}</p>").replace(
        "</head>", "<style></style></head>"
    )
    for changed in (page, PAGE.replace("<!-- end -->", HIDDEN).replace("<body>", "<body style='visibility:hidden'>")):
        article = html.extract(changed, "a.html")
        assert article is not None
        assert HIDDEN in article.text


def test_a_template_is_not_shown():
    """Nor are letters without a size, unless what is inside them sets one."""
    for tag, seen in (("template", False), ("div style='font-size:0'", False), ("div style='font-size:0' id=x", True)):
        inner = "<p style='font-size:12px'>" if seen else "<p>"
        page = PAGE.replace("<!-- end -->", f"<{tag}>{inner}{HIDDEN}</p></{tag.split()[0]}>")
        article = html.extract(page, "a.html")
        assert article is not None
        assert (HIDDEN in article.text) is seen


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


@pytest.mark.parametrize("mark", ["<script>{}</SCRIPT>", "<style>{}</style>", "<!-- {} -->"])
def test_what_stands_in_scripts_is_no_tag(mark):
    """A page with "a < b" and much after it in a script, a style or a comment is read as any other."""
    inside = mark.format(f"if (a<b && {'c ' * 400}")
    assert html.extract(PAGE.replace("</head>", f"{inside}</head>"), "a.html").title == "Boats sink off Vell"


def test_a_script_that_never_ends_hides_no_tags():
    """What begins a script and does not end it is looked at as everything else is."""
    many = " ".join(f"a{number}" for number in range(300))
    with pytest.raises(SourceError, match="more than 200 attributes"):
        html.extract(f"<html><body><script><p {many}>", "a.html")


def test_an_article_without_spaces_between_words_is_one():
    """Chinese, Japanese, Thai and Lao write words side by side."""
    line = "市長は月曜日、嵐で船が沈み、乗組員は全員無事だったと記者団に語った。"
    page = f"<html><body><article><h1>嵐</h1>{''.join(f'<p>{number}{line}</p>' for number in range(8))}</article></body></html>"
    found = html.extract(page, "a.html")
    assert found is not None
    assert line in found.text
