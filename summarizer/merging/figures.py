"""Figures of several articles: what is counted once, with every reading of it.

Readings are of one figure where they count the same thing: one unit, one head noun, the same nationality or other
words about it, the same fate (killed, injured, arrested, ...) and the same scope ("this year"). Words too general to
tell things apart (people, percent, years) need sentences that say the same besides. The killed and the injured of the
story's event are one figure each, whatever the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from summarizer.grounding.casualties import without_killer
from summarizer.grounding.fates import find_fates
from summarizer.merging import linkage, wording
from summarizer.merging.keys import WITH_KILLER, WITHOUT_KILLER, Key, distinct, key
from summarizer.merging.movement import dated, former, later_died, led, standing
from summarizer.merging.readings import agree, outright, partial, value
from summarizer.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.merging.actors import Cast
    from summarizer.models import Article, ArticleSummary, Reading

__all__ = ["agree", "merge"]

_INJURED = "injured"
_SIMILAR = 0.4  # share of terms from which two sentences tell of the same thing
_SOURCED = re.compile(
    r"\b(?:said|says|according\sto|put|estimat\w+|claim\w*|told|report\w+|insist\w*)\b", re.IGNORECASE
)
_MANY = 60
"""Items of one key: each is compared with so many others at the most. No reader follows a figure of more readings."""
_RELATED = 0.2  # the same where what is counted is a word of its own, such as "protesters"


_Count = tuple["str | None", float, "float | None"]  # what became of how many, at the least and at the most


@dataclass(frozen=True, slots=True)
class _Item:
    """One figure of one article, its speakers already the story's."""

    figure: Figure
    place: tuple[int, int]
    key: Key
    sentence: wording.Content

    @property
    def before(self) -> str:
        """The words of its sentence before the number."""
        first = self.figure.readings[0]
        return first.evidence[0].text.partition(first.surface)[0]


