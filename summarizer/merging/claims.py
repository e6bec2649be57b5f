"""Claims of several articles, each once, with everybody who says or disputes it.

Claims are grouped where `sameness.closeness` finds that they say the same, closest pairs first, and a group takes in another
only where each of its texts is like each of the other's: a numberless claim cannot tie two that give different numbers.
Who speaks plays no part, so two speakers who say the same are two statements of one claim; but one quotation that is
given to two people is two. What a model judged counts where the rules leave a pair open, and no number or name clashes:
what it calls the same is one claim where one text can stand for both, and so is what one affirms and the other denies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.merging import answers, doubts, likeness, linkage, rivals, sameness, wording
from summarizer.merging.doubts import AGAINST
from summarizer.merging.plain import carries, denies, plain
from summarizer.merging.reference import References
from summarizer.models import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.drafts import Judgement
    from summarizer.merging.actors import Cast
    from summarizer.merging.plain import Plain
    from summarizer.models import Article, ArticleSummary, Certainty, ClaimStatus, Stance, Statement

    Judged = Mapping[tuple[str, str], Judgement]

ASSERTING = frozenset({"asserts", "expects"})
_CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
_FEWEST_WORDS = 4  # a text shorter than this is hardly a sentence
_MOST_PROVEN = 8  # claims of a group of which each is held against the evidence of each
_JUDGED = 0.05  # how close two claims are that only a model finds the same: they are joined last


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of one article, ready to be compared.

    Attributes:
        claim: The claim, its speakers already the story's.
        name: What drafts and judgements call it: "ARTICLE:CLAIM".
        place: The article's place among the articles, and the claim's among its claims.
        face: What of its text is compared.
        content: What its text says.
        voices: The terms of its speakers' names.
        day: The day on which its article was published; '' where that is not known.
        person: The person who says it, where the evidence names them.
        plain: Its text and its evidence in plainer words, what they refer to named; the same where nothing is.
    """

    claim: Claim
    name: str
    place: tuple[int, int]
    face: likeness.Face
    content: wording.Content
    voices: frozenset[str]
    day: str
    person: str | None
    plain: Plain

    @property
    def stance(self) -> Stance:
        """The stance of its first statement."""
        return self.claim.statements[0].stance

    @property
    def passages(self) -> tuple[str, ...]:
        """The words of the evidence of its first statement."""
        return tuple(span.text for span in self.claim.statements[0].evidence)


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, and doubts about it that have no content of their own."""

    members: tuple[Member, ...]
    doubts: tuple[Member, ...] = ()

    @property
    def against(self) -> bool:
        """Whether all its texts are negations, so that the negation is what is claimed."""
        return all(member.content.negated for member in self.members)


def merge(
    summaries: Sequence[ArticleSummary],
    cast: Cast,
    sources: Mapping[str, str],
    judged: Judged | None = None,
    articles: Sequence[Article] = (),
) -> tuple[Claim, ...]:
    """Return the claims of all summaries, the weightiest first.

    Weight is, in this order: the number of independent sources, the number of statements, whether it is disputed,
    how early in its article it stands, and the article's place.

    Args:
        summaries: In the order of the articles.
        cast: The story's actors, for the speakers' ids.
        sources: For each article's id, the id of the first article of the same source.
        judged: What a model says of pairs that `candidates.doubtful` named, by `(Pair.a, Pair.b)`.
        articles: For their dates, and for what they say beside the evidence: without them nothing is an update.
    """
    days = {article.id: (article.published or "")[:10] for article in articles}
    meant = References({article.id: article for article in articles}, {actor.id: actor for actor in cast.actors})
    groups = doubts.link(groups_of(members_of(summaries, cast, days, meant), judged or {}))
    made = [(_claim(group, sources), group) for group in groups]
    made.sort(key=lambda one: (*_weight(one[0]), min(member.place for member in one[1].members)))
    merged = [claim.model_copy(update={"id": f"c{number}"}) for number, (claim, _) in enumerate(made, 1)]
    at = {member.name: claim.id for claim, (_, group) in zip(merged, made, strict=True) for member in group.members}
    ruled = (pair for pair, verdict in (judged or {}).items() if verdict == "contradicts" and at.keys() >= set(pair))
    known = frozenset(ends for a, b in ruled if len(ends := frozenset((at[a], at[b]))) > 1)
    found = rivals.links(merged, rivals.Told(cast.actors, {article.id: article for article in articles}), known)
    marked = rivals.marked(merged, found)
    beside = answers.beside(marked)
    return tuple(claim.model_copy(update={"beside": beside.get(claim.id, ())}) for claim in marked)


def members_of(
    summaries: Sequence[ArticleSummary], cast: Cast, days: Mapping[str, str], meant: References
) -> list[Member]:
    """Return the claims of all summaries, ready to be compared.

    Args:
        summaries: In the order of the articles.
        cast: The story's actors, for the speakers' ids.
        days: The days on which the articles were published, by their ids.
        meant: What the words of the articles stand for.
    """
    actors, known = {actor.id: actor for actor in cast.actors}, rivals.named_in(cast.actors)
    bearing = {actor.id: (actor.name, *actor.aliases) for actor in cast.actors}
    found = []
    for at, summary in enumerate(summaries):
        for number, claim in enumerate(summary.claims):
            said = tuple(
                one.model_copy(update={"speaker": cast.speaker(summary.article, one.speaker)})
                for one in claim.statements
            )
            face = likeness.face(claim.text, known.get(summary.article, frozenset()))
            content = replace(face.content, modal=face.content.modal or said[0].stance == "expects")
            face = replace(face, content=content)
            voices = frozenset(
                term for one in said for name in bearing.get(one.speaker or "", ()) for term in wording.sequence(name)
            )
            found.append(
                Member(
                    claim=claim.model_copy(update={"statements": said}),
                    name=f"{summary.article}:{claim.id}",
                    place=(at, number),
                    face=face,
                    content=content,
                    voices=voices,
                    day=days.get(summary.article, ""),
                    person=rivals.named_person(said[0], actors),
                    plain=plain(claim.text, said[0], face, meant),
                )
            )
    return found


# ── Which claims are one ──────────────────────────────────────────────────────────────────────────


def groups_of(members: Sequence[Member], judged: Judged) -> list[Group]:
    """Return the claims that say the same, in groups; those of the same words and speaker are compared once."""
    alike: dict[tuple[object, ...], list[Member]] = {}
    for member in members:
        alike.setdefault(_sameness(member), []).append(member)
    firsts = [min(ones, key=name_of) for ones in alike.values()]
    of = {first.name: ones for first, ones in zip(firsts, alike.values(), strict=True)}

    def closeness(a: Member, b: Member) -> float:
        verdict, close = judged.get((a.name, b.name)) or judged.get((b.name, a.name)), sameness.closeness(a, b)
        if verdict == "same":
            return close or (_JUDGED if sameness.may_be_same(a, b) and sameness.carried(a, b) else 0.0)
        if verdict == "contradicts" and sameness.denied(a, b):
            return close or _JUDGED
        return close if verdict is None or a.content.squeezed == b.content.squeezed else 0.0

    at = {first.name: number for number, first in enumerate(firsts)}
    asked = {(min(at[a], at[b]), max(at[a], at[b])) for a, b in judged if a in at and b in at and a != b}
    found = linkage.groups(firsts, closeness, name_of, partners(firsts) | asked)
    groups = [sorted((one for first in group for one in of[first.name]), key=_place) for group in found]
    return [Group(tuple(group)) for group in sorted(groups, key=lambda group: _place(group[0]))]


def _sameness(member: Member) -> tuple[object, ...]:
    """Return what two members share that need no comparison; a text that begins with a pronoun is by itself."""
    if member.content.pronoun:
        return (member.name,)
    speakers = tuple(sorted({one.speaker or "" for one in member.claim.statements}))
    return member.content.squeezed, member.stance, speakers, member.person


def partners(members: Sequence[Member]) -> set[tuple[int, int]]:
    """Return the pairs worth comparing: by their own words, and by the plainer ones."""
    names = [name_of(member) for member in members]
    terms = [member.content.terms | member.content.quotes | {member.content.squeezed} for member in members]
    plain = [member.plain.face.content.terms for member in members]
    changed = [at for at, member in enumerate(members) if member.plain.face is not member.plain.own]
    return likeness.partners(terms, names) | likeness.partners(plain, names, changed)


def _place(member: Member) -> tuple[int, int]:
    return member.place


def name_of(member: Member) -> tuple[str, int, int, str]:
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
        text=_chosen(group).claim.text,
        status=status,
        sources=len({sources[one.article] for one in statements}),
        statements=statements,
    )


def _chosen(group: Group) -> Member:
    """Return the member whose text stands for the group."""
    if len(group.members) == 1:
        return group.members[0]
    return min(group.members, key=lambda member: _clarity(member, group))


def _clarity(member: Member, group: Group) -> tuple[object, ...]:
    """How clear a text is, the clearest least: affirmed, with a named subject, whole, nobody's words, and short."""
    text = member.claim.text
    return (
        member.content.negated != group.against,
        member.stance in AGAINST,
        sum(_uncarried(text, other) for other in group.members),
        _unproven(member, group),
        member.content.pronoun,
        len(text.split()) < _FEWEST_WORDS,
        wording.attributed(text),
        len(text),
        text,
    )


def _unproven(member: Member, group: Group) -> int:
    """Return how many members do not prove the text of one, the contrary aside; 0 where there are too many to ask."""
    if len(group.members) > _MOST_PROVEN:
        return 0
    text = member.claim.text
    others = (one for one in group.members if one.claim.text != text and not likeness.opposed(one.face, member.face))
    return sum(not likeness.proves(one.passages, text) for one in others)


def _uncarried(text: str, member: Member) -> bool:
    """Whether the evidence of a member has too few of the words of a text that is to stand for it."""
    return not carries(member.passages, text)


def _statements(group: Group) -> tuple[Statement, ...]:
    """Return who says it: one statement for each article, speaker and stance, with all its evidence."""
    said: dict[tuple[str, str | None, Stance], list[Statement]] = {}
    chosen = _chosen(group)
    for member in sorted((*group.members, *group.doubts), key=_place):
        turned = member not in group.doubts and denies(member.plain, chosen.plain)
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
