"""Countries, their variants and seats, and the key that two spellings of one name share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.countries import capital_of, country, is_demonym, key

PIECES = st.sampled_from(
    "President Kim Jong Un and U.S. US us Russia’s North Korean Koreans O'Brien al-Assad van Jr. S. “ ” ' – . , The In"
    " Moscow DPRK İstanbul ß Ü Œ ﬁ I’m Mr. Dr General Motors White House & Ministry of".split(" ")
)
NAMES = st.text(max_size=30) | st.lists(PIECES, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("name", "same_key"),
    [
        ("President Vladimir Putin", "vladimir putin"),
        ("Russian President Vladimir Putin", "vladimir putin"),
        ("North Korean leader Kim Jong Un’s", "kim jong un"),
        ("the Kremlin", "kremlin"),
        ("The White House,", "white house"),
        ("Gen. Ann Lee", "ann lee"),
        ("Beyoncé", "beyonce"),
        ("O’Brien", "o'brien"),
        ("N.A.T.O.", "nato"),
        ("Jean‑Pierre", "jean-pierre"),
        ("Kim\u00a0Jong  Un", "kim jong un"),
        ("U.S.", "united states"),
        ("US", "united states"),
        ("the US", "united states"),
        ("UK", "united kingdom"),
        ("us", "us"),
        ("President", "president"),
        ("the", "the"),
        ("General Motors", "general motors"),
        ("", ""),
    ],
)
def test_key(name, same_key):
    """Spellings of one name share a key; the United States and the pronoun do not."""
    assert key(name) == same_key


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("North Korean", "North Korea"), ("North Koreans", "North Korea"), ("DPRK", "North Korea"),
        ("American", "United States"), ("Americans", "United States"), ("US", "United States"),
        ("U.S.", "United States"), ("the United States of America", "United States"), ("British", "United Kingdom"),
        ("UK", "United Kingdom"), ("Türkiye", "Turkey"), ("Spaniards", "Spain"), ("the EU", "European Union"),
        ("Frenchmen", "France"), ("Côte d’Ivoire", "Ivory Coast"), ("Taiwanese", "Taiwan"), ("Kosovo", "Kosovo"),
        ("Palestinians", "Palestine"), ("Scottish", "Scotland"), ("Russia’s", "Russia"), ("The Gambia", "Gambia"),
        ("us", None), ("Us", None), ("turkey", None), ("polish", None), ("Korea", None), ("", None),
    ],
)  # fmt: skip
def test_country(word, name):
    """Names, variants and demonyms give the country; words in small letters give none."""
    assert country(word) == name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Pyongyang", "North Korea"), ("Kyiv", "Ukraine"), ("Kiev", "Ukraine"), ("Washington", "United States"),
        ("the Kremlin", "Russia"), ("The White House", "United States"), ("Downing Street", "United Kingdom"),
        ("Brussels", "European Union"), ("Kursk", None), ("nice", None), ("reading", None),
    ],
)  # fmt: skip
def test_capital_of(word, name):
    """Capitals and seats of government give their country."""
    assert capital_of(word) == name


@settings(deadline=None)
@given(NAMES)
def test_any_text_has_a_key(name):
    """No text breaks the look-ups, a key is its own key, and a country's name stands for that country."""
    assert key(key(name)) == key(name)
    assert country(name) is None or country(country(name)) == country(name)
    assert capital_of(name) is None or country(capital_of(name))


@pytest.mark.parametrize(("word", "demonym"), [("North Koreans", True), ("the French", True), ("North Korea", False)])
def test_is_demonym(word, demonym):
    """What a country's people are called is a demonym; its own name is none."""
    assert is_demonym(word) is demonym
