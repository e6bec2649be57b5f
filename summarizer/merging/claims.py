"""Claims of several articles, each once, with everybody who says or disputes it.

Claims are grouped by `wording.alike`, closest pairs first, and a group takes in another only where each of its texts
is like each of the other's: a numberless claim cannot tie two that give different numbers. Who speaks plays no part,
so two speakers who say the same are two statements of one claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.grounding.matching import carried_share
from summarizer.merging import doubts, linkage, wording
from summarizer.merging.doubts import AGAINST
from summarizer.models import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.merging.actors import Cast
    from summarizer.models import ArticleSummary, Certainty, ClaimStatus, Stance, Statement

ASSERTING = frozenset({"asserts", "expects"})
_CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
_CARRIED = 0.6  # of its words, by each article that a text stands for
_FEWEST_WORDS = 4  # a text shorter than this is hardly a sentence


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of one article, ready to be compared.

    Attributes:
        claim: The claim, its speakers already the story's.
        place: The article's place among the articles, and the claim's among its claims.
        content: What its text says.
        voices: The terms of its speakers' names.
    """

    claim: Claim
    place: tuple[int, int]
    content: wording.Content
    voices: frozenset[str]

    @property
    def stance(self) -> Stance:
        """The stance of its first statement."""
        return self.claim.statements[0].stance


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, and doubts about it that have no content of their own."""

    members: tuple[Member, ...]
    doubts: tuple[Member, ...] = ()

    @property
    def against(self) -> bool:
        """Whether all its texts are negations, so that the negation is what is claimed."""
        return all(member.content.negated for member in self.members)


def merge(summaries: Sequence[ArticleSummary], cast: Cast, sources: Mapping[str, str]) -> tuple[Claim, ...]:
    """Return the claims of all summaries, the weightiest first.

    Weight is, in this order: the number of independent sources, the number of statements, whether it is disputed,
    how early in its article it stands, and the article's place.

    Args:
        summaries: In the order of the articles.
        cast: The story's actors, for the speakers' ids.
        sources: For each article's id, the id of the first article of the same source.
    """
    groups = doubts.link(_groups(_members(summaries, cast)))
    made = [(_claim(group, sources), min(member.place for member in group.members)) for group in groups]
    made.sort(key=lambda one: (*_weight(one[0]), one[1]))
    return tuple(claim.model_copy(update={"id": f"c{number}"}) for number, (claim, _) in enumerate(made, 1))


def _members(summaries: Sequence[ArticleSummary], cast: Cast) -> list[Member]:
    bearing = {actor.id: (actor.name, *actor.aliases) for actor in cast.actors}
    known = frozenset(name for forms in bearing.values() for name in forms)
    found = []
    for at, summary in enumerate(summaries):
        for number, claim in enumerate(summary.claims):
            said = tuple(
                one.model_copy(update={"speaker": cast.speaker(summary.article, one.speaker)})
                for one in claim.statements
            )
            content = wording.content(claim.text, known)
            content = replace(content, modal=content.modal or said[0].stance == "expects")
            voices = frozenset(
                term for one in said for name in bearing.get(one.speaker or "", ()) for term in wording.sequence(name)
            )
            found.append(Member(claim.model_copy(update={"statements": said}), (at, number), content, voices))
    return found


# ── Which claims are one ──────────────────────────────────────────────────────────────────────────


def _groups(members: Sequence[Member]) -> list[Group]:
    found = linkage.groups(members, _closeness, _name)
    return [Group(tuple(group)) for group in found]


def _closeness(a: Member, b: Member) -> float:
    """Return how close two claims are, from 0 (not the same) to 1 (the same words)."""
    if (a.stance == "demands") != (b.stance == "demands"):
        return 0.0
    if _same_place(a, b):
        if a.content.squeezed == b.content.squeezed:
            return 1.0
        if _two_voices(a, b):
            return 0.0
    quoted = _same_quotation(a, b)
    if not (quoted or wording.alike(a.content, b.content)) or (
        _uncarried(a.claim.text, b) and _uncarried(b.claim.text, a)
    ):
        return 0.0
    return 1.0 if quoted else wording.similarity(a.content, b.content)


def _same_place(a: Member, b: Member) -> bool:
    return a.claim.statements[0].evidence == b.claim.statements[0].evidence


def _two_voices(a: Member, b: Member) -> bool:
    """Whether two speakers assert parts of one sentence, which need not be the same: "Lund said X, while Berg said Y"."""
    speakers = [{one.speaker for one in member.claim.statements} - {None} for member in (a, b)]
    return all(speakers) and speakers[0].isdisjoint(speakers[1]) and not {a.stance, b.stance} & AGAINST


def _same_quotation(a: Member, b: Member) -> bool:
    """Whether one speaker is quoted with the same words, of which paraphrase around them can hide the sameness."""
    speakers = [{one.speaker for one in member.claim.statements} - {None} for member in (a, b)]
    return bool(a.content.quotes) and a.content.quotes == b.content.quotes and bool(speakers[0] & speakers[1])


def _name(member: Member) -> tuple[str, int, int, str]:
    """Return what a member is told from others by, whatever the order of the articles."""
    return linkage.origin(member.claim.statements[0].evidence, f"{member.claim.text} {member.claim.id}")


# ── One claim of a group ──────────────────────────────────────────────────────────────────────────


def _claim(group: Group, sources: Mapping[str, str]) -> Claim:
    statements = _statements(group)
    asserted = {sources[one.article] for one in statements if one.stance not in AGAINST}
    status: ClaimStatus = "corroborated" if len(asserted) > 1 else "single"
    stances = {one.stance for one in statements}
    if stances & ASSERTING and stances & AGAINST:
        status = "disputed"
    return Claim(
        id="c",
        text=min(group.members, key=lambda member: _clarity(member, group)).claim.text,
        status=status,
        sources=len({sources[one.article] for one in statements}),
        statements=statements,
    )


def _clarity(member: Member, group: Group) -> tuple[object, ...]:
    """How clear a text is, the clearest least: affirmed, with a named subject, whole, nobody's words, and short."""
    text = member.claim.text
    return (
        member.content.negated != group.against,
        member.stance in AGAINST,
        sum(_uncarried(text, other) for other in group.members),
        member.content.pronoun,
        len(text.split()) < _FEWEST_WORDS,
        wording.attributed(text),
        len(text),
        text,
    )


