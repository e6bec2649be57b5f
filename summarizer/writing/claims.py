"""A story's claims: each once, rivals together, and the newest of those that bring one another up to date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.grounding.quantities import find_quantities
from summarizer.writing import wording
from summarizer.writing.blocks import Block, Item, Paragraph, Run, Runs, Section, Style
from summarizer.writing.parties import against, carrying, sides, spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from summarizer.models import Claim, Span, Story
    from summarizer.writing.wording import Cast

MAX_DISPUTED = 12
MAX_RIVALS = 6
MAX_EARLIER = 4
MAX_BESIDE = 4
LONGEST_EARLIER = 140
"""Characters of what a claim brings up to date."""

SEVERAL = "In more than one article"
LONE = "In one article"
ONE_SOURCE = "From one source"


@dataclass(frozen=True, slots=True)
class Claims:
    """How a story's claims stand to one another.

    Attributes:
        rivals: Claims that cannot all hold, by the id of each of them.
        earlier: What a claim brings up to date, newest first, by its id.
        superseded: The ids of all that is in `earlier`.
        beside: What leaves a disputed claim open, by its id.
        aside: The ids of all that is in `beside`.
    """

    rivals: Mapping[str, tuple[Claim, ...]]
    earlier: Mapping[str, tuple[Claim, ...]]
    superseded: frozenset[str]
    beside: Mapping[str, tuple[Claim, ...]]
    aside: frozenset[str]

    @classmethod
    def of(cls, story: Story) -> Claims:
        """Return how the claims of `story` stand to one another; ids that are none of its claims' lead nowhere."""
        known = {claim.id: claim for claim in story.claims}
        place = {claim.id: number for number, claim in enumerate(story.claims)}
        linked: dict[str, list[str]] = {claim.id: [] for claim in story.claims}
        for claim in story.claims:
            for other in claim.rivals:
                if other in known and other != claim.id:
                    linked[claim.id].append(other)
                    linked[other].append(claim.id)
        rivals: dict[str, tuple[Claim, ...]] = {}
        for claim in story.claims:
            if linked[claim.id] and claim.id not in rivals:
                together = sorted(_reached(claim.id, linked), key=place.__getitem__)
                rivals |= dict.fromkeys(together, tuple(known[one] for one in together))
        updates = {claim.id: tuple(one for one in claim.updates if one in known) for claim in story.claims}
        older = {one for ids in updates.values() for one in ids}
        earlier = {
            newest: tuple(known[one] for one in _reached(newest, updates) if one != newest)
            for newest, ids in updates.items()
            if ids and newest not in older
        }
        beside = {
            claim.id: tuple(known[one] for one in claim.beside if one in known and one != claim.id)
            for claim in story.claims
            if claim.beside and (claim.status == "disputed" or claim.id in rivals)
        }
        return cls(
            rivals,
            earlier,
            frozenset(one.id for claims in earlier.values() for one in claims),
            beside,
            frozenset(one.id for claims in beside.values() for one in claims),
        )

    def disputed(self, claim: Claim) -> bool:
        """Whether somebody, or another claim, speaks against it."""
        return claim.status == "disputed" or claim.id in self.rivals

    def disputes(self, story: Story) -> list[tuple[Claim, ...]]:
        """Return the story's disputes: rivals together, and alone a claim that somebody denies."""
        groups = (self.rivals.get(one.id, (one,)) for one in story.claims if self.disputed(one))
        return list({group[0].id: group for group in groups}.values())

    def undecided(self, group: Iterable[Claim]) -> list[Claim]:
        """Return what leaves the claims of a dispute open, each once."""
        return list({one.id: one for claim in group for one in self.beside.get(claim.id, ())}.values())

    def note(self, claim: Claim, cast: Cast) -> Runs:
        """Return what the claim brings up to date: '(earlier: 11 [1.4])'; nothing where it is no update.

        Where it is more than a number that changed, the earlier words are told: they stand nowhere else.
        """
        older = self.earlier.get(claim.id, ())
        runs: list[Run] = []
        for one in older[:MAX_EARLIER]:
            was = _was(one, claim) or _told_before(one, cast)
            runs += [Run(f"; {was}" if runs else f"(earlier: {was}"), wording.marks(carrying(one))]
        rest = f"; and {len(older) - MAX_EARLIER} more" if len(older) > MAX_EARLIER else ""
        return (*runs, Run(f"{rest})")) if runs else ()


