"""Whom a noun phrase denotes that stands where a speaker may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.quotes import blanked, quotations
from summarizer.grounding.roster import roster
from summarizer.grounding.sources import Sources
from summarizer.models import Article
from summarizer.reading.sentences import split


def reading(text):
    """The sources of a text, its sentences, and its words with quotations blanked."""
    sentences, asides = split(text)
    article = Article(text=text, id="1", sentences=sentences, asides=asides)
    plain = blanked(text, quotations(text))
    return Sources(article, plain, roster(article)), article.sentences, plain


def denoted(text, phrase):
    """Speaker and kind that a phrase of a text's last sentence denotes."""
    sources, sentences, plain = reading(text)
    home = sentences[-1]
    words = plain[home.start : home.end]
    start = words.index(phrase)
    found = sources.denoted(home, words, (start, start + len(phrase)))
    return found and (found.speaker, found.kind)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Then Ann Lee spoke.", "Ann Lee", ("Ann Lee", "person")),
        ("Then Ann Lee of Acme Rail spoke.", "Ann Lee of Acme Rail", ("Ann Lee", "person")),
        ("Then Ann Lee and Cy Dole spoke.", "Ann Lee and Cy Dole", ("Ann Lee and Cy Dole", "group")),
        ("Then Mr. Lee and Mr. Dole spoke.", "Mr. Lee and Mr. Dole", ("Mr. Lee and Mr. Dole", "group")),
        ("Then officials of Acme Rail spoke.", "officials of Acme Rail", ("officials of Acme Rail", "group")),
        ("It was a poll by Acme Rail.", "a poll", ("a poll", "organization")),
        ("Mayor Ann Lee left. Then the mayor spoke.", "the mayor", ("Ann Lee", "person")),
        ("It went to the Acme Trust.", "to the Acme Trust", None),
        ("There is nobody.", "nobody", None),
        ("Because it’s unlikely his latest plan works.", "it’s unlikely his latest", None),
        ("The firm would fall without any help.", "The firm would fall", None),
        ("It is the end of the many.", "the end of the many", None),
    ],
)
def test_a_phrase_denotes_whom_it_names_or_describes(text, phrase, expected):
    """Names, the bearers of a role, pairs and descriptions; clauses and places denote nobody."""
    assert denoted(text, phrase) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee, who left.", "Ann Lee"),
        ("Ann Lee, a farmer from Tern, who left.", "Ann Lee"),
        ("They met Ann Lee who left.", "Ann Lee"),
        ("They met the two officials who left.", "the two officials"),
        ("They saw the road, who left.", None),
    ],
)
def test_a_relative_pronoun_means_what_it_follows(text, speaker):
    """Over an apposition to the person, else the noun beside it, where that can speak."""
    sources, (home,), plain = reading(text)
    found = sources.antecedent(home, plain, plain.index("who"), plain.index("who") + 3)
    assert (found.speaker if found else None) == speaker


def test_a_pronoun_in_a_sentence_means_its_subject_or_body():
    """Of "he" and "she" the subject, where its gender may fit; of "it" the body or country named last."""
    assert denoted("When Ann Lee came, she spoke.", "she") == ("Ann Lee", "group")
    assert denoted("Chile met the target it set.", "it") == ("Chile", "group")


def test_who_signs_is_known_or_taken_at_their_word():
    """A name of the roster in its fullest form, any other as it is written."""
    sources, _, plain = reading("Ann Lee left. “It rained.” — Lee")
    start = plain.rindex("Lee")
    assert sources.signed((start, start + 3)).speaker == "Ann Lee"
    sources, _, plain = reading("“It rained.” — Eve Hall")
    assert sources.signed((plain.index("Eve"), len(plain))).speaker == "Eve Hall"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_span_of_any_text_may_be_asked_about(text, start, end):
    """What is returned lies within the span."""
    sources, sentences, plain = reading(text)
    for home in sentences:
        words = plain[home.start : home.end]
        span = (min(start, len(words)), min(end, len(words)))
        found = sources.denoted(home, words, span)
        assert found is None or span[0] <= found.start < found.end <= span[1]
