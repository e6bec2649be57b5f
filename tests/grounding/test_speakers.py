"""Whom a claim is put down to, and how it is said: the draft's word against the article's."""

from __future__ import annotations

import pytest

from summarizer.drafts import ClaimDraft
from summarizer.grounding.context import context
from summarizer.grounding.speakers import NEAR, manner, rule

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


def shown(stance, cited, attribution=None, certainty="certain", text=""):
    draft = ClaimDraft(sentences=(1,), text=text, stance=stance, certainty=certainty)
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
        ("doubts", "The town does not expect it."),
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
    assert shown(stance, "Falk did not deny it at a press conference on the plan.")[0] == "asserts"


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
        ("unknown", "The dam may crack.", "possible"),
        ("unknown", "The dam may crack; when is unclear.", "unknown"),
        ("certain", "The dam is likely to crack.", "probable"),
        ("possible", "The dam is likely to crack.", "probable"),
        ("certain", "It is unclear why the dam cracked.", "unknown"),
    ],
)
def test_the_least_certainty_counts(drafted, cited, least):
    """The words decide, and a draft may not be less sure than any of them."""
    assert shown("asserts", cited, certainty=drafted)[1] == least


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The dam had cracked.", "Residents, it is alleged, claimed that the dam had cracked."),
        ("The ministry had seen proof of it.", "The ministry claimed it had seen proof of it."),
        ("The dam cracked.", "The dam may have cracked."),
        ("The town will be flooded.", "If the dam bursts, the town will be flooded."),
    ],
)
def test_no_claim_of_the_articles_own_is_surer_than_its_sentence(text, cited):
    """What somebody only claims, what may be and what hangs on something is no fact, whatever the draft makes of it."""
    assert shown("asserts", cited, text=text)[1] == "possible"


def test_what_an_unknown_speaker_says_is_no_fact(article_of):
    """Where the article says that somebody said it and not who, the claim is less than certain unless it tells so."""
    read = context(article_of("She said that the dam had cracked."))
    draft = ClaimDraft(sentences=(1,), text="The dam had cracked.", certainty="certain")
    ruling = rule(draft, read.article, read.roster, read.attributions)
    assert (ruling.speaker, ruling.attribution.speaker) == (None, None)
    assert manner(draft, ruling.attribution, read.article.text) == ("asserts", "probable")
    whole = draft.model_copy(update={"text": read.article.text})
    assert manner(whole, ruling.attribution, read.article.text) == ("asserts", "certain")


def test_who_believes_is_less_sure_than_who_says(article_of):
    """A belief makes its claim probable, told or not; saying makes it certain."""
    for verb, certainty in {"believes": "probable", "says": "certain"}.items():
        said = f"Ines Falk {verb} the dam held."
        (attribution,) = context(article_of(said)).attributions
        assert shown("asserts", said, attribution, text="The dam held.")[1] == certainty
        assert shown("asserts", said, attribution, text=said)[1] == certainty


def test_a_suggestion_to_do_something_is_no_opinion(article_of):
    """To suggest that something is so is to be less than sure; to suggest doing it is not."""
    for words, manner_of_it in {
        "the dam held": ("asserts", "probable"),
        "the town to leave at once": ("demands", "certain"),
    }.items():
        said = f"Ines Falk suggested {words}."
        (attribution,) = context(article_of(said)).attributions
        assert shown("asserts", said, attribution, text=said) == manner_of_it


def test_a_hedge_of_a_second_sentence_counts_for_a_claim_that_drops_it(article_of):
    """The attribution of the first sentence does not make the second one certain."""
    first, second = "Ines Falk said the dam held.", "It may have cracked on Monday."
    (said,) = context(article_of(first)).attributions
    assert shown("asserts", f"{first} {second}", said, text="The dam held, and cracked on Monday.")[1] == "possible"


def test_a_speakers_certainty_is_that_of_what_is_said(article_of):
    """An attribution's own certainty stands for the sentence's."""
    said = "Though it may rain, Ines Falk said that the dam was likely to hold."
    (attribution,) = context(article_of(said)).attributions
    assert attribution.certainty == "probable"
    assert shown("asserts", said, attribution)[1] == "probable"
    assert shown("asserts", said)[1] == "possible"
