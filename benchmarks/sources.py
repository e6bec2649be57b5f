"""Scores the count of independent sources: `python -m benchmarks.sources --data DIR`.

DIR is the folder of labelled articles (`stories`). A hundred stories are drawn by a fixed seed, and copies of some of their
articles are put among them: word for word, and with a tenth of the words substituted, dropped or followed by another; half
of them under another publisher, a quarter without their last third, a quarter with a paragraph more. The count is right
where it is that of the story's own articles. Which of those are independent is not labelled: what is marked as a near copy
is left out, and so is an article half of whose sentences stand word for word in an earlier one. `as_marked` goes by the
marks alone. The last line is one JSON object.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from summarizer.merging.sources import independent
from summarizer.models import Article
from summarizer.reading.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SEED = 20241101
STORIES = 100
EDITED = 0.1  # of the words
COPIES = (1, 3)  # of a story, of either kind
MORE = "This report was first carried by our partners and has been shortened where that was needed for space."
_PIECE = re.compile(r"\s+|\S+")

Record = dict[str, Any]


def edited(text: str, random: Random, stock: Sequence[str], share: float = EDITED) -> str:
    """Return a text with a share of its words substituted, dropped or followed by another, as often each."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        kind = random.choice("sdi") if not piece.isspace() and random.random() < share else ""
        if kind == "s":
            pieces.append(random.choice(stock))
        elif kind != "d":
            pieces.append(f"{piece} {random.choice(stock)}" if kind == "i" else piece)
    return "".join(pieces)


def stories(found: Sequence[Record], *, marked: bool) -> Iterator[list[Record]]:
    """Yield the articles of each story that are independent: as they are marked, or as their sentences show, too."""
    of = defaultdict(list)
    for one in found:
        if not one["near_duplicate_of"]:
            of[one["story_id"]].append(one)
    for name in sorted(of):
        kept: list[tuple[Record, frozenset[str]]] = []
        for one in of[name]:
            parts = _sentences(one["text"])
            if marked or not any(len(parts & other) * 2 >= min(len(parts), len(other)) for _, other in kept):
                kept.append((one, parts))
        if len(kept) > 1:
            yield [one for one, _ in kept]


def _sentences(text: str) -> frozenset[str]:
    return frozenset(" ".join(text[one.start : one.end].casefold().split()) for one in split(text)[0])


def injected(story: Sequence[Record], random: Random, stock: Sequence[str]) -> list[Record]:
    """Return the articles of a story among copies of some of them, in shuffled order."""
    copies = []
    for kind in ("verbatim", "edited"):
        for number in range(random.randint(*COPIES)):
            one = random.choice(story)
            text = edited(one["text"], random, stock) if kind == "edited" else one["text"]
            shape = random.randrange(4)
            if shape == 0:
                text = text[: len(text) * 2 // 3]
            elif shape == 1:
                text = f"{text}\n\n{MORE}"
            other = f"other{random.randrange(9)}.example"
            publisher = random.choice((one["publisher"], other))
            copies.append({**one, "id": f"{one['id']}-{kind}-{number}", "text": text, "publisher": publisher})
    return random.sample([*story, *copies], len(story) + len(copies))


def counted(found: Sequence[Record]) -> dict[str, str]:
    """Return for each record's id the id of the first one of its source."""
    return independent([Article(**{name: one[name] for name in ("id", "title", "text", "publisher")}) for one in found])


def measure(found: Sequence[Record], *, marked: bool) -> dict[str, int]:
    """Print which stories are counted otherwise than they should be, and return the figures."""
    random = Random(SEED)  # noqa: S311  (nothing secret)
    stock = sorted(word for one in found for word in re.findall(r"\w+", one["text"]))
    every = list(stories(found, marked=marked))
    drawn = random.sample(every, min(STORIES, len(every)))
    figures = {"stories": len(drawn), "right": 0, "articles": 0, "too_many": 0, "too_few": 0}
    for story in drawn:
        articles = injected(story, random, stock)
        count = len(set(counted(articles).values()))
        figures["articles"] += len(articles)
        figures["right"] += count == len(story)
        figures["too_many"] += count > len(story)
        figures["too_few"] += count < len(story)
        if count != len(story):
            print(f"  {story[0]['story_id']}: {count} of {len(story)} sources, among {len(articles)} articles")
    return figures


@click.command()
@data_option
def main(data: Path) -> None:
    """Score the count of independent sources among copies of the articles of DIR."""
    found = records(data)
    print("independent by their marks and their sentences")
    figures = measure(found, marked=False)
    print("independent by their marks alone")
    marked = measure(found, marked=True)
    print(
        f"right: {figures['right']} of {figures['stories']}; by the marks alone {marked['right']} of {marked['stories']}"
    )
    print(json.dumps({"benchmark": "sources", **figures, "as_marked": marked["right"]}))


if __name__ == "__main__":
    main()
