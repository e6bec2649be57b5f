"""The benchmark of actors counts what it says it counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click import ClickException
from click.testing import CliRunner

from benchmarks.actors import GOLD, Known, Tally, judge, listed, load, main, summaries

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    {"id": "x1", "text": "Mayor Ida Lund said it rained. Later Lund left. Bo Moe said it did not."},
    {"id": "x2", "text": "Lund said it would rain again. Cy Dole said so, too."},
]


def place(article, words):
    text = next(one["text"] for one in TEXTS if one["id"] == article)
    return article, text.index(words), text.index(words) + len(words)


def test_mentions_are_found_by_their_place():
    """Every form of a name, in every article, leads to the actor it is listed under; an unknown one to none."""
    ida, later, other = place("x1", "Ida Lund"), place("x1", "Lund left")[:2], place("x2", "Lund")
    lund = (*later, later[1] + 4)
    found = listed(summaries(TEXTS), [ida, lund, other, place("x2", "Cy Dole"), place("x1", "rained")])
    assert found[ida] == found[lund] == found[other] != found[place("x2", "Cy Dole")]
    assert place("x1", "rained") not in found


def test_pairs_are_counted():
    """Three mentions of one and one of another, listed as two and two: one pair right of two, one joined of three."""
    mentions = [("x1", at, at + 1) for at in range(4)]
    gold = {mention: Known(0 if at < 3 else 1, person=True, words=f"w{at}") for at, mention in enumerate(mentions)}
    tally = Tally()
    judge(gold, dict(zip(mentions, ["a1", "a1", "a2", "a2"], strict=True)), tally)
    assert (tally.merged, tally.right, tally.wanted, tally.joined) == (2, 1, 3, 1)
    assert tally.figures() == {"merged_right": 0.5, "persons_merged": 1, "joined": 0.333}
    assert len(tally.faults) == 3


def test_the_gold_holds_no_text():
    """Twenty stories, ids and offsets only."""
    stories = json.loads(GOLD.read_text(encoding="utf-8"))["stories"]
    assert len(stories) == 20
    for story in stories:
        for actor in story["actors"]:
            assert actor["kind"] in ("person", "other")
            assert all(article in story["articles"] and start < end for article, start, end in actor["mentions"])


def test_other_data_is_refused():
    """A folder without the gold's articles is named as the wrong one."""
    with pytest.raises(ClickException, match="the data has no article"):
        load(GOLD, {})


def test_the_command_ends_with_one_line_of_json(tmp_path: Path):
    """Whatever else it prints: the last line is for programs."""
    stories = json.loads(GOLD.read_text(encoding="utf-8"))["stories"]
    with (tmp_path / "dev.jsonl").open("w", encoding="utf-8") as lines:
        for article in (one for story in stories for one in story["articles"]):
            lines.write(json.dumps({"id": article, "text": "It rained in Vell, Ida Lund said."}) + "\n")
    done = CliRunner().invoke(main, ["--data", str(tmp_path)])
    assert done.exit_code == 0, done.output
    last = json.loads(done.output.splitlines()[-1])
    assert set(last) == {"benchmark", "merged_right", "persons_merged", "joined"}
