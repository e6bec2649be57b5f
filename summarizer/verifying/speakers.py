"""Who says it: each speaker of a statement or reading, against whom the article's own words name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding import names, verbs
from summarizer.grounding.matching import carried_share, stands_in
from summarizer.merging.doubts import AGAINST
from summarizer.models import Statement
from summarizer.verifying import manner
from summarizer.verifying.checks import fails, found, holds, unsure
from summarizer.verifying.structure import sayings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.grounding.attribution import Attribution
    from summarizer.grounding.context import Context
    from summarizer.grounding.roster import Roster
    from summarizer.models import Actor, Reading, Span
    from summarizer.verifying.checks import Check
    from summarizer.verifying.index import Index

NEAR = 2
"""Sentences before the evidence in which its speaker may be named, as in `grounding.speakers`."""
TELLING = 0.3
"""The share of a claim's words that tells which of its spans it comes from; the others spell out a name."""
THEIRS = 0.45
"""The share of a claim's words in what somebody says, with their name and the cue, from which it is not the article's own."""
_CLOSE = 0.1  # shares that differ by less do not tell which attribution is meant

_MARKS = re.compile(r"[“”\"«»„]")
_PAPERS = re.compile(
    r"(?<=\w)\s(?:data|documents?|figures|intelligence|reports?|statements?|statistics)$", re.IGNORECASE
)
_COMPOUND = re.compile(r",|\b(?:and|or|of|in|at|for|to|from)\b|['’]s?\s")


def check(index: Index) -> Iterator[Check]:
    """Yield checks for every actor, and for the speaker and stance of every statement and reading."""
    for story in index.briefing.stories:
        for actor in story.actors:
            yield from _actor(index, f"stories/{story.id}/actors/{actor.id}", actor)
        actors = {actor.id: actor for actor in reversed(story.actors)}
        for where, saying, text in sayings(story):
            yield from _Judge(index, where, saying, text).checks(actors)


def _actor(index: Index, where: str, actor: Actor) -> Iterator[Check]:
    """Check that an actor is named in each article it is said to be in."""
    for article in actor.articles:
        read = index.read(article)
        if read is None:
            yield fails("reference", where, f"article {article}", f"There is no article ‘{article}’.")
        else:
            problem = None if is_named(actor, read) else f"Article {article} does not hold the name, nor an alias."
            yield found("actor", where, actor.name, problem)
    reads = [read for article in actor.articles if (read := index.read(article))]
    for alias in actor.aliases if reads else ():
        standing = any(_stands(alias, read) for read in reads)
        yield found("actor", where, alias, None if standing else f"‘{alias}’ stands in none of its articles.")


def is_named(actor: Actor, read: Context) -> bool:
    """Return whether an article holds the name of an actor, or an alias, or a country in another form."""
    return any(_stands(form, read) for form in (actor.name, *actor.aliases))


def _stands(form: str, read: Context) -> bool:
    if read.roster.resolve(form) is not None or stands_in(form, read.article.text):
        return True
    return "," in form and f" {_words(form)} " in f" {_words(read.article.text)} "


@lru_cache(maxsize=64)
def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def denotes(actor: Actor, speaker: str, roster: Roster) -> bool:
    """Return whether an actor is whom the article names as `speaker`.

    "authorities in South Korea" are not South Korea, and "Washington and Seoul" not Seoul: what is made of several
    words denotes only itself. What somebody's data or report says, they say.
    """
    return any(
        _same(form, name, roster)
        for form in (actor.name, *actor.aliases)
        for name in {speaker, _PAPERS.sub("", speaker)}
    )


def _same(form: str, speaker: str, roster: Roster) -> bool:
    entry = roster.resolve(speaker)
    if _words(form) == _words(speaker) or names.key(form) == names.key(speaker):
        return True
    if entry is not None and roster.resolve(form) == entry:
        return True
    return not _COMPOUND.search(form) and not _COMPOUND.search(speaker) and names.same(form, speaker)


