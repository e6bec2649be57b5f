"""The engine without a model: picks an article's sentences and attributes them, by rule.

A sentence is worth more the earlier it stands, the more of its words other sentences share, and where it says who
says it, names somebody or gives a figure. The claim is the sentence as it stands; a pronoun for its speaker gives way
to the name, and grounding cites the sentence that holds it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summarizer.drafts import ActorDraft, ClaimDraft, CountDraft, Draft, UncertaintyDraft
from summarizer.grounding import names
from summarizer.grounding.casualties import HARMS
from summarizer.grounding.context import context
from summarizer.grounding.counting import counted, telling
from summarizer.grounding.fates import find_fates
from summarizer.grounding.hedges import certainty_of, find_cues
from summarizer.grounding.numbers import is_abroad
from summarizer.grounding.quantities import find_quantities
from summarizer.grounding.scopes import scope_of
from summarizer.grounding.units import DURATIONS
from summarizer.models import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.grounding.attribution import Attribution
    from summarizer.grounding.roster import Entry, Roster
    from summarizer.models import Article, Quantity, Sentence

FEWEST_CLAIMS = 8
MOST_CLAIMS = 20
_MOST_COMPARED = 400
"""Sentences: an article's first ones are looked at, and no others."""
_MOST_JOINED = 4
_SHORT = 6
_ALIKE = 0.8
_WORD = re.compile(r"\d+|[^\W\d_]{4,}")
_OPENING_PRONOUN = re.compile(r"[\W_]*(?:he|she|they|it|this|that|these|those|his|her|their|its)\b", re.IGNORECASE)
_POSSESSIVES = ("his", "her", "their", "its")
_COMMON = frozenset(
    """
    that this with from have been were would will said says they their which about after also more than when
    what there into over could other some
    """.split()
)


def extract(article: Article, *, claims: int | None = None) -> Draft:
    """Return what an article says, chosen and attributed by rule; the same article gives the same draft.

    Args:
        article: An article with its sentences.
        claims: How many claims to choose; by default half of what it says, at least 8 and at most 20.
    """
    read = context(article)
    people = read.roster
    said: dict[int, list[Attribution]] = {}
    for one in read.attributions:
        said.setdefault(one.sentence, []).append(one)
    chosen = _choose(_passages(article, people, said), claims)
    return Draft(
        claims=tuple(claim for passage in chosen for claim in _claims(article, people, passage)),
        actors=tuple(_actors(people, said)),
        counts=tuple(_counts(article)),
        uncertainties=tuple(_uncertainties(article)),
        **_accounted(len(article.sentences)),
    )


