"""Twelve clusters of three short articles, each with the briefing that a good editor would want of it.

A folder under `clusters/` holds the articles, one JSON file each, and `expected.toml`, which says what must hold:

* `stories`: which articles are one story, and how many independent sources it has; `same_source`: copies of one text;
* `claims`: what is said at all the places of `said` is one claim, with its `status`, `sources`, who `asserts` and
  who `denies` it (`speaks_for`: a speaker who stands for that country; `not_by`: who must not be among the speakers),
  the claims it `updates` and its `rivals`, by name;
* `figures`: the readings at all the places of `said` are one figure, with the `values` they give and the `leading` one;
* `uncertainties`: what is left open at all the places is one, `settled` by what another article says at a place;
* `actors`: all names of `one` that are shown are of one actor, the first is its name, and none of `never` is of it;
  the pairs of `apart` are two.

What no safe rule reaches, and only a model's judgement does, says `judged`: "same" or "contradicts". By rule its places are
told apart; where a model says so of those pairs that it is offered of the places, and "neither" of all others, all
that is expected holds.

A place is an article and words of it, "article: words", and stands for the sentence that holds them (of a figure, for
the number in them). Nothing depends on how the briefing words what it says.
"""

from __future__ import annotations

import asyncio
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from summarizer import Briefing, summarize, verify
from summarizer.engines.local import ByRule
from summarizer.engines.session import Judged
from summarizer.pipeline import brief as brief_of
from summarizer.reading.files import read
from summarizer.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.drafts import Judgement, Pair
    from summarizer.models import Actor, Claim, Figure, Span, Story, Uncertainty

Item = TypeVar("Item")

CLUSTERS = Path(__file__).parent / "clusters"
NAMES = sorted(path.name for path in CLUSTERS.iterdir() if path.is_dir())
EXPECTED: dict[str, dict[str, Any]] = {
    name: tomllib.loads((CLUSTERS / name / "expected.toml").read_text(encoding="utf-8")) for name in NAMES
}


def articles(cluster: str) -> list[Path]:
    """Return the files of a cluster's articles, in the order of their names."""
    return sorted((CLUSTERS / cluster).glob("*.json"))


@cache
def brief(files: tuple[Path, ...]) -> Briefing:
    """Return the briefing of some articles by rule, in this order."""
    return summarize(files, model="extractive", settings=None)


class Judging(ByRule):
    """A session by rule with a model that knows the right judgement of the pairs at some places, and of no others.

    A pair is given by its claims' texts: each stands in the words of its place's sentence, or holds the words of the place.
    """

    judges = True

    def __init__(self, settings: Settings, places: Sequence[tuple[str, str]], verdict: Judgement) -> None:
        super().__init__(settings)
        self._places = places
        self._verdict = verdict
        self.met = 0

    async def judge(self, pairs: Sequence[Pair]) -> Judged:
        """Return the verdict for the pairs at two of the places, and "neither" for all others."""
        found = {(pair.a, pair.b): self._judgement(pair) for pair in pairs}
        self.met = sum(verdict != "neither" for verdict in found.values())
        return Judged(found)

    def _judgement(self, pair: Pair) -> Judgement:
        ends = [self._place(name, text) for name, text in ((pair.a, pair.a_text), (pair.b, pair.b_text))]
        return self._verdict if None not in ends and ends[0] != ends[1] else "neither"

    def _place(self, name: str, text: str) -> int | None:
        article = name.partition(":")[0]
        return next((at for at, (of, words) in enumerate(self._places) if of == article and words in text), None)


@cache
def brief_judged(files: tuple[Path, ...], said: tuple[str, ...], verdict: Judgement) -> Briefing:
    """Return the briefing of some articles where a model judges the pairs of claims at some places."""
    articles, settings = read(files), Settings(model="extractive")
    ids = {Path(one.name).stem: one.id for one in articles}
    places = [(ids[stem], words) for stem, _, words in (place.partition(": ") for place in said)]
    session = Judging(settings, places, verdict)
    briefing = asyncio.run(brief_of(articles, session, settings, date(2025, 1, 1)))
    assert session.met, "no pair of these places is offered"
    return briefing


