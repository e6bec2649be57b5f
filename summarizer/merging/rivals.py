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
from summarizer.grounding.numbers import number_keys
from summarizer.merging import likeness, paraphrase, tolls, wording
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
_NAMED = 2  # terms of names that two tolls of one event share
_BESIDE = 240  # characters after a statement's evidence in which its article may say that a number is new
_PARAGRAPH = "\n"
_MARK = re.compile('[“”"«»]')
_TOLL = re.compile(
    r"\b(?:kill(?:ed|s|ing)?|dead|died?|deaths?|fatal(?:ly|ities)?|injur(?:ed|ies|ing|e)|wound(?:ed|s|ing)?|hurt|shot|"
    r"shootings?|stabbed|struck|hospitali[sz]ed|victims?|casualt(?:y|ies)|arrest(?:ed|s)?|detained|charged|custody|"
    r"missing|displaced|evacuat(?:ed|ion)|rescued|infected|cases|trapped|homeless|survivors)\b",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"\b(?:(?:earlier|initial|previous|first|preliminary)\s+(?:reports?|figures?|counts?|numbers?|toll|estimates?|"
    r"accounts?)|(?:had\s+)?(?:earlier|previously|initially|originally|first|at\s+first)\s+(?:been\s+)?(?:put|said|"
    r"reported|given|estimated|announced|told|counted|believed|thought)|(?:had|were|was)\s+(?:put|said|reported)\s+"
    r"(?:the|that|this)\s+(?:figure|number|count|toll)|had\s+(?:put|given)\s+(?:the|that)\s+(?:\w+\s+)?(?:figure|number|count|toll)|"
    r"revis(?:ed|es|ing)|corrected|(?:up|down)\s+from|(?:rose|risen|climbed|grew|grown|increased|raised)\s+(?:to|from))\b",
    re.IGNORECASE,
)


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
            found = found or ("newer" if _replaces(one, other) else "older" if _replaces(other, one) else None)
            continue
        order = _order(one, other, kind)
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
    if against or x.furniture or y.furniture or not _almost(x, y):
        return None
    left, right = likeness.unmatched(x, y)
    words = bool(wording.exclusive(x.content, y.content))
    if likeness.opposed(x, y):
        return None if (left and right) or x.others != y.others or words else "polarity"
    if x.denied != y.denied or x.scope != y.scope or (x.others - y.others and y.others - x.others):
        return None
    if words:
        return None if left or right or x.others != y.others else "word"
    return "number" if left and right and _one_number(x, y, left, right) else None


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


# ── What is newer ─────────────────────────────────────────────────────────────────────────────────


def _order(a: Side, b: Side, kind: Contrast) -> Literal["newer", "older"] | None:
    """Return which of two statements that differ brings the other up to date; None where neither does."""
    if kind in ("speaker", "word"):
        return None
    if kind == "number" and (_says_so(a, b) or _grew(b, a)):
        return "newer"
    if kind == "number" and (_says_so(b, a) or _grew(a, b)):
        return "older"
    if kind == "polarity" and _happened(b, a):
        return "newer"
    if kind == "polarity" and _happened(a, b):
        return "older"
    return None


def _says_so(new: Side, old: Side) -> bool:
    """Whether an article says that its number replaces another, which it names or leaves unnamed."""
    mine, theirs = likeness.unmatched(new.face, old.face)
    if _gives_up(new, old, theirs):
        return True
    given = _revised(f"{new.face.text} {new.beside.partition(_PARAGRAPH)[0]}")
    if given is None or (new.day and old.day and new.day < old.day):
        return False
    return not given - {key for one in mine for key in number_keys(one.words)}


def _gives_up(new: Side, old: Side, theirs: Sequence[Value]) -> bool:
    """Whether an article names one of some values of another's as what was said before."""
    given = _revised(f"{new.face.text} {new.beside}")
    late = not (new.day and old.day and new.day < old.day)
    return late and given is not None and any(number_keys(one.words) & given for one in theirs)


def _revised(words: str) -> frozenset[str] | None:
    """Return the numbers near what tells that a number is new; None where nothing does."""
    found = _REVISED.search(words)
    reach = _BESIDE // 4
    return number_keys(words[max(0, found.start() - reach) : found.end() + reach]) if found else None


def _grew(old: Side, new: Side) -> bool:
    """Whether a toll is higher on a later day, and not by the word of somebody else."""
    if not (old.day and new.day and old.day < new.day) or not _one_voice(old, new):
        return False
    less, more = likeness.unmatched(old.face, new.face)
    if any(one.unit for one in (*less, *more)) or not _TOLL.search(new.face.text):
        return False
    return all((one.reading.low or 0) < (other.reading.low or 0) for one, other in zip(less, more, strict=False))


def _replaces(new: Side, old: Side) -> bool:
    """Whether an article gives a newer toll of the same event, however the two word it.

    It is later and higher, or the article names the other one as what was said before.
    """
    if {new.statement.stance, old.statement.stance} != {"asserts"}:
        return False
    ours, theirs = tolls.counted(new.face), tolls.counted(old.face)
    if ours is None or theirs is None or ours[0].fate != theirs[0].fate:
        return False
    (told, more), (other, less) = ours, theirs
    named = frozenset(new.face.content.naming) & frozenset(old.face.content.naming)
    if named and more.low != less.low and _gives_up(new, old, old.face.values):
        return True
    if not later(old.when, new.when) or len(named) < _NAMED or not told.terms & other.terms - named - {told.fate}:
        return False
    bounded = {more.modifier, less.modifier} <= {"exact", "at_least"}
    return bounded and more.low is not None and less.low is not None and more.low > less.low


def later(before: str, after: str) -> bool:
    """Whether a date, or date and time, as ISO 8601, is after another; times count where both are given."""
    if before[:_DAY] != after[:_DAY]:
        return bool(before and after) and before[:_DAY] < after[:_DAY]
    return min(len(before), len(after)) > _DAY and before < after


def _happened(old: Side, new: Side) -> bool:
    """Whether what an article says has not happened has by a later day, as in "No arrests have been made"."""
    return happened(old.face, old.day, new.face, new.day)


def happened(old: Face, day: str, new: Face, later: str) -> bool:
    """Whether a text denies what a text of a later day affirms; days as ISO 8601, '' where they are not known."""
    earlier = bool(day and later and day < later)
    return earlier and bool(old.denied - new.denied) and not new.denied - old.denied


def _two_voices(a: Side, b: Side) -> bool:
    """Whether two statements of one article are of two speakers who are told, each in a sentence of its own."""
    told = bool(a.voice and b.voice) and not names.same(a.voice, b.voice)
    return told and {one.start for one in a.statement.evidence}.isdisjoint(one.start for one in b.statement.evidence)


def _one_voice(a: Side, b: Side) -> bool:
    return not (a.voice and b.voice) or names.same(a.voice, b.voice)


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
