"""A chat-completions server on loopback that fails as it is told to, for the resilience benchmark and the tests of it.

It answers as a careful model would: each numbered sentence is a claim in its own words, nothing else is named, no two
claims are called the same, and a story's lines are its points, word for word. Which requests fail is drawn from the request itself and a seed, so that every
run meets the same faults; a request that failed once is answered when it is sent again, unless `relentless`.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

MIX = {
    "throttled": 0.10,
    "broken": 0.10,
    "reset": 0.05,
    "hanging": 0.03,
    "truncated": 0.10,
    "schema": 0.10,
    "empty": 0.03,
    "refused": 0.03,
}
"""A bad day: the share of requests that each fault befalls."""

_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_POINT = re.compile(r"^\[([cf]\d+)\] (.*)$", re.MULTILINE)
_LINES = re.compile(r"headline and (\d+) sentence")


def answer(request: dict[str, Any]) -> str:
    """Return a careful model's answer to a request, as JSON."""
    content = request["messages"][-1]["content"]
    properties = request["response_format"]["json_schema"]["schema"]["properties"]
    if "judgements" in properties:
        return json.dumps({"judgements": []})
    if "claims" not in properties:
        lines = [{"cites": [name], "text": text.rpartition(" (")[0] or text} for name, text in _POINT.findall(content)]
        if "sentences" in properties:
            return json.dumps({"sentences": lines[:1]})
        return json.dumps({"headline": lines[0], "summary": lines[: int(_LINES.search(content)[1])]})  # type: ignore[index]
    claims = [
        {
            "sentences": [int(number)],
            "speaker": "article",
            "stance": "asserts",
            "certainty": "certain",
            "statement": sentence[:280].ljust(8, "."),
        }
        for number, sentence in _NUMBERED.findall(content)
    ]
    return json.dumps({"claims": claims, "actors": [], "counts": [], "uncertainties": []})


class FaultServer:
    """A real HTTP server. Use as a context manager.

    Args:
        mix: The share of requests that each fault of `MIX` befalls.
        delay: Seconds that a good answer takes.
        hang: Seconds after which a hanging request is dropped at the latest.
        relentless: Whether a request that failed fails again each time it is sent.
        words: What it says of an error.

    Attributes:
        seen: How often each request body arrived, by its hash.
        faults: How often each fault befell one.
        answered: How often each request body was answered well, by its hash: what a user would pay for.
    """

    def __init__(
        self,
        mix: Mapping[str, float] | None = None,
        *,
        delay: float = 0.02,
        hang: float = 600.0,
        relentless: bool = False,
        words: str = "out of order",
    ) -> None:
        self.mix = dict(mix or {})
        self.delay, self.hang, self.relentless, self.words = delay, hang, relentless, words
        self.seen: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                owner._reply(self)

            def do_GET(self) -> None:
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._http = _Http(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def requests(self) -> int:
        """How many requests arrived."""
        return sum(self.seen.values())

    def _fault(self, key: str) -> str:
        """Return the fault that befalls this arrival of a request, or ''."""
        drawn = int(key[:12], 16) / 16**12
        with self._lock:
            self.seen[key] += 1
            first = self.seen[key] == 1
        if not first and not self.relentless:
            return ""
        for name, share in self.mix.items():
            if drawn < share:
                return name
            drawn -= share
        return ""

    def _error(self) -> dict[str, Any]:
        return {"error": {"message": self.words, "type": "server_error"}}

    def _reply(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["content-length"]))
        key = hashlib.sha256(body).hexdigest()
        fault = self._fault(key)
        with self._lock:
            self.faults[fault] += bool(fault)
            self.answered[key] += fault in ("", "truncated", "schema", "refused")
        if fault == "hanging":
            self._closing.wait(self.hang)
        if fault in ("hanging", "reset"):
            handler.close_connection = True
            return
        time.sleep(self.delay)
        status = {"throttled": 429, "broken": 500}.get(fault, 200)
        payload = json.dumps(_completion(json.loads(body), fault) if status == 200 else self._error()).encode()
        handler.send_response(status)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", str(len(payload)))
        if fault == "throttled":
            handler.send_header("retry-after", "1")
        handler.end_headers()
        handler.wfile.write(payload)


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a client hang up where it will: a time-out is often what is tested."""


def _completion(request: dict[str, Any], fault: str) -> dict[str, Any]:
    content: str | None = answer(request)
    if fault == "truncated":
        content = (content or "")[: len(content or "") // 2]
    elif fault == "schema":
        content = json.dumps({"claims": "none", "number": 7})
    elif fault == "empty":
        content = ""
    refusal = "I can't help with that." if fault == "refused" else None
    message = {"role": "assistant", "content": None if refusal else content, "refusal": refusal}
    ending = "length" if fault == "truncated" else "stop"
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": request["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": ending}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
    }
