"""Scores what a briefing calls disputed on pairs of articles that differ in one place: `python -m benchmarks.conflicts`.

Each pair is read, extracted and proven by rule, and merged as one story of two independent sources: the pairs are near
copies of each other, which a briefing counts as one source, and that is not what is measured here. A pair is called
disputed where any claim or figure whose evidence is of both articles is; else updated where any is; else compatible.
Whether the item is the one that was edited is told apart (`elsewhere`). The last line is one JSON object.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from summarizer.extraction.extractive import extract
from summarizer.grounding.summary import ground
from summarizer.merging import actors, claims, contrasts, figures
from summarizer.models import Article
from summarizer.reading import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from summarizer.models import Claim, Figure, Span

Json = dict[str, Any]
PROCESSES = 2
KINDS = {"agree": "compatible", "rounding": "compatible", "scope": "compatible"}
"""What the kinds of a pair come down to: a briefing calls them compatible, updated or disputed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pair is, what it is called, and whether that rests on the edited sentences."""

    pair: Json
    called: str
    at_edit: bool
    why: str

    @property
    def kind(self) -> str:
        """What the pair should be called."""
        return KINDS.get(self.pair["kind"], str(self.pair["kind"]))


def judge(pair: Json) -> Outcome:
    """Return what a pair of articles is called."""
    articles = [_article(pair[side]) for side in "ab"]
    drafts = {article.id: extract(article) for article in articles}
    added = contrasts.drafts(articles, drafts)
    drafted = [draft.model_copy(update={"claims": (*draft.claims, *added.get(of, ()))}) for of, draft in drafts.items()]
    summaries = [ground(article, draft) for article, draft in zip(articles, drafted, strict=True)]
    cast = actors.merge(summaries)
    sources = {article.id: article.id for article in articles}
    merged = claims.merge(summaries, cast, sources, articles=articles)
    counted = figures.merge(articles, summaries, cast, sources)
    found = [*_of_claims(merged), *_of_figures(counted)]
    for called in ("disputed", "updated"):
        if of_kind := [one for one in found if one[0] == called]:
            edited = [one for one in of_kind if _edited(one[1], pair, articles)]
            return Outcome(pair, called, bool(edited), (edited or of_kind)[0][2])
    return Outcome(pair, "compatible", at_edit=False, why="")


def _article(given: Json) -> Article:
    fields = ("title", "text", "publisher", "published")
    (read,) = files.read([Article(**{name: given[name] for name in fields})])
    if not isinstance(read, Article):
        raise click.ClickException(f"article '{given['id']}' cannot be read: {read.reason}")
    return read.model_copy(update={"id": given["id"]})


def _of_claims(merged: Sequence[Claim]) -> Iterator[tuple[str, list[Span], str]]:
    """Yield what claims of both articles are called, with their evidence and words."""
    by_id = {claim.id: claim for claim in merged}
    for claim in merged:
        others = [by_id[one] for one in (*claim.rivals, *claim.updates)]
        spans = [span for one in (claim, *others) for said in one.statements for span in said.evidence]
        if len({span.article for span in spans}) > 1:
            called = "updated" if claim.updates else claim.status
            yield "disputed" if claim.status == "disputed" else called, spans, f"claim: {claim.text}"


def _of_figures(counted: Sequence[Figure]) -> Iterator[tuple[str, list[Span], str]]:
    for figure in counted:
        spans = [span for one in figure.readings for span in one.evidence]
        if len({span.article for span in spans}) > 1:
            yield figure.status, spans, f"figure: {figure.of}: {', '.join(one.surface for one in figure.readings)}"


def _edited(spans: Iterable[Span], pair: Json, articles: Sequence[Article]) -> bool:
    """Whether evidence of both articles touches the sentence that was edited."""
    places = {article.id: pair[f"{side}_span"] for side, article in zip("ab", articles, strict=True)}
    touched = {
        span.article for span in spans if span.start < places[span.article][1] and places[span.article][0] < span.end
    }
    return len(touched) == len(places)


# ── Figures ───────────────────────────────────────────────────────────────────────────────────────


def scores(outcomes: Sequence[Outcome]) -> Json:
    """Return precision and recall of 'disputed' against compatible pairs; updated ones count for neither."""
    judged = [one for one in outcomes if one.kind != "updated"]
    called = [one for one in judged if one.called == "disputed"]
    right = sum(one.kind == "disputed" for one in called)
    meant = sum(one.kind == "disputed" for one in judged)
    return {
        "disputed_precision": round(right / len(called), 3) if called else 0.0,
        "disputed_recall": round(right / meant, 3) if meant else 0.0,
        "disputed": meant,
        "compatible": len(judged) - meant,
    }


def summary(outcomes: Sequence[Outcome]) -> Json:
    """Return the benchmark's figures."""
    kinds = {kind: [one for one in outcomes if one.pair["kind"] == kind] for kind in ("scope", "rounding", "updated")}
    return {
        **{name: scores([one for one in outcomes if one.pair["pairing"] == name]) for name in ("halves", "whole")},
        "accuracy": round(sum(one.called == one.kind for one in outcomes) / max(1, len(outcomes)), 3),
        "scope_right": sum(one.called != "disputed" for one in kinds["scope"]),
        "scope": len(kinds["scope"]),
        "rounding_disputed": sum(one.called == "disputed" for one in kinds["rounding"]),
        "updated_right": sum(one.called == "updated" for one in kinds["updated"]),
        "updated": len(kinds["updated"]),
        "revised_right": sum(one.called == "updated" for one in kinds["updated"] if "revised" in one.pair["edit"]),
        "elsewhere": sum(one.called == "disputed" and not one.at_edit for one in outcomes),
    }


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each edit: how often it is called what."""
    calls = ("disputed", "updated", "compatible")
    counts = Counter((f"{one.pair['kind']}/{one.pair['edit']}", one.called) for one in outcomes)
    yield f"{'edit':<26}" + "".join(f"{call:>12}" for call in calls)
    for edit in sorted({edit for edit, _ in counts}):
        yield f"{edit:<26}" + "".join(f"{counts[edit, call]:>12}" for call in calls)


@click.command()
@data_option
@click.option("--verbose", is_flag=True, help="List the pairs that are called something else than they are.")
def main(data: Path, *, verbose: bool) -> None:
    """Score what a briefing calls disputed, updated and compatible."""
    with Pool(PROCESSES) as pool:
        outcomes = pool.map(judge, records(data), chunksize=2)
    for one in outcomes if verbose else ():
        if one.called != one.kind or (one.called != "compatible" and not one.at_edit):
            print(
                f"{one.pair['id']} {one.pair['kind']}/{one.pair['edit']} {one.pair['pairing']}: {one.called}", one.why
            )
    print(*table(outcomes), sep="\n")
    print(json.dumps({"benchmark": "conflicts", **summary(outcomes)}))


if __name__ == "__main__":
    main()
