"""Loopback servers that stand in for the places editions are sent to: a webhook, Discord's, and mail servers."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import json
import socket
import ssl
import struct
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from summarizer.models import Briefing, Engine, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage
    from pathlib import Path

TOKEN = "loopback-token-0123456789"  # noqa: S105  (nothing that it opens)


@dataclass
class Reply:
    """An HTTP answer, or a connection that ends without one."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    breaks: str = ""  # 'before' any of the answer, 'within' it, 'reset'


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


class Hooks:
    """A server on loopback that takes JSON. `answer` is called with each request; `requests` holds what came in."""

    Reply = Reply

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answer: Callable[[Asked], Reply] = lambda _: Reply(body={"id": "1"})
        self.requests: list[Asked] = []
        hooks = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                address = urlsplit(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = json.loads(self.rfile.read(int(headers["content-length"])))
                asked = Asked(self.command, address.path, dict(parse_qsl(address.query)), headers, body)
                hooks.requests.append(asked)
                self.give(hooks.answer(asked))

            do_PATCH = do_POST  # noqa: N815  (the name that http.server calls)

            def give(self, reply: Reply) -> None:
                if reply.breaks == "reset":  # a connection that is closed with nothing to linger for is reset
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                if reply.breaks in ("reset", "before"):
                    self.close_connection = True
                    return
                raw = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
                self.send_response(reply.status)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(raw) + 9 * (reply.breaks == "within")))
                self.end_headers()
                with contextlib.suppress(ConnectionError):  # who asked has read enough
                    self.wfile.write(raw)
                self.close_connection = reply.breaks == "within"

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self.base = f"http{'s' if tls else ''}://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The webhook's address."""
        return f"{self.base}/api/webhooks/1234/{TOKEN}"

    def then(self, *replies: Reply) -> None:
        """Give these replies to the next requests, in this order; after them, go on as before."""
        rest, before = iter(replies), self.answer
        self.answer = lambda asked: next(rest, None) or before(asked)

    def close(self) -> None:
        """Stop listening; a second time does nothing."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._http.server_close()
            self._thread.join()


class DiscordServer(Hooks):
    """Discord's webhooks by their documentation: what breaks a limit is refused, and one thread is known.

    `messages` holds what a reader sees, in order, by id. After `limit` requests the headers ask for a pause; requests
    are answered with 429 until `paused` is called by whoever waits.
    """

    THREAD = "777"

    def __init__(self, limit: int = 0) -> None:
        super().__init__()
        self.messages: dict[str, dict[str, Any]] = {}
        self.limit = limit
        self.throttled = 0
        self._ids = count(9_000_000_001)
        self._used = 0
        self.answer = self._discord

    def paused(self) -> None:
        """Let the limit begin anew."""
        self._used = 0

    def _discord(self, asked: Asked) -> Reply:
        if self.limit and self._used == self.limit:
            self.throttled += 1
            body = {"message": "You are being rate limited.", "retry_after": 1.5, "global": False}
            return Reply(429, body, {"Retry-After": "2", "X-RateLimit-Remaining": "0"})
        self._used += 1
        reply = self._routed(asked)
        if self.limit:
            left = str(self.limit - self._used)
            reply.headers |= {"X-RateLimit-Remaining": left, "X-RateLimit-Reset-After": "1.25"}
        return reply

    def _routed(self, asked: Asked) -> Reply:
        place, _, one = asked.path.partition("/messages/")
        if place != f"/api/webhooks/1234/{TOKEN}":
            return Reply(404, {"message": "Unknown Webhook", "code": 10015})
        if asked.query.get("thread_id", self.THREAD) != self.THREAD:
            return Reply(404, {"message": "Unknown Channel", "code": 10003})
        if problem := _problem(asked):
            return Reply(400, {"message": "Invalid Form Body", "code": 50035, "errors": {"_errors": [problem]}})
        if asked.method == "PATCH":
            if one not in self.messages:
                return Reply(404, {"message": "Unknown Message", "code": 10008})
            self.messages[one] |= asked.body
            return Reply(200, {"id": one, **self.messages[one]})
        number = str(next(self._ids))
        self.messages[number] = dict(asked.body)
        return Reply(200, {"id": number}) if asked.query.get("wait") == "true" else Reply(204, b"")


def _problem(asked: Asked) -> str:  # noqa: C901, PLR0911  (a list of limits)
    """Return the limit that a message breaks, '' for none: docs.discord.com/developers/resources/webhook and message."""
    body, embeds = asked.body, asked.body.get("embeds", [])
    if asked.headers["content-type"] != "application/json":
        return "not JSON"
    known = {"content", "embeds", "allowed_mentions", "flags", *(["username"] if asked.method == "POST" else [])}
    if unknown := set(body) - known:
        return f"unknown: {unknown}"
    if body.get("flags", 0) & ~(4 | 4_096 * (asked.method == "POST")):
        return "flags"
    if body.get("allowed_mentions") != {"parse": []}:
        return "mentions"
    if units(body.get("content", "")) > 2_000 or not (body.get("content", "x").strip()):
        return "content"
    if not 1 <= len(embeds) <= 10:
        return "embeds"
    for embed in embeds:
        texts = {"title": 256, "description": 4_096}
        if not embed or set(embed) - set(texts):
            return "embed"
        if any(not embed[name].strip() or units(embed[name]) > texts[name] for name in embed):
            return "embed's text"
    if sum(units(text) for embed in embeds for text in embed.values()) > 6_000:
        return "embeds' size"
    name = body.get("username", "x").lower()
    return "username" if not 1 <= len(name) <= 80 or "discord" in name or "clyde" in name else ""


def units(text: str) -> int:
    """The length in UTF-16 units: the most that any way of counting gives."""
    return len(text.encode("utf-16-le")) // 2


# ── Mail ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Certificate:
    """A certificate of this machine by its name and number, its key, and both as a server uses them."""

    file: Path
    key: Path

    @property
    def served(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def certificate_in(folder: Path, *names: str) -> Certificate:
    """Make a certificate that is its own authority, for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "harbour.example")])
    now = dt.datetime.now(dt.UTC)
    hosts = [x509.DNSName(one) if one[0].isalpha() else x509.IPAddress(ipaddress.ip_address(one)) for one in names]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    return Certificate(folder / "cert.pem", folder / "key.pem")


