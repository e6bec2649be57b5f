"""The phrases before a cue, and what is said, each with true offsets."""

from __future__ import annotations

import pytest

from summarizer.grounding.phrases import clause_end, contents_of, phrases_before, quotes, tail_of, trim
from summarizer.grounding.quotes import BLANK, blanked, quotations


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
    ("text", "cue", "contents"),
    [
        ("Ann Lee said on Monday that it rained.", "said", ["it rained"]),
        ("Ann Lee told reporters it rained.", "told", ["it rained"]),
        ("It rained all day, Ann Lee said.", "said", ["It rained all day"]),
        ("“It rained,” Ann Lee said.", "said", ["“It rained,”"]),
        ("Ann Lee said it rained, according to a diary.", "said", ["it rained"]),
        ("“It rained,” Ann Lee said, “and it snowed.”", "said", ["“It rained,”", "“and it snowed.”"]),
        ("“It rained,” Ann Lee said, and it “got wet.”", "said", ["“It rained,”", "and it “got wet.”"]),
        ("“It rained,” Ann Lee said, telling Cy Dole to “go.”", "said", ["“It rained,”"]),
        ("Even if it rained, Ann Lee said, the road would hold.", "said", ["Even if it rained", "the road would hold"]),
        ("A man scolded her: “It rained,” Ann Lee said.", "said", ["“It rained,”"]),
        ("When asked about the road, Ann Lee said, “It rained.”", "said", ["“It rained.”"]),
        ("Ann Lee said.", "said", []),
    ],
)
def test_what_is_said_is_bare(text, cue, contents):
    """Before the source, after the cue or both; day, addressee, "that" and the full stop are no part of it."""
    plain = blanked(text, quotations(text))
    at = plain.index(cue)
    spans = contents_of(plain, (0, plain.index("Ann")), at + len(cue), cue)
    assert [text[slice(*span)] for span in spans] == contents


@pytest.mark.parametrize(
    "more",
    [
        ", but it snowed",
        ", although nobody saw it",
        ", who left",
        "; the road is wet",
        " – a first",
        " -- a first",
        ", according to a diary",
    ],
)
def test_what_is_said_ends_where_the_matter_changes(more):
    """A contrast, a relative clause, a dash or a semicolon may be the writer's own words."""
    text = f"Ann Lee said it rained{more}."
    span = tail_of(text, text.index(" it"), "said")
    assert span
    assert text[slice(*span)] == "it rained"


def test_a_clause_after_that_counts_as_quoted():
    """A blank or "that" shows that words are given; bare words after the cue do not."""
    assert quotes(f"said {BLANK}", (5, 6), 4)
    assert quotes("said that it rained", (10, 19), 4)
    assert not quotes("said it rained", (5, 14), 4)
