"""Scores briefings of the two seed articles against the gold table: `python -m benchmarks.seeds`.

Without options it runs the command twice: by rule, whose figures come first, and from the recorded answers of a model,
whose figures stand under `replayed`. The last line is one JSON object with the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benchmarks.gold import SEEDS, load_pages, seeds_option
from benchmarks.scoring import (
    ActorItem,
    ClaimItem,
    FigureItem,
    UncertaintyItem,
    judge,
    judge_quantities,
    report,
    tally,
    tally_quantities,
)
from summarizer.models import Briefing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.gold import Page, Range
    from benchmarks.scoring import Verdict
    from summarizer.models import Span, Story

CASSETTE = SEEDS.parent / "cassettes" / "demo" / "seeds.yaml"
EXTRACTIVE = "extractive"
PARTIAL = 3  # the command's exit code for a briefing that lists what is missing


def run(model: str, replay: str | None, folder: Path = SEEDS) -> str:
    """Return the briefing of a folder of seeds as JSON, made by the command; click.ClickException where it fails."""
    engine = ["--replay", str(Path(replay).resolve())] if replay else ["--model", model]
    options = ["--format", "json", "--date", "2024-11-01", *engine]
    command = [sys.executable, "-m", "summarizer", str(folder.resolve()), *options]
    done = subprocess.run(command, capture_output=True, check=False, cwd=SEEDS.parent, encoding="utf-8")
    if done.returncode not in (0, PARTIAL):
        raise click.ClickException(f"the command ended with exit code {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def verdicts(briefing: Briefing, pages: dict[str, Page]) -> Iterator[Verdict]:
    """Yield a verdict for every item of `briefing`; stories of other articles than `pages` are not judged."""
    by_id = {record.id: pages[name] for record in briefing.articles if (name := Path(record.name).name) in pages}
    for story in briefing.stories:
        yield from judge(list(_actors(story, by_id)), list(by_id.values()))
        for number, page in by_id.items():
            yield from judge([*_claims(story, number), *_figures(story, number), *_open(story, number)], [page])


def _actors(story: Story, pages: dict[str, Page]) -> Iterator[ActorItem]:
    for actor in story.actors:
        articles = tuple(pages[number].name for number in actor.articles if number in pages)
        if articles:
            yield ActorItem(actor.name, articles, actor.kind, actor.role)


def _claims(story: Story, article: str) -> Iterator[ClaimItem]:
    names = {actor.id: (actor.name, *actor.aliases) for actor in story.actors}
    for claim in story.claims:
        for said in claim.statements:
            if said.article == article:
                speaker = names[said.speaker] if said.speaker else ()
                yield ClaimItem(claim.text, speaker, said.stance, _ranges(said.evidence), said.certainty)


def _figures(story: Story, article: str) -> Iterator[FigureItem]:
    for figure in story.figures:
        for read in figure.readings:
            if read.article == article:
                yield FigureItem(read.surface, figure.of, read.low, read.high, _ranges(read.evidence))


def _open(story: Story, article: str) -> Iterator[UncertaintyItem]:
    for item in story.uncertainties:
        if spans := _ranges(span for span in item.evidence if span.article == article):
            yield UncertaintyItem(item.text, item.cue, spans, item.kind)


def _ranges(spans: Iterable[Span]) -> tuple[Range, ...]:
    return tuple((span.start, span.end) for span in spans)


def score(content: str, pages: dict[str, Page], *, verbose: bool) -> dict[str, Any]:
    """Print how one briefing, as JSON, fares against the table, and return its figures.

    Raises:
        click.ClickException: It is not of the seed articles.
    """
    briefing = Briefing.model_validate_json(content)
    missing = pages.keys() - {Path(record.name).name for record in briefing.articles}
    if missing:
        raise click.ClickException(f"the briefing lacks {', '.join(sorted(missing))}; brief the whole seeds folder")
    judged = list(verdicts(briefing, pages))
    print(f"── {briefing.engine.model}")
    print(*report(judged, list(pages.values()), verbose=verbose), sep="\n")
    return {"model": briefing.engine.model, **tally(judged, list(pages.values()))}


def parsed(pages: Sequence[Page], *, verbose: bool) -> dict[str, float]:
    """Print how the parser of quantities alone fares on every sentence, and return its figures."""
    judged = [verdict for page in pages for verdict in judge_quantities(page)]
    figures = tally_quantities(judged, pages)
    print("── every quantity of every sentence")
    if verbose:
        print(*(f"{one.outcome:<13}{one.item}" for one in judged), sep="\n")
    print(*(f"{name:<24}{value:g}" for name, value in figures.items()), sep="\n")
    return figures


@click.command()
@seeds_option
@click.option("--briefing", "path", type=click.Path(exists=True, dir_okay=False), help="Score this JSON file.")
@click.option("--model", help="Passed to the command. Default: extractive.")
@click.option("--replay", type=click.Path(exists=True, dir_okay=False), help="Passed to the command.")
@click.option("--verbose", is_flag=True, help="List every item that is not right, and every miss.")
def main(folder: Path, path: str | None, model: str | None, replay: str | None, *, verbose: bool) -> None:
    """Score briefings of the seeds against the gold table."""
    pages = load_pages(folder)
    content = Path(path).read_text(encoding="utf-8") if path else run(model or EXTRACTIVE, replay, folder)
    figures = score(content, pages, verbose=verbose)
    if not (path or model or replay):
        figures["replayed"] = score(run(EXTRACTIVE, str(CASSETTE), folder), pages, verbose=verbose)
    figures |= parsed(list(pages.values()), verbose=verbose)
    print(json.dumps({"benchmark": "seeds", **figures}))


if __name__ == "__main__":
    main()
