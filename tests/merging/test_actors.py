"""Actors of several articles, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.actors import merge
from summarizer.models import Actor, ArticleSummary

PIECES = "Ida|Bo|Lund|Moe|Jr.|police|the|board|Korr|Water Board|KWB|Norway|Oslo|officials|F.".split("|")


def cast(desk, *casts):
    """The actors of articles, each given as a list of (name, fields)."""
    pairs = []
    for number, names in enumerate(casts, 1):
        article = desk.article(str(number), "A sentence of no matter.", f"Article {number} goes on.")
        actors = [
            desk.actor(article, f"a{at}", name, *fields.pop("aliases", ()), **fields)
            for at, (name, fields) in enumerate((name, dict(fields)) for name, fields in names)
        ]
        pairs.append((article, actors))
    return {actor.name: actor for actor in desk.story(*pairs).actors}


def test_the_fullest_name_stands_for_all_forms(desk):
    """One person under several forms is one actor: fullest name, other forms as aliases, articles of all."""
    found = cast(desk, [("Tarn", {})], [("Ilse Tarn", {"aliases": ("Mrs Tarn",)})])
    assert list(found) == ["Ilse Tarn"]
    assert set(found["Ilse Tarn"].aliases) >= {"Tarn"}
    assert found["Ilse Tarn"].articles == ("1", "2")


def test_two_people_of_one_surname_stay_apart(desk):
    """Kim Jong Un and Kim Il Sung are two actors."""
    found = cast(desk, [("Kim Jong Un", {})], [("Kim Il Sung", {})])
    assert set(found) == {"Kim Jong Un", "Kim Il Sung"}


def test_a_short_name_joins_the_one_of_its_own_article(desk):
    """A "Kim" fits two in the story, and is the one that its own article names."""
    found = cast(desk, [("Kim Jong Un", {})], [("Kim Il Sung", {}), ("Kim", {})])
    assert found["Kim Il Sung"].aliases == ("Kim",)
    assert found["Kim Jong Un"].aliases == ()


def test_a_short_name_that_fits_two_stays_alone(desk):
    """A "Kim" in an article that names neither of the story's two, or both, is nobody else."""
    both = [("Kim Jong Un", {}), ("Kim Il Sung", {})]
    assert set(cast(desk, both, [("Kim", {})])) == {"Kim Jong Un", "Kim Il Sung", "Kim"}
    assert set(cast(desk, [*both, ("Kim", {})])) == {"Kim Jong Un", "Kim Il Sung", "Kim"}


def test_a_country_is_one_under_all_its_names(desk):
    """Country names and demonyms are one actor, under the country's usual name where an article uses it."""
    found = cast(desk, [("the French", {"kind": "country"})], [("France", {"kind": "country"})])
    assert list(found) == ["France"]


def test_a_person_is_no_organization(desk):
    """A person and an organization of one name stay apart."""
    found = cast(desk, [("Tarn", {})], [("Tarn Industries", {"kind": "organization"})])
    assert set(found) == {"Tarn", "Tarn Industries"}


def test_whoever_an_article_tells_apart_is_not_joined(desk):
    """George Lund and George W. Lund are two where one article lists both, though elsewhere they might be one."""
    both = [("George Lund", {}), ("George W. Lund", {})]
    assert set(cast(desk, both, [("George Lund", {})])) == {"George Lund", "George W. Lund"}
    assert set(cast(desk, [("George Lund", {})], [("George W. Lund", {})])) == {"George W. Lund"}


def test_a_son_is_not_his_father(desk):
    """A "Bo Lund Jr." beside a Lund of his article is somebody else; alone he is the Bo Lund of another article."""
    apart = cast(desk, [("Bo Lund Jr.", {}), ("Lund", {"role": "President"})], [("Bo Lund", {"role": "President"})])
    assert set(apart) == {"Bo Lund Jr.", "Bo Lund"}
    assert set(cast(desk, [("Bo Lund Jr.", {})], [("Bo Lund", {})])) == {"Bo Lund Jr."}


def test_a_surname_with_a_position_is_whoever_has_it(desk):
    """A "President Lund" is no Ida Lund without it, whom the article names beside."""
    found = cast(
        desk, [("Lund", {"role": "President"}), ("Ida Lund", {})], [("Bo Lund", {"role": "president of Vell"})]
    )
    assert found["Bo Lund"].aliases == ("Lund",)
    assert found["Ida Lund"].aliases == ()


def test_descriptions_are_of_their_article(desk):
    """Officials of two articles are two; those who bear what a body is called are one with it, in their article only."""
    found = merge(
        [
            summary("1", ("officials", "group"), ("police", "group"), ("Korr Police Department", "organization")),
            summary("2", ("officials", "group"), ("police", "group"), ("Korr police", "group")),
            summary("3", ("police", "group")),
        ]
    )
    assert [one.name for one in found.actors].count("officials") == 2
    assert found.ids["1", "a2"] == found.ids["1", "a3"] == found.ids["2", "a2"] == found.ids["2", "a3"]
    assert found.ids["3", "a1"] != found.ids["1", "a2"]


