"""The day a number holds for, where its sentence says so: "10,000 by Thursday", "as of 3 March"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from summarizer.grounding.dates import find_dates

if TYPE_CHECKING:
    from summarizer.models import Article

_BY = re.compile(
    r"\b(?:by|as\sof|as\sat|until|up\sto)\s(?:early\s|late\s|midday\s|noon\s)?(?:on\s)?(?:\w+\s(?:morning|evening|night)\s)?$",
    re.IGNORECASE,
)
_FAR = 120


def as_of(article: Article, number: int, at: int) -> str | None:
    """Return the ISO day that the number at offset `at` of sentence `number` holds for; None where it is not said.

    "By Thursday" leans on the day the article was published; without that it gives no day.
    """
    text = article.sentence(number)
    if not re.search(r"\b(?:by|as\sof|as\sat|until)\b", text, re.IGNORECASE):
        return None
    found = [
        one
        for one in find_dates(text, _day(article.published))
        if one.low is not None
        and one.low == one.high
        and abs(one.start - at) <= _FAR
        and _BY.search(text, max(0, one.start - 40), one.start)
    ]
    published = (article.published or "")[:10]
    near = sorted(found, key=lambda one: abs(one.start - at))
    return near[0].low if near and not (published and str(near[0].low) > published) else None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
