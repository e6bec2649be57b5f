"""Whom a claim is put down to: the model's speaker, checked against the article's own attributions.

Where the article attributes a sentence by rule, that attribution holds, and a model that names somebody else is
overruled. Where no rule attributes it, a model's speaker is kept only if the sentence quotes somebody and the
name stands in or near it: a subject is not yet a speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.evidence import stands_in
from summarizer.grounding.hedges import certainty_of, find_cues

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.grounding.attribution import Attribution
    from summarizer.grounding.roster import Roster
    from summarizer.models import Article, Certainty, ClaimDraft, Stance

NEAR = 2
"""Sentences before a quotation in which its speaker may be named."""

_SURENESS: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|expect\w*|predict\w*|forecast\w*|plan\w*|going to)\b|['’]ll\b"
)
_WANTING = re.compile(
    r"\b(?:must|should|demand\w*|urg\w+|call\w* (?:for|on)|ask\w* (?:for|to)|want\w*|press\w*|prompt\w*)\b"
)


def _against(words: str) -> bool:
    return any(cue.kind == "disputed" for cue in find_cues(words))


_SHOWN: dict[Stance, Callable[[str], object]] = {
    "asserts": lambda _: False,
    "denies": _against,
    "doubts": _against,
    "expects": _AHEAD.search,
    "demands": _WANTING.search,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who is taken to say a claim.

    Attributes:
        speaker: A name or an unnamed source; None for the article's own voice.
        attribution: The attribution it rests on, where a rule found one.
        objection: Why the proposed speaker was not taken, as a sentence; None where it was.
    """

    speaker: str | None
    attribution: Attribution | None = None
    objection: str | None = None


def rule(draft: ClaimDraft, article: Article, roster: Roster, attributions: Sequence[Attribution]) -> Ruling:
    """Return who says a drafted claim, by the article's words."""
    found = [one for one in attributions if one.sentence in draft.sentences and one.speaker]
    proposed = draft.speaker
    if proposed is None or names.is_pronoun(proposed):
        return Ruling(found[0].speaker, found[0]) if found else Ruling(None)
    for one in found:
        if one.speaker and _same(one.speaker, proposed, roster):
            return Ruling(one.speaker, one)
    if found:
        return Ruling(
            found[0].speaker,
            found[0],
            f"Another speaker: the article puts it down to {found[0].speaker}, not to {proposed}.",
        )
    return _unattributed(proposed, draft, article, roster)


def manner(draft: ClaimDraft, attribution: Attribution | None, cited: str) -> tuple[Stance, Certainty]:
    """Return the stance and certainty of a drafted claim that its sentences show.

    A stance other than asserting must show in words: a denial or doubt in words that dispute, an expectation in its
    tense, a demand in its verb. The certainty is the least that the draft and the words give, and
    a draft is not believed to be unsure of a sentence without a hedge.
    """
    stance: Stance = attribution.stance if attribution else "asserts"
    if stance == "asserts" and _SHOWN[draft.stance](cited):
        stance = draft.stance
    if not find_cues(cited):
        return stance, "certain"
    given = (draft.certainty, attribution.certainty if attribution else certainty_of(cited))
    return stance, min(given, key=_SURENESS.index)


def _unattributed(proposed: str, draft: ClaimDraft, article: Article, roster: Roster) -> Ruling:
    cited = " ".join(article.sentence(number) for number in draft.sentences)
    near = range(max(1, min(draft.sentences) - NEAR), max(draft.sentences) + 1)
    entry = roster.resolve(proposed)
    named = any(number in near for number, _, _ in entry.mentions) if entry else stands_in(proposed, cited)
    if any(mark in cited for mark in '“”"') and named:
        return Ruling(entry.name if entry else proposed)
    return Ruling(
        None, None, f"No speaker: the sentence does not say that {proposed} says it, so it is the article's own."
    )


def _same(speaker: str, proposed: str, roster: Roster) -> bool:
    """Return whether a proposed speaker is the attributed one, titles and owners before the name aside."""
    if names.same(speaker, proposed):
        return True
    theirs, ours = roster.resolve(proposed), roster.resolve(speaker)
    if theirs and ours:
        return theirs == ours
    return stands_in(speaker, proposed) or stands_in(proposed, speaker)
