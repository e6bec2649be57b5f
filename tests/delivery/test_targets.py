"""Every kind of place, as settings name it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from summarizer.delivery.target import Target
from summarizer.delivery.targets import KINDS, AnyTarget


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_known_by_its_name(kind):
    """`to` names it, in the list and in the class alike; its page names every key of it."""
    chosen = KINDS[kind]
    assert chosen.model_fields["to"].annotation.__args__ == (kind,)
    assert issubclass(chosen, Target)
    page = (Path(__file__).parents[2] / "docs" / "delivery.md").read_text(encoding="utf-8")
    section = page.partition(f'`to = "{kind}"`')[2].partition("\n## ")[0]
    assert [key for key in chosen.model_fields if key != "to" and f"| `{key}`" not in section] == []


def test_a_kind_is_told_apart_by_its_name():
    """And another is refused."""
    assert TypeAdapter(AnyTarget).validate_python({"to": "stdout"}).key == "stdout"
    with pytest.raises(ValidationError):
        TypeAdapter(AnyTarget).validate_python({"to": "pigeon"})


def test_settings_are_read_without_any_client():
    """What the extras install is imported where something is sent."""
    clients = ("slack_sdk", "slack_bolt", "aiohttp", "openai", "mcp")
    code = f"import sys, summarizer.daily.profiles; print([name for name in {clients} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"
