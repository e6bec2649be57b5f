"""What the tools do, without the protocol."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from summarizer.apps.mcp import asked, desk
from summarizer.apps.mcp.desk import Desk
from summarizer.errors import UsageError
from summarizer.settings import Settings

ROOT = Path(__file__).parents[3]


def silent(*_):
    """Tell nobody."""


def brief(at, text, **more):
    return asyncio.run(at.brief(asked.Brief(texts=[{"text": text}], date="2024-05-06", **more), silent))


def test_only_the_last_briefings_are_kept(monkeypatch):
    """So that a server that runs for weeks does not grow; one that was looked at last stays."""
    monkeypatch.setattr(desk, "KEPT", 2)
    at = Desk(Settings())
    first, second, third = (brief(at, f"The mayor said {n} houses are flooded.").briefing for n in (11, 12, 13))
    asyncio.run(at.evidence(asked.Evidence(item="c1", briefing=third), silent))
    asyncio.run(at.evidence(asked.Evidence(item="c1", briefing=second), silent))
    with pytest.raises(UsageError, match="Call brief again"):
        asyncio.run(at.evidence(asked.Evidence(item="c1", briefing=first), silent))
    brief(at, "The mayor said 14 houses are flooded.")
    assert asyncio.run(at.evidence(asked.Evidence(item="c1", briefing=second), silent)).total == 1
    with pytest.raises(UsageError):
        asyncio.run(at.evidence(asked.Evidence(item="c1", briefing=third), silent))


def test_a_cassette_answers_instead_of_the_model():
    """Two calls at once play it one after the other."""
    cassette = ROOT / "cassettes" / "demo" / "seeds.yaml"
    texts = [{"text": path.read_text()} for path in sorted((ROOT / "seeds").glob("*.txt"))]
    at = Desk(Settings(), replay=cassette)
    request = asked.Brief(texts=texts, date="2024-11-01")

    async def both():
        return await asyncio.gather(at.brief(request, silent), at.brief(request, silent))

    first, second = asyncio.run(both())
    assert first == second
    assert first.engine.startswith("openai/")
    assert first.complete


def test_options_of_a_call_win_over_the_settings():
    """And what is not given is as it is set."""
    things = ("harbour", "market", "old bridge", "school", "northern road", "ferry", "railway station")
    text = " ".join(f"The {thing} is closed, mayor Ilse Varga said." for thing in things)
    at = Desk(Settings(length="long"))
    assert len(brief(at, text).stories[0].summary) > len(brief(at, text, length="short").stories[0].summary)
