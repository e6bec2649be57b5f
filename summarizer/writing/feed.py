"""Editions as an Atom feed (RFC 4287), for feed readers."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from summarizer.writing import stories, wording
from summarizer.writing.blocks import Bullets, Paragraph, Section, gap
from summarizer.writing.changes import changed
from summarizer.writing.outline import ranked
from summarizer.writing.safe import plain
from summarizer.writing.stories import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import Briefing, Story
    from summarizer.writing.blocks import Block, Runs

LONGEST = 30
"""Editions in a feed, and stories that are named of one."""

_ATOM = "http://www.w3.org/2005/Atom"
_E = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
# What XML 1.0 cannot hold (§2.2) and `plain` does not make visible.
_NO_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition as a feed has it.

    Attributes:
        profile: Whose it is.
        date: ISO 8601.
        updated: When it was completed: an ISO 8601 date-time with its offset from UTC, as RFC 3339 has it.
        briefing: What it says.
    """

    profile: str
    date: str
    updated: str
    briefing: Briefing


def to_feed(issues: Sequence[Issue], *, link: str | None = None, ending: str = "html") -> str:
    """Return an Atom feed, ending in a newline; the same editions give the same bytes.

    Each entry holds the briefing in short: its lead, what changed, its headlines, and where there is a `link` the way to
    the whole. Lines that an earlier edition told are left out.
    What articles and models wrote is text in it and nothing else, for readers of XML and of the HTML within it alike.

    Args:
        issues: Editions of one profile, newest first, at least one; those beyond `LONGEST` are left out.
        link: The address, without a slash at its end, below which the feed is `feed.xml` and each edition a file that
            is called by its date.
        ending: How those files' names end.
    """
    newest = issues[0]
    feed = _E.feed(
        _E.id(_id(link, newest.profile)),
        _E.title(_fit(newest.profile)),
        _E.updated(newest.updated),
        _E.author(_E.name("summarize")),
    )
    if link:
        feed.append(_E.link(rel="self", type="application/atom+xml", href=f"{link}/feed.xml"))
    feed.extend(_entry(issue, link, ending) for issue in issues[:LONGEST])
    return f'<?xml version="1.0" encoding="utf-8"?>\n{etree.tostring(feed, encoding="unicode", pretty_print=True)}'


def _entry(issue: Issue, link: str | None, ending: str) -> etree._Element:
    page = f"{link}/{issue.date}.{ending}" if link else None
    entry = _E.entry(
        _E.id(_id(link, issue.profile, issue.date)),
        _E.title(_fit(issue.briefing.title) or f"Briefing for {wording.day(issue.date)}"),
        _E.updated(issue.updated),
    )
    if page:
        entry.append(_E.link(rel="alternate", href=page))
    told = Page.of(issue.briefing)
    lead = [_fit(line.text) for line in issue.briefing.lead if not told.is_old(line)]
    if lead:
        entry.append(_E.summary(" ".join(lead)))
    entry.append(_E.content("".join(_content(issue.briefing, told, lead, page)), type="html"))
    return entry


def _content(briefing: Briefing, told: Page, lead: Sequence[str], page: str | None) -> Iterator[str]:
    """Yield the briefing in short, as HTML."""
    for line in lead:
        yield f"<p>{escape(line)}</p>"
    yield from map(_block, changed(briefing, told))
    shown = ranked(briefing)[:LONGEST]
    if shown and briefing.changes:
        yield "<p><b>All stories</b></p>"
    if shown:
        yield f"<ul>{''.join(f'<li>{_story(story, told)}</li>' for story in shown)}</ul>"
    if rest := len(briefing.stories) - len(shown):
        yield f"<p>… and {wording.count(rest, 'more story', 'more stories')}.</p>"
    if not shown:
        yield "<p>Nothing in the articles could be proven.</p>"
    if page:
        yield f'<p><a href="{escape(page)}">The whole briefing, with its evidence</a></p>'


def _block(block: Block) -> str:
    """Return a part of what changed, as HTML."""
    match block:
        case Section():
            return f"<p><b>{_text(block.text)}</b></p>"
        case Paragraph():
            return f"<p>{_words(block.runs)}</p>"
        case Bullets():
            items = (
                (_words(item.runs), "".join(f"<li>{_words(note)}</li>" for note in item.notes)) for item in block.items
            )
            return f"<ul>{''.join(f'<li>{words}<ul>{notes}</ul></li>' if notes else f'<li>{words}</li>' for words, notes in items)}</ul>"
        case _:
            return ""


def _words(runs: Runs) -> str:
    """Return running text without its marks: the articles that they lead to stand in the whole briefing."""
    words = [run.text for run in runs if run.text and run.style != "mark"]
    return _text("".join(gap(text) + text for text in words).lstrip())


def _story(story: Story, told: Page) -> str:
    """Return a story's headline, and the first new line below it that says more than that, as HTML."""
    fresh = (line for line in story.summary if not told.is_old(line))
    more = next((line.text for line in fresh if not stories.is_told(line, story)), "")
    head = f"<b>{_text(stories.headline(story))}</b>"
    return f"{head}<br>{_text(more)}" if more else head


def _id(link: str | None, *names: str) -> str:
    """Return an id that no other feed has and this one keeps, as long as its address is the same (RFC 4287, §4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("summarize", link or "", *names))).urn


def _text(words: str) -> str:
    return escape(_fit(words))


def _fit(words: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", plain(words))
