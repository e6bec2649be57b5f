"""What the app tells people, in a sentence or two of mrkdwn. Words that are not the app's own are made inert."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from summarizer.delivery.slack_web import SlackError
from summarizer.errors import ModelError, SourceError
from summarizer.writing import mrkdwn, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.apps.slack.asking import Ask
    from summarizer.engines.session import Progress

HELP = (
    "*How to ask for a briefing*\n"
    "• `/brief` and links to news articles or feeds: one briefing of all of them, in this channel\n"
    "• `/brief` and a profile's name: its newest daily edition\n"
    "• mention the app with links, or use “Brief this” in a message's menu: the briefing comes in a thread\n"
    "• in the thread of a briefing, ask: “Who said that?”, “How many were hurt?”, “What is uncertain?”. Answers are the "
    "articles' own, with the sentences that carry them."
)
NO_LINK = (
    "There is no link in this message, and it is too short to brief by itself. Use “Brief this” on one with a link."
)
TWICE = "This briefing is being made already; it will be posted here."
BUSY = "Too many briefings wait for their turn at present. Try again in a few minutes."
OUTSIDE = (
    "The app is not a member of this channel, so it could not post the briefing here. Invite it with `/invite` and its "
    "name, and ask again."
)
GONE = "This briefing is no longer kept. Ask for it again with `/brief`."
NO_BRIEFING = (
    "There is no briefing in this thread that is still kept. Ask for one with `/brief`, and then in its thread."
)
BROKEN = "Something went wrong inside the app, and its log says what. Try again, or tell who runs the app."
UNREACHED = "The model that reads the articles cannot be used at present. Try again later; the app's log says why."
EMPTY = "Nothing in these articles could be proven, so there is no briefing. Try other articles."
STOPPED = "The app was stopped before the briefing was done. Ask again in a few minutes."


WAITING = "Still waiting: other briefings are made first."


def started(ask: Ask, before: int) -> str:
    """Return what somebody is told first: what is read, and how many requests are served before."""
    what = "this message" if ask.kind == "text" else wording.count(len(ask.links), "link")
    queue = f" {wording.count(before, 'request is', 'requests are')} served first." if before else ""
    return f"Reading {what}; the briefing will be posted here.{queue}"


def progress(now: Progress | None) -> str:
    """Return how far a briefing is; None: its links are being fetched."""
    if now is None:
        return "Still at work: the articles are being fetched."
    if now.stage == "merging":
        return "The articles are read, and are being compared."
    part = "written" if now.stage == "writing" else "read"
    return f"Still at work: {now.done:,} of {wording.count(now.total, 'part')} {part}."


def too_many(found: int, most: int) -> str:
    """Return what is told of a request with too many links."""
    return f"These are {found:,} links, and one briefing takes {most:,} at the most. Ask for fewer at once."


def too_long(seconds: float) -> str:
    """Return what is told of a briefing that was given up."""
    minutes = wording.count(math.ceil(seconds / 60), "minute")
    return f"This briefing was not done within {minutes}, and was given up. Ask for fewer articles at once, or try again later."


def wait(seconds: float, of: str, most: int, what: str = "briefing") -> str:
    """Return what is told of who, or where, had enough for this hour."""
    minutes = wording.count(math.ceil(seconds / 60), "minute")
    return f"{of} had {wording.count(most, what)} within the hour, which is the limit. Try again in {minutes}."


def no_edition(profile: str, known: Sequence[str]) -> str:
    """Return what is told of a profile without an edition."""
    others = f" There are editions of: {', '.join(map(mrkdwn.inert, known[:20]))}." if known else ""
    return (
        f"There is no edition of “{mrkdwn.inert(profile)}” yet: `summarize daily` makes one.{others} "
        "With links, `/brief` makes a briefing of them; `/brief help` says more."
    )


def failed(error: Exception) -> str:
    """Return what is told of an error: its own words where they are of what was asked, or of Slack.

    What others say names the files, the settings or the model's server of who runs the app, and belongs in the log.
    """
    if isinstance(error, SourceError | SlackError):
        return mrkdwn.inert(str(error))
    return UNREACHED if isinstance(error, ModelError) else BROKEN
