"""Proof: whether the words of an article carry a sentence that somebody wrote about it.

Four things are looked for, and each must be found: every number with what it counts, every proper name, every quoted
word, and the same polarity. Digits and number words, quotation marks, dashes and spaces, and a country and its demonym are
taken for the same. Nothing is accepted on a share of common words alone; a low one is one more reason to refuse.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.counting import counted
from summarizer.grounding.hedges import negated
from summarizer.grounding.numbers import number_keys
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from summarizer.models import Quantity

CARRIED_WORDS = 0.6
"""The share of a sentence's content words that must stand in its evidence; the rest may be the writer's own."""
FEWEST_WORDS = 3
"""Words below which nothing is stated."""
WORDS_OF_ITS_OWN = 10
"""How many more words than its evidence a sentence may have: a name for a pronoun, "said that", and their like."""

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]+)[”\"»“]")
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEGATION = re.compile(
    r"\b(?:not(?! (?:only|just|merely)\b)|never|no(?! (?:doubt|longer than)\b)|neither|nor|"
    r"without(?! (?:a )?doubt\b)|cannot)\b|n't\b"
)
_STEM = 5  # letters: enough to tell words apart, few enough to see through inflection
_NEAR = 3  # content words after a negation that tell what it denies
_FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being but by can could did do does for from had has
    have he her him his how if in into is it its may might more most of on one or other our out over she should so
    some such than that the their them then there these they this those to under up was we were what when where
    whether which while who will with would you your says said say saying told tells
    """.split()
)


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
    return 0 < at < len(text) and _is_word(text[at - 1]) and _is_word(text[at])


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def missing_numbers(text: str, evidence: str) -> list[str]:
    """Return the numbers of `text` that `evidence` does not hold in any form, as decimals."""
    return sorted(number_keys(text) - number_keys(evidence))


def missing_names(text: str, evidence: str, known: Collection[str] = ()) -> list[str]:
    """Return the proper names of `text` that `evidence` does not hold.

    Args:
        text: The sentence to prove.
        evidence: The article's words.
        known: Names that are known to be names, which tells them from capitals that only begin a sentence.
    """
    absent = [name.text for name in names.find_names(text, known) if not stands_in(name.text, evidence)]
    if not absent:
        return []
    said = {country for name in names.find_names(evidence, known) if (country := names.country(name.text))}
    return [name for name in absent if names.country(name) not in said]


def missing_quotations(text: str, evidence: str) -> list[str]:
    """Return the quoted words of `text` that do not stand in `evidence` to the letter, quotes and spaces aside."""
    quoted = [(words, words.rstrip(" .,;!?…")) for words in _QUOTED.findall(text)]
    return [words for words, said in quoted if fold(said) and not stands_in(said, evidence)]


def content_words(text: str) -> list[str]:
    """Return the words that carry meaning, folded and cut to a stem, in order."""
    words = (word.removesuffix("'s") for word in _WORD.findall(fold(text)))
    return [word[:_STEM] for word in words if word not in _FUNCTION_WORDS]


def carried_share(text: str, evidence: str) -> float:
    """Return the share of the content words of `text` that stand in `evidence`, from 0 to 1."""
    wanted, found = content_words(text), set(content_words(evidence))
    return sum(word in found for word in wanted) / len(wanted) if wanted else 1.0


def misfit(text: str, cited: str) -> str | None:
    """Return why `text` cannot be a statement of the sentences it cites, by its words alone; None where it can."""
    said = len(_WORD.findall(text))
    if said < FEWEST_WORDS:
        return f"Too short to say anything: it has {said} words."
    if said > len(_WORD.findall(cited)) + WORDS_OF_ITS_OWN:
        return "Longer than its sentences: it repeats itself, or says more than they do."
    if carried_share(text, cited) < CARRIED_WORDS:
        return "Words that are not in its sentences: most of what it says stands elsewhere, or nowhere."
    if turned(text, cited):
        return "A statement turned into its opposite: a negation was dropped or added."
    if regrouped(text, cited):
        return "A number for something else: the sentence does not count that with it."
    return None


def turned(text: str, evidence: str) -> bool:
    """Return whether `text` drops a negation of `evidence`, or holds one that `evidence` does not."""
    theirs = _denied(evidence)
    if negated(fold(text)):
        stray = any(words and not any(words & others for others in theirs) for words in _denied(text))
        return not negated(fold(evidence)) or (bool(theirs) and stray)
    said = set(content_words(text))
    return any(words and said.issuperset(words) for words in theirs)


def _denied(text: str) -> list[set[str]]:
    """Return, for each negation of a text, the few content words after it that tell what it denies."""
    folded = fold(text)
    return [set(content_words(folded[match.end() :])[:_NEAR]) for match in _NEGATION.finditer(folded)]


def regrouped(text: str, evidence: str) -> bool:
    """Return whether `text` gives a number of `evidence` for what stands there beside another number."""
    there, words = find_quantities(evidence), set(content_words(evidence))
    for quantity in find_quantities(text):
        ours = _beside(text, quantity)
        same = [found for found in there if (found.low, found.high) == (quantity.low, quantity.high)]
        theirs = [_beside(evidence, found) for found in same]
        if same and ours and ours <= words and not any(ours & others for others in theirs):
            return True
    return False


def _beside(text: str, quantity: Quantity) -> set[str]:
    """Return the content words that tell what a quantity counts: by rule, and those right after it."""
    after = " ".join(text[quantity.end :].split()[:_NEAR])
    return set(content_words(counted(text, quantity) or "")) | set(content_words(after))


def refusal(text: str, evidence: Iterable[str], known: Collection[str] = ()) -> str | None:
    """Return why the evidence does not carry `text`, as a sentence for people; None where it does.

    Args:
        text: The sentence to prove.
        evidence: The sentences it rests on, as the article has them.
        known: Names that the article is known to hold.
    """
    carrier = " ".join(evidence)
    if numbers := missing_numbers(text, carrier):
        return f"A number that is not in its sentences: {_listed(numbers)}."
    if absent := missing_names(text, carrier, known):
        return f"A name that is not in its sentences: {_listed(absent)}."
    if quoted := missing_quotations(text, carrier):
        return f"A quotation that is not in its sentences: {_listed(quoted)}."
    return None


def _listed(items: Iterable[str]) -> str:
    return ", ".join(f"‘{item}’" for item in items)
