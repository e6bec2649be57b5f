"""Scores who is said to have said what against people's marks: `python -m benchmarks.attribution --data DIR`.

A record of DIR's file is one article: `{"text", "title", "attributions": [{"source": {"start", "end"} or null,
"source_form": name|pronoun|other|none, "content": {"spans": [[start, end], …]}, "quote": direct|mixed|indirect}]}`,
offsets into `text`. The project's own reading cuts the text into sentences, headline and all.

How an answer is judged:

- An attribution is its content, a set of spans, and the span of its source's mention, which may be a pronoun. Pieces
  of one saying ("A," X said. "B.") are one attribution, as they are in the marks.
- Two contents match where they share half or more of the characters they cover (intersection over union). Matching is
  one to one, the best pair first. `content_f1` counts the pairs.
- A pair has the right source where both have none, or where their spans overlap. `source_f1` counts those pairs.
- `quotes` takes the marks of which `quote` is direct or mixed, and the answers whose content holds a quotation mark, which
  is how `quote` was filled in; `all` takes everything.

The data is PolNeAR (Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018). Two
people who marked the same articles agree at 0.80 (content) and 0.75 (content and source) on `all`.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from benchmarks.data import data_option, records
from summarizer.grounding.attribution import attribute
from summarizer.grounding.roster import roster
from summarizer.models import Article
from summarizer.reading.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Span = tuple[int, int]
MATCHED = 0.5
QUOTES = ("direct", "mixed", "indirect")
FORMS = ("name", "pronoun", "other", "none")
_MARKS = re.compile('[“”"]')
_NEAR = 100
"""Characters: how far the baseline looks for a verb and a name."""
_QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
_SAID = re.compile(r"\b(?:said|says|told|added|wrote)\b")
_NAMED = re.compile(r"\b[A-Z]\w+(?:\s[A-Z]\w+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution, marked or found: its content, the span of its source (None: none named), and its kind.

    `quote` is direct, mixed or indirect for a mark and '' for an answer; `form` likewise the form of its source.
    """

    content: tuple[Span, ...]
    source: Span | None
    quote: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One article: what people marked in it, and what was found."""

    text: str
    marked: tuple[Said, ...]
    found: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over articles: attributions marked and found, pairs that match, and pairs whose source is right."""

    marked: int = 0
    found: int = 0
    matched: int = 0
    right: int = 0

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 of the content, and F1 with the source, each rounded to three places."""
        content, source = self.matched, self.right
        return {
            "precision": _share(content, self.found),
            "recall": _share(content, self.marked),
            "content_f1": _share(2 * content, self.marked + self.found),
            "source_f1": _share(2 * source, self.marked + self.found),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


def marks(record: dict[str, Any]) -> tuple[Said, ...]:
    """Return what people marked in a record."""
    return tuple(
        Said(
            tuple((start, end) for start, end in one["content"]["spans"]),
            (one["source"]["start"], one["source"]["end"]) if one["source"] else None,
            one["quote"],
            one["source_form"],
        )
        for one in record["attributions"]
    )


def ours(text: str) -> tuple[Said, ...]:
    """Return what this project's rules find in a text; pieces under one cue are one attribution."""
    sentences, asides = split(text)
    article = Article(id="1", text=text, sentences=sentences, asides=asides)
    joined: dict[Span, list[Span]] = {}
    sources: dict[Span, Span] = {}
    for one in attribute(article, roster(article)):
        joined.setdefault(one.cue_span, []).append(one.content)
        sources[one.cue_span] = one.mention_span
    return tuple(Said(tuple(content), sources[cue]) for cue, content in joined.items())


def naive(text: str) -> tuple[Said, ...]:
    """Return the answers of a rule of ten lines: each quotation in pairs of marks, the nearest "said", the nearest name."""
    found = []
    for quote in _QUOTED.finditer(text):
        near = text[max(0, quote.start() - _NEAR) : quote.start()], text[quote.end() : quote.end() + _NEAR]
        cues = [quote.start() - len(near[0]) + cue.start() for cue in _SAID.finditer(near[0])][-1:]
        cues += [quote.end() + cue.start() for cue in _SAID.finditer(near[1])][:1]
        if not cues:
            continue
        at = min(cues, key=lambda cue: abs(cue - quote.start()))
        named = [name.span() for name in _NAMED.finditer(text, max(0, at - _NEAR), at + _NEAR)]
        outside = [span for span in named if not quote.start() <= span[0] < quote.end()]
        found.append(Said((quote.span(),), min(outside, key=lambda span: abs(span[0] - at), default=None)))
    return tuple(found)


