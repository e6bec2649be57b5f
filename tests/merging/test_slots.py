"""Whether two clauses tell of two things, deeds or reasons, however many other words they share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import slots

OF_OTHERS = [
    ("The road to Tarn was closed because of the ash.", "The airport of Tarn closed on Friday because of the ash."),
    ("The mayor of Tarn resigned over the contract.", "The treasurer of Tarn resigned over the contract."),
    ("The fire destroyed the church in Tarn.", "The library in Tarn was destroyed by the fire."),
    ("Police arrested the driver of the truck.", "Police arrested the owner of the truck."),
    ("The suspect was arrested at the airport.", "The suspect was arrested at the station."),
    ("The tax on fuel will rise in May.", "The tax on tobacco will rise in May."),
    ("A bus driver was hurt in Tarn.", "A truck driver was hurt in Tarn."),
    ("The train derailed because of a broken rail.", "The train derailed due to a landslide."),
    ("The train derailed because a rail broke.", "The train derailed because the driver slept."),
    ("The northern tunnel was flooded.", "The southern tunnel was flooded."),
    ("The second victim was found in Tarn.", "The first victim was found in Tarn."),
    ("The former mayor was charged in Tarn.", "The mayor was charged in Tarn."),
    ("All trains to Tarn were cancelled.", "Some trains to Tarn were cancelled."),
    ("The school was closed in the morning.", "The school was closed in the evening."),
    ("The union rejected the offer of the company.", "The company rejected the offer of the union."),
    ("The driver hit the cyclist in Tarn.", "The cyclist hit the driver in Tarn."),
    ("The airport was closed because of the ash.", "The road was closed because of the ash, while the airport ran."),
]
OF_ONE = [
    ("The fire destroyed the church in Tarn.", "The church in Tarn was destroyed by the fire."),
    ("A lorry driver died in Tarn.", "A truck driver was killed in Tarn."),
    ("The blaze destroyed twelve homes.", "Twelve houses were destroyed by the fire."),
    ("An official opened the quay.", "The minister opened the quay."),
    ("Twelve people were hurt in a shooting during a parade.", "Twelve were hurt during a shooting at a parade."),
    ("Doctors and nurses marched in Tarn.", "Nurses and doctors marched in Tarn."),
    ("The suspect had a gun, and fled after Lund died of his wounds.", "Lund died of his wounds."),
    ("The road was closed because of the ash.", "Because of the ash the road was closed."),
]
OTHER_DEEDS = [
    ("The council approved the new bridge.", "The council discussed the new bridge."),
    ("The court suspended the sentence.", "The court confirmed the sentence."),
    ("Police searched the house.", "Police guarded the house."),
]


@pytest.mark.parametrize(("one", "other"), OF_OTHERS)
def test_what_stands_in_one_place_must_be_one_thing(one, other):
    """Another subject, object, place, cause, part or hour makes another matter of it."""
    assert slots.substituted(one, other)


@pytest.mark.parametrize(("one", "other"), OF_ONE)
def test_another_word_for_it_is_no_other_thing(one, other):
    """Synonyms, broader terms, the other voice and another order tell of the same."""
    assert not slots.substituted(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER_DEEDS)
def test_another_verb_is_another_deed(one, other):
    """Each has a verb for which the other has no word."""
    assert slots.other_deed(one, other)


@pytest.mark.parametrize(("one", "other"), OF_ONE)
def test_the_same_deed_in_another_form_is_one(one, other):
    """A noun for a verb, a synonym, and a verb that tells nothing by itself are no other deed."""
    assert not slots.other_deed(one, other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_does_not_matter_which_is_asked_about(one, other):
    """Any two texts are survived, both ways alike, and none tells of another thing than itself."""
    assert slots.substituted(one, other) == slots.substituted(other, one)
    assert slots.other_deed(one, other) == slots.other_deed(other, one)
    assert not slots.substituted(one, one)
    assert not slots.other_deed(one, one)
