"""The article in an HTML page, by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from summarizer.errors import SourceError
from summarizer.models import Article
from summarizer.reading import furniture, hidden, limits
from summarizer.reading.authors import author

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_WORDS = 25
# Scripts without spaces between words have a word about every two characters.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]{1,2}|[^\s\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+")
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
# A tag as HTML reads it (https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state); its last group is there
# where it has more attributes than are read. Nothing is tried twice.
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{limits.MOST_ATTRIBUTES}}}+({_ATTRIBUTE})?+")
_RAW = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_CLOSING = {name: re.compile(f"</{name}" if name else "-->", re.IGNORECASE) for name in ("script", "style", "")}
_HEAD = 4_096  # where a page must have named its encoding, and begun: bytes or characters

_DATE = {"extensive_search": False, "original_date": True}  # what the page declares, not any year in its words

# A page without an article is told of in its record, not on standard error too.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def looks_like_html(text: str) -> bool:
    """Tell whether `text` begins as a page does."""
    return bool(_PAGE.match(text[:_HEAD]))


def charset(data: bytes) -> str | None:
    """Return the encoding that a page names in its head, or None."""
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def extract(page: str, name: str) -> Article | None:
    """Return the article of a page with what its metadata say, or None where it holds none of 25 words.

    `text` is the extracted text: one paragraph a line; comments, navigation and what the page hides are left out.

    Args:
        page: The whole page.
        name: What to call it in the article and in an error.

    Raises:
        SourceError: The page is larger than pages are, or the parser failed.
    """
    _check(page, name)
    import trafilatura  # noqa: PLC0415  (0.4 s that only pages cost)
    from trafilatura.settings import Document  # noqa: PLC0415  (the same)
    from trafilatura.utils import load_html  # noqa: PLC0415  (the same)

    try:
        tree = load_html(page)
        if tree is None:
            return None
        hidden.strip(tree)
        furniture.strip(tree)
        found = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=_DATE
        )
    except Exception as error:  # (a parser's bug on one page must not cost the other articles)
        raise SourceError(
            f"The HTML of '{name}' could not be parsed ({type(error).__name__}); give the article's text as .txt.",
            source=name,
        ) from error
    if not isinstance(found, Document):
        return None
    text = (found.text or "").strip()
    if not is_article(text):
        return None
    return Article(
        text=text,
        name=name,
        title=found.title or "",
        url=found.url,
        author=author(found.author, found.sitename),
        publisher=found.sitename,
        published=found.date,
    )


def is_article(text: str) -> bool:
    """Tell whether a text has as many words as an article at the least."""
    return words(text) >= _FEWEST_WORDS


def words(text: str) -> int:
    """Return how many words a text has; of scripts without spaces between them, about as many."""
    return sum(1 for _ in _WORD.finditer(text))


def _markup(page: str) -> Iterator[str]:
    """Yield a page without the insides of its scripts, styles and comments, where "<" begins no tag."""
    at = 0
    while found := _RAW.search(page, at):
        inside = page.find(">", found.end()) + 1 if found[1] else found.end()
        closing = _CLOSING[(found[1] or "").lower()].search(page, inside) if inside else None
        if closing is None:
            break
        yield page[at:inside]
        at = closing.start()
    yield page[at:]


def _check(page: str, name: str) -> None:
    """Raise a `SourceError` where parsing the page would take too much time or memory."""
    markup = "".join(_markup(page))
    if len(page) > limits.LONGEST_PAGE:
        much = f"is longer than {limits.LONGEST_PAGE:,} characters"
    elif page.count("<") > limits.MOST_TAGS:
        much = f"has more than {limits.MOST_TAGS:,} tags"
    elif any(tag[1] for tag in _TAG.finditer(markup)):
        much = f"has a tag with more than {limits.MOST_ATTRIBUTES:,} attributes"
    elif sum(tag.end() - tag.start() for tag in _TAG.finditer(markup)) > limits.MOST_IN_TAGS:
        much = f"has more than {limits.MOST_IN_TAGS:,} characters inside its tags"
    else:
        return
    raise SourceError(f"The page '{name}' {much}; give the article's text as .txt.", source=name)
