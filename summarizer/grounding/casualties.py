"""The toll of an article's main event: how many were killed and how many injured, and the words that say so.

`readings` reads every toll that some sentences give by themselves: stated numbers, persons counted one by one, those
shot less those who died. It is what `verify` runs again on the evidence. `casualties` chooses among them for an
article: what its title and its first sentences say goes before what follows, and other events do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.grounding.fates import Mention, find_fates
from summarizer.grounding.victims import TITLE, Told, victims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.grounding.victims import Harm, Victim
    from summarizer.models import Article, Figure, Modifier, Reading

_FURTHEST = 60
_GAP: dict[Harm, int] = {"killed": 4, "injured": 8}
_BRIEF = 4
_OTHER = re.compile(
    r"""
    \b(?:last|previous|past|prior)\s(?:year|month|decade|summer|winter|spring|fall)|\b(?:this|per|each|every)\syear\b|\byear-to-date
    |\b(?:years?|months|decades?)\s(?:ago|earlier|before)\b|\bso\sfar\sin\s|\bsince\s(?:19|20)\d\d|\bin\s(?:19|20)\d\d\b|\bannual
    |\b\d+(?:st|nd|rd|th)\s(?:homicide|murder|killing|slaying|fatal|shooting|death|person|victim)
    |\b(?:separate|unrelated|another|previous|similar|different|earlier|other|recent|second)\s(?:[\w-]+\s){0,2}?(?:shootings?|incidents?|attacks?|crash(?:es)?|homicides?|murders?|slayings?|killings?|cases?|massacres?)\b
    |\b(?:prior\sto|(?:days|weeks|hours)\s(?:after|before)\s(?:a|an|another|the))\b
    |\bin\sthe\s(?:united\sstates|u\.s\.|country|nation)\b
    |\bacross\s(?:the\s)?(?:country|nation|city|state|u\.?s\.?)|\bnationwide|\bstatistics|\bon\saverage|\bmore\sthan\s(?:\w+\s)?(?:years|decades)
    |\b(?:weekend|week|month)\sof\sviolence|\bsince\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b
    |\b(?:shootings|homicides|murders|killings)\sin\sthe\s(?:city|state|county)|\bviolent\s(?:weekend|night|week)|\bin\srecent\s(?:years|months|weeks)
    """,
    re.VERBOSE | re.IGNORECASE,
)


_DEATH = re.compile(
    r"\b(?:kill|dead|death|die[ds]?\b|fatal|murder|homicide|slain|slay|manslaughter|autopsy|coroner|lost\s(?:his|her|their)\sli)",
    re.IGNORECASE,
)
_BEFORE_HE = re.compile(r"\bbefore\ss?he$", re.IGNORECASE)
_MORE = re.compile(r"\bmore\s", re.IGNORECASE)  # "rose to 14 after five more bodies were found"
_PARTITIVE = re.compile(r"\bof\s(?:the|them|those|whom)\b", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:includ\w+|among|of\s(?:them|those|whom|the)|who|[.;:])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed or injured as some sentences give it.

    Attributes:
        harm: 'killed' or 'injured'.
        low: How many at the least.
        high: How many at the most; None where that is open.
        modifier: How the number is meant.
        surface: Words of the first sentence that give it.
        start: Offset of `surface` in the first of `sentences`.
        sentences: Their numbers, from 1, or their places in what was given, the one with `surface` first.
        weight: How much speaks for it.
    """

    harm: Harm
    low: float
    high: float | None
    modifier: Modifier
    surface: str
    start: int
    sentences: tuple[int, ...]
    weight: float = 0.0


def casualties(article: Article) -> tuple[Toll, ...]:
    """Return the killed and the injured of an article's main event, each where the article tells of any."""
    told = [Told(0, mention, article.title) for mention in find_fates(article.title)]
    for sentence in article.sentences[:_FURTHEST]:
        text = article.sentence(sentence.number)
        if not _OTHER.search(text):
            told += (Told(sentence.number, mention, text) for mention in find_fates(text))
    killed = _chosen(_candidates(told, "killed", None), article)
    if killed and killed.low == 1 and not _deadly(article, killed.sentences):
        killed = None
    killed = killed and _with_death_of_killer(killed, told)
    injured = _chosen(_candidates(told, "injured", killed), article)
    return tuple(one for one in (killed, injured) if one is not None)


def _deadly(article: Article, numbers: Sequence[int]) -> bool:
    """Whether an article tells of a death in its title or in another sentence than those given, too."""
    others = (one for one in article.sentences[:_FURTHEST] if one.number not in numbers)
    texts = [article.title, *(article.sentence(one.number) for one in others)]
    return len(article.sentences) <= _BRIEF or any(_DEATH.search(text) and not _OTHER.search(text) for text in texts)


