"""Ctrl-C and SIGTERM: the command ends in two seconds with 130 and one sentence, and the next run goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from benchmarks.fault_server import FaultServer
from benchmarks.resilience import brief, write_articles

ARTICLES = 6


def start(server, source, home):
    """Start the command in a process of its own."""
    command = [sys.executable, "-m", "summarizer", str(source), "--model", "openai/scripted", "--base-url", server.url]
    environ = {**os.environ, "SUMMARIZER_HOME": str(home), "OPENAI_API_KEY": "sk-loopback"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


def until(holds, seconds=60.0):
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupted_run_ends_at_once_and_the_next_goes_on(tmp_path, name):
    """Half of the answers are there when the signal comes: it ends in order, and nothing of them is paid twice."""
    source, home = tmp_path / "articles.jsonl", tmp_path / "home"
    write_articles(source, ARTICLES)
    with FaultServer(delay=0.3) as server:
        process = start(server, source, home)
        until(lambda: server.requests >= ARTICLES)
        process.send_signal(getattr(signal, name))
        sent = time.monotonic()
        out, err = process.communicate(timeout=30)
        assert time.monotonic() - sent < 2
        assert (process.returncode, out) == (130, "")
        assert err.splitlines()[-1].startswith("summarize: Interrupted")
        assert "Traceback" not in err
        done, _ = brief(server, source, home)
        assert done.returncode == 0
        twice = [number for number in server.answered.values() if number > 1]
        assert len(twice) <= 4  # what was under way when the signal came


def test_a_run_that_computes_ends_at_once_too(tmp_path):
    """Work in a thread, which nothing can cancel, does not keep the command from ending."""
    source = tmp_path / "articles.jsonl"
    write_articles(source, 600)
    command = [sys.executable, "-m", "summarizer", str(source), "--model", "extractive"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(3)
    process.send_signal(signal.SIGTERM)
    sent = time.monotonic()
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - sent < 2
    assert (process.returncode, out) == (130, "")
    assert err.count("\n") == 1
