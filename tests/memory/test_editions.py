"""The editions in the store."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.apps.search import Index, Library, Query
from summarizer.memory import database
from summarizer.memory.database import StoreError
from summarizer.memory.deliveries import Deliveries
from summarizer.memory.editions import Editions, Kept
from summarizer.memory.pages import Page, Pages
from summarizer.models import Article, ArticleRecord, Briefing, Engine

NOW = datetime(2024, 5, 6, 7, tzinfo=UTC)


def kept(text, first="2024-05-06", **about):
    """An article as gathered."""
    return Kept(Article(text=text, **about), f"hash of {text}", about.get("url") or "", first)


def briefed(*texts, date="2024-05-06"):
    """A briefing of articles with these texts, in their order."""
    records = [ArticleRecord(id=str(at), text=text, status="ok") for at, text in enumerate(texts, 1)]
    return Briefing(title="Briefing", date=date, engine=Engine(model="extractive"), articles=tuple(records))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


@pytest.fixture
def editions(path):
    with Editions(path, now=lambda: NOW) as opened:
        yield opened


FAILED = Kept(
    ArticleRecord(id="", name="feed", text="", status="failed", reason="It is gone."), "", "feed", "2024-05-06"
)


def test_an_edition_is_opened_with_what_was_gathered(editions):
    """Articles and records come back in order, as they were."""
    entries = [kept("One.", title="A", url="https://a.example/1", published="2024-05-06"), kept("Two."), FAILED]
    row = editions.begin("morning", "2024-05-06", "options", entries)
    assert (row.profile, row.date, row.number, row.state, row.options) == (
        "morning",
        "2024-05-06",
        1,
        "open",
        "options",
    )
    assert (row.created, row.completed) == ("2024-05-06T07:00:00+00:00", None)
    back = editions.entries(row)
    assert [one.found for one in back] == [one.found for one in entries]
    assert [(one.hash, one.address, one.first) for one in back] == [
        (one.hash, one.address, one.first) for one in entries
    ]
    assert editions.briefing(row) is None
    assert editions.find("morning", "2024-05-06") == row
    assert editions.find("evening", "2024-05-06") is None


def test_a_complete_edition_has_its_briefing_with_every_text(editions):
    """The texts are kept once, with the articles, and come back with the briefing."""
    row = editions.begin("morning", "2024-05-06", "", [kept("One. \N{SNOWMAN}"), kept("Two.")])
    briefing = briefed("One. \N{SNOWMAN}", "Two.")
    done = editions.complete(row, briefing)
    assert (done.state, done.completed) == ("complete", "2024-05-06T07:00:00+00:00")
    assert editions.briefing(done) == briefing


def test_an_edition_is_completed_once(editions):
    """A second briefing changes nothing."""
    row = editions.begin("morning", "2024-05-06", "", [kept("One.")])
    first = editions.complete(row, briefed("One."))
    assert editions.complete(row, briefed("One.").model_copy(update={"title": "Other"})) == first
    assert editions.briefing(first).title == "Briefing"


def test_a_date_has_one_edition(editions):
    """A second one is refused by the store itself, and nothing of it is kept."""
    editions.begin("morning", "2024-05-06", "", [kept("One.")])
    with pytest.raises(StoreError):
        editions.begin("morning", "2024-05-06", "", [kept("Two.")])
    assert not editions.has_text("morning", "hash of Two.")
    assert len(editions.listed("morning")) == 1


def test_editions_are_numbered_and_listed_by_profile(editions):
    """Each profile counts its own."""
    for profile, date in [("b", "2024-05-06"), ("a", "2024-05-07"), ("a", "2024-05-08")]:
        editions.begin(profile, date, "", [kept(f"{profile} {date}", first=date)])
    assert [(row.profile, row.date, row.number) for row in editions.listed()] == [
        ("a", "2024-05-07", 1),
        ("a", "2024-05-08", 2),
        ("b", "2024-05-06", 1),
    ]
    assert [row.date for row in editions.listed("a")] == ["2024-05-07", "2024-05-08"]


def test_an_article_that_is_followed_is_kept_once(editions, path):
    """The later edition points to it; the newest edition that had it is known."""
    first = editions.begin("a", "2024-05-06", "", [kept("One.")])
    editions.complete(first, briefed("One."))
    (old,) = editions.entries(first)
    second = editions.begin("a", "2024-05-07", "", [old, kept("Two.", first="2024-05-07")])
    assert [one.found.text for one in editions.entries(second)] == ["One.", "Two."]
    assert editions.last_with(old.id).date == "2024-05-06"  # (the second is open)
    editions.complete(second, briefed("One.", "Two.", date="2024-05-07"))
    assert editions.last_with(old.id).date == "2024-05-07"
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    connection.close()


def test_what_was_seen_is_known_by_its_text(editions):
    """Also what was left out; of another profile it is not."""
    aside = Kept(Article(text="Cup.", title="Cup"), "hash of Cup.", "", "2024-05-06", aside="'Cup' is about football.")
    row = editions.begin("a", "2024-05-06", "", [kept("One.")], [aside])
    assert editions.has_text("a", "hash of One.")
    assert editions.has_text("a", "hash of Cup.")
    assert not editions.has_text("b", "hash of One.")
    assert [(one.found.title, one.found.text, one.aside) for one in editions.aside(row)] == [
        ("Cup", "", "'Cup' is about football.")
    ]
    assert len(editions.entries(row)) == 1


def test_a_page_that_was_read_or_is_empty_is_known_and_one_that_failed_is_not(editions):
    """The first two need not be told every day; the third is tried again."""
    empty = Kept(ArticleRecord(id="", text="", status="empty", reason="A wall."), "", "a.example/wall", "2024-05-06")
    editions.begin("a", "2024-05-06", "", [kept("One.", url="a.example/1"), empty, FAILED])
    assert editions.known_at("a", "a.example/wall")
    assert editions.known_at("a", "a.example/1")
    assert not editions.known_at("a", "feed")
    assert not editions.known_at("b", "a.example/1")


def test_pruning_empties_texts_and_keeps_the_rest(editions, path):
    """Old articles lose their text; their hash, their title and the briefing stay, and the briefing can be read."""
    secret = "A sentence that nobody else wrote. " * 20
    first = editions.begin("a", "2024-05-06", "", [kept(secret, title="A")])
    briefing = briefed(secret)
    editions.complete(first, briefing)
    second = editions.begin("a", "2024-05-08", "", [kept("Two.", first="2024-05-08")])
    editions.complete(second, briefed("Two.", date="2024-05-08"))
    assert editions.prune("2024-05-08") == 1
    assert editions.prune("2024-05-08") == 0
    (entry,) = editions.entries(first)
    assert (entry.found.text, entry.found.title, entry.hash) == ("", "A", f"hash of {secret}")
    assert editions.has_text("a", f"hash of {secret}")
    bare = tuple(one.model_copy(update={"text": ""}) for one in briefing.articles)
    assert editions.briefing(first) == briefing.model_copy(update={"articles": bare})
    assert editions.briefing(second).articles[0].text == "Two."
    assert [one.found.text for one in editions.since("a", "2024-05-01")] == ["Two."]


def test_pruning_empties_pages_that_were_fetched_before(editions, path):
    """They hold the articles' words, too; what they are asked for conditionally by stays."""
    with Pages(path, now=lambda: NOW) as pages:
        pages.put("old", Page("", "etag", None, "", b"words"))
    with Pages(path, now=lambda: NOW + timedelta(days=2)) as pages:
        pages.put("new", Page("", None, None, "", b"words"))
        editions.prune("2024-05-08")
        assert (pages.get("old"), pages.get("new")) == (
            Page("", "etag", None, "", None),
            Page("", None, None, "", b"words"),
        )


