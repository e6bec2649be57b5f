"""Who says what, in every position that news puts it, and in the two seed articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding import names
from summarizer.grounding.attribution import attribute
from summarizer.grounding.roster import roster
from summarizer.models import Article
from summarizer.reading.sentences import split

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PIECES = (
    'Ann Lee|said|he|She|“|”|"|, |.|: |\n|that it rained|according to|police|and added|who|not|did|claims|told|the mayor|'
    "cited|as saying|was quoted|by|citing|’s claim that|his|— Ann Lee|they|it|per|"
    "denied|saying|if|with Cy Dole and Eve Hall urging them to go|(x)|—|"
).split("|")


def article(text):
    sentences, asides = split(text)
    return Article(text=text, id="1", sentences=sentences, asides=asides)


def said(text):
    """Speaker, cue and content of each attribution."""
    told = article(text)
    return [(one.speaker, one.cue, text[slice(*one.content)]) for one in attribute(told, roster(told))]


def only(text):
    told = article(text)
    (one,) = attribute(told, roster(told))
    return one


# ── Where speaker, cue and content stand ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Ann Lee said it rained.", ("Ann Lee", "said", "it rained")),
        ("Then Ann Lee said on Monday that it rained.", ("Ann Lee", "said", "it rained")),
        ("Then Ann Lee said in a statement that it rained.", ("Ann Lee", "said", "it rained")),
        ("Then Ann Lee told reporters that it rained.", ("Ann Lee", "told", "it rained")),
        ("Then Ann Lee told Cy Dole it rained.", ("Ann Lee", "told", "it rained")),
        ("Then Ann Lee has really also claimed it rained.", ("Ann Lee", "claimed", "it rained")),
        ("Ann Lee on Thursday said it rained.", ("Ann Lee", "said", "it rained")),
        ("It rained all day long, Ann Lee said.", ("Ann Lee", "said", "It rained all day long")),
        ("It rained all day long, said Ann Lee.", ("Ann Lee", "said", "It rained all day long")),
        ("It rained all day, Ann Lee told the Acme Trust.", ("Ann Lee", "told", "It rained all day")),
        ("“It rained,” Ann Lee said.", ("Ann Lee", "said", "“It rained,”")),
        ("“It rained,” said Ann Lee, a farmer.", ("Ann Lee", "said", "“It rained,”")),
        ("“It rained,” said Rep. Ann Lee of Tern.", ("Ann Lee", "said", "“It rained,”")),
        ('"It rained," Ann Lee said.', ("Ann Lee", "said", '"It rained,"')),
        ("''It rained,'' Ann Lee said.", ("Ann Lee", "said", "''It rained,''")),
        ("“It rained,” said Ann Lee from Acme Trust’s office.", ("Ann Lee", "said", "“It rained,”")),
        ("The day was “wet and cold,” said Ann Lee.", ("Ann Lee", "said", "The day was “wet and cold,”")),
        ("Ann Lee said: “It rained.”", ("Ann Lee", "said", "“It rained.”")),
        ("Ann Lee: “It rained.”", ("Ann Lee", ":", "“It rained.”")),
        ("In the city, Ann Lee said, “It rained.”", ("Ann Lee", "said", "“It rained.”")),
        ("On “Morning Talk,” Ann Lee said it rained.", ("Ann Lee", "said", "it rained")),
        ("“It rained,” Ann Lee, a farmer from Tern, said.", ("Ann Lee", "said", "“It rained,”")),
        ("“It rained,” Ann Lee (a farmer) said.", ("Ann Lee", "said", "“It rained,”")),
        ("According to Ann Lee, it rained.", ("Ann Lee", "According to", "it rained")),
        ("It rained, according to Ann Lee.", ("Ann Lee", "according to", "It rained")),
        ("It rained, in the words of Ann Lee.", ("Ann Lee", "in the words of", "It rained")),
        (
            "The roads means”is not going to hold”, Ann Lee said.",
            ("Ann Lee", "said", "The roads means”is not going to hold”"),
        ),
        ("Ann Lee kept in mind that it rained.", ("Ann Lee", "kept in mind", "it rained")),
        ("“It rained,” Ann Lee included.", ("Ann Lee", "included", "“It rained,”")),
        ("“It rained,” Ann Lee knowledgeable Acme News.", ("Ann Lee", "knowledgeable", "“It rained,”")),
    ],
)
def test_a_saying_is_read_wherever_its_parts_stand(text, expected):
    """Before, after or around what is said, with titles, days, addressees and odd quotation marks between."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Local officials said it rained.", "Local officials"),
        ("Then a senior official in Kyiv said it rained.", "a senior official in Kyiv"),
        ("A spokesman for Tern Rail said it rained.", "A spokesman for Tern Rail"),
        ("One of Ann Lee’s closest allies said it rained.", "One of Ann Lee’s closest allies"),
        ("Pyongyang’s worldwide preacher said it rained.", "Pyongyang’s worldwide preacher"),
        ("In a letter the company said it rained.", "the company"),
        ("“It rained,” said an official from the town of Kent.", "an official from the town of Kent"),
        ("Demonstrators said it rained.", "Demonstrators"),
        ("Some 63 percent said it rained.", "Some 63 percent"),
        ("Ann Lee and Cy Dole said it rained.", "Ann Lee and Cy Dole"),
        ("Washington and Seoul said it rained.", "Washington and Seoul"),
        ("But Mr. Lee and Mr. Dole say it rained.", "Mr. Lee and Mr. Dole"),
        ("It rained, according to people familiar with the matter.", "people familiar with the matter"),
        ("A senior official, speaking on condition of anonymity, said it rained.", "A senior official"),
        ("It rained, according to police.", "police"),
        (
            "It rained, according to authorities in Chile, Peru, and Cuba.",
            "authorities in Chile, Peru, and Cuba",
        ),
    ],
)
def test_an_unnamed_source_is_kept_as_it_is_written(text, speaker):
    """Officials, companies, lists and shares of people are speakers by description."""
    assert only(text).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee did not say why it rained.",
        "Ann Lee didn’t say why.",
        "Ann Lee was told that it rained.",
        "Ann Lee declined to say why.",
        "Ann Lee would say that.",
        "Neither nation has rejected the plan.",
        "Nobody said it rained.",
        "The reported deal fell through.",
        "The plan, pointed out by Ann Lee, failed.",
        "The United States is large.",
        "The crowd had few doubts about it.",
        "Ann Lee revealed a plaque.",
        "We said it rained.",
        "It rained and snowed.",
        "Said and done.",
        "The report’s claims were new.",
        "In the end Ann Lee reports.",
        "According to it.",
    ],
)
def test_what_nobody_says_is_not_attributed(text):
    """Negations, passives, nouns and plurals that look like cue verbs attribute nothing."""
    assert said(text) == []


