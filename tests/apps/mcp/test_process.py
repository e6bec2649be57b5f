"""`summarize mcp` as a process, with nothing between it and the test."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

ROOT = str(Path(__file__).parents[3])
HOUSES = "The bridge over the Osk in Belmar is closed after the flood, mayor Ilse Varga said. 40 houses stand in water."


@pytest.fixture
def process(tmp_path):
    """The server, and nothing between it and the test."""
    env = {**os.environ, "SUMMARIZER_HOME": str(tmp_path), "PYTHONPATH": ROOT}
    command = [sys.executable, "-m", "summarizer", "mcp"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, env=env, cwd=tmp_path) as running:
        yield running
        running.kill()


def test_whoever_starts_it_by_hand_is_told_what_it_waits_for(tmp_path):
    """On a terminal; Ctrl-C ends it."""
    terminal, stdin = os.openpty()
    command = [sys.executable, "-m", "summarizer", "mcp"]
    with subprocess.Popen(command, stdin=stdin, stdout=PIPE, stderr=PIPE, text=True, env={**os.environ, "PYTHONPATH": ROOT}, cwd=tmp_path) as running:  # fmt: skip
        assert "Waiting for an assistant's client" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
        assert running.stdout.read() == ""
    os.close(terminal)
    os.close(stdin)


def test_a_client_that_is_gone_is_no_error(process):
    """It reads no more: the server ends when it notices."""
    process.stdout.close()
    process.stdin.write('{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
    process.stdin.flush()
    process.stdin.close()
    assert process.wait(20) == 0
    assert process.stderr.read() == ""


def test_nothing_but_protocol_is_on_standard_output(process):
    """Whatever stands on standard input; and a client that leaves in the middle of a call ends the server in order."""

    def send(**message):
        process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        process.stdin.flush()

    process.stdin.write("What is new?\n\n{}\n[1, 2]\n\ud83d\n".encode("utf-8", "replace").decode())
    info = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    send(id=1, method="initialize", params=info)
    lines = []
    while not lines or lines[-1].get("id") != 1:
        lines.append(json.loads(process.stdout.readline()))
    assert lines[-1]["result"]["protocolVersion"] == "2025-06-18"
    send(method="notifications/initialized")
    send(id=2, method="tools/call", params={"name": "brief", "arguments": {"texts": [{"text": f"{HOUSES} {n}"} for n in range(40)]}})  # fmt: skip
    send(id=3, method="ping")
    while lines[-1].get("id") != 3:
        lines.append(json.loads(process.stdout.readline()))
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert err == ""
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in out.splitlines())
