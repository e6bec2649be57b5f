"""The file that outlives a run: where it lies, how it is made and opened, and what is said where it cannot be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from summarizer.memory import database
from summarizer.memory.database import StoreError, connect, reach, set_aside, size, where


@pytest.fixture
def path(tmp_path):
    """Where a store may be made."""
    return tmp_path / "home" / "summarizer.sqlite"


@pytest.fixture
def store(path):
    """A store with one answer of many pages."""
    with closing(connect(path)) as connection:
        connection.execute(
            "INSERT INTO responses (key, body, created, requests, input_tokens, output_tokens)"
            " VALUES ('a', ?, '2024-11-01', 1, 1, 1)",
            (bytes(100_000),),
        )
    return path


def answers(connection):
    return connection.execute("SELECT count(*) FROM responses").fetchone()[0]


def pragma(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_store_lies_below_the_configured_folder():
    """SUMMARIZER_HOME names the folder, also one below the user's home, which cron would not expand."""
    assert where({"SUMMARIZER_HOME": "/data"}) == Path("/data/summarizer.sqlite")
    assert where({"SUMMARIZER_HOME": "~/news"}) == Path.home() / "news" / "summarizer.sqlite"


@pytest.mark.parametrize("environ", [{}, {"SUMMARIZER_HOME": ""}])
def test_the_store_lies_in_the_platforms_folder_otherwise(environ):
    """Where nothing is configured, the file is among the user's data."""
    assert where(environ).parent == platformdirs.user_data_path("summarizer", appauthor=False)


def test_what_is_made_is_for_the_users_eyes_only(path):
    """Folder 0700, file 0600, and so are the files that SQLite keeps beside it."""
    with closing(connect(path)) as connection:
        connection.execute("DELETE FROM responses")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys((path.name, f"{path.name}-wal", f"{path.name}-shm"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_exists_keeps_its_mode(path):
    """Who made the folder decides who may read it."""
    path.parent.mkdir()
    path.parent.chmod(0o755)
    connect(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    "name", ["a b.sqlite", "what?mode=ro&x=1.sqlite", "50%41#1.sqlite", os.fsdecode(b"\xff.sqlite")]
)
def test_any_file_name_is_that_name(tmp_path, name):
    """No character of a path means anything to SQLite."""
    try:
        (tmp_path / name).touch()
    except OSError:
        pytest.skip("the file system has no such names")
    connect(tmp_path / name).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert size(tmp_path / name) > 0


def test_a_new_store_is_set_up_for_many_processes(path):
    """WAL, a version, a mark that tells whose it is, and deleted rows whose space can be given back."""
    with closing(connect(path)) as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "application_id") == database.APPLICATION
        assert pragma(connection, "user_version") == len(database.MIGRATIONS)
        assert pragma(connection, "auto_vacuum") == 2
        assert pragma(connection, "synchronous") == 1


def test_an_empty_file_becomes_a_store(path):
    """A run that was killed while it made the file leaves nothing that the next one trips over."""
    path.parent.mkdir()
    path.touch()
    with closing(connect(path)) as connection:
        assert answers(connection) == 0


def test_a_store_of_an_older_version_is_brought_up_to_date(store, monkeypatch):
    """Steps that were added since are taken, and no row is lost; the version before then refuses the file."""
    old = database.MIGRATIONS
    monkeypatch.setattr(database, "MIGRATIONS", (*old, ("CREATE TABLE letters (id INTEGER PRIMARY KEY)",)))
    with closing(connect(store)) as connection:
        assert answers(connection) == 1
        assert connection.execute("SELECT count(*) FROM letters").fetchone() == (0,)
    monkeypatch.setattr(database, "MIGRATIONS", old)
    with pytest.raises(StoreError, match="newer version of summarize; update this one") as caught:
        connect(store)
    assert caught.value.fault == "refused"


def test_a_step_that_fails_changes_nothing(store, monkeypatch):
    """All steps are one transaction."""
    steps = (("CREATE TABLE letters (id INTEGER PRIMARY KEY)", "CREATE TABLE responses (id)"),)
    with monkeypatch.context() as patched:
        patched.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, *steps))
        with pytest.raises(StoreError):
            connect(store)
    with closing(connect(store)) as connection:
        assert answers(connection) == 1
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'letters'").fetchone() == (0,)


# ── What is said where it cannot be opened ────────────────────────────────────────────────────────


def garbage(path):
    path.write_bytes(b"These are the minutes of the council of Korrdam. " * 99)


