"""Scores how the article is found in a page, beside trafilatura alone: `python -m benchmarks.pages [--pages DIR]`.

The pages are of our own making (`benchmarks.page_layouts`): each is saved as a file, read as the command reads it, and
briefed by rule. `f1` is by word, the mean over all pages; titles and the lines of pictures count neither way. A claim is
boilerplate where the words of its evidence do not stand in the article's true text.

With `--pages DIR`, a folder with `evaldata.json` and the pages it names in `cache` or `eval`, as trafilatura's own tests
have them, those are measured, too: pieces of text that must and that must not be found, as there. A page that is taken for
a wall, though it holds an article, gives nothing. The last line is one JSON object.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import trafilatura

from benchmarks.page_layouts import pages
from summarizer.extraction.extractive import extract
from summarizer.grounding.summary import ground
from summarizer.models import Article
from summarizer.reading import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.page_layouts import Page
    from summarizer.models import Claim

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


@dataclass
class Pieces:
    """Pieces of text that were found and missed, of those that belong to an article and of those that do not."""

    found: int = 0
    wrong: int = 0
    missed: int = 0
    without: list[str] = field(default_factory=list)

    def add(self, item: dict[str, Any], text: str) -> None:
        """Count the pieces of one page in the text that was read of it."""
        read = _spaced(text)
        found = sum(_spaced(piece) in read for piece in item["with"])
        self.found += found
        self.missed += len(item["with"]) - found
        self.wrong += sum(_spaced(piece) in read for piece in item["without"])
        if not text:
            self.without.append(item["file"])

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1."""
        precision, recall = self.found / (self.found + self.wrong), self.found / (self.found + self.missed)
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def alone(body: bytes) -> str:
    """Return what trafilatura alone finds in a page, comments left out as we leave them out."""
    return trafilatura.extract(body, include_comments=False) or ""


def f1(page: Page, text: str) -> float:
    """Return the F1 of the words of a text against those of a page's article."""
    beside = {_spaced(line) for line in page.beside}
    lines = [line for line in text.splitlines() if _spaced(line.strip("#-*>“”| ")) not in beside]
    read, true = _words(lines), _words(page.main)
    both = (read & true).total()
    return 2 * both / max(read.total() + true.total(), 1)


def boilerplate(page: Page, claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the evidence of claims that is not of a page's article."""
    true = _spaced(" ".join((*page.main, *page.beside)))
    for claim in claims:
        for span in (span for said in claim.statements for span in said.evidence):
            if _spaced(span.text) not in true:
                yield span.text


def made(*, verbose: bool) -> dict[str, float]:
    """Print and return the figures of the pages of our own making."""
    scored: list[tuple[str, float, float]] = []
    claims = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages()):
            path = Path(folder, f"{number}.html")
            path.write_bytes(page.body)
            [read] = files.read([path])
            is_read = isinstance(read, Article)
            scored.append((page.name, f1(page, read.text if is_read else ""), f1(page, alone(page.body))))
            if isinstance(read, Article):
                proven = ground(read, extract(read)).claims
                outside = list(boilerplate(page, proven))
                claims += len(proven)
                wrong += len(outside)
                print("".join(f"  boilerplate in {page.name!r}: {words}\n" for words in outside), end="")
    if verbose:
        print(*(f"{own:8.3f}{other:8.3f}  {name}" for name, own, other in scored), sep="\n")
    ours = sum(own for _, own, _ in scored) / len(scored)
    theirs = sum(other for _, _, other in scored) / len(scored)
    worse = sum(own < other for _, own, other in scored)
    print(f"{len(scored)} pages of our own: F1 {ours:.3f}, trafilatura alone {theirs:.3f}; worse on {worse}")
    print(f"{claims} claims by rule, {wrong} of boilerplate")
    return {
        "pages": len(scored),
        "f1": ours,
        "f1_alone": theirs,
        "worse": worse,
        "claims": claims,
        "boilerplate": wrong,
    }


def given(folder: Path, *, verbose: bool) -> dict[str, float]:
    """Print and return the figures of pages with pieces of text that must and must not be found."""
    items = list(json.loads((folder / "evaldata.json").read_text(encoding="utf-8")).values())
    with ProcessPoolExecutor() as pool:
        texts = list(pool.map(_both, [_saved(folder, item["file"]) for item in items], chunksize=10))
    ours, theirs = Pieces(), Pieces()
    for item, (own_text, their_text) in zip(items, texts, strict=True):
        ours.add(item, own_text)
        theirs.add(item, their_text)
    if verbose:
        print(*(f"  nothing read: {name}" for name in sorted({*ours.without} - {*theirs.without})), sep="\n")
    figures: dict[str, float] = {"given": len(items), "given_nothing": len(ours.without)}
    for name, pieces in (("given", ours), ("given_alone", theirs)):
        print(f"{name:>12}: " + ", ".join(f"{kind} {value:.4f}" for kind, value in pieces.figures().items()))
        figures |= {f"{name}_{kind}": value for kind, value in pieces.figures().items()}
    return figures


def _saved(folder: Path, name: str) -> Path:
    return next(path for path in (folder / "cache" / name, folder / "eval" / name) if path.is_file())


def _both(path: Path) -> tuple[str, str]:
    """Return the text that we read in a saved page, and what trafilatura alone does."""
    [read] = files.read([path])
    return read.text if isinstance(read, Article) else "", alone(path.read_bytes())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _words(lines: Iterable[str]) -> Counter[str]:
    return Counter(word for line in lines for word in _WORD.findall(line.casefold()))


@click.command()
@click.option(
    "--pages",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder with evaldata.json and the pages that it names.",
)
@click.option("--verbose", is_flag=True, help="List the score of every page.")
def main(folder: Path | None, *, verbose: bool) -> None:
    """Score how the article is found in pages."""
    figures = made(verbose=verbose)
    if folder:
        figures |= given(folder, verbose=verbose)
    print(json.dumps({"benchmark": "pages", **{name: round(value, 4) for name, value in figures.items()}}))


if __name__ == "__main__":
    main()
