"""How a speaker stands to what they say."""

from __future__ import annotations

import pytest

from summarizer.grounding.stance import stance_of


@pytest.mark.parametrize(
    ("cue", "content", "after", "stance"),
    [
        ("said", "it rained", " it rained", "asserts"),
        ("denied", "the theft", " the theft", "denies"),
        ("questioned", "the count", " the count", "doubts"),
        ("said", "the reports were “nonsense”", "", "denies"),
        ("claimed", "they were most likely “rubbish.”", "", "doubts"),
        ("said", "he did not believe the count", "", "doubts"),
        ("predicts", "a flood", " a flood", "expects"),
        ("warned", "the dam will burst", " the dam will burst", "expects"),
        ("warned", "the town against swimming", " the town against swimming", "demands"),
        ("warned", "thieves are about", " thieves are about", "asserts"),
        ("called for", "calm", " calm", "demands"),
        ("told", "them to leave", " them to leave", "demands"),
        ("told", "it was over", " the court that it was up to them", "asserts"),
        ("according to", "it rained", " police", "asserts"),
        ("kept in mind", "it rained", " that it rained", "asserts"),
    ],
)
def test_the_stance_follows_cue_and_content(cue, content, after, stance):
    """The verb decides, unless the content itself doubts, denies or looks ahead."""
    assert stance_of(cue, content, after) == stance