@dataclass(frozen=True, slots=True)
class Undisputed:
    """A story's claims that nobody disputes, by where a reader finds them; in the story's order.

    Attributes:
        several: Claims of several sources.
        lone: Claims of one source.
        printed: What stands on the page already.
        before: What an earlier edition told.
        older: What a newer claim brings up to date.
    """

    several: tuple[Claim, ...]
    lone: tuple[Claim, ...]
    printed: tuple[Claim, ...]
    before: tuple[Claim, ...]
    older: tuple[Claim, ...]

    @classmethod
    def of(cls, story: Story, standing: Claims, printed: Collection[str], before: Collection[str]) -> Undisputed:
        """Return the claims of `story`; `printed` and `before` hold the ids of those told already, and of those of old."""
        places: dict[str, list[Claim]] = {"several": [], "lone": [], "printed": [], "before": [], "older": []}
        for claim in story.claims:
            if standing.disputed(claim) or claim.id in standing.aside:
                continue
            if claim.id in standing.superseded:
                place = "older"
            elif claim.id in printed:
                place = "printed"
            elif claim.id in before:
                place = "before"
            else:
                place = "several" if claim.status == "corroborated" else "lone"
            places[place].append(claim)
        return cls(**{place: tuple(claims) for place, claims in places.items()})


@dataclass(slots=True)
class Printed:
    """What a story has printed so far, so that nothing is printed twice.

    Attributes:
        claims: The ids of claims whose words stand there, with whose they are.
        texts: All texts, bare, by the sentences that carry them.
    """

    claims: set[str] = field(default_factory=set)
    texts: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def add(self, text: str, spans: Iterable[Span]) -> None:
        """Note a text and what carries it."""
        for span in spans:
            self.texts.setdefault(_place(span), []).append(wording.bare(text).casefold())

    def holds(self, text: str, spans: Iterable[Span]) -> bool:
        """Whether a longer text that was printed has these words, and rests on the same sentence."""
        words = wording.bare(text).casefold()
        longer = (one for span in spans for one in self.texts.get(_place(span), ()))
        return any(words in one and words != one for one in longer)


def sections(  # noqa: PLR0913, PLR0917  (what a story's claims are shown beside)
    tale: Story, standing: Claims, cast: Cast, printed: Printed, most: int, before: Collection[str] = ()
) -> Iterator[Block]:
    """Yield the story's claims in three sections: disputed, of several sources, and of one.

    Args:
        tale: The story.
        standing: How its claims stand to one another.
        cast: Who may be named.
        printed: What stands on the page already, and what is added here. What is disputed shows its sides all the same.
        most: How many claims the second and the third section show.
        before: The ids of claims that an earlier edition told: they are only counted.
    """
    if groups := standing.disputes(tale):
        yield Section("Disputed", "bad")
        shown = [dispute(group, cast, standing) for group in groups[:MAX_DISPUTED]]
        yield wording.bullets(shown, sum(map(len, groups[MAX_DISPUTED:])))
    rest = Undisputed.of(tale, standing, printed.claims, before)
    for label, claims in ((Section(SEVERAL, "good"), rest.several), (Section(lone(rest.lone)), rest.lone)):
        items, left = _items(claims, cast, standing, printed, most)
        if items:
            yield label
            yield wording.bullets(items, left)
    if rest.before:
        yield Paragraph((Run(f"{wording.count(len(rest.before), 'claim')} as before, in the JSON", "quiet"),))


def lone(claims: Iterable[Claim]) -> str:
    """Return the label above claims of one source each, which several articles may carry: copies of one report."""
    return ONE_SOURCE if any(len({one.article for one in claim.statements}) > 1 for claim in claims) else LONE


def _items(
    claims: Iterable[Claim], cast: Cast, standing: Claims, printed: Printed, most: int
) -> tuple[list[Item], int]:
    """Return at most `most` claims, and how many more there are; what one source says inside longer words is skipped."""
    items: list[Item] = []
    rest = 0
    for claim in claims:
        spans = carrying(claim)
        if claim.sources < 2 and claim.id not in standing.earlier and printed.holds(claim.text, spans):  # noqa: PLR2004  (two corroborate)
            continue
        if len(items) == most:
            rest += 1
            continue
        printed.add(claim.text, spans)
        printed.claims.add(claim.id)
        items.append(Item(_listed(claim, cast, standing)))
    return items, rest


