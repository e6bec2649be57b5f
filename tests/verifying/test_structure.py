"""`verify` finds spans that do not stand where they say, and ids and citations that lead nowhere."""

from __future__ import annotations

import pytest

# ── Spans ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("key", "by"), [("start", 1), ("end", -1), ("end", 100_000), ("start", 50)])
def test_a_moved_span_is_found(story, failures, key, by):
    """An offset that is off by one, or far off, is not the words' place."""
    story["claims"][0]["statements"][0]["evidence"][0][key] += by
    assert "span" in failures()


def test_changed_words_in_a_span_are_found(story, failures):
    """Evidence that the article does not hold to the letter is none."""
    span = story["claims"][0]["statements"][0]["evidence"][0]
    span["text"] = span["text"].replace("people", "persons")
    assert "span" in failures()


def test_a_span_of_no_article_is_found(story, failures):
    """Evidence of an article that is not there is none."""
    story["claims"][0]["statements"][0]["evidence"][0]["article"] = "9"
    assert {"span", "reference"} <= failures()


def test_a_wrong_number_of_the_last_sentence_is_found(claim, failures):
    """All others count sentences as we do, so that the last one does as well."""
    claim("reopened the line")["statements"][0]["evidence"][0]["sentence"] += 1
    assert failures() == {"span"}


def test_a_wrong_sentence_number_is_found(claim, failures):
    """A number that the spans around it contradict is wrong, and one that is left out is not."""
    span = claim("denied")["statements"][0]["evidence"][0]
    span["sentence"] = None
    assert failures() == set()
    span["sentence"] = 9
    assert failures() == {"span"}


# ── What is cited ─────────────────────────────────────────────────────────────────────────────────


def test_a_citation_of_nothing_is_a_failure_and_no_error(briefing, failures):
    """What the model of a briefing refuses to build is read, and found."""
    briefing["lead"][0]["cites"] = ["c999"]
    assert failures() == {"cite"}


def test_a_line_that_cites_another_claim_is_found(briefing, story, failures):
    """A line that is one claim's text and cites another misleads."""
    line = briefing["lead"][0]
    line["cites"] = [next(one["id"] for one in story["claims"] if one["text"] != line["text"])]
    assert "cite" in failures()


def test_a_line_with_the_text_of_another_claim_is_found(briefing, claim, failures):
    """The old citation does not carry the new text."""
    briefing["lead"][0]["text"] = claim("reopened")["text"]
    assert "cite" in failures()


def test_a_citation_too_many_is_found(briefing, claim, failures):
    """Each of several claims that a line cites must tell of what it says."""
    line = briefing["lead"][0]
    line["cites"].append(claim("reopened")["id"])
    assert failures() == {"cite"}


@pytest.mark.parametrize("kind", ["claims", "actors", "uncertainties"])
def test_an_id_that_two_things_share_is_found(story, failures, kind):
    """An id leads to one thing."""
    items = story[kind]
    items.append(items[0])
    assert "id" in failures()


@pytest.mark.parametrize("broken", ["story", "actor", "rejected", "duplicate", "statement"])
def test_an_article_that_is_not_there_is_found(briefing, story, failures, broken):
    """Every article that is named by id is in the briefing."""
    if broken == "story":
        story["articles"].append("9")
    elif broken == "actor":
        story["actors"][0]["articles"].append("9")
    elif broken == "rejected":
        briefing["rejected"].append({"article": "9", "kind": "claim", "item": "x", "reason": "y"})
    elif broken == "duplicate":
        briefing["articles"][1]["duplicate_of"] = "9"
    else:
        story["claims"][0]["statements"][0]["article"] = "9"
    assert "reference" in failures()
