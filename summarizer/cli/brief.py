"""`summarize SOURCE...`: articles in, one briefing out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import SUBCOMMANDS, output, telling

if TYPE_CHECKING:
    from datetime import datetime

    from summarizer.settings import Settings

FORMATS = ("markdown", "text", "html", "json", "slack", "discord")

_EPILOG = """\b
Exit codes:
  0  a complete briefing
  2  an option or setting that cannot be used
  3  a partial briefing: written, and what is missing is listed
  4  nothing to summarize
  5  the model could not be reached or refused everything
\b
Sub-commands (a file of that name is given as ./NAME):
""" + "\n".join(f"  {name}  {purpose}" for name, purpose in SUBCOMMANDS.items())


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--model", metavar="NAME", help="'extractive' (by rule, no model), or PROVIDER/MODEL.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible server.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: markdown, drawn on a terminal.")
@click.option("--output", "-o", "path", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file.")
@click.option("--record", type=click.Path(path_type=Path), metavar="FILE", help="Record the model's responses.")
@click.option("--replay", type=click.Path(path_type=Path), metavar="FILE", help="Answer only from a recording.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The briefing's date. Default: today.")
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
@click.option("--max-cost", type=float, metavar="USD", help="US dollars the run may spend.")
@click.option("--timeout", type=float, metavar="SECONDS", help="How long to wait for one answer. Default: 300.")
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
    date: datetime | None,
    config: Path | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> int:
    """Brief news articles: who says what, how many, and what is not known, each line with its evidence.

    SOURCE is a file (.txt .md .html .json .jsonl), a folder, or - for standard input. The briefing goes to
    standard output; everything else to standard error.
    """
    import os

    from summarizer.pipeline import summarize
    from summarizer.settings import load

    tape = {name: options.pop(name) for name in ("record", "replay")}
    telling.log(verbose=verbose)
    output.check(path)
    settings = load(environ=os.environ, config=config)
    with (
        telling.warnings_shown(shown=not quiet),
        telling.progress(shown=not quiet and sys.stderr.isatty()) as on_progress,
    ):
        briefing = summarize(
            sources,
            date=date.date() if date else None,
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


def _notice(settings: Settings, model: str | None, replay: Path | None) -> str | None:
    """Return the line that says which engine is used where nobody chose one."""
    from summarizer.settings import EXTRACTIVE

    if settings.model != EXTRACTIVE or model or replay:
        return None
    return "No model is configured: this briefing was made by rule (extractive). Name one with --model, or set OPENAI_API_KEY."
