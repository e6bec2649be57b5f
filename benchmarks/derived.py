"""Scores the proof of sentences that a program derived from real ones: `python -m benchmarks.derived --data DIR`.

DIR is the folder of whole articles (`attribution`). What changes a sentence must be refused, what only sets it in
another way must not; each is proven against its whole article, and against the original sentence alone. The last line is
one JSON object.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import click

from benchmarks.data import data_option, records
from benchmarks.edits import HARMFUL, HARMLESS
from summarizer.grounding import names
from summarizer.grounding.evidence import prove
from summarizer.grounding.quotes import quotations
from summarizer.reading.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.edits import Edit

SEED = 20241101
EACH = {"harmful": 100, "harmless": 120}  # 500 in all of either, where there are so many
SHORTEST, LONGEST = 6, 60  # words of a sentence


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence and where it stands."""

    sentence: str
    article: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """An edited sentence, and why it is refused by the article and by the sentence it comes from; None where it is not."""

    kind: str
    source: Source
    text: str
    by_article: str | None
    by_sentence: str | None


def sources(data: Path) -> list[Source]:
    """Return the sentences of all articles."""
    found = []
    for record in records(data):
        text = record["text"]
        sentences, _ = split(text)
        said = [text[one.start : one.end] for one in sentences]
        known = tuple(sorted({name.text for sentence in said for name in names.find_names(sentence)}))
        found += [Source(one, text, known) for one in said if SHORTEST <= len(one.split()) <= LONGEST]
    return found


def derive(kind: str, edit: Edit, found: list[Source], chance: Random) -> Iterator[Derived]:
    """Yield at most as many sentences so edited as `EACH` says, from sentences taken by chance."""
    most = EACH["harmful" if kind in HARMFUL else "harmless"]
    count = 0
    for source in chance.sample(found, len(found)):
        text = edit(source.sentence, source.known, chance)
        if text is None or text == source.sentence or (kind == "quotation" and _is_said(source)):
            continue
        whole = prove(text, source.article, source.known)
        alone = prove(text, source.sentence, source.known)
        yield Derived(kind, source, text, _refusal(whole.holds, whole.reason), _refusal(alone.holds, alone.reason))
        count += 1
        if count == most:
            return


def _is_said(source: Source) -> bool:
    """Whether a sentence without quotation marks stands inside a quotation: marks around its words are no change."""
    at = source.article.find(source.sentence)
    marked = any(mark in source.sentence for mark in '“”"')
    return not marked and any(start <= at < end for start, end in quotations(source.article))


def _refusal(holds: bool, reason: str | None) -> str | None:  # noqa: FBT001  (a proof's two results, as they are)
    return None if holds else reason or "refused"


@click.command()
@data_option
@click.option("--seed", default=SEED, show_default=True, help="Another seed derives other sentences.")
@click.option(
    "--verbose", is_flag=True, help="List every change that is kept, and everything harmless that is refused."
)
def main(data: Path, seed: int, *, verbose: bool) -> None:
    """Score the proof of derived sentences."""
    found = sources(data)
    figures: dict[str, float] = {}
    harmless: list[Derived] = []
    print(f"{'':24}{'sentences':>10}{'refused by its article':>24}{'by its sentence alone':>23}")
    for kind, edit in (HARMFUL | HARMLESS).items():
        derived = list(derive(kind, edit, found, Random(f"{seed} {kind}")))  # noqa: S311  (a sample, not a secret)
        harmful = kind in HARMFUL
        if harmful:
            figures[f"caught_{kind}"] = _share([one.by_article for one in derived])
            figures[f"caught_{kind}_alone"] = _share([one.by_sentence for one in derived])
        else:
            harmless += derived
        print(_row(kind, derived))
        for one in derived if verbose else ():
            if harmful != (one.by_article is not None) or harmful != (one.by_sentence is not None):
                print(f"    {one.source.sentence}\n  → {one.text}\n    {one.by_article} | {one.by_sentence}")
    print(_row("everything harmless", harmless))
    figures["refused_harmless"] = _share([one.by_article for one in harmless])
    figures["refused_harmless_alone"] = _share([one.by_sentence for one in harmless])
    print(json.dumps({"benchmark": "derived", **{name: round(value, 3) for name, value in figures.items()}}))


def _share(refusals: list[str | None]) -> float:
    return sum(one is not None for one in refusals) / max(1, len(refusals))


def _row(kind: str, derived: list[Derived]) -> str:
    by_article, by_sentence = _share([one.by_article for one in derived]), _share([one.by_sentence for one in derived])
    return f"{kind:24}{len(derived):10}{by_article:24.3f}{by_sentence:23.3f}"


if __name__ == "__main__":
    main()
