"""An edition as files in a folder, with a feed of the newest ones beside them: a site of pages, or an archive."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from summarizer import atomic, writing
from summarizer.delivery.target import Dispatch, Format, Message, Target, digest
from summarizer.errors import DeliveryError, OutputError
from summarizer.settings import server_address
from summarizer.writing.feed import to_feed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

FEED = "feed.xml"
_ENDINGS = {"markdown": "md", "text": "txt", "html": "html", "json": "json"}


def _folder(path: str) -> str:
    if not path.strip() or "\0" in path:
        raise ValueError(f"'{path}' is not a folder")
    return os.path.normpath(path)


class Folder(Target):
    """A folder, which is made where there is none. Each edition's files are called by its date."""

    to: Literal["folder"]
    path: Annotated[str, AfterValidator(_folder)] = Field(description="A relative one lies beside the settings file.")
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = Field(
        ("html",), description="A file each; a feed's entries lead to that of the first."
    )
    feed: bool = Field(True, description=f"Whether {FEED} holds the newest editions in short.")  # noqa: FBT003
    link: Annotated[str, AfterValidator(server_address)] | None = Field(
        None, description="The address at which the folder is served, to which the feed's links lead."
    )

    @property
    def key(self) -> str:
        """Its kind and path, as the settings file has it."""
        return f"folder {self.path}"

    @property
    def label(self) -> str:
        """What a person calls it."""
        return f"the folder '{self.path}'"

    @property
    def can_update(self) -> bool:
        """A file is written in place of the one before."""
        return True

    @property
    def is_repeatable(self) -> bool:
        """A file that is written twice is the same file."""
        return True

    @property
    def is_independent(self) -> bool:
        """One file that cannot be written does not cost the others."""
        return True

    def messages(self, dispatch: Dispatch) -> list[Message]:
        """Return the edition's files, then the feed; an edition that is not the newest leaves the feed alone."""
        folder = dispatch.home / os.path.expanduser(self.path)  # noqa: PTH111  (Path's raises where there is no home)
        contents = {
            f"{dispatch.date}.{_ending(form)}": writing.FORMATS[form](dispatch.briefing) for form in self.formats
        }
        if self.feed and dispatch.is_newest and (recent := dispatch.recent()):
            contents[FEED] = to_feed(recent, link=self.link, ending=_ending(self.formats[0]))
        return [Message(name, (folder / name, content), digest(content)) for name, content in contents.items()]

    @asynccontextmanager
    async def opened(self, environ: Mapping[str, str]) -> AsyncIterator[_Sender]:  # noqa: ARG002  (it needs no secret)
        """Return a sender; folders are made as files need them."""
        yield _Sender()


class _Sender:
    """Writes files, whole or not at all. A `Sender`."""

    async def send(self, message: Message, before: Sequence[str]) -> str:  # noqa: ARG002  (files are no replies)
        """Write a file, and return its name; DeliveryError where it cannot be written."""
        path, content = message.body
        await asyncio.to_thread(_write, path, content)
        return message.name

    async def update(self, message: Message, reference: str) -> str:  # noqa: ARG002  (its name is the message's)
        """Write it again, as `send` does."""
        return await self.send(message, ())


def _ending(form: str) -> str:
    return _ENDINGS.get(form, f"{form}.json")


def _write(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(path, content)
    except OSError as error:
        raise DeliveryError(f"The folder '{path.parent}' cannot be made: {error.strerror}.") from None
    except OutputError as error:
        raise DeliveryError(str(error)) from None
