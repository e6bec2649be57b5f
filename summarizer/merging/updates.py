"""What changed about the figures and the open questions of a story: updated, disputed or settled since.

A figure is updated where a new article gives another value than the one that led it: not where it only words it
otherwise, makes a round number precise, or gives what "about" stands for. A higher number than "at least" said is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.grounding.evidence import missing_names, missing_numbers, stands_in
from summarizer.grounding.quantities import find_quantities
from summarizer.merging import sides, wording
from summarizer.merging.doubts import AGAINST
from summarizer.merging.earlier import evidence
from summarizer.merging.proving import unproven
from summarizer.merging.readings import agree, rounds, value
from summarizer.merging.turns import Turn, said
from summarizer.models import Change, Figure, Line, Uncertainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from summarizer.merging.earlier import Told
    from summarizer.merging.turns import Scene, View
    from summarizer.models import ChangeKind, Reading, Statement, Story

_OPEN = {"unknown": 1, "unconfirmed": 2}
"""How many sources must be certain of what is left open: one that only leaves out "allegedly" settles nothing."""
_LOOSE = frozenset({"about", "at_most"})
"""How a number may be meant that leaves open which it is: one that agrees with it is no other."""
_OF_ITS_OWN = 3  # terms that a claim adds to a number, up to which it tells nothing but the number


# ── Figures ───────────────────────────────────────────────────────────────────────────────────────


def figures(scene: Scene) -> Iterator[Turn]:
    """Yield the figures of which a new article gives a value that no earlier one gave, beside the one that led before."""
    known = _terms_known(scene)
    for place, figure in enumerate(scene.story.figures):
        old, new = scene.earlier.parted(figure.readings)
        told = _told(figure, old, scene) if new else None
        was = _plain(told.item.readings, told.item.readings[0]) if told else None
        if told is None or was is None:
            continue
        given = {value(one) for one in (*old, *told.item.readings)}
        fresh = [one for one in new if value(one) not in given and _states(one)]
        givers = {one.speaker for one in old if value(one) == value(was)} - {None}
        kind, now = _turn(figure, told.item, was, fresh, givers)
        if now is None:
            continue
        line = sides.differing(figure, scene.story) if kind == "figure_disputed" else None
        line = line or _line(figure, now, scene.story)
        change = Change(
            kind=kind,
            story=scene.story.id,
            item=figure.id,
            text=line.text,
            was=was.surface,
            since=told.date,
            cites=line.cites,
        )
        yield Turn(change, place, tuple(_only_telling(now, known, scene)), (was.surface, now.surface))


def _turn(
    figure: Figure, then: Figure, was: Reading, fresh: Sequence[Reading], givers: Collection[str | None]
) -> tuple[ChangeKind, Reading | None]:
    """Return how a figure changed by its fresh readings, and the one that did it; None where none did.

    One of the `givers` of what it was who gives another value now brings it up to date; another speaker disputes it.
    """
    apart = [one for one in fresh if not agree(was, one)]
    own = next((one for one in apart if one.speaker in givers), None)
    if own is None and apart and figure.status == "disputed" and then.status != "disputed":
        return "figure_disputed", apart[0]
    return "figure_updated", _newest(figure.readings[0], fresh, was) or own


def _plain(readings: Sequence[Reading], lead: Reading) -> Reading | None:
    """Return the first reading of the leading value that states it; None where it is only told by persons, or by others."""
    return next((one for one in readings if value(one) == value(lead) and _states(one)), None)


def _states(reading: Reading) -> bool:
    """Whether the words of a reading are its number: not those of "his brother", nor of all of whom it is a part."""
    return any((one.low, one.high) == (reading.low, reading.high) for one in find_quantities(reading.surface))


def _told(figure: Figure, old: Sequence[Reading], scene: Scene) -> Told[Figure] | None:
    """Return what an earlier edition told of a figure: the same unit, and one of its readings in the same words."""
    surfaces = {wording.squeeze(one.surface) for one in old}
    spans = (span for one in old for span in one.evidence)
    for told in scene.earlier.told(spans, Figure):
        same = told.item.unit == figure.unit and bool(set(_terms(told.item.of)) & set(_terms(figure.of)))
        if same and any(wording.squeeze(one.surface) in surfaces for one in told.item.readings):
            return told
    return None


def _terms(words: str) -> tuple[str, ...]:
    return wording.sequence(words) or (words,)


def _newest(lead: Reading, fresh: Sequence[Reading], was: Reading) -> Reading | None:
    """Return the fresh reading that brings the one that led before up to date; None where none does."""
    leading = _plain(fresh, lead)
    if leading is not None:
        return leading if _moved(was, leading) else None
    more = [one for one in fresh if was.modifier == "at_least" and one.modifier in ("exact", "at_least", "about")]
    highest = max(more, key=lambda one: (value(one), one.surface), default=None)
    return highest if highest is not None and value(highest) > value(was) else None


def _moved(was: Reading, now: Reading) -> bool:
    """Whether two readings are of two values, and one is not only a rounder one."""
    if rounds(was, now) or rounds(now, was):
        return False
    loose = not _LOOSE.isdisjoint((was.modifier, now.modifier))
    return not (loose and agree(was, now))


def _line(figure: Figure, reading: Reading, story: Story) -> Line:
    """Return a reading in words: what is counted, the number, and by whom where that can be proven."""
    of = f"{figure.of}, {figure.scope}" if figure.scope else figure.of
    name = next((actor.name for actor in story.actors if actor.id == reading.speaker), "")
    told = f"{of}: {reading.surface}"
    found = (
        Line(text=text, cites=(figure.id,)) for text in (*([f"{told}, according to {name}"] if name else []), told)
    )
    said_there = " ".join(span.text for span in reading.evidence)
    for line in found:
        named = missing_names(line.text.removesuffix(name), said_there)
        if not (missing_numbers(line.text, said_there) or named or unproven(line.text, story, line.cites)):
            return line
    return Line(text=reading.surface, cites=(figure.id,))


def _terms_known(scene: Scene) -> frozenset[str]:
    """Return the terms of all that earlier editions' articles said of a story."""
    old = (view.claim.text for view in scene.views.values() if view.old)
    return frozenset(term for text in (scene.story.headline, *old) for term in wording.content(text).terms)


