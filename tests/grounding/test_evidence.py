"""What evidence carries of a sentence: numbers, names, dates, quoted words, polarity, directions and roles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.grounding.evidence import misfit, missing_names, missing_numbers, missing_quotations, prove

PIECES = st.sampled_from(
    'Ada Berg said that the mayor of Korrdam , denied 40 10,000 hundreds of people were not hurt . “ ” ‘ ’ " may no '
    "United States US American President not only no doubt without never Zoë 2,5 km $1.2bn 15-17 ten,000 … – it’s "
    "don't don’t none nobody refused rejected failed to ; : ( ) \u00a0 \n 日本 İ ß ﬁ ´".split(" ")
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join))


def absent(text, evidence, **options):
    """Return the kinds of what evidence does not carry of a text."""
    return {one.kind for one in prove(text, evidence, **options).items if one.verdict == "absent"}


# ── Numbers and dates ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Some 10,000 boats sank.", "The storm sank 10k boats."),
        ("Some ten thousand boats sank.", "The storm sank 10,000 boats."),
        ("A dozen boats sank.", "The storm sank 12 boats."),
        ("It cost $1.2bn.", "It cost 1.2 billion dollars."),
        ("About 10,000 boats sank.", "The storm sank 9,870 boats."),
        ("More than 9,000 boats sank.", "The storm sank 9,870 boats."),
        ("Nearly 10,000 boats sank.", "The storm sank 9,870 boats."),
        ("Dozens of boats sank.", "The storm sank 36 boats."),
        ("It fell on Nov. 1.", "It was on 1 November that the wall fell."),
    ],
)
def test_a_number_is_carried_in_another_form(text, evidence):
    """Figures, words, suffixes, and what "about", "nearly" and "more than" round."""
    assert prove(text, evidence).holds


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The storm sank 41 boats.", "The storm sank 40 boats."),
        ("The storm sank 1,000 boats.", "The storm sank 10,000 boats."),
        ("It cost 3 million euros.", "It cost 3 billion euros."),
        ("About 9,860 boats sank.", "The storm sank 9,870 boats."),
        ("About 12,000 boats sank.", "The storm sank 9,870 boats."),
        ("Thousands of boats sank.", "Hundreds of boats sank."),
        ("The wall fell on 2 November.", "The wall fell on 1 November."),
        ("The storm sank 7 boats and 7 barges.", "The storm sank 7 boats and 3 barges."),
        ("37 people were killed.", "On Monday 12 people were killed and 37 were injured."),
    ],
)
def test_a_changed_number_is_caught(text, evidence):
    """One digit, one scale, another day, or the number of something else."""
    assert not prove(text, evidence).holds


def test_a_date_may_be_told_from_the_day_of_writing():
    """What was yesterday is a day of the calendar once it is known when that was written."""
    evidence = "The wall fell yesterday."
    assert absent("The wall fell on 4 March 2024.", evidence, reference=date(2024, 3, 5)) == set()
    assert "date" in absent("The wall fell on 5 March 2024.", evidence, reference=date(2024, 3, 5))


# ── Names and roles ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The envoy met Zoe Renard.", "The envoy met Zoë Renard."),
        ("The envoy met Berg's deputy.", "The envoy met Berg’s deputy."),
        ("The envoy met Renard.", "The envoy met Zoë Renard."),
        ("The envoy left France.", "The French envoy left."),
        ("The envoy left the United States.", "The envoy left the U.S."),
        ("The WHO left.", "The World Health Organization left."),
        ("Police & Fire Service crews left.", "Crews of the Police and Fire Service left."),
        ("Ines Falk was accused by Tom Reyes.", "Tom Reyes accused Ines Falk."),
        ("Tom Reyes accused Ines Falk.", "Tom Reyes accused Ines Falk."),
    ],
)
def test_a_name_is_carried_in_another_form(text, evidence):
    """Accents, possessives, short names, demonyms, acronyms, and the other voice."""
    assert prove(text, evidence).holds


@pytest.mark.parametrize(
    ("text", "evidence", "kinds"),
    [
        ("The envoy met Ada Berg.", "The envoy met Tom Reyes.", {"name"}),
        ("The envoy met Zoe Renard.", "The envoy met Renard.", {"name"}),
        ("The envoy left France.", "The German envoy left.", {"name"}),
        ("Ines Falk accused Tom Reyes.", "Tom Reyes accused Ines Falk.", {"role"}),
        ("Tom Reyes was accused by Ines Falk.", "Tom Reyes accused Ines Falk.", {"role"}),
        (
            "The dam in Korrdam cracked on Monday.",
            "The dam in Vesk cracked on Monday. Rain fell in Korrdam all week.",
            {"role"},
        ),
    ],
)
def test_a_swapped_name_is_caught(text, evidence, kinds):
    """A name that is not there, more of one than is there, and one in another's place."""
    assert kinds <= absent(text, evidence)


# ── Quotations ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        'It was "a risk, of course."',
        "It was “a risk,  of course”.",
        "It was «a risk, of course».",
        "It was “a risk … when the 10,000 boats came”.",
        "It was “a risk, of course, when the ten thousand boats came”.",
    ],
)
def test_quoted_words_are_carried(text):
    """Marks, spaces, what is left out, forms of numbers, and "she said" in between make no other quotation."""
    assert prove(text, "It was “a risk, of course,” she said, “when the 10,000 boats came.”").holds


