"""Pairs of claims that a model may judge: those of which the rules cannot tell whether they say the same.

Near pairs share a fair part of their words. Far pairs share few, but a signal that two articles seldom have by chance:
somebody who speaks or acts in both and does the like (announces, demands, denies), a number, rare words, words that a
lexicon ties, or what a pronoun or a description stands for. No rule reaches those, and a small model calls too many of
them the same; what a large one says of them still has to pass `sameness.may_be_same`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.drafts import Pair
from summarizer.grounding.lexicon import relation
from summarizer.grounding.matching import words_of
from summarizer.grounding.numbers import number_keys
from summarizer.merging import claims, likeness, sameness, wording
from summarizer.merging.doubts import AGAINST
from summarizer.merging.reference import References

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.merging.actors import Cast
    from summarizer.merging.claims import Member
    from summarizer.models import Article, ArticleSummary

    Scored = tuple[Member, Member, float]

_DOUBTFUL = 0.3  # share of terms from which two claims that the rules leave apart may yet say the same
_PAIRS = 3  # near pairs for each article
_FAR_PAIRS = 2  # far pairs for each article
_LOOKED_AT = 200  # pairs of which the words are looked up in the lexicon
_TIMES = 2  # how often a claim is asked about, in pairs of a kind
FAR = 24
"""Far pairs of a story at the most: three requests, however large it is."""
_PROMISING = 0.3  # of the weight of the signals of two claims: what they must share to be a far pair
_FEWEST_SIGNALS = 2  # shared by two claims of a far pair
_TIED = {"same": 0.6, "near": 0.3}  # what two words count that a lexicon ties, beside one word that both claims have


def doubtful(summaries: Sequence[ArticleSummary], cast: Cast, articles: Sequence[Article] = ()) -> tuple[Pair, ...]:
    """Return the pairs of claims that a model may judge, near ones first, the most promising of each kind first.

    They are of different articles, and nothing keeps them apart that no model may overrule. There are at most three near
    and two far ones for each article, and `FAR` far ones in all; no claim is in more than two of a kind.

    Args:
        summaries: What is proven of the articles of one story.
        cast: The story's actors.
        articles: The story's, for what pronouns and descriptions stand for.
    """
    near = _chosen(_ranked(_near(claims.members_of(summaries, cast, {}, References()))), _PAIRS * len(summaries))
    days = {article.id: (article.published or "")[:10] for article in articles}
    meant = References({article.id: article for article in articles}, {actor.id: actor for actor in cast.actors})
    known = {frozenset((a.name, b.name)) for a, b in near}
    ranked = _far(claims.members_of(summaries, cast, days, meant), cast)
    apart = ((a, b) for a, b in ranked if frozenset((a.name, b.name)) not in known)
    far = _chosen(apart, min(FAR, _FAR_PAIRS * len(summaries)))
    return (*(_pair(a, b, far=False) for a, b in near), *(_pair(a, b, far=True) for a, b in far))


def _pair(a: Member, b: Member, *, far: bool) -> Pair:
    return Pair(a=a.name, b=b.name, a_text=a.claim.text, b_text=b.claim.text, far=far)


def _ranked(scored: Iterable[Scored]) -> list[tuple[Member, Member]]:
    """Return pairs, the most promising first."""
    best = sorted(scored, key=lambda one: (-one[2], claims.name_of(one[0]), claims.name_of(one[1])))
    return [(a, b) for a, b, _ in best]


def _chosen(ranked: Iterable[tuple[Member, Member]], most: int) -> list[tuple[Member, Member]]:
    """Return the first pairs, with no claim in more than two."""
    times = Counter[str]()
    found: list[tuple[Member, Member]] = []
    for a, b in ranked:
        if len(found) == most:
            break
        if max(times[a.name], times[b.name]) < _TIMES:
            found.append((a, b))
            times[a.name] += 1
            times[b.name] += 1
    return found


def _near(members: Sequence[Member]) -> Iterator[Scored]:
    """Yield pairs that the rules leave open, with the share of terms that they have in common."""
    for x, y in sorted(claims.partners(members)):
        a, b = sorted((members[x], members[y]), key=claims.name_of)
        score = wording.similarity(a.content, b.content)
        if a.place[0] == b.place[0] or score < _DOUBTFUL or not sameness.left_open(a, b) or sameness.closeness(a, b):
            continue
        yield a, b, score


# ── Far pairs ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a claim is looked up by, and its terms among these: those of its text, but for the names of who acts in it."""

    of: frozenset[str]
    terms: frozenset[str]


