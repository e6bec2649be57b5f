"""A sentence is read for its sayings: relative clauses, nouns, documents, headlines, and what only looks like one."""

from __future__ import annotations

import pytest

from summarizer.grounding.attribution import attribute
from summarizer.grounding.quotes import blanked, quotations
from summarizer.grounding.roster import roster
from summarizer.grounding.sayings import Reader
from summarizer.models import Article
from summarizer.reading.sentences import split


def read(text):
    """The reader, and the sayings of each sentence."""
    sentences, asides = split(text)
    article = Article(text=text, id="1", sentences=sentences, asides=asides)
    reader = Reader(article, blanked(text, quotations(text)), roster(article))
    return reader, [reader.read(sentence) for sentence in article.sentences]


def attributed(text):
    """The attributions of a text."""
    sentences, asides = split(text)
    article = Article(text=text, id="1", sentences=sentences, asides=asides)
    return attribute(article, roster(article))


def said(text):
    """Speaker, cue and content of each attribution."""
    return [(one.speaker, one.cue, text[slice(*one.content)]) for one in attributed(text)]


def test_offsets_are_into_the_sentence():
    """Source, cue and each piece of what is said."""
    _, ((saying,),) = read("“Rain,” Ann Lee said, “is on its way.”")
    assert (saying.source.start, saying.source.end) == (8, 15)
    assert saying.cue == (16, 20)
    assert saying.contents == [(0, 7), (22, 38)]
    assert saying.via is None


def test_a_sentence_that_ends_in_a_colon_opens_a_quotation():
    """What is said comes in the next sentence, so that there is a source and no content yet."""
    reader, found = read("Ann Lee added:\n“It rained. It was wet.”\n")
    assert found[0] == []
    assert reader.openings[1].source.speaker == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("At least 25 people died, Ann Lee said.", "At least 25 people died"),
        ("Over 100 homes burned, Ann Lee said.", "Over 100 homes burned"),
        ("At a meeting, Ann Lee said it rained.", "it rained"),
    ],
)
def test_a_number_may_open_what_is_said(text, content):
    """Before a number, "at least" and "over" are no setting."""
    assert said(text) == [("Ann Lee", "said", content)]


def test_a_state_is_no_statement():
    """A place's "state" says nothing."""
    assert said("A boy in Washington state was shot.") == []


def test_a_pronoun_is_read_with_what_went_before():
    """The speaker of one sentence is in focus in the next."""
    _, (_, (second,)) = read("Ann Lee said it rained. She said it snowed.")
    assert second.source.speaker == "Ann Lee"


