"""An edition on standard output, once: what cron mails, or a pipe takes on."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from summarizer import writing
from summarizer.delivery.target import Dispatch, Format, Message, Target, digest
from summarizer.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence


class Stdout(Target):
    """Standard output, in UTF-8; for as long as the run's own output is."""

    to: Literal["stdout"]
    format: Format = Field("text", description="What is printed.")

    @property
    def key(self) -> str:
        """Its kind: there is one."""
        return "stdout"

    @property
    def label(self) -> str:
        """What a person calls it."""
        return "standard output"

    @property
    def can_update(self) -> bool:
        """What is printed is printed."""
        return False

    def messages(self, dispatch: Dispatch) -> list[Message]:
        """Return the edition, written in the format."""
        content = writing.FORMATS[self.format](dispatch.briefing)
        return [Message("the edition", content, digest(content))]

    @asynccontextmanager
    async def opened(self, environ: Mapping[str, str]) -> AsyncIterator[_Sender]:  # noqa: ARG002  (it needs no secret)
        """Return a sender; there is nothing to open."""
        yield _Sender()


class _Sender:
    """Prints. A `Sender`."""

    async def send(self, message: Message, before: Sequence[str]) -> str:  # noqa: ARG002  (nothing is a reply)
        """Print the edition; DeliveryError where that fails, unknown where part of it may have been read."""
        await asyncio.to_thread(_print, message.body)
        return ""

    async def update(self, message: Message, reference: str) -> str:
        """Never asked for: it cannot be."""
        raise NotImplementedError


def _print(content: str) -> None:
    left = memoryview(content.encode())
    try:
        while left:  # with PYTHONUNBUFFERED, less may be written than was asked for
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except OSError as error:
        # Else what is left of it would be written, and fail, once more at exit
        # (https://docs.python.org/3/library/signal.html#note-on-sigpipe).
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        problem = "whoever read it stopped" if isinstance(error, BrokenPipeError) else str(error.strerror)
        raise DeliveryError(f"Standard output could not be written to its end: {problem}.", is_unknown=True) from None
