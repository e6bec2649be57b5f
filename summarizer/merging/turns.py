"""What changed about the claims of a story: new, corroborated, disputed or withdrawn since the earlier editions.

What a claim was then is told by its statements that stand in articles of earlier editions, so that a claim which those
articles made is old even where no edition told it. What it is now takes a statement of a new article: that the same
articles are merged in another way is no news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.grounding.matching import stands_in
from summarizer.merging import likeness, sides, wording
from summarizer.merging.claims import ASSERTING
from summarizer.merging.differing import differ
from summarizer.merging.doubts import AGAINST
from summarizer.merging.proving import passages
from summarizer.models import Change, Claim, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.merging.earlier import Earlier, Told
    from summarizer.models import ChangeKind, Span, Statement, Story

_ONE_CLAIM = 0.2  # share of terms from which two claims of one sentence are taken for one
_OF_IT = 0.6  # share of a claim's terms that tell what it is that somebody takes back
TAKES_BACK = re.compile(
    r"\b(?:withdr(?:ew|aws?|awn|awing)|retract(?:s|ed|ing)?|recant(?:s|ed|ing)?|disavow(?:s|ed|ing)?|"
    r"(?:t(?:akes?|ook|aken|aking)|walk(?:s|ed|ing)?)\s+back|backtrack(?:s|ed|ing)?\s+(?:on|from)|back(?:s|ed)?\s+away\s+from)"
    r"\s+(?:\w+\s+){0,3}?(?:statements?|claims?|remarks?|comments?|allegations?|accusations?|accounts?|reports?|assertions?|"
    r"testimony|confession|warnings?|estimates?|words)\b"
    r"|\b(?:he|she|it|they|I|we)\s+(?:was|were|had\s+been|have\s+been|has\s+been)\s+(?:wrong|mistaken|in\s+error)\b"
    r"|\bapologi[sz](?:es|ed|ing)\s+for\s+(?:having\s+)?(?:saying|said|claiming|claimed|suggesting|suggested)\b"
    r"|\bno\s+longer\s+(?:says?|claims?|believes?|thinks?|stands?\s+by)\b|\bmisspoke\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """A claim of a story, and what of it is known from earlier editions.

    Attributes:
        claim: The claim.
        place: Its place among the story's claims, from 0.
        old: Its statements that stand in articles of earlier editions.
        new: The others.
        told: What earlier editions told of it, the newest first.
    """

    claim: Claim
    place: int
    old: tuple[Statement, ...]
    new: tuple[Statement, ...]
    told: tuple[Told[Claim], ...]

    @property
    def since(self) -> str | None:
        """The date of the newest edition that told it."""
        return self.told[0].date if self.told else None

    @property
    def disputed(self) -> bool:
        """Whether an earlier edition had it disputed, or its articles of then do."""
        stances = {one.stance for one in self.old}
        return any(one.item.status == "disputed" for one in self.told) or bool(
            stances & ASSERTING and stances & AGAINST
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A change, and what it tells.

    Attributes:
        change: The change.
        place: What orders changes of one kind in one story.
        claims: The ids of the claims that it tells of, which need not be told again.
        numbers: What a figure was and is, in the words of its readings.
    """

    change: Change
    place: int
    claims: tuple[str, ...]
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A story, and its claims as the earlier editions know them, by id in the story's order."""

    story: Story
    earlier: Earlier
    views: Mapping[str, View]

    @classmethod
    def of(cls, story: Story, earlier: Earlier) -> Scene:
        """Return the scene of a story."""
        views: dict[str, View] = {}
        for place, claim in enumerate(story.claims):
            old, new = earlier.parted(claim.statements)
            views.setdefault(claim.id, View(claim, place, old, new, tuple(_told(claim, old, earlier))))
        return cls(story, earlier, views)

    def turn(self, kind: ChangeKind, view: View, line: Line, was: str | None = None, *others: str) -> Turn:
        """Return a change of a claim, told by a line that cites what carries it; `others` are claims it tells, too."""
        change = Change(
            kind=kind,
            story=self.story.id,
            item=view.claim.id,
            text=line.text,
            was=was,
            since=view.since,
            cites=line.cites,
        )
        return Turn(change, view.place, tuple(dict.fromkeys((view.claim.id, *others))))


def _told(claim: Claim, old: Iterable[Statement], earlier: Earlier) -> list[Told[Claim]]:
    """Return which of the claims that rested on the same words told this one: for each statement the one most like it."""
    found: dict[int, Told[Claim]] = {}
    for one in old:
        ranked = [(_likeness(other.item.text, claim.text), other) for other in earlier.told(one.evidence, Claim)]
        share, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and share >= _ONE_CLAIM:
            found[id(best.item)] = best
    return sorted(found.values(), key=lambda one: one.date, reverse=True)


def _likeness(text: str, other: str) -> float:
    same = text == other or wording.squeeze(text) == wording.squeeze(other)
    return 1.0 if same else wording.similarity(wording.content(text), wording.content(other))


# ── Each kind of change ───────────────────────────────────────────────────────────────────────────


def withdrawn(scene: Scene) -> Iterator[Turn]:
    """Yield the claims that a speaker who asserted them takes back now: denies, contradicts, or says were wrong."""
    names = {actor.id: (actor.name, *actor.aliases) for actor in scene.story.actors}
    for view in scene.views.values():
        asserted = _asserting(view.old)
        turned = next((one for one in view.new if asserted and _turned(one, asserted, names)), None)
        if turned:
            yield scene.turn("withdrawn", view, said(view.claim, turned, scene.story), _then(view))
            continue
        for other in (scene.views[one] for one in view.claim.rivals if one in scene.views):
            if not other.old and asserted & _asserting(other.new) and _opposed(view.claim, other.claim):
                yield scene.turn("withdrawn", view, sides.line(other.claim, scene.story), _then(view), other.claim.id)
                break
    yield from _retracted(scene)


