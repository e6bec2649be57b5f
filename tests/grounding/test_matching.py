"""Words compared across two texts, whatever their case, accents, quotes, dashes and spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.matching import carried_share, content_words, count_words, fold, stands_in, stem, words_of

PIECES = st.sampled_from(
    'Ada Berg said that the mayor of Korrdam , denied 40 10,000 hundreds of people were not hurt . “ ” ‘ ’ " may no '
    "United States US American President not only no doubt without never Zoë 2,5 km $1.2bn 15-17 ten,000 … – it’s "
    "don't don’t none nobody refused rejected failed to ; : ( ) \u00a0 \n 日本 İ ß ﬁ ´".split(" ")
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("korrdam", "The flood at KORRDAM."),
        ("Zoe Åkerlund", "It was Zoë Akerlund."),
        ("it's over", "She said “it’s over”."),
        ("a 'risk'", "It is a ‘risk’ to all."),
        ("well-known", "a well—known dam"),
        ("two  \n words", "in two\u00a0words"),
        ("Berg", "Berg’s deputy left."),
        ("cat", "concatenate the cat"),
    ],
)
def test_words_stand_in_a_text_however_they_are_set(words, text):
    """Case, accents, quotes, dashes and spaces make no other words."""
    assert stands_in(words, text)


@pytest.mark.parametrize(
    ("words", "text"), [("cat", "concatenate"), ("10", "100 boats"), ("", "anything"), (" ", " "), ("dam", "dam_wall")]
)
def test_parts_of_words_do_not_stand_in_a_text(words, text):
    """Words are found whole, and no words are found nowhere."""
    assert not stands_in(words, text)


@given(st.lists(st.from_regex(r"[a-zA-Z0-9éüñ]{1,8}", fullmatch=True), min_size=1, max_size=6), TEXTS, TEXTS)
def test_words_stand_between_any_others(words, before, after):
    """Whole words are found wherever they stand."""
    sought = " ".join(words)
    assert stands_in(sought, sought)
    assert stands_in(sought, f"{before} {sought} {after}")


@given(TEXTS)
def test_folding_is_done_once(text):
    """A folded text stays as it is."""
    assert fold(fold(text)) == fold(text)


def test_content_words_are_stems_without_function_words():
    """Inflection and the words every sentence has are left out of the comparison."""
    assert content_words("The engineers' dam’s cracking was said to be…") == ["engin", "dam", "crack"]
    assert carried_share("The engineer cracked it", "Engineers are cracking up") == 1.0
    assert carried_share("Boats sank", "Boats left") == 0.5
    assert carried_share("It is what it is", "Boats left") == 1.0


def test_words_have_their_places():
    """A number with its marks is one word; what a hyphen joins is two."""
    text = "The well-known Zoë paid 1,200.50."
    found = list(words_of(text))
    assert [word.text for word in found] == ["the", "well", "known", "zoe", "paid", "1,200.50"]
    assert text[found[3].start : found[3].end] == "Zoë"
    assert count_words("The well-known Zoë paid.") == 4


@given(TEXTS)
def test_the_places_of_words_are_true(text):
    """Every word folds from what stands in its place, and none overlaps another."""
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert word.text in (fold(text[word.start : word.end]).replace(".", ""), text[word.start : word.end])
        end = word.end


@pytest.mark.parametrize(
    ("word", "cut"), [("raised", "rais"), ("raise", "rais"), ("stopped", "stop"), ("carries", "carry"), ("bed", "bed")]
)
def test_a_stem_is_a_word_without_its_inflection(word, cut):
    """Forms of one word share it; a short word is its own."""
    assert stem(word) == cut
