"""Which articles tell of one event: not of one topic, one town or one outlet's page furniture.

1. Each article is read for its `traits`, each of which weighs by how rare it is among the articles, and in the language
   where they are few.
2. Articles that share rare words or phrases are neighbours, at most `_NEIGHBOURS` each; nothing else is compared.
3. A pair's score is the log-odds that the two tell of one event: a weighted sum of how alike their words, phrases, names,
   figures and first sentences are, whether small numbers, days and ages agree, and how much more alike the two are than
   either is to its other neighbours. The weights are a logistic regression's.
4. Groups are joined by average linkage, closest first, so that a roundup cannot chain two events. Two groups that each
   hold several articles need better reasons to be one than an article that stands alone.

Articles are compared in the order of their texts, so nothing depends on the order in which they are given.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from summarizer.merging import averaging, traits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from summarizer.merging.traits import Traits
    from summarizer.models import Article

    Words = Mapping[str, float]
    Vector = Mapping[int, float]
    _Having = tuple[
        array[int], array[float]
    ]  # articles with a trait, and its weight in each: packed, as it is much read

_BACKGROUND = 500  # articles of which `traits.commonness` speaks, where the articles are few
_FADING = 50  # articles with which the background has half that weight
_ENOUGH = 1000  # articles that tell by themselves which traits are common
_CROWDED = 200  # articles with one trait from which it makes no neighbours
_VISITS = 1200  # places at which an article's neighbours are looked for, those of its rarest words and phrases first
_NEIGHBOURS = 25
_UNLIKE = 0.02  # likeness of wording below which no two neighbours proved to be of one event, whatever else they share
_NEAREST = 9  # neighbours that may well be of the same event, and tell nothing of how alike strangers are
_STRANGERS = 16  # neighbours after those that do
_FLOOR = 0.002  # added to likeness before its logarithm is taken

_MEANT = 0.2  # likeness of the embeddings of two articles on unlike events, where the articles are too few to tell
_MEANT_PAIRS = 100
_MEANING = 4.0  # how much embeddings weigh in a score


@dataclass(frozen=True, slots=True)
class _Usual:
    """How alike strangers are: `few` where an article has too few neighbours to tell, `most` at the most."""

    few: float
    most: float


_USUAL = _Usual(0.024, 0.04)
_USUAL_NAMES = _Usual(0.07, 0.16)


@dataclass(frozen=True, slots=True)
class _Profile:
    """One article, ready to be compared; vectors are of length 1, by the numbers of traits.

    Attributes:
        traits: What was read.
        wording, names, figures, lead: Weights of its words and phrases; of names; of figures; of the words of its first
            sentences.
        title: Weights of the words of its title, which sum to 1.
        opening: How rare the words of its opening are, from 0 to 1, by `Traits.opening`.
        day: When it was published, in days; None where that is not known.
        meaning: Its embedding; empty where none was asked for.
    """

    traits: Traits
    wording: Vector
    names: Vector
    figures: Vector
    lead: Vector
    title: Words
    opening: Words
    day: int | None
    meaning: tuple[float, ...] = ()


def group(articles: Sequence[Article], vectors: Sequence[Sequence[float]] | None = None) -> list[list[Article]]:
    """Return the articles in groups, each of which tells of one event; an article alone is a group.

    The time grows with the number of articles. The same articles give the same groups in any order.

    Args:
        articles: Groups and the articles in them keep this order.
        vectors: Embeddings of the articles, in their order, of one length each, where meaning is to count beside words.
    """
    order = sorted(range(len(articles)), key=lambda at: _content(articles[at]))
    meanings = [tuple(vectors[at]) for at in order] if vectors is not None else [()] * len(order)
    profiles = _profiles([articles[at] for at in order], meanings)
    scores = _scores(profiles)
    found = sorted(sorted(order[at] for at in members) for members in averaging.groups(len(order), scores, _NEIGHBOURS))
    return [[articles[at] for at in members] for members in found]


def _content(article: Article) -> tuple[str, ...]:
    return article.text, article.title, article.published or "", article.publisher or ""


# ── What is compared ──────────────────────────────────────────────────────────────────────────────


def _profiles(articles: Sequence[Article], meanings: Sequence[tuple[float, ...]]) -> list[_Profile]:
    found = [traits.read(article) for article in articles]
    words = _rarity([one.words for one in found])
    phrases = _rarity([one.phrases for one in found])
    names = _rarity([one.names for one in found])
    figures = _rarity([one.figures for one in found])
    every = {**words, **figures}
    both = {trait: weight**1.5 for trait, weight in chain(words.items(), phrases.items())}
    shared = _shared(chain.from_iterable((one.words, one.phrases, one.figures) for one in found))
    return [
        _Profile(
            one,
            _vector({**one.words, **one.phrases}, both, shared),
            _vector(one.names, names, shared),
            _vector(one.figures, figures, shared),
            _vector(one.lead, every, shared),
            _title(one.title, words),
            {word: every[word] for word in one.opening},
            _day(article.published),
            meaning,
        )
        for one, article, meaning in zip(found, articles, meanings, strict=True)
    ]


def _rarity(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """Return how rare each trait is, from 0 to 1: its inverse document frequency, among these articles and a background."""
    background = _BACKGROUND * _FADING / (_FADING + len(counts)) if len(counts) < _ENOUGH else 0.0
    having = Counter(trait for one in counts for trait in one)
    size = len(counts) + background + 1
    if not background:
        return {trait: math.log(size / number) / math.log(size) for trait, number in having.items()}
    return {
        trait: max(math.log(size / (number + background * traits.commonness(trait))), 0.0) / math.log(size)
        for trait, number in having.items()
    }


def _shared(counts: Iterable[Counter[str]]) -> dict[str, int]:
    """Return numbers for the traits of at least two articles."""
    having = Counter(chain.from_iterable(counts))
    return {trait: at for at, trait in enumerate(trait for trait, number in having.items() if number > 1)}


def _vector(counts: Mapping[str, int], rarity: Mapping[str, float], shared: Mapping[str, int]) -> Vector:
    """Return the weights of traits by their numbers, as of a vector of length 1, without those that no other article has."""
    weights = {
        trait: rarity[trait] if count == 1 else (1 + math.log(count)) * rarity[trait] for trait, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {shared[trait]: weight / length for trait, weight in weights.items() if trait in shared}


def _title(words: frozenset[str], rarity: Words) -> Words:
    ordered = sorted(words)
    total = sum(rarity[word] for word in ordered) or 1.0
    return {word: rarity[word] / total for word in ordered}


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


# ── Which articles are compared ───────────────────────────────────────────────────────────────────


def _neighbours(profiles: Sequence[_Profile]) -> list[list[int]]:
    """Return for each article the articles that share most of its rare words and phrases, the closest first."""
    having: dict[int, _Having] = {}
    for at, profile in enumerate(profiles):
        for trait, weight in profile.wording.items():
            found = having.get(trait)
            if found is None:
                found = having[trait] = array("l"), array("d")
            found[0].append(at)
            found[1].append(weight)
    return [_nearest(at, profile.wording, having) for at, profile in enumerate(profiles)]


def _nearest(at: int, wording: Vector, having: Mapping[int, _Having]) -> list[int]:
    alike: dict[int, float] = {}
    visits = 0
    for trait, weight in sorted(wording.items(), key=itemgetter(1), reverse=True):
        articles, weights = having[trait]
        if len(articles) > _CROWDED:
            continue
        visits += len(articles)
        if visits > _VISITS:
            break
        for other, theirs in zip(articles, weights, strict=True):
            alike[other] = alike.get(other, 0.0) + weight * theirs
    alike.pop(at, None)
    return heapq.nlargest(_NEIGHBOURS, alike, key=alike.__getitem__)


def _dot(a: Vector, b: Vector) -> float:
    return math.fsum(a[trait] * b[trait] for trait in a.keys() & b.keys())  # exact, so the order is no matter


# ── How likely two articles tell of one event ─────────────────────────────────────────────────────

_WEIGHTS = {
    "wording": 10.04,
    "figures": 1.13,
    "lead": 8.96,
    "title": 3.8,
    "title_counts": 0.9,
    "counts": 0.37,
    "days": 0.58,
    "ages": 1.11,
    "closer": 1.2,
    "closest": 0.65,
    "names": 0.71,
}
"""Of a logistic regression over pairs of neighbours: in collections of all sizes from 2 articles, most of them on unlike
events of one kind; folds by story changed none of what follows from them."""
_BIAS = -12.44
_SOON, _LATE = 2, -0.1  # days; log-odds for each doubling of the days that two articles lie further apart

_ASIDE, _ASIDE_SHARE = (
    0.8,
    0.25,
)  # rarity of an opening's words that another article's asides have; beside what both open with


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two articles side by side: how alike their wording and names are, and how alike strangers are to each of them."""

    a: _Profile
    b: _Profile
    wording: float
    names: float
    strangers: tuple[float, float]
    strange_names: tuple[float, float]


