"""Derive `summarizer/grounding/lexicon.txt.gz` from WordNet: `python -m tools.make_lexicon DICT`.

DICT is a folder with WordNet's database files (data.*, index.*) and its lists of irregular forms (*.exc). What is kept
is which single words, in lower case, share a meaning, and which meanings stand above, beside or opposite others; no
definitions, no names. The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parent.parent / "summarizer" / "grounding" / "lexicon.txt.gz"
KINDS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = 6  # of each word, the most common first
ABOVE, SIMILAR, OPPOSITE = "@", "&", "!"
_WORD = re.compile(r"[a-z]{2,20}")

Key = tuple[str, str]  # kind, and the offset by which WordNet's files name a meaning


@dataclass
class Meaning:
    """One meaning (synset): the words for it, each with its rank among the word's meanings, and the meanings tied to it."""

    words: dict[str, int] = field(default_factory=dict)
    links: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))


def ranks(folder: Path, kind: str) -> dict[tuple[str, str], int]:
    """Return how common a meaning is among those of a word, from 0, by word and offset."""
    found = {}
    for line in _lines(folder / f"index.{KINDS[kind]}"):
        fields = line.split()
        offsets = fields[-int(fields[2]) :]
        found.update({(fields[0], offset): rank for rank, offset in enumerate(offsets)})
    return found


def meanings(folder: Path) -> dict[Key, Meaning]:
    """Return every meaning that single words in lower case have, and all those above them."""
    found: dict[Key, Meaning] = {}
    for kind, name in KINDS.items():
        order = ranks(folder, kind)
        for line in _lines(folder / f"data.{name}"):
            fields = line.split(" | ", maxsplit=1)[0].split()
            meaning = found[kind, fields[0]] = Meaning()
            count = int(fields[3], 16)
            for word in fields[4 : 4 + 2 * count : 2]:
                plain = re.sub(r"\(\w+\)$", "", word)
                rank = order.get((plain, fields[0]), SENSES)
                if _WORD.fullmatch(plain) and rank < SENSES:
                    meaning.words[plain] = rank
            at, pointers = 5 + 2 * count, int(fields[4 + 2 * count])
            for mark, offset, of in (fields[at + 4 * one : at + 4 * one + 3] for one in range(pointers)):
                if mark in (ABOVE, SIMILAR, OPPOSITE):
                    meaning.links[mark].append(("a" if of == "s" else of, offset))
    return found


def kept(found: dict[Key, Meaning]) -> dict[Key, int]:
    """Return the number of each meaning that is kept: those with words, and those above or opposite them."""
    needed: set[Key] = set()
    open_ones = [key for key, meaning in found.items() if meaning.words]
    while open_ones:
        key = open_ones.pop()
        if key not in needed and key in found:
            needed.add(key)
            open_ones += [other for mark in (ABOVE, SIMILAR) for other in found[key].links[mark]]
    return {key: number for number, key in enumerate(sorted(needed))}


def irregular(folder: Path, words: set[str]) -> Iterator[str]:
    """Yield the irregular forms of words that are kept: kind, form, and word."""
    for kind, name in KINDS.items():
        for line in _lines(folder / f"{name}.exc"):
            form, *bases = line.split()
            for base in bases[:1]:
                if _WORD.fullmatch(form) and base in words and form != base:
                    yield f"{kind} {form}\t{base}"


def senses(found: dict[Key, Meaning], numbers: dict[Key, int]) -> Iterator[str]:
    """Yield each word with its kind and the numbers of its meanings, the most common first."""
    ranked: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for key, number in numbers.items():
        for word, rank in found[key].words.items():
            ranked[key[0], word].append((rank, number))
    for (kind, word), listed in ranked.items():
        yield f"{kind} {word}\t{' '.join(str(number) for _, number in sorted(listed))}"


def links(found: dict[Key, Meaning], numbers: dict[Key, int]) -> Iterator[str]:
    """Yield, for each meaning in the order of its number, those above, like and opposite it."""
    for key in numbers:
        tied = found[key].links
        listed = ([numbers[other] for other in tied[mark] if other in numbers] for mark in (ABOVE, SIMILAR, OPPOSITE))
        yield "|".join(" ".join(map(str, one)) for one in listed)


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("  "):
            yield line


def _licence(folder: Path) -> Iterator[str]:
    """Yield WordNet's notice, which has to stand in every copy: the lines that open its files."""
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            return
        yield "# " + re.sub(r"^\s+\d+\s?", "", line).rstrip()


def main(folder: Path) -> None:
    """Write the lexicon."""
    found = meanings(folder)
    numbers = kept(found)
    words = {word for key in numbers for word in found[key].words}
    lines = [
        "# Derived from WordNet by tools/make_lexicon.py: single words and their meanings, without definitions.",
        "#",
    ]
    lines += _licence(folder)
    lines += ["", *sorted(irregular(folder, words)), "", *sorted(senses(found, numbers)), "", *links(found, numbers)]
    data = "\n".join(lines).encode() + b"\n"
    TARGET.write_bytes(gzip.compress(data, compresslevel=9, mtime=0))
    print(f"{TARGET.name}: {len(words)} words, {len(numbers)} meanings, {TARGET.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
