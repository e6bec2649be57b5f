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

    def note(self, claim: Claim) -> Runs:
        """Return what the claim brings up to date: '(earlier: 11 [1.4])'; nothing where it is no update."""
        older = self.earlier.get(claim.id, ())
        runs: list[Run] = []
        for one in older[:MAX_EARLIER]:
            was = _was(one, claim)
            words = f"earlier: {was}" if was else "updates"
            runs += [Run(f"; {words}" if runs else f"({words}"), wording.marks(carrying(one))]
        rest = f"; and {len(older) - MAX_EARLIER} more" if len(older) > MAX_EARLIER else ""
        return (*runs, Run(f"{rest})")) if runs else ()


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
    groups = (standing.rivals.get(one.id, (one,)) for one in tale.claims if standing.disputed(one))
    disputes = list({group[0].id: group for group in groups}.values())
    if disputes:
        yield Section("Disputed", "bad")
        shown = [dispute(group, cast, standing) for group in disputes[:MAX_DISPUTED]]
        yield wording.bullets(shown, sum(map(len, disputes[MAX_DISPUTED:])))
    left = [one for one in tale.claims if not standing.disputed(one) and one.id not in standing.superseded]
    left = [one for one in left if one.id not in printed.claims and one.id not in standing.aside]
    fresh = [one for one in left if one.id not in before]
    again, left = len(left) - len(fresh), fresh
    for label, claims in (
        (Section("In more than one article", "good"), [one for one in left if one.status == "corroborated"]),
        (Section("In one article"), [one for one in left if one.status != "corroborated"]),
    ):
        items, rest = _items(claims, cast, standing, printed, most)
        if items:
            yield label
            yield wording.bullets(items, rest)
    if again:
        yield Paragraph((Run(f"{wording.count(again, 'claim')} as before, in the JSON", "quiet"),))


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
            (Run(claim.text, "strong"), *standing.note(claim)),
            (*sides(claim, cast), *_undecided(group, cast, standing)),
        )
    both = "both" if len(group) == 2 else "all"  # noqa: PLR2004  (two are "both")
    notes = [_listed(one, cast, standing, "strong") for one in group[:MAX_RIVALS]]
    if len(group) > MAX_RIVALS:
        notes.append((wording.more(len(group) - MAX_RIVALS),))
    return Item((Run(f"These cannot {both} hold:"),), (*notes, *_undecided(group, cast, standing)))


def _undecided(group: Sequence[Claim], cast: Cast, standing: Claims) -> Iterator[Runs]:
    """Yield what leaves the claims of a dispute open, each with who says it where that is not the article itself."""
    found = list({one.id: one for claim in group for one in standing.beside.get(claim.id, ())}.values())
    for one in found[:MAX_BESIDE]:
        said = spoken(one, cast)
        yield Run(f"left open by {said}:" if said else "beside it:"), Run(one.text), wording.marks(carrying(one)[:1])
    if len(found) > MAX_BESIDE:
        yield (wording.more(len(found) - MAX_BESIDE),)


def rival(claim: Claim, cast: Cast, standing: Claims, told: str) -> Runs:
    """Return what speaks against a claim, as sentences: who denies it, and what its rivals say, unless `told` has it."""
    runs = list(against(claim, cast, told))
    for other in standing.rivals.get(claim.id, ())[:MAX_RIVALS]:
        if other.id != claim.id and wording.bare(other.text).casefold() not in told.casefold():
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
    return (*runs, wording.marks(spans), *standing.note(claim))


def _place(span: Span) -> tuple[str, int]:
    return (span.article, span.start if span.sentence is None else -span.sentence)


def _was(older: Claim, newer: Claim) -> str:
    """The one number of an earlier claim that the newer one no longer has; '' where it is not one."""
    now = {(one.low, one.high, one.unit) for one in find_quantities(newer.text)}
    gone = [one.surface for one in find_quantities(older.text) if (one.low, one.high, one.unit) not in now]
    return gone[0] if len(gone) == 1 else ""


def _reached(start: str, links: Mapping[str, Iterable[str]]) -> dict[str, None]:
    """Every id that links lead to from `start`, itself first, the nearest before the farther."""
    found = {start: None}
    for one in (queue := [start]):
        new = [other for other in links.get(one, ()) if other not in found]
        found |= dict.fromkeys(new)
        queue += new
    return found
