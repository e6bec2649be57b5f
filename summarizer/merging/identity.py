"""Which article records of several briefings are one article, whatever their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.models import ArticleRecord, Briefing

    Key = tuple[str, str]

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid")
"""How the parameters of an address begin that tell where a reader came from, and not what to read."""


class Identities:
    """Article records by who they are: of one text, or of one address, through however many of them."""

    def __init__(self, records: Iterable[ArticleRecord]) -> None:
        self._leader: dict[Key, Key] = {}
        for record in records:
            keys = _keys(record)
            for key in keys:
                first, second = sorted((self._root(keys[0]), self._root(key)))
                self._leader[second] = first

    def of(self, record: ArticleRecord) -> Key:
        """Return what is the same for each record of one article, and for no other's."""
        return self._root(_keys(record)[0])

    def _root(self, key: Key) -> Key:
        self._leader.setdefault(key, key)
        while self._leader[key] != key:
            self._leader[key] = key = self._leader[self._leader[key]]
        return key


def _keys(record: ArticleRecord) -> Sequence[Key]:
    """Return what a record is known by: its text, its address; without either, what it is called and its id."""
    keys = [("text", record.text)] if record.text.strip() else []
    if record.url:
        keys.append(("url", address(record.url)))
    return keys or [("name", f"{record.name}\n{record.title}\n{record.id}")]


def address(url: str) -> str:
    """Return what two addresses of one page share: host and path, and the parameters that choose what is shown."""
    try:
        parts = urlsplit(url.strip())
        chosen = [one for one in parse_qsl(parts.query, keep_blank_values=True) if not one[0].startswith(_TRACKING)]
    except ValueError:  # no address, such as "http://[x"
        return url
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(chosen), errors='replace')}"


def by_id(briefing: Briefing) -> dict[str, ArticleRecord]:
    """Return a briefing's article records by id; of two with one id the first counts."""
    found: dict[str, ArticleRecord] = {}
    for record in briefing.articles:
        found.setdefault(record.id, record)
    return found


def sources(records: Mapping[str, ArticleRecord]) -> dict[str, str]:
    """Return for each record's id the id of the first record of the same source: its own where it copies none."""
    first: dict[str, str] = {}
    for name in records:
        at, path = name, {name: None}
        while at not in first:
            other = records[at].duplicate_of or records[at].same_source_as
            if other is None or other not in records or other in path:
                first[at] = at
            else:
                path[at := other] = None
        first |= dict.fromkeys(path, first[at])
    return first
