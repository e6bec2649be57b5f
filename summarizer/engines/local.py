"""The engine that runs here: a run's articles side by side in one event loop, by rule or by a model."""

from __future__ import annotations

import asyncio
import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from summarizer.errors import ModelError, UsageError
from summarizer.models import Engine, Usage
from summarizer.settings import EXTRACTIVE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from pathlib import Path

    from summarizer.drafts import Draft
    from summarizer.extraction.client import Client
    from summarizer.extraction.providers import Endpoint
    from summarizer.models import Article
    from summarizer.settings import Settings

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done: Parts of articles that are done with.
        total: Parts in all.
    """

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Tape:
    """Where responses are recorded to or replayed from; at most one of the two."""

    record: Path | None = None
    replay: Path | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """A draft for each article, in their order, and what made them."""

    drafts: list[Draft]
    engine: Engine
    usage: Usage


async def extract(
    articles: Sequence[Article], settings: Settings, tape: Tape, on_progress: Callable[[Progress], None]
) -> Extracted:
    """Return a draft of every article, by the configured engine.

    Raises:
        UsageError: There is no model to record, or the endpoint cannot be.
        ModelError: The model could not be reached, or answered nothing that can be used.
    """
    if settings.model == EXTRACTIVE:
        if tape.record or tape.replay:
            raise UsageError("The extractive engine asks no model: there is nothing to record or replay.")
        return await _by_rule(articles, on_progress)
    return await _by_model(articles, settings, tape, on_progress)


async def _by_rule(articles: Sequence[Article], on_progress: Callable[[Progress], None]) -> Extracted:
    from summarizer.extraction import extractive

    drafts = []
    for number, article in enumerate(articles, 1):
        drafts.append(await asyncio.to_thread(extractive.extract, article))
        on_progress(Progress(number, len(articles)))
    return Extracted(drafts, Engine(model=EXTRACTIVE), Usage())


async def _by_model(
    articles: Sequence[Article], settings: Settings, tape: Tape, on_progress: Callable[[Progress], None]
) -> Extracted:
    # The client costs a second to import, and only runs with a model pay for it.
    from summarizer.extraction import llm, providers
    from summarizer.extraction.client import Client, Limits

    endpoint = providers.resolve(settings.model, settings.base_url, {} if tape.replay else os.environ)
    size = settings.window or endpoint.window
    total = sum(llm.parts(article, size) for article in articles)
    done = 0

    def on_window() -> None:
        nonlocal done
        done += 1
        on_progress(Progress(done, total))

    limits = Limits(requests=settings.max_requests, tokens=settings.max_tokens)
    with _taped(tape, settings.model, endpoint, size):
        async with Client(endpoint, settings.concurrency, settings.timeout, limits) as client:
            drafts = await _each(lambda article: llm.extract(article, client, size, on_window), articles)
            _check_any(drafts, client)
    prompt, schema = llm.fingerprints()
    return Extracted(drafts, Engine(model=settings.model, prompt=prompt, schema=schema), client.usage)


def _taped(tape: Tape, model: str, endpoint: Endpoint, window: int) -> AbstractContextManager[None]:
    from summarizer.extraction import cassettes

    if tape.replay:
        return cassettes.replaying(tape.replay)
    if tape.record:
        recorded = cassettes.Recorded(model=model, base_url=endpoint.base_url, window=window)
        return cassettes.recording(tape.record, recorded)
    return nullcontext()


def _check_any(drafts: Sequence[Draft], client: Client) -> None:
    if not client.exhausted and not any(draft.windows.done for draft in drafts):
        reason = next((draft.reason for draft in drafts if draft.reason), None)
        if reason:
            raise ModelError(f"The model gave no answer that can be used. {reason}", provider=client.endpoint.provider)


async def _each(work: Callable[[A], Awaitable[B]], items: Iterable[A]) -> list[B]:
    """Return what `work` makes of every item, in their order; the first error cancels the others and is raised.

    How much runs at once is bounded where it costs something: in the model's client.
    """

    async def one(item: A) -> B:
        return await work(item)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(item)) for item in items]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
