"""Walks through the messages of an edition's targets, and keeps the ledger: none is sent twice, and what is not is told.

All targets are served at once, and none waits for another. What becomes of one, a mistake in this program included,
costs the others nothing. The ledger is written before and after each message; see `memory.deliveries`.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from summarizer.errors import DeliveryError, SummarizerError
from summarizer.memory.database import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from summarizer.delivery.target import Dispatch, Message, Sender, Target
    from summarizer.memory.deliveries import Deliveries, Entry

Fate = Literal["sent", "updated", "skipped", "failed", "unknown", "held"]
Step = Literal["send", "update", "leave", "unknown"]
_Result = Literal["sent", "failed", "unknown"]

LIMIT = 180.0
"""Seconds that one target may take for one message; senders give up sooner, and know then whether it was sent."""

_PROBLEMS = ("failed", "unknown")
_WHOLE = "the edition"  # what a message is called that is all of it
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message.

    Attributes:
        date: The edition's, ISO 8601.
        target: The place's key.
        message: The message's name.
        fate: 'sent'; 'updated': put in the place of what was sent before; 'skipped': it was there already; 'failed': it
            surely did not arrive; 'unknown': nobody can tell; 'held': not sent, as one before it was not.
        told: The same in a sentence or two, with what to do.
    """

    date: str
    target: str
    message: str
    fate: Fate
    told: str

    @property
    def is_problem(self) -> bool:
        """Whether somebody has to look at it."""
        return self.fate in _PROBLEMS


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends editions.

    Attributes:
        ledger: What was sent before, and is kept of what is sent now.
        environ: Where tokens and passwords are looked up.
        on_outcome: Called with each outcome as it is known.
        limit: Of each message; see `LIMIT`.
    """

    ledger: Deliveries
    environ: Mapping[str, str]
    on_outcome: Callable[[Outcome], None] = lambda _: None
    limit: float = LIMIT

    async def deliver(self, dispatch: Dispatch, targets: Iterable[Target], *, again: bool = False) -> list[Outcome]:
        """Send what the ledger lacks of an edition, and return what became of each message, target by target.

        What was sent and differs from what would be sent now is replaced where the place can do that, and else left.
        What may have arrived is not sent again.

        Args:
            dispatch: The edition.
            targets: Where to.
            again: Send what was sent, or may have arrived, once more; replaced in its place where that can be.
        """
        runs = [_Delivery(self, dispatch, target, again=again) for target in targets]
        found = await asyncio.gather(*(run.run(self.limit) for run in runs))
        return [outcome for outcomes in found for outcome in outcomes]


def step(target: Target, entry: Entry | None, digest: str, *, again: bool = False) -> Step:
    """Return what is to be done with a message, by what the ledger knows of it; None: nothing."""
    if entry is None:
        return "send"
    if entry.reference and target.can_update:  # to replace it twice does no harm
        return "update" if again or entry.state != "sent" or entry.digest != digest else "leave"
    if entry.state == "failed" or again:
        return "send"
    if entry.state == "sent":
        return "leave"
    return "send" if target.is_repeatable else "unknown"


class _Delivery:
    """An edition on its way to one target."""

    def __init__(self, deliverer: Deliverer, dispatch: Dispatch, target: Target, *, again: bool) -> None:
        self._account = deliverer.ledger.account(dispatch.edition, target.key)
        self._environ = deliverer.environ
        self._on_outcome = deliverer.on_outcome
        self._dispatch = dispatch
        self._target = target
        self._again = again
        self._outcomes: list[Outcome] = []
        self._left: list[Message] = []  # what is not dealt with yet, in order
        self._next: Message | None = None  # what is to be sent now, by what the ledger knows
        self._begun = False  # whether the ledger has it as 'sending'
        self._reference = ""  # of what it takes the place of

    async def run(self, limit: float) -> list[Outcome]:
        """Send what is to be sent, in so many seconds a message; nothing that goes wrong with it is raised."""
        try:
            async with asyncio.timeout(limit) as clock:
                await self._walk(lambda: clock.reschedule(asyncio.get_running_loop().time() + limit))
        except TimeoutError:
            self._stop(f"It took longer than {limit:g} seconds.")
        except SummarizerError as error:  # it could not be opened, or the ledger not be written
            self._stop(str(error))
        except Exception as error:  # noqa: BLE001  (a mistake in one target must not cost the others)
            self._stop(_mistake(error))
        return self._outcomes

    # ── The walk ──────────────────────────────────────────────────────────────────────────────────

    async def _walk(self, on_progress: Callable[[], None]) -> None:
        self._left = await asyncio.to_thread(self._target.messages, self._dispatch)
        entries = self._account.entries()
        before: list[str] = []
        sender: Sender | None = None
        async with AsyncExitStack() as stack:
            while self._left:
                message = self._left[0]
                entry = entries.get(message.name)
                todo = step(self._target, entry, message.digest, again=self._again)
                reference = entry.reference if entry else ""
                if todo in ("send", "update"):
                    self._next, self._reference = message, reference if todo == "update" else ""
                    if sender is None:
                        sender = await stack.enter_async_context(self._target.opened(self._environ))
                    reference = await self._sent(sender, message, before)
                elif todo == "leave":
                    self._tell("skipped")
                else:
                    self._doubt(message, entry)
                before.append(reference)
                on_progress()
                if self._outcomes[-1].is_problem and not self._target.is_independent:
                    break
            self._hold()

    async def _sent(self, sender: Sender, message: Message, before: list[str]) -> str:
        """Send a message, or put it in the place of one that was sent, and return its reference."""
        was = self._reference
        self._account.begin(message.name, message.digest, was)
        self._begun = True
        try:
            found = await sender.update(message, was) if was else ""
            is_gone = bool(was) and not found
            if not was or (is_gone and self._again):
                if is_gone:
                    self._account.begin(message.name, message.digest)
                    self._reference = ""
                found = await sender.send(message, tuple(before))
        except (DeliveryError, StoreError) as error:
            is_unknown = isinstance(error, DeliveryError) and error.is_unknown
            self._finish(message, self._doubtful if is_unknown else "failed", self._reference, str(error))
        except Exception as error:  # noqa: BLE001  (a mistake in a sender: nobody knows how far it came)
            self._finish(message, self._doubtful, self._reference, _mistake(error))
        else:
            is_new = bool(found) or not self._reference
            found = found or self._reference
            self._finish(message, "sent", found, is_new=is_new)
            return found
        return self._reference

    @property
    def _doubtful(self) -> _Result:
        """What a message is of which nobody knows: to replace one once more does no harm."""
        return "failed" if self._reference else "unknown"

    def _finish(
        self, message: Message, state: _Result, reference: str, problem: str = "", *, is_new: bool = True
    ) -> None:
        """Keep and tell what became of a message; where it cannot be kept, the next run will not know.

        One that somebody took away from its place since, and that is not `is_new`, is left so.
        """
        fate: Fate = state
        if state == "sent" and self._reference:
            fate = "updated" if is_new else "skipped"
        self._next, self._begun = None, False
        try:
            self._account.finish(message.name, state, reference=reference, problem=problem)
        except StoreError as error:
            fate, problem = "unknown", f"{problem or 'It was sent, but that could not be kept.'} {error}"
        self._tell(fate, problem, waiting=self._after())

    def _doubt(self, message: Message, entry: Entry | None) -> None:
        """Tell of a message that may have arrived, and keep that of one whose run was killed."""
        problem = entry.problem if entry else ""
        if not problem:
            problem = "The run that was sending it ended before it knew."
            with suppress(StoreError):  # the next run will say the same
                self._account.finish(message.name, "unknown", problem=problem)
        self._tell("unknown", problem, waiting=self._after())

    def _after(self) -> int:
        """Return how many messages wait for the one that is under way."""
        return 0 if self._target.is_independent else len(self._left) - 1

    def _stop(self, problem: str) -> None:
        """Account for all that is left after the walk broke off; nothing is where only the closing failed."""
        if self._next and self._begun:
            self._finish(self._next, self._doubtful, self._reference, problem)
        elif self._left or not self._outcomes:
            self._fail(problem)
        self._hold()

    def _fail(self, problem: str) -> None:
        """Keep and tell that a message was not even begun."""
        if self._next:
            with suppress(StoreError):  # what is not kept is tried again as well
                self._account.begin(self._next.name, self._next.digest, self._reference)
                self._account.finish(self._next.name, "failed", reference=self._reference, problem=problem)
        self._tell("failed", problem, waiting=len(self._left) - 1)

    def _hold(self) -> None:
        while self._left:
            self._tell("held")

    # ── Telling ───────────────────────────────────────────────────────────────────────────────────

    def _tell(self, fate: Fate, problem: str = "", *, waiting: int = 0) -> None:
        """Keep the outcome of the message that is dealt with by that, log it, and pass it on."""
        name = self._left.pop(0).name if self._left else _WHOLE
        more = f", and {waiting} more after it" if waiting > 0 and fate in _PROBLEMS else ""
        told = self._sentence("" if name == _WHOLE else f" ({name}{more})", fate, problem)
        outcome = Outcome(self._dispatch.date, self._target.key, name, fate, told)
        self._outcomes.append(outcome)
        data = {"profile": self._dispatch.profile, "date": outcome.date, "target": outcome.target, "message": name}
        if outcome.is_problem:
            _log.warning("message %s", fate, extra={"data": data | {"reason": told}})
        else:
            _log.log(logging.DEBUG if fate == "skipped" else logging.INFO, "message %s", fate, extra={"data": data})
        self._on_outcome(outcome)

    def _sentence(self, part: str, fate: Fate, problem: str) -> str:
        """Return what became of a part of the edition, '' for all of it."""
        what, where = f"The edition of {self._dispatch.date}", f"{self._target.label}{part}"
        command = f"'summarize history deliver {self._dispatch.date} --profile {self._dispatch.profile}"
        match fate:
            case "failed":
                return f"{what} was not sent to {where}: {problem} To try again: {command}'."
            case "unknown":
                return (
                    f"{what} may have reached {where}, and is not sent again by itself: {problem} To send it again, look "
                    f"there first: {command} --again'."
                )
            case "held":
                return f"{what} was not sent to {where}, as what stands before it was not."
            case "updated":
                return f"{what} was replaced where it stood: {where}."
        return f"{what} was sent {'before ' if fate == 'skipped' else ''}to {where}."


def _mistake(error: Exception) -> str:
    """Return what is told of an error that no target raises on purpose, and keep its trace for the log."""
    _log.debug("delivery broke off", exc_info=error)
    return f"An error inside the program ended it ({type(error).__name__}: {error}); please report it."
