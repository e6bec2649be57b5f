"""`verify` finds a speaker, stance or certainty that the article does not have."""

from __future__ import annotations

import json

from summarizer import verify
from summarizer.verification import load


def actor(story: dict, name: str) -> str:
    """Return the id of the actor of that name."""
    return next(one["id"] for one in story["actors"] if name in (one["name"], *one["aliases"]))


def test_every_changed_speaker_is_found(story, failures):
    """Whom the article names as the speaker cannot be replaced by anybody else of the story, nor left out."""
    for one in story["claims"]:
        for said in one["statements"]:
            right = said["speaker"]
            for other in {actor["id"] for actor in story["actors"]} | {"a99"} | ({None} if right else set()):
                said["speaker"] = other
                assert other == right or "speaker" in failures(), (one["text"], other)
            said["speaker"] = right


def test_a_changed_speaker_of_a_reading_is_found(story, failures):
    """Who gives a number is held to the article's words as well."""
    reading = next(one for figure in story["figures"] for one in figure["readings"] if one["surface"] == "40")
    reading["speaker"] = actor(story, "Tom Reyes")
    assert failures() == {"speaker"}


def test_a_speaker_whom_no_rule_tells_is_not_judged(claim, story, briefing):
    """Where a quotation stands alone, somebody named just before may be its speaker: that is for people to say."""
    text = "Ines Falk visited the dam. “It will hold.”"
    briefing["articles"].append(briefing["articles"][0] | {"id": "3", "name": "dam.txt", "text": text})
    story["articles"].append("3")
    span = {"article": "3", "start": 27, "end": 42, "text": "“It will hold.”"}
    said = claim("reopened")["statements"][0] | {
        "article": "3",
        "speaker": actor(story, "Ines Falk"),
        "evidence": [span],
    }
    story["claims"].append({"id": "c90", "text": "“It will hold.”", "statements": [said]})
    found = verify(load(json.dumps(briefing)))
    assert [check.verdict for check in found.checks if check.kind == "speaker" and "c90" in check.where] == [
        "not_judged"
    ]
    assert found.ok


def test_a_denial_that_nobody_makes_is_found(claim, failures):
    """No word of the evidence denies what is said to be denied."""
    claim("reopened")["statements"][0]["stance"] = "denies"
    assert "stance" in failures()


def test_a_denial_given_as_an_assertion_is_found(claim, failures):
    """Who denies that the wall had cracked does not assert it."""
    one = claim("denied")
    one["text"] = "The wall had cracked."
    one["statements"][0]["stance"] = "asserts"
    assert "stance" in failures()


def test_a_denial_with_its_own_verb_is_no_assertion(claim, failures):
    """The claim says in so many words that it is denied."""
    claim("denied")["statements"][0]["stance"] = "asserts"
    assert failures() == {"stance"}


def test_a_negation_that_the_claim_has_as_well_denies_nothing(claim, failures):
    """Who writes that the river had not risen does not deny that it had not risen."""
    claim("had not risen")["statements"][0]["stance"] = "denies"
    assert "stance" in failures()


def test_a_demand_that_no_word_shows_is_found(claim, failures):
    """Who said that people were hurt demands nothing."""
    claim("40 people")["statements"][0]["stance"] = "demands"
    assert failures() == {"stance"}


def test_a_raised_certainty_is_found_and_a_lowered_one_is_not_judged(claim, briefing, failures):
    """What the words leave open is not certain; whether somebody sounds less sure is for people to say."""
    said = claim("may never be known")["statements"][0]
    assert said["certainty"] != "certain"
    said["certainty"] = "certain"
    assert failures() == {"certainty"}
    said["certainty"] = "unknown"
    claim("40 people")["statements"][0]["certainty"] = "possible"
    found = verify(load(json.dumps(briefing)))
    assert found.ok
    assert found.counts()["certainty"]["not_judged"] >= 1


def test_an_actor_that_no_article_names_is_found(story, failures):
    """A name must stand in each article that the actor is said to be in."""
    story["actors"][0] |= {"name": "Ada Quill", "aliases": []}
    assert "actor" in failures()