def readings(sentences: Sequence[str]) -> list[Toll]:
    """Return every toll that sentences give by themselves; their places in `sentences` are from 1."""
    told = _told(sentences)
    killed = list(_candidates(told, "killed", None))
    return [*killed, *(one for toll in [None, *killed] for one in _candidates(told, "injured", toll))]


def _told(sentences: Sequence[str]) -> list[Told]:
    return [Told(number, mention, text) for number, text in enumerate(sentences, 1) for mention in find_fates(text)]


def proves(toll: Toll | Reading, sentences: Sequence[str], harm: Harm | None = None) -> bool:
    """Whether sentences by themselves give a toll, or a reading of `harm`: the same words, bounds and modifier."""
    harm = toll.harm if isinstance(toll, Toll) else harm
    said = (harm, toll.low, toll.high, toll.modifier, toll.surface)
    return any(said == (one.harm, one.low, one.high, one.modifier, one.surface) for one in readings(sentences))


def _chosen(tolls: Iterable[Toll], article: Article) -> Toll | None:
    """Return the toll that most speaks for, among those that their sentences prove; the weight of all equal ones counts."""
    by_value: dict[float, list[Toll]] = defaultdict(list)
    for one in tolls:
        by_value[one.low].append(one)
    best = sorted(by_value.values(), key=lambda same: -sum(one.weight for one in same))
    for same in best:
        inside = sorted(
            (one for one in same if one.sentences[0] > 0), key=lambda one: (len(one.sentences), one.sentences)
        )
        for one in inside:
            if proves(one, [article.sentence(number) for number in one.sentences]):
                return one
        if not inside and sum(one.weight for one in same) >= TITLE:
            return None  # the title says so, and no sentence
    return None


# ── Candidates ────────────────────────────────────────────────────────────────────────────────────


def _candidates(told: Sequence[Told], harm: Harm, killed: Toll | None) -> Iterator[Toll]:
    yield from _stated(told, harm)
    if harm == "injured":
        yield from _survivors(told, killed)
    yield from _one_by_one(told, harm, killed)


def _stated(told: Sequence[Told], harm: Harm) -> Iterator[Toll]:
    """Yield the tolls that a number or a list of persons states."""
    by_sentence: dict[int, list[Told]] = defaultdict(list)
    shot: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        if one.mention.fate == harm:
            by_sentence[one.number].append(one)
        elif harm == "injured" and one.mention.fate == "shot":
            shot[one.number].append(one)
    for number, same in by_sentence.items():
        if shot[number] and all(person.new for one in same for person in one.mention.persons):
            same[:0] = shot[number]
        sums = [made for one in same if (made := _sum(one)) is not None]
        whole = _together(same) if len(same) > 1 else None
        yield from (replace(one, weight=one.weight * (0.6 if whole else 1)) for one in sums)
        if whole:
            yield whole


def _together(same: Sequence[Told]) -> Toll | None:
    """Return the sum of all that one sentence tells of: "a girl was hurt, and two men were hurt"."""
    first, last = same[0], same[-1]
    between = first.text[first.mention.start : last.mention.end]
    persons = tuple(person for one in same for person in one.mention.persons)
    if (
        any(one.mention.part for one in same)
        or any(p.low is None or p.definite or _MORE.search(first.text, p.start, p.end) for p in persons)
        or _PARTS.search(between)
    ):
        return None
    merged = Mention(last.mention.fate, persons, first.mention.start, last.mention.end)
    made = _sum(Told(first.number, merged, first.text))
    return made and replace(made, weight=made.weight * 0.9)


def _sum(one: Told) -> Toll | None:
    mention = one.mention
    stated = any(person.stated for person in mention.persons)
    if not stated and len(mention.persons) == 1 and mention.persons[0].single:
        return None
    if any(person.low is None for person in mention.persons):
        return None
    if mention.weak and _PARTITIVE.search(one.text, mention.start, mention.end):
        return None  # "three of the victims are in good condition" does not say how many were hurt
    low = sum(person.low or 0 for person in mention.persons)
    highs = [person.high for person in mention.persons]
    high = None if None in highs else sum(high or 0 for high in highs)
    first = mention.persons[0]
    surface = first.surface if len(mention.persons) == 1 else one.text[mention.start : mention.end]
    modifier: Modifier = next((p.modifier for p in mention.persons if p.modifier != "exact"), "exact")
    more = mention.fate == "killed" and stated and all(person.new for person in mention.persons)
    weight = one.weight * (0.4 if mention.part or more else 0.7 if mention.weak else 1.0)
    harm: Harm = "killed" if mention.fate == "killed" else "injured"
    start = one.text.find(surface, mention.start)
    return Toll(harm, low, high, modifier, surface, start, (one.number,), weight)


