"""Which articles a reader wants: by the words that they name, and by their language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models import Article

_OFTEN = 3  # times that an article which is mostly about a topic names it at least, …
_APART = 100  # … and one of so many words


def unwanted(article: Article, keep: Sequence[str], drop: Sequence[str]) -> str | None:
    """Return why an article is left out, as the end of a sentence about it; None where it is wanted.

    It is, where a topic to keep stands in its title or text, or there is none to keep; but not where a topic to drop
    stands in its title, or so often in its text that it is mostly about it: three times, and once in each hundred words.

    Args:
        article: Its title and text are looked at.
        keep: Words or phrases, in any case of letters; one that ends in * is the beginning of a word.
        drop: The same.
    """
    for topic in drop:
        if _pattern(topic).search(article.title):
            return f"has '{topic}' in its title, which is dropped"
        named = sum(1 for _ in _pattern(topic).finditer(article.text))
        if named >= max(_OFTEN, len(article.text.split()) / _APART):
            return f"is mostly about '{topic}', which is dropped"
    if keep and not any(_pattern(topic).search(part) for topic in keep for part in (article.title, article.text)):
        return "names none of the topics that are kept"
    return None


def foreign(language: str | None, languages: Sequence[str]) -> str | None:
    """Return why an article in a language is left out, as the end of a sentence about it; None where it is wanted."""
    if not languages or language is None or language in languages:
        return None
    return f"is in another language ('{language}') than {', '.join(languages)}"


@lru_cache(maxsize=256)
def _pattern(topic: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, topic.removesuffix("*").split()))
    return re.compile(rf"(?<!\w){words}" + ("" if topic.endswith("*") else r"(?!\w)"), re.IGNORECASE)
