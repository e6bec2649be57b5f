"""The stories benchmark: its scores by hand, its made-up collections, and its figures on a small set."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from benchmarks import stories

RECORDS = [
    {"id": f"{story}-{number}", "set": "towns", "story_id": story, "title": title, "text": text, "publisher": None}
    | {"published": "2024-10-01", "near_duplicate_of": None}
    for story, texts in {
        "ferry": (
            ("Ferry sinks", "The ferry Halla sank off Skarn on Friday with 14 people aboard, the coastguard said."),
            (
                "Fourteen saved",
                "All 14 people aboard the ferry Halla were saved off Skarn, the coastguard said on Friday.",
            ),
        ),
        "mayor": (
            ("New mayor", "Berit Falk was chosen as mayor of Ostby with 21 votes, and promised cheaper parking."),
            ("Falk wins", "With 21 votes Berit Falk became mayor of Ostby, where parking is to be cheaper."),
        ),
    }.items()
    for number, (title, text) in enumerate(texts)
]


@pytest.mark.parametrize(
    ("found", "cubed", "pairs"),
    [
        ("1122", (1, 1), (1, 1)),
        ("1111", (0.5, 1), (0.3333, 1)),
        ("1234", (1, 0.5), (1, 0)),
        ("1112", (0.6667, 0.75), (0.3333, 0.5)),
    ],
)
def test_scores_are_those_worked_out_by_hand(found, cubed, pairs):
    """B-cubed and pairwise precision and recall of groupings of two stories of two."""
    for score, expected in ((stories.bcubed, cubed), (stories.pairwise, pairs)):
        figures = score("aabb", found)
        assert (figures["precision"], figures["recall"]) == expected


def test_a_multiplied_story_tells_of_another_event():
    """Names and numbers are made up for a copy, the same in all articles of its story, and other in the next."""
    made = stories.multiplied(RECORDS, 8)
    assert len({one["id"] for one in made}) == 8
    assert {one["story_id"] for one in made} == {"ferry/0", "ferry/1", "mayor/0", "mayor/1"}
    assert not any("Halla" in one["text"] or "14" in one["text"] for one in made)
    first, second, other = (made[at]["text"].split() for at in (0, 1, 4))
    assert first[2] == second[6] != other[2]
    assert made == stories.multiplied(RECORDS, 8)


def test_the_last_line_holds_the_figures(tmp_path):
    """Each set has its figures, and articles keep their groups when the set is shuffled."""
    lines = [json.dumps(one) for one in RECORDS]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(stories.main, ["--data", str(tmp_path)], catch_exceptions=False)
    figures = json.loads(done.output.splitlines()[-1])
    assert figures["benchmark"] == "stories"
    assert figures["towns"]["bcubed_f1"] == 1.0
    assert figures["order_changes"] == 0
