"""Which edition is meant, and what is said where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.apps.mcp import store
from summarizer.errors import UsageError
from summarizer.memory.editions import Editions
from summarizer.models import Briefing, Engine


@pytest.fixture
def add():
    """Put an edition into the store: complete, or open."""

    def add(day, profile="morning", *, is_open=False):
        with Editions() as editions:
            row = editions.begin(profile, day, "", [])
            if not is_open:
                editions.complete(row, Briefing(title=day, date=day, engine=Engine(model="extractive")))

    return add


def test_no_store_is_made_by_looking_for_one():
    """Reading leaves nothing behind; the error names both ways on."""
    with pytest.raises(UsageError, match=r"'summarize daily' makes them.*call brief"):
        store.chosen(None, None)
    assert not Path(os.environ["SUMMARIZER_HOME"]).exists()


def test_without_a_date_the_newest_complete_edition_is_meant(add):
    """One that is not complete is no edition yet."""
    add("2024-05-06")
    add("2024-05-07", is_open=True)
    assert store.chosen(None, None).date == "2024-05-06"
    assert store.edition("morning", "2024-05-06").title == "2024-05-06"
    with pytest.raises(UsageError, match="of 2024-05-07 is not complete yet; the newest is of 2024-05-06"):
        store.chosen("morning", "2024-05-07")


def test_only_open_editions_are_none(add):
    """What is begun is completed by the command."""
    add("2024-05-07", is_open=True)
    with pytest.raises(UsageError, match="No edition is complete yet"):
        store.chosen(None, None)


def test_of_several_profiles_one_is_named(add):
    """The error lists them."""
    add("2024-05-06")
    add("2024-05-07", "evening")
    with pytest.raises(UsageError, match="'evening', 'morning': call get_edition with one of these"):
        store.chosen(None, None)
    assert store.chosen("morning", None).date == "2024-05-06"
    with pytest.raises(UsageError, match="no editions of the profile 'noon'; there are some of 'evening', 'morning'"):
        store.chosen("noon", None)


def test_the_nearest_editions_are_named(add):
    """On both sides of a day that has none."""
    for day in ("2024-05-01", "2024-05-03", "2024-05-06", "2024-05-09"):
        add(day)
    with pytest.raises(UsageError, match="newest is of 2024-05-09, the nearest of 2024-05-03 and 2024-05-06"):
        store.chosen("morning", "2024-05-04")
    with pytest.raises(UsageError, match="the newest is of 2024-05-09, the nearest of 2024-05-06: call"):
        store.chosen("morning", "2024-05-10")


def test_reading_waits_for_nobody_and_keeps_nobody_waiting(add):
    """An edition is made while others are read."""
    add("2024-05-06")
    with store.library() as reading:
        rows = reading.listed()
        add("2024-05-07")
        assert reading.briefing(rows[0]).date == "2024-05-06"
    assert store.chosen(None, None).date == "2024-05-07"
