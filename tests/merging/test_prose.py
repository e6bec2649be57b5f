"""Headline, lead and summary by rule: claims' own texts, chosen, cut and put side by side, and proven."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.merging import prose, sides
from summarizer.merging.headlines import LONGEST_HEADLINE, is_addressed, is_clause, is_furniture
from summarizer.merging.proving import unproven
from summarizer.models import Figure, Span, Story, Uncertainty

LONG = "The council of the old harbour town of Tarn has closed the bridge over the Arle river to lorries and buses"

# ── Headlines ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pier of Tarn has closed.", "The pier of Tarn has closed"),
        (
            "The pier of Tarn has closed, the mayor said on Monday.",
            "The pier of Tarn has closed, the mayor said on Monday",
        ),
        (f"{LONG}, the mayor said on Monday.", LONG),
        (f"{LONG}, according to two officials.", LONG),
        (f"{LONG}, because inspectors had found cracks in it.", LONG),
        (f"{LONG} while inspectors look for cracks in it.", LONG),
        (f"{LONG}; nobody knows for how long.", LONG),
        (f"{LONG} – nobody knows for how long.", LONG),
        ("TARN, Ardenia (AP) — The pier of Tarn has closed.", "The pier of Tarn has closed"),
    ],
)
def test_a_headline_ends_where_a_clause_ends(desk, text, expected):
    """A text that is too long is cut at a clause; an attribution at its end is left out only then, a dateline always."""
    assert prose.titled(desk.story_of_claims(text), []).headline == expected


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
    found = prose.titled(desk.story_of_claims(text), []).headline
    assert found.endswith("…")
    assert text.startswith(found[:-1])
    assert not found[-2].isdigit()
    assert found.count("“") == found.count("”")


@settings(deadline=None)
@given(st.text(alphabet='ab 1,.“”"—;-', max_size=300) | st.text(max_size=300))
def test_any_text_gives_a_headline_of_its_own_words(desk, text):
    """Whatever a claim says, the headline fits, and is a part of it or the name of nothing."""
    found = prose.titled(desk.story_of_claims(text or " "), []).headline
    assert 0 < len(found) <= LONGEST_HEADLINE
    assert found == "In brief" or found.removesuffix("…") in text.strip()


def test_broken_wording_is_no_headline():
    """The doubt that an article's wording casts tells of its text, not of its story."""
    span = Span(article="1", start=0, end=5, text="of of", sentence=1)
    doubt = Uncertainty(id="u1", text="The text is broken", kind="source_text", cue="of of", evidence=(span,))
    story = Story(id="s1", headline="", articles=("1",), uncertainties=(doubt,))
    assert prose.titled(story, []).headline == "In brief"


def test_a_story_without_claims_has_a_headline(desk):
    """Without claims an uncertainty, a figure's sentence or an actor's name stands over the story."""
    article = desk.article("1", "It may rain in Tarn.", "12 boats sank.")
    open_, counted = desk.uncertainty(article, 1, "may"), desk.figure(article, 2, "boats", 12, "12")
    actor = desk.actor(article, "a1", "Ilse Tarn")
    assert prose.titled(desk.story((article, [actor, counted, open_])), []).headline == "It may rain in Tarn"
    assert prose.titled(desk.story((article, [actor, counted])), []).headline == "12 boats sank"
    assert prose.titled(desk.story((article, [actor])), []).headline == "Ilse Tarn"
    assert (
        prose.titled(desk.story((article, [actor.model_copy(update={"name": "x" * 200})])), []).headline == "In brief"
    )
    assert prose.compose([desk.story((article, [actor]))])[1] == ()


def test_a_shorter_claim_goes_before_a_cut_one(desk):
    """Where the best claim cannot be shortened whole, the next that can be is the headline."""
    long = "word " * 40
    article = desk.article("1", f"The {long}ends.", "The pier of Tarn has closed.")
    story = desk.story((article, [desk.claim(article, 1), desk.claim(article, 2)]))
    assert prose.titled(story, []).headline == "The pier of Tarn has closed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pier is safe for everybody in Tarn.", "Ilse Tarn: The pier is safe for everybody in Tarn"),
        ("“The pier is safe for everybody.”", "Ilse Tarn: “The pier is safe for everybody”"),
        ("The pier is safe, Ilse Tarn said.", "The pier is safe, Ilse Tarn said"),
        (f"{LONG}, the mayor said on Monday.", "Ilse Tarn: x"),
    ],
)
def test_what_somebody_says_is_no_fact_in_a_headline(desk, text, expected):
    """A claim that has a speaker is printed with the name, where its words do not tell that it is said."""
    article = desk.article("1", f"Ilse Tarn spoke. {text}", "The pier of Tarn has closed for the winter.")
    claims = [desk.claim(article, 1, "a1", text=text), desk.claim(article, 2)]
    found = prose.titled(desk.story((article, [desk.actor(article, "a1", "Ilse Tarn"), *claims])), []).headline
    assert found == ("The pier of Tarn has closed for the winter" if expected.endswith(": x") else expected)