def test_pruning_spares_an_open_edition_and_other_profiles(editions):
    """What is still to be briefed needs its text."""
    editions.begin("a", "2024-05-06", "", [kept("One.")])
    done = editions.begin("b", "2024-05-06", "", [kept("One.")])
    editions.complete(done, briefed("One."))
    assert editions.prune("2025-01-01", "a") == 0
    assert editions.prune("2025-01-01", "b") == 1


def test_a_damaged_edition_is_told(editions, path):
    """In one sentence, as any damage of the store."""
    row = editions.begin("a", "2024-05-06", "", [kept("One.")])
    editions.complete(row, briefed("One."))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE editions SET briefing = ?", (b"broken",))
    connection.close()
    with pytest.raises(StoreError, match="is damaged"):
        editions.briefing(row)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with Editions(tmp_path_factory.mktemp("any") / "store.sqlite") as opened:
        yield opened


@given(text=st.text(min_size=1), title=st.text(), url=st.one_of(st.none(), st.text()))
def test_any_article_comes_back_as_it_was(shared, text, title, url):
    """Whatever characters it holds."""
    found = Article(text=text, title=title, url=url)
    row = shared.begin("a", f"edition {len(shared.listed('a'))}", "", [Kept(found, "hash", "", "2024-05-06")])
    assert shared.entries(row)[0].found == found


KILLED = """
import os, sys
from summarizer.memory.editions import Editions, Kept
from summarizer.models import Article
from pathlib import Path
editions = Editions(Path(sys.argv[1]))
number = 0
insert = editions._insert
def dying(profile, entry):
    global number
    number += 1
    if number == 2:
        os.kill(os.getpid(), 9)
    return insert(profile, entry)
editions._insert = dying
editions.begin("a", "2024-05-06", "", [Kept(Article(text=t), t, "", "2024-05-06") for t in ("One.", "Two.")])
"""


