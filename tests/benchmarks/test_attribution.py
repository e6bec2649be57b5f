"""The benchmark of attributions counts what it says it counts."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from benchmarks.attribution import Page, Said, main, marks, naive, ours, overlap, pairs, quoted, same_source, tally
from benchmarks.quote_peers import model

TEXT = "“It rained,” Ann Lee said. “It was wet.” Then Cy Dole denied the theft."
RECORD = {
    "text": TEXT,
    "attributions": [
        {
            "source": {"text": "Ann Lee", "start": 13, "end": 20},
            "source_form": "name",
            "content": {"text": "“It rained,” “It was wet.”", "spans": [[0, 12], [27, 40]]},
            "quote": "direct",
        },
        {
            "source": {"text": "Cy Dole", "start": 46, "end": 53},
            "source_form": "name",
            "content": {"text": "the theft", "spans": [[61, 70]]},
            "quote": "indirect",
        },
    ],
}


def test_pieces_under_one_cue_are_one_answer():
    """As they are one attribution in the marks; sources lie where they are named."""
    first, second = ours(TEXT)
    assert first.content == ((0, 12), (27, 40))
    assert [TEXT[slice(*one.source)] for one in (first, second) if one.source] == ["Ann Lee", "Cy Dole"]


def test_overlap_is_the_share_of_characters():
    """Of those that either covers; nothing shares nothing."""
    assert overlap([(0, 10)], [(0, 10)]) == 1
    assert overlap([(0, 4), (6, 10)], [(0, 10)]) == 0.8
    assert overlap([(0, 5)], [(5, 10)]) == 0
    assert overlap([], []) == 0


def test_matching_is_one_to_one_best_first():
    """A second answer to the same mark is a false one."""
    mark = Said(((0, 10),), (20, 23))
    close, exact = Said(((0, 8),), None), Said(((0, 10),), (22, 25))
    assert pairs([mark], [close, exact]) == [(mark, exact)]
    counts = tally([Page("x" * 30, (mark,), (close, exact))])
    assert (counts.marked, counts.found, counts.matched, counts.right) == (1, 2, 1, 1)
    assert counts.figures()["content_f1"] == pytest.approx(0.667)
    assert tally([]).figures()["source_f1"] == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [((0, 3), (2, 5), True), ((0, 3), (3, 5), False), (None, None, True), (None, (0, 1), False)],
)
def test_a_source_is_right_where_spans_overlap(ours, theirs, same):
    """Or where nobody is named on either side."""
    assert same_source(Said((), ours), Said((), theirs)) is same


def test_quotations_are_those_with_marks():
    """Marks by their field, answers by the marks in their words."""
    page = quoted(Page(TEXT, marks(RECORD), ours(TEXT)))
    assert [mark.quote for mark in page.marked] == ["direct"]
    assert [one.content[0] for one in page.found] == [(0, 12)]


def test_the_baseline_takes_the_nearest():
    """A pair of marks, the nearest verb and the nearest name."""
    assert naive("“It rained,” said Ann Lee.") == (Said(((0, 12),), (18, 25)),)
    assert naive("A “wet” day.") == ()


def test_the_last_line_is_json(tmp_path):
    """The command prints tables, and ends in the figures."""
    (tmp_path / "dev.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["--data", str(tmp_path)])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.output.splitlines()[-1])
    assert figures["benchmark"] == "attribution"
    assert figures["all"]["source_f1"] == figures["quotes"]["source_f1"] == 1


def test_peers_that_are_not_there_are_named():
    """The peers' script says what to install."""
    with pytest.raises((SystemExit, ImportError), match=r"spaCy|spacy"):
        model()
