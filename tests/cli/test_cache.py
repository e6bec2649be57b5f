"""`summarize cache`: what is printed and deleted, and how a damaged store is mended."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.drafts import Answered
from summarizer.memory.responses import Store

NOW = datetime.now(UTC)


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where the store lies."""
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "summarizer.sqlite"


@pytest.fixture
def store(path):
    """A store with four answers, 0, 40, 80 and 120 days old."""
    ages = iter((0, 40, 80, 120))
    with Store(now=lambda: NOW - timedelta(days=next(ages))) as store:
        for number, cost in enumerate((0.25, 0.5, 0.75, None)):
            body = os.urandom(5000).hex()
            store.put(str(number), Answered(body=body, requests=2, input_tokens=1000, output_tokens=10, cost_usd=cost))
    return path


@pytest.fixture
def run(capfdbinary):
    """Run `summarize cache` with words; return its exit code, standard output and standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(("cache", *words))
        out, err = capfdbinary.readouterr()
        return stop.value.code, out.decode(), err.decode()

    return run


@pytest.fixture
def typed(monkeypatch):
    """Standard input is a terminal, on which somebody types."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield lambda words: os.write(ours, words.encode())
    os.close(ours)


def kept():
    """Which of the four answers are kept."""
    with Store() as store:
        return [str(number) for number in range(4) if store.get(str(number))]


# ── info ──────────────────────────────────────────────────────────────────────────────────────────


def test_info_says_what_is_held(run, store):
    """Where it is and how large, how many answers of which days, what they took and how often they were given."""
    with Store() as reused:
        reused.get("0")
        reused.settle()
    code, out, err = run("info")
    assert (code, err) == (0, "")
    oldest, newest = ((NOW - timedelta(days=age)).date().isoformat() for age in (120, 0))
    assert out.splitlines() == [
        f"Store    {store}, {store.stat().st_size / 1e6:.1f} MB",
        f"Answers  4, from {oldest} to {newest} (UTC)",
        "Took     8 requests, 4,000 tokens in, 40 out",
        "Cost     $1.5000, and 1 stored answer without a known price",
        "Reused   once by finished runs, instead of asking the model",
    ]


def test_info_as_json(run, store):
    """The same for programs, under the names of the briefing's usage."""
    code, out, _ = run("info", "--json")
    assert code == 0
    assert json.loads(out) == {
        "path": str(store),
        "size_bytes": store.stat().st_size,
        "answers": 4,
        "oldest": (NOW - timedelta(days=120)).isoformat(timespec="seconds"),
        "newest": NOW.isoformat(timespec="seconds"),
        "requests": 8,
        "input_tokens": 4000,
        "output_tokens": 40,
        "cost_usd": 1.5,
        "unpriced": 1,
        "reused": 0,
    }


def test_info_of_an_empty_store(run, path):
    """No answers is said as such."""
    Store().close()
    code, out, _ = run("info")
    assert code == 0
    assert out.splitlines()[1:] == ["Answers  none"]


@pytest.mark.parametrize("words", [("info",), ("clear",), ("prune",)])
def test_no_store_is_no_error(run, path, words):
    """One sentence, exit 0, and none is made."""
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert out == f"No answers are stored yet: there is no file '{path}'.\n"
    assert not path.parent.exists()


def test_no_store_as_json(run, path):
    """A program is told of no answers, in the same shape."""
    code, out, _ = run("info", "--json")
    assert code == 0
    assert json.loads(out)["answers"] == json.loads(out)["size_bytes"] == 0


# ── prune ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "left", "said"),
    [
        ((), "012", "Deleted 1 stored answer older than 90 days; 3 are kept.\n"),
        (("--older-than", "30d"), "0", "Deleted 3 stored answers older than 30 days; 1 is kept.\n"),
        (("--older-than", "1d"), "0", "Deleted 3 stored answers older than 1 day; 1 is kept.\n"),
        (("--older-than", "99999d"), "0123", "Deleted 0 stored answers older than 99999 days; 4 are kept.\n"),
    ],
)
def test_prune_deletes_what_is_old(run, store, words, left, said):
    """Older answers go, newer ones stay, and one sentence says how many of each."""
    assert run("prune", *words) == (0, said, "")
    assert kept() == list(left)


