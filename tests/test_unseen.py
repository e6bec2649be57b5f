"""Characters that nobody sees: dropped, but where a script or an emoji needs them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import unseen

SIGNS = st.text(st.sampled_from("a1#*\u200b\u200c\u200d\ufe0e\ufe0f\u20e3😀🏽♥میक्ᠠ\u180b\u034f\U000e0041\u3164\xad "))


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "👩🏽\u200d🚀",
        "1\ufe0f\u20e3",
        "ᠠ\u180b",
        "☺\ufe0e",
        "港 é",
    ],
)
def test_scripts_and_emoji_keep_what_they_need(text):
    """Persian and Hindi words, families, hearts and keycaps look as they were written."""
    assert unseen.without(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u200cb\u200dc", "abc"),
        ("می\u200c\u200c\u200dخ", "میخ"),
        ("a\ufe0f😀\ufe0f\ufe0f\ufe01", "a😀\ufe0f"),
        ("x\U000e0069\U000e0067", "x"),
        ("\ufeffa\xadb\u2063\u200f\u3164", "ab"),
        ("港\U000e0101", "港"),
    ],
)
def test_elsewhere_they_are_dropped(text, left):
    """Between Latin letters, doubled, as tags, as marks: there they only carry what people are not to see."""
    assert unseen.without(text) == left


@given(st.one_of(st.text(), SIGNS))
def test_dropping_is_done_at_once(text):
    """A second time drops nothing, and what is seen is never touched."""
    once = unseen.without(text)
    assert unseen.without(once) == once
    assert [c for c in once if unicodedata.category(c)[0] in "LNPZ"] == [
        c for c in text if unicodedata.category(c)[0] in "LNPZ" and c not in "\u115f\u1160\u3164\uffa0"
    ]
