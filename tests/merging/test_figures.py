"""Which counts are one figure, and whether its readings agree."""

from __future__ import annotations

import pytest

LINES = ("Norland sent {} soldiers to Vesk, ministers said.", "Some {} soldiers of Norland are on Vesk by now.")


def status(desk, one, other, **fields):
    """The statuses of two articles' readings of soldiers killed, each (value, surface, modifier, fields of the article)."""
    pairs = []
    for number, (value, surface, modifier, about) in enumerate((one, other), 1):
        article = desk.article(
            str(number), f"{surface} soldiers were killed near Vesk, article {number} says.", **about
        )
        pairs.append(
            (article, [desk.figure(article, 1, "soldiers killed", value, surface, modifier=modifier, **fields)])
        )
    return [figure.status for figure in desk.story(*pairs).figures]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((10_000, "exact"), (10_000, "exact"), "agree"),
        ((10_000, "exact"), (9_870, "exact"), "agree"),
        ((10_000, "exact"), (9_100, "exact"), "disputed"),
        ((10_230, "exact"), (10_231, "exact"), "disputed"),
        ((140, "exact"), (141, "exact"), "disputed"),
        ((10_000, "about"), (10_900, "exact"), "agree"),
        ((10_000, "about"), (12_500, "exact"), "disputed"),
        ((10_000, "about"), (10_900, "about"), "agree"),
        ((10_000, "about"), (11_900, "about"), "disputed"),
        (((100, 999), "vague"), (450, "exact"), "agree"),
        (((100, None), "vague"), (450, "exact"), "agree"),
        (((100, None), "vague"), (10_000, "exact"), "disputed"),
        (((7, None), "at_least"), (9, "exact"), "agree"),
        (((7, None), "at_least"), (15, "exact"), "disputed"),
        (((7, None), "at_least"), (6, "exact"), "disputed"),
        (((None, 10_000), "at_most"), (10_000, "exact"), "agree"),
        (((None, 10_000), "at_most"), ((100, 999), "vague"), "disputed"),
        (((None, 10_000), "at_most"), (4_000, "exact"), "disputed"),
        (((5, 8), "range"), (8, "exact"), "agree"),
        (((5, 8), "range"), (9, "exact"), "disputed"),
        (((None, None), "vague"), (9, "exact"), "agree"),
        ((0, "exact"), (0, "about"), "agree"),
        ((-4, "about"), (-4.2, "exact"), "agree"),
    ],
)
def test_readings_agree_where_their_ranges_meet(desk, one, other, expected):
    """Each modifier stands for its range of values, both ways round."""
    first, second = ((value, f"{number}", modifier, {}) for number, (value, modifier) in enumerate((one, other), 40))
    assert status(desk, first, second) == status(desk, second, first) == [expected]


@pytest.mark.parametrize(
    ("one", "other", "as_of", "expected"),
    [
        ("2024-10-24", "2024-10-25T07:00:00Z", None, ["updated"]),
        ("2024-10-24T01:00:00Z", "2024-10-24T09:00:00Z", None, ["updated"]),
        ("2024-10-24T08:30:00Z", "2024-10-24T11:00:00+02:00", None, ["disputed"]),
        ("2024-10-24T01:00:00Z", "2024-10-24", None, ["disputed"]),
        ("2024-10-24", None, None, ["disputed"]),
        ("2024-10-24", "2024-10-25", "2024-10-23", ["disputed"]),
    ],
)
def test_a_later_time_is_an_update(desk, one, other, as_of, expected):
    """Values that differ are an update only where both days, or hours, are known and differ; a reading's own day goes first."""
    readings = [(value, str(value), "exact", {"published": day}) for value, day in ((4, one), (6, other))]
    assert status(desk, *readings, as_of=as_of) == expected


def test_one_reading_is_single(desk):
    """A figure that one article gives once is single, and one repeated by the same voice is still one reading."""
    article = desk.article("1", "12 dockers were arrested.", "The 12 dockers arrested went home.")
    figures = [desk.figure(article, number, "dockers arrested", 12, "12") for number in (1, 2)]
    (figure,) = desk.story((article, figures)).figures
    assert figure.status == "single"
    assert [span.sentence for span in figure.readings[0].evidence] == [1, 2]


