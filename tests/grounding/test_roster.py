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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("President Bo Lund left with his daughter, Ida Lund. Lund waved.", {"Bo Lund": 2, "Ida Lund": 1}),
        ("Mayor Lund spoke. Later, Cy and Ida Lund, his children, left.", {"Lund": 1, "Cy": 1, "Ida Lund": 1}),
        ("The lawyer Bo Lund, husband of Ida Lund, sued. Mr. Lund lost.", {"Bo Lund": 2, "Ida Lund": 1}),
        ("Mr. Lund spoke. Later Bo Lund Jr. left.", {"Lund": 1, "Bo Lund Jr.": 1}),
        ("Queen Ida II met Ida Moe.", {"Ida II": 1, "Ida Moe": 1}),
        ("Then Bo Lund and Ida Moe met. Moe left.", {"Bo Lund": 1, "Ida Moe": 2}),
    ],
)
def test_relatives_are_told_apart(text, found):
    """Who comes in as a relative, or as a junior, is nobody who was named before, and no bare surname later."""
    entries = {one.name: len(one.mentions) for one in roster(article(text)).entries}
    assert {name: entries.get(name) for name in found} == found


def test_a_seat_of_power_is_no_country():
    """The Kremlin that acts is a body; Moscow that acts is Russia."""
    found = roster(article("The Kremlin denied it. Later Moscow said that Russia will stay."))
    assert {(one.name, one.kind) for one in found.entries} == {("Kremlin", "organization"), ("Russia", "country")}


def test_a_company_is_no_person_and_no_town():
    """A company with a role ("the operator") stays one, and the town that it is named after is not it."""
    text = "The ship sank off Corran. The operator, Corran Lines, said it was sorry."
    found = {one.name: (one.kind, one.aliases) for one in roster(article(text)).entries}
    assert found["Corran Lines"] == ("organization", ())
    assert "Corran" in found


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("acting chief of staff Ida Lund", "Ida Lund"),
        ("Secretary of the Interior Bo Moe", "Bo Moe"),
        ("its foreign minister", "Cy Dole"),
        ("the foreign minister", "Cy Dole"),
        ("the minister", None),
        ("a foreign minister", None),
        ("Ida Lund and Bo Moe", None),
        ("her lawyer", None),
    ],
)
def test_a_name_behind_an_office_and_an_office_by_itself(phrase, name):
    """The last name of a phrase is whoever holds the office before it; an office that one person has is that person."""
    text = "Chief of staff Ida Lund met Interior Secretary Bo Moe. Cy Dole, the foreign minister of Vell, did not."
    found = roster(article(text)).resolve(phrase)
    assert (found and found.name) == name


def test_the_role_behind_a_place_is_not_its_own():
    """A town has no job: what follows "in Vell," is somebody else's."""
    (vell,) = roster(article("It burned in Vell Harbour, the town's mayor said.")).entries
    assert vell.role is None


def test_an_office_that_leads_up_to_a_name():
    """Who is introduced as "the county's fire marshal" is meant by it; a body before a comma is nobody's office."""
    text = "The county's fire marshal, Ida Lund, left. In the fire department, Bo Moe stayed."
    found = roster(article(text))
    assert found.resolve("The county's fire marshal") == entry(text, "Ida Lund")
    assert found.resolve("the fire department") is None