def items(kind: str) -> list[Any]:
    """Return a test's parameters for each expectation of a kind, in all clusters.

    What the rules do not reach yet says so (`unmet`): its test must fail, until it is reached and the word taken out.
    """
    found = []
    for cluster in NAMES:
        for number, item in enumerate(EXPECTED[cluster].get(kind, ()), 1):
            label = item["name"].replace(" ", "-") if isinstance(item, dict) and "name" in item else str(number)
            unmet = isinstance(item, dict) and item.pop("unmet", None)
            marks = [pytest.mark.xfail(strict=True, reason=unmet)] if unmet else []
            found.append(pytest.param(cluster, item, id=f"{cluster}-{label}", marks=marks))
    return found


class Told:
    """A briefing, asked by places in its articles rather than by ids and wording."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.ids = {Path(one.name).stem: one.id for one in briefing.articles}
        self.texts = {one.id: one.text for one in briefing.articles}

    @classmethod
    def of(cls, cluster: str) -> Told:
        """Return what is told of a cluster by itself."""
        return cls(brief(tuple(articles(cluster))))

    @classmethod
    def judged(cls, cluster: str, expected: dict[str, Any]) -> Told:
        """Return what is told of a cluster where a model judges the claims at an expectation's places."""
        return cls(brief_judged(tuple(articles(cluster)), tuple(expected["said"]), expected["judged"]))

    def place(self, words: str) -> tuple[str, int, int]:
        """Return the article and the offsets of 'article: words', which stand once in it."""
        stem, _, words = words.partition(": ")
        article = self.ids[stem]
        assert self.texts[article].count(words) == 1, f"{words!r} does not stand once in {stem}"
        start = self.texts[article].index(words)
        return article, start, start + len(words)

    def _at(self, evidence: Iterable[Span], words: str) -> bool:
        """Tell whether one of the spans touches the place of the words."""
        article, start, end = self.place(words)
        return any(one.article == article and one.start < end and start < one.end for one in evidence)

    def claims(self, words: str) -> list[Claim]:
        """Return the claims with a statement at the place."""
        return [
            claim
            for story in self.briefing.stories
            for claim in story.claims
            if any(self._at(one.evidence, words) for one in claim.statements)
        ]

    def figures(self, words: str) -> list[Figure]:
        """Return the figures with a reading whose number stands in the words of the place."""
        plain = words.partition(": ")[2].casefold()
        return [
            figure
            for story in self.briefing.stories
            for figure in story.figures
            if any(one.surface.casefold() in plain and self._at(one.evidence, words) for one in figure.readings)
        ]

    def uncertainties(self, words: str) -> list[Uncertainty]:
        """Return what is left open at the place."""
        return [one for story in self.briefing.stories for one in story.uncertainties if self._at(one.evidence, words)]

    def at_all(self, places: Sequence[str], found: Sequence[Sequence[Item]]) -> Item:
        """Return the one item that is found at every place."""
        missing = [place for place, here in zip(places, found, strict=True) if not here]
        assert not missing, f"nothing is told at {missing}"
        shared = [one for one in found[0] if all(one in others for others in found[1:])]
        assert shared, f"not one at {list(places)}"
        return shared[0]

    def actors(self, name: str) -> list[Actor]:
        """Return the actors shown under a name, which may have an article before it."""
        wanted = bare(name)
        everyone = [actor for story in self.briefing.stories for actor in story.actors]
        return [actor for actor in everyone if wanted in map(bare, (actor.name, *actor.aliases))]

    def actor(self, ident: str | None) -> Actor | None:
        """Return the actor of an id; None for the articles' own voice."""
        everyone = {actor.id: actor for story in self.briefing.stories for actor in story.actors}
        return everyone[ident] if ident else None


def bare(name: str) -> str:
    """Return a name without case and article."""
    return re.sub(r"^the ", "", name.casefold())


def either(wanted: str | list[str]) -> list[str]:
    """Return what may be given as one value or as several."""
    return wanted if isinstance(wanted, list) else [wanted]


def value(reading: Any) -> float | None:
    """Return the number of a reading: its lower bound, else its upper one."""
    return reading.low if reading.low is not None else reading.high


