"""What a quantity counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.counting import counted, telling
from summarizer.grounding.quantities import find_quantities

PIECES = st.sampled_from(
    "10,000 12 hundreds of the killed injuring hospitalising people were men ships' others $ 5 percent worth of km its"
    " North Korean troops more armed . , - ' ’s \n and left quietly dead".split(" ")
)
TEXTS = st.text() | st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("".join)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("hundreds of soldiers to Russia", "soldiers"),
        ("10,000 North Korean troops are there", "North Korean troops"),
        ("the ten,000 North Koreans considered on their means", "North Koreans"),
        ("500,000 United States troops left", "United States troops"),
        ("12 people were killed", "people killed"),
        ("12 were missing", "missing"),
        ("a share of 12 percent", "share"),
        ("the catch's share of the fish was cut to 12 percent", "share of the fish"),
        ("a 7 percent raise", "raise"),
        ("accused of stealing $380,000 from it", "stealing"),
        ("$380,000 had gone from it", "gone"),
        ("12 people have been reportedly killed", "people killed"),
        ("12 people were still missing", "people missing"),
        ("12 people are now also missing", "people missing"),
        ("12 people still missing", "people missing"),
        ("12 people still live there", "people"),
        ("It killed 12 people.", "people killed"),
        ("killing at least 12 people", "people killed"),
        ("at least 7 injured", "injured"),
        ("injuring 30.", "injured"),
        ("hospitalising 30.", "hospitalised"),
        ("5 more ships", "ships"),
        ("5 of its ships", "ships"),
        ("20 percent of voters", "voters"),
        ("two-thirds of MPs said", "MPs"),
        ("$5 million", None),
        ("300 km", None),
        ("exactly 40.", None),
        ("40 and then", None),
        ("40 in all", None),
        ("40 sheep quietly grazed", "sheep"),
        ("200 ships' crews", "ships"),
        ("some 30 armed men fled", "armed men"),
        ("400 very small new local shops", "very small new local shops"),
        ("30 aircraft flew over", "aircraft"),
        ("12 ships. More", "ships"),
        ("The death toll rose to 19.", "death toll"),
        ("The death toll from the quake has risen to 19 on Monday", "death toll"),
        ("The number of dead rose to 19", "dead"),
        ("raising the number of dead to at least 19", "dead"),
        ("the number of wounded soldiers stood at 40", "wounded soldiers"),
        ("Arrests climbed to 40", "Arrests"),
        ("the number of dead rose by 19", None),
        ("shares rose to 19", None),
        ("one in five voters", "voters"),
        ("one man was killed", "man killed"),
        ("one man said so", None),
        ("as the two played in the yard", None),
        ("two armed men", "armed men"),
        ("TWO HUNDRED PEOPLE DIED IN VELL.", "PEOPLE DIED"),
        ("killed five U.N. guards in Vell", "U.N. guards killed"),
        ("killed five U.N.", "killed"),
        ("he told 1010 VELL so", None),
    ],
)
def test_what_a_quantity_counts(text, of):
    """The counted words stand beside the number, with the fate of those who are counted."""
    (quantity,) = find_quantities(text)
    assert counted(text, quantity) == of


@pytest.mark.parametrize(
    ("text", "language", "of", "modifier"),
    [
        ("Mindestens 1.250 Menschen sind am Freitag geflohen.", "de", "Menschen", "at_least"),
        ("Quelque 10 000 maisons sont sans courant.", "fr", "maisons", "about"),
        ("Hasta 10.000 casas quedaron sin luz.", "es", "casas", "at_most"),
        ("По меньшей мере 1 250 человек бежали.", "ru", "человек", "at_least"),
    ],
)
def test_in_another_language_it_is_the_word_after_the_number(text, language, of, modifier):
    """English rules about phrases do no harm elsewhere, and the commonest bounds are known."""
    (quantity,) = find_quantities(text, language)
    assert (counted(text, quantity, language), quantity.modifier) == (of, modifier)


@settings(deadline=None)
@given(TEXTS)
def test_what_is_counted_is_words(text):
    """Whatever the text, what is counted is None or at least one word."""
    for quantity in find_quantities(text):
        assert counted(text, quantity) is None or counted(text, quantity).split()


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("12 people were arrested in Tarn.", True),
        ("Some 1,200 protesters marched.", True),
        ("20 percent of voters stayed at home.", True),
        ("It lies in the 300 block of Vale Street.", False),
        ("Image 2 of 11 shows the pier.", False),
        ("The six men went home.", False),
        ("He faces 12 counts of fraud.", False),
        ("They fired 30 shots.", False),
        ("Two sisters live there.", False),
    ],
)
def test_a_briefing_lists_what_is_clearly_counted(text, listed):
    """Labels, those told of before, shots and charges are numbers of a story, but no figures of it."""
    found = [(one, of) for one in find_quantities(text) if (of := counted(text, one))]
    assert any(telling(text, one, of) for one, of in found) is listed
