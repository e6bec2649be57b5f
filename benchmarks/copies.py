"""Scores what is known for a copy of an article: `python -m benchmarks.copies --data DIR`.

DIR is the folder of labelled articles (`stories`). Of each article that is independent of its story's others (see
`benchmarks.sources`) a copy is made: 5, 10 or 20 percent of its words substituted, dropped or followed by another, under
another headline, half of them without their last quarter. All articles and copies are compared at once, as the sources of a
daily edition are. A copy is found where it is put with its original; a mistake is each article more that is put with an
article it was not copied from, distinct articles of one event among them. Then as many articles as `--articles` says, of
words drawn from them, are compared for time and memory. The last line is one JSON object.
"""

from __future__ import annotations

import json
import re
import resource
import time
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from benchmarks.sources import edited, stories
from summarizer.merging.sources import independent
from summarizer.models import Article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SEED = 20240506
SHARES = (0.05, 0.1, 0.2)
KEPT = 0.75  # of a copy whose end is cut

Record = dict[str, Any]


def measure(originals: Sequence[Record], share: float, stock: Sequence[str]) -> dict[str, float]:
    """Return the precision and recall on the originals and one copy of each."""
    random = Random(f"{SEED} {share}")  # noqa: S311  (nothing secret)
    articles = [
        Article(id=f"{place} original", text=one["text"], title=one["title"]) for place, one in enumerate(originals)
    ]
    for place, one in enumerate(originals):
        text = edited(one["text"], random, stock, share)
        if random.random() < 0.5:
            text = text[: int(len(text) * KEPT)]
        articles.append(Article(id=f"{place} copy", text=text, title=" ".join(random.sample(list(stock), 6))))
    groups: dict[str, list[str]] = defaultdict(list)
    for article, first in independent(articles).items():
        groups[first].append(article)
    found = wrong = 0
    for members in groups.values():
        own = {name.split()[0] for name in members}
        wrong += len(own) - 1
        found += sum(f"{name} copy" in members and f"{name} original" in members for name in own)
    return {"copies": len(originals), "recall": found / len(originals), "precision": found / max(found + wrong, 1)}


def timed(originals: Sequence[Record], count: int, stock: Sequence[str]) -> tuple[float, float]:
    """Return the seconds and the megabytes that comparing many articles takes; one in ten is a copy."""
    random = Random(SEED)  # noqa: S311  (nothing secret)
    articles: list[Article] = []
    for number in range(count):
        if number % 10 == 9:
            text = edited(articles[-1].text, random, stock, 0.1)
        else:
            words = random.choice(originals)["text"].split()
            text = " ".join(random.sample(words, len(words)))
        articles.append(Article(id=str(number), text=text))
    began = time.monotonic()
    independent(articles)
    return time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@click.command()
@data_option
@click.option("--articles", default=10_000, help="How many are compared for time and memory. Default: 10,000.")
def main(data: Path, articles: int) -> None:
    """Score what is known for a copy among the articles of DIR."""
    found = records(data)
    stock = sorted(word for one in found for word in re.findall(r"\w+", one["text"]))
    originals = [one for story in stories(found, marked=False) for one in story]
    figures: dict[str, Any] = {"originals": len(originals)}
    for share in SHARES:
        scored = measure(originals, share, stock)
        name = f"{share:.0%} of the words"
        print(f"{name:>18}: precision {scored['precision']:.3f}, recall {scored['recall']:.3f}")
        figures |= {f"{kind}_{share * 100:.0f}": round(scored[kind], 4) for kind in ("precision", "recall")}
    seconds, megabytes = timed(originals, articles, stock)
    print(f"{articles:,} articles: {seconds:.1f} s, {megabytes:,.0f} MB at the most")
    figures |= {"articles": articles, "seconds": round(seconds, 1), "megabytes": round(megabytes)}
    print(json.dumps({"benchmark": "copies", **figures}))


if __name__ == "__main__":
    main()
