"""The model's client: one question with a schema in, one validated answer out, or one of our errors.

Each kind of failure has one owner. Transport (408, 409, 429, 5xx, resets, time-outs): `transport`, by tenacity. An answer
that breaks the schema: instructor's re-ask, here. An answer cut off, a refusal, a wrong key: raised, never asked again
as it was. Texts are sent to an embedding model on the same terms.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import instructor
import openai
from instructor.core import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, Field, TypeAdapter

from summarizer.errors import (
    AuthenticationError,
    InvalidError,
    ModelError,
    RefusedError,
    TruncatedError,
    UnreachableError,
)
from summarizer.extraction import replies, transport
from summarizer.extraction.budget import Limits
from summarizer.extraction.cassettes import check_miss
from summarizer.extraction.http import Http, TooLargeError
from summarizer.extraction.pacing import Pace
from summarizer.extraction.prices import Price, Prices, Tokens
from summarizer.extraction.replies import Reply
from summarizer.extraction.server import Question, Request, Server

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from summarizer.extraction.providers import Endpoint
    from summarizer.extraction.stored import Responses
    from summarizer.models import Usage

REASKS = 2
"""How often an answer that breaks the schema is asked for again."""
REASONING_ROOM = 4096
"""Tokens that OpenAI's own models may spend on reasoning before the answer; they count against its limit."""
SHORTEST_KEY = 8
"""Characters from which a key is looked for in what a server says: shorter ones are placeholders, and words."""
CONNECT = 10.0
"""Seconds to connect in."""

_LARGEST = 3.4028235e38
"""What a number in a vector is at the most: what 32 bits hold, so that no sum of products overflows 64."""

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


