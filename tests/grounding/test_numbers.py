"""Bare numbers in text: what they are worth, and the keys that prove them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.numbers import find_numbers, number_keys, small_worth

TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
PIECES = st.sampled_from(
    "10,000 ten,000 3-1 $ € 1.2 bn k million hundred dozen and a half of to between - – , . % percent tens of thousands"
    " several few twenty first third ½ 23rd 2024 one two km pounds \n ٣ ０ ² men".split(" ")
)
TEXTS = st.text() | st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("".join)


def spell(number: int) -> str:
    """Write a number below a million in English words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {spell(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    rest = number % 1000
    joint = " and " if 0 < rest < 100 else " "
    return f"{spell(number // 1000)} thousand" + (joint + spell(rest) if rest else "")


@pytest.mark.parametrize("number", [*range(2, 121), 200, 219, 342, 999])
def test_number_words_have_their_value(number):
    """Every number word below a thousand, in small or capital letters, is worth what it says."""
    assert [found.low for found in find_numbers(f"{spell(number).capitalize()} ships sailed.")] == [number]
    assert number_keys(spell(number).upper()) == {str(number)}


@settings(deadline=None)
@given(st.integers(2, 999_999))
def test_digits_and_words_have_one_key(number):
    """A number has the same key in words, in digits and with thousands marks."""
    assert number_keys(spell(number)) == number_keys(str(number)) == number_keys(f"{number:,}") == {str(number)}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("$1.2bn", {"1200000000"}),
        ("1.2 billion", {"1200000000"}),
        ("two-thirds", {"0.6667"}),
        ("in 1949 on the 23rd, aged 45, F-16 at 7:30", {"1949", "23", "45", "16", "7", "30"}),
        ("the twenty-third and the third", {"23", "3"}),
        ("tens of thousands", {"~tens of thousands"}),
        ("Several  hundred", set()),
        ("several hundred", {"~several hundred"}),
        ("one of a few first and second men", set()),
        ("one percent", {"1"}),
        ("1 man", {"1"}),
        ("2 to 3 million", {"2000000", "3000000"}),
        ("10.50 and 10.5", {"10.5"}),
        ("zero", {"0"}),
        ("$-5", {"5"}),
        ("one in five", {"0.2"}),
        ("5 in 3 days", {"5", "3"}),
        ("5 in 3 ways", {"5", "3"}),
        ("3.14159265358979 and 7", {"3.141592653", "7"}),
    ],
)
def test_number_keys(text, keys):
    """Every number has a key, whatever it is for; a bare 'one' and 'first' have none."""
    assert number_keys(text) == keys


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_numbers_of_a_part_are_numbers_of_the_whole(left, right):
    """A sentence that is quoted whole proves its own numbers."""
    assert number_keys(left) <= number_keys(f"{left}\n\n.\n\n{right}")


@pytest.mark.parametrize(
    "piece", ["1", ",23", "ten ", "tens of ", "1-", "about ", "between ", "\n", "Aa 1 ", "won ", "A'", "U."]
)
def test_time_grows_with_length_only(piece):
    """Eight times the text takes about eight times as long, not 64 times, however repetitive it is."""
    seconds = []
    for size in (3_000, 24_000):
        started = time.process_time()
        text = piece * (size // len(piece))
        number_keys(text)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 32 * seconds[0] + 0.1


@pytest.mark.parametrize(("words", "value"), [("a", 1), ("an", 1), ("Twenty-one", 21), ("several", 0)])
def test_small_worth(words, value):
    """Articles are one, number words what they say, and other words nothing."""
    assert small_worth(words) == value


def test_offsets_hold_where_small_letters_are_longer():
    """A letter whose small form is longer than itself moves no offset."""
    (number,) = find_numbers("İİ TWENTY")
    assert (number.start, number.end, number.low) == (3, 9, 20)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("1.000", 1000),
        ("1,5", 1.5),
        ("2 Milliarden", 2e9),
        ("5 тысяч", 5000),
        ("$-5", -5),
        ("2 milliards", 2e9),
        ("mil", None),
    ],
)
def test_numbers_abroad(text, low):
    """In other languages figures are read with a comma before the decimals, and with the scale after them."""
    assert [float(number.low) for number in find_numbers(text, "de")] == ([] if low is None else [low])
