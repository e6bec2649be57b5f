"""The benchmark of merged tolls counts what it says it counts."""

from __future__ import annotations

import json

from click.testing import CliRunner

from benchmarks.figures import alarms, audited, main, outcome, plain, shares


def record(number, killed, injured, *texts, **fields):
    """An incident of articles with these texts."""
    articles = [
        {
            "title": "",
            "text": text,
            "publisher": f"tarn{at}.example",
            "published": "2024-10-24",
            "figures": {"killed": [], "injured": [], "shot": []},
        }
        for at, text in enumerate(texts)
    ]
    return {
        "incident_id": number,
        "killed": killed,
        "injured": injured,
        "articles": articles,
        "articles_disagree": [],
    } | fields


FLOOD = record(
    "1",
    2,
    3,
    "Two people were killed and three hurt in a flood in Tarn. The dead were brothers.",
    "The flood left two dead and three injured, police said. Rain fell all night.",
)
BLAZE = record("2", 1, 0, "A blaze in Vesk hurt two people, police said. They are in a hospital.")


def test_leading_readings_are_compared():
    """A number that no article gives is 0; nothing moved where the articles agree."""
    assert outcome(FLOOD) == {"id": "1", "killed": 2, "injured": 3, "moved": []}
    assert outcome(BLAZE) == {"id": "2", "killed": 0, "injured": 2, "moved": []}
    outcomes = {row["incident_id"]: outcome(row) for row in (FLOOD, BLAZE)}
    assert shares([FLOOD, BLAZE], outcomes) == {"killed": 0.5, "injured": 0.5}
    assert shares([], outcomes) == {}


def test_the_plain_incidents_are_those_that_a_simple_look_speaks_for():
    """A look that finds other figures, or articles that disagree, speaks against."""
    assert plain(FLOOD)
    assert not plain(FLOOD | {"articles_disagree": ["killed"]})
    looked = FLOOD["articles"][0] | {"figures": {"killed": [4], "injured": [], "shot": []}}
    assert not plain(FLOOD | {"articles": [looked]})


def test_alarms_are_counted_where_people_read():
    """Without their file there is nothing to count."""
    outcomes = {number: {"moved": moved} for number, moved in (("1", ["killed"]), ("2", []), ("3", ["injured"]))}
    found = alarms({"1": "update", "2": "conflict", "3": "match"}, outcomes)
    assert found == {"disagreements": 2, "disagreements_found": 1, "false_alarms": 1}
    assert set(alarms({}, outcomes).values()) == {None}


def test_the_last_line_is_the_figures(tmp_path):
    """It runs on any folder of that form."""
    (tmp_path / "test.jsonl").write_text("\n".join(json.dumps(row) for row in (FLOOD, BLAZE)), encoding="utf-8")
    done = CliRunner().invoke(main, ["--data", str(tmp_path), "--verbose"])
    assert done.exit_code == 0, done.output
    last = json.loads(done.output.splitlines()[-1])
    assert (last["killed_all"], last["injured_match"], last["false_alarms"]) == (0.5, 0.5, None)
    assert audited(tmp_path) == {}