def test_a_run_that_is_killed_while_it_writes_leaves_nothing_half(path, process):
    """Either all that was gathered is there, or nothing."""
    with process(KILLED, path) as other:
        other.communicate()
    assert other.returncode == -9
    with Editions(path) as editions:
        assert editions.listed() == []
        assert not editions.has_text("a", "One.")


# What 0.1's first stores hold: tables of version 2, and briefings without what was added since.
OLD = """
    {"schema_version":1,"title":"Briefing for 20 November 2026","date":"2026-11-20","engine":{"model":"extractive"},
     "lead":[],"rejected":[],"changes":null,"usage":{"requests":0,"cached":0,"input_tokens":0,"output_tokens":0,
     "retries":0,"cost_usd":null},"articles":[{"id":"1","name":"a.txt","title":"","text":"","url":null,"publisher":null,
     "origin":null,"published":null,"language":"en","status":"ok","by_rule":false,"duplicate_of":null,
     "same_source_as":null,"reason":null,"windows":{"done":1,"failed":0}}],
     "stories":[{"id":"s1","headline":"The river Osk rose","headline_cites":["c1"],"articles":["1"],"sources":1,
     "summary":[],"actors":[],"figures":[],"uncertainties":[],"claims":[{"id":"c1","text":"The river Osk rose.",
     "status":"single","sources":1,"beside":[],"rivals":[],"updates":[],"statements":[{"article":"1","speaker":null,
     "stance":"asserts","certainty":"certain","evidence":[{"article":"1","start":0,"end":19,"text":"The river Osk rose.",
     "sentence":1}]}]}]}]}
"""


@pytest.fixture
def old(path):
    """A store of version 2 with a complete edition, and one that was left open."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in chain.from_iterable(database.MIGRATIONS[:2]):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {database.APPLICATION}")
        connection.execute("PRAGMA user_version = 2")
        rows = [
            (1, "2026-11-20", 1, "complete", "2026-11-20T07:01:00+00:00", 1, zlib.compress(OLD.encode())),
            (2, "2026-11-21", 2, "open", None, None, None),
        ]
        connection.executemany(
            "INSERT INTO editions (id, profile, date, number, state, created, completed, options, stories, briefing) "
            "VALUES (?, 'morning', ?, ?, ?, '2026-11-20T07:00:00+00:00', ?, 'x', ?, ?)",
            rows,
        )
        text = "The river Osk rose."
        connection.executemany(
            "INSERT INTO articles (id, profile, first, hash, address, aside, status, about, text) "
            "VALUES (?, 'morning', '2026-11-20', ?, '', ?, 'ok', ?, ?)",
            [
                (1, "h1", None, '{"name":"a.txt","language":"en"}', zlib.compress(text.encode())),
                (2, "h2", "'b.txt' is mostly about 'football', which is dropped.", '{"name":"b.txt"}', None),
            ],
        )
        connection.executemany("INSERT INTO edition_articles VALUES (?, 1, 1)", [(1,), (2,)])
    return path


def test_a_store_of_before_there_were_deliveries_is_read_whole(old):
    """Every edition with its texts, what was left out of it, and what an earlier run left open."""
    with Editions(old) as editions:
        first, second = editions.listed("morning")
        briefing = editions.briefing(first)
        assert briefing.articles[0].text == briefing.stories[0].claims[0].text == "The river Osk rose."
        assert briefing.left_out == ()
        assert [one.aside for one in editions.aside(first)] == ["'b.txt' is mostly about 'football', which is dropped."]
        assert [one.found.name for one in editions.entries(second)] == ["a.txt"]
        assert editions.has_text("morning", "h2")
        assert editions.last_with(1) == first
        assert editions.owner("morning") is None
        assert editions.complete(second, briefing).state == "complete"
    with Library(old) as library:
        assert [hit.claim.id for hit in Index().search(Query("river"), library).hits] == ["c1"]


def test_nothing_of_it_is_sent_but_what_is_made_from_now_on(old):
    """Its complete edition was read long ago; the open one is sent when it is complete."""
    with Deliveries(old) as ledger, Editions(old) as editions:
        assert ledger.pending("morning", "2000-01-01") == []
        assert ledger.listed() == []
        editions.complete(editions.listed("morning")[1], briefed("The river Osk rose."))
        assert ledger.pending("morning", "2000-01-01") == ["2026-11-21"]


def test_the_program_of_before_refuses_it_then(old, monkeypatch):
    """In one sentence, and it changes nothing."""
    Editions(old).__exit__(None, None, None)
    monkeypatch.setattr(database, "MIGRATIONS", database.MIGRATIONS[:2])
    with pytest.raises(StoreError, match=r"^The store '.*' was made by a newer version of summarize; update this one"):
        Editions(old)
