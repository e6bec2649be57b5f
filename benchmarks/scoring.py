"""Judges what a system prints about the seed articles by the table in `seeds_gold.json`.

An item is one claim, actor, figure or uncertainty that is printed. Each gets one verdict: right, wrong,
unattributed (the article names a speaker, the item none), duplicate, or other (the table does not say).
What is optional in the table is right where it is printed, and never missed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from benchmarks.gold import GoldQuantity, GoldStatement, Page, Range, mentions, ratio, share
from summarizer.grounding.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.models import Quantity

Kind = Literal["claim", "actor", "figure", "uncertainty"]
Outcome = Literal["right", "wrong", "unattributed", "duplicate", "other"]
Key = tuple[Kind, str, str]
"""What names a row of the table: its kind, its article's file name, and its quote or name."""

UNKNOWN = "not in the table"
SOURCE_TEXT = "source_text"
CARRIED = 0.8  # a claim with this share of a quote's words carries the quote


# ── What a system prints ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ClaimItem:
    """One statement of a claim; no names for the article's own voice, no spans where it stands nowhere.

    `certainty` is None where the system does not say.
    """

    text: str
    speaker: tuple[str, ...]
    stance: str
    spans: tuple[Range, ...]
    certainty: str | None = None


@dataclass(frozen=True)
class ActorItem:
    """One actor of the articles named; None where the system does not say."""

    name: str
    articles: tuple[str, ...]
    kind: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class FigureItem:
    """One reading of a figure; `spans` is None where the system does not say where it read it."""

    surface: str
    of: str
    low: float | None = None
    high: float | None = None
    spans: tuple[Range, ...] | None = None


@dataclass(frozen=True)
class UncertaintyItem:
    """One uncertainty; `cue` is None where the system does not give the hedging words.

    Of kind 'source_text' it is about the article's own wording, and its spans are where that is garbled.
    """

    text: str
    cue: str | None
    spans: tuple[Range, ...]
    kind: str | None = None


Item = ClaimItem | ActorItem | FigureItem | UncertaintyItem


@dataclass(frozen=True)
class Verdict:
    """What became of one item; `found` are the rows of the table that it gets right."""

    kind: Kind
    outcome: Outcome
    item: str
    why: str = ""
    found: tuple[Key, ...] = ()
    stance_right: bool | None = None
    certainty_right: bool | None = None


# ── Judging ───────────────────────────────────────────────────────────────────────────────────────


def judge(items: Sequence[Item], pages: Sequence[Page]) -> Iterator[Verdict]:
    """Yield a verdict for each of `items`, which a system prints together about `pages`.

    Claims, figures and uncertainties belong to one article: give them with that one page. Actors may be of
    several. An item that is printed twice, and an actor that is printed under two names, is a duplicate.
    """
    seen: set[Item | str] = set()
    for item in items:
        verdict = _judge_one(item, pages)
        names = {name for kind, _, name in verdict.found if kind == "actor"}
        if item in seen or names & seen:
            verdict = Verdict(verdict.kind, "duplicate", verdict.item, "printed before")
        seen |= {item, *names}
        yield verdict


def _judge_one(item: Item, pages: Sequence[Page]) -> Verdict:
    if isinstance(item, ActorItem):
        return judge_actor(item, pages)
    (page,) = pages
    if isinstance(item, ClaimItem):
        return judge_claim(item, page)
    return judge_figure(item, page) if isinstance(item, FigureItem) else judge_uncertainty(item, page)


def judge_claim(item: ClaimItem, page: Page) -> Verdict:
    """Judge who says a claim, by the rows of its sentences that its words fit best."""
    shown = f"{' / '.join(item.speaker) or 'own voice'}: {item.text}"
    if not item.spans:
        return Verdict("claim", "wrong", shown, "stands nowhere in the article")
    rows = [row for row in page.gold.statements if page.holds(item.spans, row.quote)]
    own = [quote for quote in page.gold.unattributed if page.holds(item.spans, quote)]
    fits = {quote: share(quote, item.text) for quote in (*own, *(row.quote for row in rows))}
    needed = min(max(fits.values(), default=0), CARRIED)
    rows = [row for row in rows if fits[row.quote] >= needed]
    own = [quote for quote in own if fits[quote] >= needed]
    if not item.speaker:
        outcome: Outcome = "right" if own else "unattributed" if rows else "other"
        return Verdict("claim", outcome, shown, {"right": "", "unattributed": "no speaker"}.get(outcome, UNKNOWN))
    if right := [row for row in rows if page.is_speaker(item.speaker, row)]:
        keys: tuple[Key, ...] = tuple(("claim", page.name, row.quote) for row in right)
        return replace(_manner(item, right), item=shown, found=keys)
    if not rows and not own:
        return Verdict("claim", "other", shown, UNKNOWN)
    return Verdict("claim", "wrong", shown, f"said by {' or '.join(row.speaker for row in rows) or 'the article'}")


