"""What commands say on standard error."""

from __future__ import annotations

import json
import logging
import warnings

import pytest

from summarizer.cli import telling
from summarizer.engines.session import Progress
from summarizer.errors import SummarizerWarning
from summarizer.models import ArticleRecord, Briefing, Engine, Usage


@pytest.fixture(autouse=True)
def _no_log():
    """Leave no handler behind."""
    before = logging.getLogger().handlers[:]
    yield
    logging.getLogger("summarizer").handlers[:] = []
    logging.getLogger().handlers[:] = before


def test_what_a_run_goes_on_without_is_a_line(capsys):
    """Made inert, or nothing where nothing is to be shown; other warnings are left as they are."""
    with telling.warnings_shown(shown=True):
        warnings.warn("No store:\x1b[31m it is full.", SummarizerWarning, stacklevel=1)
    assert capsys.readouterr().err == "summarize: No store:\u241b[31m it is full.\n"
    with telling.warnings_shown(shown=False):
        warnings.warn("No store.", SummarizerWarning, stacklevel=1)
    assert capsys.readouterr().err == ""
    with pytest.raises(UserWarning), telling.warnings_shown(shown=True):
        warnings.warn("Another.", UserWarning, stacklevel=1)


def test_in_a_json_log_it_is_an_event(capsys):
    """Whoever reads the log needs nothing else."""
    telling.log(as_json=True)
    with telling.warnings_shown(shown=True, as_log=True):
        warnings.warn("No store.", SummarizerWarning, stacklevel=1)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["reason"]) == ("goes on without", "warning", "No store.")


@pytest.mark.parametrize("as_json", [True, False])
def test_an_error_is_logged_with_its_trace(capsys, as_json):
    """On lines of its own for people, in the object for programs."""
    telling.log(verbose=True, as_json=as_json)
    try:
        int("odd")
    except ValueError:
        logging.getLogger("summarizer.x").exception("it ended", extra={"data": {"why": "two words", "exit": 2}})
    err = capsys.readouterr().err
    assert "ValueError: invalid literal" in (json.loads(err)["trace"] if as_json else err)
    if not as_json:
        assert err.splitlines()[0].endswith('ERROR it ended why="two words" exit=2')


def test_a_trace_commands_no_terminal(capsys):
    """An error's message may hold what an article says; the lines keep their indentation."""

    def sink():
        raise ValueError("boats \x1b]0;owned\x07")

    telling.log(verbose=True)
    try:
        sink()
    except ValueError:
        logging.getLogger("summarizer.tests").exception("broke")
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "ValueError: boats \u241b]0;owned" in err
    assert '\n  File "' in err


def test_nothing_is_logged_unless_it_is_asked_for(capsys):
    """Neither ours nor what libraries log."""
    telling.log()
    logging.getLogger("summarizer.x").error("ours")
    logging.getLogger("trafilatura.core").warning("theirs")
    assert capsys.readouterr().err == ""


def test_what_is_missing_is_told(capsys):
    """By name and reason; the exit code says that the briefing is partial."""
    gone = ArticleRecord(id="1", name="a.txt", text="", status="failed", reason="It is gone.")
    briefing = Briefing(title="", date="2024-05-06", engine=Engine(model="extractive"), articles=(gone,))
    assert telling.account(briefing) == 3
    assert capsys.readouterr().err.splitlines() == [
        "summarize: a.txt: It is gone.",
        "summarize: Nothing in the articles could be proven, so the briefing is empty.",
    ]


def test_progress_is_drawn_only_on_a_terminal(capsys):
    """Who runs the command from a program gets nothing to mail."""
    for shown in (True, False):
        with telling.progress(shown=shown) as bar:
            assert bar is None
    assert capsys.readouterr().err == ""


def test_progress_is_a_log_s_where_there_is_one(capsys):
    """A line at the beginning of each stage, and not one a step; programs that read the log get their own events only."""
    telling.log(verbose=True)
    with telling.progress(shown=True) as told:
        for done in range(3):
            told(Progress(done, 2, articles=2, usage=Usage(requests=done)))
        told(Progress(0, 1, "merging", 2, 2, Usage(requests=2, input_tokens=90, output_tokens=9, cost_usd=0.01)))
    first, second = (line.partition(" INFO ")[2] for line in capsys.readouterr().err.splitlines())
    assert first == "reading done=0 of=2 articles=0/2 requests=0 tokens=0"
    assert second == "merging done=0 of=1 articles=2/2 requests=2 tokens=99 usd=0.01"
    telling.log(as_json=True)
    with telling.progress(shown=False) as told:
        assert told is None
