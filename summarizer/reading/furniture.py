"""What stands inside an article's box on a page and is not of the article: calls, links to other articles, others' posts.

trafilatura leaves out most of what surrounds an article. What is known here stands between its paragraphs, and would be
read as one of them: then a call to subscribe is a sentence, and another article's headline a claim of this one.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LONGEST_CALL = 400  # characters: a box that holds more may hold the article
# (Not "paywall" and "subscription": publishers call so what subscribers alone read, which is the article.)
_CALLS = frozenset(("newsletter", "signup", "subscribe", "cta", "promo", "donate", "donation", "crosspromo"))
_POSTS = frozenset(  # what the platforms' own code for embedding calls itself
    (
        *("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"),
        *("fb-post", "threads-embed", "text-post-media", "reddit-embed-bq", "telegram-post", "imgur-embed-pub"),
    )
)
_BOXES = ("div", "aside", "section", "p", "form", "figure", "blockquote", "ul")
_NAME = re.compile(r"[a-z]+|[A-Z][a-z]*")
_LONGEST_LINK = 200  # characters: another article's headline
_FEWEST_LINKED = 4  # words: shorter links are a part of the text as often
_LABEL = re.compile(r"(?:\W*+\w[\w'’]*+){1,5}\s?[:：|»>–—-]\s*+")  # "Read more:", "Lesen Sie auch:"
_MOST_INSIDE = 300  # elements of a box
_LONGEST_TEASER = 600  # characters
_FEWEST_TEASERS = 2
_MOST_TEASERS = 100  # headings that are looked at
_TEASERS = 0.5  # of all that a page says: where there are more of them, they are what it says
_PART = re.compile(r"\s[|–—-]\s")  # between an article's title and its site's
_SHORTEST_HEADLINE = 15  # characters
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")  # the first is the page's own, or its site's
_UNSEEN = ("script", "style", "template", "noscript")
_LAID_OUT = 4  # paragraphs of a cell: one of figures or of a list has fewer
_ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")


def strip(tree: HtmlElement) -> None:
    """Take calls, posts and links to other articles out of a page, and tables that only lay the page out out of the way."""
    _unfold(tree)
    for element in [*_boxes(tree), *_linked(tree), *_others(tree)]:
        if element.getparent() is not None:
            element.drop_tree()


def teasers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the box of each heading that is a link to another page, with what stands in it beside the heading.

    A heading that stands in the page's title is its own, though it is a link, and so is a box that holds that title.
    """
    own = _spaced(tree.findtext(".//title") or "")
    name = max(_PART.split(own), key=len)
    links = (link for link in tree.iter("a") if link.getparent() is not None and "#" not in link.get("href", "#"))
    headings = dict.fromkeys(found for link in links if (found := _heading(link)) is not None)
    for heading in islice((found for found in headings if _is_other(found, own)), _MOST_TEASERS):
        box = heading
        while box.getparent() is not None and _is_short(box.getparent(), _LONGEST_TEASER):
            box = box.getparent()
        if len(name) < _SHORTEST_HEADLINE or name not in _spaced(box.text_content()):
            yield box


def _heading(link: HtmlElement) -> HtmlElement | None:
    """Return the heading that a link stands in or holds, or None."""
    above = link.getparent()
    return above if above.tag in _HEADINGS else next(link.iter(*_HEADINGS), None)


def _others(tree: HtmlElement) -> list[HtmlElement]:
    """Return the teasers of a page that says more than they do: they are other articles'."""
    found = list(teasers(tree))
    boxes = list(dict.fromkeys(found))
    said, told = _length(tree), sum(map(_length, boxes))
    return boxes if len(found) >= _FEWEST_TEASERS and told < _TEASERS * said else []


def _is_other(heading: HtmlElement, title: str) -> bool:
    """Tell whether a heading can be another article's: not a section's name, nor a part of the page's own title."""
    words = _spaced(heading.text_content())
    return len(words) >= _SHORTEST_HEADLINE and words not in title


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _length(element: HtmlElement) -> int:
    """Return how many characters an element shows."""
    own = (one.text or "" for one in element.iter() if isinstance(one.tag, str) and one.tag not in _UNSEEN)
    after = (one.tail or "" for one in element.iterdescendants())
    return sum(len(text.strip()) for text in chain(own, after))


def _boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the boxes that call themselves a call or another's post."""
    for element in tree.iter(*_BOXES):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        is_call = not _CALLS.isdisjoint(word.lower() for word in _NAME.findall(names)) and _is_short(element)
        if is_call or (element.tag == "blockquote" and not _POSTS.isdisjoint(names.split())):
            yield element


def _linked(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the paragraphs that are nothing but one link, with or without a label before it."""
    for element in tree.iter("p"):
        links = element.findall(".//a[@href]") if _is_short(element) else []
        if len(links) != 1:
            continue
        words, linked = ("".join(one.itertext()).strip() for one in (element, links[0]))
        before, _, after = words.partition(linked) if linked else ("", "", words)
        is_labelled = not _says(before) or bool(_LABEL.fullmatch(before))
        if is_labelled and not _says(after) and _is_headline(linked):
            yield element


def _says(words: str) -> bool:
    return any(map(str.isalnum, words))


def _is_headline(linked: str) -> bool:
    return len(linked) <= _LONGEST_LINK and len(linked.split()) >= _FEWEST_LINKED


def _is_short(element: HtmlElement, most: int = _LONGEST_CALL) -> bool:
    """Tell whether an element holds fewer characters than that, a call's by default; no more of it is looked at."""
    left = most
    for place, inner in enumerate(element.iter()):
        own = inner.text if isinstance(inner.tag, str) else ""  # not a comment's
        after = inner.tail if place else ""
        left -= len((own or "").strip()) + len((after or "").strip())
        if left <= 0 or place == _MOST_INSIDE:
            return False
    return True


def _unfold(tree: HtmlElement) -> None:
    """Make boxes of the tables that lay a page out: those with paragraphs or the title in a cell, which would be one line."""
    cells = [cell for cell in tree.iter("td") if len(cell.findall("p")) >= _LAID_OUT]
    laying: set[HtmlElement] = set()
    for inside in [*cells, *tree.iter("h1")]:
        for table in inside.iterancestors("table"):
            if table in laying:
                break
            laying.add(table)
    rows = [row for row in tree.iter(*_ROWS) if next(row.iterancestors("table"), None) in laying]
    for element in [*rows, *laying]:
        element.tag = "div"