def _manner(item: ClaimItem, rows: Sequence[GoldStatement]) -> Verdict:
    """Return the verdict of a claim with the right speaker: whether its stance and certainty are right too."""
    stance = any(item.stance in (row.stance, *row.stance_accept) for row in rows)
    certainty = any(item.certainty in (row.certainty, *row.certainty_accept) for row in rows)
    wrong = "" if stance else f"stance {item.stance}, not {rows[0].stance}"
    if item.certainty is not None and not certainty:
        wrong = f"{wrong}; certainty {item.certainty}, not {rows[0].certainty}".removeprefix("; ")
    judged = None if item.certainty is None else certainty
    return Verdict("claim", "right", "", wrong, stance_right=stance, certainty_right=judged)


def judge_actor(item: ActorItem, pages: Sequence[Page]) -> Verdict:
    """Judge whether an actor is one of those of its articles, of the right kind, and in the right role."""
    shown = f"{item.name} ({item.kind or '?'}, {item.role or 'no role'})"
    own = [page for page in pages if page.name in item.articles]
    named = [(page, row) for page in own for row in page.gold.actors if row.is_named(item.name)]
    if not named:
        return Verdict("actor", "wrong", shown, "no actor of the article")
    if item.kind and not any(item.kind in row.kind for _, row in named):
        return Verdict("actor", "wrong", shown, "wrong kind")
    if item.role and not any(not row.role or mentions(item.role, row.role) for _, row in named):
        return Verdict("actor", "wrong", shown, "wrong role")
    return Verdict("actor", "right", shown, found=tuple(("actor", page.name, row.name) for page, row in named))


def judge_figure(item: FigureItem, page: Page) -> Verdict:
    """Judge whether a figure stands in the article, counts what it says, and has the right bounds."""
    shown = f"{item.surface} of {item.of} [{item.low}, {item.high}]"
    rows = [row for row in page.gold.quantities if item.spans is None or page.holds(item.spans, row.quote)]
    rows = [row for row in rows if mentions(item.surface, (row.surface,)) or _value(item.surface) == row.value]
    if not rows:
        known = any(mentions(quote, (item.surface,)) for quote in page.gold.not_quantities)
        return Verdict("figure", "wrong", shown, "not a quantity" if known else "no such figure")
    if not (rows := [row for row in rows if mentions(item.of, row.of)]):
        return Verdict("figure", "wrong", shown, "counts something else")
    if not (rows := [row for row in rows if _within(item, row)]):
        return Verdict("figure", "wrong", shown, "wrong bounds")
    return Verdict("figure", "right", shown, found=tuple(("figure", page.name, row.quote) for row in rows))


def judge_uncertainty(item: UncertaintyItem, page: Page) -> Verdict:
    """Judge whether an uncertainty stands in a sentence that hedges, and shows the hedging words."""
    shown = f"{item.cue or '?'}: {item.text}"
    if not item.spans:
        return Verdict("uncertainty", "wrong", shown, "stands nowhere in the article")
    if item.kind == SOURCE_TEXT:
        garbled = sum(map(page.is_garbled, item.spans))
        if 2 * garbled < len(item.spans):
            return Verdict("uncertainty", "wrong", shown, f"{garbled} of its {len(item.spans)} spans are garbled")
        return Verdict("uncertainty", "right", shown, found=(("uncertainty", page.name, SOURCE_TEXT),))
    rows = [row for row in page.gold.uncertainties if page.holds(item.spans, row.quote)]
    if item.cue is not None:
        cue = item.cue
        rows = [row for row in rows if mentions(cue, row.cue) or any(mentions(word, (cue,)) for word in row.cue)]
    found: tuple[Key, ...] = tuple(("uncertainty", page.name, row.quote) for row in rows)
    return Verdict("uncertainty", "right" if rows else "other", shown, "" if rows else UNKNOWN, found)


def _value(surface: str) -> float:
    """The number that `surface` is, or not-a-number, which equals nothing."""
    try:
        return float(surface.replace(",", ""))
    except ValueError:
        return float("nan")


def _within(item: FigureItem, row: GoldQuantity) -> bool:
    low = float("-inf") if row.low is None else row.low
    high = float("inf") if row.high is None else row.high
    return all(low <= bound <= high for bound in (item.low, item.high) if bound is not None)


# ── The parser of quantities alone ────────────────────────────────────────────────────────────────


def judge_quantities(page: Page) -> Iterator[Verdict]:
    """Yield a verdict for every quantity that the parser finds in an article, sentence by sentence.

    One is right where the table has it there, with the same bounds; whatever else is found is wrong.
    """
    for start, end in page.sentences:
        for one in find_quantities(page.text[start:end]):
            shown = f"{one.surface} [{one.low}, {one.high}, {one.modifier}] in: {page.text[start:end]}"
            rows = [row for row in page.gold.quantities if page.holds([(start, end)], row.quote)]
            rows = [row for row in rows if mentions(one.surface, (row.surface,)) and _equal(one, row)]
            keys: tuple[Key, ...] = tuple(("figure", page.name, row.quote) for row in rows)
            yield Verdict("figure", "right" if rows else "wrong", shown, "" if rows else "no such quantity", keys)


