"""Statements found in the article and cut from it, whatever a model lost or added in copying."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.verbatim import FEWEST_WORDS, NEAR, as_written, balanced
from summarizer.models import Article
from summarizer.reading.sentences import split

DAM = "“The dam held,” Mayor Ines Falk said on Monday."
PARTS = st.sampled_from("the dam held “ ” ( ) , . ; ! ' ’ ‘ \" ] } 1.5 it’s … Korrdam Zoë said on Monday 日本".split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (DAM, DAM),
        ("The dam held, Mayor Ines Falk said on Monday.", DAM),
        ("the dam held mayor ines falk said on monday", DAM),
        ('"The dam held," Mayor Ines Falk said on Monday."]},', DAM),
        ("Mayor Ines Falk said on Monday", "Mayor Ines Falk said on Monday."),
        ("ines falk said on", "Ines Falk said on"),
    ],
)
def test_a_copied_sentence_comes_back_as_it_stands(text, written, article_of):
    """Lost quotation marks, other case and stray brackets are mended from the article."""
    assert as_written(text, (1,), article_of(DAM)) == (written, (1,))


@pytest.mark.parametrize(
    ("sentence", "text", "written"),
    [
        ("The wall of the old dam held, he added.", "The wall of the old dam held", "The wall of the old dam held"),
        ("“The wall of the dam held,” he added.", "The wall of the dam held", "“The wall of the dam held”"),
        ("He called the old wall (of the dam) safe.", "the old wall of the dam", "The old wall (of the dam)"),
        ("Was it the “wall of the dam”? Nobody asked.", "the wall of the dam", "The “wall of the dam”?"),
        ("it was 1.5 metres at O’Dell’s", "It was 1.5 metres at O'Dell's", "It was 1.5 metres at O’Dell’s"),
    ],
)
def test_marks_that_belong_to_a_part_are_kept(sentence, text, written, article_of):
    """Quotation marks, brackets and a closing stop stay; a comma that led on does not."""
    assert as_written(text, (1,), article_of(sentence))[0] == written


def test_a_wrong_sentence_number_nearby_is_mended(article_of):
    """The sentence that has the words is the evidence, before or after the one cited."""
    article = article_of("Rain fell all of Sunday.", DAM, "Nobody came to any harm.")
    assert as_written(DAM, (1,), article) == (DAM, (2,))
    assert as_written(DAM, (3,), article) == (DAM, (2,))


def test_all_sentences_cited_stay_where_one_of_them_has_the_words(article_of):
    """A claim that rests on two sentences keeps both."""
    assert as_written(DAM, (1, 2), article_of("Rain fell all of Sunday.", DAM)) == (DAM, (1, 2))


def test_a_sentence_far_away_is_not_looked_at(article_of):
    """What stands elsewhere in a long article may be about something else."""
    article = article_of(*(f"Rain fell in week number {number}." for number in range(NEAR + 1)), DAM)
    said = "The dam held, Mayor Ines Falk said on Monday."
    assert as_written(said, (1,), article) == (said, (1,))
    assert as_written(said, (2,), article) == (DAM, (NEAR + 2,))


@pytest.mark.parametrize(
    ("text", "left"),
    [("The dam held", "The dam held"), ("The dam broke on Monday.", "The dam broke on Monday."), ("", "")],
)
def test_other_words_and_too_few_of_them_come_back_as_they_are(text, left, article_of):
    """Fewer than four words may stand anywhere by chance; what is not copied is not cut."""
    assert as_written(text, (1,), article_of("The dam held. The dam held again in the heavy rain.")) == (left, (1,))


def test_stray_marks_are_taken_from_the_end(article_of):
    """A model that runs past the end of its JSON string leaves brackets behind."""
    assert as_written("The dam broke at last.\n}], ", (1,), article_of(DAM))[0] == "The dam broke at last."


@pytest.mark.parametrize(
    "sentence", ["Shares in the firm fell 12%.", "The price is now 12 €.", "$12 is the price of it."]
)
def test_a_number_keeps_its_sign(sentence, article_of):
    """A sign of percent or money is part of what is cut from the article."""
    assert as_written(sentence.lower(), (1,), article_of(sentence)) == (sentence, (1,))


def test_a_quotation_over_two_sentences_gets_its_marks(article_of):
    """A sentence that begins or ends inside a quotation is shown as quoted."""
    article = article_of("“The dam held.", "It will hold in the next flood too.”", "She paused.")
    assert as_written("the dam held in the next", (1,), article)[0] == "the dam held in the next"
    assert as_written("it will hold in the next flood too", (1,), article) == (
        "“It will hold in the next flood too.”",
        (2,),
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It held.”", "“It held.”"),
        ("It held”!", "“It held”!"),
        ("She said “it held", "She said “it held”"),
        ("It held,” she said", "It held,” she said"),
        ("“It held,” she said", "“It held,” she said"),
        ("Nothing was said", "Nothing was said"),
        ('It held."', '"It held."'),
        ('"It held, and held', '"It held, and held"'),
        ('"It held," she said', '"It held," she said'),
        ('She said "it held', 'She said "it held'),
        ('“It held," she said', '“It held," she said'),
    ],
)
def test_quotation_marks_are_balanced(text, whole):
    """A mark without its partner gets one where it is plain where; the others are left alone."""
    assert balanced(text) == whole
    assert balanced(balanced(text)) == whole


@given(st.lists(PARTS, min_size=6, max_size=40).map(" ".join), st.data())
def test_what_is_found_stands_in_the_article(text, data):
    """Any run of words of a sentence is found, and what comes back is the article's but for balance and a capital."""
    sentences, _ = split(text)
    article = Article(text=text, id="1", sentences=sentences)
    number = data.draw(st.integers(1, len(sentences))) if sentences else 0
    words = article.sentence(number).split() if number else []
    plain = [word for word in words if any(letter.isalnum() for letter in word)]
    if len(plain) < FEWEST_WORDS:
        return
    at = data.draw(st.integers(0, len(plain) - FEWEST_WORDS))
    copied = " ".join(plain[at : at + data.draw(st.integers(FEWEST_WORDS, len(plain)))])
    written, (cited,) = as_written(copied, (number,), article)
    stripped = written.removeprefix("“").removesuffix("”")
    assert cited == number
    assert stripped[1:] in article.sentence(number)
    assert stripped[:1].casefold() in article.sentence(number).casefold()


def test_marks_of_a_german_article_are_left_alone(article_of):
    """In „German“ style the mark that opens an English quotation closes one."""
    article = article_of("Er sagte: „Wir tun das nicht gern.", "Aber es muss heute sein“, sagte er.")
    text, _ = as_written("Aber es muss heute sein“, sagte er.", (2,), article)
    assert text == "Aber es muss heute sein“, sagte er."
