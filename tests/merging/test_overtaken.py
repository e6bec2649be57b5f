"""Headlines keep up: what was taken back, ended or settled since a title was written is not told as it was."""

from __future__ import annotations

import pytest

from summarizer.merging.overtaken import Turned, is_overtaken, turned
from summarizer.merging.prose import titled
from summarizer.models import Story

BEGAN = "Dock workers at the port of Tarn went on strike on Monday, the union said."
WAITS = "Nine ships waited outside the port of Tarn because of the strike of the dock workers."
ENDED = "Dock workers at the port of Tarn ended their strike on Wednesday, the union said."
WILL = "Lund Motors will close its plant in Tarn in June, the company said."
TAKEN_BACK = "Lund Motors withdrew its statement that it will close its plant in Tarn in June."


def strike(desk, *days, titles=("Tarn dock workers strike", "Ships wait outside the port of Tarn", "")):
    """A strike that begins, has ships wait, and ends, on three days, and the articles that tell it."""
    articles = [
        desk.article(str(n), text, title=title, published=day)
        for n, (text, title, day) in enumerate(zip((BEGAN, WAITS, ENDED), titles, days, strict=True), 1)
    ]
    began, waits, ended = (desk.claim(one, 1).model_copy(update={"id": f"c{n}"}) for n, one in enumerate(articles, 1))
    claims = (ended.model_copy(update={"updates": ("c1",)}), began, waits)
    return Story(id="s", headline="", articles=("1", "2", "3"), claims=claims), articles


DAYS = ("2031-03-03", "2031-03-04T10:00:00+00:00", "2031-03-05")


def test_what_ended_is_told_instead_of_an_older_title(desk):
    """Also where the title's own claim holds as it did: it is of the same matter."""
    story, articles = strike(desk, *DAYS)
    assert turned(story, articles) == (Turned("2031-03-05", ENDED, "c3"),)
    told = titled(story, articles)
    assert told.headline == ENDED.rstrip(".")
    assert told.headline_cites == ("c3",)
    assert titled(story, articles[::-1]) == told


def test_a_newer_title_that_claims_carry_goes_first(desk):
    """An editor wrote it when it was known."""
    story, articles = strike(
        desk, *DAYS, titles=("", "Ships wait outside the port of Tarn", "Dock workers at Tarn ended strike")
    )
    assert titled(story, articles).headline == "Dock workers at Tarn ended strike"


@pytest.mark.parametrize("days", [("2031-03-05",) * 3, (None,) * 3, ("2031-03-05", "2031-03-04", "2031-03-03")])
def test_within_one_day_and_without_dates_titles_are_as_they_were(desk, days):
    """Nothing tells which of them is older; an order that cannot be is none."""
    story, articles = strike(desk, *days)
    assert turned(story, articles) == ()
    bare = story.model_copy(update={"claims": tuple(one.model_copy(update={"updates": ()}) for one in story.claims)})
    assert titled(story, articles).headline == titled(bare, articles).headline


def test_what_a_company_takes_back_is_told_instead_of_what_it_said(desk):
    """The words that take it back are evidence of the claim that it denies."""
    first = desk.article("1", WILL, title="Tarn loses its car plant", published="2031-03-03")
    later = desk.article("2", TAKEN_BACK, title="Plant stays", published="2031-03-06")
    said = desk.claim(first, 1)
    denial = desk.claim(later, 1, stance="denies").statements
    claim = said.model_copy(update={"statements": (*said.statements, *denial), "status": "disputed"})
    story = Story(id="s", headline="", articles=("1", "2"), claims=(claim,))
    assert [(one.day, one.text) for one in turned(story, [first, later])] == [("2031-03-06", TAKEN_BACK)]


def test_what_another_denies_is_not_taken_back(desk):
    """Two sides are a dispute; one that turns round is not."""
    first, later = (desk.article(str(n), WILL, published=f"2031-03-0{n}") for n in (1, 2))
    said, denied = desk.claim(first, 1, "a1"), desk.claim(later, 1, "a2", stance="denies")
    claim = said.model_copy(update={"statements": (*said.statements, *denied.statements)})
    story = Story(id="s", headline="", articles=("1", "2"), claims=(claim,))
    assert turned(story, [first, later]) == ()
    own = denied.statements[0].model_copy(update={"speaker": "a1"})
    story = story.model_copy(update={"claims": (claim.model_copy(update={"statements": (*said.statements, own)}),)})
    assert [one.day for one in turned(story, [first, later])] == ["2031-03-02"]


def test_a_question_that_was_settled_turns_a_story(desk):
    """From the day of the answer, which is later than the question."""
    asked = desk.article("1", "It is unclear how long the strike at Tarn will last.", published="2031-03-03")
    told = desk.article("2", ENDED, published="2031-03-05")
    claim = desk.claim(told, 1)
    question = desk.uncertainty(asked, 1, "unclear", kind="unknown").model_copy(update={"settled_by": claim.id})
    story = Story(id="s", headline="", articles=("1", "2"), claims=(claim,), uncertainties=(question,))
    assert turned(story, [asked, told]) == (Turned("2031-03-05", ENDED, claim.id),)


def test_a_number_that_rises_turns_nothing(desk):
    """A flood that killed more is the flood that it was."""
    articles = [
        desk.article(str(n), f"The flood in Tarn killed {dead} people.", published=f"2031-03-0{n}")
        for n, dead in ((1, 12), (2, 19))
    ]
    old, new = (desk.claim(one, 1).model_copy(update={"id": f"c{one.id}"}) for one in articles)
    story = Story(id="s", headline="", articles=("1", "2"), claims=(old, new.model_copy(update={"updates": ("c1",)})))
    assert turned(story, articles) == ()


@pytest.mark.parametrize(
    ("text", "day", "old"),
    [
        ("Ships wait outside Tarn", "2031-03-04", True),
        ("Ships wait outside Tarn", "2031-03-05", False),
        ("Ships wait outside Tarn", "", False),
        ("Storm closes the school of Odd", "2031-03-04", False),
    ],
)
def test_a_title_is_overtaken_by_what_is_newer_and_of_its_matter(text, day, old):
    """By the words of the title and of what carries it."""
    said = [WAITS] if "Ships" in text else [text]
    assert is_overtaken(text, day, said, [Turned("2031-03-05", ENDED, "c3")]) is old
