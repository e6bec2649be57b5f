"""A lock that ends with its process."""

from __future__ import annotations

import pytest

from summarizer.memory import lock
from summarizer.memory.database import StoreError

HOLDS = """
import sys
from pathlib import Path
from summarizer.memory import lock
with lock.held(Path(sys.argv[1]), "morning"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_refused_until_the_first_ends(tmp_path, process):
    """At once and in one sentence; another name is free; a process that is killed holds nothing."""
    store = tmp_path / "home" / "store.sqlite"
    with process(HOLDS, store) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(lock.BusyError, match="Another run of 'morning' is under way"), lock.held(store, "morning"):
            pass
        with lock.held(store, "evening"):
            pass
        other.kill()
    with lock.held(store, "morning"):
        pass
    with lock.held(store, "morning"):
        pass


def test_one_process_holds_it_once(tmp_path):
    """Two runs in one process do not overlap either."""
    store = tmp_path / "store.sqlite"
    with lock.held(store, "morning"), pytest.raises(lock.BusyError), lock.held(store, "morning"):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path):
    """Where the folder is a file."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="its folder is a file"), lock.held(tmp_path / "file" / "x", "morning"):
        pass
