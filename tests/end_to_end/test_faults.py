"""Every row of docs/faults.md: what a user sees of a fault, the exit code, and what is kept."""

from __future__ import annotations

import dataclasses
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.memory import database
from summarizer.memory.responses import held

TABLE = (Path(__file__).parents[2] / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = {
    row[1]: row
    for row in (
        list(map(str.strip, line.split("|"))) for line in TABLE.splitlines() if re.match(r"\| [a-z]+-?\w", line)
    )
    if row[1] != "fault"
}
FLOOD = "Mayor Ines Falk said on Monday that 40 people were hurt in Korrdam. The dam had cracked in the night."
FIRE = "Engineer Tom Reyes warned that the bridge at Vesk might fall. Boats left the harbour before noon."


class Case:
    """A working folder with two articles, a server, and the command."""

    def __init__(self, server, folder, capfdbinary):
        self.server = server
        self.folder = folder
        self.words = ["flood.txt", "fire.txt", "--model", "openai/scripted", "--base-url", server.url, "--quiet"]
        self.environ = {}
        self._captured = capfdbinary

    @property
    def store(self):
        return self.folder / "home" / database.FILE

    def kept(self):
        """Return how many answers lie in the store."""
        if not self.store.exists():
            return 0
        with closing(sqlite3.connect(self.store)) as connection:
            return held(connection).answers

    def answers(self, status=200, **reply):
        """Let the server answer everything alike."""
        self.server.answer = lambda _: self.server.Reply(status=status, **reply)

    def run(self, *more):
        """Run the command; return its exit code, standard output and standard error."""
        with pytest.raises(SystemExit) as stop:
            main([*self.words, *more])
        out, err = self._captured.readouterr()
        assert b"Traceback" not in err
        return stop.value.code, out.decode(), err.decode()


@pytest.fixture
def case(server, tmp_path, monkeypatch, naps, capfdbinary):
    """A case in a folder of its own, in which nobody waits."""
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-loopback")
    return Case(server, tmp_path, capfdbinary)


def row(name):
    """Return what the table says of a fault: the words in quotation marks, and the exit code."""
    _, _, seen, code, kept, _ = ROWS[name]
    said = [part for quoted in re.findall('"([^"]+)"', seen) for part in quoted.split(" … ")]
    return said, int(code) if code else None, kept


def holds(name, found, case):
    """Check an outcome against the table."""
    code, out, err = found
    said, wanted, kept = row(name)
    assert code == wanted, err
    for part in said:
        assert part in err
    assert bool(out) == (code in (0, 3))
    if code not in (0, 3):
        assert len(err.splitlines()) == 1
    if kept == "nothing":
        assert case.kept() == 0
    elif kept in ("everything", "what was answered", "the answers") or kept.startswith("the refusals"):
        assert case.kept() > 0
    return found


def test_every_row_has_its_test():
    """The table names each fault that is tested here, and no other."""
    tests = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert set(ROWS) <= tests


def test_key_refused(case):
    """401 ends the run at once, and the key is not shown."""
    case.answers(401)
    _, _, err = holds("key-refused", case.run(), case)
    assert "sk-loopback" not in err
    assert len(case.server.requests) <= 4


def test_quota_used_up(case):
    """A quota that is used up is told from a server that is busy, and not asked again."""
    case.answers(429, body={"error": {"message": "no more", "code": "insufficient_quota"}})
    holds("quota-used-up", case.run("--concurrency", "1"), case)
    assert len(case.server.requests) <= 2  # the other one had its turn already


def test_unknown_model(case):
    """404 ends the run at once."""
    case.answers(404)
    holds("unknown-model", case.run(), case)


def test_price_unknown(case):
    """A limit on cost that cannot hold is refused before anything is asked."""
    _, _, err = holds("price-unknown", case.run("--max-cost", "1"), case)
    assert "input_price" in err
    assert not case.server.requests


def test_no_server(case):
    """Nobody listens there."""
    case.server.close()
    holds("no-server", case.run(), case)


def test_server_broken(case):
    """A server that fails with everything is given up."""
    case.answers(500)
    holds("server-broken", case.run(), case)


def test_server_throttles(case):
    """A server that throttles everything is given up, after the pauses that it asked for."""
    case.answers(429, headers={"retry-after": "2"})
    holds("server-throttles", case.run(), case)


def test_server_hangs(case):
    """A server that takes too long is given up."""
    before = case.server.answer

    def slowly(request):
        time.sleep(0.6)
        return before(request)

    case.server.answer = slowly
    holds("server-hangs", case.run("--timeout", "0.2"), case)


def test_no_chat_server(case):
    """An address that serves something else is told as such."""
    case.answers(raw=b"<html>Welcome</html>", headers={"content-type": "text/html"})
    holds("no-chat-server", case.run(), case)


def test_refuses_everything(case):
    """Refusals are not asked for again, in this run or the next."""
    case.answers(refusal="No.")
    holds("refuses-everything", case.run(), case)
    asked = len(case.server.requests)
    holds("refuses-everything", case.run(), case)
    assert len(case.server.requests) == asked


def test_breaks_the_schema(case):
    """What does not fit is asked for again twice, then given up."""
    case.answers(content='{"claims": 7}')
    holds("breaks-the-schema", case.run(), case)


def test_cuts_everything_off(case):
    """What is cut off is asked for in smaller parts until there are none."""
    case.answers(content='{"claims": [', finish_reason="length")
    holds("cuts-everything-off", case.run(), case)


def test_refuses_one(case):
    """One refusal costs one article, which is named."""
    before = case.server.answer
    no = case.server.Reply(refusal="No.")
    case.server.answer = lambda request: no if "Vesk" in request["messages"][-1]["content"] else before(request)
    _, out, err = holds("refuses-one", case.run(), case)
    assert "article 2" in out
    assert "fire.txt" in err


def test_fails_now_and_then(case):
    """Faults that pass cost no more than a second request."""
    reply = case.server.Reply
    case.server.then(reply(status=500), reply(hang_up=True), reply(status=429, headers={"retry-after": "1"}))
    holds("fails-now-and-then", case.run(), case)


def test_most_requests(case):
    """The limit holds before the request that would break it."""
    holds("most-requests", case.run("--window", "1", "--max-requests", "2"), case)
    assert len(case.server.requests) == 2


def test_most_tokens(case):
    """The limit holds for what the server counts."""
    _, out, _ = holds("most-tokens", case.run("--window", "1", "--max-tokens", "3000", "--format", "json"), case)
    usage = json.loads(out)["usage"]
    assert 0 < usage["input_tokens"] + usage["output_tokens"] <= 3000


def test_most_cost(case):
    """The limit holds for what the user says a token costs."""
    case.server.answer = lambda request: dataclasses.replace(case.server.echo(request), usage=(4000, 100))
    Path("summarizer.toml").write_text("input_price = 0.2\noutput_price = 0.5\n", encoding="utf-8")
    options = ("--window", "1", "--max-cost", "0.001", "--concurrency", "1", "--format", "json")
    _, out, _ = holds("most-cost", case.run(*options), case)
    assert 0 < json.loads(out)["usage"]["cost_usd"] <= 0.001


def test_fallback(case):
    """The rules stand in for a model that stops answering, and the briefing says of which articles."""
    case.server.then(case.server.echo)
    before, answered = case.server.echo, []

    def once(request):
        answered.append(request)
        return before(request) if len(answered) == 1 else case.server.Reply(status=500)

    case.server.answer = once
    _, out, err = holds("fallback", case.run("--fallback", "extractive", "--concurrency", "1"), case)
    assert "By rule, without the model" in out
    assert "by rule" in err


@pytest.fixture
def loud(case):
    """Warnings are told where nobody asked for quiet."""
    case.words.remove("--quiet")
    return case


def test_store_damaged(loud):
    """A damaged store costs what it holds, and is left as it is."""
    loud.store.parent.mkdir()
    loud.store.write_bytes(b"no database" * 1000)
    code, out, err = loud.run()
    assert (code, bool(out)) == (0, True)
    assert "is damaged" in err
    assert loud.store.read_bytes().startswith(b"no database")


def test_store_newer(loud):
    """A newer version's store is left to it."""
    assert loud.run()[0] == 0
    with closing(sqlite3.connect(loud.store)) as connection:
        connection.execute("PRAGMA user_version = 999")
    code, out, err = loud.run()
    assert (code, bool(out)) == (0, True)
    assert "was made by a newer version" in err


def test_store_unwritable(loud):
    """A store that cannot be made costs nothing but itself."""
    loud.store.parent.write_text("a file in its place", encoding="utf-8")
    code, out, err = loud.run()
    assert (code, bool(out)) == (0, True)
    assert "Answers are neither kept nor reused" in err


def _started(case):
    """Start the command in a process of its own, on a server whose second answer takes long."""
    before, came = case.server.echo, []

    def slowly(request):
        came.append(request)
        if len(came) > 1:
            time.sleep(1.5)
        return before(request)

    case.server.answer = slowly
    command = [sys.executable, "-m", "summarizer", *case.words, "--concurrency", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while len(came) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    return process


def test_interrupted(case):
    """Ctrl-C ends the run in order; the next one pays for nothing twice."""
    process = _started(case)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - begun < 2
    holds("interrupted", (process.returncode, out, err), case)


def test_killed(case):
    """What was answered before a kill is there after it."""
    process = _started(case)
    process.kill()
    process.communicate(timeout=30)
    assert case.kept() == 1


def test_one_unreadable(case):
    """One bad source costs only itself."""
    Path("fire.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    _, out, err = holds("one-unreadable", case.run(), case)
    assert "Incomplete" in out
    assert "fire.txt" in err


def test_nothing_readable(case):
    """Without an article there is no briefing, and one sentence says why."""
    Path("flood.txt").unlink()
    Path("fire.txt").unlink()
    holds("nothing-readable", case.run(), case)
    assert not case.server.requests


def test_no_output(case):
    """Where the output cannot be, nothing is paid for."""
    holds("no-output", case.run("--output", "nowhere/today.md"), case)
    assert not case.server.requests


def test_not_recorded(case):
    """A cassette answers what it holds, and nothing else is asked."""
    assert case.run("--record", "tape.yaml")[0] == 0
    asked, tape = len(case.server.requests), Path("tape.yaml").read_bytes()
    Path("flood.txt").write_text("Boats left Korrdam.", encoding="utf-8")
    holds("not-recorded", case.run("--replay", "tape.yaml"), case)
    assert (len(case.server.requests), Path("tape.yaml").read_bytes()) == (asked, tape)


def test_wrong_setting(case):
    """What cannot be is told by its name."""
    _, _, err = holds("wrong-setting", case.run("--concurrency", "0"), case)
    assert "concurrency" in err
