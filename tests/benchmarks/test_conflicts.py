"""The benchmark of conflicts: what a pair is called, and how its figures count."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from benchmarks.conflicts import Outcome, judge, main, scores, summary

BASE = "Rain fell on Tarn all week. {} The ferry Morven stayed in the harbour of Vesk until Friday."


def pair(number, one, other, kind="disputed", edit="number", pairing="whole", days=("2031-03-02", "2031-03-02")):
    """A pair of invented articles that differ in one sentence."""
    sides = {}
    for side, words, day in zip("ab", (one, other), days, strict=True):
        text = BASE.format(words)
        start = text.index(words)
        sides |= {
            side: {"id": f"{number}-{side}", "title": "Tarn", "text": text, "publisher": side, "published": day},
            f"{side}_span": [start, start + len(words)],
        }
    return {"id": number, "kind": kind, "edit": edit, "pairing": pairing, **sides}


PAIRS = [
    pair("p1", "Police in Tarn arrested 12 dockers.", "Police in Tarn arrested 19 dockers."),
    pair("p2", "Police in Tarn arrested 12 dockers.", "Police in Tarn arrested twelve dockers.", "agree", "word_or_digit"),
    pair("p3", "Police in Tarn arrested 175 dockers.", "Police in Tarn arrested almost 180 dockers.", "rounding", "rounded"),
    pair(
        "p4",
        "Four people were injured in the fire at Tarn mill.",
        "Five people were injured in the fire at Tarn mill.",
        "updated",
        "toll_dated",
        days=("2031-03-02", "2031-03-03"),
    ),
    pair("p5", "Cy Marr was charged with arson.", "Cy Marr was not charged with arson.", edit="polarity"),
]  # fmt: skip


@pytest.mark.parametrize("given", PAIRS, ids=lambda given: given["id"])
def test_pairs_are_called_what_they_are(given):
    """A number that does not agree and a negation are disputed, a grown toll is updated, other forms are compatible."""
    outcome = judge(given)
    assert outcome.called == outcome.kind
    assert outcome.at_edit == (outcome.called != "compatible")


def test_figures_count_updated_pairs_for_neither():
    """Precision and recall are of disputed against compatible pairs."""
    called = ("disputed", "disputed", "compatible", "updated", "compatible")
    outcomes = [Outcome(one, call, at_edit=False, why="") for one, call in zip(PAIRS, called, strict=True)]
    found = scores(outcomes)
    assert (found["disputed_precision"], found["disputed_recall"]) == (0.5, 0.5)
    assert (found["disputed"], found["compatible"]) == (2, 2)
    assert summary(outcomes)["updated_right"] == 1
    assert summary(outcomes)["rounding_disputed"] == 0
    assert summary(outcomes)["elsewhere"] == 2


def test_the_last_line_is_json(tmp_path):
    """The command reads a folder and ends with one line of figures."""
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, PAIRS[:2])), encoding="utf-8")
    done = CliRunner().invoke(main, ["--data", str(tmp_path)], catch_exceptions=False)
    figures = json.loads(done.output.splitlines()[-1])
    assert figures["benchmark"] == "conflicts"
    assert figures["whole"]["disputed_recall"] == 1.0
