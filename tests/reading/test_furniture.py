"""What stands between an article's paragraphs and is not of it, and what only looks like that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from summarizer.reading import furniture, html

WORDS = "The harbour master of Vell said on Monday that the storm had sunk boat number {} and that its crew was safe."
NEWS = [f"<p>{WORDS.format(number)}</p>" for number in range(6)]
OTHER = "Mayor of Ostby says old bridge will stay shut until spring"


def read(inside, *, title="Boats sink off Vell", around="article"):
    """Return the text of a page whose article has something between its paragraphs."""
    page = (
        f"<html><head><title>{title} | Vell News</title></head><body><{around}><h1>{title}</h1>{NEWS[0]}{NEWS[1]}{inside}"
        f"{''.join(NEWS[2:])}</{around}></body></html>"
    )
    found = html.extract(page, "a.html")
    assert found is not None
    assert all(WORDS.format(number) in found.text for number in range(6))
    return found.text


@pytest.mark.parametrize(
    "inside",
    [
        f"<div class='kg-card kg-cta-card'><p>{OTHER}</p></div>",
        f"<section id='NewsletterSignup'><p>{OTHER}</p></section>",
        f"<aside class='article__promo'><p>{OTHER}</p></aside>",
        f"<blockquote class='twitter-tweet'><p>{OTHER}</p>— Rolf (@rolf72) May 2</blockquote>",
        f"<blockquote class='instagram-media'><p>{OTHER}</p></blockquote>",
        f"<p><a href='/1'>{OTHER}</a></p>",
        f"<p><strong>Read more:</strong> <a href='/1'>{OTHER}</a></p>",
        f"<p>Lesen Sie auch: <em><a href='/1'>{OTHER}</a></em></p>",
        f"<p>» <a href='/1'>{OTHER}</a>.</p>",
        f"<div><div><h3><a href='/1'>{OTHER}</a></h3><p>It is so.</p></div><div><a href='/2'><h3>Bus crash kills three</h3></a><p>{OTHER}.</p></div></div>",
    ],
)  # fmt: skip
def test_what_is_not_of_the_article_is_left_out(inside):
    """Calls, others' posts, links to other articles, and their teasers; in no language in particular."""
    assert OTHER not in read(inside)


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{OTHER}</p>",
        f"<p>She wrote: <a href='/1'>{OTHER}</a>, and more.</p>",
        f"<p>In a letter that she sent to all of the town's papers on Monday, she wrote: <a href='/1'>{OTHER}</a></p>",
        f"<blockquote><p>{OTHER}</p></blockquote>",
        f"<div class='story-description'><p>{OTHER}</p></div>",
        f"<h2><a href='#bridge'>{OTHER}</a></h2>",
        f"<p class='paywall'>{OTHER}</p>",
        f"<div class='story-promo'><p>{OTHER}</p>{NEWS[0] * 5}</div>",
    ],
)
def test_what_is_of_the_article_is_kept(inside):
    """Quotations, links in a sentence, anchors, and whatever is longer than a call."""
    assert OTHER in read(inside)


def test_a_heading_that_is_the_page_s_own_is_no_teaser():
    """Though blogs link it to the page itself, and the article is as short as a teaser."""
    entry = f"<div class='entry'><h2><a href='/boats'>Boats sink off Vell</a></h2>{''.join(NEWS[:3])}</div>"
    teasers = "".join(f"<div><h2><a href='/{n}'>{OTHER} {n}</a></h2><p>It is so.</p></div>" for n in range(3))
    tree = markup.document_fromstring(
        f"<title>Boats sink off Vell — a blog</title><body>{entry}<div>{teasers * 2}</div>"
    )
    furniture.strip(tree)
    assert WORDS.format(1) in tree.text_content()


def test_a_page_of_teasers_keeps_them():
    """They are what it says; that it is a list is told of elsewhere."""
    teasers = "".join(f"<div><h2><a href='/{n}'>{OTHER} {n}</a></h2><p>{WORDS.format(n)}</p></div>" for n in range(5))
    tree = markup.document_fromstring(f"<title>Vell News</title><body><main>{teasers}</main>")
    furniture.strip(tree)
    assert all(WORDS.format(number) in tree.text_content() for number in range(5))


def test_a_table_that_lays_a_page_out_is_none():
    """Each of its paragraphs stands on a line; a table of figures stays one."""
    page = f"<table><tr><td>Menu</td><td><h1>Boats sink</h1>{''.join(NEWS)}</td></tr></table>"
    found = html.extract(f"<html><body>{page}</body></html>", "a.html")
    assert found is not None
    assert set(found.text.splitlines()) >= {WORDS.format(number) for number in range(6)}
    figures = "<table><tr><th>Town</th><th>Boats</th></tr><tr><td><p>Orm</p></td><td>14</td></tr></table>"
    assert "| Orm | 14 |" in read(figures)


@given(st.text(), st.sampled_from(["a href='/1'", "h2", "table", "td", "p", "blockquote class='twitter-tweet'"]))
def test_any_page_is_survived(text, tag):
    """However broken."""
    tree = markup.document_fromstring(f"<html><body><{tag}>{text}<{tag}><p>{text}</{tag}>".encode())
    furniture.strip(tree)


@pytest.mark.parametrize(
    "page",
    [
        "<h2>" + "<a href='/1'></a>" * 10_000 + "word " * 20_000 + "</h2>",
        "<div>" * 200 + "<h2><a href='/1'>Mayor of Ostby resigns</a></h2>" * 200 + "<i></i>" * 10_000,
        "<table><tr><td>" * 60 + "<p>a</p><p>b</p>" * 5_000 + "<h1>c</h1>",
        "<p class='cta'>" * 200 + "<i></i>" * 10_000,
        "<p><a href='/1'>" + "<i></i>" * 10_000,
    ],
    ids=["links", "boxes", "tables", "calls", "empty"],
)  # fmt: skip
def test_pages_made_to_take_long_do_not(page):
    """Each box is looked at up to a bound, and each heading once."""
    tree = markup.document_fromstring(f"<title>{'word ' * 20_000}</title><body>{page}")
    furniture.strip(tree)
    list(furniture.teasers(tree))


def test_a_table_of_figures_inside_a_layout_stays_one():
    """Only the table that lays the page out is taken apart."""
    figures = "<table><tr><th>Town</th><th>Boats</th></tr><tr><td>Orm</td><td>14</td></tr></table>"
    page = f"<html><body><table><tr><td>Menu</td><td><h1>Boats sink</h1>{''.join(NEWS)}{figures}</td></tr></table></body></html>"
    found = html.extract(page, "a.html")
    assert found is not None
    assert "| Orm | 14 |" in found.text
