"""`verify` finds what does not hold in a briefing, whatever made it, and nothing in one that holds."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import summarizer
from summarizer import Article, Verification, summarize, verify
from summarizer.errors import UsageError
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


@pytest.fixture(scope="module")
def content() -> str:
    """A briefing of two articles, as JSON."""
    return summarize(ARTICLES, model="extractive", date=date(2024, 11, 1)).to_json()


# ── What holds ────────────────────────────────────────────────────────────────────────────────────


def test_nothing_fails_in_an_unbroken_briefing(content):
    """A briefing of our own holds, with and without its sources, and much of it is checked."""
    found = verify(load(content), ARTICLES)
    assert found.ok
    assert found.failures == ()
    assert {"span", "number", "name", "quote", "speaker", "sources", "cite", "reading", "text"} <= found.counts().keys()


def test_verify_is_public_and_takes_one_source():
    """`summarizer.verify` returns a `Verification`; one article need not be in a list."""
    made = summarize(ARTICLES[:1], model="extractive", date=date(2024, 11, 1))
    assert isinstance(verify(made, ARTICLES[0]), Verification)
    assert summarizer.verify is verify


def test_a_briefing_of_nothing_holds(content):
    """Nothing said is nothing wrong."""
    empty = json.loads(content) | {"stories": [], "lead": [], "articles": [], "rejected": []}
    assert {check.kind for check in verify(load(json.dumps(empty))).checks} == {"date"}


def test_checks_are_counted_by_kind_and_verdict(content):
    """The counts add up to the checks."""
    found = verify(load(content))
    assert sum(of.total() for of in found.counts().values()) == len(found.checks)


# ── Reading a briefing ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "does not fit the schema"),
        (b'{"title": "t"}', "does not fit the schema"),
        (b'{"schema_version": 7, "title": "t"}', "has schema version 7"),
    ],
)
def test_what_is_no_briefing_is_refused_in_one_sentence(data, said):
    """The error names the file and says what is wrong, on one line."""
    with pytest.raises(UsageError) as error:
        load(data, "b.json")
    assert said in str(error.value)
    assert str(error.value).startswith("'b.json' ")
    assert "\n" not in str(error.value)


def test_a_byte_order_mark_does_no_harm(content):
    """Some editors write one before the JSON."""
    assert load(b"\xef\xbb\xbf" + content.encode()) == load(content)


def test_a_hostile_field_name_stays_text(content):
    """Terminal commands in a field's name do not reach the terminal."""
    with pytest.raises(UsageError) as error:
        load(json.dumps(json.loads(content) | {"\x1b[2J": 1}))
    assert "\x1b" not in str(error.value)


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=200), start=st.integers(0, 10**20), low=st.floats())
def test_no_briefing_ends_in_an_error(content, text, start, low):
    """Whatever stands in a briefing that fits the schema, there is a verification."""
    broken = json.loads(content)
    story = broken["stories"][0]
    story["headline"] = text
    story["claims"][0]["text"] = text
    story["claims"][1]["statements"][0]["evidence"][0] |= {"start": start, "end": start + 5}
    story["figures"][0]["readings"][0] |= {"low": low, "surface": text or "x", "as_of": text}
    story["uncertainties"][0]["cue"] = text
    broken["articles"][1]["text"] = text
    found = verify(load(json.dumps(broken)), ARTICLES)
    assert not found.ok