def _far(members: Sequence[Member], cast: Cast) -> Iterator[tuple[Member, Member]]:
    """Yield pairs of claims that share signals and that the rules join with nothing, the most promising first."""
    by_itself = _Alone(members)
    for a, b in _ranked(_signalled([one for one in members if one.content.terms and not one.face.furniture], cast)):
        allowed = sameness.may_be_same(a, b) or sameness.denied(a, b)
        if allowed and by_itself(a) and by_itself(b):
            yield a, b


class _Alone:
    """Tells whether the rules join a claim with another one; each claim is looked at once, and only if it is asked for."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._at = {member.name: at for at, member in enumerate(members)}
        self._members = members
        self._partners: dict[int, list[int]] = {}
        for x, y in sorted(claims.partners(members)):
            self._partners.setdefault(x, []).append(y)
            self._partners.setdefault(y, []).append(x)
        self._known: dict[str, bool] = {}

    def __call__(self, member: Member) -> bool:
        if member.name not in self._known:
            others = (self._members[at] for at in self._partners.get(self._at[member.name], ()))
            self._known[member.name] = not any(sameness.closeness(member, other) for other in others)
        return self._known[member.name]


def _signalled(members: Sequence[Member], cast: Cast) -> Iterator[Scored]:
    """Yield pairs of different articles that share signals, with the share of the signals' weight that they have in common.

    What a lexicon ties is looked up only for the pairs that share most without it.
    """
    bearers = _bearers(cast)
    signs = [_signs(one, bearers) for one in members]
    common = Counter(sign for one in signs for sign in one.of)
    weight = {sign: math.log(1 + len(members) / count) for sign, count in common.items()}
    size = [math.sqrt(math.fsum(weight[sign] for sign in one.of)) for one in signs]
    names = [claims.name_of(one) for one in members]
    shared = {}
    for x, y in likeness.partners([one.of for one in signs], names):
        both = signs[x].of & signs[y].of
        if members[x].place[0] != members[y].place[0] and len(both) >= _FEWEST_SIGNALS:
            shared[x, y] = math.fsum(weight[sign] for sign in both) / (size[x] * size[y])
    best = sorted(shared, key=lambda pair: (-shared[pair], *sorted((names[pair[0]], names[pair[1]]))))[:_LOOKED_AT]
    for x, y in best:
        a, b = sorted((x, y), key=names.__getitem__)
        tied = _ties(_words(members[a], signs[a]), _words(members[b], signs[b]), weight)
        score = shared[x, y] + tied / (size[a] * size[b])
        if score >= _PROMISING:
            yield members[a], members[b], score


def _bearers(cast: Cast) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the actors by the last term of each of their names, with all terms of that name."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for actor in cast.actors:
        for name in (actor.name, *actor.aliases):
            if terms := wording.sequence(name):
                found.setdefault(terms[-1], []).append((actor.id, frozenset(terms)))
    return found


def _signs(member: Member, bearers: Mapping[str, list[tuple[str, frozenset[str]]]]) -> _Signs:
    whole = member.face.whole | member.plain.face.whole | member.voices
    whole |= {term for one in whole if "-" in one for term in wording.sequence(one.replace("-", " "))}
    named = {(ident, name) for term in whole for ident, name in bearers.get(term, ()) if name <= whole}
    acting = {ident for ident, _ in named} | {one.speaker for one in member.claim.statements if one.speaker}
    terms = whole.difference(member.voices, *(name for _, name in named))
    acts = {f"{ident} {act}" for ident in acting for act in _acts(member)}
    return _Signs(terms | acting | acts | {f"#{one}" for one in number_keys(member.claim.text)}, terms)


def _words(member: Member, signs: _Signs) -> list[str]:
    """Return the words of a claim that its terms are made of, folded."""
    text = f"{member.claim.text} {member.plain.words.text}".replace("-", " ")
    return sorted({one.text for one in words_of(text) if wording.term(one.text) in signs.terms})


def _acts(member: Member) -> Iterator[str]:
    """Yield what kinds of act a claim tells of: two articles in which somebody does the like may tell of one act."""
    if sameness.ahead(member):
        yield "announces"
    if member.stance == "demands":
        yield "demands"
    if member.stance in AGAINST or member.content.negated:
        yield "denies"


def _ties(mine: Sequence[str], theirs: Sequence[str], weight: Mapping[str, float]) -> float:
    """Return what the words count that only one of two claims has, and that a lexicon ties to one of the other's."""
    total, left = 0.0, [word for word in theirs if word not in mine]
    for word in mine:
        if word in theirs:
            continue
        value, other = max(((_TIED.get(relation(word, one), 0.0), one) for one in left), default=(0.0, ""))
        if value:
            total += value * min(_weight(word, weight), _weight(other, weight))
            left.remove(other)
    return total


def _weight(word: str, weight: Mapping[str, float]) -> float:
    return weight.get(wording.term(word) or "", 0.0)
