"""A model's server as the client sees it: a request in, the body of its answer out, asked no more often than need be.

Here the owners of each worry meet: what is stored, how many at once, how much may be spent, how long to wait, when to send
again, and when to stop.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from summarizer.drafts import Answered
from summarizer.errors import AnswerError, InvalidError, ModelError, StoppedError, UnreachableError
from summarizer.extraction import replies, stored
from summarizer.extraction.breaker import Breaker
from summarizer.extraction.budget import Bill, Budget, estimate
from summarizer.extraction.pacing import Pace, Slots
from summarizer.extraction.patience import Patience
from summarizer.extraction.prices import NANO, Price, Tokens
from summarizer.extraction.transport import Failed, Sending, persist

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from summarizer.extraction.budget import Limits
    from summarizer.extraction.providers import Endpoint
    from summarizer.extraction.replies import Reply

_TOO_MANY = 429  # HTTP's own number


@dataclass(slots=True)
class Question:
    """One question, which may take several requests: an answer that breaks the schema is asked for again.

    Attributes:
        part: Whether it is about a part of what another question was about.
        begun: Whether something was sent or found for it.
        ends: When its time is over, by the event loop's clock; None until something is sent.
    """

    part: bool = False
    begun: bool = False
    ends: float | None = None


@dataclass(frozen=True)
class Request:
    """One request.

    Attributes:
        kind: 'chat' or 'embeddings'.
        body: What is sent.
        room: Tokens that the answer may have.
        price: Of its model.
        option: Where its model is named.
        question: The one it is for.
    """

    kind: str
    body: dict[str, Any]
    room: int
    price: Price
    option: str
    question: Question

    @cached_property
    def size(self) -> Tokens:
        """What it may use at the most."""
        return estimate(stored.canonical(self.body), self.room)


@dataclass
class Server:
    """One model's server during one run.

    Attributes:
        endpoint: Where it is.
        post: Sends a request once.
        alive: Asks the server whether it lives.
        deadline: Seconds that a question may take, all its requests and attempts included.
        answered: Whether it has answered anything yet.
    """

    endpoint: Endpoint
    post: Callable[[Request], Awaitable[Reply]]
    alive: Callable[[], Awaitable[bool]]
    concurrency: int
    timeout: float
    deadline: float
    limits: Limits
    pace: Pace
    responses: stored.Responses | None
    answered: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.budget = Budget(self.limits, self.endpoint.provider)
        self._slots = Slots(self.concurrency, self.pace)
        self._patience = Patience(self.timeout, self.alive)
        self.breaker = Breaker(self.concurrency, on_open=self._stop)
        self._stored = stored.Stored(self.responses)

    def close(self) -> None:
        """Wait for nothing any more."""
        self._patience.close()

    def _stop(self) -> None:
        self._patience.stop()
        self._slots.open()

    async def answer(self, request: Request) -> dict[str, Any]:
        """Return the body of the answer to a request, sent again where the transport fails, or not at all.

        Raises:
            UnreachableError: No answer came, however often it was asked for.
            StoppedError: The server is not asked any more.
            BudgetError: A limit would be broken.
            ModelError: What else an answer can mean.
        """
        key = stored.key(self.endpoint.base_url, request.kind, request.body)
        async with self._stored.alone(key):
            found = await self._stored.get(key)
            if found is None:
                return await self._ask(key, request)
            body, answered, accounted = found
            self.budget.stored(answered, question=not request.question.begun, counted=accounted)
            request.question.begun = True
            self.answered = True
            return body

    async def _ask(self, key: str, request: Request) -> dict[str, Any]:
        if request.question.begun and not self.budget.spare:
            raise InvalidError(
                "The answer did not fit the schema, and was not asked for again: too much of this run had to be.",
                provider=self.endpoint.provider,
            )
        sending, bill = Sending(), Bill()
        attempt = partial(self._attempt, key, request, sending, bill)
        try:
            return await persist(attempt, sending, self.breaker.rest, self._again)
        except Failed as failed:
            raise self._given_up(failed, sending, request.option) from None
        except ModelError as error:
            error.attempts = sending.attempts
            if isinstance(error, AnswerError):
                self.breaker.answered()
            raise

    async def _attempt(self, key: str, request: Request, sending: Sending, bill: Bill) -> dict[str, Any]:
        question, price = request.question, request.price
        urgent = question.begun or question.part
        async with self._slots.one(urgent=urgent) as ticket:
            self.breaker.check()
            with self.budget.reserved(request.size, price) as aside:
                await self._slots.turn(request.size.total)
                self.breaker.check()  # it may have opened meanwhile
                self._begin(question, sending, aside, bill)
                reply = await self._patience.within(self.post(request), sending)
                used = replies.tokens(reply.content)
                if used or reply.good:
                    nanos = price.of(used) if used else None
                    self.budget.used(bill, used or Tokens(), nanos, request.size)
            self._slots.heard(ticket, throttled=reply.status == _TOO_MANY, wait=reply.wait)
            body = replies.read(reply, self.endpoint, request.body["model"], request.option, known=self.answered)
            self.answered = True
            self.breaker.answered()
            if replies.is_answer(body):
                await self._stored.put(key, _answered(reply, bill))
            return body

    def _again(self) -> bool:
        """Return whether a request may be sent again; where the server throttles, it has said when."""
        return self.budget.spare or self._slots.throttled

    def _begin(self, question: Question, sending: Sending, aside: Bill, bill: Bill) -> None:
        if question.ends is None:
            question.ends = asyncio.get_running_loop().time() + self.deadline
        sending.ends = question.ends
        if sending.left <= 0:
            raise Failed(f"its {self.deadline:g} s are over", passing=False)
        sending.attempts += 1
        self.budget.sent(aside, bill, question=not question.begun, part=question.part)
        question.begun = True

    def _given_up(self, failed: Failed, sending: Sending, option: str) -> ModelError:
        """Return the error of ours for the last failure."""
        if failed.garbled:
            self.answered = True
            error: ModelError = InvalidError(
                replies.no_answer(self.endpoint, option), provider=self.endpoint.provider, attempts=sending.attempts
            )
            return error
        try:
            self.breaker.check()
        except StoppedError as stopped:
            stopped.attempts = sending.attempts
            return stopped
        why = failed.reason
        if failed.passing and not sending.last and not self._again():
            why += "; too much of this run had to be sent again to send it once more"
        attempts = "1 attempt" if sending.attempts == 1 else f"{sending.attempts} attempts"
        error = UnreachableError(
            f"No answer from the server at {self.endpoint.base_url} in {attempts} ({why}): {failed.advice}.",
            provider=self.endpoint.provider,
            status=failed.status,
            attempts=sending.attempts,
        )
        self.breaker.unreachable(error, for_good=self._patience.dead)
        return error


def _answered(reply: Reply, bill: Bill) -> Answered:
    return Answered(
        body=reply.content.decode("utf-8", "replace"),
        requests=bill.requests,
        input_tokens=bill.input,
        output_tokens=bill.output,
        cost_usd=None if bill.nanos is None else bill.nanos / NANO,
    )
