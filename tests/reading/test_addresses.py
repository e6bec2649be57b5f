"""Which addresses may be asked: tricks that lead inside are refused, whatever they look like."""

from __future__ import annotations

import asyncio

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading.addresses import GuardedTransport, by_system, checked, is_public

PUBLIC = "93.184.215.14"


def send(url: str, *, resolve, allow_hosts=(), answers=None):
    """Send a request through a guarded transport; return what reached the wire as (URL, Host, SNI)."""
    sent = []

    async def wire(request: httpx2.Request) -> httpx2.Response:
        sent.append((str(request.url), request.headers["host"], request.extensions.get("sni_hostname")))
        if answers and isinstance(answers[len(sent) - 1], Exception):
            raise answers[len(sent) - 1]
        return httpx2.Response(200)

    async def go():
        transport = GuardedTransport(allow_hosts, resolve=resolve, inner=httpx2.MockTransport(wire))
        async with httpx2.AsyncClient(transport=transport, timeout=0.2) as client:
            await client.get(checked(url))

    asyncio.run(go())
    return sent


def leads_to(*addresses):
    async def resolve(host, port):
        return addresses

    return resolve


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
    169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7
    203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254
    ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001:db8::1 2001::1 2002:7f00:1::
    2002:a9fe:a9fe:: 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 5f00::1 nowhere""".split(),
)
def test_addresses_inside_are_not_public(address):
    """Loopback, private, link-local, shared, metadata, multicast, reserved; inside IPv6 addresses, too."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", [PUBLIC, "1.1.1.1", "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"]
)
def test_addresses_outside_are_public(address):
    """An IPv6-only network's translation (NAT64) of a public address is one, too."""
    assert is_public(address)


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public(address):
    """Our list holds at least what the standard library knows of, for addresses that are not translated."""
    if is_public(str(address)) and getattr(address, "ipv4_mapped", None) is None:
        assert not address.is_private or str(address).startswith("64:ff9b::")
        assert not address.is_multicast
        assert not address.is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "ftp://vell.example/",
        "file:///etc/passwd",
        "gopher://vell.example/",
        "javascript:alert(1)",
        "//vell.example/",
        "http://",
        "http:///page",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://1.2.3.4.5/",
        "http://127.0.0.1.:80.1/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://[::ffff:127.0.0.1.9]/",
        "http://①②⑦.0.0.1/",
        "http://vell.example\\@127.0.0.1/",
        "http://user@vell.example/",
        "http://user:secret@vell.example/",
        "http://vell..example/",
        "http://ve ll.example/",
        "http://vell.example:22/",
        "http://vell.example:99999999/",
        "http://vell.example/" + "a" * 9_000,
        "http://\0/",
        "",
    ],
)
def test_odd_addresses_are_refused_by_their_form(url):
    """Other schemes, hosts in disguise, passwords, other services' ports: one sentence, and nothing is resolved."""
    with pytest.raises(SourceError, match=r"; (check it|give the page's own address)\.$"):
        checked(url)


@pytest.mark.parametrize(
    "url",
    "http://127.0.0.1/ http://localhost/ http://LOCALHOST/ http://[::1]/ http://[::ffff:127.0.0.1]/ "
    "http://[::ffff:7f00:1]/ http://169.254.169.254/latest/meta-data/ http://[fd00:ec2::254]/ http://0.0.0.0/ "
    "http://127。0。0。1/ http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/ http://10.0.0.1:8080/".split(),
)
def test_hosts_inside_are_refused(url):
    """By the system's own resolver, as names and as addresses; nothing reaches the wire."""
    with pytest.raises(SourceError, match="lies in a private or reserved network"):
        send(url, resolve=by_system)


def test_a_name_with_a_full_stop_is_the_same_name():
    """Not every system knows 'localhost.'; where one does, it is refused, and a switch for it holds with and without."""
    with pytest.raises(SourceError, match=r"private or reserved network|not known"):
        send("http://localhost./", resolve=by_system)
    with pytest.raises(SourceError, match="private or reserved network"):
        send("http://localhost./", resolve=leads_to("127.0.0.1"))
    assert send("https://vell.example./", resolve=leads_to("10.0.0.1"), allow_hosts=["vell.example"]) == [
        ("https://10.0.0.1/", "vell.example.", "vell.example")
    ]


def test_a_name_with_one_private_address_is_refused():
    """All of a name's addresses must be public, not only the one that would be asked."""
    with pytest.raises(SourceError, match=r"^'vell\.example' lies in a private .* \('vell\.example:80'\)\.$"):
        send("http://vell.example/", resolve=leads_to(PUBLIC, "10.0.0.1"))


def test_a_name_that_changes_its_address_gains_nothing():
    """The name is resolved once, and the request goes to the address that was checked, under the name."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    async def rebinding(host, port):
        return next(answers)

    sent = send("https://vell.example/page?q=1", resolve=rebinding)
    assert sent == [(f"https://{PUBLIC}/page?q=1", "vell.example", "vell.example")]


def test_the_next_address_is_tried_where_one_does_not_answer():
    """At most three of a name's addresses; the last failure is told."""
    down = httpx2.ConnectError("down")
    resolve = leads_to("2606:4700::1", PUBLIC, "1.1.1.1", "1.0.0.1")
    sent = send("http://vell.example:8000/", resolve=resolve, answers=[down, None])
    assert [url for url, *_ in sent] == ["http://[2606:4700::1]:8000/", f"http://{PUBLIC}:8000/"]
    assert {host for _, host, _ in sent} == {"vell.example:8000"}
    with pytest.raises(httpx2.ConnectError):
        send("http://vell.example/", resolve=resolve, answers=[down, down, down])


@pytest.mark.parametrize("allowed", ["vell.example", "VELL.example.", "vell.example:8080"])
def test_a_host_that_is_allowed_by_name_may_lie_inside(allowed):
    """With a port, that port only."""
    assert send("http://vell.example:8080/", resolve=leads_to("10.0.0.1"), allow_hosts=[allowed])
    with pytest.raises(SourceError):
        send("http://orm.example:8080/", resolve=leads_to("10.0.0.1"), allow_hosts=[allowed])


def test_another_port_of_an_allowed_host_is_refused():
    """A switch for one service is not one for its machine."""
    for url, allowed in (("http://127.0.0.1:9090/", "127.0.0.1:8080"), ("http://[::1]:9090/", "[::1]:8080")):
        with pytest.raises(SourceError, match="private"):
            send(url, resolve=by_system, allow_hosts=[allowed])
    assert send("http://[::1]:8080/", resolve=by_system, allow_hosts=["[::1]:8080"])


def test_an_unknown_host_is_one_sentence():
    """No such name, a name that no resolver takes, or none within the time."""

    async def unknown(host, port):
        raise OSError("no such host")

    async def slow(host, port):
        await asyncio.sleep(5)

    with pytest.raises(SourceError, match=r"^The host 'vell\.example' is not known; check"):
        send("http://vell.example/", resolve=unknown)
    with pytest.raises(httpx2.ConnectTimeout):
        send("http://vell.example/", resolve=slow)


@given(st.text())
def test_any_text_is_an_address_or_is_refused(text):
    """Without another error; what is taken is of http or https and names a host."""
    try:
        url = checked(f"http://{text}")
    except SourceError:
        return
    assert url.scheme == "http"
    assert url.host
