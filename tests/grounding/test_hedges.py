"""What hedges, what is left open, what is disputed, and how a speaker stands to what they say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.hedges import certainty_of, find_cues, negated, stance_of, unsaid, words_back

HEDGES = (
    "may might could perhaps reportedly is thought to likely unclear has not yet denied the claim doubts neither side has "
    "confirmed the report , . May the"
).split()


def cues(text):
    return [(cue.text, cue.kind) for cue in find_cues(text)]


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("The dam may burst.", "may", "unconfirmed"),
        ("Perhaps it will rain.", "Perhaps", "unconfirmed"),
        ("Reportedly, the ferry sank.", "Reportedly", "unconfirmed"),
        ("Ten are believed to be alive.", "are believed to", "unconfirmed"),
        ("The pair are widely presumed of stealing it.", "are widely presumed of", "unconfirmed"),
        ("The fire could spread.", "could", "unconfirmed"),
        ("The engine appears to have failed.", "appears to", "unconfirmed"),
        ("Rain is most likely.", "most likely", "unconfirmed"),
        ("The vote was widely expected to fail.", "was widely expected to", "unconfirmed"),
        ("It is almost definitely over.", "almost definitely", "unconfirmed"),
        ("The cause is unclear.", "unclear", "unknown"),
        ("It was not immediately clear who fired.", "not immediately clear", "unknown"),
        ("Police have not yet said who paid.", "have not yet said", "unknown"),
        ("The toll has really not but been seen.", "has really not but been seen", "unknown"),
        ("The name has yet to be released.", "has yet to", "unknown"),
        ("The firm could not be reached for comment.", "could not be reached", "unknown"),
        ("She didn’t say why.", "didn’t say", "unknown"),
        ("He declined to comment.", "declined to comment", "unknown"),
        ("The paper fell short to report on it.", "fell short to report", "unknown"),
        ("They won, he said, without providing details.", "without providing details", "unknown"),
        ("They won, he said, with out offering info.", "with out offering info", "unknown"),
        ("Neither bank has denied it.", "Neither bank has denied", "unknown"),
        ("There was no immediate comment.", "no immediate comment", "unknown"),
        ("The ministry denied it.", "denied", "disputed"),
        ("The mayor dismissed the report as gossip.", "dismissed the report", "disputed"),
        ("It was “rubbish.”", "rubbish", "disputed"),
        ("She did not think it was needed.", "did not think", "disputed"),
        ("Experts doubt that it works.", "doubt", "disputed"),
    ],
)
def test_a_hedge_is_found_as_it_stands(text, cue, kind):
    """Each cue comes with the words that show it and the kind of doubt it raises."""
    assert (cue, kind) in cues(text)


@pytest.mark.parametrize(
    "text",
    [
        "In May the bank moved.",
        "On 4 May the bank moved.",
        "The might of the army is known; its might of old too.",
        "She could see the harbour.",
        "They could not sleep.",
        "There is no doubt.",
        "He did not deny it.",
        "Likely voters were asked.",
        "She has not paid.",
        "He said to reporters that it will rain.",
        "The dispute over the canal goes on.",
        "She was able to give a name.",
    ],
)
def test_a_flat_statement_holds_no_hedge(text):
    """A month, an ability, a noun and "will" are no hedges."""
    assert cues(text) == []
    assert certainty_of(text) == "certain"


def test_the_longest_cue_wins():
    """Cues do not overlap: "almost definitely likely" is one, and not three."""
    assert cues("It is almost definitely likely.") == [("almost definitely likely", "unconfirmed")]
    assert cues("He is said to have fled.") == [("is said to", "unconfirmed")]
    assert cues("Neither side has yet to have denied it.") == [
        ("Neither side has yet to have denied", "unknown"),
    ]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("It rained.", "certain"),
        ("It probably rained.", "probable"),
        ("It probably rained, and may have snowed.", "possible"),
        ("It may rain; when is unclear.", "unknown"),
        ("The firm denied it.", "certain"),
    ],
)
def test_a_text_is_as_certain_as_its_least_certain_cue(text, certainty):
    """Certain unless hedged; the weakest hedge decides."""
    assert certainty_of(text) == certainty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It did not rain.", True),
        ("It didn’t rain.", True),
        ("It never rained.", True),
        ("Neither came.", True),
        ("They left with out a word.", True),
        ("She denied it.", True),
        ("Not only farmers came.", False),
        ("No doubt it rained.", False),
        ("It rained.", False),
        ("A noted knot.", False),
    ],
)
def test_negations_are_told_from_lookalikes(text, expected):
    """Both "not only" and "no doubt" negate nothing."""
    assert negated(text) is expected


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
    ],
)
def test_the_stance_follows_cue_and_content(cue, content, after, stance):
    """The verb decides, unless the content itself doubts, denies or looks ahead."""
    assert stance_of(cue, content, after) == stance


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


@given(st.lists(st.sampled_from(HEDGES) | st.text(max_size=6), max_size=25).map(" ".join))
def test_cues_are_true_to_the_text_and_do_not_overlap(text):
    """Every span holds its words, in order, whatever the text."""
    found = find_cues(text)
    assert all(text[cue.start : cue.end] == cue.text for cue in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
