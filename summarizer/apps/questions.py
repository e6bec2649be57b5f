"""Answers to questions on a briefing, by rule and from the briefing alone, or none.

An answer holds nothing but what the briefing says with its evidence: claims with who says them, readings of figures, open
questions, changes. A question of which any word is not met by one and the same piece of the briefing has no answer there:
better none than one that is beside the point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.apps import kinds
from summarizer.apps.pieces import Index, actor_term
from summarizer.grounding.dates import find_dates
from summarizer.grounding.quantities import find_quantities
from summarizer.models import Claim, Figure, Uncertainty
from summarizer.writing import wording
from summarizer.writing.safe import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarizer.apps.kinds import Question
    from summarizer.apps.pieces import Need, Piece
    from summarizer.models import Actor, Briefing, Change, Reading, Span, Statement, Story
    from summarizer.writing.wording import Cast

UNKNOWN = "The articles don’t say."
MOST = 5
"""Things that one answer holds."""
LONGEST = 500
"""Characters of a question that are read."""

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|caused? (?:by|of)|as a result of|in response to|in retaliation for|prompted by|blamed)\b",
    re.IGNORECASE,
)
_FATES = frozenset("kill injure arrest shoot".split())
"""Terms of what became of people: a figure that lacks the one asked for counts something else."""
_AGAINST = ("denies", "doubts")
SEVERAL = 2
"""Independent articles from which a story stands before others."""
_NUMBERED = 3  # words after a number within which what it counts has to stand


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that answers a question.

    Attributes:
        id: Of the claim, the figure, the open question or the story.
        text: What it says, in the briefing's words.
        said: Who says so, in words; '' where nobody needs to be named.
        spans: The sentences that carry it.
    """

    id: str
    text: str
    said: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: what stands before what was found; nothing is found where the articles don't say."""

    text: str
    found: tuple[Found, ...] = ()


def answer(briefing: Briefing, question: str, about: Story | None = None, *, last: Sequence[str] = ()) -> Answer:
    """Return what a briefing says to a question in English.

    Args:
        briefing: What is asked about.
        question: Any text.
        about: The story that is meant; None: all of them.
        last: The ids that the last answer cited, which "that" and "it" point to.
    """
    asked = kinds.read(plain(question[:LONGEST]))
    text, found = _Reader(briefing, [about] if about else briefing.stories, last).answer(asked)
    return Answer(text, tuple(found)[:MOST]) if found or asked.kind == "changes" else Answer(UNKNOWN)