@pytest.mark.parametrize("cluster", NAMES)
def test_stories(cluster):
    """Each story has the articles that tell of it, and no others, and counts its independent sources."""
    told = Told.of(cluster)
    names = {ident: stem for stem, ident in told.ids.items()}
    found = {(frozenset(names[ident] for ident in story.articles), story.sources) for story in told.briefing.stories}
    assert found == {(frozenset(one["articles"]), one["sources"]) for one in EXPECTED[cluster]["stories"]}


def test_all_clusters_at_once():
    """All articles together give the stories that each cluster gives by itself."""
    files = [path for cluster in NAMES for path in articles(cluster)]
    briefing = brief(tuple(files))
    names = {one.id: Path(one.name).stem for one in briefing.articles}
    found = {(frozenset(names[ident] for ident in story.articles), story.sources) for story in briefing.stories}
    stories = [one for cluster in NAMES for one in EXPECTED[cluster]["stories"]]
    assert found == {(frozenset(one["articles"]), one["sources"]) for one in stories}
    assert verify(briefing, files).ok


@pytest.mark.parametrize("cluster", NAMES)
def test_everything_printed_holds(cluster):
    """`verify` finds nothing that does not hold."""
    files = articles(cluster)
    assert [check for check in verify(brief(tuple(files)), files).checks if check.verdict == "fails"] == []


def canonical(briefing: Briefing) -> Any:
    """Return what a briefing says, by the articles' names instead of ids, whatever their order."""
    names = {one.id: one.name for one in briefing.articles}

    def spans(evidence: Iterable[Span]) -> list[Any]:
        return sorted((names[one.article], one.start, one.end) for one in evidence)

    def said(story: Story, claim: Claim) -> Any:
        who = {actor.id: actor.name for actor in story.actors}
        statements = sorted(
            (names[one.article], who.get(one.speaker or "", ""), one.stance, spans(one.evidence))
            for one in claim.statements
        )
        return claim.status, claim.sources, len(claim.rivals), len(claim.updates), statements

    def counted(figure: Figure) -> Any:
        readings = sorted((names[one.article], one.surface, spans(one.evidence)) for one in figure.readings)
        return figure.status, value(figure.readings[0]), readings

    return sorted(
        (
            sorted(names[one] for one in story.articles),
            sorted(said(story, claim) for claim in story.claims),
            sorted(map(str, map(counted, story.figures))),
            sorted(
                (actor.name, sorted(actor.aliases), sorted(names[one] for one in actor.articles))
                for actor in story.actors
            ),
            sorted(spans(one.evidence) for one in story.uncertainties),
        )
        for story in briefing.stories
    )


@pytest.mark.parametrize("cluster", NAMES)
def test_the_order_of_the_articles_says_nothing(cluster):
    """The same is told in whatever order the articles come."""
    first, second, third = articles(cluster)
    told = canonical(brief((first, second, third)))
    assert canonical(brief((third, second, first))) == told
    assert canonical(brief((second, third, first))) == told


@pytest.mark.parametrize(("cluster", "expected"), items("same_source"))
def test_copies(cluster, expected):
    """Copies of one text are known as such: each leads to the same first article."""
    told = Told.of(cluster)
    records = {one.id: one for one in told.briefing.articles}
    group = [records[told.ids[stem]] for stem in expected["articles"]]
    assert len({one.same_source_as or one.duplicate_of or one.id for one in group}) == 1


