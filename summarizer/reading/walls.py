"""Pages that stand where an article should: consent and bot checks, paywall stubs, errors, and lists of articles.

Each rule wants a page that is short, or that speaks of nothing else: an article that tells of cookies or captchas, or
ends in a call to subscribe, is an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml import html as markup

from summarizer.reading import furniture, html, wall_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = 200  # words: notices are shorter, most articles longer
_SHORT_DECLARED = 60  # … of a page that calls itself an article
_AFTER = 60  # words below a paywall's line that are still the paywall's
_CONSENTING = 0.5  # of all sentences
_FEWEST_CONSENTING = 2
_LISTED = 4  # lines that are other articles' titles and teasers
_LISTED_SHARE = 0.5  # … of all lines
_FEWEST_PAID = 100  # words: a page that is not free and shows fewer shows a teaser
_LONGEST_LINE = 300  # characters: a longer line is no notice
_END = 200  # characters in which a text shows that it was cut
_VISIBLE = 20_000  # characters: what begins a longer text tells whether it is a notice

_PART = re.compile(r"\s[|–—-]\s|[.:!]\s")
# https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*+:\s*+"?(?:https?://schema\.org/)?false', re.IGNORECASE)
_LOCKED = ("locked", "paid", "premium")  # what og's article:content_tier says of it, and others of their own
_CUT = re.compile(r"(?:…|\.\.\.)\W*$")
_ARTICLE = re.compile(r'"@type"\s*+:\s*+(?:\[\s*+)?"\w*(?:Article|BlogPosting)"')
_SENTENCE_END = re.compile(r"[.!?\n]+")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules look at: its title, its text as extracted, all that it shows, and whether it is an article by name."""

    title: str
    text: str
    shown: str
    listed: frozenset[str]
    is_declared: bool
    is_free: bool
    words: int


def wall(page: str, text: str | None) -> str | None:
    """Return what a page is instead of an article, in words that follow "it is", or None where nothing shows that.

    Args:
        page: The page's HTML.
        text: The article's text as it was extracted; None where there was none, so that all of the page is looked at.
    """
    seen = _seen(page, text)
    short = seen.words < (_SHORT_DECLARED if seen.is_declared and text is not None else _SHORT)
    checks = wall_words.BOT_CHECK.search(seen.text) or wall_words.BOT_TITLE.match(seen.title)
    if short and (checks or wall_words.BOT_MARK.search(page)):
        return "a check whether a person asks"
    if short and any(_is_error(line) for line in (seen.title, *_opening(seen.text))):
        return "an error message"
    if _is_consent(seen.text):
        return "a request to accept cookies"
    if _is_stub(seen, is_whole=text is None):
        return "a stub before a paywall"
    return "a list of articles" if _is_list(seen) else None


def _seen(page: str, text: str | None) -> _Page:
    """Parse the page, and gather what the rules look at."""
    try:
        root = markup.document_fromstring(page.encode(), parser=markup.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return _Page("", text or "", "", frozenset(), is_declared=False, is_free=True, words=html.words(text or ""))
    data = " ".join(script.text or "" for script in root.iter("script") if "ld+json" in (script.get("type") or ""))
    kinds = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    title = root.findtext(".//title") or ""
    shown = "\n".join(_shown(root))[:_VISIBLE]
    looked_at = shown if text is None else text
    return _Page(
        title=" ".join(title.split()),
        text=looked_at,
        shown=shown,
        listed=frozenset(_listed(root)),
        is_declared=kinds.get("og:type") == "article"
        or "article:published_time" in kinds
        or bool(_ARTICLE.search(data)),
        is_free=not _NOT_FREE.search(data)
        and kinds.get("isaccessibleforfree", "").lower() != "false"
        and kinds.get("article:content_tier", "").lower() not in _LOCKED,
        words=html.words(looked_at),
    )


def _shown(root: Any) -> Iterator[str]:
    """Yield the pieces of text that a page shows."""
    body = root.find("body")
    for node in body.iter() if body is not None else ():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "template") and (node.text or "").strip():
            yield " ".join(node.text.split())
        if (node.tail or "").strip() and node is not body:
            yield " ".join(node.tail.split())


def _listed(root: Any) -> Iterator[str]:
    """Yield the words of each heading that is a link, and those that stand with it in one box: other articles' teasers."""
    for box in furniture.teasers(root):
        for node in box.iter():
            if isinstance(node.tag, str):
                yield " ".join(node.text_content().split())


def _opening(text: str) -> list[str]:
    return [line for line in text[:_LONGEST_LINE].split("\n") if line.strip()][:2]


def _is_error(line: str) -> bool:
    """Tell whether a part of a title or a first sentence is an error's name, and little else."""
    for part in _PART.split(line):
        found = wall_words.ERROR.match(part.strip())
        if found and 2 * len(found[0].split()) > len(part.split()):
            return True
    return False


def _is_consent(text: str) -> bool:
    """Tell whether at least half of the sentences ask the reader about cookies and their like."""
    sentences = [part for part in _SENTENCE_END.split(text[:_VISIBLE]) if len(part.split()) > 1]
    asking = sum(1 for part in sentences if wall_words.CONSENT.search(part) and wall_words.TO_READER.search(part))
    is_most = asking >= max(_FEWEST_CONSENTING, _CONSENTING * len(sentences))
    return is_most and bool(wall_words.SAYS_COOKIES.search(text[:_VISIBLE]))


def _is_stub(page: _Page, *, is_whole: bool) -> bool:
    """Tell whether a paywall follows on a short text, or the page says that it is not free and shows little."""
    if not is_whole and not page.is_free and page.words < _FEWEST_PAID:
        return True
    before = 0
    for line in page.text.split("\n"):
        if before >= _SHORT:
            return False
        if _is_paywall(line) and (is_whole or page.words - before - len(line.split()) < _AFTER):
            return True
        before += len(line.split())
    walled = page.words < _SHORT and any(map(_is_paywall, page.shown.split("\n")))
    return walled and (not page.is_free or bool(_CUT.search(page.text[-_END:])))


def _is_paywall(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and bool(wall_words.PAYWALL.search(line)) and not wall_words.LETTER.search(line)


def _is_list(page: _Page) -> bool:
    """Tell whether the text is made of other articles' headings and teasers."""
    lines = [line.strip("#*- \t") for line in page.text.split("\n") if line.strip()]
    listed = sum(1 for line in lines if line in page.listed)
    return not page.is_declared and listed >= _LISTED and listed >= _LISTED_SHARE * len(lines)