@pytest.mark.parametrize(
    "text",
    [
        "Click here to see more photos of the pier.",
        "Copyright 2024 Tarn Post.",
        "Stay with Tarn Post for updates on the closed pier.",
        "Follow us on Facebook for news of the pier.",
        "Photo by Odile Marr shows the pier.",
        "Related: The pier of Tarn in pictures.",
        "Write to odile@post.example with what you know.",
        "Anyone with information is asked to call the harbour police.",
        "Image 1 of 12 The pier of Tarn at noon.",
    ],
)
def test_page_furniture_is_no_headline_and_no_lead(desk, text):
    """Teasers, credits, addresses and calls for tips are of the page, and stand above nothing."""
    assert is_furniture(text)
    article = desk.article("1", text, *TEXTS[1:4])
    told, lead = prose.compose([desk.story((article, [desk.claim(article, number) for number in (1, 2, 3, 4)]))])
    assert text.rstrip(".") not in told[0].headline
    assert text not in {line.text for line in (*lead, *told[0].summary)}


@pytest.mark.parametrize("text", ["We will keep you informed.", "Who closed the pier?", "What do you think of it?"])
def test_what_is_said_to_the_reader_is_no_headline(text):
    """Words to the reader and questions tell nothing; in a quotation they are somebody's."""
    assert is_addressed(text)
    assert not is_addressed(f"The mayor said: “{text.rstrip('?')}”")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The pier of Tarn has closed", True),
        ("Police arrested the owner of the pier", True),
        ("The mayor opens the pier on Monday", True),
        ("LinkedIn profile of the harbour master", False),
        ("The daughter of a man suspected of theft in Tarn", False),
        ("A man who was seen on the pier of Tarn", False),
        ("Der Hafen von Tarn bleibt zu", True),
    ],
)
def test_a_headline_states_something(text, states):
    """A cut that leaves no verb is no headline; what is not English is not judged."""
    assert is_clause(text) is states


# ── Lead and summary ──────────────────────────────────────────────────────────────────────────────

TEXTS = (
    "She was there and saw it all happen.",
    "Bakers in Tarn have run out of flour.",
    "A ferry to Vesk broke down at noon.",
    "Schools in Ostia will stay shut all week.",
    "The choir of Arle performed in the square.",
    "Two swans returned to the castle moat.",
)


def test_what_is_disputed_or_corroborated_goes_first(desk):
    """Disputed claims come first, then corroborated ones; the headline says what the lead and the summary do not."""
    one = desk.article("1", *TEXTS)
    two = desk.article(
        "2", "A ferry to Vesk broke down at noon, police said.", "The choir of Arle has not performed in the square."
    )
    first = [desk.claim(one, number) for number in range(1, 6)] + [desk.claim(one, 6, stance="denies")]
    story = desk.story((one, first), (two, [desk.claim(two, 1), desk.claim(two, 2)]))
    (told,), lead = prose.compose([story])
    printed = [told.headline + ".", *(line.text for line in (*lead, *told.summary))]
    assert printed[:2] == [TEXTS[2], "The choir of Arle performed in the square; another account denies it."]
    assert len(set(printed)) == len(printed)
    assert all(unproven(line.text, told, line.cites) is None for line in (*lead, *told.summary))
    assert set(printed[-2:]) == {TEXTS[0], TEXTS[5]}


def test_lines_go_to_different_speakers(desk):
    """Of equal claims a second voice goes before the first voice's second claim."""
    article = desk.article("1", *TEXTS[1:])
    lund = desk.actor(article, "a1", "Bo Lund")
    items = [desk.claim(article, 1, "a1"), desk.claim(article, 2, "a1"), desk.claim(article, 3), desk.claim(article, 4)]
    story = desk.story((article, [lund, *items])).model_copy(update={"headline": ""})
    voices = [line.cites for line in prose.lines(story, 4)]
    by_text = {claim.id: claim.statements[0].speaker for claim in story.claims}
    assert [by_text[cites[0]] is None for cites in voices] in ([True, False, True, False], [False, True, False, True])


