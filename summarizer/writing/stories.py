"""One story as the reader sees it: what is disputed first, then what several articles say, then the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from summarizer.writing import wording
from summarizer.writing.blocks import Block, Bullets, Figures, Heading, Item, Paragraph, Row, Run, Runs, Section, Style
from summarizer.writing.safe import plain
from summarizer.writing.wording import Cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from summarizer.models import (
        Actor,
        Briefing,
        Claim,
        ClaimStatus,
        Figure,
        FigureStatus,
        Line,
        Reading,
        Span,
        Stance,
        Statement,
        Story,
        Uncertainty,
    )

MAX_CLAIMS = 12  # in each of a story's three sections
MAX_FIGURES = 12
MAX_READINGS = 6
MAX_UNCERTAINTIES = 8
MAX_ACTORS = 16
MAX_ALIASES = 2
MAX_PARTIES = 6

_STANCES: tuple[Stance, ...] = ("asserts", "expects", "demands", "doubts", "denies")
_AGAINST = ("denies", "doubts")
_STOPS = (".", "!", "?", "…", "”", '"', "’")
_TAGS: Mapping[Stance, str] = {"denies": "a denial", "doubts": "a doubt"}
_FIGURE_STYLES: Mapping[FigureStatus, Style] = {
    "disputed": "bad",
    "updated": "warn",
    "agree": "good",
    "single": "quiet",
}

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Party:
    """Everything that one speaker, or one article in its own voice, says on a claim in one stance."""

    stance: Stance
    speaker: str | None
    statements: tuple[Statement, ...]

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The spans of all its statements, in order."""
        return tuple(span for statement in self.statements for span in statement.evidence)

    def relayed(self, told: str) -> str:
        """Who relays it, as "via TASS"; '' where nobody does, or where the words `told` name them already."""
        via = self.statements[0].via
        alone = via and all(statement.via == via for statement in self.statements)
        return f"via {via}" if via and alone and not wording.contains(told, via) else ""


def story(tale: Story, briefing: Briefing, evidence: Mapping[str, tuple[Span, ...]]) -> Iterator[Block]:
    """Yield the blocks of one story; what is empty is left out, label and all.

    `evidence` is that of the whole briefing, by claim or figure id.
    """
    cast = Cast.of(tale, briefing)
    disputes = disputes_of(briefing)
    yield Heading(plain(tale.headline) or "Untitled story", level=2)
    in_lead = {plain(line.text) for line in briefing.lead}
    summary = [line for line in tale.summary if plain(line.text) not in in_lead]
    if summary:
        yield paragraph(summary, evidence, disputes)
    yield from _claims(tale, cast, "disputed", Section("Disputed", "bad"))
    yield from _claims(tale, cast, "corroborated", Section("In more than one article", "good"))
    yield from _claims(tale, cast, "single", Section("In one article"))
    yield from _figures(tale, cast)
    yield from _not_known(tale)
    yield from _who(tale)


def paragraph(
    lines: Iterable[Line], evidence: Mapping[str, tuple[Span, ...]], disputes: Mapping[str, Runs]
) -> Paragraph:
    """Return lines of the briefing's own, each with the marks of what it cites, and with who disputes that."""
    runs: list[Run] = []
    for line in lines:
        spans = (span for cite in line.cites for span in evidence[cite])
        stop = "" if plain(line.text).endswith(_STOPS) else "."
        runs += [Run(f"{line.text.rstrip()}{stop}"), wording.marks(spans)]
        for cite in line.cites:
            runs += disputes.get(cite, ())
    return Paragraph(tuple(runs))


def disputes_of(briefing: Briefing) -> dict[str, Runs]:
    """Return who denies or doubts each disputed claim, by its id, as a sentence."""
    found: dict[str, Runs] = {}
    for tale in briefing.stories:
        cast = Cast.of(tale, briefing)
        for claim in tale.claims:
            against = [party for party in _parties(claim) if party.stance in _AGAINST]
            if claim.status == "disputed" and against:
                first, *rest = _side(claim, against, cast)
                found[claim.id] = (Run(first.text[:1].upper() + first.text[1:]), *rest, Run("."))
    return found


