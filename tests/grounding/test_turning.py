"""Statements turned into their opposite."""

from __future__ import annotations

import pytest

from summarizer.grounding.aligning import index_of, tokens
from summarizer.grounding.passages import evidence_of
from summarizer.grounding.turning import opposite_items, polarity_items


def refused(rule, text, evidence):
    """Return whether a rule refuses something of a text laid beside its evidence."""
    index = index_of(evidence_of((evidence,), frozenset(), None))
    laid = index.alignments(tokens(text, frozenset()))
    return any(one.verdict == "absent" for one in rule(text, laid, index))


@pytest.mark.parametrize(
    ("text", "evidence", "refuses"),
    [
        ("Farmers fled Vesk.", "Farmers did not flee Vesk, she said.", True),
        ("Farmers did not flee Vesk.", "Farmers fled Vesk, she said.", True),
        ("Farmers never fled Vesk.", "Farmers did not flee Vesk, she said.", False),
        ("No one would not go to Vesk.", "No one would go to Vesk.", True),
        ("She spoke to farmers as she left the dam.", "She left the dam without speaking to farmers.", True),
        ("The envoy went home.", "The envoy went home, and did not sleep.", False),
    ],
)
def test_a_negation_put_in_or_taken_out_is_refused(text, evidence, refuses):
    """Across irregular forms of a verb, and where another negation stays."""
    assert refused(polarity_items, text, evidence) is refuses


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("The grain tax fell in May.", True),
        ("The grain tax climbed in May.", False),
        ("The grain tax held in May.", False),
    ],
)
def test_an_opposite_beside_the_same_words_is_refused(text, refuses):
    """A fall for a rise; another word for a rise is none."""
    assert refused(opposite_items, text, "The grain tax rose in May.") is refuses
