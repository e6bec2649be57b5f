"""`summarize daily`."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.memory import lock

FLOOD = "The river Osk flooded the town of Belmar on Monday and killed at least 12 people, the fire service said.\n"
TOLL = "The number of people killed by the flood in the town of Belmar rose to 19, the fire service said on Tuesday.\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working folder with a settings file and an article."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "flood.txt").write_text(FLOOD)
    (tmp_path / "summarizer.toml").write_text(
        '[profiles.morning]\nsources = ["articles"]\ntime_zone = "UTC"\nformats = { markdown = "out/{date}.md" }\n'
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    yield tmp_path
    logging.getLogger("summarizer").handlers[:] = []


@pytest.fixture
def run(capsysbinary):
    """Run the command in this process; return its exit code, standard output and standard error."""

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["daily", *arguments])
        return stop.value.code, *(stream.decode() for stream in capsysbinary.readouterr())

    return run


def test_the_edition_is_printed_and_written(home, run):
    """And printed again by the second run, which says nothing else."""
    code, out, err = run("--date", "2024-05-06")
    assert (code, err) == (0, "")
    assert out == (home / "out" / "2024-05-06.md").read_text()
    assert "at least 12 people" in out
    assert run("--date", "2024-05-06") == (0, out, "")


def test_quiet_prints_nothing_but_errors(home, run):
    """As cron wants it: the edition is in its file, and what went wrong is told."""
    assert run("--date", "2024-05-06", "--quiet") == (0, "", "")
    assert (home / "out" / "2024-05-06.md").exists()
    code, out, err = run("--date", "2024-05-07", "--quiet")
    assert (code, out) == (4, "")
    assert err == "summarize: There is nothing new for the profile 'morning' since the edition of 2024-05-06.\n"


def test_a_source_that_fails_makes_a_partial_edition(home, run):
    """It is told by name, and the exit code says so."""
    config = home / "summarizer.toml"
    config.write_text(config.read_text().replace('["articles"]', '["articles", "missing.txt"]'))
    code, out, err = run("--date", "2024-05-06")
    assert code == 3
    assert "at least 12 people" in out
    assert err.splitlines() == ["summarize: There is no file 'missing.txt'; check its name and folder."]


def test_the_log_is_a_line_an_event(home, run):
    """For people, and as JSON for programs."""
    _, out, err = run("--date", "2024-05-06", "--verbose", "--format", "text")
    assert out.startswith("Briefing for 6 May 2024")
    events = [line.split(" ", 2)[1:] for line in err.splitlines()]
    assert ["INFO", "edition opened profile=morning date=2024-05-06 number=1"] in events
    _, _, err = run("--date", "2024-05-06", "--log-json", "--quiet")
    (line,) = map(json.loads, err.splitlines())
    assert line["event"] == "edition is there"
    assert (line["level"], line["profile"], line["date"], line["number"]) == ("info", "morning", "2024-05-06", 1)
    assert line["same_settings"] is True


def test_in_a_json_log_errors_are_json_too(home, run):
    """Whatever ends the run, and what is missing."""
    code, _, err = run("--date", "2024-05-06", "--profile", "evening", "--log-json")
    assert code == 2
    (line,) = map(json.loads, err.splitlines())
    assert (line["event"], line["level"], line["exit"]) == ("run failed", "error", 2)
    config = home / "summarizer.toml"
    config.write_text(config.read_text().replace('["articles"]', '["articles", "missing.txt"]'))
    code, _, err = run("--date", "2024-05-06", "--log-json")
    assert code == 3
    lines = [json.loads(line) for line in err.splitlines()]
    assert [line["status"] for line in lines if line["event"] == "article missing"] == ["failed"]


def test_a_second_run_at_the_same_time_ends_with_one_sentence(home, run):
    """Nothing is printed but that."""
    with lock.held(Path(os.environ["SUMMARIZER_HOME"]) / "summarizer.sqlite", "morning"):
        code, out, err = run("--date", "2024-05-06")
    assert (code, out) == (2, "")
    assert (
        err == "summarize: Another run of 'morning' is under way; wait for it to end, and it will have done the work.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--date", "yesterday"], "--date"),
        (["--since", "yesterday"], "neither a date"),
        (["--config", "no.toml"], "'no.toml' cannot be read"),
        (["--profile", "mornin"], "did you mean 'morning'"),
        (["--format", "pdf"], "--format"),
        (["--date", "2999-01-01"], "lies in the future"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(home, run, arguments, said):
    """Exit code 2, and nothing on standard output."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_since_wins_over_the_profile(home, run):
    """Articles published before are left out."""
    (home / "articles" / "old.json").write_text(json.dumps({"text": TOLL, "published": "2024-04-01"}))
    _, out, _ = run("--date", "2024-05-06", "--since", "2024-05-01", "--format", "json")
    assert [one["name"] for one in json.loads(out)["articles"]] == ["flood.txt"]


