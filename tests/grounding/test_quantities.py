"""Quantities in text: their values, bounds, ranges and units."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.quantities import find_quantities

PIECES = st.sampled_from(
    "10,000 ten,000 3-1 $ € US$ 1.2 bn k million hundred dozen and a half of to between from - – , . % percent tens of"
    " thousands scores as much more than nearly up aged 45 years -old 23rd 7:30 p.m. May 2024 one two twenty first"
    " third Boeing km + or killed people ½ ' ’s \n ٣ ０ ² soldiers were".split(" ")
)
TEXTS = st.text() | st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("".join)


def only(text: str) -> tuple[float | None, float | None, str, str | None, str]:
    """Return the parts of the one quantity in `text`."""
    (found,) = find_quantities(text)
    return found.low, found.high, found.modifier, found.unit, found.surface


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ten,000 men", 10_000),
        ("ten thousand men", 10_000),
        ("10,000 men", 10_000),
        ("10\u00a0000 men", 10_000),
        ("1,00,000 men", 100_000),
        ("10k men", 10_000),
        ("25m men", 25_000_000),
        ("1.5 million men", 1_500_000),
        ("half a million men", 500_000),
        ("half-dozen men", 6),
        ("a hundred men", 100),
        ("a dozen men", 12),
        ("two dozen men", 24),
        ("twelve hundred men", 1200),
        ("3 hundred men", 300),
        ("three and a half million men", 3_500_000),
        ("2½ men", 2.5),
        ("½ litre", 0.5),
        ("two million three hundred thousand five hundred men", 2_300_500),
        ("5 crore men", 50_000_000),
        ("zero men", 0),
        ("12.75 men", 12.75),
        ("a .500 record", 0.5),
        ("TWO HUNDRED MEN", 200),
        ("in a list of 2,016 men", 2016),
        ("some of 1999 soldiers marched", 1999),
        ("They saw one ship", 1),
    ],
)
def test_forms_of_a_plain_number(text, value):
    """Thousands marks, scales, suffixes, halves and dozens are all read."""
    assert only(text)[:3] == (value, value, "exact")


@pytest.mark.parametrize(
    ("text", "low", "high", "modifier", "surface"),
    [
        ("as much as 10,000 men", None, 10_000, "at_most", "as much as 10,000"),
        ("as a lot as 10,000 men", None, 10_000, "at_most", "as a lot as 10,000"),
        ("as high as 50 men", None, 50, "at_most", "as high as 50"),
        ("As many as 50 men", None, 50, "at_most", "As many as 50"),
        ("up to 50 men", None, 50, "at_most", "up to 50"),
        ("at most 50 men", None, 50, "at_most", "at most 50"),
        ("no more than 50 men", None, 50, "at_most", "no more than 50"),
        ("fewer than 50 men", None, 50, "at_most", "fewer than 50"),
        ("50 or fewer men", None, 50, "at_most", "50 or fewer"),
        ("at least 7 men", 7, None, "at_least", "at least 7"),
        ("at least one man", 1, None, "at_least", "at least one"),
        ("more than 50 men", 50, None, "at_least", "more than 50"),
        ("over 50 men", 50, None, "at_least", "over 50"),
        ("no fewer than 50 men", 50, None, "at_least", "no fewer than 50"),
        ("more than an estimated 50 men", 50, None, "at_least", "more than an estimated 50"),
        ("50 or more men", 50, None, "at_least", "50 or more"),
        ("50+ men", 50, None, "at_least", "50+"),
        ("nearly 50 men", 50, 50, "about", "nearly 50"),
        ("almost 50 men", 50, 50, "about", "almost 50"),
        ("some 40 men", 40, 40, "about", "some 40"),
        ("an estimated 40 men", 40, 40, "about", "an estimated 40"),
        ("~40 men", 40, 40, "about", "~40"),
        ("40 or so men", 40, 40, "about", "40 or so"),
        ("20 to 25 men", 20, 25, "range", "20 to 25"),
        ("15-17 men", 15, 17, "range", "15-17"),
        ("15–17 men", 15, 17, "range", "15–17"),
        ("between 3 and 5 men", 3, 5, "range", "between 3 and 5"),
        ("two or three men", 2, 3, "range", "two or three"),
        ("2 to 3 million men", 2e6, 3e6, "range", "2 to 3 million"),
        ("about 20 to 25 men", 20, 25, "range", "about 20 to 25"),
        ("hundreds of men", 100, 1000, "vague", "hundreds"),
        ("thousands of men", 1000, 10_000, "vague", "thousands"),
        ("tens of thousands of men", 10_000, 100_000, "vague", "tens of thousands"),
        ("hundreds of thousands of men", 1e5, 1e6, "vague", "hundreds of thousands"),
        ("dozens of men", 12, 120, "vague", "dozens"),
        ("scores of men", 20, 200, "vague", "scores"),
        ("slightly more than 50 men", 50, None, "at_least", "slightly more than 50"),
        ("a sub-300 crew", None, 300, "at_most", "sub-300"),
        ("≥50 men", 50, None, "at_least", "≥50"),
        ("approx. 50 men", 50, 50, "about", "approx. 50"),
        ("fines from 3 to 5 here", 3, 5, "range", "3 to 5"),
        ("0-to-60 here", 0, 60, "range", "0-to-60"),
        ("several hundred men", 200, 1000, "vague", "several hundred"),
    ],
)
def test_bounds_ranges_and_vague_plurals(text, low, high, modifier, surface):
    """Hedging words are part of the surface and open or close the bounds they stand for."""
    assert only(text) == (low, high, modifier, None, surface)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "surface"),
    [
        ("It cost $1.2bn then", 1.2e9, 1.2e9, "USD", "$1.2bn"),
        ("It cost €450m then", 4.5e8, 4.5e8, "EUR", "€450m"),
        ("It cost US$ 3.4 trillion", 3.4e12, 3.4e12, "USD", "US$ 3.4 trillion"),
        ("It cost 450 million euros", 4.5e8, 4.5e8, "EUR", "450 million euros"),
        ("It cost 50 million won", 5e7, 5e7, "KRW", "50 million won"),
        ("It cost $2000 then", 2000, 2000, "USD", "$2000"),
        ("It cost between $2 and $3 million", 2e6, 3e6, "USD", "between $2 and $3 million"),
        ("It ranges from 3% to 5% here", 3, 5, "percent", "3% to 5%"),
        ("20 per cent of men", 20, 20, "percent", "20 per cent"),
        ("20 to 25 percent of men", 20, 25, "percent", "20 to 25 percent"),
        ("one percent of men", 1, 1, "percent", "one percent"),
        ("2.5 percentage points", 2.5, 2.5, "percentage_points", "2.5 percentage points"),
        ("300 km away", 300, 300, "km", "300 km"),
        ("5kg of it", 5, 5, "kg", "5kg"),
        ("12 square miles of it", 12, 12, "square_mile", "12 square miles"),
        ("-5 degrees Celsius there", -5, -5, "celsius", "-5 degrees Celsius"),
        ("over two years ago", 2, 2, "year", "two years"),
        ("5 years or more in jail", 5, None, "year", "5 years or more"),
        ("a two-year war", 2, 2, "year", "two-year"),
        ("two-thirds of men", 0.6667, 0.6667, "fraction", "two-thirds"),
        ("a third of men", 0.3333, 0.3333, "fraction", "a third"),
        ("half of the men", 0.5, 0.5, "fraction", "half"),
        ("one-fourth of men", 0.25, 0.25, "fraction", "one-fourth"),
        ("one in five men", 0.2, 0.2, "fraction", "one in five"),
        ("nine of 10 men", 0.9, 0.9, "fraction", "nine of 10"),
        ("one of every nine men", 0.1111, 0.1111, "fraction", "one of every nine"),
        ("plus or minus 4 percent", 4, 4, "percent", "4 percent"),
        ("It cost $846.8million then", 8.468e8, 8.468e8, "USD", "$846.8million"),
        ("nine out of 10 men", 0.9, 0.9, "fraction", "nine out of 10"),
        ("It cost US $5 then", 5, 5, "USD", "US $5"),
        ("It cost PS8.1bn then", 8.1e9, 8.1e9, "GBP", "PS8.1bn"),
        ("a deficit of $-5bn", -5e9, -5e9, "USD", "$-5bn"),
        ("minus-5 yards", -5, -5, "yard", "minus-5 yards"),
        ("at $58.24 per barrel", 58.24, 58.24, "USD/barrel", "$58.24 per barrel"),
        ("oil for $50-a-barrel", 50, 50, "USD/barrel", "$50-a-barrel"),
        ("from $3 to $5 million a year", 3e6, 5e6, "USD/year", "$3 to $5 million a year"),
        ("between 15kHz and 17kHz", 15, 17, "khz", "between 15kHz and 17kHz"),
    ],
)
def test_units_follow_or_precede_the_number(text, low, high, unit, surface):
    """Money has its ISO code, shares and measures their unit, and both stand in the surface."""
    found = only(text)
    assert (found[0], found[1], found[3], found[4]) == (low, high, unit, surface)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("It rose 5%.", ["up"]),
        ("It fell by 200.", ["down"]),
        ("Sales are down nearly 3 percent.", ["down"]),
        ("It closed up 19 cents at $58.", ["up", None]),
        ("a drop of 3 points", ["down"]),
        ("a 3 percent drop", ["down"]),
        ("an increase of 60,600 jobs or 1.5 per cent", ["up", "up"]),
        ("It will cut 400 jobs.", ["down"]),
        ("raised rates by 0.25 percentage points", ["up"]),
        ("between 15 and 20 percent lower", ["down"]),
        ("It stood at -5%.", ["down"]),
        ("It stood at +3%.", ["up"]),
        ("It rose from 3% to 5%.", [None, None]),
        ("It rose to 19.", [None]),
        ("The firm raised $5 million.", [None]),
        ("It made up 5% of sales.", [None]),
        ("They set up 5 camps.", [None]),
        ("They dropped 250 bombs.", [None]),
        ("It fell for two years.", [None]),
    ],
)
def test_how_far_something_moved(text, changes):
    """A number says how far something rose or fell where a word of rise or fall governs it, and not as its level."""
    assert [found.change for found in find_quantities(text)] == changes


def test_the_same_length_in_another_unit_has_the_same_bound():
    """A conversion in brackets is bounded as the number before it."""
    assert [found.modifier for found in find_quantities("It flew more than 100 km (60 miles).")] == ["at_least"] * 2


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Es kamen 1.000 Leute", "de", 1000, None),
        ("Es waren 3,5 Prozent", "de", 3.5, "percent"),
        ("Es kostet 450 Mio. Euro", "de", 4.5e8, "EUR"),
        ("Es sind 1'000 Leute", "de-CH", 1000, None),
        ("unas 10.000 personas", "es", 10_000, None),
        ("unos 2,5 mil millones de euros", "es", 2.5e9, "EUR"),
        ("a 1.234.567,89 euros", "es", 1_234_567.89, "EUR"),
        ("pour 1 000 personnes", "fr", 1000, None),
        ("pour 1,5 million d'euros", "fr", 1.5e6, "EUR"),
        ("per 4 milioni di euro", "it", 4e6, "EUR"),
        ("на 1 000 человек", "ru", 1000, None),
        ("на 2,5 млн рублей", "ru", 2.5e6, "RUB"),
        ("for 1,000.5 men", "en-GB", 1000.5, None),
        ("for 1,000.5 men", None, 1000.5, None),
    ],
)
def test_marks_and_scales_by_language(text, language, value, unit):
    """'1.000' is a thousand where the language writes it so, and a scale is never lost."""
    (found,) = find_quantities(text, language)
    assert (found.low, found.high, found.unit) == (value, value, unit)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am 12. November 2024 um 20 Uhr", "de"),
        ("Der 1. FC gewann 3:1", "de"),
        ("im Jahr 1999, am 3.5.", "de"),
        ("le 12 mars, à 15h30, en 2016", "fr"),
        ("el 3 de mayo de 2020", "es"),
        ("12 ноября 2024 года", "ru"),
        ("die Tens of thousands hundred a dozen half", "de"),
    ],
)
def test_nothing_is_invented_abroad(text, language):
    """Dates, times and scores of other languages are no quantities, and English number words are not read there."""
    assert find_quantities(text, language) == []


def test_higher_than_two_year_is_a_bound():
    """A machine-paraphrased 'more than two-year' keeps its bound."""
    assert only("the higher than two-year dispute") == (2, None, "at_least", "year", "higher than two-year")


def test_words_belong_to_one_quantity():
    """Words that could close one quantity and open the next belong to the first."""
    assert [q.surface for q in find_quantities("5 or more than 6 men and 7 men")] == ["5 or more", "7"]


def test_a_range_rises():
    """Two numbers that are joined as a range is, but fall, are two quantities."""
    assert [q.surface for q in find_quantities("It lost 5 or 3 men.")] == ["5", "3"]


def test_a_bound_before_a_line_break_is_whole():
    """A bound keeps its first letter where a space and a line break stand between it and the number."""
    assert [q.surface for q in find_quantities("It has about \n5 men.")] == ["about \n5"]


def test_from_a_to_b_is_a_change_not_a_range():
    """A rise from one value to another is two quantities."""
    assert [q.surface for q in find_quantities("It rose from 3% to 5% since.")] == ["3%", "5%"]


@pytest.mark.parametrize(
    "text",
    [
        "in 1949", "on 12 November", "Nov. 3", "by May 4, 2024", "2024", "the 1990s", "12–15 March 2020", "2019-20",
        "at 7:30 p.m.", "at 7pm", "at 0700", "at ten o'clock", "1400 GMT", "3/11/2024", "12.11.2024", "open 24/7",
        "the first", "the 23rd", "the twenty-third", "a third man", "aged 45", "a 45-year-old", "a two-year-old boy",
        "Ann Lee, 45, said", "won 3-1", "they lost 1–3", "a 52-48 vote", "it ended 3-1", "12 Main Street",
        "F-16", "COVID-19", "Boeing 737", "Rossiya 1", "Route 66", "iPhone 15", "Article 5", "No. 10", "G7", "5G",
        "Channel 4", "the Group of Seven", "555-1234", "+1 555-123-4567", "1. Wash it", "ground zero", "stage four",
        "one of the men", "in one more meeting", "no one came", "each one", "one day", "another man", "a man",
        "tons of of men", "he scores twice", "test scores of pupils", "six-party talks", "https://host.test/12/a-5",
        "World War Two", "version 1.2.3", "It showed the Kick Six again", "in 2016 people left", "the second half of it",
        "a score of 3:1", "3 × 10^8", "1⁄32", "the 90210 ZIP code", "1,5", "€1,5", "mail a5@host.test", "A2 Milk",
        "Lee (7) ran", "16-18 Garden Avenue", "COVID -19", "one among many", "one of one another", "by one saying so", "a high-five",
        "a 911 call", "999 operators", "a .45-caliber handgun", "a .38 revolver",
        "it has been zero, so far", "it came from zero and grew",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quantity(text):
    """Dates, times, ordinals, ages, scores, addresses, names, telephones and pronouns are no quantities."""
    assert find_quantities(text) == []


def test_a_number_after_a_capitalised_word_counts_a_plural():
    """'In Kursk 12 villages' counts villages, although a capitalised word stands before the number."""
    assert only("He said in Kursk 12 villages fell.")[0] == 12
    assert only("Since Monday 40 people fled.")[0] == 40


@settings(deadline=None)
@given(TEXTS, st.sampled_from([None, "en", "de", "ru"]))
def test_quantities_lie_where_they_say(text, language):
    """Surfaces stand at their offsets, in order and apart, with bounds that fit their modifier."""
    end = 0
    for quantity in find_quantities(text, language):
        assert text[quantity.start : quantity.end] == quantity.surface
        assert quantity.start >= end
        end = quantity.end
        assert (quantity.low is None) == (quantity.modifier == "at_most")
        assert (quantity.high is None) == (quantity.modifier == "at_least")
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@pytest.mark.parametrize(
    "piece", ["1", ",23", "ten ", "tens of ", "1-", "about ", "between ", "\n", "Aa 1 ", "won ", "A'", "U."]
)
def test_time_grows_with_length_only(piece):
    """Eight times the text takes about eight times as long, not 64 times, however repetitive it is."""
    seconds = []
    for size in (3_000, 24_000):
        started = time.process_time()
        text = piece * (size // len(piece))
        find_quantities(text)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 32 * seconds[0] + 0.1
