"""What tests share: a loopback server that speaks chat completions, and does what a test tells it to.

It stands in for a model where a test is about faults, limits or the shape of requests. It is a real HTTP server,
so the real client, its retries and its time-outs are under test.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import socket
import ssl
import struct
import sys
import threading
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from summarizer.extraction.providers import Endpoint
from summarizer.models import Article, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How long one example takes says nothing on a machine that others use, too.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

KEY = "sk-loopback"


@dataclass
class Reply:
    """One HTTP answer: a status, and either a chat message or a body of its own, as JSON or as it is."""

    content: str = ""
    status: int = 200
    finish_reason: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    raw: bytes | None = None
    refusal: str | None = None
    usage: tuple[int, int] = (100, 10)
    hang_up: bool = False
    reset: bool = False
    hang: bool = False
    drip: float = 0.0  # seconds between two bytes

    def payload(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.body is not None:
            return json.dumps(self.body).encode()
        if self.status != 200:
            return json.dumps({"error": {"message": f"status {self.status}", "type": "error"}}).encode()
        read, written = self.usage
        message = {"role": "assistant", "content": self.content, "refusal": self.refusal}
        return json.dumps(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": "scripted",
                "choices": [{"index": 0, "message": message, "finish_reason": self.finish_reason}],
                "usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written},
            }
        ).encode()


def sentences_of(request: dict[str, Any]) -> list[str]:
    """Return the numbered sentences of a request's last message."""
    return re.findall(r"^\[\d+\] (.*)$", request["messages"][-1]["content"], re.MULTILINE)


def echo(request: dict[str, Any]) -> Reply:
    """Answer as a careful model would: each sentence is a claim in its own words, and nothing else is named."""
    claims = [
        {
            "sentences": [number],
            "speaker": "article",
            "stance": "asserts",
            "certainty": "certain",
            "statement": sentence[:280].ljust(8, "."),
        }
        for number, sentence in enumerate(sentences_of(request), 1)
    ]
    return Reply(json.dumps({"claims": claims, "actors": [], "counts": [], "uncertainties": []}))


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a client hang up where it will: a time-out is often what is tested."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class ChatServer:
    """A server on loopback. `answer` is called with each request; `requests` holds what came in.

    `models` answers who asks whether it lives; `probes` counts who did.
    """

    Reply = Reply
    echo = staticmethod(echo)
    sentences_of = staticmethod(sentences_of)

    def __init__(self) -> None:
        self.answer: Callable[[dict[str, Any]], Reply] = echo
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.models = Reply(status=404)
        self.probes = 0
        self.most_at_once = 0
        self._at_once = 0
        self._closing = threading.Event()
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with server._lock:
                    server.requests.append(request)
                    server.keys.append(self.headers.get("authorization", ""))
                    server._at_once += 1
                    server.most_at_once = max(server.most_at_once, server._at_once)
                try:
                    reply = server.answer(request)
                finally:
                    with server._lock:
                        server._at_once -= 1
                self._give(reply)

            def do_GET(self) -> None:
                server.probes += 1
                self._give(server.models)

            def _give(self, reply: Reply) -> None:
                if reply.hang:
                    server._closing.wait(30)
                if reply.reset:  # a connection that is closed with nothing to linger for is reset
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                if reply.hang_up or reply.hang or reply.reset:
                    self.close_connection = True
                    return
                payload = reply.payload()
                self.send_response(reply.status)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(payload)))
                self.end_headers()
                step = 1 if reply.drip else len(payload)
                for at in range(0, len(payload), step or 1):
                    server._closing.wait(reply.drip)
                    self.wfile.write(payload[at : at + step])

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._http = _Http(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def endpoint(self) -> Endpoint:
        """The model that is served here, and a key to look for where it must not be."""
        return Endpoint(provider="openai", model="scripted", base_url=self.url, api_key=KEY)

    def then(self, *replies: Reply) -> None:
        """Give these replies to the next requests, in this order; after them, go on as before."""
        rest, before = iter(replies), self.answer
        self.answer = lambda request: next(rest, None) or before(request)

    def close(self) -> None:
        """Stop listening; a second time does nothing."""
        self._closing.set()
        if self._thread.is_alive():
            self._http.shutdown()
            self._http.server_close()
            self._thread.join()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """A chat-completions server on loopback that echoes each sentence as a claim, until told otherwise."""
    # It speaks no TLS: a client need not read the machine's certificates, which takes longer than most tests.
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    chat = ChatServer()
    yield chat
    chat.close()


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody waits: the seconds that somebody would have are kept here."""
    slept: list[float] = []
    sleep = asyncio.sleep

    async def nap(seconds: float) -> None:
        slept.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", nap)
    return slept


@pytest.fixture(scope="session")
def article_of() -> Callable[..., Article]:
    """Make an article whose sentences are those given, one a line."""

    def make(*sentences: str, **fields: Any) -> Article:
        starts = [sum(len(sentence) + 1 for sentence in sentences[:index]) for index in range(len(sentences))]
        spans = [
            Sentence(number=number, start=start, end=start + len(sentence))
            for number, (start, sentence) in enumerate(zip(starts, sentences, strict=True), 1)
        ]
        return Article(text="\n".join(sentences), id="1", sentences=tuple(spans), **fields)

    return make


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    """What a command of one test says of its log does not hold in the next."""
    logger = logging.getLogger("summarizer")
    level, handlers = logger.level, logger.handlers[:]
    yield
    logger.setLevel(level)
    logger.handlers[:] = handlers


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the settings, the keys, the proxies or the store of the machine it runs on, or another test's."""
    for name in os.environ:
        if name.upper().startswith(("SUMMARIZER_", "OPENAI_")) or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path_factory.getbasetemp() / f"home-{uuid.uuid4()}"))
