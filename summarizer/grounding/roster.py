"""The roster: everyone an article names, once each, with every mention, alias and role.

A name joins the entry that was called so before, else the one it may denote that was mentioned last. A capital that
acts ("Seoul has alerted") is its country; one that things happen in stays a place.
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
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s?$")
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
        plain = _POSSESSIVE.sub("", without_article(mention.strip()))
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
            group.role = max(group.role, role_beside(text, name), key=lambda role: len((role or "").split()))
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
    near = [group for key in reversed(keys) for group in islice(reversed(index.get(key, {})), _MAX_CANDIDATES)]
    used = (group for group in near if name in group.forms)
    return next(used, None) or next((group for group in near if kind or names.same(name, group.name)), None)


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


def _setting(text: str, name: names.Name) -> set[ActorKind]:
    """Return what the words before an untitled name make of it: "the West" is a group, "in Kursk" a place."""
    before = text[: name.start]
    if before.endswith(("the ", "The ")) and name.title is None:
        return {"group"}
    alone = " " not in name.text
    return {"place"} if alone and (_LOCATIVE.search(before) or owner_before(before)) else set()
