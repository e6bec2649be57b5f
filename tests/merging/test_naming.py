"""What names may be borne by one, compared pair by pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging.naming import country_of, filed, fits, form, sought, within


def both(short, full, kind="person"):
    return form(short, kind), form(full, kind)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Berg", "Thomas Berg"),
        ("Thomas Berg", "Thomas F. Berg"),
        ("Tom Berg", "Thomas F. Berg"),
        ("T. Berg", "Thomas Berg"),
        ("Chris Vale", "J. Christopher Vale"),
        ("Omar Mateo", "Omar Sal Mateo"),
        ("Ida Lund", "Ida Lund Moe"),
        ("Thomas Berg", "Thomas Berg Jr."),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Mohamed Haddad", "Muhammad Haddad"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Kim", "Kim Jong-un"),
        ("Jose Munoz", "José Muñoz"),
        ("Akielah Lund", "Akeilah Lund"),
    ],
)
def test_names_of_one_person(short, full):
    """Short names, initials, short given names and spellings fit, and each is found where the fuller one is filed."""
    a, b = both(short, full)
    assert a.key == b.key or fits(a, b)
    assert a.key == b.key or set(sought(a)) & set(filed(b))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thomas Berg Jr.", "Thomas Berg Sr."),
        ("Thomas F. Berg", "Thomas K. Berg"),
        ("Dana Whitlock", "Owen Whitlock"),
        ("Dan Lund", "Dana Lund"),
        ("Christine Lund", "Christina Lund"),
        ("Kim Jong Un", "Kim Il Sung"),
        ("Ida Lund", "Bo Lund"),
        ("Lund", "Lundgren"),
    ],
)
def test_names_of_two_people(one, other):
    """Neither fits the other."""
    assert not fits(*both(one, other))
    assert not fits(*both(other, one))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("FBI", "Federal Bureau of Investigation"),
        ("Water Board", "Korr Water Board"),
        ("Judiciary Committee", "Senate Judiciary Committee"),
        ("Vell Energy", "Vell Energy Inc."),
        ("Ministry of Fisheries", "Fisheries Ministry"),
        ("Ardenia police", "Ardenia Police Department"),
        ("the Korr County sheriff's office", "Korr County Sheriff's Office"),
    ],
)
def test_names_of_one_body(short, full):
    """Acronyms, ends of names, what every company has, and the two orders of a department's name."""
    a, b = both(short, full, "organization")
    assert a.key == b.key or (fits(a, b) and set(sought(a)) & set(filed(b)))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Police Department", "Ardenia Police Department"),
        ("Vell", "Vell Energy"),
        ("Korr Club", "Korr Club Foundation"),
        ("Senate", "State Senate"),
        ("FBI", "Federal Reserve Board"),
    ],
)
def test_names_of_two_bodies(short, full):
    """What only says the kind of body, a first word, and other initials do not fit across articles."""
    assert not fits(*both(short, full, "organization"))


@pytest.mark.parametrize(
    ("name", "kind", "sort"),
    [
        ("officials", "group", "described"),
        ("Police", "group", "described"),
        ("Police at the scene", "group", "described"),
        ("a White House spokesman", "person", "described"),
        ("One of Putin's closest allies", "person", "described"),
        ("CIA officials", "group", "described"),
        ("Ardenia police", "group", "force"),
        ("the Saudi government", "group", "force"),
        ("a statement by the Korr Police Department", "organization", "described"),
        ("Ida Lund", "person", "person"),
        ("White House", "organization", "body"),
        ("the French", "country", "land"),
    ],
)
def test_sorts(name, kind, sort):
    """Who is named means the same everywhere; who is described means somebody of the article."""
    assert form(name, kind).sort == sort


def test_a_description_means_the_body_whose_name_it_ends():
    """Only with "the" before it, or as plain police."""
    board = form("Korr Water Board", "organization")
    assert within(form("the board", "group"), board)
    assert within(form("the water board", "group"), board)
    assert not within(form("a board", "group"), board)
    assert within(form("police", "group"), form("Ardenia police", "group"))


@pytest.mark.parametrize(
    ("name", "land"),
    [
        ("the Kremlin", "Russia"),
        ("North Korea's foreign ministry", "North Korea"),
        ("the Norwegian government", "Norway"),
        ("Norwegian Cruises", None),
        ("the government", None),
        ("Ida Lund", None),
    ],
)
def test_whom_a_body_stands_for(name, land):
    """Seats, governments and ministries stand for their country; what only bears its name does not."""
    assert country_of(name) == land


@given(
    st.text(max_size=40), st.text(max_size=40), st.sampled_from(["person", "organization", "group", "country", "place"])
)
def test_any_name_can_be_compared(one, other, kind):
    """No text breaks it, and nothing fits that is not found."""
    a, b = form(one, kind), form(other, kind)
    if fits(a, b) and a.fullness < b.fullness:
        assert set(sought(a)) & set(filed(b))
