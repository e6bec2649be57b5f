"""`summarize mcp` where it does not come to serving, and its page in the documentation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.apps.mcp.tools import TOOLS
from summarizer.cli import main

PAGE = Path(__file__).parents[3] / "docs" / "mcp.md"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--config", "no.toml"], "'no.toml' cannot be read"),
        (["--model", "gpt"], "neither 'extractive' nor PROVIDER/MODEL"),
        (["--port", "80"], "--port"),
    ],
)
def test_what_cannot_be_is_told_before_serving(arguments, said, capsys):
    """In one sentence, with exit code 2, and nothing on standard output."""
    with pytest.raises(SystemExit) as stop:
        main(["mcp", *arguments])
    told = capsys.readouterr()
    assert (stop.value.code, told.out) == (2, "")
    assert said in told.err
    assert "Traceback" not in told.err


def test_without_the_library_one_sentence_says_what_to_install():
    """And help needs none of it."""
    code = "import sys; sys.modules['mcp'] = None; from summarizer.cli import main; main(['mcp', *sys.argv[1:]])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "summarize: The server needs a library that is not installed: pip install 'summarizer[mcp]'.\n"
    )
    helped = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=False, timeout=30
    )
    assert (helped.returncode, helped.stderr) == (0, "")


def test_the_page_names_every_tool_and_argument():
    """As they are offered; and its snippets are valid JSON."""
    page = PAGE.read_text()
    for name, tool in TOOLS.items():
        (row,) = re.findall(rf"^\| `{name}` \|.*$", page, re.MULTILINE)
        for argument in tool.takes.model_fields:
            assert f"`{argument}`" in row, argument
    snippets = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert snippets
    for snippet in snippets:
        json.loads(snippet)
