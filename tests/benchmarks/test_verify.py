"""The benchmark of `verify` breaks what it says, the same each time, and every kind of breakage is found."""

from __future__ import annotations

import json
import random

import pytest
from click.testing import CliRunner

from benchmarks import verify as benchmark
from benchmarks.breaking_claims import BREAKS
from benchmarks.gold import SEEDS
from summarizer import summarize
from summarizer.verification import load, verify

EVERY = [how for of_kind in BREAKS.values() for how in of_kind]


@pytest.fixture(scope="module")
def whole() -> str:
    """The seeds' briefing by rule, as JSON."""
    return summarize([SEEDS], model="extractive", date=benchmark.DAY).to_json()


def test_the_same_seed_breaks_the_same(whole):
    """A run can be repeated: what is broken depends on the seed alone."""
    first, second = (benchmark.broken([whole], 10, 4) for _ in range(2))
    assert first == second
    assert first != benchmark.broken([whole], 10, 5)


def test_nothing_fails_in_the_whole_briefing(whole):
    """What is not broken holds."""
    assert verify(load(whole), SEEDS).failures == ()


@pytest.mark.parametrize("how", EVERY, ids=[how.name for how in EVERY])
def test_one_thing_that_is_broken_is_found(whole, how):
    """Each way to break a briefing changes it, and `verify` sees it."""
    draw = random.Random(11)  # noqa: S311  (draws examples, keeps no secret)
    briefing = json.loads(whole)
    while not how.change(briefing, draw):
        briefing = json.loads(whole)
    assert briefing != json.loads(whole)
    assert not verify(load(json.dumps(briefing)), SEEDS if how.with_sources else ()).ok


def test_the_command_ends_with_its_figures(tmp_path):
    """The last line is JSON; a folder without articles is an error and no figure."""
    done = CliRunner().invoke(benchmark.main, ["--count", "8"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output.splitlines()[-1]) == {
        "benchmark": "verify",
        "broken": 8,
        "found": 8,
        "false_alarms": 0,
    }