def _compared(
    profiles: Sequence[_Profile], neighbours: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int, _Compared]]:
    """Yield the pairs of neighbours that are not unlike, each once, in order; all of them where embeddings have a say."""
    pairs = sorted({(min(at, other), max(at, other)) for at, others in enumerate(neighbours) for other in others})
    wording = {pair: _dot(profiles[pair[0]].wording, profiles[pair[1]].wording) for pair in pairs}
    names = {pair: _dot(profiles[pair[0]].names, profiles[pair[1]].names) for pair in pairs}
    others = len(profiles) - 1
    usual, usual_names = (
        [
            _strange([alike[min(at, other), max(at, other)] for other in near], others, of)
            for at, near in enumerate(neighbours)
        ]
        for alike, of in ((wording, _USUAL), (names, _USUAL_NAMES))
    )
    for a, b in pairs:
        if wording[a, b] < _UNLIKE and not profiles[a].meaning:
            continue
        yield (
            a,
            b,
            _Compared(
                profiles[a],
                profiles[b],
                wording[a, b],
                names[a, b],
                (usual[a], usual[b]),
                (usual_names[a], usual_names[b]),
            ),
        )


def _strange(alike: Sequence[float], others: int, usual: _Usual) -> float:
    """Return how alike strangers are to an article: the mean of its neighbours after the nearest, held to a bound.

    Args:
        alike: How alike each of its neighbours is.
        others: How many other articles there are.
        usual: What stands in for neighbours that so few articles cannot give.
    """
    ranked = sorted(alike, reverse=True)[_NEAREST : _NEAREST + _STRANGERS]
    missing = _STRANGERS - min(max(others - _NEAREST, 0), _STRANGERS)
    return (sum(min(one, usual.most) for one in ranked) + missing * usual.few) / _STRANGERS + _FLOOR / 2


