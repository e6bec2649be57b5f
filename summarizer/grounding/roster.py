"""The roster: everyone an article names, once each, with every mention, alias and role.

A name joins the entry that was called so before, else the one it may denote that was mentioned last. Relatives of one
surname are told apart: a full name that comes in as somebody's son or wife, or behind another given name ("Ida and Bo
Lund"), is somebody new. A capital that acts ("Seoul has alerted") is its country; one that things happen in stays a
place; a seat of power ("the Kremlin") is a body of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from summarizer.grounding import countries, names
from summarizer.grounding.roles import is_role_word, owner_before, role_beside, without_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.models import ActorKind, Article, Sentence

Mention = tuple[int, int, int]
"""Sentence number, and offsets into the article's text."""

_MAX_CANDIDATES = 20
_LONG_WORD = 4
_HEADLINE_SHARE = 0.75
_RAISED = 3
_NEAR = 80  # characters before a name that may say whose relative it is
_LONGEST_OFFICE = 8  # words before a name
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s?$")
_KIN = (
    r"(?:husband|wife|son|daughter|brother|sister|father|mother|cousin|nephew|niece|uncle|aunt|grandson|granddaughter|"
    r"grandfather|grandmother|widow|widower|twin|spouse|partner|fianc[eé]e?|stepson|stepdaughter|stepfather|stepmother)"
)
_AS_KIN = re.compile(
    rf"\b(?:his|her|their|whose|[A-Z]\w+['’]s?)\s+(?:[\w-]+\s+)?{_KIN}s?,?\s+(?:[A-Z]?[\w.-]+\s+){{0,2}}$|"
    rf"\b{_KIN}s?\s+of\s+(?:[A-Z][\w.]+\s+)?$"
)
_WITH_KIN = re.compile(r"(?:^|[^\w\s.]\s*|\b[a-z][\w-]*,?\s)[A-Z][\w-]+\s+and\s+$")
_OWNER = re.compile(
    r"^(?:the\s+)?(?:[\w.-]+\s+){0,3}[\w.-]+(?:['’]s|s['’])\s+|^(?:the|his|her|its|their)\s+", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?P<owner>(?:the\s+)?(?:[\w.-]+\s+){0,3}[\w.-]+(?:['’]s|s['’])|the|his|her|its|their)\s+(?P<office>[\w -]{3,60})",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"\b(?:the|his|her|its|their|[\w-]+['’]s)\s+(?P<office>(?:[\w-]+\s){0,3}[\w-]+),?\s+$", re.IGNORECASE
)
_PREPOSITION = re.compile(r"\s(?:of|at|in|for|on|with|from|to|by|and)\s")
_JUNIOR = re.compile(r"\s(?:Jr|Sr)\.?$")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|off|outside|around|across|into|through|inside|visit(?:ed|ing|s)?|"
    r"(?:island|city|town|village|port|county|province) of)\s+$"
)
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
    _by_role: dict[str, Entry] = field(repr=False, compare=False)

    def resolve(self, mention: str) -> Entry | None:
        """Return whom a name denotes, whatever its case, accents or possessive; None where nobody bears it.

        What stands before the name may be a title or an office: "acting chief of staff Ida Lund". An office by itself
        denotes the one person that the article names with it: "the town's police chief", "her lawyer".
        """
        plain = _POSSESSIVE.sub("", without_article(mention.strip()))
        found = self._by_key.get(countries.key(plain)) or self._by_key.get(
            countries.key(countries.country(plain) or "")
        )
        return found or self._titled(plain.split()) or self._by_role.get(_office(mention) or "")

    def _titled(self, words: list[str]) -> Entry | None:
        """Return the person whose name ends a phrase, right after a title or a noun of office."""
        if {"and", "or"}.intersection(words):
            return None
        for at in range(1, min(len(words), _LONGEST_OFFICE)):
            entry = self._by_key.get(countries.key(" ".join(words[at:])))
            if entry and entry.kind == "person" and words[at][0].isupper() and _is_office(words[:at]):
                return entry
        return None

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
    offices: dict[str, None] = field(default_factory=dict)
    kin: bool = False  # came in as a relative of somebody of the same surname
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
        kind = self.kind or ("person" if self.role and not names.is_company(name) else names.kind(name, self.title))
        if kind == "person" and not self.role and not self.title:
            kind = next((other for other, count in self.settings.items() if count == len(self.mentions)), kind)
        role = self.role or ("country" if kind == "country" else None)
        aliases = tuple(form for form in self.forms if form != name)
        return Entry(name, aliases, kind, role, tuple(self.mentions))


def _office(phrase: str) -> str | None:
    """Return the office that a phrase names one person by: "its foreign minister", "the police chief"; None for others.

    A single noun behind "the" tells too little: an article has many a "president".
    """
    found = _OFFICE.fullmatch(" ".join(phrase.split()))
    if not found or (found["owner"].casefold() == "the" and " " not in found["office"]):
        return None
    return countries.bare(found["office"]).casefold()


def _apposed(before: str) -> list[str]:
    """Return the office that leads up to a name: "The county's fire marshal, Ida Lund" gives "fire marshal"."""
    found = _APPOSED.search(before[-_NEAR:])
    return [countries.bare(found["office"]).casefold()] if found and is_role_word(found["office"].split()[-1]) else []


