"""Whether a sentence is carried: numbers, names, quoted words and polarity, in every form news gives them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.grounding.evidence import (
    carried_share,
    content_words,
    fold,
    misfit,
    missing_names,
    missing_numbers,
    missing_quotations,
    refusal,
    stands_in,
    turned,
)

PIECES = st.sampled_from(
    'Ada Berg said that the mayor of Korrdam , denied 40 10,000 hundreds of people were not hurt . “ ” ‘ ’ " may no '
    "United States US American President not only no doubt without never Zoë 2,5 km $1.2bn 15-17 ten,000 … – it’s "
    "don't don’t none nobody refused rejected failed to ; : ( ) \u00a0 \n 日本 İ ß ﬁ ´".split(" ")
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join))


# ── Words in a text ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("korrdam", "The flood at KORRDAM."),
        ("Zoe Åkerlund", "It was Zoë Akerlund."),
        ("it's over", "She said “it’s over”."),
        ("a 'risk'", "It is a ‘risk’ to all."),
        ("well-known", "a well—known dam"),
        ("two  \n words", "in two\u00a0words"),
        ("Berg", "Berg’s deputy left."),
        ("cat", "concatenate the cat"),
    ],
)
def test_words_stand_in_a_text_however_they_are_set(words, text):
    """Case, accents, quotes, dashes and spaces make no other words."""
    assert stands_in(words, text)


@pytest.mark.parametrize(
    ("words", "text"), [("cat", "concatenate"), ("10", "100 boats"), ("", "anything"), (" ", " "), ("dam", "dam_wall")]
)
def test_parts_of_words_do_not_stand_in_a_text(words, text):
    """Words are found whole, and no words are found nowhere."""
    assert not stands_in(words, text)


@given(st.lists(st.from_regex(r"[a-zA-Z0-9éüñ]{1,8}", fullmatch=True), min_size=1, max_size=6), TEXTS, TEXTS)
def test_words_stand_between_any_others(words, before, after):
    """Whole words are found wherever they stand."""
    sought = " ".join(words)
    assert stands_in(sought, sought)
    assert stands_in(sought, f"{before} {sought} {after}")


@given(TEXTS)
def test_folding_is_done_once(text):
    """A folded text stays as it is."""
    assert fold(fold(text)) == fold(text)


# ── Numbers ───────────────────────────────────────────────────────────────────────────────────────

FORMS = ("10k", "10,000", "ten thousand", "10 000".replace(" ", "\u00a0"), "ten,000", "10000")


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize("meant", FORMS)
def test_a_number_is_carried_in_any_form(written, meant):
    """Figures, words and suffixes of one value carry each other."""
    assert missing_numbers(f"Some {written} boats sank.", f"The storm sank {meant} boats.") == []


@pytest.mark.parametrize(
    ("text", "evidence", "missing"),
    [
        ("41 boats sank.", "40 boats sank.", ["41"]),
        ("1,000 boats sank.", "10,000 boats sank.", ["1000"]),
        ("It cost $1.3bn.", "It cost $1.2bn.", ["1300000000"]),
        ("It cost 3 million.", "It cost 3 billion.", ["3000000"]),
        ("Thousands of boats sank.", "Hundreds of boats sank.", ["~thousands"]),
        ("2 or 9 boats sank.", "Boats sank.", ["2", "9"]),
    ],
)
def test_a_changed_number_is_missing(text, evidence, missing):
    """One digit, one scale, and it is another number."""
    assert missing_numbers(text, evidence) == missing
    assert (
        refusal(text, [evidence]) == f"A number that is not in its sentences: {', '.join(f'‘{n}’' for n in missing)}."
    )


# ── Names ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The envoy met Tom Reyes.", "The envoy met Tom Reyes."),
        ("The envoy met Zoe Renard.", "The envoy met Zoë Renard."),
        ("The envoy met Berg's deputy.", "The envoy met Berg’s deputy."),
        ("The envoy met O'Dell.", "The envoy met O’Dell."),
        ("The envoy left France.", "The French envoy left."),
        ("The French envoy left.", "The envoy of France left."),
        ("The envoy left the United States.", "The envoy left the US."),
        ("An envoy left.", "The envoy left."),
    ],
)
def test_a_name_is_carried(text, evidence):
    """Accents, possessives, quotes, and a country for its demonym make no other name."""
    assert missing_names(text, evidence) == []


@pytest.mark.parametrize(
    ("text", "evidence", "missing"),
    [
        ("The envoy met Ada Berg.", "The envoy met Tom Reyes.", "Ada Berg"),
        ("The envoy met Ada Berg.", "The envoy met Ada Bergman.", "Ada Berg"),
        ("The envoy left France.", "The German envoy left.", "France"),
        ("The envoy left Korrdam.", "The envoy left.", "Korrdam"),
    ],
)
def test_a_swapped_name_is_missing(text, evidence, missing):
    """Another name, or more of one, is not in the evidence."""
    assert missing_names(text, evidence) == [missing]
    assert refusal(text, [evidence]) == f"A name that is not in its sentences: ‘{missing}’."


def test_a_known_name_is_one_at_the_start_too():
    """A capital that begins a sentence is a name where the article is known to hold it."""
    assert missing_names("Reyes left.", "The engineer left.", {"Reyes"}) == ["Reyes"]


# ── Quotations ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ['It was "a risk, of course."', "It was “a risk,  of course”", "It was «a risk, of course»"]
)
def test_quoted_words_are_carried_in_any_marks(text):
    """Curly and straight marks, spaces and the closing stop make no other quotation."""
    assert missing_quotations(text, "The dam was “a risk, of course,” she said.") == []


def test_quoted_words_that_nobody_said_are_missing():
    """A quotation is to the letter."""
    text, evidence = "The dam was “a great risk”.", "The dam was “a risk”, great as it was."
    assert missing_quotations(text, evidence) == ["a great risk"]
    assert refusal(text, [evidence]) == "A quotation that is not in its sentences: ‘a great risk’."


# ── Polarity ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The dam had cracked.", "The dam had not cracked."),
        ("The dam had not cracked.", "The dam had cracked."),
        ("The minister will resign soon.", "The minister won't resign soon."),
        ("The minister will resign soon.", "The minister won’t resign soon."),
        ("The boats left with passengers.", "The boats left without passengers."),
    ],
)
def test_a_dropped_or_added_negation_is_refused(text, evidence):
    """A statement and its opposite have the same words but one."""
    assert turned(text, evidence)
    assert misfit(text, evidence) == "A statement turned into its opposite: a negation was dropped or added."


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The dam had cracked.", "The dam had cracked, and the bridge downstream did not carry lorries any longer."),
        ("The dam had not cracked.", "The dam has never cracked."),
        ("The dam was not only old but damp.", "The dam was not only old but damp."),
        ("There is no doubt the dam cracked.", "There is no doubt the dam cracked."),
        ("The dam cracked.", "The dam cracked. Not"),
    ],
)
def test_a_negation_of_something_else_turns_nothing(text, evidence):
    """Only what is denied counts, and "not only" denies nothing."""
    assert not turned(text, evidence)


# ── Own words ─────────────────────────────────────────────────────────────────────────────────────


def test_content_words_are_stems_without_function_words():
    """Inflection and the words every sentence has are left out of the comparison."""
    assert content_words("The engineers' dam’s cracking was said to be…") == ["engin", "dam", "crack"]
    assert carried_share("The engineer cracked it", "Engineers are cracking up") == 1.0
    assert carried_share("Boats sank", "Boats left") == 0.5
    assert carried_share("It is what it is", "Boats left") == 1.0


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


@given(TEXTS)
@example("He not only won.")
@example("“ ”")
@example("“…”")
@example("No doubt.")
@example("“'s”")
def test_every_text_carries_itself(text):
    """Nothing is refused on its own words."""
    assert refusal(text, [text]) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12 people were killed and 37 were injured.", True),
        ("37 people were killed and 12 were injured.", False),
        ("37 people were killed.", False),
        ("12 people were not killed.", False),
        ("The crew did not drown.", True),
        ("The crew did drown.", False),
    ],
)
def test_a_number_or_a_negation_keeps_what_it_goes_with(text, kept):
    """The words of a sentence put together in another way are another statement."""
    evidence = "On Monday 12 people were killed and 37 were injured, and the crew did not drown."
    assert (misfit(text, evidence) is None) == kept