@dataclass
class Client:
    """An open connection to one model. Use as an async context manager.

    Attributes:
        endpoint: Which model, and where.
        concurrency: Requests under way at once at the most; fewer where the server throttles.
        timeout: Seconds that one attempt may take as a whole at the most.
        limits: Hold before the request that would break them is sent, also under concurrency.
        deadline: Seconds that a question may take with all its attempts; None: twice the time-out.
        pace: What the server allows in a minute.
        prices: What the model costs, where the user says so.
        responses: Where answers are kept from run to run; None: nowhere.
    """

    endpoint: Endpoint
    concurrency: int = 4
    timeout: float = 300.0
    limits: Limits = field(default_factory=Limits)
    deadline: float | None = None
    pace: Pace = field(default_factory=Pace)
    prices: Prices = field(default_factory=Prices)
    responses: Responses | None = None

    async def __aenter__(self) -> Self:
        """Open the connection.

        Raises:
            UsageError: There is a limit on cost, and what the model costs is not known.
        """
        self._price = Price(self.endpoint.provider, self.endpoint.model, self.prices)
        await asyncio.to_thread(self._price.of, Tokens())  # the list of prices takes its time to load
        if self.limits.cost is not None:
            self._price.check()
        limit = openai.Timeout(self.timeout, connect=min(self.timeout, CONNECT))
        self._openai = openai.AsyncOpenAI(
            api_key=self.endpoint.api_key,
            base_url=self.endpoint.base_url,
            timeout=limit,
            max_retries=0,
            http_client=Http(timeout=limit),
        )
        mode = instructor.Mode.TOOLS if self.endpoint.official else instructor.Mode.JSON_SCHEMA
        self._create: Any = instructor.patch(create=self._send, mode=mode)
        self._server = Server(
            endpoint=self.endpoint,
            post=self._post,
            alive=self._alive,
            concurrency=self.concurrency,
            timeout=self.timeout,
            deadline=2 * self.timeout if self.deadline is None else self.deadline,
            limits=self.limits,
            pace=self.pace,
            responses=self.responses,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._server.close()
        await self._openai.close()

    @property
    def usage(self) -> Usage:
        """What was sent and used so far; every attempt counts."""
        return self._server.budget.usage

    @property
    def answered(self) -> bool:
        """Whether the server has answered anything yet."""
        return self._server.answered

    @property
    def exhausted(self) -> bool:
        """Whether a limit has kept a request from being sent."""
        return self._server.budget.exhausted

    def gave_up(self, error: ModelError) -> None:
        """Take note that a question was given up on a `TruncatedError`: there is no smaller one to ask.

        Where no question at all gets an answer that can be used, the model is not asked any more.
        """
        self._server.breaker.unused(error)

    async def ask(self, messages: list[Message], schema: type[T], *, max_tokens: int, part: bool = False) -> T:
        """Return the model's answer to `messages`, validated against `schema`.

        Args:
            messages: The question.
            schema: What the answer must fit.
            max_tokens: Room for it.
            part: Whether this is about a part of what another question was about, whose answer was cut off. It goes
                before other questions, and counts among the requests that a run can spare for asking again.

        Raises:
            AnswerError: An answer came and cannot be used; its leaf says why.
            BudgetError: A limit would be broken.
            UnreachableError: No answer came, however often it was asked for; as a StoppedError: nor will any.
            ModelError: Any other leaf ends the run: a wrong key, an unknown model, a miss in a cassette.
        """
        try:
            answer = await self._asked(messages, schema, max_tokens, Question(part))
        except (InvalidError, RefusedError) as error:
            self._server.breaker.unused(error)
            raise
        self._server.breaker.used()
        return answer

    async def embed(self, texts: Sequence[str], model: str) -> list[Vector]:
        """Return the vectors that an embedding model of the same server gives for `texts`, in their order.

        Raises:
            InvalidError: The server answered with anything but a vector for each text.
            ModelError: As of `ask`.
        """
        body = {"model": model, "input": list(texts), "encoding_format": "float"}
        price = Price(self.endpoint.provider, model)
        if price.of(Tokens()) is None:
            price = Price(self.endpoint.provider, model, self.prices)
        option = "--embeddings"
        answer = await self._server.answer(Request("embeddings", body, 0, price, option, Question()))
        try:
            return _vectors(answer, len(texts))
        except (OverflowError, ValueError):  # what has other fields or values
            raise InvalidError(replies.no_answer(self.endpoint, option), **self._whose()) from None

    async def _asked(self, messages: list[Message], schema: type[T], max_tokens: int, question: Question) -> T:
        try:
            answer: T = await self._create(
                model=self.endpoint.model,
                messages=messages,
                response_model=schema,
                max_retries=REASKS,
                question=question,
                **self._parameters(max_tokens),
            )
        except IncompleteOutputException:
            raise TruncatedError(f"The answer was cut off at {max_tokens} tokens.", **self._whose()) from None
        except InstructorRetryException as error:
            cause = error.__cause__
            if cause and not isinstance(cause, ValueError):  # which all of its and Pydantic's errors of parsing are
                raise cause from None
            raise InvalidError(
                f"The answer did not fit the schema, also when asked again {REASKS} times.",
                attempts=error.n_attempts,
                **self._whose(),
            ) from None
        return answer

    def _parameters(self, max_tokens: int) -> dict[str, Any]:
        if self.endpoint.official:
            return {"max_completion_tokens": max_tokens + REASONING_ROOM}
        return {"max_tokens": max_tokens, "temperature": 0}

    async def _send(self, *, question: Question, **request: Any) -> ChatCompletion:
        """Send one question; instructor calls this for each ask and re-ask."""
        room = request.get("max_tokens") or request["max_completion_tokens"]
        body = await self._server.answer(Request("chat", request, room, self._price, "--model", question))
        completion = ChatCompletion.construct(**body)
        self._check_refusal(completion)
        return completion

    async def _post(self, request: Request) -> Reply:
        """Send a request once."""
        api: Any = self._openai.chat.completions if request.kind == "chat" else self._openai.embeddings
        try:
            response = (await api.with_raw_response.create(**request.body)).http_response
        except openai.APIStatusError as error:
            response = error.response
        except openai.APIConnectionError as error:
            check_miss(error, provider=self.endpoint.provider)
            cause = error.__cause__
            if isinstance(cause, TooLargeError):
                raise InvalidError(
                    f"The server at {self.endpoint.base_url} answered with what is no answer: {cause}.", **self._whose()
                ) from None
            raise transport.Failed(replies.one_line(str(cause or "") or error.message).rstrip(".")) from None
        asked = response.headers.get("retry-after")
        secret = self.endpoint.api_key.encode()
        return Reply(
            status=response.status_code,
            wait=None if asked is None else transport.seconds(asked),
            kind=response.headers.get("content-type", ""),
            location=response.headers.get("location", ""),
            content=response.content.replace(secret, b"[key]") if len(secret) >= SHORTEST_KEY else response.content,
        )

    async def models(self) -> list[str] | None:
        """Return the names of the models that the server lists; None where it gives no list. It costs nothing.

        Raises:
            UnreachableError: There is no server.
            AuthenticationError: It refuses the key.
        """
        try:
            response = (await self._openai.models.with_raw_response.list()).http_response
        except openai.APIStatusError as error:
            if error.status_code in (401, 403):
                raise AuthenticationError(
                    replies.key_refused(self.endpoint, error.status_code), **self._whose()
                ) from None
            return None
        except openai.APIError as error:
            reason = replies.one_line(str(error.__cause__ or "") or error.message)
            raise UnreachableError(
                f"No answer from the server at {self.endpoint.base_url} ({reason}): check --base-url, or that it runs.",
                **self._whose(),
            ) from None
        body = replies.parsed(response.content)
        data = body.get("data") if isinstance(body, dict) else None
        return [str(one.get("id")) for one in data if isinstance(one, dict)] if isinstance(data, list) else None

    async def _alive(self) -> bool:
        """Return whether the server lists models, as one does that is only slow."""
        try:
            return await self.models() is not None
        except ModelError:
            return False

    def _check_refusal(self, completion: ChatCompletion) -> None:
        try:
            choice = completion.choices[0]
            refused = choice.finish_reason == "content_filter" or choice.message.refusal
        except (AttributeError, IndexError, TypeError):  # what is not a chat completion comes through as it is
            raise InvalidError(replies.no_answer(self.endpoint, "--model"), **self._whose()) from None
        if refused:
            raise RefusedError("The model refused to answer, or a content filter stopped it.", **self._whose())

    def _whose(self) -> dict[str, Any]:
        return {"provider": self.endpoint.provider}


def _vectors(answer: dict[str, Any], number: int) -> list[Vector]:
    """Return the vectors of a server's answer in the order of the texts; ValueError where it is none."""
    found = sorted(_EMBEDDED.validate_python(answer.get("data")), key=lambda one: one.index)
    if [one.index for one in found] != list(range(number)):
        raise ValueError(number)
    return [one.embedding for one in found]
