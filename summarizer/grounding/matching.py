"""Words compared across two texts: folded, cut to stems, and found again with their places.

Case, accents, the kind of quotes and dashes, and the width of spaces make no other words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PIECE = re.compile(r"\d++(?:[.,]\d++)*+|[^\W\d]++(?:\.[^\W\d]\b\.?)*+|\d++|[^\W\d]++")
_STEM = 5  # letters: enough to tell words apart, few enough to see through inflection
_ENDINGS = re.compile(r"(?:ingly|edly|ings|ing|ied|ies|ed|es|ly|s)$")
_SHORTEST = 3  # letters that a stem has at least
FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being but by can could did do does for from had has
    have he her him his how if in into is it its may might more most of on one or other our out over she should so
    some such than that the their them then there these they this those to under up was we were what when where
    whether which while who will with would you your says said say saying told tells
    """.split()
)
"""Words that every sentence has, and that tell nothing of what it says."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded; it stands at `[start:end]`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with one kind of quotes, dashes and spaces."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_FOLDED))
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def stands_in(words: str, text: str) -> bool:
    """Return whether `words` stand in `text` as whole words, whatever the case, quotes, dashes and spaces."""
    wanted, folded = fold(words), fold(text)
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        if not (_is_inside_word(folded, at) or _is_inside_word(folded, at + len(wanted))):
            return True
        at = folded.find(wanted, at + 1)
    return False


def _is_inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def count_words(text: str) -> int:
    """Return how many words a text has; what hyphens and apostrophes join is one."""
    return sum(1 for _ in _WORD.finditer(text))


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text, folded, with their places; a number with its marks is one, "well-known" is two."""
    for match in _PIECE.finditer(text):
        if folded := _folded_word(match.group()):
            yield Word(folded, match.start(), match.end())


@lru_cache(maxsize=16384)
def _folded_word(word: str) -> str:
    return fold(word).replace(".", "") if word[0].isalpha() else word


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning, folded and cut to a stem, in order."""
    words = (word.removesuffix("'s") for word in _WORD.findall(fold(text)))
    return [word[:_STEM] for word in words if word not in FUNCTION_WORDS]


def carried_share(text: str, evidence: str) -> float:
    """Return the share of the content words of `text` that stand in `evidence`, from 0 to 1."""
    wanted, found = content_words(text), set(content_words(evidence))
    return sum(word in found for word in wanted) / len(wanted) if wanted else 1.0


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a folded word without its inflection: "raised", "raises" and "raising" give "rais"."""
    cut = _ENDINGS.sub("", word) if word.isalpha() else word
    if len(cut) < _SHORTEST:
        return word
    if cut != word and word.endswith(("ied", "ies")):
        return f"{cut}y"
    cut = cut.removesuffix("e")
    return cut[:-1] if len(cut) > _SHORTEST and cut[-1] == cut[-2] else cut
