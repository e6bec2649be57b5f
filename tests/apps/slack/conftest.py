"""What the tests of the Slack app share: a workspace, news and a model on loopback, and the app between them."""

from __future__ import annotations

import asyncio
import threading
from contextlib import ExitStack, contextmanager

import pytest

from benchmarks.news_site import NewsSite
from benchmarks.slack_person import SECRET, Person
from benchmarks.slack_server import APP_TOKEN, TOKEN, SlackServer
from summarizer.apps.slack.limits import Limits
from summarizer.apps.slack.serving import Keys, serve
from summarizer.settings import Settings

NOTES = (0.3,)


@pytest.fixture(scope="module")
def site():
    """Four outlets that tell of a flood, a minister and an eruption."""
    with NewsSite(day=3) as found:
        yield found


@pytest.fixture
def slack():
    """A workspace whose channels C1 and C2, and a conversation D1, the app is a member of."""
    with SlackServer() as workspace:
        yield workspace


@contextmanager
def running(slack, site, *, limits=None, by_socket=False, profiles=(), **settings):
    """Run the app in a thread of its own, and give the address that it listens at."""
    ready = threading.Event()
    found = {}

    def on_ready(_, where):
        found["where"] = where
        ready.set()

    async def run():
        found["loop"], found["stop"] = asyncio.get_running_loop(), asyncio.Event()
        keys = Keys(TOKEN, APP_TOKEN if by_socket else "", SECRET)
        chosen = Settings(allow_hosts=(site.host,), cache=False, **settings)
        most = limits or Limits(per_user=100, per_channel=100, notes=NOTES)
        at = {"environ": slack.environ, "host": "127.0.0.1", "port": 0, "profiles": profiles}
        await serve(keys, chosen, most, on_ready=on_ready, stop=found["stop"], **at)

    def main():
        try:
            asyncio.run(run())
        finally:
            ready.set()

    thread = threading.Thread(target=main)
    thread.start()
    assert ready.wait(30)
    assert "where" in found
    try:
        yield found["where"]
    finally:
        found["loop"].call_soon_threadsafe(found["stop"].set)
        thread.join(30)


@pytest.fixture
def app(slack, site):
    """The app by rule, reached by HTTP."""
    with running(slack, site) as where:
        yield where


@pytest.fixture
def start(slack, site):
    """Start the app as a test wants it; it ends with the test."""
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(running(slack, site, **how))


@pytest.fixture
def ada(slack, app):
    """Somebody who uses it."""
    return Person(slack, app)


@pytest.fixture
def flood(site):
    """A link to an article."""
    return f"{site.url}/wire/1-flood.html"
