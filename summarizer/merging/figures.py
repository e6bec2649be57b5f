"""Figures of several articles: what is counted once, with every reading of it.

Readings are of one figure where they count the same thing: one unit, one head noun, the same nationality or other
words about it, the same fate (killed, injured, arrested, ...) and the same scope ("this year"). Words too general to
tell things apart (people, percent, years) need sentences that say the same besides. The killed and the injured of the
story's event are one figure each, whatever the words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.merging import linkage, wording
from summarizer.merging.keys import Key, key
from summarizer.merging.movement import later_died, led, standing
from summarizer.merging.readings import agree, outright
from summarizer.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.merging.actors import Cast
    from summarizer.models import Article, ArticleSummary, Reading

__all__ = ["agree", "merge"]

_INJURED = "injured"
_SIMILAR = 0.4  # share of terms from which two sentences tell of the same thing
_RELATED = 0.2  # the same where what is counted is a word of its own, such as "protesters"


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
    dates = {article.id: article.published[:10] for article in articles if article.published}
    items = _resolved([item for at, one in enumerate(summaries) for item in _items(at, one, cast)])
    by_key: dict[Key, list[_Item]] = defaultdict(list)
    for item in items:
        by_key[item.key].append(item)
    found = [group for same in by_key.values() for group in _groups(same)]
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


def _groups(same: Sequence[_Item]) -> list[list[_Item]]:
    """Return items of one key in groups, each of one figure."""
    if same[0].key.toll:
        return [list(same)]
    return linkage.groups(same, _closeness, _name)


def _closeness(a: _Item, b: _Item) -> float:
    """Return how close two figures of one key are; 0 where they count different things.

    What counts as alike depends on how telling the words are that say what is counted, and whether the values agree.
    One speaker who gives two values in one article counts two things.
    """
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


# ── One figure of a group ─────────────────────────────────────────────────────────────────────────


def _figure(group: Sequence[_Item], dates: Mapping[str, str], sources: Mapping[str, str]) -> Figure:
    fullest = max(group, key=lambda item: (len(item.key.about), len(item.figure.of.split()), item.figure.of)).figure
    readings = _readings(group)
    if group[0].key.toll:
        readings = _whole(readings, sources)
    status = standing(readings, dates)
    scope = next((item.figure.scope for item in group if item.figure.scope), None)
    return Figure(
        id="f",
        of=fullest.of,
        unit=fullest.unit,
        scope=scope,
        status=status,
        readings=led(readings, status, dates, sources),
    )


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
    beside what more sources tell, it counts where it gives the same.
    """
    said = [one for one in readings if outright(one)]
    if not said:
        lead = led(readings, "agree", {}, sources)[0]
        said = [one for one in readings if agree(one, lead)]
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
