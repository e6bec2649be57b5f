"""Whether what two texts share is told as so by both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import framing

SAFE = "The bridge in Tarn was safe, an engineer said."
SPARK = "A spark caused the fire at the mill in Tarn."
KILLED = "Bo Lund killed the guard at the mill."
BURST = "The dam at Tarn burst on Monday."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reporters asked whether the bridge in Tarn was safe.", SAFE),
        ("If the bridge in Tarn was safe, nobody will close it.", SAFE),
        ("Was the bridge in Tarn safe?", SAFE),
        ("Ida Falk apologised for saying that the bridge in Tarn was safe.", SAFE),
        ("Ida Falk pretended that the bridge in Tarn was safe.", SAFE),
        ("What is unclear is what caused the fire at the mill in Tarn.", SPARK),
        ("Investigators are looking into whether a spark caused the fire at the mill in Tarn.", SPARK),
        ("Bo Lund is accused of killing the guard at the mill.", KILLED),
        ("Bo Lund was acquitted of killing the guard at the mill.", "Bo Lund is accused of killing the guard."),
        ("Bo Lund tried to kill the guard at the mill.", KILLED),
        ("The dam at Tarn almost burst on Monday.", BURST),
        ("Without help the dam at Tarn would have burst on Monday.", BURST),
        ("A false report said that the dam at Tarn had burst on Monday.", BURST),
        ("The minister considered resigning over the contract.", "The minister resigned over the contract."),
    ],
)
def test_what_is_not_told_as_so_corroborates_nothing(one, other):
    """A question, a retraction, an accusation, an attempt or a rumour is another thing than that it is so."""
    assert framing.framed_otherwise(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SAFE, "Ida Falk said that the bridge in Tarn was safe."),
        ("Bo Lund is accused of killing the guard.", "Bo Lund, accused of killing the guard, fled."),
        ("Ida Berg was charged with fraud.", "Ida Berg faces charges of fraud."),
        ("Police told people to leave, and arrested Bo Lund.", "Police arrested Bo Lund."),
        ("Nearly 300 people fled.", "About 300 people fled."),
        (
            "A man suspected of burning the mill in Tarn is in custody.",
            "Police arrested a man over the fire at the mill in Tarn.",
        ),
        ("Fall.", "Rise."),
    ],
)
def test_one_frame_or_none_is_the_same(one, other):
    """What both tell as so, or both in one frame, may be one."""
    assert not framing.framed_otherwise(one, other)


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_does_not_matter_which_is_asked_about(one, other):
    """Any two texts are survived, both ways alike."""
    assert framing.framed_otherwise(one, other) == framing.framed_otherwise(other, one)
    assert not framing.framed_otherwise(one, one)
