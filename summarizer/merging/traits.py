"""What an article's event is told by: its words, phrases, names, figures, days and ages, and how rare each of them is.

Taken straight from the text with light patterns, a few milliseconds an article: grouping comes before anything slower.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.grounding import lexicon
from summarizer.merging import elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import Article

_LEAD = 600  # characters: what happened stands there, background and other stories further down
_LONGEST = 40_000  # characters that are looked at; what an article is about stands long before

_SILENT = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being between both
    but by can could did do does doing down dr during each few for from further had has have having he her here
    hers him his how i if in into is it its just me more most mr mrs ms my no nor not now of off on only onto or
    other our out over own per rev s said same say saying says she should so some such t than that the them then
    there these they this those through to told too toward towards under until up upon us very via was we were
    what when where whether which while who whom why will with within without would yet you your
    """.split()
)
"""Words that tell nothing of an event."""

_COMMON = frozenset(
    """
    able accord account accuse act action add address administration afternoon age agency agent ago agree air
    allege allow america american announce answer apartment appear april area argue army arrest arrive article ask
    assault attack attempt attorney august authorities authority away back bad ban bank base battle began begin
    behind believe best better big bill black blame block board body book border box boy break bring brother build
    building business buy call came camera campaign candidate car care carry case cause center central centre
    chairman chance change charge chief child children church circumstance citizen city civil claim class clear
    close club college come comment commission committee community company concern condition conference confirm
    congress consider contact continue control conversation council country county couple court crime criminal
    crisis critic critical crowd current cut damage daughter day days dead deal death debate december decide
    decision defence defend defense demand democrat democrats department deputy describe detail detective die died
    different difficult director discuss district doctor door drive driver drop drug early east economic economy
    editor education effort election email emergency employee end enforcement enough evening event evidence expect
    experience explain face fact fail family father favor fear february federal feel fight file final financial
    find fire firm first five flee floor follow force foreign form former forward found four free friday friend
    front fund future gas gave general girl give go goal good government governor great ground group grow guard
    guilty gun half hand happen happened hard head health hear heard hearing held help high hill history hit hold
    home homicide hope hospital hour hours house huge human hundred hurt husband idea image immediate impact
    import important incident include increase independent indicate industry inform information injure injured
    injuries injury inside international interview investigate investigation investigator involve issue jail
    january job join judge july june jury justice kept kid kill killed know known large late later latest launch
    law lawmaker lawyer lead leader learn leave led left legal less let letter level life light like line list
    little live local long longer look lose loss lost lot love low main major majority make man manage march mark
    marriage matter mayor mean measure media medical meet meeting member men message met middle might mile
    military million mind minister minute mission mom moment monday money month morning mother motive move murder
    name nation national near need negotiate neighbor neighborhood network never new news newspaper night north
    note november number october offer office officer official officials oil old one open operation opportunity
    oppose order organization outside owner page paid parent park part party pass past pay peace people percent
    period person phone photo place plan play plea police policy political politics poll poor popular population
    position possible post power prepare present president press pressure prevent previous price prime prison
    private problem process program project property propose prosecutor protect protest prove provide public pull
    push put question quick quote race raise ran reach read ready real reason receive recent record recover reduce
    refuse region relate relationship release remain remember reply report reporter republican republicans request
    require rescue research resident resign resolution respond response rest result return reveal review right
    rise risk road role room rule run safe safety sale saturday saw scene school sea search season seat second
    secretary section security see seek seem seen senate senator send senior sense sentence september series
    serious serve service set seven several share sheriff shoot shooting shot show shown shut side sign similar
    simple single sister situation six small social society soldier son soon sort sought source south speak
    special speech spend spoke spokesman spokeswoman staff stage stand standard start state statement stay step
    stood stop store story street strike strong student study suffer suggest sunday support suspect system take
    taken talk target tax team tell ten term test thank thing think third thought thousand threat threaten three
    thursday time today together tomorrow tonight took top total touch tough town trade treat trial trip trouble
    trump try tuesday turn two type under union unit united university update use used vehicle victim victims
    video view violence visit vote voter wait walk wall want war warn warrant washington watch water way weapon
    wednesday week weekend weeks west white wife win window witness witnesses woman women wonder word work worker
    world worry wound wounded write wrong year years yesterday york young
    """.split()
)
"""Words that every newspaper prints every day."""

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen twenty".split(),
        2,
    )
} | {"double": "2", "triple": "3", "quadruple": "4", "quintuple": "5"}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*+|[.,;:!?\n\"“”()—–|]")
_PLAIN = re.compile(r"[^\W_]+")
_ENDS = frozenset('.:!?\n"“|')
_BREAKS = frozenset(",;”()—–") | _ENDS
_POSSESSIVE = re.compile(r"['’]s?$")
_INFLECTED = re.compile(r"(?:ings|ing|ies|ied|ed|es|s)$")
_SHORTEST = 3  # letters that a stem has at least
_FURNITURE = re.compile(
    r"^[^\n]{0,80}?\b(?:newsletters?|subscribe|sign up|all rights reserved|download (?:the|our)|follow us|click here"
    r"|read more|related (?:stories|articles|content)|breaking news alerts)\b[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
# Digits come first, as a search for them is quick; what stands before them is looked at after.
_AGE = re.compile(r"\d{1,2}(?:([- ]year[- ]old)|[,.])")
_INWORD = re.compile(r"\w$")
_AGED = re.compile(r"[A-Z][a-z]{1,30}, $")
_BEFORE = 34  # characters that `_AGED` looks at before an age, at the most
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Traits:
    """What one article's event is told by. Words are stems in lower case, phrases two words that stand side by side.

    Attributes:
        words: How often each word stands in the title and the text, numbers aside.
        phrases: The same of phrases.
        names: The same of words with a capital within a sentence.
        figures: The same of words that begin with a digit.
        lead: The same of all words of the title and the first sentences.
        title: The words of the title.
        title_counts: Small numbers in the title, 1 aside: "three" is "3".
        counts: Small numbers in the title and the first sentences.
        days: Days of the week in the first sentences.
        ages: Ages of persons, as digits.
        opening: The words of the title and the opening sentence, figures too, but for those of its places.
        aside: Words that stand nowhere but in sentences on other events.
    """

    words: Counter[str]
    phrases: Counter[str]
    names: Counter[str]
    figures: Counter[str]
    lead: Counter[str]
    title: frozenset[str]
    title_counts: frozenset[str]
    counts: frozenset[str]
    days: frozenset[str]
    ages: frozenset[str]
    opening: frozenset[str]
    aside: frozenset[str]


def read(article: Article) -> Traits:
    """Return the traits of an article's title and text; lines of the page's own, such as "Subscribe", tell nothing."""
    title, text = article.title[:_LEAD], _FURNITURE.sub("", article.text[:_LONGEST])
    cut = text.find(" ", _LEAD) + 1 or len(text)
    kept: list[str] = []
    phrases: list[str] = []
    names: list[str] = []
    _scan(title, kept, phrases, [])
    titled = frozenset(kept)
    _scan(text[:cut], kept, phrases, names)
    lead = Counter(kept)
    _scan(text[cut:], kept, phrases, names)
    every = Counter(kept)
    figures = Counter({word: number for word, number in every.items() if word[0].isdigit()})
    opening, asides = elsewhere.opening(text), Counter(_words(" ".join(elsewhere.asides(text))))
    said, opened = _PLAIN.findall(title.casefold()), _PLAIN.findall(text[:cut].casefold())
    return Traits(
        Counter({word: number for word, number in every.items() if word not in figures}),
        Counter(phrases),
        Counter(name for name in names if name not in figures),
        figures,
        lead,
        title=titled.difference(figures),
        title_counts=_counts(said),
        counts=_counts((*said, *opened)),
        days=_DAYS.intersection(opened),
        ages=frozenset(_ages(f"{title} {text}")),
        opening=titled.union(_words(opening)).intersection(every).difference(_words(elsewhere.places(opening))),
        aside=frozenset(word for word, number in asides.items() if number == every[word]),
    )


def _ages(text: str) -> Iterator[str]:
    """Yield the ages of "31-year-old" and "Ilse Tarn, 31," as digits."""
    for match in _AGE.finditer(text):
        years, before = match[1] or "", text[max(match.start() - _BEFORE, 0) : match.start()]
        if not _INWORD.search(before) if years else _AGED.search(before):
            yield match[0].removesuffix(years) if years else match[0][:-1]


def _words(part: str) -> list[str]:
    return [word for raw in _TOKEN.findall(part) if raw not in _BREAKS and (word := _word(raw))]


def _scan(part: str, kept: list[str], phrases: list[str], names: list[str]) -> None:
    """Add the words, phrases and names of a part of an article to what is found already."""
    before, opening = "", True
    for raw in _TOKEN.findall(part):
        if raw in _BREAKS:
            before, opening = "", opening or raw in _ENDS
            continue
        word = _word(raw)
        if word:
            kept.append(word)
            if before:
                phrases.append(f"{before} {word}")
            if not opening and raw[0].isupper():
                names.append(word)
        before, opening = word, False


@lru_cache(maxsize=65536)
def _word(raw: str) -> str:
    """Return the stem of a word in lower case; '' for one that tells nothing."""
    word = _POSSESSIVE.sub("", raw.casefold())
    if word in _SILENT or not word:
        return ""
    return word if word[0].isdigit() else _stem(word)


def _stem(word: str) -> str:
    ending = _INFLECTED.search(word)
    return word[: ending.start()] if ending and ending.start() >= _SHORTEST else word


def _counts(words: Iterable[str]) -> frozenset[str]:
    small = (word if word.isdigit() and len(word) <= 2 else _NUMBERS.get(word) for word in words)  # noqa: PLR2004  (two digits)
    return frozenset(one for one in small if one) - {"0", "1"}


# ── How common a trait is ─────────────────────────────────────────────────────────────────────────

_COMMON_STEMS = frozenset(map(_stem, _COMMON))


@lru_cache(maxsize=65536)
def commonness(trait: str) -> float:
    """Return the share of news articles that a word, phrase or figure is expected in, where no corpus tells.

    Rough by design: one share for what every newspaper prints, one for the other words of a dictionary (WordNet's), and
    one for the rest, which are mostly names.
    """
    first, _, second = trait.partition(" ")
    if second:
        return 0.004 if first in _COMMON_STEMS and second in _COMMON_STEMS else 0.0005
    if first[0].isdigit():
        return 0.1 if len(first) <= 2 or _YEAR.fullmatch(first) else 0.002  # noqa: PLR2004  (two digits)
    if first in _COMMON_STEMS:
        return 0.15
    return 0.015 if lexicon.kinds(first) or lexicon.kinds(f"{first}e") else 0.001