def _uncarried(text: str, member: Member) -> bool:
    """Whether the evidence of a member has too few of the words of a text that is to stand for it."""
    evidence = " ".join(span.text for span in member.claim.statements[0].evidence)
    return carried_share(text, evidence) < _CARRIED


def _statements(group: Group) -> tuple[Statement, ...]:
    """Return who says it: one statement for each article, speaker and stance, with all its evidence."""
    said: dict[tuple[str, str | None, Stance], list[Statement]] = {}
    for member in sorted((*group.members, *group.doubts), key=lambda member: member.place):
        turned = member.content.negated != group.against and member not in group.doubts
        for one in member.claim.statements:
            stance: Stance = "denies" if turned and one.stance in ASSERTING else one.stance
            said.setdefault((one.article, one.speaker, stance), []).append(one)
    return tuple(_united(stance, ones) for (_, _, stance), ones in said.items())


def _united(stance: Stance, ones: Sequence[Statement]) -> Statement:
    certainty = min((one.certainty for one in ones), key=_CERTAINTIES.index)
    evidence = linkage.united(span for one in ones for span in one.evidence)
    via = ones[0].via if len({one.via for one in ones}) == 1 else None
    return ones[0].model_copy(update={"stance": stance, "certainty": certainty, "evidence": evidence, "via": via})


def _weight(claim: Claim) -> tuple[int, int, bool, int]:
    first = min(span.start for one in claim.statements for span in one.evidence)
    return -claim.sources, -len(claim.statements), claim.status != "disputed", first
