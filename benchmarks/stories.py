"""Scores the grouping of articles into stories: `python -m benchmarks.stories --data DIR`.

DIR is the folder of labelled articles (`stories`). Each set is grouped by itself: with the dates of the articles
withheld, with them, without near copies, and with half of the articles left out, so that stories of one article exist.
With `--speed`, collections of 2,500 and 10,000 articles are grouped too, made of the labelled ones: in every copy of a
story names and numbers are made up, and half of its longer words are others of the collection, the same ones throughout
the copy, so that it tells of another event of like kind. The last line is one JSON object.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any
from zlib import crc32

import click

from benchmarks.data import data_option, records
from summarizer.merging import events
from summarizer.models import Article

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from pathlib import Path

SEED = 20241101
SIZES = (2500, 10000)
SHUFFLES = 2
_SHARE = 0.5  # of the longer words of a copy that are others
_CHANGED = re.compile(r"\b(?:[A-Z]?[a-z]{4,}|\d{2,})\b")
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()

Record = dict[str, Any]
Score = dict[str, float]


# ── Scores ────────────────────────────────────────────────────────────────────────────────────────


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """Return precision, recall and F1 of a grouping by B-cubed (A. Bagga and B. Baldwin, 1998), from 0 to 1.

    Args:
        gold: The label of each item.
        found: The group of each item, in the same order; at least one.
    """
    both, labels, groups = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(number * number / groups[group] for (_, group), number in both.items()) / len(gold)
    recall = sum(number * number / labels[label] for (label, _), number in both.items()) / len(gold)
    return _score(precision, recall)


def pairwise(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Score:
    """Return precision, recall and F1 over the pairs of items that stand in one group; arguments as for `bcubed`."""
    together, labelled, grouped = (
        sum(number * (number - 1) // 2 for number in Counter(keys).values())
        for keys in (zip(gold, found, strict=True), gold, found)
    )
    return _score(together / grouped if grouped else 1.0, together / labelled if labelled else 1.0)


def _score(precision: float, recall: float) -> Score:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def grouped(found: Sequence[Record], *, dates: bool = False) -> dict[str, int]:
    """Return the number of each record's group by its id."""
    return _numbers(events.group(_articles(found, dates=dates)))


def _articles(found: Sequence[Record], *, dates: bool) -> list[Article]:
    return [
        Article(id=one["id"], title=one["title"] or "", text=one["text"], published=one["published"] if dates else None)
        for one in found
    ]


def _numbers(groups: Sequence[Sequence[Article]]) -> dict[str, int]:
    return {article.id: at for at, group in enumerate(groups) for article in group}


def _measured(name: str, found: Sequence[Record], *, dates: bool = False) -> Score:
    """Print how a collection is grouped, and return its B-cubed figures."""
    groups = grouped(found, dates=dates)
    gold, own = [one["story_id"] for one in found], [groups[one["id"]] for one in found]
    pairs, cubed = pairwise(gold, own), bcubed(gold, own)
    figures = "".join(f"{value:>10.4f}" for value in (*pairs.values(), *cubed.values()))
    print(f"{name:<34}{len(found):>6}{len(set(gold)):>6}{len(set(own)):>6}{figures}", flush=True)
    return cubed


def _moved(found: Sequence[Record]) -> int:
    """Return how many articles are with others than before when the collection is shuffled."""
    random = Random(SEED)  # noqa: S311  (nothing secret)
    first, moved = _together(grouped(found)), set[str]()
    for _ in range(SHUFFLES):
        other = _together(grouped(random.sample(found, len(found))))
        moved |= {name for name, group in first.items() if other[name] != group}
    return len(moved)


def _together(groups: Mapping[str, int]) -> dict[str, frozenset[str]]:
    members: dict[int, set[str]] = {}
    for name, group in groups.items():
        members.setdefault(group, set()).add(name)
    return {name: frozenset(members[group]) for name, group in groups.items()}


