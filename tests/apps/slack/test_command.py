"""`summarize slack` as a process: what it needs, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from benchmarks.slack_person import SECRET, Person
from benchmarks.slack_server import TOKEN
from summarizer.cli import main
from summarizer.memory.editions import Editions
from summarizer.models import Briefing, Engine

COMMAND = [sys.executable, "-m", "summarizer", "slack"]
BOT, APP, SIGNING = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"


@pytest.fixture
def run(slack, monkeypatch, capsys):
    """Run the command with an environment to its end, and return its exit code and what it says."""

    def run(*arguments, **environ):
        for name in (BOT, APP, SIGNING):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"SLACK_API_URL": slack.environ["SLACK_API_URL"], **environ}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main(["slack", *arguments])
        return ended.value.code, capsys.readouterr().err

    return run


def test_what_is_missing_is_told(run):
    """In one sentence that says where to put it, with exit code 2."""
    code, said = run()
    assert code == 2
    assert "bot token (xoxb-…) into SLACK_BOT_TOKEN" in said
    code, said = run(**{BOT: TOKEN})
    assert code == 2
    assert "SLACK_APP_TOKEN for Socket Mode, or the signing secret into SLACK_SIGNING_SECRET" in said


def test_a_token_that_slack_does_not_accept_is_told(run):
    """By the variable that holds it, before anything is listened for."""
    code, said = run(**{BOT: "xoxb-wrong", SIGNING: SECRET})
    assert code == 2
    assert said == (
        "summarize: Slack does not accept the token in SLACK_BOT_TOKEN: put the app's bot token (it begins with 'xoxb-') "
        "there.\n"
    )
    code, said = run(**{BOT: TOKEN, APP: "xapp-wrong"})
    assert code == 2
    assert "app-level token (it begins with 'xapp-')" in said


def test_a_slack_that_is_away_is_told(run):
    """With exit code 3: later it may be there."""
    code, said = run(**{BOT: TOKEN, SIGNING: SECRET, "SLACK_API_URL": "http://127.0.0.1:9/api/"})
    assert code == 3
    assert "cannot be reached" in said


def test_a_port_that_is_taken_is_told(run):
    """With what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = run("--port", str(port), **{BOT: TOKEN, SIGNING: SECRET})
    assert code == 2
    assert "choose another --port" in said


def test_it_ends_in_order(slack, server, site):
    """Ctrl-C ends it with exit code 0 while a briefing is made; who waits is told."""
    server.answer = lambda _: server.Reply(hang=True)
    environ = {
        **os.environ,
        **slack.environ,
        "SLACK_SIGNING_SECRET": SECRET,
        "SUMMARIZER_ALLOW_HOSTS": site.host,
        "OPENAI_API_KEY": "sk-loopback",
    }
    arguments = ["--port", "0", "--model", "openai/scripted", "--base-url", server.url, "--verbose"]
    process = subprocess.Popen([*COMMAND, *arguments], env=environ, stderr=subprocess.PIPE, text=True)
    try:
        lines = iter(process.stderr.readline, "")
        ready = next(line for line in lines if "is ready" in line)
        ada = Person(slack, ready.partition("(")[2].partition(")")[0])
        ada.brief(f"{site.url}/wire/1-flood.html")
        slack.until(lambda: server.requests)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(30) == 0
        assert "Traceback" not in rest
        assert any("The app was stopped" in one[2] for one in slack.told)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_the_profiles_that_are_shown_can_be_named(slack):
    """`--profile`, once for each: another is not there for anybody who asks."""
    environ = {**os.environ, **slack.environ, "SLACK_SIGNING_SECRET": SECRET}
    arguments = ["--port", "0", "--profile", "board", "--profile", "desk"]
    process = subprocess.Popen([*COMMAND, *arguments], env=environ, stderr=subprocess.PIPE, text=True)
    try:
        ready = next(line for line in iter(process.stderr.readline, "") if "is ready" in line)
        with Editions() as editions:
            done = Briefing(title="Briefing", date="2031-05-05", engine=Engine(model="extractive"))
            for profile in ("board", "morning"):
                editions.complete(editions.begin(profile, done.date, "x", []), done)
        Person(slack, ready.partition("(")[2].partition(")")[0]).brief("morning")
        (words,) = slack.until(lambda: [one[2] for one in slack.told if "no edition of “morning”" in one[2]])
        assert "There are editions of: board." in words
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