@pytest.mark.parametrize(("cluster", "expected"), items("claims"))
def test_claims(cluster, expected):
    """What the places say is one claim, with its status, its sources and who says it."""
    told = Told.judged(cluster, expected) if "judged" in expected else Told.of(cluster)
    claim = told.at_all(expected["said"], [told.claims(words) for words in expected["said"]])
    if "status" in expected:
        assert claim.status in either(expected["status"])
    assert claim.sources == expected.get("sources", claim.sources)
    assert not [words for words in expected.get("apart", ()) if claim in told.claims(words)]
    speakers = {stance: set[str]() for stance in ("asserts", "denies", "doubts", "expects", "demands")}
    countries: set[str] = set()
    for one in claim.statements:
        if (actor := told.actor(one.speaker)) is not None:
            speakers[one.stance].add(actor.name)
            countries |= {here.name for here in (actor, told.actor(actor.belongs_to)) if here is not None}
    assert set(expected.get("asserts", ())) <= speakers["asserts"]
    assert set(expected.get("denies", ())) == speakers["denies"]
    assert set(expected.get("speaks_for", ())) <= countries
    assert not set(expected.get("not_by", ())) & set().union(*speakers.values())
    for relation, related in (("updates", claim.updates), ("rivals", claim.rivals)):
        for name in expected.get(relation, ()):
            (other,) = [one for one in EXPECTED[cluster]["claims"] if one["name"] == name]
            assert {one.id for words in other["said"] for one in told.claims(words)} & set(related), relation


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [pytest.param(*one.values, id=one.id) for one in items("claims") if "judged" in one.values[1]],
)
def test_a_judgement_is_needed_and_proven(cluster, expected):
    """By rule the places are no one claim; with the judgement they are, and everything printed still holds."""
    told = Told.of(cluster)
    first, *others = ({one.id for one in told.claims(words)} for words in expected["said"])
    assert not first.intersection(*others)
    files = articles(cluster)
    judged = brief_judged(tuple(files), tuple(expected["said"]), expected["judged"])
    assert [check for check in verify(judged, files).checks if check.verdict == "fails"] == []


@pytest.mark.parametrize(("cluster", "expected"), items("figures"))
def test_figures(cluster, expected):
    """The numbers at the places are readings of one figure, and nothing else is."""
    told = Told.of(cluster)
    figure = told.at_all(expected["said"], [told.figures(words) for words in expected["said"]])
    assert {value(one) for one in figure.readings} == set(expected["values"])
    assert figure.status == expected["status"]
    assert value(figure.readings[0]) == expected.get("leading", value(figure.readings[0]))
    assert figure.unit == expected.get("unit", figure.unit)
    assert re.search(expected.get("of", ""), figure.of), figure.of
    assert re.search(expected.get("scope", ""), figure.scope or ""), figure.scope
    assert not [words for words in expected.get("apart", ()) if figure in told.figures(words)]


@pytest.mark.parametrize(("cluster", "expected"), items("uncertainties"))
def test_uncertainties(cluster, expected):
    """What several articles leave open is one; one that another article settles says by what."""
    told = Told.of(cluster)
    found = told.at_all(expected["said"], [told.uncertainties(words) for words in expected["said"]])
    settled = {one.id for one in told.claims(expected["settled"])} if "settled" in expected else {None}
    assert found.settled_by in settled


@pytest.mark.parametrize(("cluster", "expected"), items("actors"))
def test_actors(cluster, expected):
    """All names of somebody lead to one actor of a story, shown by the first of them; each story has its own actors."""
    told = Told.of(cluster)
    everyone = {actor.id for name in expected["one"] for actor in told.actors(name)}
    found = [actor for story in told.briefing.stories for actor in story.actors if actor.id in everyone]
    assert found
    assert len(found) == len([story for story in told.briefing.stories if everyone & {one.id for one in story.actors}])
    for actor in found:
        assert_as_expected(actor, told, expected)


def assert_as_expected(actor: Actor, told: Told, expected: dict[str, Any]) -> None:
    """Hold an actor to its name, its kind, the country it stands for, and the names that are not its own."""
    assert not {bare(name) for name in expected.get("never", ())} & set(map(bare, (actor.name, *actor.aliases)))
    country = told.actor(actor.belongs_to) or actor
    assert actor.kind == expected.get("kind", actor.kind)
    if "stands_for" in expected:
        assert expected["stands_for"] in (country.name, *country.aliases)
    else:
        assert actor.name == expected["one"][0]


@pytest.mark.parametrize(("cluster", "expected"), items("apart"))
def test_actors_apart(cluster, expected):
    """Nobody is taken for somebody else."""
    told = Told.of(cluster)
    first, second = ({actor.id for actor in told.actors(name)} for name in expected)
    assert first
    assert second
    assert not first & second
