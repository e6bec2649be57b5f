"""Figures of several articles: what is counted once, with every reading of it.

Readings are of one figure where they count the same thing: one unit, one head noun, the same nationality or other
words about it, the same fate (killed, injured, arrested, ...) and the same scope ("this year"). Words too general to
tell things apart (people, percent, years) need sentences that say the same besides.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.merging import linkage, wording
from summarizer.models import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.merging.actors import Cast
    from summarizer.models import Article, ArticleSummary, FigureStatus, Reading

_ABOUT = 0.1  # "about 10,000" is within ten in a hundred of what is meant
_BOUND = 2.0  # "at least 7" is hardly said of more than 14, nor "up to 10,000" of fewer than 5,000
_DECADE = 10.0  # "hundreds", open upwards, is fewer than ten times the least of it
_SIMILAR = 0.4  # share of terms from which two sentences tell of the same thing
_RELATED = 0.2  # the same where what is counted is a word of its own, such as "protesters"
_WORDS_AFTER = 5
_WORDS_BEFORE = 3

_GENERAL = frozenset(
    term
    for term in wording.sequence(
        "people man woman child year month week day hour minute time times dollar euro pound mile kilometre kilometer "
        "metre meter foot point vote case degree ton tonne part member official place thing "
        "victim suspect block"
    )
)
_FATES = frozenset(
    wording.sequence(
        "killed injured arrested shot missing displaced evacuated homeless rescued captured infected executed"
    )
)
_SCOPE = re.compile(
    r"\b(?:(?:this|last|each|every|per|a) (?:year|month|week)|since \w+|in (?:19|20)\d\d|annual(?:ly)?|"
    r"(?:not )?(?:in|ex)?cluding|(?:not )?counting|so far|in total|overall|nationwide|worldwide|another|additional|"
    r"other|more)\b",
    re.IGNORECASE,
)
_AFTER_HEAD = re.compile(r"\b(?:of|in|on|at|from|to|for|with|who|that|which|near|by|under|over)\b")


@dataclass(frozen=True, slots=True)
class _Key:
    """What a figure counts. Figures with equal keys may be one.

    Attributes:
        unit: 'percent', 'USD', …; None for a plain count.
        head: The noun, normalised; None where only a nationality or a fate is named.
        about: The other words: nationality and what else tells these from others.
        fate: What became of those counted, or None.
        scope: The words that widen or narrow what is counted.
    """

    unit: str | None
    head: str | None
    about: frozenset[str]
    fate: str | None
    scope: frozenset[str]

    @property
    def general(self) -> bool:
        """Whether much else in the same articles may be counted by these words."""
        return self.unit is not None or (self.fate is None and not self.about and (self.head or "") in {"", *_GENERAL})

    @property
    def telling(self) -> bool:
        """Whether the words suffice to call two values of it a dispute: those killed, or soldiers of one country."""
        toll = self.fate is not None and (self.head in (None, "people") or bool(self.countries))
        return self.unit is None and (toll or bool(self.head and self.countries))

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(term for term in self.about if names.country(term))


@dataclass(frozen=True, slots=True)
class _Item:
    """One figure of one article, its speakers already the story's."""

    figure: Figure
    place: tuple[int, int]
    key: _Key
    sentence: wording.Content

    @property
    def evidence(self) -> str:
        return self.figure.readings[0].evidence[0].text


