"""`summarize doctor`: each line says that a thing is as it should be, or what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.cli import doctor as doctor_of
from summarizer.cli import main
from summarizer.memory import database

KEY = "sk-loopback"


@pytest.fixture
def doctor(capfdbinary, tmp_path, monkeypatch):
    """Run the command in an empty folder; return its exit code and what it says of each thing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))

    def doctor(*words):
        with pytest.raises(SystemExit) as stop:
            main(["doctor", *words])
        out, err = capfdbinary.readouterr()
        assert not err
        assert KEY not in out.decode()
        lines = [line.split(maxsplit=1) for line in out.decode().splitlines()]
        found = {}
        for verdict, rest in lines:
            what = "time zone" if rest.startswith("time zone") else rest.split()[0]
            found[what] = (verdict, rest.removeprefix(what).strip())
        return stop.value.code, found

    return doctor


@pytest.fixture
def served(server, monkeypatch):
    """The options that name the model on loopback, which the server lists."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server.models = server.Reply(body={"object": "list", "data": [{"id": "scripted"}, {"id": "other"}]})
    return ["--model", "openai/scripted", "--base-url", server.url]


def test_without_a_model_all_is_well(doctor):
    """The rules need neither key nor server."""
    code, found = doctor()
    assert code == 0
    assert {verdict for verdict, _ in found.values()} == {"ok"}
    assert set(found) == {"settings", "time zone", "store", "[slack]", "[mcp]", "model"}


def test_a_model_that_is_there(doctor, served, server):
    """Key, price, server and model are told; nothing that costs is asked."""
    code, found = doctor(*served)
    assert code == 0
    assert found["key"][1].endswith("one is set; it is never shown")
    assert found["model"] == ("ok", "'scripted' is there")
    assert found["schema"][0] == "-"
    assert not server.requests


def test_a_tiny_question_is_asked_only_when_asked_for(doctor, served, server):
    """--ask says whether an answer fits a schema."""
    server.answer = lambda _: server.Reply('{"boats": 3}')
    code, found = doctor(*served, "--ask")
    assert (code, found["schema"][0]) == (0, "ok")
    assert len(server.requests) == 1


def test_a_model_that_cannot_fill_a_schema(doctor, served, server):
    """What is wrong with its answer is told, and the exit code is a run's."""
    server.answer = lambda _: server.Reply("three boats")
    code, found = doctor(*served, "--ask")
    assert (code, found["schema"][0]) == (5, "NO")
    assert "did not fit the schema" in found["schema"][1]


def test_a_wrong_name_is_told_with_those_that_are_there(doctor, served):
    """Who mistyped a model sees what the server has."""
    code, found = doctor("--model", "openai/skripted", *served[2:])
    assert (code, found["model"][0]) == (5, "NO")
    assert "'scripted', 'other'" in found["model"][1]


def test_no_key(doctor):
    """The variable to set is named."""
    code, found = doctor("--model", "openai/gpt-5-mini")
    assert (code, found["key"][0]) == (2, "NO")
    assert "OPENAI_API_KEY" in found["key"][1]


def test_a_key_that_is_refused(doctor, served, server):
    """The server's own word on the key is told."""
    server.models = server.Reply(status=401)
    code, found = doctor(*served)
    assert (code, found["server"][0]) == (5, "NO")
    assert "was refused (401)" in found["server"][1]


def test_no_server(doctor, served, server):
    """What to check is told."""
    server.close()
    code, found = doctor(*served)
    assert (code, found["server"][0]) == (5, "NO")
    assert "check --base-url" in found["server"][1]


def test_a_setting_that_cannot_be(doctor):
    """Nothing else is looked at where the settings cannot be used."""
    Path("summarizer.toml").write_text("concurency = 4\n", encoding="utf-8")
    code, found = doctor()
    assert (code, list(found)) == (2, ["settings"])
    assert "did you mean 'concurrency'" in found["settings"][1]


def test_a_store_that_is_damaged(doctor, tmp_path):
    """How to mend it is told; a run would do without it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / database.FILE).write_bytes(b"no database" * 500)
    code, found = doctor()
    assert (code, found["store"][0]) == (0, "NO")
    assert "summarize cache clear" in found["store"][1]


def test_a_store_that_is_well(doctor, tmp_path):
    """What it holds is counted."""
    database.connect(tmp_path / "home" / database.FILE).close()
    _, found = doctor()
    assert found["store"][1].startswith("0 answers, at ")


def test_an_extra_that_is_not_there_is_no_fault(doctor, monkeypatch):
    """How to install it is told; a run needs none."""
    monkeypatch.setitem(doctor_of.EXTRAS, "mcp", ("mcp-of-no-name",))
    code, found = doctor()
    assert code == 0
    assert found["[mcp]"] == ("-", "not installed: pip install 'summarizer[mcp]'")
    assert found["[slack]"][0] == "ok"


PROFILE = """
[profiles.morning]
sources = ["articles/"]
[[profiles.morning.deliver]]
to = "slack"
channel = "C0123ABCD"
token_env = "DESK_TOKEN"
[[profiles.morning.deliver]]
to = "email"
host = "mail.example"
sender = "desk@news.example"
recipients = ["editor@news.example"]
"""


def test_what_a_profile_needs_to_send_is_looked_at(doctor, monkeypatch):
    """By the names of the variables, never by what they hold; nothing is sent, and a mail without a login needs none."""
    Path("summarizer.toml").write_text(PROFILE, encoding="utf-8")
    code, found = doctor()
    assert (code, found["profile"][0]) == (3, "NO")
    assert found["profile"][1].endswith("the Slack channel C0123ABCD the environment variable DESK_TOKEN is not set")
    monkeypatch.setenv("DESK_TOKEN", KEY)
    code, found = doctor()
    assert (code, found["profile"][0]) == (0, "ok")
    assert "the Slack channel C0123ABCD and " in found["profile"][1]


def test_a_profile_that_cannot_be_is_told(doctor):
    """With its line, as a run would."""
    Path("summarizer.toml").write_text(PROFILE.replace('"slack"', '"slakc"'), encoding="utf-8")
    code, found = doctor()
    assert (code, found["profile"][0]) == (2, "NO")
    assert "did you mean 'slack'?" in found["profile"][1]
    Path("summarizer.toml").write_text('[profiles.morning]\nsources = ["articles/"]\n', encoding="utf-8")
    assert doctor()[1]["profile"] == ("ok", "'morning': editions are not sent anywhere")
    Path("summarizer.toml").write_text("profiles = 3\n", encoding="utf-8")
    assert "line 1: a profile is a table" in doctor()[1]["profile"][1]


def test_a_slack_channel_needs_its_library(doctor, monkeypatch):
    """What to install is told, beside what is not set."""
    monkeypatch.setitem(doctor_of.EXTRAS, "slack", ("slack-of-no-name",))
    Path("summarizer.toml").write_text(PROFILE, encoding="utf-8")
    assert "a library is missing: pip install 'summarizer[slack]'; for the" in doctor()[1]["profile"][1]
