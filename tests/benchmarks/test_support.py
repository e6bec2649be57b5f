"""The support benchmark: its rates, its baseline, and what it prints."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from benchmarks.support import Cost, judged_lines, main, plainly_carried, rates

ARTICLE = "Mayor Ines Falk said on Monday that 40 people were hurt when the dam in Korrdam cracked."


@pytest.fixture
def folder(tmp_path):
    """A folder with one summary that its article carries, and one that it does not."""
    said = {
        "Ines Falk said 40 people were hurt in Korrdam.": "consistent",
        "Ines Falk said 41 people were hurt in Korrdam.": "inconsistent",
    }
    lines = [
        json.dumps(
            {"article_id": "a", "article": ARTICLE, "summary": summary, "label": label, "edit_types": ["number"]}
        )
        for summary, label in said.items()
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_rates_weigh_both_labels_alike():
    """Of pairs of label and verdict: kept of the consistent, refused of the inconsistent, and their mean."""
    pairs = [(True, True), (True, True), (True, False), (True, True), (False, False), (False, True)]
    assert rates(pairs) == (0.75, 0.5, 0.625)


def test_the_plain_check_looks_for_numbers_and_capitals():
    """The first word has its capital from the sentence."""
    assert plainly_carried("Some 40 people were hurt in Korrdam.", ARTICLE)
    assert not plainly_carried("Some 41 people were hurt in Korrdam.", ARTICLE)
    assert not plainly_carried("Some 40 people were hurt in Vesk.", ARTICLE)


def test_it_ends_with_its_figures(folder):
    """A table by article and by edit, the wrong verdicts where they are asked for, and one line of JSON."""
    done = CliRunner().invoke(main, ["--data", str(folder), "--verbose"])
    assert done.exit_code == 0, done.output
    *table, last = done.output.splitlines()
    figures = {"consistent_kept": 1.0, "balanced_accuracy": 1.0, "baseline_balanced_accuracy": 1.0}
    assert json.loads(last) == {"benchmark": "support", **figures}
    assert any(line.startswith("number ") and "1 of   1 refused" in line for line in table)


def test_a_judge_is_asked_about_what_the_proof_keeps(folder, server):
    """What it refuses is refused, and what that took is told."""
    server.answer = lambda _: server.Reply("No.")
    done = CliRunner().invoke(main, ["--data", str(folder), "--judge", "m", "--base-url", server.url])
    assert done.exit_code == 0, done.output
    assert "1 of them kept by prove and put to the judge" in done.output
    assert len(server.requests) == 1


def test_the_cost_of_a_judge_is_told_for_each_request():
    """Tokens and seconds, in all and each."""
    assert list(judged_lines([], [], Cost(2, 100, 3.0)))[-1] == "100 tokens, 3 seconds; 50 and 1.5 a request"
