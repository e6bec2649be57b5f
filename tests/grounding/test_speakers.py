"""Whom a claim is put down to, and how it is said: the draft's word against the article's."""

from __future__ import annotations

import pytest

from summarizer.grounding.context import context
from summarizer.grounding.speakers import NEAR, manner, rule
from summarizer.models import ClaimDraft

REPORT = (
    "Mayor Ines Falk said on Monday that the dam had cracked.",
    "The dam held in the rain.",
    "“We will rebuild,” read a sign beside Tom Reyes.",
    "Falk denied that 40 people were hurt.",
    "Officials at the ministry said the wall had moved.",
    "The boats of Ada Berg lay in the harbour.",
    "The town waited.",
    "It rained again.",
    "“The cause is a mystery.”",
)


@pytest.fixture
def ruling(article_of):
    """Rule on a claim about sentences of the report, put down to a proposed speaker."""
    read = context(article_of(*REPORT))

    def ruling(proposed, *sentences):
        draft = ClaimDraft(sentences=sentences, text="", speaker=proposed)
        return rule(draft, read.article, read.roster, read.attributions)

    return ruling


# ── Who ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "proposed", ["Ines Falk", "Falk", "Mayor Ines Falk", "Korrdam's mayor Ines Falk", "MAYOR FALK"]
)
@pytest.mark.parametrize("sentence", [1, 4])
def test_the_attributed_speaker_is_taken_by_any_form_of_the_name(ruling, proposed, sentence):
    """Titles, owners and short forms name the same person; the fullest name is given."""
    found = ruling(proposed, sentence)
    assert (found.speaker, found.objection) == ("Ines Falk", None)
    assert found.attribution.sentence == sentence


@pytest.mark.parametrize("proposed", ["officials", "ministry officials", "Officials at the ministry"])
def test_an_unnamed_source_is_taken_as_written(ruling, proposed):
    """Who has no name is the same by the words it is called by."""
    found = ruling(proposed, 5)
    assert found.speaker == "Officials at the ministry"
    assert found.attribution.cue == "said"


@pytest.mark.parametrize("proposed", ["Tom Reyes", "Ada Berg", "Nobody Known"])
def test_another_speaker_is_overruled(ruling, proposed):
    """The article's own attribution holds, and the objection says so."""
    found = ruling(proposed, 1)
    assert found.speaker == "Ines Falk"
    assert found.attribution
    assert found.objection == f"Another speaker: the article puts it down to Ines Falk, not to {proposed}."


@pytest.mark.parametrize("proposed", [None, "he", "She"])
def test_no_speaker_and_a_pronoun_leave_it_to_the_article(ruling, proposed):
    """Where the article attributes the sentence, that is who; else nobody is."""
    assert ruling(proposed, 1).speaker == "Ines Falk"
    assert ruling(proposed, 2).speaker is None
    assert ruling(proposed, 2).objection is None


def test_each_sentence_cited_may_attribute(ruling):
    """A speaker of the second of two sentences is taken, too."""
    assert ruling("officials", 1, 5).speaker == "Officials at the ministry"
    assert ruling(None, 2, 5).speaker == "Officials at the ministry"


@pytest.mark.parametrize(("proposed", "sentence"), [("Ines Falk", 2), ("the rain", 2), ("Ada Berg", 6)])
def test_a_subject_is_not_yet_a_speaker(ruling, proposed, sentence):
    """Without an attribution and without a quotation, the sentence is the article's own."""
    found = ruling(proposed, sentence)
    assert (found.speaker, found.attribution) == (None, None)
    assert found.objection == (
        f"No speaker: the sentence does not say that {proposed} says it, so it is the article's own."
    )


@pytest.mark.parametrize(
    ("proposed", "speaker"), [("Reyes", "Tom Reyes"), ("Ines Falk", "Ines Falk"), ("a sign", "a sign")]
)
def test_a_quotation_without_attribution_takes_a_speaker_named_near_it(ruling, proposed, speaker):
    """In the sentence itself or shortly before, in the roster or as written."""
    found = ruling(proposed, 3)
    assert (found.speaker, found.attribution, found.objection) == (speaker, None, None)


@pytest.mark.parametrize(("proposed", "sentence"), [("Ada Berg", 3), ("the engineer", 3), ("Ada Berg", 6 + NEAR + 1)])
def test_a_quotation_takes_no_speaker_from_far_away(ruling, proposed, sentence):
    """A name later, much earlier or nowhere does not speak."""
    assert ruling(proposed, sentence).speaker is None


# ── How ───────────────────────────────────────────────────────────────────────────────────────────


def shown(stance, cited, attribution=None, certainty="certain"):
    draft = ClaimDraft(sentences=(1,), text="", stance=stance, certainty=certainty)
    return manner(draft, attribution, cited)


@pytest.mark.parametrize(
    ("stance", "cited"),
    [
        ("denies", "Falk denied that the dam had cracked."),
        ("denies", "He called it “rubbish”."),
        ("doubts", "The reports are disputed by Falk."),
        ("doubts", "The town does not believe it."),
        ("expects", "The dam will crack."),
        ("expects", "It’ll rain."),
        ("expects", "The town plans a bridge."),
        ("demands", "The town must pay."),
        ("demands", "Residents called for a bridge."),
        ("demands", "Falk urged all to leave."),
    ],
)
def test_a_stance_that_the_words_show_is_kept(stance, cited):
    """A denial or doubt in words that dispute, an expectation in its tense, a demand in its verb."""
    assert shown(stance, cited)[0] == stance


@pytest.mark.parametrize("stance", ["asserts", "denies", "doubts", "expects", "demands"])
def test_a_stance_without_words_is_an_assertion(stance):
    """A plain sentence asserts, whatever the draft makes of it; a negation or a quoted word disputes nobody."""
    assert shown(stance, "The dam cracked on Monday.")[0] == "asserts"
    assert shown(stance, "The dam did not “crack” on Monday.")[0] == "asserts"


def test_the_attributions_stance_wins(article_of):
    """What the cue verb says is not overruled by the draft."""
    denial = context(article_of("Falk denied that the dam will crack.")).attributions[0]
    assert shown("expects", "Falk denied that the dam will crack.", denial)[0] == "denies"


@pytest.mark.parametrize("certainty", ["certain", "probable", "possible", "unknown"])
def test_a_sentence_without_a_hedge_is_certain(certainty):
    """A draft is not believed to be unsure of flat words."""
    assert shown("asserts", "The dam cracked.", certainty=certainty)[1] == "certain"


@pytest.mark.parametrize(
    ("drafted", "cited", "least"),
    [
        ("certain", "The dam may crack.", "possible"),
        ("probable", "The dam may crack.", "possible"),
        ("unknown", "The dam may crack.", "unknown"),
        ("certain", "The dam is likely to crack.", "probable"),
        ("possible", "The dam is likely to crack.", "possible"),
        ("certain", "It is unclear why the dam cracked.", "unknown"),
    ],
)
def test_the_least_certainty_counts(drafted, cited, least):
    """The draft and the words: whichever is less sure."""
    assert shown("asserts", cited, certainty=drafted)[1] == least


def test_a_speakers_certainty_is_that_of_what_is_said(article_of):
    """An attribution's own certainty stands for the sentence's."""
    said = "Though it may rain, Ines Falk said that the dam was likely to hold."
    (attribution,) = context(article_of(said)).attributions
    assert attribution.certainty == "probable"
    assert shown("asserts", said, attribution)[1] == "probable"
    assert shown("asserts", said)[1] == "possible"
