"""The README and the pages in docs/ show only what works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [README, *(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md")))]
PROGRAMS = [program for page in PAGES for program in re.findall(r"```python\n(.*?)```", page, re.DOTALL)]


@pytest.mark.parametrize(
    ("program", "printed"),
    list(zip(PROGRAMS, ["Ines Falk", "opposite", "number Ten thousand normalized"], strict=True)),
)
def test_a_program_in_the_documents_runs(program, printed, tmp_path):
    """A Python example runs as it stands, its assertions hold, and it prints what it is about."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert printed in done.stdout


@pytest.mark.parametrize("words", ["seeds/", "seeds/ --format json", "schema"])
def test_a_command_of_the_readme_runs(words):
    """Commands that need neither a model nor files of the reader's run as they are shown."""
    assert f"summarize {words} " in README
    command = [sys.executable, "-m", "summarizer", *words.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout
