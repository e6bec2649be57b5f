"""The engines that run here, in one event loop: by rule or by a model."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

from summarizer.engines.session import Composed, Embedded, Judged
from summarizer.engines.teller import Teller
from summarizer.errors import UnreachableError, UsageError
from summarizer.merging import prose
from summarizer.models import Engine, Usage
from summarizer.settings import EXTRACTIVE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from summarizer.drafts import Draft, Pair
    from summarizer.engines.session import Progress, Session, Tape
    from summarizer.engines.writing import Written
    from summarizer.extraction.client import Client
    from summarizer.extraction.providers import Endpoint
    from summarizer.memory.responses import Store
    from summarizer.models import Article, Story
    from summarizer.settings import Settings

A = TypeVar("A")
B = TypeVar("B")

COMPOSED = 8
"""Stories that a model writes the headline and summary of: those a reader sees first; the rest are composed by rule."""


@asynccontextmanager
async def opened(settings: Settings, tape: Tape) -> AsyncIterator[Session]:
    """Open the configured engine for one run.

    Raises:
        UsageError: There is no model to record or to give embeddings, or the endpoint cannot be.
    """
    if settings.model == EXTRACTIVE:
        if settings.embeddings:
            raise UsageError(
                "Embeddings come from a model's server, and the extractive engine asks none: name a model with --model, "
                "or leave --embeddings out."
            )
        if tape.record or tape.replay:
            raise UsageError("The extractive engine asks no model: there is nothing to record or replay.")
        yield ByRule(settings)
        return
    # The client costs a second to import, and only runs with a model pay for it.
    from summarizer.extraction import providers

    endpoint = providers.resolve(settings.model, settings.base_url, {} if tape.replay else os.environ)
    with _taped(tape, settings, endpoint), _stored(tape, settings) as store:
        async with connection(endpoint, settings, store) as client:
            yield ByModel(settings, client)
        if store:
            store.settle()


def connection(endpoint: Endpoint, settings: Settings, store: Store | None = None) -> Client:
    """Return a client of an endpoint, with the settings' limits; it is yet to be opened."""
    from summarizer.extraction.budget import Limits
    from summarizer.extraction.client import Client
    from summarizer.extraction.pacing import Pace
    from summarizer.extraction.prices import Prices

    return Client(
        endpoint,
        concurrency=settings.concurrency,
        timeout=settings.timeout,
        deadline=settings.deadline,
        limits=Limits(requests=settings.max_requests, tokens=settings.max_tokens, cost=settings.max_cost),
        pace=Pace(requests=settings.requests_per_minute, tokens=settings.tokens_per_minute),
        prices=Prices(input=settings.input_price, output=settings.output_price),
        responses=store,
    )


def _stored(tape: Tape, settings: Settings) -> AbstractContextManager[Store | None]:
    """Return the store of responses; none where a cassette is recorded or replayed, which holds them all itself."""
    from summarizer.memory.responses import Store

    return nullcontext() if tape.record or tape.replay else Store(reuse=settings.cache)


def _taped(tape: Tape, settings: Settings, endpoint: Endpoint) -> AbstractContextManager[None]:
    from summarizer.extraction import cassettes

    if tape.replay:
        return cassettes.replaying(tape.replay)
    if tape.record:
        recorded = cassettes.Recorded(
            model=settings.model,
            base_url=endpoint.base_url,
            window=settings.window or endpoint.window,
            embeddings=settings.embeddings,
        )
        return cassettes.recording(tape.record, recorded)
    return nullcontext()


class ByRule:
    """Picks and attributes sentences by rule; asks nobody. A `Session`."""

    engine = Engine(model=EXTRACTIVE)
    judges = False
    usage = Usage()

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._teller = Teller()

    async def extract(self, articles: Sequence[Article], on_progress: Callable[[Progress], None]) -> list[Draft]:
        """Return a draft of each article, in their order."""
        from summarizer.extraction import extractive

        self._teller = Teller(on_progress, [1] * len(articles))
        self._teller.begin("reading", len(articles))
        drafts = []
        for number, article in enumerate(articles):
            drafts.append(await asyncio.to_thread(extractive.extract, article))
            self._teller.part(number)
        self._teller.begin("merging")
        return drafts

    async def embed(self, articles: Sequence[Article]) -> Embedded:  # noqa: ARG002  (a session's)
        """Return nothing: there is no model to ask."""
        return Embedded()

    async def judge(self, pairs: Sequence[Pair]) -> Judged:  # noqa: ARG002  (a session's)
        """Return nothing: the rules have judged what they can."""
        return Judged({})

    async def compose(
        self,
        stories: Sequence[Story],
        articles: Sequence[Article],  # noqa: ARG002  (a session's)
    ) -> Composed:
        """Return the stories and the lead, composed of claims."""
        self._teller.begin("writing")
        told, lead = await asyncio.to_thread(prose.compose, stories, self._settings.length)
        return Composed(told, lead)


