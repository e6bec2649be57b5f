"""Scores merged tolls against a public register: `python -m benchmarks.figures --data DIR`.

A record of DIR's file is one incident with the register's `killed` and `injured` and its `articles`; the articles are
read, grounded by rule and merged as one story, and the leading readings of "people killed" and "people injured" are
compared with the register's, exactly. No such figure counts as 0, a bound as its number. `url` is never read: it often
spells the figures.

- `killed_all`, `injured_all`: the share of all incidents that is right.
- `killed_match`, `injured_match`: the same where the register and the articles count the same thing. The register counts
  gunshot casualties in their final state; articles may be early, or count others. Where DIR holds `audit.jsonl`, of
  incidents that people read, these are the ones with `relation: match`. Elsewhere they are those in which a simple look
  at the text, which comes with the data, speaks for it: `articles_disagree` is empty, and the figures that `figures`
  lists for any article are none or hold the register's. That subset is scored in any case, as `plain`.
- `disagreements_found`, `false_alarms`: of the audited incidents with a real disagreement (`conflict` or `update`), and of
  the others, those in which a figure of killed or injured is disputed or updated; null without `audit.jsonl`.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from summarizer.extraction.extractive import extract
from summarizer.grounding.summary import ground
from summarizer.merging import actors, figures
from summarizer.merging.sources import independent
from summarizer.models import Article
from summarizer.reading.files import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from summarizer.models import Figure

HARMS = ("killed", "injured")
DISAGREE = ("conflict", "update")
MOVED = ("disputed", "updated")

Outcome = dict[str, Any]


def outcome(record: dict[str, Any]) -> Outcome:
    """Return what the merged articles of one incident say: the number of each harm, and whether its figure moved."""
    given = [
        Article(text=one["text"], title=one["title"] or "", publisher=one["publisher"], published=one["published"])
        for one in record["articles"]
    ]
    articles = [one for one in read(given) if isinstance(one, Article)]
    summaries = [ground(article, extract(article)) for article in articles]
    merged = figures.merge(articles, summaries, actors.merge(summaries), independent(articles))
    tolls = {harm: _toll(merged, harm) for harm in HARMS}
    return {
        "id": record["incident_id"],
        **{harm: _number(tolls[harm]) for harm in HARMS},
        "moved": [harm for harm, one in tolls.items() if one is not None and one.status in MOVED],
    }


def _toll(merged: Iterable[Figure], harm: str) -> Figure | None:
    """Return the event's own figure of a harm: the first, before those of another scope."""
    return next((one for one in merged if one.of == f"people {harm}"), None)


def _number(figure: Figure | None) -> float:
    if figure is None:
        return 0
    first = figure.readings[0]
    return first.low if first.low is not None else first.high or 0


def plain(record: dict[str, Any]) -> bool:
    """Whether a simple look at the articles speaks for the register's figures; see the module's docstring."""
    found = {harm: {n for one in record["articles"] for n in one["figures"][harm]} for harm in HARMS}
    return not record["articles_disagree"] and all(not found[harm] or record[harm] in found[harm] for harm in HARMS)


def audited(folder: Path) -> dict[str, str]:
    """Return the relation of the register to the articles for each incident that people read; empty without a file."""
    path = folder / "audit.jsonl"
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {one["incident_id"]: one["relation"] for one in map(json.loads, filter(None, lines))}


def shares(rows: Sequence[dict[str, Any]], outcomes: dict[str, Outcome]) -> dict[str, float]:
    """Return the share of incidents whose killed, and whose injured, is the register's; empty where there are none."""
    right = {harm: sum(outcomes[row["incident_id"]][harm] == row[harm] for row in rows) for harm in HARMS}
    return {harm: round(right[harm] / len(rows), 4) for harm in HARMS} if rows else {}


def alarms(relations: dict[str, str], outcomes: dict[str, Outcome]) -> dict[str, int | None]:
    """Return how many real disagreements are found, and how many others are called one."""
    if not relations:
        return {"disagreements": None, "disagreements_found": None, "false_alarms": None}
    real = {number for number, relation in relations.items() if relation in DISAGREE}
    moved = {number for number in relations if number in outcomes and outcomes[number]["moved"]}
    return {
        "disagreements": len(real),
        "disagreements_found": len(real & moved),
        "false_alarms": len(moved - real),
    }


@click.command()
@data_option
@click.option("--verbose", is_flag=True, help="List every incident that is not right.")
def main(data: Path, *, verbose: bool) -> None:
    """Score merged counts of killed and injured against the register."""
    rows = records(data)
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        outcomes = {one["id"]: one for one in pool.map(outcome, rows, chunksize=4)}
    relations = audited(data)
    agreed = [row for row in rows if plain(row)]
    matching = [row for row in rows if relations.get(row["incident_id"]) == "match"] if relations else agreed
    if verbose:
        for row in rows:
            got = outcomes[row["incident_id"]]
            if any(got[harm] != row[harm] for harm in HARMS) or got["moved"]:
                told = "  ".join(f"{harm} {row[harm]}: {got[harm]:g}" for harm in HARMS)
                print(
                    f"{row['incident_id']:<10}{told}  {relations.get(row['incident_id'], '')} {' '.join(got['moved'])}"
                )
    groups = {"all": rows, "match": matching, "plain": agreed}
    scores = {name: shares(group, outcomes) for name, group in groups.items()}
    print(f"{'incidents':<12}{'number':>8}{'killed':>9}{'injured':>9}")
    for name, group in groups.items():
        print(f"{name:<12}{len(group):>8}" + "".join(f"{scores[name].get(harm, 0):>9.3f}" for harm in HARMS))
    found = alarms(relations, outcomes)
    if relations:
        print(f"disagreements found: {found['disagreements_found']} of {found['disagreements']}")
        print(f"false alarms: {found['false_alarms']}")
    flat = {f"{harm}_{name}": scores[name].get(harm) for name in ("match", "all") for harm in HARMS}
    print(json.dumps({"benchmark": "figures", **flat, "plain": scores["plain"], **found}))


if __name__ == "__main__":
    main()