class _Reader:
    """One look at a briefing."""

    def __init__(self, briefing: Briefing, stories: Sequence[Story], last: Sequence[str]) -> None:
        self._briefing = briefing
        self._stories = stories
        self._index = Index(stories)
        self._records = {record.id: record for record in briefing.articles}
        self._last = [piece for piece in self._index.pieces if piece.item.id in last]

    def answer(self, asked: Question) -> tuple[str, list[Found]]:
        """Return what stands before an answer, and what was found."""
        match asked.kind:
            case "changes":
                return self._changes()
            case "said_by":
                return self._said_by(asked)
            case "uncertain":
                label, pieces = "What is not certain:", self._uncertain(asked)
            case "says":
                label, pieces = "Who says so:", self._claims_of(asked.rest)
            case "against":
                pieces = self._claims_of(asked.rest)
                return "Who speaks against it:", [
                    one for piece in pieces for one in self._found(piece, stances=_AGAINST)
                ]
            case "many":
                label, pieces = "What the articles count:", self._many(asked)
            case _:
                label, pieces = "The articles say:", self._told(asked)
        role = self._who_is(asked.who) if asked.kind == "who_is" else []
        return label, role or [one for piece in pieces for one in self._found(piece)]

    # ── Kinds of questions ────────────────────────────────────────────────────────────────────────

    def _changes(self) -> tuple[str, list[Found]]:
        noted = self._briefing.changes
        if noted is None:
            return "This is a first briefing: there is none before it to compare it with.", []
        told = {tale.id for tale in self._stories}
        found = [self._change(one) for one in noted.items if one.story in told]
        since = wording.day(noted.since, self._briefing.date)
        return (f"What changed since {since}:" if found else f"Nothing changed since {since}."), found

    def _change(self, one: Change) -> Found:
        cited = (piece for piece in self._index.pieces if piece.item.id in {one.item, *one.cites})
        spans = tuple(dict.fromkeys(span for piece in cited for span in piece.spans))
        return Found(one.item or one.story, one.text, f"before: {plain(one.was)}" if one.was else "", spans)

    def _uncertain(self, asked: Question) -> list[Piece]:
        """Return the disputes and the open questions that have all words of a question, what is wrong with texts last."""
        needs = self._index.needs(asked.text, kinds.SILENT["uncertain"])
        found = [one for one in self._index.pieces if _is_open(one) and one.meets(needs)]
        return sorted(found, key=lambda one: (getattr(one.item, "kind", "") == "source_text", -one.closeness(needs)))

    def _claims_of(self, rest: str) -> list[Piece]:
        """Return the claims that have all words of a text, or, of "that" and the like, what was spoken of."""
        needs = self._index.needs(rest)
        return self._claims(needs) if needs else self._pointed()

    def _said_by(self, asked: Question) -> tuple[str, list[Found]]:
        """Return what somebody says of what is named, or of anything."""
        speakers = self._index.named(asked.who) or self._index.by_role(asked.who)
        who = {id(actor) for actor in speakers}
        name = wording.with_article(speakers[0]) if len({actor.name for actor in speakers}) == 1 else asked.who
        pieces = self._fitting(self._index.needs(asked.rest))
        return f"What {plain(name)} says:", [one for piece in pieces for one in self._found(piece, who)]

    def _many(self, asked: Question) -> list[Piece]:
        """Return figures of what is asked for, or else claims in which a number stands before it."""
        needs = self._index.needs(asked.text)
        if not needs:
            pointed = self._pointed()
            figures = [one for one in self._index.pieces if isinstance(one.item, Figure)]
            spans = {span for one in pointed for span in one.spans}
            return [one for one in figures if one in pointed or spans.intersection(one.spans)]
        counted = self._index.needs(asked.rest)[:1]
        fates = [need for need in needs if need & _FATES]
        found = [one for one in self._fitting(needs) if isinstance(one.item, Figure)]
        figures = [one for one in found if all(need & one.own for need in (*counted, *fates))]
        return figures or [
            one for one in self._claims(needs) if one.closeness(needs) == len(needs) and self._numbers(one, counted)
        ]

    def _numbers(self, piece: Piece, counted: Sequence[Need]) -> bool:
        """Whether a number in a claim stands just before what is counted."""
        text = piece.words
        after = (" ".join(text[one.end :].split()[:_NUMBERED]) for one in find_quantities(text))
        return any(all(need & self._index.terms(words) for need in counted) for words in after)

    def _who_is(self, who: str) -> list[Found]:
        """Return the first sentence that gives the role of who is named."""
        needs = self._index.needs(who)
        for actor in self._index.named(who):
            role = plain(actor.role or "")
            if role and role.casefold() != actor.kind and all(actor_term(actor) in need for need in needs):
                for piece in self._index.pieces:
                    spans = [
                        span
                        for span in piece.spans
                        if wording.contains(span.text, role) and wording.mentions(span.text, actor)
                    ]
                    if spans:
                        return [Found(piece.item.id, f"{plain(actor.name)}: {role}", "", tuple(spans[:1]))]
        return []

    def _told(self, asked: Question) -> list[Piece]:
        """Return the claims that have all words of a question, and what its kind asks for."""
        needs = self._index.needs(asked.text, kinds.SILENT.get(asked.kind, ()))
        pieces = self._claims(needs) if needs else [one for one in self._last if isinstance(one.item, Claim)]
        tests: dict[str, Callable[[Piece], bool]] = {
            "when": lambda one: any(find_dates(text) for text in one.texts),
            "why": lambda one: self._explains(one, needs),
            "measure": lambda one: any(found.unit for found in find_quantities(one.words)),
            "where": lambda one: self._places(one, needs),
            "who": lambda one: self._somebody(one, needs),
        }
        test = tests.get("who" if asked.kind == "who_is" else asked.kind)
        return [one for one in pieces if (test is None or test(one)) and self._in_order(one, needs)]

    def _in_order(self, piece: Piece, needs: Sequence[Need]) -> bool:
        """Whether a claim names whom the question names in the same order: who did it to whom."""
        order = self._index.order(piece.words)
        places = [next((at for at, term in enumerate(order) if term in need), None) for need in needs]
        known = [at for at in places if at is not None]
        return known == sorted(known)

    def _explains(self, piece: Piece, needs: Sequence[Need]) -> bool:
        """Whether a claim gives a reason for what is asked about: what stands before "because" has all its words."""
        found = ((text, _CAUSE.search(text)) for text in piece.texts)
        before = (self._index.terms(text[: cue.start()]) for text, cue in found if cue)
        return any(all(need & terms for need in needs) for terms in before)

    def _places(self, piece: Piece, needs: Sequence[Need]) -> bool:
        """Whether a claim says where: "in Vell", of a place that the question does not name."""
        where = [one.name for one in self._others(piece, needs) if one.kind in ("place", "country")]
        return any(
            re.search(rf"\b(?:in|at|near|off|outside|to|from|on) (?:the )?{re.escape(one)}\b", piece.words)
            for one in where
        )

    def _somebody(self, piece: Piece, needs: Sequence[Need]) -> bool:
        """Whether a claim names somebody whom the question does not."""
        return any(one.kind != "place" for one in self._others(piece, needs))

    def _others(self, piece: Piece, needs: Iterable[Need]) -> list[Actor]:
        asked: frozenset[str] = frozenset().union(*needs)
        return [one for one in self._index.named(piece.words) if actor_term(one) not in asked]

    # ── What is meant ─────────────────────────────────────────────────────────────────────────────

    def _pointed(self) -> list[Piece]:
        """Return what "that" points to: what was answered last, or else what carries the first story's headline."""
        if self._last or not self._stories:
            return self._last
        quiet = self._briefing.changes.quiet if self._briefing.changes else ()
        top = min(
            self._stories, key=lambda tale: (tale.id in quiet, tale.sources < SEVERAL)
        )  # as a page shows it first
        cited = top.headline_cites or tuple(claim.id for claim in top.claims[:1])
        return [one for one in self._index.pieces if one.item.id in cited]

    def _fitting(self, needs: Sequence[Need]) -> list[Piece]:
        """Return what meets all needs, those first whose own words do, then those of more sources."""
        found = [one for one in self._index.pieces if one.meets(needs)]
        return sorted(found, key=lambda one: (-one.closeness(needs), -getattr(one.item, "sources", 1)))

    def _claims(self, needs: Sequence[Need]) -> list[Piece]:
        """Return the claims whose own words meet all needs."""
        return [one for one in self._fitting(needs) if isinstance(one.item, Claim) and one.says(needs)]

    # ── How it is given ───────────────────────────────────────────────────────────────────────────

    def _found(
        self, piece: Piece, speakers: set[int] | None = None, stances: Sequence[str] | None = None
    ) -> Iterator[Found]:
        """Yield a piece as it is given, of figures each reading; None: whoever says it, and in whatever stance."""
        cast = wording.Cast.of(piece.story, self._records)
        ids = {actor.id for actor in piece.story.actors if speakers is None or id(actor) in speakers}
        item = piece.item
        if isinstance(item, Claim):
            own = [one for one in item.statements if speakers is None or one.speaker in ids]
            said = [one for one in own if stances is None or one.stance in stances]
            if said:
                spans = tuple(dict.fromkeys(span for one in said for span in one.evidence))
                yield Found(item.id, item.text, "; ".join(dict.fromkeys(_voice(one, cast) for one in said)), spans)
        elif isinstance(item, Figure):
            for one in item.readings if stances is None else ():
                if speakers is None or one.speaker in ids:
                    yield Found(
                        item.id, f"{plain(item.of)}: “{plain(one.surface)}”", _reader(one, cast, item), one.evidence
                    )
        elif speakers is None and stances is None:
            yield Found(item.id, item.text, "", item.evidence)


def _is_open(piece: Piece) -> bool:
    return isinstance(piece.item, Uncertainty) or piece.item.status == "disputed"


def _voice(said: Statement, cast: Cast) -> str:
    """Return who says something, and how: 'doubted by Alexander Lukashenko'."""
    words = wording.by(said.stance, article_speaks=said.speaker is None)
    return ", ".join(
        filter(None, (f"{words} {plain(cast.name(said.speaker, said.article))}", wording.certainty((said,))))
    )


def _reader(one: Reading, cast: Cast, figure: Figure) -> str:
    """Return who gives a reading, of when, and how the figure stands."""
    scope = plain(figure.scope or "")
    day = f"as of {wording.day(one.as_of)}" if one.as_of else ""
    status = figure.status if figure.status in ("disputed", "updated") else ""
    return ", ".join(filter(None, (plain(cast.name(one.speaker, one.article)), scope, day, status)))
