"""What every place has in common that an edition is sent to.

A target is an entry of a profile's `deliver`. It says what is sent (`messages`, a pure function of the edition) and opens
a sender, which sends one message at a time. Whoever walks through the messages keeps the ledger: none is sent twice.
"""

from __future__ import annotations

import hashlib
import re
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from pydantic import AfterValidator

from summarizer import writing
from summarizer.models import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from summarizer.models import Briefing
    from summarizer.writing.feed import Issue


def _format(name: str) -> str:
    if name not in writing.FORMATS:
        raise ValueError(f"'{name}' is none of {', '.join(writing.FORMATS)}")
    return name


Format = Annotated[str, AfterValidator(_format)]
"""The name of something that a briefing can be written as."""


def _variable(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", name):
        raise ValueError("it is not the name of an environment variable")  # what it is may be the secret itself
    return name


Variable = Annotated[str, AfterValidator(_variable)]
"""The name of the environment variable that holds a secret: secrets stand in no settings file."""


def digest(content: str) -> str:
    """Return what a message's content is known by."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An edition on its way.

    Attributes:
        profile: Whose it is.
        date: ISO 8601.
        number: Its place among its profile's, from 1.
        briefing: What it says.
        home: The folder that relative paths lie in: the settings file's.
        edition: Its key in the store, by which the ledger knows it.
        is_newest: Whether its profile has no later one: what always shows the newest is left alone by the others.
        recent: Returns the newest editions of its profile, this one among them, newest first; it reads the store.
    """

    profile: str
    date: str
    number: int
    briefing: Briefing
    home: Path
    edition: int = 0
    is_newest: bool = True
    recent: Callable[[], Sequence[Issue]] = tuple


@dataclass(frozen=True, slots=True)
class Message:
    """One of the things that are sent of an edition to one target, in order.

    Attributes:
        name: What the ledger and a person call it: 'message 1', 'feed.xml'. The same for the same edition each time.
        body: What is sent, as the target's sender takes it.
        digest: A hash of the body: what was sent already is known by it, and what changed is sent in its place.
    """

    name: str
    body: Any
    digest: str


class Sender(Protocol):
    """Sends messages to one target, over a connection that is open."""

    async def send(self, message: Message, before: Sequence[str]) -> str:
        """Send a message, and return its reference: what the place knows it by, '' where it gives none.

        Args:
            message: One of the target's.
            before: The references of the messages before it, in order: a reply goes below the first.

        Raises:
            DeliveryError: It was refused or did not arrive; `is_unknown` where nobody can tell.
        """

    async def update(self, message: Message, reference: str) -> str:
        """Put a message in the place of one that was sent, and return its reference; '' where that one is gone.

        Only of a target that `can_update`. What is gone is not sent anew here: the ledger has to know of it first.

        Raises:
            DeliveryError: As for `send`.
        """


class Target(Model):
    """A place that editions are sent to: an entry of a profile's `deliver`, which `to` names the kind of."""

    @property
    @abstractmethod
    def key(self) -> str:
        """What the ledger knows it by: its kind and address, without a secret, the same as long as the place is."""

    @property
    def places(self) -> tuple[str, ...]:
        """What it has in common with no other target of its profile: its key, or the parts that messages are named by."""
        return (self.key,)

    @property
    @abstractmethod
    def label(self) -> str:
        """What a person calls it, at the end of a sentence: 'the Slack channel C0123'."""

    @property
    @abstractmethod
    def can_update(self) -> bool:
        """Whether a message that was sent can be replaced where it stands."""

    @property
    def is_repeatable(self) -> bool:
        """Whether it does no harm to send a message twice, such as to write a file again."""
        return False

    @property
    def is_independent(self) -> bool:
        """Whether a message can be sent though one before it could not: none is a reply to another."""
        return False

    @abstractmethod
    def messages(self, dispatch: Dispatch) -> list[Message]:
        """Return what is sent of an edition, in order."""

    @abstractmethod
    def opened(self, environ: Mapping[str, str]) -> AbstractAsyncContextManager[Sender]:
        """Return a sender, open in its block.

        Args:
            environ: Where tokens and passwords are looked up, by the names that the target holds.

        Raises:
            DeliveryError: A token is missing, or the place cannot be reached.
        """
