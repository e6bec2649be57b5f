"""The model's client: one question with a schema in, one validated answer out, or one of our errors.

Each kind of failure has one owner. Transport (408, 409, 429, 5xx, resets, time-outs): tenacity, here. An answer
that breaks the schema: instructor's re-ask. An answer cut off, a refusal, a wrong key: raised, never asked again
as it was. Texts are sent to an embedding model on the same terms.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import instructor
import openai
from instructor.core import IncompleteOutputException, InstructorRetryException
from pydantic import BaseModel, Field, TypeAdapter
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from summarizer.errors import (
    AuthenticationError,
    BudgetError,
    InvalidError,
    ModelError,
    RefusedError,
    TruncatedError,
    UnknownModelError,
    UnreachableError,
)
from summarizer.extraction.cassettes import check_miss
from summarizer.models import Usage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from types import TracebackType

    from openai.types.chat import ChatCompletion

    from summarizer.extraction.providers import Endpoint

ATTEMPTS = 4
"""How often one request is sent at the most."""
REASKS = 2
"""How often an answer that breaks the schema is asked for again."""
LONGEST_WAIT = 60.0
"""Seconds; a server that asks for a longer pause is waited for this long."""
REASONING_ROOM = 4096
"""Tokens that OpenAI's own models may spend on reasoning before the answer; they count against its limit."""

_LARGEST = 3.4028235e38
"""What a number in a vector is at the most: what 32 bits hold, so that no sum of products overflows 64."""

_TRANSIENT = frozenset({408, 409, 429})
_TOO_LONG = re.compile(r"context[_ -](?:length|size|window)", re.IGNORECASE)  # as servers say it, each its own way
_back_off = wait_random_exponential(multiplier=0.5, max=20)

# What these libraries log as errors is answered for here, and an article's text is not for the log.
logging.getLogger("instructor").addHandler(logging.NullHandler())
logging.getLogger("instructor").propagate = False

T = TypeVar("T", bound=BaseModel)
Message = dict[str, str]
Vector = list[float]


class _Embedded(BaseModel):
    """One item of a server's answer to a request for embeddings."""

    index: int
    embedding: list[Annotated[float, Field(strict=True, ge=-_LARGEST, le=_LARGEST)]] = Field(min_length=1)


_EMBEDDED = TypeAdapter(list[_Embedded])


@dataclass(slots=True)
class Limits:
    """What a run may use; None is no limit."""

    requests: int | None = None
    tokens: int | None = None


@dataclass(slots=True)
class _Spent:
    requests: int = 0
    asked: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    reserved: int = 0  # tokens that requests under way may still use


