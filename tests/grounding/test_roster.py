"""Everyone an article names stands in the roster once, with the fullest name and role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding import names
from summarizer.grounding.roster import roster
from summarizer.models import Article
from summarizer.reading.sentences import split

PIECES = "Ann Lee|Lee|the Kremlin|Moscow|Russia|in Kyiv|said|mayor|, a farmer from Kent,|.|“|”|\n|He|North Korea’s|Mr Lee".split(
    "|"
)


def article(text):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides)


def entry(text, name):
    found = [one for one in roster(article(text)).entries if one.name == name]
    assert len(found) == 1, roster(article(text)).entries
    return found[0]


def test_every_mention_of_a_person_is_one_entry():
    """The fullest form is the name; shorter ones are aliases; each mention keeps sentence and offsets."""
    text = "Lee spoke first. Mayor Ann Lee smiled. Later Lee left."
    lee = entry(text, "Ann Lee")
    assert lee.aliases == ("Lee",)
    assert (lee.kind, lee.role) == ("person", "Mayor")
    assert [(number, text[start:end]) for number, start, end in lee.mentions] == [
        (1, "Lee"),
        (2, "Ann Lee"),
        (3, "Lee"),
    ]


def test_a_surname_means_whoever_bore_it_last():
    """Two people of one surname stay two, and a bare surname goes to the one mentioned last."""
    text = "The sculptor Ann Marsh met Ben Marsh. Later Marsh left."
    found = {one.name: len(one.mentions) for one in roster(article(text)).entries}
    assert found == {"Ann Marsh": 1, "Ben Marsh": 2}


def test_an_acronym_joins_its_expansion():
    """The acronym "ISW" is the Institute for the Study of War, whichever comes first."""
    text = "The Institute for the Study of War (ISW) wrote it. The paper quoted ISW."
    assert entry(text, "Institute for the Study of War").aliases == ("ISW",)


def test_the_fuller_role_wins():
    """A later mention with a longer role is kept over a bare title."""
    text = "President Ann Lee spoke. Then Chilean President Ann Lee left."
    assert entry(text, "Ann Lee").role == "Chilean President"


def test_a_capital_that_acts_is_its_country():
    """What "Seoul has alerted" and "Moscow's offensive" name are governments; "in Moscow" is a place."""
    found = roster(article("Seoul has warned. South Korea waits. She flew to Moscow. Moscow’s offensive goes on."))
    by_name = {one.name: one for one in found.entries}
    assert by_name["South Korea"].aliases == ("Seoul",)
    assert (by_name["South Korea"].kind, by_name["South Korea"].role) == ("country", "country")
    places = [one for one in found.entries if one.kind == "place"]
    assert [(one.name, len(one.mentions)) for one in places] == [("Moscow", 1)]
    assert found.resolve("Seoul") == by_name["South Korea"]
    assert found.resolve("Moscow").kind == "country"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("But the West thinks so. All of the West does.", "West", "group"),
        ("They went to Russia’s Kursk region.", "Kursk", "place"),
        ("Others in the Kremlin left.", "Kremlin", "organization"),
        ("They met Ann Lee in the Lee house.", "Ann Lee", "person"),
    ],
)
def test_the_words_before_a_name_help_to_tell_its_kind(text, name, kind):
    """A name that always bears "the" is no person, and one that a country owns is a place."""
    found = roster(article(text)).resolve(name)
    assert (found.kind if found.name == name else "organization") == kind


def test_adjectives_pronouns_and_headlines_are_no_names():
    """Nationalities, pronouns and words capitalised by a headline name nobody."""
    text = (
        "Why Angry Local Farmers Now Fear Higher Prices. The angry farmers fear higher prices. "
        "The Belarusian army saw Russian trucks. He left."
    )
    assert roster(article(text)).entries == ()


def test_a_mention_is_resolved_whatever_its_dress():
    """Case, articles, titles and possessives do not matter; unknown names give None."""
    found = roster(article("Ann Lee of the Acme Trust met the North Koreans. North Korea paid."))
    assert found.resolve("the ACME Trust’s").name == "Acme Trust"
    assert found.resolve("Mr Lee").name == "Ann Lee"
    assert found.resolve("North Korean").name == "North Korea"
    assert found.resolve("Ben Hall") is None
    assert found.resolve("") is None


def test_a_surname_stays_with_whom_it_was_used_for():
    """A namesake in passing does not take the short name over, and a nickname is no second person."""
    text = "Ann Lee spoke. Lee left. Her son Ben Lee came. Then Lee spoke."
    found = roster(article(text))
    assert [(one.name, len(one.mentions)) for one in found.entries] == [("Ann Lee", 3), ("Ben Lee", 1)]


def test_a_word_of_a_role_alone_is_no_name():
    """Republican and Deputy are nobody; a name that ends in "of the" keeps its person."""
    found = roster(article("She met a Republican and the Deputy. Then Cole of the Republican camp left."))
    assert [one.name for one in found.entries] == ["Cole"]


def test_mentions_within_a_span():
    """Only what lies wholly within is returned, in order."""
    text = "Then Ann Lee met Ben Hall and Cy Dole."
    found = roster(article(text))
    inside = found.within(text.index("Ann"), text.index("Hall") + 2)
    assert [text[start:end] for start, end, _ in inside] == ["Ann Lee"]
    assert len(found.within(0, len(text))) == 3


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map(" ".join))
def test_a_roster_is_true_to_any_text(text):
    """Mentions hold the entry's own forms, no mention is in two entries, and no pronoun is a name."""
    told = article(text)
    found = roster(told)
    spans = [(start, end) for one in found.entries for _, start, end in one.mentions]
    assert len(spans) == len(set(spans))
    for one in found.entries:
        assert {told.text[start:end] for _, start, end in one.mentions} == {one.name, *one.aliases}
        assert not names.is_pronoun(one.name)
