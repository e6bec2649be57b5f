"""Somebody who uses an app of the workspace on loopback: every request is signed as Slack signs it.

See https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx2

from benchmarks.slack_server import BOT, TEAM

if TYPE_CHECKING:
    from benchmarks.slack_server import SlackServer

SECRET = "signing-secret"  # noqa: S105  (no secret of anybody's)


@dataclass
class Person:
    """A person, and the last answer that the app gave to what the person did."""

    slack: SlackServer
    app: str
    name: str = "U1"
    seconds: float = 0.0
    sent: int = 0
    answer: httpx2.Response | None = field(default=None, repr=False)

    def post(
        self, body: str, kind: str, *, secret: str = SECRET, age: float = 0.0, headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        """Send a signed request, `age` seconds after it was signed, and note how long the answer took."""
        stamp = str(int(time.time() - age))
        digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": kind}
        before = time.monotonic()
        answer = httpx2.post(self.app, content=body, headers=signed | (headers or {}), trust_env=False, timeout=10)
        self.seconds = time.monotonic() - before
        self.answer = answer
        return answer

    def command_of(self, text: str, channel: str = "C1") -> dict[str, str]:
        """Return the payload of a slash command."""
        return {
            "command": "/brief",
            "text": text,
            "team_id": TEAM,
            "channel_id": channel,
            "channel_name": "news",
            "user_id": self.name,
            "user_name": "ada",
            "trigger_id": "1.2.3",
            "response_url": f"{self.slack.url}/response/{channel}/{self.name}",
            "api_app_id": "A1",
        }

    def brief(self, text: str, channel: str = "C1", **how: Any) -> httpx2.Response:
        """Use the slash command."""
        return self.post(urlencode(self.command_of(text, channel)), "application/x-www-form-urlencoded", **how)

    def event(self, event: dict[str, Any], *, name: str = "", retry: int = 0, **how: Any) -> httpx2.Response:
        """Let something happen; `retry` is how often it was sent before, under the same `name`."""
        self.sent += 1
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event": event,
            "event_id": name or f"Ev{self.name}{self.sent}",
            "event_time": 1700000000,
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        return self.post(json.dumps(body), "application/json", headers=again, **how)

    def mention(self, text: str, channel: str = "C1", ts: str = "1600000000.000001", **fields: Any) -> httpx2.Response:
        """Mention the app in a message of a channel."""
        how = {key: fields.pop(key) for key in ("name", "retry") if key in fields}
        event = {
            "type": "app_mention",
            "user": self.name,
            "text": f"<@{BOT}> {text}",
            "ts": ts,
            "channel": channel,
            "event_ts": ts,
        }
        return self.event(event | fields, **how)

    def say(self, text: str, channel: str = "C1", thread: str | None = None, **fields: Any) -> httpx2.Response:
        """Write a message, in a thread where one is given."""
        self.sent += 1
        ts = f"1650000000.{self.sent:06}"
        where = {"thread_ts": thread, "parent_user_id": BOT} if thread else {}
        kind = "im" if channel.startswith("D") else "channel"
        event = {
            "type": "message",
            "user": self.name,
            "text": text,
            "ts": ts,
            "event_ts": ts,
            "channel": channel,
            "channel_type": kind,
        }
        return self.event(event | where | fields)

    def click(self, button: dict[str, Any], channel: str = "C1", view: dict[str, Any] | None = None) -> httpx2.Response:
        """Click a button of a message, or of a view."""
        place = (
            {"view": view}
            if view
            else {
                "channel": {"id": channel},
                "message": {"ts": "1.1"},
                "response_url": f"{self.slack.url}/response/{channel}/{self.name}",
            }
        )
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": self.name},
            "api_app_id": "A1",
            "trigger_id": "1.2.3",
            "actions": [{"type": "button", "block_id": "b", "action_ts": "1", **button}],
            **place,
        }
        return self._interact(payload)

    def shortcut(self, message: dict[str, Any], channel: str = "C1", name: str = "brief_this") -> httpx2.Response:
        """Use the shortcut on a message."""
        payload = {
            "type": "message_action",
            "callback_id": name,
            "team": {"id": TEAM},
            "user": {"id": self.name},
            "channel": {"id": channel},
            "message": {"type": "message", "user": "U9", "ts": "1600000000.000009", **message},
            "trigger_id": "1.2.3",
            "action_ts": "1",
            "response_url": f"{self.slack.url}/response/{channel}/{self.name}",
        }
        return self._interact(payload)

    def _interact(self, payload: dict[str, Any]) -> httpx2.Response:
        return self.post(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")
