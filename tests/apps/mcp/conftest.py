"""What the tests of the server share: editions in a store, and the server as a process that the SDK's client drives."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters, stdio_client

from summarizer.daily.edition import daily
from summarizer.daily.profiles import Profile
from summarizer.memory.editions import Editions
from summarizer.models import ArticleRecord, Briefing, Claim, Engine, Span, Statement, Story
from summarizer.settings import Settings

FLOOD = "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.\n"
TOLL = "The number of people killed by the flood in the town of Belmar rose to 19, the fire service said on Tuesday.\n"


class Driven:
    """A server's client, for tests that are not asynchronous."""

    def __init__(self, portal, client, log):
        self.portal = portal
        self.client = client
        self.log = log

    def call(self, name, /, progress=None, **arguments):
        """Call a tool; return its result, or the message of its error."""
        result = self.portal.call(self.call_async, name, arguments, progress)
        return result.content[0].text if result.is_error else result.structured_content

    async def call_async(self, name, arguments, progress=None):
        return await self.client.call_tool(name, arguments, progress_callback=progress)

    def pages(self, name, /, **arguments):
        """Yield all pages of a result, each by the cursor of the one before."""
        page = self.call(name, **arguments)
        yield page
        while "next" in page:
            page = self.call(name, **arguments | {"cursor": page["next"]})
            yield page


@pytest.fixture(scope="session")
def serving():
    """While it lasts, `summarize mcp` runs as a process, and a client speaks with it."""

    @contextmanager
    def serving(home: Path, *options: str, mode: str = "auto", **environment: str):
        home.mkdir(parents=True, exist_ok=True)
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "summarizer", "mcp", *options],
            env={"SUMMARIZER_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[3]), **environment},
            cwd=home,
        )
        log = home / "stderr"
        with log.open("w") as errors, start_blocking_portal("asyncio") as portal:
            client = Client(stdio_client(command, errlog=errors), mode=mode)
            with portal.wrap_async_context_manager(client) as opened:
                yield Driven(portal, opened, log)

    return serving


def long_briefing(day: str) -> Briefing:
    """A briefing that no single result holds: six stories of sixty claims, and 300 statements of the first."""
    span = Span(article="1", start=0, end=5, text="Water")
    said = Statement(article="1", speaker=None, stance="asserts", certainty="certain", evidence=(span,))

    def claim(story: int, number: int) -> Claim:
        text = f"Street {story}-{number} stands in water: {'deep ' * 60}"
        return Claim(id=f"c{story}-{number}", text=text, statements=(said,) * (300 if story == number == 1 else 1))

    stories = [
        Story(
            id=f"s{story}",
            headline=f"Water in district {story}",
            articles=("1",),
            claims=tuple(claim(story, number) for number in range(1, 61)),
        )
        for story in range(1, 7)
    ]
    article = ArticleRecord(id="1", text="Water", title="W" * 200, url="https://vell.example/water", status="ok")
    engine = Engine(model="extractive")
    return Briefing(title="Long", date=day, engine=engine, stories=tuple(stories), articles=(article,))


@pytest.fixture(scope="session")
def make_editions():
    """Make the editions of two days in a store, and a long one of days before."""

    def make(store: Path, home: Path, profile: str = "morning") -> None:
        for day, text in ((6, FLOOD), (7, TOLL)):
            (home / f"{profile}-{day}.txt").write_text(text)
            chosen = Profile(
                name=profile, home=home, sources=(f"{profile}-{day}.txt",), settings=Settings(time_zone="UTC")
            )
            asyncio.run(daily(chosen, date=date(2024, 5, day), store=store))
        with Editions(store) as editions:
            editions.complete(editions.begin(profile, "2024-05-01", "", []), long_briefing("2024-05-01"))

    return make
