"""Whom a claim is put down to: the model's speaker, checked against the article's own attributions.

Where the article attributes a sentence by rule, that attribution holds, and a model that names somebody else is
overruled. Where no rule attributes it, a model's speaker is kept only if the sentence quotes somebody and the
name stands in or near it: a subject is not yet a speaker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.hedges import certainty_of, find_cues, overstated
from summarizer.grounding.matching import stands_in
from summarizer.grounding.stance import stance_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.drafts import ClaimDraft
    from summarizer.grounding.attribution import Attribution
    from summarizer.grounding.roster import Roster
    from summarizer.models import Article, Certainty, Stance

NEAR = 2
"""Sentences before a quotation in which its speaker may be named."""

_SURENESS: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
_AGAINST: tuple[Stance, ...] = ("denies", "doubts")


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who is taken to say a claim.

    Attributes:
        speaker: A name or an unnamed source; None for the article's own voice.
        attribution: The attribution it rests on, where a rule found one; its own speaker is None where the article
            puts the claim down to somebody who cannot be told.
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
        said = found or [one for one in attributions if one.sentence in draft.sentences]
        return Ruling(said[0].speaker, said[0]) if said else Ruling(None)
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
    tense, a demand in its verb. The certainty is the least that the words give, those of the attribution first; a draft
    may be less sure where a hedge of its sentences shows that. What the article lets somebody say, claim or believe is less
    than certain where nobody is named for it and the draft does not say so itself.
    """
    stance: Stance = attribution.stance if attribution else "asserts"
    if stance == "asserts" and draft.stance in _shown(cited):
        stance = draft.stance
    told = attribution if attribution and attribution.stance != "demands" else None  # "suggested to leave": no opinion
    given = [told.certainty if told else certainty_of(cited)]
    if draft.certainty in {cue.certainty for cue in find_cues(cited)}:
        given.append(draft.certainty)
    named = attribution is not None and attribution.speaker is not None
    if dropped := overstated(draft.text, cited, attributed=named):
        given.append(dropped.certainty)
    if attribution and not named and not stands_in(attribution.cue, draft.text):
        given.append("probable")
    return stance, min(given, key=_SURENESS.index)


def _shown(words: str) -> set[Stance]:
    """Return the stances that words show; where they deny or doubt, either may be meant."""
    found = {cue.stance for cue in stance_cues(words)}
    return found | set(_AGAINST) if not found.isdisjoint(_AGAINST) else found


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
