"""Fetching pages and feeds: politely, within limits, and from public addresses only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol, Self

from httpx2 import URL, InvalidURL

from summarizer.errors import SourceError
from summarizer.reading.addresses import GuardedTransport, by_system, checked
from summarizer.reading.asking import Answer, Asker, Limits, Trip, media_type
from summarizer.reading.robots import AGENT, Rules, rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from summarizer.reading.addresses import Resolve

__all__ = ["Fetched", "Fetcher", "Kept", "Limits", "Seen", "Unchanged"]

_MOVED = frozenset((301, 302, 303, 307, 308))
_CLOSED = frozenset((401, 402, 403, 407, 451))
_GONE = frozenset((404, 410))
_BUSY = frozenset((429, 503))
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was fetched before, so that its server need not send it again.

    Attributes:
        url: Where it came from, redirects followed.
        etag: The server's ETag, as it is.
        last_modified: The server's Last-Modified, as it is.
        content_type: The server's Content-Type, as it is.
        body: The page, decompressed; None where it was pruned, and its article is known: that it did not change is then
            all that is wanted of its server.
    """

    url: str
    etag: str | None
    last_modified: str | None
    content_type: str
    body: bytes | None


class Unchanged(SourceError):  # noqa: N818  (there is no fault in it)
    """A page is as it was when its article was read, and its body is not kept any more."""


class Kept(Protocol):
    """What a fetcher wants of a store; both are called in the event loop's thread, and never raise."""

    def get(self, url: str) -> Seen | None:
        """Return what was put under an address that was asked for; None where all of it is wanted anew."""

    def put(self, url: str, seen: Seen) -> None:
        """Keep a page under the address that was asked for."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, a feed or a list of feeds.

    Attributes:
        address: What was asked for.
        url: Where it came from, redirects followed.
        body: What was sent, decompressed.
        kind: Its media type in small letters, without parameters; '' where the server names none.
        charset: The encoding that the server names, or None.
        unchanged: Whether the server said that it is still what was kept (304).
    """

    address: str
    url: str
    body: bytes
    kind: str
    charset: str | None
    unchanged: bool = False


@dataclass
class Fetcher:
    """Fetches many pages at once. An async context manager; one for a run.

    Args:
        kept: Pages of earlier runs, for conditional requests.
        allow_hosts: Hosts that may lie in a private network; see `GuardedTransport`.
        contact: An address, by web or mail, at which a site's owner can learn who asks; sent in the User-Agent.
        limits: How much is asked and taken.
        resolve: What resolves names.
    """

    kept: Kept | None = None
    allow_hosts: Sequence[str] = ()
    contact: str | None = None
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = by_system

    def __post_init__(self) -> None:
        who = f"{AGENT}/{version('summarizer')}" + (f" (+{self.contact})" if self.contact else "")
        self._asker = Asker(GuardedTransport(self.allow_hosts, resolve=self.resolve), who, self.limits)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._asker.close()

    async def fetch(self, address: str) -> Fetched:
        """Return what lies at an address.

        Raises:
            Unchanged: It is as it was when it was put into the store, which keeps no more than that.
            SourceError: There is nothing to read, with the reason in one sentence.
        """
        found = await self._conditionally(address, obey=True)
        if isinstance(found, int):
            raise SourceError(f"'{address}' {_refusal(found)}.", source=address)
        return found

    async def _conditionally(self, address: str, *, obey: bool) -> Fetched | int:
        """Return what lies at an address, or the status that its server answers instead.

        Args:
            address: What is asked for.
            obey: Whether robots.txt is heard and the media type looked at: not for robots.txt itself.
        """
        seen = self.kept.get(address) if self.kept else None
        if seen and seen.body is None and not obey:
            seen = None
        url, answer = await self._followed(address, seen, obey=obey)
        if answer.status == HTTPStatus.NOT_MODIFIED and seen:
            if seen.body is None:
                raise Unchanged(f"'{address}' is as it was when it was read before.", source=address)
            return _fetched(address, seen.url, seen.body, seen.content_type, unchanged=True)
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return answer.status
        content_type = answer.headers.get("content-type", "")
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if self.kept and (etag or modified):
            self.kept.put(address, Seen(url, etag, modified, content_type, answer.body))
        return _fetched(address, url, answer.body, content_type)

    async def _followed(self, address: str, seen: Seen | None, *, obey: bool) -> tuple[str, Answer]:
        """Return where the redirects end, and the answer there; each step is checked like the first."""
        trip = Trip(address, self.limits.whole, any_kind=not obey)
        url = checked(address)
        for _ in range(self.limits.redirects + 1):
            if obey:
                (await self._rules(url)).check(str(url))
            answer = await self._asker.ask(url, trip, _conditions(seen) if seen and seen.url == str(url) else {})
            location = answer.headers.get("location")
            if answer.status not in _MOVED or not location:
                return str(url), answer
            url = _next(url, location, address)
        raise SourceError(
            f"'{address}' leads from one address to the next more than {self.limits.redirects} times; "
            "give the page's final address.",
            source=address,
        )

    async def _rules(self, url: URL) -> Rules:
        """Return what the host's robots.txt allows; it is fetched once."""
        host = self._asker.host(url)
        async with host.learning:
            if host.rules is None:
                address = str(url.join("/robots.txt"))
                try:
                    found = await self._conditionally(address, obey=False)
                    host.rules = rules(address, found if isinstance(found, int) else found.body)
                except SourceError as error:
                    host.rules = Rules(None, error)
                host.pause = max(host.pause, min(host.rules.delay(), self.limits.longest_crawl_delay))
            return host.rules


def _next(url: URL, location: str, address: str) -> URL:
    """Return where a redirect leads, checked."""
    try:
        return checked(str(url.join(location)), source=address)
    except InvalidURL:
        raise SourceError(f"'{address}' leads to what is no address; give the page's own.", source=address) from None


def _conditions(seen: Seen) -> dict[str, str]:
    """Return the headers by which a server tells whether a page has changed (RFC 9110, 13.1)."""
    named = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified}
    return {name: value for name, value in named.items() if value}


def _fetched(address: str, url: str, body: bytes, content_type: str, *, unchanged: bool = False) -> Fetched:
    charset = _CHARSET.search(content_type)
    return Fetched(address, url, body, media_type(content_type), charset[1] if charset else None, unchanged)


def _refusal(status: int) -> str:
    """Return what a status other than success means, as the end of a sentence about the address."""
    if status in _CLOSED:
        return f"is closed to programs or wants a login ({status}); save the page and give the file"
    if status in _GONE:
        return f"does not exist ({status}); check the address"
    if status in _BUSY:
        return f"belongs to a server that is busy ({status}); try again later"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"belongs to a server that is out of order ({status}); try again later"
    return f"is no page: its server answers with {status}; check the address"
