"""`summarize verify`: exit codes, what is printed, and what is refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date

import pytest

from summarizer import Article, summarize
from summarizer.cli import main

FLOOD = (
    "Mayor Ines Falk said on Monday that 40 people were hurt in the flood at Korrdam.\n\n"
    "“We will rebuild the bridge,” she told reporters.\n"
)


@pytest.fixture(scope="module")
def content():
    """A briefing as JSON."""
    return summarize([Article(text=FLOOD, name="flood.txt")], model="extractive", date=date(2024, 11, 1)).to_json()


@pytest.fixture
def folder(tmp_path, monkeypatch, content):
    """A working folder with a briefing that holds, one that does not, and the source."""
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "good.json").write_text(content, encoding="utf-8")
    (tmp_path / "bad.json").write_text(content.replace("that 40 people", "that 49 people", 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfdbinary):
    """Run `summarize verify` with words; return its exit code, standard output and standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(("verify", *words))
        out, err = capfdbinary.readouterr()
        return stop.value.code, out.decode(), err.decode()

    return run


def test_a_briefing_that_holds_exits_with_0(run, folder):
    """Counts for each kind of check, and one line that says that all hold."""
    code, out, err = run("good.json", "flood.txt")
    assert (code, err) == (0, "")
    heads, *rows = out.split("\n\n")[0].splitlines()
    assert heads.split() == ["check", "checked", "hold", "fail", "not", "judged"]
    assert {row.split()[0] for row in rows} >= {"span", "number", "speaker", "text"}
    assert all(row.split()[3] == "0" for row in rows)
    assert out.endswith("checks hold.\n")


def test_a_briefing_that_does_not_hold_exits_with_1(run, folder):
    """What fails is listed, a line each, with its place and reason."""
    code, out, _ = run("bad.json")
    assert code == 1
    lines = [line for line in out.splitlines() if line.startswith("FAILS")]
    assert any("‘49’" in line and "number" in line for line in lines)
    assert f"{len(lines)} of " in out.splitlines()[-1]


def test_quiet_prints_only_what_fails(run, folder):
    """--quiet is for scripts: nothing at all where all holds."""
    assert run("good.json", "--quiet") == (0, "", "")
    code, out, _ = run("bad.json", "-q")
    assert code == 1
    assert all(line.startswith("FAILS") for line in out.splitlines())


def test_all_lists_every_check(run, folder):
    """--all shows what holds as well."""
    listed = [line for line in run("good.json", "--all")[1].splitlines() if line.startswith("holds")]
    counted = run("good.json")[1].splitlines()
    assert len(listed) == sum(int(line.split()[1]) for line in counted[1:] if line.split()[1:2] and line[0] != "A")


def test_json_holds_the_outcome_the_counts_and_the_failures(run, folder):
    """--format json is for programs; with --all it holds every check."""
    code, out, _ = run("bad.json", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert found["ok"] is False
    assert {check["verdict"] for check in found["checks"]} == {"fails"}
    assert len(found["checks"]) == sum(of["fails"] for of in found["counts"].values())
    assert len(json.loads(run("good.json", "--format", "json", "--all")[1])["checks"]) > len(found["checks"])


def test_a_briefing_comes_from_standard_input(run, folder, content, monkeypatch):
    """`-` is the briefing; it cannot be a source as well."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert run("-", "flood.txt")[0] == 0
    code, out, err = run("-", "-")
    assert (code, out) == (2, "")
    assert "both the briefing and a source" in err


def test_a_changed_source_is_found(run, folder):
    """The article in the briefing must be the file's own text."""
    (folder / "flood.txt").write_text(FLOOD.replace("Monday", "Tuesday"), encoding="utf-8")
    code, out, _ = run("good.json", "flood.txt")
    assert code == 1
    assert "FAILS  text" in out


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("gone.json", None, "There is no file 'gone.json'"),
        (".", None, "cannot be read"),
        ("broken.json", "{", "'broken.json' is no JSON"),
        ("list.json", "[]", "'list.json' does not fit the schema"),
        ("new.json", '{"schema_version": 2}', "'new.json' has schema version 2"),
    ],
)
def test_what_is_no_briefing_exits_with_2_and_one_sentence(run, folder, name, written, said):
    """Nothing on standard output, one line on standard error."""
    if written is not None:
        (folder / name).write_text(written, encoding="utf-8")
    code, out, err = run(name)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_reader_that_stops_does_not_change_the_outcome(folder):
    """`… | head -1` still exits with what was found, and without a complaint."""
    command = [sys.executable, "-m", "summarizer", "verify", "good.json", "--all"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


def test_what_other_programs_wrote_cannot_steer_the_terminal(run, folder, content):
    """Control characters in a briefing are shown as pictures."""
    (folder / "evil.json").write_text(content.replace("Korrdam", r"\u001b[2JKorrdam\u0007"), encoding="utf-8")
    code, out, _ = run("evil.json", "--all")
    assert code in (0, 1)
    assert "␛[2JKorrdam␇" in out
    assert "\x1b" not in out


def test_help_says_what_is_checked_and_the_main_help_lists_it(run, capfdbinary):
    """Every kind of check has its line, and `summarize --help` names the sub-command."""
    code, out, _ = run("--help")
    assert code == 0
    for word in ("span", "speaker", "sources", "cite", "text", "Exit codes"):
        assert word in out
    with pytest.raises(SystemExit):
        main(("--help",))
    assert "verify" in capfdbinary.readouterr().out.decode()
