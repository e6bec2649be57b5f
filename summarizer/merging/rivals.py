"""Claims that cannot hold together, and claims that bring others up to date.

Two claims are rivals where statements of different articles say the same but for one thing: a number that does not
agree, a negation, a word that excludes another (Monday and Tuesday), or who spoke the same quoted words. Where what is
counted is a toll that grew by a later day, or the article itself says that its number replaces the other's, the later
claim brings the earlier one up to date. The rule looks at nothing but the claims and their articles' words and dates,
so that `verify` can run it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import TYPE_CHECKING, Literal

from summarizer.grounding import names
from summarizer.grounding.matching import carried_share
from summarizer.merging import exchanges, framing, likeness, newer, paraphrase, slots, states, wording
from summarizer.merging.rewording import phrased

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.merging.likeness import Face, Value
    from summarizer.models import Actor, Article, ArticleRecord, Claim, Statement

    Articles = Mapping[str, Article] | Mapping[str, ArticleRecord]

Contrast = Literal["number", "polarity", "word", "speaker"]

_ALMOST = 0.75  # share of terms, those of quantities aside, from which two texts differ in one thing only
_FEWEST = 3  # such terms that both have, at the least; more where nothing names what they are of
_FEWEST_UNNAMED = 4
_FRAME = 5  # words that are the same, all others than quantities and negations
_LONG_FRAME = 7  # the same, where a pronoun begins them
_SPELLED = 0.8  # how alike two spellings of one last name are: "Tarrow" and "Tarow"
_CARRIED = 0.6  # of a claim's words, by evidence that tells of nothing else
_DAY = len("2024-11-01")
_BESIDE = 240  # characters after a statement's evidence in which its article may say that a number is new
_MARK = re.compile('[“”"«»]')


@dataclass(frozen=True, slots=True)
class Side:
    """One statement of a claim, ready to be held against another's.

    Attributes:
        statement: The statement.
        face: Its evidence, where that tells of nothing but the claim; else the claim's text.
        voice: The name of who speaks; '' where it is the article.
        speaker: The name of the person who speaks, where the evidence names them; None else.
        beside: What its article says right after the evidence.
        day: The day on which the article was published, as ISO 8601; '' where that is not known.
        when: The same, with the time of day where that is known.
    """

    statement: Statement
    face: Face
    voice: str
    speaker: str | None
    beside: str
    day: str
    when: str


class Told:
    """A story's actors and articles, by id, as far as they are known."""

    def __init__(self, actors: Sequence[Actor], articles: Articles) -> None:
        self.actors = {actor.id: actor for actor in actors}
        self.names = named_in(actors)
        self.articles = articles


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims of which one rivals the other, or brings it up to date: then `a` is the newer one."""

    a: str
    b: str
    kind: Literal["rivals", "updates"]


def sides(claim: Claim, told: Told) -> tuple[Side, ...]:
    """Return the statements of a claim, ready to be compared."""
    return tuple(_side(claim, one, told) for one in claim.statements)


def _side(claim: Claim, one: Statement, told: Told) -> Side:
    words = " ".join(span.text for span in one.evidence)
    known = told.names.get(one.article, frozenset())
    text, words = phrased(claim.text), phrased(words)
    face = likeness.face(words, known)
    if carried_share(words, text) < _CARRIED and not paraphrase.told_alike(face, likeness.face(text)):
        face = likeness.face(text, known)
    article = told.articles.get(one.article)
    last = max(one.evidence, key=lambda span: span.end)
    return Side(
        statement=one,
        face=face,
        voice=told.actors[one.speaker].name if one.speaker in told.actors else "",
        speaker=named_person(one, told.actors),
        beside=beside(article.text, last.end) if article else "",
        day=((article and article.published) or "")[:_DAY],
        when=(article and article.published) or "",
    )


def named_in(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """Return for each article's id the names of the actors that it names."""
    found: dict[str, list[str]] = {}
    for actor in actors:
        for article in actor.articles:
            found.setdefault(article, []).extend((actor.name, *actor.aliases))
    return {article: frozenset(forms) for article, forms in found.items()}


def beside(text: str, end: int) -> str:
    """Return what an article says right after an offset, to the end of the next paragraph: what may tell that a number is new."""
    return "\n".join(re.split(r"\s*\n\s*", text[end : end + _BESIDE])[:2])


def named_person(one: Statement, actors: Mapping[str, Actor]) -> str | None:
    """Return the name of the person who makes a statement, where the words that quote them name them; None else."""
    actor = actors.get(one.speaker or "")
    if actor is None or actor.kind != "person":
        return None
    known = frozenset((actor.name, *actor.aliases))
    quoting = (span.text for span in one.evidence if _MARK.search(span.text))
    found = (name for words in quoting for name in names.find_names(words, known))
    return actor.name if any(names.same(name.text, actor.name) for name in found) else None


def linked(left: Sequence[Side], right: Sequence[Side]) -> Literal["rivals", "newer", "older"] | None:
    """Return how a claim stands to another: its rival, newer or older than it; None where they go together.

    Two claims of which one article makes both go together, as it knows of both; but where it has each from somebody else,
    two numbers for one thing are rivals.
    """
    pairs = list(product(left, right))
    shared = [(one, other) for one, other in pairs if one.statement.article == other.statement.article]
    if not all(_two_voices(one, other) for one, other in shared):
        return None
    found: Literal["newer", "older"] | None = None
    for one, other in pairs:
        if one.statement.article == other.statement.article:
            continue
        kind = contrast(one, other)
        if shared and kind != "number":
            continue
        if not kind:
            found = found or (
                "newer" if newer.replaces(one, other) else "older" if newer.replaces(other, one) else None
            )
            continue
        order = newer.order(one, other, kind)
        if order is None:
            return "rivals"
        found = order
    return found