def _turned(one: Statement, asserted: frozenset[str], names: Mapping[str, Sequence[str]]) -> bool:
    """Whether a statement is a denial by one of those who asserted it, or tells that one of them takes it back."""
    if one.speaker in asserted and one.stance == "denies":
        return True
    words = " ".join(span.text for span in one.evidence)
    if not TAKES_BACK.search(words):
        return False
    return one.speaker in asserted or any(
        stands_in(form, words) for by in sorted(asserted) for form in names.get(by, ())
    )


def _retracted(scene: Scene) -> Iterator[Turn]:
    """Yield the claims that new ones say are taken back, by whoever made them: the one most like what is taken back."""
    by_speaker: dict[str, list[View]] = {}
    for view in scene.views.values():
        for speaker in sorted(_asserting(view.old)):
            by_speaker.setdefault(speaker, []).append(view)
    for view in scene.views.values():
        words = " ".join((view.claim.text, *passages([view.claim])))
        if view.old or not TAKES_BACK.search(words):
            continue
        terms = frozenset(wording.sequence(words))
        made = [one for speaker in _speakers(view, by_speaker, scene.story) for one in by_speaker[speaker]]
        share, back = max(
            ((_share(one.claim, terms), one) for one in made), key=lambda pair: pair[0], default=(0.0, None)
        )
        if back is not None and share >= _OF_IT:
            line = Line(text=view.claim.text, cites=(view.claim.id,))
            yield scene.turn("withdrawn", back, line, _then(back), view.claim.id)


def _speakers(view: View, known: Iterable[str], story: Story) -> list[str]:
    """Return who of some speakers makes a claim or is named in it."""
    own = {one.speaker for one in view.claim.statements}
    names = {actor.id: (actor.name, *actor.aliases) for actor in story.actors}
    return [one for one in known if one in own or any(stands_in(form, view.claim.text) for form in names.get(one, ()))]


def _share(claim: Claim, terms: frozenset[str]) -> float:
    own = wording.content(claim.text).terms
    return len(own & terms) / len(own) if own else 0.0


def disputed(scene: Scene) -> Iterator[Turn]:
    """Yield the claims that a new statement, or a new claim, speaks against, and nothing did before."""
    for view in scene.views.values():
        if view.claim.status != "disputed" or view.disputed or not view.old:
            continue
        old, now = ({one.stance for one in statements} for statements in (view.old, view.new))
        crossed = bool((old & ASSERTING and now & AGAINST) or (old & AGAINST and now & ASSERTING))
        rivals = [one for one in view.claim.rivals if one in scene.views and not scene.views[one].old]
        if crossed or rivals:
            line = sides.line(view.claim, scene.story)
            yield scene.turn("disputed", view, line, None, *(one for one in line.cites if one in rivals))


def corroborated(scene: Scene) -> Iterator[Turn]:
    """Yield the claims that one source made, and that a further independent one makes now."""
    for view in scene.views.values():
        if view.claim.status != "corroborated" or any(one.item.status != "single" for one in view.told):
            continue
        before, since = (
            {scene.earlier.source(one.article) for one in statements if one.stance not in AGAINST}
            for statements in (view.old, view.new)
        )
        if len(before) == 1 and since - before:
            yield scene.turn("corroborated", view, sides.line(view.claim, scene.story))


def new(scene: Scene) -> Iterator[Turn]:
    """Yield the claims that no earlier edition's articles made, those with the text of one that it brings up to date."""
    repeated = _carried([view.claim for view in scene.views.values() if not view.old], scene.earlier.gone(scene.story))
    for view in scene.views.values():
        if view.old or view.claim.id in repeated:
            continue
        older = [scene.views[one] for one in view.claim.updates if one in scene.views and scene.views[one].old]
        turn = scene.turn(
            "new_claim", view, sides.line(view.claim, scene.story), older[0].claim.text if older else None
        )
        since = older[0].since if older else None
        yield Turn(turn.change.model_copy(update={"since": since}), turn.place, turn.claims)


def _carried(claims: Sequence[Claim], gone: Sequence[Claim]) -> frozenset[str]:
    """Return the ids of new claims that say what an earlier edition told of articles that are no more at hand."""
    if not gone:
        return frozenset()
    both = [*claims, *gone]
    faces = [likeness.face(claim.text) for claim in both]
    named = [(claim.text, place, 0, claim.id) for place, claim in enumerate(both)]
    pairs = likeness.partners([one.content.terms | {one.content.squeezed} for one in faces], named)
    return frozenset(
        both[a].id
        for a, b in pairs
        if a < len(claims) <= b
        and likeness.same(faces[a], faces[b], passages([both[a]]), passages([both[b]]))
        and not differ(faces[a], faces[b])
    )


# ── In words ──────────────────────────────────────────────────────────────────────────────────────


def said(claim: Claim, statement: Statement, story: Story) -> Line:
    """Return what a statement of a claim says: in its article's words where they are short, else the claim's line."""
    words = " ".join(" ".join(span.text for span in _ordered(statement.evidence)).split())
    if words and len(words) <= sides.LONGEST_LINE:
        return Line(text=words, cites=(claim.id,))
    return sides.line(claim, story)


def _ordered(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start, span.end))


def _then(view: View) -> str | None:
    return view.told[0].item.text if view.told else None


def _asserting(statements: Iterable[Statement]) -> frozenset[str]:
    return frozenset(one.speaker for one in statements if one.stance in ASSERTING and one.speaker is not None)


def _opposed(a: Claim, b: Claim) -> bool:
    return likeness.opposed(likeness.face(a.text), likeness.face(b.text))
