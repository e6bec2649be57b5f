"""How a speaker stands to what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.stance import stance_cues, stance_of

WORDS = "will not expect demanded call for is going to plans to never denied doubts called it rubbish ’ll must , . “ ”".split()


@pytest.mark.parametrize(
    ("cue", "content", "after", "stance"),
    [
        ("said", "it rained", " it rained", "asserts"),
        ("denied", "the theft", " the theft", "denies"),
        ("questioned", "the count", " the count", "doubts"),
        ("said", "the reports were “nonsense”", "", "denies"),
        ("claimed", "they were most likely “rubbish.”", "", "doubts"),
        ("said", "he did not believe the count", "", "doubts"),
        ("predicts", "a flood", " a flood", "expects"),
        ("warned", "the dam will burst", " the dam will burst", "expects"),
        ("warned", "the town against swimming", " the town against swimming", "demands"),
        ("warned", "thieves are about", " thieves are about", "asserts"),
        ("called for", "calm", " calm", "demands"),
        ("told", "them to leave", " them to leave", "demands"),
        ("told", "it was over", " the court that it was up to them", "asserts"),
        ("according to", "it rained", " police", "asserts"),
        ("kept in mind", "it rained", " that it rained", "asserts"),
        ("accused", "the bank of theft", " the bank of theft", "asserts"),
        ("blamed", "the rain", " the rain", "asserts"),
        ("vowed", "to rebuild", " to rebuild", "expects"),
        ("promised", "that the dam will hold", " that the dam will hold", "expects"),
        ("threatened", "to leave", " to leave", "expects"),
        ("swore", "it had rained", " it had rained", "asserts"),
        ("hopes", "the dam holds", " the dam holds", "expects"),
        ("plans", "to rebuild", " to rebuild", "expects"),
        ("expects", "a flood", " a flood", "expects"),
        ("urges", "calm", " calm", "demands"),
        ("wants", "a bridge", " a bridge", "demands"),
        ("called", "the reports “nonsense”", " the reports “nonsense”", "denies"),
        ("said", "the reports were not false", "", "asserts"),
        ("said", "experts doubt the count", "", "asserts"),
        ("warned", "the bridge might fall", " the bridge might fall", "asserts"),
        ("agreed", "to an interview", " to an interview", "asserts"),
    ],
)
def test_the_stance_follows_cue_and_content(cue, content, after, stance):
    """The verb decides, unless the content itself doubts, denies or looks ahead."""
    assert stance_of(cue, content, after) == stance


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The dam will crack; it’ll rain.", [("expects", "will"), ("expects", "’ll")]),
        ("They are going to leave, and are set to win.", [("expects", "are going to"), ("expects", "are set to")]),
        ("She expects rain, and plans to stay.", [("expects", "expects"), ("expects", "plans")]),
        ("It must stop, Falk demanded.", [("demands", "must"), ("demands", "demanded")]),
        ("He called for calm and asked them to leave.", [("demands", "called for"), ("demands", "asked them to")]),
        ("She wants a bridge.", [("demands", "wants")]),
        ("Falk denied it.", [("denies", "denied")]),
        ("He called the count wrong.", [("denies", "wrong")]),
        ("Reyes doubts the count.", [("doubts", "doubts")]),
        ("She does not expect rain.", [("doubts", "expect")]),
    ],
)
def test_a_stance_shows_in_words_with_a_span(text, cues):
    """Denial, doubt, prediction and demand each have their words."""
    found = stance_cues(text)
    assert [(cue.stance, cue.text) for cue in found] == cues
    assert all(text[cue.start : cue.end] == cue.text for cue in found)


@pytest.mark.parametrize(
    "text",
    [
        "She did not deny it.",
        "He never immediately denied it.",
        "They do not want war, and did not demand it.",
        "The bank has not promised to pay.",
        "The will of the town; free will.",
        "They are going to the harbour in order to fish.",
        "It may rain, might snow and could freeze.",
        "It must have rained; it would have held.",
        "A press conference on the plan for the harbour.",
        "Reyes was wanted by police.",
        "The count was not wrong.",
    ],
)
def test_what_only_looks_like_a_stance_shows_none(text):
    """A negation takes it away; nouns, guesses about the past and what may be are no stance."""
    assert stance_cues(text) == []


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25).map(" ".join))
def test_stance_cues_are_true_to_any_text(text):
    """Every span holds its words, in order."""
    found = stance_cues(text)
    assert all(text[cue.start : cue.end] == cue.text != "" for cue in found)
    assert [cue.start for cue in found] == sorted(cue.start for cue in found)
