"""A sentence laid beside the sentences of its evidence: which of its words stand there, and what stands in whose place.

A line becomes tokens: numbers by their value, countries by their name, negations, and the words that say something, by
their stem. Two lines are compared token by token; only the lines of the evidence that share most with the sentence are
looked at, so that the work grows with the text alone.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from summarizer.grounding import names
from summarizer.grounding.lexicon import root
from summarizer.grounding.matching import FUNCTION_WORDS, words_of
from summarizer.grounding.numbers import find_numbers
from summarizer.grounding.passages import number_key
from summarizer.grounding.polarity import negations
from summarizer.grounding.proof import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.grounding.passages import Evidence, Line

NEAREST = 4
"""Lines of the evidence that a sentence is laid beside, at the most."""
COPIED = 0.7
"""The share of a sentence's tokens in one line from which it counts as that line with changes."""
FEWEST, ALL_BUT = 2, 0.85
"""So it does where so many of its tokens are the line's, and such a share of those outside its largest change."""
AS_NEAR = 0.15
"""How much less of a sentence another line may have that says it differently, for both to count."""
COMMON = 400
"""A word that stands in more lines than this tells nothing of which one is meant."""

SIDES = frozenset(
    "before after above below over under despite against until since because most more less least first last all both"
    " inside outside up down only".split()
)
"""Function words that tell one statement from another all the same."""
_PLAIN = FUNCTION_WORDS - SIDES | frozenset(
    "am i me my mine himself herself itself themselves us s t re ve ll d m just own too very".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word that says something: `text[start:end]`, equal to another where `key` is."""

    kind: Literal["number", "name", "word", "not"]
    key: str
    word: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def tokens(text: str, known: frozenset[str]) -> tuple[Token, ...]:
    """Return the tokens of a line, in order."""
    marked = [Token("not", "not", text[a:b].casefold(), a, b) for a, b in negations(text)]
    taken = _taken(marked)
    marked += [
        Token("number", number_key(number), number.words.casefold(), number.start, number.end)
        for number in find_numbers(text)
        if taken.isdisjoint(range(number.start, number.end))
    ]
    taken = _taken(marked)
    marked += [token for token in _names(text, known) if taken.isdisjoint(range(token.start, token.end))]
    taken = _taken(marked)
    for word in words_of(text):
        if word.text not in _PLAIN and taken.isdisjoint(range(word.start, word.end)):
            marked.append(Token("word", root(word.text), word.text, word.start, word.end))
    return tuple(sorted(marked, key=lambda token: token.start))


def _names(text: str, known: frozenset[str]) -> Iterator[Token]:
    """Yield the words of the names of a line; what names a country is one token, in any form."""
    for name in names.find_names(text, known):
        if land := names.country(name.text):
            yield Token("name", land, name.text.casefold(), name.start, name.end)
            continue
        for word in words_of(name.text):
            if word.text not in _PLAIN:
                start, end = name.start + word.start, name.start + word.end
                yield Token("name", names.country(text[start:end]) or word.text, word.text, start, end)


def _taken(marked: Sequence[Token]) -> set[int]:
    return {at for token in marked for at in range(token.start, token.end)}


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens of the evidence that a sentence has others for; either side may be empty.

    Attributes:
        theirs: Offsets of the evidence's tokens, first and after the last.
        ours: Offsets of the sentence's tokens.
        held: How many of its two sides border on a token that both have.
    """

    theirs: tuple[int, int]
    ours: tuple[int, int]
    held: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence beside one line of its evidence.

    Attributes:
        line: The line.
        theirs: Its tokens.
        ours: The sentence's tokens.
        pairs: Places of tokens that are the same, by place in the sentence.
        changes: What differs, in order.
    """

    line: Line
    theirs: tuple[Token, ...]
    ours: tuple[Token, ...]
    pairs: dict[int, int]
    changes: tuple[Change, ...]

    @property
    def share(self) -> float:
        """The share of the sentence's tokens that the line has in the same order."""
        whole = sum(weights := _weights(self.ours))
        return sum(weights[at] for at in self.pairs) / whole if whole else 0.0

    @property
    def copied(self) -> bool:
        """Whether the sentence is the line's with a few words changed: most of it, or all but one change."""
        if self.share >= COPIED:
            return True
        largest = max((change.ours[1] - change.ours[0] for change in self.changes), default=0)
        return len(self.pairs) >= max(FEWEST, ALL_BUT * (len(self.ours) - largest))


@lru_cache(maxsize=1024)
def _weights(line: tuple[Token, ...]) -> tuple[float, ...]:
    """Return what each token counts for: a name counts once, however many words it has."""
    runs: list[list[int]] = []
    for at, token in enumerate(line):
        last = line[at - 1]
        if at and token.kind == last.kind == "name" and token.start - last.end == 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple(1 / len(run) for run in runs for _ in run)


def align(theirs: tuple[Token, ...], ours: tuple[Token, ...], line: Line) -> Alignment:
    """Return the tokens of a sentence laid beside those of a line."""
    matcher = SequenceMatcher(None, [one.key for one in theirs], [one.key for one in ours], autojunk=False)
    pairs: dict[int, int] = {}
    changes = []
    for how, i, j, k, m in matcher.get_opcodes():
        if how == "equal":
            pairs.update(zip(range(k, m), range(i, j), strict=True))
        else:
            held = (i > 0 and k > 0) + (j < len(theirs) and m < len(ours))
            changes.append(Change((i, j), (k, m), held))
    return Alignment(line, theirs, ours, pairs, tuple(changes))


class Index:
    """The lines of some evidence by the stems of their words."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.lines = evidence.lines
        self.holding: dict[str, list[int]] = {}
        at = 0
        for number, line in enumerate(self.lines):
            words = evidence.words[line.passage]
            if number and self.lines[number - 1].passage != line.passage:
                at = 0
            while at < len(words) and words[at].start < line.end:
                if words[at].text not in _PLAIN and words[at].start >= line.start:
                    held = self.holding.setdefault(root(words[at].text), [])
                    if not held or held[-1] != number:
                        held.append(number)
                at += 1

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the evidence that say something, each once."""
        found = {word.text for passage in self.evidence.words for word in passage}
        return tuple(sorted(found - _PLAIN))

    def line_text(self, line: Line) -> str:
        """Return the words of a line."""
        return self.evidence.passages[line.passage][line.start : line.end]

    def place(self, line: Line, start: int, end: int) -> Place:
        """Return where `[start:end]` of a line stands."""
        return Place(passage=line.passage, start=line.start + start, end=line.start + end)

    def holds(self, token: Token) -> bool:
        """Whether some line has a word, in any inflection."""
        return root(token.word) in self.holding

    def tokens(self, number: int) -> tuple[Token, ...]:
        """Return the tokens of a line."""
        return tokens(self.line_text(self.lines[number]), self.evidence.known)

    def nearest(self, words: Sequence[Token], most: int = NEAREST) -> list[int]:
        """Return the lines that share most with a sentence, the nearest first; rare words count for more."""
        scores: Counter[int] = Counter()
        for key in {root(word) for token in words for word in token.word.split()}:
            lines = self.holding.get(key, ())
            if 0 < len(lines) <= COMMON:
                worth = math.log(1 + len(self.lines) / len(lines))
                for number in lines:
                    scores[number] += worth  # type: ignore[assignment]
        return [number for number, _ in sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:most]]

    def alignments(self, ours: tuple[Token, ...]) -> list[Alignment]:
        """Return a sentence laid beside its nearest lines, the one that has most of it first.

        Where it is one of them with a few words changed, only lines that have nearly as much of it count.
        """
        found = [align(self.tokens(number), ours, self.lines[number]) for number in self.nearest(ours)]
        found.sort(key=lambda one: -one.share)
        if found and found[0].copied:
            return [one for one in found if one.share >= found[0].share - AS_NEAR]
        return found

    def beside(self, key: str, neighbours: frozenset[str], reach: int = 4, most: int = 40) -> bool:
        """Whether a token stands in some line with one of its neighbours near it."""
        lines = self.holding.get(key) or self.holding.get(root(key), [])
        for number in lines[:most]:
            line = self.tokens(number)
            for at, token in enumerate(line):
                if token.key == key and neighbours & {one.key for one in line[max(0, at - reach) : at + reach + 1]}:
                    return True
        return False


@lru_cache(maxsize=16)
def index_of(evidence: Evidence) -> Index:
    """Return the lines of some evidence by their words; the same again for the same evidence."""
    return Index(evidence)


def neighbours(line: Sequence[Token], first: int, last: int, reach: int = 2) -> frozenset[str]:
    """Return the keys of the tokens right beside `line[first:last]`."""
    return frozenset(one.key for one in (*line[max(0, first - reach) : first], *line[last : last + reach]))
