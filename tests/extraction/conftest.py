"""What the tests of the client share: a question about a harbour, and who asks it."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import BaseModel

from summarizer.extraction.client import Client


class Harbour(BaseModel):
    boats: int


@pytest.fixture
def question():
    """The messages of one question."""
    return [{"role": "user", "content": "How many boats lie at Vesk?"}]


@pytest.fixture
def ask(server, naps, question):
    """Ask so many different questions at once; return the numbers of boats or the errors, and the client.

    One question gives one result, several a list. The server knows of seven boats, until told otherwise.
    """

    async def boats(model, number, part):
        asked = [{**question[0], "content": question[0]["content"] + " " * number}]
        answer = await model.ask(asked, Harbour, max_tokens=50, part=part)
        assert isinstance(answer, Harbour)
        return answer.boats

    async def run(endpoint, times, alike, part, options):
        async with Client(endpoint, **options) as model:
            every = (boats(model, 0 if alike else n, part) for n in range(times))
            return await asyncio.gather(*every, return_exceptions=True), model

    def ask(endpoint=None, times=1, *, alike=False, part=False, **options):
        results, model = asyncio.run(run(endpoint or server.endpoint, times, alike, part, options))
        return (results[0] if times == 1 else results), model

    server.answer = lambda _: server.Reply('{"boats": 7}')
    return ask
