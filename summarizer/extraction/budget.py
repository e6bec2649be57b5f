"""The budget: what a run may use, what it has used, and what it can spare for asking again.

Limits hold before the request that would break them is sent. What requests under way may still use is set aside from an
upper bound: tokenizers make at most about one token of two bytes, and where a server has counted more than that, later
bounds grow by as much.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from summarizer.errors import BudgetError
from summarizer.extraction.prices import NANO, Tokens
from summarizer.models import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.drafts import Answered
    from summarizer.extraction.prices import Price

BYTES_PER_TOKEN = 2
"""Bytes of UTF-8 that make one token at the least: English has about 4, Chinese and Japanese between 2 and 3."""
SPARE = 0.6
"""Requests beyond the first of each question that a run can spare, as a share of the first ones. Where more than that
fails, sending everything again only adds to it (https://sre.google/sre-book/handling-overload/, per-client retry budget)."""
SPARE_ALWAYS = 0.1
"""A share of all requests that may be sent again though windows had to be split, which uses up the other share."""
SPARE_LEAST = 12
"""Requests that may be sent again in any run, however small."""


@dataclass(slots=True)
class Limits:
    """What a run may use; None is no limit.

    Attributes:
        requests: Requests, each attempt counted.
        tokens: Tokens, in and out.
        cost: US$.
    """

    requests: int | None = None
    tokens: int | None = None
    cost: float | None = None


@dataclass(slots=True)
class Bill:
    """What one answer took, over all of its attempts.

    Attributes:
        requests: How often it was asked for.
        tokens: As the server reported them.
        nanos: Billionths of a US dollar; None where they are not known.
    """

    requests: int = 0
    input: int = 0
    output: int = 0
    nanos: int | None = 0

    def add(self, other: Bill) -> None:
        """Add another bill to this one."""
        self.requests += other.requests
        self.input += other.input
        self.output += other.output
        self.nanos = None if self.nanos is None or other.nanos is None else self.nanos + other.nanos

    @property
    def cost(self) -> float | None:
        """US$; None where it is not known."""
        return None if self.nanos is None else self.nanos / NANO


class Budget:
    """One run's account.

    Attributes:
        exhausted: Whether a limit has kept a request from being sent.
    """

    def __init__(self, limits: Limits, provider: str) -> None:
        """Begin with nothing spent; `provider` is for errors."""
        self.exhausted = False
        self._limits = limits
        self._provider = provider
        self._spent = Bill()
        self._restored = Bill()  # what a run that was killed had spent on answers that this one was given
        self._aside = Bill()  # what requests under way may still use
        self._questions = 0
        self._cached = 0
        self._sent = 0  # by this run, unlike what is spent
        self._extra = 0  # of them: not the first of a question
        self._again = 0  # of these: sent or asked again, and not about a part of a window
        self._more = (1.0, 1.0)  # by how much the server has counted more than was set aside, in and out

    @property
    def usage(self) -> Usage:
        """What was sent and used so far; every attempt counts."""
        spent = Bill()
        spent.add(self._spent)
        spent.add(self._restored)
        return Usage(
            requests=spent.requests,
            cached=self._cached,
            input_tokens=spent.input,
            output_tokens=spent.output,
            retries=max(0, spent.requests - self._questions),
            cost_usd=spent.cost if spent.requests or self._cached else None,
        )

    @property
    def spare(self) -> bool:
        """Whether the run can spare a request that is sent or asked again."""
        first = self._sent - self._extra
        return self._extra < SPARE_LEAST + SPARE * first or self._again < SPARE_LEAST + SPARE_ALWAYS * self._sent

    @contextmanager
    def reserved(self, size: Tokens, price: Price) -> Iterator[Bill]:
        """Set aside what a request may use, and give it as a bill.

        Args:
            size: The upper bound of `estimate`.
            price: Of its model.

        Raises:
            BudgetError: A limit could be broken.
            UsageError: There is a limit on cost, and the model's price is not known.
        """
        more_in, more_out = self._more
        size = Tokens(ceil(size.input * more_in), ceil(size.output * more_out))
        nanos = 0
        if self._limits.cost is not None:
            price.check()
            nanos = price.of(size) or 0
        aside = Bill(1, size.input, size.output, nanos)
        self._check(aside)
        self._aside.add(aside)
        try:
            yield aside
        finally:
            self._aside.add(Bill(-aside.requests, -aside.input, -aside.output, -nanos))

    def sent(self, aside: Bill, bill: Bill, *, question: bool, part: bool) -> None:
        """Count a request as it is sent.

        Args:
            aside: What was set aside for it.
            bill: That of its answer.
            question: Whether it is the first of a question.
            part: Whether that question is about a part of another.
        """
        self._aside.requests -= aside.requests
        aside.requests = 0
        bill.requests += 1
        self._spent.requests += 1
        self._questions += question
        self._sent += 1
        self._extra += part or not question
        self._again += not question

    def used(self, bill: Bill, tokens: Tokens, nanos: int | None, size: Tokens) -> None:
        """Count what the server says a request used.

        Args:
            bill: That of its answer.
            tokens: What it used.
            nanos: What that costs; None where it is not known.
            size: What was estimated.
        """
        used = Bill(0, tokens.input, tokens.output, nanos)
        bill.add(used)
        self._spent.add(used)
        more_in, more_out = self._more
        self._more = (
            max(more_in, tokens.input / max(1, size.input)),
            max(more_out, tokens.output / max(1, size.output)) if size.output else more_out,
        )

    def stored(self, answered: Answered, *, question: bool, counted: bool) -> None:
        """Count an answer that was not asked for, as it was there.

        Args:
            answered: The answer.
            question: Whether it is the first of a question.
            counted: Whether a briefing, this one or another, has accounted for it.
        """
        if counted:
            self._cached += 1
            return
        nanos = None if answered.cost_usd is None else round(answered.cost_usd * NANO)
        self._restored.add(Bill(answered.requests, answered.input_tokens, answered.output_tokens, nanos))
        self._questions += question

    def _check(self, aside: Bill) -> None:
        spent, under_way, most = self._spent, self._aside, self._limits
        if most.requests is not None and spent.requests + under_way.requests >= most.requests:
            raise self._over(f"The limit of {most.requests} requests was reached.")
        tokens = sum(bill.input + bill.output for bill in (spent, under_way, aside))
        if most.tokens is not None and tokens > most.tokens:
            raise self._over(f"The limit of {most.tokens} tokens would be passed.")
        nanos = sum(bill.nanos or 0 for bill in (spent, under_way, aside))
        if most.cost is not None and nanos > most.cost * NANO:
            raise self._over(f"The limit of US$ {most.cost:g} would be passed.")

    def _over(self, sentence: str) -> BudgetError:
        self.exhausted = True
        return BudgetError(sentence, provider=self._provider, attempts=0)


def estimate(request: str, room: int) -> Tokens:
    """Return what a request may use at the most.

    Args:
        request: All of it, as JSON: messages and schema.
        room: Tokens that its answer may have.
    """
    return Tokens(ceil(len(request.encode("utf-8", "replace")) / BYTES_PER_TOKEN), room)
