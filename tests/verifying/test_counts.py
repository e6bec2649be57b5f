"""`verify` finds figures, counts of sources and statuses that are not so."""

from __future__ import annotations

import json
from datetime import date

import pytest

from summarizer import Article, summarize, verify
from summarizer.verification import load


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
    """In a six-story house with six men, the second "six" counts men."""
    article = Article(text="Police found six men in a blue six-story house, Ines Falk said.", name="house.txt")
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


@pytest.fixture(scope="module")
def tolls():
    """A briefing of two articles that tell of one event, and of which the later one knows of a death."""
    early = "Five people were shot in Tarn on Monday, police said. They were taken to hospitals."
    late = (
        "Five people were shot in Tarn, one fatally, police said. Ada Vale, 25, died of her wounds. It is a homicide."
    )
    articles = [
        Article(text=text, name=f"{day}.txt", published=f"2024-10-{day}") for day, text in ((28, early), (29, late))
    ]
    return summarize(articles, model="extractive", date=date(2024, 11, 1), one_story=True)


def test_honest_tolls_hold(tolls):
    """Those killed, and those shot less those killed, follow from the sentences that are cited."""
    figures = {figure.of: figure for figure in tolls.stories[0].figures}
    assert [one.low for one in figures["people killed"].readings] == [1]
    assert {one.low for one in figures["people injured"].readings} == {4, 5}
    assert verify(tolls).ok


@pytest.mark.parametrize("of", ["people killed", "people injured"])
@pytest.mark.parametrize(
    "change", [{"low": 2.0}, {"high": 9.0}, {"modifier": "about"}, {"surface": "forty"}, {"low": None}]
)
def test_a_toll_that_its_sentences_do_not_give_is_found(tolls, of, change):
    """Neither other bounds, nor another modifier, nor other words follow from the evidence."""
    content = json.loads(tolls.to_json())
    figure = next(one for one in content["stories"][0]["figures"] if one["of"] == of)
    figure["readings"][0] |= change
    kinds = {check.kind for check in verify(load(json.dumps(content))).failures}
    assert "reading" in kinds


def test_the_killed_are_not_the_injured(tolls):
    """A toll under the other's name does not follow from its evidence."""
    content = json.loads(tolls.to_json())
    for figure in content["stories"][0]["figures"]:
        swapped = {"people killed": "people injured", "people injured": "people killed"}
        figure["of"] = swapped.get(figure["of"], figure["of"])
    assert {check.kind for check in verify(load(json.dumps(content))).failures} & {"figure", "reading"}


def test_updated_needs_a_reason(tolls):
    """A toll of one reading is no update unless later articles tell of the death of those hurt before."""
    content = json.loads(tolls.to_json())
    figure = next(one for one in content["stories"][0]["figures"] if one["of"] == "people killed")
    right, figure["status"] = figure["status"], "disputed"
    assert "status" in {check.kind for check in verify(load(json.dumps(content))).failures}
    assert right in ("single", "updated")


def test_what_a_rule_reads_as_counted_may_stand_away_from_its_number():
    """The noun is not beside the sum, and yet the sentence gives it that."""
    article = Article(text="Tom Berg's bond has been set at $1 million in Vell, Ines Falk said.")
    briefing = summarize(article, model="extractive", date=date(2024, 11, 1))
    assert [figure.of for story in briefing.stories for figure in story.figures] == ["bond"]
    assert verify(briefing).ok