def evidence_of(stories: Iterable[Story]) -> dict[str, tuple[Span, ...]]:
    """Return the spans that carry every claim and figure, by its id: not those of who denies or doubts it."""
    found: dict[str, tuple[Span, ...]] = {}
    for tale in stories:
        for claim in tale.claims:
            carrying = [one for one in claim.statements if one.stance not in _AGAINST] or claim.statements
            found[claim.id] = tuple(span for statement in carrying for span in statement.evidence)
        for figure in tale.figures:
            found[figure.id] = tuple(span for reading in figure.readings for span in reading.evidence)
    return found


def _bullets(things: Sequence[Thing], most: int, draw: Callable[[Thing], Item]) -> Bullets:
    items = [draw(thing) for thing in things[:most]]
    if len(things) > most:
        items.append(Item((wording.more(len(things) - most),)))
    return Bullets(tuple(items))


# ── Claims ────────────────────────────────────────────────────────────────────────────────────────


def _claims(tale: Story, cast: Cast, status: ClaimStatus, label: Section) -> Iterator[Block]:
    claims = [claim for claim in tale.claims if claim.status == status]
    if not claims:
        return
    yield label
    draw = _disputed if status == "disputed" else _undisputed
    yield _bullets(claims, MAX_CLAIMS, lambda claim: draw(claim, cast))


def _parties(claim: Claim) -> list[Party]:
    groups: dict[tuple[Stance, str | None, str], list[Statement]] = {}
    for statement in claim.statements:
        own_voice = statement.article if statement.speaker is None else ""
        groups.setdefault((statement.stance, statement.speaker, own_voice), []).append(statement)
    return [Party(stance, speaker, tuple(group)) for (stance, speaker, _), group in groups.items()]


def _disputed(claim: Claim, cast: Cast) -> Item:
    """The claim, and under it one line for each side."""
    parties = _parties(claim)
    sides = ([party for party in parties if party.stance == stance] for stance in _STANCES)
    return Item((Run(claim.text, "strong"),), tuple(_side(claim, side, cast) for side in sides if side))


def _side(claim: Claim, parties: list[Party], cast: Cast) -> Runs:
    runs: list[Run] = []
    before = ""
    for party in parties[:MAX_PARTIES]:
        name = cast.name(party.speaker, party.statements[0].article)
        said = wording.by(party.stance, article_speaks=party.speaker is None)
        hedge = "" if party.stance in _AGAINST else wording.certainty(party.statements)
        quote = wording.quotation(party.evidence)
        told = (f"{'by' if said == before else said} {name}", party.relayed(claim.text), hedge)
        words = ", ".join(filter(None, told))
        if quote and not wording.contains(claim.text, quote):
            words += f": “{quote}”"
        runs += [Run(f"; {words}" if runs else words), wording.marks(party.evidence)]
        before = said
    if len(parties) > MAX_PARTIES:
        runs.append(wording.more(len(parties) - MAX_PARTIES))
    return tuple(runs)


def _undisputed(claim: Claim, cast: Cast) -> Item:
    """The claim, and after it who says so, unless the claim itself tells."""
    parties = _parties(claim)
    somebody = any(party.speaker is not None for party in parties)
    words = (_attribution(claim, party, cast, own_voice=somebody) for party in parties)
    said = list(dict.fromkeys(filter(None, words)))
    runs = [Run(claim.text)]
    if said:
        rest = [f"and {len(said) - MAX_PARTIES} more"] if len(said) > MAX_PARTIES else []
        runs.append(Run("— " + "; ".join(said[:MAX_PARTIES] + rest)))
    if claim.sources > 2:  # noqa: PLR2004  (the section says "more than one": two need no saying)
        runs.append(Run(f"({claim.sources} independent sources)", "good"))
    return Item((*runs, wording.marks(span for party in parties for span in party.evidence)))