# ── Deliveries ────────────────────────────────────────────────────────────────────────────────────


def deliver(home, *tables):
    """Add deliveries to the profile."""
    with (home / "summarizer.toml").open("a") as file:
        file.write("".join(f"\n[[profiles.morning.deliver]]\n{table}\n" for table in tables))


FOLDER = 'to = "folder"\npath = "site"'
STDOUT = 'to = "stdout"'


def test_an_edition_is_delivered_and_printed(home, run):
    """Nothing is said of what went well; a second run sends nothing."""
    deliver(home, FOLDER)
    code, out, err = run("--date", "2024-05-06")
    assert (code, err) == (0, "")
    assert "at least 12 people" in out
    (home / "site" / "2024-05-06.html").write_text("mine")
    assert run("--date", "2024-05-06") == (0, out, "")
    assert (home / "site" / "2024-05-06.html").read_text() == "mine"


def test_what_was_not_delivered_is_told_and_is_an_exit_code(home, run):
    """A sentence each on standard error, also of a quiet run; in a JSON log, an event."""
    deliver(home, FOLDER)
    (home / "site").write_text("a file where the folder should be")
    for quiet in ([], ["--quiet"]):
        code, out, err = run("--date", "2024-05-06", *quiet)
        assert (code, bool(out)) == (3, not quiet)
        assert [line.partition("): ")[0] for line in err.splitlines()] == [
            "summarize: The edition of 2024-05-06 was not sent to the folder 'site' (2024-05-06.html",
            "summarize: The edition of 2024-05-06 was not sent to the folder 'site' (feed.xml",
        ]
    code, _, err = run("--date", "2024-05-06", "--log-json", "--quiet")
    assert code == 3
    events = [json.loads(line) for line in err.splitlines()]
    assert [(one["level"], one["event"]) for one in events[1:]] == [("warning", "message failed")] * 2
    assert (events[1]["target"], events[1]["message"]) == ("folder site", "2024-05-06.html")


def test_what_was_not_delivered_of_yesterday_is_told_without_news_today(home, run):
    """The exit code of a day without news does not hide it."""
    run("--date", "2024-05-06", "--no-deliver")
    deliver(home, FOLDER)
    (home / "site").write_text("a file where the folder should be")
    code, _, err = run("--date", "2024-05-07", "--quiet")
    assert code == 3
    assert err.splitlines()[-1].startswith("summarize: There is nothing new for the profile 'morning'")
    assert "The edition of 2024-05-06 was not sent to the folder 'site' (feed.xml): The folder" in err
    assert run("--date", "2024-05-07", "--quiet")[0] == 4


def test_without_deliveries_it_is_printed_and_sent_later(home, run):
    """By the next run that delivers."""
    deliver(home, FOLDER, STDOUT)
    code, out, _ = run("--date", "2024-05-06", "--no-deliver")
    assert (code, out[:1]) == (0, "#")
    assert not (home / "site").exists()
    code, out, _ = run("--date", "2024-05-06")
    assert (code, out.splitlines()[0]) == (0, "Briefing for 6 May 2024")
    assert (home / "site" / "2024-05-06.html").exists()


def test_to_standard_output_an_edition_is_printed_once(home, run):
    """So that cron mails it once: not a second time, and not beside it."""
    deliver(home, STDOUT)
    code, out, err = run("--date", "2024-05-06")
    assert (code, err) == (0, "")
    assert out.count("Briefing for 6 May 2024") == 1
    assert run("--date", "2024-05-06") == (0, "", "")
    assert run("--date", "2024-05-06", "--format", "json") == (0, "", "")


def test_a_quiet_run_prints_nothing_whatever_the_profile_says(home, run):
    """A later one that is not does."""
    deliver(home, STDOUT)
    assert run("--date", "2024-05-06", "--quiet") == (0, "", "")
    assert "“at least 12”" in run("--date", "2024-05-06")[1]


def test_each_message_is_an_event_of_the_log(home, run):
    """A line each."""
    deliver(home, FOLDER)
    _, _, err = run("--date", "2024-05-06", "--verbose", "--quiet")
    assert [line.split(" ", 2)[2] for line in err.splitlines() if " message " in line] == [
        'message sent profile=morning date=2024-05-06 target="folder site" message=2024-05-06.html',
        'message sent profile=morning date=2024-05-06 target="folder site" message=feed.xml',
    ]