def merge(
    articles: Sequence[Article], summaries: Sequence[ArticleSummary], cast: Cast, sources: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Return the figures of all summaries, the weightiest first.

    Weight is, in this order: the number of independent sources, whether it is disputed or updated, the number of
    readings, how early in its article it stands, and the article's place.

    Args:
        articles: For the dates on which they were published.
        summaries: In the order of the articles.
        cast: The story's actors, for the speakers' ids.
        sources: For each article's id, the id of the first article of the same source.
    """
    dates = {article.id: article.published[:10] for article in articles if article.published}
    items = _resolved([item for at, one in enumerate(summaries) for item in _items(at, one, cast)])
    found = linkage.groups(items, _closeness, _name)
    made = [(_figure(group, dates), group[0].place) for group in found]
    made.sort(key=lambda one: (*_weight(one[0], sources), one[1]))
    return tuple(figure.model_copy(update={"id": f"f{number}"}) for number, (figure, _) in enumerate(made, 1))


# ── What is counted ───────────────────────────────────────────────────────────────────────────────


def _items(at: int, summary: ArticleSummary, cast: Cast) -> list[_Item]:
    found = []
    for number, figure in enumerate(summary.figures):
        readings = tuple(
            one.model_copy(update={"speaker": cast.speaker(summary.article, one.speaker)}) for one in figure.readings
        )
        sentence = wording.content(readings[0].evidence[0].text)
        changed = figure.model_copy(update={"readings": readings})
        found.append(_Item(changed, (at, number), _key(changed), sentence))
    return found


def _key(figure: Figure) -> _Key:
    first = figure.readings[0]
    text = first.evidence[0].text
    phrase = _AFTER_HEAD.split(figure.of, maxsplit=1)[0]
    terms = wording.sequence(phrase) or wording.sequence(figure.of)
    fates = [term for term in wording.sequence(figure.of) if term in _FATES]
    nouns = [term for term in terms if term not in _FATES and not names.country(term)]
    return _Key(
        unit=figure.unit,
        head=nouns[-1] if nouns else None,
        about=frozenset(term for term in terms if term not in _FATES) - set(nouns[-1:]),
        fate=fates[-1] if fates else _fate(text, first.surface),
        scope=frozenset(found.casefold() for found in _SCOPE.findall(text)),
    )


def _fate(text: str, surface: str) -> str | None:
    """Return what a sentence says became of those counted: after the number within its clause, else just before it."""
    before, _, after = text.partition(surface)
    clause = re.split(r"[,;:.]|\band\b|\bbut\b", after, maxsplit=1)[0]
    near = [*wording.sequence(" ".join(clause.split()[:_WORDS_AFTER]))]
    near += reversed(wording.sequence(" ".join(before.split()[-_WORDS_BEFORE:])))
    return next((term for term in near if term in _FATES), None)


def _resolved(items: Sequence[_Item]) -> list[_Item]:
    """Return the items with what they leave unsaid: the nationality of "soldiers", the noun of "North Koreans"."""
    with_country = [_with_country(item, items) for item in items]
    return [_with_head(item, with_country) for item in with_country]


def _with_country(item: _Item, items: Sequence[_Item]) -> _Item:
    """Give a count without nationality the one its sentence names before the number, where others count those."""
    if item.key.countries or item.key.head is None:
        return item
    before = item.evidence.partition(item.figure.readings[0].surface)[0]
    explicit = {country for other in items if other.key.head == item.key.head for country in other.key.countries}
    fitting = explicit.intersection(wording.sequence(before))
    return replace(item, key=replace(item.key, about=item.key.about | fitting)) if len(fitting) == 1 else item


def _with_head(item: _Item, items: Sequence[_Item]) -> _Item:
    """Give a count of bare nationals ("10,000 North Koreans") the key of those it agrees with, where there is one."""
    if item.key.head is not None or not item.key.countries:
        return item
    keys = {
        other.key
        for other in items
        if other.key == replace(item.key, head=other.key.head) and other.key.head and _agree(item, other)
    }
    return replace(item, key=keys.pop()) if len(keys) == 1 else item


def _closeness(a: _Item, b: _Item) -> float:
    """Return how close two figures are; 0 where they count different things.

    What counts as alike depends on how telling the words are that say what is counted, and whether the values agree.
    One speaker who gives two values in one article counts two things.
    """
    if a.key != b.key:
        return 0.0
    alike = 0.0 if wording.names_clash(a.sentence, b.sentence) else wording.similarity(a.sentence, b.sentence)
    if _agree(a, b):
        return 2.0 + alike if not a.key.general or alike >= _SIMILAR else 0.0
    least = 0.0 if a.key.telling else _SIMILAR if a.key.general else _RELATED
    pairs = ((x, y) for x in a.figure.readings for y in b.figure.readings)
    own = any(x.article == y.article and x.speaker == y.speaker and not agree(x, y) for x, y in pairs)
    return 1.0 + alike if alike >= least and not own else 0.0


def _agree(a: _Item, b: _Item) -> bool:
    return all(agree(x, y) for x in a.figure.readings for y in b.figure.readings)


def _name(item: _Item) -> tuple[str, int, int, str]:
    return linkage.origin(item.figure.readings[0].evidence, f"{item.figure.of} {item.figure.id}")


# ── Values ────────────────────────────────────────────────────────────────────────────────────────


def agree(a: Reading, b: Reading) -> bool:
    """Whether two readings may be of one value.

    A reading stands for a range: "exact" for its value, "about" for ten in a hundred either way, "at least" for its
    bound up to twice that, "at most" for half its bound up to it, "range" and "vague" for what they say. Two agree
    where the ranges meet; of two that both say "about", one's own value must lie in the other's range.
    """
    if a.modifier == b.modifier == "about":
        return _meet(_range(a), _plain(b)) or _meet(_plain(a), _range(b))
    return _meet(_range(a), _range(b))


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    (low, high), (other_low, other_high) = a, b
    return (low <= other_high or math.isclose(low, other_high)) and (other_low <= high or math.isclose(other_low, high))


def _plain(reading: Reading) -> tuple[float, float]:
    """Return the bounds as they stand; one bound alone is both."""
    low = reading.low if reading.low is not None else reading.high
    high = reading.high if reading.high is not None else reading.low
    if low is None or high is None:
        return -math.inf, math.inf
    return min(low, high), max(low, high)


def _range(reading: Reading) -> tuple[float, float]:
    low, high = _plain(reading)
    if math.isinf(low):
        return low, high
    bounds = {
        "about": (low - _ABOUT * abs(low), high + _ABOUT * abs(high)),
        "at_least": (low, max(low * _BOUND, low)),
        "at_most": (min(high / _BOUND, high), high),
        "vague": (low, high if reading.high is not None else low * _DECADE),
    }
    return bounds.get(reading.modifier, (low, high))


# ── One figure of a group ─────────────────────────────────────────────────────────────────────────


def _figure(group: Sequence[_Item], dates: Mapping[str, str]) -> Figure:
    fullest = max(group, key=lambda item: (len(item.key.about), len(item.figure.of.split()), item.figure.of)).figure
    readings = _readings(group)
    return Figure(id="f", of=fullest.of, unit=fullest.unit, status=_status(readings, dates), readings=readings)


def _readings(group: Sequence[_Item]) -> tuple[Reading, ...]:
    """Return the readings by article and sentence; the same value of one speaker in one article once."""
    placed = [(item.place, one) for item in group for one in item.figure.readings]
    placed.sort(key=lambda found: (found[0][0], found[1].evidence[0].start, found[0][1]))
    same: dict[tuple[object, ...], list[Reading]] = {}
    for _, one in placed:
        value = (one.article, one.speaker, one.low, one.high, one.modifier, one.as_of)
        same.setdefault(value, []).append(one)
    return tuple(
        ones[0].model_copy(update={"evidence": linkage.united(span for one in ones for span in one.evidence)})
        for ones in same.values()
    )


def _status(readings: Sequence[Reading], dates: Mapping[str, str]) -> FigureStatus:
    """Return 'updated' only where every two readings that differ are of different, known dates."""
    if len(readings) == 1:
        return "single"
    apart = [(a, b) for a, b in combinations(readings, 2) if not agree(a, b)]
    if not apart:
        return "agree"
    dated = [(_date(a, dates), _date(b, dates)) for a, b in apart]
    return "updated" if all(a and b and a != b for a, b in dated) else "disputed"


def _date(reading: Reading, dates: Mapping[str, str]) -> str | None:
    """Return the day a reading holds for: its own, else the day its article was published."""
    return reading.as_of[:10] if reading.as_of else dates.get(reading.article)


def _weight(figure: Figure, sources: Mapping[str, str]) -> tuple[int, bool, int, int]:
    independent = {sources[one.article] for one in figure.readings}
    settled = figure.status in ("single", "agree")
    return -len(independent), settled, -len(figure.readings), figure.readings[0].evidence[0].start
