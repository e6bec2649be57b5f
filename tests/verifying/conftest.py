"""A briefing that holds, as JSON, to be broken in one place and verified."""

from __future__ import annotations

import json
from datetime import date

import pytest

from summarizer import Article, summarize, verify
from summarizer.verification import load

FLOOD = (
    "Mayor Ines Falk said on Monday that 40 people were hurt in the flood at Korrdam.\n\n"
    "“We will rebuild the bridge before winter,” she told reporters.\n\n"
    "Engineer Tom Reyes denied that the wall had cracked. The cause may never be known, he added.\n\n"
    "The river had not risen since Friday. Tern Rail reopened the line."
)
BRIDGE = (
    "More than 25 people were hurt in the flood at Korrdam, Rita Holm said.\n\n"
    "The wall had cracked long before the flood, according to Odile Marr of the Korrdam Institute."
)
ARTICLES = (Article(text=FLOOD, name="flood.txt"), Article(text=BRIDGE, name="bridge.txt"))


@pytest.fixture(scope="session")
def content() -> str:
    """A briefing of two articles, as JSON."""
    return summarize(ARTICLES, model="extractive", date=date(2024, 11, 1)).to_json()


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    """What that briefing was made from."""
    return ARTICLES


@pytest.fixture
def briefing(content) -> dict:
    """The same, to be broken."""
    return json.loads(content)


@pytest.fixture
def story(briefing) -> dict:
    """Its one story."""
    return briefing["stories"][0]


@pytest.fixture
def claim(story):
    """Find the claim whose text holds some words."""
    return lambda words: next(one for one in story["claims"] if words in one["text"])


@pytest.fixture
def failures(briefing):
    """Verify the broken briefing; return the kinds of what fails."""
    return lambda sources=(): {check.kind for check in verify(load(json.dumps(briefing)), sources).failures}
