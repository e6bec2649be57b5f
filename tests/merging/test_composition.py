"""A model's prose, held to what it cites: each way in which a sentence can lose what a reader must know."""

from __future__ import annotations

import pytest

from summarizer.drafts import LineDraft, ProseDraft
from summarizer.merging import composition
from summarizer.merging.headlines import LONGEST_HEADLINE
from summarizer.models import Claim, Line, Story

SENTENCES = (
    "The dam of Korr cracked in the night, minister Ilse Brandt said.",
    "Tom Reyes denied that the dam of Korr cracked, and called the reports “scaremongering”.",
    "Up to 300 homes might be flooded, Ilse Brandt warned.",
    "“The wall is safe,” engineer Tom Reyes told reporters.",
    "Schools in the valley of Arle will stay shut all week.",
)


@pytest.fixture(scope="module")
def story(desk) -> Story:
    """A dam that cracked, says one, and did not, says another."""
    article = desk.article("1", *SENTENCES)
    people = (desk.actor(article, "a1", "Ilse Brandt", "Brandt"), desk.actor(article, "a2", "Tom Reyes"))
    said, denied = desk.claim(article, 1, "a1"), desk.claim(article, 2, "a2", stance="denies")
    disputed = said.model_copy(update={"status": "disputed", "statements": said.statements + denied.statements})
    rest = (
        desk.claim(article, 3, "a1", stance="expects", certainty="possible"),
        desk.claim(article, 4, "a2"),
        desk.claim(article, 5),
    )
    return Story(id="s1", headline="", articles=("1",), claims=(disputed, *rest), actors=people)


def line(text, *cites):
    return LineDraft(text=text, cites=cites)


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Ilse Brandt said the dam of Korr cracked in the night.", ["c1"]),
        ("Ilse Brandt said the dam of Korr cracked. Tom Reyes called the reports “scaremongering”.", ["c1"]),
        ("Up to 300 homes might be flooded, minister Brandt warned.", ["c3"]),
        ("Tom Reyes said that “the wall is safe.”", ["c4"]),
        ("Schools in Arle will stay shut all week.", ["c5"]),
        (
            "Ilse Brandt warned that up to 300 homes might be flooded, while Tom Reyes said the wall is safe.",
            ["c3", "c4"],
        ),
    ],
)
def test_what_is_carried_may_be_printed(story, text, cites):
    """A sentence in the words of its claims, under the right name, with both sides or a doubt where there are such."""
    assert composition.refusal(line(text, *cites), story) is None


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("Up to 500 homes might be flooded, Ilse Brandt warned.", ["c3"], "500"),
        ("Ada Berg said the dam of Korr cracked in the night.", ["c1"], "Ada Berg"),
        ("Tom Reyes told reporters that “the wall is very safe.”", ["c4"], "very safe"),
        ("Schools in the valley of Arle will not stay shut all week.", ["c5"], "not"),
        ("The dam of Korr cracked in the night.", ["c1"], "dispute"),
        ("Up to 300 homes are flooded in the valley.", ["c3"], ""),
        ("The story is about schools in the valley of Arle.", ["c5"], "tells of the story"),
        ("In summary, schools in the valley of Arle will stay shut.", ["c5"], "tells of the story"),
        ("He told reporters that the wall is safe.", ["c4"], "pronoun"),
        ("Ilse Brandt said the wall is safe, and schools in Arle will stay shut.", ["c1", "c4"], ""),
        ("Ilse Brandt told reporters: “The wall is safe.”", ["c1", "c4"], "not said by whom it names"),
        ("Schools in the valley of Arle will stay shut, Tom Reyes said.", ["c5"], ""),
        ("Schools in Arle will stay shut all week, while Tom Reyes denies it.", ["c5"], ""),
        ("Ilse Brandt said the dam of Korr cracked, while Ilse Brandt denies it.", ["c1"], "said so by them"),
        ("Everybody in the whole country was deeply shocked by so much water.", ["c5"], ""),
        ("Shut.", ["c5"], ""),
        ("Schools in the valley of Arle will stay shut all week. " * 6, ["c5"], "Too long"),
        ("Schools in the valley of Arle will stay…", ["c5"], "breaks off"),
        ("Schools in the valley of Arle will stay shut all week.", ["c9"], ""),
    ],
)
def test_what_is_not_carried_is_refused_with_its_reason(story, text, cites, reason):
    """Another number, name, quotation, sense, speaker; a dispute or doubt that is dropped; a sentence about the story."""
    found = composition.refusal(line(text, *cites), story)
    assert found
    assert reason in found