def test_pieces_of_one_saying_share_their_cue():
    """What stands before and after "Ann Lee said" is attributed piece by piece, with one cue and one source."""
    for text, pieces in (
        ("“Rain,” Ann Lee said, “is on its way to us.”", ["“Rain,”", "“is on its way to us.”"]),
        ("Even if it rains, Ann Lee said, the dam will hold.", ["Even if it rains", "the dam will hold"]),
        ("“It rained,” Ann Lee said. “It was wet. It was cold.”", ["“It rained,”", "“It was wet.", "It was cold.”"]),
    ):
        told = article(text)
        found = attribute(told, roster(told))
        assert [text[slice(*one.content)] for one in found] == pieces
        assert len({(one.cue_span, one.mention_span) for one in found}) == 1


def test_two_in_one_sentence_say_their_own():
    """Two cues with subjects of their own are two attributions, and neither holds the other."""
    assert said("It will rain all night, Ann Lee said, because Cy Dole warned roads will flood.") == [
        ("Ann Lee", "said", "It will rain all night"),
        ("Cy Dole", "warned", "roads will flood"),
    ]
    assert said("Ann Lee said it rained, but Cy Dole said it snowed.") == [
        ("Ann Lee", "said", "it rained"),
        ("Cy Dole", "said", "it snowed"),
    ]
    assert said("Ann Lee said it rained, with Cy Dole and Eve Hall urging Peru to help.")[1] == (
        "Cy Dole and Eve Hall",
        "urging",
        "Peru to help",
    )


def test_a_shared_subject_says_both():
    """Both "… and stated" and "…, adding" go on with the speaker before."""
    assert said("Ann Lee said it rained and stated that it snowed.") == [
        ("Ann Lee", "said", "it rained"),
        ("Ann Lee", "stated", "it snowed"),
    ]
    assert said("“It rained,” Ann Lee said, adding that it snowed.") == [
        ("Ann Lee", "said", "“It rained,”"),
        ("Ann Lee", "adding", "it snowed"),
    ]
    assert said("Later Ann Lee left, saying that it rained.") == [("Ann Lee", "saying", "it rained")]
    assert said("Later Ann Lee stood up and said that it rained.") == [("Ann Lee", "said", "it rained")]