class ByModel:
    """Asks one model, and trusts nothing that it says; rules stand in for it if it is lost and they are to. A `Session`."""

    def __init__(self, settings: Settings, client: Client) -> None:
        self._settings = settings
        self._client = client
        self._lost: ByRule | None = None
        self._teller = Teller()

    @property
    def engine(self) -> Engine:
        """The model's name, and hashes of the prompts and schemas."""
        from summarizer.extraction import llm

        prompt, schema = llm.fingerprints()
        return Engine(model=self._settings.model, prompt=prompt, schema=schema)

    @property
    def judges(self) -> bool:
        """Whether there is a model to ask."""
        return self._lost is None

    @property
    def usage(self) -> Usage:
        """What was sent and used so far; every attempt counts."""
        return self._client.usage

    async def extract(self, articles: Sequence[Article], on_progress: Callable[[Progress], None]) -> list[Draft]:
        """Return a draft of each article, in their order.

        Raises:
            ModelError: The model could not be reached, or answered nothing that can be used.
        """
        from summarizer.engines import fallback
        from summarizer.extraction import llm

        size = self._settings.window or self._client.endpoint.window
        parts = [llm.parts(article, size) for article in articles]
        self._teller = Teller(on_progress, parts, lambda: self.usage)
        self._teller.begin("reading", sum(parts))

        async def extracted(numbered: tuple[int, Article]) -> Draft:
            number, article = numbered
            return await llm.extract(article, self._client, size, lambda: self._teller.part(number))

        try:
            drafts = await _each(extracted, enumerate(articles))
            _check_any(drafts, self._client)
        except UnreachableError as error:
            if self._settings.fallback == "none":
                raise
            self._lost = ByRule(self._settings)
            drafts = [fallback.unasked(article, llm.parts(article, size), str(error)) for article in articles]
        if self._settings.fallback != "none":
            drafts = await asyncio.to_thread(lambda: list(map(fallback.filled, articles, drafts)))
        self._teller.begin("merging")
        return drafts

    async def embed(self, articles: Sequence[Article]) -> Embedded:
        """Return the articles' embeddings, where they are asked for and can be had.

        Raises:
            ModelError: The run cannot go on: a wrong key, an unknown model, a miss in a cassette.
        """
        from summarizer.extraction import embedding

        model = None if self._lost else self._settings.embeddings
        return Embedded(*await embedding.embed(articles, self._client, model)) if model else Embedded()

    async def judge(self, pairs: Sequence[Pair]) -> Judged:
        """Return the model's judgements of as many pairs as its limits allow; of far pairs only where it is a large one.

        Raises:
            ModelError: The run cannot go on: a wrong key, an unknown model, a miss in a cassette.
        """
        from summarizer.extraction import judging
        from summarizer.extraction.schema import LARGEST_WINDOW

        large = self._client.endpoint.window == LARGEST_WINDOW
        asked = [pair for pair in pairs if large or not pair.far]
        return Judged(*await judging.judge(asked, self._client))

    async def compose(self, stories: Sequence[Story], articles: Sequence[Article]) -> Composed:
        """Return the stories and the lead: the first stories' by the model, each line proven, the rest's by rule.

        Raises:
            ModelError: The run cannot go on: a wrong key, an unknown model, a miss in a cassette.
        """
        from summarizer.engines.writing import write
        from summarizer.extraction.composing import Style

        first, rest = stories[:COMPOSED], stories[COMPOSED:]
        self._teller.begin("writing", 1 if self._lost else len(first))
        if self._lost:
            return await self._lost.compose(stories, articles)
        chosen = self._settings
        wanted = prose.wanted(len(stories), chosen.length)
        style = Style(lines=wanted, tone=chosen.tone or "", language=chosen.language or "")

        async def composed(story: Story) -> Written:
            one = await write(story, articles, self._client, style)
            self._teller.part()
            return one

        written = await _each(composed, first)
        told = [one.told for one in written] + await asyncio.to_thread(prose.by_rule, rest, wanted)
        rejected = tuple(item for one in written for item in one.rejected)
        return Composed(*prose.laid_out(told, chosen.length), rejected)


def _check_any(drafts: Sequence[Draft], client: Client) -> None:
    if not client.exhausted and not any(draft.windows.done for draft in drafts):
        reason = next((draft.reason for draft in drafts if draft.reason), None)
        if reason:
            raise UnreachableError(
                f"The model gave no answer that can be used. {reason}", provider=client.endpoint.provider
            )


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
