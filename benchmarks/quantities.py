"""Scores the quantities found in news sentences, beside other tools: `python -m benchmarks.quantities --data DIR`.

A value is right where its low and high end both are; values are matched as multisets, sentence by sentence, and of two
equal values the one with the right change first. A bound ("at least 7") has the one value that is written. The last
line is one JSON object with the figures.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benchmarks import peers
from benchmarks.data import NAMES, data_option, records
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summarizer.models import Quantity

Value = tuple[float, float, "str | None"]
"""Low end, high end and change ('=', '~', '>', '<', 'up', 'down'; None where a tool gives none)."""

CLOSE = 1e-4  # relative: fractions are written to four places
MOST_SECONDS = 900  # for all the peers together
_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_GOLD = re.compile(rf"\s*({_NUMBER})\s*(?:-\s*({_NUMBER})\s*)?")
_CHANGES = {"exact": "=", "about": "~", "at_least": ">", "at_most": "<", "range": "=", "vague": "="}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of values: found and right, found and wrong, missed; and of the right ones those whose change is right."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    changes: int = 0

    def __add__(self, other: Score) -> Score:
        ours, theirs = (self.right, self.wrong, self.missed, self.changes), other
        return Score(
            *(a + b for a, b in zip(ours, (theirs.right, theirs.wrong, theirs.missed, theirs.changes), strict=True))
        )

    @property
    def precision(self) -> float:
        """The share of the values found that are right; 0 where none is found."""
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        """The share of the values annotated that are found."""
        return self.right / (self.right + self.missed or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed or 1)

    @property
    def change_accuracy(self) -> float:
        """The share of the right values whose change is right too."""
        return self.changes / (self.right or 1)


def gold(annotated: dict[str, Any]) -> Value | None:
    """Return an annotation as a value; None where it is not a number or two."""
    if match := _GOLD.fullmatch(annotated["value"]):
        low = float(match[1])
        return low, float(match[2]) if match[2] else low, annotated["change"]
    return None


def found(quantity: Quantity) -> Value:
    """Return a quantity as a value; a vague plural such as 'hundreds' is the range it stands for."""
    low = quantity.high if quantity.low is None else quantity.low
    high = quantity.low if quantity.high is None else quantity.high
    if low is None or high is None:
        raise ValueError(f"a quantity without a value: {quantity.surface!r}")
    return low, high, quantity.change or _CHANGES[quantity.modifier]


def _same(left: Value, right: Value) -> bool:
    return all(math.isclose(a, b, rel_tol=CLOSE) for a, b in zip(left[:2], right[:2], strict=True))


def score(annotated: Iterable[Value], values: Iterable[Value]) -> Score:
    """Return how the values found in one sentence fare against those annotated."""
    left, right, changes, wrong = list(annotated), 0, 0, 0
    for value in values:
        same = [one for one in left if _same(one, value)]
        if not same:
            wrong += 1
            continue
        match = next((one for one in same if one[2] == value[2]), same[0])
        left.remove(match)
        right, changes = right + 1, changes + (match[2] == value[2])
    return Score(right, wrong, len(left), changes)


def total(annotated: list[list[Value]], values: list[list[Value]]) -> Score:
    """Return the score of all sentences together."""
    return sum((score(*pair) for pair in zip(annotated, values, strict=True)), Score())


def megabytes_per_second(texts: list[str]) -> float:
    """Return how many MB (10^6 bytes of UTF-8) of `texts`, one call each, are searched in a second of processor time."""
    texts = list(dict.fromkeys(texts))  # what is asked twice is remembered
    size = sum(len(text.encode()) for text in texts)
    started = time.process_time()
    for text in texts:
        find_quantities(f"{text} ")  # another text than the one that was scored, and is remembered
    return size / 1e6 / max(time.process_time() - started, 1e-9)


def of_peers(python: str, sentences: list[str]) -> dict[str, Any]:
    """Return what the tools installed for the interpreter `python` read in `sentences`; see `benchmarks.peers`.

    Raises:
        click.ClickException: The interpreter cannot be run, or gives no answer.
    """
    command = [python, peers.__file__]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(sentences),
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=MOST_SECONDS,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        raise click.ClickException(f"'{python}' failed at the peers: {error.stderr.strip()[-300:]}") from error
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        raise click.ClickException(f"'{python}' gave no answer for the peers: {error}") from error
    return answer


def _peer_scores(
    pythons: Iterable[str],
    sentences: list[str],
    annotated: list[list[Value]],
    show: Callable[[str, Score, float], None],
) -> dict[str, dict[str, float]]:
    """Print a line for each tool that runs under one of `pythons`, and why the others do not; return the figures."""
    missing, figures = dict.fromkeys(peers.TOOLS, "no --peers given"), {}
    size = sum(len(sentence.encode()) for sentence in sentences) / 1e6
    for python in pythons:
        for name, read in of_peers(python, sentences).items():
            if "missing" in read:
                missing[name] = read["missing"] if name in missing else ""
                continue
            values = [
                [(low, high, change) for (low, high), change in zip(*one, strict=True)]
                for one in zip(read["values"], read["changes"], strict=True)
            ]
            result, speed = total(annotated, values), size / max(read["seconds"], 1e-9)
            show(name, result, speed)
            figures[name] = {
                "value_f1": round(result.f1, 4),
                "mb_per_second": round(speed, 4),
                "failed": read["failed"],
            }
    for name in peers.TOOLS.keys() - figures.keys():
        print(f"{name} was not run: {missing[name]}")
    return figures


def _row(name: str, result: Score, speed: float) -> None:
    change = f"{result.change_accuracy:8.3f}" if result.changes else "       –"
    print(f"{name:<14}{result.precision:9.3f}{result.recall:8.3f}{result.f1:8.3f}{change}{speed:10.3f}")


@click.command()
@data_option
@click.option(
    "--peers", "pythons", multiple=True, metavar="PYTHON", help="An interpreter that has other tools installed."
)
@click.option(
    "--articles", type=click.Path(path_type=Path), help="Articles to time, as `text`; default: DIR/../attribution."
)
@click.option("--verbose", is_flag=True, help="List every sentence with a value that is wrong or missed.")
def main(data: Path, pythons: tuple[str, ...], articles: Path | None, *, verbose: bool) -> None:
    """Score the quantities found in annotated sentences, and time the search."""
    rows = records(data)
    sentences = [row["sentence"] for row in rows]
    annotated = [[value for one in row["quantities"] if (value := gold(one))] for row in rows]
    values = [[found(quantity) for quantity in find_quantities(sentence)] for sentence in sentences]
    result = total(annotated, values)
    if verbose:
        for sentence, pair in zip(sentences, zip(annotated, values, strict=True), strict=True):
            if (one := score(*pair)).wrong or one.missed:
                print(f"{sentence}\n  annotated {pair[0]}\n  found     {pair[1]}")
    print(f"{len(sentences)} sentences, {sum(map(len, annotated))} values\n")
    print(f"{'':14}{'precision':>9}{'recall':>8}{'F1':>8}{'change':>8}{'MB/s':>10}")
    _row("ours", result, megabytes_per_second(sentences))
    beside = _peer_scores(pythons, sentences, annotated, _row)
    folder = articles or data.parent / "attribution"
    timed = [row["text"] for row in records(folder)] if any((folder / name).is_file() for name in NAMES) else sentences
    whole, by_sentence = "\n\n".join(timed), [one for text in timed for one in _SENTENCE.split(text)]
    speed, at_once = megabytes_per_second(by_sentence), megabytes_per_second([whole])
    print(
        f"\n{len(whole.encode()) / 1e6:.2f} MB of text: {speed:.2f} MB/s by sentence, {at_once:.2f} MB/s as one string"
    )
    figures = {
        "value_f1": round(result.f1, 4),
        "value_precision": round(result.precision, 4),
        "value_recall": round(result.recall, 4),
        "change_accuracy": round(result.change_accuracy, 4),
        "mb_per_second": round(min(speed, at_once), 2),
    }
    print(json.dumps({"benchmark": "quantities", **figures, "peers": beside}))


if __name__ == "__main__":
    main()
