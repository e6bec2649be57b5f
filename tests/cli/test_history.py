"""`summarize history`."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from datetime import date
from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.daily.edition import daily
from summarizer.daily.profiles import Profile
from summarizer.memory import lock
from summarizer.memory.editions import Editions
from summarizer.models import Briefing
from summarizer.settings import Settings

FLOOD = "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.\n"
TOLL = "The number of people killed by the flood in the town of Belmar rose to 19, the fire service said on Tuesday.\n"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store with no edition."""
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    return Path(os.environ["SUMMARIZER_HOME"]) / "summarizer.sqlite"


@pytest.fixture
def made(store, tmp_path):
    """A store with two editions of one profile."""

    def make(day, name, text, profile="morning"):
        (tmp_path / f"{name}.txt").write_text(text)
        chosen = Profile(name=profile, home=tmp_path, sources=(f"{name}.txt",), settings=Settings(time_zone="UTC"))
        return asyncio.run(daily(chosen, date=date(2024, 5, day), store=store)).briefing

    make(6, "flood", FLOOD)
    make(7, "toll", TOLL)
    return make


@pytest.fixture
def run(capsysbinary):
    """Run the command in this process; return its exit code, standard output and standard error."""

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["history", *map(str, arguments)])
        return stop.value.code, *(stream.decode() for stream in capsysbinary.readouterr())

    return run


def test_editions_are_listed(made, run):
    """A line each, with what they hold; as JSON for programs."""
    code, out, err = run("list")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["profile", "date", "no.", "state", "stories", "articles", "changes"],
        ["morning", "2024-05-06", "1", "complete", "1", "1"],
        ["morning", "2024-05-07", "2", "complete", "1", "2", "1"],
    ]
    listed = json.loads(run("list", "--format", "json")[1])
    assert [(one["date"], one["changes"]) for one in listed] == [("2024-05-06", None), ("2024-05-07", 1)]
    assert json.loads(run("list", "--profile", "evening", "--format", "json")[1]) == []


def test_without_editions_it_is_said_how_to_make_one(store, run):
    """Nothing fails."""
    assert run("list") == (0, "There are no editions yet; 'summarize daily' makes one.\n", "")
    code, _, err = run("show", "2024-05-06")
    assert (code, err) == (2, "summarize: There is no edition of 2024-05-06; there are none.\n")


def test_an_edition_is_shown_again(made, run, tmp_path):
    """In any format, on standard output or in a file."""
    code, out, _ = run("show", "2024-05-07")
    assert code == 0
    assert out.startswith("# Briefing for 7 May 2024")
    assert Briefing.model_validate_json(run("show", "2024-05-07", "--format", "json")[1]).changes
    assert run("show", "2024-05-06", "--output", tmp_path / "x.md")[:2] == (0, "")
    assert "at least 12" in (tmp_path / "x.md").read_text()


def test_a_date_or_profile_that_is_not_there_is_told(made, run):
    """With what there is."""
    code, _, err = run("show", "2024-05-09")
    assert (code, err) == (
        2,
        "summarize: There is no edition of 2024-05-09; there are 2, from 2024-05-06 to 2024-05-07.\n",
    )
    assert "of the profile 'evening'; there are none" in run("show", "2024-05-06", "--profile", "evening")[2]
    made(6, "flood", FLOOD, profile="evening")
    assert "name one with --profile: evening, morning" in run("show", "2024-05-06")[2]
    assert run("show", "2024-05-06", "--profile", "evening")[0] == 0


def test_an_open_edition_cannot_be_shown(store, run):
    """It is said what completes it."""
    with Editions(store) as editions:
        editions.begin("morning", "2024-05-06", "", [])
    assert "'summarize daily' completes it" in run("show", "2024-05-06")[2]
    assert run("list")[1].splitlines()[1].split() == ["morning", "2024-05-06", "1", "open", "0"]


def test_two_editions_are_compared(made, run):
    """What changed from one to the other, by story; as JSON for programs."""
    code, out, _ = run("diff", "2024-05-06", "2024-05-07")
    assert code == 0
    assert "  figure updated: people killed: 19, according to the fire service (was: at least 12)" in out.splitlines()
    found = json.loads(run("diff", "2024-05-06", "2024-05-07", "--format", "json")[1])
    assert found["since"] == "2024-05-06"
    assert run("diff", "2024-05-06", "2024-05-06")[1] == "Nothing changed since 2024-05-06.\n"


def test_editions_are_exported(made, run, tmp_path):
    """All of them, one a line, each a briefing that can be read."""
    code, out, _ = run("export")
    assert code == 0
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(one["profile"], one["date"], one["number"]) for one in lines] == [
        ("morning", "2024-05-06", 1),
        ("morning", "2024-05-07", 2),
    ]
    assert Briefing.model_validate(lines[1]["briefing"]).articles[1].text == TOLL
    assert run("export", "--output", tmp_path / "all.jsonl")[1] == ""
    assert (tmp_path / "all.jsonl").read_text() == out


