"""Posting JSON to a webhook: what the chats that offer one have in common.

A webhook's address is its password: it comes from the environment, and stands in no message, log or ledger. Requests go
to public addresses over TLS, and to this machine itself, where somebody runs a relay; redirects are not followed. A
message is sent again only where it surely did not arrive: no connection, 429, or 503. What replaces a message may be
sent twice, as it says the same again, and so goes on after any failure that may pass.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import httpx2

from summarizer.errors import DeliveryError, SourceError
from summarizer.extraction.transport import seconds
from summarizer.reading.addresses import GuardedTransport, checked
from summarizer.writing import safe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

LONGEST_WAIT = 60.0
"""Seconds that one message waits in all, for its server's limits and between attempts."""
LONGEST_ATTEMPT = 60.0
"""Seconds that one attempt takes at the most."""
LARGEST = 1_000_000
"""Bytes of an answer that are read."""
LONGEST_WORDS = 200
"""Characters of a server's own words that are shown."""
SHORTEST_SECRET = 12
"""Characters from which a part of the address is looked for in them: shorter ones are words such as 'webhooks'."""

_TIMEOUT = httpx2.Timeout(30.0, connect=10.0).as_dict()
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_REFUSED_FOR_NOW = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_LONGEST_PAUSE = 1e9  # seconds; a longer one is no pause
_ITS_OWN = 500
"""The first of the statuses that are a server's own failure."""
_LATER = "try again later"
_GONE = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer.

    Attributes:
        status: HTTP's.
        text: The body, cut at `LARGEST` bytes; what could be read of it.
        headers: HTTP's.
    """

    status: int
    text: str
    headers: httpx2.Headers

    def field(self, name: str) -> Any:
        """Return a field of the body where that is a JSON object that has it, else None."""
        try:
            body = json.loads(self.text)
        except (ValueError, RecursionError):
            return None
        return body.get(name) if isinstance(body, dict) else None


@dataclass(frozen=True, slots=True)
class _Later:
    """What failed in passing: the error, should it not pass, and the seconds that the server asks to wait."""

    error: DeliveryError
    wait: float | None = None


class Webhook:
    """A webhook, open. Its `send` is used by one task at a time.

    Args:
        address: Where it is.
        variable: The environment variable that holds the address.
        label: What a person calls it, at the end of a sentence: 'the Discord webhook in DISCORD_WEBHOOK_URL'.
        transport: What requests go through.
        pause: Seconds from one message to the next, where the place asks for it.
        unsent: Statuses at or above 500 after which the message surely did not arrive, beside 503.
        told: Returns the end of a sentence about a refusal that the place has its own words for ('refused … (404): …'),
            or None.
    """

    def __init__(  # noqa: PLR0913  (each by name)
        self,
        address: httpx2.URL,
        *,
        variable: str,
        label: str,
        transport: httpx2.AsyncBaseTransport,
        pause: float = 0.0,
        unsent: frozenset[int] = frozenset(),
        told: Callable[[Answer], str | None] = lambda _: None,
    ) -> None:
        self._address = address
        self._variable = variable
        self._label = label
        self._transport = transport
        self._pause = pause
        self._unsent = unsent | _REFUSED_FOR_NOW
        self._told = told
        self._free_at = 0.0

    async def send(
        self,
        body: Mapping[str, Any],
        *,
        query: Mapping[str, str] | None = None,
        replaces: str | None = None,
        takes: Callable[[Answer], bool] = lambda _: False,
    ) -> Answer:
        """Send a message as JSON, again where its server is busy or out of reach, and return the answer to it.

        Args:
            body: The message.
            query: What the address's query says beside what it holds.
            replaces: The path, below the webhook's, of a message that this one takes the place of (PATCH); None: it is
                a new one (POST).
            takes: Tells which answer is returned beside one of 2xx.

        Raises:
            DeliveryError: It was refused or did not arrive; `is_unknown` where it is new and may have arrived.
        """
        request = self._request(body, query or {}, replaces)
        attempt, waited = 0, 0.0
        while True:
            left = self._free_at - asyncio.get_running_loop().time()
            if left > 0:
                waited = await self._waited(
                    left, waited, self._failed(f"asks for a pause of {left:.0f} seconds; {_LATER}")
                )
            outcome = await self._attempt(*request, takes)
            if isinstance(outcome, Answer):
                return outcome
            waited = await self._waited(_back_off(outcome.wait, attempt), waited, outcome.error)
            attempt += 1

    async def _attempt(
        self, method: str, url: httpx2.URL, content: bytes, takes: Callable[[Answer], bool]
    ) -> Answer | _Later:
        """Return the answer where it is taken, or why it failed in passing; raise where it failed for good."""
        is_new = method == "POST"
        try:
            answer = await self._once(method, url, content)
        except _UNSENT as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise self._failed("shows a certificate that does not hold, and was not sent to") from None
            return _Later(self._failed(f"cannot be reached; check the connection, or {_LATER}"))
        except (TimeoutError, httpx2.TransportError):
            if is_new:
                raise self._unknown("did not answer") from None
            return _Later(self._failed(f"did not answer; {_LATER}"))
        self._paced(answer)
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES or takes(answer):
            return answer
        failure = self._refused(answer, is_new=is_new)
        if answer.status in self._unsent or (answer.status >= _ITS_OWN and not is_new):
            return _Later(failure, _asked(answer))
        raise failure

    def _request(
        self, body: Mapping[str, Any], query: Mapping[str, str], replaces: str | None
    ) -> tuple[str, httpx2.URL, bytes]:
        url = self._address.copy_merge_params(dict(query)) if query else self._address
        if replaces is not None:
            url = url.copy_with(path=f"{self._address.path.rstrip('/')}/{replaces}")
        return "POST" if replaces is None else "PATCH", url, json.dumps(body).encode()

    async def _waited(self, pause: float, waited: float, otherwise: DeliveryError) -> float:
        """Wait, and return how long was waited in all; raise where that would be too long."""
        if waited + pause > LONGEST_WAIT:
            raise otherwise
        await asyncio.sleep(pause)
        return waited + pause

    def _paced(self, answer: Answer) -> None:
        """Note when the next message may be sent (https://docs.discord.com/developers/topics/rate-limits)."""
        pause = self._pause
        if answer.headers.get("x-ratelimit-remaining") == "0" and answer.status != HTTPStatus.TOO_MANY_REQUESTS:
            pause = max(pause, seconds(answer.headers.get("x-ratelimit-reset-after", "0")))
        self._free_at = asyncio.get_running_loop().time() + pause if pause else 0.0

    async def _once(self, method: str, url: httpx2.URL, content: bytes) -> Answer:
        """Send one request, and read its answer; what breaks off after its headers counts as it is.

        The transport is asked itself, as httpx's client would log the address.
        """
        request = httpx2.Request(
            method,
            url,
            content=content,
            headers={
                "Content-Type": "application/json",
                "Accept-Encoding": "identity",
                "User-Agent": f"summarizer/{version('summarizer')}",
            },
            extensions={"timeout": _TIMEOUT},
        )
        response = None
        text = bytearray()
        try:
            async with asyncio.timeout(LONGEST_ATTEMPT):
                response = await self._transport.handle_async_request(request)
                async for piece in response.aiter_raw():
                    text += piece[: LARGEST - len(text)]
                    if len(text) == LARGEST:
                        break
        except (TimeoutError, httpx2.TransportError):
            if response is None:
                raise
        except SourceError:
            why = f"has a host that is not known or lies in a private network; check the address in {self._variable}"
            raise self._failed(why) from None
        finally:
            if response is not None:
                await response.aclose()
        return Answer(response.status_code, text.decode(errors="replace"), response.headers)

    def _refused(self, answer: Answer, *, is_new: bool) -> DeliveryError:
        status = answer.status
        if words := self._told(answer):
            return self._failed(words)
        said = self._said(answer)
        if status in _GONE:
            why = f"refused the message ({status}{said}): make a new webhook, and put its address into {self._variable}"
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            wait = _asked(answer)
            why = f"is used too often (429), and asks for a pause{f' of {wait:.0f} seconds' if wait else ''}; {_LATER}"
        elif status < HTTPStatus.BAD_REQUEST:
            why = f"leads elsewhere ({status}), which is not followed; put the webhook's own address into {self._variable}"
        elif status < _ITS_OWN:
            why = f"refused the message ({status}{said})"
        elif is_new and status not in self._unsent:
            return self._unknown(f"answered with an error of its own ({status}{said})")
        else:
            why = f"cannot take messages at present ({status}{said}); {_LATER}"
        return self._failed(why)

    def _said(self, answer: Answer) -> str:
        """Return the beginning of what the server says, without the address; '' where it gives a page or nothing."""
        message = answer.field("message")
        words = message if isinstance(message, str) else answer.text
        if words.lstrip().startswith(("<", "{", "[")):
            return ""
        for secret in (str(self._address), self._address.path, *self._address.path.split("/")):
            if len(secret) >= SHORTEST_SECRET:
                words = words.replace(secret, "…")
        words = safe.plain(words[: 4 * LONGEST_WORDS])[:LONGEST_WORDS].rstrip(" .")
        return f", ‘{words}’" if words else ""

    def _failed(self, why: str) -> DeliveryError:
        return DeliveryError(f"{self._label[:1].upper()}{self._label[1:]} {why}.")

    def _unknown(self, why: str) -> DeliveryError:
        return DeliveryError(f"{self._label[:1].upper()}{self._label[1:]} {why} after it was sent.", is_unknown=True)


@asynccontextmanager
async def opened(  # noqa: PLR0913  (each by name)
    environ: Mapping[str, str],
    variable: str,
    label: str,
    *,
    pause: float = 0.0,
    unsent: frozenset[int] = frozenset(),
    told: Callable[[Answer], str | None] = lambda _: None,
) -> AsyncIterator[Webhook]:
    """Open the webhook whose address an environment variable holds; the arguments are those of `Webhook`.

    The address is of https and a public host, or of this machine ('http://127.0.0.1:8080/…'), as only whoever runs the
    program sets its environment.

    Raises:
        DeliveryError: The variable is not set, or holds no such address.
    """
    url = _address(environ, variable, label)
    transport = GuardedTransport([url.raw_host.decode("ascii")] if is_here(url.host) else [])
    try:
        yield Webhook(url, variable=variable, label=label, transport=transport, pause=pause, unsent=unsent, told=told)
    finally:
        await transport.aclose()


def _address(environ: Mapping[str, str], variable: str, label: str) -> httpx2.URL:
    given = environ.get(variable, "").strip()
    if not given:
        raise DeliveryError(f"There is no address of {label}: the environment variable {variable} is not set.")
    try:
        url = checked(given, source=variable)
    except SourceError:
        raise DeliveryError(f"What {variable} holds is not an address of the web; copy the webhook's again.") from None
    if url.scheme != "https" and not is_here(url.host):
        raise DeliveryError(f"The address in {variable} is not of https; copy the webhook's again.")
    return url


def is_here(host: str) -> bool:
    """Whether a host is this machine by its name or number."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _asked(answer: Answer) -> float | None:
    """Return how many seconds a server asks to wait: by its JSON, which is exact, or by its header; None: not said."""
    exact = answer.field("retry_after")
    if isinstance(exact, int | float) and not isinstance(exact, bool) and 0 <= exact < _LONGEST_PAUSE:
        return float(exact)
    header = answer.headers.get("retry-after")
    return None if header is None else seconds(header)


def _back_off(asked: float | None, attempt: int) -> float:
    """Return the pause before the next attempt; it grows, also for a server that asks for none, so that it ends."""
    grown = 2.0**attempt
    return grown if asked is None else max(asked, grown / 4)
