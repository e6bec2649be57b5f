"""What the pronouns and descriptions of an article stand for, so that claims of several articles can be compared.

"It began at a campsite" after a sentence on the fire says that the fire began there; "the ship" of an article with one
ferry is the ferry, and so is "the Skerry Maid" where an article of the story writes of "the ferry Skerry Maid". Where an
article tells of several things of a kind, or more than one antecedent would do, nothing is replaced. What is replaced is
compared and never printed: a wrong guess joins two claims only where another article says of that very thing what this
one says of its pronoun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.lexicon import kinds, root
from summarizer.grounding.matching import stem
from summarizer.grounding.persons import find_persons
from summarizer.grounding.roles import ROLE_NOUNS
from summarizer.merging import wording
from summarizer.merging.rewording import Reworded, reworded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.models import Actor, Article

_FAMILIES = (
    ("ferry trawler freighter tanker yacht liner tugboat barge", "ship boat vessel craft"),
    ("bridge footbridge overpass viaduct", "span structure crossing"),
    ("fire wildfire bushfire", "blaze inferno"),
    ("plane jet airliner airplane", "aircraft"),
    ("car sedan suv van minivan pickup truck bus lorry", "vehicle"),
)
"""Nouns for things of one kind, and the broader ones that a text calls such a thing by when it has named it."""

_NAME = r"[A-Z][\w’'-]+(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]+){0,3}"
_PRONOUN = re.compile(r"(?P<word>it|he|she)\b(?=\s)", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:the|an?|this|that)\s(?P<words>[\w-]+(?:\s[\w-]+){0,3})", re.IGNORECASE)
_NO_NOUN = frozenset(
    """
    of in on at to from by with for about into over under near since until during after before between against through
    as than and or but if when while where who whom whose which what that is are was were be been being has have had do
    does did will would shall should can could may might must not also later then
    """.split()
)
_UNKNOWN = re.compile(
    r"it(?:['’]s|\s(?:is|was|remains))\s(?:\w+\s){0,3}?(?:known|unknown|clear|unclear|uncertain)\b", re.IGNORECASE
)
_ME = re.compile(r"(?<=\b(?:gave|sent|told)\s)me\b|(?<=\b(?:handed|showed|passed)\s)me\b")
_OFFICE = re.compile(r"\b(?:mayor|governor|sheriff|police\schief|fire\schief)\b(?!['’])", re.IGNORECASE)
_MOST = 3  # words of what a pronoun stands for


@dataclass(frozen=True, slots=True)
class Family:
    """Nouns for things of one kind: `own` names one, `broad` calls it by a broader word; compiled with their plurals."""

    own: tuple[str, ...]
    broad: tuple[str, ...]
    one: re.Pattern[str]
    several: re.Pattern[str]
    named: re.Pattern[str]


def _family(own: str, broad: str) -> Family:
    words = sorted((*own.split(), *broad.split()), key=lambda word: (-len(word), word))
    many = "|".join(re.sub(r"(?:(?<=[^aeiou])y)$", "ie", word) + "e?s" for word in words)
    either = "|".join(words)
    return Family(
        tuple(own.split()),
        tuple(broad.split()),
        re.compile(rf"\b(?:{either})\b(?!\sof\b)"),
        re.compile(
            rf"\b(?:{many}|(?:another|second|third|other|both|each|every)\s(?:[\w-]+\s)?(?:{either}))\b", re.IGNORECASE
        ),
        re.compile(rf"\b(?i:the|an?)\s(?:[\w-]+\s)?(?i:{either})\s(?P<name>{_NAME})"),
    )


_KINDS = tuple(_family(*one) for one in _FAMILIES)


@dataclass(frozen=True)
class References:
    """What the words of a story's articles stand for.

    Attributes:
        articles: By id.
        actors: The story's, by id.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)

    def plain(self, text: str, article: str, sentence: int | None, speaker: str | None = None) -> Reworded:
        """Return a text in plainer words, with what its first pronoun and its descriptions stand for.

        Args:
            text: A claim, or its evidence.
            article: The id of its article.
            sentence: The number of the sentence that it is told in.
            speaker: The id of the actor who says it.
        """
        source = self.articles.get(article)
        if source is None:
            return reworded(text)
        found = self._described(self._without_pronoun(text, source, sentence, speaker), article)
        found = self._officers(self._first_person(found, speaker), speaker)
        return reworded(found, (source.published or "")[:10])

    # ── Pronouns ──────────────────────────────────────────────────────────────────────────────────

    def _without_pronoun(self, text: str, source: Article, sentence: int | None, speaker: str | None) -> str:
        core = wording.core(text)
        found = _PRONOUN.match(core)
        at = text.find(core)
        if not found or at < 0 or not wording.by_pronoun(core) or _UNKNOWN.match(core):
            return text
        pronoun = found["word"].casefold()
        meant = self._speaker(pronoun, speaker) if at else _antecedent(pronoun, source, sentence)
        return f"{text[:at]}{meant}{core[found.end() :]}{text[at + len(core) :]}" if meant else text

    def _speaker(self, pronoun: str, speaker: str | None) -> str | None:
        """Return the name of who says that "it would" or "he had", where the pronoun fits."""
        actor = self.actors.get(speaker or "")
        if actor is None or (actor.kind == "person") != (pronoun != "it"):
            return None
        return actor.name

    def _first_person(self, text: str, speaker: str | None) -> str:
        """Return a text with the name of who says it for "me", where it is a person."""
        name = self._speaker("he", speaker)
        return _ME.sub(name, text) if name else text

    # ── Descriptions ──────────────────────────────────────────────────────────────────────────────

    def _officers(self, text: str, speaker: str | None) -> str:
        """Return a text with the name of the one holder of an office for "the mayor", unless it is who speaks."""
        for office, (ident, name) in self._offices.items():
            if ident != speaker:
                text = re.sub(rf"\b[Tt]he\s{office}\b(?!\sof\b|['’,]|\s[A-Z])", name, text)
        return text

    @cached_property
    def _offices(self) -> dict[str, tuple[str, str]]:
        """The id and the name of the one person of the story who holds an office."""
        found: dict[str, set[tuple[str, str]]] = {}
        for actor in self.actors.values():
            held = _OFFICE.search(actor.role or "") if actor.kind == "person" else None
            if held:
                found.setdefault(held.group().casefold(), set()).add((actor.id, actor.name))
        return {office: next(iter(held)) for office, held in sorted(found.items()) if len(held) == 1}

    def _described(self, text: str, article: str) -> str:
        for kind, called in self._things.get(article, ()):
            if kind in self._named:
                text = self._named[kind].sub(f"the {called}", text)
            text = _KINDS[kind].one.sub(called, text)
        return text

    @cached_property
    def _things(self) -> dict[str, list[tuple[int, str]]]:
        """What each article calls its one thing of a kind: its own word, or the one that all other articles have."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, kind in enumerate(_KINDS):
            own = {article: _words(kind, source.text) for article, source in self.articles.items()}
            told = {word for words in own.values() if words for word in words}
            shared = _one(told)
            for article, words in own.items():
                called = shared or (_one(words) if words else None)
                if words is not None and called:
                    found.setdefault(article, []).append((number, called))
        return found

    @cached_property
    def _named(self) -> dict[int, re.Pattern[str]]:
        """How the one thing of a kind is called by its proper name, where the story has only one."""
        found: dict[int, re.Pattern[str]] = {}
        for number, kind in enumerate(_KINDS):
            texts = [source.text for source in self.articles.values()]
            told = {re.sub(r"['’]s$", "", one["name"]) for text in texts for one in kind.named.finditer(text)}
            if len(told) == 1:
                nouns = "|".join((*kind.own, *kind.broad))
                before = rf"(?:(?:[Tt]he|[Aa]n?)\s(?:[\w-]+\s)?(?:{nouns})\s|[Tt]he\s)?"
                found[number] = re.compile(rf"\b{before}{re.escape(told.pop())}(?!\w)")
        return found


def _words(kind: Family, text: str) -> set[str] | None:
    """Return the nouns that name a thing of a kind in a text; None where it tells of several."""
    if kind.several.search(text):
        return None
    return {word for one in kind.one.finditer(text) if (word := one.group().casefold()) in kind.own}


def _one(words: set[str]) -> str | None:
    """Return the shortest of nouns that all end in it ("bridge", "footbridge"); None where they name several things."""
    short = min(words, key=lambda word: (len(word), word), default=None)
    return short if short and all(word.endswith(short) for word in words) else None


def _antecedent(pronoun: str, source: Article, sentence: int | None) -> str | None:
    """Return the one that the sentence before tells of, and a pronoun at the start of a sentence goes on about."""
    if sentence is None or sentence <= 1 or sentence > len(source.sentences):
        return None
    before = wording.core(source.sentence(sentence - 1))
    if pronoun == "it":
        return _thing(before)
    return _person(pronoun, source.sentence(sentence - 1))


def _thing(before: str) -> str | None:
    """Return the subject of a sentence, where it is one thing: "The fire" of "The fire has destroyed …"."""
    found = _SUBJECT.match(before)
    if not found or any(one.start < found.end("words") for one in find_persons(before)):
        return None
    words: list[str] = []
    for word in found["words"].split():
        plain = word.casefold()
        if plain in _NO_NOUN or (
            words and (plain.endswith("ed") or root(plain) != stem(plain) or "n" not in kinds(plain))
        ):
            break
        words.append(word)
    head = words[-1].casefold() if words else ""
    if len(words) > _MOST or head.endswith("s") or head in ROLE_NOUNS or "n" not in kinds(head):
        return None
    return f"the {' '.join(words)}"


def _person(pronoun: str, before: str) -> str | None:
    """Return the name of the one person of a sentence, who may be a he or a she."""
    everyone = [one for one in find_persons(before) if not names.is_pronoun(one.surface)]
    if len(everyone) != 1 or not everyone[0].single or not everyone[0].name:
        return None
    return everyone[0].name if everyone[0].sex in ("", "f" if pronoun == "she" else "m") else None
