"""Scores the proof of one-sentence summaries against their articles: `python -m benchmarks.support --data DIR`.

Each summary is `prove`d by its article alone; what does not hold counts as "inconsistent". Beside it stands a plain check
that every number and capitalised word of the summary stands in the article. With `--judge MODEL` a model is asked about
what the proof leaves open, of a sample, and what that adds and costs is printed. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random
from statistics import mean
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from summarizer.grounding.evidence import prove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEED = 20241101
QUESTION = """Article:
{article}

Summary: {summary}

Does the article support everything that the summary says? Answer with one word, yes or no."""

_PLAIN = re.compile(r"\d[\d.,]*\d|\d|\b[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One summary: whether it is labelled consistent, what is said of it, and why it is refused."""

    article: str
    summary: str
    consistent: bool
    plain: bool
    holds: bool
    reason: str | None
    edits: tuple[str, ...]


def plainly_carried(summary: str, article: str) -> bool:
    """Whether every number and every capitalised word of a summary, but its first, stands in the article."""
    first = summary.split()[:1]
    return all(word in article for word in _PLAIN.findall(summary) if word not in first)


def judged(record: dict[str, Any]) -> Verdict:
    """Return what the plain check and the proof say of one record."""
    proof = prove(record["summary"], record["article"])
    return Verdict(
        article=record["article_id"],
        summary=record["summary"],
        consistent=record["label"] == "consistent",
        plain=plainly_carried(record["summary"], record["article"]),
        holds=proof.holds,
        reason=proof.reason,
        edits=tuple(record["edit_types"]) if record["label"] != "consistent" else (),
    )


def rates(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return the share of consistent ones kept, of inconsistent ones refused, and their mean, of (label, kept) pairs."""
    counts = Counter(pairs)
    kept = counts[True, True] / max(1, counts[True, True] + counts[True, False])
    refused = counts[False, False] / max(1, counts[False, False] + counts[False, True])
    return kept, refused, (kept + refused) / 2


def table(verdicts: list[Verdict]) -> Iterator[str]:
    """Yield the lines of the report."""
    yield f"{'':26}{'consistent kept':>17}{'inconsistent refused':>22}{'balanced accuracy':>19}"
    for name, pairs in (
        ("prove", [(one.consistent, one.holds) for one in verdicts]),
        ("numbers and capitals", [(one.consistent, one.plain) for one in verdicts]),
    ):
        kept, refused, balanced = rates(pairs)
        yield f"{name:26}{kept:17.3f}{refused:22.3f}{balanced:19.3f}"
    by_article = defaultdict(list)
    for one in verdicts:
        by_article[one.article].append((one.consistent, one.holds))
    yield ""
    scores = []
    for article, pairs in by_article.items():
        kept, refused, balanced = rates(pairs)
        scores.append(balanced)
        yield f"{article:26}{kept:17.3f}{refused:22.3f}{balanced:19.3f}"
    yield f"{'mean over articles':65}{mean(scores):19.3f}"
    yield ""
    edits = sorted({edit for one in verdicts for edit in one.edits})
    for edit in edits:
        those = [one for one in verdicts if edit in one.edits]
        caught = sum(not one.holds for one in those)
        yield f"{edit:32}{caught:5} of {len(those):3} refused ({caught / len(those):.2f})"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a judge was asked and took."""

    requests: int
    tokens: int
    seconds: float


def judge(sample: list[Verdict], articles: dict[str, str], model: str, base_url: str) -> tuple[list[bool], Cost]:
    """Return for each verdict whether the summary is kept when a model judges what the proof keeps, and the cost."""
    import openai  # noqa: PLC0415  (takes a second, and only the judge needs it)

    client = openai.OpenAI(base_url=base_url, api_key=os.environ.get("OPENAI_API_KEY", "unused"), max_retries=0)
    kept, requests, tokens, begun = [], 0, 0, time.monotonic()
    for one in sample:
        if not one.holds:
            kept.append(False)
            continue
        question = QUESTION.format(article=articles[one.article], summary=one.summary)
        answer = client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": question}], max_tokens=3, temperature=0
        )
        requests += 1
        tokens += answer.usage.total_tokens if answer.usage else 0
        kept.append(not (answer.choices[0].message.content or "").strip().casefold().startswith("no"))
    client.close()
    return kept, Cost(requests, tokens, time.monotonic() - begun)


def judged_lines(sample: list[Verdict], kept: list[bool], cost: Cost) -> Iterator[str]:
    """Yield what a judge adds to the proof, on one sample, and what it costs."""
    yield f"\nof {len(sample)} summaries by chance, {cost.requests} of them kept by prove and put to the judge:"
    for name, pairs in (
        ("prove", [(one.consistent, one.holds) for one in sample]),
        ("prove, then the judge", [(one.consistent, answer) for one, answer in zip(sample, kept, strict=True)]),
    ):
        share, refused, balanced = rates(pairs)
        yield f"{name:26}{share:17.3f}{refused:22.3f}{balanced:19.3f}"
    each = max(1, cost.requests)
    yield f"{cost.tokens} tokens, {cost.seconds:.0f} seconds; {cost.tokens / each:.0f} and {cost.seconds / each:.1f} a request"


@click.command()
@data_option
@click.option("--judge", "model", help="Ask this model about what the proof keeps.")
@click.option("--base-url", default="http://127.0.0.1:8080/v1", show_default=True, help="Where the model is served.")
@click.option("--most", default=100, show_default=True, help="Summaries in the judge's sample.")
@click.option("--verbose", is_flag=True, help="List every wrong verdict.")
def main(data: Path, model: str | None, base_url: str, most: int, *, verbose: bool) -> None:
    """Score the proof of summaries against their articles."""
    read = records(data)
    verdicts = [judged(record) for record in read]
    if verbose:
        for one in verdicts:
            if one.holds != one.consistent:
                print(
                    f"{'refused' if one.consistent else 'kept':8} {one.summary}\n         {one.reason or ', '.join(one.edits)}"
                )
    print(*table(verdicts), sep="\n")
    if model:
        chosen = Random(SEED).sample(verdicts, min(most, len(verdicts)))  # noqa: S311  (a sample, not a secret)
        sample = sorted(chosen, key=lambda one: one.article)  # a server reads an article again only where it changes
        answers, cost = judge(sample, {one["article_id"]: one["article"] for one in read}, model, base_url)
        print(*judged_lines(sample, answers, cost), sep="\n")
    kept, _, balanced = rates((one.consistent, one.holds) for one in verdicts)
    _, _, baseline = rates((one.consistent, one.plain) for one in verdicts)
    figures = {"consistent_kept": kept, "balanced_accuracy": balanced, "baseline_balanced_accuracy": baseline}
    print(json.dumps({"benchmark": "support", **{name: round(value, 3) for name, value in figures.items()}}))


if __name__ == "__main__":
    main()
