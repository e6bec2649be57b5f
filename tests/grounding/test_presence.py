"""Numbers, names and dates of a text that its evidence has, or has not."""

from __future__ import annotations

import pytest

from summarizer.grounding.passages import evidence_of
from summarizer.grounding.presence import (
    agree,
    date_items,
    find_name,
    name_items,
    number_items,
    rounds,
    same_name,
    same_share,
)
from summarizer.grounding.quantities import find_quantities

NONE = frozenset()


def verdicts(items, text, evidence):
    return [one.verdict for one in items(text, evidence_of((evidence,), NONE, None))]


@pytest.mark.parametrize(
    ("text", "evidence", "told"),
    [
        ("12 boats", "12 boats", "exact"),
        ("twelve boats", "12 boats", "normalized"),
        ("66 percent of it", "two-thirds of it", "normalized"),
        ("one in five boats", "20 percent of the boats", "normalized"),
        ("65 percent of it", "two-thirds of it", "absent"),
        ("13 boats", "12 boats", "absent"),
    ],
)
def test_a_number_is_found_in_any_form(text, evidence, told):
    """Figures, words, and a share as a fraction or in percent."""
    assert verdicts(number_items, text, evidence) == [told]


@pytest.mark.parametrize(
    ("said", "given", "agreed"),
    [
        ("at least 12 km", "more than 12 km", True),
        ("12", "at least 12 km", True),
        ("at most 12 km", "at least 12 km", False),
        ("12 miles", "12 km", False),
        ("12 percent", "12 percentage points", False),
        ("$12", "€12", False),
    ],
)
def test_bounds_and_units_agree_or_not(said, given, agreed):
    """A unit or a bound may be left out, and may not be another."""
    assert agree(find_quantities(said)[0], find_quantities(given)[0]) is agreed
    assert agree(None, find_quantities(given)[0])


def test_a_number_may_round_another_with_about():
    """Only a rounder one, and only near it."""
    assert rounds("about 10,000 boats", 6, "9870")
    assert not rounds("10,000 boats", 0, "9870")


def test_a_share_is_the_same_in_two_forms():
    """Percent and a fraction; two fractions are held against each other by value."""
    assert same_share(("50 percent of it", 0), ("half of it", 0))
    assert not same_share(("40 percent of it", 0), ("half of it", 0))


def test_a_name_is_found_in_another_form_and_not_with_more():
    """A number word that begins a sentence is no name."""
    evidence = evidence_of(("The envoy Zoë Renard left France.",), NONE, None)
    assert find_name("Renard", evidence)[0] == "exact"
    assert find_name("French", evidence)[0] == "normalized"
    assert find_name("Ada Renard", evidence) is None
    assert same_name("Renard", "Zoë Renard")
    assert not list(name_items("Twelve boats sank.", evidence))


def test_a_date_is_found_in_another_form():
    """By day and month, however they are written."""
    assert verdicts(date_items, "It fell on Nov. 1.", "It fell on 1 November.") == ["normalized"]
    assert verdicts(date_items, "It fell on Nov. 2.", "It fell on 1 November.") == ["absent"]
