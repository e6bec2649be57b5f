"""`summarize daily`: what is new in a profile's sources, as one edition a day."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import output, telling
from summarizer.cli.brief import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime, timedelta

    from summarizer.daily.edition import Edition
    from summarizer.daily.profiles import Profile
    from summarizer.delivery.deliverer import Outcome
    from summarizer.errors import SummarizerError

_EPILOG = """\b
Exit codes:
  0  a complete edition, made now or before
  2  an option or setting that cannot be used, or another run is under way
  3  a partial edition: written, and what is missing is listed; or one that could
     not be delivered everywhere, or of which nobody can tell
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
@click.option("--no-deliver", is_flag=True, help="Make it and print it, but send it nowhere; a later run does.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors: the edition goes to files and deliveries.")
@click.option("--verbose", "-v", is_flag=True, help="Log what is done to standard error, a line an event.")
@click.option("--log-json", "as_json", is_flag=True, help="The same, each line a JSON object.")
def command(
    name: str | None,
    date: datetime | None,
    since: date | timedelta | None,
    form: str | None,
    config: Path | None,
    no_deliver: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
) -> int:
    """Make today's edition: what is new in the sources of a profile, and what became of the stories before.

    Each date has one edition. Once it is made it is only printed again; files of it that are missing are written, and
    what could not be delivered is. A profile that delivers to standard output prints it there, once, and nothing else.
    'summarize init' writes a summarizer.toml with a profile to start from.
    """
    import os

    from summarizer.daily.profiles import load_profile
    from summarizer.errors import NothingToSummarize, SummarizerError

    telling.log(verbose=verbose, as_json=as_json)
    found: list[Outcome] = []
    try:
        profile = load_profile(name, environ=os.environ, config=config)
        profile = _chosen(profile, since, quiet=quiet)
        prints = not no_deliver and any(target.to == "stdout" for target in profile.deliver)
        warned = telling.warnings_shown(shown=not quiet or as_json, as_log=as_json)
        with warned, _told(found, shown=not as_json), telling.progress(shown=not (quiet or as_json or prints)) as bar:
            edition = _run(profile, date.date() if date else None, bar, found.append, not no_deliver)
    except SummarizerError as error:
        troubled = isinstance(error, NothingToSummarize) and any(one.is_problem for one in found)
        if not as_json and not troubled:
            raise
        code = _logged(error) if as_json else _complain(str(error), error.exit_code)
        return telling.PARTIAL if troubled else code
    if not quiet and not prints:
        output.write(edition.briefing, form, None)
    code = _account(edition, as_json=as_json)
    return telling.PARTIAL if any(one.is_problem for one in found) else code


def _chosen(profile: Profile, since: date | timedelta | None, *, quiet: bool) -> Profile:
    """Return a profile as this run takes it: --since wins, and nothing is printed of a run that is to be quiet."""
    given: dict[str, Any] = {} if since is None else {"since": since}
    if quiet:
        given["deliver"] = tuple(target for target in profile.deliver if target.to != "stdout")
    return profile.model_copy(update=given)


def _run(profile: Profile, date: date | None, bar: Any, tell: Callable[[Outcome], None], delivers: bool) -> Edition:
    import asyncio

    from summarizer.daily.edition import daily

    shown = {"on_progress": bar} if bar else {}
    return asyncio.run(daily(profile, date=date, delivers=delivers, on_outcome=tell, **shown))


@contextmanager
def _told(found: list[Outcome], *, shown: bool) -> Iterator[None]:
    """Say at the end, however it comes, what somebody has to look at of deliveries; a JSON log has it already."""
    try:
        yield
    finally:
        for outcome in found:
            if outcome.is_problem and shown:
                _complain(outcome.told)


def _complain(problem: str, code: int = telling.PARTIAL) -> int:
    """Say what is wrong, and return the exit code."""
    from summarizer.writing import safe

    click.echo(f"summarize: {safe.plain(problem)}", err=True)
    return code


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
