"""Who does what to whom, and what a number counts."""

from __future__ import annotations

import pytest

from summarizer.grounding.aligning import index_of, tokens
from summarizer.grounding.passages import evidence_of
from summarizer.grounding.swaps import in_other_voice, origin_items, regrouped_items, swapped_items, unit_items


def refused(rule, text, evidence):
    """Return whether a rule refuses something of a text laid beside its evidence."""
    index = index_of(evidence_of((evidence,), frozenset(), None))
    laid = index.alignments(tokens(text, frozenset()))
    return any(one.verdict == "absent" for one in rule(text, laid, index))


@pytest.mark.parametrize(
    ("text", "evidence", "refuses"),
    [
        ("Vesk beat Korrdam 3-1.", "Korrdam beat Vesk 3-1.", True),
        ("Korrdam lost to Vesk.", "Korrdam beat Vesk 3-1.", True),
        ("Vesk lost to Korrdam.", "Korrdam beat Vesk 3-1.", False),
        ("Vesk was beaten by Korrdam.", "Korrdam beat Vesk 3-1.", False),
        ("Ada Berg met Tom Reyes.", "Tom Reyes met Ada Berg.", False),
    ],
)
def test_names_that_change_places_about_a_verb_are_refused(text, evidence, refuses):
    """Also in a short line, in the passive and as "lost to"; who meets whom is no matter."""
    assert refused(swapped_items, text, evidence) is refuses


def test_where_something_came_from_is_not_where_it_came_to():
    """Of numbers and of names."""
    evidence = "The bank raised its rate to 4.25 percent from 4 percent. Berg joined Vesk from Korrdam."
    assert refused(origin_items, "The bank raised its rate to 4 percent from 4.25 percent.", evidence)
    assert refused(origin_items, "Ada Berg joined Korrdam from Vesk.", evidence)
    assert not refused(origin_items, "The bank raised its rate from 4 percent to 4.25 percent.", evidence)


def test_the_unit_of_a_number_is_the_lines():
    """Where both have one."""
    assert refused(unit_items, "The smoke drifted 20 miles.", "The smoke drifted 20 km.")
    assert not refused(unit_items, "The smoke drifted 20 kilometres.", "The smoke drifted 20 km.")


def test_a_number_counts_what_it_counts_in_the_line():
    """And "others" are what was counted before."""
    evidence = "The storm killed three workers and hurt nine others."
    assert refused(regrouped_items, "37 people were killed.", "12 people were killed and 37 were injured.")
    assert not refused(regrouped_items, "Nine other workers were injured.", evidence)


def test_a_sentence_is_in_another_voice_by_was_and_by():
    """The active one has no "was … by"."""
    assert in_other_voice("Berg was accused by Reyes.", "Reyes accused Berg.")
    assert not in_other_voice("Berg accused Reyes.", "Reyes accused Berg.")
