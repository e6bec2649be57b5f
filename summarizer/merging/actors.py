"""Actors of several articles, each person and organization once.

Names that are equal are one actor's. A shorter or other form of a name ("Lund", "FBI", "Judiciary Committee", "Tom
Berg") is taken for the fuller name that it `fits` where the story has exactly one; where it has several, for the one
that its own article names, and else it stays alone. Two people whom one article lists apart are never one. A
description ("officials", "the board") is nobody of another article, and joins a name only where its own article has
exactly one that it can mean.

A capital that acts is another name of its country, as the roster of each article has it ("Pyongyang said"). A
government, a ministry or a seat of power ("the Kremlin") is an actor of its own, which `belongs_to` its country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.grounding.roles import ROLE_NOUNS, noun_of, without_article
from summarizer.merging import naming
from summarizer.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.merging.naming import Form
    from summarizer.models import ActorKind, ArticleSummary

_LONGEST_ROLE = 80  # characters; a longer one is a sentence, not a role
_MOST_ALIKE = 40  # fuller names that one is compared with; a name that fits so many tells nobody apart
_KINDS: tuple[ActorKind, ...] = ("country", "organization", "person", "group", "place")


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a story, and under which id each article's own actors are found in it."""

    actors: tuple[Actor, ...]
    ids: Mapping[tuple[str, str], str]

    def speaker(self, article: str, actor: str | None) -> str | None:
        """Return the story's id for an article's own actor; None, the article's voice, stays None.

        Raises:
            KeyError: If the article's summary has no such actor.
        """
        return None if actor is None else self.ids[article, actor]


@dataclass(frozen=True, slots=True)
class _Listed:
    """An actor as one article lists it, and the fullest form of its name there."""

    article: str
    actor: Actor
    form: Form

    @property
    def bare(self) -> bool:
        """Whether the article gives one name of a person only."""
        return self.form.sort == "person" and len(self.form.words) == 1

    @property
    def position(self) -> str:
        """The noun of its role, such as "president"; '' where it has none."""
        noun = noun_of(self.actor.role or "")
        return noun if noun in ROLE_NOUNS else ""


@dataclass(slots=True, eq=False)
class _Group:
    """Who is one actor; equal only to itself."""

    members: list[_Listed] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)

    def add(self, members: Iterable[_Listed]) -> None:
        """Take in some more."""
        for one in members:
            self.members.append(one)
            self.articles.add(one.article)
            self.positions.add(one.position)


def merge(summaries: Sequence[ArticleSummary]) -> Cast:
    """Return the actors of all summaries, those who speak in most articles, and most often, first."""
    found = [_Listed(one.article, actor, _form(actor)) for one in summaries for actor in one.actors]
    spoken = Counter(_speakers(summaries))
    place = {(one.article, one.actor.id): at for at, one in enumerate(found)}
    groups = [sorted(group, key=lambda one: place[one.article, one.actor.id]) for group in _grouped(found)]
    groups.sort(key=lambda group: (*_rank(group, spoken), place[group[0].article, group[0].actor.id]))
    ids = {(one.article, one.actor.id): f"a{n}" for n, group in enumerate(groups, 1) for one in group}
    actors = [_actor(f"a{n}", group) for n, group in enumerate(groups, 1)]
    lands = {names.country(actor.name): actor.id for actor in reversed(actors) if actor.kind == "country"}
    return Cast(tuple(_belonging(actor, lands) for actor in actors), ids)


def _form(actor: Actor) -> Form:
    """Return the fullest form of an actor's name; a country's is its usual name."""
    forms = [naming.form(name, actor.kind) for name in (actor.name, *actor.aliases)]
    usable = [form for form in forms if not names.is_pronoun(form.name)] or forms
    named = [form for form in usable if form.sort == usable[0].sort] if usable[0].sort == "land" else usable
    return max(named, key=lambda form: form.fullness)


