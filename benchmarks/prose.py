"""Scores the briefing's own lines: `python -m benchmarks.prose --data DIR`.

DIR is the folder of stories (`stories`). The articles of each story of the table are briefed by rule as one story, and
every headline and line of the lead and the summary is held to what it cites: by the proof that made it, and by `verify`,
which knows nothing of how it was made. The seeds are briefed from the recorded answers of a model, too: of what it wrote,
the share that was refused is told. The last line is one JSON object.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from benchmarks.gold import SEEDS
from summarizer import Article, SummarizerError, summarize
from summarizer.merging.headlines import is_addressed, is_furniture
from summarizer.merging.proving import unproven
from summarizer.merging.sides import line as by_rule
from summarizer.settings import Settings
from summarizer.verifying import texts
from summarizer.verifying.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from summarizer.models import Briefing, Story

CASSETTE = SEEDS.parent / "cassettes" / "demo" / "seeds.yaml"
DAY = date(2024, 11, 1)
SHOWN = 12
"""Stories that are printed to be read, with --verbose."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One headline or line as it is printed.

    Attributes:
        where: 'headline', 'lead' or 'summary'.
        text: Its words.
        problem: Why what it cites does not carry it; None where it does.
        failed: What `verify` finds amiss in it; None where nothing.
        own: Whether its words are not a claim's: somebody wrote them.
    """

    where: str
    text: str
    problem: str | None
    failed: str | None
    own: bool = False


def printed(briefing: Briefing) -> list[Printed]:
    """Return every line of a briefing, judged. A headline that cites nothing is judged by `verify` alone."""
    failing = {
        check.where: check.reason or "it fails" for check in texts.check(Index(briefing)) if check.verdict == "fails"
    }
    return [
        Printed(
            where.split("/")[-1 if "headline" in where else -2],
            text,
            unproven(text, story, cites) if cites else None,
            failing.get(where),
            own=all(
                text.rstrip(".") not in (claim.text, by_rule(claim, story).text.rstrip(".")) for claim in story.claims
            ),
        )
        for where, text, cites, story in _lines(briefing)
    ]


def _lines(briefing: Briefing) -> Iterator[tuple[str, str, tuple[str, ...], Story]]:
    """Yield every line's path in the briefing, its words, what it cites, and the story that holds that."""
    homes = {claim.id: story for story in briefing.stories for claim in story.claims}
    homes |= {figure.id: story for story in briefing.stories for figure in story.figures}
    for number, one in enumerate(briefing.lead, 1):
        yield f"lead/{number}", one.text, one.cites, homes[one.cites[0]]
    for story in briefing.stories:
        yield f"stories/{story.id}/headline", story.headline, story.headline_cites, story
        for number, one in enumerate(story.summary, 1):
            yield f"stories/{story.id}/summary/{number}", one.text, one.cites, story


def brief(articles: Sequence[dict[str, Any]]) -> tuple[list[Printed], str]:
    """Return the lines of a briefing by rule of one story's articles, and its first page as text."""
    given = [
        Article(text=one["text"], title=one.get("title") or "", publisher=one["publisher"], published=one["published"])
        for one in articles
    ]
    briefing = summarize(given, settings=Settings(one_story=True), date=DAY)
    page = [one.headline for one in briefing.stories] + [f"  {one.text}" for one in briefing.lead]
    page += [f"    {one.text}" for story in briefing.stories for one in story.summary]
    return printed(briefing), "\n".join(page)


def tally(lines: Sequence[Printed]) -> dict[str, float]:
    """Return the shares that hold, and how long headlines and lines are."""
    headlines = [one.text for one in lines if one.where == "headline"]
    rest = [len(one.text) for one in lines if one.where != "headline"]
    return {
        "lines": len(lines),
        "proven": _share([one.problem is None for one in lines]),
        "verified": _share([one.failed is None for one in lines]),
        "furniture": _share([is_furniture(one.text) or is_addressed(one.text) for one in lines]),
        "headlines_cut": _share([text.endswith("…") for text in headlines]),
        "headline_median": median(map(len, headlines)),
        "headline_longest": max(map(len, headlines)),
        "line_median": median(rest),
        "line_longest": max(rest),
    }


def _share(judged: Sequence[bool]) -> float:
    return round(sum(judged) / max(1, len(judged)), 4)


def replayed() -> dict[str, float] | None:
    """Return how the prose of the seeds fares that a model wrote; None where its answers are not recorded."""
    try:
        briefing = summarize(SEEDS, replay=CASSETTE, date=DAY)
    except SummarizerError as error:
        print(f"seeds: {error}")
        return None
    lines = printed(briefing)
    refused = [item for item in briefing.rejected if item.kind == "prose"]
    kept = sum(one.own for one in lines)
    print(*(f"  {one.where:9}{'written' if one.own else 'by rule':9}{one.text}" for one in lines), sep="\n")
    print(*(f"  refused           {item.item}\n{'':20}{item.reason}" for item in refused), sep="\n")
    written = kept + len(refused)
    return {
        "proven": _share([one.problem is None for one in lines]),
        "verified": _share([one.failed is None for one in lines]),
        "written": written,
        "refused": round(len(refused) / max(1, written), 3),
    }


@click.command()
@data_option
@click.option("--verbose", is_flag=True, help="Print the lines that fail, and some stories to be read.")
def main(data: Path, *, verbose: bool) -> None:
    """Score headlines, leads and summaries."""
    told = sorted(records(data), key=lambda one: str(one["story_id"]))
    stories = [list(group) for _, group in groupby(told, key=lambda one: str(one["story_id"]))]
    with ProcessPoolExecutor(2) as pool:
        briefed = list(pool.map(brief, stories, chunksize=4))
    lines = [one for some, _ in briefed for one in some]
    for one in lines if verbose else ():
        if one.problem or one.failed:
            print(f"{one.where}: {one.text}\n    {one.problem} | {one.failed}")
    for _, page in briefed[:: max(1, len(briefed) // SHOWN)] if verbose else ():
        print(f"\n{page}")
    figures: dict[str, Any] = {"stories": len(stories), **tally(lines)}
    print(*(f"{name:<20}{value:g}" for name, value in figures.items()), sep="\n")
    if seeds := replayed():
        figures["seeds"] = seeds
    print(json.dumps({"benchmark": "prose", **figures}))


if __name__ == "__main__":
    main()