def test_a_cue_without_content_gives_way():
    """Where a second cue takes all that the first had, only the second is left."""
    assert said("Ann Lee said and added that it rained.") == [("Ann Lee", "added", "it rained")]


def test_what_is_said_is_not_searched_again():
    """In "X said Y believes Z", and inside quotation marks, the inner cue is X's words."""
    assert said("Then Ann Lee said Cy Dole believes it rained.") == [
        ("Ann Lee", "said", "Cy Dole believes it rained"),
    ]
    assert said("Ann Lee said it rained, according to Cy Dole.")[0] == ("Ann Lee", "said", "it rained")
    assert len(said("According to Ann Lee, it rained, according to police.")) == 1
    assert said("“He said no,” Ann Lee said.") == [("Ann Lee", "said", "“He said no,”")]


def test_a_role_stands_for_the_one_who_bears_it():
    """The words "the mayor" mean Ann Lee where she alone bears the role, and an unnamed source where two do."""
    assert said("Mayor Ann Lee left. The mayor said it rained.")[-1][0] == "Ann Lee"
    assert said("Mayor Ann Lee met Mayor Cy Dole. The mayor said it rained.")[-1][0] == "The mayor"


# ── Quotations over several sentences ─────────────────────────────────────────────────────────────


def test_every_sentence_of_a_quotation_has_its_speaker():
    """The cue may stand after the first sentence, before the last, or after all of them."""
    for text in (
        "“It rained,” Ann Lee said. “The roads are wet. The river rose.”",
        "“It rained. The roads are wet,” Ann Lee said. “The river rose.”",
        "Ann Lee said: “It rained. The roads are wet. The river rose.”",
        "Ann Lee added:\n“It rained. The roads are wet. The river rose.”",
    ):
        told = article(text)
        found = attribute(told, roster(told))
        assert {one.speaker for one in found} == {"Ann Lee"}
        assert all(one.quoted for one in found)
        assert sum(text[slice(*one.content)].count(word) for one in found for word in ("rained", "wet", "rose")) == 3


def test_a_quotation_goes_on_in_the_next_paragraph():
    """A paragraph that opens with a mark continues the last speaker, left open or not, until others speak."""
    for text in (
        "“It rained,” Ann Lee said. “It was wet.\n“The roads are wet,” Cy Dole said.",
        "“It rained,” Ann Lee said.\n“It was wet.”\n“The roads are wet,” Cy Dole said.",
    ):
        assert [speaker for speaker, _, _ in said(text)] == ["Ann Lee", "Ann Lee", "Cy Dole"]


def test_a_question_is_asked_by_whom_the_next_sentence_names():
    """In “Why?” Ann Lee said, two sentences are one saying, and what follows it goes on."""
    text = "Cy Dole said “no.”\n“Why did it rain?” Ann Lee said. “It was wet.”"
    assert [(speaker, content) for speaker, _, content in said(text)][1:] == [
        ("Ann Lee", "“Why did it rain?”"),
        ("Ann Lee", "“It was wet.”"),
    ]


def test_a_quotation_after_what_is_told_in_the_same_paragraph_goes_on():
    """Ann Lee said it rained. “…” is hers; in a paragraph of its own it is not."""
    assert said("Ann Lee said it rained. “It was wet.”")[1:] == [("Ann Lee", "said", "“It was wet.”")]
    assert said("Ann Lee said it rained.\n“It was wet.”")[1:] == []


def test_a_quotation_nobody_is_named_for_has_no_speaker():
    """A quoted sentence after plain prose is left alone."""
    assert said("It was a wet day. “It rained.”") == []


def test_a_quoted_sentence_has_a_stance_of_its_own():
    """A hedge in the second sentence of a quotation does not colour the first."""
    told = article("“It rained,” Ann Lee said. “The river may rise.”")
    assert [one.certainty for one in attribute(told, roster(told))] == ["certain", "possible"]


# ── Pronouns ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee left. She said it rained.", "Ann Lee"),
        ("Ann Lee said it rained. “It snowed,” she added.", "Ann Lee"),
        ("Ann Lee said so to her ally Cy Dole. She said it rained.", "Ann Lee"),
        ("When Ann Lee returned, she said it rained.", "Ann Lee"),
        ("Ann Lee spoke. When asked if he thought it true, he claimed it was.", "Ann Lee"),
        ("Chile said no. It said it rained.", "Chile"),
        ("Experts said no. They said it rained.", "Experts"),
        ("A spokesman said no. He said it rained.", "A spokesman"),
        ("It was cold. He said it rained.", None),
        ("Chile said no. He said it rained.", None),
        ("Tom Reyes said no. She said it rained.", None),
        ("Ida Falk said so. Tom Reyes denied it. She said it rained.", "Ida Falk"),
    ],
)
def test_a_pronoun_is_resolved_or_nobody(text, speaker):
    """The person, body or country in focus; where none fits there is no speaker, and never a pronoun."""
    told = article(text)
    last = attribute(told, roster(told))[-1]
    assert last.speaker == speaker
    assert names.is_pronoun(last.mention)


