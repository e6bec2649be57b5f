"""Average linkage over few known pairs: no chains, whole groups, and items with more partners than are compared."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import averaging


def grouped(number, scores, compared=9):
    """The groups, in order."""
    return sorted(sorted(group) for group in averaging.groups(number, scores, compared))


def test_items_without_scores_stay_alone():
    """Nothing known is nothing joined."""
    assert grouped(3, {}) == [[0], [1], [2]]
    assert grouped(0, {}) == []


def test_one_good_pair_does_not_chain_two_groups():
    """Two groups of three that share one pair stay two."""
    scores = dict.fromkeys((*combinations(range(3), 2), *combinations(range(3, 6), 2)), 4.0)
    assert grouped(6, {**scores, (2, 3): 3.5}) == [[0, 1, 2], [3, 4, 5]]


def test_two_groups_need_more_than_two_items():
    """What joins an item to another does not join two pairs that are each whole."""
    weak = -1.0
    assert grouped(2, {(0, 1): weak}) == [[0, 1]]
    across = {(a, b): weak for a in (0, 1) for b in (2, 3)}
    assert grouped(4, {(0, 1): 5.0, (2, 3): 5.0, **across}) == [[0, 1], [2, 3]]


def test_pairs_left_out_for_want_of_room_say_nothing():
    """Forty items of which each knows only its next ones are one group where those are all it may know."""
    ring = {tuple(sorted((at, (at + step) % 40))): 5.0 for at in range(40) for step in (1, 2, 3)}
    assert len(grouped(40, ring, compared=6)) == 1
    assert len(grouped(40, ring, compared=7)) > 1


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(-9, 9),
        max_size=20,
    )
)
def test_each_item_is_in_one_group(scores):
    """Any scores part the items, the same in any order of the pairs."""
    groups = grouped(8, scores)
    assert sorted(item for group in groups for item in group) == list(range(8))
    assert grouped(8, dict(reversed(scores.items()))) == groups


def test_a_denial_outweighs_what_fits():
    """An item that one of a group denies stays outside, though others fit it; a large group gets over one denial."""
    fits, denies = 9.0, float("-inf")
    assert sorted(map(sorted, averaging.groups(3, {(0, 1): fits, (0, 2): denies, (1, 2): fits}, 9))) in (
        [[0, 1], [2]],
        [[0], [1, 2]],
    )
    pairs = {(a, b): fits for a in range(8) for b in range(a + 1, 8)}
    assert sorted(map(sorted, averaging.groups(8, {**pairs, (0, 7): denies}, 9))) == [list(range(8))]
