"""Statements in the article's own words: found in the text, and given back as they stand there.

A model that copies a sentence loses a quotation mark, adds a bracket or names the wrong sentence number. Where the
words of a statement stand one after the other in a sentence, that sentence is its evidence, and what is printed is
cut from the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.evidence import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.models import Article

FEWEST_WORDS = 4
"""A statement of fewer words may stand anywhere by chance."""
NEAR = 4
"""Sentences around those that are cited in which a statement is looked for."""

_WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
_OPENS = "“‘\"'(«„¿¡$€£¥"
_CLOSES = re.compile(r"\s?[%‰€£¥](?!\d)[.,!?…]*[”’\"')»]*[.!?]*|[.,!?…]*[”’\"')»]*[.!?]*")
_LAST_COMMA = re.compile(r",(?=[”’\"']*$)")
_ENDS_QUOTED = re.compile(r"”[.,!?]*$")
_STRAY = re.compile(r"[\s{}\[\],;]+$")


def as_written(text: str, numbers: Sequence[int], article: Article) -> tuple[str, tuple[int, ...]]:
    """Return a statement as the article has it, with the sentences it stands in.

    The sentences cited are looked at first, then those around them. A statement in other words comes back as it is,
    without stray marks at its end.
    """
    near = range(max(1, min(numbers) - NEAR), min(len(article.sentences), max(numbers) + NEAR) + 1)
    for number in dict.fromkeys([*numbers, *near]):
        if found := _cut(text, article.sentence(number)):
            cited = tuple(numbers) if number in numbers else (number,)
            return _balanced(found, article), cited
    return _balanced(_STRAY.sub("", text), article), tuple(numbers)


def balanced(text: str) -> str:
    """Return `text` with the quotation mark it lacks because its sentence begins or ends inside a quotation.

    Marks that are amiss in another way stay as they are: they do not tell where a quotation begins.
    """
    if '"' in text:
        return _straightened(text)
    marks = "".join(mark for mark in text if mark in "“”")
    if marks == "”" and _ENDS_QUOTED.search(text):
        return f"“{text}"
    return f"{text}”" if marks == "“" else text


def _straightened(text: str) -> str:
    """Return a text of straight marks with the one it lacks, where one at its end or start shows on which side."""
    if text.count('"') % 2 == 0 or "“" in text or "”" in text:
        return text
    return f'"{text}' if re.search(r'"[.,!?]*$', text) else f'{text}"' if text.startswith('"') else text


def _balanced(text: str, article: Article) -> str:
    """Balance the marks of an article that opens its quotations with “: in „German“ style that mark closes them."""
    return text if "„" in article.text else balanced(text)


def _cut(text: str, sentence: str) -> str | None:
    """Return the part of a sentence that has the words of `text`, in their order and without others between."""
    wanted = [fold(word) for word in _WORD.findall(text)]
    if len(wanted) < FEWEST_WORDS:
        return None
    words = list(_WORD.finditer(sentence))
    folded = [fold(word.group()) for word in words]
    for at in range(len(words) - len(wanted) + 1):
        if folded[at : at + len(wanted)] == wanted:
            return _with_marks(sentence, words[at].start(), words[at + len(wanted) - 1].end())
    return None


def _with_marks(sentence: str, start: int, end: int) -> str:
    """Return `sentence[start:end]` with the quotation marks and the full stop that belong to it."""
    while start > 0 and sentence[start - 1] in _OPENS:
        start -= 1
    closing = _CLOSES.match(sentence, end)
    cut = _LAST_COMMA.sub("", sentence[start : closing.end() if closing else end]).rstrip(",;: ")
    return cut[:1].upper() + cut[1:]
