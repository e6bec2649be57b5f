"""Answers that leave a disputed claim open: neither a word for it nor one against it.

Asked about pictures of soldiers, a president says "If there are pictures, then they show something"; of reports of a
deployment an article says that neither nation has rejected them. Such a claim stands beside the disputed one. Two narrow
rules tell it, and both need exactly one disputed claim that fits:

* somebody is asked about reports, pictures, claims and the like, answers in words that say neither yes nor no ("if",
  "whether", "no comment"), and the question names somebody or some country that the disputed claim names; or
* "neither side", "no government" and the like has (not) denied, rejected, confirmed or commented on such reports.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.drafts import ClaimDraft
from summarizer.grounding.context import context
from summarizer.grounding.hedges import certainty_of
from summarizer.merging import likeness, wording
from summarizer.merging.doubts import AGAINST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.models import Article, Claim

_REPORTS = (
    r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|information|intelligence|evidence|assertions?|"
    r"(?:\w+\s)?(?:images?|pictures?|photos?|photographs?|footage|videos?))"
)
_ASKED = re.compile(
    rf"\b(?:asked|questioned|pressed|inquired|quizzed|commenting|asked\s+to\s+comment|invited\s+to\s+comment)\s+"
    rf"(?:again\s+)?(?:about|on|regarding|over)\s+(?:[\w’'-]+\s){{0,4}}?{_REPORTS}\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bif\s+(?:there|they|it|this|that|these|those|such|someone|somebody|anyone|so)\b|\bwhether\b|\bno\s+comment\b|"
    r"\bneither\s+confirm|\b(?:can|could|will|would|do|does|did)(?:\s+not|n['’]t|not)\s+(?:confirm|comment|say|know)\b|"
    r"\bask\s+(?:them|him|her)\b|\bwait\s+and\s+see\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither\s+(?:of\s+(?:them|the\s+\w+)|\w+)|no\s+(?:side|party|government|country|nation)|none\s+of\s+(?:them|the\s+\w+))\s+"
    r"(?:has|have|had)\s+(?:\w+ly\s+|yet\s+)?(?:denied|rejected|confirmed|commented\s+on|acknowledged|disputed|ruled\s+out)\s+"
    rf"(?:the|these|those|any|such|this|that)\s+(?:[\w’'-]+\s){{0,3}}?{_REPORTS}\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[,:;“\"]")
_TWO = 2  # whom a claim names, for "neither of them" to mean these


def drafts(article: Article) -> tuple[ClaimDraft, ...]:
    """Return the sentences of an article that leave a report open, each as a claim of who answers, else of its article."""
    found = []
    for sentence in article.sentences:
        words = article.sentence(sentence.number)
        if _NEITHER.search(words):
            found.append(ClaimDraft(sentences=(sentence.number,), text=words, certainty=certainty_of(words)))
        elif _ASKED.search(words):
            found.extend(_answers(article, sentence.number))
    return tuple(found)


def _answers(article: Article, number: int) -> Iterator[ClaimDraft]:
    """Yield the quoted sentences of the answer in a sentence and right after it that leave open what is asked."""
    said = context(article).attributions
    cues = {one.cue_span for one in said if one.sentence == number and one.quoted}
    for at in sorted({one.sentence for one in said if one.cue_span in cues}):
        first = next(one for one in said if one.sentence == at and one.cue_span in cues)
        words = article.text[slice(*first.content)] if at == number else article.sentence(at)
        if first.speaker and _OPEN.search(words):
            yield ClaimDraft(
                sentences=tuple(dict.fromkeys((at, number))),
                text=article.sentence(at),
                speaker=first.speaker,
                certainty=first.certainty,
            )


def beside(claims: Sequence[Claim]) -> Mapping[str, tuple[str, ...]]:
    """Return for the ids of disputed claims those of the claims that leave them open, in the order of the claims."""
    disputed = [claim for claim in claims if claim.status == "disputed"]
    named = {claim.id: _named(claim) for claim in disputed}
    found: dict[str, list[str]] = {}
    for claim in claims if disputed else ():
        if claim.status == "single" and (fitting := _fitting(claim, disputed, named)):
            found.setdefault(fitting, []).append(claim.id)
    return {of: tuple(ids) for of, ids in found.items()}


def _fitting(claim: Claim, disputed: Sequence[Claim], named: Mapping[str, frozenset[str]]) -> str | None:
    """Return the id of the one disputed claim that a claim leaves open; None where that is none, or not clear."""
    first = claim.statements[0]
    if first.stance in AGAINST:
        return None
    fitting = []
    if _NEITHER.search(claim.text):
        fitting = [one for one in disputed if len(named[one.id]) >= _TWO]
    elif _OPEN.search(claim.text) and (asked := _question(claim)):
        about = frozenset(wording.sequence(asked))
        here = [one for one in disputed if any(said.article == first.article for said in one.statements)]
        fitting = [one for one in here if named[one.id] & about]
    return fitting[0].id if len(fitting) == 1 else None


def _question(claim: Claim) -> str | None:
    """Return what of a claim's evidence tells what was asked."""
    spans = (span.text for one in claim.statements for span in one.evidence)
    return next((_ASIDE.split(text[found.start() :])[0] for text in spans if (found := _ASKED.search(text))), None)


def _named(claim: Claim) -> frozenset[str]:
    return frozenset(likeness.face(claim.text).content.naming)
