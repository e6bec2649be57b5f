"""Sentences derived by program: each edit does what it says, and the benchmark counts what is refused."""

from __future__ import annotations

import json
from random import Random

import pytest
from click.testing import CliRunner

from benchmarks.derived import main
from benchmarks.edits import HARMFUL, HARMLESS

TEXT = """Mayor Ines Falk said on Monday that 40 people were hurt in Korrdam and raised the tax on boats to 12 percent.

“The old dam was always a serious risk to farmers,” said engineer Tom Reyes, who did not sign the report of the U.S. office.

About 1,234 people left the valley - most of them by boat - after the wall of the lower lock cracked late on Sunday.
"""


def chance() -> Random:
    """Return the same chance every time."""
    return Random(1)  # noqa: S311  (a sample, not a secret)


KNOWN = ("Ines Falk", "Tom Reyes", "Korrdam")


@pytest.mark.parametrize(
    ("kind", "sentence", "edited"),
    [
        ("digit", "Some 4 boats sank.", "Some {} boats sank."),
        ("name", "The envoy met Ines Falk.", "The envoy met Tom Reyes."),
        ("not", "The dam did not crack.", "The dam did crack."),
        ("not", "The dam was old.", "The dam was not old."),
        ("not", "The dam won't crack.", "The dam will crack."),
        ("direction", "The mayor raised taxes.", "The mayor lowered taxes."),
        ("number words", "The storm sank 7 boats.", "The storm sank seven boats."),
        ("number words", "The storm sank seven boats.", "The storm sank 7 boats."),
        ("quotation marks", "She said “no”.", 'She said "no".'),
        ("dashes and spaces", "The dam - old - held.", "The dam – old – held."),
        ("forms of names", "The envoy met Ines Falk.", "The envoy met Falk."),
        ("forms of names", "The envoy left the U.S. in May.", "The envoy left the United States in May."),
        ("rounding", "The storm sank 1,234 boats.", "The storm sank about 1,200 boats."),
    ],
)
def test_an_edit_changes_one_thing(kind, sentence, edited):
    """One digit, name, negation, direction or form, and nothing else."""
    done = (HARMFUL | HARMLESS)[kind](sentence, KNOWN, chance())
    assert done in [edited.format(digit) for digit in "123456789"]
    assert done != sentence


def test_a_quotation_gets_another_word_or_marks_that_nobody_set():
    """A word inside changed where there is one, else a few words are set as if somebody had said them."""
    quoted = "She said “the old wall was a risk”."
    changed = HARMFUL["quotation"](quoted, KNOWN, chance())
    assert changed != quoted
    assert (changed[:10], changed[-2:]) == (quoted[:10], quoted[-2:])
    plain = "The old wall of the lower lock cracked late in the evening."
    assert HARMFUL["quotation"](plain, KNOWN, chance()).translate({0x201C: None, 0x201D: None}) == plain


@pytest.mark.parametrize("edit", [*HARMFUL.values(), *HARMLESS.values()])
def test_where_there_is_nothing_to_edit_there_is_no_edit(edit):
    """A sentence without numbers, names, negations, directions or quotations is left alone."""
    assert edit("It rained.", KNOWN, chance()) is None


def test_it_ends_with_its_figures(tmp_path):
    """A table, and one line of JSON with the share refused of each kind."""
    (tmp_path / "dev.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    done = CliRunner().invoke(main, ["--data", str(tmp_path), "--verbose"])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.output.splitlines()[-1])
    assert figures["benchmark"] == "derived"
    assert figures["caught_digit"] == figures["caught_name"] == figures["caught_quotation"] == 1.0
    assert figures["refused_harmless"] == 0.0