def peers(python: Path, texts: Sequence[str]) -> dict[str, list[tuple[Said, ...]]]:
    """Return the answers of the peers that are installed beside `python`, by name, an item for each text."""
    script = Path(__file__).with_name("quote_peers.py")
    done = subprocess.run([python, script], input=json.dumps(texts), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise click.ClickException(f"the peers failed: {done.stderr.strip().splitlines()[-1]}")
    return {
        name: [
            tuple(Said((tuple(one["content"]),), tuple(one["source"]) if one["source"] else None) for one in answer)
            for answer in answers
        ]
        for name, answers in json.loads(done.stdout).items()
    }


# ── Judging ───────────────────────────────────────────────────────────────────────────────────────


def overlap(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """Return the characters that two sets of spans share, over those that either covers: 0 to 1."""
    us, them = (set().union(*(range(*span) for span in spans)) for spans in (ours, theirs))
    return len(us & them) / len(us | them) if us | them else 0.0


def pairs(marked: Sequence[Said], found: Sequence[Said]) -> list[tuple[Said, Said]]:
    """Return which mark was found as what: one to one, those that overlap most first."""
    near = ((overlap(mark.content, one.content), i, j) for i, mark in enumerate(marked) for j, one in enumerate(found))
    best = sorted((near for near in near if near[0] >= MATCHED), key=lambda near: (-near[0], near[1], near[2]))
    taken: dict[int, int] = {}
    for _, i, j in best:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return [(marked[i], found[j]) for i, j in sorted(taken.items())]


def same_source(mark: Said, found: Said) -> bool:
    """Return whether neither has a source, or both have one and they overlap."""
    if mark.source is None or found.source is None:
        return mark.source is found.source
    return mark.source[0] < found.source[1] and found.source[0] < mark.source[1]


def quoted(page: Page) -> Page:
    """Return a page with its quotations only."""
    marked = tuple(mark for mark in page.marked if mark.quote in ("direct", "mixed"))
    found = tuple(one for one in page.found if any(_MARKS.search(page.text, *span) for span in one.content))
    return Page(page.text, marked, found)


def tally(pages: Iterable[Page]) -> Tally:
    """Return the counts over some pages."""
    counts = [0, 0, 0, 0]
    for page in pages:
        matched = pairs(page.marked, page.found)
        right = sum(same_source(*pair) for pair in matched)
        counts = [a + b for a, b in zip(counts, (len(page.marked), len(page.found), len(matched), right), strict=True)]
    return Tally(*counts)


def recalls(pages: Sequence[Page]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return, for each kind of quotation and form of source, how many were marked, matched, and matched rightly."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for page in pages:
        for mark in page.marked:
            counts.setdefault((mark.quote, mark.form), Counter())["marked"] += 1
        for mark, found in pairs(page.marked, page.found):
            counts[mark.quote, mark.form]["matched"] += 1
            counts[mark.quote, mark.form]["right"] += same_source(mark, found)
    return {key: (count["marked"], count["matched"], count["right"]) for key, count in counts.items()}


# ── Showing ───────────────────────────────────────────────────────────────────────────────────────


def table(pages: Sequence[Page]) -> list[str]:
    """Return how many were found, and with the right source, of how many, by kind of quotation and form of source."""
    counts = recalls(pages)
    lines = [f"{'':<10}" + "".join(f"{form:>18}" for form in (*FORMS, "any"))]
    for quote in (*QUOTES, "any"):
        cells = []
        for form in (*FORMS, "any"):
            found = [count for key, count in counts.items() if quote in (key[0], "any") and form in (key[1], "any")]
            marked, matched, right = (sum(part) for part in zip((0, 0, 0), *found, strict=True))
            cells.append(f"{matched:>7}{right:>5} /{marked:<4}")
        lines.append(f"{quote:<10}" + "".join(cells))
    return lines


def compared(answers: Mapping[str, Sequence[Page]]) -> list[str]:
    """Return precision, recall and F1 of each system on quotations and on everything, as lines."""
    lines = [f"{'':<22}{'precision':>11}{'recall':>9}{'content F1':>12}{'source F1':>11}"]
    for part in ("quotes", "all"):
        for name, pages in answers.items():
            row = tally(map(quoted, pages) if part == "quotes" else pages).figures()
            lines.append(
                f"{part:<8}{name:<14}{row['precision']:>11.3f}{row['recall']:>9.3f}{row['content_f1']:>12.3f}"
                f"{row['source_f1']:>11.3f}"
            )
    return lines


@click.command()
@data_option
@click.option(
    "--peers",
    "python",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Python that has the peers (see quote_peers.py): run them, too.",
)
def main(data: Path, python: Path | None) -> None:
    """Score who is said to have said what against people's marks."""
    articles = records(data)
    texts = [record["text"] for record in articles]
    began = time.perf_counter()
    found = {"summarizer": [ours(text) for text in texts]}
    seconds = time.perf_counter() - began
    found["naive rule"] = [naive(text) for text in texts]
    found |= peers(python, texts) if python else {}
    answers = {
        name: [Page(record["text"], marks(record), said) for record, said in zip(articles, answer, strict=True)]
        for name, answer in found.items()
    }
    pages = answers["summarizer"]
    print(
        "found, found with the right source / marked, by kind of quotation and form of source", *table(pages), sep="\n"
    )
    print("", *compared(answers), sep="\n")
    speed = sum(map(len, texts)) / max(seconds, 1e-9) / 1e6
    print(f"{len(texts)} articles at {speed:.2f} MB a second")
    parts = {"quotes": [quoted(page) for page in pages], "all": pages}
    print(json.dumps({"benchmark": "attribution"} | {part: tally(some).figures() for part, some in parts.items()}))


if __name__ == "__main__":
    main()
