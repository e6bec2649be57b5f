"""Who says a claim and who disputes it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.writing import wording
from summarizer.writing.blocks import Run, Runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import Claim, Span, Stance, Statement
    from summarizer.writing.wording import Cast

MAX_PARTIES = 6
AGAINST = ("denies", "doubts")

_STANCES: tuple[Stance, ...] = ("asserts", "expects", "demands", "doubts", "denies")
_TAGS: Mapping[Stance, str] = {"denies": "a denial", "doubts": "a doubt"}


@dataclass(frozen=True, slots=True)
class Party:
    """Everything that one speaker, or the articles in their own voice, say on a claim in one stance."""

    stance: Stance
    speaker: str | None
    statements: tuple[Statement, ...]

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The spans of all its statements, in order."""
        return tuple(span for statement in self.statements for span in statement.evidence)

    def name(self, cast: Cast) -> str:
        """What to call it: an actor by name, one article by its publisher or number, several by how many they are."""
        articles = list(dict.fromkeys(statement.article for statement in self.statements))
        if self.speaker is None and len(articles) > 1:
            return wording.count(len(articles), "article")
        return cast.name(self.speaker, articles[0])

    def manner(self, told: str) -> str:
        """Return who relays it and how sure it sounds, as "via TASS, said to be possible"; '' where neither need be told.

        The words `told` may name who relays it already; how sure a denial is goes unsaid.
        """
        hedge = "" if self.stance in AGAINST else wording.certainty(self.statements)
        return ", ".join(filter(None, (self.relayed(told), hedge)))

    def quote(self, told: str) -> str:
        """Return a short quotation from its evidence; '' where there is none, or the words `told` have it."""
        found = wording.quotation(self.evidence)
        return "" if wording.contains(told, found) else found

    def relayed(self, told: str) -> str:
        """Who relays it, as "via TASS"; '' where nobody does, or where the words `told` name them already."""
        via = self.statements[0].via
        alone = via and all(statement.via == via for statement in self.statements)
        return f"via {via}" if via and alone and not wording.contains(told, via) else ""


def carrying(claim: Claim) -> tuple[Span, ...]:
    """Return the spans that carry the claim: not those of who denies or doubts it, unless nobody else speaks."""
    found = [one for one in claim.statements if one.stance not in AGAINST] or claim.statements
    return tuple(span for statement in found for span in statement.evidence)


def denying(claim: Claim, cast: Cast, told: str) -> tuple[Span, ...]:
    """Return the spans of those who deny or doubt the claim and whom the words `told` name."""
    found = (party for party in parties(claim) if party.stance in AGAINST and _named(party, cast, told))
    return tuple(span for party in found for span in party.evidence)


def sides(claim: Claim, cast: Cast) -> tuple[Runs, ...]:
    """Return one line for each stance on the claim, from who asserts it to who denies it."""
    found = parties(claim)
    groups = ([party for party in found if party.stance == stance] for stance in _STANCES)
    return tuple(_side(claim, group, cast) for group in groups if group)


def against(claim: Claim, cast: Cast, told: str) -> Runs:
    """Return who denies or doubts the claim, as a sentence; nothing where nobody does whom the words `told` leave out."""
    left = [party for party in parties(claim) if party.stance in AGAINST and not _named(party, cast, told)]
    if not left:
        return ()
    first, *rest = _side(claim, left, cast)
    return (Run(first.text[:1].upper() + first.text[1:]), *rest, Run("."))


def spoken(claim: Claim, cast: Cast) -> str:
    """Return who says the claim, how, and how sure; '' where the claim and its marks tell already."""
    found = parties(claim)
    somebody = any(party.speaker is not None for party in found)
    words = (_attribution(claim, party, cast, own_voice=somebody) for party in found)
    said = list(dict.fromkeys(filter(None, words)))
    rest = [f"and {len(said) - MAX_PARTIES} more"] if len(said) > MAX_PARTIES else []
    return "; ".join(said[:MAX_PARTIES] + rest)


def parties(claim: Claim) -> list[Party]:
    """Return everybody who speaks on the claim, once for each stance, in the order of their first words."""
    groups: dict[tuple[Stance, str | None], list[Statement]] = {}
    for statement in claim.statements:
        groups.setdefault((statement.stance, statement.speaker), []).append(statement)
    return [Party(stance, speaker, tuple(group)) for (stance, speaker), group in groups.items()]


def _named(party: Party, cast: Cast, told: str) -> bool:
    actor = cast.actors.get(party.speaker or "")
    return actor is not None and wording.mentions(told, actor)


def _side(claim: Claim, group: Sequence[Party], cast: Cast) -> Runs:
    runs: list[Run] = []
    before = ""
    for party in group[:MAX_PARTIES]:
        said = wording.by(party.stance, article_speaks=party.speaker is None)
        told = (f"{'by' if said == before else said} {party.name(cast)}", party.manner(claim.text))
        words = ", ".join(filter(None, told))
        if quote := party.quote(claim.text):
            words += f": “{quote}”"
        runs += [Run(f"; {words}" if runs else words), wording.marks(party.evidence)]
        before = said
    if len(group) > MAX_PARTIES:
        runs.append(wording.more(len(group) - MAX_PARTIES))
    return tuple(runs)


def _attribution(claim: Claim, party: Party, cast: Cast, *, own_voice: bool) -> str:
    """Who speaks, how, and how sure; '' where the claim and its marks tell already.

    The articles' own voice is named where `own_voice` asks for it, lest its words be taken for somebody else's.
    """
    name = party.name(cast)
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
