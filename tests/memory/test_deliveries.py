"""The ledger of deliveries."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import closing
from datetime import UTC, datetime

import pytest

from summarizer.memory import database
from summarizer.memory.database import StoreError
from summarizer.memory.deliveries import Deliveries, Entry
from summarizer.memory.editions import Editions, Kept
from summarizer.models import Article, Briefing, Engine

BRIEFING = Briefing(title="Briefing", date="2024-05-06", engine=Engine(model="extractive"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "summarizer.sqlite"


def complete(path, date="2024-05-06", profile="morning"):
    """Keep a complete edition, and return its key."""
    with Editions(path) as editions:
        return editions.complete(editions.begin(profile, date, "", []), BRIEFING).id


def test_a_message_is_written_down_before_and_after_it_is_sent(path):
    """In between it is under way, for every other reader of the file, too."""
    edition = complete(path)
    with Deliveries(path) as ledger:
        account = ledger.account(edition, "slack:C1")
        assert account.entries() == {}
        account.begin("message 1", "d1")
        with Deliveries(path) as other:
            assert other.account(edition, "slack:C1").entries() == {"message 1": Entry("sending", "d1", "", "")}
        account.finish("message 1", "sent", reference="C1:17")
        assert account.entries() == {"message 1": Entry("sent", "d1", "C1:17", "")}
        assert ledger.account(edition, "slack:C2").entries() == {}


def test_a_message_that_is_replaced_keeps_its_reference(path):
    """A run that is killed in between leaves what can be replaced once more; one that is sent anew has none."""
    edition = complete(path)
    with Deliveries(path) as ledger:
        account = ledger.account(edition, "slack:C1")
        account.begin("message 1", "d1")
        account.finish("message 1", "sent", reference="C1:17")
        account.begin("message 1", "d2", "C1:17")
        assert account.entries() == {"message 1": Entry("sending", "d2", "C1:17", "")}
        account.begin("message 1", "d3")
        assert account.entries() == {"message 1": Entry("sending", "d3", "", "")}


def test_the_ledger_is_listed_by_profile_date_and_place(path):
    """With when and what; what a server answered may hold anything."""
    now = iter(datetime(2024, 5, 7, hour, tzinfo=UTC) for hour in range(24))
    later, first = complete(path, "2024-05-07"), complete(path, "2024-05-06")
    other = complete(path, "2024-05-06", "evening")
    with Deliveries(path, now=lambda: next(now)) as ledger:
        for edition, target, message in (
            (later, "b", "m1"),
            (first, "a", "m1"),
            (first, "a", "m2"),
            (other, "a", "m1"),
        ):
            ledger.account(edition, target).begin(message, "d")
        ledger.account(first, "a").finish("m2", "failed", problem="refused: \ud800")
        found = [(one.profile, one.date, one.target, one.message, one.state) for one in ledger.listed()]
        assert found == [
            ("evening", "2024-05-06", "a", "m1", "sending"),
            ("morning", "2024-05-06", "a", "m1", "sending"),
            ("morning", "2024-05-06", "a", "m2", "failed"),
            ("morning", "2024-05-07", "b", "m1", "sending"),
        ]
        (failed,) = (one for one in ledger.listed("morning") if one.state == "failed")
    assert (failed.changed, failed.problem) == ("2024-05-07T04:00:00+00:00", "refused: \\ud800")


def test_an_edition_is_pending_until_a_run_went_through_it(path):
    """Only complete ones, of the profile, from a date on; settling it again changes nothing."""
    first, second = complete(path, "2024-05-06"), complete(path, "2024-05-07")
    complete(path, "2024-05-07", "evening")
    with Editions(path) as editions:
        editions.begin("morning", "2024-05-08", "", [])
    now = iter(datetime(2024, 5, 8, hour, tzinfo=UTC) for hour in range(3))
    with Deliveries(path, now=lambda: next(now)) as ledger:
        assert ledger.pending("morning", "2024-05-01") == ["2024-05-06", "2024-05-07"]
        assert ledger.pending("morning", "2024-05-07") == ["2024-05-07"]
        ledger.settle(first)
        ledger.settle(second)
        before = ledger.read("SELECT delivered FROM editions")
        ledger.settle(second)
        assert ledger.read("SELECT delivered FROM editions") == before
        assert ledger.pending("morning", "2024-05-01") == []


def test_editions_from_before_there_were_deliveries_are_not_sent(path, monkeypatch):
    """A store of an older version holds what people read long ago."""
    with monkeypatch.context() as patched:
        patched.setattr(database, "MIGRATIONS", database.MIGRATIONS[:2])
        complete(path)
    with Deliveries(path) as ledger:
        assert ledger.pending("morning", "2000-01-01") == []
        assert ledger.listed() == []


def test_what_is_written_is_on_the_disk(path):
    """A machine that loses its power forgets no message that was sent: other parts of the store may."""
    with Deliveries(path) as ledger:
        assert ledger.read("PRAGMA synchronous") == [(2,)]


def test_a_ledger_that_cannot_be_written_says_so(path, locked):
    """Before anything is sent."""
    edition = complete(path)
    with Deliveries(path, wait=0.05) as ledger:
        with locked(path), pytest.raises(StoreError, match="locked by another program"):
            ledger.account(edition, "a").begin("m1", "d")
        assert ledger.account(edition, "a").entries() == {}


def test_a_full_disk_is_told_before_anything_is_sent(disk, fill):
    """The row that says a message is under way must be there first."""
    edition = complete(disk / "store.sqlite")
    with Deliveries(disk / "store.sqlite") as ledger:
        fill(disk)
        account = ledger.account(edition, "a")
        with pytest.raises(StoreError):
            deque((account.begin(f"message {number}", "d" * 100) for number in range(1000)), maxlen=0)


# ── Editions that are thrown away ─────────────────────────────────────────────────────────────────


def kept(name, **about):
    return Kept(Article(text=f"About {name}.", name=name), hash=name, address="", first="2024-05-06", **about)


def test_an_open_edition_is_thrown_away_with_what_came_for_it(path):
    """Its articles, also those left aside, are new again; those of earlier editions stay, and so do other profiles'."""
    with Editions(path) as editions:
        first = editions.begin("morning", "2024-05-06", "", [kept("a")])
        editions.complete(first, BRIEFING)
        editions.begin("evening", "2024-05-07", "", [Kept(Article(text="x"), "b", "", "2024-05-07")])
        old = editions.entries(first)
        new = Kept(Article(text="x"), "b", "", "2024-05-07")
        aside = Kept(Article(text="x"), "c", "", "2024-05-07", aside="It is dropped.")
        row = editions.begin("morning", "2024-05-07", "", [*old, new], [aside])
        assert editions.discard(row)
        assert [one.date for one in editions.listed("morning")] == ["2024-05-06"]
        assert [editions.has_text("morning", name) for name in "abc"] == [True, False, False]
        assert editions.has_text("evening", "b")
        assert len(editions.entries(first)) == 1
        again = editions.begin("morning", "2024-05-07", "", [new])
        assert again.number == 2


def test_a_complete_edition_is_never_thrown_away(path):
    """Nor one that is not there any more."""
    with Editions(path) as editions:
        row = editions.begin("morning", "2024-05-06", "", [kept("a")])
        editions.complete(row, BRIEFING)
        assert not editions.discard(row)
        assert [one.state for one in editions.listed()] == ["complete"]


def test_a_store_that_cannot_be_written_keeps_it(path, locked, monkeypatch):
    """All of it, or nothing."""
    monkeypatch.setattr(database.connect, "__kwdefaults__", {"wait": 0.05})
    with Editions(path) as editions:
        row = editions.begin("morning", "2024-05-06", "", [kept("a")])
        with locked(path), pytest.raises(StoreError):
            editions.discard(row)
        assert len(editions.entries(row)) == 1


def test_the_tables_name_each_message_once(path):
    """The file itself refuses a second row for one message of one edition to one place."""
    complete(path)
    row = "INSERT INTO deliveries VALUES (1, 'a', 'm', 'sent', '', '', '', '')"
    with closing(database.connect(path)) as connection:
        connection.execute(row)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(row)
