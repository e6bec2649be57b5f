"""Whether two claims of a story say the same: by rule, and where a model says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.grounding.lexicon import relation
from summarizer.grounding.matching import words_of
from summarizer.merging import likeness, newer, paraphrase, rivals, wording
from summarizer.merging.differing import differ, told_otherwise
from summarizer.merging.doubts import AGAINST
from summarizer.merging.plain import carries, same_in_plain_words
from summarizer.merging.receipts import contradicts
from summarizer.merging.verdicts import same_verdict

if TYPE_CHECKING:
    from summarizer.merging.claims import Member

_PARAPHRASED = 0.08  # how close two claims are that tell the same in other words
_REWORDED = 0.06  # how close two claims are that tell the same where what they refer to is named
_AHEAD = re.compile(
    r"\b(?:promis(?:e[sd]?|ing)|pledg(?:e[sd]?|ing)|vow(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|"
    r"agree[sd]?\sto|order(?:s|ed|ing)?|until|till)\b",
    re.IGNORECASE,
)
_ADVISED = re.compile(
    r"\b(?:(?:on|at|under|after|following)\s(?:the\s|an?\s|\w+\s)?(?:advice|orders?|instructions?|request|urging|"
    r"recommendations?|demands?|appeals?|calls?)|(?:is|are|was|were|been|being|as)\s"
    r"(?:told|asked|urged|ordered|advised|warned|instructed|required))\b",
    re.IGNORECASE,
)


def closeness(a: Member, b: Member) -> float:
    """Return how close two claims are, from 0 (not the same) to 1 (the same words)."""
    if (a.stance == "demands") != (b.stance == "demands"):
        return 0.0
    if _same_place(a, b):
        if a.content.squeezed == b.content.squeezed:
            return 1.0
        if _two_voices(a, b):
            return 0.0
    if _two_persons(a, b) or _happened(a, b) or (a.place[0] != b.place[0] and paraphrase.bounds_clash(a.face, b.face)):
        return 0.0
    apart = a.place[0] != b.place[0]
    close = 1.0 if _same_quotation(a, b) else likeness.same(a.face, b.face, a.passages, b.passages, contained=apart)
    if not close and apart and paraphrase.told_alike(a.face, b.face):
        close = _PARAPHRASED
    if close and (not carried(a, b) or differ(a.face, b.face)):
        close = 0.0
    reworded = same_in_plain_words(a.plain, b.plain) if apart else contradicts(a.plain.words.text, b.plain.words.text)
    return close or (_REWORDED if reworded else 0.0)


def carried(a: Member, b: Member) -> bool:
    """Whether the text of one of two claims can stand for both: the evidence of the other has most of its words."""
    return carries(b.passages, a.claim.text) or carries(a.passages, b.claim.text)


def _two_persons(a: Member, b: Member) -> bool:
    """Whether two named persons are each said to have spoken the same words."""
    if not (a.person and b.person and rivals.two_persons(a.person, b.person)):
        return False
    return bool(a.content.quotes & b.content.quotes) or same_verdict(a.claim.text, b.claim.text)


def _happened(a: Member, b: Member) -> bool:
    """Whether one denies what the other affirms on a later day: that is news, and no dispute."""
    news = newer.happened(a.face, a.day, b.face, b.day) or newer.happened(b.face, b.day, a.face, a.day)
    return news and not paraphrase.both_of_nobody(a.plain.face, b.plain.face)


# ── What a model may say ──────────────────────────────────────────────────────────────────────────


def left_open(a: Member, b: Member) -> bool:
    """Whether nothing keeps two claims apart that share many words: a clash, or that one tells of what is to come."""
    return not (_demand(a) != _demand(b) or _kept_apart(a, b) or a.content.modal != b.content.modal)


def may_be_same(a: Member, b: Member) -> bool:
    """Whether nothing keeps two claims apart that no model may overrule.

    A clash does (a number, a name, a negation, words that exclude one another, opposites), and that one tells of what is
    to come, or is to be done, and the other of what has been: but not where that is what was promised or advised.
    """
    if _kept_apart(a, b) or wording.exclusive(a.content, b.content) or _opposite(a, b):
        return False
    if _demand(a) != _demand(b):
        return bool(_ADVISED.search((b if _demand(a) else a).claim.text))
    return a.content.modal == b.content.modal or (ahead(a) and ahead(b))


def denied(a: Member, b: Member) -> bool:
    """Whether one of two claims is a denial or doubt of what the other affirms, with a word that both have."""
    if (a.stance in AGAINST) == (b.stance in AGAINST) or _demand(a) or _demand(b):
        return False
    if _clash(a, b) or _happened(a, b):
        return False
    return likeness.opposed(a.face, b.face) and not wording.exclusive(a.content, b.content)


def ahead(member: Member) -> bool:
    """Whether a claim tells of what is to come: what will be, is promised, or lasts until a day."""
    return member.content.modal or bool(_AHEAD.search(member.claim.text))


def _demand(member: Member) -> bool:
    return member.stance == "demands"


def _kept_apart(a: Member, b: Member) -> bool:
    if (_same_place(a, b) and _two_voices(a, b)) or _clash(a, b) or likeness.opposed(a.face, b.face):
        return True
    return told_otherwise(a.face, b.face)


def _clash(a: Member, b: Member) -> bool:
    page = a.face.furniture or b.face.furniture
    return page or likeness.numbers_clash(a.face, b.face) or wording.names_clash(a.content, b.content)


def _opposite(a: Member, b: Member) -> bool:
    """Whether each of two claims has a word that the other lacks, and these are opposites."""
    mine, theirs = _telling(a), _telling(b)
    return any(relation(one, other) == "opposite" for one in mine - theirs for other in theirs - mine)


def _telling(member: Member) -> frozenset[str]:
    """Return the words of a claim that tell something, folded."""
    return frozenset(one.text for one in words_of(wording.core(member.claim.text)) if wording.term(one.text))


# ── Parts ─────────────────────────────────────────────────────────────────────────────────────────


def _same_place(a: Member, b: Member) -> bool:
    return a.claim.statements[0].evidence == b.claim.statements[0].evidence


def _two_voices(a: Member, b: Member) -> bool:
    """Whether two speakers assert parts of one sentence, which need not be the same: "Lund said X, while Berg said Y"."""
    speakers = [{one.speaker for one in member.claim.statements} - {None} for member in (a, b)]
    return all(speakers) and speakers[0].isdisjoint(speakers[1]) and not {a.stance, b.stance} & AGAINST


def _same_quotation(a: Member, b: Member) -> bool:
    """Whether one speaker is quoted with the same words, of which paraphrase around them can hide the sameness."""
    speakers = [{one.speaker for one in member.claim.statements} - {None} for member in (a, b)]
    return bool(a.content.quotes) and a.content.quotes == b.content.quotes and bool(speakers[0] & speakers[1])
