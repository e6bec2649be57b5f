"""Editions on their way to the places of their profile, run after run."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import feedparser
import pytest

from summarizer.daily.edition import daily, deliver
from summarizer.daily.profiles import Profile
from summarizer.errors import NothingToSummarize, OutputError, UsageError
from summarizer.memory import lock
from summarizer.memory.deliveries import Deliveries
from summarizer.memory.editions import Editions, Kept
from summarizer.models import Article
from summarizer.reading.duplicates import fingerprint
from summarizer.settings import Settings

MONDAY = date(2024, 5, 6)
TUESDAY = MONDAY + timedelta(days=1)
TEXTS = (
    "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.\n",
    "The number of people killed by the flood in the town of Belmar rose to 19, the fire service said on Tuesday.\n",
    "Dock workers at the port of Marn went on strike on Wednesday, the union Harbour Hands said.\n",
)
SITE = {"to": "folder", "path": "site"}


class Newsroom:
    """A folder of articles, a profile that delivers, and a store."""

    def __init__(self, home) -> None:
        self.home = home
        self.store = home / "store.sqlite"
        self.told = []
        (home / "articles").mkdir()
        self.put(0)

    def put(self, number) -> None:
        (self.home / "articles" / f"{number}.txt").write_text(TEXTS[number])

    def profile(self, deliver=(SITE,), **choices):
        settings = Settings(time_zone="UTC")
        return Profile(
            name="morning", home=self.home, sources=("articles",), settings=settings, deliver=deliver, **choices
        )

    def run(self, on=MONDAY, *, delivers=True, on_progress=lambda _: None, **choices):
        """Make the edition of a date; what is told of deliveries is kept."""
        self.told = []
        profile = self.profile(**choices)
        options = {"delivers": delivers, "on_outcome": self.told.append, "on_progress": on_progress}
        return asyncio.run(daily(profile, date=on, store=self.store, **options))

    def send(self, on=MONDAY, *, again=False, **choices):
        return asyncio.run(deliver(self.profile(**choices), on, store=self.store, again=again))

    def files(self):
        return sorted(path.name for path in (self.home / "site").glob("*"))


@pytest.fixture
def room(tmp_path):
    return Newsroom(tmp_path)


def fates(outcomes):
    return [(outcome.message, outcome.fate) for outcome in outcomes]


def test_an_edition_is_delivered_once(room):
    """When it is complete; the second run for its date sends nothing, also where somebody has changed what was sent."""
    first = room.run()
    assert fates(first.delivered) == [("2024-05-06.html", "sent"), ("feed.xml", "sent")]
    assert tuple(room.told) == first.delivered
    (room.home / "site" / "2024-05-06.html").write_text("mine")
    before = room.store.read_bytes()
    second = room.run()
    assert fates(second.delivered) == [("2024-05-06.html", "skipped"), ("feed.xml", "skipped")]
    assert (room.home / "site" / "2024-05-06.html").read_text() == "mine"
    assert room.store.read_bytes() == before


def test_the_feed_holds_the_newest_editions(room):
    """An older edition that is looked at again leaves it as it is."""
    room.run()
    room.put(1)
    room.run(TUESDAY)
    feed = room.home / "site" / "feed.xml"
    found = feedparser.parse(feed.read_bytes())
    assert [entry.title for entry in found.entries] == ["Briefing for 7 May 2024", "Briefing for 6 May 2024"]
    assert fates(room.run(MONDAY).delivered) == [("2024-05-06.html", "skipped")]
    assert fates(room.send(MONDAY, again=True)) == [("2024-05-06.html", "updated")]
    assert len(feedparser.parse(feed.read_bytes()).entries) == 2


def test_without_news_nothing_is_delivered(room):
    """There is no edition to send."""
    room.run()
    with pytest.raises(NothingToSummarize):
        room.run(TUESDAY)
    assert room.told == []


def test_what_failed_is_sent_by_the_next_run_for_its_date(room):
    """And by hand; the edition of the next day does not bring it along."""
    (room.home / "site").write_text("a file where the folder should be")
    first = room.run()
    assert [outcome.fate for outcome in first.delivered] == ["failed", "failed"]
    assert "summarize history deliver 2024-05-06 --profile morning'" in first.delivered[0].told
    room.put(1)
    (room.home / "site").unlink()
    room.run(TUESDAY)
    assert room.files() == ["2024-05-07.html", "feed.xml"]
    assert fates(room.run(MONDAY).delivered) == [("2024-05-06.html", "sent")]
    assert room.files() == ["2024-05-06.html", "2024-05-07.html", "feed.xml"]


def test_an_edition_can_be_made_without_being_sent(room):
    """The next run sends it, also one of a later date: what it tells is in no other."""
    assert room.run(delivers=False).delivered == ()
    assert room.files() == []
    assert [fate for _, fate in fates(room.run().delivered)] == ["sent", "sent"]
    room.put(1)
    room.run(TUESDAY, delivers=False)
    room.put(2)
    room.run(TUESDAY + timedelta(days=1))
    assert [outcome.date for outcome in room.told] == ["2024-05-07"] * 2 + ["2024-05-08"] * 2


@pytest.mark.parametrize("left", ["unsent", "open"])
def test_an_earlier_edition_that_cannot_be_written_does_not_cost_the_next(room, left):
    """What a killed run left is made good as far as that can be; today's is made and sent, and the error told."""
    if left == "unsent":
        room.run(delivers=False, deliver=())
    else:
        with Editions(room.store) as editions:
            text = Article(text=TEXTS[0], name="0.txt")
            editions.begin("morning", "2024-05-06", "", [Kept(text, fingerprint(TEXTS[0]), "", "2024-05-06")])
    room.put(1)
    (room.home / "2024-05-06").write_text("a file where a folder should be")
    formats = {"text": "{date}/page.txt"}
    with pytest.raises(OutputError, match="2024-05-06"):
        room.run(TUESDAY, formats=formats)
    assert [outcome.date for outcome in room.told] == ["2024-05-06"] * 2 + ["2024-05-07"] * 2
    assert (room.home / "2024-05-07" / "page.txt").exists()
    assert room.run(TUESDAY, formats=formats).number == 2