def merge(
    articles: Sequence[Article], summaries: Sequence[ArticleSummary], cast: Cast, sources: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Return the figures of all summaries, the weightiest first; the killed and the injured of the event lead.

    Weight is, in this order: whether it is a toll, the number of independent sources, whether it is disputed or
    updated, the number of readings, how early in its article it stands, and the article's place.

    Args:
        articles: For the dates on which they were published.
        summaries: In the order of the articles.
        cast: The story's actors, for the speakers' ids.
        sources: For each article's id, the id of the first article of the same source.
    """
    dates = {article.id: article.published for article in articles if article.published}
    items = _resolved([item for at, one in enumerate(summaries) for item in _items(at, one, cast)])
    by_noun: dict[object, list[_Item]] = defaultdict(list)
    for item in _scoped(items):
        by_noun[item.key if item.key.toll else (item.key.unit, item.key.unit or item.key.head)].append(item)
    found = [group for same in by_noun.values() for group in _groups(same)]
    found = _without_the_dead(found, dates, sources)
    made = _with_the_dead([(_figure(group, dates, sources), group[0]) for group in found], dates)
    made.sort(key=lambda one: (not one[1].key.toll, *_weight(one[0], sources), one[1].place))
    return tuple(figure.model_copy(update={"id": f"f{number}"}) for number, (figure, _) in enumerate(made, 1))


def _items(at: int, summary: ArticleSummary, cast: Cast) -> list[_Item]:
    found = []
    for number, figure in enumerate(summary.figures):
        readings = tuple(
            one.model_copy(update={"speaker": cast.speaker(summary.article, one.speaker)}) for one in figure.readings
        )
        sentence = wording.content(readings[0].evidence[0].text)
        changed = figure.model_copy(update={"readings": readings})
        found.append(_Item(changed, (at, number), key(changed), sentence))
    return _one_toll(found)


def _one_toll(items: Sequence[_Item]) -> list[_Item]:
    """Return the items of one article with one toll of a kind: grounding gives it last, what was drafted stands before."""
    last = {item.key: item for item in items if item.key.toll}
    return [
        replace(item, key=replace(item.key, toll=False)) if item.key.toll and item is not last[item.key] else item
        for item in items
    ]


# ── What is left unsaid ───────────────────────────────────────────────────────────────────────────


def _resolved(items: Sequence[_Item]) -> list[_Item]:
    """Return the items with what they leave unsaid: the nationality of "soldiers", the noun of "North Koreans"."""
    named: dict[str | None, set[str]] = defaultdict(set)
    for item in items:
        named[item.key.head] |= item.key.countries
    known = [replace(item, key=item.key.with_country(frozenset(named[item.key.head]), item.before)) for item in items]
    headed: dict[Key, list[_Item]] = defaultdict(list)
    for item in known:
        if item.key.head is not None:
            headed[replace(item.key, head=None)].append(item)
    return [_with_head(item, headed) for item in known]


def _with_head(item: _Item, headed: Mapping[Key, Sequence[_Item]]) -> _Item:
    """Give a count of bare nationals ("10,000 North Koreans") the key of those it agrees with, where there is one."""
    if item.key.head is not None or not item.key.countries:
        return item
    keys = {other.key for other in headed.get(item.key, ()) if _agree(item, other)}
    return replace(item, key=keys.pop()) if len(keys) == 1 else item


# ── Which are one ─────────────────────────────────────────────────────────────────────────────────


def _scoped(items: Sequence[_Item]) -> list[_Item]:
    """Return the items, a toll that does not say whether it counts who did it taken for one that does and agrees.

    Where a toll is one more than what an article gives beside the death of who did it, that one is not counted there.
    """
    told: dict[_Count, set[frozenset[str]]] = defaultdict(set)
    for item in items:
        if item.key.toll and item.key.scope in (frozenset(), WITH_KILLER, WITHOUT_KILLER):
            told[_count(item)].add(item.key.scope)
    return [
        replace(item, key=replace(item.key, scope=_scope(item, told))) if item.key.toll and not item.key.scope else item
        for item in items
    ]


def _count(item: _Item, more: int = 0) -> _Count:
    first = item.figure.readings[0]
    return item.key.fate, (first.low or 0) + more, first.high if first.high is None else first.high + more


def _scope(item: _Item, told: Mapping[_Count, set[frozenset[str]]]) -> frozenset[str]:
    scopes = told[_count(item)] - {item.key.scope} if _count(item) in told else set()
    first = item.figure.readings[0]
    if (
        not scopes
        and outright(first)
        and _count(item, 1) in told
        and without_killer([one.text for one in first.evidence], first.low)
    ):
        return WITHOUT_KILLER
    return next(iter(scopes)) if len(scopes) == 1 else item.key.scope


def _groups(same: Sequence[_Item]) -> list[list[_Item]]:
    """Return items of one noun in groups, each of one figure."""
    if same[0].key.toll:
        return [list(same)]
    alike: dict[object, list[int]] = defaultdict(list)
    for place, item in sorted(enumerate(same), key=lambda one: _name(one[1])):
        alike[item.key].append(place)
        if value := distinct(item.figure):
            alike[value].append(place)
    near = (
        pair
        for places in alike.values()
        for at, a in enumerate(places)
        for pair in product([a], places[at + 1 : at + _MANY])
    )
    pairs = {(min(pair), max(pair)) for pair in near}
    return _with_rivals(linkage.groups(same, _closeness, _name, pairs))


def _with_rivals(groups: Sequence[list[_Item]]) -> list[list[_Item]]:
    """Return groups of one noun, those of two values joined where any two of them say otherwise much the same.

    What one article words in its own way ("900 strikers") goes with the article that it agrees with. What is counted in
    more than `_MANY` ways is a list, and no dispute.
    """
    if len(groups) > _MANY:
        return list(groups)
    made: list[list[_Item]] = []
    for group in sorted(groups, key=lambda group: min(map(_name, group))):
        rival = next((other for other in made if _at_odds(group, other)), None)
        if rival is None:
            made.append(group)
        else:
            rival.extend(group)
    return [sorted(group, key=lambda item: item.place) for group in made]


def _at_odds(group: Sequence[_Item], other: Sequence[_Item]) -> bool:
    if group[0].key.unit is not None:
        return False
    pairs = list(product(group, other))
    if any(a.key.scope != b.key.scope or _own(a, b) or a.key.about != b.key.about for a, b in pairs):
        return False
    return any(a.key == b.key and not _agree(a, b) and _likeness(a, b) >= _SIMILAR for a, b in pairs)


def _closeness(a: _Item, b: _Item) -> float:
    """Return how close two figures of one noun are; 0 where they count different things.

    What counts as alike depends on how telling the words are that say what is counted, and whether the values agree.
    One speaker who gives two values in one article counts two things.
    """
    alike = _likeness(a, b)
    if a.key != b.key:
        return 1.5 + alike if _agree(a, b) and a.key.may_be(b.key) else 0.0
    if _agree(a, b):
        plain = a.key.unit is not None and a.key.head is not None
        known = plain or not a.key.general or alike >= _SIMILAR or distinct(a.figure) == distinct(b.figure) is not None
        return 2.0 + alike if known else 0.0
    least = 0.0 if a.key.telling else _SIMILAR if a.key.general else _RELATED
    return 1.0 + alike if alike >= least and not _own(a, b) else 0.0


def _likeness(a: _Item, b: _Item) -> float:
    return 0.0 if wording.names_clash(a.sentence, b.sentence) else wording.similarity(a.sentence, b.sentence)


def _own(a: _Item, b: _Item) -> bool:
    """Whether one article gives both values, neither as a former one, and not as what two others say: it counts two things."""
    return any(
        x.article == y.article and not agree(x, y) and not (former(x) or former(y)) and not _of_two(x, y)
        for x, y in product(a.figure.readings, b.figure.readings)
    )


def _of_two(x: Reading, y: Reading) -> bool:
    """Whether two readings of an article may be of two speakers; one that says neither may leave both unnamed."""
    if x.speaker is None and y.speaker is None:
        return all(_SOURCED.search(one.evidence[0].text) for one in (x, y))
    return x.speaker != y.speaker and all(one.speaker or _SOURCED.search(one.evidence[0].text) for one in (x, y))


def _agree(a: _Item, b: _Item) -> bool:
    return all(agree(x, y) for x in a.figure.readings for y in b.figure.readings)


def _name(item: _Item) -> tuple[str, str, str, int]:
    """Return a name for an item by what it says, whatever the order of the articles."""
    first = item.figure.readings[0]
    return first.evidence[0].text, first.surface, item.figure.of, item.place[1]


# ── One figure of a group ─────────────────────────────────────────────────────────────────────────


def _figure(group: Sequence[_Item], dates: Mapping[str, str], sources: Mapping[str, str]) -> Figure:
    fullest = max(group, key=lambda item: (len(item.key.about), len(item.figure.of.split()), item.figure.of)).figure
    readings = _readings(group)
    if group[0].key.toll:
        readings = _whole(readings, sources)
    status = standing(readings, dates, sources)
    scope = min(
        (item.figure.scope for item in group if item.figure.scope), key=lambda words: (-len(words), words), default=None
    )
    return Figure(
        id="f",
        of=fullest.of,
        unit=fullest.unit,
        scope=scope,
        status=status,
        readings=led(readings, status, dates, sources),
    )


def _without_the_dead(
    found: Sequence[list[_Item]], dates: Mapping[str, str], sources: Mapping[str, str]
) -> list[list[_Item]]:
    """Return the groups, the injured without a number that counts those who died of it, too ("eight were shot").

    It does where, of the same time, another number is less by those killed, and its own sentences tell of no death.
    """
    dead = {
        item.key.scope: value(_figure(group, dates, sources).readings[0])
        for group in found
        if (item := group[0]).key.toll and item.key.fate != _INJURED
    }
    made = []
    for group in found:
        lost = dead.get(group[0].key.scope, 0.0) if group[0].key.toll and group[0].key.fate == _INJURED else 0.0
        made.append([item for item in group if not (lost and _counts_dead(item, group, lost, dates))])
    return made


def _counts_dead(item: _Item, group: Sequence[_Item], lost: float, dates: Mapping[str, str]) -> bool:
    first = item.figure.readings[0]
    if any(one.fate == "killed" for span in first.evidence for one in find_fates(span.text)):
        return False
    others = (other.figure.readings[0] for other in group)
    fewer = (other for other in others if value(other) == value(first) - lost and not partial(other))
    return any(not dated(first, other, dates) for other in fewer)


def _with_the_dead(made: list[tuple[Figure, _Item]], dates: Mapping[str, str]) -> list[tuple[Figure, _Item]]:
    """Return the figures, those killed 'updated' where later articles tell of the death of those injured before."""
    tolls = {(item.key.fate, item.key.scope): figure for figure, item in made if item.key.toll}
    changed = []
    for figure, item in made:
        hurt = tolls.get((_INJURED, item.key.scope)) if item.key.toll and item.key.fate != _INJURED else None
        if hurt and figure.status in ("single", "agree") and later_died(figure.readings, hurt.readings, dates):
            changed.append((figure.model_copy(update={"status": "updated"}), item))
        else:
            changed.append((figure, item))
    return changed


def _whole(readings: Sequence[Reading], sources: Mapping[str, str]) -> tuple[Reading, ...]:
    """Return the readings of a toll that are of the whole.

    What an article only tells one by one ("a woman was hurt") may be a part of it: beside a number said outright, or
    beside what more sources tell, it counts where it gives the same. So may be what is said of some ("three of the
    victims are in critical condition").
    """
    said = [one for one in readings if outright(one)]
    if not said:
        lead = led(readings, "agree", {}, sources)[0]
        said = [one for one in readings if agree(one, lead)]
    most = max((value(one) for one in said if not partial(one)), default=0.0)
    said = [one for one in said if value(one) >= most or not partial(one)]
    return tuple(one for one in readings if one in said or any(agree(one, other) for other in said))


def _readings(group: Iterable[_Item]) -> tuple[Reading, ...]:
    """Return the readings by article and sentence; the same value of one speaker in one article once."""
    placed = [(item.place, one) for item in group for one in item.figure.readings]
    placed.sort(key=lambda found: (found[0][0], found[1].evidence[0].start, found[0][1]))
    same: dict[tuple[object, ...], list[Reading]] = {}
    for _, one in placed:
        said = (one.article, one.speaker, one.low, one.high, one.modifier, one.as_of)
        same.setdefault(said, []).append(one)
    return tuple(
        ones[0].model_copy(update={"evidence": linkage.united(span for one in ones for span in one.evidence)})
        for ones in same.values()
    )


def _weight(figure: Figure, sources: Mapping[str, str]) -> tuple[int, bool, int, int]:
    independent = {sources[one.article] for one in figure.readings}
    settled = figure.status in ("single", "agree")
    return -len(independent), settled, -len(figure.readings), figure.readings[0].evidence[0].start