def _attribution(claim: Claim, party: Party, cast: Cast, *, own_voice: bool) -> str:
    """Who speaks, how, and how sure; '' where the claim and its marks tell already.

    An article's own voice is named where `own_voice` asks for it, lest its words be taken for somebody else's.
    """
    name = cast.name(party.speaker, party.statements[0].article)
    actor = cast.actors.get(party.speaker or "")
    if actor and wording.mentions(claim.text, actor):
        who = _TAGS.get(party.stance, "")
    elif party.stance != "asserts":
        who = f"{wording.by(party.stance)} {name}"
    elif party.speaker is not None:
        who = name
    else:
        who = f"reported by {name}" if own_voice else ""
    return ", ".join(filter(None, (who, party.relayed(claim.text), wording.certainty(party.statements))))


# ── Figures ───────────────────────────────────────────────────────────────────────────────────────


def _figures(tale: Story, cast: Cast) -> Iterator[Block]:
    order = list(_FIGURE_STYLES)
    figures = sorted(tale.figures, key=lambda figure: order.index(figure.status))
    if not figures:
        return
    yield Section("Figures")
    yield Figures(tuple(_row(figure, cast) for figure in figures[:MAX_FIGURES]))
    if len(figures) > MAX_FIGURES:
        yield Paragraph((wording.more(len(figures) - MAX_FIGURES),))


def _row(figure: Figure, cast: Cast) -> Row:
    same: dict[tuple[str, str], list[Reading]] = {}
    for reading in figure.readings:
        who = cast.name(reading.speaker, reading.article)
        when = f", {wording.day(reading.as_of)}" if reading.as_of else ""
        same.setdefault((plain(reading.surface), who + when), []).append(reading)
    readings: list[Runs] = []
    for (surface, who), group in list(same.items())[:MAX_READINGS]:
        spans = (span for reading in group for span in reading.evidence)
        readings.append((Run(f"“{surface}” ({who})"), wording.marks(spans)))
    if len(same) > MAX_READINGS:
        readings.append((wording.more(len(same) - MAX_READINGS),))
    return Row(Run(figure.of), tuple(readings), Run(figure.status, _FIGURE_STYLES[figure.status]))


# ── What is open, and who is who ──────────────────────────────────────────────────────────────────


def _not_known(tale: Story) -> Iterator[Block]:
    """Yield what the articles leave open; doubts about a source's text stand with the source instead."""
    found = [uncertainty for uncertainty in tale.uncertainties if uncertainty.kind != "source_text"]
    if found:
        yield Section("Not known", "warn")
        yield _bullets(found, MAX_UNCERTAINTIES, uncertainty_item)


def uncertainty_item(uncertainty: Uncertainty) -> Item:
    """Return what is open, the words that show it, and where they stand; a doubt about a source may quote them itself."""
    told = uncertainty.kind == "source_text" and f"“{plain(uncertainty.cue)}”" in plain(uncertainty.text)
    cue = Run(f"— “{uncertainty.cue}”") if plain(uncertainty.cue) and not told else Run("")
    text = uncertainty.text[:1].upper() + uncertainty.text[1:]
    return Item((Run(text), cue, wording.marks(uncertainty.evidence)))


def _who(tale: Story) -> Iterator[Block]:
    speakers = {statement.speaker for claim in tale.claims for statement in claim.statements}
    speakers |= {reading.speaker for figure in tale.figures for reading in figure.readings}
    known = [actor for actor in tale.actors if actor.role or (actor.id in speakers and actor.kind != "group")]
    known.sort(key=lambda actor: actor.kind in ("country", "place"))  # what a country is needs no telling
    shown = known[:MAX_ACTORS]
    if not shown:
        return
    runs: list[Run] = []
    for actor in shown:
        role = plain(actor.role or "")
        runs += [Run(";" if runs else ""), Run(actor.name, "strong"), Run(f", {role}" if role else "")]
        if aliases := _aliases(actor):
            runs.append(Run(f"(also {', '.join(aliases)})"))
    if rest := len(tale.actors) - len(shown):
        runs.append(Run(f"; and {rest} more in the JSON", "quiet"))
    yield Section("Who is who")
    yield Paragraph(tuple(runs))


def _aliases(actor: Actor) -> list[str]:
    """Other names that a reader could not guess from the name itself."""
    name = actor.name.casefold()
    other = [alias for alias in actor.aliases if alias.casefold() not in name and name not in alias.casefold()]
    return [f"“{alias}”" for alias in other[:MAX_ALIASES]]
