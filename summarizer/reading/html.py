"""The article in an HTML page, by trafilatura."""

from __future__ import annotations

import logging
import re

from summarizer.errors import SourceError
from summarizer.models import Article

_FEWEST_WORDS = 25
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
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

    `text` is the extracted text: one paragraph a line, comments and navigation left out.

    Args:
        page: The whole page.
        name: What to call it in the article and in an error.

    Raises:
        SourceError: The parser failed.
    """
    import trafilatura  # noqa: PLC0415  (0.4 s that only pages cost)
    from trafilatura.settings import Document  # noqa: PLC0415  (the same)

    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=_DATE
        )
    except Exception as error:  # (a parser's bug on one page must not cost the other articles)
        raise SourceError(
            f"The HTML of '{name}' could not be parsed ({type(error).__name__}); give the article's text as .txt.",
            source=name,
        ) from error
    if not isinstance(found, Document):
        return None
    text = (found.text or "").strip()
    if len(text.split()) < _FEWEST_WORDS:
        return None
    return Article(
        text=text,
        name=name,
        title=found.title or "",
        url=found.url,
        publisher=found.sitename,
        published=found.date,
    )
