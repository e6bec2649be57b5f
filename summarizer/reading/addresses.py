"""Which addresses may be asked, and a transport that asks no other.

A source, a feed or a redirect is a stranger's word, so none of them may make this machine ask itself, its own network or
its cloud's metadata service (server-side request forgery). A name is resolved once; every address it has must be public;
and the socket goes to the address that was checked, so a name that means another machine a moment later (DNS rebinding)
gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import httpx2

from summarizer.errors import SourceError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host's name and port to its addresses; OSError where it has none."""

_NOT_PUBLIC = tuple(
    map(
        IPv4Network,
        (  # IANA's registry of special-purpose IPv4 addresses (RFC 6890), multicast, and one cloud's metadata service
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's, which lies among public addresses
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
        ),
    )
)
_UNICAST = IPv6Network("2000::/3")  # all that IANA gives out of IPv6; loopback, private and link-local lie elsewhere
_NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")))
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*+\.?")
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d++|0x[0-9a-f]*+)\.?")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_000  # characters: what servers commonly take
_OPEN_PORTS = range(1_024, 65_536)  # below them lie other services than the web's, which a GET could mislead
_TRIED = 3  # addresses of one name, where the first does not answer


def checked(address: str, *, source: str = "") -> httpx2.URL:
    """Return an address as a URL without fragment, or raise where its form alone says that it may not be asked.

    Args:
        address: What was given, or where a redirect leads.
        source: What to call it in the error; the address itself where it is ''.

    Raises:
        SourceError: It is not of http or https, names no host or one in a disguised form, or holds a password.
    """
    label = f"'{(source or address)[:200]}'"
    try:
        url = httpx2.URL(address.strip()).copy_with(fragment=None)
    except httpx2.InvalidURL:
        raise SourceError(f"{label} is not an address of the web; check it.", source=source or address) from None
    if url.scheme not in _PORTS or len(address) > _LONGEST:
        why = "is too long" if url.scheme in _PORTS else "is not of http or https"
    elif url.userinfo:
        why = "holds a name or password, which would be printed with it"
    elif url.port not in (None, *_PORTS.values()) and url.port not in _OPEN_PORTS:
        why = f"asks port {url.port}, which is not the web's"
    elif not _is_host(url.raw_host.decode("ascii", "replace").lower()):
        why = "names no host, or hides which one"
    else:
        return url
    where = "" if not source or source == address else f" leads to '{address[:200]}', which"
    raise SourceError(f"{label}{where} {why}; give the page's own address.", source=source or address)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet; false for what is no address.

    IPv4 addresses inside IPv6 ones (mapped, NAT64) are judged by themselves; tunnels (6to4, Teredo) are refused.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        found = IPv4Address(int(found) & 0xFFFF_FFFF) if found in _NAT64 else found.ipv4_mapped or found
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _NOT_PUBLIC)
    return found in _UNICAST and found.scope_id is None and not any(found in network for network in _NOT_PUBLIC_6)


async def by_system(host: str, port: int) -> Sequence[str]:
    """Return a host's addresses as the system resolves them; OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedTransport(httpx2.AsyncBaseTransport):
    """Sends a request to a public address, or to a host that is allowed by name, and to nothing else.

    Connections are not kept: with one to an address, which several names can share, a request for one name could go
    through another's TLS. Proxies from the environment are not used, as they would resolve the name again.

    Args:
        allow_hosts: Hosts that may lie anywhere: 'intranet.example', or with a port: '127.0.0.1:8080'.
        resolve: What resolves names.
        inner: What sends requests on; the real thing by default.
    """

    def __init__(
        self,
        allow_hosts: Sequence[str] = (),
        *,
        resolve: Resolve = by_system,
        inner: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._allowed = frozenset(host.lower().rstrip(".") for host in allow_hosts)
        self._resolve = resolve
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=0)
        self._inner = inner or httpx2.AsyncHTTPTransport(limits=limits)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Resolve, check, and send to the first checked address that takes the connection.

        Raises:
            SourceError: The host is not known, or lies in a network that may not be asked.
            httpx2.TransportError: No connection, or no answer.
        """
        addresses = await self._addresses(request)
        extensions = dict(request.extensions)
        if not _is_ip(request.url.host):
            extensions["sni_hostname"] = request.url.raw_host.decode("ascii").rstrip(".")
        for place, address in enumerate(addresses, 1):
            sent = httpx2.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,  # with the Host of the name
                stream=request.stream,
                extensions=extensions,
            )
            try:
                return await self._inner.handle_async_request(sent)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise AssertionError("a host without addresses was resolved")

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()

    async def _addresses(self, request: httpx2.Request) -> Sequence[str]:
        """Return where the request may go: at most three addresses."""
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or _PORTS[request.url.scheme]
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("connect")):
                addresses = [host] if _is_ip(host) else await self._resolve(host, port)
        except TimeoutError:
            raise httpx2.ConnectTimeout(f"'{host}' is not resolved in time") from None
        except (OSError, UnicodeError):
            addresses = []
        if not addresses:
            raise SourceError(f"The host '{host}' is not known; check the address, or your connection.", source=host)
        bare = host.lower().rstrip(".")
        named = f"[{bare}]" if ":" in bare else bare
        if {bare, f"{named}:{port}"}.isdisjoint(self._allowed) and not all(map(is_public, addresses)):
            raise SourceError(
                f"'{host}' lies in a private or reserved network, which is not asked; "
                f"if it is yours, allow the host by name ('{named}:{port}').",
                source=host,
            )
        return addresses[:_TRIED]


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_host(host: str) -> bool:
    """Tell whether it is a name, or an IP address in its usual form: not '2130706433', '0x7f.1' or 'fe80::1%eth0'."""
    if ":" in host or _NUMERIC.fullmatch(host):
        return "%" not in host and _is_ip(host)
    return bool(_NAME.fullmatch(host))
