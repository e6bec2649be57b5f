"""The roster: everyone an article names, once each, with every mention, alias and role.

A name joins the entry it may denote that was mentioned last, so "Clinton" after "Bill Clinton" is he. A role is
what stands beside a name: the title or noun before it ("Belarusian leader"), the apposition after it ("a farmer
from Kent"), or the country that owns it ("North Korea's Choe Son Hui"). A capital that acts ("Seoul has alerted")
is its country; one that things happen in stays a place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from summarizer.grounding import countries, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.models import ActorKind, Article, Sentence


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())


Mention = tuple[int, int, int]
"""Sentence number, and offsets into the article's text."""

MAX_ROLE_WORDS = 12
_MAX_BEFORE_WORDS = 6
_MAX_CANDIDATES = 20
_LONG_WORD = 4
_HEADLINE_SHARE = 0.75
_RAISED = 3
_FOCUS_LENGTH = 12
_FOCUS_SENTENCES = 6
_OPENING = 12
"""Characters: a pronoun this close to a sentence's start goes on about the one person of the sentence before."""
_GENDERS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_GENDERED = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)
_KINDS: dict[str, tuple[ActorKind, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "they": ("group", "organization"),
    "it": ("organization", "country"),
}

ROLE_NOUNS = word_set("""
    activist actor actress adviser advisor agent aide ally ambassador analyst architect archbishop artist athlete
    attorney author banker billionaire biologist bishop boss broker businessman businesswoman candidate captain cardinal
    ceo chair chairman chairperson chairwoman champion chancellor chief coach colleague colonel columnist comedian
    commander commentator commissioner congressman congresswoman constable consultant coordinator correspondent
    councillor counsel counterpart critic dean defender delegate deputy detective dictator diplomat director doctor
    driver economist editor emperor engineer entrepreneur envoy equal executive expert farmer fighter filmmaker founder
    friend general governor guard head historian inspector instructor investor journalist judge justice king lawmaker
    lawyer leader lecturer legislator lieutenant lobbyist major manager mayor militant minister model mp negotiator
    neighbor neighbour nominee nurse officer official operator opponent oppressor organiser organizer owner partner
    pastor patient physician pilot player politician pollster pope premier president priest prince princess principal
    producer professional professor prosecutor psychologist publisher queen reporter representative researcher resident
    rival ruler runner scholar scientist secretary senator sergeant sheriff singer soldier solicitor speaker specialist
    spokesman spokesperson spokeswoman strategist striker student successor superintendent supervisor surgeon teacher
    technician trader trainer treasurer tycoon veteran victim volunteer warden winner witness worker writer father
    mother son daughter brother sister husband wife widow cousin nephew niece uncle aunt girlfriend boyfriend
    """)
_SOURCES = ROLE_NOUNS | word_set("""
    authority company council court critic data expert firm force government group ministry department document media
    member nation network newspaper office organisation organization outlet panel party paper people police poll
    report research staff statement state source study survey team tribunal troop union university witness
    agency army article bank board body campaign committee commission charity club embassy filing indictment lawsuit man
    men woman women parent child foe percent
""")
_MODIFIERS = word_set("""
    acting assistant associate chief current defence defense deputy economic emeritus exiled finance first foreign former
    head health home incoming interior interim jailed junior justice late lead long-time longtime managing new opposition
    outgoing presidential prime retired ruling second senior state then top veteran vice republican democratic labour
    conservative liberal left-wing right-wing far-right national regional local military medical political attorney
    """)
_SHORT_TITLES = word_set("gov sen rep gen lt col maj capt sgt prof rev")
_HONORIFICS = word_set("mr mrs ms miss mx dr sir dame lord lady")
_SHE_ROLES = word_set("actress mother daughter sister wife widow niece aunt girlfriend queen princess")
_HE_ROLES = word_set("actor father son brother husband nephew uncle boyfriend king prince pope monk")
_FUNCTION = word_set("""
    the a an his her its their our my this that and or but nor of by with from to for in on at as so if than then when
    while after before since because although though like unlike under over about against between during until once both
    meanwhile however today yesterday said says where what one here there monday tuesday wednesday thursday friday
    saturday sunday
    """)
_APPOSITION = re.compile(r",\s+(?:\d{1,3},\s+)?(?P<role>[^,.;:!?“”\"()\n—–]{3,160})(?=[,.;:!?“”\"()\n—–]|$)")
_RELATIVE = re.compile(r"\b(?:who|whose|which|that|said|says|told|claimed|added|has|had|was|is|will)\b.*", re.DOTALL)
_PREPOSITION = re.compile(r"\b(?:of|at|in|for|on|with|from|to|by|and)\b")
_WORD = re.compile(r"\w+")
_LEADING = re.compile(r"^(?:the|an?|his|her|its|their|our|my)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_OWNER = re.compile(r"(?P<owner>[A-Z]\w+(?:\s[A-Z]\w+){0,3})['’]s?\s+$")
_STOPS = ',.;:!?”"’)'
_LOCATIVE = re.compile(r"\b(?:in|at|near|from|to|outside|around|across|into|through|inside|visit(?:ed|ing|s)?)\s+$")
_ACTING = re.compile(
    r"['’]s?\s+(?!\w*\s*(?:airport|station|streets?|suburbs?|university)\b)\w|"
    r"\s+(?:(?:also|itself)\s+)?(?:ha[sd]|will|would|may|might|must|could|can|did|does|is|was|says?|said|told|thinks?|"
    r"wants?|knew|knows|made|took|gave|sent|\w{2,}ed|\w{3,}ing|\w{2,}ly|to|insists|fears|believes|and\s+[A-Z]\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something an article names.

    Attributes:
        name: The fullest form of the name that the article uses.
        aliases: The other forms, in the order of their first use.
        kind: What kind of actor it is.
        role: Title, noun or apposition beside the name, as written; "country" for a country; None where none is.
        mentions: Every mention, in order.
    """

    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    role: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The entries of an article, in the order of their first mention."""

    entries: tuple[Entry, ...]
    _mentions: tuple[tuple[int, int, Entry], ...] = field(repr=False)
    _by_key: dict[str, Entry] = field(repr=False, compare=False)

    def resolve(self, mention: str) -> Entry | None:
        """Return whom a name denotes, whatever its case, accents or possessive; None where nobody bears it."""
        plain = _POSSESSIVE.sub("", _LEADING.sub("", mention.strip()))
        return self._by_key.get(countries.key(plain)) or self._by_key.get(countries.key(countries.country(plain) or ""))

    def within(self, start: int, end: int) -> list[tuple[int, int, Entry]]:
        """Return the mentions that lie in `article.text[start:end]`, in order, with their offsets."""
        first, last = (bisect_left(self._mentions, at, key=itemgetter(0)) for at in (start, end))
        return [mention for mention in self._mentions[first:last] if mention[1] <= end]


@dataclass(slots=True, eq=False)
class _Group:
    """An entry that is still growing; equal only to itself."""

    kind: ActorKind | None
    forms: dict[str, None] = field(default_factory=dict)
    title: str | None = None
    role: str | None = None
    settings: Counter[ActorKind] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form: the most words, then the most letters; a country before its capital."""
        land = self.kind == "country"
        return max(self.forms, key=lambda form: (land and not countries.capital_of(form), len(form.split()), len(form)))

    def entry(self) -> Entry:
        """Return the group as it stands."""
        name = self.name
        kind = self.kind or ("person" if self.role else names.kind(name, self.title))
        if kind == "person" and not self.role and not self.title:
            kind = next((other for other, count in self.settings.items() if count == len(self.mentions)), kind)
        role = self.role or ("country" if kind == "country" else None)
        aliases = tuple(form for form in self.forms if form != name)
        return Entry(name, aliases, kind, role, tuple(self.mentions))


def roster(article: Article) -> Roster:
    """Return everyone and everything an article's sentences name, once each."""
    groups: dict[_Group, None] = {}
    index: dict[str, dict[_Group, None]] = {}
    for sentence, text, name in _named(article):
        kind, keys = _identity(name, text)
        group = _known(name.text, kind, keys, index) or _Group(kind)
        groups[group] = None
        for key in keys:
            index.setdefault(key, {}).pop(group, None)
            index[key][group] = None
        group.forms[name.text] = None
        group.title = group.title or name.title
        if group.kind is None:
            group.role = max(group.role, _role(text, name), key=lambda role: len((role or "").split()))
            group.settings.update(_setting(text, name))
        group.mentions.append((sentence.number, sentence.start + name.start, sentence.start + name.end))
    return _finish(list(groups))


def _named(article: Article) -> Iterator[tuple[Sentence, str, names.Name]]:
    """Yield the names of each sentence; those found anywhere confirm one that opens a sentence."""
    sentences = [(sentence, article.text[sentence.start : sentence.end]) for sentence in article.sentences]
    ordinary = {word for _, text in sentences for word in _WORD.findall(text) if word.islower()}
    prose = ((sentence, text) for sentence, text in sentences if not _is_headline(text, ordinary))
    first = [(sentence, text, names.find_names(text)) for sentence, text in prose]
    known = {word for _, _, found in first for name in found for word in _WORD.findall(name.text)}
    for sentence, text, found in first:
        unseen = known.intersection(_WORD.findall(text)).difference(*(_WORD.findall(name.text) for name in found))
        for name in names.find_names(text, unseen) if unseen else found:
            if not names.is_pronoun(name.text) and not countries.is_demonym(name.text):
                yield sentence, text, _untitled(name)


def _is_headline(text: str, ordinary: set[str]) -> bool:
    """Whether a sentence is set in title case: its capitals stand on words that are written small elsewhere."""
    long = [word for word in _WORD.findall(text)[1:] if len(word) >= _LONG_WORD]
    capitals = [word for word in long if word[0].isupper()]
    raised = ordinary.intersection(word.casefold() for word in capitals)
    return len(raised) >= _RAISED and len(capitals) > _HEADLINE_SHARE * len(long)


def _untitled(name: names.Name) -> names.Name:
    """Return a name of a person without the role that was found as a part of it: "House Speaker Ann Lee"."""
    words = name.text.split()
    for at in range(len(words) - 3, -1, -1):
        rest = " ".join(words[at + 1 :])
        if words[at].casefold().rstrip(".") in ROLE_NOUNS | _SHORT_TITLES | _MODIFIERS and names.kind(rest) == "person":
            title = " ".join(words[: at + 1])
            return names.Name(rest, name.end - len(rest), name.end, title) if name.text.endswith(rest) else name
    return name


def _identity(name: names.Name, text: str) -> tuple[ActorKind | None, tuple[str, ...]]:
    """Return the kind of a name where it is a country or capital, and the keys it is filed under."""
    if country := countries.country(name.text):
        return "country", (f"country {countries.key(country)}",)
    if country := countries.capital_of(name.text):
        if _acts(text[: name.start], text[name.end :]):
            return "country", (f"country {countries.key(country)}",)
        return names.kind(name.text), (f"place {countries.key(name.text)}",)
    return None, (*countries.key(name.text).split(), *_initials(name.text))


def _initials(name: str) -> tuple[str, ...]:
    """Return the acronym of a name of several words, by its capitals, as a key; none for a name of one word."""
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    return ("".join(capitals).casefold(),) if len(capitals) > 1 else ()


def _acts(before: str, after: str) -> bool:
    """Whether a capital stands for its government, judged by the words around it."""
    return not _LOCATIVE.search(before) and (_ACTING.match(after) is not None or before.endswith(("with ", "by ")))


def _known(
    name: str, kind: ActorKind | None, keys: tuple[str, ...], index: dict[str, dict[_Group, None]]
) -> _Group | None:
    """Return the group a name belongs to: of those that share a word with it, the one mentioned last."""
    for key in keys:
        for group in islice(reversed(index.get(key, {})), _MAX_CANDIDATES):
            if kind or name in group.forms or names.same(name, group.name):
                return group
    return None


def _finish(groups: list[_Group]) -> Roster:
    """Return the roster of finished groups; a name that a country and a place share means the country."""
    entries = [group.entry() for group in groups]
    by_key: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.kind == "place"):
        for form in (entry.name, *entry.aliases, countries.country(entry.name) or entry.name):
            by_key.setdefault(countries.key(form), entry)
    for entry in entries:
        if entry.kind == "person":
            by_key.setdefault(countries.key(entry.name.split()[-1]), entry)
    mentions = sorted(
        ((start, end, entry) for entry in entries for _, start, end in entry.mentions), key=itemgetter(0, 1)
    )
    return Roster(tuple(entries), tuple(mentions), by_key)


def is_source(noun: str) -> bool:
    """Whether a noun, in singular or plural, names people or bodies that can say something."""
    bare = noun.casefold().strip(".,'’\"").rpartition("-")[2]
    endings = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("men", "man"))
    return any(bare.endswith(end) and bare.removesuffix(end) + one in _SOURCES for end, one in endings)


# ── Roles ─────────────────────────────────────────────────────────────────────────────────────────


def _role(text: str, name: names.Name) -> str | None:
    """Return the role that stands beside a name, before it or after it."""
    before, after = text[: name.start], text[name.end :]
    return _role_before(before, name.title) or _role_after(after) or (_owner(before) if " " in name.text else None)


def _role_before(before: str, title: str | None) -> str | None:
    """Return the title or noun phrase that leads up to a name: "Belarusian leader", "Defence Secretary"."""
    tokens = before.split()[-_MAX_BEFORE_WORDS:]
    titled = {word.casefold().rstrip(".") for word in (title or "").split()} - _HONORIFICS
    if not tokens or _bare(tokens[-1]) not in ROLE_NOUNS | titled:
        return None
    first = len(tokens)
    while first and _leads(tokens[first - 1]) and (first == len(tokens) or tokens[first - 1][-1] not in _STOPS):
        first -= 1
    return " ".join(tokens[first:]) or None


def _leads(token: str) -> bool:
    """Whether a word can stand in the noun phrase before a name."""
    bare = _bare(token)
    if bare in _FUNCTION or not bare:
        return False
    return bare in ROLE_NOUNS or bare in _MODIFIERS or token[0].isupper()


def _bare(token: str) -> str:
    """Return the last part of a word in lower case, without marks: "vice-president" gives "president"."""
    return token.strip("“”‘’\"'(),.;:—–-").casefold().rpartition("-")[2]


def _role_after(after: str) -> str | None:
    """Return the apposition that follows a name: ", a farmer from Kent,"."""
    found = _APPOSITION.match(after)
    if not found:
        return None
    role = _LEADING.sub("", _RELATIVE.sub("", found["role"]).strip())
    head = {_bare(word) for word in _PREPOSITION.split(role, maxsplit=1)[0].split()}
    if not head & ROLE_NOUNS:
        return None
    return " ".join(role.split()[:MAX_ROLE_WORDS])


def _setting(text: str, name: names.Name) -> set[ActorKind]:
    """Return what the words before an untitled name make of it: "the West" is a group, "in Kursk" a place."""
    before = text[: name.start]
    if before.endswith(("the ", "The ")) and name.title is None:
        return {"group"}
    alone = " " not in name.text
    return {"place"} if alone and (_LOCATIVE.search(before) or _owner(before)) else set()


def _owner(before: str) -> str | None:
    """Return "of North Korea" where a name follows a country's possessive."""
    found = _OWNER.search(before)
    return f"of {found['owner']}" if found and countries.country(found["owner"]) else None


# ── Pronouns ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Focus:
    """Who was spoken of last, so that a pronoun can be resolved; `genders` are 'he' or 'she' by name."""

    genders: dict[str, str]
    _seen: deque[tuple[int, str, ActorKind]] = field(default_factory=lambda: deque(maxlen=_FOCUS_LENGTH))

    def saw(self, sentence: int, name: str, kind: ActorKind) -> None:
        """Put a speaker or subject of a sentence into focus."""
        self._seen.append((sentence, name, kind))

    def meant(self, pronoun: str, sentence: int) -> str | None:
        """Return whom a pronoun in a sentence means; None where nobody in focus fits."""
        gender = _GENDERS.get(pronoun.casefold())
        kinds = _KINDS.get(pronoun.casefold(), ())
        for seen, name, kind in reversed(self._seen):
            if sentence - seen > _FOCUS_SENTENCES:
                return None
            if kind in kinds and (gender is None or self.genders.get(name, gender) == gender):
                return name
        return None


def genders(sentences: Iterable[tuple[int, str]], known: Roster) -> dict[str, str]:
    """Return 'he' or 'she' for the people whose gender pronouns or roles show, by name.

    `sentences` are offsets and words of an article's sentences, with what is quoted blanked out.
    """
    votes: dict[str, Counter[str]] = {}
    alone: Entry | None = None
    for offset, text in sentences:
        people = [m for m in known.within(offset, offset + len(text)) if m[2].kind == "person"]
        pronoun = _GENDERED.search(text)
        if pronoun:
            before = {entry.name: entry for _, end, entry in people if end <= offset + pronoun.start()}
            first = next(iter(before.values())) if len(before) == 1 else None
            owner = first or (alone if not before and pronoun.start() < _OPENING else None)
            if owner:
                votes.setdefault(owner.name, Counter())[_GENDERS[pronoun.group().casefold()]] += 1
        everyone = {entry.name: entry for _, _, entry in people}
        alone = next(iter(everyone.values())) if len(everyone) == 1 else alone if not everyone else None
    shown = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    return shown | {entry.name: gender for entry in known.entries if (gender := _gender_of_role(entry))}


def _gender_of_role(entry: Entry) -> str | None:
    """Return the gender that a role such as "spokeswoman" shows."""
    last = _bare((_PREPOSITION.split(entry.role or "", maxsplit=1)[0].split() or [""])[-1])
    if last.endswith("woman") or last in _SHE_ROLES:
        return "she"
    return "he" if last.endswith("man") or last in _HE_ROLES else None
