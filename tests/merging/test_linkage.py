"""Groups in which every two items fit together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.merging import likeness, linkage

numbers = st.lists(st.integers(0, 30), max_size=12)


def near(a: int, b: int) -> float:
    """Two numbers fit where they are at most two apart."""
    return max(0.0, 3 - abs(a - b))


@given(numbers)
def test_every_two_of_a_group_fit(items):
    """Each item is in one group, and every two of a group fit."""
    groups = linkage.groups(items, near, lambda item: item)
    assert sorted(item for group in groups for item in group) == sorted(items)
    assert all(near(a, b) > 0 for group in groups for a in group for b in group)


@given(numbers, st.randoms())
def test_the_order_decides_nothing(items, shuffle):
    """The same items in another order are in the same groups."""
    distinct = list(dict.fromkeys(items))
    other = distinct[:]
    shuffle.shuffle(other)
    first, second = (linkage.groups(each, near, lambda item: item) for each in (distinct, other))
    assert {frozenset(group) for group in first} == {frozenset(group) for group in second}


def test_only_the_pairs_named_are_compared():
    """Where pairs are given, no others are looked at."""
    asked = []

    def closeness(a: int, b: int) -> float:
        asked.append((a, b))
        return 1.0

    assert linkage.groups([5, 6, 7], closeness, lambda item: item, {(0, 2)}) == [[5, 7], [6]]
    assert asked == [(5, 7)]


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=10))
def test_texts_that_share_most_terms_are_partners(terms):
    """Of two short lists of terms that share one, each is compared with the other; no text is with itself."""
    pairs = likeness.partners(terms, [("", at, 0, "") for at in range(len(terms))])
    expected = {(a, b) for b in range(len(terms)) for a in range(b) if terms[a] & terms[b]}
    assert pairs == expected
