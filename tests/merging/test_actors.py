"""Actors of several articles, each once."""

from __future__ import annotations


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
