"""What stands beside a name tells what its bearer is, whether they can speak, and their gender."""

from __future__ import annotations

import pytest

from summarizer.grounding.roles import gender_of, is_document, is_role_word, is_source, without_article
from summarizer.grounding.roster import roster
from summarizer.models import Article
from summarizer.reading.sentences import split


def article(text):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides)


def role_of(text, name):
    (found,) = (one for one in roster(article(text)).entries if one.name == name)
    return found.role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The Belarusian leader Alexander Lukashenko left.", "Alexander Lukashenko", "Belarusian leader"),
        ("Then Defence Secretary Lloyd Austin left.", "Lloyd Austin", "Defence Secretary"),
        ("She met her Russian equal Sergei Lavrov.", "Sergei Lavrov", "Russian equal"),
        ("Russian President Vladimir Putin left.", "Vladimir Putin", "Russian President"),
        ("North Korea’s Choe Son Hui left.", "Choe Son Hui", "of North Korea"),
        ("Here North Korea’s current chief Kim Jong Un spoke.", "Kim Jong Un", "North Korea’s current chief"),
        ("Ann Lee, a dairy farmer from Kent, left.", "Ann Lee", "dairy farmer from Kent"),
        ("Ann Lee, 45, a farmer, left.", "Ann Lee", "farmer"),
        ("Ann Lee, director of Tern Rail, left.", "Ann Lee", "director of Tern Rail"),
        ("Ann Lee, a lawyer who lost, left.", "Ann Lee", "lawyer"),
        ("The operator, Nordline, left.", "Nordline", "operator"),
        ("The operator, Ann Lee, left.", "Ann Lee", "operator"),
        ("Then Gov. Ann Lee left.", "Ann Lee", "Gov."),
        ("On Monday House Speaker Ann Lee left.", "Ann Lee", "House Speaker"),
        ("Vice-president Ann Lee left.", "Ann Lee", "Vice-president"),
        ("Mr Ben Hall left.", "Ben Hall", None),
        ("After the flood, Ann Lee, wet and cold, left.", "Ann Lee", None),
        ("It was Ann Lee.", "Ann Lee", None),
        ("Added neighbour Ann Lee: “Run.”", "Ann Lee", "neighbour"),
        ("Ann Lee, 68, knew his lawyer would be late, and left.", "Ann Lee", None),
        ("Russia is large.", "Russia", "country"),
    ],
)
def test_a_role_is_what_stands_beside_the_name(text, name, role):
    """Title, noun phrase, apposition or the country that owns it; honorifics and other words are none."""
    assert role_of(text, name) == role


def test_a_long_apposition_is_cut():
    """A role holds at most 12 words."""
    text = "Ann Lee, a professor of " + "very " * 20 + "old law at the college, left."
    assert len(role_of(text, "Ann Lee").split()) == 12


@pytest.mark.parametrize("noun", ["mayor", "Officials", "companies", "spokesmen", "vice-president", "police,"])
def test_people_and_bodies_can_speak(noun):
    """Singular or plural, in any case, and as the last part of a compound."""
    assert is_source(noun)


@pytest.mark.parametrize("noun", ["river", "mornings", "", "rain"])
def test_things_cannot_speak(noun):
    """What names no person or body is no source."""
    assert not is_source(noun)


@pytest.mark.parametrize(
    ("given", "gender"),
    [
        ("spokeswoman for the mayor", "she"),
        ("Queen", "she"),
        ("former chairman", "he"),
        ("brother of a queen", "he"),
        ("farmer", None),
        ("", None),
        (None, None),
    ],
)
def test_a_role_may_show_a_gender(given, gender):
    """The head of the role decides, not what comes after its preposition."""
    assert gender_of(given) == gender


def test_a_word_of_a_role_is_told_from_a_name():
    """Nouns, modifiers and short titles belong to a role, whatever their case."""
    assert all(map(is_role_word, ("Speaker", "acting", "Sen.")))
    assert not is_role_word("Lee")


def test_a_phrase_is_stripped_of_its_article():
    """Only a whole word that opens the phrase goes."""
    assert [without_article(words) for words in ("the mayor", "His ally", "theatre")] == ["mayor", "ally", "theatre"]


def test_a_document_speaks_by_its_writing():
    """Polls, studies and memos, in singular and plural; people are none."""
    assert all(map(is_document, ("poll", "Polls", "studies", "memo", "data,")))
    assert all(map(is_source, ("poll", "memos", "transcripts")))
    assert not any(map(is_document, ("mayor", "house")))