def test_prune_gives_the_space_back(run, store):
    """The file shrinks."""
    before = store.stat().st_size
    run("prune", "--older-than", "0d")
    assert store.stat().st_size <= before - 4 * 4096


@pytest.mark.parametrize("age", ["30", "d", "-1d", "30 days", "999999d", "٣d"])
def test_an_age_that_is_none_is_refused(run, store, age):
    """Nothing is deleted, and the sentence shows how an age is written."""
    code, out, err = run("prune", "--older-than", age)
    assert (code, out) == (2, "")
    assert "such as 30d" in err
    assert kept() == list("0123")


# ── clear ─────────────────────────────────────────────────────────────────────────────────────────


def test_clear_deletes_every_answer(run, store, monkeypatch):
    """On a pipe nobody is asked."""
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert run("clear") == (0, "Deleted 4 stored answers.\n", "")
    assert kept() == []


@pytest.mark.parametrize(
    ("answer", "said", "left"), [("n\n", "Nothing was deleted.\n", "0123"), ("y\n", "Deleted 4 stored answers.\n", "")]
)
def test_clear_asks_on_a_terminal(run, store, typed, answer, said, left):
    """Only a yes deletes; the question goes to standard error."""
    typed(answer)
    code, out, err = run("clear")
    assert (code, out) == (0, said)
    assert err.startswith("Delete 4 stored answers? [y/N]")
    assert kept() == list(left)


def test_clear_need_not_ask(run, store, typed):
    """--yes is the answer."""
    assert run("clear", "--yes") == (0, "Deleted 4 stored answers.\n", "")


def test_clear_leaves_other_tables_alone(run, store):
    """Editions and deliveries lie in the same file."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("CREATE TABLE letters AS SELECT 'Korrdam' AS name")
    run("clear", "--yes")
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT name FROM letters").fetchall() == [("Korrdam",)]


def spoil_all(path):
    path.write_bytes(b"These are the minutes of the council of Korrdam. " * 99)


def spoil_half(path):
    os.truncate(path, path.stat().st_size // 2)


def spoil_inside(path):
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * (path.stat().st_size - 3 * 4096))


@pytest.mark.parametrize("spoil", [spoil_all, spoil_half, spoil_inside])
def test_clear_mends_a_damaged_store(run, store, spoil):
    """It is set aside, to the byte, and the next run begins a new one."""
    spoil(store)
    before = store.read_bytes()
    code, out, err = run("clear", "--yes")
    assert (code, err) == (0, "")
    assert out == (f"The store was damaged: it is set aside as '{store}.broken', and the next run begins a new one.\n")
    assert store.with_name("summarizer.sqlite.broken").read_bytes() == before
    assert kept() == []


# ── What cannot be done ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", [("info",), ("prune",)])
def test_a_damaged_store_is_told(run, store, words):
    """One sentence that names what mends it; nothing is moved or deleted."""
    spoil_half(store)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err == (
        f"summarize: The store '{store}' is damaged; 'summarize cache clear' sets it aside, "
        "and the next run begins a new one.\n"
    )
    assert store.is_file()


@pytest.mark.parametrize("words", [("info",), ("prune",), ("clear", "--yes")])
def test_a_store_of_a_newer_version_is_left_alone(run, store, words):
    """Only the newer version knows what it holds."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 99")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "newer version of summarize" in err
    assert err.count("\n") == 1
    assert store.is_file()


@pytest.mark.parametrize("words", [(), ("burn",), ("info", "--loud")])
def test_what_is_not_offered_is_refused_in_one_line(run, path, words):
    """A missing or unknown command gives one sentence and exit code 2."""
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "summarize cache --help" in err