def test_more_cues_than_prose_has_are_not_all_read():
    """A run of cue verbs is bounded, so that time is linear."""
    _, (found,) = read(", ".join(f"Ann Lee said “no {number}”" for number in range(30)))
    assert 0 < len(found) <= 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, who said it rained, left.", ("Ann Lee", "said", "it rained")),
        ("It was up to Ann Lee, a farmer from Tern, who said it rained.", ("Ann Lee", "said", "it rained")),
        ("They met Ann Lee, now the mayor, who in May said it rained.", ("Ann Lee", "said", "it rained")),
        ("She met officials who said it rained.", ("officials", "said", "it rained")),
        ("They saw a report which said it rained.", ("a report", "said", "it rained")),
    ],
)
def test_a_relative_clause_is_said_by_whom_it_follows(text, expected):
    """The name before an apposition, or the noun beside "who"; the mention reaches to the pronoun."""
    assert said(text)[-1:] == [expected]
    assert attributed(text)[-1].mention.endswith(("who", "which"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They checked Ann Lee’s claim that it rained.", ("Ann Lee", "claim", "it rained")),
        ("They checked Ann Lee's earlier statement that it rained.", ("Ann Lee", "statement", "it rained")),
        ("Ann Lee left. They checked her claim that it rained.", ("Ann Lee", "claim", "it rained")),
    ],
)
def test_a_noun_may_attribute(text, expected):
    """Whose claim it is says it."""
    assert said(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A poll showed that it rained.", ("A poll", "showed", "it rained")),
        ("The study found that it rained.", ("The study", "found", "it rained")),
        ("A memo indicated it rained.", ("A memo", "indicated", "it rained")),
        ("It rained all day, as a memo put it.", ("a memo", "put it", "It rained all day")),
        ("Dams must hold, per the Tern Rail Authority.", ("Tern Rail Authority", "per", "Dams must hold")),
    ],
)
def test_documents_speak(text, expected):
    """Polls, studies and memos say, show and find."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poll: Most of Tern is wet.\n\nIt rained.", ("Poll", ":", "Most of Tern is wet")),
        ("Ann Lee: Tern is wet.\n\nAnn Lee spoke.", ("Ann Lee", ":", "Tern is wet")),
        (
            "Ann Lee Says Road Was Under Deep Water.\n\nThe road was under deep water. Ann Lee left.",
            ("Ann Lee", "Says", "Road Was Under Deep Water"),
        ),
        ("Flood kills nine in Tern, mayor says.\n\nIt rained.", ("mayor", "says", "Flood kills nine in Tern")),
    ],
)
def test_a_headline_attributes(text, expected):
    """`Name: matter`, a title in capitals and ", mayor says" are read in the first line."""
    assert said(text)[0] == expected


def test_a_quotation_that_a_line_signs_is_the_signers():
    """All sentences of `“…” — Name` are Name's."""
    text = "It was wet.\n“It rained. The roads are wet.” ― Ann Lee\n“Nobody came.”\n— Bo Ray, 44, a farmer"
    assert said(text) == [
        ("Ann Lee", "―", "“It rained."),
        ("Ann Lee", "―", "The roads are wet.”"),
        ("Bo Ray", "—", "“Nobody came.”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee agreed to a deal without saying why.",
        "It goes without saying that it rained.",
        "There was any question about it.",
        "His dismissal calling for a vote failed.",
        "Ann Lee came to power by adding that.",
    ],
)
def test_what_only_looks_like_a_cue_attributes_nothing(text):
    """Nouns after adjectives, and participles after "without", say nothing."""
    assert not [one for one in said(text) if one[0] != "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 3,200 workers joined a strike at the pier, said Ann Lee, who leads the guild.",
            ("Ann Lee", "said", "Some 3,200 workers joined a strike at the pier"),
        ),
        ("Some workers struck on Monday, said Ann Lee.", ("Ann Lee", "said", "Some workers struck on Monday")),
        ("The pier will close, said Ann Lee, a farmer.", ("Ann Lee", "said", "The pier will close")),
        ("The pier will close, said Ann Lee, 34, mayor of Tern.", ("Ann Lee", "said", "The pier will close")),
        ("The mayor, Ann Lee, said the pier would close.", ("Ann Lee", "said", "the pier would close")),
        ("Aldous, the mayor, said the pier would close.", ("Aldous", "said", "the pier would close")),
        ("The mayor, Ms. Ann Lee, said the pier would close.", ("Ann Lee", "said", "the pier would close")),
        ("The pier's owner, Acme Lines, said it would close.", ("Acme Lines", "said", "it would close")),
        ("The mayor of Tern said Ann Lee was late.", ("The mayor of Tern", "said", "Ann Lee was late")),
        ("Officials, after a long talk, said Ann Lee was late.", ("Officials", "said", "Ann Lee was late")),
    ],
)
def test_a_clause_is_no_subject_and_a_name_beside_a_role_is(text, expected):
    """What is said before "said Ann Lee" is no speaker; of "the mayor, Ann Lee," the name is."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company put the number of strikers at 900.", ("The company", "put", "the number of strikers at 900")),
        ("Police put the death toll at 14.", ("Police", "put", "the death toll at 14")),
        ("Ann Lee estimated the cost at $4 million.", ("Ann Lee", "estimated", "the cost at $4 million")),
        ("Ann Lee gave the toll as 14.", ("Ann Lee", "gave", "the toll as 14")),
    ],
)
def test_who_puts_a_number_at_something_says_so(text, expected):
    """To put a toll, a number or a cost at so many is to say it."""
    assert said(text) == [expected]


def test_to_put_a_thing_somewhere_says_nothing():
    """What is put somewhere need not be a number."""
    assert said("Ann Lee put the kettle on at nine. Ann Lee put the crowd at ease.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee on Sunday withdrew her statement that the pier had burned.",
        "Ann Lee retracted the claim that the pier had burned.",
        "Then Ann Lee took back her earlier statement that the pier had burned.",
    ],
)
def test_who_withdraws_a_statement_denies_it(text):
    """A statement taken back is denied, and said once."""
    (one,) = attributed(text)
    assert (one.speaker, one.stance, text[slice(*one.content)]) == ("Ann Lee", "denies", "the pier had burned")


@pytest.mark.parametrize("who", ["Earlier reports had", "The initial reports", "Previous media reports have"])
def test_what_was_reported_before_has_no_speaker(who):
    """Earlier reports are nobody, though they say something; the noun is no verb."""
    assert said(f"{who} said the pier had burned.") == [(None, "said", "the pier had burned")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The laboratory that found lead in the wells said its report was late.",
            ("The laboratory", "said", "its report was late"),
        ),
        ("A man who was near the pier said it rained.", ("A man", "said", "it rained")),
        ("The pier that Ann Lee said she built sank.", ("Ann Lee", "said", "she built sank")),
    ],
)
def test_a_source_may_have_a_clause_of_its_own(text, expected):
    """Who "that found it" tells of is the source, not where the clause names somebody else before the cue."""
    assert said(text) == [expected]


def test_an_accusation_needs_no_quotation():
    """To accuse somebody of doing something says so; to be accused of it says nothing."""
    assert said("Ann Lee accused the firm of hiding the leak.") == [
        ("Ann Lee", "accused", "the firm of hiding the leak")
    ]
    assert said("Ann Lee was accused of hiding the leak. Ann Lee, accused of theft, left.") == []
