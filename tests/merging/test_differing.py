"""What keeps two texts apart that share nearly all words."""

from __future__ import annotations

import pytest

from summarizer.merging.differing import differ, told_otherwise
from summarizer.merging.likeness import face


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The road to Tarn was closed because of the ash.", "The airport of Tarn closed because of the ash."),
        ("The council approved the new bridge.", "The council discussed the new bridge."),
        ("Tarn beat Vesk in the cup final.", "Vesk beat Tarn in the cup final."),
    ],
)
def test_a_model_may_overrule_what_words_alone_tell(one, other):
    """Another thing, deed or order keeps two texts apart by rule, and may still be said to be the same by a model."""
    assert differ(face(one), face(other))
    assert not told_otherwise(face(one), face(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reporters asked whether the quay of Tarn was safe.", "The quay of Tarn was safe."),
        ("Berg got 412 votes and Lund 388 votes.", "Lund got 412 votes and Berg 388 votes."),
        ("The quay of Tarn is closed.", "The quay of Tarn was reopened."),
    ],
)
def test_what_nobody_may_overrule(one, other):
    """A question, exchanged numbers and what has ended are never the same."""
    assert told_otherwise(face(one), face(other))
    assert differ(face(one), face(other))


def test_around_one_quotation_nothing_is_compared():
    """The same words in quotation marks are one, whatever an article says of the occasion."""
    quoted = "“we will never give up this harbour,” "
    assert not differ(face(f"{quoted}Lund told reporters."), face(f"Lund said at a dinner in Tarn: {quoted}"))
    assert not differ(face("Bees swarm!"), face("“BEES SWARM”"))
