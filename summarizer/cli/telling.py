"""What a command says on standard error beside its errors: what is missing, what it goes on without, how far it is."""

from __future__ import annotations

import json
import logging
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from summarizer.models import Briefing
    from summarizer.pipeline import Progress

PARTIAL = 3
LOGGED = 10.0
"""Seconds between two lines of the log on how far a run is."""


def account(briefing: Briefing) -> int:
    """Say what is missing of a briefing, and return the exit code."""
    from summarizer.writing import safe

    missing = [article for article in briefing.articles if article.status not in ("ok", "duplicate")]
    for article in missing:
        name = article.name or f"article {article.id}"
        where = "" if name in (article.reason or "") else f"{name}: "
        click.echo(f"summarize: {safe.plain(f'{where}{article.reason}')}", err=True)
    if not briefing.stories:
        click.echo("summarize: Nothing in the articles could be proven, so the briefing is empty.", err=True)
    return PARTIAL if missing or not briefing.stories else 0


@contextmanager
def warnings_shown(*, shown: bool, as_log: bool = False) -> Iterator[None]:
    """Say what a run goes on without, a line each; `as_log`: as an event of the log."""
    import warnings

    from summarizer.errors import SummarizerWarning
    from summarizer.writing import safe

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if issubclass(category, SummarizerWarning) and as_log:
            logging.getLogger(__name__).warning("goes on without", extra={"data": {"reason": str(message)}})
        elif issubclass(category, SummarizerWarning):
            click.echo(f"summarize: {safe.plain(str(message))}", err=True)
        else:
            usual(message, category, filename, lineno, file, line)

    with warnings.catch_warnings():
        usual, warnings.showwarning = warnings.showwarning, show
        warnings.simplefilter("always" if shown else "ignore", SummarizerWarning)
        yield


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Tell how far a run is, and give what is to be called with its steps; None where nobody is told.

    On a terminal that is a line at its foot, where there is a log for people lines of that, and else nothing: who runs
    the command from a program, as cron does, wants silence.
    """
    from summarizer.cli.progress import Bar, can_draw

    log = logging.getLogger(__name__)
    if log.isEnabledFor(logging.DEBUG):
        yield _Steps(log).told
    elif shown and can_draw():
        with Bar() as bar:
            yield bar.told
    else:
        yield None


class _Steps:
    """Logs the beginning of each stage, and how far it is every ten seconds."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._stage = ""
        self._last = 0.0

    def told(self, step: Progress) -> None:
        now = time.monotonic()
        if step.stage == self._stage and now - self._last < LOGGED:
            return
        self._stage, self._last = step.stage, now
        usage = step.usage
        data = {"done": step.done, "of": step.total, "articles": f"{step.articles_done}/{step.articles}"}
        data |= {"requests": usage.requests, "tokens": usage.input_tokens + usage.output_tokens}
        self._log.info(step.stage, extra={"data": data | ({"usd": usage.cost_usd} if usage.cost_usd else {})})


# ── The log ───────────────────────────────────────────────────────────────────────────────────────


def log(*, verbose: bool = False, as_json: bool = False) -> None:
    """Log one line an event to standard error, where it is asked for; nothing else."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json() if as_json else _Plain())
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log is not for the reader
    logger = logging.getLogger("summarizer")
    logger.handlers[:] = [handler] if verbose or as_json else [logging.NullHandler()]
    logger.setLevel(logging.DEBUG if verbose else logging.INFO if as_json else logging.CRITICAL)


class _Plain(logging.Formatter):
    """`2026-11-22T07:00:00+00:00 INFO gathered new=12 seen=31`; an error's trace follows on lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        from summarizer.writing import safe

        data = "".join(f" {name}={_value(value)}" for name, value in _data(record).items())
        line = f"{_when(record)} {record.levelname} {safe.plain(record.getMessage() + data)}"
        if not record.exc_info:
            return line
        trace = self.formatException(record.exc_info).splitlines()  # whose messages may hold what an article says
        return "\n".join([line, *(one[: -len(one.lstrip())] + safe.plain(one) for one in trace if one.strip())])


class _Json(logging.Formatter):
    """An object a line: `time`, `level`, `event`, and what belongs to the event."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": _when(record), "level": record.levelname.lower(), "event": record.getMessage()} | _data(record)
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def _data(record: logging.LogRecord) -> dict[str, Any]:
    data = getattr(record, "data", {})
    return data if isinstance(data, dict) else {}


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and " " in value else str(value)


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
