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
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.models import Briefing, Story

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

    Each entry holds the briefing in short: its lead, its headlines, and where there is a `link` the way to the whole.
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
    if lead := " ".join(_fit(line.text) for line in issue.briefing.lead):
        entry.append(_E.summary(lead))
    entry.append(_E.content("".join(_content(issue.briefing, page)), type="html"))
    return entry


def _content(briefing: Briefing, page: str | None) -> Iterator[str]:
    """Yield the briefing in short, as HTML."""
    for line in briefing.lead:
        yield f"<p>{_text(line.text)}</p>"
    shown = briefing.stories[:LONGEST]
    if shown:
        yield f"<ul>{''.join(f'<li>{_story(story)}</li>' for story in shown)}</ul>"
    if rest := len(briefing.stories) - len(shown):
        yield f"<p>… and {wording.count(rest, 'more story', 'more stories')}.</p>"
    if not shown:
        yield "<p>Nothing in the articles could be proven.</p>"
    if page:
        yield f'<p><a href="{escape(page)}">The whole briefing, with its evidence</a></p>'


def _story(story: Story) -> str:
    """Return a story's headline, and the first line below it that says more than that, as HTML."""
    more = next((line.text for line in story.summary if not stories.is_told(line, story)), "")
    head = f"<b>{_text(stories.headline(story))}</b>"
    return f"{head}<br>{_text(more)}" if more else head


def _id(link: str | None, *names: str) -> str:
    """Return an id that no other feed has and this one keeps, as long as its address is the same (RFC 4287, §4.2.6)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("summarize", link or "", *names))).urn


def _text(words: str) -> str:
    return escape(_fit(words))


def _fit(words: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", plain(words))