def dispute(group: Sequence[Claim], cast: Cast, standing: Claims) -> Item:
    """Return one item with all sides: who says and denies one claim, or what each of several rivals says."""
    if len(group) == 1:
        (claim,) = group
        return Item(
            (Run(claim.text, "strong"), *standing.note(claim, cast)),
            (*sides(claim, cast), *_undecided(group, cast, standing)),
        )
    notes = [_listed(one, cast, standing, "strong") for one in group[:MAX_RIVALS]]
    if len(group) > MAX_RIVALS:
        notes.append((wording.more(len(group) - MAX_RIVALS),))
    return Item((Run(f"{at_odds(group)}:"),), (*notes, *_undecided(group, cast, standing)))


def at_odds(group: Sequence[Claim]) -> str:
    """Return what is wrong with rivals: 'These cannot both hold'; '' for one claim alone."""
    return {1: "", 2: "These cannot both hold"}.get(len(group), "These cannot all hold")


def _undecided(group: Sequence[Claim], cast: Cast, standing: Claims) -> Iterator[Runs]:
    """Yield what leaves the claims of a dispute open, each with who says it where that is not the article itself."""
    found = standing.undecided(group)
    for one in found[:MAX_BESIDE]:
        said = spoken(one, cast)
        yield Run(f"left open by {said}:" if said else "beside it:"), Run(one.text), wording.marks(carrying(one)[:1])
    if len(found) > MAX_BESIDE:
        yield (wording.more(len(found) - MAX_BESIDE),)


def rival(claim: Claim, cast: Cast, standing: Claims, told: str, before: str = "") -> Runs:
    """Return what speaks against a claim, as sentences: who denies it, and what its rivals say, unless `told` has it.

    A rival is not told again where it stands `before`, among what spoke against other claims of the same text.
    """
    runs = list(against(claim, cast, told))
    for other in standing.rivals.get(claim.id, ())[:MAX_RIVALS]:
        if other.id != claim.id and wording.bare(other.text).casefold() not in f"{told}\n{before}".casefold():
            runs += [Run("But:"), Run(other.text), *aside(other, cast), wording.marks(carrying(other))]
    return tuple(runs)


def aside(claim: Claim, cast: Cast | None) -> Runs:
    """Return who says a claim, unless `cast` is None, and how many sources, in brackets; nothing where none need be."""
    sources = wording.count(claim.sources, "source") if claim.sources > 1 else ""
    words = "; ".join(filter(None, (spoken(claim, cast) if cast else "", sources)))
    return (Run(f"({words})"),) if words else ()


def _listed(claim: Claim, cast: Cast, standing: Claims, style: Style = "plain") -> Runs:
    """The claim, who says so, how many sources, and what it brings up to date."""
    said = spoken(claim, cast)
    runs = [Run(claim.text, style)]
    if said:
        runs.append(Run(f"— {said}"))
    if claim.sources > 1:
        runs.append(Run(f"({wording.count(claim.sources, 'source')})", "good"))
    spans = (span for statement in claim.statements for span in statement.evidence)
    return (*runs, wording.marks(spans), *standing.note(claim, cast))


def _place(span: Span) -> tuple[str, int]:
    return (span.article, span.start if span.sentence is None else -span.sentence)


def _was(older: Claim, newer: Claim) -> str:
    """The one number of an earlier claim that the newer one no longer has; '' where it is not one."""
    now = {(one.low, one.high, one.unit) for one in find_quantities(newer.text)}
    gone = [one.surface for one in find_quantities(older.text) if (one.low, one.high, one.unit) not in now]
    return gone[0] if len(gone) == 1 else ""


def _told_before(older: Claim, cast: Cast) -> str:
    """The words of an earlier claim, cut where they are long, and who said so."""
    return " — ".join(filter(None, (wording.shortened(wording.bare(older.text), LONGEST_EARLIER), spoken(older, cast))))


def _reached(start: str, links: Mapping[str, Iterable[str]]) -> dict[str, None]:
    """Every id that links lead to from `start`, itself first, the nearest before the farther."""
    found = {start: None}
    for one in (queue := [start]):
        new = [other for other in links.get(one, ()) if other not in found]
        found |= dict.fromkeys(new)
        queue += new
    return found