# ── What two statements differ in ─────────────────────────────────────────────────────────────────


def contrast(a: Side, b: Side) -> Contrast | None:
    """Return the one thing in which two statements differ that cannot both be so; None where there is none."""
    x, y = a.face, b.face
    if x.content.quotes & y.content.quotes and _two_persons(a, b):
        return "speaker"
    against = {"denies", "doubts"} & {a.statement.stance, b.statement.stance}
    if against or x.furniture or y.furniture or not _almost(x, y) or _of_others(x, y):
        return None
    left, right = likeness.unmatched(x, y)
    words = bool(wording.exclusive(x.content, y.content)) or exchanges.exchanged(x, y)
    if likeness.opposed(x, y):
        return None if (left and right) or x.others != y.others or words else "polarity"
    if x.denied != y.denied or x.scope != y.scope or (x.others - y.others and y.others - x.others):
        return None
    if words:
        return None if left or right or x.others != y.others else "word"
    return "number" if left and right and _one_number(x, y, left, right) else None


def _of_others(a: Face, b: Face) -> bool:
    """Whether both may be so, as they tell of two things, one of what ended of what the other tells, or one tells nothing as so."""
    return states.turned(a, b) or slots.substituted(a.text, b.text) or framing.framed_otherwise(a.text, b.text)


def _two_persons(a: Side, b: Side) -> bool:
    """Whether two named persons are each said to have spoken."""
    return bool(a.speaker and b.speaker) and two_persons(a.speaker or "", b.speaker or "")


def two_persons(a: str, b: str) -> bool:
    """Whether two names are of two persons: not where they share a last name ("Mike", "Michael") or nearly."""
    last, other = names.key(a).split()[-1:], names.key(b).split()[-1:]
    alike = SequenceMatcher(None, "".join(last), "".join(other)).ratio()
    return not names.same(a, b) and alike < _SPELLED


def _almost(a: Face, b: Face) -> bool:
    """Whether two texts are the same but for little, of one thing as far as they tell."""
    if a.content.modal != b.content.modal:
        return False
    pronoun = a.content.pronoun or b.content.pronoun
    if a.frame == b.frame:
        return len(a.frame.split()) >= (_LONG_FRAME if pronoun else _FRAME)
    close, shared = likeness.resemblance(a, b)
    named = bool(a.content.names and b.content.names) or bool(a.others & b.others)
    if shared < (_FEWEST if named or not pronoun else _FEWEST_UNNAMED):
        return False
    return close >= (1.0 if shared == _FEWEST else _ALMOST) and not wording.names_clash(a.content, b.content)


def _one_number(a: Face, b: Face, left: Sequence[Value], right: Sequence[Value]) -> bool:
    """Whether two texts give one quantity differently: of one unit, in one place, all others being the same."""
    if len(left) != 1 or len(right) != 1 or left[0].unit != right[0].unit:
        return False
    if len(a.values) == len(b.values):
        return a.values.index(left[0]) == b.values.index(right[0]) and left[0].after == right[0].after
    return left[0].after == right[0].after != ""


def _two_voices(a: Side, b: Side) -> bool:
    """Whether two statements of one article are of two speakers who are told, each in a sentence of its own."""
    told = bool(a.voice and b.voice) and not names.same(a.voice, b.voice)
    return told and {one.start for one in a.statement.evidence}.isdisjoint(one.start for one in b.statement.evidence)


# ── All claims of a story ─────────────────────────────────────────────────────────────────────────


def links(claims: Sequence[Claim], told: Told, known: frozenset[frozenset[str]] = frozenset()) -> list[Link]:
    """Return which claims of a story cannot hold together or bring others up to date, in the order of the claims.

    Args:
        claims: The story's claims, with ids.
        told: The story's actors, and its articles.
        known: Pairs of ids that somebody has judged to contradict each other.
    """
    laid = [sides(claim, told) for claim in claims]
    place = {claim.id: at for at, claim in enumerate(claims)}
    terms = [frozenset().union(*(_looked_up(one) for one in each)) for each in laid]
    named = [(claim.statements[0].article, at, 0, claim.text) for at, claim in enumerate(claims)]
    pairs = likeness.partners(terms, named) | {
        (min(ends), max(ends)) for pair in known for ends in [[place[one] for one in pair]]
    }
    found = []
    for a, b in sorted(pairs):
        how = linked(laid[a], laid[b]) or ("rivals" if frozenset((claims[a].id, claims[b].id)) in known else None)
        if how == "rivals":
            found.append(Link(claims[a].id, claims[b].id, "rivals"))
        elif how:
            new, old = (a, b) if how == "newer" else (b, a)
            found.append(Link(claims[new].id, claims[old].id, "updates"))
    return found


def _looked_up(side: Side) -> frozenset[str]:
    return side.face.bare | side.face.content.quotes | {side.face.frame}


def marked(claims: Sequence[Claim], found: Sequence[Link]) -> tuple[Claim, ...]:
    """Return the claims with their rivals, which makes them disputed, and with those that they bring up to date."""
    against: dict[str, list[str]] = {}
    newer: dict[str, list[str]] = {}
    for link in found:
        if link.kind == "updates":
            newer.setdefault(link.a, []).append(link.b)
            continue
        against.setdefault(link.a, []).append(link.b)
        against.setdefault(link.b, []).append(link.a)
    place = {claim.id: at for at, claim in enumerate(claims)}
    return tuple(
        claim.model_copy(
            update={
                "status": "disputed" if claim.id in against else claim.status,
                "rivals": tuple(sorted(against.get(claim.id, ()), key=place.__getitem__)),
                "updates": tuple(sorted(newer.get(claim.id, ()), key=place.__getitem__)),
            }
        )
        for claim in claims
    )