# ── Grouping ──────────────────────────────────────────────────────────────────────────────────────


def _grouped(found: Sequence[_Listed]) -> list[list[_Listed]]:
    """Return who is one actor, in groups; the order of the articles says nothing."""
    named: defaultdict[tuple[str, bool], list[_Listed]] = defaultdict(list)
    for one in found:
        if not one.bare and one.form.sort != "described":
            named[one.form.key, one.form.sort == "land"].append(one)
    index = _Index(found)
    for members in sorted(named.values(), key=lambda members: members[0].form.fullness, reverse=True):
        index.place(members)
    for one in found:
        if one.bare:
            index.join(one)
    here: defaultdict[str, list[_Group]] = defaultdict(list)
    for group in index.groups:
        for article in group.articles:
            here[article].append(group)
    described: dict[tuple[str, str], _Group] = {}
    for one in found:
        if one.form.sort == "described":
            meant = _meant(one, here[one.article]) or described.setdefault((one.form.key, one.article), _Group())
            meant.add([one])
    return [group.members for group in (*index.groups, *described.values())]


class _Index:
    """The groups of those who bear a name, found by its parts; the fullest names are to be placed first."""

    def __init__(self, found: Iterable[_Listed]) -> None:
        self.groups: list[_Group] = []
        self._filed: defaultdict[str, list[tuple[Form, _Group]]] = defaultdict(list)
        self._alone: dict[tuple[str, str], _Group] = {}
        surnames = Counter((one.article, one.form.words[-1]) for one in found if one.form.sort == "person")
        self._shared = {at for at, bearers in surnames.items() if bearers > 1}

    def place(self, members: Sequence[_Listed]) -> None:
        """Take in all who bear one name of several words, or a body's: with the one fuller name it may be, or anew."""
        form = min((one.form for one in members), key=lambda form: (form.sort == "person", form.name))
        fitting = [(full, group) for full, group in self._fitting(form) if not self._clash(form, members, full, group)]
        groups = list(dict.fromkeys(group for _, group in fitting))
        group = groups[0] if len(groups) == 1 else self._new()
        group.add(members)
        for cue in dict.fromkeys(naming.filed(form)):
            self._filed[cue].append((form, group))

    def join(self, one: _Listed) -> None:
        """Take in somebody of whom an article gives one name only: with whom that can mean, or by itself."""
        fitting = self._fitting(one.form)
        surname = [(full, group) for full, group in fitting if full.words[-1] == one.form.words[-1]] or fitting
        groups = [group for group in dict.fromkeys(group for _, group in surname) if not _other(one, group)]
        likely = (
            groups,
            [group for group in groups if one.position and one.position in group.positions],
            [group for group in groups if one.article in group.articles],
        )
        chosen = next((few[0] for few in likely if len(few) == 1), None)
        if chosen is None:
            key = one.form.key, one.article if groups else ""
            chosen = self._alone[key] = self._alone.get(key) or self._new()
        chosen.add([one])

    def _new(self) -> _Group:
        self.groups.append(_Group())
        return self.groups[-1]

    def _fitting(self, form: Form) -> list[tuple[Form, _Group]]:
        """Return the fuller names that a name may be short for, and whose they are; none where too many are near."""
        near = {id(one): one for cue in naming.sought(form) for one in islice(self._filed[cue], _MOST_ALIKE + 1)}
        return [one for one in near.values() if naming.fits(form, one[0])] if len(near) <= _MOST_ALIKE else []

    def _clash(self, form: Form, members: Sequence[_Listed], full: Form, group: _Group) -> bool:
        """Whether two names of people cannot be one's: an article lists both, or a "Jr." beside another of the name."""
        if form.sort != "person":
            return False
        articles = {one.article for one in members}
        if articles & group.articles:
            return True
        return form.suffix != full.suffix and any(
            (at, form.words[-1]) in self._shared for at in articles | group.articles
        )


