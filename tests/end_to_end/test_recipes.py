"""The recipes in docs/recipes/ do what they say, as far as a machine without their services can tell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
ARTICLE = "Mayor Ines Falk said on Monday that 40 people were hurt in the flood at Korrdam. The dam had cracked.\n"


@pytest.fixture
def home(tmp_path):
    """A user's home with a profile, an article and the file that holds the key."""
    folder = tmp_path / "briefings"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "flood.txt").write_text(ARTICLE, encoding="utf-8")
    settings = '[profiles.morning]\nsources = ["articles/"]\nmodel = "extractive"\n'
    outputs = 'formats = [{ format = "markdown", path = "briefings/{date}.md" }]\n'
    (folder / "summarizer.toml").write_text(settings + outputs, encoding="utf-8")
    (folder / "briefings").mkdir()
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "summarizer.env").write_text("OPENAI_API_KEY=sk-none\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def shell(home):
    """Run a line by a shell, as cron and a runner do, with the command of this environment on the path."""
    scripts = str(Path(sys.executable).parent)
    environ = {**os.environ, "HOME": str(home), "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}

    def run(line, name="sh", **more):
        return subprocess.run(
            [name, "-c", line], env=environ, capture_output=True, text=True, check=False, timeout=60, **more
        )

    return run


def written(home):
    """Return what editions were written."""
    return [path.read_text(encoding="utf-8") for path in (home / "briefings" / "briefings").glob("*.md")]


def test_the_units_are_what_systemd_accepts(home):
    """Neither the service nor the timer has a key or a value that systemd does not know."""
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("there is no systemd on this machine")
    units = [str(RECIPES / f"summarize-daily.{kind}") for kind in ("service", "timer")]
    done = subprocess.run(
        [checker, "verify", "--user", *units],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "XDG_RUNTIME_DIR": str(home)},
    )
    ours = [line for line in done.stderr.splitlines() if "summarize-daily" in line]
    assert not ours


def test_the_line_for_cron_makes_an_edition_and_is_silent(home, shell):
    """What cron runs leaves the edition in its file, and prints nothing that cron would mail; a second time, too."""
    (line,) = [line for line in (RECIPES / "crontab").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    command = line.split(maxsplit=5)[5]
    for _ in range(2):
        done = shell(command)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (edition,) = written(home)
    assert "Ines Falk" in edition


def test_the_workflow_makes_an_edition_and_bears_a_day_without_news(home, shell):
    """The step that briefs succeeds on a day with news and on one without."""
    workflow = yaml.safe_load((RECIPES / "github-actions.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["daily"]["steps"]
    (step,) = [one["run"] for one in steps if "summarize daily" in one.get("run", "")]
    folder = home / "briefings"
    assert shell(step, "bash", cwd=folder).returncode == 0
    assert len(written(home)) == 1
    later = step.replace("daily", "daily --date $(date -d tomorrow +%F)", 1)
    done = shell(later, "bash", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert len(written(home)) == 1


def test_the_workflow_keeps_its_store_also_of_a_run_that_failed():
    """Else what it has delivered would be delivered again; each attempt has a key of its own, as a cache is never changed."""
    workflow = yaml.safe_load((RECIPES / "github-actions.yml").read_text(encoding="utf-8"))
    restore, save = [one for one in workflow["jobs"]["daily"]["steps"] if "cache" in one.get("uses", "")]
    assert save["if"] == "always()"
    assert "github.run_attempt" in save["with"]["key"]
    assert save["with"]["key"].startswith(restore["with"]["restore-keys"])
    assert save["with"]["path"] == restore["with"]["path"]
