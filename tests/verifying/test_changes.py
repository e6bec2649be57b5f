"""`verify` looks at what changed: what it leads to is there, and what it says is carried by what it cites."""

from __future__ import annotations

import json
from datetime import date

import pytest

from summarizer import Article, summarize, verify
from summarizer.merging.changes import changes
from summarizer.verification import load

FIRST = Article(text="At least 12 people were killed in the flood at Korrdam, Mayor Ines Falk said.")
SECOND = Article(
    text="The death toll of the Korrdam flood rose to 40, Mayor Ines Falk said.\n\n"
    "Engineer Tom Reyes denied that the wall had cracked."
)


def made(day, *articles):
    return summarize(articles, model="extractive", date=date(2024, 11, day), one_story=True)


@pytest.fixture(scope="module")
def content():
    """An edition after another one, as JSON."""
    now = made(2, FIRST, SECOND)
    return now.model_copy(update={"changes": changes([made(1, FIRST)], now)}).to_json()


@pytest.fixture
def briefing(content):
    """The same, to be broken."""
    return json.loads(content)


@pytest.fixture
def item(briefing):
    """The first of its changes."""
    return briefing["changes"]["items"][0]


@pytest.fixture
def failures(briefing):
    """Verify the broken edition; return the kinds of what fails about its changes."""

    def found():
        failed = verify(load(json.dumps(briefing))).failures
        return {check.kind for check in failed if check.where.startswith("changes")}

    return found


def test_what_the_program_tells_of_changes_holds(content):
    """Every change is checked, and none fails."""
    found = verify(load(content))
    assert found.ok
    assert {"date", "reference", "cite", "number", "name"} <= {
        check.kind for check in found.checks if check.where.startswith("changes")
    }


@pytest.mark.parametrize(("key", "kind"), [("story", "reference"), ("item", "reference"), ("cites", "cite")])
def test_a_change_of_what_is_not_there_is_found(item, failures, key, kind):
    """A story, an item and a citation must be the briefing's."""
    item[key] = ["gone"] if key == "cites" else "gone"
    assert kind in failures()


@pytest.mark.parametrize("key", ["repeated", "still_open", "quiet"])
def test_what_is_as_before_is_there(briefing, failures, key):
    """What is repeated, open or quiet leads to a claim, a question or a story."""
    briefing["changes"][key].append("gone")
    assert failures() == {"reference"}


def test_a_claim_that_is_new_and_repeated_is_found(briefing, failures):
    """It is one or the other."""
    new = next(one["item"] for one in briefing["changes"]["items"] if one["kind"] == "new_claim")
    briefing["changes"]["repeated"].append(new)
    assert failures() == {"reference"}


def test_a_number_that_is_not_in_what_is_cited_is_found(briefing, failures):
    """What is so now is proven like any other line."""
    moved = next(one for one in briefing["changes"]["items"] if one["kind"] == "figure_updated")
    moved["text"] = moved["text"].replace("40", "400")
    assert failures() == {"number"}


def test_a_change_that_tells_of_something_else_is_found(briefing, failures):
    """Its words are those of its claim."""
    new = next(one for one in briefing["changes"]["items"] if one["kind"] == "new_claim")
    new["text"] = "Ferries between islands will soon cost nothing."
    assert "support" in failures()


def test_a_change_that_cites_nothing_is_found(item, failures):
    """Nothing would show it."""
    item["cites"] = []
    assert failures() == {"cite"}


def test_an_edition_before_has_a_date(briefing, failures):
    """Since when a thing changed is a day."""
    briefing["changes"]["since"] = "yesterday"
    assert failures() == {"date"}
