"""Pages for conditional requests."""

from __future__ import annotations

import sqlite3
import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from summarizer.errors import SummarizerWarning
from summarizer.memory.pages import OLDEST, Page, Pages

NOW = datetime(2024, 5, 6, tzinfo=UTC)
PAGE = Page("https://a.example/x", '"tag"', "Mon, 06 May 2024 07:00:00 GMT", "text/html", b"<p>One\x00\xff")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


def test_a_page_comes_back_as_it_was(path):
    """Under the address that was asked for, also in a later run; a newer one takes its place."""
    with Pages(path) as pages:
        assert pages.get("https://a.example/") is None
        pages.put("https://a.example/", PAGE)
        assert pages.get("https://a.example/") == PAGE
    newer = Page(PAGE.url, None, None, "", b"")
    with Pages(path) as pages:
        assert pages.get("https://a.example/") == PAGE
        pages.put("https://a.example/", newer)
        assert pages.get("https://a.example/") == newer
        pages.put("\ud800", PAGE)  # (an address that no encoding can write)
        assert pages.get("\ud800") == PAGE


@pytest.mark.parametrize(("days", "kept"), [(2, 2), (None, OLDEST), (OLDEST * 3, OLDEST)])
def test_a_body_goes_when_texts_do(path, days, kept):
    """Though it is asked for each day: it holds an article's text. By what its server knows it again stays."""
    with Pages(path, now=lambda: NOW, days=days) as pages:
        pages.put("a", PAGE)
    for day in range(1, kept + 1):
        with Pages(path, now=lambda day=day: NOW + timedelta(days=day), days=days) as pages:
            assert pages.get("a") == PAGE
    for day in (kept + 1, kept + OLDEST, kept + 2 * OLDEST):
        with Pages(path, now=lambda day=day: NOW + timedelta(days=day), days=days) as pages:
            pages.get("a")
    assert b"One" not in path.read_bytes()
    with Pages(path, now=lambda: NOW) as pages:
        assert pages.get("a") == replace(PAGE, body=None)


def test_a_page_that_nobody_asks_for_goes(path):
    """Thirty days after its body did; one that is asked for stays."""
    with Pages(path, now=lambda: NOW) as pages:
        pages.put("asked", PAGE)
        pages.put("forgotten", PAGE)
    for day in range(0, 4 * OLDEST, OLDEST // 2):
        with Pages(path, now=lambda day=day: NOW + timedelta(days=day)) as pages:
            pages.get("asked")
    with Pages(path) as pages:
        assert pages.get("asked")
        assert pages.get("forgotten") is None


def test_a_clock_that_was_set_back_keeps_no_body_for_ever(path):
    """What was fetched a year ahead would stay for a year more."""
    with Pages(path, now=lambda: NOW + timedelta(days=365)) as pages:
        pages.put("a", PAGE)
    with Pages(path, now=lambda: NOW) as pages:
        assert pages.get("a") == PAGE
    with Pages(path, now=lambda: NOW) as pages:
        assert pages.get("a") == replace(PAGE, body=None)


def test_a_page_without_its_body_may_be_put(path):
    """As it was got."""
    with Pages(path) as pages:
        pages.put("a", replace(PAGE, body=None))
        assert pages.get("a") == replace(PAGE, body=None)


def test_pages_take_no_more_room_than_they_may(path):
    """Those bodies go first that were fetched first."""
    for day in range(5):
        with Pages(path, largest=300, now=lambda day=day: NOW + timedelta(days=day)) as pages:
            pages.put(f"page {day}", Page("", '"t"', None, "", bytes(range(100))))
    with Pages(path, now=lambda: NOW) as pages:
        assert [day for day in range(5) if pages.get(f"page {day}").body] == [3, 4]


def test_a_damaged_page_is_fetched_again(path):
    """It is as if it was not there."""
    with Pages(path) as pages:
        pages.put("a", PAGE)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE pages SET body = ?", (b"broken",))
    connection.close()
    with Pages(path) as pages:
        assert pages.get("a") is None


def test_a_store_that_fails_costs_a_warning(path):
    """One; every page is fetched whole, and nothing raises."""
    path.write_bytes(b"no database at all, and long enough to be seen as none" * 10)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with Pages(path) as pages:
            pages.put("a", PAGE)
            assert pages.get("a") is None
    assert [one.category for one in caught] == [SummarizerWarning]
    assert "Pages are fetched whole" in str(caught[0].message)
