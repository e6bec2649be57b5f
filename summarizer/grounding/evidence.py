"""Proof: whether the words of an article carry a sentence that somebody wrote about it.

Each number, name, date and quotation of the sentence must stand in the evidence, in the same form or another. Then the
sentence is laid beside the lines that share most with it: nothing in it may be denied that they affirm, rise that they
let fall, or stand in another's place. Nothing is accepted on a share of common words alone; a low one is one more reason
to refuse.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from summarizer.grounding.aligning import index_of, tokens
from summarizer.grounding.matching import carried_share, content_words, count_words, fold, stands_in
from summarizer.grounding.passages import evidence_of, split_lines
from summarizer.grounding.presence import date_items, name_items, number_items
from summarizer.grounding.proof import Proof
from summarizer.grounding.quoting import quotation_items
from summarizer.grounding.substitutions import changed_items, strange_items
from summarizer.grounding.swaps import origin_items, regrouped_items, swapped_items, unit_items
from summarizer.grounding.turning import opposite_items, polarity_items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from summarizer.grounding.aligning import Alignment, Index
    from summarizer.grounding.proof import ProofItem

# Users say `evidence.stands_in` and the like: how words are compared is used together with what proves them.
__all__ = [
    "carried_share",
    "content_words",
    "fold",
    "misfit",
    "missing_names",
    "missing_numbers",
    "missing_quotations",
    "prove",
    "stands_in",
]

CARRIED_WORDS = 0.6
"""The share of a sentence's content words that must stand in its evidence; the rest may be the writer's own."""
FEWEST_WORDS = 3
"""Words below which nothing is stated."""
WORDS_OF_ITS_OWN = 10
"""How many more words than its evidence a sentence may have: a name for a pronoun, "said that", and their like."""


def prove(
    text: str, evidence: str | Sequence[str], known: Collection[str] = (), *, reference: date | None = None
) -> Proof:
    """Return what the evidence carries of a sentence: its numbers, names, dates, quoted words, polarity and roles.

    More evidence never makes a number, a name or a date absent. Every text holds against itself.

    Args:
        text: The sentence to prove, or several.
        evidence: What it rests on, as the source has it: one text, or passages of it.
        known: Names that the source is known to hold.
        reference: The day the evidence was written, where it is known.
    """
    passages = (evidence,) if isinstance(evidence, str) else tuple(evidence)
    source = evidence_of(passages, frozenset(known), reference)
    dates = list(date_items(text, source))
    numbers = [one for one in number_items(text, source) if not _is_in(one, dates)]
    items = [*numbers, *name_items(text, source), *dates]
    copied = []
    index = index_of(source)
    for start, end in split_lines(text):
        sentence = text[start:end]
        laid = index.alignments(tokens(sentence, source.known))
        if laid and laid[0].copied:
            copied.append((start, end))
        items += (
            one.model_copy(update={"start": start + one.start, "end": start + one.end})
            for one in _compared(sentence, laid, index)
        )
    items += quotation_items(text, source, copied)
    return Proof(items=tuple(map(_own, items) if text in passages else items))


def _compared(sentence: str, laid: list[Alignment], index: Index) -> Iterator[ProofItem]:
    """Yield what a sentence says otherwise than the lines that are nearest to it."""
    if laid:
        yield from polarity_items(sentence, laid, index)
        yield from opposite_items(sentence, laid, index)
        yield from changed_items(sentence, laid, index)
        yield from strange_items(sentence, laid, index)
        yield from swapped_items(sentence, laid, index)
        yield from regrouped_items(sentence, laid, index)
        yield from origin_items(sentence, laid, index)
        yield from unit_items(sentence, laid, index)


def _is_in(number: ProofItem, dates: Sequence[ProofItem]) -> bool:
    """Whether a number is part of a date that the evidence has, of dates in order."""
    at = bisect_right(dates, number.start, key=lambda one: one.start) - 1
    return at >= 0 and dates[at].verdict != "absent" and number.end <= dates[at].end


def _own(item: ProofItem) -> ProofItem:
    """Return an item of a text that is its own evidence, where no rule may find it amiss."""
    return item if item.verdict != "absent" else item.model_copy(update={"verdict": "exact", "reason": None})


def missing_numbers(text: str, evidence: str) -> list[str]:
    """Return the numbers of a text that evidence does not hold in any form."""
    return _absent(number_items(text, evidence_of((evidence,), frozenset(), None)))


def missing_names(text: str, evidence: str, known: Collection[str] = ()) -> list[str]:
    """Return the proper names of a text that evidence does not hold in any form.

    Args:
        text: The sentence to prove.
        evidence: The words it rests on.
        known: Names that are known to be names, which tells them from capitals that only begin a sentence.
    """
    return _absent(name_items(text, evidence_of((evidence,), frozenset(known), None)))


def missing_quotations(text: str, evidence: str) -> list[str]:
    """Return the quoted words of a text that evidence does not hold inside quotation marks."""
    return _absent(quotation_items(text, evidence_of((evidence,), frozenset(), None), ((0, len(text)),)))


def _absent(items: Iterable[ProofItem]) -> list[str]:
    return [item.text for item in items if item.verdict == "absent"]


def misfit(text: str, cited: str) -> str | None:
    """Return why `text` cannot be a statement of the sentences it cites, by its words alone; None where it can."""
    said = count_words(text)
    if said < FEWEST_WORDS:
        return f"Too short to say anything: it has {said} words."
    if said > count_words(cited) + WORDS_OF_ITS_OWN:
        return "Longer than its sentences: it repeats itself, or says more than they do."
    if carried_share(text, cited) < CARRIED_WORDS:
        return "Words that are not in its sentences: most of what it says stands elsewhere, or nowhere."
    return None