def test_killed_and_injured_are_two_figures(desk):
    """Those killed are never weighed against those injured, though both are called people."""
    one = desk.article("1", "The blast killed 3 people and injured 12 people.", "It was loud.")
    two = desk.article("2", "3 people died and 14 people were wounded, doctors said.")
    pairs = [
        (one, [desk.figure(one, 1, "people", 3, "3"), desk.figure(one, 1, "people", 12, "12")]),
        (two, [desk.figure(two, 1, "people", 3, "3"), desk.figure(two, 1, "people wounded", 14, "14")]),
    ]
    found = desk.story(*pairs).figures
    assert [(figure.status, sorted(one.low for one in figure.readings)) for figure in found] == [
        ("disputed", [12, 14]),
        ("agree", [3, 3]),
    ]


def test_hundreds_up_to_ten_thousand_and_ten_thousand_are_one_dispute(desk):
    """Soldiers whose country the sentence names, and bare nationals of the same number, are the soldiers of that country."""
    one = desk.article("1", "North Korea is thought to have sent hundreds of soldiers to Russia.", "It is far.")
    two = desk.article(
        "2",
        "As much as 10,000 North Korean troopers are close to the front.",
        "Austin spoke of the ten,000 North Koreans.",
    )
    austin = desk.actor(two, "a1", "Lloyd Austin")
    story = desk.story(
        (one, [desk.figure(one, 1, "soldiers", (100, 999), "hundreds", modifier="vague")]),
        (
            two,
            [
                austin,
                desk.figure(two, 2, "North Koreans", 10_000, "ten,000", speaker="a1"),
                desk.figure(two, 1, "North Korean troopers", (None, 10_000), "As much as 10,000", modifier="at_most"),
            ],
        ),
    )
    (figure,) = story.figures
    assert figure.status == "disputed"
    assert figure.of == "North Korean troopers"
    assert [one.surface for one in figure.readings] == ["ten,000", "hundreds", "As much as 10,000"]


@pytest.mark.parametrize(
    ("sentence", "of", "unit"),
    [
        ("South Korea sent 300 soldiers home.", "South Korean soldiers", None),
        ("North Korea has lost 300 soldiers, who were killed by shells.", "North Korean soldiers killed", None),
        ("North Korea moved 300 North Korean soldiers this year.", "North Korean soldiers", None),
        ("North Korea bought 300 North Korean lorries.", "North Korean lorries", None),
        ("The 300 North Koreans were tired.", "North Koreans", None),
        ("North Korean soldiers got 300 dollars.", "North Korean soldiers", "USD"),
    ],
)
def test_other_things_are_other_figures(desk, sentence, of, unit):
    """Another country, fate, scope, noun or unit, or nationals of another number, make another figure."""
    one, two = desk.article("1", "Some 10,000 North Korean soldiers left.", "So it is."), desk.article("2", sentence)
    story = desk.story(
        (one, [desk.figure(one, 1, "North Korean soldiers", 10_000, "10,000")]),
        (two, [desk.figure(two, 1, of, 300, "300", unit=unit)]),
    )
    assert [figure.status for figure in story.figures] == ["single", "single"]


def test_general_words_need_sentences_that_say_the_same(desk):
    """Percentages, people and years are compared only where the sentences are alike and name no others."""
    texts = (
        "A poll of harbour voters shows 23 percent back the new pier.",
        "A poll of harbour voters shows 46 percent back the new pier.",
        "In Tarn 46 percent of all bread is baked at home.",
    )
    articles = [desk.article(str(number), text) for number, text in enumerate(texts, 1)]
    values = (23, 46, 46)
    pairs = [
        (article, [desk.figure(article, 1, "percent", value, f"{value} percent", unit="percent")])
        for article, value in zip(articles, values, strict=True)
    ]
    assert [figure.status for figure in desk.story(*pairs).figures] == ["disputed", "single"]


def test_one_voice_that_gives_two_values_counts_two_things(desk):
    """An article does not contradict itself: its two tolls are two figures, and the other article's joins its equal."""
    one = desk.article("1", "5 people were killed in Tarn.", "8 people were killed in Vesk.")
    two = desk.article("2", "In all 8 people were killed.")
    story = desk.story(
        (one, [desk.figure(one, 1, "people killed", 5, "5"), desk.figure(one, 2, "people killed", 8, "8")]),
        (two, [desk.figure(two, 1, "people killed", 8, "8")]),
    )
    assert [(figure.status, [one.low for one in figure.readings]) for figure in story.figures] == [
        ("agree", [8, 8]),
        ("single", [5]),
    ]