def _equal(one: Quantity, row: GoldQuantity) -> bool:
    return row.low is row.high is None or (one.low, one.high) == (row.low, row.high)


def tally_quantities(verdicts: Sequence[Verdict], pages: Iterable[Page]) -> dict[str, float]:
    """Return precision and recall of the parser of quantities, from 0 to 1, and how many it finds that are none."""
    right = sum(verdict.outcome == "right" for verdict in verdicts)
    found = {key for verdict in verdicts for key in verdict.found}
    wanted = {key for key in expected(pages) if key[0] == "figure"}
    return {
        "quantity_precision": ratio(right, len(verdicts)),
        "quantity_recall": ratio(len(wanted & found), len(wanted)),
        "quantity_wrong": len(verdicts) - right,
    }


# ── Figures ───────────────────────────────────────────────────────────────────────────────────────


def expected(pages: Iterable[Page]) -> set[Key]:
    """Return the rows of the table that a full briefing finds: all but the optional ones."""
    keys: set[Key] = set()
    for page in pages:
        keys |= {("claim", page.name, row.quote) for row in page.gold.statements if not row.optional}
        keys |= {("actor", page.name, row.name) for row in page.gold.actors if not row.optional}
        keys |= {("figure", page.name, row.quote) for row in page.gold.quantities if not row.optional}
        keys |= {("uncertainty", page.name, row.quote) for row in page.gold.uncertainties if not row.optional}
        keys |= {("uncertainty", page.name, SOURCE_TEXT)} if page.gold.garbled else set()
    return keys


def tally(verdicts: Sequence[Verdict], pages: Sequence[Page]) -> dict[str, float]:
    """Return counts by kind and outcome, and shares from 0 to 1; a share of nothing is 0.

    `speaker_precision` is of the claims printed with the right speaker among those and the wrong ones, which
    include what stands nowhere; `speaker_recall` is of the table's statements. What the table does not know counts
    against the precision of uncertainties.
    """
    counts = Counter((verdict.kind, verdict.outcome) for verdict in verdicts)
    outcomes: dict[Kind, tuple[Outcome, ...]] = {
        "claim": ("right", "wrong", "unattributed", "duplicate", "other"),
        "actor": ("right", "wrong", "duplicate"),
        "figure": ("right", "wrong", "duplicate"),
        "uncertainty": ("right", "wrong", "duplicate", "other"),
    }
    figures: dict[str, float] = {f"{kind}_{name}": counts[kind, name] for kind in outcomes for name in outcomes[kind]}
    figures["figure_not_a_quantity"] = sum(verdict.why == "not a quantity" for verdict in verdicts)
    stances = [verdict.stance_right for verdict in verdicts if verdict.stance_right is not None]
    printed = len(stances) + counts["claim", "wrong"]
    figures["speaker_precision"] = ratio(len(stances), printed)
    found, wanted = {key for verdict in verdicts for key in verdict.found}, expected(pages)
    for kind in outcomes:
        rows = {key for key in wanted if key[0] == kind}
        figures["speaker_recall" if kind == "claim" else f"{kind}_recall"] = ratio(len(rows & found), len(rows))
    figures["stance_accuracy"] = ratio(sum(stances), len(stances))
    sure = [verdict.certainty_right for verdict in verdicts if verdict.certainty_right is not None]
    figures["certainty_accuracy"] = ratio(sum(sure), len(sure))
    for kind in ("figure", "uncertainty"):
        shown = sum(counts[kind, outcome] for outcome in outcomes[kind] if outcome != "duplicate")
        figures[f"{kind}_precision"] = ratio(counts[kind, "right"], shown)
    figures["items_right"] = sum(verdict.outcome == "right" for verdict in verdicts)
    figures["items_wrong"] = sum(verdict.outcome == "wrong" for verdict in verdicts)
    return figures


def report(verdicts: Sequence[Verdict], pages: Sequence[Page], *, verbose: bool) -> Iterator[str]:
    """Yield lines to print: a table of outcomes and, where `verbose`, every error and every miss."""
    if verbose:
        for verdict in verdicts:
            if verdict.outcome != "right" or verdict.why:
                yield f"{verdict.outcome:<13}{verdict.kind:<12} {verdict.why} | {verdict.item}"
        found = {key for verdict in verdicts for key in verdict.found}
        for kind, name, row in sorted(expected(pages) - found):
            yield f"{'missed':<13}{kind:<12} {name} | {row}"
    for name, value in tally(verdicts, pages).items():
        yield f"{name:<24}{value:g}"
