"""The store under whole runs: two at once, a disk that is full, a run that is killed, and no key in anything it leaves."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.fault_server import FaultServer
from benchmarks.resilience import CONCURRENCY, brief, command, continued, environ, write_articles

ARTICLES = 4
KEY = "sk-loopback-3f9c2a7d41"


@pytest.fixture
def source(tmp_path):
    """A file of invented articles."""
    path = tmp_path / "articles.jsonl"
    write_articles(path, ARTICLES)
    return path


def test_two_runs_at_once_share_one_store(source, tmp_path):
    """Neither fails or waits for the other, and both tell the same; the next one asks nothing."""
    with FaultServer(delay=0.05) as server, ThreadPoolExecutor(2) as both:
        first, second = both.map(
            lambda _: brief(server, source, tmp_path / "home", "--format", "markdown")[0], range(2)
        )
        assert (first.returncode, second.returncode) == (0, 0)
        assert "warning" not in (first.stderr + second.stderr).lower()
        asked = server.requests
        third, _ = brief(server, source, tmp_path / "home", "--format", "markdown")
        assert server.requests == asked
    stories = [done.stdout.partition("## Sources")[0] for done in (first, second, third)]
    assert stories[0] == stories[1] == stories[2]


def test_a_store_that_is_not_wanted_is_asked_anew(source, tmp_path):
    """--no-cache pays again, and what came then is kept in place of the old."""
    with FaultServer(delay=0) as server:
        brief(server, source, tmp_path / "home")
        once = server.requests
        brief(server, source, tmp_path / "home", "--no-cache")
        assert server.requests == 2 * once
        brief(server, source, tmp_path / "home")
        assert server.requests == 2 * once


@pytest.mark.parametrize("after", [5])
def test_a_killed_run_is_continued(source, tmp_path, after):
    """Killed by -9: the next run repeats no more than what was under way, and ends with the bytes of one that was never killed."""
    with FaultServer(delay=0.05) as server:
        whole, _ = brief(server, source, tmp_path / "whole", "--concurrency", str(CONCURRENCY))
    repeated, alike = continued(tmp_path, source, after, 0.05, whole.stdout)
    assert repeated <= CONCURRENCY
    assert alike


def test_the_key_is_in_nothing_that_a_run_leaves(source, tmp_path):
    """Not in the store, a cassette, the log, the briefing or a complaint, also where the server repeats it."""
    environment = {**environ(tmp_path / "home"), "OPENAI_API_KEY": KEY}
    with FaultServer(
        {"broken": 0.3, "schema": 0.2, "refused": 0.2}, delay=0, words=f"out of order for {KEY}"
    ) as server:
        for more in (["--record", str(tmp_path / "tape.yaml")], [], ["--format", "markdown"]):
            words = [*command(server, source, "--verbose", "-o", str(tmp_path / "out")), *more]
            done = subprocess.run(words, capture_output=True, check=False, env=environment, timeout=120)
            assert done.returncode in (0, 3)
            assert KEY.encode() not in done.stdout + done.stderr
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"tape.yaml", "out", "summarizer.sqlite"} <= {path.name for path in left}
    assert not [path.name for path in left if KEY.encode() in path.read_bytes()]
