"""Deliveries by real processes to real servers on loopback: whatever is killed or down, nothing arrives twice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller

from benchmarks.daily import Inbox

DAY = "2024-05-06"
FLOOD = "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.\n"
WEBHOOK = '[[profiles.morning.deliver]]\nto = "discord"\n'


class Mails:
    """A mail server on a port of its own; it keeps who got a mail."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.recipients: list[str] = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  (the name that aiosmtpd calls)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def up(self) -> Controller:
        return Controller(self, hostname="127.0.0.1", port=self.port)


@pytest.fixture
def home(tmp_path):
    """A profile with one article, and no delivery yet."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "flood.txt").write_text(FLOOD)
    (tmp_path / "summarizer.toml").write_text(
        '[profiles.morning]\nsources = ["articles"]\ntime_zone = "UTC"\nmodel = "extractive"\n\n'
    )
    return tmp_path


@pytest.fixture
def start(home):
    """Start the command in a process of its own."""

    def start(inbox, *arguments):
        environ = {**os.environ, "SUMMARIZER_HOME": str(home), "DISCORD_WEBHOOK_URL": inbox.address}
        command = [sys.executable, "-m", "summarizer", *arguments]
        return subprocess.Popen(
            command, cwd=home, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    return start


@pytest.fixture
def run(start):
    """Run it to its end; return its exit code, standard output and standard error."""

    def run(inbox, *arguments):
        with start(inbox, *arguments) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    return run


def add(home, *tables):
    with (home / "summarizer.toml").open("a") as file:
        file.write("\n".join(tables))


def states(run, inbox):
    """The states that the ledger lists, by place and message."""
    listed = json.loads(run(inbox, "history", "deliveries", "--format", "json")[1])
    return {(one["target"].split()[0], one["message"]): one["state"] for one in listed}


def arriving(inbox, number):
    """Return what waits until so many messages have arrived; their answers have not."""

    def wait(_process):
        while len(inbox.messages) < number:
            time.sleep(0.005)

    return wait


def logged(event):
    """Return what waits until a run logs an event."""

    def wait(process):
        for line in process.stderr:
            if json.loads(line)["event"] == event:
                return
        raise AssertionError(f"it ended without '{event}'")

    return wait


@pytest.mark.parametrize("moment", ["edition complete", "arriving", "message sent"])
def test_a_run_that_is_killed_as_it_delivers_is_made_good(home, start, run, moment):
    """Before, while and after the message is sent: the next run sends what surely is not, and tells what may be."""
    add(home, WEBHOOK)
    with Inbox() as inbox:
        with start(inbox, "daily", "--date", DAY, "--quiet", "--log-json") as process:
            (arriving(inbox, 1) if moment == "arriving" else logged(moment))(process)
            process.send_signal(signal.SIGKILL)
        results = [run(inbox, "daily", "--date", DAY, "--quiet") for _ in range(2)]
        assert inbox.most == 1
        for code, out, err in results:
            if moment == "arriving":
                assert (code, out, err.count("\n")) == (3, "", 1)
                assert "may have reached the Discord webhook in DISCORD_WEBHOOK_URL" in err
                assert f"'summarize history deliver {DAY} --profile morning --again'" in err
            elif moment == "message sent":
                assert (code, out, err) == (0, "", "")
        found = set(states(run, inbox).values())
        if moment == "arriving":
            assert found == {"unknown"}
            assert run(inbox, "history", "deliver", DAY, "--again")[0] == 0
            assert len(inbox.messages) == 2
        elif moment == "message sent":
            assert found == {"sent"}
        else:  # the kill may have come before the message left, or after
            assert found <= {"sent", "unknown"}
            assert (results[-1][0] == 3) == (found == {"unknown"})


def test_one_place_that_is_down_stops_no_other_and_gets_its_edition_later(home, run):
    """Each exactly once, over all runs; and the run after that sends nothing."""
    mails = Mails()
    table = (
        f'[[profiles.morning.deliver]]\nto = "email"\nhost = "127.0.0.1"\nport = {mails.port}\nsecurity = "none"\n'
        'sender = "desk@news.example"\nrecipients = ["ines@news.example", "odile@news.example"]\n'
    )
    add(home, table, WEBHOOK, '[[profiles.morning.deliver]]\nto = "folder"\npath = "site"\n')
    with Inbox() as inbox:
        code, out, err = run(inbox, "daily", "--date", DAY, "--quiet")
        assert (code, out) == (3, "")
        assert (
            f"The edition of {DAY} was not sent to e-mail to 2 recipients (ines@news.example, and 1 more after it):"
            in err
        )
        assert (len(inbox.messages), mails.recipients) == (1, [])
        server = mails.up()
        server.start()
        try:
            assert run(inbox, "daily", "--date", DAY, "--quiet") == (0, "", "")
            assert run(inbox, "daily", "--date", DAY, "--quiet") == (0, "", "")
        finally:
            server.stop()
        assert inbox.most == 1
        assert Counter(mails.recipients) == {"ines@news.example": 1, "odile@news.example": 1}
        assert (home / "site" / f"{DAY}.html").exists()
        assert set(states(run, inbox).values()) == {"sent"}


def test_runs_at_the_same_time_send_once(home, start):
    """One of them works; the other says so, or finds everything done."""
    add(home, WEBHOOK)
    with Inbox() as inbox:
        processes = [start(inbox, "daily", "--date", DAY, "--quiet") for _ in range(2)]
        ends = sorted((process.wait(timeout=60), process.communicate()[1]) for process in processes)
        assert [code for code, _ in ends] in ([0, 0], [0, 2])
        assert ends[1][1] == "" or "Another run of 'morning' is under way" in ends[1][1]
        assert len(inbox.messages) == 1


def test_cron_mails_an_edition_once(home, run):
    """Standard output as a place: what is printed is the edition, and the run after it prints nothing."""
    add(home, '[[profiles.morning.deliver]]\nto = "stdout"\n')
    with Inbox() as inbox:
        code, out, err = run(inbox, "daily", "--date", DAY)
        assert (code, out.splitlines()[0], err) == (0, "Briefing for 6 May 2024", "")
        assert run(inbox, "daily", "--date", DAY) == (0, "", "")
