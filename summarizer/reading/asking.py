"""One request: in its host's turn, within limits of time and size, and sent once more where that may help.

The loop is our own, as it is five lines: tenacity is for the model's server, whose requests cost money.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx2

from summarizer.errors import SourceError
from summarizer.reading.hosts import Host

if TYPE_CHECKING:
    from collections.abc import Mapping

_READABLE = frozenset(
    ("", "text/html", "text/plain", "text/xml", "text/x-opml", "text/json", "application/xml", "application/json")
)
_READABLE_SUFFIXES = ("+xml", "+json")
_ENCODINGS = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))
_BUSY = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of others, and taken from them. Times are in seconds, sizes in bytes.

    Attributes:
        concurrency: Requests at one time, in all.
        per_host: The same, to one host.
        pause: From the start of one request to a host to the next.
        longest_crawl_delay: A robots.txt that wants a longer pause gets this: 50 entries of a feed take four minutes.
        connect: Until a connection is open.
        read: From one piece of an answer to the next.
        whole: One page with its redirects and second attempts, waiting for a turn not counted.
        redirects: From one address to the next.
        transferred: As sent.
        decompressed: As read; no more is read of a file, either.
        longest_retry_after: A server that wants a longer pause is not asked again in this run.
        retry_pause: Before the second attempt, where the server names no time.
        patience: Requests in a row that a host may leave without any answer until it is asked no more.
    """

    concurrency: int = 8
    per_host: int = 2
    pause: float = 0.25
    longest_crawl_delay: float = 5.0
    connect: float = 10.0
    read: float = 15.0
    whole: float = 30.0
    redirects: int = 5
    transferred: int = 5_000_000
    decompressed: int = 20_000_000
    longest_retry_after: float = 10.0
    retry_pause: float = 1.0
    patience: int = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; the body is read of a success only."""

    status: int
    headers: httpx2.Headers
    body: bytes = b""


@dataclass(slots=True)
class Trip:
    """One fetch with all its steps.

    Attributes:
        address: What was asked for.
        left: Seconds.
        any_kind: Whether the media type does not matter.
    """

    address: str
    left: float
    any_kind: bool = False


class Asker:
    """Sends requests, and holds the turns of every host.

    Args:
        transport: What sends them.
        agent: The User-Agent.
        limits: How much is asked and taken.
    """

    def __init__(self, transport: httpx2.AsyncBaseTransport, agent: str, limits: Limits) -> None:
        self._limits = limits
        self._client = httpx2.AsyncClient(
            transport=transport,
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=httpx2.Timeout(limits.read, connect=limits.connect, pool=None),
            follow_redirects=False,
            trust_env=False,
        )
        self._slots = asyncio.Semaphore(limits.concurrency)
        self._hosts: dict[str, Host] = {}

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def host(self, url: httpx2.URL) -> Host:
        """Return how the host of an address is treated."""
        name = url.netloc.decode("ascii")
        if name not in self._hosts:
            limits = self._limits
            self._hosts[name] = Host(name, at_once=limits.per_host, pause=limits.pause, patience=limits.patience)
        return self._hosts[name]

    async def ask(self, url: httpx2.URL, trip: Trip, headers: Mapping[str, str]) -> Answer:
        """Return the answer to a GET, whatever its status; a broken connection or a busy server is asked twice.

        Raises:
            SourceError: No answer came, or one that is too large, damaged, or of a kind that cannot be read.
        """
        answer, wait = None, self._limits.retry_pause
        try:
            answer = await self._once(url, trip, headers)
        except httpx2.TransportError:
            pass
        else:
            if answer.status not in _BUSY:
                return answer
            wait = _retry_after(answer.headers, wait)
            if wait > self._limits.longest_retry_after:
                return answer
        await asyncio.sleep(wait)
        try:
            return await self._once(url, trip, headers)
        except httpx2.TransportError as error:
            raise _silent(trip.address, _what_broke(error)) from error

    async def _once(self, url: httpx2.URL, trip: Trip, headers: Mapping[str, str]) -> Answer:
        """Send one request in its host's turn, and note whether the host answered."""
        host = self.host(url)
        async with host.turn(self._slots):
            clock = asyncio.get_running_loop().time
            started = clock()
            try:
                async with asyncio.timeout(trip.left):
                    answer = await self._sent(url, trip, headers)
            except (TimeoutError, httpx2.TimeoutException) as error:
                host.stayed_silent()
                raise _silent(trip.address, "did not answer in time") from error
            except httpx2.TransportError:
                host.stayed_silent()
                raise
            finally:
                trip.left -= clock() - started
            host.answered()
            return answer

    async def _sent(self, url: httpx2.URL, trip: Trip, headers: Mapping[str, str]) -> Answer:
        """Send the request, and read the body of a success."""
        address = trip.address
        async with self._client.stream("GET", url, headers=headers) as response:
            if not response.is_success:
                return Answer(response.status_code, response.headers)
            if why := _unreadable(response.headers, any_kind=trip.any_kind):
                raise SourceError(f"'{address}' {why}.", source=address)
            try:
                return Answer(response.status_code, response.headers, await self._body(response, address))
            except httpx2.DecodingError as error:
                raise SourceError(f"'{address}' arrived damaged; try again later.", source=address) from error

    async def _body(self, response: httpx2.Response, address: str) -> bytes:
        """Return the body, decompressed piece by piece; stop where it grows too large."""
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            for size, most in (
                (response.num_bytes_downloaded, self._limits.transferred),
                (len(body), self._limits.decompressed),
            ):
                if size > most:
                    raise SourceError(
                        f"'{address}' is larger than {most / 1e6:g} MB, and is not read; give an address of the article "
                        "alone.",
                        source=address,
                    )
        return bytes(body)


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type in small letters without parameters."""
    return content_type.partition(";")[0].strip().lower()


def _unreadable(headers: httpx2.Headers, *, any_kind: bool) -> str | None:
    """Return why a body cannot be read, judged by its headers, or None."""
    kind = media_type(headers.get("content-type", ""))
    if not any_kind and kind not in _READABLE and not kind.endswith(_READABLE_SUFFIXES):
        return f"is of the kind '{kind[:80]}', which cannot be read; give a page, a feed or a text"
    if (encoding := headers.get("content-encoding", "").strip().lower()) not in _ENCODINGS:
        return f"is packed as '{encoding[:80]}', which was not asked for and is not read"
    return None


def _retry_after(headers: httpx2.Headers, otherwise: float) -> float:
    """Return how many seconds the server wants us to wait (RFC 9110, 10.2.3: a number or a date)."""
    words = headers.get("retry-after", "").strip()
    try:
        wait = float(words) if words.isdecimal() else (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return otherwise
    return max(wait, 0.0)


def _what_broke(error: httpx2.TransportError) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "shows a certificate that does not hold"
    return "cannot be reached" if isinstance(error, httpx2.ConnectError) else "broke the connection"


def _silent(address: str, why: str) -> SourceError:
    return SourceError(f"'{address}' cannot be fetched: its server {why}; try again later.", source=address)
