"""Breaks briefings of the seeds in one place each, and counts how many `verify` finds: `python -m benchmarks.verify`.

The briefings are the rule engine's and the recorded model's. What is broken, and where, is drawn with a fixed seed, so
that each run breaks the same. The last line is one JSON object with the figures.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from benchmarks.breaking_claims import BREAKS, Break
from benchmarks.gold import load_pages, seeds_option
from summarizer import summarize
from summarizer.verification import load, verify

CASSETTE = Path(__file__).parents[1] / "cassettes" / "demo" / "seeds.yaml"
DAY = date(2024, 11, 1)
TRIES = 200  # a breakage may not fit the place that was drawn: there is no number in every claim


def briefings(folder: Path) -> list[str]:
    """Return the briefings of the seeds as JSON: by rule, and from the recorded answers of a model.

    Raises:
        click.ClickException: The folder lacks one of the seed articles.
    """
    files = [folder / name for name in load_pages(folder)]
    made = [summarize(files, date=DAY, **engine) for engine in ({"model": "extractive"}, {"replay": CASSETTE})]
    return [one.to_json() for one in made]


def broken(whole: list[str], count: int, seed: int) -> list[tuple[Break, str]]:
    """Return `count` broken briefings, each kind of breakage in its turn, and what is broken in each."""
    draw = random.Random(seed)  # noqa: S311  (draws examples, keeps no secret)
    found: list[tuple[Break, str]] = []
    for number in range(count):
        of_kind = list(BREAKS.values())[number % len(BREAKS)]
        found.append(_break(whole, of_kind[(number // len(BREAKS) + seed) % len(of_kind)], draw))
    return found


def _break(whole: list[str], how: Break, draw: random.Random) -> tuple[Break, str]:
    """Break one of the briefings, in a place that this breakage fits."""
    for _ in range(TRIES):
        briefing: dict[str, Any] = json.loads(draw.choice(whole))
        if how.change(briefing, draw):
            return how, json.dumps(briefing, ensure_ascii=False)
    raise click.ClickException(f"no place in these briefings can be broken so: {how.name}")


@click.command()
@seeds_option
@click.option("--count", default=50, show_default=True, help="How many briefings are broken.")
@click.option("--seed", default=1, show_default=True, help="Draws what is broken, and where.")
@click.option("--verbose", is_flag=True, help="Say what each breakage is found by, and list what is missed.")
def main(folder: Path, count: int, seed: int, *, verbose: bool) -> None:
    """Count how many of some broken briefings are found, and what fails in whole ones."""
    whole = briefings(folder)
    files = [folder / name for name in load_pages(folder)]
    alarms = [check for one in whole for check in verify(load(one), files).failures]
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for how, content in broken(whole, count, seed):
        failures = verify(load(content), files if how.with_sources else ()).failures
        made[how.kind] += 1
        seen[how.kind] += bool(failures)
        if verbose or not failures:
            first = f"{failures[0].kind}: {failures[0].item} | {failures[0].reason}" if failures else "MISSED"
            print(f"{how.kind:<10}{how.name:<38}{first}")
    for check in alarms:
        print(f"false alarm: {check.kind} {check.where} | {check.item} | {check.reason}")
    print(f"{'broken':<12}{'made':>6}{'found':>7}")
    for kind, number in made.items():
        print(f"{kind:<12}{number:>6}{seen[kind]:>7}")
    found = sum(seen.values())
    print(json.dumps({"benchmark": "verify", "broken": count, "found": found, "false_alarms": len(alarms)}))


if __name__ == "__main__":
    main()
