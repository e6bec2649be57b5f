"""What stands in the place of something else."""

from __future__ import annotations

import pytest

from summarizer.grounding.aligning import index_of, tokens
from summarizer.grounding.passages import evidence_of
from summarizer.grounding.substitutions import changed_items, strange_items


def refused(rule, text, evidence):
    """Return whether a rule refuses something of a text laid beside its evidence."""
    index = index_of(evidence_of((evidence,), frozenset(), None))
    laid = index.alignments(tokens(text, frozenset()))
    return any(one.verdict == "absent" for one in rule(text, laid, index))


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("The mayor of Vesk opened a museum by the river.", True),
        ("The mayor of Korrdam opened a bakery by the river.", True),
        ("The mayor of Korrdam closed a museum by the river.", True),
        ("The baker of Korrdam opened a museum by the river.", True),
        ("The mayor of Korrdam opened a museum by the river.", False),
        ("The mayor of Korrdam opened a museum at the river.", False),
    ],
)
def test_another_name_or_word_in_the_same_place_is_refused(text, refuses):
    """A name, a thing, and an opposite, between words that both have."""
    assert refused(changed_items, text, "The mayor of Korrdam opened a museum by the river.") is refuses


def test_things_and_illnesses_without_a_word_in_the_evidence_are_refused():
    """A broader term for one that is there is not strange."""
    evidence = "Doctors warned of cholera after a lorry fell."
    assert refused(strange_items, "Doctors warned of measles.", evidence)
    assert refused(strange_items, "A burger fell.", evidence)
    assert not refused(strange_items, "A vehicle fell, and an illness was feared.", evidence)
