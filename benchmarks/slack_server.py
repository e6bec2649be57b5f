"""A workspace of Slack on loopback: the part of the Web API that the app and the delivery use, and Socket Mode.

It is a real HTTP server (and websocket), so Slack's own SDK is under test. It checks tokens, who is a member of which
channel, and the limits of Block Kit; it puts calls off (429) or refuses them when it is told to, and keeps what was
posted. `slack_person` stands for somebody who uses the workspace.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from aiohttp import WSMsgType, web

from benchmarks.slack_limits import problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

TOKEN = "xoxb-loopback"  # noqa: S105  (no token of anybody's)
APP_TOKEN = "xapp-loopback"  # noqa: S105
BOT = "U0BOT"
BOT_ID = "B0BOT"
TEAM = "T0TEAM"
PATIENCE = 30.0
"""Seconds that `until` waits."""


@dataclass
class Posted:
    """A message of a channel, as it stands now."""

    channel: str
    ts: str
    body: dict[str, Any]
    updates: int = 0

    @property
    def thread(self) -> str | None:
        """The message it is a reply to."""
        return self.body.get("thread_ts")

    @property
    def words(self) -> str:
        """All that is in it, as JSON."""
        return json.dumps(self.body, ensure_ascii=False)


@dataclass
class _Put:
    """What befalls the next calls of a method."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class SlackServer:
    """The workspace; a context manager.

    Attributes:
        members: The channels that the app is a member of.
        calls: Each call's method and arguments, in order.
        posted: The messages, in order.
        told: What only one person sees, as (channel or response_url's path, user, text, thread).
        views: The views by id, as they stand now.
    """

    def __init__(self) -> None:
        self.members = {"C1", "C2", "D1"}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.posted: list[Posted] = []
        self.told: list[tuple[str, str, str, str | None]] = []
        self.views: dict[str, dict[str, Any]] = {}
        self.acknowledged: dict[str, Any] = {}
        self._puts: dict[str, list[_Put]] = defaultdict(list)
        self._changed = threading.Condition()
        self._sockets: list[web.WebSocketResponse] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self._count = 0
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise RuntimeError("the workspace did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    @property
    def environ(self) -> dict[str, str]:
        """What an app of this workspace is configured with."""
        return {"SLACK_API_URL": f"{self.url}/api/", "SLACK_BOT_TOKEN": TOKEN}

    # ── What a test tells it ──────────────────────────────────────────────────────────────────────

    def put(self, method: str, error: str = "", *, status: int = 200, body: Any = None, **headers: str) -> None:
        """Answer the next call of a method so; 'ratelimited' is a 429, and an empty error hangs up."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = {"ok": False, "error": error} if body is None else body
        self._puts[method].append(
            _Put(429 if error == "ratelimited" else status if error or body else 0, answer, names)
        )

    def until(self, check: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Wait until `check` gives something true, and return it; AssertionError where it does not."""
        end = time.monotonic() + seconds
        with self._changed:
            while not (found := check()) and time.monotonic() < end:
                self._changed.wait(0.02)  # what is waited for may happen elsewhere, too
        assert found, f"nothing came; told: {self.told}, calls: {[method for method, _ in self.calls]}"  # noqa: S101  (for tests)
        return found

    def of(self, method: str) -> list[dict[str, Any]]:
        """Return the arguments of each call of a method."""
        return [arguments for called, arguments in self.calls if called == method]

    def socket(self, kind: str, payload: dict[str, Any], **fields: Any) -> str:
        """Send an envelope over Socket Mode, and return its id."""
        self._count += 1
        name = f"envelope-{self._count}"
        envelope = {"envelope_id": name, "type": kind, "payload": payload, "accepts_response_payload": True, **fields}
        self.until(lambda: self._sockets)
        asyncio.run_coroutine_threadsafe(self._sockets[-1].send_str(json.dumps(envelope)), self._loop).result(PATIENCE)
        return name

    # ── The server ────────────────────────────────────────────────────────────────────────────────

    async def _serve(self) -> None:
        app = web.Application()
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._api),
                web.post("/response/{rest:.*}", self._response),
                web.get("/link", self._link),
            ]
        )
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        await self._stop.wait()
        for socket in self._sockets:
            await socket.close()
        await runner.cleanup()

    def _note(self, change: Callable[[], Any]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await request.json() if request.content_type == "application/json" else dict(request.query)
        self._note(lambda: self.calls.append((method, arguments)))
        if self._puts[method]:
            put = self._puts[method].pop(0)
            if not put.status:
                request.transport.close()  # type: ignore[union-attr]
            return web.json_response(put.body, status=put.status or 200, headers=put.headers)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token != (APP_TOKEN if method == "apps.connections.open" else TOKEN):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        answer = handler(arguments) if handler else {"ok": False, "error": "unknown_method"}
        return web.json_response({"ok": True} | answer)

    async def _response(self, request: web.Request) -> web.Response:
        body = await request.json()
        where, _, user = request.match_info["rest"].partition("/")
        self._note(lambda: self.told.append((where, user, body["text"], None)))
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self._note(lambda: self._sockets.append(socket))
        async for message in socket:
            if message.type == WSMsgType.TEXT and "envelope_id" in (answer := json.loads(message.data)):
                self._note(lambda: self.acknowledged.update({answer["envelope_id"]: answer.get("payload")}))
        return socket

    # ── Methods ───────────────────────────────────────────────────────────────────────────────────

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {
            "user_id": BOT,
            "bot_id": BOT_ID,
            "team_id": TEAM,
            "user": "summarizer",
            "team": "Desk",
            "url": self.url,
        }

    def _apps_connections_open(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"url": f"{self.url.replace('http', 'ws')}/link"}

    def _outside(self, channel: str) -> dict[str, Any] | None:
        if channel.lstrip("#") in self.members:
            return None
        return {"ok": False, "error": "channel_not_found" if channel.startswith("D") else "not_in_channel"}

    def _chat_postMessage(self, given: dict[str, Any]) -> dict[str, Any]:  # noqa: N802  (Slack's name)
        if wrong := self._outside(given["channel"]) or problem(given.get("blocks", []), 50):
            return wrong
        channel = given["channel"].lstrip("#")
        self._count += 1
        message = Posted(channel, f"1700000000.{self._count:06}", given | {"channel": channel})
        self._note(lambda: self.posted.append(message))
        return {"channel": channel, "ts": message.ts, "message": {"text": given["text"]}}

    def _chat_update(self, given: dict[str, Any]) -> dict[str, Any]:
        if wrong := self._outside(given["channel"]) or problem(given.get("blocks", []), 50):
            return wrong
        found = [one for one in self.posted if (one.channel, one.ts) == (given["channel"], given["ts"])]
        if not found:
            return {"ok": False, "error": "message_not_found"}
        found[0].body |= {"text": given["text"], "blocks": given["blocks"]}
        self._note(lambda: setattr(found[0], "updates", found[0].updates + 1))
        return {"channel": given["channel"], "ts": given["ts"]}

    def _chat_postEphemeral(self, given: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        if wrong := self._outside(given["channel"]):
            return wrong
        self._note(lambda: self.told.append((given["channel"], given["user"], given["text"], given.get("thread_ts"))))
        return {"message_ts": "1.1"}

    def _conversations_replies(self, given: dict[str, Any]) -> dict[str, Any]:
        if wrong := self._outside(given["channel"]):
            return wrong
        thread = [one for one in self.posted if given["ts"] in (one.ts, one.thread) and one.channel == given["channel"]]
        messages = [{"ts": one.ts, "user": BOT, "bot_id": BOT_ID, **one.body} for one in thread]
        return {"messages": messages[: int(given.get("limit", 100))]}

    def _views_open(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._view(f"V{len(self.views) + 1}", given)

    _views_push = _views_open

    def _views_update(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._view(given["view_id"], given)

    def _view(self, name: str, given: dict[str, Any]) -> dict[str, Any]:
        if wrong := problem(given["view"]["blocks"], 100, size=250_000):
            return wrong
        if len(given["view"]["title"]["text"]) > 24 or len(given["view"].get("private_metadata", "")) > 3_000:
            return {"ok": False, "error": "invalid_arguments"}
        view = given["view"] | {"id": name, "hash": f"h{self._count}"}
        self._note(lambda: self.views.update({name: view}))
        return {"view": view}
