"""`verify` finds figures, counts of sources and statuses that are not so."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer import Article, summarize, verify


@pytest.mark.parametrize(
    "change",
    [{"low": 41.0}, {"high": None}, {"modifier": "at_least"}, {"surface": "44"}, {"low": float("nan")}],
)
def test_a_changed_reading_is_found(story, failures, change):
    """Bounds and modifier are what the words mean, and the words stand in the evidence."""
    reading = next(one for figure in story["figures"] for one in figure["readings"] if one["surface"] == "40")
    reading |= change
    assert "reading" in failures()


@pytest.mark.parametrize(("as_of", "kind"), [("2024-10-29", {"date"}), ("soon", {"date"}), ("2024-10-28", set())])
def test_a_date_is_held_to_the_weekday_that_the_evidence_gives(story, failures, as_of, kind):
    """28 October 2024 is the Monday of the article; the day after is not, and "soon" is no date."""
    reading = next(one for figure in story["figures"] for one in figure["readings"] if one["surface"] == "40")
    reading["as_of"] = as_of
    assert failures() - {"status"} == kind


def test_a_figures_status_follows_from_its_readings(story, failures):
    """Each status that the readings do not have is found."""
    for figure in story["figures"]:
        right = figure["status"]
        for status in {"single", "updated"} - {right}:
            figure["status"] = status
            assert "status" in failures()
        figure["status"] = right


@pytest.mark.parametrize("of", ["boats", "mayors"])
def test_what_is_counted_must_stand_beside_its_number(story, failures, of):
    """40 people are not 40 boats, and no other thing that the sentence names."""
    story["figures"][0]["of"] = of
    assert "figure" in failures()


@pytest.mark.parametrize("of", ["people killed", "people arrested"])
def test_another_fate_of_those_who_are_counted_is_found(story, failures, of):
    """40 people were hurt, not killed."""
    figure = next(one for one in story["figures"] if one["readings"][0]["surface"] == "40")
    figure["of"] = of
    assert failures() == {"figure"}


def test_a_number_that_stands_twice_counts_what_either_counts(content):
    """In a two-story house with two men, the second "two" counts men."""
    article = Article(text="Police found two men in a blue two-story house, Ines Falk said.", name="house.txt")
    made = summarize([article], model="extractive", date=date(2024, 11, 1))
    assert [figure.of for figure in made.stories[0].figures] == ["men"]
    assert verify(made).ok


def test_a_unit_that_the_words_do_not_have_is_found(story, failures):
    """40 people are not 40 percent; a unit that stands in the evidence is one."""
    story["figures"][0]["unit"] = "percent"
    assert "reading" in failures()
    story["figures"][0]["unit"] = "people"
    assert failures() == set()


@pytest.mark.parametrize(
    ("change", "kind"),
    [({"sources": 2}, "sources"), ({"status": "corroborated"}, "status"), ({"status": "disputed"}, "status")],
)
def test_sources_and_status_are_counted_again(claim, failures, change, kind):
    """What one article says has one source, and nobody disputes it."""
    claim("reopened").update(change)
    assert failures() == {kind}


def test_a_repost_is_not_a_second_source(briefing, story, claim, failures):
    """Two articles of one origin are one source for every claim."""
    for article in briefing["articles"]:
        article["origin"] = "The Vell Times"
    shared = [one for one in story["claims"] if one["sources"] > 1]
    one = shared[0] if shared else claim("40 people")
    one["statements"].append(claim("according to")["statements"][0])
    one["sources"] = 2
    assert "sources" in failures()


def test_a_claim_that_one_of_its_articles_does_not_carry_is_found(claim, failures):
    """Two articles are two sources only where the evidence of each tells of it."""
    one, other = claim("reopened the line"), claim("according to")
    one["statements"].append(other["statements"][0])
    one |= {"sources": 2, "status": "corroborated"}
    assert "support" in failures()
