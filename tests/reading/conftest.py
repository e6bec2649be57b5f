"""A web site on loopback, and names that lead to it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.reading.fetching import Fetcher, Limits, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORDS = "The harbour master of Vell said on Monday that the storm had sunk boat number {} and that its crew was safe."
QUICK = Limits(pause=0.0, retry_pause=0.01, connect=2.0, read=2.0, whole=5.0, longest_retry_after=0.5)


def article(title: str = "Boats sink off Vell", *, head: str = "", more: str = "", count: int = 6) -> str:
    """Return a page with an article of `count` paragraphs."""
    body = "".join(f"<p>{WORDS.format(number)}</p>" for number in range(count))
    return (
        f"<!doctype html><html><head><title>{title} | Vell News</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}{more}</article></body></html>"
    )


@dataclass
class Page:
    """What a path answers: a body (sent `pause` seconds apart in pieces, if it is a list), or a redirect."""

    body: str | bytes | list[bytes] = ""
    status: int = 200
    kind: str | None = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    pause: float = 0.0
    hang_up: bool = False

    def pieces(self) -> list[bytes]:
        if isinstance(self.body, list):
            return self.body
        return [self.body.encode() if isinstance(self.body, str) else self.body]


@dataclass
class Site:
    """A web site on loopback; `pages` says what each path answers, one after the other where it is a list."""

    pages: dict[str, Page | list[Page]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    sent: int = 0
    most_at_once: int = 0
    port: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked.append(handler.path)
            self.headers.append({name.lower(): value for name, value in handler.headers.items()})
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            found = self.pages.get(handler.path, Page("Nothing here.", 404))
            if isinstance(found, list):
                found = found.pop(0) if len(found) > 1 else found[0]
            self._write(handler, found)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with self._lock:
                self._now -= 1

    def _write(self, handler: BaseHTTPRequestHandler, page: Page) -> None:
        if page.hang_up:
            handler.close_connection = True
            handler.connection.close()
            return
        fresh = page.etag is not None and handler.headers.get("If-None-Match") == page.etag
        handler.send_response(304 if fresh else page.status)
        named = {"Content-Type": page.kind, "ETag": page.etag}
        for name, value in ({name: value for name, value in named.items() if value} | page.headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        for piece in [] if fresh else page.pieces():
            time.sleep(page.pause)
            handler.wfile.write(piece)
            handler.wfile.flush()
            self.sent += len(piece)
        handler.close_connection = True


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of its own for each test; what it does not know is 404, robots.txt, too."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Memory:
    """A store of pages that lasts as long as a test."""

    pages: dict[str, Seen] = field(default_factory=dict)

    def get(self, url: str) -> Seen | None:
        return self.pages.get(url)

    def put(self, url: str, seen: Seen) -> None:
        self.pages[url] = seen


def names(**known: Sequence[str]) -> Callable[[str, int], Any]:
    """Return what resolves 'vell' and 'vell.example' to the addresses that are given for `vell`, and no other name."""

    async def resolve(host: str, _: int) -> Sequence[str]:
        found = known.get(host.removesuffix(".").removesuffix(".example"))
        if not found:
            raise OSError("no such host")
        return found

    return resolve


@pytest.fixture
def page() -> type[Page]:
    """What a path of the site answers."""
    return Page


@pytest.fixture
def memory() -> Memory:
    """A store of pages."""
    return Memory()


@pytest.fixture
def written() -> Callable[..., str]:
    """Writes a page with an article."""
    return article


@pytest.fixture
def fetcher(site: Site) -> Callable[..., Fetcher]:
    """Makes a fetcher that may ask the site, by its address and as vell.example and orm.example, and that hurries.

    Limits are given by name; 'inside.example' is a name that leads to a private network.
    """

    def make(*, kept: Memory | None = None, contact: str | None = None, **limits: float) -> Fetcher:
        return Fetcher(
            kept=kept,
            contact=contact,
            allow_hosts=(f"127.0.0.1:{site.port}", "vell.example", "orm.example"),
            resolve=names(vell=["127.0.0.1"], orm=["127.0.0.1"], inside=["192.168.0.7"]),
            limits=replace(QUICK, **limits),
        )

    return make
