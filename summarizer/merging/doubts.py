"""Doubts and denials of "the reports": which claim they are about.

"He called the reports rubbish" denies something, and says nothing of its own. Such a statement is added to the claim
that it is about, by one narrow rule. It applies where

* the claim is denied or doubted, names no number and nobody but its speaker, and has no content word beyond those
  of judging a report ("rubbish", "true", "asked");
* its text or evidence speaks of reports, claims, allegations and the like without saying which, or its text of nothing but "they" or "it";
* the same article has an affirmed claim, not of the future and not of the same speaker, that is told as reported ("claimed",
  "is thought", "proof that", "according to"); and
* exactly one group of claims is left, after preferring those before the doubt to those after it, and those told
  with evidence or belief to those merely said; and none of it is said by whom the doubter speaks for ("Vane's office").

Everything else stays a claim by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.merging import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.merging.claims import Group, Member

AGAINST = frozenset({"denies", "doubts"})
_MOST_WORDS_OF_ITS_OWN = 1

_REPORTS = re.compile(
    r"\b(?:the|these|those|such|this|that|his|her|its|their|any|all|both)\s+(?:\w+\s+)?"
    r"(?:reports?|claims?|allegations?|accusations?|charges|suggestions?|assertions?|rumou?rs?|records|stor(?:y|ies))\b"
    r"(?!\s+(?:that|of|about|on|by|from)\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:they|it|this|that|them)\b", re.IGNORECASE)
_JUDGING = frozenset(
    word
    for text in (
        "report reports claims allegation allegations accusation accusations charge charges suggestion suggestions",
        "assertion assertions rumour rumours rumor rumors record records story stories news media information",
        "true truth false fake untrue wrong lie lies rubbish nonsense hoax fabrication fabricated absurd ridiculous",
        "baseless groundless unfounded accurate inaccurate correct incorrect credible doubtful dubious invented fiction",
        "ask asked asking question questioned answer answered reply replied response respond call called describe",
        "described deny denied dismiss dismissed reject rejected doubt doubted refute refuted deem held hold stand",
        "speak speaking interview reporter reporters journalist journalists comment complete completely totally simply",
        "president leader minister spokesman spokeswoman spokesperson mr mrs ms",
    )
    for word in wording.sequence(text)
)
_TOLD = re.compile(r"\b(?:said|says|claim(?:s|ed)|told|reported|stated|warned|alerted|announced|accus(?:es|ed))\b")
_EVIDENCED = re.compile(
    r"\b(?:evidence|proof|intelligence|reportedly|allegedly|alleged|thought to|believed to|suspected of|according to|"
    r"thinks?|believes?|assess(?:es|ed)|estimates?|report(?:s|ed)? that)\b",
    re.IGNORECASE,
)


def link(groups: Sequence[Group]) -> list[Group]:
    """Return the groups, those that only judge "the reports" added as doubts to the one group they are about."""
    about = {number: _subjects(group, groups) for number, group in enumerate(groups)}
    subject = {number: found.pop() for number, found in about.items() if len(found) == 1}
    return [
        replace(group, doubts=tuple(m for doubt, of in subject.items() if of == number for m in groups[doubt].members))
        for number, group in enumerate(groups)
        if number not in subject
    ]


def _subjects(group: Group, groups: Sequence[Group]) -> set[int]:
    """Return the numbers of the groups that a group of doubts may be about; none where one of its doubts has content."""
    found = [_subject(member, groups) for member in group.members]
    return set() if None in found else {number for number in found if number is not None}


def _subject(doubt: Member, groups: Sequence[Group]) -> int | None:
    """Return the number of the group that a doubt is about; None where it has content, or several groups fit."""
    if not _empty(doubt):
        return None
    fitting = [
        (number, member)
        for number, group in enumerate(groups)
        for member in group.members
        if member.place[0] == doubt.place[0] and _reported(member, doubt)
    ]
    before = [one for one in fitting if _start(one[1]) < _start(doubt)] or fitting
    evidenced = [one for one in before if _EVIDENCED.search(_told(one[1]))] or before
    about = {number for number, _ in evidenced}
    if len(about) > 1 or any(member.voices & doubt.voices for _, member in evidenced):
        return None
    return about.pop() if about else None


def _empty(doubt: Member) -> bool:
    """Whether a claim is a denial or doubt that says nothing but its judgement of what others report."""
    if any(one.stance not in AGAINST for one in doubt.claim.statements) or doubt.content.numbers:
        return False
    own = frozenset(wording.sequence(doubt.claim.text)) - _JUDGING - doubt.voices
    if any(not doubt.voices.issuperset(wording.sequence(name)) for name in doubt.content.names):
        return False
    if _REPORTS.search(_told(doubt)):
        return len(own) <= _MOST_WORDS_OF_ITS_OWN
    return not own and bool(_PRONOUN.search(doubt.claim.text))


def _reported(member: Member, doubt: Member) -> bool:
    """Whether a claim is told as a report of what is so, by somebody else than the doubter."""
    first = member.claim.statements[0]
    if first.stance != "asserts" or member.content.negated or member.content.modal:
        return False
    if (first.speaker is None and first.certainty == "certain") or _speakers(member) & _speakers(doubt):
        return False
    return bool(_TOLD.search(_told(member)) or _EVIDENCED.search(_told(member)))


def _speakers(member: Member) -> set[str | None]:
    return {one.speaker for one in member.claim.statements} - {None}


def _told(member: Member) -> str:
    """Return a claim's text and the evidence of it."""
    return " ".join((member.claim.text, *(span.text for one in member.claim.statements for span in one.evidence)))


def _start(member: Member) -> int:
    return min(span.start for one in member.claim.statements for span in one.evidence)