def _signals(pair: _Compared) -> dict[str, float]:
    """Return what speaks for one event, or against it, by the names of the weights."""
    a, b = pair.a, pair.b
    return {
        "wording": math.sqrt(pair.wording),
        "figures": math.sqrt(_dot(a.figures, b.figures)),
        "lead": math.sqrt(_dot(a.lead, b.lead)),
        "title": max(_told(a.title, b.traits.words), _told(b.title, a.traits.words)),
        "title_counts": _agreement(a.traits.title_counts, b.traits.title_counts),
        "counts": _agreement(a.traits.counts, b.traits.counts),
        "days": _agreement(a.traits.days, b.traits.days),
        "ages": _agreement(a.traits.ages, b.traits.ages),
        "closer": math.log((pair.wording + _FLOOR) / math.sqrt(math.prod(pair.strangers))),
        "closest": math.log((pair.wording + _FLOOR) / max(pair.strangers)),
        "names": math.log((pair.names + _FLOOR) / math.sqrt(math.prod(pair.strange_names))),
    }


def _told(title: Words, words: Mapping[str, int]) -> float:
    """Return how much of one article's title stands in the other, from 0 to 1."""
    return sum(weight for word, weight in title.items() if word in words)


def _agreement(a: frozenset[str], b: frozenset[str]) -> float:
    """Return from -1, where two sets have nothing in common, to 1, where one holds the other; 0 where one is empty."""
    return 2 * len(a & b) / min(len(a), len(b)) - 1 if a and b else 0.0


def _scores(profiles: Sequence[_Profile]) -> dict[tuple[int, int], float]:
    """Return the log-odds of all pairs of neighbours that they tell of one event."""
    neighbours = _neighbours(profiles)
    meant = _meaning(profiles)
    found = {}
    for a, b, pair in _compared(profiles, neighbours):
        score = _BIAS + sum(_WEIGHTS[name] * value for name, value in _signals(pair).items())
        score += _apart(pair.a.day, pair.b.day) + meant(pair.a, pair.b)
        found[a, b] = -math.inf if _other(pair.a, pair.b) or _other(pair.b, pair.a) else score
    return found


def _other(a: _Profile, b: _Profile) -> bool:
    """Tell whether an article says that what another opens with is not its own event.

    So it is where words of the other's opening stand nowhere but in its asides, and enough of them beside those that
    both openings have.
    """
    if not b.traits.aside:
        return False
    aside = math.fsum(weight for word, weight in a.opening.items() if word in b.traits.aside)
    both = math.fsum(weight for word, weight in a.opening.items() if word in b.opening)
    return aside >= max(_ASIDE, both * _ASIDE_SHARE)


def _apart(a: int | None, b: int | None) -> float:
    """Return what the days between two articles say against one event: little, as an event is told of for weeks."""
    if a is None or b is None:
        return 0.0
    return _LATE * math.log2(max(abs(a - b), _SOON) / _SOON)


def _meaning(profiles: Sequence[_Profile]) -> Callable[[_Profile, _Profile], float]:
    """Return what the embeddings of two articles add to their score, by how much more alike they are than most are."""
    found = [_unit(profile.meaning) for profile in profiles]
    if not any(found):
        return lambda a, b: 0.0  # noqa: ARG005  (asked with two articles in any case)
    total = [math.fsum(column) for column in zip(*found, strict=True)]
    pairs = len(found) * (len(found) - 1)
    alike = math.fsum(one * one for one in total) - len(found)  # the sum over all ordered pairs
    mean = min((_MEANT_PAIRS * _MEANT + alike) / (_MEANT_PAIRS + pairs), 0.95)

    def meant(a: _Profile, b: _Profile) -> float:
        cosine = sum(x * y for x, y in zip(_unit(a.meaning), _unit(b.meaning), strict=True))
        return _MEANING * ((cosine - mean) / (1 - mean) - 0.5)

    return meant


def _unit(vector: Sequence[float]) -> list[float]:
    length = math.sqrt(math.fsum(one * one for one in vector)) or 1.0
    return [one / length for one in vector]