def without_killer(sentences: Sequence[str], killed: float | None) -> bool:
    """Whether sentences tell that somebody killed so many, and that this one died as well: the number is without them."""
    told = _told(sentences)
    return any(_is_suspect(one) for one in told) and any(one.mention.active and _states(one, killed) for one in told)


def _with_death_of_killer(toll: Toll, told: Sequence[Told]) -> Toll:
    """Return those whom somebody killed with the sentence that tells of that one's death, too, where there is one."""
    died = [one for one in told if one.number and one.mention.fate == "killed" and _is_suspect(one)]
    here = [one for one in told if one.number == toll.sentences[0]]
    if not died or not any(one.mention.active and _states(one, toll.low) for one in here):
        return toll
    last = min(died, key=lambda one: (abs(one.number - toll.sentences[0]), one.number))
    return replace(toll, sentences=tuple(dict.fromkeys((*toll.sentences, last.number))))


def _is_suspect(one: Told) -> bool:
    """Whether a mention tells of the death of who did it: "the gunman was killed", "before he was shot dead"."""
    mention = one.mention
    if len(mention.persons) != 1 or not mention.persons[0].single:
        return False
    return mention.suicide or mention.persons[0].suspect or bool(_BEFORE_HE.search(one.text, 0, mention.end))


def _states(one: Told, killed: float | None) -> bool:
    persons = one.mention.persons
    return (
        one.mention.fate == "killed" and not _is_suspect(one) and sum(person.low or 0 for person in persons) == killed
    )


def _survivors(told: Sequence[Told], killed: Toll | None) -> Iterator[Toll]:
    """Yield those shot less those who died of it."""
    for one in told:
        if one.mention.fate != "shot" or (made := _sum(one)) is None:
            continue
        if killed is None or all(person.new for person in one.mention.persons):
            yield made
        elif killed.high == killed.low and made.low > killed.low:
            less = killed.low
            high = None if made.high is None else made.high - less
            both = tuple(dict.fromkeys((one.number, *killed.sentences)))
            yield replace(made, harm="injured", low=made.low - less, high=high, sentences=both)


def _one_by_one(told: Sequence[Told], harm: Harm, killed: Toll | None) -> Iterator[Toll]:
    """Yield the number of single persons whom several sentences tell of, each counted once."""
    everyone = victims(told)
    people = [one for one in everyone if one.harm == harm]
    if harm == "injured" and killed is not None:
        unnamed = max(0, int(killed.low) - sum(one.harm == "killed" for one in everyone))
        doubtful = [one for one in people if one.open][:unnamed]
        people = [one for one in people if one not in doubtful]
    people = _close(people, harm)
    if not people:
        return
    best = [one.best for one in people]
    numbers = tuple(dict.fromkeys(told.number for told, _ in best if told.number)) or (0,)
    weight = people[0].told[0].weight * (0.3 if len(people) == 1 else 0.6)
    person = next((person for told, person in best if told.number == numbers[0]), best[0][1])
    yield Toll(harm, len(people), len(people), "exact", person.surface, person.start, numbers, weight)


def _close(people: Sequence[Victim], harm: Harm) -> list[Victim]:
    """Return those told of without a long way between them: whoever comes up much later is of another event."""
    kept: list[Victim] = []
    for one in sorted(people, key=lambda one: one.best[0].number):
        if kept and one.best[0].number - kept[-1].best[0].number > _GAP[harm] and kept[-1].best[0].number:
            break
        kept.append(one)
    return kept


# ── One with what was counted ─────────────────────────────────────────────────────────────────────

HARMS: dict[Harm, re.Pattern[str]] = {
    "killed": re.compile(r"\b(?:kill|dead|died|death|slain|murdered|fatal)", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur|wound|hurt|hospitali)", re.IGNORECASE),
}
"""Words for what is counted that tell of those killed, and of those injured."""


def same_people(figure: Figure, harm: Harm, reading: Reading) -> bool:
    """Whether a figure of the same article counts those whom `reading` gives as killed or injured.

    It does where it gives the same number with the same fate, or the same words of the same sentence with no other fate.
    """
    if figure.unit is not None or any(other.search(figure.of) for name, other in HARMS.items() if name != harm):
        return False
    first = figure.readings[0]
    if first.surface == reading.surface and first.evidence[0] == reading.evidence[0] and " " not in figure.of:
        return True
    if not HARMS[harm].search(figure.of):
        return False
    values = {(one.low, one.high) for one in figure.readings}
    return values == {(reading.low, reading.high)}
