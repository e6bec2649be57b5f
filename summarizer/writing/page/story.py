"""One story as the page shows it: nothing is cut; what is long, or told above already, is folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.writing import wording
from summarizer.writing.claims import Printed
from summarizer.writing.page.parts import ClaimPart, FigurePart, Maker, Question, Told, told
from summarizer.writing.page.timeline import Day, timeline
from summarizer.writing.stories import _carried, _cites, _fresh, _told, headline
from summarizer.writing.unknown import left_open

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import Actor, Claim, Line, Story
    from summarizer.writing.page.texts import Texts
    from summarizer.writing.stories import Page

_ORDER = ("disputed", "updated", "agree", "single")


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all hold, or one that somebody denies; and what leaves them open."""

    claims: tuple[ClaimPart, ...]
    label: str
    beside: tuple[ClaimPart, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims under one label; `folded` where the reader has them from elsewhere."""

    label: str
    style: str
    claims: tuple[ClaimPart, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """An actor: name, what it is, other names, and its kind."""

    name: str
    about: str
    aliases: str
    kind: str


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A story, from its headline to who is who."""

    anchor: str
    headline: str
    count: str
    top: Told
    lines: tuple[Told, ...]
    disputes: tuple[Dispute, ...]
    groups: tuple[Group, ...]
    moving: tuple[FigurePart, ...]
    figures: tuple[FigurePart, ...]
    open: tuple[Question, ...]
    settled: tuple[Question, ...]
    days: tuple[Day, ...]
    people: tuple[Person, ...]


def part(tale: Story, number: int, page: Page, lines: Sequence[Line], maker: Maker) -> StoryPart:
    """Return a story, the page's `number`th; `lines` are what it is told in, besides its headline."""
    texts = maker.texts
    fresh = _fresh(lines, tale, page, Printed())
    figures = sorted(tale.figures, key=lambda figure: _ORDER.index(figure.status))
    known = {claim.id: claim for claim in tale.claims}
    people = {actor.id: actor for actor in tale.actors}
    return StoryPart(
        f"s{number}",
        headline(tale),
        wording.sources(tale),
        _line(headline(tale), _cites(tale), page, texts),
        tuple(_line(line.text, line.cites, page, texts) for line in fresh),
        tuple(_disputes(tale, maker)),
        _groups(tale, maker, _printed(tale, fresh, page), page),
        tuple(maker.figure(one) for one in figures if one.status in ("disputed", "updated")),
        tuple(maker.figure(one) for one in figures if one.status not in ("disputed", "updated")),
        tuple(maker.question(one) for one in left_open(tale, ())),
        tuple(maker.question(one, known[one.settled_by]) for one in tale.uncertainties if one.settled_by in known),
        timeline(tale, maker),
        tuple(_person(actor, people) for actor in tale.actors),
    )


def _line(text: str, cites: Sequence[str], page: Page, texts: Texts) -> Told:
    rest = [run for run in _carried(text, cites, page) if run.style != "mark"]
    return told(text, page.evidence(cites), texts, rest)


def _printed(tale: Story, lines: Sequence[Line], page: Page) -> set[str]:
    """Return the ids of claims whose words the headline or a line above the lists tells."""
    words = [(tale.headline, _cites(tale)), *((line.text, line.cites) for line in lines)]
    return {claim.id for text, cites in words if (claim := _told(text, cites, page))}


def _disputes(tale: Story, maker: Maker) -> list[Dispute]:
    standing = maker.view.standing
    groups = (standing.rivals.get(one.id, (one,)) for one in tale.claims if standing.disputed(one))
    found = []
    for group in {group[0].id: group for group in groups}.values():
        beside = {one.id: one for claim in group for one in standing.beside.get(claim.id, ())}.values()
        both = {1: "", 2: "These cannot both hold"}.get(len(group), "These cannot all hold")
        found.append(Dispute(tuple(map(maker.claim, group)), both, tuple(map(maker.claim, beside))))
    return found


def _groups(tale: Story, maker: Maker, printed: set[str], page: Page) -> tuple[Group, ...]:
    """Return the claims that nobody disputes: of several sources, of one, told above, told before, and older ones."""
    standing = maker.view.standing
    several: list[Claim] = []
    lone: list[Claim] = []
    above: list[Claim] = []
    before: list[Claim] = []
    older: list[Claim] = []
    for claim in tale.claims:
        if standing.disputed(claim) or claim.id in standing.aside:
            continue
        if claim.id in standing.superseded:
            older.append(claim)
        elif claim.id in page.before:
            before.append(claim)
        elif claim.id in printed:
            above.append(claim)
        else:
            (several if claim.status == "corroborated" else lone).append(claim)
    groups = (
        ("In more than one article", "good", several, False),
        ("In one article", "", lone, False),
        (f"{wording.count(len(above), 'claim')} told above, with who says {_them(above)}", "", above, True),
        (f"{wording.count(len(before), 'claim')} as before", "", before, True),
        (f"{wording.count(len(older), 'earlier claim')}, since updated", "", older, True),
    )
    return tuple(
        Group(label, style, tuple(map(maker.claim, claims)), folded)
        for label, style, claims, folded in groups
        if claims
    )


def _them(claims: Sequence[Claim]) -> str:
    return "it" if len(claims) == 1 else "them"


def _person(actor: Actor, actors: Mapping[str, Actor]) -> Person:
    home = actors.get(actor.belongs_to or "", actor)
    about = (actor.role, home.name if home is not actor else "")
    return Person(actor.name, ", ".join(filter(None, about)), ", ".join(actor.aliases), actor.kind)
