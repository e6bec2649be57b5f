"""`summarize init [PATH]`: a settings file to start from."""

from __future__ import annotations

from pathlib import Path

import click

TEMPLATE = """\
# Settings of summarize. It looks for this file in the working folder and in those above it.
# A line that begins with # and a key is a setting at its default, or an example: take the # away to set it.
# Keys and passwords are never written here: they come from the environment (OPENAI_API_KEY).

# What makes the briefing: "extractive" (by rule, no model), or PROVIDER/MODEL.
#model = "openai/gpt-5-mini"
# Any OpenAI-compatible server.
#base_url = "http://127.0.0.1:8080/v1"
# Limits of a run: requests, tokens, US dollars.
#max_requests = 500
#max_tokens = 2000000
#max_cost = 1.0
# How many lines stand above the stories and in each: short, medium or long.
#length = "medium"

# A profile is what 'summarize daily' makes an edition of. One is enough; with several, name one with --profile.
# Every setting above can stand in a profile too, and wins there.
[profiles.morning]

# Where articles come from: pages, feeds (RSS, Atom, JSON), lists of feeds (OPML), files and folders.
# Files and folders are looked for beside this file.
sources = [
    "articles/",
#    "https://news.example/feed.xml",
#    "feeds.opml",
]

# Only articles with one of these words in their title or text; a * stands for any ending.
#keep = ["harbour", "shipping", "port authorit*"]
# Leave out articles with one of these in their title, or that are mostly about it.
#drop = ["football", "horoscope"]
# Only articles in these languages, by ISO 639-1 code.
#languages = ["en"]
# Leave out what was published before: a date, or days before the edition.
#since = "7d"
# Days that a story stays open after its last new article.
#follow = 3
# When a day begins and ends.
#time_zone = "Europe/Zurich"

# The files that an edition is written to, beside this file: markdown, text, html, json, slack or discord.
# One without {date} always holds the newest edition.
#formats = [
#    { format = "markdown", path = "briefings/{date}.md" },
#    { format = "json", path = "briefings/latest.json" },
#]

# What the model gives no answer on is done by rule ("extractive"), or listed as missing ("none").
#fallback = "extractive"
# Days that the texts of articles are kept; claims and the words of their evidence stay.
#keep_text = 90
# Hosts that may lie in a private network.
#allow_hosts = ["intranet.example"]
# Where a site's owner can learn who asks: an address of the web or of mail.
#contact = "https://newsroom.example/bot"

# Where an edition is sent once it is complete, to each place once: slack, discord, email, folder or stdout. A table each,
# at the end of the profile. Tokens, passwords and addresses of webhooks stay in the environment, under the names here.
#[[profiles.morning.deliver]]
#to = "slack"
#channel = "#briefings"
#token_env = "SLACK_BOT_TOKEN"
#
#[[profiles.morning.deliver]]
#to = "folder"
#path = "site/"
#link = "https://newsroom.example/briefings"
"""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
def command(path: Path) -> int:
    """Write a commented summarizer.toml to start from, in the working folder or at PATH. Nothing is overwritten."""
    from summarizer.errors import OutputError
    from summarizer.settings import FILE
    from summarizer.writing.safe import plain

    target = path / FILE if path.is_dir() else path
    shown = plain(click.format_filename(target))
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise OutputError(f"The file '{shown}' exists already, and is left as it is; give another PATH.") from None
    except (OSError, ValueError) as error:  # (ValueError: the path holds a NUL)
        why = getattr(error, "strerror", None) or error
        raise OutputError(f"The file '{shown}' cannot be written ({why}); give another PATH.") from None
    click.echo(f"Wrote '{shown}'. Name your sources in it, then run 'summarize daily'.")
    return 0
