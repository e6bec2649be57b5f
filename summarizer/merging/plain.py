"""Claims in plainer words, with what they refer to named: a second look at claims whose own words leave them apart.

What is written here is compared and never printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.merging import likeness, paraphrase, receipts, tolls, wording
from summarizer.merging.differing import differ, told_otherwise
from summarizer.merging.rewording import Reworded, clocks_clash
from summarizer.merging.verdicts import same_verdict

if TYPE_CHECKING:
    from summarizer.merging.reference import References
    from summarizer.models import Statement

_ARRESTED = re.compile(
    r"\b(?:is|was|has\sbeen|had\sbeen)\s(?:(?:now|later|still)\s)?(?:in\s(?:police\s)?custody|arrested|detained)\b|"
    r"\b(?:arrested|detained)\san?\s"
)
_CARRIED = 0.6  # of its words, by each article that a text stands for


@dataclass(frozen=True, slots=True)
class Plain:
    """A claim in plainer words.

    Attributes:
        words: Its text.
        face: What of it is compared.
        passages: Its evidence, in the same way.
        own: What of the claim's own words is compared: `face` where nothing was replaced.
    """

    words: Reworded
    face: likeness.Face
    passages: tuple[str, ...]
    own: likeness.Face


def plain(text: str, said: Statement, face: likeness.Face, meant: References) -> Plain:
    """Return a claim in plainer words.

    Args:
        text: The claim's.
        said: Who says it, and where.
        face: What of the text is compared.
        meant: What the words of the story's articles stand for.
    """

    def reworded(words: str, at: int | None) -> Reworded:
        return meant.plain(words, said.article, at, said.speaker)

    words = reworded(text, said.evidence[0].sentence)
    passages = tuple(reworded(span.text, span.sentence).text for span in said.evidence)
    if words.text == text:
        return Plain(words, face, passages, own=face)
    found = likeness.face(words.text)
    modal = found.content.modal or said.stance == "expects"
    return Plain(words, replace(found, content=replace(found.content, modal=modal)), passages, own=face)


def tells(said: Statement, text: str, other: Statement, meant: References) -> bool:
    """Whether a sentence of a statement's evidence tells in other words the text that is the other statement's.

    Args:
        said: The statement that is asked about.
        text: What is claimed, as it was drawn from `other`.
        other: A statement of another article.
        meant: What the words of the story's articles stand for.
    """
    claimed = plain(text, other, likeness.face(text), meant)
    own = (said.model_copy(update={"evidence": (span,)}) for span in said.evidence)
    return any(
        same_in_plain_words(plain(one.evidence[0].text, one, likeness.face(one.evidence[0].text), meant), claimed)
        for one in own
    )


def same_in_plain_words(a: Plain, b: Plain) -> bool:
    """Whether two claims of two articles of a story tell the same, once what they refer to is named."""
    if clocks_clash(a.words, b.words) or paraphrase.bounds_clash(a.face, b.face) or told_otherwise(a.face, b.face):
        return False
    if receipts.same_receipt(a.words.text, b.words.text):
        return not wording.exclusive(a.face.content, b.face.content)
    if paraphrase.both_empty(a.face, b.face) or same_verdict(a.words.text, b.words.text) or _same_fate(a.face, b.face):
        return True
    return not (a.face is a.own and b.face is b.own) and _alike(a, b)


def _alike(a: Plain, b: Plain) -> bool:
    """Whether two claims are alike by the rules for all texts, and the evidence of one has most words of the other."""
    if not (likeness.same(a.face, b.face, a.passages, b.passages) or paraphrase.told_alike(a.face, b.face)):
        return False
    return not differ(a.face, b.face) and (carries(b.passages, a.words.text) or carries(a.passages, b.words.text))


def _same_fate(a: likeness.Face, b: likeness.Face) -> bool:
    return tolls.same(a, b) and _told_of(a) and _told_of(b)


def denies(a: Plain, b: Plain) -> bool:
    """Whether one of two claims that tell of the same says that it is not so."""
    if paraphrase.both_of_nobody(a.face, b.face):
        return False
    return receipts.contradicts(a.words.text, b.words.text) or likeness.opposed(a.own, b.own)


def _told_of(face: likeness.Face) -> bool:
    """Whether a text tells of somebody's fate, and not of something else about them: "Two men were killed in …"."""
    found, core = tolls.toll(face), wording.core(face.text)
    if found is None or found.number is None:
        return found is not None and bool(_ARRESTED.search(core))
    return core.casefold().startswith(found.number.surface.casefold())


def carries(passages: tuple[str, ...], text: str) -> bool:
    """Whether passages have so many of the words of a text that it can stand for them."""
    return paraphrase.carried(text, " ".join(passages)) >= _CARRIED
