"""`summarize mcp`: briefings for assistants, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarizer.cli import telling


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--model", metavar="NAME", help="'extractive' (by rule, no model), or PROVIDER/MODEL.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible server.")
@click.option("--max-cost", type=float, metavar="USD", help="US dollars that one briefing may spend.")
@click.option("--replay", type=click.Path(path_type=Path), metavar="FILE", help="Answer only from a recording.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Default: the nearest summarizer.toml.")
@click.option("--verbose", "-v", is_flag=True, help="Log what is done to standard error.")
def command(replay: Path | None, config: Path | None, verbose: bool, **flags: Any) -> int:
    """Serve briefings to an assistant, by standard input and output, until its client ends.

    An assistant's client starts this command by itself: docs/mcp.md says how to set it up. The tools are brief,
    get_edition, search_claims and evidence.
    """
    import os
    import sys
    from importlib.util import find_spec

    from summarizer.errors import UsageError
    from summarizer.settings import load, override

    if find_spec("mcp") is None:
        raise UsageError("The server needs a library that is not installed: pip install 'summarizer[mcp]'.")
    from summarizer.apps.mcp.desk import Desk
    from summarizer.apps.mcp.server import serve

    telling.log(verbose=verbose)
    settings = load(environ=os.environ, config=config)
    override(settings, flags)  # what cannot be is told now, not to the first who asks
    if sys.stdin.isatty():
        click.echo("Waiting for an assistant's client on standard input; Ctrl-C ends it. See docs/mcp.md.", err=True)
    with telling.warnings_shown(shown=verbose):
        serve(Desk(settings, replay=replay, flags=flags))
    return 0
