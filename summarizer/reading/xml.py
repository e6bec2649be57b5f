"""XML from strangers: without entities, files and network, within limits, and mended where it is broken."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from summarizer.errors import SourceError
from summarizer.reading import limits

_MOST_TAGS = (
    1_000_000  # 10,000 entries of a feed with their text have about half of it; libxml2 takes 150 bytes for each
)
_DECLARATION = re.compile(r"\A\s*+<\?xml\b[^>]*+>")
_ELEMENT = re.compile(r"<[A-Za-z]")
# A tag as the most tolerant parser reads it; its last group is there where it has more attributes than are read.
# Nothing is tried twice.
_ATTRIBUTE = r"""[\s/]*+[^\s/<>=]++(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s<>"']*+))?+"""
_TAG = re.compile(rf"<[A-Za-z][^\s/<>]*+(?:{_ATTRIBUTE}){{0,{limits.MOST_ATTRIBUTES}}}+({_ATTRIBUTE})?+")


def checked(text: str, what: str) -> str:
    """Return XML that can be parsed in a few seconds, without its declaration: decoded text has no encoding any more.

    Args:
        text: All of it.
        what: What to call it, at the beginning of an error's sentence.

    Raises:
        SourceError: It declares entities of its own, which can grow without bound or name files; or it has more than a
            million tags, or one with more than 200 attributes, which parsers compare each with each.
    """
    first = _ELEMENT.search(text)
    if "<!ENTITY" in text[: first.start() if first else None].upper():
        why = "declares entities of its own, which can be a bomb"
    elif text.count("<") > _MOST_TAGS:
        why = f"has more than {_MOST_TAGS:,} tags"
    elif any(tag[1] for tag in _TAG.finditer(text)):
        why = f"has a tag with more than {limits.MOST_ATTRIBUTES:,} attributes"
    else:
        return _DECLARATION.sub("", text, count=1)
    raise SourceError(f"{what} {why}, and is not read; tell its maker.")


def tree(text: str) -> Any:
    """Return the root of XML that was checked, as far as it can be mended; None where it is none at all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
