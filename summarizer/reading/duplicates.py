"""Articles whose text was given before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.models import Article


def duplicates(articles: Iterable[Article]) -> dict[str, str]:
    """Map the id of each article whose text was given before to the id of the first that had it.

    Texts are compared with case folded and each run of white space as one space. Ids must be unique.
    """
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for article in articles:
        original = first.setdefault(fingerprint(article.text), article.id)
        if original != article.id:
            found[article.id] = original
    return found


def fingerprint(text: str) -> str:
    """Return the hash by which a text is known again, whatever its case and white space."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()