def test_the_president_is_whom_the_article_gives_that_role(desk):
    """Where it gives it to one; where to two, it may be either."""
    one = [("Ida Lund", {"role": "President"}), ("the president", {})]
    assert cast(desk, one)["Ida Lund"].aliases == ("the president",)
    assert "the president" in cast(desk, [*one, ("Bo Moe", {"role": "former president of Vell"})])


def test_an_acronym_of_another_article(desk):
    """An acronym joins the one body whose initials it has, and stays alone where there are two."""
    bodies = [("Korr Water Board", {"kind": "organization"}), ("KWB", {"kind": "organization"})]
    assert set(cast(desk, bodies[:1], bodies[1:])) == {"Korr Water Board"}
    other = [("Kell Wind Bureau", {"kind": "organization"})]
    assert set(cast(desk, bodies[:1], other, bodies[1:])) == {"Korr Water Board", "Kell Wind Bureau", "KWB"}


def test_what_one_article_cannot_tell_from_a_person(desk):
    """A body that one article takes for a person and another for an organization is one organization."""
    found = cast(desk, [("Havel Marine", {})], [("Havel Marine", {"kind": "organization"})])
    assert found["Havel Marine"].kind == "organization"


def test_a_government_belongs_to_its_country(desk):
    """A ministry and a seat of power are linked to their country, where the story has it, and are not the country."""
    found = cast(
        desk,
        [("Norway", {"kind": "country"}), ("Norway's foreign ministry", {"kind": "group"})],
        [("the Norwegian government", {"kind": "group"}), ("the Kremlin", {"kind": "organization"})],
    )
    norway = found["Norway"].id
    assert found["Norway's foreign ministry"].belongs_to == found["the Norwegian government"].belongs_to == norway
    assert found["Norway"].belongs_to is None
    assert found["the Kremlin"].belongs_to is None


def summary(article, *actors):
    """What is proven of an article that has actors only, given as (name, kind)."""
    listed = tuple(
        Actor(id=f"a{at}", name=name, kind=kind, articles=(article,)) for at, (name, kind) in enumerate(actors, 1)
    )
    return ArticleSummary(article=article, actors=listed)


KINDS = st.sampled_from(["person", "organization", "group", "country", "place"])
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join) | st.text(max_size=8)


@given(st.lists(st.lists(st.tuples(NAMES, KINDS), max_size=5), max_size=4))
def test_the_order_of_the_articles_says_nothing(articles):
    """Whatever they name: everybody is listed once, and grouped the same from first to last and from last to first."""
    there = [summary(str(number), *actors) for number, actors in enumerate(articles)]
    forth, back = merge(there), merge(there[::-1])
    for found in (forth, back):
        assert set(found.ids) == {(one.article, actor.id) for one in there for actor in one.actors}
        assert {actor.id for actor in found.actors} == set(found.ids.values())
    shown = [{one.id: (one.name, frozenset(one.articles), one.role) for one in cast.actors} for cast in (forth, back)]
    assert {at: shown[0][forth.ids[at]] for at in forth.ids} == {at: shown[1][back.ids[at]] for at in back.ids}


def test_the_role_that_tells_most_is_kept(desk):
    """A position goes before "country", the longer before the shorter, and a whole sentence is no role."""
    roles = ("country", "mayor", "mayor of Arle", "somebody who " + "has been here for long and " * 5)
    found = cast(desk, *([("Ilse Tarn", {"role": role})] for role in (*roles, None)))
    assert found["Ilse Tarn"].role == "mayor of Arle"


def test_a_pronoun_is_a_name_only_where_there_is_no_other(desk):
    """A pronoun never becomes the name of an actor that has one."""
    assert list(cast(desk, [("Tarn", {"aliases": ("she", "the latter")})])) == ["Tarn"]
    assert list(cast(desk, [("she", {})])) == ["she"]


def test_who_speaks_in_more_articles_comes_first(desk):
    """Actors are ordered by articles, then by how often they speak."""
    one = desk.article("1", "A sentence of no matter.", "The harbour will be dredged.")
    two = desk.article("2", "Other words altogether.")
    quiet, loud = desk.actor(one, "a1", "Bo Lund"), desk.actor(one, "a2", "Cy Marr")
    shared = [desk.actor(article, "a9", "Di Nash") for article in (one, two)]
    counted = desk.figure(one, 1, "boats", 3, "3", speaker="a2")
    said = desk.claim(one, 2, "a2")
    story = desk.story((one, [quiet, loud, shared[0], counted, said]), (two, [shared[1]]))
    assert [actor.name for actor in story.actors] == ["Di Nash", "Cy Marr", "Bo Lund"]
    assert story.claims[0].statements[0].speaker == story.figures[0].readings[0].speaker == "a2"
