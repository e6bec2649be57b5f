"""What a profile's sources on the web give, day after day, beside what the store holds of them."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from benchmarks.daily import AT_ONCE
from benchmarks.news_site import FIRST, PAGES, NewsSite
from summarizer.daily.edition import daily
from summarizer.daily.profiles import Profile
from summarizer.memory.editions import Editions
from summarizer.settings import Settings

FEED = "courier.rss"
LONG_AGO = "2020-01-01T00:00:00+00:00"


class Site(NewsSite):
    """The site, with the text of each article in its feed."""

    def content(self, path):
        body, kind = super().content(path)
        text = body.decode()
        for page in PAGES if kind == "application/rss+xml" else ():
            title = f"<title>{page.title}</title>"
            text = text.replace(title, f"{title}<description>{' '.join(page.text)}</description>")
        return text.encode(), kind


class Desk:
    """The site, and a profile that reads one of its feeds."""

    def __init__(self, site, home):
        self.site = site
        self.home = home
        self.store = home / "store.sqlite"

    def run(self, day, *, more=(), **choices):
        """Make the edition of a day, from 1, of the site as it is then; return its articles, the failed ones too.

        `more` are the subjects of articles that lie in files beside it.
        """
        for subject in more:
            (self.home / f"{subject}.txt").write_text(
                f"The {subject} was the talk of the town, the mayor of Vell said.\n"
            )
        self.site.day = day
        self.site.requests.clear()
        self.site.sent = 0
        settings = Settings(time_zone="UTC", allow_hosts=(self.site.host,))
        sources = (f"{self.site.url}/{FEED}", *(f"{subject}.txt" for subject in more))
        profile = Profile(name="morning", home=self.home, settings=settings, sources=sources, **choices)
        made = asyncio.run(daily(profile, date=FIRST + timedelta(days=day - 1), store=self.store, limits=AT_ONCE))
        return made.briefing.articles

    def has_body(self):
        """Return which pages of the store have a body."""
        with closing(sqlite3.connect(self.store)) as connection:
            found = connection.execute("SELECT address, length(body) > 0 FROM pages").fetchall()
        return {address.rpartition("/")[2]: bool(body) for address, body in found}

    def age(self):
        """Make all that was fetched until now old."""
        with closing(sqlite3.connect(self.store)) as connection:
            connection.execute("UPDATE pages SET used = ?", (LONG_AGO,))
            connection.commit()


def name(record):
    """Return the last part of an article's address."""
    return record.name.rpartition("/")[2]


@pytest.fixture
def desk(tmp_path):
    with Site() as site:
        yield Desk(site, tmp_path)


def test_the_bodies_of_pages_go_with_the_texts(desk):
    """Though their feed names them still; that a known page did not change costs no byte of it, and it is not new."""
    first = "1-payments.html"
    desk.run(1, keep_text=2)
    assert desk.has_body()[first]
    desk.age()
    desk.run(2, keep_text=2)
    assert not desk.has_body()[first]
    third = desk.run(3, keep_text=2)
    assert f"/courier/{first}" in desk.site.requests
    assert desk.site.sent < 2 * 30_000  # the feed and one new page
    assert [name(one) for one in third].count(first) == 1
    assert {one.status for one in third} == {"ok"}


def test_a_page_without_a_body_that_is_not_known_is_fetched(desk):
    """By another profile, or in an edition that was never made: the store has no article of it."""
    desk.run(1)
    with closing(sqlite3.connect(desk.store)) as connection:
        connection.executescript(
            "UPDATE pages SET body = x''; DELETE FROM edition_articles; DELETE FROM articles; DELETE FROM editions"
        )
    assert [name(one) for one in desk.run(1)] == ["1-payments.html"]


def test_a_page_that_fails_after_it_was_read_is_no_shorter_version(desk):
    """What its feed holds of it is used where nothing of it is known, and told of; where it is known, it is no news."""
    [first] = desk.run(1)
    desk.site.down = {"courier/2-plant.html", "courier/1-payments.html"}
    second = desk.run(2)
    assert [(name(one), one.status) for one in second] == [
        ("1-payments.html", "ok"),
        ("2-plant.html", "partial"),
        ("2-strike.html", "ok"),
    ]
    assert second[0].text == first.text
    assert second[1].text.startswith("Olaf Brandt, the spokesman")
    assert second[1].reason.endswith("What its feed holds of it is used: 37 words.")


def test_a_feed_that_dies_is_told_of_each_day(desk):
    """Though it was a page without articles before, of which that is told once."""
    feed = desk.site.content
    desk.run(1, more=["strike"])
    for day, content, statuses in (
        (2, b"<html><p>Soon.</p></html>", ["empty"]),
        (3, b"<html><p>Soon.</p></html>", []),
        (4, b"", ["failed"]),
        (5, b"", ["failed"]),
    ):
        desk.site.content = lambda path, content=content: (content, "text/html") if path == f"/{FEED}" else feed(path)
        told = desk.run(day, more=[f"news of day {day}"])
        assert [one.status for one in told if one.status != "ok"] == statuses


def test_an_article_without_address_is_known_again_when_its_text_is_gone(desk):
    """By the hash of its text, which stays."""
    desk.run(1, keep_text=1, more=["strike"])
    desk.run(4, keep_text=1, more=["flood"])
    with Editions(desk.store) as editions:
        [first] = [one for one in editions.entries(editions.listed()[0]) if not one.address]
    assert (first.found.text, bool(first.hash)) == ("", True)
    assert "strike.txt" not in [name(one) for one in desk.run(5, keep_text=1, more=["strike", "cup"])]
