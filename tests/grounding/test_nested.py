"""Words at second hand are their speaker's, and who relays them is kept."""

from __future__ import annotations

import pytest

from summarizer.grounding.attribution import attribute
from summarizer.grounding.nested import only_says_so, relays
from summarizer.grounding.roster import roster
from summarizer.models import Article
from summarizer.reading.sentences import split


def told(text):
    """Speaker, relay and content of each attribution."""
    sentences, asides = split(text)
    article = Article(text=text, id="1", sentences=sentences, asides=asides)
    return [(one.speaker, one.via, text[slice(*one.content)]) for one in attribute(article, roster(article))]


@pytest.mark.parametrize(
    "text",
    [
        "Then Acme News cited Ann Lee as saying that it rained.",
        "Then Acme News quoted Ann Lee as saying it rained.",
        "Ann Lee was quoted by Acme News as saying it rained.",
        "Ann Lee was cited as saying by Acme News that it rained.",
        "Ann Lee said it rained, Acme News reported.",
        "Ann Lee said it rained, Acme News said on Monday.",
        "Ann Lee said it rained, according to Acme News.",
        "Then Acme News reported on Monday, citing Ann Lee, that it rained.",
        "Then Acme News reported that it rained, citing Ann Lee.",
    ],
)
def test_the_inner_speaker_says_it_and_the_outer_relays_it(text):
    """Whichever stands first, the one who is cited is the speaker."""
    assert told(text) == [("Ann Lee", "Acme News", "it rained")]


def test_a_quotation_before_its_relay():
    """What is relayed may stand first, as what is said may."""
    assert told("“It rained,” Ann Lee was quoted as saying by Acme News.") == [("Ann Lee", "Acme News", "“It rained,”")]


def test_an_unnamed_source_may_be_cited():
    """Police and officials are cited as names are."""
    assert told("It rained all day, according to Acme News, citing police.") == [
        ("police", "Acme News", "It rained all day")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee said it rained.", "Ann Lee"),
        ("Ann Lee was quoted as saying it rained.", "Ann Lee"),
        ("Ann Lee said it rained, citing safety concerns.", "Ann Lee"),
        ("Ann Lee said it rained, but Cy Dole said it snowed.", "Ann Lee"),
    ],
)
def test_nobody_relays_what_is_at_first_hand(text, speaker):
    """A reason that is cited, and another speaker, relay nothing."""
    assert told(text)[0][:2] == (speaker, None)


def test_relays_are_found_in_order():
    """Each with the words that attribute."""
    text = "Ann quoted Bo as saying no, and Cy was cited as telling Di so."
    assert [found["cue"] for found in relays(text)] == ["saying", "telling"]


def test_only_a_source_at_the_end_just_says_so():
    """What follows the second cue is its own content."""
    text = "It rained, Cy said on Monday."
    assert only_says_so(text, text.index("Cy"), text.index(" on"))
    text = "It rained, Cy said it snowed."
    assert not only_says_so(text, text.index("Cy"), text.index(" it snowed"))