def test_a_run_that_was_killed_before_it_delivered_is_made_good_the_next_day(room):
    """Also where that day has no news of its own; its files are written, too."""
    room.put(1)
    with Editions(room.store) as editions:  # as a run leaves it that is killed when its edition is complete
        made = room.run(delivers=False, deliver=())
        row = editions.find("morning", "2024-05-06")
    assert row.state == "complete"
    with pytest.raises(NothingToSummarize):
        room.run(TUESDAY, formats={"text": "{date}.txt"})
    assert fates(room.told) == [("2024-05-06.html", "sent"), ("feed.xml", "sent")]
    assert (room.home / "2024-05-06.txt").read_text() == made.briefing.to_text()
    with pytest.raises(NothingToSummarize):
        room.run(TUESDAY)
    assert room.told == []


def test_what_was_forgotten_for_long_is_not_sent_by_itself(room):
    """News of a fortnight ago is none."""
    room.run(delivers=False)
    room.put(1)
    room.run(MONDAY + timedelta(days=14))
    assert fates(room.told) == [("2024-05-20.html", "sent"), ("feed.xml", "sent")]
    assert fates(room.send(MONDAY)) == [("2024-05-06.html", "sent")]


def test_a_profile_that_delivers_nowhere_owes_nothing(room):
    """A place that is named later gets the next edition, and not the last one, too."""
    room.run(deliver=())
    room.put(1)
    room.run(TUESDAY)
    assert room.files() == ["2024-05-07.html", "feed.xml"]


def test_a_clock_that_was_set_back_sends_nothing_again(room):
    """Nor does a date before the newest edition's bring that one along."""
    room.run(TUESDAY)
    with pytest.raises(UsageError, match="check the clock"):
        room.run(MONDAY)
    assert room.told == []


def test_deliveries_do_not_shape_an_edition(room):
    """Its options are the same, wherever it goes."""
    room.run()
    with Editions(room.store) as editions:
        options = editions.listed()[0].options
    room.put(1)
    room.run(TUESDAY, deliver=())
    with Editions(room.store) as editions:
        assert [row.options for row in editions.listed()] == [options, options]


def test_a_file_that_cannot_be_written_does_not_stop_deliveries(room):
    """It is told when they are done."""
    (room.home / "out").write_text("a file where the folder should be")
    with pytest.raises(OutputError):
        room.run(formats={"text": "out/{date}.txt"})
    assert fates(room.told) == [("2024-05-06.html", "sent"), ("feed.xml", "sent")]


def test_an_edition_is_sent_by_hand(room):
    """What is lacking, or all of it once more; what cannot be is told."""
    room.run(delivers=False)
    assert [fate for _, fate in fates(room.send())] == ["sent", "sent"]
    assert [fate for _, fate in fates(room.send())] == ["skipped", "skipped"]
    assert [fate for _, fate in fates(room.send(again=True))] == ["updated", "updated"]
    with pytest.raises(UsageError, match="no edition of 2024-05-07 of the profile 'morning'"):
        room.send(TUESDAY)
    with pytest.raises(UsageError, match="delivers nowhere"):
        room.send(deliver=())
    with Editions(room.store) as editions:
        editions.begin("morning", "2024-05-07", "", [])
    with pytest.raises(UsageError, match="is not complete"):
        room.send(TUESDAY)


def test_two_runs_never_send_at_once(room):
    """The lock of the profile covers its deliveries, also those by hand."""
    room.run(delivers=False)
    with lock.held(room.store, "morning"), pytest.raises(UsageError, match="Another run of 'morning'"):
        room.send()
    assert room.files() == []


def test_where_the_ledger_cannot_be_written_nothing_goes_out(room):
    """The edition is kept, and the next run sends it."""
    with Deliveries(room.store) as ledger:
        ledger.write("CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(FAIL, 'disk full'); END")
    first = room.run()
    assert [outcome.fate for outcome in first.delivered] == ["failed", "held"]
    assert room.files() == []
    with Deliveries(room.store) as ledger:
        ledger.write("DROP TRIGGER full")
    assert [fate for _, fate in fates(room.run().delivered)] == ["sent", "sent"]


# ── Editions that cannot be completed ─────────────────────────────────────────────────────────────


def test_an_open_edition_that_breaks_the_program_says_how_to_be_rid_of_it(room):
    """It bars every later one: thrown away, its articles are new again."""

    def broken(_):
        raise ZeroDivisionError("a mistake")

    with pytest.raises(ZeroDivisionError):
        room.run(on_progress=broken)
    for on in (MONDAY, TUESDAY):
        with pytest.raises(UsageError) as caught:
            room.run(on, on_progress=broken)
        assert str(caught.value) == (
            "The edition of 2024-05-06, which an earlier run left open, cannot be completed (ZeroDivisionError: a "
            "mistake). 'summarize history discard 2024-05-06 --profile morning' throws it away, and its articles are "
            "new again; please report it, with the log that --verbose writes."
        )
    with Editions(room.store) as editions:
        assert editions.discard(editions.listed()[0])
    edition = room.run(TUESDAY)
    assert (edition.number, [one.name for one in edition.briefing.articles]) == (1, ["0.txt"])
