"""`summarize slack`: the Slack app."""

from __future__ import annotations

from pathlib import Path

import click

from summarizer.cli import telling

_EPILOG = """\b
Environment:
  SLACK_BOT_TOKEN       the app's bot token (xoxb-…)
  SLACK_APP_TOKEN       an app-level token (xapp-…): Socket Mode, no address needed
  SLACK_SIGNING_SECRET  without SLACK_APP_TOKEN: HTTP, at http://HOST:PORT/slack/events
\b
Exit codes:
  0  it was stopped, by Ctrl-C or SIGTERM
  2  something is not set, or Slack does not accept it
  3  Slack cannot be reached
"""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--model", metavar="NAME", help="'extractive' (by rule, no model), or PROVIDER/MODEL.")
@click.option("--base-url", metavar="URL", help="Any OpenAI-compatible server.")
@click.option("--max-cost", type=float, metavar="USD", help="US dollars that one briefing may spend.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens, by HTTP.")
@click.option("--port", type=click.IntRange(0, 65535), default=3000, show_default=True, help="The same.")
@click.option("--per-user", type=click.IntRange(1), default=5, show_default=True, help="Briefings an hour a person.")
@click.option(
    "--per-channel", type=click.IntRange(1), default=20, show_default=True, help="Briefings an hour a channel."
)
@click.option("--at-once", type=click.IntRange(1, 64), default=2, show_default=True, help="Briefings made at once.")
@click.option("--queue", type=click.IntRange(0), default=10, show_default=True, help="Requests that may wait.")
@click.option("--max-links", type=click.IntRange(1), default=20, show_default=True, help="Links a request.")
@click.option("--max-messages", type=click.IntRange(1, 100), default=10, show_default=True, help="Messages a briefing.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help="Whose editions /brief shows; may be repeated. Default: all.",
)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Default: the nearest summarizer.toml.")
@click.option("--verbose", "-v", is_flag=True, help="Log what is done to standard error.")
@click.option("--log-json", "as_json", is_flag=True, help="The same, each line a JSON object.")
def command(
    model: str | None,
    base_url: str | None,
    max_cost: float | None,
    config: Path | None,
    verbose: bool,
    as_json: bool,
    host: str,
    port: int,
    profiles: tuple[str, ...],
    **most: int,
) -> int:
    """Run the Slack app: briefings on /brief, a mention or a message's shortcut, and questions about them.

    docs/slack.md sets it up in ten minutes.
    """
    import asyncio
    import logging
    import os
    from importlib.util import find_spec

    from summarizer.errors import UsageError
    from summarizer.settings import load

    telling.log(verbose=not as_json, as_json=as_json)
    if not verbose and not as_json:
        logging.getLogger("summarizer").setLevel(logging.WARNING)  # what goes wrong is seen by who runs it
    if not (find_spec("slack_bolt") and find_spec("aiohttp")):
        raise UsageError("The Slack app needs libraries that are not installed: pip install 'summarizer[slack]'.")
    settings = load({"model": model, "base_url": base_url, "max_cost": max_cost}, environ=os.environ, config=config)
    from summarizer.apps.slack.limits import Limits
    from summarizer.apps.slack.serving import Keys, serve

    limits = Limits(
        per_user=most["per_user"],
        per_channel=most["per_channel"],
        at_once=most["at_once"],
        queue=most["queue"],
        links=most["max_links"],
        messages=most["max_messages"],
    )
    keys = Keys.of(os.environ)
    with telling.warnings_shown(shown=verbose or as_json, as_log=as_json):
        asyncio.run(
            serve(keys, settings, limits, environ=os.environ, host=host, port=port, on_ready=_ready, profiles=profiles)
        )
    return 0


def _ready(name: str, where: str) -> None:
    from summarizer.writing import safe

    click.echo(f"summarize: {safe.plain(name)} is ready ({where}). Ctrl-C ends it.", err=True)
