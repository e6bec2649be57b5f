"""The formats as a reader gets them, byte for byte.

After an intended change, write the files anew and read the diff before you keep it::

    UPDATE_GOLDEN=1 python -m pytest -q tests/writing/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer import writing

GOLDEN = Path(__file__).parent / "golden"
FORMATS = {"md": writing.to_markdown, "txt": writing.to_text, "json": writing.to_json}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ["seeds", "trouble", "nothing"])
def test_a_format_stays_as_it_was_reviewed(name, suffix, request):
    """A briefing is drawn exactly as its golden file has it."""
    drawn = FORMATS[suffix](request.getfixturevalue(name))
    file = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(drawn.encode())
    assert drawn == file.read_bytes().decode()


def test_no_golden_file_is_left_behind():
    """Every file in the folder belongs to a test."""
    wanted = {f"{name}.{suffix}" for name in ("seeds", "trouble", "nothing") for suffix in FORMATS}
    assert {file.name for file in GOLDEN.iterdir()} == wanted