@pytest.mark.parametrize(
    "text", ["The dam was “a great risk”.", "She said “the old dam” was a risk.", "The dam was 'a small risk'."]
)
def test_words_that_nobody_said_are_no_quotation(text):
    """A word changed, and marks around the article's own words."""
    assert "quotation" in absent(text, "The old dam was “a risk”, she said, great as it was.")


def test_a_quotation_may_fit_its_auxiliaries_to_a_sentence_in_other_words():
    """But not in a copied sentence, and never its negation."""
    evidence = "“We haven't had the wall right for years,” Falk told farmers."
    assert prove("The mayor, Falk, admits that they “did not get the wall right”.", evidence).holds
    assert not prove("The mayor, Falk, admits that they “did get the wall right”.", evidence).holds


# ── Polarity, direction and words ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The dam had cracked.", "The dam had not cracked."),
        ("The dam had not cracked.", "The dam had cracked."),
        ("The minister will resign soon.", "The minister won’t resign soon."),
        ("The boats left with passengers.", "The boats left without passengers."),
        ("The mayor raised the tax.", "The mayor lowered the tax."),
        ("Exports of grain rose in May.", "Exports of grain fell in May."),
        ("The court found Reyes innocent.", "The court found Reyes guilty."),
        ("The wall fell before the storm.", "The wall fell after the storm."),
        ("The mayor opened a bakery by the river.", "The mayor opened a museum by the river."),
        ("A burger was found in the old dam.", "Falk said engineers had found cracks in the old dam."),
    ],
)
def test_a_statement_turned_round_is_caught(text, evidence):
    """A "not" put in or taken out, an opposite, and a thing in another's place."""
    assert not prove(text, evidence).holds


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The dam had cracked.", "The dam had cracked, and the bridge did not carry lorries any longer."),
        ("The dam had not cracked.", "The dam has never cracked."),
        ("The dam was not only old but damp.", "The dam was not only old but damp."),
        ("The dam cracked.", "The dam cracked. Not"),
        ("The mayor increased the tax.", "The mayor raised the tax."),
        ("The wall was seen as a danger to farmers.", "The wall was considered a threat to farmers."),
    ],
)
def test_other_words_for_the_same_are_carried(text, evidence):
    """A negation of something else, and words that mean the same, turn nothing."""
    assert prove(text, evidence).holds


# ── Any text ──────────────────────────────────────────────────────────────────────────────────────


@given(TEXTS)
@example("He not only won.")
@example("“ ”")
@example("“…”")
@example("No doubt.")
@example("“'s”")
def test_every_text_carries_itself(text):
    """Nothing is refused on its own words, alone or among other passages."""
    assert prove(text, [text]).holds
    assert prove(text, ["Boats sank.", text]).holds


@given(TEXTS, st.lists(TEXTS, max_size=3))
@example("“a ” b", ["a", "“a ” b c”"])
def test_any_text_is_proven_with_true_spans(text, evidence):
    """Whatever the text and the evidence, spans are true in both, and what is absent has its reason."""
    for one in prove(text, evidence).items:
        assert text[one.start : one.end] == one.text
        assert (one.reason is None) == (one.verdict != "absent")
        assert all(0 <= place.start <= place.end <= len(evidence[place.passage]) for place in one.evidence)


@given(TEXTS, st.lists(TEXTS, max_size=2), TEXTS)
def test_more_evidence_takes_no_number_or_name_away(text, evidence, more):
    """What stands in some passages stands in them whatever else is added."""

    def held(passages):
        items = prove(text, passages).items
        return {(one.kind, one.start) for one in items if one.kind in ("number", "name") and one.verdict != "absent"}

    assert held(evidence) <= held([*evidence, more])


# ── By words alone ────────────────────────────────────────────────────────────────────────────────


def test_what_is_missing_is_listed():
    """Numbers, names and quoted words, each as they are written."""
    text = "Ada Berg said 2 or 9 boats were “lost at sea”."
    assert missing_numbers(text, "9 boats") == ["2"]
    assert missing_names(text, "A mayor") == ["Ada Berg"]
    assert missing_names("Reyes left.", "The engineer left.", {"Reyes"}) == ["Reyes"]
    assert missing_quotations(text, "They were lost at sea.") == ["lost at sea"]


@pytest.mark.parametrize(
    ("text", "cited", "begins"),
    [
        ("Boats sank.", "Boats sank in the harbour.", "Too short to say anything: it has 2 words."),
        ("Boats sank " * 20, "Boats sank in the harbour.", "Longer than its sentences"),
        ("Ministers quarrelled over pensions again.", "Boats sank in the harbour.", "Words that are not in"),
    ],
)
def test_what_cannot_be_a_statement_of_its_sentences_is_refused(text, cited, begins):
    """Too little, a model that repeats itself, and other words than the article's."""
    assert misfit(text, cited).startswith(begins)


def test_a_statement_in_nearly_the_articles_words_fits():
    """A few words may be the writer's own."""
    assert misfit("Several boats sank in the harbour.", "In the harbour, boats sank on Friday.") is None
