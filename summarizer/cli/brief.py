"""`summarize SOURCE...`: articles in, one briefing out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import SUBCOMMANDS, output, telling

if TYPE_CHECKING:
    from datetime import date

    from summarizer.settings import Settings

FORMATS = ("markdown", "text", "html", "json", "slack", "discord")

_EPILOG = """\b
Examples:
  summarize articles/
  summarize a.txt https://example.com/feed.xml --format html -o today.html
  summarize articles/ --model openai/gpt-5-mini --max-cost 0.50
\b
Exit codes:
  0  a complete briefing
  2  an option or setting that cannot be used
  3  a partial briefing: written, and what is missing is listed
  4  nothing to summarize
  5  the model could not be reached or refused everything
\b
Sub-commands (a file of that name is given as ./NAME):
""" + "\n".join(f"  {name:>{max(map(len, SUBCOMMANDS))}}  {purpose}" for name, purpose in SUBCOMMANDS.items())


def day(_context: click.Context, _option: click.Parameter, given: str | None) -> date | None:
    """Return the date that an option gives."""
    from datetime import date

    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise click.BadParameter(f"'{given}' is not a date, such as 2026-11-22.") from None


class Number(click.types.FloatParamType):
    """A number, which click would call a float."""

    name = "number"


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--model", metavar="NAME", help="'extractive' (by rule, no model), or PROVIDER/MODEL.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible server.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: markdown, drawn on a terminal.")
@click.option("--output", "-o", "path", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file.")
@click.option("--record", type=click.Path(path_type=Path), metavar="FILE", help="Record the model's responses.")
@click.option("--replay", type=click.Path(path_type=Path), metavar="FILE", help="Answer only from a recording.")
@click.option("--date", callback=day, metavar="DATE", help="The briefing's date. Default: today.")
@click.option(
    "--embeddings", metavar="NAME", help="The server's embedding model, to tell stories apart by meaning too."
)
@click.option("--one-story", is_flag=True, default=None, help="All articles tell one story: do not group them.")
@click.option(
    "--length", metavar="LENGTH", help="short, medium or long: lines above the stories and in each. Default: medium."
)
@click.option("--tone", metavar="WORDS", help="How a model is to write, such as 'plain and calm'.")
@click.option(
    "--language",
    metavar="CODE",
    help="What a model is to write in. A line that the articles' own words cannot prove is replaced by a claim, so it "
    "takes effect where articles are written in that language.",
)
@click.option("--window", type=int, metavar="N", help="Sentences a request. Default: by the model's size.")
@click.option("--concurrency", type=int, metavar="N", help="Requests under way at once. Default: 4.")
@click.option("--max-requests", type=int, metavar="N", help="Requests the run may send.")
@click.option("--max-tokens", type=int, metavar="N", help="Tokens the run may use, in and out.")
@click.option("--max-cost", type=Number(), metavar="USD", help="US dollars the run may spend.")
@click.option("--timeout", type=Number(), metavar="SECONDS", help="How long to wait for one answer. Default: 300.")
@click.option(
    "--fallback",
    metavar="ENGINE",
    help="extractive: what the model gives no answer on is done by rule, and the briefing says which. Default: none.",
)
@click.option("--no-cache", "cache", is_flag=True, flag_value=False, default=None, help="Ask again what was answered.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Default: the nearest summarizer.toml.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but errors.")
@click.option("--verbose", "-v", is_flag=True, help="Log what is done to standard error.")
@click.version_option(package_name="summarizer", message="summarize %(version)s")
def command(
    sources: tuple[str, ...],
    form: str | None,
    path: Path | None,
    date: date | None,
    config: Path | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> int:
    """Brief news articles: who says what, how many, and what is not known, each line with its evidence.

    SOURCE is a file (.txt .md .html .json .jsonl), a folder, the address of a page or feed, or - for standard input.
    The briefing goes to standard output; everything else to standard error.
    """
    import os

    from summarizer.pipeline import summarize
    from summarizer.settings import load

    _check(sources)
    tape = {name: options.pop(name) for name in ("record", "replay")}
    telling.log(verbose=verbose)
    output.check(path)
    settings = load(environ=os.environ, config=config)
    with (
        telling.warnings_shown(shown=not quiet),
        telling.progress(shown=not quiet) as on_progress,
    ):
        briefing = summarize(
            sources,
            date=date,
            settings=settings,
            on_progress=on_progress,
            **tape,
            **options,
        )
    notice = _notice(settings, options["model"], tape["replay"])
    if notice and not quiet:
        click.echo(notice, err=True)
    output.write(briefing, form, path)
    return telling.account(briefing)


def _check(sources: tuple[str, ...]) -> None:
    """Raise a UsageError where no source is given, or what looks like a mistyped sub-command."""
    if not sources:
        raise click.UsageError("SOURCE is missing: give a file, a folder, an address, or - for standard input.")
    first = sources[0]
    if first.isalpha() and not Path(first).exists():
        from difflib import get_close_matches

        if first.casefold() == "help":
            raise click.UsageError("There is no file 'help'.")
        close = get_close_matches(first.casefold(), SUBCOMMANDS, n=1)
        if close:
            raise click.UsageError(f"There is no file '{first}'. Did you mean 'summarize {close[0]}'?")


def _notice(settings: Settings, model: str | None, replay: Path | None) -> str | None:
    """Return the line that says which engine is used where nobody chose one."""
    from summarizer.settings import EXTRACTIVE

    if settings.model != EXTRACTIVE or model or replay:
        return None
    return "No model is configured: this briefing was made by rule (extractive). Name one with --model, or set OPENAI_API_KEY."
