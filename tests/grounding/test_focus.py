"""A pronoun finds whom it means, by whoever was spoken of last and is known as a he or a she."""

from __future__ import annotations

import pytest

from summarizer.grounding.focus import Focus, genders
from summarizer.grounding.roster import roster
from summarizer.models import Article
from summarizer.reading.sentences import split


def article(text):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Choe spoke to her ally. Choe Son Hui left.", {"Choe Son Hui": "she"}),
        ("Ann Lee spoke. She left.", {"Ann Lee": "she"}),
        ("Ann Lee met Cy Dole. He left.", {}),
        ("Then spokeswoman Ann Lee left.", {"Ann Lee": "she"}),
        ("Then King Cy Dole left.", {"Cy Dole": "he"}),
        ("Then Mr. Dole left, who praised her plan.", {"Dole": "he"}),
        ("Then Mrs Lee met Ms. Hall.", {"Lee": "she", "Hall": "she"}),
        ("Tom Reyes of the coast guard denied it. She said so.", {"Tom Reyes": "he"}),
    ],
)
def test_gender_is_learned_from_the_text(text, expected):
    """A pronoun after the only person, a role or a given name that shows it tells."""
    told = article(text)
    known = roster(told)
    assert genders([(s.start, text[s.start : s.end]) for s in told.sentences], known) == expected


def test_a_pronoun_means_the_last_that_fits():
    """Gender and kind must fit, what is long past does not count, and nobody gives None."""
    focus = Focus({"Ann Lee": "she"})
    assert focus.meant("he", 1) is None
    focus.saw(1, "Cy Dole", "person")
    focus.saw(1, "Acme", "organization")
    focus.saw(2, "Ann Lee", "person")
    assert focus.meant("She", 3) == "Ann Lee"
    assert focus.meant("he", 3) == "Cy Dole"
    assert focus.meant("they", 3) == "Acme"
    assert focus.meant("I", 3) is None
    assert focus.meant("she", 40) is None


def test_a_person_fits_a_pronoun_of_no_other_gender():
    """An unknown gender fits both; nobody fits nothing."""
    focus = Focus({"Ann Lee": "she"})
    assert focus.fits("she", "Ann Lee")
    assert not focus.fits("he", "Ann Lee")
    assert focus.fits("he", "Cy Dole")
    assert not focus.fits("he", None)
