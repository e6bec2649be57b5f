"""Answers that are there already: of an earlier run, from a store, or of this one. None is asked for twice.

Equal requests of one run wait for each other, so that an answer is paid once, also without a store.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from summarizer.extraction import replies

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from summarizer.drafts import Answered

RECENT = 1024
"""Answers of this run that are kept in memory: equal requests stand near each other."""


class Responses(Protocol):
    """What a client wants of a store. Both are called from worker threads, and never raise."""

    def get(self, key: str) -> Answered | None:
        """Return the answer that is stored under `key`; None where there is none."""

    def put(self, key: str, answered: Answered) -> None:
        """Store an answer under `key`."""


class Stored:
    """The answers that a run need not ask for."""

    def __init__(self, responses: Responses | None) -> None:
        """Begin with what is stored; None: with nothing."""
        self._responses = responses
        self._recent: OrderedDict[str, Answered] = OrderedDict()
        self._accounted: set[str] = set()
        self._asking: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def alone(self, key: str) -> AsyncIterator[None]:
        """Let nobody else ask for `key` meanwhile."""
        lock, waiting = self._asking.get(key) or (asyncio.Lock(), 0)
        self._asking[key] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            waiting = self._asking[key][1]
            self._asking[key] = lock, waiting - 1
            if waiting == 1:
                del self._asking[key]

    async def get(self, key: str) -> tuple[dict[str, Any], Answered, bool] | None:
        """Return an answer's body, the answer, and whether it is accounted for; None where it has to be asked for.

        It is accounted for where a finished briefing did so, or this run did before.
        """
        answered = self._recent.get(key)
        if answered is None and self._responses is not None:
            answered = await asyncio.to_thread(self._responses.get, key)
        if answered is None:
            return None
        body: dict[str, Any] = replies.parsed(answered.body)
        if not replies.is_answer(body):
            return None
        accounted = answered.settled or key in self._accounted
        self._remember(key, answered)
        return body, answered, accounted

    async def put(self, key: str, answered: Answered) -> None:
        """Keep an answer as it came."""
        self._remember(key, answered)
        if self._responses is not None:
            await asyncio.to_thread(self._responses.put, key, answered)

    def _remember(self, key: str, answered: Answered) -> None:
        self._accounted.add(key)
        self._recent[key] = answered
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)


def key(base_url: str, kind: str, request: Mapping[str, Any]) -> str:
    """Return the key of an answer: a hash of the server's origin and of all that was asked; neither key nor header.

    Args:
        base_url: Of the server.
        kind: Of the request: 'chat' or 'embeddings'.
        request: Its body: model, messages, schema and parameters.
    """
    parts = urlsplit(base_url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    origin = [parts.scheme, parts.hostname, port]
    return hashlib.sha256(canonical([origin, kind, request]).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return a value as JSON, the same for equal values."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()  # no encoding writes lone surrogates
