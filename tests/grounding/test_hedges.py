"""What hedges, what is left open and what is disputed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.hedges import beliefs, certainty_of, conditions, find_cues, negated, overstated

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
        ("Police have not said who was at the helm.", "have not said", "unknown"),
        ("The board hasn't said whether it will meet.", "hasn't said", "unknown"),
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
    [("It did not rain.", True), ("She denied it.", True), ("Not only farmers came.", False), ("It rained.", False)],
)
def test_a_text_is_negated_by_word_or_by_meaning(text, expected):
    """Where `polarity` finds a negation of either sort."""
    assert negated(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "He did not immediately deny it.",
        "She has never really disputed the count.",
        "The bank doesn’t question whether it rained.",
        "It is true without a doubt.",
    ],
)
def test_a_denial_that_is_denied_disputes_nothing(text):
    """An adverb between the negation and the verb changes nothing."""
    assert all(kind != "disputed" for _, kind in cues(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The town claimed it had seen proof.", ["claimed"]),
        ("Falk believes, and Reyes thinks, that it rained.", ["believes", "thinks"]),
        ("Reyes was accused of theft and charged with arson.", ["accused", "charged with"]),
        ("She insisted on rain; he believes in rain.", []),
        ("Falk said that it rained.", []),
    ],
)
def test_words_of_claim_and_belief_are_found(text, found):
    """They say that somebody holds something for true, which makes it no fact."""
    assert [cue.text for cue in beliefs(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("If the dam bursts, the town will flood.", ["If"]),
        ("The town will flood unless it pays, provided that it rains.", ["unless", "provided that"]),
        ("She asked if it rained, as if nobody knew.", []),
        ("Dozens came, if not hundreds, even if it rained.", []),
    ],
)
def test_conditions_are_told_from_questions(text, found):
    """An "if" that means whether, or that only concedes, makes nothing hang on anything."""
    assert [cue.text for cue in conditions(text)] == found


# ── What a claim leaves out ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "evidence", "cue"),
    [
        ("The dam cracked.", "The dam may have cracked.", "may"),
        ("The dam will crack in spring.", "The dam could crack in spring.", "could"),
        (
            "Tarn has sent hundreds of boats to Korr.",
            "Tarn is thought to have sent hundreds of boats to Korr.",
            "is thought to",
        ),
        ("The man stole two boats.", "The man allegedly stole two boats.", "allegedly"),
        ("The dam cracked.", "The dam cracked, reportedly.", "reportedly"),
        ("The town had seen proof.", "The town claimed it had seen proof.", "claimed"),
        ("The town will be flooded.", "The town will be flooded if the dam bursts.", "if"),
        ("The town will be flooded.", "If the dam bursts, the town will be flooded.", "If"),
        ("The dam bursts.", "If the dam bursts, the town will be flooded.", "If"),
        ("The dam cracked.", "It is unclear whether the dam cracked.", "unclear"),
        ("The dam cracked, Falk said.", "Falk said the dam may have cracked.", "may"),
        (
            "Falk sent 40 boats, though the reason for the trip is unclear.",
            "Falk may have sent 40 boats, but the reason for the trip is unclear.",
            "may",
        ),
    ],
)
def test_a_dropped_hedge_is_named(text, evidence, cue):
    """Whatever made the evidence less than certain: a hedge, a belief, a condition, an open question."""
    assert overstated(text, evidence).text == cue
    assert overstated(evidence, evidence) is None


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The dam may have cracked.", "The dam is thought to have cracked."),
        ("The dam cracked, police believe.", "Police believe that the dam cracked."),
        ("The dam cracked, Falk said.", "Falk claimed that the dam cracked."),
        ("The town would be flooded.", "If the dam bursts, the town would be flooded."),
        ("The town was asked to clear the harbour.", "The town may clear the harbour."),
        ("The dam cracked on Monday.", "The dam cracked on Monday. The dam may have cracked on Sunday, too."),
        ("The mayor left the town.", "The dam may have cracked. The mayor left the town."),
        ("The dam cracked.", "It is unclear why the dam cracked."),
        ("The dam cracked.", "The dam cracked."),
        ("", ""),
    ],
)
def test_what_is_kept_or_said_elsewhere_is_not_overstated(text, evidence):
    """Another hedge in its place, a speaker for a belief, a flat sentence beside the hedged one, another matter."""
    assert overstated(text, evidence) is None


def test_a_claim_with_its_speaker_may_drop_the_belief_but_no_hedge():
    """Who is shown with a claim is shown to claim it; that it "may" be so must still be said."""
    assert overstated("It had seen proof.", "The town claimed it had seen proof.", attributed=True) is None
    assert overstated("The dam cracked.", "The town claimed the dam may have cracked.", attributed=True).text == "may"


@given(*[st.lists(st.sampled_from(HEDGES) | st.text(max_size=6), max_size=25).map(" ".join)] * 2)
def test_an_overstated_cue_stands_in_the_evidence(text, evidence):
    """The cue's span is one of the evidence, whatever the texts."""
    found = overstated(text, evidence)
    assert found is None or evidence[found.start : found.end] == found.text


@given(st.lists(st.sampled_from(HEDGES) | st.text(max_size=6), max_size=25).map(" ".join))
def test_cues_are_true_to_the_text_and_do_not_overlap(text):
    """Every span holds its words, in order, whatever the text."""
    found = find_cues(text)
    assert all(text[cue.start : cue.end] == cue.text for cue in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