def _other(one: _Listed, group: _Group) -> bool:
    """Whether a name alone is another's than whom its own article lists apart: "President Lund" beside "Ida Lund"."""
    return one.article in group.articles and bool(one.position) and one.position not in group.positions


def _meant(one: _Listed, here: Iterable[_Group]) -> _Group | None:
    """Return whom a description means: the one of its article whose name ends so, or who has that position."""
    wanted = without_article(one.form.name).casefold()
    title = wanted if wanted in ROLE_NOUNS and one.form.name.casefold().startswith("the ") else None
    found = [
        group
        for group in here
        if any(
            naming.within(one.form, other.form) or (title is not None and other.position == title)
            for other in group.members
            if other.article == one.article
        )
    ]
    return found[0] if len(found) == 1 else None


# ── Showing ───────────────────────────────────────────────────────────────────────────────────────


def _speakers(summaries: Sequence[ArticleSummary]) -> list[tuple[str, str]]:
    """Return who speaks, an entry for each statement and reading."""
    said = [(s.article, s.speaker) for one in summaries for claim in one.claims for s in claim.statements]
    said += [(r.article, r.speaker) for one in summaries for figure in one.figures for r in figure.readings]
    return [(article, speaker) for article, speaker in said if speaker is not None]


def _rank(group: Sequence[_Listed], spoken: Mapping[tuple[str, str], int]) -> tuple[int, int]:
    """Weight of an actor: in how many articles, then how often it speaks."""
    return -len({one.article for one in group}), -sum(spoken.get((one.article, one.actor.id), 0) for one in group)


def _actor(new: str, group: Sequence[_Listed]) -> Actor:
    borne = Counter(name for one in group for name in (one.actor.name, *one.actor.aliases))
    forms: dict[str, str] = {}
    for name in borne:
        written = forms.setdefault(names.key(name), name)
        forms[names.key(name)] = min(written, name, key=lambda form: (-borne[form], len(form), form))
    kind = _kind(group)
    usable = [name for name in forms.values() if not names.is_pronoun(name)] or list(forms.values())
    name = max(usable, key=lambda form: _name_worth(form, kind))
    return Actor(
        id=new,
        name=name,
        aliases=tuple(other for other in forms.values() if other != name),
        kind=kind,
        role=max((one.actor.role for one in group if one.actor.role), key=_role_worth, default=None),
        articles=tuple(dict.fromkeys(of for one in group for of in (one.article, *one.actor.articles))),
    )


def _kind(group: Sequence[_Listed]) -> ActorKind:
    """Return what most articles take an actor for; an organization is known by its words, a person often by none."""
    kinds = Counter(one.actor.kind for one in group)
    if kinds["organization"] and not any(one.position for one in group):
        return "organization"
    return max(kinds, key=lambda kind: (kinds[kind], -_KINDS.index(kind)))


def _name_worth(name: str, kind: ActorKind) -> tuple[bool, bool, int, int, str]:
    """How well a form names an actor: a country's usual name first, then a name before a description, then the fullest."""
    usual = kind == "country" and names.key(names.country(name) or "") == names.key(name)
    return usual, naming.form(name, kind).sort != "described", len(name.split()), len(name), name


def _role_worth(role: str) -> tuple[bool, int, str]:
    """How much a role tells: a position rather than "country" or a country's name, then the longest within reason."""
    position = names.country(role) is None and role.casefold() not in ("country", "person", "organization", "place")
    return position, len(role) if len(role) <= _LONGEST_ROLE else 0, role


def _belonging(actor: Actor, lands: Mapping[str | None, str]) -> Actor:
    """Return an actor with the country that it stands for, where the story has that country."""
    if actor.kind in ("country", "person"):
        return actor
    stood_for = (naming.country_of(name) for name in (actor.name, *actor.aliases))
    land = next((lands[country] for country in stood_for if country in lands), None)
    return actor.model_copy(update={"belongs_to": land}) if land else actor
