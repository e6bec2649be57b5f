"""Actors of several articles, each person and organization once.

Two forms of a name are one actor where `names.same` says they may be and only one fuller form fits. A short form
that fits several ("Kim" beside Kim Jong Un and Kim Il Sung) joins the one its own article names, and else stays alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.grounding import names
from summarizer.models import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.models import ActorKind, ArticleSummary

_LONGEST_ROLE = 80  # characters; a longer one is a sentence, not a role


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
class _Form:
    """A name as one kind of actor bears it: what decides whether two actors are one."""

    key: str
    person: bool
    name: str = field(compare=False)

    @property
    def fullness(self) -> tuple[int, int, str]:
        return len(self.key.split()), len(self.key), self.key


def merge(summaries: Sequence[ArticleSummary]) -> Cast:
    """Return the actors of all summaries, those who speak in most articles, and most often, first."""
    found = [(summary.article, actor) for summary in summaries for actor in summary.actors]
    forms = {(article, actor.id): _form(actor) for article, actor in found}
    full = {form: _fullest(form, set(forms.values())) for form in set(forms.values())}
    own = {article: {form for at, form in forms.items() if at[0] == article} for article, _ in found}
    groups: dict[tuple[_Form, str], list[tuple[str, Actor]]] = {}
    for article, actor in found:
        groups.setdefault(_place(forms[article, actor.id], full, article, own[article]), []).append((article, actor))
    spoken = Counter(_speakers(summaries))
    ranked = sorted(groups.values(), key=lambda group: _rank(group, spoken))
    ids = {(article, actor.id): f"a{n}" for n, group in enumerate(ranked, 1) for article, actor in group}
    return Cast(tuple(_actor(f"a{n}", group) for n, group in enumerate(ranked, 1)), ids)


def _form(actor: Actor) -> _Form:
    """Return the fullest form of an actor's name; a country's is its usual name."""
    if actor.kind == "country":
        usual = names.country(actor.name) or actor.name
        return _Form(names.key(usual), person=False, name=usual)
    person = actor.kind == "person"
    forms = [_Form(names.key(name), person, name) for name in (actor.name, *actor.aliases)]
    return max([form for form in forms if not names.is_pronoun(form.name)] or forms, key=lambda form: form.fullness)


def _fullest(form: _Form, forms: set[_Form]) -> frozenset[_Form]:
    """Return the fullest forms that may denote the same actor; `form` itself where none is fuller."""
    fuller = {other for other in forms if _same(form, other) and other.fullness > form.fullness}
    top = {one for one in fuller if not any(_same(one, other) and other.fullness > one.fullness for other in fuller)}
    return frozenset(top) or frozenset({form})


def _same(a: _Form, b: _Form) -> bool:
    return a.person == b.person and names.same(a.name, b.name)


def _place(form: _Form, full: Mapping[_Form, frozenset[_Form]], article: str, own: set[_Form]) -> tuple[_Form, str]:
    """Return the group of a form: the one fuller form, in the story or else in the article, or a place by itself."""
    fitting = full[form]
    if len(fitting) > 1:
        fitting = frozenset(one for one in fitting if any(full[other] == {one} for other in own))
    if len(fitting) != 1:
        return form, article
    return next(iter(fitting)), ""


def _speakers(summaries: Sequence[ArticleSummary]) -> list[tuple[str, str]]:
    """Return who speaks, an entry for each statement and reading."""
    said = [(s.article, s.speaker) for one in summaries for claim in one.claims for s in claim.statements]
    said += [(r.article, r.speaker) for one in summaries for figure in one.figures for r in figure.readings]
    return [(article, speaker) for article, speaker in said if speaker is not None]


def _rank(group: Sequence[tuple[str, Actor]], spoken: Mapping[tuple[str, str], int]) -> tuple[int, int]:
    """Weight of an actor: in how many articles, then how often it speaks. A stable sort keeps the first position."""
    said = sum(spoken.get((article, actor.id), 0) for article, actor in group)
    return -len({article for article, _ in group}), -said


def _actor(new: str, group: Sequence[tuple[str, Actor]]) -> Actor:
    forms = {names.key(name): name for _, actor in reversed(group) for name in (*actor.aliases[::-1], actor.name)}
    kinds: Counter[ActorKind] = Counter(actor.kind for _, actor in group)
    kind = kinds.most_common(1)[0][0]
    usable = [name for name in forms.values() if not names.is_pronoun(name)] or list(forms.values())
    name = max(reversed(usable), key=lambda form: _name_worth(form, kind))
    return Actor(
        id=new,
        name=name,
        aliases=tuple(other for other in reversed(forms.values()) if other != name),
        kind=kind,
        role=max((actor.role for _, actor in group if actor.role), key=_role_worth, default=None),
        articles=tuple(dict.fromkeys(of for article, actor in group for of in (article, *actor.articles))),
    )


def _name_worth(name: str, kind: ActorKind) -> tuple[bool, int, int]:
    """How well a form names an actor: a country's usual name first, then the fullest."""
    usual = kind == "country" and names.key(names.country(name) or "") == names.key(name)
    return usual, len(name.split()), len(name)


def _role_worth(role: str) -> tuple[bool, int]:
    """How much a role tells: a position rather than "country" or a country's name, then the longest within reason."""
    position = names.country(role) is None and role.casefold() not in ("country", "person", "organization", "place")
    return position, len(role) if len(role) <= _LONGEST_ROLE else 0
