"""One story as the page shows it: nothing is cut; what is long, or told above already, is folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.writing import figures, wording
from summarizer.writing.claims import SEVERAL, Printed, Undisputed, at_odds, lone
from summarizer.writing.page.parts import ClaimPart, FigurePart, Maker, Question, Told, told
from summarizer.writing.page.timeline import Day, timeline
from summarizer.writing.people import role
from summarizer.writing.stories import FIRST, OTHERS, carried, fresh_lines, headline, headline_cites, told_elsewhere
from summarizer.writing.unknown import by_words, left_open, settled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.models import Actor, Line, Story, Uncertainty
    from summarizer.writing.page.texts import Texts
    from summarizer.writing.stories import Page, Size


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
    """A story, from its headline to who is who; `size` is how much of each list stands there unfolded."""

    size: Size
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
    fresh = fresh_lines(lines, tale, page, Printed())
    questions = left_open(tale, ())
    people = {actor.id: actor for actor in tale.actors}
    words = by_words(tale)
    return StoryPart(
        size=FIRST if number == 1 else OTHERS,
        anchor=f"s{number}",
        headline=headline(tale),
        count=wording.sources(tale),
        top=_line(headline(tale), headline_cites(tale), page, texts),
        lines=tuple(_line(line.text, line.cites, page, texts) for line in fresh),
        disputes=tuple(_disputes(tale, maker)),
        groups=tuple(_groups(tale, maker, fresh, questions, page)),
        moving=tuple(maker.figure(one) for one in figures.ranked(tale) if figures.moves(one)),
        figures=tuple(maker.figure(one) for one in figures.ranked(tale) if not figures.moves(one)),
        open=tuple(maker.question(one, words.get(wording.bare(one.text))) for one in questions),
        settled=tuple(maker.question(one, None, claim) for one, claim in settled(tale)),
        days=timeline(tale, maker),
        people=tuple(dict.fromkeys(_person(actor, people) for actor in tale.actors)),
    )


def _line(text: str, cites: Sequence[str], page: Page, texts: Texts) -> Told:
    rest = [run for run in carried(text, cites, page) if run.style != "mark"]
    return told(text, page.evidence(cites, text), texts, rest)


def _disputes(tale: Story, maker: Maker) -> Iterator[Dispute]:
    standing = maker.view.standing
    for group in standing.disputes(tale):
        beside = standing.undecided(group)
        yield Dispute(tuple(map(maker.claim, group)), at_odds(group), tuple(map(maker.claim, beside)))


def _groups(
    tale: Story, maker: Maker, lines: Sequence[Line], questions: Sequence[Uncertainty], page: Page
) -> Iterator[Group]:
    """Yield the claims that nobody disputes; those that stand elsewhere, in older words or in older editions are folded."""
    elsewhere = told_elsewhere(tale, lines, questions, page)
    rest = Undisputed.of(tale, maker.view.standing, elsewhere, page.before)
    them = "it" if len(rest.printed) == 1 else "them"
    for label, style, claims, folded in (
        (SEVERAL, "good", rest.several, False),
        (lone(rest.lone), "", rest.lone, False),
        (f"{wording.count(len(rest.printed), 'claim')} told above, with who says {them}", "", rest.printed, True),
        (f"{wording.count(len(rest.before), 'claim')} as before", "", rest.before, True),
        (f"{wording.count(len(rest.older), 'earlier claim')}, since updated", "", rest.older, True),
    ):
        if claims:
            yield Group(label, style, tuple(map(maker.claim, claims)), folded)


def _person(actor: Actor, actors: Mapping[str, Actor]) -> Person:
    home = actors.get(actor.belongs_to or "", actor)
    about = (role(actor), home.name if home is not actor else "")
    return Person(actor.name, ", ".join(filter(None, about)), ", ".join(actor.aliases), actor.kind)
