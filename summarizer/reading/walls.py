"""Pages that stand where an article should: consent and bot checks, paywall stubs, errors, and lists of articles.

Each rule wants a page that is short, or that speaks of nothing else: an article that tells of cookies or captchas, or
ends in a call to subscribe, is an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml import html as markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = 200  # words: notices are shorter, most articles longer
_SHORT_DECLARED = 60  # … of a page that calls itself an article
_AFTER = 60  # words below a paywall's line that are still the paywall's
_CONSENTING = 0.5  # of all sentences
_FEWEST_CONSENTING = 2
_LISTED = 4  # lines that are other articles' titles and teasers
_LISTED_SHARE = 0.5  # … of all lines
_MOST_LISTED = 100  # headings that are looked at
_LONGEST_TEASER = 600  # characters
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_LINE = 300  # characters: a longer line is no notice
_END = 200  # characters in which a text shows that it was cut
_VISIBLE = 20_000  # characters of a page without article that are looked at

_BOT_CHECK = re.compile(
    r"""\b(?:
      (?:verify(?:ing)?|confirm|prove|make\ssure)\s(?:that\s)?you(?:['’]re|\sare)\s(?:not\sa\s(?:ro)?bot|(?:a\s)?human)
    | are\syou\sa\s(?:ro)?bot\?
    | checking\s(?:if\sthe\ssite\sconnection\sis\ssecure|your\sbrowser)
    | (?:enable|turn\son|activate)\s(?:java\s?script|js)\b
    | java\s?script\s(?:is|must\sbe|needs\sto\sbe|has\sto\sbe)\s(?:disabled|enabled|required|turned\son|not\s\w+)
    | unusual\s(?:traffic|activity)\sfrom\syour\b
    | complet(?:e|ing)\s(?:the|this|a)\s(?:security\scheck|captcha)
    | (?:pardon\sour\sinterruption|ddos\sprotection\sby|request\sunsuccessful\.\sincapsula)
    | (?:sorry,\s)?you\shave\sbeen\sblocked
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BOT_TITLE = re.compile(
    r"(?:just\sa\smoment|attention\srequired|security\scheck|human\sverification|captcha)\b", re.IGNORECASE
)
_ERROR = re.compile(
    r"""(?:(?:
      (?:http\s)?(?:error\s)?(?:code\s)?(?:40\d|410|429|451|50\d)\b | error\b
    | (?:the\s)?(?:page|file|article|story|site|content)\s(?:(?:was|is|could)\s)?(?:not\s(?:be\s)?(?:found|available)|unavailable)\b
    | (?:access|permission)\s(?:is\s|was\s|has\sbeen\s)?denied\b | forbidden\b | not\sfound\b | bad\s(?:request|gateway)\b
    | (?:service|temporarily)\sunavailable\b | internal\sserver\serror\b | too\smany\srequests\b
    | (?:oops|sorry)\b | something\swent\swrong\b | we\scan['’]?t\sfind\s(?:that|this|the)\spage\b
    | (?:not\savailable|unavailable)\sin\syour\s(?:country|region|location)\b
    | (?:down|under|scheduled)\s(?:for\s)?maintenance\b
    )\W*+){1,5}""",
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(r"\s[|–—-]\s|[.:!]\s")
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|personal\s(?:data|information)|store\sand/?(?:or)?\saccess|advertis\w+|preferences|partners|vendors)\b",
    re.IGNORECASE,
)
_TO_READER = re.compile(
    r"\b(?:we|our|us|you|your|accept\sall|reject\sall|manage\s\w+|this\s(?:web)?site\suses)\b", re.IGNORECASE
)
_SAYS_COOKIES = re.compile(r"\bcookies?\b|\bconsent\b", re.IGNORECASE)
_PAYWALL = re.compile(
    r"""\b(?:
      (?:subscribe|sign\s(?:in|up)|log\s?in|register|become\sa\s(?:member|subscriber)|create\s(?:a\sfree|an|your)\saccount|upgrade)\b
      [^.!?]{0,60}\b(?:to\s(?:continue|keep|read|finish|unlock|access|view|see)\b|for\s(?:full|unlimited)\saccess)
    | (?:this|the\srest\sof\sth(?:is|e)|the\sfull)\s(?:\w+\s)?(?:article|story|content|post|report)\b[^.!?]{0,40}\b(?:for|to)\s(?:\w+\s){0,3}
      (?:subscribers?|members?)\b
    | (?:already|are\syou|not)\s(?:have\s)?an?\s(?:\w+\s)?(?:subscriber|subscription|member|account)\b
    | you(?:['’]ve|\shave)\s(?:reached|read|used|hit)\s(?:your|all|the)\b[^.!?]{0,40}\b(?:free|limit|monthly)
    | to\s(?:continue|keep)\sreading\b[^.!?]{0,80}\b(?:subscri|sign|log|register|account)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTER = re.compile(r"newsletter|podcast|alerts|e-?mail", re.IGNORECASE)
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*+:\s*+"?false', re.IGNORECASE)
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

    @property
    def words(self) -> int:
        return len(self.text.split())


def wall(page: str, text: str | None) -> str | None:
    """Return what a page is instead of an article, in words that follow "it is", or None where nothing shows that.

    Args:
        page: The page's HTML.
        text: The article's text as it was extracted; None where there was none, so that all of the page is looked at.
    """
    seen = _seen(page, text)
    short = seen.words < (_SHORT_DECLARED if seen.is_declared and text is not None else _SHORT)
    if short and (_BOT_CHECK.search(seen.text) or _BOT_TITLE.match(seen.title)):
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
        return _Page("", text or "", "", frozenset(), is_declared=False, is_free=True)
    data = " ".join(script.text or "" for script in root.iter("script") if "ld+json" in (script.get("type") or ""))
    kinds = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    title = root.findtext(".//title") or ""
    shown = "\n".join(_shown(root))[:_VISIBLE]
    return _Page(
        title=" ".join(title.split()),
        text=shown if text is None else text,
        shown=shown,
        listed=frozenset(_listed(root)),
        is_declared=kinds.get("og:type") == "article"
        or "article:published_time" in kinds
        or bool(_ARTICLE.search(data)),
        is_free=not _NOT_FREE.search(data),
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
    links = (link for link in root.iter("a") if link.getparent() is not None)
    headings = (_heading(link) for link in links)
    for heading in islice((found for found in headings if found is not None), _MOST_LISTED):
        box = heading
        while box.getparent() is not None and _is_small(box.getparent()):
            box = box.getparent()
        for node in box.iter():
            if isinstance(node.tag, str):
                yield " ".join(node.text_content().split())


def _heading(link: Any) -> Any:
    """Return the heading that a link stands in or holds, or None."""
    above = link.getparent()
    return above if above.tag in _HEADINGS else next(link.iter(*_HEADINGS), None)


def _is_small(node: Any) -> bool:
    """Tell whether an element holds no more than a teaser does; no more of it is looked at."""
    left = _LONGEST_TEASER
    return all((left := left - len(text)) > 0 for text in node.itertext())


def _opening(text: str) -> list[str]:
    return [line for line in text[:_LONGEST_LINE].split("\n") if line.strip()][:2]


def _is_error(line: str) -> bool:
    """Tell whether a part of a title or a first sentence is an error's name, and little else."""
    for part in _PART.split(line):
        found = _ERROR.match(part.strip())
        if found and 2 * len(found[0].split()) > len(part.split()):
            return True
    return False


def _is_consent(text: str) -> bool:
    """Tell whether at least half of the sentences ask the reader about cookies and their like."""
    sentences = [part for part in _SENTENCE_END.split(text) if len(part.split()) > 1]
    asking = sum(1 for part in sentences if _CONSENT.search(part) and _TO_READER.search(part))
    return bool(asking >= _FEWEST_CONSENTING and asking >= _CONSENTING * len(sentences) and _SAYS_COOKIES.search(text))


def _is_stub(page: _Page, *, is_whole: bool) -> bool:
    """Tell whether a paywall follows on a short text."""
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
    return len(line) <= _LONGEST_LINE and bool(_PAYWALL.search(line)) and not _LETTER.search(line)


def _is_list(page: _Page) -> bool:
    """Tell whether the text is made of other articles' headings and teasers."""
    lines = [line.strip("#*- \t") for line in page.text.split("\n") if line.strip()]
    listed = sum(1 for line in lines if line in page.listed)
    return not page.is_declared and listed >= _LISTED and listed >= _LISTED_SHARE * len(lines)
