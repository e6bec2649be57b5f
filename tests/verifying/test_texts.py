"""`verify` finds what claims, lines, headlines and uncertainties say that their evidence does not."""

from __future__ import annotations

import json

import pytest

from summarizer import verify
from summarizer.verification import load


@pytest.mark.parametrize(
    ("words", "instead", "kind"),
    [
        ("40 people", "41 people", "number"),
        ("Ines Falk", "Odile Marr", "name"),
        ("rebuild the bridge before", "rebuild the school before", "quote"),
        ("had not risen", "had risen", "polarity"),
        ("reopened the line", "never reopened the line", "polarity"),
    ],
)
def test_a_claim_that_its_evidence_does_not_carry_is_found(claim, failures, words, instead, kind):
    """A changed digit, name, quoted word or negation is found where it is."""
    one = claim(words)
    one["text"] = one["text"].replace(words, instead)
    assert kind in failures()


def test_a_changed_lead_and_headline_are_found(briefing, story, failures):
    """The briefing's own lines are proven by what they cite."""
    briefing["lead"][0]["text"] = "9,999 people were hurt in the flood at Korrdam."
    story["headline"] = "Flood at Ostrava hurts many"
    assert {"number", "name"} <= failures()


def test_evidence_of_another_sentence_is_found(claim, failures):
    """A true span that does not carry its claim is no evidence for it."""
    one, other = claim("reopened the line"), claim("denied")
    one["statements"][0]["evidence"] = other["statements"][0]["evidence"]
    assert "support" in failures()


def test_a_cue_that_does_not_stand_in_its_evidence_is_found(story, failures):
    """An uncertainty is shown by words that are there."""
    story["uncertainties"][0]["cue"] = "it is rumoured"
    assert failures() == {"cue"}


@pytest.mark.parametrize("kind", ["disputed", "unknown", "source_text"])
def test_a_changed_kind_of_an_uncertainty_is_found(story, failures, kind):
    """What may never be known is unconfirmed."""
    one = next(one for one in story["uncertainties"] if one["kind"] == "unconfirmed")
    one["kind"] = kind
    assert failures() == {"cue"}


def test_a_cue_that_no_rule_knows_is_not_judged(story, briefing):
    """Another program may know more words that leave something open."""
    next(one for one in story["uncertainties"] if one["kind"] == "unconfirmed")["cue"] = "he added"
    found = verify(load(json.dumps(briefing)))
    assert found.ok
    assert found.counts()["cue"]["not_judged"] == 1


def test_a_number_of_another_story_is_none_of_the_headline(content, briefing, failures):
    """A headline is proven by its own story alone."""
    other = json.loads(content)["stories"][0] | {"id": "s2", "claims": [], "figures": [], "summary": []}
    briefing["stories"].append(other | {"uncertainties": [], "headline": "25 people hurt"})
    assert "number" in failures()


def test_a_quotation_may_span_sentences_and_a_heading_between_them(content):
    """Sentences that follow one another are one passage of evidence, wherever each of them is a span of its own."""
    text = "“The dam will hold. We built it to last,” Ines Falk said.\n\nTERN RAIL\n\nThe line reopened."
    broken = json.loads(content)
    broken["articles"] = [broken["articles"][0] | {"text": text}]
    spans = [
        {"article": "1", "start": start, "end": start + len(words), "text": words}
        for words in ("“The dam will hold.", "We built it to last,” Ines Falk said.")
        for start in [text.index(words)]
    ]
    said = {"article": "1", "speaker": None, "stance": "asserts", "certainty": "certain", "evidence": spans}
    claim = {"id": "c1", "text": "“The dam will hold. We built it to last,” Ines Falk said.", "statements": [said]}
    story = {"id": "s1", "headline": "The line reopened", "articles": ["1"], "claims": [claim]}
    broken |= {"stories": [story], "lead": [], "rejected": []}
    kinds = {check.kind for check in verify(load(json.dumps(broken))).failures}
    assert "quote" not in kinds
