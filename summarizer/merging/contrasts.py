"""Sentences in which articles of one story contradict each other or bring each other up to date.

An engine chooses the claims that matter most in one article, and cannot know which of its other sentences another
article contradicts. Here all sentences of a story's articles are held against each other by the rule for rival claims,
and those that differ are proposed as claims: they are proven and merged like all others. Where something is denied, so
are answers that leave it open.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarizer.drafts import ClaimDraft
from summarizer.grounding import names
from summarizer.grounding.context import context
from summarizer.grounding.hedges import certainty_of
from summarizer.merging import answers, likeness
from summarizer.merging.doubts import AGAINST
from summarizer.merging.rewording import phrased
from summarizer.merging.rivals import Side, beside, contrast
from summarizer.models import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.drafts import Draft
    from summarizer.grounding.attribution import Attribution
    from summarizer.models import Article

MOST_SENTENCES = 400
"""Sentences: an article's first ones are looked at, and no others."""


def drafts(articles: Sequence[Article], known: Mapping[str, Draft] | None = None) -> dict[str, tuple[ClaimDraft, ...]]:
    """Return for each article's id the claims to add for what other articles of the story say otherwise.

    Args:
        articles: The articles of one story, with their sentences.
        known: What is drafted of them already, by id: a sentence that a claim of its own rests on is not added.
    """
    by_id = {article.id: article for article in articles}
    found = _contrasts(articles)
    taken = {
        (of, claim.sentences[0])
        for of, draft in (known or {}).items()
        for claim in draft.claims
        if len(claim.sentences) == 1
    }
    disputed = any(claim.stance in AGAINST for draft in (known or {}).values() for claim in draft.claims)
    answered = {of: answers.drafts(article) for of, article in by_id.items()} if disputed else {}
    return {
        of: (
            *(_draft(by_id[of], number) for number in sorted(numbers) if (of, number) not in taken),
            *(one for one in answered.get(of, ()) if len(one.sentences) > 1 or (of, one.sentences[0]) not in taken),
        )
        for of, numbers in found.items()
    }


def _contrasts(articles: Sequence[Article]) -> dict[str, set[int]]:
    """Return the numbers of the sentences of each article that another one of the story says otherwise."""
    places = [(article, one.number) for article in articles for one in article.sentences[:MOST_SENTENCES]]
    faces = [likeness.face(phrased(article.sentence(number))) for article, number in places]
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for (article, _), face in zip(places, faces, strict=True):
        stated[face.content.squeezed].add(article.id)
    terms = [face.bare | face.content.quotes | {face.frame} for face in faces]
    named = [(article.id, number, 0, "") for article, number in places]
    found: dict[str, set[int]] = {article.id: set() for article in articles}
    for a, b in sorted(likeness.partners(terms, named)):
        (one, number), (other, place) = places[a], places[b]
        mine, theirs = stated[faces[a].content.squeezed], stated[faces[b].content.squeezed]
        if one.id == other.id or mine & theirs:
            continue
        quoted = bool(faces[a].content.quotes & faces[b].content.quotes)
        if contrast(_side(one, number, quoted=quoted), _side(other, place, quoted=quoted)):
            found[one.id].add(number)
            found[other.id].add(place)
    return found


def _side(article: Article, number: int, *, quoted: bool) -> Side:
    """Return a sentence as a statement; who speaks is only asked where the words are quoted."""
    said = _said(article, number) if quoted else None
    span = article.span(number)
    statement = Statement(
        article=article.id,
        speaker=None,
        stance=said.stance if said else "asserts",
        certainty="unknown",
        evidence=(span,),
    )
    return Side(
        statement=statement,
        face=likeness.face(phrased(span.text)),
        voice="",
        speaker=_person(article, said) if said else None,
        beside=beside(article.text, span.end),
        day=(article.published or "")[:10],
        when=article.published or "",
    )


def _said(article: Article, number: int) -> Attribution | None:
    """Return the first attribution of a sentence that names who speaks."""
    return next((one for one in context(article).attributions if one.sentence == number and one.speaker), None)


def _person(article: Article, said: Attribution) -> str | None:
    """Return the name of the person who speaks, where the sentence itself names them."""
    entry = context(article).roster.resolve(said.speaker or "")
    person = entry is not None and entry.kind == "person"
    return said.speaker if person and not names.is_pronoun(said.mention) else None


def _draft(article: Article, number: int) -> ClaimDraft:
    """Return a sentence as a claim of whoever speaks in it, else of its article."""
    text, said = article.sentence(number), _said(article, number)
    if said is None:
        return ClaimDraft(sentences=(number,), text=text, certainty=certainty_of(text))
    return ClaimDraft(
        sentences=(number,), text=text, speaker=said.speaker, stance=said.stance, certainty=said.certainty
    )