def test_one_claim_is_headline_lead_and_summary(desk):
    """Where there is one claim, it is everywhere; an unwritten line is worse than a repeated one."""
    (told,), lead = prose.compose([desk.story_of_claims(TEXTS[1])])
    assert told.headline == TEXTS[1].rstrip(".")
    assert [line.text for line in lead] == [line.text for line in told.summary] == [TEXTS[1]]


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_length_bounds_lead_and_summary(desk, length):
    """No lead and no summary has more lines than were asked for, of one story or of several."""
    article = desk.article("1", *(f"Boat {name} left the port of {place}." for name, place in PORTS))
    story = desk.story((article, [desk.claim(article, number) for number in range(1, len(PORTS) + 1)]))
    for stories in ([story], [story] * 7):
        told, lead = prose.compose(stories, length)
        assert 0 < len(lead) <= prose.LINES[length]
        assert all(0 < len(one.summary) <= prose.LINES[length] for one in told)


PORTS = (
    ("Alda with flour", "Tarn"),
    ("Bera with coal", "Vesk"),
    ("Cora with nothing", "Ostia"),
    ("Dena after a storm", "Arle"),
    ("Edda without a captain", "Korr"),
    ("Fria late on Sunday", "Mold"),
    ("Gala on fire", "Sund"),
    ("Hela half empty", "Brack"),
)


def test_several_stories_each_have_a_line_in_the_lead(desk):
    """The lead tells the first stories in a line each: what their headlines say, in full."""
    articles = [desk.article("1", *TEXTS[1:4]), desk.article("2", *TEXTS[3:])]
    stories = [desk.story((article, [desk.claim(article, number) for number in (1, 2, 3)])) for article in articles]
    told, lead = prose.compose(stories)
    assert [line.text.rstrip(".") for line in lead] == [one.headline for one in told]
    assert [line.cites for line in lead] == [one.headline_cites for one in told]
    assert all(line.text.rstrip(".") != one.headline for one in told for line in one.summary)


def test_a_denial_stands_beside_what_it_denies(desk):
    """Both sides are in one line, with a quotation of the second; it is proven by what it cites."""
    one = desk.article("1", "The dam of Korr cracked in the night, Ilse Brandt said.")
    two = desk.article("2", "Tom Reyes denied that the dam of Korr cracked in the night: “rumours”.")
    said, denied = desk.claim(one, 1, "a1"), desk.claim(two, 1, "a2", stance="denies")
    claim = said.model_copy(update={"status": "disputed", "statements": said.statements + denied.statements})
    people = (desk.actor(one, "a1", "Ilse Brandt"), desk.actor(two, "a2", "Tom Reyes"))
    story = Story(id="s1", headline="", articles=("1", "2"), claims=(claim,), actors=people)
    line = sides.line(claim, story)
    assert line.text == "The dam of Korr cracked in the night, Ilse Brandt said; Tom Reyes denies it: “rumours”."
    assert line.cites == (claim.id,)
    assert unproven(line.text, story, line.cites) is None


def test_two_accounts_stand_side_by_side(desk):
    """Claims that cannot both hold are told in one line that cites both."""
    article = desk.article("1", "Twelve people were arrested in Tarn.", "16 people were arrested in Tarn.")
    story = desk.story((article, [desk.claim(article, 1), desk.claim(article, 2)]))
    one, two = story.claims
    rivals = {one.id: two.id, two.id: one.id}
    claims = tuple(c.model_copy(update={"status": "disputed", "rivals": (rivals[c.id],)}) for c in story.claims)
    line = sides.line(claims[0], story.model_copy(update={"claims": claims}))
    assert line.text == f"Accounts differ: {one.text.rstrip('.')}; {two.text}"
    assert line.cites == (one.id, two.id)


def test_a_figure_that_differs_is_told_with_who_says_it(desk):
    """The second line has the readings of a disputed figure, each with its speaker."""
    article = desk.article("1", "Ilse Brandt said 40 homes were flooded.", "About 90 homes were flooded.", *TEXTS[1:3])
    readings = [
        desk.figure(article, 1, "homes", 40, "40", speaker="a1"),
        desk.figure(article, 2, "homes", 90, "About 90"),
    ]
    story = desk.story(
        (article, [desk.actor(article, "a1", "Ilse Brandt"), desk.claim(article, 3), desk.claim(article, 4)])
    )
    told = tuple(reading for figure in readings for reading in figure.readings)
    speaker = story.actors[0].id
    figure = Figure(
        id="f1",
        of="homes",
        status="disputed",
        readings=(told[0].model_copy(update={"speaker": speaker}), told[1]),
    )
    lines = prose.lines(story.model_copy(update={"figures": (figure,)}), 3)
    assert lines[1].text == "Accounts differ: 40 homes (Ilse Brandt), about 90 homes."
    assert lines[1].cites == ("f1",)
