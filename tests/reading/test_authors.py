"""Names of people in what pages and feeds call their author."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.reading.authors import LONGEST, author


@pytest.mark.parametrize(
    ("named", "names"),
    [
        ("Ada Moor", "Ada Moor"),
        ("By Ada Moor", "Ada Moor"),
        ("BY ADA MOOR", "Ada Moor"),
        ("By: Ada Moor, Vell News", "Ada Moor"),
        ("Von Ada Moor und Ida Falk", "Ada Moor, Ida Falk"),
        ("Par Ada Moor et Ida Falk", "Ada Moor, Ida Falk"),
        ("Ada Moor; Ida Falk; Ada Moor", "Ada Moor, Ida Falk"),
        ("Ada Moor | Skarn Correspondent", "Ada Moor"),
        ("Dr. Ada Moor, PhD", "Ada Moor"),
        ("Ada Moor (Skarn)", "Ada Moor"),
        ("amoor@vell.example (Ada Moor)", None),
        ("Ada Moor <amoor@vell.example>", "Ada Moor"),
        ("MARY O'NEIL-KORVIN", "Mary O'Neil-Korvin"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("J. R. Halden", "J. R. Halden"),
        ("Written by Ada Moor / Photos by Mats Holm", "Ada Moor"),
        ("آدا مور", "آدا مور"),
        ("山田太郎", "山田太郎"),
    ],
)
def test_people_are_named(named, names):
    """Without what stands before, between and behind their names, each once."""
    assert author(named) == names


@pytest.mark.parametrize(
    "named",
    [
        *(None, "", "By", "By Staff", "Staff Reporter", "admin", "Editorial Team", "Redaktion", "La rédaction", "News Desk", "Vell Times"),
        *("amoor@vell.example", "https://vell.example/mona", "@adamoor", "Vell De", "The Skarn Review", "Skarn", "user4711", "dpa", "AFP"),
        *("Posted on 3 May", "Monday, May 6", "Associated Press", "Orm Media GmbH", "—", "ada moor writes about the coast"),
    ],
)  # fmt: skip
def test_nobody_is_named(named):
    """Desks, outlets, addresses, places, dates and aliases are no people."""
    assert author(named) is None


def test_the_publisher_is_nobody():
    """However it is called."""
    assert author("Ada Moor, Osk Wire", "Osk Wire") == "Ada Moor"


@given(st.none() | st.text() | st.lists(st.text(alphabet="Aab ,.'-", max_size=40)).map(";".join))
def test_any_words_are_survived(named):
    """What comes back is short, and in one line."""
    found = author(named)
    if found is not None:
        assert 0 < len(found) <= LONGEST
        assert "\n" not in found
