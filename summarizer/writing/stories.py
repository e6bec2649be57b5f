"""One story as the reader sees it: in full, in short, or as one line.

In full, what is disputed stands first, then what several articles say, then the rest; what the headline or the
paragraph under it tells already is not listed again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.writing import claims, figures, people, wording
from summarizer.writing.blocks import Block, Heading, Item, Paragraph, Row, Run, Runs
from summarizer.writing.claims import Claims, Printed
from summarizer.writing.parties import carrying, denying
from summarizer.writing.safe import plain
from summarizer.writing.unknown import left_open, unknown
from summarizer.writing.wording import Cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.models import ArticleRecord, Briefing, Claim, Figure, Line, Span, Story, Uncertainty

_STOPS = (".", "!", "?", "…", "”", '"', "’")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a story is shown."""

    claims: int
    figures: int
    uncertainties: int
    actors: int


FIRST = Size(claims=7, figures=8, uncertainties=5, actors=12)
OTHERS = Size(claims=4, figures=4, uncertainties=3, actors=6)


@dataclass(frozen=True, slots=True)
class Page:
    """Where the views of all stories look things up by id; `before` holds the claims that an earlier edition told."""

    date: str
    articles: Mapping[str, ArticleRecord]
    stories: Mapping[str, Story]
    claims: Mapping[str, Claim]
    figures: Mapping[str, Figure]
    before: frozenset[str] = frozenset()
    _views: dict[str, View] = field(default_factory=dict)

    @classmethod
    def of(cls, briefing: Briefing) -> Page:
        """Return the page of `briefing`."""
        return cls(
            briefing.date,
            {record.id: record for record in briefing.articles},
            {one: tale for tale in briefing.stories for one in citable(tale)},
            {claim.id: claim for tale in briefing.stories for claim in tale.claims},
            {figure.id: figure for tale in briefing.stories for figure in tale.figures},
            frozenset(briefing.changes.repeated) if briefing.changes else frozenset(),
        )

    def is_old(self, line: Line) -> bool:
        """Whether a line tells only what an earlier edition told."""
        return bool(line.cites) and self.before.issuperset(line.cites)

    def view(self, tale: Story) -> View:
        """Return how the story's actors are called and its claims stand; worked out once a story."""
        if tale.id not in self._views:
            self._views[tale.id] = View(Cast.of(tale, self.articles), Claims.of(tale))
        return self._views[tale.id]

    def evidence(self, cites: Iterable[str], told: str = "") -> Iterator[Span]:
        """Yield the spans that carry the claims and figures cited; ids that lead nowhere have none.

        Where the words `told` name who denies a claim, those of the denial, too.
        """
        for cite in cites:
            if claim := self.claims.get(cite):
                yield from carrying(claim)
                yield from denying(claim, self.view(self.stories[cite]).cast, told)
            elif figure := self.figures.get(cite):
                yield from (span for reading in figure.readings for span in reading.evidence)


@dataclass(frozen=True, slots=True)
class View:
    """How a story's actors are called, and how its claims stand to one another."""

    cast: Cast
    standing: Claims


# ── In full ───────────────────────────────────────────────────────────────────────────────────────


def story(tale: Story, page: Page, lines: Sequence[Line], size: Size, above: Sequence[Line] = ()) -> Iterator[Block]:
    """Yield the blocks of one story in full; what is empty is left out, label and all.

    Args:
        tale: The story.
        page: The page it stands on.
        lines: The lines to tell it in, each once.
        size: How much of each list is shown; what is more is counted.
        above: Lines that stand on top of the page: what they tell is not listed again.
    """
    view = page.view(tale)
    yield Heading(headline(tale), level=2)
    yield Paragraph(_standfirst(tale, page))
    printed = Printed()
    printed.add(tale.headline, page.evidence(headline_cites(tale)))
    lines = fresh_lines(lines, tale, page, printed)
    if lines:
        yield paragraph(lines, page)
    above = (*lines, *above)
    beside = {wording.bare(claim.text) for claim in tale.claims if claim.id in view.standing.aside}
    left = left_open(tale, {wording.bare(text) for text in (tale.headline, *(line.text for line in above))} | beside)
    printed.claims |= told_elsewhere(tale, above, left[: size.uncertainties], page)
    yield from claims.sections(tale, view.standing, view.cast, printed, size.claims, page.before)
    yield from figures.table(tale, view.cast, page.date, size.figures)
    yield from unknown(tale, left, view.cast, printed.claims, size.uncertainties)
    yield from people.who(tale, size.actors)