def test_texts_are_pruned_and_editions_stay(made, run):
    """What was told can still be shown and compared."""
    code, out, _ = run("prune", "--older-than", "0d")
    assert code == 0
    assert out.startswith("Emptied the texts of 2 articles")
    assert "at least 12" in run("show", "2024-05-06")[1]
    assert "figure updated" in run("diff", "2024-05-06", "2024-05-07")[1]
    assert "Emptied the texts of 0 articles" in run("prune")[1]


def test_an_age_is_a_number_of_days(made, run):
    """Anything else is refused."""
    code, _, err = run("prune", "--older-than", "soon")
    assert code == 2
    assert "'soon' is not a number of days" in err


# ── Deliveries ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def placed(made, tmp_path, monkeypatch):
    """Two editions, and a settings file whose profile delivers to two folders and to standard output."""
    monkeypatch.chdir(tmp_path)
    tables = ('to = "folder"\npath = "a"', 'to = "folder"\npath = "b"\nfeed = false', 'to = "stdout"')
    places = "".join(f"\n[[profiles.morning.deliver]]\n{table}\n" for table in tables)
    (tmp_path / "summarizer.toml").write_text(f'[profiles.morning]\nsources = ["flood.txt"]\n{places}')
    yield tmp_path
    logging.getLogger("summarizer").handlers[:] = []


def test_an_edition_is_sent_to_the_places_that_lack_it(placed, run):
    """Where one of them is standard output, that holds the edition and nothing else."""
    code, out, err = run("deliver", "2024-05-07")
    assert code == 0
    assert out.startswith("Briefing for 7 May 2024")
    assert err.splitlines() == [
        "The edition of 2024-05-07 was sent to the folder 'a' (2024-05-07.html).",
        "The edition of 2024-05-07 was sent to the folder 'a' (feed.xml).",
        "The edition of 2024-05-07 was sent to the folder 'b' (2024-05-07.html).",
        "The edition of 2024-05-07 was sent to standard output.",
    ]
    code, out, err = run("deliver", "2024-05-07")
    assert (code, out, err.count(" was sent before to ")) == (0, "", 4)
    assert run("deliver", "2024-05-07", "--again")[1].startswith("Briefing for 7 May 2024")


def test_only_places_of_a_kind_are_served(placed, run):
    """As JSON for programs; another kind, or one that the profile has not, is refused."""
    code, out, err = run("deliver", "2024-05-06", "--to", "folder", "--format", "json")
    assert (code, err) == (0, "")
    assert [(one["target"], one["message"], one["fate"]) for one in json.loads(out)] == [
        ("folder a", "2024-05-06.html", "sent"),
        ("folder b", "2024-05-06.html", "sent"),
    ]
    assert "no delivery to 'slack'" in run("deliver", "2024-05-06", "--to", "slack")[2]
    assert "'pigeon' is none of slack," in run("deliver", "2024-05-06", "--to", "pigeon")[2]
    assert run("deliver", "2024-05-08")[0] == 2


def test_what_could_not_be_sent_is_told(placed, run):
    """On standard error, with exit code 3."""
    (placed / "a").write_text("a file where the folder should be")
    code, out, err = run("deliver", "2024-05-07", "--to", "folder")
    assert (code, out) == (3, "The edition of 2024-05-07 was sent to the folder 'b' (2024-05-07.html).\n")
    assert [line.split(":")[0] for line in err.splitlines()] == ["summarize", "summarize"]


def test_deliveries_are_listed(placed, run, made):
    """A line each, with what became of them; as JSON for programs."""
    assert run("deliveries")[1] == "Nothing was delivered yet; docs/delivery.md says how to name a place.\n"
    (placed / "a").write_text("a file where the folder should be")
    run("deliver", "2024-05-06", "--to", "folder")
    _, out, _ = run("deliveries")
    lines = [line.split(None, 7) for line in out.splitlines()]
    assert lines[0] == ["profile", "date", "target", "message", "state", "since", "problem"]
    assert [line[:6] for line in lines[1:]] == [
        ["morning", "2024-05-06", "folder", "a", "2024-05-06.html", "failed"],
        ["morning", "2024-05-06", "folder", "b", "2024-05-06.html", "sent"],
    ]
    assert lines[1][7].startswith("The folder")
    found = json.loads(run("deliveries", "--profile", "morning", "--format", "json")[1])
    assert [(one["state"], one["reference"]) for one in found] == [("failed", ""), ("sent", "2024-05-06.html")]
    assert run("deliveries", "--profile", "evening", "--format", "json")[1] == "[]\n"


def test_an_open_edition_is_thrown_away(store, run):
    """One that is complete never is, and while its profile runs it is not."""
    with Editions(store) as editions:
        editions.begin("morning", "2024-05-06", "", [])
    with lock.held(store, "morning"):
        assert "Another run of 'morning' is under way" in run("discard", "2024-05-06")[2]
    assert run("discard", "2024-05-06")[:2] == (
        0,
        "The edition of 2024-05-06 of the profile 'morning' is thrown away.\n",
    )
    assert run("discard", "2024-05-06")[0] == 2


def test_a_complete_edition_is_kept(made, run):
    """It was read, and may have been sent."""
    code, _, err = run("discard", "2024-05-06")
    assert (code, err) == (2, "summarize: The edition of 2024-05-06 is complete, and is kept.\n")
    assert run("show", "2024-05-06")[0] == 0
