"""The benchmark of quantities: what counts as right, and its peers."""

from __future__ import annotations

import json
import sys

import pytest
from click.testing import CliRunner

from benchmarks import peers
from benchmarks.quantities import Score, found, gold, main, score, total
from summarizer.grounding.quantities import find_quantities

RECORDS = [
    {"sentence": "Sales at the mill rose 5% to 300 tonnes.", "quantities": [("5.0", "up"), ("300.0", "=")]},
    {"sentence": "Between 20 and 25 ships left.", "quantities": [("20.0-25.0", "=")]},
    {"sentence": "Nobody came.", "quantities": [("7.0", "=")]},
]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("15.0", (15, 15, "=")),
        ("15.0-20.0", (15, 20, "=")),
        ("3.0 - 4.0", (3, 4, "=")),
        ("1.3-0.03", (1.3, 0.03, "=")),
        ("-5.0", (-5, -5, "=")),
        ("-5--3", (-5, -3, "=")),
        ("2.998E-08", (2.998e-8, 2.998e-8, "=")),
        ("many", None),
    ],
)
def test_an_annotated_value(value, read):
    """A value is a number or two ends; a minus is not taken for a range."""
    assert gold({"value": value, "change": "="}) == read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at least 7 men", (7, 7, ">")),
        ("up to 7 men", (7, 7, "<")),
        ("about 7 men", (7, 7, "~")),
        ("7 to 9 men", (7, 9, "=")),
        ("hundreds of men", (100, 1000, "=")),
        ("fell 7%", (7, 7, "down")),
    ],
)
def test_a_found_value(text, value):
    """A bound has the value that is written, and what moved its direction."""
    assert [found(quantity) for quantity in find_quantities(text)] == [value]


def test_values_are_matched_once_each():
    """Two equal values need two annotations, and of two the one with the right change is matched."""
    annotated = [(5.0, 5.0, "up"), (5.0, 5.0, "="), (9.0, 9.0, "=")]
    values = [(5.0, 5.0, "="), (5.0, 5.0, "down"), (5.0, 5.0, "up"), (5.0, 6.0, "=")]
    assert score(annotated, values) == Score(right=2, wrong=2, missed=1, changes=1)
    assert total([annotated, []], [values, []]) == Score(right=2, wrong=2, missed=1, changes=1)


def test_figures_of_a_score():
    """Precision, recall, F1 and accuracy follow from the counts, and nothing found divides by nothing."""
    result = Score(right=3, wrong=1, missed=2, changes=2)
    assert (result.precision, result.recall, result.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert result.change_accuracy == pytest.approx(2 / 3)
    assert (Score().precision, Score().recall, Score().f1, Score().change_accuracy) == (0, 0, 0, 0)


@pytest.fixture
def folder(tmp_path):
    rows = [
        {**row, "quantities": [{"value": value, "change": change} for value, change in row["quantities"]]}
        for row in RECORDS
    ]
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_the_benchmark_ends_with_its_figures(folder):
    """The last line is one JSON object, and the peers that were not run are named."""
    done = CliRunner().invoke(main, ["--data", str(folder), "--verbose"], catch_exceptions=False)
    *lines, last = done.output.splitlines()
    figures = json.loads(last)
    assert {name: figures[name] for name in ("benchmark", "value_precision", "value_recall", "change_accuracy")} == {
        "benchmark": "quantities",
        "value_precision": 1,
        "value_recall": 0.75,
        "change_accuracy": 1,
    }
    assert figures["mb_per_second"] > 0
    assert figures["peers"] == {}
    assert any("Nobody came." in line for line in lines)
    assert all(any(f"{name} was not run" in line for line in lines) for name in peers.TOOLS)


def test_peers_run_under_another_interpreter(folder):
    """An interpreter that has no other tool says so, and the benchmark goes on."""
    done = CliRunner().invoke(main, ["--data", str(folder), "--peers", sys.executable], catch_exceptions=False)
    assert done.exit_code == 0
    assert "quantulum3 was not run: ModuleNotFoundError" in done.output


def test_an_interpreter_that_is_none(folder):
    """What cannot be run as an interpreter is an error in one sentence."""
    done = CliRunner().invoke(main, ["--data", str(folder), "--peers", str(folder / "none")])
    assert done.exit_code == 1
    assert "gave no answer" in done.output


def test_a_peer_that_fails_at_a_sentence():
    """A sentence a tool fails at is one without quantities; a tool that cannot start says why."""

    def read(sentence):
        if sentence == "bad":
            raise ValueError
        return [(1.0, 1.0, None)]

    measured = peers.measured(lambda: read, ["good", "bad"])
    assert (measured["values"], measured["changes"]) == ([[[1.0, 1.0]], []], [[None], []])
    assert measured["failed"] == 1