def _accounted(sentences: int) -> dict[str, Any]:
    """Return how much of an article was looked at: what is past its first sentences counts as windows that failed."""
    left = -(-max(0, sentences - _MOST_COMPARED) // _MOST_COMPARED)
    if not left:
        return {"windows": Windows(done=1)}
    reason = f"By rule only the first {_MOST_COMPARED} of its {sentences} sentences are looked at."
    return {"windows": Windows(done=1, failed=left), "reason": reason}


# ── Choosing ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Passage:
    """A sentence, or the sentences of one quotation.

    `said` is what is attributed in it, `words` are those that tell its matter, `named` is whether it names anybody.
    """

    sentences: list[Sentence]
    text: str
    said: list[Attribution] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    named: bool = False
    score: float = 0.0


def _passages(article: Article, people: Roster, said: Mapping[int, list[Attribution]]) -> list[_Passage]:
    """Return the article's passages, with their scores."""
    found: list[_Passage] = []
    for sentence in article.sentences[:_MOST_COMPARED]:
        attributions = said.get(sentence.number, [])
        text = article.sentence(sentence.number)
        if found and _goes_on(found[-1], sentence, attributions):
            found[-1].sentences.append(sentence)
            found[-1].text += f" {text}"
            found[-1].said += attributions
        else:
            found.append(_Passage([sentence], text, list(attributions)))
    for passage in found:
        passage.words = frozenset(word.casefold() for word in _WORD.findall(passage.text)) - _COMMON
        passage.named = bool(people.within(passage.sentences[0].start, passage.sentences[-1].end))
    shared = Counter(word for passage in found for word in passage.words)
    for place, passage in enumerate(found):
        passage.score = _score(passage, place, shared, len(found))
    return found


def _goes_on(passage: _Passage, sentence: Sentence, said: list[Attribution]) -> bool:
    """Whether a sentence goes on with the quotation that a passage ends in."""
    if not said or not passage.said or len(passage.sentences) == _MOST_JOINED:
        return False
    last, first = passage.said[-1], said[0]
    end = passage.sentences[-1]
    whole = first.content == (sentence.start, sentence.end) or last.content == (end.start, end.end)
    return whole and (first.cue, first.mention, first.speaker) == (last.cue, last.mention, last.speaker)


def _score(passage: _Passage, place: int, shared: Counter[str], passages: int) -> float:
    """Return what a passage is worth: between about -2 and 4."""
    words = passage.words
    central = sum(shared[word] - 1 for word in words) / ((len(words) + 4) * passages)
    speaker = any(one.speaker for one in passage.said)
    lost = bool(_OPENING_PRONOUN.match(passage.text)) and not speaker
    return (
        1 / (1 + place / 4)
        + 4 * central
        + 1.0 * speaker
        + 0.5 * any(one.stance in ("denies", "doubts") for one in passage.said)
        + 0.3 * bool(find_quantities(passage.text))
        + 0.3 * passage.named
        - 0.8 * lost
        - 1.0 * (len(passage.text.split()) < _SHORT)
        - 0.5 * passage.text.endswith("?")
    )


def _choose(passages: list[_Passage], claims: int | None) -> list[_Passage]:
    """Return the best passages in the order of the text, none nearly the same as a better one."""
    sentences = sum(len(passage.sentences) for passage in passages)
    wanted = min(max(sentences // 2, FEWEST_CLAIMS), MOST_CLAIMS) if claims is None else claims
    best: list[int] = []
    for place in sorted(range(len(passages)), key=lambda place: (-passages[place].score, place)):
        if len(best) == wanted:
            break
        if not any(_alike(passages[place].words, passages[other].words) for other in best):
            best.append(place)
    return [passages[place] for place in sorted(best)]


def _alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours) and len(ours & theirs) >= _ALIKE * len(ours | theirs)


# ── Drafting ──────────────────────────────────────────────────────────────────────────────────────


def _claims(article: Article, people: Roster, passage: _Passage) -> Iterator[ClaimDraft]:
    """Yield a passage as a claim, and each further thing said in it by somebody else as one of its own."""
    numbers = [sentence.number for sentence in passage.sentences]
    if not passage.said:
        yield ClaimDraft(sentences=tuple(numbers), text=passage.text, certainty=certainty_of(passage.text))
        return
    speakers: set[str | None] = set()
    for one in passage.said:
        if one.speaker in speakers:
            continue
        text, cited = passage.text, list(numbers)
        if speakers:
            clause = _clause(article, one)
            if clause is None:
                continue
            text, cited = clause, [one.sentence]
        elif names.is_pronoun(one.mention) and one.speaker:
            text = _with_name(article, people, passage, one)
        speakers.add(one.speaker)
        yield ClaimDraft(
            sentences=tuple(cited), text=text, speaker=one.speaker, stance=one.stance, certainty=one.certainty
        )


def _clause(article: Article, one: Attribution) -> str | None:
    """Return the part of a sentence that holds one of its attributions: from the source to the end of the content.

    None where the source comes after content that does not begin the sentence: that is the tail of another clause.
    """
    begin, (start, end) = article.sentences[one.sentence - 1].start, one.content
    if begin <= one.mention_span[0] < start:
        start = one.mention_span[0]
    elif article.text[begin:start].strip(" “‘\"'"):
        return None
    text = article.text[start:end]
    return text[:1].upper() + text[1:]


def _with_name(article: Article, people: Roster, passage: _Passage, one: Attribution) -> str:
    """Return a passage with the speaker's name for the pronoun before its cue, where an earlier sentence has it in full.

    Grounding cites that sentence, too.
    """
    entry = people.resolve(one.speaker or "")
    found = re.search(rf"\b{one.mention}(?=\s+(?:[\w’']+\s+){{0,4}}{re.escape(one.cue)}\b)", passage.text)
    if entry is None or found is None or not _named_before(article, entry, passage.sentences[0].number):
        return passage.text
    owner = "’s" if one.mention.casefold() in _POSSESSIVES else ""
    return f"{passage.text[: found.start()]}{entry.name}{owner}{passage.text[found.end() :]}"


def _named_before(article: Article, entry: Entry, number: int) -> bool:
    return any(at < number and article.text[start:end] == entry.name for at, start, end in entry.mentions)


def _actors(people: Roster, said: Mapping[int, list[Attribution]]) -> Iterator[ActorDraft]:
    """Yield who speaks, bears a role or is named more than once."""
    speakers = {one.speaker for attributions in said.values() for one in attributions}
    for entry in people.entries:
        if entry.name in speakers or entry.role or len(entry.mentions) > 1:
            yield ActorDraft(name=entry.name, kind=entry.kind, role=entry.role)


def _counts(article: Article) -> Iterator[CountDraft]:
    """Yield the quantities that count something a briefing may list.

    Lengths of time count nothing, and the killed and injured are for `casualties`: a number of them that is narrowed or
    widened by its sentence ("so far this year") is a count of its own.
    """
    for sentence in article.sentences[:_MOST_COMPARED]:
        text = article.sentence(sentence.number)
        for quantity in find_quantities(text, article.language):
            of = counted(text, quantity, article.language)
            if of is None or quantity.unit in DURATIONS:
                continue
            if is_abroad(article.language) or (telling(text, quantity, of) and not _in_toll(text, quantity, of)):
                yield CountDraft(sentence=sentence.number, surface=quantity.surface, of=of)


def _in_toll(text: str, quantity: Quantity, of: str) -> bool:
    """Whether a number is of people killed or injured, and no words of its sentence say of which part, time or area."""
    told = any(harm.search(of) for harm in HARMS.values()) or any(
        one.start <= quantity.start < one.end and one.fate != "shot" for one in find_fates(text)
    )
    return told and scope_of(text, quantity.start, quantity.end) is None


def _uncertainties(article: Article) -> Iterator[UncertaintyDraft]:
    """Yield what each sentence leaves open, once for each kind of cue."""
    for sentence in article.sentences[:_MOST_COMPARED]:
        text = article.sentence(sentence.number)
        first = {cue.kind: cue for cue in reversed(find_cues(text))}
        for cue in sorted(first.values(), key=lambda cue: cue.start):
            yield UncertaintyDraft(sentence=sentence.number, text=text, cue=cue.text, kind=cue.kind)
