"""Claims of several articles, each once, with everybody who says or disputes it.

Claims are grouped where `likeness.same` finds that they say the same, closest pairs first, and a group takes in another
only where each of its texts is like each of the other's: a numberless claim cannot tie two that give different numbers.
Who speaks plays no part, so two speakers who say the same are two statements of one claim; but one quotation that is
given to two people is two. What a model judged counts where the rules leave a pair open, and no number or name clashes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.drafts import Pair
from summarizer.merging import answers, doubts, likeness, linkage, paraphrase, rivals, wording
from summarizer.merging.doubts import AGAINST
from summarizer.models import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.drafts import Judgement
    from summarizer.merging.actors import Cast
    from summarizer.models import Article, ArticleSummary, Certainty, ClaimStatus, Stance, Statement

    Judged = Mapping[tuple[str, str], Judgement]

ASSERTING = frozenset({"asserts", "expects"})
_CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
_CARRIED = 0.6  # of its words, by each article that a text stands for
_FEWEST_WORDS = 4  # a text shorter than this is hardly a sentence
_MOST_PROVEN = 8  # claims of a group of which each is held against the evidence of each
_PARAPHRASED = 0.08  # how close two claims are that tell the same in other words
_JUDGED = 0.05  # how close two claims are that only a model finds the same: they are joined last
_DOUBTFUL = 0.3  # share of terms from which two claims that the rules leave apart may yet say the same
_PAIRS = 3  # doubtful pairs for each article
_TIMES = 2  # how often a claim is asked about


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
    """

    claim: Claim
    name: str
    place: tuple[int, int]
    face: likeness.Face
    content: wording.Content
    voices: frozenset[str]
    day: str
    person: str | None

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
        judged: What a model says of pairs that `doubtful` named, by `(Pair.a, Pair.b)`.
        articles: For their dates, and for what they say beside the evidence: without them nothing is an update.
    """
    days = {article.id: (article.published or "")[:10] for article in articles}
    groups = doubts.link(_groups(_members(summaries, cast, days), judged or {}))
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


def doubtful(summaries: Sequence[ArticleSummary], cast: Cast) -> tuple[Pair, ...]:
    """Return the pairs of claims of which the rules cannot tell whether they say the same, the most promising first.

    They are of different articles, share a fair part of their terms, and no number or name of theirs clashes. There are
    at most three for each article, and no claim is in more than two.
    """
    members = _members(summaries, cast, {})
    times, found = Counter[str](), list[Pair]()
    for a, b, _ in sorted(_open(members), key=lambda one: (-one[2], _name(one[0]), _name(one[1]))):
        if len(found) < _PAIRS * len(summaries) and max(times[a.name], times[b.name]) < _TIMES:
            found.append(Pair(a=a.name, b=b.name, a_text=a.claim.text, b_text=b.claim.text))
            times[a.name] += 1
            times[b.name] += 1
    return tuple(found)


def _open(members: Sequence[Member]) -> Iterator[tuple[Member, Member, float]]:
    """Yield pairs that the rules leave open, with the share of terms that they have in common."""
    for x, y in sorted(_partners(members)):
        a, b = sorted((members[x], members[y]), key=_name)
        score = wording.similarity(a.content, b.content)
        if a.place[0] == b.place[0] or score < _DOUBTFUL or not _may_be_same(a, b) or _closeness(a, b):
            continue
        yield a, b, score


def _members(summaries: Sequence[ArticleSummary], cast: Cast, days: Mapping[str, str]) -> list[Member]:
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
            voices = frozenset(
                term for one in said for name in bearing.get(one.speaker or "", ()) for term in wording.sequence(name)
            )
            found.append(
                Member(
                    claim=claim.model_copy(update={"statements": said}),
                    name=f"{summary.article}:{claim.id}",
                    place=(at, number),
                    face=replace(face, content=content),
                    content=content,
                    voices=voices,
                    day=days.get(summary.article, ""),
                    person=rivals.named_person(said[0], actors),
                )
            )
    return found


# ── Which claims are one ──────────────────────────────────────────────────────────────────────────


def _groups(members: Sequence[Member], judged: Judged) -> list[Group]:
    """Return the claims that say the same, in groups; those of the same words and speaker are compared once."""
    alike: dict[tuple[object, ...], list[Member]] = {}
    for member in members:
        alike.setdefault(_sameness(member), []).append(member)
    firsts = [min(ones, key=_name) for ones in alike.values()]
    of = {first.name: ones for first, ones in zip(firsts, alike.values(), strict=True)}

    def closeness(a: Member, b: Member) -> float:
        verdict = judged.get((a.name, b.name)) or judged.get((b.name, a.name))
        if verdict == "same":
            return _closeness(a, b) or (_JUDGED if _may_be_same(a, b) else 0.0)
        return _closeness(a, b) if verdict is None or a.content.squeezed == b.content.squeezed else 0.0

    at = {first.name: number for number, first in enumerate(firsts)}
    asked = {(min(at[a], at[b]), max(at[a], at[b])) for a, b in judged if a in at and b in at and a != b}
    found = linkage.groups(firsts, closeness, _name, _partners(firsts) | asked)
    groups = [sorted((one for first in group for one in of[first.name]), key=_place) for group in found]
    return [Group(tuple(group)) for group in sorted(groups, key=lambda group: _place(group[0]))]


def _sameness(member: Member) -> tuple[object, ...]:
    """Return what two members share that need no comparison; a text that begins with a pronoun is by itself."""
    if member.content.pronoun:
        return (member.name,)
    speakers = tuple(sorted({one.speaker or "" for one in member.claim.statements}))
    return member.content.squeezed, member.stance, speakers, member.person


def _partners(members: Sequence[Member]) -> set[tuple[int, int]]:
    terms = [member.content.terms | member.content.quotes | {member.content.squeezed} for member in members]
    return likeness.partners(terms, [_name(member) for member in members])


def _closeness(a: Member, b: Member) -> float:
    """Return how close two claims are, from 0 (not the same) to 1 (the same words)."""
    if (a.stance == "demands") != (b.stance == "demands"):
        return 0.0
    if _same_place(a, b):
        if a.content.squeezed == b.content.squeezed:
            return 1.0
        if _two_voices(a, b):
            return 0.0
    if _two_persons(a, b) or _happened(a, b) or (a.place[0] != b.place[0] and paraphrase.bounds_clash(a.face, b.face)):
        return 0.0
    apart = a.place[0] != b.place[0]
    close = 1.0 if _same_quotation(a, b) else likeness.same(a.face, b.face, a.passages, b.passages, contained=apart)
    if not close and apart and paraphrase.told_alike(a.face, b.face):
        close = _PARAPHRASED
    return 0.0 if close and _uncarried(a.claim.text, b) and _uncarried(b.claim.text, a) else close


def _two_persons(a: Member, b: Member) -> bool:
    """Whether two named persons are each said to have spoken the same words."""
    quoted = bool(a.content.quotes & b.content.quotes)
    return quoted and bool(a.person and b.person) and rivals.two_persons(a.person or "", b.person or "")


def _happened(a: Member, b: Member) -> bool:
    """Whether one denies what the other affirms on a later day: that is news, and no dispute."""
    return rivals.happened(a.face, a.day, b.face, b.day) or rivals.happened(b.face, b.day, a.face, a.day)


def _may_be_same(a: Member, b: Member) -> bool:
    """Whether nothing keeps two claims apart that no model may overrule: a demand, a number, a name, who is quoted."""
    apart = (a.stance == "demands") != (b.stance == "demands") or (_same_place(a, b) and _two_voices(a, b))
    page = a.face.furniture or b.face.furniture
    clash = likeness.numbers_clash(a.face, b.face) or wording.names_clash(a.content, b.content)
    return not (apart or page or clash or likeness.opposed(a.face, b.face) or a.content.modal != b.content.modal)


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


def _place(member: Member) -> tuple[int, int]:
    return member.place


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
        text=_chosen(group).claim.text,
        status=status,
        sources=len({sources[one.article] for one in statements}),
        statements=statements,
    )


def _chosen(group: Group) -> Member:
    """Return the member whose text stands for the group."""
    return min(group.members, key=lambda member: _clarity(member, group))


def _clarity(member: Member, group: Group) -> tuple[object, ...]:
    """How clear a text is, the clearest least: affirmed, with a named subject, whole, nobody's words, and short."""
    text = member.claim.text
    return (
        member.content.negated != group.against,
        member.stance in AGAINST,
        sum(_uncarried(text, other) for other in group.members),
        _unproven(text, group),
        member.content.pronoun,
        len(text.split()) < _FEWEST_WORDS,
        wording.attributed(text),
        len(text),
        text,
    )


def _unproven(text: str, group: Group) -> int:
    """Return how many members of a group do not prove a text; 0 where there are too many to ask."""
    if len(group.members) > _MOST_PROVEN:
        return 0
    others = (
        one for one in group.members if one.claim.text != text and not likeness.opposed(one.face, group.members[0].face)
    )
    return sum(not likeness.proves(one.passages, text) for one in others)


def _uncarried(text: str, member: Member) -> bool:
    """Whether the evidence of a member has too few of the words of a text that is to stand for it."""
    evidence = " ".join(span.text for span in member.claim.statements[0].evidence)
    return paraphrase.carried(text, evidence) < _CARRIED


def _statements(group: Group) -> tuple[Statement, ...]:
    """Return who says it: one statement for each article, speaker and stance, with all its evidence."""
    said: dict[tuple[str, str | None, Stance], list[Statement]] = {}
    chosen = _chosen(group)
    for member in sorted((*group.members, *group.doubts), key=_place):
        turned = likeness.opposed(member.face, chosen.face) and member not in group.doubts
        turned = turned and not paraphrase.both_spared(member.face, chosen.face)
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
