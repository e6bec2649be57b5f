"""The gate: what a benchmark prints against what is pinned for it."""

from __future__ import annotations

import json

import pytest

from benchmarks import floors


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Make a benchmark that prints some lines, the last of them its figures; return how to run it with pins."""

    def run(figures, **pins):
        lines = ["reading", json.dumps(figures)]
        module = f"import sys\nprint({lines[0]!r}, *sys.argv[1:])\nprint({lines[1]!r})\n"
        (tmp_path / "throwaway.py").write_text(module, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return {"run": ["throwaway", "--quick"], **pins}

    return run


def test_nothing_falls_short_where_every_pin_is_held(run, capsys):
    """A figure may be the pin itself, on either side; the figures are shown."""
    held = run({"recall": 0.9, "seconds": 2}, at_least={"recall": 0.9}, at_most={"seconds": 2})
    assert floors.shortfalls(held) == []
    assert capsys.readouterr().out == 'throwaway --quick: {"recall": 0.9, "seconds": 2}\n'


def test_a_run_without_pins_is_only_shown(run):
    """A benchmark need not have a floor, but it must run."""
    assert floors.shortfalls(run({"recall": 0.1})) == []


def test_a_pin_may_lie_deeper(run):
    """A figure inside a group is named by its path."""
    missed = run({"quotes": {"f1": 0.5}}, at_least={"quotes.f1": 0.6})
    assert floors.shortfalls(missed) == ["throwaway --quick: quotes.f1 is 0.5, at least 0.6 is pinned"]


def test_a_run_is_told_where_its_data_lies(run, tmp_path, monkeypatch, capsys):
    """The folder of that name is given as --data."""
    (tmp_path / "votes").mkdir()
    monkeypatch.setattr(floors, "DATA", tmp_path)
    assert floors.shortfalls(run({"recall": 1}, data="votes", at_least={"recall": 1})) == []
    assert "skipped" not in capsys.readouterr().out


def test_a_run_without_its_data_is_skipped_and_said_to_be(run, tmp_path, monkeypatch, capsys):
    """Labelled data is not part of the repository: its absence fails nothing, and is seen."""
    monkeypatch.setattr(floors, "DATA", tmp_path)
    assert floors.shortfalls(run({"recall": 0}, data="votes", at_least={"recall": 1})) == []
    assert capsys.readouterr().out == "throwaway --quick: skipped, its data is not on this machine (votes)\n"


def test_each_missed_pin_is_a_line(run):
    """A figure below its floor and one above its ceiling are both named, with the pin."""
    missed = run({"recall": 0.8, "seconds": 3, "kept": 1}, at_least={"recall": 0.9, "kept": 1}, at_most={"seconds": 2})
    assert floors.shortfalls(missed) == [
        "throwaway --quick: recall is 0.8, at least 0.9 is pinned",
        "throwaway --quick: seconds is 3, at most 2 is pinned",
    ]


@pytest.mark.parametrize(("recall", "code"), [(0.8, 1), (0.9, 0)])
def test_the_gate_fails_below_a_floor(run, recall, code, tmp_path, monkeypatch, capsys):
    """The exit code is 1, and standard error says what fell short, only where something did."""
    pinned = tmp_path / "floors.json"
    pinned.write_text(json.dumps([run({"recall": recall}, at_least={"recall": 0.9})]), encoding="utf-8")
    monkeypatch.setattr(floors, "FLOORS", pinned)
    with pytest.raises(SystemExit) as stop:
        floors.main()
    assert stop.value.code == code
    assert capsys.readouterr().err.count("below its floor: throwaway --quick: recall is 0.8") == code
