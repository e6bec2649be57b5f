"""Five days of news, an edition each: what changed is what somebody wrote down beforehand; kills cost nothing."""

from __future__ import annotations

import time

import pytest

from benchmarks import daily
from benchmarks.news_site import CHANGES, PAGES, NewsSite
from summarizer.errors import NothingToSummarize
from summarizer.memory.editions import Editions


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """The site, the store's folder and the five editions."""
    home = tmp_path_factory.mktemp("five")
    with NewsSite() as site:
        yield site, home, daily.five_days(site, home)


def test_the_site_is_what_it_says():
    """Forty articles, eight a day."""
    assert [sum(page.day == day for page in PAGES) for day in range(1, 6)] == [8] * 5


def test_each_day_has_one_edition(five):
    """Numbered in order, with every article that was followed, and all of them read."""
    _, _, made = five
    assert [(one.number, one.date) for one in made] == [(n, f"2024-05-{n + 5:02}") for n in range(1, 6)]
    assert all(one.status == "ok" for edition in made for one in edition.briefing.articles)
    assert made[0].briefing.changes is None


@pytest.mark.parametrize("day", CHANGES)
def test_the_changes_are_those_of_the_list(five, day):
    """All of them, and none beside."""
    assert daily.compared(five[2][day - 1], day) == ([], [])


def test_what_has_ended_is_not_disputed(five):
    """That the strike was ended brings it up to date that it was begun."""
    claims = {claim.id: claim for story in five[2][2].briefing.stories for claim in story.claims}
    ended = next(claim for claim in claims.values() if "ended their strike" in claim.text)
    assert (ended.status, ended.rivals) == ("single", ())
    assert [claims[one].text for one in ended.updates] == [
        "Dock workers at the port of Marn went on strike on Monday, the union Harbour Hands said."
    ]


def test_reposts_count_as_no_further_source(five):
    """Two outlets reprint the wire: where it alone tells a story, there is one source."""
    first = five[2][0].briefing
    assert [story.sources for story in first.stories] == [1] * 4
    assert sum(record.same_source_as is not None for record in first.articles) == 4


def test_a_sixth_run_for_the_third_day_changes_and_fetches_nothing(five):
    """It prints the third edition again."""
    site, home, made = five
    requests = len(site.requests)
    with Editions(home / "summarizer.sqlite") as editions:
        before = editions.listed()
    again = daily.edition(site, home, 3)
    assert (again.briefing, again.is_new) == (made[2].briefing, False)
    assert len(site.requests) == requests
    with Editions(home / "summarizer.sqlite") as editions:
        assert editions.listed() == before


def test_what_did_not_change_is_not_sent_again():
    """Conditional requests: the second run costs at most a twentieth of the first's bytes."""
    first, second = daily.transferred()
    assert second <= 0.05 * first


def test_a_feed_that_is_down_costs_only_itself(tmp_path):
    """The others' articles are briefed; when it is back, what it had is new."""
    with NewsSite() as site:
        site.down = {"courier.rss"}
        first = daily.edition(site, tmp_path, 1)
        assert [one.status for one in first.briefing.articles].count("failed") == 1
        assert len(first.briefing.stories) == 3
        site.down = set()
        second = daily.edition(site, tmp_path, 2)
        assert [one.kind for one in second.briefing.changes.items] == ["new_story"]
        with pytest.raises(NothingToSummarize):
            daily.edition(site, tmp_path, 3)


def test_a_page_that_is_gone_after_it_was_read_is_no_failure(tmp_path):
    """Feeds name yesterday's articles for days; that one of them cannot be fetched any more costs nothing."""
    with NewsSite() as site:
        daily.edition(site, tmp_path, 1)
        site.day, site.down = 2, {"wire/1-flood.html"}
        second = daily.edition(site, tmp_path, 2)
        assert second.briefing.complete


def test_a_killed_run_is_made_good_by_the_next():
    """While it fetches, when what it gathered is kept, and when it is done: the edition is complete, once, and the same."""
    with NewsSite() as site:
        expected, _ = daily.undisturbed(site, feeds=1)

        def fetching(_process):
            asked = len(site.requests)
            while len(site.requests) < asked + 3:
                time.sleep(0.01)

        moments = [
            (fetching, "nothing"),
            (daily.event("edition opened"), "open"),
            (daily.event("edition complete"), "complete"),
        ]
        for moment, left in moments:
            found = daily.killed(site, expected, moment, feeds=1)
            assert (found.left, found.whole) == (left, True)
            assert bool(found.fetched_again) == (left == "nothing")