def tolls(desk, *told, **fields):
    """The figures of articles that each give those killed, as (number, words, sentence, day)."""
    pairs = []
    for number, (value, surface, sentence, day) in enumerate(told, 1):
        article = desk.article(str(number), sentence, f"So says article {number} of {day}.", published=day)
        figure = desk.figure(article, 1, "people killed", value, surface)
        pairs.append((article, [figure.model_copy(update=fields)]))
    return desk.story(*pairs).figures


def test_a_toll_is_one_figure_and_leads_by_its_sources(desk):
    """What most sources say leads, whatever their words."""
    (figure,) = tolls(
        desk,
        (2, "two", "The flood killed two people in Tarn.", "2024-10-24"),
        (3, "three", "Tarn counts three dead.", "2024-10-24"),
        (3, "Three", "Three were found dead near Vesk.", "2024-10-24"),
    )
    assert figure.status == "disputed"
    assert [one.low for one in figure.readings] == [3, 2, 3]


def test_the_newest_toll_leads_an_update(desk):
    """A later article brings the toll up to date."""
    (figure,) = tolls(
        desk,
        (11, "11", "The flood killed 11 people in Tarn.", "2024-10-24"),
        (11, "11", "In Tarn 11 people died.", "2024-10-24"),
        (19, "19", "Tarn counts 19 dead.", "2024-10-25"),
    )
    assert (figure.status, figure.readings[0].low) == ("updated", 19)


def test_one_person_told_of_does_not_dispute_a_number(desk):
    """Who tells of one victim does not say that there was no other."""
    (figure,) = tolls(
        desk,
        (3, "three", "The flood killed three people in Tarn.", "2024-10-24"),
        (1, "A man", "A man died in the flood in Tarn.", "2024-10-24"),
    )
    assert (figure.status, [one.low for one in figure.readings]) == ("single", [3])


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll rose to 19, up from 11.",
        "19 people died; earlier reports gave 11.",
        "The toll was revised from 11 to 19.",
    ],
)
def test_a_text_that_gives_the_former_value_is_an_update(desk, sentence):
    """On one day, too, a text may say that the number used to be another."""
    (figure,) = tolls(
        desk, (11, "11", "The flood killed 11 people in Tarn.", "2024-10-24"), (19, "19", sentence, "2024-10-24")
    )
    assert (figure.status, figure.readings[0].low) == ("updated", 19)


def test_scopes_are_figures_of_their_own(desk):
    """With and without the gunman, and a whole year, are no dispute."""
    texts = (
        (4, "4", "4 people, not counting the gunman, were killed in Tarn.", "not counting the gunman"),
        (5, "5", "5 people, counting the gunman, were killed in Tarn.", "counting the gunman"),
        (31, "31", "So far this year, 31 people have been killed in Tarn.", "So far this year"),
    )
    pairs = []
    for number, (value, surface, sentence, scope) in enumerate(texts, 1):
        article = desk.article(str(number), sentence, f"So says article {number}.")
        figure = desk.figure(article, 1, "people killed", value, surface).model_copy(update={"scope": scope})
        pairs.append((article, [figure]))
    found = desk.story(*pairs).figures
    assert {figure.scope: figure.status for figure in found} == dict.fromkeys((scope for *_, scope in texts), "single")


def test_later_deaths_of_the_injured_are_an_update(desk):
    """One hurt on Thursday who is dead on Friday: the figure of those killed is updated, though only one article gives it."""
    one = desk.article("1", "A woman was hurt in the crash in Tarn.", "It was loud.", published="2024-10-24")
    two = desk.article("2", "A woman who was hurt in Tarn has died.", "It was dark.", published="2024-10-25")
    hurt = desk.figure(one, 1, "people injured", 1, "A woman")
    dead = desk.figure(two, 1, "people killed", 1, "A woman")
    assert [(figure.of, figure.status) for figure in desk.story((one, [hurt]), (two, [dead])).figures] == [
        ("people killed", "updated"),
        ("people injured", "single"),
    ]


def test_the_order_of_articles_decides_nothing_but_ties(desk):
    """The leading value is the same whichever article comes first."""
    told = [
        (2, "two", "The flood killed two people in Tarn.", "2024-10-24"),
        (3, "three", "Tarn counts three dead.", "2024-10-25"),
        (3, "Three", "Three were found dead near Vesk.", "2024-10-25"),
    ]
    (one,), (other,) = tolls(desk, *told), tolls(desk, *reversed(told))
    assert (one.status, one.readings[0].low) == (other.status, other.readings[0].low) == ("updated", 3)
