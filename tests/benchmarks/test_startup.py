"""What a call costs: the benchmark that the floors pin."""

from __future__ import annotations

import json
import sys

from benchmarks import startup


def test_each_command_is_timed_against_click(monkeypatch, capsys):
    """One line of figures: a command that does more takes a larger share."""
    nap = "import time; time.sleep({})"
    commands = {
        name: [sys.executable, "-c", nap.format(seconds)]
        for name, seconds in (("click", 0.05), ("help", 0.05), ("seeds", 0.6))
    }
    monkeypatch.setattr(startup, "COMMANDS", commands)
    monkeypatch.setattr(startup, "RUNS", 1)
    startup.main()
    figures = json.loads(capsys.readouterr().out)
    assert figures["benchmark"] == "startup"
    assert figures["seeds_ratio"] > figures["help_ratio"] > 0
    assert figures["seeds_seconds"] >= 0.6
