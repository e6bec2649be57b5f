"""Every error this package raises on purpose, and the exit code of each leaf.

::

    SummarizerError
    ├── UsageError              2   an option or setting that cannot be
    │   └── OutputError         2   the output cannot be written
    ├── SourceError             4   a source that cannot be read, or holds no article
    │   └── NothingToSummarize  4   no source could be read
    ├── DeliveryError           3   an edition that could not be sent somewhere
    └── ModelError              5   the model's server is out of reach or refused
        ├── AuthenticationError 5   401 or 403: ends the run
        ├── UnknownModelError   5   404: ends the run
        ├── CassetteMissError   5   a replayed cassette lacks the request: ends the run
        ├── UnreachableError    5   no answer, however often it was sent
        │   └── StoppedError    5   the server stopped answering, and is not asked any more
        ├── BudgetError         3   a limit was reached before the request was sent
        └── AnswerError         5   an answer came and cannot be used
            ├── TruncatedError  5   cut off or running away: the window is split
            ├── RefusedError    5   the model or its server would not answer
            └── InvalidError    5   it still breaks the schema after being asked again

A message is one or two sentences: what happened, to what, and what to do next. What a run can do without is no error
but a `SummarizerWarning`.
"""

from __future__ import annotations


class SummarizerError(Exception):
    """Base of the tree.

    Attributes:
        exit_code: What the command exits with when this error ends it.
    """

    exit_code = 2


class UsageError(SummarizerError):
    """An option, a setting or a combination of them that cannot be."""


class OutputError(UsageError):
    """The output cannot be written where it was asked for."""


class SourceError(SummarizerError):
    """A source that cannot be read, or holds no article.

    Attributes:
        source: The source as it was given.
    """

    exit_code = 4

    def __init__(self, message: str, *, source: str = "") -> None:
        super().__init__(message)
        self.source = source


class NothingToSummarize(SourceError):  # noqa: N818  (the exit code's name in the contract)
    """No source held a readable article."""


class DeliveryError(SummarizerError):
    """A message could not be sent to a place, or nobody can tell whether it was.

    Attributes:
        is_unknown: Whether it may have arrived: it was sent, and no answer came. Such a message is never sent again
            by itself.
    """

    exit_code = 3

    def __init__(self, message: str, *, is_unknown: bool = False) -> None:
        super().__init__(message)
        self.is_unknown = is_unknown


class ModelError(SummarizerError):
    """The model's server could not be reached or refused the request.

    Attributes:
        provider: The name before the slash in ``--model``.
        status: HTTP status, or None where no answer came.
        attempts: How often the request was sent.
    """

    exit_code = 5

    def __init__(self, message: str, *, provider: str = "", status: int | None = None, attempts: int = 1) -> None:
        super().__init__(message)
        self.provider = provider
        self.status = status
        self.attempts = attempts


class AuthenticationError(ModelError):
    """The server refused the key (401 or 403)."""


class UnknownModelError(ModelError):
    """The server does not know the model, or the path (404)."""


class CassetteMissError(ModelError):
    """A cassette that is replayed holds no answer to the request."""


class UnreachableError(ModelError):
    """No usable answer came from the server, however often the request was sent."""


class StoppedError(UnreachableError):
    """The server stopped answering, or answers nothing that can be used: the run asks it no more."""


class BudgetError(ModelError):
    """A limit on requests, tokens or cost was reached before the request was sent."""

    exit_code = 3


class AnswerError(ModelError):
    """An answer came and cannot be used."""


class TruncatedError(AnswerError):
    """The answer was cut off at its token limit, or the window is too long for the model."""


class RefusedError(AnswerError):
    """The model, or a filter before it, would not answer."""


class InvalidError(AnswerError):
    """The answer breaks the schema, also after it was asked for again."""


class SummarizerWarning(UserWarning):
    """Something that a run goes on without, in one sentence, such as a store that cannot be opened."""