class _Controller(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # the system's choice
        super()._trigger_server()


class MailServer:
    """A mail server on loopback, with TLS, that takes mail of one user. Its methods have the names aiosmtpd calls.

    Attributes:
        mails: What it took: the sender, the recipients, and the mail, in order.
        answers: What it says instead of yes, by a recipient's address or a command: 'MAIL', 'DATA', 'END'. '' breaks the
            connection; 'END lost' breaks it after the mail was taken.
    """

    USER = "desk"
    PASSWORD = "open-quay-42"  # noqa: S105  (nothing that it opens)

    def __init__(self, certificate: Certificate, security: str, **options: Any) -> None:
        self.mails: list[tuple[str, list[str], EmailMessage]] = []
        self.raw: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.connections = 0
        context = {"tls": "ssl_context", "starttls": "tls_context"}.get(security)
        options |= {context: certificate.served} if context else {}
        if security == "starttls":
            options["require_starttls"] = True
        self._controller = _Controller(
            self,
            hostname="127.0.0.1",
            port=0,
            authenticator=self._knows,
            auth_require_tls=security == "starttls",
            **options,
        )
        self._controller.start()
        self.port = self._controller.port

    def _knows(self, *told: Any) -> AuthResult:
        given = told[-1].login, told[-1].password
        return AuthResult(success=given == (self.USER.encode(), self.PASSWORD.encode()), handled=False)

    async def _told(self, server: Any, *names: str) -> str | None:
        """What is said instead of yes."""
        for name in names:
            if (answer := self.answers.get(name)) is not None:
                if not answer:
                    server.transport.abort()
                return answer or "421 gone"
        return None

    async def handle_EHLO(self, _: Any, session: Any, __: Any, hostname: str, responses: list[str]) -> Any:  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, _: Any) -> str:  # noqa: N802
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return await self._told(server, "MAIL") or "250 OK"

    async def handle_RCPT(self, server: Any, _: Any, envelope: Any, address: str, __: Any) -> str:  # noqa: N802
        if told := await self._told(server, address):
            return told
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _: Any, envelope: Any) -> str:  # noqa: N802
        told = await self._told(server, "END")
        if told is None or "taken" in told:
            self.raw.append(envelope.content)
            read = message_from_bytes(envelope.content, policy=policy.default)
            self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), read))
        if told and "lost" in told:
            server.transport.abort()
        return told or "250 OK"

    def close(self) -> None:
        """Stop listening; a second time does nothing."""
        with contextlib.suppress(AssertionError):  # it was stopped before
            self._controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate of this machine."""
    return certificate_in(tmp_path_factory.mktemp("certificate"), "localhost", "127.0.0.1")


@pytest.fixture
def certificate_of(tmp_path: Path) -> Callable[..., Certificate]:
    """Make another certificate, of some hosts."""
    return lambda *names: certificate_in(tmp_path, *names)


@pytest.fixture
def mail_server(certificate: Certificate) -> Iterator[Callable[..., MailServer]]:
    """Start a mail server with 'tls', 'starttls' or 'none'."""
    started: list[MailServer] = []

    def start(security: str = "tls", shown: Certificate = certificate, **options: Any) -> MailServer:
        started.append(MailServer(shown, security, **options))
        return started[-1]

    yield start
    for server in started:
        server.close()


# ── What tests ask for ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here speaks TLS: a client need not read the machine's certificates, which takes longer than most tests."""
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


@pytest.fixture
def hooks(no_certificates: None) -> Iterator[Hooks]:
    """A server that says yes to every message, until told otherwise."""
    server = Hooks()
    yield server
    server.close()


@pytest.fixture
def discord(no_certificates: None) -> Iterator[DiscordServer]:
    """Discord's webhooks on loopback."""
    server = DiscordServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def harbour() -> Briefing:
    """A small briefing."""
    stories = [Story(id=f"s{n}", headline=f"Ferry {n} hits the quay at Vell", articles=()) for n in (1, 2)]
    return Briefing(title="Harbour", date="2031-03-09", engine=Engine(model="extractive"), stories=tuple(stories))