def _offices(groups: list[_Group], entries: list[Entry]) -> dict[str, Entry]:
    """Return the people of an article by their office, where one office is one person's."""
    held: dict[str, dict[str, Entry]] = {}
    for group, entry in zip(groups, entries, strict=True):
        offices = list(group.offices)
        if entry.role:
            offices.append(countries.bare(_PREPOSITION.split(_OWNER.sub("", entry.role), maxsplit=1)[0]).casefold())
        for office in offices if entry.kind == "person" else ():
            held.setdefault(office, {})[entry.name] = entry
    return {office: next(iter(people.values())) for office, people in held.items() if len(people) == 1}


def _is_office(words: list[str]) -> bool:
    """Whether words before a name end in a title or a noun of office, or in the "of" that follows one."""
    return is_role_word(words[-1]) or any(is_role_word(word) for word in words[:-1] if "of" in words)


def roster(article: Article) -> Roster:
    """Return everyone and everything an article's sentences name, once each."""
    groups: dict[_Group, None] = {}
    index: dict[str, dict[_Group, None]] = {}
    for sentence, text, name in _named(article):
        kind, keys = _identity(name, text)
        kin = kind is None and _is_kin(text[: name.start], name.text)
        group = _known(name, kind, keys, index, kin=kin) or _Group(kind, kin=kin)
        groups[group] = None
        for key in keys:
            index.setdefault(key, {}).pop(group, None)
            index[key][group] = None
        group.forms[name.text] = None
        group.title = group.title or name.title
        if group.kind is None:
            group.role = max(group.role, _role(text, name), key=lambda role: len((role or "").split()))
            group.offices.update(dict.fromkeys(_apposed(text[: name.start])))
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
            bare = " " not in name.text and name.title is None and is_role_word(name.text)
            if not bare and not names.is_pronoun(name.text) and not countries.is_demonym(name.text):
                yield sentence, text, _untitled(name)


def _is_headline(text: str, ordinary: set[str]) -> bool:
    """Whether a sentence is set in title case: its capitals stand on words that are written small elsewhere."""
    long = [word for word in _WORD.findall(text)[1:] if len(word) >= _LONG_WORD]
    capitals = [word for word in long if word[0].isupper()]
    raised = ordinary.intersection(word.casefold() for word in capitals)
    return len(raised) >= _RAISED and len(capitals) > _HEADLINE_SHARE * len(long)


def _untitled(name: names.Name) -> names.Name:
    """Return a name of a person without what was found as a part of it: "House Speaker Ann Lee", "Lee of the Labour"."""
    person, of, _ = name.text.partition(" of the ")
    if of and len(person.split()) <= 2 and names.kind(person) == "person" and not is_role_word(person.split()[-1]):  # noqa: PLR2004  (given name, surname)
        return names.Name(person, name.start, name.start + len(person), name.title)
    words = name.text.split()
    for at in range(len(words) - 3, -1, -1):
        rest = " ".join(words[at + 1 :])
        if is_role_word(words[at]) and names.kind(rest) == "person":
            title = " ".join(words[: at + 1])
            return names.Name(rest, name.end - len(rest), name.end, title) if name.text.endswith(rest) else name
    return name


def _identity(name: names.Name, text: str) -> tuple[ActorKind | None, tuple[str, ...]]:
    """Return the kind of a name where it is a country or capital, and the keys it is filed under."""
    if country := countries.country(name.text):
        return "country", (f"country {countries.key(country)}",)
    if (country := countries.capital_of(name.text)) and not names.is_seat(name.text):
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
    name: names.Name, kind: ActorKind | None, keys: tuple[str, ...], index: dict[str, dict[_Group, None]], *, kin: bool
) -> _Group | None:
    """Return the group a name belongs to: of those that share a word with it, the one mentioned last.

    A surname that relatives share is taken for the one who is not named as a relative.
    """
    near = [group for key in reversed(keys) for group in islice(reversed(index.get(key, {})), _MAX_CANDIDATES)]
    if used := next((group for group in near if name.text in group.forms), None):
        return used
    fitting = [group for group in near if kind or (names.same(name.text, group.name) and _joins(name, group, kin=kin))]
    return next((group for group in fitting if not group.kin), None) or next(iter(fitting), None)


def _joins(name: names.Name, group: _Group, *, kin: bool) -> bool:
    """Whether a name that may denote whom a group does is not, by how it comes in, somebody else of that surname."""
    bare = " " not in name.text
    if bare:
        return not (group.kin and name.title)
    if names.is_company(name.text) and " " not in group.name:
        return False  # "off Corran", before "Corran Lines": a company is named in full first
    return not kin and not (_JUNIOR.search(name.text) and not _JUNIOR.search(group.name))


def _is_kin(before: str, name: str) -> bool:
    """Whether a full name comes in as a relative: "his son, President Bo Lund", "Ida and Bo Lund"."""
    if " " not in name:
        return False
    near = before if len(before) < _NEAR else before[-_NEAR:].partition(" ")[2]
    return bool(_AS_KIN.search(near) or _WITH_KIN.search(near))


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
    return Roster(tuple(entries), tuple(mentions), by_key, _offices(groups, entries))


def _role(text: str, name: names.Name) -> str | None:
    """Return the role beside a name; what follows a place is not the place's: "in Vell, the town's mayor said"."""
    here = name.title is None and _LOCATIVE.search(text[: name.start])
    return None if here else role_beside(text, name)


def _setting(text: str, name: names.Name) -> set[ActorKind]:
    """Return what the words before an untitled name make of it: "the West" is a group, "in Kursk" a place."""
    before = text[: name.start]
    if before.endswith(("the ", "The ")) and name.title is None:
        return {"group"}
    alone = " " not in name.text
    return {"place"} if alone and (_LOCATIVE.search(before) or owner_before(before)) else set()
