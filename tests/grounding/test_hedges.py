"""What hedges, what is left open and what is disputed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.hedges import certainty_of, find_cues, negated

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


@given(st.lists(st.sampled_from(HEDGES) | st.text(max_size=6), max_size=25).map(" ".join))
def test_cues_are_true_to_the_text_and_do_not_overlap(text):
    """Every span holds its words, in order, whatever the text."""
    found = find_cues(text)
    assert all(text[cue.start : cue.end] == cue.text for cue in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
