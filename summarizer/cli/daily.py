"""`summarize daily`: what is new in a profile's sources, as one edition a day."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import output, telling
from summarizer.cli.brief import FORMATS

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from summarizer.daily.edition import Edition
    from summarizer.errors import SummarizerError

_EPILOG = """\b
Exit codes:
  0  a complete edition, made now or before
  2  an option or setting that cannot be used, or another run is under way
  3  a partial edition: written, and what is missing is listed
  4  nothing new
  5  the model could not be reached; what was gathered is kept for the next run
"""


def _since(_context: click.Context, _option: click.Parameter, given: str | None) -> date | timedelta | None:
    """Return what --since means."""
    from summarizer.daily.profiles import since

    try:
        return since(given) if given else None
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from None


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--profile", "name", metavar="NAME", help="Of summarizer.toml. Default: its only one.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The edition's. Default: today.")
@click.option(
    "--since", callback=_since, metavar="WHEN", help="Leave out what was published before: a date, or days such as 7d."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="What is printed. Default: markdown.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Default: the nearest summarizer.toml.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors: the edition goes to the profile's files.")
@click.option("--verbose", "-v", is_flag=True, help="Log what is done to standard error, a line an event.")
@click.option("--log-json", "as_json", is_flag=True, help="The same, each line a JSON object.")
def command(
    name: str | None,
    date: datetime | None,
    since: date | timedelta | None,
    form: str | None,
    config: Path | None,
    quiet: bool,
    verbose: bool,
    as_json: bool,
) -> int:
    """Make today's edition: what is new in the sources of a profile, and what became of the stories before.

    Each date has one edition. Once it is made it is only printed again, and files of it that are missing are written.
    'summarize init' writes a summarizer.toml with a profile to start from.
    """
    import os

    from summarizer.daily.profiles import load_profile
    from summarizer.errors import SummarizerError

    telling.log(verbose=verbose, as_json=as_json)
    try:
        profile = load_profile(name, environ=os.environ, config=config)
        if since is not None:
            profile = profile.model_copy(update={"since": since})
        is_shown = not quiet and not as_json
        warned = telling.warnings_shown(shown=not quiet or as_json, as_log=as_json)
        with warned, telling.progress(shown=is_shown and sys.stderr.isatty()) as bar:
            edition = _run(profile, date.date() if date else None, bar)
    except SummarizerError as error:
        if not as_json:
            raise
        return _logged(error)
    if not quiet:
        output.write(edition.briefing, form, None)
    return _account(edition, as_json=as_json)


def _run(profile: Any, date: date | None, bar: Any) -> Edition:
    import asyncio

    from summarizer.daily.edition import daily

    return asyncio.run(daily(profile, date=date, **({"on_progress": bar} if bar else {})))


def _logged(error: SummarizerError) -> int:
    """Say in the log what ended the run, and return the exit code."""
    import logging

    logging.getLogger(__name__).error("run failed", extra={"data": {"reason": str(error), "exit": error.exit_code}})
    return error.exit_code


def _account(edition: Edition, *, as_json: bool) -> int:
    """Say what is missing, in the log where that is JSON, and return the exit code."""
    if not as_json:
        return telling.account(edition.briefing)
    import logging

    log = logging.getLogger(__name__)
    missing = [one for one in edition.briefing.articles if one.status not in ("ok", "duplicate")]
    for one in missing:
        log.warning("article missing", extra={"data": {"source": one.name, "status": one.status, "reason": one.reason}})
    return telling.PARTIAL if missing or not edition.briefing.stories else 0