@dataclass
class Client:
    """An open connection to one model. Use as an async context manager.

    Attributes:
        endpoint: Which model, and where.
        limits: Hold before the request that would break them is sent, also under concurrency.
        answered: Whether the server has answered anything yet.
        exhausted: Whether a limit has kept a request from being sent.
    """

    endpoint: Endpoint
    concurrency: int = 4
    timeout: float = 300.0
    limits: Limits = field(default_factory=Limits)
    answered: bool = field(default=False, init=False)
    exhausted: bool = field(default=False, init=False)
    _spent: _Spent = field(default_factory=_Spent, init=False)

    async def __aenter__(self) -> Self:
        self._openai = openai.AsyncOpenAI(
            api_key=self.endpoint.api_key,
            base_url=self.endpoint.base_url,
            timeout=openai.Timeout(self.timeout, connect=min(self.timeout, 10.0)),
            max_retries=0,
        )
        mode = instructor.Mode.TOOLS if self.endpoint.official else instructor.Mode.JSON_SCHEMA
        self._create: Any = instructor.patch(create=self._send, mode=mode)
        self._slots = asyncio.Semaphore(self.concurrency)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self._openai.close()

    @property
    def usage(self) -> Usage:
        """What was sent and used so far; every attempt counts."""
        spent = self._spent
        return Usage(
            requests=spent.requests,
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            retries=max(0, spent.requests - spent.asked),
        )

    async def ask(self, messages: list[Message], schema: type[T], *, max_tokens: int) -> T:
        """Return the model's answer to `messages`, validated against `schema`.

        Raises:
            AnswerError: An answer came and cannot be used; its leaf says why.
            BudgetError: A limit would be broken.
            UnreachableError: No answer came, however often it was asked for.
            ModelError: Any other leaf ends the run: a wrong key, an unknown model, a miss in a cassette.
        """
        self._spent.asked += 1
        try:
            answer: T = await self._create(
                model=self.endpoint.model,
                messages=messages,
                response_model=schema,
                max_retries=REASKS,
                **self._parameters(max_tokens),
            )
        except IncompleteOutputException:
            raise TruncatedError(f"The answer was cut off at {max_tokens} tokens.", **self._whose()) from None
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, BudgetError) and not cause.attempts and error.n_attempts == 1:
                self._spent.asked -= 1  # nothing of it was sent
            if cause and not isinstance(cause, ValueError):  # which all of its and Pydantic's errors of parsing are
                raise cause from None
            raise InvalidError(
                f"The answer did not fit the schema, also when asked again {REASKS} times.",
                attempts=error.n_attempts,
                **self._whose(),
            ) from None
        return answer

    async def embed(self, texts: Sequence[str], model: str) -> list[Vector]:
        """Return the vectors that an embedding model of the same server gives for `texts`, in their order.

        Raises:
            InvalidError: The server answered with anything but a vector for each text.
            ModelError: As of `ask`.
        """
        sent = False

        async def create() -> Any:
            nonlocal sent
            if not sent:  # counted no sooner: who waits for a slot may be cancelled
                sent = True
                self._spent.asked += 1
            return await self._openai.embeddings.create(model=model, input=list(texts), encoding_format="float")

        try:
            answer = await self._answer(create, sum(map(len, texts)) // 3, model, "--embeddings")
            return _vectors(answer, len(texts))
        except (AttributeError, OverflowError, ValueError):  # what is no JSON, or has other fields or values
            raise InvalidError(
                f"The server at {self.endpoint.base_url} answered with something other than a vector for each text: "
                "check --embeddings.",
                **self._whose(),
            ) from None

    def _parameters(self, max_tokens: int) -> dict[str, Any]:
        if self.endpoint.official:
            return {"max_completion_tokens": max_tokens + REASONING_ROOM}
        return {"max_tokens": max_tokens, "temperature": 0}

    async def _send(self, **request: Any) -> ChatCompletion:
        """Send one question; instructor calls this for each ask and re-ask."""
        most = request.get("max_tokens") or request["max_completion_tokens"]
        size = sum(len(str(message.get("content", ""))) for message in request["messages"]) // 3 + most
        create = partial(self._openai.chat.completions.create, **request)
        completion: ChatCompletion = await self._answer(create, size, self.endpoint.model, "--model")
        self._check_refusal(completion)
        return completion

    async def _answer(self, create: Callable[[], Awaitable[Any]], size: int, model: str, option: str) -> Any:
        """Return what the server answers to one request, sent again where the transport fails.

        Args:
            create: Sends it.
            size: Tokens that it may use.
            model: The model that is asked.
            option: Where that model is named.
        """
        sending = AsyncRetrying(
            stop=stop_after_attempt(ATTEMPTS), wait=_pause, retry=retry_if_exception(_is_transient), reraise=True
        )
        try:
            async with self._slots:
                async for attempt in sending:
                    with attempt:
                        answer = await self._send_once(create, size)
        except BudgetError as error:
            error.attempts = sending.statistics["attempt_number"] - 1
            raise
        except openai.APIError as error:
            raise self._as_ours(error, sending.statistics["attempt_number"], model, option) from error
        self.answered = True
        return answer

    async def _send_once(self, create: Callable[[], Awaitable[Any]], size: int) -> Any:
        self._check_limits(size)
        spent = self._spent
        spent.requests += 1
        spent.reserved += size
        try:
            answer = await create()
        except openai.APIConnectionError as error:
            check_miss(error, provider=self.endpoint.provider)
            raise
        finally:
            spent.reserved -= size
        usage = getattr(answer, "usage", None)  # not every server gives it, or all of it
        spent.input_tokens += getattr(usage, "prompt_tokens", None) or 0
        spent.output_tokens += getattr(usage, "completion_tokens", None) or 0
        return answer

    def _check_limits(self, size: int) -> None:
        """Raise BudgetError where a request that may use `size` tokens would break a limit."""
        spent, most = self._spent, self.limits
        used = spent.input_tokens + spent.output_tokens + spent.reserved
        if most.requests is not None and spent.requests >= most.requests:
            self.exhausted = True
            raise BudgetError(f"The limit of {most.requests} requests was reached.", **self._whose())
        if most.tokens is not None and used + size > most.tokens:
            self.exhausted = True
            raise BudgetError(f"The limit of {most.tokens} tokens would be passed.", **self._whose())

    def _check_refusal(self, completion: ChatCompletion) -> None:
        try:
            choice = completion.choices[0]
            refused = choice.finish_reason == "content_filter" or choice.message.refusal
        except (AttributeError, IndexError, TypeError):  # what is not a chat completion comes through as it is
            raise InvalidError(
                f"The server at {self.endpoint.base_url} answered with something other than a chat completion: "
                "check --base-url.",
                **self._whose(),
            ) from None
        if refused:
            raise RefusedError("The model refused to answer, or a content filter stopped it.", **self._whose())

    def _as_ours(self, error: openai.APIError, attempts: int, model: str, option: str) -> ModelError:
        """Return the error of ours that says what happened and what mends it."""
        status = getattr(error, "status_code", None)
        whose = {**self._whose(), "status": status, "attempts": attempts}
        where = f"the server at {self.endpoint.base_url}"
        if status in (401, 403):
            return AuthenticationError(
                f"The key for '{self.endpoint.provider}' was refused ({status}) by {where}: check it.", **whose
            )
        if status == 404:  # noqa: PLR2004  (HTTP's own number)
            return UnknownModelError(
                f"The model '{model}' is not known (404) to {where}: check {option} and --base-url.", **whose
            )
        if isinstance(error, openai.APIStatusError) and not _is_transient(error):
            if _TOO_LONG.search(f"{error.code} {error.message}"):
                return TruncatedError("What was sent is too long for the model.", **whose)
            return RefusedError(f"The request was refused ({status}) by {where}: {_said(error)}", **whose)
        reason = f"it answered {status}: {_said(error)}" if status else _one_line(str(error.__cause__ or error.message))
        return UnreachableError(
            f"No answer from {where} in {attempts} attempts ({reason}): check --base-url, or that it runs.", **whose
        )

    def _whose(self) -> dict[str, Any]:
        return {"provider": self.endpoint.provider}


def _vectors(answer: Any, number: int) -> list[Vector]:
    """Return the vectors of a server's answer in the order of the texts; AttributeError or ValueError where it is none."""
    found = sorted(_EMBEDDED.validate_python(answer.data, from_attributes=True), key=lambda one: one.index)
    if [one.index for one in found] != list(range(number)):
        raise ValueError(number)
    return [one.embedding for one in found]


def _is_transient(error: BaseException) -> bool:
    if isinstance(error, openai.APIStatusError):
        return error.status_code in _TRANSIENT or error.status_code >= 500  # noqa: PLR2004  (HTTP's own number)
    return isinstance(error, openai.APIConnectionError | openai.APIResponseValidationError)


def _pause(state: RetryCallState) -> float:
    """Return the seconds to wait: what the server asks for, else exponential back-off with full jitter."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.response.headers.get("retry-after") if isinstance(error, openai.APIStatusError) else None
    return min(LONGEST_WAIT, _seconds(asked)) if asked else _back_off(state)


def _seconds(retry_after: str) -> float:
    """Return a Retry-After header's pause: seconds, or a date (RFC 9110, 10.2.3); 1 where it is neither."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 1.0
    return max(0.0, until.timestamp() - datetime.now(UTC).timestamp())


def _said(error: openai.APIError) -> str:
    """Return the server's own words for what is wrong."""
    message = error.body.get("message") if isinstance(error.body, dict) else error.body
    return _one_line(str(message or error.message))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
