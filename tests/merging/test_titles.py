"""Headlines out of the articles' own titles: what an editor wrote is taken where the claims carry it."""

from __future__ import annotations

import pytest

from summarizer.merging import titles

FERRY = ("The ferry Anna Lund sank off Tarn on Monday night.", "Ilse Tarn said 12 people were rescued.")


@pytest.fixture
def told(desk):
    """Return the title of the story of two ferry articles that bear the titles given."""

    def of(*given):
        articles = [desk.article(str(n), *FERRY, title=title) for n, title in enumerate(given, 1)]
        story = desk.story(*((one, [desk.claim(one, 1), desk.claim(one, 2)]) for one in articles))
        return titles.title(story, articles), story

    return of


def test_a_title_that_claims_carry_is_the_headline(told):
    """It cites the claim that carries it, and the outlet behind the dash is no part of it."""
    line, story = told("Ferry sinks off Tarn on Monday night - Tarn Post - News")
    assert line is not None
    assert line.text == "Ferry sinks off Tarn on Monday night"
    assert [claim.text for claim in story.claims if claim.id in line.cites] == [FERRY[0]]
    assert (story.headline, story.headline_cites) == (line.text, line.cites)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "Ferry sinks off Tarn, 40 people rescued",
        "Ferry sinks off Korr on Monday night",
        "Ferry did not sink off Tarn on Monday night",
        "Where were you when the ferry sank off Tarn?",
        "Click here for the ferry that sank off Tarn",
        "The ferry",
        "Ferry sinks off Tarn on Monday night " * 4,
    ],
)
def test_a_title_that_no_claim_carries_is_not(told, given):
    """Another number, name or sense, a question, a teaser, a word or a paragraph: the headline comes from a claim."""
    line, story = told(given)
    assert line is None
    assert story.headline in {one.rstrip(".") for one in FERRY}


def test_of_several_titles_the_one_that_says_what_all_tell_is_taken(told):
    """Whatever the order of the articles."""
    given = ("12 people were rescued, Ilse Tarn says", "Ferry Anna Lund sinks off Tarn")
    (one, _), (other, _) = told(*given), told(*reversed(given))
    assert one is not None
    assert other is not None
    assert one.text == other.text
    assert one.text in given


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("Ferry sinks off Tarn - Tarn Post", "Ferry sinks off Tarn"),
        ("Ferry sinks off Tarn | News | Tarn Post", "Ferry sinks off Tarn"),
        ("Ferry  sinks\noff Tarn", "Ferry sinks off Tarn"),
        ("Ferry sinks – 12 rescued", "Ferry sinks – 12 rescued"),
        ("Half-sunk ferry is raised off Tarn", "Half-sunk ferry is raised off Tarn"),
        ("", ""),
    ],
)
def test_an_outlets_name_is_taken_off(given, bare):
    """Only from the end, and only where a title is left."""
    assert titles.without_outlet(given) == bare
