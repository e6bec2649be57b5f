"""Headline, lead and summary: claims' own texts, chosen and cut, never written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.merging import prose
from summarizer.models import Span, Story, Uncertainty

LONG = "The council of the old harbour town of Tarn has closed the bridge over the Arle river to lorries and buses"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pier of Tarn has closed.", "The pier of Tarn has closed"),
        ("The pier of Tarn has closed, the mayor said on Monday.", "The pier of Tarn has closed"),
        ("The pier of Tarn has closed, according to two officials.", "The pier of Tarn has closed"),
        ("“The pier has closed,” mayor Ilse Tarn said.", "“The pier has closed,”"),
        (f"{LONG}, because inspectors had found cracks in it.", LONG),
        (f"{LONG} while inspectors look for cracks in it.", LONG),
        (f"{LONG}; nobody knows for how long.", LONG),
        (f"{LONG} – nobody knows for how long.", LONG),
    ],
)
def test_a_headline_ends_where_a_clause_ends(desk, text, expected):
    """A text that is too long is cut at a clause; an attribution at its end is left out."""
    assert desk.story_of_claims(text).headline == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}, but nobody keeps to it and nobody minds that.",
        f"{LONG} with a weight of more than 40 000 kilograms or 40 tonnes each.",
        "Yesterday she said that she had read in a letter which was addressed to her, “we shall, because we must, close it for good.”",
    ],
)
def test_a_cut_turns_nothing_and_breaks_no_quotation(desk, text):
    """What a "but" or an "if" turns is not cut off at a clause, no number is cut, and no quotation is opened and left."""
    found = desk.story_of_claims(text).headline
    assert found.endswith("…")
    assert text.startswith(found[:-1])
    assert not found[-2].isdigit()
    assert found.count("“") == found.count("”")


@settings(deadline=None)
@given(st.text(alphabet='ab 1,.“”"—;-', max_size=300) | st.text(max_size=300))
def test_any_text_gives_a_headline_of_its_own_words(desk, text):
    """Whatever a claim says, the headline fits, and is its beginning or the name of nothing."""
    found = desk.story_of_claims(text or " ").headline
    assert 0 < len(found) <= prose.LONGEST_HEADLINE
    assert found == "In brief" or text.strip().startswith(found.removesuffix("…"))


def test_broken_wording_is_no_headline():
    """The doubt that an article's wording casts tells of its text, not of its story."""
    span = Span(article="1", start=0, end=5, text="of of", sentence=1)
    doubt = Uncertainty(id="u1", text="The text is broken", kind="source_text", cue="of of", evidence=(span,))
    story = Story(id="s1", headline="", articles=("1",), uncertainties=(doubt,))
    assert prose.headline(story) == "In brief"


def test_a_story_without_claims_has_a_headline(desk):
    """Without claims an uncertainty, a figure's sentence or an actor's name stands over the story."""
    article = desk.article("1", "It may rain in Tarn.", "12 boats sank.")
    open_, counted = desk.uncertainty(article, 1, "may"), desk.figure(article, 2, "boats", 12, "12")
    actor = desk.actor(article, "a1", "Ilse Tarn")
    assert desk.story((article, [actor, counted, open_])).headline == "It may rain in Tarn"
    assert desk.story((article, [actor, counted])).headline == "12 boats sank"
    assert desk.story((article, [actor])).headline == "Ilse Tarn"
    assert desk.story((article, [actor.model_copy(update={"name": "x" * 200})])).headline == "In brief"
    assert prose.lead([desk.story((article, [actor]))]) == ()


def test_a_shorter_claim_goes_before_a_cut_one(desk):
    """Where the best claim cannot be shortened whole, the next that can be is the headline."""
    long = "word " * 40
    article = desk.article("1", f"The {long}ends.", "The pier of Tarn has closed.")
    assert (
        desk.story((article, [desk.claim(article, 1), desk.claim(article, 2)])).headline
        == "The pier of Tarn has closed"
    )


TEXTS = (
    "She was there and saw it all happen.",
    "Bakers in Tarn have run out of flour.",
    "A ferry to Vesk broke down at noon.",
    "Schools in Ostia will stay shut all week.",
    "The choir of Arle performed in the square.",
    "Two swans returned to the castle moat.",
)


def test_the_lead_prefers_what_is_disputed_or_corroborated(desk):
    """Disputed claims come first, then corroborated ones, pronouns and denials last; the summary repeats none of it."""
    one = desk.article("1", *TEXTS)
    two = desk.article(
        "2", "A ferry to Vesk broke down at noon, police said.", "The choir of Arle has not performed in the square."
    )
    first = [desk.claim(one, number) for number in range(1, 6)] + [desk.claim(one, 6, stance="denies")]
    story = desk.story((one, first), (two, [desk.claim(two, 1), desk.claim(two, 2)]))
    lead = prose.lead([story])
    assert [line.text for line in lead] == [TEXTS[4], TEXTS[2]]
    assert not {line.text for line in lead} & {line.text for line in story.summary}
    assert len(story.summary) == 3
    by_id = {claim.id: claim.text for claim in story.claims}
    assert all(by_id[line.cites[0]] == line.text for line in (*lead, *story.summary))
    assert story.headline == TEXTS[4].rstrip(".")


def test_the_lead_goes_to_different_speakers(desk):
    """Of equal claims a second voice goes before the first voice's second claim."""
    article = desk.article("1", *TEXTS[1:])
    lund = desk.actor(article, "a1", "Bo Lund")
    items = [desk.claim(article, 1, "a1"), desk.claim(article, 2, "a1"), desk.claim(article, 3), desk.claim(article, 4)]
    story = desk.story((article, [lund, *items]))
    assert [line.text for line in prose.lead([story])] == [TEXTS[1], TEXTS[3]]


@pytest.mark.parametrize(("claims", "lead", "summary"), [(1, [0], [0]), (2, [0], [1]), (3, [0, 1], [2])])
def test_one_line_is_repeated_only_where_there_is_no_other(desk, claims, lead, summary):
    """A single claim is lead and summary; with two each has its own."""
    story = Story(
        id="s1",
        headline="",
        articles=("1",),
        claims=tuple(
            desk.story_of_claims(text).claims[0].model_copy(update={"id": f"c{number}"})
            for number, text in enumerate(TEXTS[1 : claims + 1])
        ),
    )
    assert [line.cites for line in prose.lead([story])] == [(f"c{number}",) for number in lead]
    assert [line.cites for line in prose.summary(story)] == [(f"c{number}",) for number in summary]


def test_several_stories_share_three_lines(desk):
    """Each story's best claim goes before any story's second."""
    articles = [desk.article("1", *TEXTS[1:4]), desk.article("2", *TEXTS[3:])]
    stories = [desk.story((article, [desk.claim(article, number) for number in (1, 2, 3)])) for article in articles]
    assert [line.text for line in prose.lead(stories)] == [TEXTS[1], TEXTS[3], TEXTS[2]]