def paragraph(lines: Iterable[Line], page: Page, *, alone: bool = False) -> Paragraph:
    """Return lines of the briefing's own, each with the marks of what it cites.

    A line that is a claim's own words says whose they are. What is disputed says so; where the line stands `alone`,
    away from its story, also by whom.
    """
    runs: list[Run] = []
    for line in lines:
        stop = "" if plain(line.text).endswith(_STOPS) else "."
        runs += (Run(f"{line.text.rstrip()}{stop}"), *carried(line.text, line.cites, page))
        before = ""
        for cite in line.cites if alone else ():
            if (claim := page.claims.get(cite)) and (view := page.view(page.stories[cite])).standing.disputed(claim):
                found = claims.rival(claim, view.cast, view.standing, line.text, before)
                before = "\n".join((before, *(run.text for run in found)))
                runs += found
    return Paragraph(tuple(runs))


def citable(tale: Story) -> Iterator[str]:
    """Yield the ids of a story that a line may cite: of its claims and its figures."""
    yield from (claim.id for claim in tale.claims)
    yield from (figure.id for figure in tale.figures)


def fresh_lines(lines: Iterable[Line], tale: Story, page: Page, printed: Printed) -> list[Line]:
    """Return the lines that neither the headline, a longer line nor an earlier edition tells, and note them as printed.

    Where the headline is a claim in full, a line of that claim adds only who says or doubts it, which stands below
    the headline or among the disputes. What the headline was cut from goes before the rest.
    """
    top = told_claim(tale.headline, headline_cites(tale), page)
    fresh: list[Line] = []
    for line in sorted(lines, key=lambda line: -len(line.text)):
        spans = tuple(page.evidence(line.cites))
        again = wording.bare(line.text) == wording.bare(tale.headline) or (
            top and told_claim(line.text, line.cites, page) == top
        )
        if not again and not page.is_old(line) and not printed.holds(line.text, spans):
            printed.add(line.text, spans)
            fresh.append(line)
    return sorted((line for line in lines if line in fresh), key=lambda line: not is_told(line, tale))


def is_told(line: Line, tale: Story) -> bool:
    """Whether a line says no more than the story's headline, or what the headline was cut from."""
    words = wording.bare(tale.headline).rstrip("…")
    return bool(words) and wording.bare(line.text).startswith(words)


def headline(tale: Story) -> str:
    """Return a story's headline on one line; 'Untitled story' where it has none."""
    return plain(tale.headline) or "Untitled story"


def told_elsewhere(tale: Story, lines: Iterable[Line], asked: Iterable[Uncertainty], page: Page) -> set[str]:
    """Return the ids of claims that the headline or one of the `lines` tells, or that are `asked` word for word."""
    words = [(tale.headline, headline_cites(tale)), *((line.text, line.cites) for line in lines)]
    told = {claim.id for text, cites in words if (claim := told_claim(text, cites, page))}
    questions = {wording.bare(one.text) for one in asked}
    return told | {one.id for one in tale.claims if one.status == "single" and wording.bare(one.text) in questions}


def headline_cites(tale: Story) -> tuple[str, ...]:
    """Return what carries a headline; where nothing is said to, what has the same words."""
    if tale.headline_cites:
        return tale.headline_cites
    words = ((claim.text, (claim.id,)) for claim in tale.claims)
    same = (line.cites for line in tale.summary if wording.bare(line.text) == wording.bare(tale.headline))
    return next((cites for text, cites in words if wording.bare(text) == wording.bare(tale.headline)), next(same, ()))


