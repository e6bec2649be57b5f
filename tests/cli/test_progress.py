"""How far a run is: what is told of it at which width, and how it is drawn."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import threading
from contextlib import redirect_stderr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fault_server import FaultServer
from benchmarks.resilience import write_articles
from summarizer.cli.progress import Bar, Meter, can_draw
from summarizer.engines.session import Progress
from summarizer.models import Usage

ERASE = "\r\x1b[2K"


def reading(done, articles_done, *, total=120, articles=30, **usage):
    return Progress(done, total, "reading", articles_done, articles, Usage(**usage))


def metered(*steps, begun=0.0):
    """A meter that was told of steps at their seconds."""
    meter = Meter(begun)
    for when, step in steps:
        meter.told(step, when)
    return meter


def test_before_the_first_step_the_time_is_told():
    """No phase is silent: sources may take their time."""
    assert Meter(0).line(75, 80) == "Gathering articles · 1:15"


def test_rate_cost_and_time_left_are_told():
    """Rates are of the last minute with progress; the time left follows from parts, not from articles."""
    meter = metered((10, reading(0, 0)), (40, reading(30, 6, requests=30, input_tokens=900, cost_usd=0.0421)))
    assert meter.line(40, 120) == (
        "Reading ━━━━━━━─────────────────────── 6/30 articles · 12 a minute · 30/120 parts · $0.0421 · 2 min left"
    )


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (75, "6/30 articles · 12 a minute · 30/120 parts · $0.0421 · 2 min left"),
        (66, "6/30 articles · 12 a minute · $0.0421 · 2 min left"),
        (48, "6/30 articles · $0.0421 · 2 min left"),
        (38, "6/30 articles · 2 min left"),
        (25, "6/30 articles"),
        (12, "6/30"),
    ],
)
def test_a_narrow_terminal_is_told_less(width, line):
    """What matters most stays longest: the count, then the time left."""
    meter = metered((10, reading(0, 0)), (40, reading(30, 6, requests=30, cost_usd=0.0421)))
    drawn = re.sub(" [━─]+", "", meter.line(40, width))
    assert drawn == f"Reading {line}"


def test_nothing_is_guessed_at_first():
    """A rate of three seconds, or of two parts, is none: the time that went by stands in."""
    early = metered((0, reading(0, 0)), (2, reading(9, 2)))
    assert early.line(2, 60).endswith("2/30 articles · 9/120 parts · 0:02")
    few = metered((0, reading(0, 0)), (50, reading(2, 0)))
    assert few.line(50, 60).endswith("0/30 articles · 2/120 parts · 0:50")


def test_a_server_that_stops_answering_makes_the_time_longer():
    """What is left grows while nothing comes."""
    meter = metered((0, reading(0, 0)), (30, reading(60, 15)))
    assert "30 s left" in meter.line(30, 120)
    assert "2 min left" in meter.line(110, 120)


def test_stored_answers_say_nothing_of_those_to_come():
    """A run that goes on from another's answers has them at once; the rest takes as long as ever."""
    meter = metered((0, reading(0, 0)), (1, reading(60, 15, cached=60)), (31, reading(70, 17, cached=60)))
    assert "3 min left" in meter.line(31, 120)


def test_a_rate_follows_the_last_minute_with_progress():
    """What was long ago counts no more."""
    slow = [(second, reading(0, 0, total=9000)) for second in range(100)]
    quick = [(100 + second, reading(second, 0, total=9000)) for second in range(1, 101)]
    assert "2 h 29 min left" in metered(*slow, *quick).line(200, 120)


@pytest.mark.parametrize(
    ("usage", "told"),
    [
        (Usage(input_tokens=800, output_tokens=99), " · 899 tokens · "),
        (Usage(input_tokens=16_229, output_tokens=5_693), " · 22k tokens · "),
        (Usage(input_tokens=2_400_000), " · 2.4M tokens · "),
        (Usage(cost_usd=12.3456, input_tokens=9), " · $12.35 · "),
        (Usage(), " articles · 0:01"),
    ],
)
def test_tokens_are_told_where_the_price_is_not_known(usage, told):
    """And nothing where there were none."""
    assert told in metered((0, Progress(3, 30, "reading", 3, 30, usage))).line(1, 120)


def test_later_stages_say_what_they_do():
    """Writing counts stories where a model writes several; merging is one part."""
    meter = metered((0, reading(120, 30)), (10, Progress(0, 1, "merging", 30, 30)))
    assert meter.line(12, 80) == "Putting stories together · 0:12"
    meter.told(Progress(2, 8, "writing", 30, 30), 20)
    assert meter.line(21, 80) == "Writing ━━━━━━━─────────────────────── 2/8 stories · 0:21"
    meter.told(Progress(0, 1, "writing", 30, 30), 22)
    assert meter.line(22, 30).endswith(" · 0:22")