class _Judge:
    """One statement or reading, with what the rules know of its article."""

    def __init__(self, index: Index, where: str, saying: Statement | Reading, text: str | None) -> None:
        self.index = index
        self.where = where
        self.saying = saying
        self.text = text
        self.read = index.read(saying.article)
        self.spans = [span for span in saying.evidence if span.article == saying.article]

    def checks(self, actors: dict[str, Actor]) -> Iterator[Check]:
        """Yield the checks of the speaker, and of a statement's stance."""
        speaker = self.saying.speaker
        actor = actors.get(speaker) if speaker is not None else None
        item = actor.name if actor else speaker or "the article's own voice"
        if speaker is not None and actor is None:
            yield fails("speaker", self.where, item, f"No actor of the story has the id ‘{speaker}’.")
            return
        if self.read is None or not self.spans:
            return  # told as a reference or span that fails
        said = self._said(self.read)
        yield self._own_voice(said, item) if actor is None else self._spoken(actor, said, self.read)
        if isinstance(self.saying, Statement):
            yield from self._manner(self.saying, said, self.read)

    def _manner(self, one: Statement, said: Sequence[Attribution], read: Context) -> Iterator[Check]:
        """Check how a statement is made, by all the evidence that its claim holds."""
        text = self.text or ""
        every = [*said, *(each for each in self._held(read, text) if each not in said)]
        words, own = (" ".join(self.index.passages(spans)) for spans in (self.spans, self._telling()))
        yield manner.stance_check(self.where, one, text, every, words)
        yield manner.certainty_check(self.where, one, text, every, own)

    # ── Who ───────────────────────────────────────────────────────────────────────────────────────

    def _spoken(self, actor: Actor, said: Sequence[Attribution], read: Context) -> Check:
        """Check a speaker by whom the article names, and where it names nobody by where the name stands."""
        if not is_named(actor, read):
            return fails("speaker", self.where, actor.name, f"Article {self.saying.article} does not name them.")
        if any(denotes(actor, one.speaker, read.roster) for one in said if one.speaker):
            return holds("speaker", self.where, actor.name)
        if other := next((one.speaker for one in said if one.speaker), None):
            return fails("speaker", self.where, actor.name, f"The article puts it down to {other}.")
        if not self._near(actor, read):
            return fails("speaker", self.where, actor.name, "Named neither in the evidence nor just before it.")
        words = " ".join(span.text for span in self.spans)
        here = any(stands_in(form, words) for form in (actor.name, *actor.aliases))
        if said or _MARKS.search(words) or (here and verbs.CUE.search(words)):
            return unsure("speaker", self.where, actor.name, "Named near the evidence; no rule tells who says it.")
        return fails("speaker", self.where, actor.name, "Nothing in the evidence says that they say it.")

    def _own_voice(self, said: Sequence[Attribution], item: str) -> Check:
        """Check that nobody is quoted with what is given as the article's own."""
        theirs = next((one.speaker for one in said if one.speaker and self._is_theirs(one)), None)
        return found("speaker", self.where, item, f"The article puts it down to {theirs}." if theirs else None)

    def _is_theirs(self, one: Attribution) -> bool:
        """Return whether what is said is somebody's: most of its words or, where it is in other words, of its evidence."""
        if self.text is None or {one.stance, getattr(self.saying, "stance", "")} <= AGAINST:
            return True
        if one.quoted and carried_share(self._content(one), self.text) >= 1 - _CLOSE:
            return True
        words = self.spans[0].text
        text = self.text if carried_share(self.text, words) >= 1 - THEIRS else words
        return carried_share(text, f"{one.mention} {one.cue} {self._content(one)}") >= THEIRS

    def _near(self, actor: Actor, read: Context) -> bool:
        """Return whether an actor is named in the evidence or in the sentences just before it."""
        numbers = [one.number for span in self.spans for one in self.index.sentences(span)]
        first, last = max(1, min(numbers, default=1) - NEAR), max(numbers, default=0)
        words = " ".join(read.article.sentence(number) for number in range(first, last + 1))
        entries = [entry for form in (actor.name, *actor.aliases) if (entry := read.roster.resolve(form))]
        mentioned = any(first <= number <= last for entry in entries for number, _, _ in entry.mentions)
        return mentioned or any(stands_in(form, words) for form in (actor.name, *actor.aliases))

    # ── What the rules find ───────────────────────────────────────────────────────────────────────

    def _said(self, read: Context) -> list[Attribution]:
        """Return the attributions that the statement, or the reading's number, is part of."""
        spans = self._telling() if self.text is not None else self.spans
        numbers = {one.number for span in spans for one in self.index.sentences(span)}
        here = [one for one in read.attributions if one.sentence in numbers]
        return self._fitting(here, self.text) if self.text is not None else self._around(here)

    def _held(self, read: Context, text: str) -> Iterator[Attribution]:
        """Yield the attributions of all the evidence that a claim of several sentences holds whole."""
        numbers = {one.number for span in self.spans for one in self.index.sentences(span)}
        for one in read.attributions:
            if one.sentence in numbers and carried_share(self._content(one), text) >= 1 - _CLOSE:
                yield one

    def _telling(self) -> list[Span]:
        """Return the spans that the claim comes from; the others only spell out whom a pronoun means."""
        shares = [carried_share(self.text or "", span.text) for span in self.spans]
        top = max(shares)
        if top < TELLING:
            return self.spans[:1]
        return [span for span, share in zip(self.spans, shares, strict=True) if share >= top - _CLOSE]

    def _fitting(self, here: Sequence[Attribution], text: str) -> list[Attribution]:
        """Return the attributions in which most of a claim's words stand, those around them, and those it holds whole."""
        shares = [carried_share(text, f"{one.mention} {one.cue} {self._content(one)}") for one in here]
        top = max(shares, default=0.0)
        best = [one for one, share in zip(here, shares, strict=True) if share >= top - _CLOSE]
        return best + [
            one
            for one in here
            if one not in best
            and (
                any(one.content[0] <= inner.content[0] and inner.content[1] <= one.content[1] for inner in best)
                or carried_share(self._content(one), text) >= 1 - _CLOSE
            )
        ]

    def _around(self, here: Sequence[Attribution]) -> list[Attribution]:
        """Return the attributions whose words a reading's number stands in."""
        surface = getattr(self.saying, "surface", "")
        at = [span.start + place for span in self.spans if (place := span.text.find(surface)) >= 0]
        return [one for one in here if any(one.content[0] <= start < one.content[1] for start in at)]

    def _content(self, one: Attribution) -> str:
        return self.read.article.text[slice(*one.content)] if self.read else ""