def told_claim(text: str, cites: Sequence[str], page: Page) -> Claim | None:
    """Return the claim whose words stand in a text, where it cites that claim and nothing else."""
    claim = page.claims.get(cites[0]) if len(cites) == 1 else None
    return claim if claim and wording.bare(claim.text).casefold() in wording.bare(text).casefold() else None


def _standfirst(tale: Story, page: Page) -> Runs:
    """The line below a headline: what carries it, and how many articles tell the story."""
    counted = Run(wording.sources(tale), "quiet")
    if cites := headline_cites(tale):
        return (*carried(tale.headline, cites, page), Run("·", "quiet"), counted)
    return (*_places(tale), Run("·", "quiet"), counted) if tale.articles else (counted,)


def _places(tale: Story) -> Runs:
    """The articles that tell a story, as marks."""
    rest = ["…"] if len(tale.articles) > wording.MAX_MARKS else []
    return (Run(", ".join([*tale.articles[: wording.MAX_MARKS], *rest]), "mark"),) if tale.articles else ()


def carried(text: str, cites: Sequence[str], page: Page) -> Runs:
    """Return the marks of what carries a text, whether that is disputed or no longer new, and, of a claim's words, whose."""
    cited = [(claim, page.view(page.stories[cite])) for cite in cites if (claim := page.claims.get(cite))]
    runs: list[Run] = []
    if any(view.standing.disputed(claim) for claim, view in cited):
        runs.append(Run("(disputed)", "bad"))
    elif claim := told_claim(text, cites, page):
        own = wording.bare(claim.text) == wording.bare(text)  # longer words say themselves who speaks
        runs += claims.aside(claim, cited[0][1].cast if own else None)
    if any(claim.id in view.standing.superseded for claim, view in cited):
        runs.append(Run("(since updated)", "warn"))
    runs.append(wording.marks(page.evidence(cites, text)))
    if claim := told_claim(text, cites, page):
        runs += cited[0][1].standing.note(claim, cited[0][1].cast)
    return tuple(runs)


# ── In short ──────────────────────────────────────────────────────────────────────────────────────


def in_short(tale: Story, page: Page) -> Item:
    """Return the story as its headline, and below it what is disputed or moving in it, or else what it tells first, or first anew."""
    view = page.view(tale)
    head = (Run(headline(tale), "strong"), *_standfirst(tale, page))
    disputed = next((claim for claim in tale.claims if view.standing.disputed(claim)), None)
    if disputed:
        told = () if wording.bare(disputed.text) == wording.bare(tale.headline) else _sentence(disputed)
        sides = (*told, *claims.rival(disputed, view.cast, view.standing, tale.headline))
        return Item(head, ((Run("disputed:", "bad"), *sides),) if sides else ())
    if figure := figures.moving(tale):
        return Item(head, (_inline(figures.row(figure, view.cast, page.date)),))
    more = [line for line in tale.summary if wording.bare(line.text) != wording.bare(tale.headline)]
    more.sort(key=page.is_old)
    return Item(head, (paragraph(more[:1], page).runs,) if more else ())


def in_line(tale: Story, page: Page) -> Item:
    """Return the story as one line."""
    counted = f"({wording.sources(tale)})" if len(tale.articles) > 1 else ""
    marks = wording.marks(page.evidence(headline_cites(tale), tale.headline))
    return Item((Run(headline(tale)), *((marks,) if marks.text else _places(tale)), Run(counted, "quiet")))


def _sentence(claim: Claim) -> Runs:
    stop = "" if plain(claim.text).endswith(_STOPS) else "."
    return (Run(f"{claim.text.rstrip()}{stop}"), wording.marks(carrying(claim)))


def _inline(row: Row) -> Runs:
    """A figure's row as running text."""
    runs = [Run(f"{plain(row.what.text)}:")]
    for number, reading in enumerate(row.readings):
        runs += [*([Run(row.link)] if number else []), *reading]
    return (*runs, Run(f"({row.status.text})", row.status.style))