def _only_telling(reading: Reading, known: frozenset[str], scene: Scene) -> Iterator[str]:
    """Yield the ids of new claims that tell nothing but a reading."""
    places = {(span.article, span.start) for span in reading.evidence}
    for view in scene.views.values():
        here = any((span.article, span.start) in places for span in evidence(view.claim))
        if here and not view.old and stands_in(reading.surface, view.claim.text):
            own = wording.content(view.claim.text).terms - known
            if len(own) <= _OF_ITS_OWN:
                yield view.claim.id


# ── Open questions ────────────────────────────────────────────────────────────────────────────────


def settled(scene: Scene) -> tuple[list[Turn], list[str]]:
    """Return which questions that an earlier edition left open are settled since, and the ids of those still open."""
    alone = _alone(scene.story)
    turns: list[Turn] = []
    still: list[str] = []
    for place, one in enumerate(scene.story.uncertainties):
        told = _left_open(one, scene)
        if told is None:
            continue
        view = scene.views.get(one.settled_by or "")
        sure = view.new if view else ()
        if view is None:
            view, sure = _answered(one, scene, alone)
        if view is None:
            still.append(one.id)
        elif sure and all(statement in view.new for statement in sure):
            line = said(view.claim, sure[0], scene.story) if view.old else sides.line(view.claim, scene.story)
            change = Change(
                kind="settled",
                story=scene.story.id,
                item=one.id,
                text=line.text,
                was=told.item.text,
                since=told.date,
                cites=line.cites,
            )
            turns.append(Turn(change, place, (view.claim.id,)))
    return turns, still


def _left_open(one: Uncertainty, scene: Scene) -> Told[Uncertainty] | None:
    """Return what of a question an earlier edition left open; None where it did not, or had it settled."""
    if one.kind == "source_text":
        return None
    found = (told for told in scene.earlier.told(one.evidence, Uncertainty) if told.item.kind == one.kind)
    told = next((told for told in found if told.item.cue == one.cue or told.item.text == one.text), None)
    return told if told is not None and told.item.settled_by is None else None


def _answered(
    one: Uncertainty, scene: Scene, alone: Mapping[tuple[str, int], str | None]
) -> tuple[View | None, tuple[Statement, ...]]:
    """Return the claim of a question's own sentence where others say for certain what it leaves open, and who does.

    It counts for a sentence that makes no other claim, and where nobody denies it.
    """
    places = {(span.article, span.start) for span in one.evidence}
    own = {alone.get(place) for place in places}
    view = scene.views.get(own.pop() or "") if len(own) == 1 else None
    if view is None or one.kind not in _OPEN or any(each.stance in AGAINST for each in view.claim.statements):
        return None, ()
    asking = [each for each in view.claim.statements if any((s.article, s.start) in places for s in each.evidence)]
    sure = tuple(each for each in view.claim.statements if each.certainty == "certain" and each.stance == "asserts")
    voices = {scene.earlier.source(each.article) for each in sure}
    if len(voices) < _OPEN[one.kind] or any(each.certainty == "certain" for each in asking):
        return None, ()
    return view, sure


def _alone(story: Story) -> dict[tuple[str, int], str | None]:
    """Return for each place where evidence begins the id of the claim that rests on it; None where several do."""
    found: dict[tuple[str, int], str | None] = {}
    for claim in story.claims:
        for span in dict.fromkeys(evidence(claim)):
            place = span.article, span.start
            found[place] = claim.id if found.get(place, claim.id) == claim.id else None
    return found