def test_gender_keeps_two_people_apart():
    """Of two people in focus, "she" is the one whom the text called "her"."""
    text = "Ann Lee and her team won. Cy Dole and his team lost. Cy Dole said so. She said it rained."
    assert said(text)[-1][0] == "Ann Lee"


# ── Stance and certainty ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "stance", "certainty"),
    [
        ("Ann Lee said it rained.", "asserts", "certain"),
        ("Ann Lee denied the theft.", "denies", "certain"),
        ("Ann Lee said it was “nonsense”.", "denies", "certain"),
        ("Ann Lee claimed they were most likely “rubbish.”", "doubts", "probable"),
        ("Ann Lee said she did not think it rained.", "doubts", "possible"),
        ("Ann Lee did not believe it rained.", "asserts", "probable"),
        ("Ann Lee predicted rain for the night.", "expects", "certain"),
        ("Ann Lee warned the dam will burst.", "expects", "certain"),
        ("Ann Lee urged calm.", "demands", "certain"),
        ("Ann Lee called for calm.", "demands", "certain"),
        ("Ann Lee thinks it rained.", "asserts", "probable"),
        ("Ann Lee said it may have rained.", "asserts", "possible"),
    ],
)
def test_stance_and_certainty_are_the_speakers(text, stance, certainty):
    """Denials, doubts, forecasts and demands are told from statements, and hedges are kept."""
    one = only(text)
    assert (one.stance, one.certainty) == (stance, certainty)


# ── The seeds ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quote", "speaker", "stance"),
    [
        ("actually seen proof", "United States", "asserts"),
        ("“rubbish.”", "Alexander Lukashenko", "doubts"),
        ("Because you, the Anglo-Saxons", "Alexander Lukashenko", "asserts"),
        ("did not think Russia required", "Alexander Lukashenko", "doubts"),
        ("hundreds of soldiers", "authorities in South Korea, Ukraine, and the United States", "asserts"),
        ("then they reflect something", "Vladimir Putin", "asserts"),
        ("access to real-world combat", "Joseph S. Bermudez Jr.", "asserts"),
        ("troopers will be despatched out", "United States", "expects"),
        ("as a lot as 10,000", "West", "asserts"),
        ("until victory day", "Choe Son Hui", "asserts"),
        ("wise leadership", "Choe Son Hui", "asserts"),
        ("significant security tasks", "Sergei Lavrov", "asserts"),
        ("ten,000 North Koreans", "Lloyd Austin", "asserts"),
        ("armed forces assist for Kyiv", "Lloyd Austin", "asserts"),
        ("it has been zero", "Volodymyr Zelensky", "asserts"),
        ("explosive at any time", "Choe Son Hui", "asserts"),
    ],
)
def test_the_seeds_are_attributed(quote, speaker, stance):
    """What the two seed articles put down to somebody is put down to them, pronouns and garbled cues and all."""
    (text,) = (text for path in SEEDS if quote in (text := path.read_text(encoding="utf-8")))
    at = text.index(quote)
    told = article(text)
    found = {
        (one.speaker, one.stance) for one in attribute(told, roster(told)) if one.content[0] <= at < one.content[1]
    }
    assert found == {(speaker, stance)}


# ── Any text ──────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map(" ".join))
def test_an_attribution_is_true_to_any_text(text):
    """The content lies in its sentence, source and cue stand in the text, and no speaker is a pronoun."""
    told = article(text)
    for one in attribute(told, roster(told)):
        home = told.sentences[one.sentence - 1]
        assert home.start <= one.content[0] < one.content[1] <= home.end
        assert text[slice(*one.mention_span)] == one.mention != ""
        assert text[slice(*one.cue_span)] == one.cue != ""
        assert one.speaker is None or not names.is_pronoun(one.speaker)


def test_a_long_sentence_does_not_take_long():
    """A pathological run of cues is read in linear time: 1,000 characters at a time."""
    text = "Ann Lee said and " * 2000
    assert len(attribute(article(text), roster(article(text)))) > 0