def test_every_claim_that_is_told_may_be_printed_as_it_is(story):
    """What stands in for a refused sentence passes itself."""
    for claim in story.claims:
        assert composition.refusal(line(claim.text, claim.id), story) is None


def test_a_prose_is_refused_line_by_line(story):
    """The headline is place 0; a sentence that says what one before it said is refused, too."""
    good = line("Schools in the valley of Arle will stay shut all week.", "c5")
    draft = ProseDraft(headline=line("Korr " * 40, "c1"), summary=(good, good, line("Up to 900 homes might go.", "c3")))
    found = composition.refused(draft, story)
    assert [one.place for one in found] == [0, 2, 3]
    assert str(LONGEST_HEADLINE) in found[0].reason
    assert "repeats" in found[1].reason
    assert [one.rejected.kind for one in found] == ["prose"] * 3


def test_halves_become_sentences():
    """What a semicolon joins is proven side by side as two sentences; inside a quotation it stays."""
    found = composition.tidied(line("Ada Berg said “yes; no”; nobody knows ; she left.", "c1"))
    assert found == line("Ada Berg said “yes; no”. Nobody knows. She left.", "c1")


def test_a_claim_stands_in_for_what_is_refused(story):
    """The claim that a refused sentence cites is printed in its place; not twice, and not beside a line that cites it."""
    schools = line("Schools in Arle will stay shut all week.", "c5")
    bad = line("Up to 500 homes might be flooded.", "c3")
    draft = ProseDraft(headline=line("Up to 500 homes", "c3"), summary=(bad, schools, bad, line("Bad.", "c5")))
    headline, lines = composition.printed(draft, story, composition.refused(draft, story))
    assert headline is None
    assert [one.text for one in lines] == [SENTENCES[2], schools.text]
    assert [one.cites for one in lines] == [("c3",), ("c5",)]


def test_lines_that_are_written_anew_take_the_place_of_those_refused(story):
    """By place; what nobody wrote anew stays, and is judged again."""
    old, new = line("Old.", "c5"), line("New.", "c5")
    draft = ProseDraft(headline=old, summary=(old, old))
    assert composition.mended(draft, {0: new, 2: new}) == ProseDraft(headline=new, summary=(old, new))


def test_a_headline_has_no_full_stop(story):
    """Models write one all the same."""
    draft = ProseDraft(headline=line("Schools in Arle will stay shut all week.", "c5"))
    assert composition.printed(draft, story, []) == (
        Line(text="Schools in Arle will stay shut all week", cites=("c5",)),
        (),
    )


def test_a_model_writes_from_the_best_claims_only(story, desk):
    """However many claims a story has, a request holds a bounded number of them."""
    (claim,) = desk.story_of_claims(SENTENCES[4]).claims
    many = tuple(claim.model_copy(update={"id": f"x{number}"}) for number in range(9))
    found = composition.narrowed(story.model_copy(update={"claims": (*many, *story.claims)}), [])
    assert found is not None
    assert len(found.claims) == composition.MOST_CLAIMS


def test_a_long_claim_is_offered_up_to_where_a_clause_ends(desk):
    """A small model copies what it is shown: nothing that breaks off; what has no such place is not offered."""
    long = "The dam of Korr cracked in the night, " + "and the water rose in the valley, " * 8 + "officials wrote."
    story = desk.story_of_claims(long, "water " * 60)
    found = composition.narrowed(story, [])
    assert found is not None
    (claim,) = found.claims
    assert len(claim.text) <= composition.LONGEST_POINT
    assert long.startswith(claim.text)
    assert claim.text.endswith("valley")


@pytest.mark.parametrize(("language", "claims"), [(None, 4), ("en", 4), ("fr", 0)])
def test_a_language_that_no_article_is_in_is_not_written(story, desk, language, claims):
    """What a claim says in another language cannot be proven, so nobody is asked for it."""
    article = desk.article("1", *SENTENCES, language="en")
    found = composition.narrowed(story, [article], language)
    assert len(found.claims if found else ()) == claims


def test_a_story_without_claims_is_not_written():
    """There is nothing to write from."""
    assert composition.narrowed(Story(id="s1", headline="", articles=("1",)), []) is None


def test_ids_of_nothing_are_no_evidence(story):
    """A claim of another story, or none at all, carries nothing."""
    assert isinstance(story.claims[0], Claim)
    assert "cites nothing" in (composition.refusal(line(SENTENCES[4], "c77"), story) or "")