def measure(name: str, found: Sequence[Record]) -> dict[str, float]:
    """Print how one set is grouped under each condition, and return the figures."""
    random = Random(SEED)  # noqa: S311  (nothing secret)
    half = [one for one in found if random.random() < 0.5]
    plain = _measured(name, found)
    return {
        "bcubed_f1": plain["f1"],
        "bcubed_precision": plain["precision"],
        "bcubed_recall": plain["recall"],
        "with_dates": _measured(f"{name}, with dates", found, dates=True)["f1"],
        "without_copies": _measured(f"{name}, no near copies", [one for one in found if not one["near_duplicate_of"]])[
            "f1"
        ],
        "half_left_out": _measured(f"{name}, half left out", half)["f1"],
        "order_changes": _moved(found),
    }


# ── Speed ─────────────────────────────────────────────────────────────────────────────────────────


def multiplied(found: Sequence[Record], number: int) -> list[Record]:
    """Return so many records, each of the given ones' text with the words of another event."""
    stock = sorted(word for one in found for word in _CHANGED.findall(one["text"]) if word.islower())
    copies = []
    for at in range(number):
        copy, one = at // len(found), found[at % len(found)]
        story = f"{one['story_id']}/{copy}"
        changed = {name: _changed(one[name] or "", story, stock) for name in ("title", "text")}
        copies.append({**one, **changed, "id": f"{one['id']}/{copy}", "story_id": story})
    return copies


def _changed(text: str, story: str, stock: Sequence[str]) -> str:
    return _CHANGED.sub(lambda match: _other(match.group(), story, stock), text)


def _other(word: str, story: str, stock: Sequence[str]) -> str:
    """Return what stands for a word throughout a story: a made-up name for a name, a number for a number."""
    chosen = Random(crc32(f"{story} {word.lower()}".encode()))  # noqa: S311  (nothing secret)
    if word.isdecimal():
        return str(chosen.randrange(10 ** (len(word) - 1), 10 ** len(word)))
    if word[0].isupper():
        return "".join(chosen.choices(_SYLLABLES, k=3)).capitalize()
    return chosen.choice(stock) if chosen.random() < _SHARE else word


def speed(found: Sequence[Record]) -> dict[str, float]:
    """Print how long collections of 2,500 and 10,000 articles take, and how well they are grouped; return the figures."""
    seconds = {}
    for number in SIZES:
        made = multiplied(found, number)
        articles = _articles(made, dates=False)
        began = time.perf_counter()
        found_groups = events.group(articles)
        seconds[number] = time.perf_counter() - began
        groups = _numbers(found_groups)
        f1 = bcubed([one["story_id"] for one in made], [groups[one["id"]] for one in made])["f1"]
        print(
            f"{number:>6,} articles, {len(set(groups.values())):,} groups: {seconds[number]:.1f} s, B-cubed F1 {f1:.4f}"
        )
    few, many = (seconds[number] for number in SIZES)
    return {"seconds_2500": round(few, 2), "seconds_10000": round(many, 2), "ratio_10000_2500": round(many / few, 2)}


@click.command()
@data_option
@click.option(
    "--speed", "timed", is_flag=True, help="Group 2,500 and 10,000 articles too, and tell how long that takes."
)
def main(data: Path, *, timed: bool) -> None:
    """Score the grouping of the articles of DIR into stories."""
    found = records(data)
    columns = "".join(f"{name:>10}" for name in ("pairs P", "R", "F1", "B³ P", "R", "F1"))
    print(f"{'':<34}{'texts':>6}{'gold':>6}{'found':>6}{columns}")
    sets = {name: [one for one in found if one["set"] == name] for name in sorted({one["set"] for one in found})}
    figures: dict[str, Any] = {name: measure(name, members) for name, members in sets.items()}
    figures["order_changes"] = sum(figures[name]["order_changes"] for name in sets)
    if timed:
        figures |= speed(found)
    print(json.dumps({"benchmark": "stories", **figures}))


if __name__ == "__main__":
    main()
