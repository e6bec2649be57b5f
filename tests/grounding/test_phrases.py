"""Quotations, the phrases before a cue, and what is said, each with true offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.phrases import (
    BLANK,
    blanked,
    clause_end,
    content_of,
    phrases_before,
    quotations,
    quotes,
    trim,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b” c “d”", ["“b”", "“d”"]),
        ('a "b" c', ['"b"']),
        ("a ”b” c", ["”b”"]),
        ("a “b c\nd “e”", ["“b c", "“e”"]),
        ("a ”b\nc", []),
        ("a “b “c” d", ["“c”"]),
        ("''b'' c", ["''b''"]),
        ("it’s 'so'", []),
    ],
)
def test_quotation_marks_are_paired(text, expected):
    """Curly, straight and wrongly turned marks; one left open ends with its paragraph."""
    assert [text[start:end] for start, end in quotations(text)] == expected


@given(st.text(alphabet='ab “”"()\n', max_size=40))
def test_blanking_keeps_offsets(text):
    """A blanked text is as long as before; outside quotations and parentheses nothing changes."""
    spans = quotations(text)
    plain = blanked(text, spans)
    assert len(plain) == len(text)
    assert all(set(plain[start:end]) <= {BLANK, " "} for start, end in spans)
    assert all(new in (old, " ", BLANK) for old, new in zip(text, plain, strict=True))


def test_a_span_is_trimmed():
    """Spaces and commas at both ends go; a span of nothing else is empty."""
    text = " , it rained, "
    assert text[slice(*trim(text, (0, len(text))))] == "it rained"
    start, end = trim(" , ", (0, 3))
    assert start == end


@pytest.mark.parametrize(
    ("text", "clause"), [("It rained and Ann", "It rained"), ("It rained Ann", "It rained"), ("Ann", "")]
)
def test_a_clause_ends_before_its_last_conjunction(text, clause):
    """The conjunction that joins the next clause belongs to neither."""
    assert text[: clause_end(text, text.index("Ann"))] == clause


@pytest.mark.parametrize(
    ("text", "expected", "shared"),
    [
        ("It fell, but the mayor has also said", ["the mayor"], False),
        ("The mayor, a farmer, said", ["a farmer", "The mayor"], True),
        ("In June, the mayor, a farmer, said", ["a farmer", "the mayor"], True),
        ("Ann Lee and Ben Hall said", ["Ann Lee and Ben Hall"], False),
        ("The mayor left and said", [], True),
        ("They asked if said", [], False),
    ],
)
def test_the_subject_of_a_cue_stands_before_it(text, expected, shared):
    """Commas, conjunctions and fronted phrases bound it; after a comma or "and" an earlier subject may be shared."""
    spans, _, joined = phrases_before(text, 0, text.index("said"))
    assert sorted(text[slice(*span)] for span in spans) == sorted(expected)
    assert joined is shared


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Ann Lee said on Monday that it rained.", "said", "it rained"),
        ("Ann Lee told reporters it rained.", "told", "it rained"),
        ("It rained all day, Ann Lee said.", "said", "It rained all day"),
        ("“It rained,” Ann Lee said.", "said", "“It rained,”"),
        ("Ann Lee said it rained, according to a diary.", "said", "it rained"),
    ],
)
def test_what_is_said_is_bare(text, cue, content):
    """Day, addressee, "that", the full stop and who reports it are no part of what is said."""
    plain = blanked(text, quotations(text))
    at = plain.index(cue)
    span = content_of(plain, (0, plain.index("Ann")), at + len(cue), cue)
    assert text[slice(*span)] == content


def test_a_clause_after_that_counts_as_quoted():
    """A blank or "that" shows that words are given; bare words after the cue do not."""
    assert quotes(f"said {BLANK}", (5, 6), 4)
    assert quotes("said that it rained", (10, 19), 4)
    assert not quotes("said it rained", (5, 14), 4)
