"""Whether a verb says that somebody says something."""

from __future__ import annotations

import pytest

from summarizer.grounding.verbs import CUE, is_verb, needs_speaker, unsaid, words_back


@pytest.mark.parametrize(
    ("text", "cue", "rest", "nothing_said"),
    [
        ("The firm said", "said", "The firm", False),
        ("The firm has also really said", "said", "The firm", False),
        ("The firm on Monday said", "said", "The firm", False),
        ("The family said", "said", "The family", False),
        ("The firm did not say", "say", "The firm", True),
        ("The firm didn’t say", "say", "The firm", True),
        ("The firm was told", "told", "The firm", True),
        ("The firm is saying", "saying", "The firm", False),
        ("The firm did not think", "think", "The firm", False),
        ("The firm would think", "think", "The firm", True),
    ],
)
def test_auxiliaries_tell_whether_something_was_said(text, cue, rest, nothing_said):
    """Negations, passives and conditionals say nothing; adverbs and days change nothing."""
    end, passed = words_back(text, text.index(cue))
    assert text[:end].rstrip() == rest
    assert unsaid(cue, passed) is nothing_said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Lee said it rained.", ["said"]),
        ("She denies it; he rebutted it.", ["denies", "rebutted"]),
        ("The mayor called for calm and pointed out a leak.", ["called for", "pointed out"]),
        ("According to police, it rained.", ["According to"]),
        ("The well-known, said-to-be-lost barge sank.", []),
        ("The saying’s old.", ["saying"]),
    ],
)
def test_a_cue_is_found_in_each_of_its_forms(text, found):
    """Regular and irregular forms and phrases count; a part of a longer word does not."""
    assert [cue.group() for cue in CUE.finditer(text)] == found


@pytest.mark.parametrize(
    ("word", "passed", "after", "sure", "many", "expected"),
    [
        ("claims", [], " it rained", True, False, True),
        ("claims", [], " that it rained", False, False, True),
        ("claims", [], " of fraud", False, False, False),
        ("say", [], " it rained", True, False, False),
        ("say", [], " it rained", True, True, True),
        ("say", ["did"], " it rained", True, False, True),
        ("reports", [], " have said it rained", True, False, False),
        ("said", [], " it rained", False, False, True),
    ],
)
def test_a_noun_or_an_infinitive_is_no_verb(word, passed, after, sure, many, expected):
    """A form that may be a noun needs a sure subject or "that"; a base form a plural subject or "did"."""
    assert is_verb(word, passed, after, sure=sure, many=many) is expected


def test_a_month_is_no_auxiliary():
    """May is not "may"."""
    assert words_back("the mayor in May ", 17) == (17, [])


def test_a_form_that_may_be_a_noun_needs_a_speaker():
    """Plurals, infinitives and participles do; a finite form does not."""
    assert all(map(needs_speaker, ("claims", "comment", "saying", "calling for")))
    assert not any(map(needs_speaker, ("said", "called for", "noted")))


def test_according_is_found_in_all_its_forms():
    """And "per" only after a comma, before a name."""
    for text in ("According to Lee", "in the view of Lee", "so, per Lee", "in the words of Lee"):
        found = CUE.search(text)
        assert found
        assert found["after"]
    assert CUE.search("five per cent, per year") is None