def truncated(path):
    os.truncate(path, path.stat().st_size // 2)


def newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE birds (name)")


def folder(path):
    path.unlink()
    path.mkdir()


def no_folder(path):
    shutil.rmtree(path.parent)
    path.parent.write_text("a file", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "fault", "words"),
    [
        (garbage, "damaged", "is damaged; 'summarize cache clear' sets it aside"),
        (truncated, "damaged", "is damaged; 'summarize cache clear' sets it aside"),
        (newer, "refused", "newer version of summarize; update this one"),
        (foreign, "refused", "database of another program; move it elsewhere"),
        (folder, "unwritable", "unable to open database file"),
        (no_folder, "unwritable", "its folder is a file"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_one_sentence(store, spoil, fault, words):
    """What is wrong, with which file, and what to do; the file stays as it is."""
    spoil(store)
    before = store.read_bytes() if store.is_file() else None
    for opened in (connect, reach):
        with pytest.raises(StoreError, match=words) as caught:
            opened(store)
        assert caught.value.fault == fault
        assert str(store) in str(caught.value)
        assert str(caught.value).count(". ") == 0
        assert str(caught.value).endswith(".")
    assert (store.read_bytes() if store.is_file() else None) == before


def test_a_path_that_cannot_be_is_told():
    """A NUL, which no path holds, is an error as any other."""
    with pytest.raises(StoreError, match="cannot be opened"):
        connect(Path("a\0b", "summarizer.sqlite"))


def test_a_lock_is_waited_for_and_then_told(store, locked):
    """Another program that writes for too long is named as the reason."""
    with locked(store), pytest.raises(StoreError, match=r"locked by another program for 0\.1 seconds") as caught:
        connect(store, wait=0.1)
    assert caught.value.fault == "locked"
    connect(store).close()


def test_a_reader_that_keeps_wal_from_being_set_is_waited_for(store):
    """SQLite refuses at once to change the journal under a reader; it is asked again until the wait is over."""
    with closing(sqlite3.connect(store, isolation_level=None)) as reader:
        assert pragma(reader, "journal_mode = DELETE") == "delete"
        reader.execute("BEGIN")
        assert answers(reader) == 1
        with pytest.raises(StoreError, match="locked by another program"):
            connect(store, wait=0.1)
    connect(store).close()


def test_a_full_disk_is_told(disk, fill):
    """Where no store can be made for want of space, the sentence speaks of the disk."""
    fill(disk)
    with pytest.raises(StoreError, match="disk") as caught:
        connect(disk / "summarizer.sqlite")
    assert caught.value.fault == "unwritable"


# ── What can be read all the same ─────────────────────────────────────────────────────────────────


def test_a_store_on_a_full_disk_can_be_read(disk, fill):
    """Also where SQLite has no room for the files that it keeps beside it."""
    connect(disk / "summarizer.sqlite").close()
    fill(disk)
    connection, _ = reach(disk / "summarizer.sqlite")
    with closing(connection):
        assert answers(connection) == 0


def test_a_store_that_cannot_be_written_can_be_read(store, disk, freeze):
    """A read-only disk gives what it holds, and the reason why no more can be kept."""
    shutil.copy(store, disk)
    freeze(disk)
    connection, trouble = reach(disk / store.name)
    with closing(connection):
        assert answers(connection) == 1
    assert "make it and its folder writable" in str(trouble)


def test_a_folder_that_cannot_be_written_can_be_read(store, freeze):
    """The same holds for permissions."""
    freeze(store.parent)
    connection, trouble = reach(store)
    with closing(connection):
        assert answers(connection) == 1
    assert trouble


def test_an_older_store_that_cannot_be_written_is_not_read(store, disk, freeze, monkeypatch):
    """Tables that are not brought up to date would be misread."""
    shutil.copy(store, disk)
    freeze(disk)
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("CREATE TABLE letters (id)",)))
    with pytest.raises(StoreError, match="make it and its folder writable"):
        reach(disk / store.name)


# ── Setting aside ─────────────────────────────────────────────────────────────────────────────────


def test_what_is_set_aside_never_replaces_anything(store):
    """Each damaged store gets a name of its own, and takes along what lies beside it."""
    Path(f"{store}-wal").write_bytes(b"journal")
    first = set_aside(store)
    assert first == Path(f"{store}.broken")
    assert Path(f"{first}-wal").read_bytes() == b"journal"
    garbage(store)
    assert set_aside(store) == Path(f"{store}.2.broken")
    assert sorted(file.name for file in store.parent.iterdir()) == sorted(
        store.name + end for end in (".broken", ".broken-wal", ".2.broken")
    )


def test_damage_inside_is_found(store):
    """A page that was overwritten is found by reading the whole store."""
    with store.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (store.stat().st_size - 4096))
    with closing(database._open(store, "mode=ro", 1.0)) as connection, pytest.raises(StoreError, match="is damaged"):
        database.inspect(connection, store)
