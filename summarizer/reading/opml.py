"""Lists of feeds in OPML, as feed readers export them (opml.org/spec2.opml)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.errors import SourceError
from summarizer.reading import xml

_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*+>\s*|<!--(?:(?!-->).)*+-->\s*|<!DOCTYPE[^>\[]*+>\s*)*+<opml\b", re.IGNORECASE | re.DOTALL
)
_HEAD = 4_096
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list."""

    title: str
    url: str


def looks_like_opml(text: str) -> bool:
    """Tell whether `text` begins as an OPML file does."""
    return bool(_ROOT.match(text[:_HEAD]))


def subscriptions(text: str, name: str) -> list[Subscription]:
    """Return the feeds of an OPML file in its order, whatever folders they lie in; one that is given twice comes once.

    Nothing is fetched. A broken file gives what can be read of it.

    Args:
        text: The file.
        name: What to call it in an error.

    Raises:
        SourceError: It is not XML or too much of it, declares entities, names no feed, or names more than 1,000.
    """
    root = xml.tree(xml.checked(text, f"The list of feeds '{name}'"))
    if root is None:
        raise SourceError(f"The list of feeds '{name}' is not XML; export it again.", source=name)
    found: dict[str, Subscription] = {}
    for outline in root.iter("{*}outline"):
        attributes = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "")
        if url:
            found.setdefault(url, Subscription(attributes.get("title") or attributes.get("text") or url, url))
    if not found:
        raise SourceError(f"The list of feeds '{name}' names no feed; give each an outline with xmlUrl.", source=name)
    if len(found) > _MOST:
        raise SourceError(
            f"The list of feeds '{name}' names {len(found):,} feeds; give at most {_MOST:,}.", source=name
        )
    return list(found.values())
