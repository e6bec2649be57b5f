"""A sentence laid beside the lines of its evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.aligning import Index, tokens
from summarizer.grounding.passages import LONGEST_LINE, evidence_of, split_lines

NONE = frozenset()


def laid(text, *passages):
    return Index(evidence_of(passages, NONE, None)).alignments(tokens(text, NONE))


def test_tokens_are_numbers_countries_negations_and_words():
    """Forms of one number or country are one token, and words without meaning of their own are none."""
    found = tokens("The U.S. mayor did not raise 10k dams in Korrdam.", NONE)
    kinds = [(token.kind, token.key) for token in found]
    assert ("name", "United States") in kinds
    assert ("not", "not") in kinds
    assert ("number", "10000") in kinds
    assert ("word", "rais") in kinds
    assert ("name", "korrdam") in kinds
    assert len(found) == 7


def test_a_copied_sentence_is_laid_beside_its_own_line():
    """What differs is one change, held on both sides."""
    best, *_ = laid("The dam in Vesk cracked late on Sunday.", "Rain fell. The dam in Korrdam cracked late on Sunday.")
    assert best.copied
    (change,) = best.changes
    assert [token.key for token in best.theirs[slice(*change.theirs)]] == ["korrdam"]
    assert [token.key for token in best.ours[slice(*change.ours)]] == ["vesk"]
    assert change.held == 2


def test_a_sentence_of_other_words_is_no_copy():
    """One word in common copies nothing; none at all has no line."""
    best, *_ = laid("Farmers fear that the dam may flood their fields.", "The dam in Korrdam cracked late on Sunday.")
    assert not best.copied
    assert laid("Farmers fear floods.", "The dam in Korrdam cracked.") == []


@given(st.text(max_size=300))
def test_lines_are_the_whole_text(text):
    """Nothing of a text is lost between its lines but blanks."""
    assert "".join(text[start:end] for start, end in split_lines(text)).split() == text.split()


def test_no_line_is_too_long():
    """A sentence without an end is looked at in parts."""
    lines = list(split_lines("boat " * 1000))
    assert max(end - start for start, end in lines) <= LONGEST_LINE * 5
    assert lines[-1][1] == 5000
