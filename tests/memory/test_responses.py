"""The response store: what is kept, for whom, and what happens where it cannot be."""

from __future__ import annotations

import os
import sqlite3
import threading
import warnings
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.drafts import Answered
from summarizer.errors import SummarizerWarning
from summarizer.memory import database
from summarizer.memory.responses import Held, Store, forget, held

FLOOD = Answered(body='{"claims": []}', requests=2, input_tokens=100, output_tokens=10, cost_usd=0.25)
NOON = datetime(2024, 11, 1, 12, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.fixture
def path(tmp_path):
    """Where a store may be made."""
    return tmp_path / "summarizer.sqlite"


def row(path, query="SELECT * FROM responses"):
    """One row of the file, read past the store."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return dict(connection.execute(query).fetchone())


def change(path, statement):
    """Change the file past the store."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def told_by(match):
    """Catch one warning, whose words match, out of what several calls do."""
    return pytest.warns(SummarizerWarning, match=match)


# ── What is kept ──────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_kept_for_the_next_run(path):
    """What it says and what it took come back; an answer to another request does not."""
    with Store(path) as store:
        store.put("a", FLOOD)
    with Store(path) as store:
        assert store.get("a") == FLOOD
        assert store.get("b") is None


def test_the_store_lies_where_the_environment_says(tmp_path, monkeypatch):
    """Without a path it is the one of SUMMARIZER_HOME."""
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    Store().close()
    assert (tmp_path / "home" / "summarizer.sqlite").is_file()


def test_an_answer_takes_the_place_of_another(path):
    """The later answer to a request is the one that is kept."""
    with Store(path) as store:
        store.put("a", Answered(body="old"))
        store.put("a", FLOOD)
        assert store.get("a").body == FLOOD.body


def test_a_run_that_reuses_nothing_still_keeps(path):
    """--no-cache asks again, and keeps what is answered."""
    with Store(path) as store:
        store.put("a", Answered(body="old"))
    with Store(path, reuse=False) as store:
        assert store.get("a") is None
        store.put("a", FLOOD)
        assert store.get("a") is None
    with Store(path) as store:
        assert store.get("a") == FLOOD


def test_the_moment_is_kept_in_utc(path):
    """The clock is an argument, and its time zone does not matter."""
    with Store(path, now=lambda: NOON.astimezone(timezone(timedelta(hours=-5)))) as store:
        store.put("a", FLOOD)
    assert row(path)["created"] == "2024-11-01T12:00:00+00:00"


def test_nothing_is_kept_but_what_is_given(path):
    """A row holds the key, the answer and its account, and no field for anything else."""
    with Store(path) as store:
        store.put("a", FLOOD)
    kept = "id key body created requests input_tokens output_tokens cost_usd settled reused"
    assert list(row(path)) == kept.split()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store for many examples."""
    with Store(tmp_path_factory.mktemp("any") / "summarizer.sqlite") as store:
        yield store


@given(key=ANY_TEXT, body=ANY_TEXT)
def test_any_text_comes_back_as_it_was(store, key, body):
    """No text is too odd for a key or an answer: lone surrogates, NULs and quotation marks included."""
    store.put(key, Answered(body=body))
    assert store.get(key).body == body


@pytest.mark.parametrize("count", [10**30, -1])
def test_a_count_that_cannot_be_is_bounded(path, count):
    """A server that claims nonsense does not break the store, nor its sums."""
    with Store(path) as store:
        store.put("a", Answered(body="", requests=count, input_tokens=count, cost_usd=float("nan")))
        assert 0 <= store.get("a").input_tokens <= 10**12
        assert store.get("a").cost_usd is None


@pytest.mark.parametrize(
    "damage",
    [
        "body = x'00112233'",
        "body = substr(body, 1, 9)",
        "body = 'text'",
        "body = NULL",
        "body = CAST(x'FF' AS TEXT)",
        "requests = 'many'",
        "cost_usd = 'dear'",
    ],
)
def test_a_damaged_row_is_a_miss(path, damage):
    """It is asked for again, and the new answer takes its place; the rest of the store is as good as before."""
    with Store(path) as store:
        store.put("a", FLOOD)
        store.put("b", FLOOD)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'BLOB NOT NULL', 'BLOB')")
    change(path, f"UPDATE responses SET {damage} WHERE key = 'a'")  # noqa: S608  (the statements stand above)
    with Store(path) as store:
        assert store.get("a") is None
        assert store.get("b") == FLOOD
        store.put("a", FLOOD)
        assert store.get("a").body == FLOOD.body


# ── Who accounts for it ───────────────────────────────────────────────────────────────────────────


def test_an_answer_is_accounted_for_by_one_finished_run(path):
    """It is not settled until a run that kept it, or was given it, ends well; then it is, for good."""
    with Store(path) as killed:
        killed.put("a", FLOOD)
    with Store(path) as continued:
        assert not continued.get("a").settled
        continued.settle()
    with Store(path) as later:
        assert later.get("a").settled


def test_a_run_that_ends_well_settles_what_it_kept(path):
    """What the run itself paid for is in its own briefing."""
    with Store(path) as store:
        store.put("a", FLOOD)
        store.settle()
    with Store(path) as later:
        assert later.get("a").settled


def test_one_run_accounts_for_an_answer_once(path):
    """The second time that a run is given an answer, or given what it kept itself, the answer is settled."""
    with Store(path) as killed:
        killed.put("a", FLOOD)
        assert killed.get("a").settled
    with Store(path) as continued:
        assert [continued.get("a").settled for _ in range(3)] == [False, True, True]


def test_what_a_run_was_not_given_stays_open(path):
    """Another run's answers are that run's to account for."""
    with Store(path) as killed:
        killed.put("a", FLOOD)
        killed.put("b", FLOOD)
    with Store(path) as other:
        other.get("a")
        other.settle()
    with Store(path) as store:
        assert store.get("a").settled
        assert not store.get("b").settled


def test_an_answer_that_was_replaced_is_not_settled_by_who_has_the_old_one(path):
    """Two runs that both paid for an answer account for one each."""
    with Store(path) as first, Store(path) as second:
        first.put("a", FLOOD)
        second.put("a", FLOOD)
        first.settle()
    with Store(path) as continued:
        assert not continued.get("a").settled


# ── Many at once ──────────────────────────────────────────────────────────────────────────────────


def test_threads_share_a_store(path):
    """Workers keep and get at once, and nothing is lost or mixed up."""
    with Store(path) as store:

        def work(worker: int) -> None:
            for number in range(50):
                store.put(f"{worker}-{number}", Answered(body=f"{worker} {number}"))
                assert store.get(f"{worker}-{number}").body == f"{worker} {number}"

        threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(store.get(f"{worker}-{number}") for worker in range(8) for number in range(50))


_WRITER = """
import sys
from pathlib import Path
from summarizer.drafts import Answered
from summarizer.memory.responses import Store
print("ready", flush=True)
sys.stdin.readline()
with Store(Path(sys.argv[1]), wait=60) as store:
    for number in range(300):
        for key in (f"{sys.argv[2]}-{number}", f"both-{number}"):
            if store.get(key) is None:
                store.put(key, Answered(body=key * 50))
    store.settle()
"""


def test_processes_share_a_store(path, process):
    """Three that make the file at once and write hundreds of rows meet no error, and every row is there."""
    writers = [process(_WRITER, path, name) for name in "abc"]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.communicate()[0] for writer in writers] == ["", "", ""]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    with Store(path) as store:
        for key in (f"{name}-{number}" for name in ("a", "b", "c", "both") for number in range(300)):
            assert store.get(key) == Answered(body=key * 50, settled=True)
    assert row(path, "PRAGMA auto_vacuum") == {"auto_vacuum": 2}


_ENDLESS = """
import itertools, sys
from pathlib import Path
from summarizer.drafts import Answered
from summarizer.memory.responses import Store
store = Store(Path(sys.argv[1]))
for number in itertools.count():
    store.put(f"{sys.argv[2]}-{number}", Answered(body="x" * 999))
    print(f"{sys.argv[2]}-{number}", flush=True)
"""


def test_what_is_kept_survives_a_kill(path, process):
    """`kill -9` right after an answer was kept loses nothing, and the next run opens the store as ever."""
    kept = []
    for run, lines in enumerate((1, 40, 200)):
        with process(_ENDLESS, path, run) as writer:
            kept += [writer.stdout.readline().strip() for _ in range(lines)]
            writer.kill()
            kept += writer.stdout.read().split("\n")[:-1]
    assert len(kept) >= 241
    with Store(path) as store:
        assert all(store.get(key) == Answered(body="x" * 999) for key in kept)


# ── What happens where it cannot be ───────────────────────────────────────────────────────────────


def useless(store):
    """Whether a store neither keeps nor gives, without a word."""
    store.put("new", FLOOD)
    store.settle()
    return store.get("new") is None


def test_a_store_that_cannot_be_opened_is_done_without(tmp_path):
    """One warning says why; after it the run is as one without a store."""
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    with told_by("neither kept nor reused in this run: the store '.*file") as told:
        store = Store(tmp_path / "home" / "summarizer.sqlite")
    assert len(told) == 1
    assert useless(store)
    store.close()


@pytest.mark.parametrize("content", [b"minutes of the council " * 99, None])
def test_a_damaged_store_is_done_without(path, content):
    """Garbage or half a file: a warning that names what mends it, and the file stays as it is."""
    with Store(path) as store:
        store.put("a", FLOOD)
    if content is None:
        os.truncate(path, path.stat().st_size // 2)
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with told_by("'summarize cache clear' sets it aside"), Store(path) as store:
        assert useless(store)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_done_without(path):
    """It is left as it is: only the newer version knows what it holds."""
    Store(path).close()
    change(path, "PRAGMA user_version = 99")
    with told_by("newer version of summarize"), Store(path) as store:
        assert useless(store)


def test_a_store_that_is_damaged_inside_gives_what_it_can(path):
    """Damage that is met on the way is one warning and a miss, also when it is met again."""
    with Store(path) as store:
        for number in range(200):
            store.put(f"{number:04}", Answered(body=os.urandom(500).hex()))
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * (path.stat().st_size - 3 * 4096))
    with told_by("is damaged") as told, Store(path) as store:
        assert any(store.get(f"{number:04}") is None for number in range(200))
        assert useless(store)
    assert len(told) == 1


def test_a_store_that_stays_locked_is_done_without(path, locked):
    """Where another program writes for longer than is waited, the run goes on."""
    Store(path).close()
    with locked(path), told_by(r"locked by another program for 0\.1 seconds"):
        store = Store(path, wait=0.1)
    with store:
        assert useless(store)


def test_a_lock_on_the_way_ends_keeping_and_not_giving(path, locked):
    """What is kept already is still given; nothing more is kept, and that is told once."""
    with Store(path, wait=0.1) as store:
        store.put("a", FLOOD)
        with locked(path), told_by("not kept any more: the store .* locked") as told:
            store.put("b", FLOOD)
            store.put("c", FLOOD)
            store.settle()
            assert store.get("a").body == FLOOD.body
        store.put("d", FLOOD)
        assert [store.get(key) for key in "bcd"] == [None, None, None]
    assert len(told) == 1


def test_a_short_lock_is_waited_for(path, locked):
    """Two programs that take turns disturb each other in nothing."""
    with Store(path, wait=60) as store:
        thread = threading.Thread(target=store.put, args=("a", FLOOD))
        with locked(path):
            thread.start()
        thread.join()
        assert store.get("a")


def fails_when_full(store):
    """Keep answers until there is no room; the last one is not kept, the first is still given."""
    with told_by("not kept any more: the disk of the store .* is full") as told:
        for number in range(200):
            store.put(str(number), Answered(body=os.urandom(2000).hex()))
    assert len(told) == 1
    assert store.get("0")
    assert store.get("199") is None
    store.settle()


def test_a_full_disk_ends_keeping(disk):
    """On a real disk without room: one warning, and what was kept before is given, in this run and later ones."""
    path = disk / "summarizer.sqlite"
    with Store(path) as store:
        fails_when_full(store)
    with warnings.catch_warnings(action="ignore"), Store(path) as store:
        assert store.get("0")


def test_a_store_without_room_ends_keeping(path):
    """The same by SQLite's own limit, which gives the same error where no disk can be mounted."""
    with Store(path) as store:
        store._connection.execute("PRAGMA max_page_count = 30")
        fails_when_full(store)


def test_a_disk_that_cannot_be_written_gives_and_keeps_not(disk, freeze):
    """Answers of earlier runs are reused; one warning says that no more are kept."""
    path = disk / "summarizer.sqlite"
    with Store(path) as store:
        store.put("a", FLOOD)
    freeze(disk)
    with told_by("answers of this run are not kept: the store") as told:
        store = Store(path)
    with store:
        assert store.get("a") == FLOOD
        assert store.get("a").settled
        assert useless(store)
    assert len(told) == 1


def test_a_closed_store_is_silent(path):
    """A worker that comes late breaks nothing."""
    store = Store(path)
    store.close()
    store.close()
    assert useless(store)


# ── For whoever looks after it ────────────────────────────────────────────────────────────────────


def test_what_is_held_is_summed_up(path):
    """Answers, moments, requests, tokens and known prices; and how often finished runs were given one."""
    days = iter((NOON, NOON + timedelta(days=1)))
    with Store(path, now=lambda: next(days)) as store:
        store.put("a", FLOOD)
        store.put("b", Answered(body="", input_tokens=1))
        store.settle()
    with Store(path) as store:
        store.get("a")
        store.get("a")
        store.settle()
    with Store(path) as killed:
        killed.get("b")
    with closing(database.connect(path)) as connection:
        assert held(connection) == Held(
            answers=2,
            oldest="2024-11-01T12:00:00+00:00",
            newest="2024-11-02T12:00:00+00:00",
            requests=3,
            input_tokens=101,
            output_tokens=10,
            cost_usd=0.25,
            unpriced=1,
            reused=2,
        )


def test_an_empty_store_holds_nothing(path):
    """No answers, no moments, no cost."""
    with closing(database.connect(path)) as connection:
        assert held(connection) == Held()


def test_forgetting_gives_the_space_back(path):
    """What came before a moment is deleted, the rest is kept, and the file shrinks; all of it where no moment is named."""
    days = iter(NOON + timedelta(days=number) for number in range(100))
    with Store(path, now=lambda: next(days)) as store:
        for number in range(100):
            store.put(str(number), Answered(body=os.urandom(2000).hex()))
    before = database.size(path)
    with closing(database.connect(path)) as connection:
        assert forget(connection, before=NOON + timedelta(days=90)) == 90
        assert held(connection).answers == 10
        assert database.size(path) < before / 3
        assert forget(connection) == 10
        assert held(connection) == Held()


def test_forgetting_leaves_other_tables_alone(path):
    """Editions and deliveries lie in the same file."""
    with Store(path) as store:
        store.put("a", FLOOD)
    change(path, "CREATE TABLE letters AS SELECT 'Korrdam' AS name")
    with closing(database.connect(path)) as connection:
        assert forget(connection) == 1
        assert connection.execute("SELECT name FROM letters").fetchall() == [("Korrdam",)]