steps = st.builds(
    lambda done, total, stage, read, articles, tokens, cost: Progress(
        min(done, total), total, stage, read, articles, Usage(input_tokens=tokens, cost_usd=cost)
    ),
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["reading", "merging", "writing"]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.integers(0, 10**9),
    st.none() | st.floats(0, 10**6),
)


@given(st.lists(st.tuples(st.floats(0, 10**6), steps), max_size=6), st.integers(1, 250))
def test_any_run_fits_any_width(told, width):
    """Whatever happens when, the line is one and no wider than the terminal."""
    line = metered(*sorted(told, key=lambda one: one[0])).line(2 * 10**6, width)
    assert len(line) <= width
    assert "\n" not in line


# ── On a terminal ─────────────────────────────────────────────────────────────────────────────────


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it, and says when a line was drawn."""

    encoding = "utf-8"

    def __init__(self):
        super().__init__()
        self.drawn = threading.Event()

    def isatty(self):
        return True

    def write(self, text):
        if text.startswith(ERASE) and text != ERASE:
            self.drawn.set()
        return super().write(text)


@pytest.fixture
def terminal(monkeypatch):
    """A terminal, which standard error is in a block of its own."""
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def test_what_others_say_comes_above_the_line(terminal):
    """The line makes room, is drawn again when theirs is whole, and is gone at the end."""
    with redirect_stderr(terminal), Bar() as bar:
        bar.told(reading(1, 1))
        assert terminal.drawn.wait(10)
        sys.stderr.write("summarize: half")
        terminal.drawn.clear()
        assert not terminal.drawn.wait(0.6)
        sys.stderr.write(" a sentence.\n")
        assert terminal.drawn.wait(10)
    assert f"{ERASE}summarize: half a sentence.\n{ERASE}Reading" in terminal.getvalue()
    assert terminal.getvalue().endswith(ERASE)


def test_a_terminal_of_ascii_is_drawn_in_ascii(terminal, monkeypatch):
    """And without colour where nobody wants it."""
    terminal.encoding = "ascii"
    monkeypatch.setenv("NO_COLOR", "1")
    with redirect_stderr(terminal), Bar() as bar:
        bar.told(reading(60, 15))
        assert terminal.drawn.wait(10)
    assert re.search(r"Reading #{15}-{15} 15/30 articles \| 60/120 parts", terminal.getvalue())


def test_nothing_is_drawn_where_it_cannot_be_erased(terminal, monkeypatch):
    """A file, a pipe and a dumb terminal get no line."""
    with redirect_stderr(terminal):
        assert can_draw()
        monkeypatch.setenv("TERM", "dumb")
        assert not can_draw()
        monkeypatch.setenv("TERM", "xterm")
    with redirect_stderr(io.StringIO()):
        assert not can_draw()


def on_terminal(tmp_path, server):
    """Run the command with standard error on a terminal of 80 columns; return its exit code and what was drawn."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "summarizer", str(tmp_path / "articles.jsonl"), "--model", "openai/scripted"]
    environ = {
        **os.environ,
        "OPENAI_API_KEY": "sk-loopback",
        "SUMMARIZER_INPUT_PRICE": "1",
        "SUMMARIZER_OUTPUT_PRICE": "2",
        "TERM": "xterm",
    }
    process = subprocess.Popen(
        [*command, "--base-url", server.url], stdout=subprocess.DEVNULL, stderr=follower, env=environ
    )
    os.close(follower)
    drawn = b""
    try:
        while chunk := os.read(leader, 65536):
            drawn += chunk
    except OSError:  # the end of a terminal, as Linux tells it
        pass
    os.close(leader)
    return process.wait(30), drawn.decode()


def test_a_run_is_told_on_a_real_terminal(tmp_path):
    """Rate, cost and time left appear, no line is wider than the terminal, and nothing is left of them."""
    write_articles(tmp_path / "articles.jsonl", 14)
    with FaultServer(delay=0.6) as server:
        code, drawn = on_terminal(tmp_path, server)
    assert code == 0
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in drawn.split(ERASE)]
    assert max(map(len, lines)) < 80
    told = [
        line for line in lines if re.search(r"\d+/14 articles · \d+ a minute · .*\$0\.\d+ · \d+ (s|min) left$", line)
    ]
    assert told
    assert any(line.startswith("Putting stories together") for line in lines)
    assert any(line.startswith("Writing") for line in lines)
    assert drawn.endswith(ERASE)
    assert "\n" not in drawn
    assert "?25" not in drawn  # the cursor is left alone
