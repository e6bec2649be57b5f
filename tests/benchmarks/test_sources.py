"""The sources benchmark: how it edits, which articles it takes for independent, and its figures on a small set."""

from __future__ import annotations

import json
from random import Random

from click.testing import CliRunner

from benchmarks import sources

FERRY = (
    (
        "The ferry Halla sank off Skarn on Friday with fourteen people aboard, the coastguard said. A lifeboat that was out"
        " for a drill took all of them from the water within the hour. The captain told the harbour master that a pump had"
        " failed. Divers will look at the wreck once the swell eases, perhaps on Sunday. The line is served by buses for now."
    ),
    (
        "Fourteen passengers had to swim for their lives when an old boat went down near the Skarn light. None was badly"
        " hurt. Her owner bought her in spring from a firm in Ostby, which had wanted to scrap her. Inspectors have asked for"
        " her papers, and the minister of transport wants to know why she was allowed to sail in such weather at all."
    ),
)


def chance():
    """The same chance every time."""
    return Random(1)  # noqa: S311  (nothing secret)


def record(number, text, marked=None):
    """A labelled article of one story."""
    return {
        "id": str(number),
        "story_id": "s",
        "title": "",
        "text": text,
        "publisher": "a",
        "near_duplicate_of": marked,
    }


def test_an_edited_text_keeps_most_of_its_words():
    """About a tenth of the words are others, and white space stays."""
    text = " ".join(f"word{number}" for number in range(1000))
    words = sources.edited(text, chance(), ["new"]).split()
    kept = sum(word.startswith("word") for word in words)
    assert 910 < kept < 960
    assert 20 < words.count("new") < 100
    assert sources.edited(text, chance(), ["new"], share=0.0) == text


def test_marked_and_unmarked_copies_are_left_out():
    """What is marked as a copy, and what shares half of its sentences, is not counted as independent."""
    half = FERRY[0].split(" The captain", maxsplit=1)[0]
    found = [record(1, FERRY[0]), record(2, FERRY[1]), record(3, FERRY[1], "2"), record(4, half)]
    (kept,) = sources.stories(found, marked=False)
    assert [one["id"] for one in kept] == ["1", "2"]
    (kept,) = sources.stories(found, marked=True)
    assert [one["id"] for one in kept] == ["1", "2", "4"]


def test_the_last_line_holds_the_figures(tmp_path):
    """The story of two independent reports is counted right among its copies."""
    lines = [json.dumps(record(number, text)) for number, text in enumerate(FERRY)]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = CliRunner().invoke(sources.main, ["--data", str(tmp_path)], catch_exceptions=False)
    figures = json.loads(done.output.splitlines()[-1])
    assert (figures["benchmark"], figures["stories"], figures["right"]) == ("sources", 1, 1)
