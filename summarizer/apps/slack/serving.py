"""The app from its start to its end: who it is, how Slack reaches it, and how it stops."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.apps.slack.app import App, Setup, by_http, by_socket
from summarizer.delivery.slack_web import API_URL, APP_TOKEN, TOKEN, SlackError, Web
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from summarizer.apps.slack.limits import Limits
    from summarizer.settings import Settings

SECRET = "SLACK_SIGNING_SECRET"  # noqa: S105  (the name of the environment variable that holds it)
GRACE = 3.0
"""Seconds after Ctrl-C or SIGTERM in which who waits is told, and connections are closed; then the process ends."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What Slack gives an app.

    Attributes:
        token: The bot's.
        app_token: For Socket Mode; '' where HTTP is used.
        secret: For HTTP; '' where Socket Mode is used.
    """

    token: str = field(repr=False)
    app_token: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Keys:
        """Return what is set in the environment.

        Raises:
            UsageError: Something is missing.
        """
        token, app_token, secret = (environ.get(name, "").strip() for name in (TOKEN, APP_TOKEN, SECRET))
        if not token:
            raise UsageError(
                f"There is no token: put the app's bot token (xoxb-…) into {TOKEN}; docs/slack.md shows where it is."
            )
        if not app_token and not secret:
            raise UsageError(
                f"Slack cannot reach the app: put an app-level token (xapp-…) into {APP_TOKEN} for Socket Mode, or the signing "
                f"secret into {SECRET} for HTTP; docs/slack.md shows where they are."
            )
        return cls(token, app_token, "" if app_token else secret)


async def serve(  # noqa: PLR0913  (each by name)
    keys: Keys,
    settings: Settings,
    limits: Limits,
    *,
    environ: Mapping[str, str],
    host: str,
    port: int,
    on_ready: Callable[[str, str], None] = lambda _name, _where: None,
    stop: asyncio.Event | None = None,
    store: Path | None = None,
    profiles: Collection[str] = (),
) -> None:
    """Run the app until `stop` is set, or until Ctrl-C or SIGTERM where it is None; what is under way is ended then.

    Args:
        keys: What Slack gave the app.
        settings: What briefings are made with.
        limits: How much is done for whom.
        environ: Where another address of the Web API may stand.
        host: Where it listens, by HTTP.
        port: The same; 0 takes any.
        on_ready: Called with the app's name and how it is reached.
        stop: Ends it.
        store: The file that editions lie in; None is the usual one.
        profiles: Whose editions `/brief` shows; none: all.

    Raises:
        UsageError: A token is not accepted, or the port is taken.
        SlackError: Slack cannot be reached.
    """
    slack = Web(keys.token, base_url=environ.get(API_URL))
    try:
        who = await slack.call("auth.test")
        if keys.app_token:
            await Web(keys.app_token, variable=APP_TOKEN, base_url=environ.get(API_URL)).call("apps.connections.open")
    except SlackError as error:
        raise (UsageError(str(error)) if error.code else error) from None
    app = App(Setup(slack, settings, limits, keys.secret, store, profiles), who)
    reached = by_socket(app, keys.app_token, slack) if keys.app_token else by_http(app, host, port)
    try:
        async with reached as where:
            on_ready(str(who.get("user", "the app")), where)
            await (stop or _signalled()).wait()
    except OSError as error:
        raise UsageError(f"The app cannot listen at {host}:{port} ({error.strerror}); choose another --port.") from None
    finally:
        await app.close()


def _signalled() -> asyncio.Event:
    """Return an event that Ctrl-C and SIGTERM set; what then does not let go, such as long computing, is left behind."""
    stop = asyncio.Event()

    def ended() -> None:
        hard = threading.Timer(GRACE, os._exit, (0,))
        hard.daemon = True
        hard.start()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended)
    return stop
